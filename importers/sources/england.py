"""What do England's schools reach, and those of the trust's own authorities? The benchmarks of a national file.

A benchmark of trustops is of one phase, in England or in a local authority that the trust has schools in: another
authority's, a region's, and that of all phases together have no place. A file never makes a KPI only to hold a
benchmark: what a board watches is its own choice.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from importers.cells import MARKS
from importers.problems import Problem
from importers.sources.authorities import among
from importers.sources.by_school import CsvLine, exact_figure
from importers.sources.files import tidy
from importers.sources.measures import Published, benchmark_row
from importers.sources.model import LeftOut, Place, SourceRow, in_line
from importers.sources.school_census import year_of_period
from importers.sources.scope import refused
from trustops.models.kpi import AreaBenchmark, Benchmark
from trustops.models.school import Phase
from trustops.quantities.years import AcademicYear

LEVEL, PERIOD, AREA = "geographic_level", "time_period", "la_name"
AUTHORITY = "Local authority"
PHASES = {
    "state-funded primary": Phase.PRIMARY,
    "state-funded secondary": Phase.SECONDARY,
    "special": Phase.SPECIAL,
    "primary": Phase.PRIMARY,
    "secondary": Phase.SECONDARY,
}

EnglandLine = tuple[int, dict[str, str]]


@dataclass(slots=True)
class Apart:
    """The lines of a table as they pass: England's own, by ``is_england``, are kept and the others go on."""

    is_england: Callable[[dict[str, str]], bool]
    england: list[EnglandLine] = field(default_factory=list)

    def others(self, lines: Iterable[CsvLine]) -> Iterator[CsvLine]:
        """Every line but England's."""
        for number, record in lines:
            if record and self.is_england(record):
                self.england.append((number, record))
            else:
                yield number, record


@dataclass(slots=True)
class Levels:
    """The lines of a table of all levels as they pass: schools' go on, England's and those of ``areas`` are kept.

    ``areas`` are the authorities that the trust has schools in; the lines of others, and of regions, are counted.
    """

    areas: frozenset[str]
    england: list[EnglandLine] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)

    def schools(self, lines: Iterable[CsvLine]) -> Iterator[CsvLine]:
        """The lines of schools, and those that are damaged."""
        for number, record in lines:
            level = record[LEVEL].strip() if record else "School"
            if level == "School":
                yield number, record
            elif record and (level == "National" or self.area_of(record)):
                self.england.append((number, record))
            else:
                self.others[level] += 1

    def area_of(self, record: dict[str, str]) -> str:
        """The trust's own authority that a line is of, as its schools spell it; empty for any other line."""
        return among(self.areas, record.get(AREA, "")) if record[LEVEL].strip() == AUTHORITY else ""

    def left_out(self) -> list[LeftOut]:
        """The lines of areas, with the reason."""
        reason = "of regions, and of authorities that the trust has no school in, which are no benchmark of it"
        named = tuple(f"{level}: {number:,}" for level, number in self.others.most_common())
        return [LeftOut("line", reason, self.others.total(), named, names_all=True)] if self.others else []


@dataclass(slots=True)
class Benchmarks:
    """The benchmarks of a file as they are read, for the KPIs of ``kpis``, and what made none.

    ``at`` makes the place of a fact, in lines or in records.
    """

    kpis: frozenset[str]
    at: Callable[..., Place] = in_line
    rows: list[SourceRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    without_kpi: Counter[str] = field(default_factory=Counter)
    held_back: int = 0
    all_phases: int = 0

    def placed(self, record: dict[str, str], phase_heading: str) -> tuple[Phase, AcademicYear] | None:
        """The phase and academic year of England's line; all phases together are counted, and are no phase."""
        phase, year = PHASES.get(record[phase_heading].strip().casefold()), year_of_period(record[PERIOD])
        if phase and year:
            return phase, year
        self.all_phases += 1
        return None

    def take(
        self, kpi: str, phase: Phase, cell: object, published: Published, place: tuple[int, str], area: str = ""
    ) -> None:
        """The benchmark in a cell, whose place is its line and heading; one held back or blank makes none."""
        text = tidy(cell)
        if text is None or text.casefold() in MARKS:
            self.held_back += 1
            return
        figure = exact_figure(text.removeprefix("-"))
        if figure is None:
            why = "is not a number, and no mark of one held back"
            sheet = (AreaBenchmark if area else Benchmark).__sheet__
            self.problems.append(refused(sheet, *place, text, "a number, or a mark", why))
        else:
            self.add(kpi, phase, -figure if text.startswith("-") else figure, published, place, area)

    def add(
        self, kpi: str, phase: Phase, value: Decimal, published: Published, place: tuple[int, str], area: str = ""
    ) -> None:
        """A benchmark of England, or of an area of it, where the trust has its KPI."""
        if kpi in self.kpis:
            self.rows.append(benchmark_row(kpi, phase, value, published, place[0], self.at(value=place[1]), area))
        else:
            self.without_kpi[kpi] += 1

    def left_out(self) -> list[LeftOut]:
        """What made no benchmark, with the reason."""
        lacking = (
            "the trust has no such KPI; adopt it from the catalogue of KPIs, or add it to the KPIs sheet, and import "
            "this file again"
        )
        said = [
            LeftOut("benchmark", lacking, self.without_kpi.total(), tuple(sorted(self.without_kpi)), names_all=True),
            LeftOut("line", "of the schools of every phase together, while a benchmark is of one", self.all_phases),
            LeftOut("benchmark", "the figure is held back or blank, which is not zero", self.held_back),
        ]
        return [left for left in said if left.count]


def kpis_after(known: frozenset[str], values: Sequence[SourceRow]) -> frozenset[str]:
    """The KPIs that there will be when a file's own values are in."""
    return known.union(str(row.values["kpi"]) for row in values)
