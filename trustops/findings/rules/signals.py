"""Has anybody said why a KPI moved, can its target be met at all, and is it still the same KPI?"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity
from trustops.findings.picture import Picture
from trustops.findings.rules.kpis import kpi_subject, open_action, row_or_rolled_up
from trustops.findings.rules.lacking import MOST_APART, kpis_together, some_of
from trustops.kpis.sentence import value_text
from trustops.kpis.spc import Assurance, Variation
from trustops.kpis.view import KpiPoint, KpiView
from trustops.models import Commentary, Kpi, KpiDefinition, KpiValue, Meeting
from trustops.quantities.words import day_text, listed
from trustops.quantities.years import A_YEAR
from trustops.snapshot import Snapshot

SAID = (Variation.IMPROVEMENT, Variation.CONCERN, Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW)


def views_of(picture: Picture) -> Iterator[tuple[Kpi, list[KpiView]]]:
    """Each KPI with its views at the trust and its schools."""
    found: dict[str, list[KpiView]] = defaultdict(list)
    for (code, _site), view in picture.kpi_views.items():
        found[code].append(view)
    for kpi in picture.snapshot.all(Kpi):
        if kpi.kpi in found:
            yield kpi, found[kpi.kpi]


Seen = list[tuple[KpiView, KpiPoint]]


def _no_comment(picture: Picture) -> Iterator[Raised]:
    better: list[tuple[Kpi, Seen]] = []
    for kpi, views in views_of(picture):
        moved = [(view, view.latest) for view in views if view.latest and view.latest.type in SAID]
        unsaid = [(view, point) for view, point in moved if not _said(picture.snapshot, kpi, view, point)]
        if any(point.type is Variation.CONCERN for _, point in unsaid):
            yield _unexplained(picture, kpi, unsaid, Severity.AMBER)
        elif unsaid:
            better.append((kpi, unsaid))
    if len(better) > MOST_APART:
        yield _all_unexplained(picture, better)
    else:
        yield from (_unexplained(picture, kpi, unsaid, Severity.NOTE) for kpi, unsaid in better)


def _unexplained(picture: Picture, kpi: Kpi, unsaid: Seen, severity: Severity) -> Raised:
    where = listed([view.site_name for view, _ in unsaid])
    worse = ", for the worse," if severity is Severity.AMBER else ""
    return Raised(
        subject=kpi_subject(kpi),
        message=f"{kpi.name} ({kpi.kpi}) shows a signal{worse} at {where}, and nobody has said why.",
        evidence=tuple(_signal(picture, kpi, view, point) for view, point in unsaid),
        severity=severity,
        since=min(point.end for _, point in unsaid),
    )


def _all_unexplained(picture: Picture, found: list[tuple[Kpi, Seen]]) -> Raised:
    """Many that moved for the better are one thing to put right: somebody writes a line on each."""
    return Raised(
        subject=kpis_together(len(found), "signal"),
        message=f"{len(found)} KPIs show a signal, none for the worse, and nobody has said why: "
        f"{some_of([kpi.name for kpi, _ in found])}.",
        evidence=tuple(
            replace(signal, label=f"{kpi.name}, {signal.label}")
            for kpi, unsaid in found
            for view, point in unsaid
            for signal in [_signal(picture, kpi, view, point)]
        ),
        severity=Severity.NOTE,
    )


def _said(snapshot: Snapshot, kpi: Kpi, view: KpiView, point: KpiPoint) -> bool:
    """Whether the value has a note, or a meeting since the period's end has a comment on the KPI."""
    row = snapshot.one(KpiValue, kpi.kpi, view.site, point.start)
    if row is not None and row.note:
        return True
    met = {meeting.meeting for meeting in snapshot.all(Meeting) if meeting.on_date >= point.end}
    return any(each.about == kpi.kpi and each.meeting in met for each in snapshot.all(Commentary))


def _signal(picture: Picture, kpi: Kpi, view: KpiView, point: KpiPoint) -> Evidence:
    value = value_text(kpi, point.value) if point.value is not None else "no value"
    words = {"improvement": "better", "concern": "worse"}.get(str(point.type), "a change")
    label = f"{view.site_name}, to {day_text(point.end)}"
    return Evidence(label, f"{value}: {words}", row_or_rolled_up(picture, kpi, view.site, point), site=view.site)


