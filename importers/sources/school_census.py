"""How many pupils had each school in January? The school census (DfE), as CSV of every school, in two layouts.

The performance tables' file gives pupils on roll, and those with SEN support or an education, health and care plan;
its year stands only in the name of the file (``2022-2023_england_census.csv``), so a file without it is refused
rather than dated by guess. The census statistics' own file (``school pupils and their characteristics``) says its
year on every line and gives the headcount. Both are headcounts of January, kept for the academic year of it. Free
school meals and first language are no KPIs of the catalogue, and stay in the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from importers.cells import Bad
from importers.cells import year as year_text
from importers.sources.archive import Part, part_for
from importers.sources.by_school import URN, SchoolLine, SchoolLines
from importers.sources.files import headings_in
from importers.sources.measures import Definition, Figure, Published, new_kpis, value_row
from importers.sources.model import Context, Source, SourceRead, SourceRow, in_line
from importers.sources.scope import not_in_file, wanted_urns
from importers.sources.told import asks, which_year
from trustops.models.kpi import RollUp, Unit
from trustops.models.school import SchoolYear
from trustops.quantities.years import AcademicYear

ID = "school-census"
TITLE = "school census"
ROLL = "NOR"
HEADCOUNT, PERIOD, LEVEL = "headcount of pupils", "time_period", "geographic_level"
TABLES = frozenset([URN, "SCHOOLTYPE", ROLL, "TSENELK", "PSENELK", "TSENELSE", "PSENELSE"])
STATISTICS = frozenset([URN, PERIOD, LEVEL, "phase-type_grouping", "school_name"])
YEARS = re.compile(r"(\d{4})-(\d{4}|\d{2})(?!\d)", re.ASCII)
PERIOD_TEXT = re.compile(r"(\d{4})(\d{2})", re.ASCII)
PUBLISHED_AFTER = 60  # days after 31 August: the performance tables come in the autumn


@dataclass(frozen=True, slots=True)
class Share:
    """A KPI of the catalogue with the headings of its pupils and of its percentage."""

    definition: Definition
    pupils: str
    percent: str


def _share(kpi: str, name: str, of: str, pupils: str, percent: str) -> Share:
    means = f"Pupils with {of} as a percentage of pupils on roll in the January census; published by DfE"
    return Share(Definition(kpi, name, means, Unit.PERCENT, PUBLISHED_AFTER, RollUp.RATIO, 1), pupils, percent)


SHARES = (
    _share("INC04", "SEN support share", "SEN support", "TSENELK", "PSENELK"),
    _share("INC05", "EHC plan share", "an education, health and care plan", "TSENELSE", "PSENELSE"),
)


def recognises(head: bytes, name: str) -> bool:
    """Whether the first line has the headings of either layout."""
    found = headings_in(head)
    return found >= TABLES or found >= STATISTICS


def read(path: Path, *, trust_uid: str | None, context: Context) -> SourceRead:
    """Pupils, and the shares with their two parts, of the schools that are known (of the trust's, if asked for)."""
    wanted = wanted_urns(trust_uid, context)
    part = part_for(path, recognises, TITLE)
    known = context.known_urns if wanted is None else wanted
    schools = SchoolLines(part, known, SchoolYear.__sheet__, _is_aggregate)
    rows = list(_of_tables(schools, _year(part, path, context)) if _is_tables(part) else _of_statistics(schools))
    values = [row for row in rows if row.model is not SchoolYear]
    kpis = new_kpis(values, context.known_kpis, [share.definition for share in SHARES])
    absent = not_in_file(wanted, schools.urns, "they opened later, or stand under an earlier URN")
    left_out = schools.left_out(asked_for_trust=wanted is not None)
    return SourceRead(ID, [*kpis, *rows], left_out, [*schools.problems, *absent])


def _is_tables(part: Part) -> bool:
    return headings_in(part.head) >= TABLES


def _is_aggregate(record: dict[str, str]) -> bool:
    """England's lines have NAT for a URN; the statistics say the level of each line."""
    return record[URN].strip().upper() == "NAT" or record.get(LEVEL, "School").strip() != "School"


def _year(part: Part, path: Path, context: Context) -> AcademicYear:
    return named_or_told(part, path, context, "census it is", "2022-2023_england_census.csv")


def named_or_told(part: Part, path: Path, context: Context, of: str, like: str) -> AcademicYear:
    """The year that a file's name gives, or a person; else it is asked. ``of`` says what the year is of."""
    year = year_named(part.name) or year_named(path.name) or context.year
    if year is None:
        message = f"{path.name} does not say which year’s {of}; say which, or name it like {like}."
        raise asks(message, which_year(f"Which year’s {of}?"))
    return year


def year_named(name: str) -> AcademicYear | None:
    """The academic year that a file's name gives.

    >>> str(year_named("2022-2023_england_census.csv")), str(year_named("census_2022-23.csv")), year_named("a.csv")
    ('2022/23', '2022/23', None)
    """
    found = YEARS.search(name)
    written = year_text(f"{found[1]}/{found[2]}") if found else None
    return AcademicYear.parse(written) if isinstance(written, str) else None


def _of_tables(schools: SchoolLines, year: AcademicYear) -> Iterator[SourceRow]:
    note = f"DfE, school census of January {year.end.year}, performance tables"
    published = Published(year.start, year.end, note)
    for line in schools.lines():
        number, urn, _ = line
        roll = schools.figure(line, ROLL)
        yield from _pupils(schools, line, ROLL, roll, year)
        for share in SHARES:
            figure = _share_of(schools, line, share, roll)
            if figure is not None:
                at = in_line(value=share.percent, numerator=share.pupils, denominator=ROLL)
                yield value_row(share.definition.kpi, urn, figure, published, number, at)


def _share_of(schools: SchoolLines, line: SchoolLine, share: Share, roll: Figure | None) -> Figure | None:
    percent, pupils = schools.figure(line, share.percent), schools.figure(line, share.pupils)
    if percent is None or percent.value is None:
        return percent
    counted = pupils.value if pupils else None
    return Figure(percent.value, counted, roll.value if roll and counted is not None else None)


def _of_statistics(schools: SchoolLines) -> Iterator[SourceRow]:
    for line in schools.lines():
        year = year_of_period(line[2][PERIOD])
        if year is None:
            schools.refuse(line[0], PERIOD, line[2][PERIOD], "like 202223", "is not an academic year like 202223")
        else:
            yield from _pupils(schools, line, HEADCOUNT, schools.figure(line, HEADCOUNT), year)


def year_of_period(text: str) -> AcademicYear | None:
    """The academic year of DfE's six digits.

    >>> str(year_of_period("202223")), year_of_period("202224")
    ('2022/23', None)
    """
    found = PERIOD_TEXT.fullmatch(text.strip())
    written = year_text(f"{found[1]}/{found[2]}") if found else None
    return None if written is None or isinstance(written, Bad) else AcademicYear.parse(written)


def _pupils(
    schools: SchoolLines, line: SchoolLine, heading: str, figure: Figure | None, year: AcademicYear
) -> Iterator[SourceRow]:
    """The school's pupils in the year; a headcount is whole, and one not published stays unknown."""
    if figure is None or figure.value is None:
        return
    number, urn, record = line
    if figure.value != figure.value.to_integral_value() or "%" in record[heading]:
        schools.refuse(number, heading, record[heading], "a whole number", "is not a whole number of pupils")
    else:
        values: dict[str, object] = {"urn": urn, "year": str(year), "pupils": int(figure.value)}
        yield SourceRow(SchoolYear, values, number, in_line(pupils=heading))


SOURCE = Source(
    ID,
    TITLE,
    "The CSV of every school's census, from the performance tables (pupils, SEN support, EHC plans) or from the census "
    "statistics (pupils).",
    recognises,
    read,
)
