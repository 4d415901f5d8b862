"""Is this KPI's change a signal? Its values over time with their average, limits, target and signals (XmR)."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from reports.charts.chart import Cell, Chart, Number, Table
from reports.charts.tokens import ACCENT, ACT, FINE, INK, MUTED, SURFACE, WATCH, apart, place, spec_of
from trustops.kpis.sentence import value_text
from trustops.kpis.spc import Flag, Variation
from trustops.kpis.view import KpiPoint, KpiView
from trustops.models import Kpi, record_of
from trustops.quantities.words import counted, day_text

HEIGHT = 230
NEAR_ENOUGH = timedelta(days=21)  # of a half-term or a week that a holiday moved
LABEL_GAP = 17  # pixels that a label in the margin needs
SIGNALS = (
    (Variation.COMMON, "circle", ACCENT, "usual variation"),
    (Variation.IMPROVEMENT, "diamond", FINE, "signal: better"),
    (Variation.CONCERN, "square", ACT, "signal: worse"),
    (Variation.NEUTRAL_HIGH, "triangle-up", WATCH, "signal: higher"),
    (Variation.NEUTRAL_LOW, "triangle-down", WATCH, "signal: lower"),
)
WORDS = {str(variation): words for variation, _, _, words in SIGNALS}
WHY = {
    Flag.OUTSIDE_LIMIT: "outside a limit",
    Flag.SHIFT: "7 or more on one side",
    Flag.TREND: "7 or more one way",
    Flag.TWO_OF_THREE: "2 of 3 near a limit",
}


def xmr_chart(view: KpiView, height: int = HEIGHT) -> Chart:
    """The XmR chart of a KPI at a site: values joined by a line, signals by shape and colour, lines labelled.

    Limits begin afresh where the process changed, and the line where what is counted did. What swings with the seasons
    has last year's values as dots. A period without a value is an open ring at the foot. The table
    has a row a period, oldest first, values in the KPI's unit.
    """
    title = f"{view.name}, {view.site_name}"
    description = _description(view)
    known = [point for point in view.points if point.value is not None]
    low, high = _span(view, known)
    layers = [
        *_lines(view),
        *_last_year(view),
        *_values(known),
        *_missing(view, low),
        *_labels(view, known, (high - low) / height * LABEL_GAP),
    ]
    spec = spec_of(description, layers, height, data={"values": list(_records(view, known, low))})
    spec["encoding"] = {
        "x": {"field": "end", "type": "temporal", "scale": {"type": "utc"}, "axis": _time_axis()},
        "y": {"type": "quantitative", "scale": {"domain": [low, high], "nice": False, "zero": False}, "axis": _axis()},
    }
    return Chart(title, view.sentence, description, spec, _table(view), lines=(1, 3, 4, 5, 6))


def say(view: KpiView, value: Decimal | None) -> str:
    """A value in the unit of the view's KPI; a dash where there is none."""
    kpi = record_of(Kpi)(kpi=view.kpi, name=view.name, unit=view.unit, decimals=view.decimals)
    return "—" if value is None else value_text(kpi, value)


def signal_words(point: KpiPoint) -> str:
    """What a point's signal says, with the rule it comes from."""
    if point.value is None:
        return point.reason or "no value"
    if not point.judged:
        return f"not judged: {point.coverage}"
    why = ", ".join(WHY[flag] for flag in point.flags)
    return f"{WORDS[point.type]} ({why})" if why else WORDS[point.type]


def movement_words(view: KpiView) -> str:
    """What the latest value says; where it cannot be judged, what the last that could be said, and when."""
    if view.judged:
        return WORDS[view.variation]
    last = view.last_judged
    before = f"; to {day_text(last.end)} {WORDS[last.type]}" if last and last.flags else ""
    return f"not judged{before}"


