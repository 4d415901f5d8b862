"""Which few of the offered people, made ready for posts, bring the resilience number to a target? Exactly the fewest.

Choose offers (a person for a post) so that every set A of posts then has |N(A)| − |A| + 1 of at least the target.
There are far too many sets to write down, so only those are that a choice breaks: the weakest set of a first choice is
found (:func:`trustops.succession.matching.resilience`), and the next choice must bring enough people into that set who
are not in it yet. A choice that breaks none is the best of all, since it is the best even of those that have fewer sets
to satisfy. Each choice is a small integer programme, solved to the optimum by HiGHS.

What is least is settled in order: people who are still to be found, then actions (or cost), then how far off each
person is from being ready.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trustops.quantities.errors import TrustopsError
from trustops.succession.frontier import Candidates, parts_of
from trustops.succession.matching import Resilience, resilience

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

MOST_ROUNDS = 500


@dataclass(frozen=True, slots=True)
class Offer:
    """A person who could be made ready for a post: how ``far`` off, and whether ``new``, still to be found."""

    post: str
    person: str
    cost_pence: int | None = None
    far: int = 0
    new: bool = False


Chosen = tuple[Offer, ...]
Weight = Callable[[Offer], int]


def smallest(candidates: Candidates, offers: Sequence[Offer], target: int, *, by_cost: bool = False) -> Chosen | None:
    """The fewest offers that bring the number to the target; the cheapest with ``by_cost``; None where all do not.

    With no post there is no number to bring anywhere, so nothing is chosen. Raises :class:`TrustopsError` where the
    cheapest is asked for and an offer has no cost.

    A rests on Pat alone, B on Sam alone: for 2, each needs somebody more, and Kit, who is offered for both, is one.

    >>> posts = {"A": ["Pat"], "B": ["Sam"]}
    >>> both = [Offer("A", "Kit"), Offer("B", "Kit"), Offer("B", "Lee")]
    >>> [(each.post, each.person) for each in smallest(posts, both, 2)]
    [('A', 'Kit'), ('B', 'Kit')]
    >>> smallest(posts, both[:1], 2) is None
    True
    """
    _must_have_costs(offers, by_cost=by_cost)
    if stays_short(candidates, offers, target) is not None:
        return None
    if not offers:
        return ()
    programme = _Programme(candidates, tuple(dict.fromkeys(offers)), target)
    for post in candidates:
        programme.ask((post,))
    weights: list[Weight] = [_is_new, _cost if by_cost else _one, _one if by_cost else _far]
    chosen: Chosen = ()
    for weight in weights:
        chosen = programme.least(weight)
    return chosen


def number_with(candidates: Candidates, offers: Sequence[Offer]) -> Resilience:
    """The resilience number with these offers taken up."""
    return resilience(_with(candidates, offers))


def stays_short(candidates: Candidates, offers: Sequence[Offer], target: int) -> Resilience | None:
    """The posts that stay short of a target with every offer taken up; None where none do."""
    most = number_with(candidates, offers)
    return most if most.number is not None and most.number < target else None


def _with(candidates: Candidates, offers: Sequence[Offer]) -> Mapping[str, tuple[str, ...]]:
    more: dict[str, tuple[str, ...]] = {post: tuple(people) for post, people in candidates.items()}
    for offer in offers:
        more[offer.post] = (*more.get(offer.post, ()), offer.person)
    return more


def _is_new(offer: Offer) -> int:
    return int(offer.new)


def _one(offer: Offer) -> int:
    return 1


def _far(offer: Offer) -> int:
    return offer.far


def _cost(offer: Offer) -> int:
    return offer.cost_pence or 0


def _must_have_costs(offers: Sequence[Offer], *, by_cost: bool) -> None:
    without = sum(offer.cost_pence is None for offer in offers)
    if by_cost and without:
        raise TrustopsError(
            f"{without} of the {len(offers)} actions have no cost, so the cheapest plan is not known; "
            "give each its Action cost on the Successors sheet, or ask for the fewest actions."
        )


@dataclass
class _Programme:
    """Which offers to take up: a 0 or 1 each, and for each set asked about a share of each person it gains.

    A person with several offers into a set counts once: their share is at most 1, and at most the offers taken up.
    """

    candidates: Candidates
    offers: Chosen
    target: int
    rows: list[tuple[dict[int, int], int]] = field(default_factory=list)
    columns: int = 0

    def __post_init__(self) -> None:
        self.columns = len(self.offers)

    def ask(self, posts: Sequence[str]) -> None:
        """Bring enough people who are not there yet into a set of posts."""
        there = {person for post in posts for person in self.candidates[post]}
        needed = self.target - (len(there) - len(posts) + 1)
        if needed <= 0:
            return
        gained: dict[str, list[int]] = {}
        for at, offer in enumerate(self.offers):
            if offer.post in posts and offer.person not in there:
                gained.setdefault(offer.person, []).append(at)
        row: dict[int, int] = {}
        for taken in gained.values():
            if len(taken) == 1:
                row[taken[0]] = 1
                continue
            share, self.columns = self.columns, self.columns + 1
            self.rows.append(({**dict.fromkeys(taken, 1), share: -1}, 0))
            row[share] = 1
        self.rows.append((row, needed))

    def least(self, weight: Weight) -> Chosen:
        """The offers of the least weight; what was settled before stays settled, and this is from now on."""
        for _ in range(MOST_ROUNDS):
            chosen = self._solved(weight)
            broken = self._broken(chosen)
            if not broken:
                total = sum(weight(offer) for offer in chosen)
                self.rows.append(({at: -weight(each) for at, each in enumerate(self.offers)}, -total))
                return chosen
            for posts in broken:
                self.ask(posts)
        raise TrustopsError("The smallest plan was not found in reasonable time; ask for a lower target.")

    def _broken(self, chosen: Chosen) -> list[tuple[str, ...]]:
        """The weakest set of each part that is under the target, or of the whole where parts only together are."""
        whole = number_with(self.candidates, chosen)
        if whole.number is None or whole.number >= self.target:
            return []
        found = [resilience(part) for part in parts_of(_with(self.candidates, chosen))]
        broken = [each.posts for each in found if each.number is not None and each.number < self.target]
        return broken or [whole.posts]

    def _solved(self, weight: Weight) -> Chosen:
        import numpy as np
        from scipy.optimize import Bounds, milp

        costs = np.zeros(self.columns)
        costs[: len(self.offers)] = [weight(offer) for offer in self.offers]
        whole = np.zeros(self.columns, dtype=np.int64)
        whole[: len(self.offers)] = 1
        answer = milp(
            costs, integrality=whole, bounds=Bounds(0, 1), constraints=self._constraints(), options={"mip_rel_gap": 0.0}
        )
        if answer.x is None:
            raise TrustopsError(
                f"The smallest plan could not be worked out ({answer.message}); ask for another target."
            )
        return tuple(offer for offer, taken in zip(self.offers, answer.x, strict=False) if taken > 0.5)

    def _constraints(self) -> "list[LinearConstraint]":
        from scipy.optimize import LinearConstraint
        from scipy.sparse import csr_array

        if not self.rows:
            return []
        places = [(at, column, value) for at, (row, _) in enumerate(self.rows) for column, value in row.items()]
        at, columns, values = zip(*places, strict=True)
        matrix = csr_array((values, (at, columns)), shape=(len(self.rows), self.columns))
        return [LinearConstraint(matrix, lb=[needed for _, needed in self.rows])]
