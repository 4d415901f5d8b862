"""Every resignation date of the Burgundy Book's table, to the day, and the gap that double notice leaves."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustops.models import Person, record_of
from trustops.models.person import Contract
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.succession.notice import NoticeRule, contract_leaving, earliest_leaving, notice_of, vacancy_between

TEACHER = [
    ("2025-10-31", "2025-12-31"),
    ("2025-11-01", "2026-04-30"),
    ("2026-02-28", "2026-04-30"),
    ("2026-03-01", "2026-08-31"),
    ("2026-05-31", "2026-08-31"),
    ("2026-06-01", "2026-12-31"),
    ("2028-02-29", "2028-04-30"),
    ("2026-12-15", "2027-04-30"),
]
HEAD = [
    ("2025-09-30", "2025-12-31"),
    ("2025-10-01", "2026-04-30"),
    ("2026-01-31", "2026-04-30"),
    ("2026-02-01", "2026-08-31"),
    ("2026-04-30", "2026-08-31"),
    ("2026-05-01", "2026-12-31"),
    ("2026-12-15", "2027-04-30"),
]


@pytest.mark.parametrize(("given_on", "leaves"), TEACHER)
def test_teacher(given_on: str, leaves: str) -> None:
    assert earliest_leaving(NoticeRule.TEACHER, date.fromisoformat(given_on)).leaves == date.fromisoformat(leaves)


@pytest.mark.parametrize(("given_on", "leaves"), HEAD)
def test_head(given_on: str, leaves: str) -> None:
    assert earliest_leaving(NoticeRule.HEAD, date.fromisoformat(given_on)).leaves == date.fromisoformat(leaves)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.sampled_from(NoticeRule))
def test_notice_a_day_later_never_leads_to_an_earlier_leaving(day: date, rule: NoticeRule) -> None:
    notice, later = earliest_leaving(rule, day), earliest_leaving(rule, day + timedelta(days=1))
    assert day <= notice.resign_by < notice.leaves <= later.leaves


@pytest.mark.parametrize(
    ("resigns", "starts", "days"),
    [("2026-05-31", "2026-09-01", 0), ("2026-06-12", "2027-01-01", 122)],
)
def test_double_notice_after_a_head_leaves_in_august(resigns: str, starts: str, days: int) -> None:
    head = earliest_leaving(NoticeRule.HEAD, date(2026, 4, 30)).leaves
    deputy = earliest_leaving(NoticeRule.TEACHER, date.fromisoformat(resigns)).leaves
    vacancy = vacancy_between(head, deputy)
    assert (vacancy.starts, vacancy.days) == (date.fromisoformat(starts), days)


def test_a_serving_head_who_resigns_too_late_starts_in_january() -> None:
    successor = earliest_leaving(NoticeRule.HEAD, date(2026, 5, 1)).leaves
    vacancy = vacancy_between(date(2026, 8, 31), successor)
    assert (vacancy.first_day, vacancy.last_day) == (date(2026, 9, 1), date(2026, 12, 31))


def test_a_successor_free_earlier_waits_for_the_post() -> None:
    vacancy = vacancy_between(date(2026, 8, 31), date(2026, 4, 30))
    assert (vacancy.starts, vacancy.days, vacancy.first_day) == (date(2026, 9, 1), 0, None)


def person(contract: Contract, weeks: int | None = None) -> Person:
    return record_of(Person)(person="P1", name="Pat Smith", site="TRUST", contract=contract, notice_weeks=weeks)


@pytest.mark.parametrize(
    ("contract", "weeks", "leaves"),
    [
        (Contract.TEACHER, None, date(2026, 8, 31)),
        (Contract.HEAD, None, date(2026, 12, 31)),
        (Contract.SUPPORT, 4, date(2026, 6, 26)),
        (Contract.EXECUTIVE, 26, date(2026, 11, 27)),
    ],
)
def test_each_contract_follows_its_own_rule(contract: Contract, weeks: int | None, leaves: date) -> None:
    assert notice_of(person(contract, weeks), date(2026, 5, 29)).leaves == leaves


def test_weeks_that_nobody_wrote_down_are_unknown() -> None:
    with pytest.raises(UnknownFigure, match="fill in Notice weeks on the People sheet"):
        notice_of(person(Contract.SUPPORT), date(2026, 5, 29))


def test_no_notice_is_shorter_than_the_weeks_of_the_law() -> None:
    notice = notice_of(person(Contract.SUPPORT, 0), date(2026, 5, 29))
    assert (notice.leaves, notice.rule) == (date(2026, 6, 5), "1 week's notice")


def test_who_has_left_by_then_can_give_no_notice() -> None:
    leaver = person(Contract.TEACHER)._replace(leaving=date(2026, 4, 30))  # type: ignore[attr-defined]
    with pytest.raises(
        TrustopsError, match="Pat Smith leaves on 30 April 2026, so no notice can be given on 29 May 2026"
    ):
        notice_of(leaver, date(2026, 5, 29))
    assert notice_of(leaver, date(2026, 2, 1)).leaves == date(2026, 4, 30)


def test_a_week_is_seven_days_after_the_day_of_notice() -> None:
    assert contract_leaving(1, date(2026, 2, 25)).leaves == date(2026, 3, 4)
