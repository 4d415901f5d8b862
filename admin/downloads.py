"""How does a table of a page leave it? As CSV or as a workbook, and nothing in it is ever run as a formula."""

import csv
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import quote

from flask import Response, request

from reports.charts import Cell, Number, Table, cell_text
from trustops.quantities.errors import TrustopsError

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def asked_for() -> str:
    """The kind of file that this request wants instead of the page: csv, xlsx, or empty for the page."""
    return request.args.get("download", "")[:8]


def table_file(table: Table, name: str, kind: str) -> Response:
    """The table as a file to keep, called ``name``; raises one sentence for a kind that there is not."""
    if kind == "csv":
        return as_file(csv_text(table).encode("utf-8-sig"), f"{name}.csv", "text/csv; charset=utf-8")
    if kind == "xlsx":
        return as_file(xlsx_bytes(table), f"{name}.xlsx", XLSX)
    raise TrustopsError(f"A table cannot be downloaded as “{kind}”; choose csv or xlsx.")


def as_file(content: bytes, name: str, mimetype: str) -> Response:
    """Bytes that the browser keeps under a name instead of showing them."""
    name = name.replace("/", "-")  # an academic year has one, and a file's name may not
    plain = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_.") else "-" for letter in name)
    named = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    return Response(content, content_type=mimetype, headers={"Content-Disposition": named})


def csv_text(table: Table) -> str:
    """The table as CSV: figures bare, days ISO, and text that a spreadsheet would run made harmless.

    >>> print(csv_text(Table(("Name",), (("=1+1",),))).replace(chr(13), ""), end="")
    Name
    '=1+1
    """
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([harmless(heading) for heading in table.headings])
    writer.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
    return text.getvalue()


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula, which would run it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, Number):
        if cell.value is None:
            return ""
        return cell.value.isoformat() if isinstance(cell.value, date) else format(cell.value, "f")
    return harmless(cell)


def xlsx_bytes(table: Table) -> bytes:
    """The table as a workbook of one sheet: real numbers and days, the headings held and filtered, its sums live."""
    import xlsxwriter  # only a download needs it

    memory = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(memory, options) as book:
        page = book.add_worksheet("Table")
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "date": book.add_format({"num_format": "d mmm yyyy", "align": "left", "valign": "top"}),
            "£": book.add_format({"num_format": "£#,##0.00", "valign": "top"}),
            "number": book.add_format({"num_format": "#,##0.####", "valign": "top"}),
        }
        for column, heading in enumerate(table.headings):
            page.write_string(0, column, heading, formats["head"])
            page.set_column(column, column, _width(table, column))
        for at, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row):
                if table.adds_up and at == len(table.rows) > 1:
                    _write_sum(page, at, column, cell, formats)
                else:
                    _write(page, at, column, cell, formats)
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, max(len(table.rows), 1), len(table.headings) - 1)
    return memory.getvalue()


def _write(page: Any, at: int, column: int, cell: Cell, formats: Mapping[str, Any]) -> None:
    if not isinstance(cell, Number):
        page.write_string(at, column, cell, formats["text"])
    elif isinstance(cell.value, date):
        page.write_datetime(at, column, cell.value, formats["date"])
    elif cell.value is not None:
        # a workbook's numbers are binary; every sum was made before
        page.write_number(at, column, float(cell.value), formats[_number_format(cell)])


def _write_sum(page: Any, at: int, column: int, cell: Cell, formats: Mapping[str, Any]) -> None:
    """A figure that is the sum of those above it, as a formula with that value beside it; any other cell as it is."""
    from xlsxwriter.utility import xl_range

    if isinstance(cell, Number) and isinstance(cell.value, Decimal):
        total = f"=SUM({xl_range(1, column, at - 1, column)})"
        page.write_formula(at, column, total, formats[_number_format(cell)], float(cell.value))
    else:
        _write(page, at, column, cell, formats)


def _number_format(cell: Number) -> str:
    return "£" if cell.unit.startswith("£") else "number"


def _width(table: Table, column: int) -> int:
    longest = max((len(cell_text(row[column])) for row in table.rows), default=0)
    return max(10, min(60, max(longest, len(table.headings[column])) + 2))
