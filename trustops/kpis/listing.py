"""Where does every KPI stand at every site, in one row a KPI?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trustops.kpis.book import KpiBook
from trustops.kpis.grid import LatestValue, latest_values, sites_to_show
from trustops.kpis.spc import Variation
from trustops.kpis.status import Rag, worst
from trustops.models import TRUST_SITE, Kpi
from trustops.models.kpi import Direction, Unit
from trustops.snapshot import Snapshot

__all__ = ["KpiRow", "LatestValue", "kpi_list", "kpi_rows", "sites_to_show"]


@dataclass(frozen=True, slots=True)
class KpiRow:
    """A KPI with its latest value at each site; ``rag`` is the worst of the trust's and its own schools'.

    A client's outcomes are shown and are not the trust's to answer for.
    ``variation`` is the trust's, or the only site's; None where no one series speaks for the KPI, or too few schools
    are in its latest value for a verdict (``judged`` is then False).
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
    judged: bool = True


def kpi_list(snapshot: Snapshot, book: KpiBook | None = None) -> tuple[KpiRow, ...]:
    """Every KPI in the order of its code, with the latest value at each site that has one.

    >>> from datetime import date
    >>> from trustops.models import record_of
    >>> from trustops.models.kpi import Frequency
    >>> kpi = record_of(Kpi)(kpi="GOV02", name="Board vacancies", unit=Unit.NUMBER, direction=Direction.DOWN,
    ...                      frequency=Frequency.TERMLY)
    >>> [(row.kpi, row.sites, str(row.rag)) for row in kpi_list(Snapshot.of(date(2026, 1, 31), [kpi]))]
    [('GOV02', 0, 'grey')]
    """
    return kpi_rows(book or KpiBook.of(snapshot), sorted(snapshot.all(Kpi), key=lambda kpi: kpi.kpi))


def kpi_rows(book: KpiBook, kpis: Sequence[Kpi]) -> tuple[KpiRow, ...]:
    """The rows of these KPIs alone."""
    latest: dict[str, dict[str, LatestValue]] = defaultdict(dict)
    for (code, site), value in latest_values(book, kpis).items():
        latest[code][site] = value
    return tuple(_row(book.snapshot, kpi, latest[kpi.kpi]) for kpi in kpis)


def _row(snapshot: Snapshot, kpi: Kpi, latest: Mapping[str, LatestValue]) -> KpiRow:
    ours = {*snapshot.our_schools, TRUST_SITE}
    speaker = latest.get(TRUST_SITE) or (next(iter(latest.values())) if len(latest) == 1 else None)
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
        variation=speaker.variation if speaker and speaker.judged else None,
        judged=speaker is None or speaker.judged,
    )
