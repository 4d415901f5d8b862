"""What is the board owed? What this meeting lacks, what is late, and what falls due in the next 90 days."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from reports.charts import Cell, Number, Table, short_day
from reports.document import Block, Paragraph, Section
from reports.pack.meeting import Briefing
from trustops.governance.calendar import CalendarItem, calendar
from trustops.models import TRUST_SITE, Kpi, Paper
from trustops.models.board import PaperKind
from trustops.quantities.words import counted, day_text
from trustops.quantities.years import AcademicYear

AHEAD = timedelta(days=90)
OPEN = ("not_due", "due_soon", "due")


def owed_section(brief: Briefing) -> Section:
    """Papers still to come, the late, then the coming; a duty of several schools on a day is one row."""
    return Section("What the board is owed", "Owed", tuple(_blocks(brief)), new_page=True, about="obligations")


def _blocks(brief: Briefing) -> Iterator[Block]:
    items = _items(brief)
    late = [item for item in items if item.status == "late" and item.tracked]
    until = brief.snapshot.as_of + AHEAD
    coming = [
        item
        for item in items
        if item.tracked and item.status in OPEN and item.due and brief.snapshot.as_of <= item.due <= until
    ]
    if not (brief.papers or late or coming):
        return
    yield Paragraph(
        f"{counted(len(brief.papers_unsent), 'paper')} still to come for this meeting, {len(late)} late, and "
        f"{counted(len(coming), 'duty', 'duties')} due by {day_text(until)}."
    )
    if brief.papers_unsent:
        yield _papers(brief)
    if late:
        yield _duties(brief, late, "Late")
    if coming:
        yield _duties(brief, coming, "Due in the next 90 days")


def _items(brief: Briefing) -> list[CalendarItem]:
    """What is owed this academic year and the one before, and in the next where 90 days reach into it."""
    items = list(brief.picture.owed)
    ahead = AcademicYear.containing(brief.snapshot.as_of + AHEAD)
    return items if ahead == brief.picture.year else [*items, *calendar(brief.snapshot, ahead)]


def _papers(brief: Briefing) -> Table:
    rows = tuple((brief.paper_title(paper), _KINDS[paper.kind], _from(brief, paper)) for paper in brief.papers_unsent)
    return Table(("Paper", "Kind", "From"), rows, frozenset(), "Papers not sent yet", (52, 14, 34))


_KINDS = {PaperKind.KPI: "KPI", PaperKind.OBLIGATION: "duty", PaperKind.REPORT: "report"}


def _from(brief: Briefing, paper: Paper) -> str:
    """The post that the paper names as its author, else whoever answers for what it is about."""
    return brief.snapshot.post_title(paper.author) if paper.author else _owner(brief, paper.kind, paper.code)


def _owner(brief: Briefing, kind: PaperKind, code: str) -> str:
    if kind is PaperKind.KPI:
        kpi = brief.snapshot.one(Kpi, code)
        return brief.snapshot.post_title(kpi.owner) if kpi and kpi.owner else "no owner"
    item = next((item for item in brief.picture.owed if item.id == code), None)
    return _preparer(brief, item) if item else "—"


def _preparer(brief: Briefing, item: CalendarItem) -> str:
    return brief.snapshot.post_title(item.preparer) if item.preparer else "nobody named"


def _duties(brief: Briefing, items: Sequence[CalendarItem], caption: str) -> Table:
    """Rows of duties, the schools of one duty and day together."""
    sites: dict[tuple[object, str], list[CalendarItem]] = {}
    for item in sorted(
        items, key=lambda each: (each.due or each.period_end or brief.snapshot.as_of, each.id, each.site)
    ):
        sites.setdefault((item.due, item.id), []).append(item)
    rows = tuple(_row(brief, group) for group in sites.values())
    return Table(("Due", "Duty", "To", "Prepared by"), rows, frozenset(), caption, (15, 43, 19, 23))


def _row(brief: Briefing, group: Sequence[CalendarItem]) -> tuple[Cell, ...]:
    item = group[0]
    schools = [brief.snapshot.site_name(each.site) for each in group if each.site != TRUST_SITE]
    where = f" ({', '.join(schools)})" if schools else ""
    due = Number(short_day(item.due), item.due) if item.due else Number("no day set", None)
    return due, f"{item.title}{where}", item.recipient, _preparer(brief, item)
