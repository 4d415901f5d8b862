"""How many posts can be filled at once, one person in one post, and how many must go before some cannot?

Everything here is plain graph work: ``candidates`` gives, for each post, the people who could fill it. The same
answers come back whatever the order of a set: posts are taken in the order of their refs.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import count

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Resilience:
    """The resilience number, with the smallest set of posts that has it and everyone who could fill one of them.

    ``number`` is None when there is no post to fill: nothing can fall short, so no number of people is the fewest.
    """

    number: int | None
    posts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TightSet:
    """Posts that cannot all be filled at once, and the too few people who could fill one of them."""

    posts: tuple[str, ...]
    people: tuple[str, ...]

    @property
    def short(self) -> int:
        """How many of the posts stay empty."""
        return len(self.posts) - len(self.people)


@dataclass(slots=True)
class _Seats:
    """A matching while it is being made: people and posts by number, which post each person sits in."""

    posts: tuple[str, ...]
    people: tuple[str, ...]
    can: list[list[int]]
    sits_in: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, candidates: Mapping[str, Collection[str]]) -> "_Seats":
        posts = tuple(sorted(candidates))
        number: defaultdict[str, int] = defaultdict(count().__next__)
        can = [list(map(number.__getitem__, _in_order(candidates[post]))) for post in posts]
        return cls(posts, tuple(number), can, [NOBODY] * len(number))

    def seat_one_more(self, post: int, most_posts: int | None = None) -> set[int] | None:
        """Seat one more person in ``post``, moving others along if need be; None when that was done.

        Otherwise the posts that the search reached: all their people sit in those posts already. With
        ``most_posts`` the search is given up (and what it had reached returned) once it has reached more.
        """
        came_from: dict[int, int] = {}
        seat_of: dict[int, int] = {}
        reached = {post}
        queue = [post]
        for here in queue:
            for person in self.can[here]:
                if person in came_from or self.sits_in[person] == post:
                    continue
                came_from[person] = here
                there = self.sits_in[person]
                if there == NOBODY:
                    self._move_along(person, came_from, seat_of)
                    return None
                if there not in reached:
                    reached.add(there)
                    seat_of[there] = person
                    queue.append(there)
            if most_posts is not None and len(reached) > most_posts:
                break
        return reached

    def _move_along(self, person: int, came_from: Mapping[int, int], seat_of: Mapping[int, int]) -> None:
        """Everyone on the path moves to the post that it was reached from."""
        while True:
            post = came_from[person]
            self.sits_in[person] = post
            if post not in seat_of:
                return
            person = seat_of[post]

    def seat_all(self, keep: Mapping[str, str]) -> list[int]:
        """Fill as many posts as can be filled at once; the posts that stay empty."""
        kept = self._keep(keep) if keep else ()
        return [post for post in range(len(self.posts)) if post not in kept and not self._seat(post)]

    def _keep(self, keep: Mapping[str, str]) -> set[int]:
        post_number = {post: i for i, post in enumerate(self.posts)}
        person_number = {person: i for i, person in enumerate(self.people)}
        kept: set[int] = set()
        for name, holder in sorted(keep.items()):
            post, person = post_number.get(name), person_number.get(holder)
            if post is not None and person in self.can[post] and self.sits_in[person] == NOBODY:
                self.sits_in[person] = post
                kept.add(post)
        return kept

    def _seat(self, post: int) -> bool:
        """Seat the first who is free, else move others along; whether that was done."""
        for person in self.can[post]:
            if self.sits_in[person] == NOBODY:
                self.sits_in[person] = post
                return True
        return self.seat_one_more(post) is None

    def named(self, reached: Collection[int], number: int) -> Resilience:
        """The posts of a set and everyone who could fill one of them, by name."""
        people = {self.people[person] for post in reached for person in self.can[post]}
        return Resilience(number, tuple(self.posts[post] for post in sorted(reached)), tuple(sorted(people)))


def _in_order(people: Collection[str]) -> Collection[str]:
    """A set has no order of its own; whoever is named twice is found twice, and changes nothing."""
    return sorted(people) if isinstance(people, (set, frozenset)) else people


def tight_sets(candidates: Mapping[str, Collection[str]]) -> tuple[TightSet, ...]:
    """The sets of posts that have fewer people than posts, none of which shares a person with another.

    Each is all that alternating paths reach from posts that a maximum matching leaves empty (König 1931), so no
    set of posts outside them is short, and together they are short by exactly the posts that stay empty.

    >>> tight_sets({"A": ["Pat"], "B": ["Pat"], "C": ["Kit"], "D": []})
    (TightSet(posts=('A', 'B'), people=('Pat',)), TightSet(posts=('D',), people=()))
    """
    seats = _Seats.of(candidates)
    apart: list[set[int]] = []
    for post in seats.seat_all({}):
        reached = seats.seat_one_more(post) or set()
        shared = [each for each in apart if each & reached]
        apart = [each for each in apart if not each & reached] + [reached.union(*shared)]
    found = (seats.named(each, 0) for each in apart)
    return tuple(sorted((TightSet(each.posts, each.people) for each in found), key=lambda each: each.posts))


def maximum_matching(
    candidates: Mapping[str, Collection[str]], keep: Mapping[str, str] | None = None
) -> dict[str, str]:
    """A person for as many posts as can be filled at once, one person in one post.

    ``keep`` names who sits where already (a holder in their post): they are moved only where that fills one more
    post. Augmenting paths (Berge 1957): no more posts can be filled when no path is left, so the answer is the most.

    A can be filled by Pat or Sam, B only by Pat: Pat moves to B, so that both are filled.

    >>> maximum_matching({"A": ["Pat", "Sam"], "B": ["Pat"]})
    {'A': 'Sam', 'B': 'Pat'}
    """
    seats = _Seats.of(candidates)
    seats.seat_all(keep or {})
    filled: list[str | None] = [None] * len(seats.posts)
    for person, post in zip(seats.people, seats.sits_in, strict=True):
        if post != NOBODY:
            filled[post] = person
    return {post: person for post, person in zip(seats.posts, filled, strict=True) if person is not None}


def resilience(candidates: Mapping[str, Collection[str]]) -> Resilience:
    """The fewest people whose going leaves some set of posts impossible to fill at once, exactly.

    In words: for a set A of posts let N(A) be everyone who could fill one of them. A can be filled at once, and so
    can each part of it, only while no part has fewer people than posts (Hall 1935). The number is the least
    |N(A)| − |A| + 1 over every set A that is not empty: 0 or less says that posts are unfilled already.

    Why one matching is enough. If d posts stay empty in a maximum matching, the greatest shortage |A| − |N(A)| is d
    (König 1931, Ore 1955), so the number is 1 − d; the posts that alternating paths reach from the empty ones are
    the smallest such A. If none stays empty, give one post p further seats while an augmenting path fills them. With
    k seats for p, Hall asks |N(A)| ≥ |A| − 1 + k of every A that holds p, so the most seats is b(p), the least
    |N(A)| − |A| + 1 over the sets that hold p, and the posts reached by the search that fails are the smallest such
    A. The number is the least b(p). A post is left as soon as it cannot be the weakest; freeing its further seats
    leaves a full matching, so nothing is done twice. Ties go to the smallest set, then to the lowest ref.

    Two posts that rest on the same two people: one may go and one post is empty, so the number is 1.

    >>> resilience({"A": {"Pat", "Sam"}, "B": {"Pat", "Sam"}, "C": {"Kit", "Lee", "Max"}})
    Resilience(number=1, posts=('A', 'B'), people=('Pat', 'Sam'))
    >>> resilience({}).number is None
    True
    """
    seats = _Seats.of(candidates)
    if not seats.posts:
        return Resilience(None)
    empty = seats.seat_all({})
    if empty:
        return seats.named(_reached_from(seats, empty), 1 - len(empty))
    return _weakest(seats)


def _reached_from(seats: _Seats, empty: Collection[int]) -> set[int]:
    reached: set[int] = set()
    for post in empty:
        reached |= seats.seat_one_more(post) or set()
    return reached


def _weakest(seats: _Seats) -> Resilience:
    """The least b(p), where every post is filled; see :func:`resilience`."""
    number, weakest = len(seats.people) + 1, set(range(len(seats.posts)))
    for post in range(len(seats.posts)):
        further, reached = _seats_for(seats, post, number, len(weakest))
        if reached is not None and (further, len(reached)) < (number, len(weakest)):
            number, weakest = further, reached
    return seats.named(weakest, number)


def _seats_for(seats: _Seats, post: int, number: int, most_posts: int) -> tuple[int, set[int] | None]:
    """b(post) and its smallest set; no set when that cannot be the weakest."""
    first = [person for person in seats.can[post] if seats.sits_in[person] == post]
    found, reached = 1, None
    while found <= number:
        reached = seats.seat_one_more(post, most_posts if found == number else None)
        if reached is not None:
            break
        found += 1
    for person in seats.can[post]:
        if seats.sits_in[person] == post and person not in first:
            seats.sits_in[person] = NOBODY
    return found, reached
