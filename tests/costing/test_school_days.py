"""Which days are school days? Half terms, weekends, bank holidays, and a school that keeps other dates."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustops.costing.school_days import all_year_calendar, away_days, school_calendar
from trustops.costing.term_time import TERM_TIME_FORMULAS, formula_named, term_time_fraction
from trustops.models import TermDate, record_of
from trustops.models.working_time import Term
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.years import AcademicYear

D = Decimal
YEAR = AcademicYear(2026)


def half(term: str, first: str, last: str, *, site: str = "TRUST", inset: str | None = None) -> Any:
    return record_of(TermDate)(
        site=site,
        year="2026/27",
        term=Term(term),
        from_date=date.fromisoformat(first),
        to_date=date.fromisoformat(last),
        inset_days=None if inset is None else D(inset),
    )


TERMS = [
    half("autumn 1", "2026-09-01", "2026-10-23", inset="2"),
    half("autumn 2", "2026-11-02", "2026-12-18"),
    half("spring 1", "2027-01-04", "2027-02-12", inset="1"),
    half("spring 2", "2027-02-22", "2027-03-25"),
    half("summer 1", "2027-04-12", "2027-05-28"),
    half("summer 2", "2027-06-07", "2027-07-21", inset="2"),
]


def test_a_years_half_terms_are_195_days_of_which_five_are_inset() -> None:
    calendar = school_calendar(TERMS)
    assert calendar.knows(YEAR)
    assert calendar.count(YEAR.start, YEAR.end) == 195
    assert calendar.inset_days(YEAR) == 5


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        ("2026-11-20", True),
        ("2026-11-21", False),  # a Saturday
        ("2026-10-28", False),  # half term
        ("2027-05-03", False),  # the early May bank holiday
        ("2026-12-18", True),
        ("2026-12-21", False),
    ],
)
def test_a_school_day_is_a_weekday_of_term_that_is_no_bank_holiday(day: str, is_open: bool) -> None:
    assert school_calendar(TERMS).is_open(date.fromisoformat(day)) is is_open


def test_a_school_keeps_its_own_half_term_and_the_trusts_others() -> None:
    own = half("autumn 2", "2026-11-09", "2026-12-18", site="990001")
    assert not school_calendar([own, *TERMS], "990001").is_open(date(2026, 11, 3))
    assert school_calendar([own, *TERMS], "990001").is_open(date(2026, 9, 3))
    assert school_calendar([own, *TERMS], "990002").is_open(date(2026, 11, 3))


def test_a_year_of_which_a_half_term_is_missing_is_not_known_whole() -> None:
    assert not school_calendar(TERMS[:5]).knows(YEAR)
    assert not school_calendar(TERMS).knows(YEAR.next())


def test_a_year_without_term_dates_is_unknown_and_says_which_sheet() -> None:
    with pytest.raises(UnknownFigure, match=r"term dates are not known in 2027/28: .* Term dates sheet"):
        school_calendar(TERMS).is_open(date(2027, 9, 6))


def test_all_year_is_every_weekday_but_the_bank_holidays() -> None:
    calendar = all_year_calendar()
    assert calendar.knows(YEAR)
    assert calendar.count(date(2026, 12, 21), date(2027, 1, 1)) == 7  # 25 and 28 December and New Year's Day
    with pytest.raises(UnknownFigure, match=r"bank holidays is not known for 2039"):
        calendar.is_open(date(2039, 5, 3))


def test_an_absence_takes_only_days_that_could_be_delivered() -> None:
    spans = [(date(2026, 10, 22), date(2026, 11, 3)), (date(2026, 11, 20), None)]
    away = away_days(school_calendar(TERMS), spans, date(2026, 10, 1), date(2026, 11, 30))
    assert sorted(day.day for day in away) == [2, 3, 20, 22, 23]


@given(st.dates(YEAR.start, YEAR.end), st.integers(0, 200), st.integers(0, 200))
def test_days_add_up_whatever_span_they_are_cut_into(first: date, before: int, after: int) -> None:
    calendar = all_year_calendar()
    cut = min(date.fromordinal(first.toordinal() + before), YEAR.end)
    last = min(date.fromordinal(cut.toordinal() + after), YEAR.end)
    next_day = date.fromordinal(cut.toordinal() + 1)
    assert calendar.count(first, cut) + calendar.count(next_day, last) == calendar.count(first, last)


@pytest.mark.parametrize(
    ("name", "fraction"),
    [("same leave ratio", "0.856334"), ("leave by weeks worked", "0.842614"), ("Whole leave", "0.874518")],
)
def test_a_term_time_formula_is_chosen_by_name(name: str, fraction: str) -> None:
    assert term_time_fraction(D(39), D(33), formula=formula_named(name)) == D(fraction)


def test_every_formula_pays_an_all_year_post_in_full() -> None:
    assert {term_time_fraction(D("52.143"), D(33), formula=each) for each in TERM_TIME_FORMULAS.values()} == {1}


def test_a_formula_that_there_is_not_names_those_there_are() -> None:
    with pytest.raises(TrustopsError, match=r"“guess” is no term-time formula; choose same leave ratio, leave by"):
        formula_named("guess")
