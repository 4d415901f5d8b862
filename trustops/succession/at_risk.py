"""How likely are the posts filled today to fall short by the end of the time ahead, with one more person for one?

Only the part of the graph that the person would join is worked out again; the others are kept. Where the posts are too
entangled for that, what each action changes is counted in simulated futures, the same for all (see
:mod:`trustops.succession.one_more`), and told with its error.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from trustops.succession.departures import Departures
from trustops.succession.frontier import MOST_WORK, Candidates, TooEntangled, parts_of, unfilled_chance
from trustops.succession.one_more import Pair, WithOneMore, with_one_more
from trustops.succession.uncovered import CHANCE_PLACES, DAY_PLACES, chance_of, days_of

if TYPE_CHECKING:
    from trustops.succession.departures import Curve


WORK_OF_AN_ACTION = 2_000
"""How much of the exact sum an action among hundreds may take; beyond, what it changes is simulated."""


@dataclass(frozen=True, slots=True)
class Change:
    """A figure before and after; neither where it cannot be worked out.

    ``error`` is the standard error of the difference where that was counted in simulated futures; None: exact.
    """

    before: Decimal | None
    after: Decimal | None
    error: Decimal | None = None

    @property
    def gain(self) -> Decimal:
        """By how much it rises; 0 where it is not known."""
        return Decimal(0) if self.before is None or self.after is None else self.after - self.before


NO_CHANGE = Change(None, None)


@dataclass(frozen=True)
class AtRisk:
    """Posts that can all be filled today, who might leave, and the ``pairs`` of a post and one more for it."""

    candidates: Candidates
    going: Departures
    pairs: Sequence[Pair] = ()

    @cached_property
    def _parts(self) -> "list[tuple[Mapping[str, tuple[str, ...]], Curve | None]]":
        return [(part, self._filled(part)) for part in parts_of(self.candidates)]

    @cached_property
    def _part_of(self) -> dict[str, int]:
        """The part of each post, and of each person."""
        found = {}
        for at, (part, _) in enumerate(self._parts):
            for post, people in part.items():
                found.update(dict.fromkeys((f"post {post}", *(f"person {each}" for each in people)), at))
        return found

    def _filled(self, part: Candidates, most_work: int = MOST_WORK) -> "Curve | None":
        """The logarithm of the chance by each day that a part can be filled."""
        import numpy as np

        try:
            short = unfilled_chance(part, self.going.gone, np.zeros(self.going.days), most_work)
        except TooEntangled:
            return None
        with np.errstate(divide="ignore"):
            filled: Curve = np.log1p(-np.minimum(short, 1.0))
        return filled

    @cached_property
    def _all_filled(self) -> "Curve | None":
        """The same of all parts together; none of them is certain to fall short, so every sum is finite."""
        import numpy as np

        total = np.zeros(self.going.days)
        for _, curve in self._parts:
            if curve is None:
                return None
            total += curve
        return total

    @cached_property
    def _curve(self) -> "Curve | None":
        import numpy as np

        return None if self._all_filled is None else -np.expm1(self._all_filled)

    @cached_property
    def _simulated(self) -> WithOneMore:
        return with_one_more(self.candidates, self.going, [pair for pair in self.pairs if pair[0] in self.candidates])

    @cached_property
    def chance(self) -> Decimal:
        """The chance that they fall short by the last day."""
        return _chance(self._simulated.chance) if self._curve is None else chance_of(self._curve, self.going.days)

    @cached_property
    def expected(self) -> Decimal:
        """The expected days short."""
        return _days(self._simulated.days) if self._curve is None else days_of(self._curve, self.going.days)

    def with_one_more(self, post: str, person: str) -> tuple[Change, Change]:
        """The chance and the expected days, before and after one more person could fill a post.

        A post that cannot be filled today is none of these posts, so nothing changes for them.
        """
        if post not in self.candidates:
            return Change(self.chance, self.chance), Change(self.expected, self.expected)
        curve = self._curve_with(post, person)
        if curve is not None:
            days = self.going.days
            return Change(self.chance, chance_of(curve, days)), Change(self.expected, days_of(curve, days))
        saved = self._simulated.saved[post, person]
        chance, expected = self.chance - _chance(saved.chance), self.expected - _days(saved.days)
        return (
            Change(self.chance, max(chance, Decimal(0)), _chance(saved.chance_error)),
            Change(self.expected, max(expected, Decimal(0)), _days(saved.days_error)),
        )

    def _curve_with(self, post: str, person: str) -> "Curve | None":
        """The chance by each day with one more; None where it cannot be said exactly."""
        if self._all_filled is None:
            return None
        joined = {at for key in (f"post {post}", f"person {person}") if (at := self._part_of.get(key)) is not None}
        part = {each: people for at in joined for each, people in self._parts[at][0].items()}
        filled = self._filled({**part, post: (*part[post], person)}, WORK_OF_AN_ACTION)
        if filled is None:
            return None
        import numpy as np

        changed = self._all_filled + filled
        for at in joined:
            if (before := self._parts[at][1]) is not None:
                changed = changed - before
        curve: Curve = -np.expm1(changed)
        return curve


def _chance(value: float) -> Decimal:
    return Decimal(value).quantize(CHANCE_PLACES)


def _days(value: float) -> Decimal:
    return Decimal(value).quantize(DAY_PLACES)
