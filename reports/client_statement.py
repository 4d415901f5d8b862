"""What do we tell a client? Its agreements, days, promises, events, invoices and what comes next, without our costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from reports.charts import Chart
from reports.charts.chart import Number, Table, short_day
from reports.charts.delivered import delivered_chart
from reports.client_book import ClientBook, ClientRow
from trustops.agreements import Account, Against, Deal, Debt, Instalment
from trustops.agreements.debtors import debt_of
from trustops.agreements.vat import what_vat_is_to
from trustops.models import Agreement, AgreementEvent, Invoice, School, ServiceLevel
from trustops.models.selling import EventKind
from trustops.models.service import Vat
from trustops.quantities.money import pounds
from trustops.quantities.words import amount_text, counted, number_text, pounds_text
from trustops.quantities.working import Line, Working
from trustops.quantities.years import in_force, overlaps
from trustops.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Promise:
    """A service level, and how often it was recorded as missed in the year; none recorded is not proof of none."""

    service: str
    level: ServiceLevel
    missed: tuple[AgreementEvent, ...]

    @property
    def kept(self) -> str:
        """How it was kept, in a few words."""
        return f"missed {counted(len(self.missed), 'time')}" if self.missed else "no miss recorded"

    @property
    def open(self) -> bool:
        """Whether a miss is not put right yet."""
        return any(event.settled_on is None for event in self.missed)


@dataclass(frozen=True, slots=True)
class Next:
    """The instalment that comes next of an agreement."""

    deal: Deal
    instalment: Instalment
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A client's own statement of a year, as of a day. ``invoices`` are the year's and any still owed, oldest first."""

    row: ClientRow
    sentence: str
    working: Working
    vat: str
    days: tuple[tuple[Against, Chart], ...]
    promises: tuple[Promise, ...]
    events: tuple[AgreementEvent, ...]
    invoices: tuple[tuple[Invoice, Debt], ...]
    coming: tuple[Next, ...]


def statement_of(snapshot: Snapshot, row: ClientRow, book: ClientBook) -> Statement:
    """All that a client is told of its year."""
    names = {deal.agreement.service: deal.service for deal in row.deals}
    events = tuple(event for event in row.events if in_force(book.year.start, book.year.end, event.on_date))
    return Statement(
        row=row,
        sentence=_sentence(row, book),
        working=year_working(row, book),
        vat=_vat(snapshot, row),
        days=tuple((each, delivered_chart(each, names.get(each.service, each.service))) for each in row.against),
        promises=tuple(_promises(snapshot, row, names, events, book)),
        events=tuple(event for event in events if event.kind is not EventKind.LEVEL_MISSED),
        invoices=_invoices(snapshot, row, book),
        coming=tuple(
            Next(account.deal, account.next_one, _left(account)) for account in row.accounts if account.next_one
        ),
    )


def _vat(snapshot: Snapshot, row: ClientRow) -> str:
    """What VAT means to the client where it is charged any; empty where it is not."""
    if all(deal.agreement.vat is not Vat.STANDARD for deal in row.deals):
        return ""
    school = snapshot.one(School, row.urn)
    return what_vat_is_to(school.school_type if school else None, row.name)


def _left(account: Account) -> int:
    """What of the next instalment was not invoiced before."""
    done = sum(each.net_pence for each in account.planned) - sum(each.net_pence for each in account.outstanding)
    instalment = account.next_one
    return 0 if instalment is None else instalment.net_pence - (account.invoiced - done)


def year_working(row: ClientRow, book: ClientBook) -> Working:
    """What each agreement comes to in the year: its days × the price of a day, before VAT."""
    lines = [_deal_line(deal) for deal in row.deals]
    total = None if row.income_pence is None else pounds(row.income_pence)
    return Working.of(f"{row.name} in {book.year}, before VAT", (*lines, Line("The year", total, "sum of the above")))


def _deal_line(deal: Deal) -> Line:
    if deal.price_pence is None or deal.net_pence is None:
        return Line(
            f"{deal.service}, {deal.code}", None, f"{number_text(deal.days)} days × a price not known", deal.source
        )
    how = f"{number_text(deal.days)} days × {amount_text(pounds(deal.price_pence))}"
    return Line(f"{deal.service}, {deal.code}", pounds(deal.net_pence), how, deal.source)


