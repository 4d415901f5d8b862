"""How does a KPI stand, for a pack? The trust's view of it, or its only school's, with the rows behind its value."""

from types import MappingProxyType

from reports.document import Level
from trustops.findings.picture import Picture
from trustops.kpis.listing import sites_to_show
from trustops.kpis.periods import Period, expected_sites, value_in
from trustops.kpis.rollup import trust_value
from trustops.kpis.spc import Variation
from trustops.kpis.status import Rag
from trustops.kpis.view import KpiPoint, KpiView, kpi_view
from trustops.models import TRUST_SITE, Kpi
from trustops.quantities.working import sources

LEVELS = MappingProxyType({Rag.RED: Level.ACT, Rag.AMBER: Level.WATCH, Rag.GREEN: Level.FINE, Rag.GREY: Level.UNKNOWN})


def view_of(picture: Picture, kpi: Kpi) -> KpiView | None:
    """The trust's view of a KPI, or that of the only school that has it; None where nobody has."""
    sites = sites_to_show(picture.kpis, kpi)
    if not sites:
        return None
    return kpi_view(picture.snapshot, kpi.kpi, TRUST_SITE if TRUST_SITE in sites else sites[0], picture.kpis)


def signal_of(view: KpiView) -> Variation | None:
    """What a KPI's latest value signals; None where too few schools are in it for a verdict."""
    return view.variation if view.judged else None


def not_in(picture: Picture, view: KpiView) -> tuple[str, ...]:
    """The schools that owe the latest value of the trust's, and have not given theirs."""
    latest = view.latest
    if latest is None or view.site != TRUST_SITE:
        return ()
    book, period = picture.kpis, Period(latest.start, latest.end)
    given = {row.site for row in trust_value(book, book.kpi(view.kpi), period).rows}
    owed = [site for site in expected_sites(book, book.kpi(view.kpi), period) if site not in (*given, TRUST_SITE)]
    return tuple(picture.snapshot.site_name(site) for site in owed)


def origin_of(picture: Picture, view: KpiView, point: KpiPoint | None) -> str:
    """The rows that a point's value was read off or rolled up from."""
    if point is None:
        return ""
    book, period = picture.kpis, Period(point.start, point.end)
    if view.site == TRUST_SITE:
        rows = trust_value(book, book.kpi(view.kpi), period).rows
    else:
        row = value_in(book, view.kpi, view.site, period)
        rows = (row,) if row else ()
    return sources(*(picture.snapshot.origin(row) for row in rows))
