"""Has the cover become deeper? The resilience number at the end of each past term, and today."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from reports.charts.chart import Cell, Chart, Number, Table, short_day
from reports.charts.tokens import ACCENT, ACT, INK, MUTED, spec_of
from trustops.quantities.words import number_text
from trustops.succession.trend import TermCover

HEIGHT = 190
TITLE = "How the cover has gone"
IN_LINES = "split(replace(datum.label, ' 20', ' '), ' ')"


def cover_trend(terms: Sequence[TermCover]) -> Chart | None:
    """A point a term, with the line at which posts begin to stand empty; None where no past term is known."""
    points = [(each, each.cover.resilience_number) for each in terms]
    known = [(each, number) for each, number in points if number is not None]
    if len(known) < 2:
        return None
    (first, before), (last, after) = known[0], known[-1]
    sentence = (
        f"At the end of {first.term} the resilience number was {_said(before)} and {first.ready} of {first.cover.of} "
        f"critical posts had somebody ready now; {last.term} it is {_said(after)}, and {last.ready} have."
    )
    description = (
        f"A line of the resilience number by term: {'; '.join(f'{each.term} {_said(n)}' for each, n in known)}."
    )
    records = [
        {"term": each.term, "number": number, "text": _said(number), "short": number <= 0} for each, number in known
    ]
    spec = spec_of(description, _layers(), HEIGHT, data={"values": records})
    spec["encoding"] = {
        "x": {
            "field": "term",
            "type": "ordinal",
            "sort": [each.term for each, _ in known],
            "axis": {"title": None, "labelAngle": 0, "labelExpr": IN_LINES, "labelColor": INK},
            "scale": {"padding": 0.6},
        },
        "y": {
            "field": "number",
            "type": "quantitative",
            "scale": {"domain": [min(0, *(n for _, n in known)) - 1, max(1, *(n for _, n in known)) + 1]},
            "axis": None,
        },
    }
    return Chart(TITLE, sentence, description, spec, _table(terms))


def _said(number: int) -> str:
    return number_text(Decimal(number))


def _layers() -> list[dict[str, Any]]:
    colour = {"condition": {"test": "datum.short", "value": ACT}, "value": ACCENT}
    return [
        {
            "data": {"values": [{"edge": 0.5}]},
            "mark": {"type": "rule", "color": MUTED, "strokeDash": [4, 3]},
            "encoding": {"y": {"field": "edge", "type": "quantitative"}, "x": None},
        },
        {
            "data": {"values": [{"edge": 0.5, "words": "below: not every post can be filled"}]},
            "mark": {"type": "text", "align": "left", "dx": 4, "dy": -9, "color": MUTED},
            "encoding": {
                "x": {"value": 0},
                "y": {"field": "edge", "type": "quantitative"},
                "text": {"field": "words", "type": "nominal"},
            },
        },
        {"mark": {"type": "line", "color": MUTED, "strokeWidth": 1.5}},
        {"mark": {"type": "point", "filled": True, "opacity": 1, "size": 110}, "encoding": {"color": colour}},
        {
            "mark": {"type": "text", "dy": 18, "fontWeight": "bold"},
            "encoding": {"text": {"field": "text", "type": "nominal"}},
        },
    ]


def _table(terms: Sequence[TermCover]) -> Table:
    headings = ("Term", "On", "Resilience number", "Can be filled at once", "Critical posts", "With somebody ready now")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            each.term,
            Number(short_day(each.on), each.on),
            *(_number(n) for n in (each.cover.resilience_number, each.cover.filled, each.cover.of, each.ready)),
        )
        for each in terms
    )
    return Table(headings, rows, frozenset({2, 3, 4, 5}), TITLE)


def _number(number: int | None) -> Number:
    return Number("—", None) if number is None else Number(_said(number), Decimal(number))
