"""Is a service working: have the KPIs that it should move moved since it started?

The answer is what was seen to happen together (association). Other things changed at the same schools in the same
months, so it is never proof that the service caused it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from trustops.kpis.book import KpiBook
from trustops.kpis.observed import Observation, observations
from trustops.kpis.sentence import value_text
from trustops.kpis.spc import NHS_R, Chart, Rules, Variation, as_decimal, xmr_chart
from trustops.models import TRUST_SITE, Agreement, Kpi, Service
from trustops.models.kpi import Direction
from trustops.models.service import AgreementStatus
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted, day_text
from trustops.snapshot import Snapshot

DELIVERED = (AgreementStatus.SIGNED, AgreementStatus.ENDED)
CAUTION = "This shows what happened together, not what caused it."


class Movement(StrEnum):
    """Which way a KPI moved after a service started."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    HIGHER = "higher"
    LOWER = "lower"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Response:
    """A KPI at a site before and after a service started there.

    The means are of the ``before`` and ``after`` values, in the KPI's unit to 6 places, None where there are none;
    ``change`` is the later less the earlier. ``signals`` counts the values since the start that are a signal for the
    better on a chart whose baseline is the values before it; ``warnings`` those for the worse.
    """

    kpi: str
    site: str
    since: date
    before: int
    after: int
    mean_before: Decimal | None
    mean_after: Decimal | None
    change: Decimal | None
    movement: Movement
    signals: int
    warnings: int
    sentence: str


def response(snapshot: Snapshot, service: str, book: KpiBook | None = None) -> tuple[Response, ...]:
    """How each KPI of a service moved at each of the trust's schools and clients, and for the trust, since it started.

    At a school with an agreement the service starts with its first one, elsewhere on the service's own day. Sites
    without a value are left out. Raises :class:`TrustopsError` when there is no such service or its start is unknown.

    >>> from trustops.models import record_of
    >>> service = record_of(Service)(service="ATT", name="Attendance officer", started=date(2025, 9, 1))
    >>> response(Snapshot.of(date(2026, 11, 22), [service]), "ATT")
    ()
    """
    row = snapshot.one(Service, service)
    if row is None:
        raise TrustopsError(f"There is no service “{service}”; the Services sheet names those there are.")
    if row.started is None:
        raise TrustopsError(
            f"{row.name} has no Started date, so nothing can be compared before and after; "
            "fill it in on the Services sheet."
        )
    book = book or KpiBook.of(snapshot)
    starts = _starts(snapshot, row, row.started)
    found = []
    for code in row.kpis:
        kpi = book.kpi(code)
        for site, since in starts.items():
            seen = observations(book, kpi, site)
            if any(one.value is not None for one in seen):
                found.append(_response(book, kpi, site, since, seen))
    return tuple(found)


def _starts(snapshot: Snapshot, service: Service, started: date) -> dict[str, date]:
    """The sites that the service should help, and since when: the schools in order, then the trust."""
    first: dict[str, date] = {}
    for row in snapshot.all(Agreement):
        if row.service == service.service and row.status in DELIVERED and row.from_date <= snapshot.as_of:
            first[row.urn] = min(row.from_date, first.get(row.urn, row.from_date))
    schools = sorted({*snapshot.our_schools, *first})
    return {**{urn: max(started, first.get(urn, started)) for urn in schools}, TRUST_SITE: started}


def _response(book: KpiBook, kpi: Kpi, site: str, since: date, seen: Sequence[Observation]) -> Response:
    before = [one.value for one in seen if one.value is not None and one.period.start < since]
    after = [one.value for one in seen if one.value is not None and one.period.start >= since]
    then, now = _mean(before), _mean(after)
    change = None if then is None or now is None else now - then
    types = [point.type for point in _chart(kpi, before, after).points[len(before) :]] if len(before) > 1 else []
    better, worse = types.count(Variation.IMPROVEMENT), types.count(Variation.CONCERN)
    moved = _movement(change, kpi.direction)
    opening = f"{kpi.name} at {book.snapshot.site_name(site)}"
    return Response(
        kpi=kpi.kpi,
        site=site,
        since=since,
        before=len(before),
        after=len(after),
        mean_before=None if then is None else as_decimal(then),
        mean_after=None if now is None else as_decimal(now),
        change=None if change is None else as_decimal(change),
        movement=moved,
        signals=better,
        warnings=worse,
        sentence=f"{opening} {_said(kpi, since, (len(before), then), (len(after), now), (better, worse))}",
    )


def _chart(kpi: Kpi, before: Sequence[Decimal], after: Sequence[Decimal]) -> Chart:
    """One chart through both, its baseline from the values before: a fresh start would hide the very change."""
    rules = Rules(baseline_points=min(NHS_R.baseline_points, len(before)))
    return xmr_chart([*before, *after], kpi.direction, rules=rules)


def _mean(values: Sequence[Decimal]) -> Fraction | None:
    return Fraction(sum(values)) / len(values) if values else None


def _movement(change: Fraction | None, direction: Direction) -> Movement:
    if change is None:
        return Movement.UNKNOWN
    if change == 0:
        return Movement.SAME
    if direction is Direction.NEUTRAL:
        return Movement.HIGHER if change > 0 else Movement.LOWER
    return Movement.BETTER if (change > 0) == (direction is Direction.UP) else Movement.WORSE


def _said(
    kpi: Kpi,
    since: date,
    before: tuple[int, Fraction | None],
    after: tuple[int, Fraction | None],
    signals: tuple[int, int],
) -> str:
    if before[1] is None or after[1] is None:
        lacking = "before" if before[1] is None else "since"
        return f"cannot be compared: it has no value {lacking} {day_text(since)}."
    then, now = as_decimal(before[1]), as_decimal(after[1])
    verb = "rose" if now > then else "fell" if now < then else "went"
    return (
        f"{verb} from an average of {value_text(kpi, then)} ({counted(before[0], 'value')} before {day_text(since)}) "
        f"to {value_text(kpi, now)} ({counted(after[0], 'value')} since): {_signals_said(*signals)}. {CAUTION}"
    )


def _signals_said(better: int, worse: int) -> str:
    if better and worse:
        return f"{counted(better, 'value')} signal improvement and {counted(worse, 'value')} concern"
    if better:
        return f"{counted(better, 'value signals', 'values signal')} improvement"
    if worse:
        return f"{counted(worse, 'value signals', 'values signal')} concern"
    return "no signal beyond its usual variation"
