"""What is the board owed, what does its next meeting lack, and who is to be asked for it?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from flask import Response, request, url_for

from admin.downloads import asked_for, table_file
from admin.pages import TrustopsView, expose
from admin.views.diary import feed_address
from admin.views.links import Tab
from reports.charts import Number, Table
from reports.chase import Chase, chase_list, code_in_words, later_meetings, owner_of
from trustops.findings.picture import Picture
from trustops.governance.calendar import CalendarItem, calendar
from trustops.governance.committees import committee_name
from trustops.governance.gaps import MeetingGaps, next_meeting_gaps
from trustops.governance.obligations import DOUBTS
from trustops.kpis.first_signal import first_signals
from trustops.models import TRUST_SITE, Fact, Kpi, Meeting, Obligation, Paper
from trustops.models.board import PaperKind
from trustops.quantities.words import counted, day_text
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

STATUSES = {
    "late": ("act", "Late"),
    "due": ("watch", "Due"),
    "due_soon": ("watch", "Due soon"),
    "not_due": ("note", "Not due yet"),
    "done": ("fine", "Done"),
    "done_late": ("fine", "Done late"),
    "date_unconfirmed": ("unknown", "No date yet"),
    "not_applicable": ("unknown", "Does not apply"),
}
NOT_RECORDED = ("unknown", "Not recorded")
"""Late by its date, but the trust keeps no record of it: it may well have been done."""

ORDER = ("act", "watch", "unknown", "note", "fine")


class DoneLine(NamedTuple):
    """When a duty was done, for which school where it was one's, and the row that says so."""

    on: date | None
    site: str
    origin: str


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty on a day; the schools that owe it alike are together. ``own`` is the trust's own row about it, if any."""

    id: str
    title: str
    due: date | None
    kind: str
    word: str
    owner: str
    recipient: str
    source: str
    doubt: str
    note: str
    sites: tuple[str, ...]
    done: tuple[DoneLine, ...]
    own: str


class Month(NamedTuple):
    """The duties due in a month, and whether it is this one."""

    heading: str
    lines: tuple[DutyLine, ...]
    late: int
    now: bool


class MeetingLine(NamedTuple):
    """A next meeting with what it lacks, in words."""

    gaps: MeetingGaps
    papers: tuple[str, ...]
    kpis: tuple[str, ...]
    late: tuple[str, ...]
    origin: str


class BoardView(TrustopsView):
    """The next meetings, what is late, whom to ask, and the calendar of a year."""

    title = "Board"
    place = "board"
    address = "/board"

    @expose("/")
    def index(self) -> str | Response:
        snapshot, picture = self.snapshot(), self.picture()
        typed = request.args.get("year", "").strip()[:20]
        year = AcademicYear.parse(typed) if typed else picture.year
        lines = duty_lines(snapshot, calendar(snapshot, year))
        if kind := asked_for():
            return table_file(calendar_table(lines), f"calendar-{year}", kind)
        meetings = next_meeting_gaps(snapshot, picture.owed)
        late = [line for line in duty_lines(snapshot, picture.owed) if line.kind == "act"]
        chases = chase_list(picture, meetings)
        return self.show(
            "board.html",
            empty=not snapshot.all(Meeting) and not any(item.tracked for item in picture.owed),
            lead=lead_sentence(late, chases, meetings),
            meetings=[meeting_line(snapshot, picture.owed, gaps) for gaps in meetings],
            later=[
                (row, committee_name(snapshot, row.committee), snapshot.origin(row))
                for row in later_meetings(snapshot, meetings)
            ],
            late=late,
            chases=chases,
            months=months_of(lines, self.as_of),
            year=year,
            years=[
                Tab(str(each), url_for(".index", year=each), each == year)
                for each in (picture.year.next(), picture.year, picture.year.previous())
            ],
            waiting=waiting_lines(picture),
            feed=feed_address(self.user.account.id),
            may_pack=self.may("packs.make", "POST"),
        )


class WaitingLine(NamedTuple):
    """A series too short to show anything yet, and from when it can."""

    code: str
    site: str
    title: str
    sentence: str


def waiting_lines(picture: Picture) -> tuple[WaitingLine, ...]:
    """The series that cannot show a shift yet, the soonest first."""
    return tuple(
        WaitingLine(each.kpi, each.site, f"{view.name}, {view.site_name}", each.sentence)
        for each in first_signals(picture.kpis, picture.kpi_views)
        for view in [picture.kpi_views[each.kpi, each.site]]
    )