def _sentence(row: ClientRow, book: ClientBook) -> str:
    if not row.deals:
        return f"{row.name} has no agreement in {book.year}; {_owed(row)}."
    income = "an amount that is not known" if row.income_pence is None else pounds_text(pounds(row.income_pence))
    many = "day" if row.days == 1 else "days"
    return f"In {book.year} {row.name} takes {number_text(row.days)} {many} for {income} before VAT; {_owed(row)}."


def _owed(row: ClientRow) -> str:
    owed = row.aged
    missing = f", and what {counted(len(owed.unknown), 'invoice')} still owes is not known" if owed.unknown else ""
    if owed.total == 0 and owed.overdue == 0:
        return f"nothing is owed{missing}"
    if owed.total < 0:
        return f"{pounds_text(pounds(-owed.total))} is in its favour{missing}"
    late = f", {pounds_text(pounds(owed.overdue))} of it past its due day" if owed.overdue else ", none of it due yet"
    return f"{pounds_text(pounds(owed.total))} with VAT is to be paid{late}{missing}"


def _promises(
    snapshot: Snapshot,
    row: ClientRow,
    names: dict[str, str],
    events: Iterable[AgreementEvent],
    book: ClientBook,
) -> Iterable[Promise]:
    missed = [event for event in events if event.kind is EventKind.LEVEL_MISSED]
    for level in snapshot.all(ServiceLevel):
        if level.service not in names or not overlaps(level.from_date, level.to_date, book.year.start, book.year.end):
            continue
        codes = {deal.code for deal in row.deals if deal.agreement.service == level.service}
        theirs = tuple(event for event in missed if event.level == level.level and event.agreement in codes)
        yield Promise(names[level.service], level, theirs)


def _invoices(snapshot: Snapshot, row: ClientRow, book: ClientBook) -> tuple[tuple[Invoice, Debt], ...]:
    theirs = {each.agreement for each in snapshot.all(Agreement) if each.urn == row.urn}
    owed = {debt.invoice for debt in row.debts}
    found = [
        (each, debt_of(snapshot, each))
        for each in snapshot.all(Invoice)
        if each.agreement in theirs and (each.invoice in owed or in_force(book.year.start, book.year.end, each.issued))
    ]
    return tuple(sorted(found, key=lambda pair: (pair[0].issued, pair[0].invoice)))


def statement_table(statement: Statement) -> Table:
    """The invoices of a statement as a file has them, with what is owed on each."""
    headings = ("Invoice", "Agreement", "Issued", "Due on", "Net £", "VAT £", "Paid £", "Owed £", "Days past due")
    rows = tuple(_cells(invoice, debt) for invoice, debt in statement.invoices)
    return Table(
        headings,
        rows,
        frozenset(range(4, 9)),
        f"Invoices of {statement.row.name}",
        live=((7, "{4}+{5}-{6}"),),
        summed=frozenset(range(4, 8)),
    )


def _cells(invoice: Invoice, debt: Debt) -> tuple[str | Number, ...]:
    late = debt.days_late if debt.owed and debt.days_late > 0 else None
    return (
        invoice.invoice,
        invoice.agreement,
        Number(short_day(invoice.issued), invoice.issued),
        Number(short_day(debt.due_on), debt.due_on),
        *(amount(each) for each in (invoice.net_pence, invoice.vat_pence, debt.paid, debt.owed)),
        Number("—", None) if late is None else Number(str(late), Decimal(late)),
    )


def amount(pence: int | None) -> Number:
    """Pence as a cell in pounds; “unknown” where it is."""
    return Number(pence_text(pence), None if pence is None else pounds(pence), "£")


def pence_text(pence: int | None) -> str:
    """Pence as a page writes pounds.

    >>> pence_text(633000), pence_text(None)
    ('£6,330.00', 'unknown')
    """
    return "unknown" if pence is None else pounds_text(pounds(pence))
