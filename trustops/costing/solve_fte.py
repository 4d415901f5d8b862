"""How large must the service be to pay for itself? The least size that covers its cost at its price."""

from decimal import Decimal

from trustops.costing.covered import Covered, left_over, members_pay, price_of, to_cover
from trustops.costing.right_size import TENTH, sizes
from trustops.costing.service_model import ServiceCost, ServiceInputs
from trustops.costing.solve import Solved, covers, days_for_sale
from trustops.quantities.money import penny
from trustops.quantities.words import amount_text, number_text, pounds_text
from trustops.quantities.working import Line, Working

MOST_SIZES = 60


def fte_to_cover(
    inputs: ServiceInputs, covered: Covered, *, sold_days: Decimal | None = None, step: Decimal = TENTH
) -> Solved:
    """The least size of the service, in steps of FTE, that covers its cost and can deliver what it promises.

    At each size ``sold_days`` are sold at the service's price, or every day that size has left. Every smaller step
    fails. Cost is counted anew at each size (one NI threshold a post, non-pay as it is). At most 60 sizes are tried;
    where none does, ``why`` says so. Raises UnknownFigure where a price that the meaning needs is not known.
    """
    price = price_of(inputs)
    for fte, cost in sizes(inputs, step, MOST_SIZES):
        service, members = to_cover(inputs, cost), members_pay(inputs, cost, covered)
        sold = days_for_sale(service, sold_days)
        over = left_over(service, members, sold, price)
        if over >= 0 and cost.member_days + sold <= cost.capacity.chargeable:
            return _found(inputs, covered, fte, cost, sold, over)
    return _none(inputs, covered, step)


def _found(
    inputs: ServiceInputs, covered: Covered, fte: Decimal, cost: ServiceCost, sold: Decimal, over: Decimal
) -> Solved:
    price, days = price_of(inputs), number_text(sold)
    why = f"{number_text(fte)} FTE with {days} days sold at {pounds_text(price)} {covers(over, covered)}"
    days_out = number_text(cost.member_days + sold)
    how = f"{amount_text(cost.fixed_cost)} + {amount_text(cost.variable_per_day)} × {days_out}"
    lines = (
        Line("Least size", fte, "the first size that covers the cost", unit="FTE"),
        Line("Days it can deliver", cost.capacity.chargeable, "the capacity of that size", unit="days"),
        Line("Cost of that size", penny(cost.fixed_cost + cost.variable_per_day * (cost.member_days + sold)), how),
        Line("Paid by members", members_pay(inputs, cost, covered), str(covered)),
        Line("Paid by clients", penny(price * sold), f"{days} days × {amount_text(price)}"),
        Line("Left over", penny(over), "what comes in − what it costs"),
    )
    return Solved(covered, fte, "FTE", fte, True, penny(over), why, Working.of(_title(inputs, covered), lines))


def _none(inputs: ServiceInputs, covered: Covered, step: Decimal) -> Solved:
    largest = number_text(step * MOST_SIZES)
    why = f"No size up to {largest} FTE delivers what is promised and covers its cost if {covered}; ask a higher price."
    line = Line("Least size", None, f"none up to {largest} FTE", unit="FTE")
    return Solved(covered, None, "FTE", None, False, None, why, Working.of(_title(inputs, covered), (line,)))


def _title(inputs: ServiceInputs, covered: Covered) -> str:
    return f"Size that breaks even if {covered}: {inputs.called}, {inputs.year}"
