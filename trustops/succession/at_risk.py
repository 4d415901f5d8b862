"""How likely are the posts filled today to fall short by the end of the time ahead, with one more person for one?

Only the part of the graph that the person would join is worked out again; the others are kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from trustops.succession.departures import Departures
from trustops.succession.frontier import Candidates, TooEntangled, parts_of, unfilled_chance
from trustops.succession.uncovered import chance_of, days_of

if TYPE_CHECKING:
    from trustops.succession.departures import Curve


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

    def _filled(self, part: Candidates) -> "Curve | None":
        """The logarithm of the chance by each day that a part can be filled."""
        import numpy as np

        try:
            short = unfilled_chance(part, self.going.gone, np.zeros(self.going.days))
        except TooEntangled:
            return None
        with np.errstate(divide="ignore"):
            filled: Curve = np.log1p(-np.minimum(short, 1.0))
        return filled

    @cached_property
    def _curve(self) -> "Curve | None":
        return self._short_without(set())

    def _short_without(self, left_out: set[int], more: "Curve | None" = None) -> "Curve | None":
        import numpy as np

        total = np.zeros(self.going.days) if more is None else more.copy()
        for at, (_, curve) in enumerate(self._parts):
            if at in left_out:
                continue
            if curve is None:
                return None
            total += curve
        return -np.expm1(total)

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
        joined = {at for key in (f"post {post}", f"person {person}") if (at := self._part_of.get(key)) is not None}
        part = {each: people for at in joined for each, people in self._parts[at][0].items()}
        filled = self._filled({**part, post: (*part[post], person)})
        curve = None if filled is None else self._short_without(joined, filled)
        if curve is None:
            return None, None
        return chance_of(curve, self.going.days), days_of(curve, self.going.days)
