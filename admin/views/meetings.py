"""What is on a meeting's agenda, which papers are in, what was carried forward, and who came?"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from flask import Response, url_for

from admin.downloads import asked_for, table_file
from admin.pages import TrustopsView, expose
from admin.views.links import Tab
from reports.charts import Number, Table, short_day
from trustops.governance.actions import CarriedAction
from trustops.governance.agenda import Agenda, AgendaItem, ItemKind, agenda
from trustops.governance.committees import committee_name
from trustops.models import Attendance, BoardMember, Commentary, Committee, Kpi, Meeting
from trustops.models.board_member import Attended
from trustops.quantities.words import counted, day_text
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

KINDS = {
    ItemKind.STANDING: "",
    ItemKind.DECIDE: "For decision",
    ItemKind.DUE: "Due, and no paper yet",
    ItemKind.DISCUSS: "To discuss",
    ItemKind.NOTE: "To note",
}


class MeetingRow(NamedTuple):
    """A meeting of the year in one line."""

    row: Meeting
    name: str
    sent: int
    papers: int
    kind: str
    word: str
    origin: str


class ItemLine(NamedTuple):
    """An item of the agenda, numbered, with how its paper stands."""

    number: int
    item: AgendaItem
    what: str
    owner: str
    kind: str
    word: str
    origin: str


class ActionLine(NamedTuple):
    """An action that the meeting carries forward."""

    each: CarriedAction
    owner: str
    goes_to: str
    origin: str


class Came(NamedTuple):
    """Who came to a meeting, and who did not."""

    present: tuple[str, ...]
    apologies: tuple[str, ...]
    absent: tuple[str, ...]


class MeetingsView(TrustopsView):
    """The meetings of a year, and one meeting."""

    title = "Meetings"
    place = "meetings"
    address = "/meetings"
    part_of = "board"

    @expose("/")
    def index(self) -> str | Response:
        picture, year = self.picture(), self.year
        snapshot = picture.snapshot
        rows = [
            meeting_row(snapshot, agenda(snapshot, row.meeting, picture.owed))
            for row in sorted(snapshot.all(Meeting), key=lambda row: (row.on_date, row.meeting))
            if AcademicYear.containing(row.on_date) == year
        ]
        if kind := asked_for():
            return table_file(meetings_table(rows), f"meetings-{year}", kind)
        return self.show(
            "meetings.html",
            empty=not snapshot.all(Meeting),
            lead=_lead(snapshot, rows, year),
            coming=[row for row in rows if row.row.on_date >= snapshot.as_of],
            held=[row for row in reversed(rows) if row.row.on_date < snapshot.as_of],
            year=year,
            years=[Tab(str(each), url_for(".index", year=each), each == year) for each in years_of(snapshot, year)],
        )

    @expose("/<ref>")
    def one(self, ref: str) -> str | Response:
        picture = self.picture()
        snapshot = picture.snapshot
        plan = agenda(snapshot, ref, picture.owed)
        lines = item_lines(snapshot, plan)
        if kind := asked_for():
            return table_file(agenda_table(lines), f"agenda-{ref}", kind)
        row = snapshot.one(Meeting, ref)
        committee = snapshot.one(Committee, plan.committee)
        return self.show(
            "meeting.html",
            plan=plan,
            lead=agenda_sentence(snapshot, plan),
            lines=lines,
            actions=[_action(snapshot, each) for each in plan.actions],
            came=came_to(snapshot, ref),
            said=[
                (_about(snapshot, each.about), each.text, snapshot.origin(each))
                for each in snapshot.all(Commentary)
                if each.meeting == ref
            ],
            origin=snapshot.origin(row) if row else "",
            confidential=bool(committee and committee.confidential),
        )


def years_of(snapshot: Snapshot, shown: AcademicYear) -> list[AcademicYear]:
    """The years that have meetings, the latest first; with the one that is shown."""
    found = {AcademicYear.containing(row.on_date) for row in snapshot.all(Meeting)} | {shown}
    return sorted(found, key=lambda year: year.first, reverse=True)


def meeting_row(snapshot: Snapshot, plan: Agenda) -> MeetingRow:
    """How a meeting stands: its papers before it, its minutes after."""
    row = snapshot.one(Meeting, plan.meeting)
    assert row is not None  # noqa: S101 - the agenda is of this very row
    lacking = len(plan.lacking)
    if row.on_date >= snapshot.as_of:
        late = any(item.late for item in plan.papers)
        kind, word = ("act", "Papers late") if late else ("watch", "Papers to come") if lacking else ("fine", "Ready")
    elif not row.minuted:
        kind, word = "watch", "No minutes yet"
    elif row.minutes_approved_on:
        kind, word = "fine", "Minutes approved"
    else:
        kind, word = "note", "Minutes to approve"
    papers = len(plan.papers)
    return MeetingRow(row, plan.name, papers - lacking, papers, kind, word, snapshot.origin(row))


def _lead(snapshot: Snapshot, rows: Sequence[MeetingRow], year: AcademicYear) -> str:
    if not rows:
        return f"No meeting is planned in {year}."
    coming = [row for row in rows if row.row.on_date >= snapshot.as_of]
    first = f"{counted(len(rows), 'meeting')} in {year}"
    if not coming:
        return f"{first}, all of them held."
    soonest = coming[0]
    return (
        f"{first}; the next is the {soonest.name.lower()} on {day_text(soonest.row.on_date)}, with {soonest.sent} of "
        f"{counted(soonest.papers, 'paper')} in."
    )


def agenda_sentence(snapshot: Snapshot, plan: Agenda) -> str:
    """The answer of a meeting's page: when, what is in, what is not, and by when it should be."""
    lacking, papers = len(plan.lacking), len(plan.papers)
    meets = "meets" if plan.on >= snapshot.as_of else "met"
    first = f"The {plan.name.lower()} {meets} on {day_text(plan.on)}."
    if not papers:
        return f"{first} It has no papers yet."
    inn = f"{papers - lacking} of {counted(papers, 'paper')} {'is' if papers - lacking == 1 else 'are'} in"
    if lacking and plan.on >= snapshot.as_of:
        late = plan.papers_by < snapshot.as_of
        return f"{first} {inn}; the rest {'was' if late else 'is'} due by {day_text(plan.papers_by)}, a week ahead."
    return f"{first} {inn}."


