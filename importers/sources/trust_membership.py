"""Which academies are in which trust? The “academies and their trusts” extract of the register (GIAS, DfE), as CSV.

With a trust's UID it brings the trust, its academies and the day each joined. Without one it brings every academy as
a school and no relation, since a database holds one trust.
"""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import cast

from importers.cells import Bad, day
from importers.problems import Problem
from importers.sources.archive import Part, part_for
from importers.sources.files import csv_records, headings_in, tidy
from importers.sources.model import Context, LeftOut, Source, SourceRead, SourceRow
from importers.sources.phases import phase_of, run_by
from importers.sources.scope import check_same_trust, refused
from importers.wording import GIVE_UID
from trustops.models.school import Relation, RelationKind, School
from trustops.models.trust import Trust
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import day_text, listed
from trustops.schemas.checks import not_a_urn

ID = "trust-membership"
TITLE = "membership of academies in trusts"
GROUP_UID, GROUP_ID, GROUP_NAME, COMPANY = "Group UID", "Group ID", "Group Name", "Companies House Number"
JOINED, CLOSED = "Joined date", "Closed Date"
URN, NAME = "Academy URN", "Trust Academy Establishment Name"
TYPE, PHASE, AUTHORITY = "TypeOfEstablishment (name)", "PhaseOfEducation (name)", "LA (name)"
HEADINGS = frozenset([GROUP_UID, GROUP_ID, GROUP_NAME, COMPANY, JOINED, CLOSED, URN, NAME, TYPE, PHASE, AUTHORITY])
COMPANY_DIGITS = 8
MOST_NEAR = 3
MOST_NAMED = 5

Line = tuple[int, dict[str, str]]


def recognises(head: bytes, name: str) -> bool:
    """Whether the first line has the headings of the extract, in any order."""
    return headings_in(head) >= HEADINGS


def read(path: Path, *, trust_uid: str | None, context: Context) -> SourceRead:
    """The trust, its academies and when they joined; without ``trust_uid`` every academy, as a school alone."""
    problems: list[Problem] = []
    lines = list(whole_lines(part_for(path, recognises, TITLE), problems))
    if trust_uid is None:
        return SourceRead(ID, list(schools(lines, problems)), [without_trust(lines)], problems)
    ours = of_trust(trust_uid, lines, context, path.name)
    members = list(relations(ours, problems))
    rows = [trust_row(ours[0], context), *schools(ours, problems), *not_otherwise(members, context)]
    return SourceRead(ID, rows, left_otherwise(members, context), problems)


def without_trust(lines: list[Line]) -> LeftOut:
    """What is said of the memberships when no trust is asked for."""
    reason = f"trustops is for one trust; to bring yours with its academies as members, {GIVE_UID}"
    return LeftOut("membership", reason, len(lines))


def of_trust(trust_uid: str, lines: list[Line], context: Context, file: str) -> list[Line]:
    """The lines of one trust; none is a sentence that says which was meant."""
    check_same_trust(trust_uid, context)
    ours = [line for line in lines if line[1][GROUP_UID].strip() == trust_uid.strip()]
    if not ours:
        raise TrustopsError(f"{file} has no trust with UID {trust_uid}; {nearest(trust_uid, lines)}.")
    return ours


def whole_lines(part: Part, problems: list[Problem], may_lack: frozenset[str] = frozenset()) -> Iterator[Line]:
    """Each line that has a cell for each heading, but for the last ones it ``may_lack``; another one is a problem."""
    for number, record in csv_records(part, may_lack):
        if record is None:
            why = "the line has not as many cells as there are headings"
            problems.append(refused("Schools", number, "", None, "a cell for each heading", why))
        else:
            yield number, record


def trust_row(line: Line, context: Context) -> SourceRow:
    """The trust itself; its name as the register writes it, its company number as text with its zeros.

    A trust that is known already keeps the name it gives itself: the register writes every name in capitals.
    """
    number, record = line
    values: dict[str, object] = {
        "name": None if context.trust_uid else tidy(record[GROUP_NAME]),
        "company_number": company_number(record[COMPANY]),
        "group_uid": tidy(record[GROUP_UID]),
    }
    return SourceRow(Trust, values, number)


