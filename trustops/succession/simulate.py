"""In how many of many simulated futures can the posts not all be filled at once, and from which day on?

A future draws for every person whether they are gone by the end, and for those who are the day. All futures are
repaired together: for each person one long whole number has a bit a future, set where they are there, so that one
``and`` looks at thousands of futures at once. The matching of today is the start; in the futures in which a post's
person is gone it takes whoever is free, or whoever sits in another post that can take somebody else. What is left
after a few such steps is settled future by future by augmenting paths, so that every future is counted exactly.

From which day on a future falls short is found by running it backwards: people come back, the last to leave first.
Only somebody who could fill a post that alternating paths reach from an empty one makes a difference (Berge 1957), so
the day is that of the return that fills the last empty post. The same seed gives the same answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import sqrt
from struct import pack
from typing import TYPE_CHECKING

from trustops.succession.departures import Departures
from trustops.succession.frontier import Candidates
from trustops.succession.matching import maximum_matching

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from trustops.succession.departures import Curve

AT_ONCE = 16_384
"""Futures in one go: enough that Python's own work does not tell, and a bit each keeps memory small."""
DRAWN_AT_ONCE = 64
STEPS = 2
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Futures:
    """``first`` is for each future that falls short the number of its first day short, in no order; day 1 is tomorrow.

    The standard error of a chance is taken as if one more future of each kind had been seen, so that a chance of
    which no future tells is not called certain.
    """

    years: int
    first: "NDArray[np.int64]"

    def chance(self, days: int) -> tuple[float, float]:
        """The share of futures that fall short within so many days, and its standard error."""
        short = int((self.first <= days).sum())
        likely = (short + 1) / (self.years + 2)
        return short / self.years, sqrt(likely * (1 - likely) / self.years)

    def days(self, days: int) -> tuple[float, float]:
        """The mean number of days short within so many days, and its standard error."""
        short = (days + 1 - self.first).clip(min=0).astype(float)
        mean = float(short.sum()) / self.years
        squares = float((short * short).sum()) / self.years
        return mean, sqrt(max(squares - mean * mean, 0.0) / self.years)


def simulate(candidates: Candidates, going: Departures, years: int, seed: int) -> Futures:
    """So many futures of the whole time ahead.

    >>> from datetime import date
    >>> from trustops.snapshot import Snapshot
    >>> from trustops.succession.departures import departures
    >>> going = departures(Snapshot.of(date(2026, 11, 29), []), ["p"])
    >>> futures = simulate({"A": ["p"]}, going, years=1000, seed=7)
    >>> futures.chance(365)[0] == simulate({"A": ["p"]}, going, years=1000, seed=7).chance(365)[0]
    True
    >>> abs(futures.chance(365)[0] - 0.12) < 5 * futures.chance(365)[1]
    True
    """
    import numpy as np

    random = np.random.default_rng(seed)
    graph = _Graph.of(candidates, going)
    found: list[int] = []
    done = 0
    while done < years:
        many = min(AT_ONCE, years - done)
        block = _Block(graph, many, drawn(random, graph.ends, many))
        found += block.first_days(seed, done)
        done += many
    return Futures(years, np.array(found, dtype=np.int64))


def drawn(random: "np.random.Generator", ends: Sequence[float], futures: int) -> list[int]:
    """For each person one number, with a bit a future that is set where they are still there at the end."""
    import numpy as np

    present: list[int] = []
    chances = np.array(ends, dtype=np.float32)[:, None]
    for at in range(0, len(ends), DRAWN_AT_ONCE):
        some = chances[at : at + DRAWN_AT_ONCE]
        there = random.random((len(some), futures), dtype=np.float32) >= some
        rows = np.packbits(there, axis=1, bitorder="little")
        present += [int.from_bytes(row.tobytes(), "little") for row in rows]
    return present


