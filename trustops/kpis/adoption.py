"""What would adopting KPIs of the catalogue add? Rows of the KPIs and Benchmarks sheets, for a person to accept.

Nothing that is there is written over: a KPI that the trust has keeps the trust's own words, and a benchmark that it
has stays. England's figures of all schools together have no place on the Benchmarks sheet, which is of phases; a page
shows them from the catalogue.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trustops.kpis.catalogue import UNCERTAIN, CatalogueKpi, catalogue
from trustops.models import Benchmark, Kpi, record_of
from trustops.quantities.errors import TrustopsError
from trustops.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Adoption:
    """The rows that would be added, and the KPIs chosen that are there already, by their codes."""

    kpis: tuple[Kpi, ...]
    benchmarks: tuple[Benchmark, ...]
    kept: tuple[str, ...]

    @property
    def adds(self) -> bool:
        """Whether there is anything to add."""
        return bool(self.kpis or self.benchmarks)


def adoption(snapshot: Snapshot, codes: Iterable[str]) -> Adoption:
    """What adopting the KPIs of these codes, or entries of the catalogue, would add to a trust.

    Raises TrustopsError when a code is none of the catalogue, or when none is given.

    >>> from datetime import date
    >>> found = adoption(Snapshot.of(date(2026, 11, 22), []), ["EDU04"])
    >>> [kpi.name for kpi in found.kpis], [str(row.value) for row in found.benchmarks]
    (['Key stage 2 reading, writing and maths'], ['65', '59', '61', '62'])
    """
    book = catalogue()
    chosen = tuple({kpi.kpi: kpi for code in codes for kpi in book.called(code)}.values())
    if not chosen:
        raise TrustopsError("No KPI was chosen; tick those that the trust is to watch.")
    there = {row.kpi for row in snapshot.all(Kpi)}
    return Adoption(
        tuple(kpi_row(kpi) for kpi in chosen if kpi.kpi not in there),
        tuple(row for kpi in chosen for row in _benchmarks(snapshot, kpi)),
        tuple(kpi.kpi for kpi in chosen if kpi.kpi in there),
    )


def kpi_row(kpi: CatalogueKpi) -> Kpi:
    """A KPI of the catalogue as a row of the KPIs sheet; its owner, committee and objective are the trust's to say."""
    row: Kpi = record_of(Kpi)(
        kpi=kpi.kpi,
        name=kpi.name,
        definition=kpi.definition,
        unit=kpi.unit,
        direction=kpi.direction,
        phase=kpi.phase,
        frequency=kpi.frequency,
        lag_days=kpi.lag_days,
        roll_up=kpi.roll_up,
        tolerance=kpi.tolerance,
        decimals=kpi.decimals,
        smallest_group=kpi.smallest_group,
        no_benchmark_because=kpi.no_benchmark_because,
        seasonal=kpi.seasonal or None,
        may_exceed_100=kpi.may_exceed_100 or None,
        system=kpi.system,
    )
    return row


def _benchmarks(snapshot: Snapshot, kpi: CatalogueKpi) -> Iterator[Benchmark]:
    """England's figures of one phase that are not there yet, but for those that are uncertain."""
    for each in kpi.england:
        if each.phase is None or each.status == UNCERTAIN:
            continue
        if snapshot.one(Benchmark, each.kpi, each.phase, each.start) is None:
            yield record_of(Benchmark)(
                kpi=each.kpi, phase=each.phase, start=each.start, end=each.end, value=each.value, source=each.citation
            )
