"""Which values would tell of a few people, and so are not shown to everybody?

A count of 1 to 5 people, and a share of fewer than 6 of them (a KPI's own *smallest group* replaces the 6), by
DOMAIN.md H4. Where one school alone is held back, what the trust's total leaves over would tell its value; so the
next smallest school is held back with it, and where there is no other, the trust's value is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from trustops.models import TRUST_SITE, Kpi, KpiValue
from trustops.models.kpi import Unit

HELD_BACK = "c"
WHY = "not shown, for it would tell of fewer than {} people"
Cell = tuple[str, str, KpiValue]


def is_small(kpi: Kpi, row: KpiValue) -> bool:
    """Whether a row tells of fewer people than the KPI's smallest group; nobody at all is not few.

    >>> from datetime import date
    >>> from trustops.models import record_of
    >>> kpi = record_of(Kpi)(kpi="INC06", name="Reviews on time", unit=Unit.PERCENT)
    >>> row = dict(kpi="INC06", site="100001", start=date(2026, 9, 1), end=date(2026, 12, 18), value=Decimal(80))
    >>> [is_small(kpi, record_of(KpiValue)(**row, denominator=Decimal(of))) for of in (5, 6)]
    [True, False]
    """
    if row.not_published:
        return False
    if kpi.unit is Unit.NUMBER and row.denominator is None:
        return row.value is not None and 0 < row.value < kpi.smallest_group
    return row.denominator is not None and 0 < row.denominator < kpi.smallest_group


def held_back(kpi: Kpi, rows: Mapping[str, Sequence[KpiValue]]) -> frozenset[tuple[str, KpiValue]]:
    """The rows of a KPI that are not shown, by site: the small ones, and those that would give one away."""
    periods: dict[object, list[tuple[str, KpiValue]]] = defaultdict(list)
    for site, series in rows.items():
        for row in series:
            periods[row.start].append((site, row))
    return frozenset(each for cells in periods.values() for each in _of_period(kpi, cells))


def _of_period(kpi: Kpi, cells: Sequence[tuple[str, KpiValue]]) -> Iterator[tuple[str, KpiValue]]:
    small = [(site, row) for site, row in cells if is_small(kpi, row)]
    yield from small
    schools = [(site, row) for site, row in cells if site != TRUST_SITE and row.not_published is None]
    if len([site for site, _ in small if site != TRUST_SITE]) != 1:
        return
    others = [each for each in schools if each not in small]
    if others:
        yield min(others, key=lambda each: (_size(each[1]), each[0]))
    else:
        yield from (each for each in cells if each[0] == TRUST_SITE)


def _size(row: KpiValue) -> Decimal:
    found = row.denominator if row.denominator is not None else row.value
    return Decimal("Infinity") if found is None else found


def total_tells(kpi: Kpi, rows: Iterable[KpiValue]) -> bool:
    """Whether the trust's total of these rows would itself tell of a few people: one small school alone, or all few."""
    parts = [row for row in rows if row.not_published is None]
    small = [row for row in parts if is_small(kpi, row)]
    people = sum((_size(row) for row in parts if _size(row).is_finite()), Decimal(0))
    return bool(small) and (len(parts) == 1 or people < kpi.smallest_group)
