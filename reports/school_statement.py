"""What does one school pay us, what does it get, and would it be dearer elsewhere? Charging's and costing's figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.services import inside
from trustops.charging import Charges, Elsewhere, Statement, Taken, taken
from trustops.charging.from_snapshot import charges_of, delivered_days, members_of, statement_of
from trustops.charging.policy_rows import policies_in
from trustops.charging.side_by_side import usage_costs
from trustops.charging.statement import CENTRAL
from trustops.costing import service_cost
from trustops.costing.clients import Buyer, DayPrices, Income, income_from
from trustops.costing.from_snapshot import agreements_in, alternative_in, service_inputs
from trustops.costing.service_model import ServiceInputs
from trustops.models import Service
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import penny, pounds
from trustops.quantities.words import counted, listed, pounds_text
from trustops.quantities.years import AcademicYear
from trustops.rates import RateBook
from trustops.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service of the statement: what the school takes, and what that costs us in full; pounds, None not known."""

    taken: Taken
    cost: Decimal | None

    @property
    def subsidy(self) -> Decimal | None:
        """What the school pays above what it takes costs; below nothing, others pay for it."""
        return None if self.taken.pays is None or self.cost is None else self.taken.pays - self.cost


@dataclass(frozen=True, slots=True)
class SchoolStatement:
    """A school's statement of a year; ``missing`` says why the central charge is not on it, empty where it is."""

    statement: Statement
    lines: tuple[ServiceLine, ...]
    missing: str = ""

    @property
    def subsidy(self) -> Decimal | None:
        """What the school pays above what all it takes costs; None where a part of it is not known."""
        each = [line.subsidy for line in self.lines if line.subsidy is not None]
        return sum(each, Decimal(0)) if each and len(each) == len(self.lines) else None


def school_statement(snapshot: Snapshot, urn: str, year: AcademicYear) -> SchoolStatement:
    """The statement of one of our own schools. Raises a TrustopsError where it was none of ours in the year."""
    if urn not in {member.urn for member in members_of(snapshot, year)}:
        raise TrustopsError(
            f"{snapshot.site_name(urn)} was not a school of the trust in {year}; choose one that was, or another year."
        )
    charged, missing = _central(snapshot, year)
    orders = tuple(_ordered(snapshot, urn, year))
    statement = statement_of(snapshot, urn, year, [each for each, _ in orders], charged)
    costs = {each.service: cost for each, cost in orders} | {CENTRAL: _cost_of_use(charged, urn)}
    lines = tuple(ServiceLine(each, costs[each.service]) for each in statement.services)
    return SchoolStatement(statement, lines, missing)


def _central(snapshot: Snapshot, year: AcademicYear) -> tuple[Charges | None, str]:
    """The charges of the present policy, or why they are not known."""
    policies = policies_in(snapshot, year)
    if not policies:
        return None, f"No charge policy is recorded for {year}, so this shows no central charge."
    try:
        return charges_of(snapshot, policies[0].policy, year), ""
    except TrustopsError as error:
        return None, f"The central charge is not known. {error}"


def _cost_of_use(charged: Charges | None, urn: str) -> Decimal | None:
    used = usage_costs(charged.total, [row.member for row in charged.rows]) if charged else None
    return None if used is None else pounds(used[urn])


def _ordered(snapshot: Snapshot, urn: str, year: AcademicYear) -> Iterator[tuple[Taken, Decimal | None]]:
    """Every service that the school has ordered in the year, with the full cost of its days."""
    rates = RateBook.published()
    for service in snapshot.all(Service):
        if any(row.urn == urn for row in agreements_in(snapshot, service.service, year)):
            yield _taken(snapshot, service, urn, year, rates)


def _taken(
    snapshot: Snapshot, service: Service, urn: str, year: AcademicYear, rates: RateBook
) -> tuple[Taken, Decimal | None]:
    inputs = service_inputs(snapshot, service.service, year, rates)
    orders = [buyer for buyer in (*inputs.members, *inputs.clients) if buyer.urn == urn]
    cost: Decimal | None = None
    sales: Sequence[Income] | TrustopsError
    try:
        rate = service_cost(inputs).full_cost_rate
        cost = penny(rate * sum((order.days for order in orders), Decimal(0)))
        sales = _sales(inputs, orders, rate)
    except TrustopsError as error:
        sales = error
    found = taken(
        service.service,
        service.name,
        orders,
        sales,
        elsewhere=_elsewhere(snapshot, service.service, year),
        delivered=delivered_days(snapshot, service.service, urn, year),
    )
    return found, cost


def _sales(inputs: ServiceInputs, orders: Sequence[Buyer], full_cost: Decimal) -> list[Income]:
    prices = DayPrices(
        inputs.price,
        full_cost,
        inputs.alternative,
        inputs.sources.get("price", ""),
        inputs.sources.get("alternative", ""),
    )
    return [income_from(order, prices) for order in orders]


def _elsewhere(snapshot: Snapshot, service: str, year: AcademicYear) -> Elsewhere | None:
    row = alternative_in(snapshot, service, year)
    if row is None:
        return None
    return Elsewhere(price=pounds(row.price_pence), like_for_like=row.like_for_like, source=snapshot.origin(row))


def answer_of_statement(found: SchoolStatement) -> str:
    """What the school pays, for what, and what its days would cost elsewhere."""
    statement = found.statement
    if not statement.services:
        return f"{statement.name} takes no service and pays no central charge in {statement.year}."
    names = listed([_called(each) for each in statement.services])
    if statement.pays is None:
        return f"What {statement.name} pays in {statement.year} for {names} is not all known."
    made = f"In {statement.year} {statement.name} pays {pounds_text(statement.pays)} for {names}."
    if statement.saving is None:
        return made
    compared = sum(each.saving is not None for each in statement.services)
    more = "more" if statement.saving >= 0 else "less"
    services = counted(compared, "service that can be compared", "services that can be compared")
    return f"{made} Elsewhere the {services} would cost it {pounds_text(abs(statement.saving))} {more}."


def _called(service: Taken) -> str:
    return inside(service.name) if service.service == CENTRAL else f"the {inside(service.name)}"


def help_of_statement(found: SchoolStatement) -> str:
    """Whether the school helps others or is helped, in a sentence; empty where that is not known, or neither."""
    if not found.subsidy:
        return ""
    amount = pounds_text(abs(found.subsidy))
    if found.subsidy > 0:
        return f"It pays {amount} more than what it takes costs, which helps the trust’s other schools."
    return f"It pays {amount} less than what it takes costs, which the trust or its other schools bear."
