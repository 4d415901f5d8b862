"""Where does every KPI stand at every site, in one row a KPI?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trustops.kpis.book import KpiBook
from trustops.kpis.spc import Variation
from trustops.kpis.status import Rag, worst
from trustops.kpis.view import KpiView, kpi_view
from trustops.models import TRUST_SITE, Kpi, School
from trustops.models.kpi import Direction, RollUp, Unit
from trustops.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class LatestValue:
    """The latest period of a KPI at a site; ``value`` is None where it is unknown or not published."""

    end: date
    value: Decimal | None
    rag: Rag
    variation: Variation
    coverage: str


@dataclass(frozen=True, slots=True)
class KpiRow:
    """A KPI with its latest value at each site; ``rag`` is the worst of the trust's and its own schools'.

    A client's outcomes are shown and are not the trust's to answer for.
    ``variation`` is the trust's, or the only site's; None where there is no one series to speak for the KPI.
    """

    kpi: str
    name: str
    unit: Unit
    direction: Direction
    owner: str | None
    committee: str | None
    sites: int
    latest: Mapping[str, LatestValue]
    rag: Rag
    variation: Variation | None


def kpi_list(snapshot: Snapshot, book: KpiBook | None = None) -> tuple[KpiRow, ...]:
    """Every KPI in the order of its code, with the latest value at each site that has one.

    >>> from trustops.models import record_of
    >>> from trustops.models.kpi import Frequency
    >>> kpi = record_of(Kpi)(kpi="GOV02", name="Board vacancies", unit=Unit.NUMBER, direction=Direction.DOWN,
    ...                      frequency=Frequency.TERMLY)
    >>> [(row.kpi, row.sites, str(row.rag)) for row in kpi_list(Snapshot.of(date(2026, 1, 31), [kpi]))]
    [('GOV02', 0, 'grey')]
    """
    book = book or KpiBook.of(snapshot)
    return tuple(_row(book, kpi) for kpi in sorted(snapshot.all(Kpi), key=lambda kpi: kpi.kpi))


def _row(book: KpiBook, kpi: Kpi) -> KpiRow:
    views = {site: kpi_view(book.snapshot, kpi.kpi, site, book) for site in sites_to_show(book, kpi)}
    latest = {site: _latest(view) for site, view in views.items() if view.points}
    ours = {*book.snapshot.our_schools, TRUST_SITE}
    speaker = views.get(TRUST_SITE) or (next(iter(views.values())) if len(views) == 1 else None)
    return KpiRow(
        kpi=kpi.kpi,
        name=kpi.name,
        unit=kpi.unit,
        direction=kpi.direction,
        owner=kpi.owner,
        committee=kpi.committee,
        sites=len(latest),
        latest=latest,
        rag=worst(one.rag for site, one in latest.items() if site in ours),
        variation=speaker.variation if speaker else None,
    )


def sites_to_show(book: KpiBook, kpi: Kpi) -> tuple[str, ...]:
    """The schools that have values, then the trust where it has its own or the KPI is rolled up."""
    sites = [site for site in book.sites_of.get(kpi.kpi, ()) if site == TRUST_SITE or book.snapshot.one(School, site)]
    rolled_up = bool(sites) and kpi.roll_up not in (None, RollUp.NONE)
    return (*sites, TRUST_SITE) if rolled_up and TRUST_SITE not in sites else tuple(sites)


def _latest(view: KpiView) -> LatestValue:
    point = view.points[-1]
    return LatestValue(point.end, point.value, point.rag, view.variation, point.coverage)
