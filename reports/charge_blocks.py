"""What is each part of a charge shared by? A method taken apart into weights and pence, for a sheet that adds up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from trustops.charging import Banded, By, GreaterOf, Hybrid, Member, Method
from trustops.charging.methods import LABELS, weights_by
from trustops.quantities.money import split


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a charge: ``total`` pence shared by ``weights``, and what each school bears of it, by URN.

    A block without weights is shared by nothing: its parts are as they are, as a least charge is.
    """

    label: str
    unit: str
    total: int
    weights: Mapping[str, Fraction]
    parts: Mapping[str, int]


def blocks_of(method: Method, members: Sequence[Member], total: int) -> tuple[Block, ...]:
    """The blocks of a method in the order of its working; their parts come to ``total``, as its shares do."""
    if isinstance(method, By):
        weights = weights_by(members, method.measure)
        return (Block(LABELS[method.measure], str(method.measure), total, weights, split(total, weights)),)
    if isinstance(method, Banded):
        weights = method.weights(members)
        return (Block("Share by band", "pounds of band", total, weights, split(total, weights)),)
    if isinstance(method, Hybrid):
        cuts = split(total, {str(place): share for place, (share, _) in enumerate(method.cuts)})
        each = [blocks_of(part, members, cuts[str(place)]) for place, (share, part) in enumerate(method.cuts) if share]
        return tuple(block for blocks in each for block in blocks)
    if isinstance(method, GreaterOf):
        return _greater_of(method, members, total)
    shares = {urn: sum(part.pence for part in parts) for urn, parts in method.parts(members, total).items()}
    return (Block("Share", "", total, {}, shares),)


def _greater_of(method: GreaterOf, members: Sequence[Member], total: int) -> tuple[Block, ...]:
    least = method.paid_least(members, total)
    others = [member for member in members if member.urn not in least]
    paid = Block("The least charge", "", sum(least.values()), {}, least)
    shared = blocks_of(By(method.measure), others, total - paid.total) if others else ()
    return (*((paid,) if least else ()), *shared)
