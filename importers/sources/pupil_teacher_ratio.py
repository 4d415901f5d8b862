"""How many pupils has each school to a teacher? The published workforce figures of each school (DfE).

They come as JSON, or as the workbook of the school workforce census, whose sheet says the November that it is of
(``Schools 2022``). The JSON file calls its one year *Current*; which year that is stands only in the name of the file
(``…Workforce_2024-25.json``), so of a file without it the year is asked, and never guessed. Its pupils are full-time
equivalents, which a school's roll is not, and stay in the file; without the teachers' number no trust figure is made.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from importers.sources.archive import Part, part_for
from importers.sources.by_school import URN, CsvLine, SchoolLine, SchoolLines
from importers.sources.files import json_records, keys_in, sheets_in
from importers.sources.measures import Definition, Published, new_kpis, value_row
from importers.sources.model import Context, Place, Source, SourceRead, SourceRow, in_record
from importers.sources.saved_table import Saved, saved_table
from importers.sources.school_census import named_or_told
from importers.sources.scope import not_in_file, wanted_urns
from trustops.models.kpi import KpiValue, Unit
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import AcademicYear

ID = "pupil-teacher-ratio"
TITLE = "published pupil to teacher ratio of each school"
SHEET = re.compile(r"Schools (20\d\d)", re.ASCII)
RATIO_HEADING = "Pupil: Teacher Ratio (Full-Time Equivalent"
NAMED_LIKE = "workforce_2024-25.json"
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
    """Whether a JSON list starts with a school's ratio, or a workbook is the census of one November."""
    return keys_in(head) >= {SCHOOL, COLUMN} or _of_sheet(head) is not None


def _of_sheet(head: bytes) -> AcademicYear | None:
    """The year of the census that a workbook's one sheet is named for.

    >>> str(_of_sheet(b'<workbook><sheets><sheet name="Schools 2022"/></sheets></workbook>'))
    '2022/23'
    """
    names = list(sheets_in(head))
    found = SHEET.fullmatch(names[0]) if len(names) == 1 else None
    return AcademicYear(int(found[1])) if found else None


def read(path: Path, *, trust_uid: str | None, context: Context) -> SourceRead:
    """The ratio of each school that is known (of the trust's, if asked for)."""
    wanted = wanted_urns(trust_uid, context)
    part = part_for(path, recognises, TITLE)
    year = _of_sheet(part.head) or named_or_told(part, path, context, "workforce figures they are", NAMED_LIKE)
    saved = saved_table(path) if sheets_in(part.head) else None
    heading = COLUMN if saved is None else _heading(path, saved)
    place = in_record if saved is None else saved.at
    published = Published(year.start, year.end, f"DfE, school workforce in England, November {year.start.year}")
    schools = SchoolLines(part, context.known_urns if wanted is None else wanted, KpiValue.__sheet__, lambda _: False)
    lines = _lines(part) if saved is None else saved.lines
    values = [row for line in schools.lines(lines) for row in _values(schools, line, heading, published, place)]
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


def _heading(path: Path, saved: Saved) -> str:
    """The heading of the ratio, which differs a little from one census to the next."""
    found = [heading for heading in saved.letters if heading.startswith(RATIO_HEADING)]
    if len(found) != 1:
        raise TrustopsError(f"{path.name} has no one column “{RATIO_HEADING}…)”; download the census again.")
    return found[0]


def _values(
    schools: SchoolLines, line: SchoolLine, heading: str, published: Published, place: Callable[..., Place]
) -> Iterator[SourceRow]:
    figure = schools.figure(line, heading)
    if figure is not None:
        yield value_row(RATIO.kpi, line[1], figure, published, line[0], place(value=heading))


SOURCE = Source(
    ID,
    TITLE,
    "The JSON of every school's pupil to teacher ratio in one November, or the workbook of that workforce census.",
    recognises,
    read,
)
