"""What changed since this committee last met? Figures that moved, what is new to act on, and what was done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reports.charts import Cell, Number, Table, short_day
from reports.charts.xmr import movement_words, say
from reports.document import Block, Bullets, Paragraph, Section, Subheading
from reports.pack.earlier import as_it_was, meeting_before
from reports.pack.meeting import Briefing
from reports.pack.views import LEVELS, not_in, origin_of, signal_of, view_of
from reports.services import inside
from trustops.findings.model import Finding, Severity
from trustops.findings.picture import Picture
from trustops.findings.run import findings_of
from trustops.kpis.view import KpiView
from trustops.models import Action, Agreement, Holder, Kpi, KpiChange, KpiDefinition, Meeting, Relation, Submission
from trustops.quantities.words import counted, day_text, listed

MOST = 12


def changes_section(brief: Briefing) -> Section:
    """What is different from the day of the meeting before; nothing where there was none."""
    return Section("What changed since the last meeting", "Changes", tuple(_blocks(brief)), about="changes")


@dataclass(frozen=True)
class Since:
    """The meeting before, and the trust as it was on its day beside how it is."""

    brief: Briefing
    meeting: Meeting

    @property
    def day(self) -> date:
        return self.meeting.on_date

    @cached_property
    def before(self) -> Picture:
        return Picture(as_it_was(self.brief.snapshot, self.day), hide_small=True)

    def within(self, day: date | None) -> bool:
        """Whether a day is after the meeting before, up to the day of the pack."""
        return day is not None and self.day < day <= self.brief.snapshot.as_of


def _blocks(brief: Briefing) -> Iterator[Block]:
    last = meeting_before(brief)
    if last is None:
        return
    since = Since(brief, last)
    compared = tuple(_compared(since))
    moved = [(now, then) for now, then in compared if now.judged and _otherwise(now, then)]
    unjudged = [now for now, then in compared if not now.judged and (then is None or then.judged)]
    new, gone = _reds(since)
    done = tuple(_done(since))
    told = (
        (new, "more thing needs somebody now", "more things need somebody now"),
        (gone, "thing no longer does", "things no longer do"),
        (moved, "KPI stands otherwise", "KPIs stand otherwise"),
        (unjudged, "KPI cannot be judged any more", "KPIs cannot be judged any more"),
    )
    said = [counted(len(what), one, several) for what, one, several in told if what]
    yield Paragraph(
        f"The {brief.committee.lower()} last met on {day_text(last.on_date)}. Since then "
        f"{listed(said) or 'nothing that is recorded stands otherwise'}."
    )
    if moved:
        yield _table(since, moved)
    if unjudged:
        yield Subheading("Cannot be judged yet")
        yield Paragraph(_not_judged(brief, unjudged))
    if new:
        yield Subheading("New to act on")
        yield Bullets(_cut([each.message for each in new]))
    if gone:
        yield Subheading("No longer to act on")
        yield Bullets(_cut([each.message for each in gone]))
    if done:
        yield Subheading("What happened")
        yield Bullets(_cut(list(done)))


def _cut(lines: list[str]) -> tuple[str, ...]:
    left = len(lines) - MOST
    return tuple(lines) if left < 2 else (*lines[:MOST], f"And {left} more.")


def _compared(since: Since) -> Iterator[tuple[KpiView, KpiView | None]]:
    """The KPIs of this meeting that have a value: how each stands now, and how it stood then."""
    for kpi in sorted(since.brief.snapshot.all(Kpi), key=lambda row: row.kpi):
        if not since.brief.reads(kpi):
            continue
        now = view_of(since.brief.picture, kpi)
        if now is not None and now.latest is not None:
            yield now, view_of(since.before, kpi)


def _otherwise(now: KpiView, then: KpiView | None) -> bool:
    """Whether a KPI stands otherwise against its target, or gives another signal."""
    return then is None or (now.rag, signal_of(now)) != (then.rag, signal_of(then))


def _not_judged(brief: Briefing, views: Sequence[KpiView]) -> str:
    """Which KPIs have too few schools' values for a verdict since, and which schools' are not in."""
    schools = dict.fromkeys(name for view in views for name in not_in(brief.picture, view))
    names = [inside(view.name) for view in views]
    shown = names if len(names) <= MOST + 1 else [*names[:MOST], f"{len(names) - MOST} more"]
    return (
        f"{counted(len(views), 'KPI has', 'KPIs have')} a newer value in which too few schools are for a verdict, "
        f"because nothing is in yet from {listed(list(schools))}: {'; '.join(shown)}. "
        "What is known of each is under KPIs."
    )


def _table(since: Since, moved: Sequence[tuple[KpiView, KpiView | None]]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            now.name,
            _value(since.before, then),
            _value(since.brief.picture, now),
            f"{_stands(then)} → {_stands(now)}",
            f"{_signal(then)} → {_signal(now)}" if _signal(then) != _signal(now) else _signal(now),
        )
        for now, then in moved
    )
    headings = ("KPI", "Then", "Now", "Against target", "Movement")
    return Table(headings, rows, frozenset({1, 2}), "KPIs that stand otherwise", (28, 11, 11, 22, 28))


def _value(picture: Picture, view: KpiView | None) -> Cell:
    if view is None or view.latest is None:
        return "—"
    latest = view.latest
    return Number(say(view, latest.value), latest.value, view.unit, origin_of(picture, view, latest))


def _stands(view: KpiView | None) -> str:
    return "none" if view is None else LEVELS[view.rag].word


def _signal(view: KpiView | None) -> str:
    return "none" if view is None else movement_words(view)


def _reds(since: Since) -> tuple[list[Finding], list[Finding]]:
    now = {each.id: each for each in since.brief.found.findings if each.severity is Severity.RED}
    then = {each.id: each for each in findings_of(since.before).findings if each.severity is Severity.RED}
    return [now[key] for key in now if key not in then], [then[key] for key in then if key not in now]


def _done(since: Since) -> Iterator[str]:
    """What happened in the meantime, by kind: schools, people in posts, agreements, definitions, returns, actions."""
    snapshot = since.brief.snapshot
    for relation in snapshot.all(Relation):
        if since.within(relation.from_date):
            name = snapshot.site_name(relation.urn)
            yield f"{name} is a {relation.relation} since {short_day(relation.from_date)}."
    posts = {row.post for row in snapshot.all(Holder) if since.within(row.from_date)}
    left = {row.post for row in snapshot.all(Holder) if since.within(row.to_date)} - posts
    yield from (f"{snapshot.post_title(post)}: a new holder." for post in sorted(posts))
    yield from (f"{snapshot.post_title(post)}: its holder has gone." for post in sorted(left))
    for agreement in snapshot.all(Agreement):
        if since.within(agreement.signed_on):
            yield f"An agreement with {snapshot.site_name(agreement.urn)} was signed on {_day(agreement.signed_on)}."
    for change in snapshot.all(KpiChange):
        if since.within(change.on_date):
            yield f"{change.kpi} at {snapshot.site_name(change.site)} begins afresh: {change.reason}."
    for definition in snapshot.all(KpiDefinition):
        if since.within(definition.from_date):
            yield f"{definition.kpi} counts something else since {short_day(definition.from_date)}."
    returned = [row for row in snapshot.all(Submission) if since.within(row.done_on)]
    if returned:
        yield f"{counted(len(returned), 'duty was', 'duties were')} done."
    finished = [row for row in snapshot.all(Action) if since.within(row.done_on)]
    yield from (f"Done: {row.title}." for row in finished)


def _day(day: date | None) -> str:
    return short_day(day) if day else "a day not known"
