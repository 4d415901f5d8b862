"""How does each client stand? Its agreements with costing's prices, its days, its debts, and what happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reports.client_deals import Costs, client_deals
from trustops.agreements import (
    Account,
    Against,
    Aged,
    Deal,
    Debt,
    Renewal,
    Standing,
    Wrong,
    accounts,
    against,
    aged,
    debts,
    renewals,
    wrongs,
)
from trustops.costing import debtor_days
from trustops.models import Agreement, AgreementEvent
from trustops.models.selling import EventKind
from trustops.quantities.money import pounds
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRow:
    """A school outside the trust that buys, with all that is known of it; money in pence before VAT but for debts.

    ``income_pence`` is None where a price is not known. ``events`` are those of its agreements, the newest first.
    """

    urn: str
    name: str
    accounts: tuple[Account, ...]
    against: tuple[Against, ...]
    debts: tuple[Debt, ...]
    renewals: tuple[Renewal, ...]
    wrongs: tuple[Wrong, ...]
    events: tuple[AgreementEvent, ...]

    @property
    def deals(self) -> tuple[Deal, ...]:
        """Its agreements in the year."""
        return tuple(account.deal for account in self.accounts)

    @property
    def services(self) -> tuple[str, ...]:
        """The names of the services that it takes."""
        return tuple(dict.fromkeys(deal.service for deal in self.deals))

    @property
    def days(self) -> Decimal:
        """The days of the year, of all its services."""
        return sum((deal.days for deal in self.deals), Decimal(0))

    @property
    def income_pence(self) -> int | None:
        """What its agreements come to in the year."""
        known = [deal.net_pence for deal in self.deals if deal.net_pence is not None]
        return sum(known) if len(known) == len(self.deals) else None

    @property
    def aged(self) -> Aged:
        """Its debts by age."""
        return aged(self.debts)

    @property
    def next_end(self) -> Renewal | None:
        """The agreement whose end needs somebody first; those that are renewed do not."""
        return next((each for each in self.renewals if each.standing is not Standing.RENEWED), None)

    @property
    def complaints_open(self) -> tuple[AgreementEvent, ...]:
        """Complaints that nobody has settled."""
        return tuple(row for row in self.events if row.kind is EventKind.COMPLAINT and row.settled_on is None)


@dataclass(frozen=True, slots=True)
class ClientBook:
    """Every client of a year as it stands on a day."""

    on: date
    year: AcademicYear
    rows: tuple[ClientRow, ...]

    @property
    def income_pence(self) -> int | None:
        """What all clients' agreements come to in the year; None where one's is not known."""
        known = [row.income_pence for row in self.rows if row.income_pence is not None]
        return sum(known) if len(known) == len(self.rows) else None

    @property
    def aged(self) -> Aged:
        """All debts by age."""
        return aged(debt for row in self.rows for debt in row.debts)

    @property
    def days_owed(self) -> Decimal | None:
        """How many days' income is owed: debts before VAT ÷ the year's income × 365; None where there is none."""
        if self.income_pence is None:
            return None
        return debtor_days(pounds(self.aged.total_net), pounds(self.income_pence))


def client_book(snapshot: Snapshot, year: AcademicYear, costs: Costs, service: str | None = None) -> ClientBook:
    """The clients of a year, or of one service in it, by name. ``costs`` are costing's, of the same year."""
    deals = client_deals(snapshot, year, costs)
    money = accounts(snapshot, deals, snapshot.as_of)
    found = _Found(
        money,
        against(snapshot, deals),
        debts(snapshot),
        renewals(snapshot),
        wrongs(snapshot),
        tuple(sorted(snapshot.all(AgreementEvent), key=lambda row: (row.on_date, row.event), reverse=True)),
    )
    codes = _codes_of(snapshot, service)
    urns = {deal.agreement.urn for deal in deals if deal.code in codes}
    urns |= {debt.urn for debt in found.debts if debt.agreement in codes}
    rows = (_row(snapshot, urn, found, codes) for urn in urns)
    return ClientBook(snapshot.as_of, year, tuple(sorted(rows, key=lambda row: (row.name, row.urn))))


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of all clients, before it is told apart."""

    accounts: tuple[Account, ...]
    against: tuple[Against, ...]
    debts: tuple[Debt, ...]
    renewals: tuple[Renewal, ...]
    wrongs: tuple[Wrong, ...]
    events: tuple[AgreementEvent, ...]


def _codes_of(snapshot: Snapshot, service: str | None) -> Mapping[str, Agreement]:
    """The agreements of a service, or all, by their codes."""
    return {row.agreement: row for row in snapshot.all(Agreement) if service in (None, row.service)}


def _row(snapshot: Snapshot, urn: str, found: _Found, codes: Mapping[str, Agreement]) -> ClientRow:
    theirs = {code for code, row in codes.items() if row.urn == urn}
    of_services = {codes[code].service for code in theirs}
    return ClientRow(
        urn=urn,
        name=snapshot.site_name(urn),
        accounts=tuple(each for each in found.accounts if each.deal.code in theirs),
        against=tuple(each for each in found.against if each.urn == urn and each.service in of_services),
        debts=tuple(each for each in found.debts if each.agreement in theirs),
        renewals=tuple(each for each in found.renewals if each.agreement in theirs),
        wrongs=tuple(each for each in found.wrongs if theirs.intersection(each.agreements)),
        events=tuple(each for each in found.events if each.agreement in theirs),
    )
