"""Which days make a year? Academic years (1 September to 31 August) and spans of days, inclusive at both ends."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering

from trustops.quantities.errors import TrustopsError

A_YEAR = timedelta(days=366)
"""Looked back so far, the same day of the year before is still in it, leap year or not."""


@total_ordering
@dataclass(frozen=True, slots=True)
class AcademicYear:
    """The year that starts on 1 September of ``first``, which is also the trust's financial year.

    >>> AcademicYear.parse("2025/26").end
    datetime.date(2026, 8, 31)
    >>> str(AcademicYear.containing(date(2026, 8, 31)))
    '2025/26'
    """

    first: int

    @classmethod
    def parse(cls, text: str) -> "AcademicYear":
        """The year written ``2025/26``; anything else raises with the spelling that is wanted."""
        head, slash, tail = text.partition("/")
        if slash and len(head) == 4 and head.isdigit() and tail == f"{(int(head) + 1) % 100:02d}":
            return cls(int(head))
        raise TrustopsError(f"“{text}” is not an academic year; write it like 2025/26.")

    @classmethod
    def containing(cls, day: date) -> "AcademicYear":
        return cls(day.year if day.month >= 9 else day.year - 1)

    @property
    def start(self) -> date:
        return date(self.first, 9, 1)

    @property
    def end(self) -> date:
        return date(self.first + 1, 8, 31)

    @property
    def months(self) -> tuple[date, ...]:
        """The first days of its twelve months, September first."""
        return tuple(months_between(self.start, self.end))

    def next(self) -> "AcademicYear":
        return AcademicYear(self.first + 1)

    def previous(self) -> "AcademicYear":
        return AcademicYear(self.first - 1)

    def __lt__(self, other: "AcademicYear") -> bool:
        return self.first < other.first

    def __str__(self) -> str:
        return f"{self.first}/{(self.first + 1) % 100:02d}"


def in_force(start: date | None, end: date | None, day: date) -> bool:
    """Whether ``day`` lies within the span; an empty end is open.

    >>> in_force(date(2025, 9, 1), None, date(2026, 1, 1))
    True
    """
    return (start is None or start <= day) and (end is None or day <= end)


def overlaps(start: date | None, end: date | None, first: date, last: date) -> bool:
    """Whether the span shares a day with ``first`` to ``last``."""
    return (start is None or start <= last) and (end is None or first <= end)


def months_between(first: date, last: date) -> Iterator[date]:
    """The first day of every month that begins within ``first`` to ``last``."""
    year, month = first.year, first.month
    if first.day > 1:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    while (day := date(year, month, 1)) <= last:
        yield day
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def months_in_force(start: date | None, end: date | None, year: AcademicYear) -> int:
    """How many of the year's twelve months the span covers, a month counting when its 15th is in force.

    >>> months_in_force(date(2026, 1, 1), None, AcademicYear(2025))
    8
    """
    return sum(in_force(start, end, month.replace(day=15)) for month in year.months)


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the month's last day where it is shorter.

    >>> add_months(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def days_inclusive(first: date, last: date) -> int:
    """How many days from ``first`` to ``last``, both counted."""
    return (last - first).days + 1


ONE_DAY = timedelta(days=1)
