"""What does the service cost, what is a day of it worth, and does it pay for itself?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from trustops.costing.capacity import Capacity, service_capacity
from trustops.costing.clients import (
    Buyer,
    DayPrices,
    Income,
    by_client,
    concentration,
    income_from,
    to_four_places,
)
from trustops.costing.employment import employment_cost
from trustops.costing.flags import service_flags
from trustops.costing.non_pay import NonPay, non_pay_costs
from trustops.costing.post import PostPay
from trustops.costing.price import (
    UNKNOWN_BREAK_EVEN,
    BreakEven,
    ToCover,
    break_even,
    day_rate,
    four_places,
    hour_rate,
    margin_pct,
    markup_pct,
    percentage,
)
from trustops.costing.service_model import BreakEvens, ServiceCost, ServiceInputs, Staffing
from trustops.costing.service_working import service_working
from trustops.costing.spans import worked_months
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.money import penny
from trustops.quantities.words import number_text
from trustops.quantities.working import read_off, sources
from trustops.quantities.years import AcademicYear

NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class _Costs:
    """The year's costs before anybody buys a day."""

    staffing: Staffing
    non_pay: NonPay
    overhead: Decimal
    fixed: Decimal


@dataclass(frozen=True, slots=True)
class _Days:
    """Who takes the days, and what is left to sell."""

    members: Decimal
    sold: Decimal
    sellable: Decimal

    @property
    def delivered(self) -> Decimal:
        return self.members + self.sold


def service_cost(inputs: ServiceInputs) -> ServiceCost:
    """The service's cost, day rate, break-evens, income and flags for its year, each with its working.

    Fixed cost = employment + non-pay + management + overhead; the full-cost rate is over every chargeable day, and
    members at full cost pay the rounded rate. Raises UnknownFigure where a figure that the cost needs is missing;
    a missing price or alternative only leaves what depends on it unknown. Sum: fixed 40,340.59 and 6.30 a day over
    165 days is 41,380.09, or 250.79 a day.

    >>> from trustops.costing import CapacityLines, SpotSalary
    >>> from trustops.rates import RateBook
    >>> officer = PostPay(title="Officer", pay=SpotSalary.of(Decimal(31022)), weeks=Decimal(39))
    >>> inputs = ServiceInputs(service="ATT", year=AcademicYear(2025), rates=RateBook.published(), staff=(officer,),
    ...     capacity=CapacityLines(), costs=(), overhead_rate=Decimal(0))
    >>> service_cost(inputs).fixed_cost, service_cost(inputs).full_cost_rate
    (Decimal('29799.97'), Decimal('156.84'))
    """
    costs, fte = _costs(inputs), staff_fte(inputs.staff, inputs.year)
    capacity = service_capacity(inputs.capacity, fte, _fte_source(inputs.staff))
    if capacity.chargeable <= 0:
        raise TrustopsError(_why_no_days(inputs, capacity, fte))
    days = _days(inputs, capacity)
    rate = day_rate(costs.fixed, costs.non_pay.per_day, capacity.chargeable)
    incomes = _incomes(inputs.clients, _prices(inputs, rate))
    cost = _result(inputs, costs, capacity, fte, days, rate, incomes)
    cost = replace(cost, flags=service_flags(inputs, cost))
    return replace(cost, working=service_working(inputs, cost, costs.non_pay.lines))


def _why_no_days(inputs: ServiceInputs, capacity: Capacity, fte: Decimal) -> str:
    """What to mend where nothing can be delivered: the staff, their hours, or what is taken from the days."""
    none = f"{inputs.called} has no chargeable days in {inputs.year}, so no day rate"
    if not inputs.staff:
        return f"{none}: nobody delivers it; name its posts on the Service staff sheet."
    if fte <= 0:
        return f"{none}: its posts have no hours; correct them on the Posts sheet, or Share on the Service staff sheet."
    return (
        f"{none}: {number_text(capacity.contracted)} are contracted and none is left after INSET, training, sickness, "
        "supervision and travel; correct its row of the year on the Service capacity sheet."
    )


def staff_fte(staff: Iterable[PostPay], year: AcademicYear) -> Decimal:
    """The service's full-time equivalent over the year: hours ÷ full week × share, × months held ÷ 12."""
    held = ((post.fte, len(worked_months(year, post.starts, post.ends))) for post in staff)
    return sum((fte * months / 12 for fte, months in held), Decimal(0))


def _fte_source(staff: Iterable[PostPay]) -> str:
    return sources(*(read_off(post.sources, "hours", "week_hours", "share") for post in staff))


def _prices(inputs: ServiceInputs, rate: Decimal) -> DayPrices:
    said = inputs.sources
    return DayPrices(inputs.price, rate, inputs.alternative, said.get("price", ""), said.get("alternative", ""))


