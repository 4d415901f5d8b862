"""What about this service should somebody look at? Codes raised by its figures; they warn, and never advise."""

from collections.abc import Iterator
from decimal import Decimal

from trustops.costing.clients import by_client, concentration
from trustops.costing.service_model import ServiceCost, ServiceInputs

WHAT_FLAGS_MEAN = {
    "BELOW_FULL_COST": "A client pays less than a day costs in full; the Academy Trust Handbook expects full cost.",
    "BELOW_MARGINAL": "A client pays less than the cost of sending somebody out, so each day sold loses cash.",
    "UNSOLD_CAPACITY": "Under 85 % of the days that could be delivered are taken.",
    "OVERSOLD": "More days are promised than can be delivered.",
    "CLIENT_CONCENTRATION": "One client is over 25 % of sold income, or the sum of squared shares is over 0.25.",
    "NOT_LIKE_FOR_LIKE": "The alternative includes things that a local authority must give free, or differs otherwise.",
    "PRICE_UNKNOWN": "A price that a client pays is not known, so income and what follows from it are not known.",
    "ALTERNATIVE_UNKNOWN": "What a day would cost elsewhere is not known, so there is no saving to show.",
    "RATE_UNCONFIRMED": "A pay award that has not been announced was assumed.",
    "POST_VACANT": "Nobody holds a post that delivers it and no cover is recorded, so its pay is a guess.",
}
"""Every code and what it means, in the order they are raised."""

FULL_UTILISATION = Decimal(1)
ENOUGH_UTILISATION = Decimal("0.85")  # the share of chargeable days under which capacity counts as unsold
MUCH_FROM_ONE = Decimal("0.25")  # of sold income, and of the sum of squared shares


def service_flags(inputs: ServiceInputs, cost: ServiceCost) -> tuple[str, ...]:
    """The codes that the service's figures raise, in the order of WHAT_FLAGS_MEAN; compared unrounded."""
    raised = {*_price_flags(inputs, cost), *_use_flags(cost), *_unknown_flags(inputs, cost)}
    return tuple(code for code in WHAT_FLAGS_MEAN if code in raised)


def _price_flags(inputs: ServiceInputs, cost: ServiceCost) -> Iterator[str]:
    prices = [income.price for income in cost.clients if income.buyer.days > 0]
    lowest = min((price for price in (*prices, inputs.price) if price is not None), default=None)
    if lowest is not None and lowest < cost.full_cost_rate:
        yield "BELOW_FULL_COST"
    if lowest is not None and lowest < cost.marginal_rate:
        yield "BELOW_MARGINAL"


def _use_flags(cost: ServiceCost) -> Iterator[str]:
    if cost.delivered_days < ENOUGH_UTILISATION * cost.capacity.chargeable:
        yield "UNSOLD_CAPACITY"
    if cost.delivered_days > FULL_UTILISATION * cost.capacity.chargeable:
        yield "OVERSOLD"
    among = concentration(by_client(cost.clients).values())
    if any(share is not None and share > MUCH_FROM_ONE for share in (among.largest, among.hhi)):
        yield "CLIENT_CONCENTRATION"


def _unknown_flags(inputs: ServiceInputs, cost: ServiceCost) -> Iterator[str]:
    if inputs.alternative_like_for_like is False:
        yield "NOT_LIKE_FOR_LIKE"
    if inputs.price is None or cost.income is None:
        yield "PRICE_UNKNOWN"
    if inputs.alternative is None:
        yield "ALTERNATIVE_UNKNOWN"
    if cost.employment.assumed:
        yield "RATE_UNCONFIRMED"
    if any(post.vacant for post in cost.employment.posts):
        yield "POST_VACANT"
