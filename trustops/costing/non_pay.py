"""What does a service cost beyond its people? Licences, equipment over its life, supervisors, and cost a day out."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from trustops.models.service import CostKind
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.money import penny
from trustops.quantities.words import amount_text, number_text
from trustops.quantities.working import Line


@dataclass(frozen=True, slots=True)
class CostItem:
    """One cost of a service in a year: pounds; ``life_years`` of an asset, ``days`` of a supervisor at ``amount``.

    ``source`` is the record that holds it.
    """

    item: str
    kind: CostKind
    amount: Decimal
    life_years: Decimal | None = None
    days: Decimal | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class NonPay:
    """A service's costs beyond its people: ``fixed`` and ``management`` a year, ``per_day`` for each day delivered."""

    fixed: Decimal
    management: Decimal
    per_day: Decimal
    lines: tuple[Line, ...]


def yearly_line(item: CostItem) -> Line:
    """What the item costs in the year, or a delivered day, to the penny; straight line over an asset's life.

    Raises UnknownFigure where an asset has no life or management has no days.

    >>> yearly_line(CostItem("Laptop", CostKind.ASSET, Decimal(900), life_years=Decimal(3))).amount
    Decimal('300.00')
    """
    amount = amount_text(item.amount)
    if item.kind is CostKind.ASSET:
        life = _needed(item, item.life_years, "life in years")
        if life <= 0:
            raise TrustopsError(f"{item.item} has a life of {life} years; give it a life above none.")
        return Line(item.item, penny(item.amount / life), f"{amount} ÷ {number_text(life)} years", item.source)
    if item.kind is CostKind.MANAGEMENT:
        days = _needed(item, item.days, "number of days")
        return Line(item.item, penny(days * item.amount), f"{number_text(days)} days × {amount}", item.source)
    unit = "£ a delivered day" if item.kind is CostKind.PER_DELIVERED_DAY else "£"
    return Line(item.item, penny(item.amount), amount, item.source, unit)


def non_pay_costs(items: Iterable[CostItem]) -> NonPay:
    """The items by how they bear on a day rate: fixed and assets, management, and per delivered day.

    >>> non_pay_costs([CostItem("Supervision", CostKind.MANAGEMENT, Decimal(310), days=Decimal(6))]).management
    Decimal('1860.00')
    """
    costed = [(item.kind, yearly_line(item)) for item in items]

    def total(*kinds: CostKind) -> Decimal:
        return sum((line.amount or Decimal(0) for kind, line in costed if kind in kinds), Decimal("0.00"))

    return NonPay(
        total(CostKind.FIXED, CostKind.ASSET),
        total(CostKind.MANAGEMENT),
        total(CostKind.PER_DELIVERED_DAY),
        tuple(line for _, line in costed),
    )


def _needed(item: CostItem, value: Decimal | None, what: str) -> Decimal:
    if value is None:
        advice = f"give “{item.item}” its {what} on the Service costs sheet"
        raise UnknownFigure(f"{what} of {item.item}", "in that year", advice)
    return value
