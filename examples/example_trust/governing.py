"""Who governs the example trust, what have they declared, what do they know, and who comes?

A trustee's term ends on 31 December and nobody has said whether she stays; one has declared nothing since 2024; nobody
on the board knows much of digital safety. The chair of finance missed two of the last three board meetings.
"""

from collections.abc import Iterator

from examples.example_trust.drawn import cells_of, drawn
from trustops.models import (
    Attendance,
    BoardMember,
    CommitteeMember,
    Fact,
    Interest,
    KpiDefinition,
    Skill,
    Turnover,
    record_of,
)
from trustops.models.board_member import Attended

MEMBERS = """
Board member | Name             | Role       | From       | To         | Appointed by
T01          | Judith Okonkwo   | chair      | 2023-09-01 | 2027-08-31 | Members
T02          | Peter Lindqvist  | vice-chair | 2022-09-01 | 2026-12-31 | Members
T03          | Amina Farouk     | trustee    | 2024-01-15 | 2028-01-14 | Members
T04          | Graham Pell      | trustee    | 2025-03-01 | 2029-02-28 | Members
T05          | Rosalind Achebe  | trustee    | 2022-12-01 | 2026-12-31 | Members
T06          | Daniel Wyatt     | trustee    | 2024-09-01 | 2028-08-31 | Parents
T07          | Helen Marchetti  | trustee    | 2025-09-01 | 2029-08-31 | Board
M01          | Edward Lacey     | member     | 2018-04-01 |            | Founders
M02          | Sushila Rao      | member     | 2018-04-01 |            | Founders
M03          | Thomas Brightman | member     | 2021-10-01 |            | Members
"""

SEATS = """
Committee | Board member | From       | To         | Chairs
TB        | T01          | 2023-09-01 | 2027-08-31 | yes
TB        | T02          | 2022-09-01 | 2026-12-31 |
TB        | T03          | 2024-01-15 | 2028-01-14 |
TB        | T04          | 2025-03-01 | 2029-02-28 |
TB        | T05          | 2022-12-01 | 2026-12-31 |
TB        | T06          | 2024-09-01 | 2028-08-31 |
TB        | T07          | 2025-09-01 | 2029-08-31 |
FC        | T04          | 2025-03-01 |            | yes
FC        | T02          | 2022-09-01 | 2026-12-31 |
FC        | T07          | 2025-09-01 |            |
ARC       | T05          | 2022-12-01 | 2026-12-31 | yes
ARC       | T03          | 2024-01-15 |            |
ARC       | T06          | 2024-09-01 |            |
SC        | T03          | 2024-01-15 |            | yes
SC        | T01          | 2023-09-01 |            |
SC        | T06          | 2024-09-01 |            |
PC        | T02          | 2022-09-01 | 2026-12-31 | yes
PC        | T01          | 2023-09-01 |            |
PC        | T05          | 2022-12-01 | 2026-12-31 |
"""

INTERESTS = """
Board member | Declared on | Interest
T01          | 2026-09-14  | None
T02          | 2026-09-10  | Partner, Lindqvist & Moss, solicitors; no work for the trust
T03          | 2026-09-14  | Governor, Harpenden Road Infant School
T04          | 2024-09-20  | None
T05          | 2026-09-09  | None
T06          | 2026-09-15  | Parent of a pupil at Watling Park
T07          | 2026-09-14  | Employee of a supplier of catering; leaves the room for it
M01          | 2026-09-01  | None
M02          | 2026-09-03  | None
M03          | 2026-09-03  | None
"""

SKILLS = """
Skill                | T01 | T02 | T03 | T04 | T05 | T06 | T07
Education            | 3   | 1   | 4   | 1   | 2   | 2   | 1
Finance              | 2   | 2   | 1   | 4   | 3   | 1   | 3
Law                  | 1   | 4   | 0   | 1   | 1   | 0   | 1
Safeguarding         | 3   | 1   | 4   | 1   | 1   | 2   | 1
People               | 2   | 3   | 2   | 1   | 2   | 1   | 3
Estates              | 1   | 1   | 0   | 3   | 1   | 2   | 1
Digital safety       | 1   | 1   | 0   | 1   | 1   | 1   | 1
"""

# Everybody came but those who are named.
ABSENCES = """
Meeting       | T02       | T04       | T05
TB-2026-05-14 |           | apologies |
TB-2026-07-09 | apologies |           | apologies
TB-2026-10-08 |           | absent    |
"""

DEFINITIONS = """
KPI   | From       | Definition                                                                 | Reason
ATT01 | 2023-09-01 | Sessions attended out of possible sessions                                 |
"""

TURNOVER = """
Role   | From       | Leave in a year | Source
head   | 2026-09-01 | 0.10            | School leadership retention, DfE 2024: about one in ten headships turns over in a year
ao_ceo | 2026-09-01 | 0.14            | CST survey of 417 chief executives, 2024: one in seven means to retire within a year
"""  # noqa: E501 - a sheet is drawn as wide as it is


def facts() -> list[Fact]:
    """Who governs, with what the board says of itself and of its figures."""
    return [
        *drawn(BoardMember, MEMBERS),
        *drawn(CommitteeMember, SEATS),
        *drawn(Interest, INTERESTS),
        *_skills(),
        *_attendance(),
        *drawn(KpiDefinition, DEFINITIONS),
        *drawn(Turnover, TURNOVER),
    ]


def _skills() -> Iterator[Fact]:
    heading, *lines = cells_of(SKILLS)
    for skill, *levels in lines:
        for member, level in zip(heading[1:], levels, strict=True):
            row: Fact = record_of(Skill)(member=member, skill=skill, level=int(level))
            yield row


def _attendance() -> Iterator[Fact]:
    heading, *lines = cells_of(ABSENCES)
    trustees = [row.member for row in drawn(BoardMember, MEMBERS) if row.member.startswith("T")]
    for meeting, *cells in lines:
        away = {member: cell for member, cell in zip(heading[1:], cells, strict=True) if cell}
        for member in trustees:
            row: Fact = record_of(Attendance)(
                meeting=meeting, member=member, attended=Attended(away.get(member, "present"))
            )
            yield row
