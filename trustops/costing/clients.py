"""Who buys the days, and what do they pay? Income by client, how much hangs on one of them, and how slowly they pay."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from trustops.costing.price import FOUR_PLACES
from trustops.models.service import Charge
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.money import penny, split
from trustops.quantities.words import amount_text, number_text
from trustops.quantities.working import WHAT_IF, Line, sources


@dataclass(frozen=True, slots=True)
class Buyer:
    """A school and the days it takes in the year; ``price`` is its own agreed price, None: the service's.

    ``source`` is the record of what was agreed.
    """

    urn: str
    name: str
    days: Decimal
    price: Decimal | None = None
    charge: Charge = Charge.PRICE
    source: str = ""


@dataclass(frozen=True, slots=True)
class DayPrices:
    """The prices that a day can be charged at in the service, pounds; None where not known."""

    price: Decimal | None
    full_cost: Decimal
    alternative: Decimal | None
    price_source: str = ""
    alternative_source: str = ""


@dataclass(frozen=True, slots=True)
class Income:
    """What one client pays in the year, pounds before VAT, with its line."""

    buyer: Buyer
    price: Decimal
    amount: Decimal
    line: Line


def income_from(buyer: Buyer, prices: DayPrices) -> Income:
    """Days × the price of a day for that client, to the penny.

    Raises UnknownFigure where the client pays a price that is not known.

    >>> income_from(Buyer("100001", "Oak", Decimal(19)), DayPrices(Decimal(275), Decimal("250.79"), None)).amount
    Decimal('5225.00')
    """
    price = price_for(buyer, prices)
    amount = penny(buyer.days * price)
    how = f"{number_text(buyer.days)} days × {amount_text(price)}"
    source = sources(f"charged at {buyer.charge}", buyer.source, _price_source(buyer, prices))
    return Income(buyer, price, amount, Line(f"Income from {buyer.name}", amount, how, source))


def price_for(buyer: Buyer, prices: DayPrices) -> Decimal:
    """What the client pays for a day: by its charge, its own price before the service's."""
    if buyer.charge is Charge.FREE:
        return Decimal(0)
    if buyer.charge is Charge.FULL_COST:
        return prices.full_cost
    service_price = prices.alternative if buyer.charge is Charge.ALTERNATIVE else prices.price
    price = service_price if buyer.charge is Charge.ALTERNATIVE or buyer.price is None else buyer.price
    if price is None:
        sheet = "Alternatives" if buyer.charge is Charge.ALTERNATIVE else "Services"
        raise UnknownFigure(f"price of a day for {buyer.name}", "in that year", f"give it on the {sheet} sheet")
    return price


def _price_source(buyer: Buyer, prices: DayPrices) -> str:
    """The record of a price that is not the client's own."""
    if buyer.charge is Charge.ALTERNATIVE:
        return prices.alternative_source
    return prices.price_source if buyer.charge is Charge.PRICE and buyer.price is None else ""


@dataclass(frozen=True, slots=True)
class Concentration:
    """How much hangs on few clients: the largest share of sold income and the sum of squared shares, exact.

    Both are None where nothing is earned.
    """

    largest: Decimal | None
    hhi: Decimal | None


def concentration(incomes: Iterable[Decimal]) -> Concentration:
    """Largest share and Herfindahl–Hirschman index (the sum of squared shares, 0 to 1) of the amounts.

    >>> concentration([Decimal(50), Decimal(50)]).hhi
    Decimal('0.5')
    """
    amounts = list(incomes)
    total = sum(amounts, Decimal(0))
    if total <= 0:
        return Concentration(None, None)
    return Concentration(max(amounts) / total, sum((amount * amount for amount in amounts), Decimal(0)) / total**2)


def by_client(incomes: Iterable[Income]) -> dict[str, Decimal]:
    """What each school pays in all its agreements, by URN.

    >>> by_client([])
    {}
    """
    totals: dict[str, Decimal] = {}
    for income in incomes:
        totals[income.buyer.urn] = totals.get(income.buyer.urn, Decimal(0)) + income.amount
    return totals


def to_four_places(ratio: Decimal | None) -> Decimal | None:
    """A ratio as results carry it; comparisons use the exact one."""
    return None if ratio is None else ratio.quantize(FOUR_PLACES, rounding=ROUND_HALF_UP)


def with_sold_days(clients: tuple[Buyer, ...], days: Decimal, unit: Decimal = Decimal(1)) -> tuple[Buyer, ...]:
    """The clients with ``days`` sold between them, in proportion to what each takes now and in whole units.

    Where there is no client yet, all the days go to one called “clients to be found”.

    >>> [b.days for b in with_sold_days((Buyer("1", "A", Decimal(26)), Buyer("2", "B", Decimal(37))), Decimal(60))]
    [Decimal('25'), Decimal('35')]
    """
    if days < 0:
        raise TrustopsError("Days sold cannot be less than none; give the days of a year, like 80.")
    units = days / unit
    if units != units.to_integral_value():
        raise TrustopsError(f"{number_text(days)} days is not a whole number of units of {number_text(unit)}.")
    if not any(client.days for client in clients):
        return (Buyer("", "clients to be found", days, source=f"days {WHAT_IF}"),)
    shares = split(int(units), {str(index): client.days for index, client in enumerate(clients)})
    return tuple(_taking(client, shares[str(index)] * unit) for index, client in enumerate(clients))


def without_client(clients: tuple[Buyer, ...], urn: str) -> tuple[Buyer, ...]:
    """The clients but one; raises TrustopsError where no client has that URN."""
    left = tuple(client for client in clients if client.urn != urn)
    if len(left) == len(clients):
        raise TrustopsError(f"No client with the URN {urn} buys this service in that year; check its agreements.")
    return left


def debtor_days(debtors: Decimal, income: Decimal) -> Decimal | None:
    """How many days' income is still owed: debtors ÷ income × 365, to one place; None at no income.

    >>> debtor_days(Decimal(6000), Decimal(24475))
    Decimal('89.5')
    """
    return None if income == 0 else (debtors * 365 / income).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def _taking(buyer: Buyer, days: Decimal) -> Buyer:
    return replace(buyer, days=days, source=sources(buyer.source, f"days {WHAT_IF}"))
