"""What does one KPI say at one site: every value with its signals, its limits, target, benchmark and plain words?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trustops.kpis.book import KpiBook
from trustops.kpis.catalogue import catalogue
from trustops.kpis.observed import Observation, chart_of, observations
from trustops.kpis.seasonal import YearBefore, year_before
from trustops.kpis.sentence import WAS, kpi_sentence, value_text
from trustops.kpis.spc import NHS_R, Assurance, Chart, Flag, Rules, Variation
from trustops.kpis.status import BenchmarkPosition, Position, Rag, benchmark_for, rag, target_on, tolerance_of
from trustops.models import TRUST_SITE, Benchmark, Kpi, School, record_of
from trustops.models.kpi import Direction, Unit, ValueStatus
from trustops.models.school import Phase
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted, day_text
from trustops.snapshot import Snapshot

OF_CATALOGUE = "the KPI catalogue: all schools in England"
"""Where a benchmark is from that stands on no sheet of the trust."""


@dataclass(frozen=True, slots=True)
class KpiPoint:
    """A period's value, or why there is none, with its signals, its status and the limits of its stretch.

    For the trust's values ``covered`` of the ``of`` schools that owe one gave theirs. A value that is rolled up from
    fewer than 80 % of them is shown and not ``judged``: its status is grey and it gives no signal.
    """

    start: date
    end: date
    value: Decimal | None
    status: ValueStatus | None
    flags: tuple[Flag, ...]
    type: Variation
    not_published: str | None
    reason: str
    rag: Rag
    target: Decimal | None
    mean: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    covered: int
    of: int
    rolled_up: bool
    judged: bool = True

    @property
    def coverage(self) -> str:
        """Like “3 of 4 schools”; empty where a value is not made of schools' values."""
        return f"{self.covered} of {counted(self.of, 'school')}" if self.of else ""


@dataclass(frozen=True, slots=True)
class KpiView:
    """A KPI at a site on a day. Values and limits are in the KPI's unit; limits are those of the latest stretch.

    ``target`` and ``rag`` are of the latest period; ``benchmark`` is a value, its source and position beside it.
    ``area_benchmark`` is the same of the local authority ``area`` that the site is in. ``target_from``,
    ``benchmark_from`` and ``area_benchmark_from`` say which row each was read off. ``judged`` is False where
    too few schools are in the latest value for a verdict: then it has no signal, no assurance and no position.
    ``last_year`` is the same time last year, of a seasonal KPI; ``definition_changes`` are the days from which
    something else is counted.
    """

    kpi: str
    name: str
    site: str
    site_name: str
    as_of: date
    unit: Unit
    direction: Direction
    decimals: int | None
    owner: str | None
    committee: str | None
    points: tuple[KpiPoint, ...]
    mean: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    near_lower: Decimal | None
    near_upper: Decimal | None
    baseline_points: int
    trial: bool
    variation: Variation
    assurance: Assurance
    target: Decimal | None
    rag: Rag
    benchmark: Decimal | None
    benchmark_source: str | None
    benchmark_position: Position | None
    coverage: str
    sentence: str
    target_from: str = ""
    benchmark_from: str = ""
    area: str | None = None
    area_benchmark: Decimal | None = None
    area_benchmark_source: str | None = None
    area_benchmark_position: Position | None = None
    area_benchmark_from: str = ""
    benchmark_start: date | None = None
    benchmark_end: date | None = None
    judged: bool = True
    last_year: YearBefore | None = None
    definition_changes: tuple[date, ...] = ()

    @property
    def latest(self) -> KpiPoint | None:
        """The point of the latest period, whether or not it has a value."""
        return self.points[-1] if self.points else None

    @property
    def last_judged(self) -> KpiPoint | None:
        """The latest point that enough schools are in: until then it can be said what the series does."""
        return _last_judged(self.points)

    @property
    def last_signal(self) -> Variation:
        """What the latest point that could be judged says."""
        return self.last_judged.type if self.last_judged else Variation.COMMON


