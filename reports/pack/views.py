"""How does a KPI stand, for a pack? The trust's view of it, or its only school's, with the rows behind its value."""

from types import MappingProxyType

from reports.document import Level
from trustops.findings.picture import Picture
from trustops.kpis.listing import sites_to_show
from trustops.kpis.periods import Period, value_in
from trustops.kpis.rollup import trust_value
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
