"""Which schools are there? The national register as its own site gives it (Get Information About Schools), as CSV.

``edubasealldata….csv`` is the register that anybody can download, whole or for a choice of schools. Unlike the JSON
(see :mod:`gias_register`) it has the day of the census that each school's pupils were counted on, so they are kept
for the academic year of that day; a number without a day, or not there, stays unknown.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from importers.cells import Bad, day
from importers.problems import Problem
from importers.sources.archive import part_for
from importers.sources.files import csv_records, headings_in, tidy
from importers.sources.gias_register import counted_type
from importers.sources.model import Context, LeftOut, Source, SourceRead, SourceRow, in_line
from importers.sources.phases import phase_of, run_by
from importers.sources.scope import not_in_file, refused, wanted_urns
from trustops.models.school import School, SchoolYear
from trustops.quantities.years import AcademicYear
from trustops.schemas.checks import not_a_urn

ID = "gias-table"
TITLE = "register of schools as a table"
URN, NAME, AUTHORITY, REGION = "URN", "EstablishmentName", "LA (name)", "GOR (name)"
TYPE, PHASE = "TypeOfEstablishment (name)", "PhaseOfEducation (name)"
COUNTED_ON, PUPILS = "CensusDate", "NumberOfPupils"
HEADINGS = frozenset([URN, NAME, AUTHORITY, TYPE, PHASE, COUNTED_ON, PUPILS])
PUPILS_AT = in_line(pupils=PUPILS)
TYPES_NAMED = 5

Cells = dict[str, str]


def recognises(head: bytes, name: str) -> bool:
    """Whether the first line has the headings of the register."""
    return headings_in(head) >= HEADINGS


def read(path: Path, *, trust_uid: str | None, context: Context) -> SourceRead:
    """Schools, and their pupils where the register knows them; ``trust_uid`` brings that trust's schools alone."""
    wanted = wanted_urns(trust_uid, context)
    reading = _Reading()
    for number, record in csv_records(part_for(path, recognises, TITLE)):
        if record is None:
            why = "the line has not as many cells as there are headings"
            reading.problems.append(refused("Schools", number, "", None, "a cell for each heading", why))
        elif wanted is None or tidy(record[URN]) in wanted:
            reading.take(number, record)
    absent = not_in_file(wanted, reading.urns, "it is a choice of schools, or older than they are")
    return SourceRead(ID, reading.rows, reading.left_out(), [*reading.problems, *absent])


@dataclass(slots=True)
class _Reading:
    """The rows made so far, and the counts of what made none."""

    rows: list[SourceRow] = field(default_factory=list)
    urns: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    without_phase: Counter[str] = field(default_factory=Counter)
    undated: int = 0

    def take(self, number: int, record: Cells) -> None:
        """A line's school, and its pupils."""
        urn, name = tidy(record[URN]), tidy(record[NAME])
        if urn is None or not_a_urn(urn):
            self.refuse("Schools", number, URN, urn, "six digits", "is not a URN, which has six digits")
        elif name is None:
            self.refuse("Schools", number, NAME, None, "a name", "the school has no name")
        else:
            self.urns.add(urn)
            school_type = tidy(record[TYPE])
            if phase := phase_of(tidy(record[PHASE]), school_type):
                region = tidy(record.get(REGION))
                authority = tidy(record[AUTHORITY])
                values: dict[str, object] = {"urn": urn, "name": name, "phase": phase, "local_authority": authority}
                more = run_by(school_type) | ({"region": region} if region else {})
                self.rows.append(SourceRow(School, values | more, number))
                self.rows.extend(self.pupils(number, urn, record))
            else:
                self.without_phase[school_type or "no type"] += 1

    def pupils(self, number: int, urn: str, record: Cells) -> Iterator[SourceRow]:
        """The school's pupils, for the academic year of the day on which they were counted."""
        written, day_written = tidy(record[PUPILS]), tidy(record[COUNTED_ON])
        if written is None:
            return
        counted = day(day_written) if day_written else None
        if not written.isascii() or not written.isdigit():
            why = "is not a number of pupils"
            self.refuse("School years", number, PUPILS, written, "a whole number of pupils", why)
        elif isinstance(counted, Bad):
            self.refuse("School years", number, COUNTED_ON, day_written, "a date", counted.why)
        elif counted is None:
            self.undated += 1
        else:
            year = str(AcademicYear.containing(counted))
            yield SourceRow(SchoolYear, {"urn": urn, "year": year, "pupils": int(written)}, number, PUPILS_AT)

    def refuse(self, sheet: str, number: int, heading: str, found: str | None, expected: str, why: str) -> None:
        self.problems.append(refused(sheet, number, heading, found, expected, why))

    def left_out(self) -> list[LeftOut]:
        """What made no row, with the reason."""
        types = tuple(counted_type(*each) for each in self.without_phase.most_common(TYPES_NAMED))
        no_phase = "the register gives no phase, and the type of school does not tell one"
        said = [
            LeftOut("establishment", no_phase, self.without_phase.total(), types),
            LeftOut("pupil number", "the register does not say on which day it was counted", self.undated),
        ]
        return [left for left in said if left.count]


SOURCE = Source(
    ID,
    TITLE,
    "The CSV that Get Information About Schools offers for download: schools, and how many pupils each had at its last "
    "census.",
    recognises,
    read,
)
