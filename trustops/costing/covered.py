"""What does “covered” mean? Three meanings of a service that pays for itself, always named, never chosen silently."""

from decimal import Decimal
from enum import StrEnum

from trustops.costing.price import ToCover
from trustops.costing.service_model import ServiceCost, ServiceInputs
from trustops.quantities.errors import UnknownFigure


class Covered(StrEnum):
    """What the trust's own schools put in; what their share leaves, sales to clients must cover."""

    MEMBERS_FULL_COST = "members pay full cost"
    MEMBERS_ALTERNATIVE = "members pay the alternative"
    MEMBERS_FREE = "members pay nothing"


def members_pay(inputs: ServiceInputs, cost: ServiceCost, covered: Covered) -> Decimal:
    """What the trust's own schools put in for their days under that meaning, pounds.

    Raises UnknownFigure where it is the alternative, and what a day costs elsewhere is not known.
    """
    if covered is Covered.MEMBERS_FREE:
        return Decimal("0.00")
    if covered is Covered.MEMBERS_FULL_COST:
        return cost.members_at_full_cost
    if cost.alternative_cost is None:
        advice = "give it on the Alternatives sheet"
        raise UnknownFigure(f"price of a day of {inputs.called} elsewhere", f"in {inputs.year}", advice)
    return cost.alternative_cost


def to_cover(inputs: ServiceInputs, cost: ServiceCost) -> ToCover:
    """The service's cost and days as the break-even sums take them."""
    return ToCover(
        fixed=cost.fixed_cost,
        per_day=cost.variable_per_day,
        member_days=cost.member_days,
        sellable_days=cost.sellable_days,
        unit=inputs.sellable_unit,
    )


def left_over(service: ToCover, members: Decimal, sold: Decimal, price: Decimal) -> Decimal:
    """What members and ``sold`` days at ``price`` bring in beyond cost, unrounded pounds; below zero is short.

    >>> attendance = ToCover(fixed=Decimal("40340.59"), per_day=Decimal("6.30"), member_days=Decimal(76),
    ...     sellable_days=Decimal(89))
    >>> left_over(attendance, Decimal("19060.04"), Decimal(80), Decimal(275))
    Decimal('-263.35')
    """
    return members + price * sold - service.fixed - service.per_day * (service.member_days + sold)


def earned(inputs: ServiceInputs, cost: ServiceCost) -> Decimal:
    """The year's income from clients; raises UnknownFigure where a price that one of them pays is not known."""
    if cost.income is None:
        advice = "give the service a price on the Services sheet, or each agreement its own"
        raise UnknownFigure(f"income of {inputs.called}", f"in {inputs.year}", advice)
    return cost.income


def price_of(inputs: ServiceInputs) -> Decimal:
    """The service's price of a day; raises UnknownFigure where it has none."""
    if inputs.price is None:
        raise UnknownFigure(f"price of a day of {inputs.called}", f"in {inputs.year}", "give it on the Services sheet")
    return inputs.price
