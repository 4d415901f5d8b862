"""On which days is school in, and on which can a service be delivered? Half terms, weekdays and bank holidays."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trustops.models import TRUST_SITE, TermDate
from trustops.models.working_time import Term
from trustops.quantities.bank_holidays import SATURDAY, bank_holidays
from trustops.quantities.errors import UnknownFigure
from trustops.quantities.years import ONE_DAY, AcademicYear, in_force


@dataclass(frozen=True, slots=True)
class HalfTerm:
    """The first and last day of a half term; ``inset_days`` of it are without pupils, on days that are not said."""

    year: str
    term: str
    first: date
    last: date
    inset_days: Decimal = Decimal(0)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which a service can be delivered: those of school half terms, or with ``all_year`` every weekday.

    Bank holidays of England are never among them. ``holidays`` are by calendar year; a year that is not there is
    not known, and asking for it raises UnknownFigure.

    >>> autumn = HalfTerm("2026/27", "autumn 2", date(2026, 11, 2), date(2026, 12, 18))
    >>> Calendar((autumn,), bank_holidays()).count(date(2026, 11, 16), date(2026, 11, 30))
    11
    """

    half_terms: tuple[HalfTerm, ...]
    holidays: Mapping[int, frozenset[date]]
    all_year: bool = False

    def knows(self, year: AcademicYear) -> bool:
        """Whether the whole year's days are known: all six half terms, or for an all-year service its bank holidays."""
        if not {year.first, year.first + 1} <= set(self.holidays):
            return False
        return self.all_year or len(self._of(year)) == len(Term)

    def is_in_term(self, day: date) -> bool:
        """Whether the day is within a half term, weekends with it; every day is for an all-year service.

        Raises UnknownFigure where no half term of the day's academic year is known.
        """
        return self.all_year or any(term.first <= day <= term.last for term in self._known(day))

    def is_open(self, day: date) -> bool:
        """Whether the service can be delivered on the day: in term, a weekday, no bank holiday."""
        return day.weekday() < SATURDAY and not self.is_holiday(day) and self.is_in_term(day)

    def is_holiday(self, day: date) -> bool:
        """Whether the day is a bank holiday; raises UnknownFigure for a year whose days are not known."""
        if day.year not in self.holidays:
            raise UnknownFigure("list of bank holidays", f"for {day.year}", "ask for a year that GOV.UK has announced")
        return day in self.holidays[day.year]

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """The days from ``first`` to ``last``, both counted, on which the service can be delivered."""
        return tuple(day for day in days_from(first, last) if self.is_open(day))

    def count(self, first: date, last: date) -> int:
        """How many days of it there are from ``first`` to ``last``."""
        return len(self.between(first, last))

    def inset_days(self, year: AcademicYear) -> Decimal:
        """The days of the year's half terms that are without pupils."""
        return sum((term.inset_days for term in self._of(year)), Decimal(0))

    def sources(self, year: AcademicYear) -> tuple[str, ...]:
        """Where the year's half terms are from."""
        return tuple(term.source for term in self._of(year))

    def _of(self, year: AcademicYear) -> tuple[HalfTerm, ...]:
        return tuple(term for term in self.half_terms if term.year == str(year))

    def _known(self, day: date) -> tuple[HalfTerm, ...]:
        year = AcademicYear.containing(day)
        found = self._of(year)
        if not found:
            advice = "add the year's half terms to the Term dates sheet"
            raise UnknownFigure("term dates", f"in {year}", advice, several=True)
        return found


def days_from(first: date, last: date) -> Iterator[date]:
    """Every day from ``first`` to ``last``, both counted."""
    day = first
    while day <= last:
        yield day
        day += ONE_DAY


def school_calendar(
    rows: Iterable[TermDate], site: str = TRUST_SITE, origin: Callable[[TermDate], str] = lambda row: ""
) -> Calendar:
    """The school-day calendar of a site: its own half terms where it keeps others, else the trust's."""
    kept: dict[tuple[str, str], TermDate] = {}
    for row in sorted(rows, key=lambda row: row.site == site):
        if row.site in (site, TRUST_SITE):
            kept[row.year, row.term] = row
    terms = (
        HalfTerm(row.year, str(row.term), row.from_date, row.to_date, row.inset_days or Decimal(0), origin(row))
        for row in kept.values()
    )
    return Calendar(tuple(sorted(terms, key=lambda term: term.first)), bank_holidays())


def all_year_calendar() -> Calendar:
    """Every weekday that is no bank holiday."""
    return Calendar((), bank_holidays(), all_year=True)


def away_days(
    calendar: Calendar, spans: Iterable[tuple[date, date | None]], first: date, last: date
) -> frozenset[date]:
    """The days of the calendar that spans of absence take; an absence without an end is the one day that it begins."""
    taken = [(begins, ends or begins) for begins, ends in spans]
    return frozenset(
        day for day in calendar.between(first, last) if any(in_force(begins, ends, day) for begins, ends in taken)
    )