def kpi_view(snapshot: Snapshot, kpi: str, site: str, book: KpiBook | None = None, rules: Rules = NHS_R) -> KpiView:
    """A KPI at a school (its URN) or for the trust (``TRUST``), with its chart, target, benchmark and a sentence.

    The trust's values are its own where it gave them, else rolled up from its schools. A value that is not published
    stays as a point without a value, and the chart passes over it. Raises :class:`TrustopsError` for a KPI or a site
    that the trust does not have; a site without values has an empty view that says so. Pass ``book`` to make many
    views of one snapshot, and other ``rules`` to draw its limits otherwise.

    >>> from trustops.models import KpiValue, record_of
    >>> from trustops.models.kpi import Frequency
    >>> kpi = record_of(Kpi)(kpi="GOV02", name="Board vacancies", unit=Unit.NUMBER, direction=Direction.DOWN,
    ...                      frequency=Frequency.TERMLY)
    >>> value = record_of(KpiValue)(kpi="GOV02", site="TRUST", start=date(2025, 9, 1), end=date(2025, 12, 19),
    ...                             value=Decimal(2))
    >>> kpi_view(Snapshot.of(date(2026, 1, 31), [kpi, value]), "GOV02", "TRUST").sentence
    'Board vacancies at the trust: the one value, 2, is too few for limits. It has no target.'
    """
    book = book or KpiBook.of(snapshot)
    row = book.kpi(kpi)
    _must_be_a_site(snapshot, site)
    seen = observations(book, row, site)
    return _view(book, row, site, seen, rules)


def _must_be_a_site(snapshot: Snapshot, site: str) -> None:
    if site != TRUST_SITE and snapshot.one(School, site) is None:
        raise TrustopsError(f"There is no school with the URN “{site}” here; use a URN of the Schools sheet, or TRUST.")


def _view(book: KpiBook, kpi: Kpi, site: str, seen: Sequence[Observation], rules: Rules) -> KpiView:
    targets = book.targets.get((kpi.kpi, site), ())
    day = seen[-1].period.end if seen else book.snapshot.as_of
    row = target_on(targets, day) or target_on(targets, book.snapshot.as_of)
    target = row.target if row else None
    chart = chart_of(book, kpi, site, seen, target, rules)
    points = tuple(_points(book, kpi, site, seen, chart))
    limits = chart.limits
    latest = points[-1] if points else None
    area = book.area_of(site)
    nearby = [row for row in book.area_benchmarks.get(kpi.kpi, ()) if row.area == area]
    phase, value = _phase(book, kpi, site), latest.value if latest else None
    benchmark = benchmark_for(_benchmarks(book, kpi, site, phase), phase, day, value, kpi.direction)
    near = benchmark_for(nearby, phase, day, value, kpi.direction)
    changed = tuple(row.from_date for row in book.definition_changes(kpi.kpi))
    before = year_before(seen, kpi, max(changed, default=None))
    judged = not seen or seen[-1].enough
    return KpiView(
        kpi=kpi.kpi,
        name=kpi.name,
        site=site,
        site_name=book.snapshot.site_name(site),
        as_of=book.snapshot.as_of,
        unit=kpi.unit,
        direction=kpi.direction,
        decimals=kpi.decimals,
        owner=kpi.owner,
        committee=kpi.committee,
        points=points,
        mean=limits.mean if limits else None,
        lower=limits.lower if limits else None,
        upper=limits.upper if limits else None,
        near_lower=limits.near_lower if limits else None,
        near_upper=limits.near_upper if limits else None,
        baseline_points=limits.points if limits else 0,
        trial=limits.trial if limits else True,
        variation=chart.variation if judged else Variation.COMMON,
        assurance=chart.assurance if judged else Assurance.NONE,
        target=target,
        rag=latest.rag if latest else Rag.GREY,
        benchmark=benchmark.value if benchmark else None,
        benchmark_source=benchmark.source if benchmark else None,
        benchmark_position=benchmark.position if benchmark and judged else None,
        coverage=latest.coverage if latest else "",
        sentence=kpi_sentence(kpi, book.snapshot.site_name(site), chart, target, _gap(latest, before))
        if judged or latest is None or latest.value is None
        else _not_judged(kpi, latest, latest.value, points),
        target_from=book.snapshot.origin(row) if row else "",
        area=area,
        area_benchmark=near.value if near else None,
        area_benchmark_source=near.source if near else None,
        area_benchmark_position=near.position if near and judged else None,
        area_benchmark_from=book.snapshot.origin(near.row) if near and near.row else "",
        benchmark_from=_benchmark_from(book, benchmark),
        benchmark_start=benchmark.start if benchmark else None,
        benchmark_end=benchmark.end if benchmark else None,
        judged=judged,
        last_year=before,
        definition_changes=changed,
    )


