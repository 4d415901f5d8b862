"""The bars of the services list: the least recovered first, and nothing where nothing is known."""

from dataclasses import replace
from decimal import Decimal

from reports.charts.draw import svg
from reports.charts.recovery import recovery_bars
from tests.costing.officer import HIGH, LOW
from trustops.costing import service_cost


def test_the_worked_service_recovers_more_than_it_costs() -> None:
    chart = recovery_bars([("Attendance service", service_cost(HIGH))])
    assert chart is not None
    assert chart.sentence == "With our own schools paying the full cost of their days, each covers its cost."
    assert chart.table.texts() == (("Attendance service", "£41,380.09", "£24,475.00", "£19,060.04", "105.2 %"),)


def test_the_least_recovered_comes_first_and_is_told() -> None:
    chart = recovery_bars([("Full", service_cost(HIGH)), ("Half empty", service_cost(LOW))])
    assert chart is not None
    assert [row[0] for row in chart.table.texts()] == ["Half empty", "Full"]
    assert "1 of 2 does not cover its cost" in chart.sentence
    drawn = svg(chart.spec)
    assert ("71.9 %" in drawn, "105.2 %" in drawn) == (True, True)


def test_where_no_price_is_known_there_is_no_bar() -> None:
    unknown = service_cost(replace(HIGH, price=None))
    assert unknown.recovery_pct is None
    assert recovery_bars([("Unknown", unknown)]) is None
    free = service_cost(replace(HIGH, price=Decimal(0)))
    assert recovery_bars([("Unknown", unknown), ("Free", free)]) is not None
