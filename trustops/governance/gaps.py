"""What does the next meeting of each committee lack, and what was done that nobody was told of?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trustops.governance.calendar import CalendarItem
from trustops.governance.committees import committee_name, committees_meant, meetings_of
from trustops.models import Committee, Kpi, Meeting, Paper
from trustops.models.board import PaperKind
from trustops.snapshot import Snapshot

AGREED_BEFORE = timedelta(days=92)
"""A paper may come up to a term before the thing is done: trustees agree some returns first."""


@dataclass(frozen=True, slots=True)
class MeetingGaps:
    """What the next meeting of a committee still lacks; ``days`` is how long there is to find it."""

    meeting: str
    committee: str
    name: str
    on: date
    days: int
    papers_unsent: tuple[str, ...]
    kpis_never_reported: tuple[str, ...]
    obligations_late: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.papers_unsent) + len(self.kpis_never_reported) + len(self.obligations_late)


@dataclass(frozen=True, slots=True)
class Unreported:
    """Something done that its recipient met without being told of: since which meeting."""

    item: CalendarItem
    committees: tuple[str, ...]
    since: date
    meeting: str


def next_meeting_gaps(snapshot: Snapshot, items: Iterable[CalendarItem]) -> tuple[MeetingGaps, ...]:
    """The next meeting of every committee that has one, soonest first, with what it lacks."""
    owed = tuple(items)
    coming = [(_next_meeting(snapshot, row.committee), row) for row in snapshot.all(Committee)]
    found = [_gaps(snapshot, meeting, row, owed) for meeting, row in coming if meeting]
    return tuple(sorted(found, key=lambda gaps: (gaps.on, gaps.meeting)))


def _next_meeting(snapshot: Snapshot, committee: str) -> Meeting | None:
    meetings = meetings_of(snapshot, (committee,))
    return next((row for row in meetings if row.on_date >= snapshot.as_of), None)


def _gaps(snapshot: Snapshot, meeting: Meeting, row: Committee, items: Sequence[CalendarItem]) -> MeetingGaps:
    papers = [paper for paper in snapshot.all(Paper) if paper.meeting == meeting.meeting]
    late = {item.id: None for item in items if item.status == "late" and _owed_to(snapshot, item, row.committee)}
    return MeetingGaps(
        meeting=meeting.meeting,
        committee=row.committee,
        name=row.name,
        on=meeting.on_date,
        days=(meeting.on_date - snapshot.as_of).days,
        papers_unsent=tuple(paper.code for paper in papers if not is_sent(paper, snapshot.as_of)),
        kpis_never_reported=tuple(kpi.kpi for kpi in never_reported(snapshot) if kpi.committee == row.committee),
        obligations_late=tuple(late),
    )


def _owed_to(snapshot: Snapshot, item: CalendarItem, committee: str) -> bool:
    return item.tracked and any(committee in committees_meant(snapshot, entry) for entry in item.to)


def is_sent(paper: Paper, day: date) -> bool:
    """Whether a paper had gone out by a day; without a sent date it is still owed."""
    return paper.sent_on is not None and paper.sent_on <= day


def never_reported(snapshot: Snapshot) -> tuple[Kpi, ...]:
    """The KPIs with a committee that has never had a paper on them at a meeting by the day."""
    held = {row.meeting: row.committee for row in snapshot.all(Meeting) if row.on_date <= snapshot.as_of}
    seen = {
        (held[paper.meeting], paper.code)
        for paper in snapshot.all(Paper)
        if paper.kind == PaperKind.KPI and paper.meeting in held and is_sent(paper, snapshot.as_of)
    }
    return tuple(kpi for kpi in snapshot.all(Kpi) if kpi.committee and (kpi.committee, kpi.kpi) not in seen)


def unreported(snapshot: Snapshot, items: Iterable[CalendarItem]) -> tuple[Unreported, ...]:
    """What was done, and whose committee has met since without it; DfE and the website have it by its being done."""
    found = (_unreported(snapshot, item, entry) for item in items for entry in item.to)
    return tuple(each for each in found if each)


def _unreported(snapshot: Snapshot, item: CalendarItem, entry: str) -> Unreported | None:
    if item.done_on is None or item.status == "not_applicable":
        return None
    committees = committees_meant(snapshot, entry)
    held = [row for row in meetings_of(snapshot, committees) if row.on_date <= snapshot.as_of]
    since = [row for row in held if row.on_date > item.done_on]
    if not since or _told(snapshot, item, held):
        return None
    names = tuple(committee_name(snapshot, ref) for ref in committees)
    return Unreported(item, names, since[0].on_date, since[0].meeting)


def _told(snapshot: Snapshot, item: CalendarItem, held: Sequence[Meeting]) -> bool:
    """Whether its record names one of these meetings, or one of them had a paper on it."""
    if item.reported_at in {row.meeting for row in held}:
        return True
    earliest = (item.done_on or snapshot.as_of) - AGREED_BEFORE
    meetings = {row.meeting for row in held if row.on_date >= earliest}
    return any(
        paper.kind == PaperKind.OBLIGATION
        and paper.code == item.id
        and paper.meeting in meetings
        and is_sent(paper, snapshot.as_of)
        for paper in snapshot.all(Paper)
    )
