"""When is an agreement invoiced, and how much each time? Yearly, termly in advance, monthly or as delivered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from trustops.agreements.deal import Deal, days_cost
from trustops.models import Delivery, TermDate
from trustops.models.kinds import TRUST_SITE
from trustops.models.service import Instalments
from trustops.models.working_time import Term
from trustops.quantities.money import split
from trustops.quantities.years import AcademicYear, add_months, in_force, month_end
from trustops.snapshot import Snapshot

TERMS = (
    ("autumn term", Term.AUTUMN_1, 9, 4),
    ("spring term", Term.SPRING_1, 1, 3),
    ("summer term", Term.SUMMER_1, 4, 5),
)
"""Each term's name, its first half, the month in which it begins and how many months of the year it stands for."""

DAYS_TO_PAY = timedelta(days=30)
"""When an invoice is due that says no other day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One part of what an agreement comes to in a year: to be invoiced on ``raise_on``, due on ``due_on``.

    ``days`` is None where the amount is a share of the year's and not a number of days.
    """

    name: str
    raise_on: date
    due_on: date
    days: Decimal | None
    net_pence: int


def instalments(deal: Deal, term_starts: Mapping[Term, date], received: Iterable[Delivery]) -> tuple[Instalment, ...]:
    """The instalments of an agreement in a year, by date; empty where the price of a day is not known.

    Termly parts are whole days where the year's days are whole (19 days: 7, 6 and 6), else pence by the months of each
    term; monthly parts are equal but for the pennies; what runs for less than half a month is one part. All but
    “as delivered” sum to the year's amount exactly.
    """
    if deal.price_pence is None or deal.net_pence is None:
        return ()
    how = deal.agreement.instalments or Instalments.TERMLY
    if how is Instalments.AS_DELIVERED:
        return tuple(_as_delivered(deal, deal.price_pence, received))
    parts: tuple[Instalment, ...] = ()
    if how is Instalments.MONTHLY:
        parts = tuple(_monthly(deal, deal.net_pence))
    elif how is Instalments.TERMLY:
        parts = tuple(_termly(deal, deal.price_pence, deal.net_pence, term_starts))
    return parts or (_made(f"the year {deal.year}", deal.begins, deal.days, deal.net_pence),)


def term_starts(snapshot: Snapshot, year: AcademicYear) -> dict[Term, date]:
    """The first days of the trust's terms in a year, as far as the Term dates sheet has them."""
    rows = (row for row in snapshot.all(TermDate) if row.site == TRUST_SITE and row.year == str(year))
    return {row.term: row.from_date for row in rows}


def _termly(deal: Deal, price: int, net: int, starts: Mapping[Term, date]) -> Iterator[Instalment]:
    weights = {str(place): weight for place, weight in enumerate(_weights(deal)) if weight}
    if not weights:
        return
    whole = deal.days == deal.days.to_integral_value()
    days = split(int(deal.days), weights) if whole else {}
    parts = {place: days_cost(Decimal(days[place]), price) for place in days} if whole else split(net, weights)
    for place, part in parts.items():
        name, first_half, month, _ = TERMS[int(place)]
        opens = starts.get(first_half, _first_of(deal.year, month))
        shown = Decimal(days[place]) if whole else None
        yield _made(f"{name} {deal.year}", max(opens, deal.begins), shown, part)


def _weights(deal: Deal) -> Iterator[Fraction]:
    """How much of each term the agreement runs: months in force (by their 15th) of those the term stands for."""
    for _, _, month, long in TERMS:
        first = _first_of(deal.year, month)
        middles = (add_months(first, after).replace(day=15) for after in range(long))
        yield Fraction(sum(in_force(deal.begins, deal.ends, day) for day in middles), long)


def _monthly(deal: Deal, net: int) -> Iterator[Instalment]:
    months = [month for month in deal.year.months if in_force(deal.begins, deal.ends, month.replace(day=15))]
    if not months:
        return
    parts = split(net, {month.isoformat(): 1 for month in months})
    for month in months:
        yield _made(f"{month:%B %Y}", max(month, deal.begins), None, parts[month.isoformat()])


def _as_delivered(deal: Deal, price: int, received: Iterable[Delivery]) -> Iterator[Instalment]:
    """What was received in each month, invoiced on its last day."""
    months: dict[date, Decimal] = {}
    for row in received:
        if deal.begins <= row.on_date <= deal.ends:
            month = row.on_date.replace(day=1)
            months[month] = months.get(month, Decimal(0)) + row.days
    for month, days in sorted(months.items()):
        yield _made(f"{month:%B %Y}, as delivered", month_end(month), days, days_cost(days, price))


def _made(name: str, raise_on: date, days: Decimal | None, net: int) -> Instalment:
    return Instalment(name=name, raise_on=raise_on, due_on=raise_on + DAYS_TO_PAY, days=days, net_pence=net)


def _first_of(year: AcademicYear, month: int) -> date:
    return date(year.first if month >= 9 else year.first + 1, month, 1)
