"""When can a person leave at the earliest, and how long does their post then stand empty?

Teachers and heads may leave on three days a year, by resigning in time. These are the national conditions (the
Burgundy Book); an academy's contract often copies them and is what counts where it does not. Everybody else serves
the weeks of their contract, and one week by law where it says less.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from trustops.models import Person
from trustops.models.person import Contract
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.words import day_text
from trustops.quantities.years import ONE_DAY


class NoticeRule(StrEnum):
    """Whose resignation dates are followed."""

    TEACHER = "teacher"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class LeavingDay:
    """A day of the year to leave on, and the last day of the year to resign by: (month, day), 29 Feb its last."""

    leave: tuple[int, int]
    teacher: tuple[int, int]
    head: tuple[int, int]
    teacher_months: int
    head_months: int


SOURCE = "Burgundy Book (Conditions of Service for School Teachers in England and Wales), section 1: notice"
BURGUNDY_BOOK = (
    LeavingDay(leave=(4, 30), teacher=(2, 29), head=(1, 31), teacher_months=2, head_months=3),
    LeavingDay(leave=(8, 31), teacher=(5, 31), head=(4, 30), teacher_months=3, head_months=4),
    LeavingDay(leave=(12, 31), teacher=(10, 31), head=(9, 30), teacher_months=2, head_months=3),
)


MONTHS_OF_A_TERM = 12 // len(BURGUNDY_BOOK)
"""A year's months over its three terms: how long anybody should act in a post."""

LEAST_WEEKS = 1
LEAST_SOURCE = "Employment Rights Act 1996, section 86(2)"


@dataclass(frozen=True, slots=True)
class Notice:
    """Notice given on a day, the last day of work that it leads to, and the rule that says so."""

    rule: str
    given: date
    leaves: date
    resign_by: date
    source: str


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A post between two people: the successor's first day, and the days before it when nobody holds the post."""

    starts: date
    first_day: date | None
    last_day: date | None
    days: int


def earliest_leaving(rule: NoticeRule, given: date) -> Notice:
    """The first leaving day whose resignation date is not past when notice is given.

    >>> earliest_leaving(NoticeRule.TEACHER, date(2025, 10, 31)).leaves
    datetime.date(2025, 12, 31)
    >>> earliest_leaving(NoticeRule.HEAD, date(2026, 5, 1)).leaves
    datetime.date(2026, 12, 31)
    """
    for year in (given.year, given.year + 1):
        for row in BURGUNDY_BOOK:
            resign_by = _day(year, row.head if rule is NoticeRule.HEAD else row.teacher)
            if given <= resign_by:
                return Notice(str(rule), given, _day(year, row.leave), resign_by, SOURCE)
    raise AssertionError("a year always holds a resignation date")  # pragma: no cover


def _day(year: int, month_and_day: tuple[int, int]) -> date:
    month, day = month_and_day
    return date(year, month, min(day, monthrange(year, month)[1]))


def contract_leaving(weeks: int, given: date) -> Notice:
    """The last day of a contract's notice, which runs from the day after it is given; never under the week of the law.

    >>> contract_leaving(12, date(2026, 6, 1)).leaves
    datetime.date(2026, 8, 24)
    >>> contract_leaving(0, date(2026, 6, 1)).source
    'Employment Rights Act 1996, section 86(2)'
    """
    served = max(weeks, LEAST_WEEKS)
    rule = f"{served} weeks' notice" if served != 1 else "1 week's notice"
    source = "the person's contract" if weeks >= LEAST_WEEKS else LEAST_SOURCE
    return Notice(rule, given, given + timedelta(weeks=served), given, source)


def latest_notice(rule: NoticeRule | int, last_day: date) -> date:
    """The latest day to give notice so as to have left by a day; ``rule`` is a contract's weeks where it is a number.

    To be gone by 31 August 2026 a teacher resigns by 31 May and a head by 30 April.

    >>> latest_notice(NoticeRule.TEACHER, date(2026, 8, 31)), latest_notice(12, date(2026, 8, 24))
    (datetime.date(2026, 5, 31), datetime.date(2026, 6, 1))
    """
    if isinstance(rule, int):
        return last_day - timedelta(weeks=max(rule, LEAST_WEEKS))
    return max(
        _day(year, row.head if rule is NoticeRule.HEAD else row.teacher)
        for year in (last_day.year - 1, last_day.year)
        for row in BURGUNDY_BOOK
        if _day(year, row.leave) <= last_day
    )


def leaving(rule: NoticeRule | int, given: date) -> Notice:
    """The notice that a rule asks for: resignation dates, or a contract's weeks where it is a number."""
    return contract_leaving(rule, given) if isinstance(rule, int) else earliest_leaving(rule, given)


def term_start(day: date) -> date:
    """The first day of a school term on or after a day, as leaving dates have it: 1 January, 1 May or 1 September.

    >>> term_start(date(2026, 9, 2))
    datetime.date(2027, 1, 1)
    """
    starts = (_day(year, row.leave) + ONE_DAY for year in (day.year - 1, day.year) for row in BURGUNDY_BOOK)
    return next(start for start in sorted(starts) if start >= day)


def notice_of(person: Person, given: date) -> Notice:
    """The notice of a person: the leaving days of teachers and heads, the contract's weeks of everyone else.

    Raises :class:`UnknownFigure` where the contract's weeks are not known, and :class:`TrustopsError` where the person
    will have left by then.
    """
    if person.leaving is not None and given > person.leaving:
        left = day_text(person.leaving)
        raise TrustopsError(
            f"{person.name} leaves on {left}, so no notice can be given on {day_text(given)}; choose an earlier day."
        )
    if person.contract is Contract.TEACHER:
        return earliest_leaving(NoticeRule.TEACHER, given)
    if person.contract is Contract.HEAD:
        return earliest_leaving(NoticeRule.HEAD, given)
    if person.notice_weeks is None:
        raise UnknownFigure(
            f"notice of {person.name}", f"on {day_text(given)}", "fill in Notice weeks on the People sheet"
        )
    return contract_leaving(person.notice_weeks, given)


def vacancy_between(leaves: date, successor_leaves: date) -> Vacancy:
    """The gap when a successor must also serve notice (double notice): they start the day after they leave.

    A head leaves on 31 August 2026; the deputy of another school, resigning on 12 June, leaves on 31 December, so
    the post stands empty from 1 September to 31 December: 122 days.

    >>> vacancy_between(date(2026, 8, 31), earliest_leaving(NoticeRule.TEACHER, date(2026, 6, 12)).leaves).days
    122
    """
    starts = max(leaves, successor_leaves) + ONE_DAY
    days = (starts - leaves).days - 1
    return Vacancy(starts, leaves + ONE_DAY if days else None, starts - ONE_DAY if days else None, days)
