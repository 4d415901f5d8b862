"""What do we offer, and what would it cost a school? Each line of the rate card, for a day and for a year's days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal

from trustops.models import RateLine
from trustops.models.selling import RateBasis
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import penny, pounds
from trustops.quantities.words import amount_text, counted, number_text
from trustops.quantities.working import Line
from trustops.quantities.years import in_force
from trustops.snapshot import Snapshot

DAY = Decimal("7.4")
"""The hours of a day where a line gives none: a fifth of a full-time week of 37 hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A line of the rate card: ``price`` is what one of it comes to, in pounds before VAT.

    ``days`` is how many days one is, None where it is not for days (a price by pupils); ``a_day`` what a day of it
    costs. ``discount_pct`` is a bundle's, against a single day. ``line`` is its sum.
    """

    service: str
    name: str
    basis: RateBasis
    price: Decimal
    days: Decimal | None
    per_pupil: Decimal | None
    line: Line
    from_date: date
    to_date: date | None
    discount_pct: Decimal | None = None

    @property
    def a_day(self) -> Decimal | None:
        """What a day costs, to the penny; None where that depends on pupils."""
        return penny(self.price / self.days) if self.days and self.per_pupil is None else None


@dataclass(frozen=True, slots=True)
class Quote:
    """What an offer comes to for the days and pupils asked for, pounds before VAT; None and a ``why`` where unknown.

    ``spare_days`` are days that are paid for and were not asked for.
    """

    offer: Offer
    amount: Decimal | None
    how: str
    spare_days: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class RateCard:
    """What is offered on a day, by service, and what was or will be; ``problems`` are of lines without a price."""

    offers: tuple[Offer, ...]
    others: tuple[Offer, ...]
    problems: tuple[str, ...]


def rate_card(snapshot: Snapshot, on: date | None = None) -> RateCard:
    """The offers of a day (the snapshot's where none is given), in the order of their bases."""
    day = on or snapshot.as_of
    made: list[Offer] = []
    problems: list[str] = []
    for row in snapshot.all(RateLine):
        try:
            made.append(offer_of(row, snapshot.origin(row)))
        except TrustopsError as error:
            problems.append(str(error))
    order = list(RateBasis)
    made.sort(key=lambda each: (each.service, order.index(each.basis), each.name, each.from_date))
    now = [each for each in made if in_force(each.from_date, each.to_date, day)]
    others = tuple(each for each in made if each not in now)
    return RateCard(tuple(_discounted(each, now) for each in now), others, tuple(problems))


def offer_of(row: RateLine, source: str = "") -> Offer:
    """What one of a line comes to: an hour's is price × hours for a day, a day a week's × its weeks for a year.

    A day-a-week line that gives hours has the price of an hour, else that of a day. Raises a TrustopsError where a
    bundle does not say its days, or a day a week its weeks.
    """
    price, hours = pounds(row.price_pence), row.hours or DAY
    match row.basis:
        case RateBasis.HOUR:
            return _offer(
                row, penny(price * hours), Decimal(1), f"{amount_text(price)} × {number_text(hours)} hours", source
            )
        case RateBasis.DAY_A_WEEK:
            return _day_a_week(row, price, source)
        case RateBasis.BUNDLE:
            return _offer(
                row,
                price,
                _given(row, "Days"),
                f"{number_text(_given(row, 'Days'))} days for {amount_text(price)}",
                source,
            )
        case RateBasis.FLAT_AND_PER_PUPIL:
            per_pupil = pounds(row.per_pupil_pence or 0)
            how = f"{amount_text(price)} + {amount_text(per_pupil)} × pupils"
            return _offer(row, price, row.days, how, source, per_pupil)
        case _:
            return _offer(row, price, Decimal(1), f"{amount_text(price)} a day", source)


def _day_a_week(row: RateLine, price: Decimal, source: str) -> Offer:
    weeks = _given(row, "Weeks")
    a_day = price if row.hours is None else penny(price * row.hours)
    hours = "" if row.hours is None else f"{amount_text(price)} × {number_text(row.hours)} hours = "
    how = f"{hours}{amount_text(a_day)} a day × {number_text(weeks)} weeks"
    return _offer(row, penny(a_day * weeks), weeks, how, source)


def _offer(
    row: RateLine, price: Decimal, days: Decimal | None, how: str, source: str, per_pupil: Decimal | None = None
) -> Offer:
    return Offer(
        service=row.service,
        name=row.offer,
        basis=row.basis,
        price=price,
        days=days,
        per_pupil=per_pupil,
        line=Line(row.offer, price, how, source),
        from_date=row.from_date,
        to_date=row.to_date,
    )


def _given(row: RateLine, label: str) -> Decimal:
    """The days of a bundle or the weeks of a day a week, which must be there and above none."""
    found = row.days if label == "Days" else row.weeks
    if not found:
        raise TrustopsError(
            f"Rate card: “{row.offer}” of {row.service} is {row.basis} and does not say how many; give {label}."
        )
    return found


def _discounted(offer: Offer, every: Sequence[Offer]) -> Offer:
    """A bundle with its discount against the service's single day."""
    day = next((each for each in every if each.service == offer.service and each.basis is RateBasis.DAY), None)
    if offer.basis is not RateBasis.BUNDLE or day is None or offer.days is None or not day.price:
        return offer
    whole = day.price * offer.days
    discount = (100 * (whole - offer.price) / whole).quantize(Decimal("0.0001"))
    return replace(offer, discount_pct=discount)


def quotes(found: Iterable[Offer], days: Decimal, pupils: int | None) -> tuple[Quote, ...]:
    """What each offer comes to for a school, the cheapest first and what is not known last.

    A bundle is bought whole, and what is left over by the single day where that is cheaper and on the card.
    """
    if days <= 0:
        raise TrustopsError("A school buys at least part of a day; give days above none, like 12.")
    every = tuple(found)
    single = min((each.price for each in every if each.basis is RateBasis.DAY), default=None)
    made = [quote(each, days, pupils, single) for each in every]
    return tuple(sorted(made, key=lambda each: (each.amount is None, each.amount or 0, each.offer.name)))


def quote(offer: Offer, days: Decimal, pupils: int | None, single: Decimal | None = None) -> Quote:
    """What one offer comes to; ``single`` is the price of a single day, for what a bundle leaves over."""
    if offer.per_pupil is not None:
        return _by_pupils(offer, offer.per_pupil, days, pupils)
    if offer.days is None or offer.days == 1:
        return Quote(offer, penny(offer.price * days), f"{number_text(days)} × {amount_text(offer.price)}")
    needed = int((days / offer.days).to_integral_value(ROUND_CEILING))
    over = Quote(
        offer,
        penny(offer.price * needed),
        f"{needed} × {amount_text(offer.price)}",
        offer.days * needed - days,
    )
    if single is None or offer.basis is not RateBasis.BUNDLE or needed == 1:
        return over
    return min(over, _with_single_days(offer, days, single), key=lambda each: each.amount or Decimal(0))


def _with_single_days(offer: Offer, days: Decimal, single: Decimal) -> Quote:
    size = offer.days or Decimal(1)
    many, left = divmod(days, size)
    amount = penny(offer.price * many + single * left)
    rest = f" + {number_text(left)} × {amount_text(single)}" if left else ""
    return Quote(offer, amount, f"{number_text(many)} × {amount_text(offer.price)}{rest}")


def _by_pupils(offer: Offer, per_pupil: Decimal, days: Decimal, pupils: int | None) -> Quote:
    if pupils is None:
        return Quote(offer, None, "it depends on how many pupils there are")
    amount = penny(offer.price + per_pupil * pupils)
    how = f"{amount_text(offer.price)} + {amount_text(per_pupil)} × {counted(pupils, 'pupil')}"
    if offer.days is not None and offer.days < days:
        return Quote(offer, None, f"it is for {number_text(offer.days)} days a year at most")
    return Quote(offer, amount, how, Decimal(0) if offer.days is None else offer.days - days)