def _not_judged(kpi: Kpi, latest: KpiPoint, value: Decimal, points: Sequence[KpiPoint]) -> str:
    """What is said in place of a verdict, where too few schools are in the trust's value; and how it was before."""
    said = f"its latest value, {value_text(kpi, value)}, covers {latest.coverage}"
    before = _last_judged(points)
    then = f" Until {day_text(before.end)} it {WAS[before.type]}." if before else ""
    return f"{kpi.name} at the trust cannot be judged yet: {said}.{then}"


def _last_judged(points: Sequence[KpiPoint]) -> KpiPoint | None:
    return next((point for point in reversed(points) if point.value is not None and point.judged), None)


def _gap(latest: KpiPoint | None, before: YearBefore | None) -> str:
    """What is lacking in the latest value, and how it stands beside last year."""
    if latest is None:
        return ""
    if latest.value is not None:
        covers = "" if latest.covered == latest.of else f"Its latest value covers {latest.coverage}."
        return " ".join(part for part in (before.sentence if before else "", covers) if part)
    because = f": {latest.reason}" if latest.reason else ""
    return f"The value to {day_text(latest.end)} is not known{because}."


def _points(book: KpiBook, kpi: Kpi, site: str, seen: Sequence[Observation], chart: Chart) -> Iterator[KpiPoint]:
    charted = iter(chart.points)
    for one in seen:
        target = target_on(book.targets.get((kpi.kpi, site), ()), one.period.end)
        wanted = target.target if target else None
        drawn = next(charted) if one.value is not None else None
        yield KpiPoint(
            start=one.period.start,
            end=one.period.end,
            value=one.value,
            status=one.status,
            flags=drawn.flags if drawn and one.enough else (),
            type=drawn.type if drawn and one.enough else Variation.COMMON,
            not_published=one.not_published,
            reason=one.reason,
            rag=rag(one.value if one.enough else None, wanted, tolerance_of(kpi, target), kpi.direction),
            target=wanted,
            mean=drawn.limits.mean if drawn else None,
            lower=drawn.limits.lower if drawn else None,
            upper=drawn.limits.upper if drawn else None,
            covered=one.covered,
            of=one.of,
            rolled_up=one.rolled_up,
            judged=one.enough,
        )


def _benchmarks(book: KpiBook, kpi: Kpi, site: str, phase: Phase | None) -> Sequence[Benchmark]:
    """The benchmarks of the KPI; for a trust of several phases, those of England's schools all together."""
    return book.benchmarks.get(kpi.kpi, ()) if phase or site != TRUST_SITE else _all_schools(kpi)


def _all_schools(kpi: Kpi) -> list[Benchmark]:
    """What England's schools reached all together, by the catalogue, of a KPI that is the catalogue's."""
    return [
        record_of(Benchmark)(
            kpi=kpi.kpi, phase=None, start=each.start, end=each.end, value=each.value, source=each.citation
        )
        for each in catalogue().all_schools(kpi.kpi, kpi.unit, kpi.direction)
    ]


def _benchmark_from(book: KpiBook, benchmark: BenchmarkPosition | None) -> str:
    if benchmark is None or benchmark.row is None:
        return ""
    return book.snapshot.origin(benchmark.row) if benchmark.row.phase else OF_CATALOGUE


def _phase(book: KpiBook, kpi: Kpi, site: str) -> Phase | None:
    """The phase that a site is compared with; the trust's own is the one that all its schools share."""
    if site != TRUST_SITE:
        return book.phase_of(site)
    phases = {book.phase_of(urn) for urn in book.snapshot.our_schools}
    return kpi.phase or (phases.pop() if len(phases) == 1 else None)
