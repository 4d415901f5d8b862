"""How likely are the posts filled today to fall short by the end of the time ahead, with one more person for one?

Only the part of the graph that the person would join is worked out again; the others are kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from trustops.succession.departures import Departures
from trustops.succession.frontier import MOST_WORK, Candidates, TooEntangled, parts_of, unfilled_chance
from trustops.succession.uncovered import chance_of, days_of

if TYPE_CHECKING:
    from trustops.succession.departures import Curve


WORK_OF_AN_ACTION = 2_000
"""How much of the exact sum an action among hundreds may take; beyond, what it changes is not said."""


@dataclass(frozen=True)
class AtRisk:
    """Posts that can all be filled today, and who might leave; everything None where it cannot be said exactly."""

    candidates: Candidates
    going: Departures

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
    def chance(self) -> Decimal | None:
        """The chance that they fall short by the last day."""
        return None if self._curve is None else chance_of(self._curve, self.going.days)

    @cached_property
    def expected(self) -> Decimal | None:
        """The expected days short."""
        return None if self._curve is None else days_of(self._curve, self.going.days)

    def with_one_more(self, post: str, person: str) -> tuple[Decimal | None, Decimal | None]:
        """The chance and the expected days if one more person could fill a post.

        A post that cannot be filled today is none of these posts, so nothing changes for them.
        """
        if post not in self.candidates:
            return self.chance, self.expected
        if self._all_filled is None:
            return None, None
        joined = {at for key in (f"post {post}", f"person {person}") if (at := self._part_of.get(key)) is not None}
        part = {each: people for at in joined for each, people in self._parts[at][0].items()}
        filled = self._filled({**part, post: (*part[post], person)}, WORK_OF_AN_ACTION)
        if filled is None:
            return None, None
        import numpy as np

        changed = self._all_filled + filled
        for at in joined:
            if (before := self._parts[at][1]) is not None:
                changed = changed - before
        curve: Curve = -np.expm1(changed)
        return chance_of(curve, self.going.days), days_of(curve, self.going.days)
