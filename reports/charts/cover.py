"""Who could take each critical post, and by when? Posts by horizon: somebody or nobody, never a name and never a count.

A count would tell of people: where two posts have three people between them, a reader who knows the holders can work
out who is ready for what. So a cell says whether there is somebody, whether that rests on an old assessment alone,
or whether it is no longer known.
"""

from typing import Any

from reports.charts.chart import Chart, Table
from reports.charts.tokens import ACCENT, ACT, INK, MUTED, SURFACE, WATCH, spec_of
from trustops.models import Post
from trustops.quantities.words import counted
from trustops.snapshot import Snapshot
from trustops.succession.view import PostCover, SuccessionView

ROW = 36
COLUMNS = ("In post", "Now", "A year", "2–3 years", "Emergency", "Outside")
SOMEBODY, OLD, UNKNOWN, NOBODY, LATER = "somebody", "old assessment", "not known", "nobody", "nobody named"
COLOURS = {SOMEBODY: ACCENT, OLD: WATCH, UNKNOWN: MUTED, NOBODY: ACT, LATER: MUTED}
SIGNS = {SOMEBODY: "1+", OLD: "½", UNKNOWN: "?", NOBODY: "0", LATER: "–"}
FILLED = (SOMEBODY, OLD)
STATES = {"domain": list(COLOURS), "range": list(COLOURS.values())}
IN_LINES = "split(replace(replace(datum.label, ', ', ',|'), ' and ', '|and '), '|')"
RAISED = {
    "condition": {"test": "indexof(datum.label, ', ') > 0 || indexof(datum.label, ' and ') > 0", "value": -8},
    "value": 0,
}
TITLE = "Cover of the critical posts"
KEY = "; ".join(f"{sign} {state}" for state, sign in SIGNS.items())


def cover_states(cover: PostCover) -> tuple[str, ...]:
    """How a post stands in each column: in post, now, in a year, in 2–3 years, in an emergency, from outside.

    Nobody in post, or nobody ready now, is a risk today; the others are what may become of it.
    """
    now = SOMEBODY if set(cover.ready_now) > set(cover.half) else OLD if cover.half else NOBODY
    later = (cover.ready_in_1_year, cover.ready_in_2_3_years, cover.emergency, cover.outside)
    return (
        SOMEBODY if cover.holders else NOBODY,
        UNKNOWN if now == NOBODY and cover.unknown else now,
        *(SOMEBODY if each else LATER for each in later),
    )


def cover_chart(snapshot: Snapshot, view: SuccessionView) -> Chart:
    """A row a critical post, the most critical first: a filled disc where there is somebody, a ring where nobody.

    Posts only, so that it may be shown to anybody who may see the trust's risk.
    """
    posts = sorted(view.critical_posts, key=lambda post: (-_critical(snapshot, post), post))
    states = {post: cover_states(view.cover[post]) for post in posts}
    records = [
        {"post": snapshot.post_title(post), "column": column, "sign": SIGNS[state], "state": state}
        for post in posts
        for column, state in zip(COLUMNS, states[post], strict=True)
    ]
    nobody = sum(not view.cover[post].ready_now for post in posts)
    description = (
        f"A grid of {counted(len(posts), 'critical post')} by in post, ready now, in a year, in 2–3 years, in an "
        f"emergency and outside; {counted(nobody, 'post has', 'posts have')} nobody ready now."
    )
    spec = spec_of(description, _layers(), ROW * max(1, len(posts)), data={"values": records})
    spec["encoding"] = _axes([snapshot.post_title(post) for post in posts])
    rows = tuple((snapshot.post_title(post), *states[post]) for post in posts)
    return Chart(TITLE, view.sentence, description, spec, Table(("Critical post", *COLUMNS), rows, caption=TITLE))


def _layers() -> list[dict[str, Any]]:
    colour = {"field": "state", "type": "nominal", "scale": STATES, "legend": None}
    size = {"type": "point", "size": 430, "opacity": 1}
    filled = f"indexof({list(FILLED)!r}, datum.state) >= 0"
    return [
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
                "text": {"field": "sign", "type": "nominal"},
                "color": {"condition": {"test": filled, "value": SURFACE}, **colour},
            },
        },
    ]


def _axes(titles: list[str]) -> dict[str, Any]:
    label = {"labelColor": INK, "title": None, "domain": False, "ticks": False}
    lined = {"labelExpr": IN_LINES, "labelOffset": RAISED, "labelLimit": 0, "labelPadding": 8, "grid": True}
    across = {**label, "orient": "top", "labelAngle": 0, "labelOverlap": False}
    return {
        "x": {"field": "column", "type": "nominal", "sort": list(COLUMNS), "axis": across},
        "y": {"field": "post", "type": "nominal", "sort": titles, "axis": {**label, **lined}},
    }


def _critical(snapshot: Snapshot, post: str) -> int:
    row = snapshot.one(Post, post)
    return (row.critical if row else None) or 0
