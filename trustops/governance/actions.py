"""Which actions does a meeting carry forward, how often already, and which go to the board?

An action is carried forward by each meeting of its committee that was held after it fell due. The second such meeting
takes it to the board, unless the trust has said to whom it goes.
"""

from dataclasses import dataclass
from datetime import date

from trustops.governance.committees import committees_meant, meetings_of
from trustops.models import Action, Kpi, Meeting
from trustops.models.board import ActionSource
from trustops.snapshot import Snapshot

ESCALATED_AFTER = 2
BOARD = "TB"


@dataclass(frozen=True, slots=True)
class CarriedAction:
    """An open action as a meeting sees it: how many meetings have carried it forward, and to whom it goes up."""

    action: Action
    carried: int
    late: bool
    goes_to: str | None


def is_open(action: Action, day: date) -> bool:
    """Whether an action was still to be done on a day."""
    return action.done_on is None or action.done_on > day


def committee_of(snapshot: Snapshot, action: Action) -> str | None:
    """The committee that an action belongs to: where it was raised, else its KPI's."""
    said = action.raised_at or (action.source_code if action.source is ActionSource.MEETING else None)
    raised = snapshot.one(Meeting, said) if said else None
    if raised is not None:
        return raised.committee
    kpi = snapshot.one(Kpi, action.source_code) if action.source is ActionSource.KPI and action.source_code else None
    return kpi.committee if kpi else None


def carried_actions(snapshot: Snapshot, meeting: Meeting) -> tuple[CarriedAction, ...]:
    """The open actions of a meeting's committee, and those that were taken up to it; the longest late first."""
    board = committees_meant(snapshot, BOARD)
    found = []
    for row in snapshot.all(Action):
        if not is_open(row, min(snapshot.as_of, meeting.on_date)):
            continue
        carried = carried_forward(snapshot, row)
        goes_to = row.escalated_to or (board[0] if board and carried >= ESCALATED_AFTER else None)
        if meeting.committee in (committee_of(snapshot, row), goes_to):
            found.append(CarriedAction(row, carried, row.due is not None and row.due < snapshot.as_of, goes_to))
    return tuple(sorted(found, key=lambda each: (each.action.due or date.max, each.action.action)))


def carried_forward(snapshot: Snapshot, action: Action) -> int:
    """How many meetings of its committee were held after it fell due, and left it open."""
    committee = committee_of(snapshot, action)
    due = action.due
    if committee is None or due is None:
        return 0
    return sum(due < row.on_date <= snapshot.as_of for row in meetings_of(snapshot, (committee,)))
