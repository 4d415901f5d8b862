"""How often did each school exclude? DfE's suspensions and permanent exclusions of each academic year, as CSV.

Two editions are read. The present one names each school by its URN. That of 2006/07 to 2016/17 names it by the
numbers of its authority and of itself alone, which outlast a change of URN: whose figures they are is told by the
absence table of the same years (see :mod:`absence_by_reason`), when it is in one zip with this one. Nothing is
attributed without it: the figures of the school that an academy came from are not the academy's.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from importers.sources.archive import Part, part_for, parts_of
from importers.sources.by_school import MOST_NAMED, URN, CsvLine, SchoolLine, SchoolLines
from importers.sources.england import LEVEL, PERIOD, Benchmarks, Levels, kpis_after
from importers.sources.files import csv_records, headings_in, tidy
from importers.sources.measures import Definition, Figure, Published, new_kpis, value_row
from importers.sources.model import Context, LeftOut, Source, SourceRead, SourceRow, in_line
from importers.sources.school_census import year_of_period
from importers.sources.scope import not_in_file, wanted_urns
from trustops.models.kpi import Direction, KpiValue, RollUp, Unit
from trustops.quantities.years import AcademicYear

ID = "exclusions"
TITLE = "suspensions and permanent exclusions of each school"
HEADCOUNT, NUMBER = "headcount", "laestab"
ALWAYS = frozenset([LEVEL, PERIOD, HEADCOUNT, "perm_excl", "perm_excl_rate"])
NUMBERS = frozenset([PERIOD, NUMBER, "urn"])
PUBLISHED_AFTER = 330  # days: the year to 31 August is published in the next July


@dataclass(frozen=True, slots=True)
class Edition:
    """How an edition of the table names what it holds."""

    phase: str
    suspensions: str
    suspension_rate: str
    urn: str | None = None


NOW = Edition("education_phase", "suspension", "susp_rate", "school_urn")
THEN = Edition("school_type", "fixed_excl", "fixed_excl_rate")


def _rate(kpi: str, name: str, of: str, decimals: int) -> Definition:
    means = f"{of} of the academic year for each 100 pupils on roll in January; published for each school by DfE"
    return Definition(kpi, name, means, Unit.PERCENT, PUBLISHED_AFTER, RollUp.RATIO, decimals, Direction.DOWN)


SUSPENSIONS = replace(_rate("INC01", "Suspension rate", "Suspensions", 2), may_exceed_100=True)
"""A pupil suspended twice counts twice, so a school's rate can be over 100."""
EXCLUSIONS = _rate("INC02", "Permanent exclusion rate", "Permanent exclusions", 2)


def recognises(head: bytes, name: str) -> bool:
    """Whether the first line has the headings of either edition."""
    return edition_of(headings_in(head)) is not None


def edition_of(headings: frozenset[str]) -> Edition | None:
    """The edition that a table's headings are of; None for another table."""
    for edition in (NOW, THEN):
        needed = {edition.phase, edition.suspensions, edition.suspension_rate, edition.urn or NUMBER}
        if headings >= ALWAYS | needed:
            return edition
    return None


def read(path: Path, *, trust_uid: str | None, context: Context) -> SourceRead:
    """Both rates with their two parts for the schools that are known (the trust's, if asked for), and England's."""
    wanted = wanted_urns(trust_uid, context)
    part = part_for(path, recognises, TITLE)
    edition = edition_of(headings_in(part.head)) or NOW
    schools = SchoolLines(part, context.known_urns if wanted is None else wanted, KpiValue.__sheet__, lambda _: False)
    levels, named = Levels(context.areas), _Named(edition, {} if edition.urn else numbers_in(parts_of(path)))
    lines = list(schools.lines(named.lines(levels.schools(csv_records(part)))))
    twice = _twice(lines)
    values = [row for line in lines if _key(line) not in twice for row in _values(schools, line, edition)]
    kpis = new_kpis(values, context.known_kpis, (SUSPENSIONS, EXCLUSIONS))
    england = _of_england(levels, edition, kpis_after(context.known_kpis, values))
    tells = bool(edition.urn or named.numbers)  # of a file that names no school, no school's absence is news
    absent = not_in_file(wanted, schools.urns, "they opened later, or stand under an earlier URN") if tells else []
    left_out = [
        *named.left_out(),
        *_torn(lines, twice),
        *levels.left_out(),
        *schools.left_out(asked_for_trust=wanted is not None),
        *england.left_out(),
    ]
    return SourceRead(ID, [*kpis, *values, *england.rows], left_out, [*schools.problems, *england.problems, *absent])


