"""What is the trust's value of a KPI, when its schools have theirs? Never an average of percentages.

A ratio is the sum of the schools' numerators over the sum of their denominators; a sum adds up; a pupil-weighted
value weighs each school by the pupils that its figure is of (its denominator, as the 180 who sat an examination)
where every school gives them, and else by its pupils of the academic year. Schools that were not members throughout
the period are left out. Where a school gave a percentage without its two parts, the trust's value is unknown, and
says why.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from trustops.kpis.book import KpiBook
from trustops.kpis.periods import Period, expected_sites, value_in
from trustops.models import TRUST_SITE, Kpi, KpiValue
from trustops.models.kpi import RollUp, Unit, ValueStatus
from trustops.quantities.words import counted, listed

SCALE = {Unit.PERCENT: Decimal(100), Unit.PER_1000: Decimal(1000)}
PLACES = Decimal("0.0000000001")


@dataclass(frozen=True, slots=True)
class TrustValue:
    """The trust's value for a period: rolled up from ``covered`` of the ``of`` schools that owe one.

    ``value`` is in the KPI's unit, kept to 10 places; None with the ``reason`` when it is unknown. ``given`` says
    that the trust gave the value itself, which then counts instead. ``rows`` are the values it was made of.
    """

    period: Period
    value: Decimal | None
    covered: int
    of: int
    given: bool
    reason: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    status: ValueStatus | None = None
    rows: tuple[KpiValue, ...] = ()

    @property
    def coverage(self) -> str:
        """Like “3 of 4 schools”."""
        return f"{self.covered} of {counted(self.of, 'school')}"


@dataclass(frozen=True, slots=True)
class _Part:
    """One school's row, with its pupils that year."""

    urn: str
    row: KpiValue
    pupils: int | None


def trust_value(book: KpiBook, kpi: Kpi, period: Period) -> TrustValue:
    """The trust's value of a KPI for a period: its own where it gave one, else rolled up from its schools.

    442,320 sessions attended of 456,000 possible, over two schools, make 97 %, whatever each school's own figure.

    >>> from datetime import date
    >>> from trustops.models import Relation, record_of
    >>> from trustops.models.kpi import Direction, Frequency
    >>> from trustops.models.school import RelationKind
    >>> from trustops.snapshot import Snapshot
    >>> kpi = record_of(Kpi)(kpi="ATT01", name="Attendance", unit=Unit.PERCENT, direction=Direction.UP,
    ...                      frequency=Frequency.TERMLY, roll_up=RollUp.RATIO)
    >>> term = Period(date(2025, 9, 1), date(2025, 12, 19))
    >>> def school(urn, attended, possible):
    ...     return [record_of(Relation)(urn=urn, relation=RelationKind.MEMBER, from_date=date(2020, 9, 1)),
    ...             record_of(KpiValue)(kpi="ATT01", site=urn, start=term.start, end=term.end,
    ...                                 numerator=Decimal(attended), denominator=Decimal(possible))]
    >>> records = [kpi, *school("100001", 200000, 206000), *school("100002", 242320, 250000)]
    >>> value = trust_value(KpiBook.of(Snapshot.of(date(2026, 1, 31), records)), kpi, term)
    >>> value.value, value.coverage
    (Decimal('97'), '2 of 2 schools')
    """
    schools, parts = _schools_and_parts(book, kpi, period)
    own = value_in(book, kpi.kpi, TRUST_SITE, period)
    if own is not None:
        value, reason = value_of(kpi, own), f"not published: {own.not_published}" if own.not_published else ""
        given = TrustValue(
            period, value, len(parts), len(schools), True, reason, own.numerator, own.denominator, own.status
        )
        return replace(given, rows=(own,))
    return _made(book, kpi, period, schools, parts)


def rolled_up_value(book: KpiBook, kpi: Kpi, period: Period) -> TrustValue:
    """What the schools' own figures make, whatever the trust gave: to hold the two against each other."""
    return _made(book, kpi, period, *_schools_and_parts(book, kpi, period))


