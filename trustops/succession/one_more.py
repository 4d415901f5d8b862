"""What would one more person for a post have changed in simulated futures? For many such actions, in the same futures.

Each future is played once, forwards: people leave, the last of a post's people is followed along alternating paths by
whoever is still there, and on some day a first post stays empty. From then on one more person P for a post A would
fill it just as long as one post alone is empty, A is reached from that post by alternating paths, and P is there and
free, or can be freed by such a path (Berge 1957: then, and only then, is there an augmenting path through the new
pair; the two halves cannot cross, since nobody free is reached from the empty post). With a second empty post no one
action is enough. So the same draws tell of every action (common random numbers), and the error of a change is that of
the difference itself, which is far smaller than that of either end.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import sqrt
from typing import TYPE_CHECKING

from trustops.succession.departures import Departures
from trustops.succession.frontier import Candidates
from trustops.succession.matching import maximum_matching

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_FUTURES, LEAST_FUTURES, SEED = 2_000, 200, 1
POSTS_PLAYED = 200_000
"""How many posts are played in all: in a large trust fewer futures, whose errors say so."""
Pair = tuple[str, str]
"""A post, and the person who could fill it besides."""


@dataclass(frozen=True, slots=True)
class Saved:
    """By how much an action lowers the chance (0 to 1) and the expected days short, each with its standard error."""

    chance: float
    chance_error: float
    days: float
    days_error: float


@dataclass(slots=True)
class _Tally:
    """What an action saved over the futures: how often all, and the days with their squares."""

    rescued: int = 0
    days: int = 0
    squares: int = 0


@dataclass(frozen=True, slots=True)
class WithOneMore:
    """The chance and the days short as they are in these futures, and what each action would save of them."""

    years: int
    chance: float
    days: float
    saved: Mapping[Pair, Saved]


def with_one_more(
    candidates: Candidates,
    going: Departures,
    pairs: Collection[Pair],
    *,
    years: int | None = None,
    seed: int = SEED,
) -> WithOneMore:
    """What each pair would change of the chance that the posts, which can all be filled today, fall short.

    ``years`` is how many futures; None: as many as do not take too long.

    A rests on p alone, so with q for A besides it falls short only when both have left:

    >>> from datetime import date
    >>> from trustops.snapshot import Snapshot
    >>> from trustops.succession.departures import departures
    >>> going = departures(Snapshot.of(date(2026, 11, 29), []), ["p", "q"], months=[12])
    >>> found = with_one_more({"A": ["p"]}, going, [("A", "q")])
    >>> saved = found.saved["A", "q"]
    >>> abs(saved.chance - 0.12 * 0.88) < 5 * saved.chance_error
    True
    """
    import numpy as np

    years = years or usual_years(len(candidates))
    leaves = _leaving_days(candidates, going, pairs, years, seed)
    everybody = list(leaves)
    matrix = np.array(list(leaves.values())).reshape(len(everybody), years)
    tallies = {pair: _Tally() for pair in pairs}
    asked: dict[str, list[str]] = {}
    for post, person in tallies:
        asked.setdefault(post, []).append(person)
    today = maximum_matching(candidates, {post: people[0] for post, people in candidates.items() if people})
    short = days = 0
    for future in range(years):
        days_left = matrix[:, future]
        who = np.flatnonzero(days_left <= going.days)
        leaving = [
            (day, everybody[each]) for day, each in sorted(zip(days_left[who].tolist(), who.tolist(), strict=True))
        ]
        played = _Future(candidates, asked, dict(today), leaving)
        first = played.first_day_short()
        if first is None:
            continue
        short, days = short + 1, days + going.days + 1 - first
        for pair, day in played.rescued():
            tally, saved = tallies[pair], (going.days + 1 if day is None else day) - first
            tally.rescued += day is None
            tally.days += saved
            tally.squares += saved * saved
    return WithOneMore(
        years, short / years, days / years, {pair: _saved(tally, years) for pair, tally in tallies.items()}
    )


def usual_years(posts: int) -> int:
    """How many futures are played for so many posts.

    >>> usual_years(12), usual_years(500), usual_years(5_000)
    (2000, 400, 200)
    """
    return max(LEAST_FUTURES, min(MOST_FUTURES, POSTS_PLAYED // max(posts, 1)))


def _saved(tally: _Tally, years: int) -> Saved:
    chance, days = tally.rescued / years, tally.days / years
    likely = (tally.rescued + 1) / (years + 2)  # what no future tells of is not called certain
    spread = max(tally.squares / years - days * days, 0.0)
    return Saved(chance, sqrt(likely * (1 - likely) / years), days, sqrt(spread / years))


def _leaving_days(
    candidates: Candidates, going: Departures, pairs: Collection[Pair], years: int, seed: int
) -> "dict[str, NDArray[np.int64]]":
    """For each person the day that they have gone by in each future; a day past the last where they stay."""
    import numpy as np

    people = sorted({person for named in candidates.values() for person in named} | {person for _, person in pairs})
    random = np.random.default_rng([seed, years])
    return {person: going.gone(person).searchsorted(random.random(years), side="right") + 1 for person in people}


@dataclass(slots=True)
class _Future:
    """One future: who sits where by the day that has been reached, and who has left; ``leaving`` is by day."""

    candidates: Candidates
    asked: Mapping[str, Sequence[str]]
    sitting: dict[str, str]
    leaving: Sequence[tuple[int, str]]
    seat_of: dict[str, str] = field(init=False)
    gone: set[str] = field(default_factory=set)
    empty: list[str] = field(default_factory=list)
    _days: "Iterator[tuple[int, list[str]]]" = field(init=False)

    def __post_init__(self) -> None:
        self.seat_of = {person: post for post, person in self.sitting.items()}
        by_day = groupby(self.leaving, key=lambda each: each[0])
        self._days = ((day, [person for _, person in some]) for day, some in by_day)

    def first_day_short(self) -> int | None:
        """The first day on which a post stays empty."""
        for day, people in self._days:
            self._leave(people)
            if self.empty:
                return day
        return None

    def rescued(self) -> "Iterator[tuple[Pair, int | None]]":
        """The pairs that would have filled it, each with the day from which they would not; None where never."""
        alive = self._fill_it(pair for post in self._reached() for pair in ((post, who) for who in self._who(post)))
        for day, people in self._days:
            if not alive:
                return
            self._leave(people)
            reached = self._reached()
            still = self._fill_it(pair for pair in alive if pair[0] in reached)
            for pair in alive:
                if pair not in still:
                    yield pair, day
            alive = still
        for pair in alive:
            yield pair, None

    def _who(self, post: str) -> Sequence[str]:
        return self.asked.get(post, ())

    def _leave(self, people: Sequence[str]) -> None:
        self.gone.update(people)
        for person in people:
            post = self.seat_of.pop(person, None)
            if post is not None:
                del self.sitting[post]
                if not self._fill(post):
                    self.empty.append(post)

    def _fill(self, post: str) -> bool:
        """Seat somebody in a post, moving others along; nobody sits in it before."""
        came_from: dict[str, str] = {}
        queue, reached = [post], {post}
        for here in queue:
            for person in self.candidates[here]:
                if person in came_from or person in self.gone:
                    continue
                came_from[person] = here
                there = self.seat_of.get(person)
                if there is None:
                    self._move_along(person, came_from)
                    return True
                if there not in reached:
                    reached.add(there)
                    queue.append(there)
        return False

    def _move_along(self, person: str | None, came_from: Mapping[str, str]) -> None:
        while person is not None:
            post = came_from[person]
            before = self.sitting.get(post)
            self.sitting[post], self.seat_of[person] = person, post
            person = before

    def _reached(self) -> set[str]:
        """The posts that alternating paths reach from the one that is empty; none where several are."""
        if len(self.empty) != 1:
            return set()
        reached, queue = set(self.empty), list(self.empty)
        for here in queue:
            for person in self.candidates[here]:
                there = self.seat_of.get(person)
                if there is not None and there not in reached:
                    reached.add(there)
                    queue.append(there)
        return reached

    def _fill_it(self, pairs: "Iterator[Pair]") -> dict[Pair, None]:
        """Those of the pairs, each of a post that is reached, whose person is there and free or can be freed."""
        return dict.fromkeys(pair for pair in pairs if self._can_be_freed(pair[1]))

    def _can_be_freed(self, person: str) -> bool:
        if person in self.gone:
            return False
        seen, queue = {person}, [person]
        for each in queue:
            post = self.seat_of.get(each)
            if post is None:
                return True
            for other in self.candidates[post]:
                if other not in seen and other not in self.gone:
                    seen.add(other)
                    queue.append(other)
        return False
