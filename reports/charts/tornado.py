"""Which inputs matter most? A bar an input, from net cost with it down to net cost with it up, the widest first."""

from typing import Any

from reports.charts.chart import Cell, Chart, Number, Table
from reports.charts.tokens import ACCENT, INK, LINE, MUTED, place, spec_of
from trustops.costing.tornado import Bar, Tornado
from trustops.quantities.words import pounds_text

ROW, MARGIN = 34, 50
ROOM = 0.06


def tornado_chart(found: Tornado, name: str) -> Chart | None:
    """Net cost with each input down (grey) and up (blue); None where no input could be moved."""
    if not found.bars:
        return None
    title = f"What moves the net cost of {name}"
    sentence = (
        f"It is {pounds_text(found.net_cost, pence=False)} as it is, at the line; each bar reaches to what it would be "
        "with the input lower (grey) and higher (blue)."
    )
    words = "; ".join(f"{_label(bar)}, {_money(bar.down)} lower and {_money(bar.up)} higher" for bar in found.bars)
    description = f"A bar an input, the widest first: {words}."
    values = [value for bar in found.bars for value in _parts(bar, found)]
    spec = spec_of(description, _layers(found), ROW * len(found.bars) + MARGIN, data={"values": values})
    spec["encoding"] = {
        "y": {
            "field": "input",
            "type": "nominal",
            "sort": [_label(bar) for bar in found.bars],
            "axis": {"title": None, "domain": False, "ticks": False, "labelLimit": 230, "labelColor": INK},
        }
    }
    return Chart(title, sentence, description, spec, _table(found, title))


def _label(bar: Bar) -> str:
    return f"{bar.label}, {bar.by}".replace("percentage points", "points")


def _money(amount: Any) -> str:
    return pounds_text(amount, pence=False)


def _parts(bar: Bar, found: Tornado) -> list[dict[str, Any]]:
    net = place(found.net_cost)
    return [
        {"input": _label(bar), "from": net, "to": place(bar.down), "what": "lower"},
        {"input": _label(bar), "from": net, "to": place(bar.up), "what": "higher"},
    ]


def _layers(found: Tornado) -> list[dict[str, Any]]:
    ends = [place(value) or 0.0 for bar in found.bars for value in (bar.down, bar.up)]
    low, high = min(*ends, place(found.net_cost) or 0.0), max(*ends, place(found.net_cost) or 0.0)
    room = (high - low or 1.0) * ROOM
    higher = {"test": "datum.what == 'higher'", "value": ACCENT}
    x = {
        "field": "from",
        "type": "quantitative",
        "scale": {"domain": [low - room, high + room], "nice": False},
        "axis": {"title": "net cost of the year, £", "format": "~s", "tickCount": 5},
    }
    bar = {"type": "bar", "height": {"band": 0.6}, "opacity": 0.85, "stroke": LINE}
    return [
        {"mark": bar, "encoding": {"x": x, "x2": {"field": "to"}, "color": {"condition": higher, "value": MUTED}}},
        {
            "mark": {"type": "rule", "color": INK, "strokeWidth": 2},
            "encoding": {"x": {"datum": place(found.net_cost)}, "y": None},
        },
    ]


def _table(found: Tornado, title: str) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            bar.label,
            bar.by,
            *(Number(pounds_text(each), each, "£", made=found.working.title) for each in (bar.down, bar.up, bar.swing)),
        )
        for bar in found.bars
    )
    headings = ("Input", "Moved by", "Net cost with it lower", "Net cost with it higher", "Swing")
    return Table(headings, rows, frozenset({2, 3, 4}), title)
