"""Which academies did a trust have on the day of an older extract? The register's group links (GIAS, DfE), as CSV.

The extracts of academies and their groups before 2025 name their columns otherwise and list sponsors among the
groups; ``edubaseallacademiesandfree20190601.csv`` has its day in its name. Such a file says when each academy that
was in a trust joined, never that one left: so where the database knows of a later joining than the file's day, an
academy that it does not know as the trust's is left out with the reason, for it may have left since.
"""

import re
from datetime import date
from pathlib import Path

from importers.cells import Bad, day
from importers.problems import Problem
from importers.sources import trust_membership as membership
from importers.sources.archive import part_for
from importers.sources.files import headings_in
from importers.sources.model import Context, LeftOut, Source, SourceRead
from importers.sources.scope import not_in_file
from importers.sources.trust_membership import Line
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import day_text

ID = "group-links"
TITLE = "links of academies with their groups"
UIDS = ("Linked UID", "Group UID")
URN, NAME, GROUP_TYPE = "URN", "EstablishmentName", "Group Type"
SAME = (
    membership.GROUP_NAME,
    membership.COMPANY,
    membership.JOINED,
    membership.CLOSED,
    membership.TYPE,
    membership.PHASE,
    membership.AUTHORITY,
)
HEADINGS = frozenset([*SAME, URN, NAME, GROUP_TYPE])
DAY_IN_NAME = re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)", re.ASCII)
WITHOUT_CELLS = frozenset(["HasSharedHT"])  # a heading of 2018 and 2019 under which no line has a cell
MOST_NAMED = 5


def recognises(head: bytes, name: str) -> bool:
    """Whether the first line has the headings of group links, with the group's UID under either of its names."""
    found = headings_in(head)
    return found >= HEADINGS and not found.isdisjoint(UIDS)


def read(path: Path, *, trust_uid: str | None, context: Context) -> SourceRead:
    """The trust, the academies that are not known yet, and when each joined; without ``trust_uid`` schools alone."""
    problems: list[Problem] = []
    part = part_for(path, recognises, TITLE)
    lines = [_as_membership(line) for line in membership.whole_lines(part, problems, WITHOUT_CELLS)]
    linked = [line for line in lines if _is_trust(line)]
    if trust_uid is None:
        new = _not_known(linked, context)
        return SourceRead(ID, list(membership.schools(new, problems)), [membership.without_trust(linked)], problems)
    _check_no_sponsor(trust_uid, lines, path.name)
    ours = membership.of_trust(trust_uid, linked, context, path.name)
    return _of_trust(ours, day_named(part.name) or day_named(path.name), context, problems)


def _of_trust(ours: list[Line], extracted: date | None, context: Context, problems: list[Problem]) -> SourceRead:
    gone = _may_have_left(ours, extracted, context)
    kept = [line for line in ours if line not in gone]
    members = list(membership.relations(kept, problems))
    rows = [
        membership.trust_row(ours[0], context),
        *membership.schools(_not_known(kept, context), problems),
        *membership.not_otherwise(members, context),
    ]
    left = [*_left_out(gone, extracted), *membership.left_otherwise(members, context)]
    return SourceRead(ID, rows, left, [*problems, *_absent(ours, extracted, context)])


def _absent(ours: list[Line], extracted: date | None, context: Context) -> list[Problem]:
    """A note of the members of the file's day that it does not link: they had left by then."""
    by_then = frozenset(urn for urn, joined in context.joined if extracted is None or joined <= extracted)
    why = "if they left before it was made, write the day they left on the Relations sheet"
    return not_in_file(by_then, [record[membership.URN].strip() for _, record in ours], why)


def day_named(name: str) -> date | None:
    """The day of an extract, where the file's name has it.

    >>> day_named("grouplinks_edubaseallacademiesandfree20190601.csv")
    datetime.date(2019, 6, 1)
    """
    found = DAY_IN_NAME.search(name)
    made = day(f"{found[3]}/{found[2]}/{found[1]}") if found else None
    return None if isinstance(made, Bad) else made


def _as_membership(line: Line) -> Line:
    """The line under the headings of the later extract."""
    number, record = line
    uid = next(record[heading] for heading in UIDS if heading in record)
    named = {membership.GROUP_UID: uid, membership.URN: record[URN], membership.NAME: record[NAME]}
    return number, {membership.GROUP_ID: "", **record, **named}


def _is_trust(line: Line) -> bool:
    return line[1][GROUP_TYPE].strip().casefold().endswith("trust")


def _check_no_sponsor(trust_uid: str, lines: list[Line], file: str) -> None:
    of_uid = [line for line in lines if line[1][membership.GROUP_UID].strip() == trust_uid.strip()]
    if of_uid and not any(_is_trust(line) for line in of_uid):
        record = of_uid[0][1]
        raise TrustopsError(
            f"UID {trust_uid} in {file} is {record[membership.GROUP_NAME]}, a {record[GROUP_TYPE].casefold()}, "
            "not a trust; give the UID of its trust."
        )


def _not_known(lines: list[Line], context: Context) -> list[Line]:
    """The lines of schools that the database lacks: it knows the others by a later name."""
    return [line for line in lines if line[1][membership.URN].strip() not in context.known_urns]


def _may_have_left(ours: list[Line], extracted: date | None, context: Context) -> list[Line]:
    later = extracted is not None and any(joined > extracted for _, joined in context.joined)
    return [line for line in ours if later and line[1][membership.URN].strip() not in context.member_urns]


def _left_out(gone: list[Line], extracted: date | None) -> list[LeftOut]:
    if not gone or extracted is None:
        return []
    reason = (
        f"the file is of {day_text(extracted)}, and the database, which knows a later joining, does not have them as "
        "the trust's; if they have left since, write both days on the Relations sheet"
    )
    named = [f"{record[membership.NAME]} ({record[membership.URN]})" for _, record in gone]
    return [LeftOut("membership", reason, len(gone), tuple(named[:MOST_NAMED]))]


SOURCE = Source(
    ID,
    TITLE,
    "The CSV of academies with the groups they were in (2018, 2019, or beside an accounts return): with a trust's UID "
    "the trust, its academies and the days they joined.",
    recognises,
    read,
)