def numbers_in(parts: Iterable[Part]) -> dict[tuple[str, str], str]:
    """The URN of each school's number in each year, by the tables beside that have all three."""
    return {
        (record[PERIOD].strip(), record[NUMBER].strip()): urn
        for part in parts
        if headings_in(part.head) >= NUMBERS
        for _, record in csv_records(part)
        if record and (urn := tidy(record["urn"]))
    }


class _Named:
    """Schools' lines with their URN: the edition's own, or that of the school's number in the year."""

    def __init__(self, edition: Edition, numbers: dict[tuple[str, str], str]) -> None:
        self.edition = edition
        self.numbers = numbers
        self.nameless: list[str] = []

    def lines(self, lines: Iterable[CsvLine]) -> Iterator[CsvLine]:
        """Each line with its URN; those without are counted."""
        for number, record in lines:
            if record is None:
                yield number, None
            elif self.edition.urn:
                yield number, {**record, URN: record[self.edition.urn]}
            elif urn := self.numbers.get((record[PERIOD].strip(), record[NUMBER].strip())):
                yield number, {**record, URN: urn}
            else:
                self.nameless.append(f"{record[NUMBER].strip()} in {record[PERIOD].strip()}")

    def left_out(self) -> list[LeftOut]:
        """The lines without a URN, with what would tell it."""
        reason = (
            "no table beside this one tells the URN of its number in that year"
            if self.numbers
            else "this edition gives a school's number and no URN; put DfE's absence by reason table of the same "
            "years, which has both, into one zip with it and import that"
        )
        examples = tuple(self.nameless[:MOST_NAMED])
        return [LeftOut("line", reason, len(self.nameless), examples)] if self.nameless else []


def _key(line: SchoolLine) -> tuple[str, str]:
    return line[1], line[2][PERIOD].strip()


def _twice(lines: Iterable[SchoolLine]) -> frozenset[tuple[str, str]]:
    """The schools and years with more than one line: a middle school is sometimes torn into primary and secondary."""
    return frozenset(key for key, count in Counter(map(_key, lines)).items() if count > 1)


def _torn(lines: Iterable[SchoolLine], twice: frozenset[tuple[str, str]]) -> list[LeftOut]:
    reason = "the file tears the school's year into more than one line, none of which is the whole"
    examples = tuple(f"{urn} in {period}" for urn, period in sorted(twice)[:MOST_NAMED])
    count = sum(_key(line) in twice for line in lines)
    return [LeftOut("line", reason, count, examples)] if twice else []


def _values(schools: SchoolLines, line: SchoolLine, edition: Edition) -> Iterator[SourceRow]:
    number, urn, record = line
    year = year_of_period(record[PERIOD])
    if year is None:
        schools.refuse(number, PERIOD, record[PERIOD], "like 201617", "is not an academic year like 201617")
        return
    pupils = schools.figure(line, HEADCOUNT)
    for definition, counted, rate in _columns(edition):
        figure = _with_parts(schools.figure(line, rate), schools.figure(line, counted), pupils)
        if figure is not None:
            at = in_line(value=rate, numerator=counted, denominator=HEADCOUNT)
            yield value_row(definition.kpi, urn, figure, _published(year), number, at)


def _columns(edition: Edition) -> tuple[tuple[Definition, str, str], ...]:
    return (
        (SUSPENSIONS, edition.suspensions, edition.suspension_rate),
        (EXCLUSIONS, "perm_excl", "perm_excl_rate"),
    )


def _with_parts(rate: Figure | None, counted: Figure | None, pupils: Figure | None) -> Figure | None:
    """The published rate with what it is of; a rate that is held back keeps its mark alone."""
    if rate is None or rate.value is None or not counted or not pupils or counted.value is None or not pupils.value:
        return rate
    return Figure(rate.value, counted.value, pupils.value)


def _published(year: AcademicYear, of: str = "") -> Published:
    return Published(year.start, year.end, f"DfE, suspensions and permanent exclusions in England, {year}{of}")


def _of_england(levels: Levels, edition: Edition, kpis: frozenset[str]) -> Benchmarks:
    found = Benchmarks(kpis)
    for number, record in levels.england:
        if placed := found.placed(record, edition.phase):
            phase, year = placed
            published = _published(year, f", {record[edition.phase].strip()}")
            for definition, _, rate in _columns(edition):
                place, area = (number, rate), levels.area_of(record)
                found.take(definition.kpi, phase, record[rate], published, place, area)
    return found


SOURCE = Source(
    ID,
    TITLE,
    "The CSV of every school's suspensions and permanent exclusions, a year a line, with England's as benchmarks; that "
    "of 2006/07 to 2016/17 in one zip with the absence by reason table, which tells the schools' URNs.",
    recognises,
    read,
)
