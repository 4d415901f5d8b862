"""What did each school's pupils reach at 16? The key stage 4 performance tables (DfE), provisional and final.

They come as CSV, or saved as a workbook. The year, and whether the figures may still change, stand only in the name of
the file (``england_ks4provisional_2018-19.csv``), so of a file without them they are asked, and never guessed at: most
schools' figures change in between. The final figure replaces the provisional one, which the history of the value keeps.
``SUPP``, ``NE``, ``NP``, ``NA`` and ``LOWCOV`` are kept as the reason why nothing was published.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from importers.sources.archive import part_for
from importers.sources.by_school import URN, CsvLine, SchoolLine, SchoolLines, exact_figure
from importers.sources.england import Apart, Benchmarks, EnglandLine, kpis_after
from importers.sources.files import csv_records, headings_in, sheets_in
from importers.sources.measures import Definition, Figure, Published, new_kpis, value_row
from importers.sources.model import Context, Place, Source, SourceRead, SourceRow, in_line
from importers.sources.saved_table import PERFORMANCE, Saved, saved_table
from importers.sources.school_census import year_named
from importers.sources.scope import not_in_file, wanted_urns
from importers.sources.told import STATUS, asks, which_status, which_year
from trustops.models.kpi import Direction, KpiValue, RollUp, Unit, ValueStatus
from trustops.models.school import Phase
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import AcademicYear

ID = "key-stage-4"
TITLE = "key stage 4 performance tables"
KIND, PUPILS = "RECTYPE", "TPUP"
SCHOOLS, STATE_FUNDED = ("1", "2"), "7"  # 4 is an authority, 5 every school of England, independent ones too
STATUSES = {
    "provisional": ValueStatus.PROVISIONAL,
    "revised": ValueStatus.PROVISIONAL,
    "final": ValueStatus.FINAL,
}
RECORD_KINDS = frozenset("12345678")
COMPARED = re.compile(r"(?:ATT8SCR|P8MEA|PTL2BASICS_9[45])_(\d\d)", re.ASCII)
"""The heading of a figure beside that of an earlier year: ``ATT8SCR_22`` is of 2021/22."""
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
    """Whether the first line has the headings of the tables, or a workbook is of the one sheet that they are."""
    return headings_in(head) >= HEADINGS or sheets_in(head) == {PERFORMANCE}


def read(path: Path, *, trust_uid: str | None, context: Context) -> SourceRead:
    """Five figures of each known school (of the trust's, if asked for), and of England's state-funded schools."""
    wanted = wanted_urns(trust_uid, context)
    part = part_for(path, recognises, TITLE)
    saved = saved_table(path) if sheets_in(part.head) else None
    lines = list(csv_records(part)) if saved is None else saved.lines
    if saved is not None:
        _check_headings(path.name, saved)
    published = published_by(part.name) or published_by(path.name) or _told(path.name, context, headings_of(lines))
    records = in_percent(lines)
    at = in_line if saved is None else saved.at
    schools = SchoolLines(part, context.known_urns if wanted is None else wanted, KpiValue.__sheet__, _is_aggregate)
    apart = Apart(lambda record: record[KIND].strip() == STATE_FUNDED)
    values = [row for line in schools.lines(apart.others(records)) for row in _values(schools, line, published, at)]
    kpis = new_kpis(values, context.known_kpis, [column.definition for column in COLUMNS])
    benchmarks = _of_england(apart.england, kpis_after(context.known_kpis, values), published, at)
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
    return _published(year, word[0].lower())


def _published(year: AcademicYear, said: str) -> Published:
    return Published(year.start, year.end, f"DfE, key stage 4 performance {year}, {said}", STATUSES[said])


def _told(file: str, context: Context, headings: Iterable[str]) -> Published:
    """What a person said of a file that does not say it; what they have not said is asked."""
    status = context.told.get(STATUS, "")
    if context.year is not None and status in STATUSES:
        return _published(context.year, status)
    raise asks(
        f"{file} does not say which year’s results it holds, or whether they are provisional or final; say so, or "
        "name it like ks4provisional_2018-19.csv or ks4final_2018-19.csv.",
        which_year("Which year’s results are in it?", likely_year(headings)),
        which_status("Are its figures provisional or final?", STATUSES),
    )


def headings_of(lines: Sequence[CsvLine]) -> frozenset[str]:
    """The headings of a table with at least one whole line."""
    return next((frozenset(record) for _, record in lines if record), frozenset())


def likely_year(headings: Iterable[str]) -> AcademicYear | None:
    """The year that a table is most likely of: the one after the latest that it compares itself with.

    >>> str(likely_year(["ATT8SCR", "ATT8SCR_21", "ATT8SCR_22"])), likely_year(["ATT8SCR", "PTL2BASICS_94"])
    ('2022/23', None)
    """
    compared = [int(found[1]) for heading in headings if (found := COMPARED.fullmatch(heading))]
    return AcademicYear(2000 + max(compared)) if compared else None


def _check_headings(file: str, saved: Saved) -> None:
    """Refuse another table that was saved as a workbook, and one whose cells slipped from under their headings."""
    if "PTRWM_EXP" in saved.letters:
        raise TrustopsError(f"{file} {_of_key_stage_2(saved)}.")
    lacking = sorted(HEADINGS - saved.letters.keys())
    if lacking:
        raise TrustopsError(
            f"{file} has no column {lacking[0]}, so it is not the table of key stage 4; other results go on the KPI "
            "values sheet."
        )


def _of_key_stage_2(saved: Saved) -> str:
    slipped = any(record and record[KIND] not in RECORD_KINDS for _, record in saved.lines)
    if slipped:
        return (
            f"is damaged: its figures do not stand under their headings (under {KIND} there are URNs); download the "
            "key stage 2 table again, and put its results on the KPI values sheet"
        )
    return "holds the key stage 2 table, which trustops does not read; put its results on the KPI values sheet"


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


def _values(
    schools: SchoolLines, line: SchoolLine, published: Published, place: Callable[..., Place]
) -> Iterator[SourceRow]:
    """A school's figures, each with the number of pupils that it is of."""
    for column in COLUMNS:
        figure = _figure(schools, line, column)
        if figure is not None:
            at = place(value=column.heading, denominator=column.pupils)
            yield value_row(column.definition.kpi, line[1], figure, published, line[0], at)


def _figure(schools: SchoolLines, line: SchoolLine, column: Column) -> Figure | None:
    if column.definition.unit is Unit.PERCENT:
        figure = schools.percentage(line, column.heading)
    else:
        figure = schools.figure(line, column.heading, signed=True)
    if figure is None or figure.value is None:
        return figure
    return replace(figure, denominator=exact_figure(line[2][column.pupils].strip()))


def _of_england(
    lines: Iterable[EnglandLine], kpis: frozenset[str], published: Published, place: Callable[..., Place]
) -> Benchmarks:
    """England's state-funded schools as the benchmark of secondary schools."""
    found = Benchmarks(kpis, place)
    for number, record in lines:
        for column in COLUMNS:
            where = (number, column.heading)
            found.take(column.definition.kpi, Phase.SECONDARY, record[column.heading], published, where)
    return found


SOURCE = Source(
    ID,
    TITLE,
    "The table of every school's key stage 4 results, as CSV or workbook, provisional or final: Attainment 8, "
    "Progress 8, English and maths, EBacc entry, with England's state-funded schools as benchmarks.",
    recognises,
    read,
)
