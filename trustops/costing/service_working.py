"""How was the service's cost made? Its sums, in the order a finance officer would write them out."""

from collections.abc import Iterator
from decimal import Decimal

from trustops.costing.price import BreakEven
from trustops.costing.service_model import ServiceCost, ServiceInputs
from trustops.quantities.words import amount_text, number_text, percent_text
from trustops.quantities.working import Line, Working, read_off, sources

DAYS, PERCENT = "days", "%"


def service_working(inputs: ServiceInputs, cost: ServiceCost, costed: tuple[Line, ...]) -> tuple[Working, ...]:
    """Employment of each post, the cost of the year, capacity, the day rate, break-evens, and who pays."""
    return (
        *(post.working for post in cost.employment.posts),
        Working.of(f"Cost of {inputs.called}, {cost.academic_year}", _cost_lines(inputs, cost, costed)),
        cost.capacity.working,
        Working.of("Day rate", _rate_lines(inputs, cost)),
        Working.of("Days to sell to break even", _break_even_lines(inputs, cost)),
        Working.of("Who pays", _income_lines(inputs, cost)),
    )


def _cost_lines(inputs: ServiceInputs, cost: ServiceCost, costed: tuple[Line, ...]) -> Iterator[Line]:
    yield Line("Employment cost", cost.employment.total, "all posts of the service")
    yield from costed
    overhead = f"{amount_text(cost.employment.total)} × {percent_text((inputs.overhead_rate or Decimal(0)) * 100, 2)}"
    source = sources("overhead rate of the trust", read_off(inputs.sources, "overhead_rate"))
    yield Line("Overhead", cost.overhead, overhead, source)
    parts = (cost.employment.total, cost.non_pay, cost.management, cost.overhead)
    yield Line("Fixed cost of the year", cost.fixed_cost, " + ".join(amount_text(part) for part in parts))
    yield Line("Cost of a day out", cost.variable_per_day, "the items per delivered day", unit="£ a day")


def _rate_lines(inputs: ServiceInputs, cost: ServiceCost) -> Iterator[Line]:
    fixed, per_day, days = (
        amount_text(cost.fixed_cost),
        amount_text(cost.variable_per_day),
        number_text(cost.capacity.chargeable),
    )
    yield Line("Cost if every chargeable day is delivered", cost.full_cost, f"{fixed} + {per_day} × {days}")
    rate, hours = amount_text(cost.full_cost_rate), number_text(inputs.week_hours / 5)
    yield Line("Full-cost rate", cost.full_cost_rate, f"{amount_text(cost.full_cost)} ÷ {days}", unit="£ a day")
    week = read_off(inputs.sources, "week_hours")
    yield Line("Full-cost rate an hour", cost.full_cost_hourly, f"{rate} ÷ {hours} hours", week, "£ an hour")
    if cost.price is None:
        yield Line("Price", None, "no price is known", unit="£ a day")
        return
    price, source = amount_text(cost.price), read_off(inputs.sources, "price")
    yield Line("Contribution of a day sold", cost.contribution_per_day, f"{price} − {per_day}", source, "£ a day")
    yield Line("Margin over full cost", cost.margin_pct, f"({price} − {rate}) ÷ {price}", source, PERCENT)


def _break_even_lines(inputs: ServiceInputs, cost: ServiceCost) -> Iterator[Line]:
    elsewhere = None if inputs.alternative is None else cost.alternative_cost
    cases = (
        ("Members pay full cost", cost.break_even.members_full_cost, cost.members_at_full_cost, ("price",)),
        ("Members pay the alternative", cost.break_even.members_alternative, elsewhere, ("price", "alternative")),
        ("Members pay nothing", cost.break_even.members_free, Decimal(0), ("price",)),
    )
    for label, case, members_pay, used in cases:
        source = sources(_verdict(cost, case), read_off(inputs.sources, *used))
        yield Line(label, case.days, _break_even_sum(cost, case, members_pay), source, DAYS)


def _break_even_sum(cost: ServiceCost, case: BreakEven, members_pay: Decimal | None) -> str:
    if members_pay is None or cost.price is None:
        return "not known"
    if case.days_exact is None:
        return "the price does not exceed the cost of a day out"
    per_day = amount_text(cost.variable_per_day)
    owed = f"{amount_text(cost.fixed_cost)} + {per_day} × {number_text(cost.member_days)} − {amount_text(members_pay)}"
    return f"({owed}) ÷ ({amount_text(cost.price)} − {per_day}) = {number_text(case.days_exact)}, rounded up"


def _verdict(cost: ServiceCost, case: BreakEven) -> str:
    left = f"{number_text(cost.sellable_days)} days can be sold"
    asking = (
        ""
        if case.price is None
        else f"; selling all of them breaks even at {amount_text(case.price)} a day, to the nearest penny"
    )
    verdicts = {True: "can be done: ", False: "cannot be done: ", None: ""}
    return f"{verdicts[case.feasible]}{left}{asking}"


def _income_lines(inputs: ServiceInputs, cost: ServiceCost) -> Iterator[Line]:
    per_day, days = amount_text(cost.variable_per_day), number_text(cost.delivered_days)
    yield Line("Total cost", cost.total_cost, f"{amount_text(cost.fixed_cost)} + {per_day} × {days} days delivered")
    yield from (income.line for income in cost.clients)
    yield Line("Income from clients", cost.income, "before VAT" if cost.income is not None else "a price is not known")
    yield Line("Net cost to the trust's schools", cost.net_cost, "total cost − income from clients")
    for member in inputs.members:
        yield Line(
            f"Days of {member.name}", member.days, "the days a year agreed, for the months it runs", member.source, DAYS
        )
    if cost.member_days:
        each = f"net cost ÷ {number_text(cost.member_days)} member days"
        yield Line("Net cost of a member day", cost.net_per_member_day, each, unit="£ a day")
    if inputs.alternative is not None:
        elsewhere = f"{number_text(cost.member_days)} × {amount_text(inputs.alternative)}"
        source = read_off(inputs.sources, "alternative")
        yield Line("The same days bought elsewhere", cost.alternative_cost, elsewhere, source)
        yield Line("Saving", cost.saving, "bought elsewhere − net cost")
    at_full_cost = f"{number_text(cost.member_days)} × {amount_text(cost.full_cost_rate)}"
    yield Line("Members charged at full cost", cost.members_at_full_cost, at_full_cost)
    yield Line("Recovered over total cost", cost.recovery, "income + members at full cost − total cost")
    yield Line("Recovery", cost.recovery_pct, "(income + members at full cost) ÷ total cost", unit=PERCENT)
