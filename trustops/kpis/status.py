"""Is a value where it should be, against the trust's own target and, apart from that, against what others reach?

Green: at or better than the target. Amber: short of it by no more than the tolerance. Red: worse. Grey: it cannot be
said, because there is no target, no value, or neither way is better. Values are compared unrounded.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from trustops.kpis.catalogue import catalogue
from trustops.models import AreaBenchmark, Benchmark, Kpi, KpiTarget
from trustops.models.kpi import Direction, Unit
from trustops.models.school import Phase
from trustops.quantities.years import in_force


class Rag(StrEnum):
    """The status of a value against its target."""

    RED = "red"
    AMBER = "amber"
    GREY = "grey"
    GREEN = "green"


class Position(StrEnum):
    """Where a value stands to a benchmark."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class BenchmarkPosition:
    """A benchmark with its source, and where the value stands to it."""

    value: Decimal
    start: date
    end: date
    source: str
    position: Position | None
    row: Benchmark | AreaBenchmark | None = field(default=None, compare=False, repr=False)


WORST_FIRST = tuple(Rag)


def rag(value: Decimal | None, target: Decimal | None, tolerance: Decimal, direction: Direction) -> Rag:
    """The status of a value; the target itself is green, and the last of the tolerance is still amber.

    >>> str(rag(Decimal("96.5"), Decimal("97"), Decimal("0.5"), Direction.UP))
    'amber'
    >>> str(rag(Decimal("1"), Decimal("0"), Decimal("0"), Direction.DOWN))
    'red'
    """
    if value is None or target is None or direction is Direction.NEUTRAL:
        return Rag.GREY
    short = target - value if direction is Direction.UP else value - target
    if short <= 0:
        return Rag.GREEN
    return Rag.AMBER if short <= tolerance else Rag.RED


def worst(statuses: Iterable[Rag]) -> Rag:
    """The status of several together: the worst wins, and what cannot be said is not green.

    >>> str(worst([Rag.GREEN, Rag.RED, Rag.GREY]))
    'red'
    """
    return min(statuses, key=WORST_FIRST.index, default=Rag.GREY)


def tolerance_of(kpi: Kpi, target: KpiTarget | None) -> Decimal:
    """How far short is still amber: as the target says, else the KPI, else the catalogue, else 0."""
    if target is not None and target.tolerance is not None:
        return target.tolerance
    if kpi.tolerance is not None:
        return kpi.tolerance
    if kpi.unit is not Unit.PERCENT:
        return Decimal(0)
    return catalogue().tolerance_of(kpi.kpi)


def target_on(targets: Iterable[KpiTarget], day: date) -> KpiTarget | None:
    """The target in force on a day: of several, the one that began last."""
    begun = (row for row in targets if in_force(row.from_date, row.to_date, day))
    return max(begun, key=lambda row: row.from_date, default=None)


def benchmark_for(
    benchmarks: Iterable[Benchmark | AreaBenchmark],
    phase: Phase | None,
    day: date,
    value: Decimal | None,
    direction: Direction,
) -> BenchmarkPosition | None:
    """The benchmark of a phase for the shortest period that holds the day, else the latest that had ended by then."""
    rows = [row for row in benchmarks if row.phase is phase and row.start <= day]
    # of a week and its year the week says more
    holding = min((row for row in rows if row.end >= day), key=lambda row: row.end - row.start, default=None)
    row = holding or max(rows, key=lambda row: (row.end, row.start), default=None)
    if row is None:
        return None
    position = None if value is None else _position(value, row.value, direction)
    return BenchmarkPosition(row.value, row.start, row.end, row.source, position, row)


def _position(value: Decimal, benchmark: Decimal, direction: Direction) -> Position:
    if value == benchmark:
        return Position.SAME
    if direction is Direction.NEUTRAL:
        return Position.HIGHER if value > benchmark else Position.LOWER
    return Position.BETTER if (value > benchmark) == (direction is Direction.UP) else Position.WORSE
