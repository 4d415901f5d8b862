"""Who could take what? People on the left, critical posts on the right, a line for each that could be. It names people.

For those alone who may see names and readiness. A thick line is who holds the post, a thin one who is ready now, a
broken one whose assessment is old.
"""

from collections.abc import Sequence
from typing import Any

from reports.charts.chart import Chart, Table
from reports.charts.tokens import ACCENT, INK, MUTED, WATCH, spec_of
from trustops.quantities.words import counted
from trustops.snapshot import Snapshot
from trustops.succession.view import SuccessionView

ROW = 28
MOST_POSTS = 40
HOLDS, READY, OLD = "holds it", "ready now", "ready now, by an old assessment"
WIDTHS = {"domain": [HOLDS, READY, OLD], "range": [4, 1.5, 1.5]}
DASHES = {"domain": [HOLDS, READY, OLD], "range": [[1, 0], [1, 0], [4, 3]]}
COLOURS = {"domain": [HOLDS, READY, OLD], "range": [MUTED, ACCENT, WATCH]}
TITLE = "Who could take what"

Line = tuple[str, str, str]


def cover_graph(snapshot: Snapshot, view: SuccessionView) -> Chart | None:
    """The holders and those ready now, by name; of a large trust the posts that cannot all be filled and the weakest.

    None where nobody holds or could take any of them.
    """
    posts = _shown(view)
    lines = [line for post in posts for line in _lines(view, post)]
    if not lines:
        return None
    people = _in_order(posts, lines)
    free = sum(kind != HOLDS for _, _, kind in lines)
    sentence = f"{counted(len(people), 'person holds or is', 'people hold or are')} ready now for these posts."
    description = (
        f"People on the left joined to {counted(len(posts), 'critical post')} on the right: a thick line where they "
        f"hold it, a thin one where they are ready now ({free}), a broken one where that was assessed long ago."
    )
    height = max(len(people), len(posts))
    spec = spec_of(description, _layers(snapshot, people, posts, lines, height), ROW * height)
    return Chart(TITLE, sentence, description, spec, _table(snapshot, lines))


def _shown(view: SuccessionView) -> tuple[str, ...]:
    if len(view.critical_posts) <= MOST_POSTS:
        return view.critical_posts
    tight = {post for each in (*view.short, *view.bench.tight) for post in each.posts}
    return tuple(sorted({*view.weakest_set.posts, *tight}))[:MOST_POSTS]


def _lines(view: SuccessionView, post: str) -> list[Line]:
    cover = view.cover[post]
    holding = [(person, post, HOLDS) for person in cover.holders]
    return [*holding, *((person, post, OLD if person in cover.half else READY) for person in cover.ready_now)]


def _in_order(posts: Sequence[str], lines: Sequence[Line]) -> list[str]:
    """The people, each near the middle of their posts, so that few lines cross."""
    at: dict[str, list[int]] = {}
    for person, post, _ in lines:
        at.setdefault(person, []).append(posts.index(post))
    return sorted(at, key=lambda person: (sum(at[person]) / len(at[person]), person))


def _layers(
    snapshot: Snapshot, people: Sequence[str], posts: Sequence[str], lines: Sequence[Line], height: int
) -> list[dict[str, Any]]:
    left, right = _places(people, height), _places(posts, height)
    joined = [{"x": 0, "y": left[person], "x2": 1, "y2": right[post], "kind": kind} for person, post, kind in lines]
    across = {"field": "x", "type": "quantitative", "scale": {"domain": [-0.75, 1.95]}, "axis": None}
    down = {"field": "y", "type": "quantitative", "scale": {"domain": [0, height], "reverse": True}, "axis": None}
    kind = {"field": "kind", "type": "nominal", "legend": None}
    return [
        {
            "data": {"values": joined},
            "mark": {"type": "rule", "opacity": 1},
            "encoding": {
                "x": across,
                "y": down,
                "x2": {"field": "x2"},
                "y2": {"field": "y2"},
                "color": {**kind, "scale": COLOURS},
                "strokeWidth": {**kind, "scale": WIDTHS},
                "strokeDash": {**kind, "scale": DASHES},
            },
        },
        _names([(snapshot.person_name(person), 0, left[person]) for person in people], across, down, "right", -8),
        _names([(snapshot.post_title(post), 1, right[post]) for post in posts], across, down, "left", 8),
    ]


def _places(names: Sequence[str], height: int) -> dict[str, float]:
    return {name: (index + 0.5) * height / len(names) for index, name in enumerate(names)}


def _names(
    values: Sequence[tuple[str, int, float]], across: dict[str, Any], down: dict[str, Any], align: str, move: int
) -> dict[str, Any]:
    return {
        "data": {"values": [{"name": name, "x": x, "y": y} for name, x, y in values]},
        "mark": {"type": "text", "align": align, "dx": move, "color": INK, "baseline": "middle", "limit": 330},
        "encoding": {"x": across, "y": down, "text": {"field": "name", "type": "nominal"}},
    }


def _table(snapshot: Snapshot, lines: Sequence[Line]) -> Table:
    rows = tuple((snapshot.person_name(person), snapshot.post_title(post), kind) for person, post, kind in lines)
    return Table(("Person", "Critical post", "How"), rows, caption=TITLE)
