"""What did each school's pupils reach at 16? The key stage 4 performance tables (DfE), provisional and final, as CSV.

The year, and whether the figures may still change, stand only in the name of the file
(``england_ks4provisional_2018-19.csv``), so a file without them is refused rather than guessed at: most schools'
figures change in between. The final figure replaces the provisional one, which the history of the value keeps.
``SUPP``, ``NE``, ``NP``, ``NA`` and ``LOWCOV`` are kept as the reason why nothing was published.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from importers.sources.archive import part_for
from importers.sources.by_school import URN, CsvLine, SchoolLine, SchoolLines, exact_figure
from importers.sources.england import Apart, Benchmarks, EnglandLine, kpis_after
from importers.sources.files import csv_records, headings_in
from importers.sources.measures import Definition, Figure, Published, new_kpis, value_row
from importers.sources.model import Context, Source, SourceRead, SourceRow, in_line
from importers.sources.school_census import year_named
from importers.sources.scope import not_in_file, wanted_urns
from trustops.models.kpi import Direction, KpiValue, RollUp, Unit, ValueStatus
from trustops.models.school import Phase
from trustops.quantities.errors import TrustopsError

ID = "key-stage-4"
TITLE = "key stage 4 performance tables"
KIND, PUPILS = "RECTYPE", "TPUP"
SCHOOLS, STATE_FUNDED = ("1", "2"), "7"  # 4 is an authority, 5 every school of England, independent ones too
STATUSES = {
    "provisional": ValueStatus.PROVISIONAL,
    "revised": ValueStatus.PROVISIONAL,
    "final": ValueStatus.FINAL,
}
WORD = re.compile("|".join(STATUSES), re.IGNORECASE)
PUBLISHED_AFTER = 60  # days: provisional figures of the year to 31 August are published in October


@dataclass(frozen=True, slots=True)
class Column:
    """A KPI with the heading of its figure, and of how many pupils it is of."""

    definition: Definition
    heading: str
    pupils: str = PUPILS


def _kpi(kpi: str, name: str, means: str, unit: Unit, decimals: int, direction: Direction = Direction.UP) -> Definition:
    said = f"{means}, of pupils at the end of key stage 4; published for each school by DfE"
    return Definition(kpi, name, said, unit, PUBLISHED_AFTER, RollUp.PUPIL_WEIGHTED, decimals, direction)


COLUMNS = (
    Column(_kpi("EDU07", "Attainment 8", "Average Attainment 8 score", Unit.POINTS, 1), "ATT8SCR"),
    Column(_kpi("EDU08", "Progress 8", "Average Progress 8 score", Unit.SCORE, 2), "P8MEA", "P8PUP"),
    Column(
        _kpi("EDU09", "Grade 5 in English and maths", "Grade 5 or above in both, in percent", Unit.PERCENT, 1),
        "PTL2BASICS_95",
    ),
    Column(
        _kpi("EDU10", "Grade 4 in English and maths", "Grade 4 or above in both, in percent", Unit.PERCENT, 1),
        "PTL2BASICS_94",
    ),
    Column(
        _kpi("EDU11", "EBacc entry", "Entered for the whole EBacc, in percent", Unit.PERCENT, 1, Direction.NEUTRAL),
        "PTEBACC_E_PTQ_EE",
    ),
)
HEADINGS = frozenset([KIND, URN, PUPILS, *(column.heading for column in COLUMNS)])


def recognises(head: bytes, name: str) -> bool:
    """Whether the first line has the headings of the tables."""
    return headings_in(head) >= HEADINGS


def read(path: Path, *, trust_uid: str | None, context: Context) -> SourceRead:
    """Five figures of each known school (of the trust's, if asked for), and of England's state-funded schools."""
    wanted = wanted_urns(trust_uid, context)
    part = part_for(path, recognises, TITLE)
    published = published_by(part.name) or published_by(path.name)
    if published is None:
        raise TrustopsError(
            f"{path.name} does not say which year's results it holds, or whether they are provisional or final; name "
            "it like ks4provisional_2018-19.csv or ks4final_2018-19.csv and import it again."
        )
    records = in_percent(list(csv_records(part)))
    schools = SchoolLines(part, context.known_urns if wanted is None else wanted, KpiValue.__sheet__, _is_aggregate)
    apart = Apart(lambda record: record[KIND].strip() == STATE_FUNDED)
    values = [row for line in schools.lines(apart.others(records)) for row in _values(schools, line, published)]
    kpis = new_kpis(values, context.known_kpis, [column.definition for column in COLUMNS])
    benchmarks = _of_england(apart.england, kpis_after(context.known_kpis, values), published)
    absent = not_in_file(wanted, schools.urns, "they had no pupils at the end of key stage 4, or another URN then")
    left_out = [*schools.left_out(asked_for_trust=wanted is not None), *benchmarks.left_out()]
    return SourceRead(
        ID, [*kpis, *values, *benchmarks.rows], left_out, [*schools.problems, *benchmarks.problems, *absent]
    )


def published_by(name: str) -> Published | None:
    """The year and the status that a file's name gives.

    >>> published_by("england_ks4provisional_2018-19.csv").status, published_by("england_ks4_2018-19.csv")
    (<ValueStatus.PROVISIONAL: 'provisional'>, None)
    """
    year, word = year_named(name), WORD.search(name)
    if year is None or word is None:
        return None
    said = word[0].lower()
    return Published(year.start, year.end, f"DfE, key stage 4 performance {year}, {said}", STATUSES[said])


def in_percent(records: Sequence[CsvLine]) -> list[CsvLine]:
    """The same lines, where a column of percentages is written as fractions (0.469) with it in percent (46.9).

    A column is of fractions where none of its numbers has a ``%`` or passes 1.
    """
    shares = [column.heading for column in COLUMNS if column.definition.unit is Unit.PERCENT]
    fractions = [heading for heading in shares if _of_fractions(records, heading)]
    return [
        (number, record and {**record, **{heading: _hundredfold(record[heading]) for heading in fractions}})
        for number, record in records
    ]


def _of_fractions(records: Sequence[CsvLine], heading: str) -> bool:
    cells = [record[heading].strip() for _, record in records if record]
    return not any(cell.endswith("%") or (exact_figure(cell) or 0) > 1 for cell in cells)


def _hundredfold(cell: str) -> str:
    figure = exact_figure(cell.strip())
    return cell if figure is None else str(figure * 100)


def _is_aggregate(record: dict[str, str]) -> bool:
    return record[KIND].strip() not in SCHOOLS


def _values(schools: SchoolLines, line: SchoolLine, published: Published) -> Iterator[SourceRow]:
    """A school's figures, each with the number of pupils that it is of."""
    for column in COLUMNS:
        figure = _figure(schools, line, column)
        if figure is not None:
            at = in_line(value=column.heading, denominator=column.pupils)
            yield value_row(column.definition.kpi, line[1], figure, published, line[0], at)


def _figure(schools: SchoolLines, line: SchoolLine, column: Column) -> Figure | None:
    if column.definition.unit is Unit.PERCENT:
        figure = schools.percentage(line, column.heading)
    else:
        figure = schools.figure(line, column.heading, signed=True)
    if figure is None or figure.value is None:
        return figure
    return replace(figure, denominator=exact_figure(line[2][column.pupils].strip()))


def _of_england(lines: Iterable[EnglandLine], kpis: frozenset[str], published: Published) -> Benchmarks:
    """England's state-funded schools as the benchmark of secondary schools."""
    found = Benchmarks(kpis)
    for number, record in lines:
        for column in COLUMNS:
            place = (number, column.heading)
            found.take(column.definition.kpi, Phase.SECONDARY, record[column.heading], published, place)
    return found


SOURCE = Source(
    ID,
    TITLE,
    "The CSV of every school's key stage 4 results, provisional or final: Attainment 8, Progress 8, English and maths, "
    "EBacc entry, with England's state-funded schools as benchmarks.",
    recognises,
    read,
)
