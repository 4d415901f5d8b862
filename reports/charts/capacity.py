"""Who has the service's days? One bar: the trust's own schools, clients, and what is free."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reports.charts.chart import Chart, Number, Table
from reports.charts.tokens import ACCENT, ACT, INK, LINE, MUTED, SURFACE, place, spec_of
from reports.services import inside
from trustops.costing import ServiceCost
from trustops.quantities.words import number_text

HEIGHT = 52
BAR = {"y": {"value": 20}, "y2": {"value": HEIGHT}}
SLIM = Decimal("0.12")  # a part narrower than this share of the bar has no room for its words, but at the end


def capacity_bar(cost: ServiceCost, name: str = "") -> Chart:
    """The chargeable days of the year: own schools' days, sold days, and free ones (or those promised beyond)."""
    called = inside(name or cost.service)
    whole = cost.capacity.chargeable
    parts = [part for part in _parts(cost) if part[1]]
    shown = "; ".join(f"{label} {number_text(days)}" for label, days, _ in parts)
    title = f"Days of the {called}"
    sentence = f"Of {number_text(whole)} chargeable days of the {called}: {shown}."
    description = f"One bar of {number_text(whole)} days: {shown}."
    width = max(whole, cost.delivered_days)
    spec = spec_of(description, list(_layers(parts, width)), HEIGHT)
    spec["encoding"] = {
        "x": {"type": "quantitative", "scale": {"domain": [0, place(width)], "nice": False}, "axis": None}
    }
    rows = tuple((label, Number(number_text(days), days, "days")) for label, days, _ in parts)
    table = Table(("Days", "Number"), rows, frozenset({1}), title)
    return Chart(title, sentence, description, spec, table)


def _parts(cost: ServiceCost) -> Iterator[tuple[str, Decimal, str]]:
    """What a part of the bar is, its days and its colour."""
    free = cost.capacity.chargeable - cost.delivered_days
    yield "own schools", cost.member_days, MUTED
    yield "sold", cost.sold_days - cost.unmet_days, ACCENT
    yield "free", max(free, Decimal(0)), LINE
    yield "promised beyond capacity", cost.unmet_days, ACT


def _layers(parts: list[tuple[str, Decimal, str]], whole: Decimal) -> Iterator[dict[str, Any]]:
    start = Decimal(0)
    for label, days, colour in parts:
        end = start + days
        record = [{"from": place(start), "to": place(end), "text": f"{label} {number_text(days)}"}]
        yield {
            "data": {"values": record},
            "mark": {"type": "rect", "color": colour, "stroke": SURFACE},
            "encoding": {"x": {"field": "from"}, "x2": {"field": "to"}, "tooltip": _words(), **BAR},
        }
        if days > whole * SLIM or end == whole:
            yield _label(record, at_the_end=end == whole and days <= whole * SLIM)
        start = end


def _label(record: list[dict[str, Any]], *, at_the_end: bool) -> dict[str, Any]:
    """The words of a part, above where it begins; those of a slim last part end where the bar does."""
    return {
        "data": {"values": record},
        "mark": {"type": "text", "align": "right" if at_the_end else "left", "color": INK, "fontWeight": "bold"},
        "encoding": {"x": {"field": "to" if at_the_end else "from"}, "y": {"value": 8}, "text": _words()},
    }


def _words() -> dict[str, str]:
    return {"field": "text", "type": "nominal"}
