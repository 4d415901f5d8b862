"""What does each shared service cost, who pays, and does it cover its cost?"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reports.charts import Number, Table, break_even_chart, capacity_bar
from reports.document import Block, Figure, Level, Paragraph, Section, Status, Statuses, Subheading
from reports.pack.meeting import Briefing
from reports.services import answer_in_a_sentence
from trustops.costing import ServiceCost
from trustops.findings.model import Area, Severity
from trustops.models import Service
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import number_text, percent_text, pounds_text
from trustops.quantities.working import sources


def services_section(brief: Briefing) -> Section:
    """A part a service, in the order of their codes."""
    blocks = tuple(
        block
        for number, (service, cost) in enumerate(brief.picture.services)
        for block in (Subheading(service.name, new_page=number > 0), *_service(brief, service, cost))
    )
    return Section("Services", "Services", blocks, new_page=True, about="services")


def _service(brief: Briefing, service: Service, cost: ServiceCost | TrustopsError) -> Iterator[Block]:
    if isinstance(cost, TrustopsError):
        yield Paragraph(str(cost))
        return
    yield Paragraph(answer_in_a_sentence(cost, service.name))
    flags = tuple(_flags(brief, service))
    if flags:
        yield Statuses(flags)
    yield Figure(capacity_bar(cost, service.name))
    yield _figures(cost)
    chart = break_even_chart(cost, service.name)
    if chart:
        yield Figure(chart)
    if cost.clients:
        yield _clients(cost)


def _flags(brief: Briefing, service: Service) -> Iterator[Status]:
    for each in brief.found.findings:
        if each.area is Area.COSTING and each.subject.ref == service.service and each.severity is not Severity.NOTE:
            yield Status(Level.ACT if each.severity is Severity.RED else Level.WATCH, each.message)


def _figures(cost: ServiceCost) -> Table:
    made_of = all_sources(cost)

    def pounds(amount: Decimal | None) -> Number:
        return replace(_pounds(amount), origin=made_of)

    def percent(value: Decimal | None) -> Number:
        return replace(_percent(value), origin=made_of)

    rows = (
        ("Cost of the year", pounds(cost.total_cost), "Price of a day", pounds(cost.price)),
        ("Income from clients", pounds(cost.income), "Full cost of a day", pounds(cost.full_cost_rate)),
        ("Net cost", pounds(cost.net_cost), "Margin on a day", percent(cost.margin_pct)),
        ("Buying own days in", pounds(cost.alternative_cost), "Days taken", percent(cost.utilisation * 100)),
    )
    caption = f"The service in figures, {cost.academic_year}"
    return Table(("The year", "Amount", "A day", "Amount"), rows, frozenset({1, 3}), caption, (30, 20, 30, 20))


def all_sources(cost: ServiceCost) -> str:
    """Every row and rate that the service's figures were read off."""
    return sources(*(line.source for working in cost.working for line in working.lines))


def _clients(cost: ServiceCost) -> Table:
    rows = tuple(
        (
            each.buyer.name,
            Number(number_text(each.buyer.days), each.buyer.days, "days"),
            _pounds(each.price),
            _pounds(each.amount),
        )
        for each in sorted(cost.clients, key=lambda each: (-each.amount, each.buyer.name))
    )
    headings = ("Client school", "Days a year", "Price of a day, £", "Income, £")
    return Table(headings, rows, frozenset({1, 2, 3}), "Who buys the days", (40, 20, 20, 20))


def _pounds(amount: Decimal | None) -> Number:
    return Number("not known" if amount is None else pounds_text(amount), amount, "£")


def _percent(value: Decimal | None) -> Number:
    return Number("not known" if value is None else percent_text(value), value, "percent")