def _costs(inputs: ServiceInputs) -> _Costs:
    staffing = _staffing(inputs)
    if inputs.overhead_rate is None:
        advice = "give it on the Trust rates sheet, as a fraction of employment cost"
        raise UnknownFigure("overhead rate", f"in {inputs.year}", advice)
    non_pay = non_pay_costs(inputs.costs)
    overhead = penny(staffing.total * inputs.overhead_rate)
    return _Costs(staffing, non_pay, overhead, staffing.total + non_pay.fixed + non_pay.management + overhead)


def _staffing(inputs: ServiceInputs) -> Staffing:
    posts = tuple(employment_cost(post, inputs.year, inputs.rates) for post in inputs.staff)
    return Staffing(
        sum((post.gross for post in posts), NOTHING),
        sum((post.employer_ni for post in posts), NOTHING),
        sum((post.pension for post in posts), NOTHING),
        sum((post.levy for post in posts), NOTHING),
        sum((post.total for post in posts), NOTHING),
        posts,
    )


def _days(inputs: ServiceInputs, capacity: Capacity) -> _Days:
    members = sum((buyer.days for buyer in inputs.members), Decimal(0))
    sold = sum((buyer.days for buyer in inputs.clients), Decimal(0))
    return _Days(members, sold, max(Decimal(0), capacity.chargeable - members))


def _incomes(clients: Iterable[Buyer], prices: DayPrices) -> tuple[Income, ...] | None:
    """What each client pays; None as a whole where one price is unknown, since the income is then unknown."""
    try:
        return tuple(income_from(client, prices) for client in clients)
    except UnknownFigure:
        return None


def _result(
    inputs: ServiceInputs,
    costs: _Costs,
    capacity: Capacity,
    fte: Decimal,
    days: _Days,
    rate: Decimal,
    incomes: tuple[Income, ...] | None,
) -> ServiceCost:
    per_day, price = costs.non_pay.per_day, inputs.price
    total = penny(costs.fixed + per_day * days.delivered)
    income = None if incomes is None else sum((each.amount for each in incomes), NOTHING)
    net = None if income is None else total - income
    elsewhere = None if inputs.alternative is None else penny(days.members * inputs.alternative)
    at_full_cost = penny(days.members * rate)
    among = concentration(by_client(incomes or ()).values())
    unmet = max(Decimal(0), days.sold - days.sellable)
    return ServiceCost(
        service=inputs.service,
        academic_year=str(inputs.year),
        employment=costs.staffing,
        non_pay=costs.non_pay.fixed,
        management=costs.non_pay.management,
        overhead=costs.overhead,
        fixed_cost=costs.fixed,
        variable_per_day=per_day,
        capacity=capacity,
        fte=four_places(fte),
        member_days=days.members,
        sold_days=days.sold,
        sellable_days=days.sellable,
        delivered_days=days.delivered,
        utilisation=to_four_places(days.delivered / capacity.chargeable) or Decimal(0),
        unmet_days=unmet,
        unmet_fte=to_four_places(unmet * fte / capacity.chargeable) or Decimal(0),
        full_cost=penny(costs.fixed + per_day * capacity.chargeable),
        full_cost_rate=rate,
        full_cost_hourly=hour_rate(rate, inputs.week_hours),
        marginal_rate=per_day,
        price=price,
        contribution_per_day=None if price is None else price - per_day,
        margin_pct=None if price is None else margin_pct(price, rate),
        markup_pct=None if price is None else markup_pct(price, rate),
        break_even=_break_evens(inputs, costs, days, at_full_cost, elsewhere),
        total_cost=total,
        income=income,
        net_cost=net,
        net_per_member_day=None if net is None or not days.members else penny(net / days.members),
        alternative_cost=elsewhere,
        saving=None if elsewhere is None or net is None else elsewhere - net,
        members_at_full_cost=at_full_cost,
        recovery=None if income is None else income + at_full_cost - total,
        recovery_pct=None if income is None else percentage(income + at_full_cost, total),
        largest_client_share=to_four_places(among.largest),
        client_hhi=to_four_places(among.hhi),
        clients=incomes or (),
        name=inputs.name,
    )


def _break_evens(
    inputs: ServiceInputs, costs: _Costs, days: _Days, at_full_cost: Decimal, elsewhere: Decimal | None
) -> BreakEvens:
    cover = ToCover(
        fixed=costs.fixed,
        per_day=costs.non_pay.per_day,
        member_days=days.members,
        sellable_days=days.sellable,
        unit=inputs.sellable_unit,
    )

    def if_members_pay(amount: Decimal | None) -> BreakEven:
        return UNKNOWN_BREAK_EVEN if amount is None else break_even(cover, inputs.price, amount)

    return BreakEvens(if_members_pay(at_full_cost), if_members_pay(elsewhere), if_members_pay(NOTHING))
