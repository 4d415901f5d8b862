"""Which KPIs does a public file bring, and how is a figure of it written? A definition once, and a value of it.

The trust's own definition of a KPI is never written over: a KPI comes with the file only where the database has none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from importers.sources.model import IN_A_LINE, Place, SourceRow
from trustops.models.kpi import (
    AreaBenchmark,
    Benchmark,
    Direction,
    Frequency,
    Kpi,
    KpiValue,
    RollUp,
    Unit,
    ValueStatus,
)
from trustops.models.school import Phase


@dataclass(frozen=True, slots=True)
class Definition:
    """A KPI that is published once a year; neither way is better, but where the catalogue says which."""

    kpi: str
    name: str
    definition: str
    unit: Unit
    lag_days: int
    roll_up: RollUp = RollUp.NONE
    decimals: int = 0
    direction: Direction = Direction.NEUTRAL
    may_exceed_100: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """When a figure is of, inclusive at both ends, who published it (what its note says), and whether it may change."""

    start: date
    end: date
    note: str
    status: ValueStatus = ValueStatus.FINAL


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in its KPI's unit with the two parts of it that are known, or the mark of one not published."""

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    not_published: str | None = None


def value_row(kpi: str, site: str, figure: Figure, published: Published, row: int, at: Place = IN_A_LINE) -> SourceRow:
    """A KPI value of a site, as published; ``at`` says where in the file."""
    values: dict[str, object] = {
        "kpi": kpi,
        "site": site,
        "start": published.start,
        "end": published.end,
        "value": figure.value,
        "not_published": figure.not_published,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "status": published.status,
        "note": published.note,
    }
    return SourceRow(KpiValue, values, row, at)


def benchmark_row(
    kpi: str, phase: Phase, value: Decimal, published: Published, row: int, at: Place = IN_A_LINE, area: str = ""
) -> SourceRow:
    """What schools of a phase reach in England, or in an area of it, as published; ``at`` says where in the file."""
    values: dict[str, object] = {
        "kpi": kpi,
        **({"area": area} if area else {}),
        "phase": phase,
        "start": published.start,
        "end": published.end,
        "value": value,
        "source": published.note,
    }
    return SourceRow(AreaBenchmark if area else Benchmark, values, row, at)


def new_kpis(values: Iterable[SourceRow], known: frozenset[str], definitions: Iterable[Definition]) -> list[SourceRow]:
    """The KPIs that the values need and the database lacks, each with the row that first needs it."""
    needed: dict[object, SourceRow] = {}
    for row in values:
        needed.setdefault(row.values["kpi"], row)
    return list(_lacking(needed, known, definitions))


def _lacking(
    needed: dict[object, SourceRow], known: frozenset[str], definitions: Iterable[Definition]
) -> Iterator[SourceRow]:
    for each in definitions:
        if each.kpi in needed and each.kpi not in known:
            first = needed[each.kpi]
            yield SourceRow(Kpi, _facts(each), first.row, Place(first.at.row))


def _facts(definition: Definition) -> dict[str, object]:
    return {
        "kpi": definition.kpi,
        "name": definition.name,
        "definition": definition.definition,
        "unit": definition.unit,
        "direction": definition.direction,
        "frequency": Frequency.ANNUAL,
        "lag_days": definition.lag_days,
        "roll_up": definition.roll_up,
        "decimals": definition.decimals,
        **({"may_exceed_100": True} if definition.may_exceed_100 else {}),
    }
