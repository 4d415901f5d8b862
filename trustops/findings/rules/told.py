"""Did a KPI's value come in time for those who meet about it, and do they still see it?"""

from collections import defaultdict
from collections.abc import Iterator

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity
from trustops.findings.picture import Picture
from trustops.findings.rules.kpis import kpi_subject
from trustops.governance.committees import committee_name, meetings_of
from trustops.governance.gaps import is_sent, never_reported
from trustops.kpis.periods import Period, due_on
from trustops.models import Kpi, KpiValue, Meeting, Paper
from trustops.models.board import PaperKind
from trustops.quantities.words import counted, day_text
from trustops.quantities.years import A_YEAR
from trustops.snapshot import Snapshot

LAST_MEETINGS = 3


def _late(picture: Picture) -> Iterator[Raised]:
    snapshot = picture.snapshot
    came: dict[str, list[KpiValue]] = defaultdict(list)
    for (code, _site), rows in picture.kpis.values.items():
        kpi = snapshot.one(Kpi, code)
        if kpi is not None:
            came[code] += [row for row in rows if row.end > snapshot.as_of - A_YEAR and _days_late(kpi, row) > 0]
    for code, late in came.items():
        kpi = snapshot.one(Kpi, code)
        if kpi is not None and late:
            late.sort(key=lambda row: (row.end, row.site))
            yield _came_late(snapshot, kpi, late)


def _days_late(kpi: Kpi, row: KpiValue) -> int:
    return (row.received_on - due_on(kpi, Period(row.start, row.end))).days if row.received_on else 0


def _came_late(snapshot: Snapshot, kpi: Kpi, late: list[KpiValue]) -> Raised:
    latest = late[-1]
    before = _met_without(snapshot, kpi, late)
    missed = f" {before}" if before else ""
    return Raised(
        subject=kpi_subject(kpi),
        message=f"{kpi.name} ({kpi.kpi}): {counted(len(late), 'value')} came late in the last year, the latest, of "
        f"{snapshot.site_name(latest.site)} to {day_text(latest.end)}, {counted(_days_late(kpi, latest), 'day')} after "
        f"it was due.{missed}",
        evidence=tuple(
            Evidence(
                f"{snapshot.site_name(row.site)}, to {day_text(row.end)}",
                f"due by {day_text(due_on(kpi, Period(row.start, row.end)))}, received on {day_text(row.received_on)}"
                if row.received_on
                else "",
                snapshot.origin(row),
                site=row.site,
            )
            for row in late
        ),
        since=latest.received_on,
    )


def _met_without(snapshot: Snapshot, kpi: Kpi, late: list[KpiValue]) -> str:
    """The last papers that went out when a value was due and had not come."""
    went = [row for row in meetings_of(snapshot, (kpi.committee or "",)) if row.papers_sent_on]
    without: list[Meeting] = [
        meeting
        for meeting in went
        for row in late
        if meeting.papers_sent_on
        and row.received_on
        and due_on(kpi, Period(row.start, row.end)) <= meeting.papers_sent_on < row.received_on
    ]
    if not without:
        return ""
    last = without[-1]
    return f"The papers of {committee_name(snapshot, last.committee)} of {day_text(last.on_date)} went out without it."


LATE = Rule(
    id="kpis.late",
    title="A KPI's values came after they were due",
    area=Area.KPIS,
    severity=Severity.NOTE,
    why="A committee that meets before the figure comes decides without it.",
    remedy="The KPI's owner agrees with the school when it is sent, or the lag on the KPIs sheet is made true.",
    source="Our default: a period's end and the KPI's own lag",
    check=_late,
)


def _not_lately(picture: Picture) -> Iterator[Raised]:
    snapshot = picture.snapshot
    never = {kpi.kpi for kpi in never_reported(snapshot)}
    papers: dict[str, set[str]] = defaultdict(set)
    for paper in snapshot.all(Paper):
        if paper.kind is PaperKind.KPI and is_sent(paper, snapshot.as_of):
            papers[paper.code].add(paper.meeting)
    for kpi in snapshot.all(Kpi):
        if kpi.committee is None or kpi.kpi in never:
            continue
        held = [row for row in meetings_of(snapshot, (kpi.committee,)) if row.on_date <= snapshot.as_of]
        lately = held[-LAST_MEETINGS:]
        if len(lately) == LAST_MEETINGS and not papers[kpi.kpi] & {row.meeting for row in lately}:
            seen = [row for row in held if row.meeting in papers[kpi.kpi]][-1]
            yield _unseen(snapshot, kpi, lately, seen)


def _unseen(snapshot: Snapshot, kpi: Kpi, lately: list[Meeting], seen: Meeting) -> Raised:
    name = committee_name(snapshot, kpi.committee or "")
    return Raised(
        subject=kpi_subject(kpi),
        message=f"{kpi.name} ({kpi.kpi}) was not before its committee, {name}, at its last {LAST_MEETINGS} meetings; "
        f"the last that saw it was on {day_text(seen.on_date)}.",
        evidence=(
            Evidence("Last seen", f"{seen.meeting}, {day_text(seen.on_date)}", snapshot.origin(seen)),
            *(Evidence("Met without it", day_text(row.on_date), snapshot.origin(row)) for row in lately),
        ),
        since=lately[0].on_date,
    )


NOT_LATELY = Rule(
    id="kpis.not_lately",
    title="A KPI has not been before its committee lately",
    area=Area.KPIS,
    severity=Severity.AMBER,
    why="Those who answer for it have lost sight of it.",
    remedy="The governance professional adds a paper on it to the committee's next meeting, or it is dropped.",
    source="Our default: the last three meetings",
    check=_not_lately,
)
