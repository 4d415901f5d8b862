"""How large should the post be? The least size that delivers every day agreed, with every size that was tried."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from trustops.costing.service import service_cost
from trustops.costing.service_model import ServiceCost, ServiceInputs
from trustops.costing.what_if import with_changes
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import number_text
from trustops.quantities.working import Line, Working

TENTH = Decimal("0.1")
MOST_SIZES = 400  # as many as a person could look through, and half a second's work


@dataclass(frozen=True, slots=True)
class Size:
    """The service at one size: full-time equivalents, days it can deliver, days agreed, and its figures in pounds.

    ``net_cost`` and ``saving`` are None where a price that they need is unknown. The figures of a size too small are
    those of days that it could not deliver, so they are shown as unknown too.
    """

    fte: Decimal
    chargeable: Decimal
    agreed: Decimal
    utilisation: Decimal
    delivers: bool
    total_cost: Decimal | None
    net_cost: Decimal | None
    net_per_member_day: Decimal | None
    saving: Decimal | None


@dataclass(frozen=True, slots=True)
class RightSize:
    """The right size, the size now, and the table searched from the least size up; ``freed`` is what net cost falls by.

    ``freed`` is None where a price is unknown, or today's size cannot deliver what is agreed.
    """

    right: Size
    now: Size
    freed: Decimal | None
    searched: tuple[Size, ...]
    working: Working


def right_size(inputs: ServiceInputs, step: Decimal = TENTH) -> RightSize:
    """The least size, in steps of ``step`` FTE, whose chargeable days are no fewer than members and clients agreed.

    Cost rises with size, so the least that delivers is the cheapest that does. Sizes are searched up to today's, or
    to the right one where that is larger. Raises TrustopsError where no days are agreed, no day can be delivered, or
    the step needs more than 400 sizes.
    """
    agreed = sum((buyer.days for buyer in (*inputs.members, *inputs.clients)), Decimal(0))
    if agreed <= 0:
        raise TrustopsError(
            f"{inputs.called} has no days agreed in {inputs.year}, so no size of post is right; record its agreements."
        )
    now = _size(service_cost(inputs))
    searched = tuple(_searched(inputs, step, now.fte))
    right = next(size for size in searched if size.delivers)
    freed = None if now.net_cost is None or right.net_cost is None else now.net_cost - right.net_cost
    return RightSize(right, now, freed, searched, _working(inputs, right, now, freed))


def sizes(inputs: ServiceInputs, step: Decimal, most: int = MOST_SIZES) -> Iterator[tuple[Decimal, ServiceCost]]:
    """The service at one step of FTE, two, three and so on, with everything else as it is; at most ``most`` sizes."""
    if step <= 0:
        raise TrustopsError("A post is sized in steps above none; give 0.1, or 0.05 for finer steps.")
    for number in range(1, most + 1):
        fte = step * number
        yield fte, service_cost(with_changes(inputs, {"fte": fte}))


def _searched(inputs: ServiceInputs, step: Decimal, now: Decimal) -> Iterator[Size]:
    found = False
    for _, cost in sizes(inputs, step):
        size = _size(cost)
        yield size
        found = found or size.delivers
        if found and size.fte >= now:
            return
    if not found:
        text = number_text(step)
        raise TrustopsError(
            f"{inputs.called} was tried in {MOST_SIZES} sizes, {text} FTE apart, and none delivers the days agreed; "
            "give a larger step, or check its capacity."
        )


def _size(cost: ServiceCost) -> Size:
    delivers = cost.delivered_days <= cost.capacity.chargeable
    return Size(
        fte=cost.fte,
        chargeable=cost.capacity.chargeable,
        agreed=cost.delivered_days,
        utilisation=cost.utilisation,
        delivers=delivers,
        total_cost=cost.total_cost if delivers else None,
        net_cost=cost.net_cost if delivers else None,
        net_per_member_day=cost.net_per_member_day if delivers else None,
        saving=cost.saving if delivers else None,
    )


def _working(inputs: ServiceInputs, right: Size, now: Size, freed: Decimal | None) -> Working:
    agreed = f"the least size that delivers the {number_text(right.agreed)} days agreed"
    lines = (
        Line("Size now", now.fte, f"{number_text(now.chargeable)} days can be delivered", unit="FTE"),
        Line("Right size", right.fte, agreed, unit="FTE"),
        Line("Days it can deliver", right.chargeable, "the capacity of that size", unit="days"),
        Line("Net cost now", now.net_cost, "total cost − income from clients"),
        Line("Net cost at the right size", right.net_cost, "total cost − income from clients"),
        Line("Net cost that the right size frees", freed, "net cost now − net cost at the right size"),
        Line("Saving against the alternative", right.saving, "bought elsewhere − net cost"),
    )
    return Working.of(f"Right size of {inputs.called}, {inputs.year}", lines)
