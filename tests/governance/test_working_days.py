"""Are working days counted as GOV.UK's bank holidays have them?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustops.governance.working_days import bank_holidays, working_days_after


def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian computus, which the table does not use."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


@pytest.mark.parametrize("year", sorted(bank_holidays()))
def test_a_year_has_its_eight_days_all_on_weekdays(year: int) -> None:
    days = bank_holidays()[year]
    assert len(days) == (9 if year == 2023 else 8)  # the coronation, 8 May 2023
    assert all(day.year == year and day.weekday() < 5 for day in days)
    assert {easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)} <= days


def test_fifteen_working_days_after_the_end_of_november_and_of_december() -> None:
    assert working_days_after(date(2026, 11, 30), 15) == date(2026, 12, 21)
    assert working_days_after(date(2025, 12, 31), 15) == date(2026, 1, 22)  # New Year's Day is not one


def test_a_year_without_its_bank_holidays_is_not_guessed() -> None:
    assert working_days_after(date(2028, 12, 31), 1) is None
    assert working_days_after(date(2022, 12, 31), 1) == date(2023, 1, 3)


@given(st.dates(date(2023, 1, 1), date(2027, 12, 31)), st.integers(1, 30))
def test_one_more_working_day_is_the_next_one(day: date, number: int) -> None:
    last = working_days_after(day, number)
    assert last is not None
    assert working_days_after(last, 1) == working_days_after(day, number + 1)
