"""What is on a meeting's agenda, which of its papers are in, and are they short enough and in time?

What comes to every meeting stands first and last. Between them: what is to be decided, what falls due by the next
meeting and has no paper yet, the committee's KPIs, and what is only to be noted.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from trustops.governance.actions import CarriedAction, carried_actions
from trustops.governance.calendar import CalendarItem
from trustops.governance.committees import committee_name, committees_meant, meetings_of
from trustops.governance.gaps import is_sent
from trustops.governance.obligations import DutyBook
from trustops.models import Kpi, Meeting, Paper
from trustops.models.board import PaperKind
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted, day_text
from trustops.snapshot import Snapshot

BEFORE_A_MEETING = timedelta(days=7)
"""Papers go out a week ahead (DfE, Academy trust governance guide)."""


class ItemKind(StrEnum):
    """What a meeting does with an item."""

    STANDING = "standing"
    DECIDE = "decide"
    DUE = "due"
    DISCUSS = "discuss"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item: what, whose (a post), and how its paper stands; an item without ``paper`` has none yet.

    ``late`` says that the paper came, or would come, less than a week ahead; ``over`` by how many pages it passes its
    own budget.
    """

    kind: ItemKind
    title: str
    code: str = ""
    owner: str | None = None
    paper: Paper | None = None
    late: bool = False
    over: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting's agenda; ``pages`` are those of the papers that are in, of a ``budget`` where there is one."""

    meeting: str
    committee: str
    name: str
    on: date
    papers_by: date
    items: tuple[AgendaItem, ...]
    actions: tuple[CarriedAction, ...]
    pages: int
    budget: int | None
    previous: Meeting | None
    as_of: date

    @property
    def over(self) -> int:
        """By how many pages the papers pass the meeting's budget."""
        return max(0, self.pages - self.budget) if self.budget else 0

    @property
    def lacking(self) -> tuple[AgendaItem, ...]:
        """The items whose paper is not in."""
        return tuple(item for item in self.items if item.kind is not ItemKind.STANDING and not self._has(item))

    def _has(self, item: AgendaItem) -> bool:
        return item.paper is not None and is_sent(item.paper, min(self.on, self.as_of))

    @property
    def papers(self) -> tuple[AgendaItem, ...]:
        """The items that need a paper."""
        return tuple(item for item in self.items if item.kind is not ItemKind.STANDING)


def meeting_called(snapshot: Snapshot, ref: str) -> Meeting:
    """The meeting with a ref; raises one sentence that names the next ones when there is none."""
    row = snapshot.one(Meeting, ref)
    if row is None:
        raise TrustopsError(
            f"There is no meeting “{ref[:40]}”; the Meetings sheet and the Board page name those there are."
        )
    return row


def agenda(snapshot: Snapshot, ref: str, owed: Iterable[CalendarItem]) -> Agenda:
    """The agenda of a meeting, made of its papers and of what the calendar asks of its committee.

    Raises :class:`TrustopsError` for a meeting that there is not.
    """
    meeting = meeting_called(snapshot, ref)
    held = meetings_of(snapshot, (meeting.committee,))
    before = [row for row in held if (row.on_date, row.meeting) < (meeting.on_date, meeting.meeting)]
    papers = [row for row in snapshot.all(Paper) if row.meeting == ref]
    previous = before[-1] if before else None
    actions = carried_actions(snapshot, meeting)
    titles = {item.id: item for item in owed}
    items = [
        AgendaItem(ItemKind.STANDING, "Apologies, and interests in what is on this agenda"),
        *_minutes(previous),
        *_actions(actions),
        *_paper_items(snapshot, meeting, papers, titles),
        *_due_without_paper(snapshot, meeting, papers, held, titles.values()),
        AgendaItem(ItemKind.STANDING, "Any other business, and what to tell whom"),
    ]
    return Agenda(
        meeting=ref,
        committee=meeting.committee,
        name=committee_name(snapshot, meeting.committee),
        on=meeting.on_date,
        papers_by=meeting.on_date - BEFORE_A_MEETING,
        items=tuple(items),
        actions=actions,
        pages=sum(row.pages or 0 for row in papers),
        budget=meeting.page_budget,
        previous=previous,
        as_of=snapshot.as_of,
    )


def _minutes(previous: Meeting | None) -> Iterator[AgendaItem]:
    if previous is not None and previous.minutes_approved_on is None:
        why = "" if previous.minuted else "They are not written yet."
        yield AgendaItem(ItemKind.STANDING, f"Minutes of {day_text(previous.on_date)}", code=previous.meeting, why=why)


def _actions(actions: Sequence[CarriedAction]) -> Iterator[AgendaItem]:
    if actions:
        late = sum(each.late for each in actions)
        why = f"{counted(late, 'is', 'are')} late." if late else ""
        yield AgendaItem(ItemKind.STANDING, f"Actions: {counted(len(actions), 'is', 'are')} open", why=why)


ORDER = tuple(ItemKind)


def _paper_items(
    snapshot: Snapshot, meeting: Meeting, papers: Sequence[Paper], titles: dict[str, CalendarItem]
) -> list[AgendaItem]:
    found = [_paper_item(snapshot, meeting, row, titles.get(row.code)) for row in papers]
    return sorted(found, key=lambda item: (ORDER.index(item.kind), item.title))


def _paper_item(snapshot: Snapshot, meeting: Meeting, row: Paper, owed: CalendarItem | None) -> AgendaItem:
    kpi = snapshot.one(Kpi, row.code) if row.kind is PaperKind.KPI else None
    usual = kpi.name if kpi else owed.title if owed else row.code.replace("-", " ").capitalize()
    kind = ItemKind.DECIDE if row.for_decision else ItemKind.DISCUSS if kpi else ItemKind.NOTE
    owner = row.author or (kpi.owner if kpi else owed.preparer if owed else None)
    by = meeting.on_date - BEFORE_A_MEETING
    waiting = not is_sent(row, snapshot.as_of) and by < snapshot.as_of
    return AgendaItem(
        kind=kind,
        title=row.title or usual,
        code=row.code,
        owner=owner,
        paper=row,
        late=waiting or (row.sent_on is not None and row.sent_on > by),
        over=max(0, (row.pages or 0) - row.page_budget) if row.page_budget else 0,
    )


def _due_without_paper(
    snapshot: Snapshot, meeting: Meeting, papers: Sequence[Paper], held: Sequence[Meeting], owed: Iterable[CalendarItem]
) -> list[AgendaItem]:
    """What is owed to this committee and falls due before it meets again, and has no paper here."""
    after = [row.on_date for row in held if row.on_date > meeting.on_date]
    until = after[0] if after else meeting.on_date + timedelta(days=92)
    with_paper = {row.code for row in papers}
    book = DutyBook.published()
    return [
        AgendaItem(ItemKind.DUE, item.title, item.id, item.preparer, why=f"Due by {day_text(item.due)}: {item.source}")
        for item in owed
        if item.tracked
        and item.due is not None
        and meeting.on_date - timedelta(days=31) <= item.due < until
        and item.status in ("late", "due", "due_soon", "not_due")
        and item.id not in with_paper
        and any(meeting.committee in committees_meant(snapshot, entry, book) for entry in item.to)
    ]
