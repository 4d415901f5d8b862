"""Who is to be asked for what before the board meets? What is late, due or unsent by owner, with the words to send."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from trustops.findings.model import Severity
from trustops.findings.picture import Picture
from trustops.findings.rules.signals import NO_COMMENT
from trustops.findings.run import raised_by
from trustops.governance.actions import is_open
from trustops.governance.agenda import BEFORE_A_MEETING
from trustops.governance.calendar import SOON, CalendarItem
from trustops.governance.gaps import MeetingGaps, is_sent
from trustops.models import TRUST_SITE, Action, Kpi, Meeting, Paper
from trustops.models.board import PaperKind
from trustops.quantities.words import day_text, listed
from trustops.quantities.years import A_YEAR
from trustops.snapshot import Snapshot

ROLES = {
    "AO": "Accounting officer",
    "CFO": "Chief financial officer",
    "CH": "Chair",
    "DPO": "Data protection officer",
    "DSL": "Designated safeguarding lead",
    "EST": "Estates lead",
    "GP": "Governance professional",
    "HR": "HR lead",
    "HT": "Headteachers",
    "IT": "IT lead",
    "MIS": "Data manager",
    "SENCO": "SENCO",
}
"""What the calendar's codes for whoever usually does a duty mean, where the trust has named no post for it."""

NOBODY = "Nobody named yet"


class Wanted(NamedTuple):
    """One thing to ask for: the day that it is or was wanted, what it is, and whether that day is past."""

    by: date
    what: str
    late: bool


@dataclass(frozen=True, slots=True)
class Chase:
    """Everything to ask of one owner, and the message to send them."""

    owner: str
    wanted: tuple[Wanted, ...]
    message: str

    @property
    def mail(self) -> str:
        """A link that opens the message in a mail program, for its sender to choose who is meant."""
        return f"mailto:?subject={quote('Waiting for the board')}&body={quote(self.message)}"

    @property
    def late(self) -> int:
        """How many of the things are late."""
        return sum(each.late for each in self.wanted)


def chase_list(picture: Picture, meetings: Iterable[MeetingGaps]) -> tuple[Chase, ...]:
    """What to ask of each owner: returns, papers, values, comments and actions; who owes most that is late is first."""
    snapshot, items, meetings = picture.snapshot, picture.owed, tuple(meetings)
    by_owner: dict[str, set[Wanted]] = {}
    for owner, wanted in (
        *_owed(snapshot, items),
        *_papers(snapshot, items, meetings),
        *_values(picture),
        *_comments(picture, meetings),
        *_actions(snapshot),
    ):
        by_owner.setdefault(owner, set()).add(wanted)
    chases = [Chase(owner, tuple(sorted(found)), message_to(owner, sorted(found))) for owner, found in by_owner.items()]
    return tuple(sorted(chases, key=lambda chase: (-chase.late, chase.owner)))


def owner_of(snapshot: Snapshot, item: CalendarItem) -> str:
    """The post that prepares an item, or who usually does."""
    if item.preparer:
        return snapshot.post_title(item.preparer)
    return ROLES.get(item.owner_role, item.owner_role) or NOBODY


def place_of(snapshot: Snapshot, item: CalendarItem) -> str:
    """The title of an item, with its school when it is one's."""
    return item.title if item.site == TRUST_SITE else f"{item.title}, {snapshot.site_name(item.site)}"


def _owed(snapshot: Snapshot, items: Iterable[CalendarItem]) -> Iterator[tuple[str, Wanted]]:
    """What is late, due or due soon of the obligations that the trust keeps a record of."""
    for item in items:
        if item.tracked and item.due and item.status in ("late", "due", "due_soon"):
            yield owner_of(snapshot, item), _duty(snapshot, item, item.due)


def _duty(snapshot: Snapshot, item: CalendarItem, due: date) -> Wanted:
    """A duty to ask for; one whose day has come, and that may still be sent in, is wanted today."""
    what = place_of(snapshot, item)
    if item.status == "due" and due < snapshot.as_of:
        return Wanted(snapshot.as_of, f"{what}, whose day was {day_text(due)}", late=False)
    return Wanted(due, what, item.status == "late")


def _papers(
    snapshot: Snapshot, items: tuple[CalendarItem, ...], meetings: Iterable[MeetingGaps]
) -> Iterator[tuple[str, Wanted]]:
    """The papers that the next meetings still lack."""
    days = {gaps.meeting: gaps for gaps in meetings}
    for paper in snapshot.all(Paper):
        gaps = days.get(paper.meeting)
        if gaps and not is_sent(paper, snapshot.as_of):
            owner, what = _paper(snapshot, items, paper)
            by = gaps.on - BEFORE_A_MEETING
            words = f"the paper “{what}” for the {gaps.name.lower()} of {day_text(gaps.on)}"
            yield owner, Wanted(by, words, late=by < snapshot.as_of)