def company_number(written: str) -> str | None:
    """A company number as Companies House writes it, with the zeros that a spreadsheet takes from its front.

    >>> company_number("2303464"), company_number("SC123456"), company_number("")
    ('02303464', 'SC123456', None)
    """
    number = tidy(written)
    return number.zfill(COMPANY_DIGITS) if number and number.isdigit() else number


def schools(lines: list[Line], problems: list[Problem]) -> Iterator[SourceRow]:
    """Each academy as a school; one without a URN, a name or a phase is a problem."""
    for number, record in lines:
        urn, name, phase = tidy(record[URN]), tidy(record[NAME]), phase_of(record[PHASE], record[TYPE])
        if urn is None or not_a_urn(urn):
            why = "is not a URN, which has six digits" if urn else "the URN is missing"
            problems.append(refused("Schools", number, URN, urn, "six digits", why))
        elif name is None:
            problems.append(refused("Schools", number, NAME, None, "a name", "the academy has no name"))
        elif phase is None:
            why = "tells no phase, and nor does the type of academy"
            problems.append(refused("Schools", number, PHASE, record[PHASE], "a phase", why))
        else:
            values: dict[str, object] = {
                "urn": urn,
                "name": name,
                "phase": phase,
                "local_authority": tidy(record[AUTHORITY]),
                **run_by(record[TYPE]),
            }
            yield SourceRow(School, values, number)


def relations(lines: list[Line], problems: list[Problem]) -> Iterator[SourceRow]:
    """Each academy a member from the day it joined, until the trust closed if it has."""
    for number, record in lines:
        joined = _day(number, JOINED, record, problems)
        closed = _day(number, CLOSED, record, problems) if record[CLOSED].strip() else None
        urn = tidy(record[URN])
        if joined and urn and not not_a_urn(urn):
            values: dict[str, object] = {
                "urn": urn,
                "relation": RelationKind.MEMBER,
                "from_date": joined,
                "to_date": closed,
            }
            yield SourceRow(Relation, values, number)


def not_otherwise(members: list[SourceRow], context: Context) -> list[SourceRow]:
    """The memberships that do not gainsay one the database has: a school is a member from one day only."""
    return [row for row in members if not _joined_otherwise(row, context)]


def left_otherwise(members: list[SourceRow], context: Context) -> list[LeftOut]:
    """What is said of the memberships that begin on another day in the database."""
    other = [row for row in members if _joined_otherwise(row, context)]
    reason = (
        "the database has these members joining on another day; if the file is right, correct From on the Relations "
        "sheet"
    )
    named = tuple(f"{row.values['urn']} on {day_text(cast(date, row.values['from_date']))}" for row in other)
    return [LeftOut("membership", reason, len(other), named[:MOST_NAMED])] if other else []


def _joined_otherwise(row: SourceRow, context: Context) -> bool:
    days = {day for urn, day in context.joined if urn == row.values["urn"]}
    return bool(days) and row.values["from_date"] not in days


def _day(number: int, heading: str, record: dict[str, str], problems: list[Problem]) -> date | None:
    found = day(record[heading])
    if not isinstance(found, Bad):
        return found
    why = found.why if record[heading].strip() else "the date is missing"
    problems.append(refused("Relations", number, heading, record[heading].strip() or None, "a date", why))
    return None


def nearest(asked: str, lines: list[Line]) -> str:
    """What the person may have meant: the trust of that name, group ID or company number, or UIDs that look alike."""
    trusts = {record[GROUP_UID].strip(): record for _, record in lines}
    wanted = asked.strip().casefold()
    for uid, record in trusts.items():
        if wanted in (record[heading].strip().casefold() for heading in (GROUP_ID, GROUP_NAME, COMPANY)):
            return f"{record[GROUP_NAME]} has UID {uid}"
    names = {record[GROUP_NAME].casefold(): uid for uid, record in trusts.items()}
    near = get_close_matches(asked.strip(), trusts, MOST_NEAR, 0.7) or [
        names[name] for name in get_close_matches(wanted, names, MOST_NEAR, 0.6)
    ]
    if not near:
        return "look the UID up in Get Information About Schools, or in the file's column of UIDs"
    said = [f"{trusts[uid][GROUP_NAME]} ({uid})" for uid in near]
    return f"the nearest {'is' if len(said) == 1 else 'are'} {listed(said)}"


SOURCE = Source(
    ID,
    TITLE,
    "The CSV of every academy with its trust: with a trust's UID the trust, its academies and the days they joined.",
    recognises,
    read,
)
