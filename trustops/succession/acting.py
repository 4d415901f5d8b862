"""How many posts can be filled at once when a person may act in a second post besides their own?

The *acting* reading of cover, for a term, beside the strict one (one person in one post). A person either

- keeps the posts that they hold and takes at most one more besides, or
- moves outright: leaves what they hold and takes one post that they are ready for.

Nobody ever has two incompatible posts (Incompatible posts sheet; posts that are not critical count too), so whoever
already holds two such fills only one of them. Nobody takes a second post whose shares of posts already pass 1: who
works more than full time has no time left. A full-time holder may act, for that is what acting up is.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from trustops.models import IncompatiblePost
from trustops.snapshot import Snapshot
from trustops.succession.plans import Plans, is_here

Pair = frozenset[str]
FULL_TIME = Decimal(1)


@dataclass(frozen=True, slots=True)
class Actor:
    """The posts that a person holds, those they could take, and which of these besides all that they hold.

    ``clashes`` are the pairs of held posts that may not be held together.
    """

    holds: frozenset[str] = frozenset()
    ready: frozenset[str] = frozenset()
    besides: frozenset[str] = frozenset()
    clashes: frozenset[Pair] = frozenset()

    @property
    def keeps(self) -> frozenset[str]:
        """The held posts that can be kept together: all, or where two clash the first of them by ref."""
        kept: set[str] = set()
        for post in sorted(self.holds):
            if not any(frozenset((post, other)) in self.clashes for other in kept):
                kept.add(post)
        return frozenset(kept)

    @property
    def further(self) -> frozenset[str]:
        """What could be taken without leaving anything."""
        return self.besides if self.holds else self.ready


def actors_of(snapshot: Snapshot, plans: Plans, gone: Collection[str] = ()) -> dict[str, Actor]:
    """Everybody who holds or is ready now for a critical post, with what they may hold together."""
    held: dict[str, set[str]] = defaultdict(set)
    shares: dict[str, Decimal] = defaultdict(Decimal)
    for row in snapshot.holders:
        if row.person not in gone and is_here(snapshot, row.person):
            held[row.person].add(row.post)
            shares[row.person] += row.share
    ready: dict[str, set[str]] = defaultdict(set)
    for post, people in plans.ready().items():
        for person in people:
            ready[person].add(post)
    apart = {frozenset((row.post, row.other_post)) for row in snapshot.all(IncompatiblePost)}
    critical = frozenset(plans.posts)
    return {
        person: _actor(held[person], critical, ready[person], apart, busy=shares[person] > FULL_TIME)
        for person in sorted({*held, *ready})
        if ready[person] or held[person] & critical
    }


def _actor(
    held: Collection[str], critical: frozenset[str], ready: Collection[str], apart: Collection[Pair], *, busy: bool
) -> Actor:
    besides = () if busy else [post for post in ready if all(frozenset((post, own)) not in apart for own in held)]
    holds = critical & frozenset(held)
    clashes = (frozenset(pair) for pair in combinations(sorted(holds), 2))
    return Actor(holds, frozenset(ready), frozenset(besides), frozenset(pair for pair in clashes if pair in apart))
