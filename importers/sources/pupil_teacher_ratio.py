"""How many pupils has each school to a teacher? The published workforce figures of each school (DfE), as JSON.

The file calls its one year *Current*; which year that is stands only in the name of the file
(``…Workforce_2024-25.json``), so a file without it is refused rather than dated by guess. Its pupils are full-time
equivalents, which a school's roll is not, and stay in the file; without the teachers' number no trust figure is made.
"""

from collections.abc import Iterator
from pathlib import Path

from importers.sources.archive import Part, part_for
from importers.sources.by_school import URN, CsvLine, SchoolLine, SchoolLines
from importers.sources.files import json_records, keys_in
from importers.sources.measures import Definition, Published, new_kpis, value_row
from importers.sources.model import Context, Source, SourceRead, SourceRow, in_record
from importers.sources.school_census import named_or_told
from importers.sources.scope import not_in_file, wanted_urns
from trustops.models.kpi import KpiValue, Unit

ID = "pupil-teacher-ratio"
TITLE = "published pupil to teacher ratio of each school"
SCHOOL, COLUMN = "Id", "Workforce_PupTeaRatio_Est_Current_Num"
RATIO = Definition(
    "PEO11",
    "Pupil to teacher ratio",
    "Pupils for each qualified and unqualified teacher, full-time equivalents, in the November workforce census; "
    "published for each school by DfE",
    Unit.RATIO,
    290,  # days: the census of a year is published in the June of it
    decimals=1,
)


def recognises(head: bytes, name: str) -> bool:
    """Whether a JSON list starts with a school's ratio."""
    return keys_in(head) >= {SCHOOL, COLUMN}


def read(path: Path, *, trust_uid: str | None, context: Context) -> SourceRead:
    """The ratio of each school that is known (of the trust's, if asked for)."""
    wanted = wanted_urns(trust_uid, context)
    part = part_for(path, recognises, TITLE)
    year = named_or_told(part, path, context, "workforce figures they are", "workforce_2024-25.json")
    published = Published(year.start, year.end, f"DfE, school workforce in England, November {year.start.year}")
    schools = SchoolLines(part, context.known_urns if wanted is None else wanted, KpiValue.__sheet__, lambda _: False)
    values = [row for line in schools.lines(_lines(part)) for row in _values(schools, line, published)]
    kpis = new_kpis(values, context.known_kpis, [RATIO])
    absent = not_in_file(wanted, schools.urns, "they opened later, or stand under an earlier URN")
    left_out = schools.left_out(asked_for_trust=wanted is not None)
    return SourceRead(ID, [*kpis, *values], left_out, [*schools.problems, *absent])


def _lines(part: Part) -> Iterator[CsvLine]:
    for number, record in enumerate(json_records(part), start=1):
        cells = record if isinstance(record, dict) else {}
        yield number, {URN: _text(cells.get(SCHOOL)), COLUMN: _text(cells.get(COLUMN))}


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _values(schools: SchoolLines, line: SchoolLine, published: Published) -> Iterator[SourceRow]:
    figure = schools.figure(line, COLUMN)
    if figure is not None:
        yield value_row(RATIO.kpi, line[1], figure, published, line[0], in_record(value=COLUMN))


SOURCE = Source(
    ID,
    TITLE,
    "The JSON of every school's pupil to teacher ratio in one November's workforce census.",
    recognises,
    read,
)
