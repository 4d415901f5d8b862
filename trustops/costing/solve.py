"""What is the least that breaks even? The days to sell, or the price to ask, under each meaning of “covered”."""

from dataclasses import dataclass
from decimal import Decimal

from trustops.costing.covered import Covered, left_over, members_pay, price_of, to_cover
from trustops.costing.price import ToCover, break_even, four_places, whole_units
from trustops.costing.service import service_cost
from trustops.costing.service_model import ServiceInputs
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import PENNY, penny
from trustops.quantities.words import amount_text, number_text, pounds_text
from trustops.quantities.working import Line, Working, read_off


@dataclass(frozen=True, slots=True)
class Solved:
    """The least ``answer`` that covers the cost, in ``unit``, and the pounds that it leaves over.

    ``answer`` is None where nothing would do. It can be an answer and yet not ``feasible`` (152 days, of 89 left).
    ``exact`` is the sum before it was rounded up, to four places. ``why`` is one sentence for a person, either way.
    """

    covered: Covered
    answer: Decimal | None
    unit: str
    exact: Decimal | None
    feasible: bool
    left_over: Decimal | None
    why: str
    working: Working


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What an answer leaves over, whether it can be done, and why."""

    exact: Decimal | None
    feasible: bool
    over: Decimal | None
    why: str


@dataclass(frozen=True, slots=True)
class _Case:
    """The service, what members put in, and the gap that sales must fill beyond their own cost."""

    service: ToCover
    members: Decimal
    gap: Decimal


def days_to_cover(inputs: ServiceInputs, covered: Covered) -> Solved:
    """The fewest days, in whole sellable units, that cover the year's cost when each is sold at the service's price.

    (fixed + per day × member days − members pay) ÷ (price − per day), rounded up: one unit fewer does not cover.
    Raises UnknownFigure where the price, or the alternative that members would pay, is not known.
    """
    price, case = price_of(inputs), _case(inputs, covered)
    found = break_even(case.service, price, case.members)
    how = f"{amount_text(case.gap)} ÷ ({amount_text(price)} − {amount_text(case.service.per_day)}), rounded up"
    line = Line("Days to sell", found.days, how, read_off(inputs.sources, "price"), "days")
    if found.days is None:
        why = f"A day sold at {pounds_text(price)} earns no more than it costs to send somebody out"
        why = f"{why}, so no number of days covers the cost if {covered}; ask a higher price."
        return _solved(inputs, covered, case, line, _Found(exact=None, feasible=False, over=None, why=why))
    over = left_over(case.service, case.members, found.days, price)
    days, feasible = number_text(found.days), bool(found.feasible)
    why = f"Selling {days} days at {pounds_text(price)} {covers(over, covered)}"
    if not feasible:
        why = f"{days} days would have to be sold to cover the cost if {covered}, and {_left(case.service)}."
    answer = _Found(exact=found.days_exact, feasible=feasible, over=over, why=why)
    return _solved(inputs, covered, case, line, answer)


def price_to_cover(inputs: ServiceInputs, covered: Covered, sold_days: Decimal | None = None) -> Solved:
    """The lowest whole-penny price of a day that covers the cost with ``sold_days`` sold, or every day left.

    (fixed + per day × all days − members pay) ÷ days sold, rounded up, never below nothing: one penny less does not
    cover. Where no day is sold there is no price, and the cost is covered only if members cover it.
    """
    case = _case(inputs, covered)
    sold = days_for_sale(case.service, sold_days)
    if sold == 0:
        return _nothing_sold(inputs, covered, case)
    needed = (case.gap + case.service.per_day * sold) / sold
    price, days = whole_units(needed, PENNY), number_text(sold)
    over = left_over(case.service, case.members, sold, price)
    how = f"({amount_text(case.gap)} + {amount_text(case.service.per_day)} × {days}) ÷ {days}, rounded up"
    line = Line("Price to ask", price, how, unit="£ a day")
    feasible = sold <= case.service.sellable_days
    why = f"Selling {days} days at {pounds_text(price)} {covers(over, covered)}"
    if not feasible:
        why = f"{days} days cannot be sold: {_left(case.service)}."
    answer = _Found(exact=four_places(needed), feasible=feasible, over=over, why=why)
    return _solved(inputs, covered, case, line, answer)


def days_for_sale(service: ToCover, sold_days: Decimal | None) -> Decimal:
    """The days asked for, or every day left in whole sellable units."""
    if sold_days is None:
        return service.sellable_days // service.unit * service.unit
    if sold_days < 0:
        raise TrustopsError("Days sold cannot be less than none; give the days of a year, like 80.")
    return sold_days


def _case(inputs: ServiceInputs, covered: Covered) -> _Case:
    cost = service_cost(inputs)
    service, members = to_cover(inputs, cost), members_pay(inputs, cost, covered)
    return _Case(service, members, -left_over(service, members, Decimal(0), Decimal(0)))


def _nothing_sold(inputs: ServiceInputs, covered: Covered, case: _Case) -> Solved:
    feasible = case.gap <= 0
    why = f"No day is sold, and {_left(case.service)}; "
    if feasible:
        why += f"the cost is covered already if {covered}."
    else:
        why += f"no price covers the {pounds_text(case.gap)} still to find if {covered}."
    line = Line("Price to ask", None, "no day is sold", unit="£ a day")
    answer = _Found(exact=None, feasible=feasible, over=-case.gap, why=why)
    return _solved(inputs, covered, case, line, answer)


def covers(over: Decimal, covered: Covered) -> str:
    """The end of a sentence that says what covers the cost, under which meaning, and by how much."""
    return f"covers the cost if {covered}, with {pounds_text(over)} over."


def _left(service: ToCover) -> str:
    return f"{number_text(service.sellable_days)} are left once the trust's own schools have theirs"


def _solved(inputs: ServiceInputs, covered: Covered, case: _Case, line: Line, found: _Found) -> Solved:
    left = None if found.over is None else penny(found.over)
    paid = read_off(inputs.sources, "alternative") if covered is Covered.MEMBERS_ALTERNATIVE else ""
    before = amount_text(case.service.fixed), amount_text(case.service.per_day), number_text(case.service.member_days)
    lines = (
        Line("Cost before a day is sold", penny(case.gap + case.members), "{} + {} × {}".format(*before)),
        Line("Paid by members", case.members, str(covered), paid),
        Line("Left for sales to cover", penny(case.gap), "the first line − the second"),
        line,
        Line("Left over", left, "what comes in − what it costs"),
    )
    working = Working.of(f"Breaking even if {covered}: {inputs.called}, {inputs.year}", lines)
    return Solved(covered, line.amount, line.unit, found.exact, found.feasible, left, found.why, working)
