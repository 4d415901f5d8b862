"""How long does the calendar of a year take, for the example trust and for one of fifty schools?"""

from dataclasses import replace
from datetime import date
from statistics import median
from time import perf_counter
from typing import Any

from examples.make_example import example_facts
from tests.bench.measure import verdict
from trustops.governance.calendar import calendar
from trustops.models import Relation, record_of
from trustops.models.school import RelationKind
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

GOAL, TIMES, SCHOOLS = 0.2, 7, 50


def bench_calendar() -> None:
    """A year's duties, each with its day, its status and what answers it, in seconds of the clock."""
    small = Snapshot.of(date(2026, 11, 22), example_facts())
    for what, snapshot in (("of the example trust", small), (f"of {SCHOOLS} schools", many(small))):
        items = calendar(snapshot, AcademicYear(2026))
        took = median(spells(snapshot))
        print(f"calendar of a year {what}: {len(items):,} duties in {took:.3f} s ({verdict(took, GOAL, ' s')})")


def many(snapshot: Snapshot) -> Snapshot:
    """The same trust with so many schools."""
    rows: list[Any] = [
        record_of(Relation)(urn=str(800_000 + n), relation=RelationKind.MEMBER, from_date=date(2020, 9, 1))
        for n in range(SCHOOLS)
    ]
    return replace(snapshot, tables={**snapshot.tables, Relation: rows})


def spells(snapshot: Snapshot) -> list[float]:
    found = []
    for _ in range(TIMES):
        before = perf_counter()
        calendar(snapshot, AcademicYear(2026))
        found.append(perf_counter() - before)
    return found
