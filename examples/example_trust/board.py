"""When does the example trust's board meet, and which papers has it had? A year of meetings, the next not ready.

The standards committee meets on 1 December 2026 and the board on 10 December; most of their papers are not sent.
"""

from collections.abc import Iterator
from datetime import date

from examples.example_trust.drawn import cells_of, drawn
from trustops.models import Fact, Meeting, Paper, record_of
from trustops.models.board import PaperKind

MEETINGS = """
Meeting        | Committee | On         | Papers sent on | Minuted
TB-2025-10-09  | TB        | 2025-10-09 | 2025-10-02     | yes
PC-2025-11-13  | PC        | 2025-11-13 | 2025-11-06     | yes
FC-2025-11-20  | FC        | 2025-11-20 | 2025-11-13     | yes
ARC-2025-11-27 | ARC       | 2025-11-27 | 2025-11-20     | yes
SC-2025-12-02  | SC        | 2025-12-02 | 2025-11-25     | yes
TB-2025-12-11  | TB        | 2025-12-11 | 2025-12-04     | yes
FC-2026-01-22  | FC        | 2026-01-22 | 2026-01-15     | yes
TB-2026-02-05  | TB        | 2026-02-05 | 2026-02-02     | yes
SC-2026-03-03  | SC        | 2026-03-03 | 2026-02-24     | yes
ARC-2026-03-05 | ARC       | 2026-03-05 | 2026-02-26     | yes
PC-2026-03-10  | PC        | 2026-03-10 | 2026-03-03     | yes
FC-2026-03-12  | FC        | 2026-03-12 | 2026-03-05     | yes
TB-2026-03-26  | TB        | 2026-03-26 | 2026-03-19     | yes
FC-2026-04-30  | FC        | 2026-04-30 | 2026-04-23     | yes
TB-2026-05-14  | TB        | 2026-05-14 | 2026-05-07     | yes
SC-2026-06-09  | SC        | 2026-06-09 | 2026-06-02     | yes
PC-2026-06-11  | PC        | 2026-06-11 | 2026-06-04     | yes
ARC-2026-06-18 | ARC       | 2026-06-18 | 2026-06-11     | yes
FC-2026-06-25  | FC        | 2026-06-25 | 2026-06-18     | yes
TB-2026-07-09  | TB        | 2026-07-09 | 2026-07-02     | yes
FC-2026-09-24  | FC        | 2026-09-24 | 2026-09-17     | yes
SC-2026-09-29  | SC        | 2026-09-29 | 2026-09-22     | yes
TB-2026-10-08  | TB        | 2026-10-08 | 2026-10-01     | yes
PC-2026-11-12  | PC        | 2026-11-12 | 2026-11-05     | no
FC-2026-11-17  | FC        | 2026-11-17 | 2026-11-12     | no
ARC-2026-11-19 | ARC       | 2026-11-19 | 2026-11-12     | no
SC-2026-12-01  | SC        | 2026-12-01 |                |
TB-2026-12-10  | TB        | 2026-12-10 |                |
"""

# What goes to every meeting of a committee. The standards committee has never been shown ATT06.
STANDING = """
TB  | kpi        | SAF01, SAF02, SAF03, GOV01
TB  | obligation | fin.mgmt_accounts_board
TB  | report     | CEO-REPORT
FC  | kpi        | FIN01, FIN02, FIN09, PEO06
FC  | obligation | fin.mgmt_accounts
SC  | kpi        | ATT01, ATT03, ATT04, ATT05, ATT07, EDU07, EDU09, INC01, INC03, INC06
SC  | report     | SCHOOL-IMPROVEMENT
ARC | kpi        | EST01
ARC | obligation | risk.register
PC  | kpi        | PEO04, PEO05, PEO07, PEO09
"""

ONCE = """
Meeting        | Kind       | Code                  | Sent on    | Pages
ARC-2025-11-27 | obligation | fin.internal_scrutiny | 2025-11-20 | 18
TB-2025-12-11  | obligation | fin.accounts_submit   | 2025-12-04 | 64
TB-2025-12-11  | obligation | sg.annual             | 2025-12-04 | 12
SC-2025-12-02  | obligation | ed.outcomes           | 2025-11-25 | 9
TB-2026-02-05  | obligation | fin.srmsa             | 2026-02-02 | 7
TB-2026-03-26  | obligation | gov.scheme_delegation | 2026-03-19 | 22
PC-2026-06-11  | obligation | people.succession     | 2026-06-04 | 6
TB-2026-07-09  | obligation | fin.budget_approve    | 2026-07-02 | 15
TB-2026-07-09  | report     | ATTENDANCE-SERVICE    | 2026-07-02 | 4
SC-2026-09-29  | obligation | ed.attendance         | 2026-09-22 | 5
ARC-2026-11-19 | obligation | fin.internal_scrutiny | 2026-11-12 | 16
SC-2026-12-01  | obligation | ed.outcomes           |            |
SC-2026-12-01  | obligation | ed.attendance         |            |
TB-2026-12-10  | obligation | fin.accounts_submit   |            |
TB-2026-12-10  | obligation | sg.annual             |            |
TB-2026-12-10  | obligation | people.succession     |            |
TB-2026-12-10  | report     | ATTENDANCE-SERVICE    | 2026-11-18 | 4
"""

CALLED = {"CEO-REPORT": ("Chief executive's report", "CEO"), "SCHOOL-IMPROVEMENT": ("School improvement", "DSI")}
"""What the agenda calls a report, and who writes it."""

LAST_HELD = date(2026, 11, 22)
NEXT_BOARD = "TB-2026-12-10"

EARLY = {("SC-2026-12-01", "ATT01"): date(2026, 11, 19), ("SC-2026-12-01", "ATT03"): date(2026, 11, 19)}
"""Sent for the next meetings before the rest."""


def _standing(meetings: list[Meeting]) -> Iterator[Fact]:
    for meeting in meetings:
        for committee, kind, codes in cells_of(STANDING):
            if committee == meeting.committee:
                yield from (_paper(meeting, PaperKind(kind), code) for code in codes.split(", "))


def _paper(meeting: Meeting, kind: PaperKind, code: str) -> Fact:
    sent = EARLY.get((meeting.meeting, code), meeting.papers_sent_on)
    pages = {PaperKind.KPI: 1, PaperKind.OBLIGATION: 6, PaperKind.REPORT: 8}[kind]
    title, author = CALLED.get(code, (None, None))
    paper: Fact = record_of(Paper)(
        meeting=meeting.meeting,
        kind=kind,
        code=code,
        sent_on=sent,
        pages=pages if sent else None,
        title=title,
        author=author,
    )
    return paper


def _approved(meeting: Meeting, meetings: list[Meeting]) -> Meeting:
    """The next meeting of the same committee approves the minutes."""
    later = [
        each.on_date for each in meetings if each.committee == meeting.committee and each.on_date > meeting.on_date
    ]
    due = [day for day in later if day <= LAST_HELD]
    budget = 90 if meeting.meeting == NEXT_BOARD else None
    changed: Meeting = meeting._replace(  # type: ignore[attr-defined]
        minutes_approved_on=due[0] if due and meeting.minuted else None, page_budget=budget
    )
    return changed


def facts() -> list[Fact]:
    """Every meeting, its standing papers, and the papers of one meeting only."""
    meetings = [_approved(meeting, drawn(Meeting, MEETINGS)) for meeting in drawn(Meeting, MEETINGS)]
    return [*meetings, *_standing(meetings), *drawn(Paper, ONCE)]
