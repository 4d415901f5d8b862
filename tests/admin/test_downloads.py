"""Are the sums that a person would check live in the workbook of every page about services and money?"""

from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from admin.downloads import csv_text
from reports.charts import Number, Table
from reports.writers.table_xlsx import table_workbook
from tests.admin.conftest import DAY, client_as
from tests.reports.recalculated import Recalculated

LIVE = {
    "/services/": {"C4": "=SUM(C2:C3)"},
    "/services/ATTEND": {"E2": "=ROUND(C2*D2,2)", "E6": "=SUM(E2:E5)"},
    "/services/ATTEND/days/": {"H2": "=B2-D2-E2", "B14": "=SUM(B2:B13)"},
    "/clients/": {"E6": "=SUM(E2:E5)", "F6": "=SUM(F2:F5)"},
    "/clients/990003": {"H2": "=E2+F2-G2"},
    "/rate-card/": {"L2": "=ROUND(100*(G2-J2)/G2,4)", "M2": "=ROUND(100*(G2-J2)/J2,4)"},
    "/rules/assumptions/?rate=overhead&value=7%25": {"G2": "=E2-D2"},
}


@pytest.fixture
def cfo(office: Flask) -> FlaskClient:
    return client_as(office, "cfo")


def downloaded(cfo: FlaskClient, page: str, day: str = DAY) -> Recalculated:
    return Recalculated(cfo.get(f"{page}{'&' if '?' in page else '?'}download=xlsx&{day}").data)


@pytest.mark.parametrize("page", LIVE)
def test_a_formula_comes_to_the_figure_that_the_page_shows(cfo: FlaskClient, page: str) -> None:
    book = downloaded(cfo, page)
    formulas = {address: text for _, address, text in book.formulas()}
    assert formulas.items() >= LIVE[page].items()
    for address in formulas:
        cached = Decimal(repr(book.cached["Table"][address].value))
        assert abs(book.value("Table", address) - cached) < Decimal("0.000001"), (address, formulas[address])


def test_the_invoices_of_a_day_are_rows_for_the_ledger_and_no_total(cfo: FlaskClient) -> None:
    book = downloaded(cfo, "/clients/invoices", "as_of=2027-01-05")
    formulas = {address: text for _, address, text in book.formulas()}
    assert formulas["K2"] == "=I2+J2"
    page = book.book["Table"]
    assert all(page[f"A{row}"].value.startswith("V26-") for row in range(2, page.max_row + 1))


def test_what_is_not_known_is_no_formula_and_no_sum_and_the_rows_are_without_their_sum() -> None:
    def number(text: str | None) -> Number:
        return Number(text or "unknown", None if text is None else Decimal(text))

    rows = (("A", number("2"), number("3")), ("B", number("5"), number(None)))
    table = Table(("Name", "Many", "Double"), rows, live=((2, "2*{1}"),), summed=frozenset({1, 2}))
    book = Recalculated(table_workbook(table)).book["Table"]
    assert [book[address].value for address in ("C2", "C3", "B4", "C4")] == [
        "=2*B2",
        None,
        "=SUM(B2:B3)",
        "not all known",
    ]
    assert "All" not in csv_text(table)
