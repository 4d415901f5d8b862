"""How many days must be sold before the service covers its cost? Net cost against sold days, three meanings marked."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reports.charts.chart import Chart, Number, Table
from reports.charts.tokens import ACCENT, INK, MUTED, place, spec_of
from reports.services import break_even_sentences, inside
from trustops.costing import BreakEven, ServiceCost
from trustops.quantities.words import number_text, pounds_text

HEIGHT = 280
LABEL_GAP = 24  # pixels that a label needs between two lines
STEPS = 10


def break_even_chart(cost: ServiceCost, name: str = "") -> Chart | None:
    """Net cost of the year (fixed, and each day out, less income) if more or fewer days were sold at today's price.

    The service is covered where the line falls to what members pay for their own days: its full cost, what the
    alternative would cost them, or nothing. None where there is no price, for then there is no line to draw.
    """
    if cost.price is None:
        return None
    called = inside(name or cost.service)
    title = f"Net cost of the {called} by days sold"
    last = max(cost.sold_days, cost.sellable_days, Decimal(1))
    highest, lowest = net_cost_at(cost, Decimal(0)), net_cost_at(cost, last)
    levels = list(_levels(cost))
    low = min(0.0, place(lowest) or 0.0)
    high = (place(max(highest, *(level for _, level, _ in levels), Decimal(1))) or 1.0) * 1.06
    sentence = " ".join(break_even_sentences(cost))
    description = _description(cost, called, last)
    layers = [*_net(cost, last), *_level_lines(levels, low, high), *_now(cost, high)]
    spec = spec_of(description, layers, HEIGHT, data={"values": [{}]})
    spec["encoding"] = {
        "x": {
            "type": "quantitative",
            "scale": {"domain": [0, place(last)], "nice": False},
            "axis": {"title": "Days sold in the year", "grid": False, "tickCount": 8},
        },
        "y": {
            "type": "quantitative",
            "scale": {"domain": [low, high], "nice": False},
            "axis": {"title": "Net cost, £", "format": ",.0f", "tickCount": 5, "grid": False},
        },
    }
    return Chart(title, sentence, description, spec, _table(cost, last), lines=(1,))


def net_cost_at(cost: ServiceCost, sold: Decimal) -> Decimal:
    """The year's cost less income, were ``sold`` days sold at the service's price."""
    return cost.fixed_cost + cost.variable_per_day * (cost.member_days + sold) - (cost.price or Decimal(0)) * sold


def _levels(cost: ServiceCost) -> Iterator[tuple[str, Decimal, BreakEven]]:
    """What members pay under each meaning of covered, and the days at which the line falls to it."""
    cases = cost.break_even
    yield "Members pay full cost", cost.members_at_full_cost, cases.members_full_cost
    if cost.alternative_cost is not None:
        yield "Members pay the alternative", cost.alternative_cost, cases.members_alternative
    yield "Members pay nothing", Decimal(0), cases.members_free


def _covered(case: BreakEven) -> str:
    if case.days is None:
        return "no number of days"
    return f"{number_text(case.days)} days" + ("" if case.feasible else ", too many")


def _net(cost: ServiceCost, last: Decimal) -> Iterator[dict[str, Any]]:
    ends = [{"days": place(days), "net": place(net_cost_at(cost, days))} for days in (Decimal(0), last)]
    yield {
        "data": {"values": ends},
        "mark": {"type": "line", "color": ACCENT, "strokeWidth": 2.5},
        "encoding": {"x": {"field": "days"}, "y": {"field": "net"}},
    }


def _level_lines(levels: list[tuple[str, Decimal, BreakEven]], low: float, high: float) -> Iterator[dict[str, Any]]:
    """A line at what members pay, its words below it, or above where another line or the axis is close below."""
    ordered = sorted(levels, key=lambda each: -each[1])
    below = [*(float(level) for _, level, _ in ordered[1:]), low]
    for (label, level, case), under in zip(ordered, below, strict=True):
        drawn = float(level)
        close = (drawn - under) / (high - low) * HEIGHT < LABEL_GAP
        yield {"mark": {"type": "rule", "color": MUTED, "strokeDash": [4, 4]}, "encoding": {"y": {"datum": drawn}}}
        yield {
            "data": {"values": [{"net": drawn, "text": f"{label}: {_covered(case)}"}]},
            "mark": {"type": "text", "align": "left", "dx": 6, "dy": -10 if close else 10, "color": INK},
            "encoding": {"x": {"datum": 0}, "y": {"field": "net"}, "text": {"field": "text", "type": "nominal"}},
        }
        if case.feasible and case.days_exact is not None and case.days_exact >= 0:
            yield _crossing(case, drawn)


def _crossing(case: BreakEven, level: float | None) -> dict[str, Any]:
    return {
        "data": {"values": [{"days": place(case.days_exact), "net": level}]},
        "mark": {"type": "point", "filled": True, "opacity": 1, "shape": "diamond", "size": 130, "color": INK},
        "encoding": {"x": {"field": "days"}, "y": {"field": "net"}},
    }


def _now(cost: ServiceCost, high: float) -> Iterator[dict[str, Any]]:
    """Where the service is today: the days that are sold, and what it costs after their income."""
    net = cost.net_cost
    if net is None:
        return
    right = cost.sold_days > max(cost.sellable_days, Decimal(1)) / 2
    at = [{"days": place(cost.sold_days), "net": place(net), "text": f"{number_text(cost.sold_days)} days sold now"}]
    where = {"x": {"field": "days"}, "y": {"field": "net"}}
    yield {
        "data": {"values": at},
        "mark": {"type": "rule", "color": ACCENT, "strokeDash": [2, 3]},
        "encoding": {"x": {"field": "days"}},
    }
    yield {
        "data": {"values": at},
        "mark": {"type": "point", "filled": True, "opacity": 1, "size": 120, "color": ACCENT},
        "encoding": where,
    }
    yield {
        "data": {"values": at},
        "mark": {
            "type": "text",
            "align": "right" if right else "left",
            "dx": -8 if right else 8,
            "color": ACCENT,
            "fontWeight": "bold",
        },
        "encoding": {
            "x": {"field": "days"},
            "y": {"datum": high * 0.97},
            "text": {"field": "text", "type": "nominal"},
        },
    }


def _description(cost: ServiceCost, called: str, last: Decimal) -> str:
    first, end = (pounds_text(net_cost_at(cost, days), pence=False) for days in (Decimal(0), last))
    marks = "; ".join(f"{label.lower()}, {_covered(case)}" for label, _, case in _levels(cost))
    return (
        f"A line of what the {called} costs after its income: {first} with no days sold, {end} with "
        f"{number_text(last)}. Marked: {marks}. {number_text(cost.sold_days)} days are sold now."
    )


def _table(cost: ServiceCost, last: Decimal) -> Table:
    days = sorted({*(_whole(last * step / STEPS) for step in range(STEPS + 1)), cost.sold_days})
    rows = [
        (Number(number_text(sold), sold), _money(net_cost_at(cost, sold)), *_shortfalls(cost, sold)) for sold in days
    ]
    headings = ("Days sold", "Net cost", *(f"{label}: over or short" for label, _, _ in _levels(cost)))
    return Table(headings, tuple(rows), frozenset(range(len(headings))), "Net cost by days sold, £")


def _whole(days: Decimal) -> Decimal:
    return days.to_integral_value()


def _shortfalls(cost: ServiceCost, sold: Decimal) -> Iterator[Number]:
    for _, level, _ in _levels(cost):
        yield _money(level - net_cost_at(cost, sold))


def _money(amount: Decimal) -> Number:
    return Number(pounds_text(amount), amount, "£")
