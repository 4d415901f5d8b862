"""What if it were otherwise? The same service with a price, days, hours, salary or client changed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from trustops.costing.clients import with_sold_days, without_client
from trustops.costing.non_pay import CostItem
from trustops.costing.price import four_places
from trustops.costing.service import staff_fte
from trustops.costing.service_model import ServiceInputs
from trustops.models.service import CostKind
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import listed
from trustops.quantities.working import WHAT_IF

Change = Callable[[ServiceInputs, Decimal], ServiceInputs]


def with_changes(inputs: ServiceInputs, changes: Mapping[str, str | Decimal]) -> ServiceInputs:
    """The inputs with each change made, in the order of CHANGES whatever the order given.

    ``price``, ``alternative`` and ``variable_per_day`` are pounds a day; ``sold_days`` are shared between the
    clients as they take them now; ``fte`` scales everyone's hours; ``salary_pct`` is in percent (3 is 3 % more);
    ``sickness_days`` are of a full-time post; ``drop_client`` is a URN. A client that agreed its own price keeps it.
    Raises TrustopsError for a key that is none of these, or a value that is no number.

    >>> from trustops.costing import CapacityLines
    >>> from trustops.quantities.years import AcademicYear
    >>> from trustops.rates import RateBook
    >>> inputs = ServiceInputs(service="ATT", year=AcademicYear(2025), rates=RateBook.published(), staff=(),
    ...     capacity=CapacityLines(), costs=(), overhead_rate=Decimal(0), price=Decimal(275))
    >>> with_changes(inputs, {"price": "£300"}).price
    Decimal('300')
    """
    unknown = [key for key in changes if key != DROP_CLIENT and key not in CHANGES]
    if unknown:
        known = listed((DROP_CLIENT, *CHANGES))
        raise TrustopsError(f"“{unknown[0]}” cannot be changed; the keys are {known}.")
    if DROP_CLIENT in changes:
        inputs = replace(inputs, clients=without_client(inputs.clients, str(changes[DROP_CLIENT]).strip()))
    for key, change in CHANGES.items():
        if key in changes:
            inputs = change(inputs, amount_of(key, changes[key]))
    return inputs


def _price(inputs: ServiceInputs, value: Decimal) -> ServiceInputs:
    return replace(inputs, price=value, sources={**inputs.sources, "price": WHAT_IF})


def _sold_days(inputs: ServiceInputs, value: Decimal) -> ServiceInputs:
    return replace(inputs, clients=with_sold_days(inputs.clients, value, inputs.sellable_unit))


def _fte(inputs: ServiceInputs, value: Decimal) -> ServiceInputs:
    now = staff_fte(inputs.staff, inputs.year)
    if now == 0:
        raise TrustopsError(f"{inputs.called} has no staff whose hours could be changed; add a post to it first.")
    return replace(
        inputs,
        staff=tuple(
            replace(post, hours=four_places(post.hours * value / now), sources={**post.sources, "hours": WHAT_IF})
            for post in inputs.staff
        ),
    )


def _salary_pct(inputs: ServiceInputs, value: Decimal) -> ServiceInputs:
    return replace(inputs, staff=tuple(replace(post, salary_change=value / 100) for post in inputs.staff))


def _alternative(inputs: ServiceInputs, value: Decimal) -> ServiceInputs:
    return replace(inputs, alternative=value, sources={**inputs.sources, "alternative": WHAT_IF})


def _sickness_days(inputs: ServiceInputs, value: Decimal) -> ServiceInputs:
    said = {**inputs.capacity.sources, "sickness_days": WHAT_IF}
    return replace(inputs, capacity=replace(inputs.capacity, sickness_days=value, sources=said))


def _variable_per_day(inputs: ServiceInputs, value: Decimal) -> ServiceInputs:
    kept = tuple(item for item in inputs.costs if item.kind is not CostKind.PER_DELIVERED_DAY)
    tried = CostItem("Cost of a day out", CostKind.PER_DELIVERED_DAY, value, source=WHAT_IF)
    return replace(inputs, costs=(*kept, tried))


DROP_CLIENT = "drop_client"
CHANGES: Mapping[str, Change] = {
    "price": _price,
    "sold_days": _sold_days,
    "fte": _fte,
    "salary_pct": _salary_pct,
    "alternative": _alternative,
    "sickness_days": _sickness_days,
    "variable_per_day": _variable_per_day,
}


def amount_of(key: str, value: str | Decimal) -> Decimal:
    """A change's value as a number; raises TrustopsError where it is none, or is below none where it may not be.

    >>> amount_of("price", "£300")
    Decimal('300')
    """
    try:
        amount = Decimal(value.strip().removeprefix("£").removesuffix("%")) if isinstance(value, str) else value
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or (amount < 0 and key != "salary_pct"):
        raise TrustopsError(f"{key}: “{value}” is not an amount that it can be; give a number like 12.5.")
    return amount
