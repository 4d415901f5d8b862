"""How much school was missed in one year? The absence of each school in the performance tables (DfE), as CSV.

Its year stands only in the name of the file (``england_abs_2018-19.csv``), so a file without it is refused rather
than dated by guess. England's three lines (``NAT``) are benchmarks, and never schools.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from importers.sources.absence_kpis import OVERALL, PERSISTENT
from importers.sources.archive import part_for
from importers.sources.by_school import URN, SchoolLine, SchoolLines
from importers.sources.england import Apart, Benchmarks, EnglandLine, kpis_after
from importers.sources.files import csv_records, headings_in
from importers.sources.measures import Published, new_kpis, value_row
from importers.sources.model import Context, Source, SourceRead, SourceRow, in_line
from importers.sources.school_census import named_or_told
from importers.sources.scope import not_in_file, wanted_urns
from trustops.models.kpi import KpiValue
from trustops.models.school import Phase

ID = "absence-table"
TITLE = "absence of the performance tables"
AUTHORITY, NUMBER = "LA", "ESTAB"
COLUMNS = ((OVERALL, "PERCTOT"), (PERSISTENT, "PPERSABS10"))
HEADINGS = frozenset([AUTHORITY, NUMBER, URN, "PERCTOT", "PPERSABS10"])
ENGLAND = "NAT"
PHASES = {"PRI": Phase.PRIMARY, "SEC": Phase.SECONDARY, "SPE": Phase.SPECIAL}


def recognises(head: bytes, name: str) -> bool:
    """Whether the first line has the headings of the table."""
    return headings_in(head) >= HEADINGS


def read(path: Path, *, trust_uid: str | None, context: Context) -> SourceRead:
    """Overall and persistent absence of the schools that are known (the trust's, if asked for), and England's."""
    wanted = wanted_urns(trust_uid, context)
    part = part_for(path, recognises, TITLE)
    year = named_or_told(part, path, context, "absence it is", "england_abs_2018-19.csv")
    published = Published(year.start, year.end, f"DfE, performance tables, absence {year}")
    schools = SchoolLines(part, context.known_urns if wanted is None else wanted, KpiValue.__sheet__, lambda _: False)
    apart = Apart(lambda record: record[AUTHORITY].strip() == ENGLAND)
    values = [
        row for line in schools.lines(apart.others(csv_records(part))) for row in _values(schools, line, published)
    ]
    kpis = new_kpis(values, context.known_kpis, [definition for definition, _ in COLUMNS])
    england = _of_england(apart.england, kpis_after(context.known_kpis, values), published)
    absent = not_in_file(wanted, schools.urns, "they opened later, or stand under an earlier URN")
    left_out = [*schools.left_out(asked_for_trust=wanted is not None), *england.left_out()]
    return SourceRead(ID, [*kpis, *values, *england.rows], left_out, [*schools.problems, *england.problems, *absent])


def _values(schools: SchoolLines, line: SchoolLine, published: Published) -> Iterator[SourceRow]:
    for definition, heading in COLUMNS:
        figure = schools.percentage(line, heading)
        if figure is not None:
            yield value_row(definition.kpi, line[1], figure, published, line[0], in_line(value=heading))


def _of_england(lines: Iterable[EnglandLine], kpis: frozenset[str], published: Published) -> Benchmarks:
    found = Benchmarks(kpis)
    for number, record in lines:
        phase = PHASES.get(record[NUMBER].strip())
        if phase is not None:
            for definition, heading in COLUMNS:
                found.take(definition.kpi, phase, record[heading], published, (number, heading))
    return found


SOURCE = Source(
    ID,
    TITLE,
    "The CSV of every school's overall and persistent absence in one year, with England's primary, secondary and "
    "special schools as benchmarks.",
    recognises,
    read,
)
