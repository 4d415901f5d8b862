"""The sums of a service as a workbook: who may have it, and does it say what the page says?"""

from decimal import Decimal
from io import BytesIO

import openpyxl
from flask import Flask

from tests.admin.conftest import DAY, client_as
from tests.reports.recalculated import Recalculated

PAGE = f"/services/ATTEND?year=2026/27&{DAY}"


def test_the_page_leads_to_the_workbook_of_its_sums(office: Flask) -> None:
    client = client_as(office, "cfo")
    assert "download=sums" in client.get(PAGE).text
    answer = client.get(f"{PAGE}&download=sums")
    assert "ATTEND-2026-27-sums.xlsx" in answer.headers["Content-Disposition"]
    book = Recalculated(answer.data)
    page = book.book["Sums"]
    sums = {page[f"A{row}"].value: book.value("Sums", f"B{row}") for row in range(4, page.max_row + 1)}
    assert sums["Full cost of a day"] == Decimal("250.79")
    assert sums["Income from clients"] == Decimal("24475.00")


def test_inputs_say_which_row_they_were_read_off(office: Flask) -> None:
    content = client_as(office, "trustee").get(f"{PAGE}&download=sums").data
    page = openpyxl.load_workbook(BytesIO(content))["Inputs"]
    read = {page[f"A{row}"].value: page[f"D{row}"].value for row in range(1, page.max_row + 1)}
    assert read["Price of a day"] == "example-trust.xlsx, Services row 2"
    assert read["Days of Rushmere"] == "example-trust.xlsx, Agreements row 7"


def test_a_head_and_another_kind_of_file_are_refused(office: Flask) -> None:
    assert client_as(office, "head").get(f"{PAGE}&download=sums").status_code == 403
    assert "choose csv or xlsx" in client_as(office, "cfo").get(f"{PAGE}&download=pdf").text
