"""The worked example of a term's acting up, to the penny, with on-costs, and what is said where a figure is missing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.succession.seats import holds, named, post, trust
from trustops.models import Post, TermDate, Trust, TrustRate, record_of
from trustops.models.post import PayScale, Pension
from trustops.models.trust import TrustRateName
from trustops.models.working_time import Term
from trustops.quantities.errors import TrustopsError
from trustops.snapshot import Snapshot
from trustops.succession.acting_cost import ActingCost, acting_cost
from trustops.succession.cascade import cascade

AGENCY = record_of(TrustRate)(
    rate=TrustRateName.AGENCY_DAY, from_date=date(2025, 9, 1), value=Decimal(230), source="Supply framework"
)
DAY = date(2026, 9, 1)


def paid(ref: str, salary: int | None, critical: int | None = None, **more: Any) -> Post:
    pence = None if salary is None else salary * 100
    return post(ref, critical, salary_pence=pence, pension=more.pop("pension", Pension.TPS), **more)


def school(*more: Any, head: int | None = 85_000, scale: PayScale = PayScale.TEACHER) -> Snapshot:
    """A head, a deputy, an assistant and a teacher, each ready for the post above."""
    return trust(
        paid("HEAD", head, 5),
        paid("DEP", 68_000, 4),
        paid("AST", 58_000, 3),
        paid("TLR", 49_000, pay_scale=scale),
        *(holds(ref, ref.lower()) for ref in ("HEAD", "DEP", "AST", "TLR")),
        named("HEAD", "dep"),
        named("DEP", "ast"),
        named("AST", "tlr"),
        *more,
    )


def cost(snapshot: Snapshot, **more: Any) -> ActingCost:
    found = cascade(snapshot, ["HEAD"])
    return acting_cost(snapshot, found, **more)


def test_a_term_of_acting_up() -> None:
    """DOMAIN T-E3."""
    found = cost(school(AGENCY), supply_days=Decimal(75))
    assert (found.moves, found.backfills) == (3, 1)
    assert found.allowances == Decimal("12000.00")
    assert found.supply == Decimal("17250.00")
    assert found.saving == Decimal("28333.33")
    assert found.net == Decimal("916.67")
    assert found.unknown == ()


def test_its_working_reads_like_a_sum() -> None:
    lines = cost(school(AGENCY), supply_days=Decimal(75)).working.lines
    assert [(line.label, line.amount, line.sum) for line in lines[:6]] == [
        ("Allowance for acting as Post HEAD", Decimal("5666.67"), "(85,000 − 68,000) × 4 ÷ 12"),
        ("Allowance for acting as Post DEP", Decimal("3333.33"), "(68,000 − 58,000) × 4 ÷ 12"),
        ("Allowance for acting as Post AST", Decimal("3000.00"), "(58,000 − 49,000) × 4 ÷ 12"),
        ("Supply for Post TLR", Decimal("17250.00"), "75 days × 230"),
        ("Salary not paid: Post HEAD", Decimal("-28333.33"), "−85,000 × 4 ÷ 12"),
        ("Net cost before on-costs", Decimal("916.67"), "allowances and supply, less the salary not paid"),
    ]


def test_on_costs_are_a_second_line() -> None:
    """15 % NI, 28.68 % TPS; the threshold of 5,000 a year is used by own pay, and saved once on the head's.

    Allowances 12,000: NI 1,800.00 and pension 3,441.60. Head: (28,333.33 − 1,666.67) × 15 % = 4,000.00, pension
    8,126.00. Together 5,241.60 − 12,126.00 = −6,884.40.
    """
    found = cost(school(AGENCY), supply_days=Decimal(75))
    assert found.on_costs == Decimal("-6884.40")
    assert found.net_with_on_costs == Decimal("-5967.73")


def test_the_levy_is_paid_by_a_trust_that_pays_it() -> None:
    pays = record_of(Trust)(name="A trust", levy_payer=True)
    found = cost(school(AGENCY, pays), supply_days=Decimal(75))
    assert found.on_costs == Decimal("-6884.40") + Decimal("60.00") - Decimal("141.67")


def test_supply_works_the_school_days_of_the_term_dates() -> None:
    def half(term: Term, first: date, last: date) -> TermDate:
        return record_of(TermDate)(site="TRUST", year="2026/27", term=term, from_date=first, to_date=last)

    autumn = (
        half(Term.AUTUMN_1, date(2026, 9, 1), date(2026, 10, 23)),
        half(Term.AUTUMN_2, date(2026, 11, 2), date(2026, 12, 18)),
    )
    found = cost(school(AGENCY, *autumn))
    assert found.supply == 74 * Decimal(230)


def test_an_empty_post_that_is_no_teachers_costs_nothing() -> None:
    found = cost(school(AGENCY, scale=PayScale.NJC))
    assert (found.supply, found.net) == (Decimal("0.00"), Decimal("-16333.33"))


def test_half_a_term_is_half_the_cost() -> None:
    found = cost(school(AGENCY), supply_days=Decimal("37.5"), months=2)
    assert (found.allowances, found.supply, found.saving) == (
        Decimal("6000.00"),
        Decimal("8625.00"),
        Decimal("14166.67"),
    )


def test_pay_is_protected_where_the_post_pays_less() -> None:
    snapshot = trust(paid("X", 40_000, 5), paid("Y", 50_000), holds("X", "x"), holds("Y", "y"), named("X", "y"))
    found = cascade(snapshot, ["X"])
    assert acting_cost(snapshot, found).allowances == Decimal("0.00")


def test_a_part_of_a_job_share_is_paid_by_its_share() -> None:
    share = [holds("Y", "y", share=Decimal("0.4")), holds("Y", "z", share=Decimal("0.6"))]
    snapshot = trust(paid("X", 60_000, 5), paid("Y", 50_000), holds("X", "x"), *share, named("X", "y"))
    found = cascade(snapshot, ["X"])
    assert acting_cost(snapshot, found).allowances == Decimal("13333.33")  # (60,000 − 20,000) × 4 ÷ 12


# Unknown is not zero


def test_an_unknown_salary_makes_the_net_unknown_and_says_which() -> None:
    found = cost(school(AGENCY, head=None), supply_days=Decimal(75))
    assert (found.allowances, found.saving, found.net, found.net_with_on_costs) == (None, None, None, None)
    assert found.supply == Decimal("17250.00")
    (said,) = found.unknown
    assert said.startswith(
        "The pay of Post HEAD (HEAD) is not known on any day: give the post a salary, or a pay scale"
    )


def test_no_agency_rate_is_said() -> None:
    found = cost(school(), supply_days=Decimal(75))
    assert (found.supply, found.net) == (None, None)
    assert found.unknown == (
        "The agency's rate of a day is not known on 1 September 2026: add “agency day” to the Trust rates sheet.",
    )


def test_no_term_dates_are_said() -> None:
    assert cost(school(AGENCY)).unknown == (
        "The term dates are not known in 2026/27: add the year's half terms to the Term dates sheet.",
    )


def test_whoever_holds_no_post_is_paid_nobody_knows_what() -> None:
    snapshot = trust(paid("X", 40_000, 5), holds("X", "x"), named("X", "f"))
    found = cascade(snapshot, ["X"])
    said = acting_cost(snapshot, found)
    assert (said.allowances, said.saving) == (None, Decimal("13333.33"))
    assert said.unknown[0].startswith("The pay of whoever takes Post X is not known today: they hold no post")


def test_a_pension_that_is_not_known_leaves_on_costs_unknown_alone() -> None:
    snapshot = trust(paid("X", 40_000, 5, pension=None), holds("X", "x"))
    found = cascade(snapshot, ["X"])
    said = acting_cost(snapshot, found)
    assert (said.net, said.on_costs, said.net_with_on_costs) == (Decimal("-13333.33"), None, None)
    assert said.unknown == (
        "The pension scheme of Post X is not known on any day: fill in Pension on the Posts sheet.",
    )


def test_no_months_is_no_question() -> None:
    with pytest.raises(TrustopsError, match="for 1 month or more"):
        cost(school(), months=0)