def _description(view: KpiView) -> str:
    known = [point for point in view.points if point.value is not None]
    if not known:
        return f"A line chart of {view.name} at {view.site_name} with no values yet."
    span = f"{counted(len(known), 'value')} from {day_text(known[0].end)} to {day_text(known[-1].end)}"
    signals = sum(point.type is not Variation.COMMON for point in known)
    target = "" if view.target is None else f" The target is {say(view, view.target)}."
    return (
        f"A line chart of {view.name} at {view.site_name}: {span}, the latest {say(view, known[-1].value)}, "
        f"{counted(signals, 'value is a signal', 'values are signals')}.{target}"
    )


def _span(view: KpiView, known: list[KpiPoint]) -> tuple[float, float]:
    """The lowest and highest that the axis must show, with a little room."""
    wanted = [place(value) for point in known for value in (point.value, point.lower, point.upper)]
    seen = [value for value in (*wanted, place(view.target)) if value is not None] or [0.0, 1.0]
    room = (max(seen) - min(seen)) * 0.08 or abs(max(seen)) * 0.05 or 1.0
    return min(seen) - room, max(seen) + room


def _records(view: KpiView, known: list[KpiPoint], low: float) -> Iterator[dict[str, Any]]:
    """A record a period; ``stretch`` numbers the stretches between changes of the process."""
    stretch, before, then = 0, None, _year_before(view)
    for point in view.points:
        if point.value is None:
            yield {"end": point.end.isoformat(), "missing": low, "said": _said(view, point)}
            continue
        limits = (point.mean, point.lower, point.upper)
        stretch += before is not None and before != limits
        before = limits
        yield {
            "end": point.end.isoformat(),
            "value": place(point.value),
            "mean": place(point.mean),
            "lower": place(point.lower),
            "upper": place(point.upper),
            "target": place(point.target),
            "stretch": stretch,
            "series": sum(day <= point.start for day in view.definition_changes),
            "before": place(then.get(point.start)),
            "signal": str(point.type),
            "said": _said(view, point),
        }


def _said(view: KpiView, point: KpiPoint) -> str:
    return f"{day_text(point.end)}: {say(view, point.value)}, {signal_words(point)}"


def _lines(view: KpiView) -> Iterator[dict[str, Any]]:
    """The average and the limits of each stretch, and the target."""
    for field, dash in (("mean", [1, 0]), ("lower", [4, 4]), ("upper", [4, 4])):
        if all(getattr(point, field) is None for point in view.points):
            continue  # a layer without a value has no extent, and the browser's console complains of it
        yield {
            "transform": [{"filter": f"isValid(datum.{field})"}],
            "mark": {"type": "line", "color": MUTED, "strokeWidth": 1.2, "strokeDash": dash},
            "encoding": {"y": {"field": field}, "detail": {"field": "stretch"}},
        }
    if any(point.target is not None for point in view.points):
        yield {
            "transform": [{"filter": "isValid(datum.target)"}],
            "mark": {
                "type": "line",
                "color": INK,
                "strokeWidth": 1.5,
                "strokeDash": [8, 3],
                "interpolate": "step-after",
            },
            "encoding": {"y": {"field": "target"}},
        }


def _year_before(view: KpiView) -> dict[date, Decimal]:
    """The value of the same time a year before, by the first day of each period; none where no season is compared."""
    if view.last_year is None:
        return {}
    away = view.points[-1].start - view.last_year.start
    since = view.definition_changes[-1] if view.definition_changes else date.min
    known = {point.start: point.value for point in view.points if point.value is not None and point.start >= since}
    starts = [point.start for point in view.points]
    near = {start: min(known, key=lambda day: abs(day - (start - away))) for start in starts}
    return {start: known[day] for start, day in near.items() if abs(day - (start - away)) <= NEAR_ENOUGH}


def _last_year(view: KpiView) -> Iterator[dict[str, Any]]:
    """What it was at the same time a year before, of what swings with the seasons."""
    if view.last_year is not None:
        yield {
            "transform": [{"filter": "isValid(datum.before)"}],
            "mark": {"type": "line", "color": MUTED, "strokeWidth": 1.5, "strokeDash": [1, 3], "strokeCap": "round"},
            "encoding": {"y": {"field": "before"}},
        }


