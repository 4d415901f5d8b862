"""Commands about those who buy our services: how each client stands, who owes what, and the invoices to raise."""

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from admin.cli.clients_json import book_answer, client_answer, debtors_answer, invoices_answer
from admin.cli.common import (
    LOOK,
    Day,
    FilePath,
    Settings,
    YearOption,
    as_json,
    as_of_option,
    emit,
    pass_settings,
    snapshot_of,
    table,
)

if TYPE_CHECKING:
    from pathlib import Path

    from reports.client_book import ClientBook, ClientRow
    from reports.clients import Look
    from trustops.agreements import Round
    from trustops.quantities.years import AcademicYear
    from trustops.snapshot import Snapshot


@click.command()
@click.argument("code")
@click.option("--year", type=YearOption(), help="The academic year, like 2025/26.  [default: the one of --as-of]")
@as_of_option
@as_json
@pass_settings
def clients(settings: Settings, code: str, year: "AcademicYear | None", as_of: date, json_: bool) -> None:
    """Who buys service CODE in a year: days, income, what is owed, and what needs somebody."""
    from reports.clients import book_sentence, worst_first

    book = _book(snapshot_of(settings, as_of), year, as_of, code)
    rows = worst_first(book)
    if json_:
        emit(book_answer(book, code, [client_answer(row, found) for row, found in rows]))
        return
    click.echo(book_sentence(book))
    if rows:
        headings = ("Client", "Days", "Income", "Owed", "Overdue", "To look at")
        click.echo(table([_client_cells(row, found) for row, found in rows], headings, right=(1, 2, 3, 4)))


@click.command()
@as_of_option
@as_json
@pass_settings
def debtors(settings: Settings, as_of: date, json_: bool) -> None:
    """Who owes what on a day, by how long it has been due; exits 1 when something is overdue or not known."""
    from reports.clients import debts_in_words
    from trustops.quantities.words import day_text

    book = _book(snapshot_of(settings, as_of), None, as_of, None)
    if json_:
        emit(debtors_answer(book))
    else:
        click.echo(f"On {day_text(as_of)} {debts_in_words(book)}")
        for debt in book.aged.unknown:
            click.echo(f"○ {debt.why}")
        if any(row.debts for row in book.rows):
            click.echo(_ages_table(book))
    if book.aged.overdue or book.aged.unknown:
        sys.exit(LOOK)


@click.command()
@click.option("--on", "on", type=Day(), required=True, help="The day of the invoices, like 2027-01-05.")
@click.option(
    "--out", "out", type=FilePath(dir_okay=False, writable=True), required=True, help="The file: .xlsx or .csv."
)
@as_json
@pass_settings
def invoices(settings: Settings, on: date, out: "Path", json_: bool) -> None:
    """Write the invoices to raise on a day as a file for the ledger; exits 1 when one cannot be raised."""
    from reports.client_deals import client_deals
    from trustops.agreements import to_raise
    from trustops.costing.from_snapshot import service_costs
    from trustops.quantities.years import AcademicYear

    snapshot, year = snapshot_of(settings, on), AcademicYear.containing(on)
    found = to_raise(snapshot, client_deals(snapshot, year, service_costs(snapshot, year)), on)
    _write(found, out)
    if json_:
        emit({"on": on, "file": out, "invoices": invoices_answer(found), "problems": found.problems})
    else:
        _say(found, out)
    if found.problems:
        sys.exit(LOOK)


def _book(snapshot: "Snapshot", year: "AcademicYear | None", as_of: date, code: str | None) -> "ClientBook":
    from reports.client_book import client_book
    from trustops.costing.from_snapshot import service_costs
    from trustops.models import Service
    from trustops.quantities.errors import TrustopsError
    from trustops.quantities.words import listed
    from trustops.quantities.years import AcademicYear

    known = [row.service for row in snapshot.all(Service)]
    if code is not None and code not in known:
        have = f"the services are {listed(known)}" if known else "import a workbook with a Services sheet first"
        raise TrustopsError(f"There is no service {code}; {have}.")
    asked = year or AcademicYear.containing(as_of)
    return client_book(snapshot, asked, service_costs(snapshot, asked), code)


def _write(found: "Round", out: "Path") -> None:
    from admin.downloads import csv_text
    from reports.invoices_file import invoices_table
    from reports.writers.table_xlsx import table_workbook
    from trustops.quantities.errors import TrustopsError

    kind = out.suffix.lower()
    if kind not in (".xlsx", ".csv"):
        raise TrustopsError(f"Invoices cannot be written as “{out.name}”; end the file's name in .xlsx or .csv.")
    made = invoices_table(found)
    try:
        out.write_bytes(table_workbook(made) if kind == ".xlsx" else csv_text(made).encode("utf-8-sig"))
    except OSError as error:
        raise TrustopsError(f"{out} cannot be written ({error.strerror}); choose another --out.") from None


def _say(found: "Round", out: "Path") -> None:
    from trustops.quantities.money import pounds
    from trustops.quantities.words import counted, day_text, pounds_text

    total = pounds_text(pounds(sum(row.gross for row in found.rows)))
    many = counted(len(found.rows), "invoice")
    click.echo(f"{out} has {many} to raise on {day_text(found.on)}, {total} with VAT.")
    for problem in found.problems:
        click.echo(f"○ {problem}")


def _client_cells(row: "ClientRow", found: "tuple[Look, ...]") -> tuple[str, ...]:
    from reports.client_statement import pence_text
    from trustops.quantities.words import number_text

    money = (pence_text(each) for each in (row.income_pence, row.aged.total, row.aged.overdue))
    return (row.name, number_text(row.days), *money, "; ".join(look.short for look in found) or "nothing")


def _ages_table(book: "ClientBook") -> str:
    from reports.client_statement import pence_text
    from trustops.agreements import Age

    rows = [
        (row.name, *(pence_text(row.aged.ages[age]) for age in Age), pence_text(row.aged.total))
        for row in book.rows
        if row.debts
    ]
    return table(rows, ("Client", *Age, "owed"), right=range(1, len(Age) + 2))
