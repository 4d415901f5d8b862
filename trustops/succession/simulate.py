"""In how many of many simulated futures can the posts not all be filled at once, and from which day on?

A future draws for every person whether they are gone by the end, and for those who are the day. All futures are
repaired together: for each person one long whole number has a bit a future, set where they are there, so that one
``and`` looks at thousands of futures at once. The matching of today is the start; in the futures in which a post's
person is gone it takes whoever is free, or whoever sits in another post that can take somebody else. What is left
after a few such steps is settled future by future by augmenting paths, so that every future is counted exactly.

From which day on a future falls short is found by running it backwards: people come back, the last to leave first.
Only somebody who could fill a post that alternating paths reach from an empty one makes a difference (Berge 1957), so
the day is that of the return that fills the last empty post. Where many posts are empty at the end of a time its
middle is looked at first, so that few are empty at the day that is run backwards from. The same seed gives the same
answer.
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
FEW_DAYS, FEW, MANY_EMPTY = 8, 100, 3
"""A time is cut in two while it has more days, and more posts are empty at its end, than pay to be run backwards."""
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

    graph = _Graph.of(candidates, going)
    found: list[int] = []
    for number, done in enumerate(range(0, years, AT_ONCE)):
        some = _Some(graph, min(AT_ONCE, years - done), seed, number)
        found += some.first_days(sorted(going.ends.values()))
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
    """Posts and people by number, who sits where today, and each person's chance to be gone by each day."""

    can: list[list[int]]
    posts_of: list[list[int]]
    sits: list[int]
    curves: "list[Curve]"

    @classmethod
    def of(cls, candidates: Candidates, going: Departures) -> "_Graph":
        posts = sorted(candidates)
        number: dict[str, int] = {}
        can = [[number.setdefault(each, len(number)) for each in dict.fromkeys(candidates[post])] for post in posts]
        posts_of: list[list[int]] = [[] for _ in number]
        for post, people in enumerate(can):
            for person in people:
                posts_of[person].append(post)
        today = maximum_matching(candidates, {post: candidates[post][0] for post in posts if candidates[post]})
        sits = [number[today[post]] if post in today else NOBODY for post in posts]
        return cls(can, posts_of, sits, [going.gone(name) for name in number])


@dataclass(frozen=True, slots=True)
class _Some:
    """Some of the futures, drawn together: the same numbers whatever day is looked at, so that nobody comes back."""

    graph: _Graph
    many: int
    seed: int
    number: int

    def first_days(self, ends: Sequence[int]) -> list[int]:
        """The first day short of each future that falls short by the last of the ends."""
        everything = (1 << self.many) - 1
        found: dict[int, int] = {}
        start, there = 0, [everything] * len(self.graph.curves)
        for end in ends:
            left = everything
            for future in found:
                left ^= 1 << future
            more, there = self._within(start, there, end, left)
            found |= more
            start = end
        return list(found.values())

    def _within(self, start: int, there: list[int], end: int, among: int) -> tuple[dict[int, int], list[int]]:
        """The first day short of those futures that fall short after ``start`` and by ``end``, and who is there then.

        ``there`` says who is there at the start, when all of these futures can still be filled.
        """
        import numpy as np

        random = np.random.default_rng([self.seed, self.number])
        present = drawn(random, [float(curve[end - 1]) for curve in self.graph.curves], self.many)
        short = _Block(self.graph, self.many, present, among).short()
        found: dict[int, int] = {}
        if end - start > FEW_DAYS and sum(len(empty) for _, empty in short.values()) > MANY_EMPTY * max(
            len(short), FEW
        ):
            middle = (start + end) // 2
            early = 0
            for future in short:
                early |= 1 << future
            found, there = self._within(start, there, middle, early)
            start = middle
        before = _Bits(there, [], self.many)
        for future, (one, empty) in short.items():
            if future not in found:
                days = _Days(self.graph.curves, start, end, (self.seed, self.number, future), before)
                found[future] = one.first_day(empty, days)
        return found, present


class _Block:
    """Some futures that are repaired together; bit n of every number is about future n."""

    __slots__ = ("_among", "_everyone", "_free", "_graph", "_many", "_seated")

    def __init__(self, graph: _Graph, many: int, present: list[int], among: int) -> None:
        self._graph, self._many, self._everyone, self._among = graph, many, present, among
        self._free = list(present)
        self._seated: list[dict[int, int]] = [{} for _ in graph.can]
        for post, person in enumerate(graph.sits):
            if person != NOBODY:
                self._seated[post][person] = present[person]
                self._free[person] = 0

    def short(self) -> "dict[int, tuple[_OneFuture, list[int]]]":
        """The futures that fall short, each settled, with the posts that stay empty."""
        futures = _futures_of(self._repair(), self._many)
        bits = _Bits(self._everyone, self._seated, self._many)
        found = {}
        for future, posts in futures.items():
            one = _OneFuture(self._graph, bits, future)
            if empty := [post for post in posts if not one.fill(post)]:
                found[future] = one, empty
        return found

    def _repair(self) -> list[int]:
        """Fill posts in all futures at once; for each post the futures in which it is still empty."""
        left = []
        for post, person in enumerate(self._graph.sits):
            empty = self._among if person == NOBODY else self._among & ~self._everyone[person]
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

    def first_day(self, empty: list[int], days: "_Days") -> int:
        """The first day on which a post stands empty: people come back, the last to leave first, until none does."""
        left_on: dict[int, int] = {}
        day = days.end + 1
        while empty:
            _, reached = self._reached(empty)
            waiting = {
                person
                for post in reached
                for person in self._graph.can[post]
                if not self._there(person) and days.was_there(person)
            }
            if not waiting:
                return days.start + 1  # it could not be filled to begin with
            for person in waiting - left_on.keys():
                left_on[person] = days.left_on(person)
            last = max(waiting, key=lambda person: (left_on[person], person))
            day = min(day, left_on[last])
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


@dataclass(frozen=True, slots=True)
class _Days:
    """On which day each person who leaves within a time of one future does so: their own number, on their curve."""

    curves: "list[Curve]"
    start: int
    end: int
    key: tuple[int, int, int]
    before: _Bits

    def was_there(self, person: int) -> bool:
        """Whether somebody was still there at the start."""
        return self.before.there(person, self.key[2])

    def left_on(self, person: int) -> int:
        """The day: after the start, by the end, as likely as the curve rises."""
        curve = self.curves[person]
        low = float(curve[self.start - 1]) if self.start else 0.0
        share = low + (_own_number(*self.key, person) + 0.5) / 2**64 * (float(curve[self.end - 1]) - low)
        return min(max(int(curve.searchsorted(share)), self.start) + 1, self.end)


def _own_number(*key: int) -> int:
    """A whole number under 2 to the 64 that belongs to a person in a future of a seed."""
    packed = pack("<4Q", *(each % 2**64 for each in key))
    return int.from_bytes(blake2b(packed, digest_size=8).digest(), "little")
