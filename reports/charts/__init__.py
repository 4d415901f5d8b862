"""How does a figure look? Each chart once, as a Vega-Lite specification that pages and packs both draw."""

from reports.charts.break_even import break_even_chart
from reports.charts.capacity import capacity_bar
from reports.charts.chart import Cell, Chart, Number, Table, cell_text, short_day
from reports.charts.cover import cover_chart
from reports.charts.cover_graph import cover_graph
from reports.charts.cover_trend import cover_trend
from reports.charts.sparkline import Trace, sparkline, trace
from reports.charts.tokens import in_dark
from reports.charts.xmr import xmr_chart

__all__ = [
    "Cell",
    "Chart",
    "Number",
    "Table",
    "Trace",
    "break_even_chart",
    "capacity_bar",
    "cell_text",
    "cover_chart",
    "cover_graph",
    "cover_trend",
    "in_dark",
    "short_day",
    "sparkline",
    "trace",
    "xmr_chart",
]
