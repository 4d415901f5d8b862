"""Which services pay for themselves? A bar a service: what members and clients pay, as a share of what it costs."""

from collections.abc import Sequence
from typing import Any

from reports.charts.chart import Cell, Chart, Number, Table
from reports.charts.tokens import ACCENT, INK, MUTED, SURFACE, WATCH, place, spec_of
from trustops.costing import ServiceCost
from trustops.quantities.words import percent_text, pounds_text

ROW, MARGIN = 34, 44
WHOLE = 100


def recovery_bars(costs: Sequence[tuple[str, ServiceCost]]) -> Chart | None:
    """Services by how much of their cost is recovered, the least first; None where that is known of none.

    Recovery = (clients' income + the trust's own schools at full cost) ÷ total cost.
    """
    known = [(name, cost, cost.recovery_pct) for name, cost in costs if cost.recovery_pct is not None]
    if not known:
        return None
    known.sort(key=lambda each: (each[2], each[0]))
    short = [name for name, _, recovered in known if recovered < WHOLE]
    sentence = f"With our own schools paying the full cost of their days, {_said(len(short), len(known))}."
    shown = "; ".join(f"{name} {percent_text(recovered)}" for name, _, recovered in known)
    description = f"A bar a service, of what it recovers of its cost, with a line at 100 %: {shown}."
    records = [
        {"service": name, "recovered": place(recovered), "text": percent_text(recovered)}
        for name, _, recovered in known
    ]
    spec = spec_of(description, _layers(), ROW * len(known) + MARGIN, data={"values": records})
    spec["encoding"] = {
        "y": {
            "field": "service",
            "type": "nominal",
            "sort": [name for name, _, _ in known],
            "axis": {"title": None, "domain": False, "ticks": False, "labelLimit": 150, "labelColor": INK},
        }
    }
    return Chart("What each service recovers of its cost", sentence, description, spec, _table(known))


def _said(short: int, of: int) -> str:
    if not short:
        return "each covers its cost"
    return f"{short} of {of} {'does not cover its' if short == 1 else 'do not cover their'} cost"


def _table(known: Sequence[tuple[str, ServiceCost, Any]]) -> Table:
    headings = ("Service", "Cost", "From clients", "From our own schools, at full cost", "Recovered")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            name,
            *(
                Number("unknown" if each is None else pounds_text(each), each, "£")
                for each in (cost.total_cost, cost.income, cost.members_at_full_cost)
            ),
            Number(percent_text(recovered), recovered, "%"),
        )
        for name, cost, recovered in known
    )
    return Table(headings, rows, frozenset({1, 2, 3, 4}), "What each service recovers of its cost")


def _layers() -> list[dict[str, Any]]:
    across = {"field": "recovered", "type": "quantitative", "axis": {"title": "% of its cost", "tickCount": 5}}
    short = {"condition": {"test": f"datum.recovered < {WHOLE}", "value": WATCH}, "value": ACCENT}
    return [
        {"mark": {"type": "bar", "height": {"band": 0.6}}, "encoding": {"x": across, "color": short}},
        {
            "mark": {"type": "text", "align": "left", "dx": 8, "color": SURFACE},
            "encoding": {"x": {"datum": 0}, "text": {"field": "text", "type": "nominal"}},
        },
        {
            "data": {"values": [{"whole": WHOLE}]},
            "mark": {"type": "rule", "color": MUTED, "strokeWidth": 2, "strokeDash": [4, 3]},
            "encoding": {
                "x": {"field": "whole", "type": "quantitative"},
                "y": {"value": 0},
                "y2": {"value": "height"},
            },
        },
    ]
