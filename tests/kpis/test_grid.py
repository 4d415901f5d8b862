"""The latest of every series at once: the same as one view at a time, whatever the unit, the gaps and the changes."""

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from tests.kpis.building import ASH, ELM, half_term, kpi, parts, series, target, trust, value
from trustops.kpis.book import KpiBook
from trustops.kpis.grid import latest_values
from trustops.kpis.view import kpi_view
from trustops.models import Kpi, KpiChange, KpiDefinition, record_of
from trustops.models.kpi import Direction, RollUp, Unit
from trustops.snapshot import Snapshot

LATER = date(2030, 1, 1)


def same_as_one_by_one(snapshot: Snapshot) -> None:
    book = KpiBook.of(snapshot)
    found = latest_values(book, snapshot.all(Kpi))
    assert found
    for (code, site), latest in found.items():
        view = kpi_view(snapshot, code, site, book)
        point = view.points[-1]
        assert (latest.end, latest.value, latest.rag, latest.coverage) == (
            point.end,
            point.value,
            view.rag,
            point.coverage,
        )
        assert (latest.variation, latest.assurance, latest.judged) == (view.variation, view.assurance, view.judged)
        assert latest.trace == tuple(each.value for each in view.points)


def test_random_series_are_the_same_as_one_by_one() -> None:
    random = Random(7)
    records: list[Any] = []
    for number in range(40):
        code = f"K{number:02d}"
        records.append(kpi(code, direction=random.choice(list(Direction)), roll_up=RollUp.NONE))
        for site in (ASH, ELM):
            length = random.choice((0, 1, 2, 9, 12, 25))
            step = random.choice((0, 0, 8))
            values = [930 + random.randint(-9, 9) + (step if at > 14 else 0) for at in range(length)]
            records += [
                value(site, at, None if random.random() < 0.1 else str(Decimal(each) / 10), code)
                for at, each in enumerate(values)
            ]
            if random.random() < 0.7:
                records.append(target(site, str(Decimal(random.randint(915, 945)) / 10), code=code))
            if random.random() < 0.3:
                change = half_term(random.randint(1, 20))[0]
                records.append(record_of(KpiChange)(kpi=code, site=site, on_date=change, reason="a new register"))
    same_as_one_by_one(trust(*records, as_of=LATER))


def test_rolled_up_shares_with_ten_places_and_a_changed_definition() -> None:
    random = Random(8)
    rows = [parts(site, at, random.randint(850, 960), 997) for site in (ASH, ELM) for at in range(22)]
    definition = record_of(KpiDefinition)(kpi="ATT01", from_date=half_term(9)[0], definition="Counted otherwise")
    same_as_one_by_one(trust(kpi(), *rows, definition, target("TRUST", "90.123"), as_of=LATER))


def test_very_large_and_very_small_amounts() -> None:
    money = kpi("CASH", unit=Unit.POUNDS, roll_up=RollUp.SUM)
    large = series(ASH, "41380912345.67 41380912345.68 41380912345.66 41380912345.67 99999999999999", "CASH")
    small = series(ELM, "0.0000000001 0.0000000002 0.0000000001 0 0.0000000009", "CASH")
    same_as_one_by_one(trust(money, *large, *small))


def test_a_trust_without_values_has_none() -> None:
    snapshot = trust(kpi())
    assert latest_values(KpiBook.of(snapshot), snapshot.all(Kpi)) == {}
