"""What does the trust learn about its cover? The results of :mod:`trustops.succession.cover`, as plain values.

The names are those of the command line's JSON. People and posts are given by their refs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trustops.succession.matching import TightSet
from trustops.succession.plans import Horizon
from trustops.succession.readiness import Standing


@dataclass(frozen=True, slots=True)
class PostCover:
    """Who holds a critical post and who could take it.

    ``holder`` is the one with the largest share (None: vacant), ``holders`` all of them. ``ready_now``,
    ``ready_in_1_year``, ``ready_in_2_3_years`` and ``emergency`` are people of the trust, best first, never a holder
    of the post itself, whose assessment still counts; ``half`` are those ready now whose assessment counts half, and
    ``unknown`` those of whom it has lapsed. ``outside`` counts the named ways to cover it from outside, of which the
    soonest takes ``outside_days``. ``named`` adds up the ready-now people as the plan counts them, 1 or ½ each;
    ``bench_fraction`` shares each between the critical posts that they are named for: what they count ÷ that number
    of posts, summed, to 4 places.
    """

    holder: str | None
    ready_now: tuple[str, ...]
    ready_in_1_year: tuple[str, ...]
    outside: int
    holders: tuple[str, ...]
    bench_fraction: Decimal
    ready_in_2_3_years: tuple[str, ...] = ()
    emergency: tuple[str, ...] = ()
    half: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    outside_days: int | None = None
    named: Decimal = Decimal(0)


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
    """A person's readiness that was assessed too long ago to count in full; ``standing`` says what it counts."""

    post: str
    person: str
    assessed_on: date
    standing: Standing = Standing.HALF


@dataclass(frozen=True, slots=True)
class Bench:
    """The critical posts that people ready now could fill at once if no holder were there, one person in one post.

    ``tight`` are the sets of posts that have names, but fewer people than posts.
    """

    filled: int
    of: int
    assignment: Mapping[str, str]
    uncovered: tuple[str, ...]
    tight: tuple[TightSet, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedCoverage:
    """The bench counted three ways, of ``of`` critical posts; only the last can be had on one day.

    ``named``: the posts that have somebody named as ready now, ½ where every such assessment is old. ``shared``: the
    bench fractions of all posts, where each person is shared between the posts that they are named for. ``at_once``:
    the most posts that those people could fill on one day, one person in one post.
    """

    named: Decimal
    shared: Decimal
    at_once: int
    of: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of cover: the posts that can be filled at once, by whom, and those that are left."""

    filled: int
    of: int
    assignment: Mapping[str, str]
    uncovered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Readings:
    """The two readings: one person in one post, and a person acting in one more besides their own."""

    strict: Reading
    acting: Reading


@dataclass(frozen=True, slots=True)
class SetCover:
    """The cover of a set of posts: how many can be filled at once, the resilience number and the weakest set.

    With no post there is nothing to fill: ``of`` is 0, the number None, and the weakest set empty.
    """

    filled: int
    of: int
    resilience_number: int | None
    weakest_set: WeakestSet


@dataclass(frozen=True, slots=True)
class GroupCover:
    """The cover of the critical posts of one school, or of one kind of post, by themselves."""

    group: str
    name: str
    posts: tuple[str, ...]
    cover: SetCover


@dataclass(frozen=True, slots=True)
class Drop:
    """A day on which the resilience number falls because assessments lapse; ``posts`` are those that they are for."""

    on: date
    resilience_number: int
    filled: int
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lapse:
    """A day from which nobody is known to be ready now for ``posts``; ``left`` posts still have somebody."""

    on: date
    posts: tuple[str, ...]
    left: int


@dataclass(frozen=True, slots=True)
class SuccessionView:
    """The cover of the critical posts on a day, without the people in ``without``.

    ``filled`` of ``of`` critical posts can be filled at once by people who hold or are ready now for them, one person
    in one post, as in ``assignment``; ``uncovered`` are left, and ``short`` are the sets of posts that have too few
    people. ``resilience_number`` is None when no post is critical. ``bench`` asks the harder question of the
    successors alone, and ``named_coverage`` counts them three ways. ``readings`` are the strict and the acting one.
    ``horizons`` counts others beside those ready now. ``drops_on`` is the day on which the number falls if nobody is
    assessed again, and ``drops`` that and the next ones; ``lapses`` are the days on which a post loses the last one
    who is known to be ready. ``sentence`` names posts and counts people, and names no post where that would say of
    somebody what they are ready for.
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
    short: tuple[TightSet, ...]
    named_coverage: NamedCoverage
    readings: Readings
    horizons: Mapping[Horizon, SetCover]
    by_site: tuple[GroupCover, ...]
    by_role: tuple[GroupCover, ...]
    drops_on: date | None
    drops: tuple[Drop, ...]
    lapses: tuple[Lapse, ...]
