"""Which inputs of a service can be moved to see what they are worth? Ten, each with its usual amount and its doing."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from trustops.costing.clients import Buyer, with_sold_days
from trustops.costing.pay import Dated
from trustops.costing.post import PostPay
from trustops.costing.price import four_places
from trustops.costing.service_model import ServiceInputs
from trustops.models.post import Pension
from trustops.models.service import Charge, CostKind
from trustops.quantities.money import penny

PERCENT, POINTS = "%", "percentage points"
FIXED_KINDS = (CostKind.FIXED, CostKind.ASSET, CostKind.MANAGEMENT)


@dataclass(frozen=True, slots=True)
class Move:
    """An input, the usual ``amount`` that it is moved by in ``unit``, and how.

    ``make`` takes the amount up, or down where it is below zero; nothing is moved below none. ``cannot`` says why the
    service has no such input, or nothing.
    """

    key: str
    label: str
    amount: Decimal
    unit: str
    make: Callable[[ServiceInputs, Decimal], ServiceInputs]
    cannot: Callable[[ServiceInputs], str]


def by_percent(value: Decimal, percent: Decimal) -> Decimal:
    """A value so many percent higher, or lower, and never below none.

    >>> by_percent(Decimal(275), Decimal(-10)), by_percent(Decimal(38), Decimal(-150))
    (Decimal('247.5'), Decimal('0'))
    """
    return max(Decimal(0), value * (100 + percent) / 100)


def _price(inputs: ServiceInputs, percent: Decimal) -> ServiceInputs:
    """The service's price, and each that a client agreed for itself."""

    def moved(price: Decimal | None) -> Decimal | None:
        return None if price is None else penny(by_percent(price, percent))

    clients = tuple(replace(client, price=moved(client.price)) for client in inputs.clients)
    return replace(inputs, price=moved(inputs.price), clients=clients)


def _sold_days(inputs: ServiceInputs, percent: Decimal) -> ServiceInputs:
    unit = inputs.sellable_unit
    units = by_percent(_days(inputs.clients), percent) / unit
    days = units.to_integral_value(rounding=ROUND_HALF_UP) * unit
    return replace(inputs, clients=with_sold_days(inputs.clients, days, unit))


def _pay(inputs: ServiceInputs, percent: Decimal) -> ServiceInputs:
    return _each_post(inputs, lambda post: replace(post, salary_change=post.salary_change + percent / 100))


def _hours(inputs: ServiceInputs, percent: Decimal) -> ServiceInputs:
    return _each_post(inputs, lambda post: replace(post, hours=four_places(by_percent(post.hours, percent))))


def _weeks(inputs: ServiceInputs, weeks: Decimal) -> ServiceInputs:
    moved = _each_post(inputs, lambda post: replace(post, weeks=max(Decimal(0), post.weeks + weeks)))
    capacity = replace(inputs.capacity, weeks=max(Decimal(0), inputs.capacity.weeks + weeks))
    return replace(moved, capacity=capacity)


def _sickness(inputs: ServiceInputs, days: Decimal) -> ServiceInputs:
    lines = inputs.capacity
    return replace(inputs, capacity=replace(lines, sickness_days=max(Decimal(0), lines.sickness_days + days)))


def _pension(inputs: ServiceInputs, points: Decimal) -> ServiceInputs:
    def moved(step: Dated) -> Dated:
        return replace(step, value=max(Decimal(0), step.value + points / 100))

    return _each_post(inputs, lambda post: replace(post, lgps_rates=tuple(moved(step) for step in post.lgps_rates)))


def _overhead(inputs: ServiceInputs, points: Decimal) -> ServiceInputs:
    return replace(inputs, overhead_rate=max(Decimal(0), (inputs.overhead_rate or Decimal(0)) + points / 100))


def _fixed(inputs: ServiceInputs, percent: Decimal) -> ServiceInputs:
    return _each_cost(inputs, FIXED_KINDS, percent)


def _day_out(inputs: ServiceInputs, percent: Decimal) -> ServiceInputs:
    return _each_cost(inputs, (CostKind.PER_DELIVERED_DAY,), percent)


def _each_post(inputs: ServiceInputs, change: Callable[[PostPay], PostPay]) -> ServiceInputs:
    return replace(inputs, staff=tuple(change(post) for post in inputs.staff))


def _each_cost(inputs: ServiceInputs, kinds: Collection[CostKind], percent: Decimal) -> ServiceInputs:
    costs = tuple(
        replace(item, amount=penny(by_percent(item.amount, percent))) if item.kind in kinds else item
        for item in inputs.costs
    )
    return replace(inputs, costs=costs)


def _days(buyers: tuple[Buyer, ...]) -> Decimal:
    return sum((buyer.days for buyer in buyers), Decimal(0))


def _no_price(inputs: ServiceInputs) -> str:
    paying = any(client.days and client.charge is Charge.PRICE for client in inputs.clients)
    return "" if paying else "no client pays a price"


def _no_clients(inputs: ServiceInputs) -> str:
    return "" if _days(inputs.clients) else "no client takes a day"


def _no_staff(inputs: ServiceInputs) -> str:
    return "" if inputs.staff else "it has no staff"


def _no_term_time(inputs: ServiceInputs) -> str:
    return "its staff work all year" if any(post.all_year for post in inputs.staff) else _no_staff(inputs)


def _no_lgps(inputs: ServiceInputs) -> str:
    in_lgps = any(post.pension is Pension.LGPS for post in inputs.staff)
    return "" if in_lgps else "no post is in the Local Government Pension Scheme"


def _nothing(_: ServiceInputs) -> str:
    return ""


def _no_fixed(inputs: ServiceInputs) -> str:
    return "" if any(item.kind in FIXED_KINDS for item in inputs.costs) else "it has no cost beyond pay"


def _no_day_out(inputs: ServiceInputs) -> str:
    per_day = any(item.kind is CostKind.PER_DELIVERED_DAY for item in inputs.costs)
    return "" if per_day else "a day out costs nothing"


MOVES = (
    Move("price", "Price of a day", Decimal(10), PERCENT, _price, _no_price),
    Move("sold_days", "Days sold", Decimal(10), PERCENT, _sold_days, _no_clients),
    Move("pay", "Full-time pay", Decimal(3), PERCENT, _pay, _no_staff),
    Move("hours", "Hours of the staff", Decimal(10), PERCENT, _hours, _no_staff),
    Move("weeks", "Weeks worked", Decimal(1), "week", _weeks, _no_term_time),
    Move("sickness", "Sickness allowance", Decimal(5), "days", _sickness, _no_staff),
    Move("pension", "Employer's pension rate", Decimal(2), POINTS, _pension, _no_lgps),
    Move("overhead", "Overhead rate", Decimal(2), POINTS, _overhead, _nothing),
    Move("fixed", "Costs beyond pay", Decimal(10), PERCENT, _fixed, _no_fixed),
    Move("day_out", "Cost of a day out", Decimal(10), PERCENT, _day_out, _no_day_out),
)
"""The ten inputs, in the order in which ties stand."""
