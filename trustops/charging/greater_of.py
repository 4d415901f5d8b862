"""What does each school pay where nobody pays less than a least charge?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from trustops.charging.measures import Measure, Member, in_order, measure_source
from trustops.charging.methods import BASES, By, Part, Parts, Rate, weights_by
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import pounds
from trustops.quantities.words import pounds_text


@dataclass(frozen=True, slots=True)
class GreaterOf:
    """Each school pays the greater of ``least`` and its share by ``measure``; the whole still comes to the total.

    The schools whose share would be under the least pay the least; the others share what is left by the measure.
    As more pay the least the others' share of what is left only falls, so there is one answer, in any order.
    """

    least: Rate
    measure: Measure

    @property
    def basis(self) -> str:
        return f"{BASES[self.measure]}, and at least {self.least.words}"

    def paid_least(self, members: Sequence[Member], total: int) -> dict[str, int]:
        """The pence of the schools that pay the least charge, by URN; the others share what is left."""
        ordered = in_order(members)
        least = {member.urn: self.least.pence(member) for member in ordered}
        if sum(least.values()) > total:
            raise TrustopsError(
                f"The least charges come to {pounds_text(pounds(sum(least.values())))}, more than the "
                f"{pounds_text(pounds(total))} to be shared out; lower the least charge or raise the total."
            )
        found = _at_least(least, weights_by(ordered, self.measure), total)
        return {urn: pence for urn, pence in least.items() if urn in found}

    def parts(self, members: Sequence[Member], total: int) -> Parts:
        ordered = in_order(members)
        least = self.paid_least(ordered, total)
        paid = {member.urn: self._part(member, least[member.urn]) for member in ordered if member.urn in least}
        others = [member for member in ordered if member.urn not in least]
        left = total - sum(least.values())
        return {**paid, **(By(self.measure).parts(others, left) if others else {})}

    def _part(self, member: Member, pence: int) -> tuple[Part, ...]:
        source = measure_source(member, self.least.measure)
        return (Part.of("The least charge", pence, self.least.words, source),)


def _at_least(least: Mapping[str, int], weights: Mapping[str, Fraction], total: int) -> set[str]:
    """The schools that pay the least: those whose share of what the others leave is under it."""
    found: set[str] = set()
    while True:
        left = total - sum(least[urn] for urn in found)
        whole = sum((weight for urn, weight in weights.items() if urn not in found), Fraction(0))
        under = {urn for urn in weights if urn not in found and weights[urn] * left < least[urn] * whole}
        if not under:
            return found
        found |= under
