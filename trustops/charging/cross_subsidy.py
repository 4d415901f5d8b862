"""Who pays for whom? What each school is charged above the cost of what it uses, and to which schools that goes."""

from collections.abc import Mapping
from dataclasses import dataclass

from trustops.models.kinds import TRUST_SITE
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import pounds, split
from trustops.quantities.words import listed, pounds_text


@dataclass(frozen=True, slots=True)
class CrossSubsidy:
    """Who pays for whom, in pence. ``gives[a][b]`` is what a pays towards b's cost, negative where b pays for a.

    Every pair is there, each the other's opposite, so that all of it adds up to nothing; a row adds up to the
    school's charge less its use (positive: it subsidises).
    """

    parties: tuple[str, ...]
    gives: Mapping[str, Mapping[str, int]]

    def net(self, party: str) -> int:
        """What a party gives in all, less what it gets."""
        return sum(self.gives[party].values())


def cross_subsidy(charged: Mapping[str, int], used: Mapping[str, int], borne_by_trust: int = 0) -> CrossSubsidy:
    """Charge less use of each school, and from whom to whom it goes: each giver's part by what the receivers lack.

    ``charged`` and ``used`` are pence by URN and, with what the trust bears itself, come to the same total; a penny
    that cannot be cut goes by URN. The trust is a party only where it bears something. Source: DOMAIN.md B2, T-B3.

    >>> cross_subsidy({"A": 70, "B": 20, "C": 10}, {"A": 40, "B": 30, "C": 30}).gives["A"]
    {'A': 0, 'B': 10, 'C': 20}
    """
    differences = _differences(charged, used, borne_by_trust)
    lacking = {name: -amount for name, amount in differences.items() if amount < 0}
    flows: dict[tuple[str, str], int] = {}
    for giver, surplus in differences.items():
        if surplus > 0:
            # No part is more than what a receiver still lacks: the surpluses left are what they all lack.
            for receiver, amount in split(surplus, lacking).items():
                flows[giver, receiver] = amount
                lacking[receiver] -= amount
    parties = tuple(differences)
    return CrossSubsidy(
        parties,
        {a: {b: flows.get((a, b), 0) - flows.get((b, a), 0) for b in parties} for a in parties},
    )


def _differences(charged: Mapping[str, int], used: Mapping[str, int], borne_by_trust: int) -> dict[str, int]:
    """Charge less use by party, in order of URN, the trust last; refuses what does not come to nothing."""
    if charged.keys() != used.keys():
        odd = sorted(charged.keys() ^ used.keys())
        raise TrustopsError(f"{listed(odd)}: a charge or the cost of what was used is missing; give both or neither.")
    found = {urn: charged[urn] - used[urn] for urn in sorted(charged)}
    if borne_by_trust:
        found[TRUST_SITE] = borne_by_trust
    if over := sum(found.values()):
        raise TrustopsError(
            f"What is charged differs from the cost of what was used by {pounds_text(pounds(over))} in all; "
            "share out the same total by both."
        )
    return found
