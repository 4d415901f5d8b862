"""What do we offer, at what price, and what is left over its cost? The rate card; margins only for those who may."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from flask import Response, request

from admin.downloads import asked_for, table_file
from admin.pages import TrustopsView, expose
from admin.views.quotes import asked_of, vat_of
from reports.charts import Cell, Number, Table
from reports.rate_card import Margin, margin_of
from trustops.agreements import Offer, rate_card
from trustops.costing.service_model import ServiceCost
from trustops.models import DataClass, RateLine, Service
from trustops.quantities.words import counted, number_text, percent_text, pounds_text


class Priced(NamedTuple):
    """An offer with its VAT, should it bear any, and its margin, should whoever looks be let see it."""

    offer: Offer
    vat: Decimal
    margin: Margin | None


class RateCardView(TrustopsView):
    """Every offer in force on the day, and what each would come to for a school."""

    title = "Rate card"
    place = "rate_card"
    address = "/rate-card"
    part_of = "services"

    @expose("/")
    def index(self) -> str | Response:
        card, names, secret = rate_card(self.snapshot()), self._names(), self.sees(DataClass.CONFIDENTIAL)
        costs = self._costs() if secret else {}
        rows = tuple(self._priced(each, costs) for each in card.offers)
        if kind := asked_for():
            return table_file(card_table(rows, names, secret=secret), f"rate-card-{self.as_of.isoformat()}", kind)
        sold = {code: name for code, name in names.items() if any(row.offer.service == code for row in rows)}
        return self.show(
            "rate_card.html",
            groups=[(code, name, [row for row in rows if row.offer.service == code]) for code, name in sold.items()],
            lead=self._lead(len(rows), len(sold)),
            secret=secret,
            percent=lambda value: "unknown" if value is None else percent_text(value),
            problems=card.problems,
            others=card.others,
            names=names,
            choices=tuple(sold.items()),
            asked=asked_of(card.offers, request.args, self.as_of),
        )

    def _names(self) -> dict[str, str]:
        return {row.service: row.name for row in self.snapshot().all(Service)}

    def _costs(self) -> dict[str, ServiceCost]:
        return {row.service: cost for row, cost in self.picture().services if isinstance(cost, ServiceCost)}

    def _priced(self, offer: Offer, costs: Mapping[str, ServiceCost]) -> Priced:
        return Priced(offer, vat_of(offer.price, self.as_of), margin_of(offer, costs.get(offer.service)))

    def _lead(self, many: int, services: int) -> str:
        if many:
            return f"{counted(many, 'offer')} of {counted(services, 'service')}, at prices before VAT."
        old = len(self.snapshot().all(RateLine))
        return f"None of the {counted(old, 'offer')} on the Rate card sheet is in force on this day." if old else ""


def card_table(rows: tuple[Priced, ...], names: Mapping[str, str], *, secret: bool) -> Table:
    """The rate card as a file has it; the margins only for those who may see what a day costs."""
    headings = (
        "Service",
        "Offer",
        "For",
        "Price £",
        "Per pupil £",
        "Days",
        "A day £",
        "VAT at the standard rate £",
        "Discount %",
    )
    more = ("Full cost £ a day", "Marginal £ a day", "Margin %", "Mark-up %") if secret else ()
    live = ((11, "ROUND(100*({6}-{9})/{6},4)"), (12, "ROUND(100*({6}-{9})/{9},4)")) if secret else ()
    return Table((*headings, *more), tuple(_cells(row, names, secret=secret) for row in rows), live=live)


def _cells(row: Priced, names: Mapping[str, str], *, secret: bool) -> tuple[Cell, ...]:
    offer, margin = row.offer, row.margin
    shown = (
        names.get(offer.service, offer.service),
        offer.name,
        str(offer.basis),
        _money(offer.price),
        _money(offer.per_pupil),
        Number("—", None) if offer.days is None else Number(number_text(offer.days), offer.days),
        _money(offer.a_day),
        _money(row.vat),
        _percent(offer.discount_pct),
    )
    if not secret:
        return shown
    if margin is None:
        return (*shown, *(Number("unknown", None) for _ in range(4)))
    return (
        *shown,
        _money(margin.full_cost),
        _money(margin.marginal),
        _percent(margin.margin_pct),
        _percent(margin.markup_pct),
    )


def _money(value: Decimal | None) -> Number:
    return Number("—", None) if value is None else Number(pounds_text(value), value, "£")


def _percent(value: Decimal | None) -> Number:
    return Number("—", None) if value is None else Number(percent_text(value), value)