@dataclass(frozen=True, slots=True)
class _Graph:
    """Posts and people by number, who sits where today, and each person's chance to be gone at the end."""

    can: list[list[int]]
    posts_of: list[list[int]]
    sits: list[int]
    names: list[str]
    ends: list[float]
    curves: "list[Curve]"

    @classmethod
    def of(cls, candidates: Candidates, going: Departures) -> "_Graph":
        posts = sorted(candidates)
        number: dict[str, int] = {}
        can = [[number.setdefault(each, len(number)) for each in dict.fromkeys(candidates[post])] for post in posts]
        names = list(number)
        posts_of: list[list[int]] = [[] for _ in names]
        for post, people in enumerate(can):
            for person in people:
                posts_of[person].append(post)
        today = maximum_matching(candidates, {post: candidates[post][0] for post in posts if candidates[post]})
        sits = [number[today[post]] if post in today else NOBODY for post in posts]
        curves = [going.gone(name) for name in names]
        return cls(can, posts_of, sits, names, [float(curve[-1]) for curve in curves], curves)


class _Block:
    """Some futures that are repaired together; bit n of every number is about future n."""

    __slots__ = ("_everyone", "_free", "_graph", "_many", "_seated")

    def __init__(self, graph: _Graph, many: int, present: list[int]) -> None:
        self._graph, self._many, self._everyone = graph, many, present
        self._free = list(present)
        self._seated: list[dict[int, int]] = [{} for _ in graph.can]
        for post, person in enumerate(graph.sits):
            if person != NOBODY:
                self._seated[post][person] = present[person]
                self._free[person] = 0

    def first_days(self, seed: int, offset: int) -> list[int]:
        """The first day short of each future that falls short."""
        left = self._repair()
        futures = _futures_of(left, self._many)
        bits = _Bits(self._everyone, self._seated, self._many)
        found = []
        for future, posts in futures.items():
            one = _OneFuture(self._graph, bits, future)
            empty = [post for post in posts if not one.fill(post)]
            if empty:
                found.append(one.first_day(empty, seed, offset + future))
        return found

    def _repair(self) -> list[int]:
        """Fill posts in all futures at once; for each post the futures in which it is still empty."""
        all_futures = (1 << self._many) - 1
        left = []
        for post, person in enumerate(self._graph.sits):
            empty = all_futures if person == NOBODY else all_futures & ~self._everyone[person]
            left.append(empty & ~self._seat(post, empty, STEPS, {post}) if empty else 0)
        return left

    def _seat(self, post: int, futures: int, steps: int, path: set[int]) -> int:
        """Seat somebody in a post in as many of these futures as a few steps can; those in which that was done."""
        seated, wanted = self._seated[post], futures
        for person in self._graph.can[post]:
            taken = wanted & self._free[person]
            if taken:
                self._free[person] ^= taken
                seated[person] = seated.get(person, 0) | taken
                wanted ^= taken
                if not wanted:
                    return futures
        if steps:
            for person in self._graph.can[post]:
                for other in self._graph.posts_of[person]:
                    if other in path:
                        continue
                    held = wanted & self._seated[other].get(person, 0)
                    moved = self._seat(other, held, steps - 1, path | {other}) if held else 0
                    if moved:
                        self._seated[other][person] ^= moved
                        seated[person] = seated.get(person, 0) | moved
                        wanted ^= moved
                        if not wanted:
                            return futures
        return futures & ~wanted


def _futures_of(left: Sequence[int], many: int) -> dict[int, list[int]]:
    """The empty posts of each future that has any."""
    import numpy as np

    found: dict[int, list[int]] = {}
    size = (many + 7) // 8
    for post, futures in enumerate(left):
        if futures:
            row = np.frombuffer(futures.to_bytes(size, "little"), dtype=np.uint8)
            for future in np.flatnonzero(np.unpackbits(row, bitorder="little")).tolist():
                found.setdefault(future, []).append(post)
    return found


