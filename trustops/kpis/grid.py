"""Which KPI gives a signal at which school? The latest of every series, with all their charts worked out at once.

The same answers as :func:`trustops.kpis.view.kpi_view` one by one; only the latest stretch of a series, since the last
break, says what its latest value means.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trustops.kpis.book import KpiBook
from trustops.kpis.observed import Observation, observations, stretches
from trustops.kpis.spc import Assurance, Variation
from trustops.kpis.status import Rag, rag, target_on, tolerance_of
from trustops.models import TRUST_SITE, Kpi, School
from trustops.models.kpi import RollUp
from trustops.quantities.words import counted

MOST_DIGITS = 13
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class LatestValue:
    """The latest period of a KPI at a site; ``value`` is None where it is unknown or not published, for a ``reason``.

    ``judged`` is False where too few schools are in it for a verdict, so that it has neither signal nor assurance;
    ``trace`` holds the values of the periods up to it, None where one is not known.
    """

    end: date
    value: Decimal | None
    rag: Rag
    variation: Variation
    coverage: str
    assurance: Assurance = Assurance.NONE
    judged: bool = True
    reason: str = ""
    trace: tuple[Decimal | None, ...] = ()


@dataclass(frozen=True, slots=True)
class _Series:
    """One series: all that was seen of it, its target now, and the values since its last break."""

    kpi: Kpi
    site: str
    seen: Sequence[Observation]
    target: Decimal | None
    rag: Rag
    stretch: Sequence[Decimal]


def latest_values(book: KpiBook, kpis: Iterable[Kpi]) -> dict[Key, LatestValue]:
    """The latest value of each KPI at each site that has any, with its signal."""
    series = [
        made for kpi in kpis for site in sites_to_show(book, kpi) if (made := _series(book, kpi, site)) is not None
    ]
    return dict(zip(((each.kpi.kpi, each.site) for each in series), _judged(series), strict=True))


def sites_to_show(book: KpiBook, kpi: Kpi) -> tuple[str, ...]:
    """The schools that have values, then the trust where it has its own or the KPI is rolled up."""
    sites = [site for site in book.sites_of.get(kpi.kpi, ()) if site == TRUST_SITE or book.snapshot.one(School, site)]
    rolled_up = bool(sites) and kpi.roll_up not in (None, RollUp.NONE)
    return (*sites, TRUST_SITE) if rolled_up and TRUST_SITE not in sites else tuple(sites)


def _series(book: KpiBook, kpi: Kpi, site: str) -> _Series | None:
    seen = observations(book, kpi, site)
    if not seen:
        return None
    targets, latest = book.targets.get((kpi.kpi, site), ()), seen[-1]
    then = target_on(targets, latest.period.end)
    now = then or target_on(targets, book.snapshot.as_of)
    status = rag(
        latest.value if latest.enough else None, then.target if then else None, tolerance_of(kpi, then), kpi.direction
    )
    values = [one.value for one in seen if one.value is not None]
    first = max(stretches(book, kpi, site, seen), default=0)
    return _Series(kpi, site, seen, now.target if now else None, status, values[first:])


def _judged(series: Sequence[_Series]) -> list[LatestValue]:
    if not series:
        return []
    import numpy as np  # here, so that the other questions about KPIs do not load it

    from trustops.kpis.spc_many import SIDE, xmr_charts

    values = np.full((max(len(each.stretch) for each in series), len(series)), np.nan)
    for column, each in enumerate(series):
        values[: len(each.stretch), column] = [float(value) for value in each.stretch]
    wanted = np.array([np.nan if each.target is None else float(each.target) for each in series])
    sides = np.array([SIDE[each.kpi.direction] for each in series])
    charts = xmr_charts(values, sides, wanted, np.array([_places(each) for each in series]))
    return [
        _latest(each, charts.variation_of(column), charts.assurance_of(column)) for column, each in enumerate(series)
    ]


def _places(series: _Series) -> int:
    """The decimal places that all values of a series and its target need; of very large ones the first 13 digits."""
    figures = [*series.stretch, series.target or Decimal(0)]
    needed = max(-int(value.normalize().as_tuple().exponent) for value in figures)
    return min(max(0, needed), MOST_DIGITS - 1 - max(value.adjusted() for value in figures))


def _latest(series: _Series, variation: Variation, assurance: Assurance) -> LatestValue:
    latest = series.seen[-1]
    return LatestValue(
        end=latest.period.end,
        value=latest.value,
        rag=series.rag,
        variation=variation if latest.enough else Variation.COMMON,
        coverage=f"{latest.covered} of {counted(latest.of, 'school')}" if latest.of else "",
        assurance=assurance if latest.enough else Assurance.NONE,
        judged=latest.enough,
        reason=latest.reason,
        trace=tuple(one.value for one in series.seen),
    )
