"""Does a term of office end, is a declaration old, does nobody on the board know a field, are there members enough?"""

from collections.abc import Iterator

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity, Subject
from trustops.findings.picture import Picture
from trustops.governance.who_governs import LEAST_MEMBERS, members_of_the_trust, seats, skills_of_the_board
from trustops.models import BoardMember, Skill
from trustops.models.board_member import BoardRole
from trustops.quantities.words import counted, day_text, listed
from trustops.quantities.years import add_months

SOON_MONTHS = 3
FEWEST_WHO_CAME = 2
"""Somebody is named for coming to fewer than this share: one half of the meetings, of at least this many."""


def _term_ends(picture: Picture) -> Iterator[Raised]:
    snapshot = picture.snapshot
    until = add_months(snapshot.as_of, SOON_MONTHS)
    for seat in seats(snapshot):
        ends = seat.row.to_date
        if ends is None or ends > until:
            continue
        yield Raised(
            subject=Subject("board member", seat.row.member, seat.row.role.capitalize()),
            message=f"The term of office of a {seat.row.role} ends on {day_text(ends)}, and nobody is recorded to "
            "follow or to go on.",
            evidence=(Evidence("Term ends", f"{seat.row.name}, {day_text(ends)}", snapshot.origin(seat.row)),),
        )


TERM_ENDS = Rule(
    id="governance.term_ends",
    title="A term of office ends soon",
    area=Area.GOVERNANCE,
    severity=Severity.AMBER,
    why="A seat that falls empty takes its knowledge and its vote with it, and may leave a committee without a quorum.",
    remedy="The chair asks whether they stand again, the members or the board appoint, and the new term is recorded.",
    source="The trust's articles of association; three months ahead is our default",
    check=_term_ends,
)


def _not_declared(picture: Picture) -> Iterator[Raised]:
    snapshot = picture.snapshot
    owing = [seat for seat in seats(snapshot) if seat.declaration_due]
    if owing:
        yield Raised(
            subject=Subject("register", "interests", "Register of interests"),
            message=f"{counted(len(owing), 'person who governs', 'people who govern')} the trust declared no interests "
            "in the last twelve months.",
            evidence=tuple(
                Evidence(
                    seat.row.name,
                    f"last declared on {day_text(seat.declared_on)}" if seat.declared_on else "never declared",
                    snapshot.origin(seat.interests[-1] if seat.interests else seat.row),
                )
                for seat in owing
            ),
        )


NOT_DECLARED = Rule(
    id="governance.not_declared",
    title="Somebody who governs has not declared their interests for a year",
    area=Area.GOVERNANCE,
    severity=Severity.AMBER,
    why="The register that the trust must publish is not true, and a payment to a related party may go unseen.",
    remedy="The governance professional asks each for a declaration; that there is none is recorded as None.",
    source="Academy Trust Handbook 2025, part 5: register of interests, kept up to date and published",
    check=_not_declared,
)


def _skill_missing(picture: Picture) -> Iterator[Raised]:
    snapshot = picture.snapshot
    missing = [cover for cover in skills_of_the_board(snapshot) if cover.missing]
    if missing:
        rows = {row.skill: row for row in snapshot.all(Skill)}
        yield Raised(
            subject=Subject("register", "skills", "Skills of the board"),
            message=f"Nobody on the board says that they know {listed([each.skill.lower() for each in missing])} well.",
            evidence=tuple(
                Evidence(cover.skill, f"asked {cover.said}, none at 3 or 4", snapshot.origin(rows[cover.skill]))
                for cover in missing
            ),
        )


SKILL_MISSING = Rule(
    id="governance.skill_missing",
    title="Nobody on the board knows a field well",
    area=Area.GOVERNANCE,
    severity=Severity.NOTE,
    why="The board cannot challenge what it does not understand.",
    remedy="Look for it in the next appointment, or ask for training or advice.",
    source="DfE, Academy trust governance guide: skills audit; our default: one trustee at 3 or 4 of 4",
    check=_skill_missing,
)


def _too_few_members(picture: Picture) -> Iterator[Raised]:
    snapshot = picture.snapshot
    number = members_of_the_trust(snapshot)
    rows = [row for row in snapshot.all(BoardMember) if row.role is BoardRole.MEMBER]
    if rows and number < LEAST_MEMBERS:
        yield Raised(
            subject=Subject("register", "members", "Members of the trust"),
            message=f"The trust has {counted(number, 'member')}, and needs {LEAST_MEMBERS} at least.",
            evidence=tuple(
                Evidence(row.name, f"to {day_text(row.to_date)}" if row.to_date else "serving", snapshot.origin(row))
                for row in rows
            ),
        )


TOO_FEW_MEMBERS = Rule(
    id="governance.too_few_members",
    title="The trust has fewer members than it needs",
    area=Area.GOVERNANCE,
    severity=Severity.RED,
    why="The members appoint and may remove trustees; with too few of them the trust breaks its own articles.",
    remedy="The members appoint another; the handbook prefers five.",
    source="Academy Trust Handbook 2025, part 1: at least three members, and preferably five",
    check=_too_few_members,
)


def _seldom_came(picture: Picture) -> Iterator[Raised]:
    snapshot = picture.snapshot
    seldom = [seat for seat in seats(snapshot) if seat.of > FEWEST_WHO_CAME and seat.came * 2 < seat.of]
    if seldom:
        yield Raised(
            subject=Subject("register", "attendance", "Attendance at meetings"),
            message=f"{counted(len(seldom), 'person who governs', 'people who govern')} came to fewer than half of the "
            "meetings of the last twelve months.",
            evidence=tuple(
                Evidence(seat.row.name, f"{seat.came} of {counted(seat.of, 'meeting')}", snapshot.origin(seat.row))
                for seat in seldom
            ),
        )


SELDOM_CAME = Rule(
    id="governance.seldom_came",
    title="Somebody who governs seldom comes",
    area=Area.GOVERNANCE,
    severity=Severity.NOTE,
    why="A meeting may lack its quorum, and attendance is published with the annual report.",
    remedy="The chair talks to them, and the board decides whether the seat should be filled anew.",
    source="Academies Accounts Direction: attendance of each trustee in the governance statement; half is our default",
    check=_seldom_came,
)
