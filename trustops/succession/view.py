"""What does the trust learn about its cover? The results of :mod:`trustops.succession.cover`, as plain values.

The names are those of the command line's JSON. People and posts are given by their refs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PostCover:
    """Who holds a critical post and who could take it.

    ``holder`` is the one with the largest share (None: vacant), ``holders`` all of them. ``ready_now`` and
    ``ready_in_1_year`` are people of the trust, best first, never a holder of the post itself. ``outside`` counts the
    named ways to cover it from outside. ``bench_fraction`` shares each ready-now person between the critical posts
    that they are named for: 1 ÷ that number of posts, summed, to 4 places.
    """

    holder: str | None
    ready_now: tuple[str, ...]
    ready_in_1_year: tuple[str, ...]
    outside: int
    holders: tuple[str, ...]
    bench_fraction: Decimal


@dataclass(frozen=True, slots=True)
class WeakestSet:
    """The posts that fall short first, and everyone who holds or is ready now for one of them."""

    posts: tuple[str, ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DoubleCounted:
    """A person named ready now for several critical posts; each can count on ``bench_fraction`` of them."""

    person: str
    posts: tuple[str, ...]
    bench_fraction: Decimal


@dataclass(frozen=True, slots=True)
class SeveralPosts:
    """A person who holds several critical posts at once."""

    person: str
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StaleAssessment:
    """A person's readiness that was assessed more than 12 months ago; it is used as it stands."""

    post: str
    person: str
    assessed_on: date


@dataclass(frozen=True, slots=True)
class Bench:
    """The critical posts that people ready now could fill at once if no holder were there, one person in one post."""

    filled: int
    of: int
    assignment: Mapping[str, str]
    uncovered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuccessionView:
    """The cover of the critical posts on a day, without the people in ``without``.

    ``filled`` of ``of`` critical posts can be filled at once by people who hold or are ready now for them, one person
    in one post, as in ``assignment``; ``uncovered`` are left. ``resilience_number`` is None when no post is critical.
    ``bench`` asks the harder question of the successors alone. ``sentence`` names posts and counts people.
    """

    as_of: date
    critical_posts: tuple[str, ...]
    cover: Mapping[str, PostCover]
    filled: int
    of: int
    assignment: Mapping[str, str]
    uncovered: tuple[str, ...]
    resilience_number: int | None
    weakest_set: WeakestSet
    double_counted: tuple[DoubleCounted, ...]
    without: tuple[str, ...]
    vacant: tuple[str, ...]
    nobody_ready_now: tuple[str, ...]
    several_posts: tuple[SeveralPosts, ...]
    stale: tuple[StaleAssessment, ...]
    bench: Bench
    sentence: str
