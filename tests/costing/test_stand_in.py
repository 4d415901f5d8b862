"""What do an empty post, agency cover and an acting allowance cost? Each to the penny, with its lines."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.costing.officer import OFFICER
from tests.costing.test_school_days import TERMS, half
from trustops.costing import PostPay, SpotSalary, employment_cost
from trustops.costing.from_snapshot import post_pay, service_cost_of
from trustops.costing.post import StandIn
from trustops.costing.school_days import all_year_calendar, school_calendar
from trustops.costing.spans import Months
from trustops.models import Holder, Person, Post, PostCover, record_of
from trustops.models.post import Pension
from trustops.models.working_time import CoverKind
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import AcademicYear
from trustops.rates import RateBook
from trustops.snapshot import Snapshot

D = Decimal
RATES = RateBook.published()
AUTUMN = Months(date(2026, 9, 1), date(2026, 12, 1))
AGENCY = StandIn(
    kind=CoverKind.AGENCY,
    amount=D(210),
    calendar=school_calendar(TERMS),
    from_=date(2026, 11, 2),
    to=date(2026, 11, 20),
    days_per_week=D(4),
    weeks=D(39),
    source="Post cover row 2",
)
ACTING = StandIn(
    kind=CoverKind.ACTING_ALLOWANCE,
    amount=D(2400),
    calendar=school_calendar(TERMS),
    from_=date(2026, 11, 1),
    source="Post cover row 3",
)


def lines_of(post: PostPay, period: Any = AUTUMN) -> dict[str, tuple[Decimal | None, str]]:
    return {line.label: (line.amount, line.sum) for line in employment_cost(post, period, RATES).working.lines}


def test_agency_cover_is_paid_by_the_school_day_beside_a_salary_that_still_runs() -> None:
    cost, before = (employment_cost(post, AUTUMN, RATES) for post in (with_cover(AGENCY), OFFICER))
    assert cost.cover == D("2520.00")
    assert cost.total == before.total + D("2520.00")
    assert lines_of(with_cover(AGENCY))["Agency cover, November 2026"] == (D("2520.00"), "15 days × 4 ÷ 5 × 210")


def with_cover(*cover: StandIn, **more: Any) -> PostPay:
    return replace(OFFICER, stand_ins=cover, **more)


def test_an_empty_post_costs_its_agency_and_no_salary_while_it_is_covered() -> None:
    left = with_cover(replace(AGENCY, to=None), held=((None, date(2026, 10, 31)),))
    lines = lines_of(left)
    assert [label for label in lines if label.startswith("Gross")] == ["Gross pay, September 2026 to October 2026"]
    assert lines["Agency cover, November 2026 to December 2026"] == (D("5880.00"), "35 days × 4 ÷ 5 × 210")
    assert employment_cost(left, AUTUMN, RATES).vacant == ()


def test_an_empty_post_without_cover_says_so_and_is_counted_as_filled() -> None:
    left = replace(OFFICER, held=((None, date(2026, 10, 31)),))
    cost = employment_cost(left, AUTUMN, RATES)
    assert cost.vacant == (date(2026, 11, 1), date(2026, 12, 1))
    assert cost.total == employment_cost(OFFICER, AUTUMN, RATES).total
    amount, said = lines_of(left)["Nobody in post, November 2026 to December 2026"]
    assert amount is None
    assert said.startswith("counted as though Attendance officer were filled; record cover on the Post cover sheet")


def test_a_post_that_is_held_again_has_its_months_on_both_sides_of_the_gap() -> None:
    gap = with_cover(replace(AGENCY, from_=date(2026, 10, 1), to=date(2026, 11, 30)))
    held = replace(gap, held=((None, date(2026, 9, 30)), (date(2026, 12, 1), None)))
    assert [len(span.months) for span in employment_cost(held, AUTUMN, RATES).spans] == [1, 1]


def test_an_acting_allowance_bears_on_costs_without_a_threshold() -> None:
    lines = lines_of(with_cover(ACTING))
    assert lines["Acting allowance, November 2026 to December 2026"] == (D("400.00"), "2,400 × 2 months ÷ 12")
    assert lines["On-costs of the allowance, November 2026 to December 2026"] == (
        D("142.00"),
        "400 × (15.00 % NI + 20.00 % pension + 0.50 % levy)",
    )


def test_a_share_of_a_post_has_its_share_of_the_cover() -> None:
    assert employment_cost(with_cover(AGENCY, share=D("0.5")), AUTUMN, RATES).cover == D("1260.00")


def test_without_term_dates_an_agency_is_counted_by_weeks_and_says_so() -> None:
    unknown = replace(AGENCY, calendar=school_calendar([]), days_per_week=D(5))
    amount, said = lines_of(with_cover(unknown))["Agency cover, November 2026"]
    assert said == "15 weekdays × 39 ÷ 52.143 weeks, since no term dates are known, × 210"
    assert amount == D("2356.02")


def test_an_all_year_agency_works_every_weekday_but_bank_holidays() -> None:
    all_year = replace(AGENCY, calendar=all_year_calendar(), from_=date(2026, 12, 21), to=None, days_per_week=D(5))
    assert lines_of(with_cover(all_year))["Agency cover, December 2026"] == (D("1470.00"), "7 days × 210")


def test_cover_below_nothing_is_refused() -> None:
    with pytest.raises(TrustopsError, match="Post cover row 2: an amount or days below none"):
        replace(AGENCY, amount=D(-1))


def snapshot(*rows: Any) -> Snapshot:
    post = record_of(Post)(post="AO", title="Officer", site="TRUST", salary_pence=3102200, pension=Pension.NONE)
    return Snapshot.of(date(2026, 11, 22), [post, *rows])


def held(person: str, first: str, last: str | None = None, **more: Any) -> Any:
    end = None if last is None else date.fromisoformat(last)
    return record_of(Holder)(post="AO", person=person, from_date=date.fromisoformat(first), to_date=end, **more)


def months_vacant(*rows: Any) -> list[int]:
    known = snapshot(*rows)
    post = known.one(Post, "AO")
    assert post is not None
    return [month.month for month in employment_cost(post_pay(known, post), AUTUMN, RATES).vacant]


def test_the_records_say_when_nobody_holds_a_post() -> None:
    leaver = record_of(Person)(person="P1", name="A", site="TRUST", leaving=date(2026, 10, 31))
    assert months_vacant() == [9, 10, 11, 12]
    assert months_vacant(held("P1", "2020-09-01")) == []
    assert months_vacant(held("P1", "2020-09-01", "2026-09-20")) == [10, 11, 12]
    assert months_vacant(held("P1", "2020-09-01"), leaver) == [11, 12]
    assert months_vacant(held("P1", "2020-09-01"), leaver, held("P2", "2026-12-01", acting=True)) == [11]


def cover(kind: CoverKind, pence: int) -> Any:
    return record_of(PostCover)(post="AO", from_date=date(2026, 9, 1), kind=kind, amount_pence=pence)


def test_whoever_acts_for_an_allowance_is_paid_for_a_post_of_their_own() -> None:
    acting = held("P2", "2026-09-01", acting=True)
    known = snapshot(acting, cover(CoverKind.ACTING_ALLOWANCE, 120000))
    post = known.one(Post, "AO")
    assert post is not None
    cost = employment_cost(post_pay(known, post), AUTUMN, RATES)
    assert (cost.gross, cost.cover, cost.vacant) == (D("0.00"), D("460.00"), ())


def test_a_service_whose_post_is_empty_is_flagged(example_snapshot: Snapshot) -> None:
    year = AcademicYear(2026)
    assert "POST_VACANT" not in service_cost_of(example_snapshot, "ATTEND", year).flags
    without = replace(
        example_snapshot,
        tables={**example_snapshot.tables, Holder: [h for h in example_snapshot.all(Holder) if h.post != "ATO"]},
    )
    cost = service_cost_of(without, "ATTEND", year)
    assert "POST_VACANT" in cost.flags
    assert any(line.label.startswith("Nobody in post") for working in cost.working for line in working.lines)


@pytest.fixture(scope="module")
def example_snapshot() -> Snapshot:
    from examples.make_example import example_facts

    return Snapshot.of(date(2026, 11, 22), example_facts())


ACTING_TERM = school_calendar([half("autumn 1", "2026-09-01", "2026-10-26"), *TERMS[1:]])
"""An autumn of 75 days."""


def acting_up(title: str, salary: int, allowance: int = 0, *, held: bool = True, supply: int = 0) -> PostPay:
    """A post for the autumn of the cascade: what whoever acts in it has on top, or a supply teacher in its place."""
    kind = CoverKind.ACTING_ALLOWANCE if allowance else CoverKind.AGENCY
    amount = D(allowance or supply)
    return PostPay(
        title=title,
        pay=SpotSalary.of(D(salary)),
        held=None if held else (),
        stand_ins=(StandIn(kind=kind, amount=amount, calendar=ACTING_TERM, from_=date(2026, 9, 1)),) if amount else (),
    )


def before_on_costs(post: PostPay) -> Decimal:
    paid = ("Gross pay", "Acting allowance", "Agency cover")
    lines = employment_cost(post, AUTUMN, RATES).working.lines
    return sum((line.amount or D(0) for line in lines if line.label.startswith(paid)), D("0.00"))


def test_a_term_without_a_head_and_three_who_act_up() -> None:
    """The worked cascade: 12,000.00 of allowances and 17,250.00 of supply, less the head's 28,333.33, is 916.67."""
    usual = [acting_up("Head", 85_000), acting_up("Deputy", 68_000), acting_up("Assistant", 58_000)]
    teacher = acting_up("Teacher", 49_000)
    head = acting_up("Head", 85_000, 17_000, held=False)
    deputy, assistant = acting_up("Deputy", 68_000, 10_000), acting_up("Assistant", 58_000, 9_000)
    supplied = acting_up("Teacher", 49_000, supply=230)
    assert [before_on_costs(each) for each in (head, acting_up("Head", 85_000))] == [D("5666.67"), D("28333.33")]
    allowances = [
        before_on_costs(deputy) - before_on_costs(usual[1]),
        before_on_costs(assistant) - before_on_costs(usual[2]),
    ]
    assert [before_on_costs(head), *allowances] == [D("5666.67"), D("3333.33"), D("3000.00")]
    assert before_on_costs(supplied) - before_on_costs(teacher) == D("17250.00")
    then = sum(before_on_costs(each) for each in (head, deputy, assistant, supplied))
    assert then - sum(before_on_costs(each) for each in (*usual, teacher)) == D("916.67")
