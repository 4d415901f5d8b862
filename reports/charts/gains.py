"""Who would gain by another way of charging? A bar a school, to the right what it would pay less, to the left more."""

from typing import Any

from reports.charges_words import gain_answer
from reports.charts.chart import Chart, Number, Table
from reports.charts.tokens import ACCENT, INK, MUTED, place, spec_of
from trustops.charging import Option
from trustops.quantities.money import pounds
from trustops.quantities.words import pounds_text

ROW, MARGIN = 34, 40
ROOM = 1.05


def gains_chart(other: Option, present: str) -> Chart | None:
    """The schools by what they would gain under ``other``; None where a school's gain is not known."""
    known = [(each.name, each.gain) for each in other.schools if each.gain is not None]
    if len(known) < len(other.schools) or not known:
        return None
    known.sort(key=lambda each: (-each[1], each[0]))
    title = f"What each school would pay less by “{other.name}”"
    sentence = gain_answer(other, present)
    words = [(name, pounds(gain), _said(gain)) for name, gain in known]
    description = f"A bar a school: {'; '.join(f'{name}, {text}' for name, _, text in words)}."
    records = [{"school": name, "gain": place(gain), "text": text} for name, gain, text in words]
    most = max(*(abs(float(gain)) for _, gain, _ in words), 1.0) * ROOM
    spec = spec_of(description, list(_layers()), ROW * len(known) + MARGIN, data={"values": records})
    spec["encoding"] = {
        "y": {
            "field": "school",
            "type": "nominal",
            "sort": [name for name, _ in known],
            "axis": {"title": None, "domain": False, "ticks": False, "labelLimit": 150, "labelColor": INK},
        },
        "x": {
            "field": "gain",
            "type": "quantitative",
            "scale": {"domain": [-most, most], "nice": False},
            "axis": {"title": "← pays more, £ · pays less, £ →", "format": "~s", "tickCount": 5},
        },
    }
    rows = tuple((name, Number(pounds_text(gain), gain, "£")) for name, gain, _ in words)
    return Chart(title, sentence, description, spec, Table(("School", "Gain, £"), rows, frozenset({1}), title))


def _said(gain: int) -> str:
    if not gain:
        return "the same"
    return f"{pounds_text(pounds(abs(gain)), pence=False)} {'less' if gain > 0 else 'more'}"


def _layers() -> list[dict[str, Any]]:
    less = {"test": "datum.gain > 0", "value": ACCENT}
    return [
        {"mark": {"type": "bar", "height": {"band": 0.6}}, "encoding": {"color": {"condition": less, "value": MUTED}}},
        _label("datum.gain < 0", "left", 6),
        _label("datum.gain >= 0", "right", -6),
    ]


def _label(which: str, align: str, aside: int) -> dict[str, Any]:
    """A bar's words, on the side of nothing where the bar is not: there is always room for them."""
    return {
        "transform": [{"filter": which}],
        "mark": {"type": "text", "align": align, "dx": aside, "color": INK},
        "encoding": {"x": {"datum": 0}, "text": {"field": "text", "type": "nominal"}},
    }
