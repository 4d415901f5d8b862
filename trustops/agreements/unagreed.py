"""Which days did a school have that nobody agreed? By school and service, and what they are worth pay as you go."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trustops.agreements.deal import days_cost
from trustops.agreements.delivered import days_text
from trustops.models import Agreement, Delivery, RateLine, Service
from trustops.models.selling import RateBasis
from trustops.models.service import FIRM
from trustops.quantities.money import pounds
from trustops.quantities.words import day_text, pounds_text
from trustops.quantities.years import AcademicYear, in_force
from trustops.snapshot import OURS, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Unagreed:
    """Days of a service that a school outside the trust had with no agreement in force, in one academic year.

    ``net_pence`` is what they come to at the rate card's pay-as-you-go price of each day, before VAT; None where one
    of those days has none. ``had`` are the days as they were recorded.
    """

    urn: str
    school: str
    service: str
    name: str
    days: Decimal
    first: date
    last: date
    net_pence: int | None
    had: tuple[Delivery, ...]

    @property
    def sentence(self) -> str:
        """What was had, what it is worth, and how it comes to be invoiced."""
        when = f"on {day_text(self.first)}"
        if self.first != self.last:
            when = f"between {day_text(self.first)} and {day_text(self.last)}"
        had = f"{self.school} had {days_text(self.days)} of {self.name} {when} without an agreement"
        if self.net_pence is None:
            worth = "and the Rate card sheet has no pay-as-you-go price for then; add it"
        else:
            worth = f"which is {pounds_text(pounds(self.net_pence))} before VAT, pay as you go"
        return f"{had}, {worth}. Record an agreement for them, invoiced as delivered, or nobody is charged."


def unagreed(snapshot: Snapshot, year: AcademicYear) -> tuple[Unagreed, ...]:
    """The days of a year that no signed agreement covers, by school and service."""
    agreed: dict[tuple[str, str], list[Agreement]] = defaultdict(list)
    for agreement in snapshot.all(Agreement):
        if agreement.status in FIRM:
            agreed[agreement.urn, agreement.service].append(agreement)
    found: dict[tuple[str, str], list[Delivery]] = defaultdict(list)
    for row in snapshot.all(Delivery):
        if row.days and year.start <= row.on_date <= year.end and not _covers(agreed[row.urn, row.service], row):
            found[row.urn, row.service].append(row)
    theirs = {key: [row for row in rows if not _is_ours(snapshot, row)] for key, rows in found.items()}
    return tuple(_made(snapshot, *key, theirs[key]) for key in sorted(theirs) if theirs[key])


def _covers(agreements: list[Agreement], row: Delivery) -> bool:
    return any(in_force(each.from_date, each.to_date, row.on_date) for each in agreements)


def _is_ours(snapshot: Snapshot, row: Delivery) -> bool:
    return snapshot.relations_on(row.on_date).get(row.urn) in OURS


def _made(snapshot: Snapshot, urn: str, code: str, rows: list[Delivery]) -> Unagreed:
    service = snapshot.one(Service, code)
    amounts = [_worth(snapshot, row) for row in rows]
    known = [each for each in amounts if each is not None]
    days = [row.on_date for row in rows]
    return Unagreed(
        urn=urn,
        school=snapshot.site_name(urn),
        service=code,
        name=service.name if service else code,
        days=sum((row.days for row in rows), Decimal(0)),
        first=min(days),
        last=max(days),
        net_pence=sum(known) if len(known) == len(amounts) else None,
        had=tuple(rows),
    )


def _worth(snapshot: Snapshot, row: Delivery) -> int | None:
    """Days × the lowest pay-as-you-go price of the day; None where the rate card has none."""
    price = min(_prices(snapshot, row), default=None)
    return None if price is None else days_cost(row.days, price)


def _prices(snapshot: Snapshot, row: Delivery) -> Iterator[int]:
    for line in snapshot.all(RateLine):
        is_price = line.service == row.service and line.basis is RateBasis.PAY_AS_YOU_GO
        if is_price and in_force(line.from_date, line.to_date, row.on_date):
            yield line.price_pence