def _values(picture: Picture) -> Iterator[tuple[str, Wanted]]:
    """The values that are missing, those of several schools for one period together."""
    snapshot = picture.snapshot
    sites: dict[tuple[str, date, date], list[str]] = defaultdict(list)
    for each in picture.missing:
        if each.due < snapshot.as_of - A_YEAR:
            continue  # what nobody sent for a year is a gap to be told, not a thing to ask for
        sites[each.kpi, each.period.end, each.due].append(snapshot.site_name(each.site))
    for (code, end, due), names in sites.items():
        kpi = snapshot.one(Kpi, code)
        if kpi is not None:
            yield (
                _kpi_owner(snapshot, kpi),
                Wanted(due, f"{kpi.name} at {listed(names)}, to {day_text(end)}", late=True),
            )


def _comments(picture: Picture, meetings: Iterable[MeetingGaps]) -> Iterator[tuple[str, Wanted]]:
    """Why a KPI moved, for the next meeting of its committee; only where it moved for the worse."""
    snapshot = picture.snapshot
    coming = {gaps.committee: gaps for gaps in meetings}
    for found in raised_by(NO_COMMENT, picture):
        kpi = snapshot.one(Kpi, found.subject.ref)
        gaps = coming.get(kpi.committee or "") if kpi else None
        if kpi and gaps and found.severity is Severity.AMBER:
            by = gaps.on - BEFORE_A_MEETING
            words = f"a line on why {kpi.name} moved, for the {gaps.name.lower()} of {day_text(gaps.on)}"
            yield _kpi_owner(snapshot, kpi), Wanted(by, words, late=by < snapshot.as_of)


def _actions(snapshot: Snapshot) -> Iterator[tuple[str, Wanted]]:
    """The actions that are late or due within a month."""
    for row in snapshot.all(Action):
        if is_open(row, snapshot.as_of) and row.due and row.due <= snapshot.as_of + SOON:
            owner = snapshot.post_title(row.owner) if row.owner else NOBODY
            yield owner, Wanted(row.due, f"the action “{row.title}”", late=row.due < snapshot.as_of)


def _kpi_owner(snapshot: Snapshot, kpi: Kpi) -> str:
    return snapshot.post_title(kpi.owner) if kpi.owner else NOBODY


def _paper(snapshot: Snapshot, items: tuple[CalendarItem, ...], paper: Paper) -> tuple[str, str]:
    if paper.kind is PaperKind.KPI:
        kpi = snapshot.one(Kpi, paper.code)
        return (_kpi_owner(snapshot, kpi), kpi.name) if kpi else (NOBODY, paper.code)
    if paper.author:
        return snapshot.post_title(paper.author), paper.title or code_in_words(paper.code)
    found = next((item for item in items if item.id == paper.code), None)
    return (owner_of(snapshot, found), found.title) if found else (NOBODY, code_in_words(paper.code))


def code_in_words(code: str) -> str:
    """The code of a paper that nothing else names, as words.

    >>> code_in_words("SCHOOL-IMPROVEMENT")
    'School improvement'
    """
    return code.replace("-", " ").capitalize()


def message_to(owner: str, wanted: Iterable[Wanted]) -> str:
    """A message that can be sent as it stands.

    >>> print(message_to("Chief financial officer", [Wanted(date(2026, 10, 21), "Management accounts", True)]))
    To the chief financial officer
    <BLANKLINE>
    These are waiting for you:
    – Management accounts: was due on 21 October 2026
    <BLANKLINE>
    Please send each one, or say by which day it will be there and what stands in its way.
    """
    lines = [f"– {each.what}: {'was due on' if each.late else 'by'} {day_text(each.by)}" for each in wanted]
    to = owner if owner[1:2].isupper() else owner[:1].lower() + owner[1:]
    opening = "To whoever should own these" if owner == NOBODY else f"To the {to}"
    ending = "Please send each one, or say by which day it will be there and what stands in its way."
    return "\n".join([opening, "", "These are waiting for you:", *lines, "", ending])


def later_meetings(snapshot: Snapshot, next_ones: Iterable[MeetingGaps]) -> tuple[Meeting, ...]:
    """The meetings to come that are not the next of their committee, soonest first."""
    shown = {gaps.meeting for gaps in next_ones}
    coming = [row for row in snapshot.all(Meeting) if row.on_date >= snapshot.as_of and row.meeting not in shown]
    return tuple(sorted(coming, key=lambda row: (row.on_date, row.meeting)))
