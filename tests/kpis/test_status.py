"""Red, amber or green against a target; better or worse than a benchmark."""

from datetime import date
from decimal import Decimal

import pytest

from tests.kpis.building import ASH, kpi, target
from trustops.kpis.status import Position, Rag, benchmark_for, rag, target_on, tolerance_of, worst
from trustops.models import Benchmark, record_of
from trustops.models.kpi import Direction, Unit
from trustops.models.school import Phase


@pytest.mark.parametrize(
    ("value", "direction", "status"),
    [
        ("97", Direction.UP, Rag.GREEN),
        ("96.9999", Direction.UP, Rag.AMBER),
        ("96.5", Direction.UP, Rag.AMBER),
        ("96.4999", Direction.UP, Rag.RED),
        ("97", Direction.DOWN, Rag.GREEN),
        ("97.5", Direction.DOWN, Rag.AMBER),
        ("97.6", Direction.DOWN, Rag.RED),
        ("97", Direction.NEUTRAL, Rag.GREY),
    ],
)
def test_target_97_give_or_take_half_a_point(value: str, direction: Direction, status: Rag) -> None:
    assert rag(Decimal(value), Decimal(97), Decimal("0.5"), direction) is status


def test_no_target_and_no_value_are_grey() -> None:
    assert rag(Decimal(97), None, Decimal(0), Direction.UP) is Rag.GREY
    assert rag(None, Decimal(97), Decimal(0), Direction.UP) is Rag.GREY


def test_a_count_that_should_be_nothing_is_red_at_one() -> None:
    code = kpi("GOV02", unit=Unit.NUMBER, direction=Direction.DOWN)
    assert rag(Decimal(1), Decimal(0), tolerance_of(code, None), Direction.DOWN) is Rag.RED


def test_no_green_hides_a_red_and_unknown_is_not_green() -> None:
    assert worst([Rag.GREEN, Rag.AMBER, Rag.RED, Rag.GREY]) is Rag.RED
    assert worst([Rag.GREEN, Rag.GREY]) is Rag.GREY
    assert worst([]) is Rag.GREY


@pytest.mark.parametrize(
    ("code", "tolerance"),
    [("ATT01", "0.5"), ("ATT03", "1"), ("EDU04", "2"), ("FIN01", "1"), ("FIN02", "3"), ("PEO01", "0")],
)
def test_default_tolerance_of_a_percentage(code: str, tolerance: str) -> None:
    assert tolerance_of(kpi(code), None) == Decimal(tolerance)


def test_what_the_trust_wrote_replaces_the_default() -> None:
    code = kpi(tolerance=Decimal("0.8"))
    assert tolerance_of(code, target(ASH, "97")) == Decimal("0.8")
    assert tolerance_of(code, target(ASH, "97", tolerance=Decimal("0.2"))) == Decimal("0.2")


def test_reserves_of_five_percent_are_amber_not_red() -> None:
    reserves = kpi("FIN02")
    assert rag(Decimal("5.0"), Decimal(8), tolerance_of(reserves, None), Direction.UP) is Rag.AMBER
    assert rag(Decimal("4.99"), Decimal(8), tolerance_of(reserves, None), Direction.UP) is Rag.RED


def test_the_target_in_force_is_the_one_that_began_last() -> None:
    rows = [target(ASH, "95", date(2023, 9, 1)), target(ASH, "96", date(2025, 9, 1), to_date=date(2026, 8, 31))]
    wanted = [
        row.target if row else None for row in (target_on(rows, date(day, 12, 1)) for day in (2022, 2024, 2025, 2026))
    ]
    assert wanted == [None, Decimal(95), Decimal(96), Decimal(95)]


def benchmark(year: int, value: str, phase: Phase = Phase.PRIMARY) -> Benchmark:
    span = {"start": date(year, 9, 1), "end": date(year + 1, 8, 31)}
    return record_of(Benchmark)(kpi="ATT01", phase=phase, value=Decimal(value), source=f"DfE {year}", **span)


def test_the_benchmark_is_of_the_period_else_the_latest_before() -> None:
    rows = [benchmark(2023, "92.9"), benchmark(2024, "93.1"), benchmark(2024, "91", Phase.SECONDARY)]
    found = benchmark_for(rows, Phase.PRIMARY, date(2024, 1, 1), Decimal(93), Direction.UP)
    assert found is not None
    assert (found.source, found.position) == ("DfE 2023", Position.BETTER)
    later = benchmark_for(rows, Phase.PRIMARY, date(2026, 1, 1), Decimal(93), Direction.UP)
    assert later is not None
    assert (later.value, later.position) == (Decimal("93.1"), Position.WORSE)
    assert benchmark_for(rows, Phase.PRIMARY, date(2023, 1, 1), Decimal(93), Direction.UP) is None
    assert benchmark_for(rows, None, date(2026, 1, 1), Decimal(93), Direction.UP) is None
