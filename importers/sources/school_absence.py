"""How much school was missed? The published absence of each school over three years (DfE), as KPI values.

The file names its columns *Previous2*, *Previous* and *Current*; which years they are stands only in the name of the
file (``…2021-22_to_2023-24.json``), so a file without them is refused rather than dated by guess. Only percentages
are published, without the sessions behind them: a trust's own figure cannot be made of them, and none is.
"""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from importers.cells import MARKS
from importers.problems import Problem
from importers.sources.absence_kpis import OVERALL, PERSISTENT, UNAUTHORISED
from importers.sources.archive import Part, part_for
from importers.sources.files import json_records, keys_in, tidy
from importers.sources.measures import Figure, Published, new_kpis, value_row
from importers.sources.model import Context, LeftOut, Record, Source, SourceRead, SourceRow, in_record
from importers.sources.scope import not_in_file, refused, wanted_urns
from importers.sources.told import asks, which_year
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import AcademicYear
from trustops.schemas.checks import not_a_urn

ID = "school-absence"
TITLE = "published absence of each school"
URN = "Id"
PERIODS = ("Previous2", "Previous", "Current")
YEARS = re.compile(r"(\d{4})-(\d{2})_to_(\d{4})-(\d{2})", re.ASCII)
FIGURE = re.compile(r"\d{1,3}(\.\d+)?", re.ASCII)
MOST_NAMED = 5


MEASURES = ((OVERALL, "Abs_Tot_Est"), (PERSISTENT, "Abs_Persistent_Est"), (UNAUTHORISED, "UnAuth_Tot_Est"))
KEYS = frozenset([URN, "Abs_Tot_Est_Current_Pct", "Abs_Persistent_Est_Current_Pct"])


def recognises(head: bytes, name: str) -> bool:
    """Whether a JSON list starts with a school's absence."""
    return keys_in(head) >= KEYS


def read(path: Path, *, trust_uid: str | None, context: Context) -> SourceRead:
    """KPI values of the schools that are known (of the trust's, with ``trust_uid``), and the KPIs that are not yet."""
    wanted = wanted_urns(trust_uid, context)
    part = part_for(path, recognises, TITLE)
    years = three_years(part, path, context, "absence_2021-22_to_2023-24.json")
    reading = _Reading(years, context.known_urns if wanted is None else wanted)
    for number, record in enumerate(json_records(part), start=1):
        reading.take(number, record)
    absent = not_in_file(wanted, reading.urns, "their absence was not published in it, or stands under an earlier URN")
    kpis = new_kpis(reading.values, context.known_kpis, [definition for definition, _ in MEASURES])
    return SourceRead(
        ID, [*kpis, *reading.values], reading.left_out(asked_for_trust=wanted is not None), [*reading.problems, *absent]
    )


def three_years(part: Part, path: Path, context: Context, like: str) -> tuple[AcademicYear, AcademicYear, AcademicYear]:
    """The years of *Previous2*, *Previous* and *Current*, from a file's name or a person; else they are asked."""
    years = years_named(part.name) or years_named(path.name)
    if years is not None:
        return years
    if context.year is not None:
        return context.year.previous().previous(), context.year.previous(), context.year
    raise asks(
        f"{path.name} does not say which years its Previous2, Previous and Current are; say which Current is, or name "
        f"it like {like}.",
        which_year("Which year is Current, the last of its three years?"),
    )


def years_named(name: str) -> tuple[AcademicYear, AcademicYear, AcademicYear] | None:
    """The three academic years that a file's name gives, first to last.

    >>> [str(year) for year in years_named("absence_2021-22_to_2023-24.json")]
    ['2021/22', '2022/23', '2023/24']
    """
    if not (match := YEARS.search(name)):
        return None
    try:
        first = AcademicYear.parse(f"{match[1]}/{match[2]}")
        last = AcademicYear.parse(f"{match[3]}/{match[4]}")
    except TrustopsError:
        return None
    return (first, first.next(), last) if first.next().next() == last else None


class _Reading:
    """The values made so far, and the counts of what made none."""

    def __init__(self, years: tuple[AcademicYear, ...], wanted: frozenset[str]) -> None:
        self.years = years
        self.wanted = wanted
        self.note = f"DfE, pupil absence in schools, {years[0]} to {years[-1]}; percentage as published"
        self.values: list[SourceRow] = []
        self.urns: set[str] = set()
        self.problems: list[Problem] = []
        self.others: list[str] = []
        self.empty: Counter[str] = Counter()

    def take(self, number: int, record: object) -> None:
        """A school's values, if it is wanted."""
        urn = tidy(record.get(URN)) if isinstance(record, dict) else None
        if urn is None or not isinstance(record, dict) or not_a_urn(urn):
            why = "is not a URN, which has six digits" if urn else "the URN is missing"
            self.problems.append(refused("KPI values", number, URN, urn, "six digits", why))
        elif urn not in self.wanted:
            self.others.append(urn)
        else:
            self.urns.add(urn)
            self.values.extend(self.values_of(number, urn, record))

    def values_of(self, number: int, urn: str, record: Record) -> Iterator[SourceRow]:
        """Each figure of a school; one that is null is counted, and makes no row: it stays a gap to be listed."""
        for definition, start in MEASURES:
            for period, year in zip(PERIODS, self.years, strict=True):
                column = f"{start}_{period}_Pct"
                if column not in record:
                    continue
                found = tidy(record[column])
                if found is None:
                    self.empty[f"{urn} in {year}"] += 1
                elif (figure := figure_of(found)) is None:
                    why = "is not a percentage from 0 to 100"
                    self.problems.append(refused("KPI values", number, column, found, "a percentage, or null", why))
                else:
                    published = Published(year.start, year.end, self.note)
                    yield value_row(definition.kpi, urn, figure, published, number, in_record(value=column))

    def left_out(self, *, asked_for_trust: bool) -> list[LeftOut]:
        """What made no row, with the reason; other trusts' schools need none."""
        said = []
        if self.others and not asked_for_trust:
            reason = "not known here yet; import the national register first"
            said.append(LeftOut("school", reason, len(self.others), tuple(self.others[:MOST_NAMED])))
        if self.empty:
            reason = "the file holds nothing there (null), which is not zero, so it stays a gap"
            said.append(LeftOut("value", reason, self.empty.total(), tuple(list(self.empty)[:MOST_NAMED])))
        return said


def figure_of(text: str) -> Figure | None:
    """A percentage exactly as published, the mark of one that is not published, or None for what is neither.

    >>> figure_of("7.86627").value, figure_of("SUPP").not_published, figure_of("107")
    (Decimal('7.86627'), 'SUPP', None)
    """
    if text.casefold() in MARKS:
        return Figure(None, not_published=text)
    figure = Decimal(text) if FIGURE.fullmatch(text) else None
    return Figure(figure) if figure is not None and figure <= 100 else None


SOURCE = Source(
    ID,
    TITLE,
    "The JSON of every school's absence over three years: overall and persistent absence, and unauthorised absence.",
    recognises,
    read,
)
