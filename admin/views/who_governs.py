"""Who governs the trust: until when, with what interests and skills, and who comes?"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from flask import Response

from admin.downloads import asked_for, table_file
from admin.pages import TrustopsView, expose
from reports.charts import Number, Table
from trustops.governance.committees import committee_name
from trustops.governance.who_governs import Seat, SkillCover, seats, skills_of_the_board
from trustops.models import BoardMember, Skill
from trustops.quantities.words import counted, day_text, listed
from trustops.snapshot import Snapshot


class SeatLine(NamedTuple):
    """Somebody who governs, in words."""

    seat: Seat
    committees: str
    interests: str
    origin: str
    declared_from: str


class SkillLine(NamedTuple):
    """A field, and how well each trustee says that they know it, in the order of the page."""

    cover: SkillCover
    levels: tuple[int | None, ...]


class WhoGovernsView(TrustopsView):
    """Trustees and members: terms, declarations, skills, attendance."""

    title = "Who governs"
    place = "who_governs"
    address = "/who-governs"
    part_of = "board"

    @expose("/")
    def index(self) -> str | Response:
        snapshot = self.snapshot()
        found = seats(snapshot)
        lines = [_line(snapshot, seat) for seat in found]
        if kind := asked_for():
            return table_file(seats_table(lines), "who-governs", kind)
        trustees = [seat.row for seat in found if seat.is_trustee]
        return self.show(
            "who_governs.html",
            empty=not snapshot.all(BoardMember),
            lead=lead_of(found, skills_of_the_board(snapshot)),
            lines=lines,
            trustees=trustees,
            skills=[_skill(snapshot, cover, trustees) for cover in skills_of_the_board(snapshot)],
        )


def lead_of(found: Sequence[Seat], skills: Sequence[SkillCover]) -> str:
    """The answer of the page: how many govern, and what is asked of them."""
    trustees = sum(seat.is_trustee for seat in found)
    said = [f"{counted(trustees, 'trustee')} and {counted(len(found) - trustees, 'member')} govern the trust"]
    ends = sum(seat.ends_soon for seat in found)
    owing = sum(seat.declaration_due for seat in found)
    missing = [cover.skill.lower() for cover in skills if cover.missing]
    if ends:
        said.append(f"{counted(ends, 'term of office ends', 'terms of office end')} within six months")
    if owing:
        said.append(f"{counted(owing, 'declaration is', 'declarations are')} over a year old")
    if missing:
        said.append(f"nobody knows {listed(missing)} well")
    return "; ".join(said) + "."


def _line(snapshot: Snapshot, seat: Seat) -> SeatLine:
    real = [each.interest for each in seat.interests if each.interest.strip().casefold() != "none"]
    latest = max(seat.interests, key=lambda each: each.declared_on, default=None)
    return SeatLine(
        seat,
        ", ".join(committee_name(snapshot, each) for each in seat.committees),
        "; ".join(real) if real else ("None" if seat.declared_on else ""),
        snapshot.origin(seat.row),
        snapshot.origin(latest) if latest else "",
    )


def _skill(snapshot: Snapshot, cover: SkillCover, trustees: Sequence[BoardMember]) -> SkillLine:
    levels = {row.member: row.level for row in snapshot.all(Skill) if row.skill == cover.skill}
    return SkillLine(cover, tuple(levels.get(row.member) for row in trustees))


def seats_table(lines: Iterable[SeatLine]) -> Table:
    """Who governs, as a file has it: the register that the trust publishes."""
    return Table(
        ("Name", "Role", "From", "To", "Appointed by", "Committees", "Declared on", "Interests", "Came to", "Of"),
        tuple(
            (
                line.seat.row.name,
                str(line.seat.row.role),
                Number(day_text(line.seat.row.from_date), line.seat.row.from_date),
                Number(day_text(line.seat.row.to_date) if line.seat.row.to_date else "—", line.seat.row.to_date),
                line.seat.row.appointed_by or "",
                line.committees,
                Number(day_text(line.seat.declared_on) if line.seat.declared_on else "—", line.seat.declared_on),
                line.interests,
                Number(str(line.seat.came), Decimal(line.seat.came)),
                Number(str(line.seat.of), Decimal(line.seat.of)),
            )
            for line in lines
        ),
    )