def _schools_and_parts(book: KpiBook, kpi: Kpi, period: Period) -> tuple[list[str], list[_Part]]:
    schools = [site for site in expected_sites(book, kpi, period) if site != TRUST_SITE]
    rows = {urn: value_in(book, kpi.kpi, urn, period) for urn in schools}
    parts = [_Part(urn, row, book.pupils(urn, period.end)) for urn, row in rows.items() if row and _published(row)]
    return schools, parts


def _made(book: KpiBook, kpi: Kpi, period: Period, schools: Sequence[str], parts: Sequence[_Part]) -> TrustValue:
    return replace(_rolled_up(book, kpi, period, parts, len(schools)), rows=tuple(part.row for part in parts))


def value_of(kpi: Kpi, row: KpiValue) -> Decimal | None:
    """A row's value in the KPI's unit: as given, else from its numerator and denominator."""
    if row.value is not None or row.not_published or row.numerator is None or not row.denominator:
        return row.value
    return tidy(row.numerator / row.denominator * SCALE.get(kpi.unit, Decimal(1)))


def tidy(value: Decimal) -> Decimal:
    """A quotient to 10 places, without idle zeros."""
    return value.quantize(PLACES).normalize() + 0


def _published(row: KpiValue) -> bool:
    return row.not_published is None and (row.value is not None or row.numerator is not None)


def _rolled_up(book: KpiBook, kpi: Kpi, period: Period, parts: Sequence[_Part], of: int) -> TrustValue:
    if kpi.roll_up is None or kpi.roll_up is RollUp.NONE:
        return TrustValue(period, None, len(parts), of, False, "this KPI is not rolled up to the trust")
    if not parts:
        return TrustValue(period, None, 0, of, False, "no school has a value")
    statuses = {part.row.status for part in parts}
    status = ValueStatus.PROVISIONAL if ValueStatus.PROVISIONAL in statuses else min(statuses, key=str)
    total, weight, lacking = _ADDED_UP[kpi.roll_up](parts)
    if lacking:
        names = listed([book.snapshot.site_name(urn) for urn in lacking])
        reason = f"{names} gave no {_NEEDED[kpi.roll_up]}, and an average of averages is not made"
        return TrustValue(period, None, len(parts), of, False, reason, status=status)
    if weight == 0:
        return TrustValue(period, None, len(parts), of, False, "the denominators add up to 0", status=status)
    scale = SCALE.get(kpi.unit, Decimal(1)) if kpi.roll_up is RollUp.RATIO else Decimal(1)
    value = tidy(total / weight * scale)
    if kpi.roll_up is RollUp.SUM:
        return TrustValue(period, value, len(parts), of, False, status=status)
    return TrustValue(period, value, len(parts), of, False, "", total, weight, status)


_Sums = tuple[Decimal, Decimal, list[str]]


def _ratio(parts: Sequence[_Part]) -> _Sums:
    lacking = [part.urn for part in parts if part.row.numerator is None or part.row.denominator is None]
    top = sum((part.row.numerator or Decimal(0) for part in parts), Decimal(0))
    return top, sum((part.row.denominator or Decimal(0) for part in parts), Decimal(0)), lacking


def _sum(parts: Sequence[_Part]) -> _Sums:
    lacking = [part.urn for part in parts if part.row.value is None]
    return sum((part.row.value or Decimal(0) for part in parts), Decimal(0)), Decimal(1), lacking


def _pupil_weighted(parts: Sequence[_Part]) -> _Sums:
    weights = [part.row.denominator for part in parts]
    if None in weights:
        weights = [None if part.pupils is None else Decimal(part.pupils) for part in parts]
    weighed = list(zip(parts, weights, strict=True))
    lacking = [part.urn for part, weight in weighed if weight is None or part.row.value is None]
    top = sum(((part.row.value or Decimal(0)) * (weight or 0) for part, weight in weighed), Decimal(0))
    return top, sum((weight or Decimal(0) for _, weight in weighed), Decimal(0)), lacking


_ADDED_UP = {RollUp.RATIO: _ratio, RollUp.SUM: _sum, RollUp.PUPIL_WEIGHTED: _pupil_weighted}
_NEEDED = {
    RollUp.RATIO: "numerator and denominator",
    RollUp.SUM: "value",
    RollUp.PUPIL_WEIGHTED: "pupil numbers or value",
}
