"""How much school is missed in England? DfE's national absence in three layouts, as benchmarks.

*By term*, a CSV of five years: the whole year's lines are taken, for a term's own days are not in it. *Year to date*,
a CSV of one year with attendance and persistent absence: it is taken once it holds a year's sessions, for until then
it does not say up to which day it runs. *Three years*, a JSON of England beside its regions, or of every authority by
its number: its years stand only in the name of the file.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from importers.sources.absence_kpis import OVERALL, PERSISTENT, UNAUTHORISED
from importers.sources.archive import Part, part_for
from importers.sources.authorities import among, authorities
from importers.sources.by_school import exact_figure
from importers.sources.england import LEVEL, PERIOD, Benchmarks, EnglandLine, Levels
from importers.sources.files import csv_records, headings_in, json_records, keys_in
from importers.sources.measures import Published
from importers.sources.model import Context, LeftOut, Record, Source, SourceRead, in_line, in_record
from importers.sources.school_absence import PERIODS, three_years
from trustops.models.school import Phase
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import AcademicYear

ID = "england-absence"
TITLE = "national absence"
TERM, WHOLE_YEAR = "term", "Total"
BY_TERM = frozenset([LEVEL, PERIOD, TERM, "school_type", "sess_overall_percent", "sess_unauthorised_percent"])
TO_DATE = frozenset([LEVEL, PERIOD, "education_phase", "overall_absence_perc", "pa_perc", "possible_sessions"])
THREE_YEARS = frozenset(["Id", "Abs_Tot_Primary_Eng_Current_Pct", "Abs_Tot_Secondary_Eng_Current_Pct"])
OF_AUTHORITIES = frozenset(["Id", "Abs_Tot_Primary_LA_Current_Pct", "Abs_Tot_Secondary_LA_Current_Pct"])
YEAR_OF_SESSIONS = Decimal(340)  # for each pupil: a year has 380, of which an open school counts about 360
OF_TERM = ((OVERALL.kpi, "sess_overall_percent"), (UNAUTHORISED.kpi, "sess_unauthorised_percent"))
OF_DATE = (
    ("ATT01", "attendance_perc"),
    (OVERALL.kpi, "overall_absence_perc"),
    (PERSISTENT.kpi, "pa_perc"),
    (UNAUTHORISED.kpi, "unauthorised_absence_perc"),
)
OF_THREE_YEARS = ((OVERALL.kpi, "Abs_Tot"), (PERSISTENT.kpi, "Abs_Persistent"), (UNAUTHORISED.kpi, "UnAuth_Tot"))


@dataclass(frozen=True, slots=True)
class Table:
    """How a CSV layout names the phase and the figures of a line, and what it is called in a benchmark's source."""

    phase: str
    columns: tuple[tuple[str, str], ...]
    title: str
    wanted: Callable[[dict[str, str]], bool]


TERMS = Table("school_type", OF_TERM, "pupil absence in schools in England", lambda line: line[TERM] == WHOLE_YEAR)
DATES = Table("education_phase", OF_DATE, "pupil attendance in schools, whole year to date", lambda line: True)


def recognises(head: bytes, name: str) -> bool:
    """Whether the first line or the first record is of one of the layouts."""
    found = headings_in(head)
    return found >= BY_TERM or found >= TO_DATE or _of_three_years(head)


def _of_three_years(head: bytes) -> bool:
    found = keys_in(head)
    return found >= THREE_YEARS or found >= OF_AUTHORITIES


def read(path: Path, *, trust_uid: str | None, context: Context) -> SourceRead:
    """England's figures for each phase and year, for the KPIs that the trust has; they are the same for every trust."""
    part = part_for(path, recognises, TITLE)
    is_json = _of_three_years(part.head)
    found = Benchmarks(context.known_kpis, in_record if is_json else in_line)
    if is_json:
        left_out = _of_json(found, part, path, context)
    else:
        left_out = _of_csv(found, part, TERMS if headings_in(part.head) >= BY_TERM else DATES, context)
    return SourceRead(ID, found.rows, [*left_out, *found.left_out()], found.problems)


def _of_csv(found: Benchmarks, part: Part, table: Table, context: Context) -> list[LeftOut]:
    levels = Levels(context.areas)
    odd = sum(1 for _ in levels.schools(csv_records(part)))
    terms = [line for line in levels.england if not table.wanted(line[1])]
    for number, record in levels.england:
        placed = found.placed(record, table.phase) if table.wanted(record) else None
        if placed:
            _check_whole_year(part, (number, record))
            phase, year = placed
            for kpi, heading in table.columns:
                place, area = (number, heading), levels.area_of(record)
                found.take(kpi, phase, record[heading], _published(table.title, year), place, area)
    said = [
        LeftOut("line", "of a term alone, whose first and last day the file does not give", len(terms)),
        LeftOut("line", "of a school, or not as long as the headings", odd),
    ]
    return [*levels.left_out(), *(left for left in said if left.count)]


def _check_whole_year(part: Part, line: EnglandLine) -> None:
    """A year to date has no last day; one that is not over cannot be dated."""
    number, record = line
    sessions, pupils = exact_figure(record.get("possible_sessions", "")), exact_figure(record.get("enrolments", ""))
    if sessions is not None and pupils and sessions / pupils < YEAR_OF_SESSIONS:
        raise TrustopsError(
            f"{part.name}, line {number}: the year has {sessions / pupils:.0f} possible sessions for each pupil so "
            f"far, where a whole one has more than {YEAR_OF_SESSIONS}, and the file does not say up to which day; "
            "import it again when the year is over."
        )


def _of_json(found: Benchmarks, part: Part, path: Path, context: Context) -> list[LeftOut]:
    years = three_years(part, path, context, "england_absence_2021-22_to_2023-24.json")
    word, others = "LA" if keys_in(part.head) >= OF_AUTHORITIES else "Eng", 0
    for number, record in enumerate(json_records(part), start=1):
        area = _area_of(record, context.areas) if isinstance(record, dict) else None
        if not isinstance(record, dict) or area is None:
            others += 1
            continue
        for kpi, phase, column, year in _cells(years, word):
            if column in record:
                published, place = _published("pupil absence in schools", year), (number, column)
                found.take(kpi, phase, record[column], published, place, area)
    reason = "of regions, and of authorities that the trust has no school in, which are no benchmark of it"
    return [LeftOut("record", reason, others)] if others else []


def _area_of(record: Record, areas: frozenset[str]) -> str | None:
    """The trust's own authority that a record is of, empty for England's; None for any other."""
    if record.get("Id") == "National":
        return ""
    return among(areas, authorities().get(str(record.get("Id")), "")) or None


def _cells(years: tuple[AcademicYear, ...], word: str) -> Iterator[tuple[str, Phase, str, AcademicYear]]:
    for kpi, start in OF_THREE_YEARS:
        for phase, name in ((Phase.PRIMARY, "Primary"), (Phase.SECONDARY, "Secondary")):
            for period, year in zip(PERIODS, years, strict=True):
                yield kpi, phase, f"{start}_{name}_{word}_{period}_Pct", year


def _published(title: str, year: AcademicYear) -> Published:
    return Published(year.start, year.end, f"DfE, {title}, {year}")


SOURCE = Source(
    ID,
    TITLE,
    "absence and attendance as benchmarks of primary, secondary and special schools, England's and those of the "
    "authorities that the trust has schools in: the CSV by term, the CSV of the year to date once the year is over, or "
    "the JSON of three years.",
    recognises,
    read,
)
