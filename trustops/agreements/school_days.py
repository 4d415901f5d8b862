"""On which days can agreed days fall? The school days of a year, by the trust's or a school's own term dates."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from trustops.models import TermDate
from trustops.models.kinds import TRUST_SITE
from trustops.models.service import DeliveredOn
from trustops.quantities.bank_holidays import SATURDAY, bank_holidays
from trustops.quantities.years import AcademicYear, days_inclusive
from trustops.snapshot import Snapshot

AUGUST = 8


@dataclass(frozen=True, slots=True)
class SchoolDays:
    """The days over which a year's agreed days are spread, in order; ``basis`` says where they come from."""

    days: tuple[date, ...]
    basis: str

    def within(self, first: date, last: date) -> int:
        """How many of them lie from ``first`` to ``last``, both counted."""
        return max(0, bisect_right(self.days, last) - bisect_left(self.days, first))


def school_days(snapshot: Snapshot, urn: str, year: AcademicYear, on: DeliveredOn | None) -> SchoolDays:
    """The working days of the school's terms; of the trust's where it keeps no others; else from September to July.

    A service that is given all year has every one of the year. Bank holidays that are known are left out.
    """
    if on is DeliveredOn.ALL_YEAR:
        return SchoolDays(tuple(_working(year.start, year.end)), f"the working days of {year}")
    rows = [row for row in snapshot.all(TermDate) if row.year == str(year)]
    spans = [row for row in rows if row.site == urn] or [row for row in rows if row.site == TRUST_SITE]
    if spans:
        found = sorted({day for row in spans for day in _working(row.from_date, row.to_date)})
        return SchoolDays(tuple(found), f"the school days of {year}, by the Term dates sheet")
    without_august = (day for day in _working(year.start, year.end) if day.month != AUGUST)
    basis = f"the working days from September to July, as the Term dates sheet has none for {year}"
    return SchoolDays(tuple(without_august), basis)


def _working(first: date, last: date) -> Iterator[date]:
    days = (first + timedelta(days=n) for n in range(days_inclusive(first, last)))
    return (day for day in days if is_working(day))


def is_working(day: date) -> bool:
    """Whether a day is neither of a weekend nor a bank holiday that is known.

    >>> is_working(date(2026, 12, 25)), is_working(date(2026, 11, 20))
    (False, True)
    """
    return day.weekday() < SATURDAY and day not in bank_holidays().get(day.year, frozenset())
