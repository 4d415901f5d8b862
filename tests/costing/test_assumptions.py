"""Is everything that is assumed in the list, with where it is used, and nothing that is settled?"""

from datetime import date
from decimal import Decimal

from trustops.costing.assumptions import DEFAULTS, Kind, assumptions
from trustops.models import Trust, TrustRate, record_of
from trustops.models.post import TermTimePay
from trustops.models.school import PayArea
from trustops.models.trust import TrustRateName
from trustops.snapshot import Snapshot

TODAY = date(2026, 11, 22)


def rate(name: TrustRateName, value: str, source: str | None) -> TrustRate:
    made: TrustRate = record_of(TrustRate)(rate=name, from_date=date(2025, 9, 1), value=Decimal(value), source=source)
    return made


def own(*rows: TrustRate) -> dict[str, str]:
    found = assumptions(Snapshot.of(TODAY, rows))
    return {each.title: each.why for each in found if each.kind is Kind.TRUST}


def test_an_award_is_assumed_whatever_its_source_says_and_an_lgps_rate_of_the_fund_is_not() -> None:
    award = rate(TrustRateName.PAY_AWARD_NJC, "0.03", "Budget")
    assert own(award, rate(TrustRateName.LGPS_EMPLOYER, "0.2", "Letter of the fund")) == {"Pay award NJC": "Budget"}


def test_a_rate_is_assumed_where_it_says_so_or_says_nothing() -> None:
    assert own(rate(TrustRateName.LGPS_EMPLOYER, "0.2", "Assumed until the fund writes")) == {
        "Lgps employer": "Assumed until the fund writes"
    }
    assert own(rate(TrustRateName.MILEAGE, "0.45", None)) == {"Mileage": "no source is given"}


def test_the_term_time_formula_is_always_listed_and_the_pay_area_until_somebody_says() -> None:
    silent = {each.title: each for each in assumptions(Snapshot.of(TODAY, [trust()]))}
    assert (silent["Term-time pay"].words, silent["Term-time pay"].kind) == ("same leave ratio", Kind.DEFAULT)
    assert (silent["Pay area of teachers"].words, silent["Pay area of teachers"].rate) == (
        "Rest of England",
        "pay area",
    )
    chosen = trust(term_time_pay=TermTimePay.WHOLE_LEAVE, pay_area=PayArea.INNER_LONDON)
    said = {each.title: each for each in assumptions(Snapshot.of(TODAY, [chosen]))}
    assert (said["Term-time pay"].words, said["Term-time pay"].kind) == ("whole leave", Kind.TRUST)
    assert "Pay area of teachers" not in said


def trust(**more: object) -> Trust:
    made: Trust = record_of(Trust)(name="Verulam", levy_payer=True, week_hours=Decimal(37), **more)
    return made


def public(day: date) -> dict[str, str]:
    return {each.rate or each.title: each.why for each in assumptions(Snapshot.of(day, [])) if each.kind is Kind.PUBLIC}


def test_a_public_figure_is_listed_where_only_a_copy_was_read_or_no_value_is_known() -> None:
    found = public(TODAY)
    assert found["NJC pay point"] == "no award is known after 31 March 2026"
    assert found["apprenticeship_levy_rate"] == "transcribed, not read at its source"
    assert "employer_ni_rate" not in found, "it was read in the Act"
    assert (
        public(date(2031, 6, 1))["Employer National Insurance secondary threshold"] == "no value is known for the day"
    )


def test_an_announced_award_needs_no_assumption() -> None:
    assert "no award" not in public(date(2025, 9, 1)).get("NJC pay point", "")


def test_every_assumption_says_why_and_where_it_is_used() -> None:
    every = assumptions(Snapshot.of(TODAY, [rate(name, "0.1", None) for name in TrustRateName]))
    assert all(each.why and each.used_in and each.title for each in every)
    assert [each for each in every if each.kind is Kind.DEFAULT][2:] == list(DEFAULTS)
    assert len([each for each in every if each.kind is Kind.TRUST]) == len(TrustRateName)
