"""How many posts can be filled acting, where what clashes leaves the quick answers apart? As an integer programme.

A column for each post that a person keeps, each that they take, and each post that is filled; all 0 or 1. A post is
filled only by somebody who has it; a person takes one post at most; two held posts that clash are not both kept; and
a post that may not be taken besides is not taken by whoever keeps any. Filling one post more is worth more than any
number of moves, so the answer fills the most and then moves the fewest.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from trustops.quantities.errors import TrustopsError
from trustops.succession.acting import Actor

if TYPE_CHECKING:
    import numpy as np


class _Has(NamedTuple):
    """A person has a post: one that they hold, or one that they take."""

    person: str
    post: str
    taken: bool


class _Row(NamedTuple):
    """A sum of columns, each with its sign, that is at most ``most``."""

    columns: tuple[tuple[int, int], ...]
    most: int


def solved(posts: Sequence[str], actors: Mapping[str, Actor]) -> dict[str, str]:
    """A person for as many of the posts as can be filled, moving the fewest; solved exactly by HiGHS.

    Sam alone could take PAY, which clashes with FIN; Kit may act in FIN besides: Sam moves, and both are filled.

    >>> sam = Actor(frozenset({"FIN"}), ready=frozenset({"PAY"}))
    >>> kit = Actor(frozenset({"HR"}), ready=frozenset({"FIN"}), besides=frozenset({"FIN"}))
    >>> solved(["FIN", "HR", "PAY"], {"Sam": sam, "Kit": kit})
    {'FIN': 'Kit', 'HR': 'Kit', 'PAY': 'Sam'}
    """
    wanted = set(posts)
    has = [_Has(who, post, False) for who, actor in actors.items() for post in sorted(actor.holds & wanted)]
    has += [_Has(who, post, True) for who, actor in actors.items() for post in sorted(actor.ready & wanted)]
    values = _optimum(has, posts, _rows(has, posts, actors))
    filled: dict[str, str] = {}
    for each, value in zip(has, values, strict=False):
        if value > 0.5:
            filled.setdefault(each.post, each.person)
    return {post: filled[post] for post in sorted(filled)}


def _rows(has: Sequence[_Has], posts: Sequence[str], actors: Mapping[str, Actor]) -> list[_Row]:
    having: dict[str, list[int]] = defaultdict(list)
    kept: dict[str, dict[str, int]] = defaultdict(dict)
    taken: dict[str, dict[str, int]] = defaultdict(dict)
    for column, each in enumerate(has):
        having[each.post].append(column)
        (taken if each.taken else kept)[each.person][each.post] = column
    rows = [
        _Row((*((column, -1) for column in having[post]), (len(has) + place, 1)), 0) for place, post in enumerate(posts)
    ]
    for who, actor in actors.items():
        rows.append(_Row(tuple((column, 1) for column in taken[who].values()), 1))
        rows += [_Row(tuple((kept[who][post], 1) for post in sorted(pair)), 1) for pair in actor.clashes]
        alone = [column for post, column in taken[who].items() if post not in actor.besides]
        rows += [_Row(((own, 1), (column, 1)), 1) for column in alone for own in kept[who].values()]
    return [row for row in rows if row.columns]


def _optimum(
    has: Sequence[_Has], posts: Sequence[str], rows: Sequence[_Row]
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    import numpy as np  # these two cost half a second, which few trusts' answers need
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    moves = sum(each.taken for each in has) + 1
    worth = [float(each.taken) for each in has] + [-float(moves)] * len(posts)
    terms = [(row, column, sign) for row, each in enumerate(rows) for column, sign in each.columns]
    at_row, at_column, signs = zip(*terms, strict=True)
    sums = coo_array((signs, (at_row, at_column)), shape=(len(rows), len(worth)), dtype=float)
    answer = milp(
        np.array(worth),
        integrality=[1] * len(worth),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(sums.tocsr(), ub=[row.most for row in rows]),
        options={"mip_rel_gap": 0.0},
    )
    if answer.x is None:  # filling nothing is always allowed, so this is the solver's own trouble
        raise TrustopsError(f"The acting reading could not be worked out ({answer.message}); the strict one still can.")
    return answer.x