def item_lines(snapshot: Snapshot, plan: Agenda) -> list[ItemLine]:
    """The items of an agenda in order, each numbered."""
    return [_line(snapshot, number, item) for number, item in enumerate(plan.items, start=1)]


def _line(snapshot: Snapshot, number: int, item: AgendaItem) -> ItemLine:
    kind, word = _standing(snapshot.as_of, item)
    owner = snapshot.post_title(item.owner) if item.owner else ""
    origin = snapshot.origin(item.paper) if item.paper else ""
    return ItemLine(number, item, KINDS[item.kind], owner, kind, word, origin)


def _standing(today: date, item: AgendaItem) -> tuple[str, str]:
    if item.kind is ItemKind.STANDING:
        return "", ""
    if item.paper is None:
        return "watch", "No paper"
    sent = item.paper.sent_on
    if sent is None or sent > today:
        return ("act", "Late") if item.late else ("watch", "Not sent")
    return ("watch", f"Sent late, {short_day(sent)}") if item.late else ("fine", f"Sent {short_day(sent)}")


def _action(snapshot: Snapshot, each: CarriedAction) -> ActionLine:
    owner = snapshot.post_title(each.action.owner) if each.action.owner else "Nobody named yet"
    goes_to = committee_name(snapshot, each.goes_to) if each.goes_to else ""
    return ActionLine(each, owner, goes_to, snapshot.origin(each.action))


def came_to(snapshot: Snapshot, meeting: str) -> Came:
    """Who came, by name: those who govern are published."""
    names = {row.member: row.name for row in snapshot.all(BoardMember)}
    rows = [row for row in snapshot.all(Attendance) if row.meeting == meeting]

    def those(how: Attended) -> tuple[str, ...]:
        return tuple(names.get(row.member, row.member) for row in rows if row.attended is how)

    return Came(those(Attended.PRESENT), those(Attended.APOLOGIES), those(Attended.ABSENT))


def _about(snapshot: Snapshot, about: str) -> str:
    kpi = snapshot.one(Kpi, about)
    return kpi.name if kpi else about.replace("-", " ").capitalize()


def meetings_table(rows: Iterable[MeetingRow]) -> Table:
    """The meetings as a file has them."""
    return Table(
        ("Meeting", "Committee", "On", "Papers in", "Papers", "Stands"),
        tuple(
            (
                row.row.meeting,
                row.name,
                Number(day_text(row.row.on_date), row.row.on_date),
                Number(str(row.sent), Decimal(row.sent)),
                Number(str(row.papers), Decimal(row.papers)),
                row.word,
            )
            for row in rows
        ),
    )


def agenda_table(lines: Iterable[ItemLine]) -> Table:
    """An agenda as a file has it."""
    return Table(
        ("Number", "Item", "What is asked", "Owner", "Paper", "Pages"),
        tuple(
            (
                Number(str(line.number), Decimal(line.number)),
                line.item.title,
                line.what,
                line.owner,
                line.word,
                _pages(line.item),
            )
            for line in lines
        ),
    )


def _pages(item: AgendaItem) -> Number:
    pages = item.paper.pages if item.paper else None
    return Number("—", None) if pages is None else Number(str(pages), Decimal(pages))