def duty_lines(snapshot: Snapshot, items: Iterable[CalendarItem]) -> tuple[DutyLine, ...]:
    """A line a duty and day, in order of day; schools whose duty stands alike share one."""
    groups: dict[tuple[object, ...], list[CalendarItem]] = {}
    for item in items:
        groups.setdefault((item.due, item.id, status_of(item)), []).append(item)
    lines = [_line(snapshot, group) for group in groups.values()]
    return tuple(sorted(lines, key=lambda line: (line.due or date.max, ORDER.index(line.kind), line.id)))


def status_of(item: CalendarItem) -> tuple[str, str]:
    """How an item stands: the kind of its shape, and the word."""
    return NOT_RECORDED if item.status == "late" and not item.tracked else STATUSES[item.status]


def _line(snapshot: Snapshot, group: Sequence[CalendarItem]) -> DutyLine:
    item = group[0]
    kind, word = status_of(item)
    return DutyLine(
        id=item.id,
        title=item.title,
        due=item.due,
        kind=kind,
        word=word,
        owner=owner_of(snapshot, item),
        recipient=item.recipient,
        source=item.source,
        doubt=DOUBTS.get(item.confidence, ""),
        note=item.not_applicable_because or item.note,
        sites=tuple(snapshot.site_name(each.site) for each in group if each.site != TRUST_SITE),
        done=tuple(dict.fromkeys(_done(snapshot, each) for each in group if each.done_row is not None)),
        own=_origin(snapshot, Obligation, item.id),
    )


def _done(snapshot: Snapshot, item: CalendarItem) -> DoneLine:
    """What was submitted for the trust stands for every school, and is said once."""
    site = getattr(item.done_row, "site", TRUST_SITE)
    return DoneLine(
        item.done_on, "" if site == TRUST_SITE else snapshot.site_name(site), snapshot.origin(item.done_row)
    )


def _origin(snapshot: Snapshot, model: type[Fact], code: str) -> str:
    row = snapshot.one(model, code)
    return snapshot.origin(row) if row is not None else ""


def months_of(lines: Iterable[DutyLine], today: date) -> list[Month]:
    """The lines month by month, those without a day last."""
    groups: dict[tuple[int, int] | None, list[DutyLine]] = {}
    for line in lines:
        groups.setdefault((line.due.year, line.due.month) if line.due else None, []).append(line)
    return [
        Month(
            f"{found[0].due:%B %Y}" if found[0].due else "No date yet",
            tuple(found),
            sum(line.kind == "act" for line in found),
            key == (today.year, today.month),
        )
        for key, found in groups.items()
    ]


def meeting_line(snapshot: Snapshot, items: Iterable[CalendarItem], gaps: MeetingGaps) -> MeetingLine:
    """What a meeting lacks, by title and not by code."""
    titles = {item.id: item.title for item in items}
    kpis = {row.kpi: row.name for row in snapshot.all(Kpi)}
    kinds = {paper.code: paper.kind for paper in snapshot.all(Paper) if paper.meeting == gaps.meeting}
    papers = tuple(
        (kpis if kinds.get(code) is PaperKind.KPI else titles).get(code) or code_in_words(code)
        for code in gaps.papers_unsent
    )
    return MeetingLine(
        gaps,
        papers,
        tuple(kpis.get(code, code) for code in gaps.kpis_never_reported),
        tuple(titles.get(code, code) for code in gaps.obligations_late),
        _origin(snapshot, Meeting, gaps.meeting),
    )


def lead_sentence(late: Sequence[DutyLine], chases: Sequence[Chase], meetings: Sequence[MeetingGaps]) -> str:
    """The answer of the page: the next meeting, what it lacks, and what is late."""
    said = f"{counted(len(late), 'duty is', 'duties are')} late" if late else "Nothing that is recorded is late"
    asked = f", and {counted(len(chases), 'owner', 'owners')} to ask" if chases else ""
    if not meetings:
        return f"{said}{asked}; no meeting is planned."
    first = meetings[0]
    lacks = f"lacks {counted(first.count, 'thing')}" if first.count else "lacks nothing"
    when = f"{day_text(first.on)}, in {counted(first.days, 'day')},"
    return f"The {first.name.lower()} meets on {when} and {lacks}. {said}{asked}."


def calendar_table(lines: Iterable[DutyLine]) -> Table:
    """The calendar as a file has it."""
    rows = tuple(
        (
            Number(day_text(line.due) if line.due else "no date yet", line.due),
            line.word,
            line.title,
            ", ".join(line.sites),
            line.owner,
            line.recipient,
            line.source,
            line.doubt,
            line.id,
        )
        for line in lines
    )
    return Table(("Due", "Status", "Duty", "Schools", "Owner", "To", "Source", "How sure", "Id"), rows)
