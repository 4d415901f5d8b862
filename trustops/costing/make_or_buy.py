"""Should we make it or buy it? Own delivery against each alternative, year by year, and the year that it turns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from trustops.costing.service import service_cost
from trustops.costing.service_model import ServiceCost, ServiceInputs
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import penny
from trustops.quantities.words import amount_text, number_text, pounds_text
from trustops.quantities.working import Line, Working
from trustops.quantities.years import AcademicYear


class Choice(StrEnum):
    """Deliver it with own staff, or pay somebody else to."""

    MAKE = "make"
    BUY = "buy"


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody else would charge for a day in each year that their price is known, pounds.

    ``like_for_like`` is False where it covers less, or what the council must give free; None where nobody has said.
    ``to_move`` is paid once, in the first year, to buy from them (ending a contract, say).
    """

    supplier: str
    prices: Mapping[AcademicYear, Decimal]
    like_for_like: bool | None = None
    to_move: Decimal = Decimal("0.00")
    source: str = ""


@dataclass(frozen=True, slots=True)
class YearCompared:
    """One year: what each choice costs the trust's own schools, and the saving by making it, alone and so far.

    None where a price is unknown; what is so far is unknown from then on. ``cheaper`` is the better choice so far,
    making it where the two are level.
    """

    year: AcademicYear
    make: Decimal | None
    buy: Decimal | None
    saving: Decimal | None
    so_far: Decimal | None
    cheaper: Choice | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Own delivery against one offer; ``turns`` is the first year when the cheaper choice so far is not the first's."""

    offer: Offer
    years: tuple[YearCompared, ...]
    turns: AcademicYear | None
    why: str
    working: Working


def make_or_buy(years: Sequence[ServiceInputs], offers: Sequence[Offer]) -> tuple[Comparison, ...]:
    """The service's years against each offer, for the days that the trust's own schools take; like for like first.

    Making costs net cost (total cost − income from clients); buying costs member days × the offer's price, to the
    penny, and what moving costs in the first year. Offers of one kind stay in the order given. Raises TrustopsError
    without years in order, offers, or days of the trust's own schools.
    """
    if not offers:
        raise TrustopsError(
            "There is nothing to compare with: give what a day costs elsewhere on the Alternatives sheet."
        )
    costs = tuple(zip(years, (service_cost(inputs) for inputs in _in_order(years)), strict=True))
    kinds = {True: 0, None: 1, False: 2}
    return tuple(_compared(costs, offer) for offer in sorted(offers, key=lambda each: kinds[each.like_for_like]))


def _in_order(years: Sequence[ServiceInputs]) -> Sequence[ServiceInputs]:
    if not years:
        raise TrustopsError("There is no year to compare; choose at least one academic year.")
    if any(later.year <= earlier.year for earlier, later in pairwise(years)):
        raise TrustopsError("The years to compare are not in order, each once; give them from the first to the last.")
    for inputs in years:
        if not any(member.days for member in inputs.members):
            raise TrustopsError(
                f"{inputs.called} gives the trust's own schools no days in {inputs.year}, so there is nothing to buy "
                "instead; record their agreements."
            )
    return years


Costs = Sequence[tuple[ServiceInputs, ServiceCost]]


def _compared(costs: Costs, offer: Offer) -> Comparison:
    years = tuple(_years(costs, offer))
    turns = next((row.year for row in years if row.cheaper not in (None, years[0].cheaper)), None)
    turns = None if years[0].cheaper is None else turns
    service = costs[0][0].called
    title = f"{service} or {offer.supplier}, {years[0].year} to {years[-1].year}"
    lines = (line for (_, cost), row in zip(costs, years, strict=True) for line in _lines(cost, offer, row))
    return Comparison(offer, years, turns, _why(service, offer, years, turns), Working.of(title, lines))


def _years(costs: Costs, offer: Offer) -> Iterator[YearCompared]:
    so_far: Decimal | None = Decimal("0.00")
    for place, (inputs, cost) in enumerate(costs):
        price = offer.prices.get(inputs.year)
        to_move = Decimal(0) if place else offer.to_move
        buy = None if price is None else penny(cost.member_days * price) + to_move
        saving = None if buy is None or cost.net_cost is None else buy - cost.net_cost
        so_far = None if so_far is None or saving is None else so_far + saving
        yield YearCompared(inputs.year, cost.net_cost, buy, saving, so_far, _cheaper(so_far))


def _cheaper(so_far: Decimal | None) -> Choice | None:
    return None if so_far is None else Choice.MAKE if so_far >= 0 else Choice.BUY


def _why(service: str, offer: Offer, years: tuple[YearCompared, ...], turns: AcademicYear | None) -> str:
    last = years[-1]
    if last.so_far is None:
        year = next(row.year for row in years if row.so_far is None)
        return f"{service} or {offer.supplier}: a price is not known in {year}, so the sum stops there; give it."
    better = "less" if last.so_far >= 0 else "more"
    by = f"costs {pounds_text(abs(last.so_far))} {better} than {offer.supplier} by the end of {last.year}"
    unlike = "; the two are not like for like" if offer.like_for_like is False else ""
    turn = f", and the cheaper choice turns in {turns}" if turns else ""
    return f"{service} {by}{turn}{unlike}."


def _lines(cost: ServiceCost, offer: Offer, row: YearCompared) -> Iterator[Line]:
    price = offer.prices.get(row.year)
    said = {True: "like for like", False: "not like for like", None: "not said whether like for like"}
    days = number_text(cost.member_days)
    how = (
        "no price is known"
        if price is None
        else f"{days} member days × {amount_text(price)}, {said[offer.like_for_like]}"
    )
    yield Line(f"Making it, {row.year}", row.make, "total cost − income from clients")
    yield Line(f"Buying it, {row.year}", row.buy, how, offer.source)
    yield Line(f"Saving by making it, {row.year}", row.saving, "buying it − making it")
    yield Line(f"Saving so far, {row.year}", row.so_far, "the savings of the years, added")
