"""How deep is the cover of each critical post? Counts by post, no names: in post, ready now, in a year, outside."""

from decimal import Decimal
from typing import Any

from reports.charts.chart import Cell, Chart, Number, Table
from reports.charts.tokens import ACCENT, ACT, INK, MUTED, SURFACE, spec_of
from trustops.models import Post
from trustops.quantities.words import counted
from trustops.snapshot import Snapshot
from trustops.succession.view import SuccessionView

ROW = 36
COLUMNS = ("In post", "Now", "A year", "Outside")
STATES = {"domain": ["covered", "nobody", "nobody needed yet"], "range": [ACCENT, ACT, MUTED]}
IN_LINES = "split(replace(replace(datum.label, ', ', ',|'), ' and ', '|and '), '|')"
RAISED = {
    "condition": {"test": "indexof(datum.label, ', ') > 0 || indexof(datum.label, ' and ') > 0", "value": -8},
    "value": 0,
}
TITLE = "Cover of the critical posts"


def cover_chart(snapshot: Snapshot, view: SuccessionView) -> Chart:
    """A row a critical post, the most critical first; a filled disc with the number of people, a ring where nobody.

    Posts and counts only, so that it may be shown to anybody who may see the trust's risk.
    """
    posts = sorted(view.critical_posts, key=lambda post: (-(_critical(snapshot, post)), post))
    counts = {post: _counts(view, post) for post in posts}
    records = [
        {"post": snapshot.post_title(post), "column": column, "count": count, "state": _state(column, count)}
        for post in posts
        for column, count in zip(COLUMNS, counts[post], strict=True)
    ]
    sentence = view.sentence
    nobody = sum(not view.cover[post].ready_now for post in posts)
    description = (
        f"A grid of {counted(len(posts), 'critical post')} by in post, ready now, in a year and outside; "
        f"{counted(nobody, 'post has', 'posts have')} nobody ready now."
    )
    size = {"type": "point", "size": 430, "opacity": 1}
    colour = {"field": "state", "type": "nominal", "scale": STATES, "legend": None}
    size = {"type": "point", "size": 430, "opacity": 1}
    filled = "datum.state == 'covered'"
    layers: list[dict[str, Any]] = [
        {
            "transform": [{"filter": filled}],
            "mark": {**size, "filled": True},
            "encoding": {"color": colour},
        },
        {
            "transform": [{"filter": f"!({filled})"}],
            "mark": {**size, "filled": False, "strokeDash": [3, 2], "strokeWidth": 1.5},
            "encoding": {"color": colour},
        },
        {
            "mark": {"type": "text", "fontWeight": "bold", "baseline": "middle"},
            "encoding": {
                "text": {"field": "count", "type": "quantitative"},
                "color": {"condition": {"test": filled, "value": SURFACE}, **colour},
            },
        },
    ]
    spec = spec_of(description, layers, ROW * max(1, len(posts)), data={"values": records})
    label = {"labelColor": INK, "title": None, "domain": False, "ticks": False}
    spec["encoding"] = {
        "x": {
            "field": "column",
            "type": "nominal",
            "sort": list(COLUMNS),
            "axis": {**label, "orient": "top", "labelAngle": 0},
        },
        "y": {
            "field": "post",
            "type": "nominal",
            "sort": [snapshot.post_title(post) for post in posts],
            "axis": {
                **label,
                "labelExpr": IN_LINES,
                "labelOffset": RAISED,
                "labelLimit": 0,
                "labelPadding": 8,
                "grid": True,
            },
        },
    }
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            snapshot.post_title(post),
            *(Number(str(count) if count else "nobody", Decimal(count)) for count in counts[post]),
        )
        for post in posts
    )
    return Chart(
        TITLE, sentence, description, spec, Table(("Critical post", *COLUMNS), rows, frozenset({1, 2, 3, 4}), TITLE)
    )


def _critical(snapshot: Snapshot, post: str) -> int:
    row = snapshot.one(Post, post)
    return (row.critical if row else None) or 0


def _counts(view: SuccessionView, post: str) -> tuple[int, int, int, int]:
    cover = view.cover[post]
    return len(cover.holders), len(cover.ready_now), len(cover.ready_in_1_year), cover.outside


def _state(column: str, count: int) -> str:
    """Nobody in post, or nobody ready now, is a risk today; the other two are what may become of it."""
    if count:
        return "covered"
    return "nobody" if column in COLUMNS[:2] else "nobody needed yet"
