"""Which KPIs does this meeting read, and what does each say? By objective: a table, and charts of what says something.

Beside a chart stand the words of whoever answers for it; a signal or a red about which nobody has said a word is a gap.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports.charts import Number, Table, xmr_chart
from reports.charts.chart import Cell, Chart
from reports.charts.xmr import movement_words, say
from reports.document import Block, Figure, Paragraph, Section, Subheading
from reports.pack.boxes import kpi_box
from reports.pack.meeting import Briefing
from reports.pack.views import LEVELS, origin_of, signal_of, view_of
from trustops.kpis.spc import Variation
from trustops.kpis.status import WORST_FIRST, Rag
from trustops.kpis.view import KpiView
from trustops.models import TRUST_SITE, Kpi, Objective

MOST_CHARTS = 9
VALUE = "Value"  # the heading of a chart's values in its table
CHART_HEIGHT = 148
NEWS_FIRST = (Variation.CONCERN, Variation.IMPROVEMENT, Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW, Variation.COMMON)
NO_OBJECTIVE = "Not tied to an objective"


@dataclass(frozen=True, slots=True)
class Group:
    """The KPIs of an objective, the worst first."""

    title: str
    views: tuple[KpiView, ...]


def kpi_section(brief: Briefing) -> Section:
    """The committee's own KPIs; the board's as well as whatever is red or gives a signal anywhere in the trust."""
    return Section("KPIs", "KPIs", tuple(_blocks(brief)), new_page=True, about="kpis")


def kpis_read(brief: Briefing) -> tuple[KpiView, ...]:
    """The views that this meeting reads, the worst first."""
    return tuple(sorted((view for kpi in brief.snapshot.all(Kpi) if (view := _view(brief, kpi))), key=_worst_first))


def says_something(view: KpiView) -> bool:
    """Whether a KPI is red or gives a signal, or gave one in the last value that could be judged."""
    return view.rag is Rag.RED or view.last_signal is not Variation.COMMON


def _view(brief: Briefing, kpi: Kpi) -> KpiView | None:
    if not brief.reads(kpi):
        return None
    view = view_of(brief.picture, kpi)
    own = kpi.committee == brief.meeting.committee
    return view if view is not None and (own or says_something(view)) else None


def _worst_first(view: KpiView) -> tuple[int, int, str]:
    return WORST_FIRST.index(view.rag), NEWS_FIRST.index(view.last_signal), view.kpi


def groups_of(brief: Briefing, views: Sequence[KpiView]) -> tuple[Group, ...]:
    """The views by their KPI's objective, in the order of the objectives; those without one last."""
    objective = {row.kpi: row.objective for row in brief.snapshot.all(Kpi)}
    titles = {row.objective: row.title for row in brief.snapshot.all(Objective)}
    order = [*titles, None]
    by = {code: tuple(view for view in views if _under(objective[view.kpi], titles) == code) for code in order}
    return tuple(Group(titles[code] if code else NO_OBJECTIVE, found) for code, found in by.items() if found)


def _under(objective: str | None, titles: dict[str, str]) -> str | None:
    return objective if objective in titles else None


def _blocks(brief: Briefing) -> Iterator[Block]:
    views = kpis_read(brief)
    if not views:
        return
    charted = {view.kpi for view in [view for view in views if says_something(view)][:MOST_CHARTS]}
    yield Paragraph(_opening(brief, views))
    for number, group in enumerate(groups_of(brief, views)):
        yield Subheading(group.title, new_page=number > 0)
        yield _table(brief, group)
        for view in group.views:
            if view.kpi in charted:
                yield Figure(_traced(brief, view))
            said = kpi_box(brief, view.kpi, view.name, needed=view.kpi in charted)
            if said:
                yield said


def _traced(brief: Briefing, view: KpiView) -> Chart:
    """The chart of a KPI, each value of its table with the rows that it was read off."""
    chart = xmr_chart(view, CHART_HEIGHT)
    rows = chart.table.rows
    if VALUE not in chart.table.headings or len(rows) != len(view.points):
        return chart
    place = chart.table.headings.index(VALUE)
    traced = tuple(
        (*row[:place], _from(row[place], origin_of(brief.picture, view, point)), *row[place + 1 :])
        for row, point in zip(rows, view.points, strict=True)
    )
    return replace(chart, table=replace(chart.table, rows=traced))


def _from(cell: Cell, origin: str) -> Cell:
    return replace(cell, origin=origin) if isinstance(cell, Number) else cell


def _opening(brief: Briefing, views: Sequence[KpiView]) -> str:
    whose = (
        "KPIs that are the board's own, red, or give a signal" if brief.is_board else f"KPIs of the {brief.committee}"
    )
    signals = Counter(signal_of(view) for view in views)
    red = sum(view.rag is Rag.RED for view in views)
    unjudged = f", {signals[None]} not judged: too few schools’ values are in" if signals[None] else ""
    left = len([view for view in views if says_something(view)]) - MOST_CHARTS
    rest = f" Charts follow for the {MOST_CHARTS} that matter most." if left > 0 else ""
    return (
        f"The {len(views)} {whose}, by objective and the worst first: {signals[Variation.IMPROVEMENT]} improving, "
        f"{signals[Variation.CONCERN]} getting worse, {red} red against target{unjudged}.{rest} A signal is a change "
        "beyond usual variation. Unknown: no target is set, or the latest value covers under 80 % of the schools."
    )


def _table(brief: Briefing, group: Group) -> Table:
    rows = tuple(
        (
            f"{view.name}" + ("" if view.site == TRUST_SITE else f", {view.site_name}"),
            _latest(brief, view),
            f"{covered.covered} of {covered.of}" if (covered := view.latest) and covered.of else "—",
            Number(say(view, view.target), view.target, view.unit, view.target_from),
            f"{LEVELS[view.rag].shape} {LEVELS[view.rag].word}",
            movement_words(view),
            brief.snapshot.post_title(view.owner) if view.owner else "no owner",
        )
        for view in group.views
    )
    headings = ("KPI", "Latest", "Schools in it", "Target", "Against target", "Movement", "Owner")
    return Table(headings, rows, frozenset({1, 2, 3}), "KPIs, the worst first", (19, 11, 8, 11, 12, 17, 22))


def _latest(brief: Briefing, view: KpiView) -> Number:
    value = view.latest.value if view.latest else None
    return Number(say(view, value), value, view.unit, origin_of(brief.picture, view, view.latest))