def _values(points: list[KpiPoint]) -> Iterator[dict[str, Any]]:
    if not points:
        return
    known = {"filter": "isValid(datum.value)"}
    yield {
        "transform": [known],
        "mark": {"type": "line", "color": ACCENT, "strokeWidth": 2},
        "encoding": {"y": {"field": "value"}, "detail": {"field": "series"}},
    }
    names = [str(variation) for variation, *_ in SIGNALS]
    scale = {"domain": names, "range": [colour for _, _, colour, _ in SIGNALS]}
    shapes = {"domain": names, "range": [shape for _, shape, *_ in SIGNALS]}
    yield {
        "transform": [known],
        "mark": {"type": "point", "filled": True, "opacity": 1, "stroke": SURFACE, "strokeWidth": 0.8},
        "encoding": {
            "y": {"field": "value"},
            "color": {"field": "signal", "type": "nominal", "scale": scale, "legend": None},
            "shape": {"field": "signal", "type": "nominal", "scale": shapes, "legend": None},
            "size": {"condition": {"test": "datum.signal == 'common'", "value": 45}, "value": 110},
            "tooltip": {"field": "said", "type": "nominal"},
        },
    }


def _missing(view: KpiView, low: float) -> Iterator[dict[str, Any]]:
    if all(point.value is not None for point in view.points):
        return
    yield {
        "transform": [{"filter": "isValid(datum.missing)"}],
        "mark": {"type": "point", "filled": False, "color": MUTED, "size": 50, "yOffset": -6},
        "encoding": {"y": {"field": "missing"}, "tooltip": {"field": "said", "type": "nominal"}},
    }


def _labels(view: KpiView, known: list[KpiPoint], gap: float) -> Iterator[dict[str, Any]]:
    """The name and value of each line at its right end, moved apart where they would touch."""
    if not known:
        return
    latest = known[-1]
    named = [
        ("Latest", latest.value, _colour(latest)),
        ("Target", view.target, INK),
        ("Upper", latest.upper, MUTED),
        ("Average", latest.mean, MUTED),
        ("Lower", latest.lower, MUTED),
        ("Last year", view.last_year.value if view.last_year else None, MUTED),
    ]
    shown = sorted(
        ((at, name, value, colour) for name, value, colour in reversed(named) if (at := place(value)) is not None),
        key=lambda each: each[0],
    )
    places = apart([at for at, *_ in shown], gap)
    for at, (_, name, value, colour) in zip(places, shown, strict=True):
        weight = "bold" if name in ("Latest", "Target") else "normal"
        text = f"{name} {say(view, value)}"
        yield {
            "data": {"values": [{"at": at, "text": text}]},
            "mark": {"type": "text", "align": "left", "dx": 8, "color": colour, "fontWeight": weight},
            "encoding": {"x": {"value": "width"}, "y": {"field": "at"}, "text": {"field": "text", "type": "nominal"}},
        }


def _colour(point: KpiPoint) -> str:
    return next(colour for variation, _, colour, _ in SIGNALS if variation is point.type)


def _time_axis() -> dict[str, Any]:
    return {"title": None, "format": "%b %Y", "grid": False, "labelOverlap": True, "tickCount": 6}


def _axis() -> dict[str, Any]:
    return {"title": None, "tickCount": 5}


def _table(view: KpiView) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            Number(day_text(point.end), point.end),
            Number(say(view, point.value), point.value, view.unit),
            signal_words(point),
            *(Number(say(view, value), value, view.unit) for value in _limits(point)),
        )
        for point in view.points
    ]
    headings = ("Period to", "Value", "Signal", "Average", "Lower limit", "Upper limit", "Target")
    return Table(headings, tuple(rows), frozenset({1, 3, 4, 5, 6}), f"{view.name}, {view.site_name}: the values")


def _limits(point: KpiPoint) -> tuple[Decimal | None, ...]:
    return point.mean, point.lower, point.upper, point.target
