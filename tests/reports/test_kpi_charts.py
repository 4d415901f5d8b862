"""Charts of a KPI that is counted otherwise from a day on, that swings with the seasons, and lines in cells."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from reports.charts import sparkline, trace, xmr_chart
from reports.charts.draw import svg
from tests.kpis.building import ASH, half_term, kpi, series, trust
from trustops.kpis.spc import Variation
from trustops.kpis.view import kpi_view
from trustops.models import KpiDefinition, KpiValue, record_of
from trustops.models.kpi import Frequency


def records_of(chart: Any) -> list[dict[str, Any]]:
    values: list[dict[str, Any]] = chart.spec["data"]["values"]
    return values


def test_the_line_is_broken_where_something_else_is_counted() -> None:
    change = record_of(KpiDefinition)(kpi="ATT01", from_date=half_term(2)[0], definition="With study leave")
    view = kpi_view(trust(kpi(), *series(ASH, "93 94 92 93"), change), "ATT01", ASH)
    chart = xmr_chart(view)
    assert [record["series"] for record in records_of(chart)] == [0, 0, 1, 1]
    assert any(layer["encoding"].get("detail") == {"field": "series"} for layer in chart.spec["layer"])
    assert svg(chart.spec).startswith("<svg")


def test_last_year_is_a_line_of_dots_with_its_name() -> None:
    def week(first: date, number: int, figure: str) -> KpiValue:
        start = first + timedelta(weeks=number)
        return record_of(KpiValue)(
            kpi="ATT01", site=ASH, start=start, end=start + timedelta(days=4), value=Decimal(figure)
        )

    rows = [week(date(2025, 9, 8), number, figure) for number, figure in enumerate(("95.3", "94.0", "93.1"))]
    rows += [week(date(2026, 9, 7), number, figure) for number, figure in enumerate(("95.0", "94.5"))]
    view = kpi_view(trust(kpi(frequency=Frequency.WEEKLY, seasonal=True), *rows), "ATT01", ASH)
    chart = xmr_chart(view)
    assert [record["before"] for record in records_of(chart)] == [None, None, None, 95.3, 94.0]
    texts = [layer["data"]["values"][0]["text"] for layer in chart.spec["layer"] if "data" in layer]
    assert "Last year 94.0 %" in texts
    assert svg(chart.spec).startswith("<svg")
    assert sparkline(view).table.rows


def test_a_line_in_a_cell_is_broken_where_a_value_is_not_known_and_marked_by_its_signal() -> None:
    values = [Decimal(value) if value else None for value in (1, 2, 0, 3, 4)]
    plain = trace(values, Variation.COMMON)
    assert (len(plain.pieces), plain.mark) == (2, "")
    assert plain.dot is not None
    assert 0 < plain.dot[0] <= plain.width
    worse = trace(values, Variation.CONCERN)
    assert (worse.dot, len(worse.mark.split())) == (None, 4)


def test_a_line_of_nothing_and_of_one_value() -> None:
    assert trace([], Variation.COMMON).pieces == trace([None], Variation.COMMON).pieces == ()
    one = trace([Decimal(5)], Variation.COMMON)
    assert (one.pieces, one.dot) == ((), (5.0, 17.0))
    assert trace([Decimal(5), None], Variation.IMPROVEMENT).mark == ""
