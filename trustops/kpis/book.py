"""Which values, targets and changes belong to which KPI and site? The snapshot's rows, sorted once.

A period that ends after the snapshot's day is not there yet, whenever its value was typed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

from trustops.kpis.small_numbers import held_back, total_tells
from trustops.models import (
    TRUST_SITE,
    AreaBenchmark,
    Benchmark,
    Kpi,
    KpiChange,
    KpiDefinition,
    KpiTarget,
    KpiValue,
    School,
    SchoolYear,
)
from trustops.models.school import Phase
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import AcademicYear, days_inclusive
from trustops.snapshot import OURS, Snapshot

Key = tuple[str, str]
LEAST_YEAR, MOST_YEAR = 300, 366  # days: from September to July, or twelve months

# A school of every phase teaches what a primary and a secondary teach.
TEACHES = {Phase.ALL_THROUGH: (Phase.PRIMARY, Phase.SECONDARY)}


@dataclass(frozen=True)
class KpiBook:
    """The KPI rows of a snapshot by KPI and site, each series in the order of its periods.

    ``wider`` are the values for a whole year in a series that has shorter ones as well: another source of the same
    figure, and no point of the series. With ``hide_small`` it is for readers from whom values that tell of a few
    people are held back.
    """

    snapshot: Snapshot
    values: Mapping[Key, Sequence[KpiValue]]
    targets: Mapping[Key, Sequence[KpiTarget]]
    changes: Mapping[Key, Sequence[KpiChange]]
    benchmarks: Mapping[str, Sequence[Benchmark]]
    area_benchmarks: Mapping[str, Sequence[AreaBenchmark]]
    definitions: Mapping[str, Sequence[KpiDefinition]]
    wider: Mapping[Key, Sequence[KpiValue]] = field(default_factory=dict)
    hide_small: bool = False
    _joined: dict[tuple[date, date], frozenset[str]] = field(default_factory=dict, repr=False)
    _held: dict[str, frozenset[tuple[str, KpiValue]]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, snapshot: Snapshot, *, hide_small: bool = False) -> "KpiBook":
        seen = [row for row in snapshot.all(KpiValue) if row.end <= snapshot.as_of]
        known = [row for row in snapshot.all(KpiChange) if row.on_date <= snapshot.as_of]
        values, wider = _without_the_wider(_grouped(sorted(seen, key=lambda row: row.start)))
        return cls(
            snapshot,
            values,
            _grouped(snapshot.all(KpiTarget)),
            _grouped(known),
            _by_kpi(snapshot.all(Benchmark)),
            _by_kpi(snapshot.all(AreaBenchmark)),
            _by_kpi(row for row in snapshot.all(KpiDefinition) if row.from_date <= snapshot.as_of),
            wider,
            hide_small,
        )

    def definition_changes(self, kpi: str) -> tuple[KpiDefinition, ...]:
        """The definitions of a KPI that say something else than the one before; the first is what it began with."""
        rows = sorted(self.definitions.get(kpi, ()), key=lambda row: row.from_date)
        return tuple(now for before, now in pairwise([None, *rows]) if now and (before is None or _differ(before, now)))

    def hides(self, kpi: Kpi, site: str, row: KpiValue) -> bool:
        """Whether a row is held back from this reader."""
        return self.hide_small and (site, row) in self._held_back(kpi)

    def hides_total(self, kpi: Kpi, rows: Iterable[KpiValue]) -> bool:
        """Whether the trust's total of these rows is held back from this reader."""
        return self.hide_small and total_tells(kpi, rows)

    def _held_back(self, kpi: Kpi) -> frozenset[tuple[str, KpiValue]]:
        if kpi.kpi not in self._held:
            sites = self.sites_of.get(kpi.kpi, ())
            rows = {site: (*self.values[kpi.kpi, site], *self.wider.get((kpi.kpi, site), ())) for site in sites}
            self._held[kpi.kpi] = held_back(kpi, rows)
        return self._held[kpi.kpi]

    def kpi(self, code: str) -> Kpi:
        """The KPI with a code; raises with what to do when there is none."""
        row = self.snapshot.one(Kpi, code)
        if row is None:
            raise TrustopsError(f"There is no KPI “{code}”: the list of KPIs names those there are.")
        return row

    @cached_property
    def sites_of(self) -> Mapping[str, Sequence[str]]:
        """The sites that have values of each KPI, the trust last."""
        found: dict[str, list[str]] = defaultdict(list)
        for kpi, site in sorted(self.values, key=lambda key: (key[1] == TRUST_SITE, key)):
            found[kpi].append(site)
        return found

    def joined_throughout(self, start: date, end: date) -> frozenset[str]:
        """The schools that were founder or member on the first and on the last day of a period."""
        schools = self._joined.get((start, end))
        if schools is None:
            schools = _ours(self.snapshot, start) & _ours(self.snapshot, end)
            self._joined[start, end] = schools
        return schools

    def phase_of(self, site: str) -> Phase | None:
        school = self.snapshot.one(School, site)
        return school.phase if school else None

    def applies_to(self, kpi: Kpi, urn: str) -> bool:
        """Whether a KPI is for a school of that phase; a KPI without a phase is for every school."""
        phase = self.phase_of(urn)
        return kpi.phase is None or phase is None or kpi.phase is phase or kpi.phase in TEACHES.get(phase, ())

    def area_of(self, site: str) -> str | None:
        """The local authority of a school; of the trust, the one that all its schools are in."""
        schools = [
            self.snapshot.one(School, urn) for urn in (self.snapshot.our_schools if site == TRUST_SITE else [site])
        ]
        areas = {school.local_authority for school in schools if school is not None}
        return areas.pop() if len(areas) == 1 else None

    def pupils(self, urn: str, day: date) -> int | None:
        """The pupils of a school in the academic year of a day."""
        row = self.snapshot.one(SchoolYear, urn, str(AcademicYear.containing(day)))
        return row.pupils if row else None


def whole_years(spans: Sequence[Any]) -> list[Any]:
    """The spans of a whole year among those of a series that has shorter ones too.

    A longer one, as a half-term of which the year was mistyped makes, is left among them to be told as an overlap.
    """
    days = [days_inclusive(span.start, span.end) for span in spans]
    if all(each >= LEAST_YEAR for each in days):
        return []
    return [span for span, each in zip(spans, days, strict=True) if LEAST_YEAR <= each <= MOST_YEAR]


def _without_the_wider(series: dict[Key, list[Any]]) -> tuple[dict[Key, list[Any]], dict[Key, list[Any]]]:
    wider: dict[Key, list[Any]] = {}
    for key, rows in series.items():
        if found := whole_years(rows):
            wider[key] = found
            series[key] = [row for row in rows if row not in found]
    return series, wider


def _ours(snapshot: Snapshot, day: date) -> frozenset[str]:
    return frozenset(urn for urn, relation in snapshot.relations_on(day).items() if relation in OURS)


def _differ(before: KpiDefinition, now: KpiDefinition) -> bool:
    return " ".join(before.definition.split()).casefold() != " ".join(now.definition.split()).casefold()


def _grouped(rows: Iterable[Any]) -> dict[Key, list[Any]]:
    found: dict[Key, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.kpi, row.site].append(row)
    return dict(found)


def _by_kpi(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.kpi].append(row)
    return dict(found)
