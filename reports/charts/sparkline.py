"""Which way has it gone? A KPI's values as one small line, for the side of a sentence or a cell of a table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from reports.charts.chart import Chart
from reports.charts.tokens import ACCENT, place, spec_of
from reports.charts.xmr import SIGNALS, xmr_chart
from trustops.kpis.spc import Variation
from trustops.kpis.view import KpiView

HEIGHT, MOST = 36, 24
CELL_WIDTH, CELL_HEIGHT, ROOM, HALF = 76, 22, 5, 3.5
SHAPES = {
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "triangle-up": ((0, -1), (1, 1), (-1, 1)),
    "triangle-down": ((-1, -1), (1, -1), (0, 1)),
}


@dataclass(frozen=True, slots=True)
class Trace:
    """A line for a cell, drawn by the page itself: the corners of each unbroken piece, and of the mark at its end.

    A table of many series would be slow to draw as that many charts; what each shows is in the cell in words. ``dot``
    is where a plain dot stands, ``mark`` the corners of any other shape; both empty where the latest is not known.
    """

    pieces: tuple[str, ...]
    dot: tuple[float, float] | None = None
    mark: str = ""
    width: int = CELL_WIDTH
    height: int = CELL_HEIGHT


def trace(values: Sequence[Decimal | None], variation: Variation) -> Trace:
    """The latest values as a line in a cell, broken where one is not known; a signal's shape is the chart's own.

    >>> trace([Decimal(1), Decimal(2), None, Decimal(3)], Variation.COMMON).pieces
    ('5.0,17.0 27.0,11.0',)
    """
    seen = values[-MOST:]
    known = [value for value in seen if value is not None]
    if not known:
        return Trace(())
    low, high = min(known), max(known)
    across = (CELL_WIDTH - 2 * ROOM) / max(1, len(seen) - 1)
    down = (CELL_HEIGHT - 2 * ROOM) / float(high - low or 1)
    places = [
        None
        if value is None
        else (round(ROOM + at * across, 1), round(CELL_HEIGHT - ROOM - float(value - low) * down, 1))
        for at, value in enumerate(seen)
    ]
    end = places[-1]
    corners = SHAPES.get(_shape_of(variation), ())
    mark = "" if end is None else _corners((end[0] + HALF * x, end[1] + HALF * y) for x, y in corners)
    return Trace(tuple(_pieces(places)), end if not corners else None, mark)


def _pieces(places: Sequence[tuple[float, float] | None]) -> Iterator[str]:
    for known, run in groupby(places, key=lambda place: place is not None):
        piece = [place for place in run if place is not None]
        if known and len(piece) > 1:
            yield _corners(piece)


def _corners(places: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


def _shape_of(variation: Variation) -> str:
    return next((shape for each, shape, _, _ in SIGNALS if each is variation), "circle")


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
