"""What does one school pay, and what does it get for it? The statement of services of a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from trustops.charging.policies import SchoolCharge
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import penny, pounds
from trustops.quantities.words import amount_text, listed, number_text
from trustops.quantities.working import Line, Working
from trustops.quantities.years import AcademicYear


class Order(Protocol):
    """An order of days in the year, as costing knows a buyer."""

    @property
    def days(self) -> Decimal: ...


class Sale(Protocol):
    """What an order comes to in the year, as costing knows an income: pounds before VAT, and its line."""

    @property
    def amount(self) -> Decimal: ...

    @property
    def line(self) -> Line: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """What a day would cost elsewhere, pounds; ``like_for_like`` is False where it covers less, None not known."""

    price: Decimal
    like_for_like: bool | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One service to one school in the year: pounds and days; None is not known, never nothing.

    ``value`` is the days agreed at the price elsewhere; ``delivered`` the days recorded so far.
    """

    service: str
    name: str
    pays: Decimal | None
    days: Decimal | None
    delivered: Decimal | None
    value: Decimal | None
    like_for_like: bool | None
    lines: tuple[Line, ...]

    @property
    def saving(self) -> Decimal | None:
        """The value less what is paid; above zero, the school does better than elsewhere."""
        return None if self.value is None or self.pays is None else self.value - self.pays


@dataclass(frozen=True, slots=True)
class Statement:
    """What a school pays and gets, service by service; a total is None where a part of it is not known.

    Days of different services, and days of a central charge, are not for adding up.
    """

    urn: str
    name: str
    year: AcademicYear
    services: tuple[Taken, ...]

    @property
    def pays(self) -> Decimal | None:
        """What the school pays in all."""
        known = [service.pays for service in self.services if service.pays is not None]
        return sum(known, Decimal(0)) if len(known) == len(self.services) else None

    @property
    def saving(self) -> Decimal | None:
        """What the services that can be compared save the school in all; None where none can."""
        known = [service.saving for service in self.services if service.saving is not None]
        return sum(known, Decimal(0)) if known else None

    @property
    def not_compared(self) -> str:
        """A sentence naming the services with no charge or no price elsewhere that is known; empty where none."""
        names = [service.name for service in self.services if service.saving is None]
        return f"Not compared, as the charge or the price elsewhere is not known: {listed(names)}." if names else ""

    @property
    def working(self) -> Working:
        """Every service's lines."""
        lines = tuple(line for service in self.services for line in service.lines)
        return Working(f"Statement of services of {self.name} in {self.year}", lines)


def taken(
    service: str,
    name: str,
    orders: Sequence[Order],
    sales: Sequence[Sale] | TrustopsError,
    *,
    elsewhere: Elsewhere | None,
    delivered: Decimal | None,
) -> Taken:
    """A service that a school ordered: what it pays for the days agreed, and what they would cost elsewhere.

    ``orders`` are that school's of the service in the year, ``sales`` what they come to, or why that is not known.
    """
    days = sum((order.days for order in orders), Decimal(0))
    worth = _worth(name, days, elsewhere)
    return Taken(
        service=service,
        name=name,
        pays=None if isinstance(sales, TrustopsError) else sum((sale.amount for sale in sales), Decimal(0)),
        days=days,
        delivered=delivered,
        value=worth.amount,
        like_for_like=None if elsewhere is None else elsewhere.like_for_like,
        lines=(*_paid(name, sales), worth),
    )


CENTRAL = "CENTRAL"


def central(charge: SchoolCharge) -> Taken:
    """The central charge as a line of the statement, with its days of use; nobody knows its price elsewhere."""
    return Taken(
        service=CENTRAL,
        name="Central services",
        pays=pounds(charge.pence),
        days=charge.member.usage_days,
        delivered=None,
        value=None,
        like_for_like=None,
        lines=charge.working.lines,
    )


def _paid(name: str, sales: Sequence[Sale] | TrustopsError) -> tuple[Line, ...]:
    label = f"{name}: charge"
    if isinstance(sales, TrustopsError):
        return (Line(label, None, str(sales)),)
    return tuple(Line(label, sale.amount, sale.line.sum, sale.line.source) for sale in sales)


def _worth(name: str, days: Decimal, elsewhere: Elsewhere | None) -> Line:
    label = f"{name}: the same days elsewhere"
    if elsewhere is None:
        return Line(label, None, "no price on the Alternatives sheet for the year")
    but = " (not like for like)" if elsewhere.like_for_like is False else ""
    how = f"{number_text(days)} days × {amount_text(elsewhere.price)}{but}"
    return Line(label, penny(days * elsewhere.price), how, elsewhere.source)
