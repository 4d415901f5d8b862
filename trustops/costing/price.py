"""What should a day cost, and how many must be sold? Day rates, margins and the days and price that break even."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import penny
from trustops.rates import RateBook

FOUR_PLACES = Decimal("0.0001")


def day_rate(fixed: Decimal, per_day: Decimal, days: Decimal) -> Decimal:
    """The full cost of a day, to the penny: (fixed + per day × days) ÷ days, over every day that can be delivered.

    >>> day_rate(Decimal("40340.59"), Decimal("6.30"), Decimal(165))
    Decimal('250.79')
    """
    if days <= 0:
        raise TrustopsError("A service with no chargeable days has no day rate; check its capacity and hours.")
    return penny((fixed + per_day * days) / days)


def hour_rate(rate: Decimal, week_hours: Decimal = Decimal(37)) -> Decimal:
    """A day rate as pounds an hour, a day being a fifth of a full-time week.

    >>> hour_rate(Decimal("250.79"))
    Decimal('33.89')
    """
    return penny(rate * 5 / week_hours)


def margin_pct(price: Decimal, full_cost: Decimal) -> Decimal | None:
    """What of the price is left over full cost, in percent to four places; None at no price.

    >>> margin_pct(Decimal(275), Decimal("250.79"))
    Decimal('8.8036')
    """
    return percentage(price - full_cost, price)


def markup_pct(price: Decimal, full_cost: Decimal) -> Decimal | None:
    """What is put on top of full cost, in percent of it, to four places.

    >>> markup_pct(Decimal(275), Decimal("250.79"))
    Decimal('9.6535')
    """
    return percentage(price - full_cost, full_cost)


def four_places(amount: Decimal) -> Decimal:
    """An amount no finer than four places; one that is not finer stays as it is written.

    >>> four_places(Decimal(165)), four_places(Decimal(30) / 37)
    (Decimal('165'), Decimal('0.8108'))
    """
    return amount if amount == amount.quantize(FOUR_PLACES) else amount.quantize(FOUR_PLACES, rounding=ROUND_HALF_UP)


def percentage(part: Decimal, whole: Decimal) -> Decimal | None:
    """Part of whole in percent to four places; None where the whole is nothing."""
    return None if whole == 0 else (100 * part / whole).quantize(FOUR_PLACES, rounding=ROUND_HALF_UP)


def vat_on(net: Decimal, day: date, rates: RateBook) -> Decimal:
    """VAT at the standard rate on a net amount, to the penny (Value Added Tax Act 1994, section 2).

    >>> vat_on(Decimal(275), date(2025, 9, 1), RateBook.published())
    Decimal('55.00')
    """
    return penny(net * rates.on(day).value("vat_standard_rate").value)


@dataclass(frozen=True, slots=True)
class BreakEven:
    """How many days must be sold to clients, and at what price if every sellable day were sold.

    ``days_exact`` is to four places, ``days`` rounded up to the sellable unit; both None where no number of days
    would do (the price does not exceed the cost of a day out) or the price is unknown. ``price`` is None where
    nothing is left to sell. ``feasible`` is None where unknown.
    """

    days_exact: Decimal | None
    days: Decimal | None
    feasible: bool | None
    price: Decimal | None


UNKNOWN_BREAK_EVEN = BreakEven(None, None, None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCover:
    """What sales must cover: the year's ``fixed`` cost and ``per_day`` for each day out, less what members pay.

    ``member_days`` are kept for the trust's own schools, ``sellable_days`` are left, sold in whole ``unit`` s.
    """

    fixed: Decimal
    per_day: Decimal
    member_days: Decimal
    sellable_days: Decimal
    unit: Decimal = Decimal(1)


def break_even(service: ToCover, price: Decimal | None, members_pay: Decimal) -> BreakEven:
    """Days = (fixed + per day × member days − members pay) ÷ (price − per day), up to the unit; price by all sellable.

    >>> attendance = ToCover(fixed=Decimal("40340.59"), per_day=Decimal("6.30"), member_days=Decimal(76),
    ...     sellable_days=Decimal(89))
    >>> break_even(attendance, Decimal(275), Decimal("19060.04"))
    BreakEven(days_exact=Decimal('80.9801'), days=Decimal('81'), feasible=True, price=Decimal('250.79'))
    """
    gap = service.fixed + service.per_day * service.member_days - members_pay
    asking = _price_at(service, gap)
    if price is None:
        return BreakEven(None, None, None, asking)
    if price <= service.per_day:
        # Each day sold loses or earns nothing, so selling covers only what is covered already.
        covered = Decimal(0) if gap <= 0 else None
        return BreakEven(covered, covered, covered is not None, asking)
    exact = gap / (price - service.per_day)
    days = whole_units(exact, service.unit)
    return BreakEven(exact.quantize(FOUR_PLACES, rounding=ROUND_HALF_UP), days, days <= service.sellable_days, asking)


def whole_units(days: Decimal, unit: Decimal) -> Decimal:
    """Days rounded up to what can be sold (a day, or half), never less than none.

    >>> whole_units(Decimal("72.7182"), Decimal("0.5"))
    Decimal('73.0')
    """
    if unit <= 0:
        raise TrustopsError("Days are sold in units above none; give 1, or 0.5 where half days are sold.")
    return max(Decimal(0), (days / unit).to_integral_value(rounding=ROUND_CEILING) * unit)


def _price_at(service: ToCover, gap: Decimal) -> Decimal | None:
    if service.sellable_days <= 0:
        return None
    return penny((gap + service.per_day * service.sellable_days) / service.sellable_days)
