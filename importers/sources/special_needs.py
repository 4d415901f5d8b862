"""How many pupils of each school have SEN support or an education, health and care plan? DfE's own table of schools.

It comes as CSV or saved as a workbook, and says its year on every line. The shares are worked out from its two counts
and the school's pupils, to one decimal as DfE publishes them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from importers.sources.archive import part_for
from importers.sources.by_school import URN, SchoolLine, SchoolLines
from importers.sources.files import csv_records, headings_in, sheets_in
from importers.sources.measures import Definition, Figure, Published, new_kpis, value_row
from importers.sources.model import Context, Place, Source, SourceRead, SourceRow, in_line
from importers.sources.saved_table import saved_table
from importers.sources.school_census import LEVEL, PERIOD, SHARES, year_of_period
from importers.sources.scope import not_in_file, wanted_urns
from trustops.models.kpi import KpiValue
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import AcademicYear

ID = "special-needs"
TITLE = "special educational needs of each school"
SHEET = "sen"
PUPILS = "Total pupils"
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Count:
    """A KPI with the heading of its pupils."""

    definition: Definition
    heading: str


COUNTS = tuple(
    Count(share.definition, heading) for share, heading in zip(SHARES, ("SEN support", "EHC plan"), strict=True)
)
HEADINGS = frozenset([PERIOD, LEVEL, URN, PUPILS, *(count.heading for count in COUNTS)])


def recognises(head: bytes, name: str) -> bool:
    """Whether the first line has the headings of the table, or a workbook is of its one sheet."""
    return headings_in(head) >= HEADINGS or sheets_in(head) == {SHEET}


def read(path: Path, *, trust_uid: str | None, context: Context) -> SourceRead:
    """Both shares with their two parts of the schools that are known (of the trust's, if asked for)."""
    wanted = wanted_urns(trust_uid, context)
    part = part_for(path, recognises, TITLE)
    saved = saved_table(path) if sheets_in(part.head) else None
    lacking = sorted(HEADINGS - saved.letters.keys()) if saved else []
    if lacking:
        raise TrustopsError(f"{path.name} has no column {lacking[0]}, so it is not DfE's table of {TITLE}.")
    lines = csv_records(part) if saved is None else saved.lines
    known = context.known_urns if wanted is None else wanted
    schools = SchoolLines(part, known, KpiValue.__sheet__, lambda record: record[LEVEL].strip() != "School")
    place = in_line if saved is None else saved.at
    values = [row for line in schools.lines(lines) for row in _values(schools, line, place)]
    kpis = new_kpis(values, context.known_kpis, [count.definition for count in COUNTS])
    absent = not_in_file(wanted, schools.urns, "they opened later, or stand under an earlier URN")
    left_out = schools.left_out(asked_for_trust=wanted is not None)
    return SourceRead(ID, [*kpis, *values], left_out, [*schools.problems, *absent])


def _values(schools: SchoolLines, line: SchoolLine, place: Callable[..., Place]) -> Iterator[SourceRow]:
    number, urn, record = line
    year = year_of_period(record[PERIOD])
    if year is None:
        schools.refuse(number, PERIOD, record[PERIOD], "like 202223", "is not an academic year like 202223")
        return
    pupils = schools.figure(line, PUPILS)
    for count in COUNTS:
        figure = share_of(schools.figure(line, count.heading), pupils)
        if figure is not None:
            at = place(value=count.heading, numerator=count.heading, denominator=PUPILS)
            yield value_row(count.definition.kpi, urn, figure, _published(year), number, at)


def share_of(part: Figure | None, whole: Figure | None) -> Figure | None:
    """The percentage that a count is of a whole; one held back is, and without a whole there is none.

    >>> share_of(Figure(Decimal(257)), Figure(Decimal(1530))).value
    Decimal('16.8')
    """
    if part is None or part.value is None:
        return part
    if whole is None or not whole.value or part.value > whole.value:
        return None
    share = (100 * part.value / whole.value).quantize(TENTH, ROUND_HALF_UP)
    return Figure(share, part.value, whole.value)


def _published(year: AcademicYear) -> Published:
    return Published(year.start, year.end, f"DfE, special educational needs in England, January {year.end.year}")


SOURCE = Source(
    ID,
    TITLE,
    "The table of every school's pupils with SEN support and with education, health and care plans, as CSV or "
    "workbook.",
    recognises,
    read,
)
