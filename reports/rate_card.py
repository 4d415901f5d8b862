"""What is left of each offer over its cost? The margins of the rate card against costing's day rate."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from trustops.agreements import Offer, Quote
from trustops.costing import ServiceCost, margin_pct, markup_pct
from trustops.quantities.words import number_text, pounds_text


@dataclass(frozen=True, slots=True)
class Margin:
    """A day of an offer against what a day costs, pounds and percent.

    ``over_marginal`` is what a day brings over sending somebody out, ``over_full`` over its full cost.
    """

    full_cost: Decimal
    marginal: Decimal
    over_marginal: Decimal
    over_full: Decimal
    margin_pct: Decimal | None
    markup_pct: Decimal | None


def margin_of(offer: Offer, cost: ServiceCost | None) -> Margin | None:
    """The margin of a day of an offer; None where it is not for days, or what a day costs is not known."""
    if cost is None or offer.a_day is None:
        return None
    full = cost.full_cost_rate
    return Margin(
        full_cost=full,
        marginal=cost.marginal_rate,
        over_marginal=offer.a_day - cost.marginal_rate,
        over_full=offer.a_day - full,
        margin_pct=margin_pct(offer.a_day, full),
        markup_pct=markup_pct(offer.a_day, full),
    )


def cheapest_sentence(made: Iterable[Quote], days: Decimal) -> str:
    """Which offer is cheapest for so many days, and how much the next costs more."""
    known = [each for each in made if each.amount is not None]
    wanted = "a day" if days == 1 else f"{number_text(days)} days"
    if not known or known[0].amount is None:
        return f"Nothing on the rate card has a price for {wanted} yet."
    best = known[0]
    said = f"For {wanted} “{best.offer.name}” is cheapest: {pounds_text(known[0].amount)} before VAT"
    if len(known) == 1 or known[1].amount is None:
        return f"{said}."
    more = known[1].amount - known[0].amount
    if not more:
        return f"{said}; “{known[1].offer.name}” costs the same."
    return f"{said}, {pounds_text(more)} less than “{known[1].offer.name}”."
