"""How likely is it that a critical post stands uncovered in the time ahead, and for how many days?

The critical posts stand uncovered on a day when they cannot all be filled at once by the people still there who hold
or are ready now for them, one person in one post. Since nobody new is hired, a post uncovered stays so. The chance of
a horizon is that of its last day, and the expected days are the sum of the chances of its days. Both are exact but
for rounding (:mod:`trustops.succession.frontier`); where posts share too many people for that they are counted in
simulated futures, with the standard error. A post that cannot be filled today, or whose people are all known to go,
makes the chance 100 %, so the others are also asked about alone: ``another``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from trustops.quantities.errors import TrustopsError
from trustops.snapshot import Snapshot
from trustops.succession.cover import succession_view
from trustops.succession.departures import HORIZONS, Departures, Leaving, departures
from trustops.succession.frontier import Candidates, TooEntangled, parts_of, unfilled_chance
from trustops.succession.simulate import Futures, simulate
from trustops.succession.view import SuccessionView

if TYPE_CHECKING:
    from trustops.succession.departures import Curve

CHANCE_PLACES, DAY_PLACES = Decimal("0.000001"), Decimal("0.01")
YEARS, SEED = 10_000, 1
MOST_YEARS = 1_000_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """The chance (0 to 1) and the expected days, each with its standard error where it was simulated."""

    chance: Decimal
    days: Decimal
    chance_error: Decimal | None = None
    days_error: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """A horizon: some critical post uncovered, and one of those that are not ``certain`` to be."""

    months: int
    until: date
    of_days: int
    certain: tuple[str, ...]
    some: Estimate
    another: Estimate


@dataclass(frozen=True, slots=True)
class PostAhead:
    """A post: the chance by each horizon that nobody here is left for it, and the days of the longest without."""

    post: str
    chance: Mapping[int, Decimal]
    days: Mapping[int, Decimal]
    people: int


@dataclass(frozen=True, slots=True)
class Uncovered:
    """The chances of the time ahead; ``exact``, or counted in ``years`` simulated futures drawn from ``seed``."""

    as_of: date
    exact: bool
    years: int | None
    seed: int | None
    critical_posts: int
    uncovered_today: tuple[str, ...]
    ahead: tuple[Ahead, ...]
    posts: tuple[PostAhead, ...]
    leaving: Mapping[str, Leaving]
    known: bool
    parts: int
    most_in_one_part: int


def candidates_of(view: SuccessionView) -> dict[str, tuple[str, ...]]:
    """Who holds or is ready now for each critical post: the strict reading of the cover."""
    return {post: (*cover.holders, *cover.ready_now) for post, cover in view.cover.items()}


def uncovered_ahead(
    snapshot: Snapshot,
    *,
    known: bool = True,
    months: Sequence[int] = HORIZONS,
    years: int | None = None,
    seed: int = SEED,
) -> Uncovered:
    """The chances of the critical posts from the snapshot's day on; exact unless ``years`` asks for a simulation.

    ``known=False`` uses the rates of roles alone (see :func:`trustops.succession.departures.departures`). Raises
    :class:`TrustopsError` for fewer than one simulated year. With no critical post nothing can stand uncovered: the
    chance is 0.
    """
    if years is not None and not 1 <= years <= MOST_YEARS:
        raise TrustopsError(f"{years:,} years cannot be simulated; ask for 1 to {MOST_YEARS:,}, like 10,000.")
    view = succession_view(snapshot)
    candidates = candidates_of(view)
    people = dict.fromkeys(person for named in candidates.values() for person in named)
    going = departures(snapshot, people, known=known, months=months)
    asked = _Asked(candidates, going, years, seed)
    ahead = tuple(_ahead(view, asked, month) for month in going.ends)
    parts = parts_of(candidates)
    return Uncovered(
        as_of=snapshot.as_of,
        exact=asked.exact,
        years=None if asked.exact else asked.years_drawn,
        seed=None if asked.exact else seed,
        critical_posts=len(candidates),
        uncovered_today=view.uncovered,
        ahead=ahead,
        posts=tuple(_post_ahead(post, candidates[post], going) for post in candidates),
        leaving=going.leaving,
        known=known,
        parts=len(parts),
        most_in_one_part=max(map(len, parts), default=0),
    )


def certain_of(view: SuccessionView, candidates: Candidates, going: Departures, days: int) -> tuple[str, ...]:
    """The posts that cannot be filled today, or whose people have all gone for certain after so many days."""
    return tuple(
        post
        for post, people in candidates.items()
        if post in view.uncovered or all(going.gone(person)[days - 1] >= 1 for person in people)
    )


@dataclass
class _Asked:
    """What is asked about several sets of posts: the exact curve, or where that takes too long simulated futures."""

    candidates: Candidates
    going: Departures
    years: int | None
    seed: int
    exact: bool = True
    known: "dict[tuple[str, ...], Curve | Futures]" = field(default_factory=dict)

    @property
    def years_drawn(self) -> int:
        return self.years or YEARS

    def short(self, posts: tuple[str, ...]) -> "Curve | Futures":
        """How likely these posts are to fall short, by each day."""
        if posts not in self.known:
            some = {post: self.candidates[post] for post in posts}
            curve = None if self.years is not None else exact_curve(some, self.going)
            self.exact = self.exact and curve is not None
            self.known[posts] = simulate(some, self.going, self.years_drawn, self.seed) if curve is None else curve
        return self.known[posts]

    def estimate(self, posts: tuple[str, ...], days: int) -> Estimate:
        found = self.short(posts)
        if not isinstance(found, Futures):
            return Estimate(chance_of(found, days), days_of(found, days))
        (chance, error), (mean, days_error) = found.chance(days), found.days(days)
        return Estimate(_chance(chance), _days(mean), _chance(error), _days(days_error))


def exact_curve(candidates: Candidates, going: Departures) -> "Curve | None":
    """The chance by each day that the posts cannot all be filled at once; None where it would take too long."""
    import numpy as np

    nothing = np.zeros(going.days)
    filled = np.zeros(going.days)  # the logarithm of the chance that all are: sums keep small chances exact
    try:
        for part in parts_of(candidates):
            with np.errstate(divide="ignore"):
                filled += np.log1p(-np.minimum(unfilled_chance(part, going.gone, nothing), 1.0))
    except TooEntangled:
        return None
    curve: Curve = -np.expm1(filled)
    return curve


def chance_of(curve: "Curve", days: int) -> Decimal:
    """The chance by the last of so many days."""
    return _chance(float(curve[days - 1]))


def days_of(curve: "Curve", days: int) -> Decimal:
    """The expected days: the chances of so many days, added."""
    return _days(float(curve[:days].sum()))


def _chance(value: float) -> Decimal:
    return Decimal(value).quantize(CHANCE_PLACES)


def _days(value: float) -> Decimal:
    return Decimal(value).quantize(DAY_PLACES)


def _ahead(view: SuccessionView, asked: _Asked, month: int) -> Ahead:
    days = asked.going.ends[month]
    certain = certain_of(view, asked.candidates, asked.going, days)
    posts = tuple(post for post in asked.candidates if post not in view.uncovered)
    some = Estimate(Decimal(1), Decimal(days)) if view.uncovered else asked.estimate(posts, days)
    another = asked.estimate(tuple(post for post in posts if post not in certain), days)
    return Ahead(month, asked.going.day(days), days, certain, some, another)


def _post_ahead(post: str, people: Sequence[str], going: Departures) -> PostAhead:
    curve = going.nobody(people, post)
    chance = {month: chance_of(curve, days) for month, days in going.ends.items()}
    days = {month: days_of(curve, days) for month, days in going.ends.items()}
    return PostAhead(post, chance, days, len(people))