class _Bits:
    """The numbers of a block as bytes, in which one future is looked up at once."""

    __slots__ = ("_present", "_seated")

    def __init__(self, present: Sequence[int], seated: Sequence[Mapping[int, int]], many: int) -> None:
        size = (many + 7) // 8
        self._present = [each.to_bytes(size, "little") for each in present]
        self._seated = [{who: each.to_bytes(size, "little") for who, each in row.items()} for row in seated]

    def there(self, person: int, future: int) -> bool:
        return bool(self._present[person][future >> 3] >> (future & 7) & 1)

    def seat(self, person: int, posts: Sequence[int], future: int) -> int:
        """The post in which a person sits in a future, NOBODY where in none."""
        for post in posts:
            row = self._seated[post].get(person)
            if row is not None and row[future >> 3] >> (future & 7) & 1:
                return post
        return NOBODY


class _OneFuture:
    """One future, settled by augmenting paths; ``_moved`` is what changed since the block was repaired."""

    __slots__ = ("_back", "_bits", "_future", "_graph", "_moved")

    def __init__(self, graph: _Graph, bits: _Bits, future: int) -> None:
        self._graph, self._bits, self._future = graph, bits, future
        self._moved: dict[int, int] = {}
        self._back: set[int] = set()

    def _there(self, person: int) -> bool:
        return person in self._back or self._bits.there(person, self._future)

    def _seat_of(self, person: int) -> int:
        if person in self._moved:
            return self._moved[person]
        return self._bits.seat(person, self._graph.posts_of[person], self._future)

    def fill(self, post: int) -> bool:
        """Seat somebody in an empty post, moving others along; False where nobody can be."""
        return self._reached([post])[0]

    def _reached(self, empty: Sequence[int]) -> tuple[bool, set[int]]:
        """Whether one of the empty posts was filled, and else every post that alternating paths reach from them."""
        came_from: dict[int, int] = {}
        sitter: dict[int, int] = {}
        reached = set(empty)
        queue = list(empty)
        for here in queue:
            for person in self._graph.can[here]:
                if person in came_from or not self._there(person):
                    continue
                there = self._seat_of(person)
                if there in reached:
                    continue
                came_from[person] = here
                if there == NOBODY:
                    self._move_along(person, came_from, sitter, empty)
                    return True, reached
                reached.add(there)
                sitter[there] = person
                queue.append(there)
        return False, reached

    def _move_along(
        self, person: int, came_from: Mapping[int, int], sitter: Mapping[int, int], empty: Sequence[int]
    ) -> None:
        while True:
            post = came_from[person]
            self._moved[person] = post
            if post in empty:
                return
            person = sitter[post]

    def first_day(self, empty: list[int], seed: int, number: int) -> int:
        """The first day on which a post stands empty: people come back, the last to leave first, until none does."""
        days: dict[int, int] = {}
        day = 0
        while empty:
            _, reached = self._reached(empty)
            waiting = {person for post in reached for person in self._graph.can[post] if not self._there(person)}
            if not waiting:
                return 1  # it could not be filled to begin with
            for person in waiting - days.keys():
                days[person] = self._gone_on(person, seed, number)
            last = max(waiting, key=lambda person: (days[person], person))
            day = min(day or days[last], days[last])
            self._back.add(last)
            self._moved[last] = NOBODY
            empty = self._without_filled(empty)
        return day

    def _without_filled(self, empty: list[int]) -> list[int]:
        """The empty posts but the one that can now be filled, if one can."""
        for post in empty:
            if self.fill(post):
                return [each for each in empty if each != post]
        return empty

    def _gone_on(self, person: int, seed: int, number: int) -> int:
        """The day on which somebody who is gone at the end left: their own number of this future, on their curve."""
        curve = self._graph.curves[person]
        share = (_own_number(seed, person, number) + 0.5) / 2**64 * float(curve[-1])
        return min(int(curve.searchsorted(share)) + 1, len(curve))


def _own_number(seed: int, person: int, future: int) -> int:
    """A whole number under 2 to the 64 that belongs to a person in a future of a seed."""
    return int.from_bytes(blake2b(pack("<Qqq", seed % 2**64, person, future), digest_size=8).digest(), "little")
