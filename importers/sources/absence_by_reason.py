"""How many pupils missed anything at all? DfE's table of pupils with at least one absence by reason, as CSV.

It has five years, each on its lines, and counts pupils, not sessions: no overall or persistent absence can be made of
it. The reasons stay in the file; a count held back (``x``) is kept as not published, and one not collected (``.``)
is another thing than none.
"""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from importers.sources.absence_kpis import ANY, ANY_UNAUTHORISED
from importers.sources.archive import part_for
from importers.sources.by_school import URN, CsvLine, SchoolLine, SchoolLines, exact_figure
from importers.sources.england import LEVEL, PERIOD, Benchmarks, Levels, kpis_after
from importers.sources.files import csv_records, headings_in
from importers.sources.measures import Figure, Published, new_kpis, value_row
from importers.sources.model import Context, Source, SourceRead, SourceRow, in_line
from importers.sources.school_census import year_of_period
from importers.sources.scope import not_in_file, wanted_urns
from trustops.models.kpi import KpiValue
from trustops.quantities.years import AcademicYear

ID = "absence-by-reason"
TITLE = "pupils with at least one absence, by reason"
ENROLMENTS, PHASE = "enrolments", "school_type"
COUNTS = ((ANY, "enrol_overall"), (ANY_UNAUTHORISED, "enrol_unauthorised"))
HEADINGS = frozenset([LEVEL, PERIOD, "urn", PHASE, ENROLMENTS, "enrol_overall", "enrol_unauthorised"])
TENTH = Decimal("0.1")


def recognises(head: bytes, name: str) -> bool:
    """Whether the first line has the headings of the table."""
    return headings_in(head) >= HEADINGS


def read(path: Path, *, trust_uid: str | None, context: Context) -> SourceRead:
    """The share of pupils with any absence of the schools that are known (the trust's, if asked for), and England's."""
    wanted = wanted_urns(trust_uid, context)
    part = part_for(path, recognises, TITLE)
    schools = SchoolLines(part, context.known_urns if wanted is None else wanted, KpiValue.__sheet__, lambda _: False)
    levels = Levels(context.areas)
    lines = schools.lines(_with_urn(levels.schools(csv_records(part))))
    values = [row for line in lines for row in _values(schools, line)]
    kpis = new_kpis(values, context.known_kpis, [definition for definition, _ in COUNTS])
    england = _of_england(levels, kpis_after(context.known_kpis, values))
    absent = not_in_file(wanted, schools.urns, "they opened later, or stand under an earlier URN")
    left_out = [*levels.left_out(), *schools.left_out(asked_for_trust=wanted is not None), *england.left_out()]
    return SourceRead(ID, [*kpis, *values, *england.rows], left_out, [*schools.problems, *england.problems, *absent])


def _with_urn(lines: Iterable[CsvLine]) -> Iterator[CsvLine]:
    for number, record in lines:
        yield number, {**record, URN: record["urn"]} if record else None


def _values(schools: SchoolLines, line: SchoolLine) -> Iterator[SourceRow]:
    number, urn, record = line
    year = year_of_period(record[PERIOD])
    if year is None:
        schools.refuse(number, PERIOD, record[PERIOD], "like 201617", "is not an academic year like 201617")
        return
    pupils = schools.figure(line, ENROLMENTS)
    for definition, heading in COUNTS:
        figure = _share(schools.figure(line, heading), pupils)
        if figure is not None:
            at = in_line(value=heading, numerator=heading, denominator=ENROLMENTS)
            yield value_row(definition.kpi, urn, figure, _published(year), number, at)


def _share(counted: Figure | None, pupils: Figure | None) -> Figure | None:
    """The pupils counted of those enrolled, in percent to a tenth, with both; none of a school without pupils."""
    if counted is None or pupils is None:
        return None
    if counted.value is None or pupils.value is None:
        return Figure(None, not_published=counted.not_published or pupils.not_published)
    return Figure(percent_of(counted.value, pupils.value), counted.value, pupils.value) if pupils.value else None


def percent_of(counted: Decimal, whole: Decimal) -> Decimal:
    """A share in percent to a tenth, half up.

    >>> percent_of(Decimal(623), Decimal(693))
    Decimal('89.9')
    """
    return (counted / whole * 100).quantize(TENTH, ROUND_HALF_UP)


def _published(year: AcademicYear, of: str = "") -> Published:
    return Published(year.start, year.end, f"DfE, pupil absence in schools in England, {year}, by reason{of}")


def _of_england(levels: Levels, kpis: frozenset[str]) -> Benchmarks:
    found = Benchmarks(kpis)
    for number, record in levels.england:
        placed, pupils = found.placed(record, PHASE), exact_figure(record[ENROLMENTS].strip())
        if not placed or not pupils:
            continue
        for definition, heading in COUNTS:
            counted = exact_figure(record[heading].strip())
            if counted is None:
                found.held_back += 1
            else:
                published = _published(placed[1], f", {record[PHASE].strip()}")
                share, place = percent_of(counted, pupils), (number, heading)
                found.add(definition.kpi, placed[0], share, published, place, levels.area_of(record))
    return found


SOURCE = Source(
    ID,
    TITLE,
    "The CSV of how many pupils of every school missed at least one session, a year a line: the share of pupils with "
    "any absence, and with any unauthorised absence.",
    recognises,
    read,
)
