"""Does the pack's workbook hold real figures, real days and charts that Excel draws?"""

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from reports.pack import board_pack
from reports.writers.xlsx import xlsx
from trustops.snapshot import Snapshot


@pytest.fixture(scope="module")
def content(trust: Snapshot) -> bytes:
    return xlsx(board_pack(trust, "TB-2026-12-10"))


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def row_beginning(book: Workbook, sheet: str, first: str) -> list[object]:
    return next([cell.value for cell in row] for row in book[sheet].iter_rows() if row[0].value == first)


def test_a_section_is_a_sheet(book: Workbook) -> None:
    first = ["Summary", "Changes", "KPIs", "Services", "Finance", "Succession", "Owed"]
    assert book.sheetnames == [*first, "Improvement", "Risks", "Children", "Workings"]


def test_amounts_are_numbers_and_days_are_dates(book: Workbook) -> None:
    assert row_beginning(book, "Services", "Cost of the year")[:4] == [
        "Cost of the year",
        41380.09,
        "Price of a day",
        275,
    ]
    days = [cell for row in book["Owed"].iter_rows(max_col=1) for cell in row if isinstance(cell.value, datetime)]
    assert days
    assert all(cell.number_format == "d mmm yyyy" for cell in days)


def test_a_working_is_there_line_by_line(book: Workbook) -> None:
    line = row_beginning(book, "Workings", "Full-cost rate")
    assert line[1:3] == ["41,380.09 ÷ 165", 250.79]


def test_kpi_charts_are_native_with_mean_limits_and_words_for_who_cannot_see(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        charts = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
        first = parts.read(charts[0]).decode()
        drawings = "".join(parts.read(name).decode() for name in parts.namelist() if "drawings/drawing" in name)
    assert len(charts) == 11  # nine KPIs and two break-evens
    assert first.count("<c:ser>") == 5  # values, mean, two limits, target
    assert drawings.count('descr="A line') == 11


def test_a_number_is_shown_with_the_decimals_of_the_pack(trust: Snapshot) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(board_pack(trust, "TB-2026-12-10"))))["KPIs"]
    rows = {row[0].value: row for row in sheet.iter_rows() if row[0].value}
    latest, _, target = rows["Sessions lost to suspension"][1:4]
    assert (round(latest.value, 2), latest.number_format) == (0.14, '#,##0.00" %"')
    assert (target.value, target.number_format) == (0.25, '#,##0.00" %"')
    assert rows["Attendance"][1].number_format == '#,##0.0" %"'
    assert rows["Teacher sickness"][1].number_format == "#,##0.00"
