"""Which agreements do we sell under in a year, and what is a day of each charged? The record's, by costing's prices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trustops.agreements import Deal
from trustops.costing import Buyer, Charge, ServiceCost
from trustops.costing.clients import DayPrices, price_for
from trustops.costing.from_snapshot import agreements_in, alternative_in, days_in
from trustops.models import Agreement, Service
from trustops.models.school import RelationKind
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.money import pence, penny, pounds
from trustops.quantities.years import AcademicYear
from trustops.snapshot import OURS, Snapshot

Costs = Iterable[tuple[Service, ServiceCost | TrustopsError]]
"""Each service with its cost in a year, or why that is not known: costing's ``service_costs``."""


def client_deals(snapshot: Snapshot, year: AcademicYear, costs: Costs) -> tuple[Deal, ...]:
    """The agreements of a year with schools outside the trust, each with what a day of it is charged.

    A school that was the trust's own when its agreement began to run in the year is not a client and not invoiced.
    """
    known = {service.service: cost for service, cost in costs}
    standing: dict[date, Mapping[str, RelationKind]] = {}
    found = []
    for service in snapshot.all(Service):
        prices = _prices(snapshot, service, year, known.get(service.service))
        for row in agreements_in(snapshot, service.service, year):
            began = max(row.from_date, year.start)
            if began not in standing:
                standing[began] = snapshot.relations_on(began)
            if standing[began].get(row.urn) not in OURS:
                found.append(_deal(snapshot, row, service, year, prices))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Prices:
    """What a day of a service is charged: :class:`DayPrices`, and whether its full cost is known."""

    prices: DayPrices
    full_cost_known: bool


def _prices(
    snapshot: Snapshot, service: Service, year: AcademicYear, cost: ServiceCost | TrustopsError | None
) -> _Prices:
    elsewhere = alternative_in(snapshot, service.service, year)
    full_cost = cost.full_cost_rate if isinstance(cost, ServiceCost) else None
    price = None if service.price_pence is None else pounds(service.price_pence)
    alternative = None if elsewhere is None else pounds(elsewhere.price_pence)
    return _Prices(DayPrices(price, full_cost or Decimal(0), alternative), full_cost is not None)


def _deal(snapshot: Snapshot, row: Agreement, service: Service, year: AcademicYear, known: _Prices) -> Deal:
    name, source = snapshot.site_name(row.urn), snapshot.origin(row)
    own = None if row.price_pence is None else pounds(row.price_pence)
    buyer = Buyer(row.urn, name, days_in(row, year), own, row.charge or Charge.PRICE, source)
    return Deal(
        agreement=row,
        year=year,
        days=buyer.days,
        price_pence=_price_pence(buyer, known),
        school=name,
        service=service.name,
        source=source,
        owner=snapshot.post_title(row.owner) if row.owner else "",
    )


def _price_pence(buyer: Buyer, known: _Prices) -> int | None:
    if buyer.charge is Charge.FULL_COST and not known.full_cost_known:
        return None
    try:
        return pence(penny(price_for(buyer, known.prices)))
    except UnknownFigure:
        return None
