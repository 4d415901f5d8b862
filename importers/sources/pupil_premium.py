"""How much pupil premium did each school get, and for how many pupils? DfE's allocations of a financial year, as CSV.

The file is of the deprivation premium alone: not of looked-after or service children. Its year stands only in the
name of the file (``pupil-premium-2019-2020.csv``) and runs from April to March, so a file without it is refused
rather than dated by guess. Its pupils are those of year groups that the premium is paid for, not a school's roll, so
they are kept beside the share of eligible pupils and not as the school's pupils.
"""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from importers.sources.archive import part_for
from importers.sources.by_school import URN, SchoolLine, SchoolLines
from importers.sources.files import headings_in
from importers.sources.measures import Definition, Figure, Published, new_kpis, value_row
from importers.sources.model import Context, Source, SourceRead, SourceRow, in_line
from importers.sources.school_census import year_named
from importers.sources.scope import not_in_file, wanted_urns
from importers.sources.told import asks, which_year
from trustops.models.kpi import KpiValue, RollUp, Unit
from trustops.quantities.years import AcademicYear

ID = "pupil-premium"
TITLE = "pupil premium allocations"
ROLL = "Number of pupils on roll (7)"
ELIGIBLE = "Total number of pupils eligible for the Deprivation Pupil Premium"
ALLOCATION = "Total allocation for the Deprivation Pupil Premium"
HEADINGS = frozenset([URN, ROLL, ELIGIBLE, ALLOCATION])
ANNOUNCED_AFTER = 0  # days: allocations are final before their year ends
TENTH = Decimal("0.1")

POUNDS = Definition(
    "FIN.PP.deprivation",
    "Deprivation pupil premium",
    f"“{ALLOCATION}” of the financial year, April to March; published for each school by DfE",
    Unit.POUNDS,
    ANNOUNCED_AFTER,
    RollUp.SUM,
)
SHARE = Definition(
    "FIN.PP.eligible",
    "Pupils eligible for the deprivation pupil premium",
    "Eligible pupils as a percentage of pupils on roll in the year groups that the premium is paid for; worked out "
    "from the numbers that DfE publishes with the allocations",
    Unit.PERCENT,
    ANNOUNCED_AFTER,
    RollUp.RATIO,
    1,
)
SHARE_AT = in_line(value=ELIGIBLE, numerator=ELIGIBLE, denominator=ROLL)


def recognises(head: bytes, name: str) -> bool:
    """Whether the first line has the headings of the allocations."""
    return headings_in(head) >= HEADINGS


def read(path: Path, *, trust_uid: str | None, context: Context) -> SourceRead:
    """Each known school's allocation in pounds, and its share of eligible pupils (the trust's own, if asked for)."""
    wanted = wanted_urns(trust_uid, context)
    part = part_for(path, recognises, TITLE)
    year = year_named(part.name) or year_named(path.name) or context.year
    if year is None:
        raise asks(
            f"{path.name} does not say which financial year it is of; say which, or name it like "
            "pupil-premium-2019-2020.csv.",
            which_year("Which financial year is it of, April to March?"),
        )
    published = _published(year)
    known = context.known_urns if wanted is None else wanted
    schools = SchoolLines(part, known, KpiValue.__sheet__, _is_aggregate)
    values = [row for line in schools.lines() for row in _values(schools, line, published)]
    kpis = new_kpis(values, context.known_kpis, (POUNDS, SHARE))
    absent = not_in_file(wanted, schools.urns, "they opened later, stand under an earlier URN, or had no allocation")
    left_out = schools.left_out(asked_for_trust=wanted is not None)
    return SourceRead(ID, [*kpis, *values], left_out, [*schools.problems, *absent])


def _is_aggregate(record: dict[str, str]) -> bool:
    """A line without digits for a URN, as England's (NAT) in the tables of DfE."""
    return record[URN].strip().isalpha()


def _published(year: AcademicYear) -> Published:
    """The financial year written like an academic one: April of its first year to March of its second."""
    span = f"{year.start.year}-{year.end.year % 100:02d}"
    note = f"DfE, pupil premium {span}, deprivation premium alone"
    return Published(date(year.start.year, 4, 1), date(year.end.year, 3, 31), note)


def _values(schools: SchoolLines, line: SchoolLine, published: Published) -> Iterator[SourceRow]:
    number, urn, _ = line
    amount = schools.figure(line, ALLOCATION)
    if amount is not None:
        yield value_row(POUNDS.kpi, urn, amount, published, number, in_line(value=ALLOCATION))
    share = _share(schools.figure(line, ELIGIBLE), schools.figure(line, ROLL))
    if share is not None:
        yield value_row(SHARE.kpi, urn, share, published, number, SHARE_AT)


def _share(eligible: Figure | None, roll: Figure | None) -> Figure | None:
    """Eligible pupils of those on roll, in percent to a tenth, with both; none of a school that has no pupils."""
    if eligible is None or roll is None:
        return None
    if eligible.value is None or roll.value is None:
        return Figure(None, not_published=eligible.not_published or roll.not_published)
    if not roll.value:
        return None
    percent = (eligible.value / roll.value * 100).quantize(TENTH, ROUND_HALF_UP)
    return Figure(percent, eligible.value, roll.value)


SOURCE = Source(
    ID,
    TITLE,
    "The CSV of every school's deprivation pupil premium in a financial year: the allocation in pounds, and the share "
    "of pupils who are eligible.",
    recognises,
    read,
)
