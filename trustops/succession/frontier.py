"""How likely is it, on each day, that some posts cannot all be filled at once? Exactly, person by person.

``candidates`` gives for each post the people who could fill it, ``gone`` for each person the chance, day by day, to
be gone. People are gone or there independently of one another.

In words: posts that share no people, directly or through others, fall into parts that do not bear on one another, so
the chance that all are filled is the product over the parts. Within a part people are taken one at a time, there or
gone, and what must be remembered of those taken is only which sets of posts they can fill at once: the bases of a
transversal matroid (Edmonds and Fulkerson 1965). Somebody more who can fill one of S turns each base B into the bases
B ∪ {s} for s in S and not in B; where every base holds all of S nothing changes. Once a post's last person is taken
only the bases that hold it can still lead to all posts filled, and it is then forgotten; where none holds it, the
part cannot be filled. Equal memories are added up, so that the work grows with the posts that are open at one time
and not with 2 to the number of people.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from trustops.quantities.errors import TrustopsError

if TYPE_CHECKING:
    from trustops.succession.departures import Curve

Candidates = Mapping[str, Sequence[str]]
Bases = frozenset[int]

MOST_WORK = 40_000
"""Sets of posts looked at before the exact chance is given up: about a second of work."""


class TooEntangled(TrustopsError):
    """So many posts share people that the exact chance would take too long; a simulation answers instead."""


def parts_of(candidates: Candidates) -> list[dict[str, tuple[str, ...]]]:
    """The posts that bear on one another through people they share, part by part, in the order of their refs.

    >>> parts_of({"A": ["p", "q"], "B": ["r"], "C": ["q"]})
    [{'A': ('p', 'q'), 'C': ('q',)}, {'B': ('r',)}]
    """
    posts_of: dict[str, list[str]] = {}
    for post, people in candidates.items():
        for person in people:
            posts_of.setdefault(person, []).append(post)
    seen: set[str] = set()
    found = []
    for first in sorted(candidates):
        if first in seen:
            continue
        seen.add(first)
        part = [first]
        for post in part:
            for person in candidates[post]:
                others = [each for each in posts_of[person] if each not in seen]
                seen.update(others)
                part += others
        found.append({post: tuple(dict.fromkeys(candidates[post])) for post in sorted(part)})
    return found


def unfilled_chance(
    part: Candidates, gone: Callable[[str], "Curve"], nothing: "Curve", most_work: int = MOST_WORK
) -> "Curve":
    """The chance by each day that the posts of one part cannot all be filled at once; exact but for rounding.

    ``nothing`` is a curve of zeros, as long as the others. Raises :class:`TooEntangled` where that takes too long.

    A post of two people who are each gone with a chance of a half: nobody is left in one case of four.

    >>> import numpy as np
    >>> unfilled_chance({"A": ["p", "q"]}, lambda person: np.array([0.5]), np.zeros(1)).tolist()
    [0.25]
    """
    bit = {post: 1 << at for at, post in enumerate(sorted(part))}
    masks: dict[str, int] = {}
    for post, people in part.items():
        for person in people:
            masks[person] = masks.get(person, 0) | bit[post]
    states: dict[Bases, Curve] = {frozenset({0}): nothing + 1.0}
    lost = nothing.copy()
    work = 0
    for people, closed in _in_turn(part):
        for person in people:
            work += sum(map(len, states))
            if work > most_work:
                raise TooEntangled("Too many posts share people for the exact chance; simulate it instead.")
            states = _with(states, masks[person], gone(person))
        for post in closed:
            states, missed = _closed(states, bit[post])
            lost = lost if missed is None else lost + missed
    return lost


def _in_turn(part: Candidates) -> list[tuple[list[str], list[str]]]:
    """People to take, and the posts whose last person that was: always next whatever opens the fewest new posts."""
    posts_of: dict[str, list[str]] = {}
    for post, people in part.items():
        for person in people:
            posts_of.setdefault(person, []).append(post)
    left = {post: set(people) for post, people in part.items()}
    opened: set[str] = set()
    turns = []
    while left:
        brings = {
            post: len({each for person in left[post] for each in posts_of[person]} - opened - {post}) for post in left
        }
        post = min(left, key=lambda each: (brings[each], len(left[each]), each))
        people = sorted(left[post], key=lambda person: (len(posts_of[person]), person))
        for person in people:
            for each in posts_of[person]:
                left[each].discard(person)
                opened.add(each)
        done = sorted(each for each in left if not left[each] and (each in opened or each == post))
        for each in done:
            del left[each]
        turns.append((people, done))
    return turns


def _with(states: "dict[Bases, Curve]", can: int, gone: "Curve") -> "dict[Bases, Curve]":
    """The states after one more person, who is there or gone."""
    after: dict[Bases, Curve] = {}
    for state, chance in states.items():
        there = _joined(state, can)
        if there is state:
            after[state] = after[state] + chance if state in after else chance
            continue
        for then, part in ((there, chance * (1.0 - gone)), (state, chance * gone)):
            after[then] = after[then] + part if then in after else part
    return after


def _joined(state: Bases, can: int) -> Bases:
    """The sets of posts that can be filled at once with somebody more who can fill one of ``can``."""
    larger = {base | one for base in state for one in _bits(can & ~base)}
    return frozenset(larger) if larger else state


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest)
        mask ^= lowest
    return found


def _closed(states: "dict[Bases, Curve]", bit: int) -> "tuple[dict[Bases, Curve], Curve | None]":
    """The states in which a post that gets nobody more is filled, and the chance of those in which it is not."""
    after: dict[Bases, Curve] = {}
    missed = None
    for state, chance in states.items():
        kept = frozenset(base ^ bit for base in state if base & bit)
        if kept:
            after[kept] = after[kept] + chance if kept in after else chance
        else:
            missed = chance if missed is None else missed + chance
    return after, missed
