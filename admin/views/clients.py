"""Who buys from us, what do they owe, and what needs somebody? The clients, debts by age, and invoices to raise."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from flask import Response, url_for

from admin.downloads import asked_for, table_file
from admin.pages import TrustopsView, expose
from admin.views.links import Tab
from reports.charts import Number, Table, short_day
from reports.client_book import ClientBook, ClientRow, client_book
from reports.client_deals import Costs, client_deals
from reports.client_statement import amount, pence_text, statement_of, statement_table
from reports.clients import (
    AGES,
    NEEDS_NOW,
    Look,
    book_sentence,
    days_owed_working,
    debts_in_words,
    ends_of,
    ends_sentence,
    looks,
    worst_first,
)
from reports.invoices_file import invoices_table
from trustops.agreements import Aged, Renewal, to_raise
from trustops.costing.from_snapshot import service_costs
from trustops.models import Agreement, School
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import pounds
from trustops.quantities.words import number_text
from trustops.quantities.years import AcademicYear


class Listed(NamedTuple):
    """A client as the list has it: its row, what to look at, and the end that comes next."""

    row: ClientRow
    looks: tuple[Look, ...]
    renewal: Renewal | None


class ClientsView(TrustopsView):
    """Every client, one client's statement, the debtors by age, and the invoices to raise."""

    title = "Clients"
    place = "clients"
    address = "/clients"
    part_of = "services"

    @expose("/")
    def index(self) -> str | Response:
        book = self._book()
        rows = tuple(Listed(row, found, row.next_end) for row, found in worst_first(book))
        if kind := asked_for():
            return table_file(clients_table(rows), f"clients-{book.year}", kind)
        ends = ends_of(book)
        return self.show(
            "clients.html",
            book=book,
            rows=rows,
            lead=book_sentence(book),
            years=self._years(),
            ends=ends,
            ends_said=ends_sentence(ends),
            due=NEEDS_NOW,
            pence=pence_text,
        )

    @expose("/<urn>")
    def one(self, urn: str) -> str | Response:
        book = self._book()
        row = next((each for each in book.rows if each.urn == urn), None)
        if row is None:
            raise TrustopsError(self._nobody(urn, book.year))
        statement = statement_of(self.snapshot(), row, book)
        if kind := asked_for():
            return table_file(statement_table(statement), f"statement-{urn}-{book.year}", kind)
        return self.show(
            "client.html",
            statement=statement,
            row=row,
            book=book,
            looks=looks(row),
            years=self._years(urn),
            pence=pence_text,
        )

    @expose("/debtors")
    def debtors(self) -> str | Response:
        book = self._book()
        if kind := asked_for():
            return table_file(debtors_table(book), f"debtors-{book.on.isoformat()}", kind)
        owing = [row for row in book.rows if row.debts]
        owing.sort(key=lambda row: (-row.aged.overdue, -row.aged.total, row.name))
        return self.show(
            "debtors.html",
            book=book,
            rows=owing,
            ages=AGES,
            said=debts_in_words(book),
            working=days_owed_working(book),
            pence=pence_text,
        )

    @expose("/invoices")
    def invoices(self) -> str | Response:
        year = AcademicYear.containing(self.as_of)
        deals = client_deals(self.snapshot(), year, self._costs(year))
        found = to_raise(self.snapshot(), deals, self.as_of)
        if kind := asked_for():
            return table_file(invoices_table(found), f"invoices-{found.on.isoformat()}", kind)
        total = sum(row.gross for row in found.rows)
        return self.show(
            "invoices.html", found=found, table=invoices_table(found), total=pounds(total), sold=bool(deals)
        )

    def _book(self) -> ClientBook:
        year = self.year
        return client_book(self.snapshot(), year, self._costs(year))

    def _costs(self, year: AcademicYear) -> Costs:
        picture = self.picture()
        return picture.services if year == picture.year else tuple(service_costs(self.snapshot(), year))

    def _years(self, urn: str = "") -> tuple[Tab, ...]:
        """The years in which a school outside the trust began an agreement, and this one; the latest first."""
        ours, every = self.snapshot().our_schools, self.snapshot().all(Agreement)
        begun = {AcademicYear.containing(row.from_date) for row in every if row.urn not in ours}
        found = sorted(begun | {AcademicYear.containing(self.as_of), self.year}, reverse=True)
        return tuple(Tab(str(each), _address(each, urn), each == self.year) for each in found)

    def _nobody(self, urn: str, year: AcademicYear) -> str:
        known = self.snapshot().one(School, urn[:20])
        if known is None:
            return f"There is no school with the URN “{urn[:20]}” here; see the Schools sheet."
        return f"{self.snapshot().site_name(urn)} buys nothing in {year} and owes nothing; see its other years."


def _address(year: AcademicYear, urn: str) -> str:
    return url_for(".one", urn=urn, year=year) if urn else url_for(".index", year=year)


def clients_table(rows: Iterable[Listed]) -> Table:
    """The list as a file has it."""
    headings = (
        *("URN", "Client", "Services", "Days", "Income £", "Owed £", "Overdue £", "Days since due"),
        *("Ends", "Notice by", "Complaints open", "To look at"),
    )
    return Table(headings, tuple(_cells(each) for each in rows), summed=frozenset({3, 4, 5, 6}))


def _cells(each: Listed) -> tuple[str | Number, ...]:
    row, owed, end = each.row, each.row.aged, each.renewal
    return (
        row.urn,
        row.name,
        ", ".join(row.services),
        Number(number_text(row.days), row.days),
        *(amount(pence) for pence in (row.income_pence, owed.total, owed.overdue)),
        _count(owed.days_late),
        _day(end.ends if end else None),
        _day(end.last_safe if end else None),
        _count(len(row.complaints_open)),
        "; ".join(look.short for look in each.looks),
    )


def _count(number: int) -> Number:
    return Number(str(number), Decimal(number))


def _day(day: date | None) -> Number:
    return Number("—", None) if day is None else Number(short_day(day), day)


def debtors_table(book: ClientBook) -> Table:
    """Debtors by age as a file has them: a row a client, and one for all."""
    headings = ("URN", "Client", *(f"{age.value.capitalize()} £" for age in AGES), "Owed £", "Of it before VAT £")
    rows = [_debtor(row.urn, row.name, row.aged) for row in book.rows if row.debts]
    return Table(
        headings,
        (*rows, _debtor("", "All clients", book.aged)),
        frozenset(range(2, 10)),
        "Debtors by age",
        adds_up=True,
    )


def _debtor(urn: str, name: str, owed: Aged) -> tuple[str | Number, ...]:
    return (urn, name, *(amount(owed.ages[age]) for age in AGES), amount(owed.total), amount(owed.total_net))
