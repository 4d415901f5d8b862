"""For which periods should a value be there by now, and whose is missing or too old?

A KPI's own calendar says when it is due: the periods for which any site has a value. So nothing is assumed about
term dates, and a week of holiday that nobody reports is a gap, not a missing value.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trustops.kpis.book import KpiBook, whole_years
from trustops.models import TRUST_SITE, Kpi, KpiValue
from trustops.models.kpi import Frequency
from trustops.quantities.years import days_inclusive
from trustops.snapshot import Snapshot

FREQUENCY_DAYS = {
    Frequency.WEEKLY: 7,
    Frequency.MONTHLY: 31,
    Frequency.HALF_TERMLY: 61,
    Frequency.TERMLY: 122,
    Frequency.ANNUAL: 366,
}


MOST_BETWEEN = {
    Frequency.WEEKLY: 49,  # the summer holiday and a few days
    Frequency.MONTHLY: 20,
    Frequency.HALF_TERMLY: 60,
    Frequency.TERMLY: 80,
    Frequency.ANNUAL: 180,
}
"""How many days without a value may lie between two periods: more than these, and a time was left out."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of days that a value is for, inclusive."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class MissingValue:
    """A value that a site owed by ``due`` (the period's end and the KPI's lag) and that is not there."""

    kpi: str
    site: str
    period: Period
    due: date


@dataclass(frozen=True, slots=True)
class StaleSeries:
    """A series whose latest value is older than one and a half of its KPI's periods and the lag."""

    kpi: str
    site: str
    latest_end: date
    days: int
    most_days: int


def calendar_of(book: KpiBook, kpi: str) -> tuple[Period, ...]:
    """The periods of a KPI in order: those for which any site has a value, or says why it has none.

    Sites may differ by a few days in where a term ends; of periods that share more than half of their days, the one
    that most sites use stands for all. A year that a public file has of one school is no period beside its half-terms.
    """
    used = Counter(Period(row.start, row.end) for site in book.sites_of.get(kpi, ()) for row in book.values[kpi, site])
    chosen: list[Period] = []
    for period in sorted(used, key=lambda period: (-used[period], period)):
        if not any(is_same_time(period, other) for other in chosen):
            chosen.append(period)
    years = whole_years(chosen)
    return tuple(sorted(period for period in chosen if period not in years))


def value_in(book: KpiBook, kpi: str, site: str, period: Period) -> KpiValue | None:
    """The row of a site's series that is for a period."""
    exact = book.snapshot.one(KpiValue, kpi, site, period.start)
    if exact is not None and exact.end == period.end:
        return exact
    rows = book.values.get((kpi, site), ())
    return next((row for row in rows if is_same_time(Period(row.start, row.end), period)), None)


def is_same_time(one: Period, other: Period) -> bool:
    """Whether two periods share more than half of the days of each."""
    shared = days_inclusive(max(one.start, other.start), min(one.end, other.end))
    return 2 * shared > max(days_inclusive(one.start, one.end), days_inclusive(other.start, other.end))


def due_on(kpi: Kpi, period: Period) -> date:
    """The day by which the value of a period should be there."""
    return period.end + timedelta(days=kpi.lag_days or 0)


def expected_sites(book: KpiBook, kpi: Kpi, period: Period) -> tuple[str, ...]:
    """The sites that owe a value for a period.

    Each school of the KPI's phase that was founder or member throughout the period owes one, as soon as any school
    has ever given one; the trust owes one when it has ever given its own.
    """
    sites = book.sites_of.get(kpi.kpi, ())
    own = (TRUST_SITE,) if TRUST_SITE in sites else ()
    if not set(sites) - {TRUST_SITE}:
        return own
    schools = book.joined_throughout(period.start, period.end)
    return (*sorted(urn for urn in schools if book.applies_to(kpi, urn)), *own)


def missing_values(snapshot: Snapshot, book: KpiBook | None = None) -> tuple[MissingValue, ...]:
    """Every value that is owed and not there, by KPI, period and site; a not-published mark is there.

    >>> from trustops.models import KpiValue, Relation, record_of
    >>> from trustops.models.kpi import Direction, Unit
    >>> from trustops.models.school import RelationKind
    >>> def member(urn): return record_of(Relation)(urn=urn, relation=RelationKind.MEMBER, from_date=date(2020, 9, 1))
    >>> missing = missing_values(Snapshot.of(date(2026, 11, 22), [
    ...     record_of(Kpi)(kpi="ATT01", name="Attendance", unit=Unit.PERCENT, direction=Direction.UP,
    ...                    frequency=Frequency.WEEKLY, lag_days=7),
    ...     member("100001"), member("100002"),
    ...     record_of(KpiValue)(kpi="ATT01", site="100001", start=date(2026, 11, 9), end=date(2026, 11, 13)),
    ... ]))
    >>> [(row.site, row.due.isoformat()) for row in missing]
    [('100002', '2026-11-20')]
    """
    book = book or KpiBook.of(snapshot)
    return tuple(
        missing
        for kpi in sorted(snapshot.all(Kpi), key=lambda kpi: kpi.kpi)
        for period in calendar_of(book, kpi.kpi)
        for missing in _missing_in(book, kpi, period)
    )


def _missing_in(book: KpiBook, kpi: Kpi, period: Period) -> list[MissingValue]:
    due = due_on(kpi, period)
    if due >= book.snapshot.as_of:
        return []
    sites = expected_sites(book, kpi, period)
    return [MissingValue(kpi.kpi, site, period, due) for site in sites if value_in(book, kpi.kpi, site, period) is None]


def stale_series(snapshot: Snapshot, book: KpiBook | None = None) -> tuple[StaleSeries, ...]:
    """Every series of the trust and its present schools whose latest value is too old, by KPI and site."""
    book = book or KpiBook.of(snapshot)
    ours = {*snapshot.our_schools, TRUST_SITE}
    found = []
    for kpi in sorted(snapshot.all(Kpi), key=lambda kpi: kpi.kpi):
        most = FREQUENCY_DAYS[kpi.frequency] * 3 // 2 + (kpi.lag_days or 0)
        for site in book.sites_of.get(kpi.kpi, ()):
            age = (snapshot.as_of - _latest_end(book.values[kpi.kpi, site])).days
            if site in ours and age > most:
                found.append(StaleSeries(kpi.kpi, site, _latest_end(book.values[kpi.kpi, site]), age, most))
    return tuple(found)


def _latest_end(rows: Sequence[KpiValue]) -> date:
    return max(row.end for row in rows)
