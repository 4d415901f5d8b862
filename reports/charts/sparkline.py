"""Which way has it gone? A KPI's values as one small line, for the side of a sentence."""

from typing import Any

from reports.charts.chart import Chart
from reports.charts.tokens import ACCENT, place, spec_of
from reports.charts.xmr import SIGNALS, xmr_chart
from trustops.kpis.view import KpiView

HEIGHT, MOST = 36, 24


def sparkline(view: KpiView) -> Chart:
    """A KPI's latest values without axes; the last is marked by the shape and colour of its signal."""
    whole = xmr_chart(view)
    known = [point for point in view.points if point.value is not None][-MOST:]
    values = [{"end": point.end.isoformat(), "value": place(point.value)} for point in known]
    shape, colour = next(
        ((shape, colour) for variation, shape, colour, _ in SIGNALS if variation is view.variation), ("circle", ACCENT)
    )
    layers: list[dict[str, Any]] = [
        {"mark": {"type": "line", "color": ACCENT, "strokeWidth": 1.5}},
        {
            "data": {"values": values[-1:]},
            "mark": {"type": "point", "filled": True, "opacity": 1, "shape": shape, "color": colour, "size": 70},
        },
    ]
    spec = spec_of(whole.description, layers, HEIGHT, data={"values": values})
    spec["encoding"] = {
        "x": {"field": "end", "type": "temporal", "scale": {"type": "utc"}, "axis": None},
        "y": {"field": "value", "type": "quantitative", "scale": {"zero": False}, "axis": None},
    }
    return Chart(whole.title, whole.sentence, whole.description, spec, whole.table)