NO_COMMENT = Rule(
    id="kpis.no_comment",
    title="A KPI shows a signal and nobody has said why",
    area=Area.KPIS,
    severity=Severity.AMBER,
    why="A change that is more than chance has a cause, and the board is not told what it is thought to be.",
    remedy="The KPI's owner writes a line on it for the next meeting, on the Commentary sheet or the meeting's page.",
    source="NHS England, Making Data Count: a special cause is explained",
    check=_no_comment,
)


def _unreachable(picture: Picture) -> Iterator[Raised]:
    found: list[tuple[Kpi, list[KpiView]]] = []
    for kpi, views in views_of(picture):
        fails = [view for view in views if _fails_without_plan(picture.snapshot, kpi, view)]
        if fails:
            found.append((kpi, fails))
    if len(found) > MOST_APART:
        yield Raised(
            subject=kpis_together(len(found), "target"),
            message=f"{len(found)} KPIs will go on missing their targets unless something changes, and no action is "
            f"open: {some_of([kpi.name for kpi, _ in found])}.",
            evidence=tuple(
                replace(each, label=f"{kpi.name}, {each.label}")
                for kpi, fails in found
                for each in (_target_and_limits(kpi, view) for view in fails)
            ),
        )
        return
    for kpi, fails in found:
        where = listed([view.site_name for view in fails])
        yield Raised(
            subject=kpi_subject(kpi),
            message=f"{kpi.name} ({kpi.kpi}) will go on missing its target at {where} unless something changes, "
            "and no action is open.",
            evidence=tuple(_target_and_limits(kpi, view) for view in fails),
        )


def _fails_without_plan(snapshot: Snapshot, kpi: Kpi, view: KpiView) -> bool:
    fails = view.assurance is Assurance.CONSISTENT_FAIL and not view.trial
    return fails and _without_plan(snapshot, kpi, view.site)


def _without_plan(snapshot: Snapshot, kpi: Kpi, site: str) -> bool:
    action = open_action(snapshot, kpi.kpi, site)
    return action is None or not (action.owner and action.due)


def _target_and_limits(kpi: Kpi, view: KpiView) -> Evidence:
    limits = [value_text(kpi, limit) for limit in (view.lower, view.upper) if limit is not None]
    target = value_text(kpi, view.target) if view.target is not None else "none"
    words = f"target {target}; values are expected between {' and '.join(limits)}"
    return Evidence(view.site_name, words, view.target_from, site=view.site)


UNREACHABLE = Rule(
    id="kpis.target_unreachable",
    title="A KPI cannot meet its target as things are",
    area=Area.KPIS,
    severity=Severity.AMBER,
    why="The target lies outside what the present way of working gives: waiting will not bring it.",
    remedy="The KPI's owner records what will be done differently, by whom and by when, on the Actions sheet.",
    source="NHS England, Making Data Count: consistently failing the target",
    check=_unreachable,
)


def _definition_changed(picture: Picture) -> Iterator[Raised]:
    snapshot = picture.snapshot
    rows: dict[str, list[KpiDefinition]] = defaultdict(list)
    for row in snapshot.all(KpiDefinition):
        rows[row.kpi].append(row)
    for kpi in snapshot.all(Kpi):
        in_order = sorted(rows[kpi.kpi], key=lambda row: row.from_date)
        for before, after in pairwise(in_order):
            recent = snapshot.as_of - A_YEAR <= after.from_date <= snapshot.as_of
            if recent and _words(before.definition) != _words(after.definition):
                yield _changed(snapshot, kpi, before, after)
                break


def _words(text: str) -> str:
    return " ".join(text.casefold().split())


def _changed(snapshot: Snapshot, kpi: Kpi, before: KpiDefinition, after: KpiDefinition) -> Raised:
    because = f" ({after.reason})" if after.reason else ""
    return Raised(
        subject=kpi_subject(kpi),
        message=f"{kpi.name} ({kpi.kpi}) is counted differently since {day_text(after.from_date)}{because}: values "
        "before then are another series.",
        evidence=(
            Evidence("Until then", before.definition, snapshot.origin(before)),
            Evidence("Since then", after.definition, snapshot.origin(after)),
        ),
        since=after.from_date,
    )


DEFINITION_CHANGED = Rule(
    id="kpis.definition_changed",
    title="A KPI is counted differently than a year ago",
    area=Area.KPIS,
    severity=Severity.NOTE,
    why="A comparison with last year would compare two different things.",
    remedy="Say so where the figure is shown; if earlier values can be counted anew, import them.",
    source="Our default: the last year; DfE breaks its own series so",
    check=_definition_changed,
)
