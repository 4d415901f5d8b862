"""How few people would have to be away before more than half of the critical duties stop?

In the literature on software this is the truck factor, found greedily. Here it is found exactly, and the greedy answer
stands beside it, for it is what a person would work out by hand and it can be too many.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

SECONDS = 3.0
"""How long the exact answer may take; then the best set found stands, with the number that is proved."""

OPTIMAL = 0  # how scipy says that an answer is the best
TOLERANCE = 1e-6
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Away:
    """Some people, and how many of the duties stop without them; those that nobody has in hand count as stopped."""

    people: tuple[str, ...]
    stopped: int


@dataclass(frozen=True, slots=True)
class Fewest:
    """The fewest people whose absence stops more than half of ``of`` duties; ``number`` is None where there is none.

    ``already`` duties are in nobody's hand. ``at_least`` is the number that is proved: it is ``number`` unless the
    search ran out of time. ``people`` are a set of that size that stops the most, ``stopped`` how many; ``greedy`` is
    what taking whoever has most in hand, again and again, comes to.
    """

    number: int | None
    people: tuple[str, ...]
    stopped: int
    of: int
    already: int
    at_least: int
    greedy: Away

    @property
    def proved(self) -> bool:
        """Whether it is certain that no smaller set does it."""
        return self.at_least == (self.number or 0)


def fewest_to_stop(in_hand: Mapping[str, Collection[str]], seconds: float = SECONDS) -> Fewest:
    """The fewest people without whom more than half of the duties have nobody who can do them.

    In words: a duty stops when everybody who has it in hand is away; one that nobody has in hand has stopped already.
    The number is the least size of a set of people that leaves more than half stopped. It is 0 where the duties that
    nobody has are more than half, and None where there is no duty at all, for then nothing can stop.

    Exactly, as an integer programme solved by HiGHS: x(p) is 1 when p is away, y(d) is at most x(p) for each p who has
    d in hand, so that y(d) can be 1 only when all of them are away; the sum of y must pass half, the sum of x is least.
    A second programme, with that many people, takes a set that stops the most. Duties in the very same hands are one y
    with their number as its weight.

    Pat alone has two duties of three in hand, so one person is enough; so is nobody fewer:

    >>> found = fewest_to_stop({"A": {"Pat"}, "B": {"Pat"}, "C": {"Kit", "Lee"}})
    >>> found.number, found.people, found.stopped, found.of
    (1, ('Pat',), 2, 3)

    Where greed takes one too many: Pat has most in hand, none of it alone, and Kit and Lee stop five of nine.

    >>> shared = {f"A{number}": {"Pat", f"Assistant {number}"} for number in range(4)}
    >>> own = {"K1": {"Kit"}, "K2": {"Kit"}, "L1": {"Lee"}, "L2": {"Lee"}, "KL": {"Kit", "Lee"}}
    >>> found = fewest_to_stop(shared | own)
    >>> found.people, found.greedy.people
    (('Kit', 'Lee'), ('Kit', 'Lee', 'Pat'))
    >>> fewest_to_stop({}).number is None
    True
    """
    hands = Counter(frozenset(people) for _, people in sorted(in_hand.items()))
    already, total = hands.pop(frozenset(), 0), sum(hands.values())
    of, needed = total + already, (total + already) // 2 + 1 - already
    if of == 0:
        return Fewest(None, (), 0, 0, 0, 0, Away((), 0))
    greedy = _greedy(hands, needed, already)
    if needed <= 0:
        return Fewest(0, (), already, of, already, 0, greedy)
    people, at_least = _exact(hands, needed, seconds)
    if people is None or len(people) > len(greedy.people):
        people = greedy.people
    return Fewest(len(people), people, already + _stopped(hands, people), of, already, at_least, greedy)


def _stopped(hands: Mapping[frozenset[str], int], away: Collection[str]) -> int:
    return sum(number for people, number in hands.items() if people <= set(away))


def _greedy(hands: Mapping[frozenset[str], int], needed: int, already: int) -> Away:
    """Whoever has most of the duties in hand that still go on, again and again; of equals the lowest ref."""
    away: list[str] = []
    while _stopped(hands, away) < needed:
        held: Counter[str] = Counter()
        for people, number in hands.items():
            if not people <= set(away):
                held.update(dict.fromkeys(people - set(away), number))
        away.append(min(held, key=lambda person: (-held[person], person)))
    return Away(tuple(sorted(away)), already + _stopped(hands, away))


def _exact(hands: Mapping[frozenset[str], int], needed: int, seconds: float) -> tuple[tuple[str, ...] | None, int]:
    """The fewest people, if a set was found in time, and the number that is proved."""
    programme = _Programme(hands)
    first = programme.solve(seconds, least_stopped=needed)
    if first.people is None or not first.optimal:
        return first.people, first.at_least
    most = programme.solve(seconds, most_away=len(first.people)).people
    return (most if most and _stopped(hands, most) >= needed else first.people), first.at_least


class _Solved(NamedTuple):
    """Who is away in an answer, None where none was found; whether it is the best; and the fewest there can be."""

    people: tuple[str, ...] | None
    optimal: bool
    at_least: int


class _Programme:
    """The integer programme: who is away (0 or 1 each), then which sets of hands are all away (0 to 1 each)."""

    def __init__(self, hands: Mapping[frozenset[str], int]) -> None:
        self.groups = sorted(hands.items(), key=lambda item: sorted(item[0]))
        self.people = sorted({person for people in hands for person in people})

    def solve(self, seconds: float, *, least_stopped: int = 0, most_away: int | None = None) -> _Solved:
        """The fewest people away who stop ``least_stopped`` duties; or, given how many, those who stop the most."""
        import numpy as np  # with scipy half a second, which only this question should pay
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        place = {person: index for index, person in enumerate(self.people)}
        n, m = len(self.people), len(self.groups)
        pairs = [(n + group, place[person]) for group, (people, _) in enumerate(self.groups) for person in people]
        rows, columns = np.repeat(np.arange(len(pairs)), 2), np.array(pairs).ravel()
        implied = csr_array((np.tile([1.0, -1.0], len(pairs)), (rows, columns)), shape=(len(pairs), n + m))
        away = np.repeat([1.0, 0.0], [n, m])
        stopped = np.array([0.0] * n + [float(duties) for _, duties in self.groups])
        result = milp(
            away if most_away is None else -stopped,
            integrality=away,
            bounds=Bounds(0, 1),
            constraints=[
                LinearConstraint(implied, ub=0),
                LinearConstraint(stopped, lb=least_stopped),
                LinearConstraint(away, ub=n if most_away is None else most_away),
            ],
            options={"time_limit": seconds, "mip_rel_gap": 0},
        )
        bound = result.mip_dual_bound
        at_least = 1 if bound is None else max(1, ceil(bound - TOLERANCE))
        return _Solved(self._named(result.x), result.status == OPTIMAL, at_least)

    def _named(self, values: Iterable[float] | None) -> tuple[str, ...] | None:
        if values is None:
            return None
        return tuple(person for person, away in zip(self.people, values, strict=False) if away > HALF)
