"""Who governs the trust, whose term ends, who has not declared, what does the board not know, and who comes?"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from trustops.models import Attendance, BoardMember, CommitteeMember, Interest, Meeting, Skill
from trustops.models.board_member import Attended, BoardRole
from trustops.quantities.years import add_months, in_force
from trustops.snapshot import Snapshot

TRUSTEES = (BoardRole.CHAIR, BoardRole.VICE_CHAIR, BoardRole.TRUSTEE, BoardRole.CO_OPTED)
ENDS_SOON = timedelta(days=182)
DECLARED_MONTHS = 12
KNOWS_WELL = 3
LEAST_WHO_KNOW = 1
LEAST_MEMBERS = 3
ENOUGH_MEETINGS = 3


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who governs today, with all that is asked of them.

    ``declared_on`` is their last declaration; ``came`` and ``of`` count the meetings of the last twelve months whose
    attendance was written down.
    """

    row: BoardMember
    committees: tuple[str, ...]
    declared_on: date | None
    declaration_due: bool
    interests: tuple[Interest, ...]
    ends_soon: bool
    came: int
    of: int

    @property
    def is_trustee(self) -> bool:
        return self.row.role in TRUSTEES


@dataclass(frozen=True, slots=True)
class SkillCover:
    """How many trustees know a field well (3 or 4 of 4), and how many said how well they know it."""

    skill: str
    well: int
    said: int

    @property
    def missing(self) -> bool:
        return self.well < LEAST_WHO_KNOW


def seats(snapshot: Snapshot) -> tuple[Seat, ...]:
    """Everybody who governs on the day, trustees first, each with what is asked of them."""
    today = snapshot.as_of
    rows = [row for row in snapshot.all(BoardMember) if in_force(row.from_date, row.to_date, today)]
    sits: dict[str, list[str]] = defaultdict(list)
    for seat in snapshot.all(CommitteeMember):
        if in_force(seat.from_date, seat.to_date, today):
            sits[seat.member].append(seat.committee)
    said: dict[str, list[Interest]] = defaultdict(list)
    for interest in snapshot.all(Interest):
        if interest.declared_on <= today:
            said[interest.member].append(interest)
    came = _came(snapshot)
    found = [_seat(row, sits[row.member], said[row.member], came[row.member], today) for row in rows]
    return tuple(
        sorted(found, key=lambda seat: (not seat.is_trustee, tuple(BoardRole).index(seat.row.role), seat.row.name))
    )


def _seat(row: BoardMember, sits: list[str], said: list[Interest], came: list[bool], today: date) -> Seat:
    declared = max((each.declared_on for each in said), default=None)
    return Seat(
        row=row,
        committees=tuple(sits),
        declared_on=declared,
        declaration_due=declared is None or add_months(declared, DECLARED_MONTHS) < today,
        interests=tuple(each for each in said if each.ended_on is None or each.ended_on >= today),
        ends_soon=row.to_date is not None and row.to_date <= today + ENDS_SOON,
        came=sum(came),
        of=len(came),
    )


def _came(snapshot: Snapshot) -> dict[str, list[bool]]:
    """Whether each came, meeting by meeting, in the last twelve months."""
    since = add_months(snapshot.as_of, -12)
    held = {row.meeting for row in snapshot.all(Meeting) if since <= row.on_date <= snapshot.as_of}
    found: dict[str, list[bool]] = defaultdict(list)
    for row in snapshot.all(Attendance):
        if row.meeting in held:
            found[row.member].append(row.attended is Attended.PRESENT)
    return found


def skills_of_the_board(snapshot: Snapshot) -> tuple[SkillCover, ...]:
    """Every field that anybody was asked about, those that nobody knows well first."""
    trustees = {seat.row.member for seat in seats(snapshot) if seat.is_trustee}
    levels: dict[str, list[int]] = defaultdict(list)
    for row in snapshot.all(Skill):
        if row.member in trustees:
            levels[row.skill].append(row.level)
    found = [SkillCover(skill, sum(level >= KNOWS_WELL for level in each), len(each)) for skill, each in levels.items()]
    return tuple(sorted(found, key=lambda cover: (cover.well, cover.skill)))


def members_of_the_trust(snapshot: Snapshot) -> int:
    """How many members (not trustees) the company has; the handbook asks for three at least."""
    return sum(seat.row.role is BoardRole.MEMBER for seat in seats(snapshot))
