"""Which schools miss which days when fewer can be delivered than were agreed, and what income goes with them?"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from trustops.costing.clients import Buyer, Income
from trustops.costing.price import whole_units
from trustops.costing.service_model import ServiceCost, ServiceInputs
from trustops.quantities.money import penny, split

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Missed:
    """A school's agreed days and how many of them it would not get; ``broken`` where that breaks its agreement."""

    buyer: Buyer
    missed: Decimal
    income: Decimal
    broken: bool


def missed_by_school(
    inputs: ServiceInputs, cost: ServiceCost, deliverable: Decimal, promised: Decimal = Decimal(1)
) -> tuple[Missed, ...]:
    """What each school misses when no more than ``deliverable`` days can be given, the trust's own schools first.

    Missed = what was agreed and could be delivered − what can be, in whole sellable units, shared by the schools in
    proportion to their days; income lost is a client's days missed × its price. An agreement is broken where less
    than ``promised`` of its days (a fraction) are left.
    """
    return tuple(_schools(inputs, cost, _missed_days(inputs, cost, deliverable), promised))


def _missed_days(inputs: ServiceInputs, cost: ServiceCost, deliverable: Decimal) -> Decimal:
    """The days that are taken from what was promised and could be delivered, in whole units."""
    promised = min(cost.delivered_days, cost.capacity.chargeable)
    return min(whole_units(promised - deliverable, _unit(inputs)), promised)


def _unit(inputs: ServiceInputs) -> Decimal:
    """What days are missed in: the sellable unit, or hundredths where an agreement is not whole units of it."""
    buyers = (*inputs.members, *inputs.clients)
    return inputs.sellable_unit if all(not buyer.days % inputs.sellable_unit for buyer in buyers) else HUNDREDTH


def _schools(inputs: ServiceInputs, cost: ServiceCost, missed: Decimal, promised: Decimal) -> Iterator[Missed]:
    buyers, unit = (*inputs.members, *inputs.clients), _unit(inputs)
    if not any(buyer.days for buyer in buyers):
        return
    shares = split(int(missed / unit), {f"{index:04}": buyer.days for index, buyer in enumerate(buyers)})
    incomes: tuple[Income | None, ...] = (*(None for _ in inputs.members), *cost.clients)
    for (buyer, income), share in zip(zip(buyers, incomes, strict=True), shares.values(), strict=True):
        days = share * unit
        lost = Decimal("0.00") if income is None else penny(days * income.price)
        yield Missed(buyer, days, lost, buyer.days - days < buyer.days * promised)
