"""Which schools are there? The national register of schools (Get Information About Schools, DfE), as JSON.

Every establishment whose phase can be told becomes a School, open or closed. The register's pupil numbers are those
of the last spring census that had reached it: of 24,433 schools in both, the register of 16 November 2023 agrees
with the census of January 2023 in all but one. So they are kept for the academic year of that census, not for the
year in which the register was copied; a number that is not there stays unknown.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from importers.problems import Problem
from importers.sources.archive import part_for
from importers.sources.files import json_records, keys_in, tidy
from importers.sources.model import Context, LeftOut, Record, Source, SourceRead, SourceRow, in_record
from importers.sources.phases import phase_of, run_by
from importers.sources.scope import not_in_file, refused, wanted_urns
from trustops.models.school import School, SchoolYear
from trustops.quantities.words import day_text
from trustops.quantities.years import AcademicYear
from trustops.schemas.checks import not_a_urn

ID = "gias-register"
TITLE = "national register of schools"
KEYS = frozenset(
    [
        "urn",
        "name",
        "la_name",
        "region",
        "establishment_status_name",
        "establishment_type_name",
        "phase_name",
        "number_of_pupils",
    ]
)
CENSUS_IN_REGISTER = 7  # the January census's numbers are in the register from July of that year
PUPILS = "a whole number of pupils, or null"
SCHOOL_AT = in_record(
    name="name",
    phase="phase_name",
    local_authority="la_name",
    region="region",
    school_type="establishment_type_name",
)
PUPILS_AT = in_record(pupils="number_of_pupils")
TYPES_NAMED = 5


def recognises(head: bytes, name: str) -> bool:
    """Whether a JSON list starts with an establishment of the register."""
    return keys_in(head) >= KEYS


def read(path: Path, *, trust_uid: str | None, context: Context) -> SourceRead:
    """Schools, and their pupils where the register knows them; ``trust_uid`` brings that trust's schools alone."""
    wanted = wanted_urns(trust_uid, context)
    part = part_for(path, recognises, TITLE)
    made = made_on(json_records(part))
    reading = _Reading(census_year(made) if made else None)
    for number, record in enumerate(json_records(part), start=1):
        if not isinstance(record, dict):
            reading.problems.append(refused("Schools", number, "", None, "a record", "it is not a record"))
        elif wanted is None or tidy(record.get("urn")) in wanted:
            reading.take(number, record)
    when = f"it was made on {day_text(made)}" if made else "it does not say when it was made"
    absent = not_in_file(wanted, reading.urns, f"{when}, and may be older than they are")
    return SourceRead(ID, reading.rows, reading.left_out(), [*reading.problems, *absent])


def made_on(records: Iterable[object]) -> date | None:
    """The day the register was copied: the latest on which one of its records was written."""
    stamps = [str(record.get("updated_at") or "")[:10] for record in records if isinstance(record, dict)]
    try:
        return date.fromisoformat(max(stamps, default=""))
    except ValueError:
        return None


def census_year(made: date) -> AcademicYear:
    """The academic year of the spring census that a register made on a day holds.

    >>> str(census_year(date(2023, 11, 16))), str(census_year(date(2024, 3, 1)))
    ('2022/23', '2022/23')
    """
    january = made.year if made.month >= CENSUS_IN_REGISTER else made.year - 1
    return AcademicYear.containing(date(january, 1, 1))


class _Reading:
    """The rows made so far, and the counts of what made none."""

    def __init__(self, year: AcademicYear | None) -> None:
        self.year = str(year) if year else None
        self.rows: list[SourceRow] = []
        self.urns: set[str] = set()
        self.problems: list[Problem] = []
        self.without_phase: Counter[str] = Counter()
        self.undated = 0
        self.dated_otherwise = 0

    def take(self, number: int, record: Record) -> None:
        """A record's school, and its pupils."""
        urn, name = tidy(record.get("urn")), tidy(record.get("name"))
        if urn is None or name is None or not_a_urn(urn):
            self.problems.append(_nameless(number, urn, name))
            return
        self.urns.add(urn)
        school_type = tidy(record.get("establishment_type_name"))
        phase = phase_of(tidy(record.get("phase_name")), school_type)
        if phase is None:
            self.without_phase[school_type or "no type"] += 1
            return
        values: dict[str, object] = {
            "urn": urn,
            "name": name,
            "phase": phase,
            "local_authority": tidy(record.get("la_name")),
            "region": tidy(record.get("region")),
            **run_by(school_type),
        }
        self.rows.append(SourceRow(School, values, number, SCHOOL_AT))
        self.take_pupils(number, urn, record)

    def take_pupils(self, number: int, urn: str, record: Record) -> None:
        """The school's pupils in the year of the census; a closed school's were counted in some earlier one."""
        pupils = record.get("number_of_pupils")
        if pupils is None:
            return
        if not isinstance(pupils, int) or isinstance(pupils, bool) or pupils < 0:
            why = "is not a number of pupils"
            self.problems.append(refused("School years", number, "number_of_pupils", pupils, PUPILS, why))
        elif self.year is None:
            self.undated += 1
        elif record.get("establishment_status_name") == "Closed":
            self.dated_otherwise += 1
        else:
            year: dict[str, object] = {"urn": urn, "year": self.year, "pupils": pupils}
            self.rows.append(SourceRow(SchoolYear, year, number, PUPILS_AT))

    def left_out(self) -> list[LeftOut]:
        """What made no row, with the reason."""
        reason = "the register gives no phase, and the type of school does not tell one"
        types = tuple(counted_type(*each) for each in self.without_phase.most_common(TYPES_NAMED))
        said = [
            LeftOut("establishment", reason, self.without_phase.total(), types),
            LeftOut(
                "pupil number", "the school is closed, and the register does not say when it was", self.dated_otherwise
            ),
            LeftOut("pupil number", "the register does not say when it was made", self.undated),
        ]
        return [left for left in said if left.count]


def counted_type(school_type: str, number: int) -> str:
    """A type of school with how many there are.

    >>> counted_type("Welsh establishment", 2464)
    'Welsh establishment: 2,464'
    """
    return f"{school_type}: {number:,}"


def _nameless(number: int, urn: str | None, name: str | None) -> Problem:
    if name is None and urn is not None and not not_a_urn(urn):
        return refused("Schools", number, "name", None, "a name", "the school has no name")
    return refused("Schools", number, "urn", urn, "six digits", "is not a URN, which has six digits")


SOURCE = Source(
    ID,
    TITLE,
    "The zipped or plain JSON of every establishment: its schools, and how many pupils each had at the last census.",
    recognises,
    read,
)
