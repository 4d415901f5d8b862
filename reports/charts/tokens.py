"""Which colours, type and room do all charts share? The tokens of the pages, in light and in dark."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

INK, MUTED, LINE, SURFACE = "#1b2733", "#566270", "#d8dde3", "#ffffff"
ACCENT, ACT, WATCH, FINE = "#14548f", "#a8201a", "#7a4a00", "#1d6a3b"
DARK: Mapping[str, str] = MappingProxyType(
    {
        INK: "#e6eaef",
        MUTED: "#a3aeba",
        LINE: "#313b46",
        SURFACE: "#1a222b",
        ACCENT: "#8cbcf0",
        ACT: "#ff9d94",
        WATCH: "#f2bf66",
        FINE: "#86d3a1",
    }
)
FONT = "Atkinson Hyperlegible Next"
TEXT = 13
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


def spec_of(description: str, layers: list[dict[str, Any]], height: int, **more: Any) -> dict[str, Any]:
    """A specification in the house's type and colours; its title is written beside it, where it can wrap."""
    return {
        "$schema": SCHEMA,
        "description": description,
        "width": "container",
        "height": height,
        "padding": 5,
        "autosize": {"type": "fit", "contains": "padding"},
        "background": None,
        "config": chart_config(),
        "layer": layers,
        **more,
    }


def chart_config() -> dict[str, Any]:
    """The configuration of every chart."""
    words = {"labelFontSize": TEXT, "titleFontSize": TEXT, "labelColor": MUTED, "titleColor": MUTED}
    return {
        "font": FONT,
        "view": {"stroke": None},
        "axis": {**words, "gridColor": LINE, "domainColor": LINE, "tickColor": LINE, "titleFontWeight": "normal"},
        "text": {"fontSize": TEXT, "color": INK, "font": FONT},
    }


def in_dark(spec: Any) -> Any:
    """The same specification in the dark tokens.

    >>> in_dark({"mark": {"color": ACCENT, "size": 3}})
    {'mark': {'color': '#8cbcf0', 'size': 3}}
    """
    if isinstance(spec, Mapping):
        return {key: in_dark(value) for key, value in spec.items()}
    if isinstance(spec, list):
        return [in_dark(value) for value in spec]
    return DARK.get(spec, spec) if isinstance(spec, str) else spec


def place(value: Decimal | None) -> float | None:
    """Where a value stands on an axis. A drawing has no use for exactness; every sum was made before."""
    return None if value is None else float(value)


def apart(values: list[float], gap: float) -> list[float]:
    """The values moved as little as keeps each ``gap`` above the one before, in the order given (lowest first).

    >>> apart([1.0, 1.2, 5.0], 1.0)
    [0.6, 1.6, 5.0]
    """
    groups: list[list[float]] = []
    for value in values:
        groups.append([value])
        while len(groups) > 1 and _low(groups[-1], gap) < _low(groups[-2], gap) + gap * len(groups[-2]):
            last = groups.pop()
            groups[-1] += last
    return [round(_low(group, gap) + gap * step, 6) for group in groups for step in range(len(group))]


def _low(group: list[float], gap: float) -> float:
    """Where the lowest of a group stands when its middle stands at the middle of what it labels."""
    return sum(group) / len(group) - gap * (len(group) - 1) / 2
