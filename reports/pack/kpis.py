"""Which KPIs does this meeting read, and what does each say? A table of all, and charts of those that say something."""

from collections.abc import Iterator, Sequence

from reports.charts import Number, Table, xmr_chart
from reports.charts.xmr import WORDS, say
from reports.document import Block, Figure, Level, Paragraph, Section
from reports.pack.meeting import Briefing
from trustops.kpis.listing import sites_to_show
from trustops.kpis.spc import Variation
from trustops.kpis.status import WORST_FIRST, Rag
from trustops.kpis.view import KpiView, kpi_view
from trustops.models import TRUST_SITE, Kpi
from trustops.quantities.words import counted

MOST_CHARTS = 9
CHART_HEIGHT = 148
NEWS_FIRST = (Variation.CONCERN, Variation.IMPROVEMENT, Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW, Variation.COMMON)
LEVELS = {Rag.RED: Level.ACT, Rag.AMBER: Level.WATCH, Rag.GREEN: Level.FINE, Rag.GREY: Level.UNKNOWN}


def kpi_section(brief: Briefing) -> Section:
    """The committee's own KPIs; the board's as well as whatever is red or gives a signal anywhere in the trust."""
    views = sorted((view for kpi in _meant(brief) if (view := _view(brief, kpi))), key=_worst_first)
    return Section("KPIs", "KPIs", tuple(_blocks(brief, views)), new_page=True)


def _meant(brief: Briefing) -> Iterator[Kpi]:
    for kpi in sorted(brief.snapshot.all(Kpi), key=lambda row: row.kpi):
        if brief.is_board or kpi.committee == brief.meeting.committee:
            yield kpi


def _view(brief: Briefing, kpi: Kpi) -> KpiView | None:
    """The trust's view of a KPI, or that of the only school that has it; None where the board need not see it."""
    sites = sites_to_show(brief.picture.kpis, kpi)
    if not sites:
        return None
    site = TRUST_SITE if TRUST_SITE in sites else sites[0]
    view = kpi_view(brief.snapshot, kpi.kpi, site, brief.picture.kpis)
    return view if kpi.committee == brief.meeting.committee or _says_something(view) else None


def _says_something(view: KpiView) -> bool:
    return view.rag is Rag.RED or view.variation is not Variation.COMMON


def _worst_first(view: KpiView) -> tuple[int, int, str]:
    return WORST_FIRST.index(view.rag), NEWS_FIRST.index(view.variation), view.kpi


def _blocks(brief: Briefing, views: Sequence[KpiView]) -> Iterator[Block]:
    if not views:
        return
    charted = [view for view in views if _says_something(view)][:MOST_CHARTS]
    yield Paragraph(_opening(brief, views))
    yield _table(brief, views)
    for view in charted:
        yield Figure(xmr_chart(view, CHART_HEIGHT))


def _opening(brief: Briefing, views: Sequence[KpiView]) -> str:
    whose = (
        "KPIs that are the board's own, red, or give a signal" if brief.is_board else f"KPIs of the {brief.committee}"
    )
    better = sum(view.variation is Variation.IMPROVEMENT for view in views)
    worse = sum(view.variation is Variation.CONCERN for view in views)
    red = sum(view.rag is Rag.RED for view in views)
    left = len([view for view in views if _says_something(view)]) - MOST_CHARTS
    rest = f" Charts follow for the {MOST_CHARTS} that matter most." if left > 0 else ""
    return (
        f"The {len(views)} {whose}, the worst first: {better} improving, {worse} getting worse, "
        f"{counted(red, 'is', 'are')} red against target.{rest} A signal is a change beyond usual variation. "
        "Unknown: no target is set, or the latest value covers under 80 % of the schools."
    )


def _table(brief: Briefing, views: Sequence[KpiView]) -> Table:
    rows = tuple(
        (
            f"{view.name}" + ("" if view.site == TRUST_SITE else f", {view.site_name}"),
            Number(_latest(view), view.latest.value if view.latest else None, view.unit),
            Number(say(view, view.target), view.target, view.unit),
            f"{LEVELS[view.rag].shape} {LEVELS[view.rag].word}",
            WORDS[view.variation],
            brief.snapshot.post_title(view.owner) if view.owner else "no owner",
        )
        for view in views
    )
    headings = ("KPI", "Latest", "Target", "Against target", "Movement", "Owner")
    return Table(headings, rows, frozenset({1, 2}), "KPIs, the worst first", (26, 11, 11, 13, 15, 24))


def _latest(view: KpiView) -> str:
    return say(view, view.latest.value if view.latest else None)
