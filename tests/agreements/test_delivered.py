"""Agreed days against delivered ones: month by month, each day once, and unknown is not none."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.agreements.building import ELM, OAK, D, deal, delivery, known, school, service, term
from trustops.agreements import against
from trustops.agreements.delivered import agreed_by_month
from trustops.agreements.school_days import school_days
from trustops.models.service import DeliveredOn
from trustops.models.working_time import Term
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

TERMS = (
    term(Term.AUTUMN_1, "2026-09-01", "2026-10-23"),
    term(Term.AUTUMN_2, "2026-11-02", "2026-12-18"),
)


def test_days_are_spread_over_the_school_days_of_the_months() -> None:
    (found,) = against(known(*TERMS, delivery("2026-09-09"), delivery("2026-11-04", "0.5")), [deal("36")])
    months = {month.first.month: month.agreed for month in found.months}
    # 22 + 17 school days to half term, 21 + 14 after it: 36 × 22 ÷ 74 and so on
    assert months[9] == D("10.70")
    assert months[10] == D("8.27")
    assert months[1] == 0
    assert sum(months.values()) == D(36)
    assert found.delivered_so_far == D("1.5")
    assert found.basis == "the school days of 2026/27, by the Term dates sheet"


def test_what_is_due_by_now_counts_to_the_day() -> None:
    (found,) = against(known(*TERMS, delivery("2026-09-09"), on=date(2026, 10, 30)), [deal("37")])
    assert found.agreed_so_far == D("19.50")  # 39 of 74 school days
    assert found.ahead == D("-18.50")
    assert found.sentence == "1 of 37 days delivered; 19.5 would be due by now, 18.5 fewer than agreed so far."


def test_two_agreements_of_one_school_are_one_line_and_no_day_counts_twice() -> None:
    first = deal("10", to_date=date(2026, 12, 31))
    second = deal("9", code="A2", from_date=date(2027, 1, 1))
    (found,) = against(known(delivery("2026-09-09"), delivery("2026-10-07")), [first, second])
    assert (found.agreed, found.delivered_so_far) == (D(19), D(2))


def test_a_service_that_records_nothing_is_not_known_and_one_that_left_a_school_out_is_none() -> None:
    (unknown,) = against(known(), [deal()])
    assert (unknown.delivered_so_far, unknown.ahead) == (None, None)
    assert "what was delivered is not recorded" in unknown.sentence
    (nothing,) = against(known(school(ELM, "Elm"), delivery("2026-09-09", urn=ELM)), [deal()])
    assert nothing.delivered_so_far == 0


def test_a_school_keeps_its_own_terms_and_a_year_without_any_has_september_to_july() -> None:
    own = term(Term.AUTUMN_1, "2026-09-14", "2026-09-18", site=OAK)
    assert len(school_days(known(*TERMS, own), OAK, AcademicYear(2026), None).days) == 5
    without = school_days(known(), OAK, AcademicYear(2026), None)
    assert {day.month for day in without.days} == {9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7}
    assert date(2026, 12, 25) not in without.days
    assert "the Term dates sheet has none for 2026/27" in without.basis


def test_a_service_given_all_year_has_days_in_august() -> None:
    all_year = Snapshot.of(date(2026, 11, 22), [service(delivered_on=DeliveredOn.ALL_YEAR), school()])
    (found,) = against(all_year, [deal("52")])
    assert found.months[-1].agreed > 4


@given(days=st.decimals(0, 300, places=2), begins=st.dates(date(2026, 9, 1), date(2027, 8, 31)))
def test_the_months_sum_to_the_days(days: Decimal, begins: date) -> None:
    order = deal(str(days), from_date=begins)
    calendar = school_days(known(), OAK, AcademicYear(2026), None)
    assert sum(agreed_by_month(order, calendar).values()) == order.days


def test_a_year_that_is_over_says_what_was_missed_in_it() -> None:
    (found,) = against(known(*TERMS, delivery("2026-09-09"), on=date(2027, 9, 1)), [deal("3")])
    assert found.sentence == "1 of 3 days delivered, 2.0 fewer than agreed."
