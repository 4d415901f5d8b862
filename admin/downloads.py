"""How does a table of a page leave it? As CSV or as a workbook, and nothing in it is ever run as a formula."""

import csv
from datetime import date
from io import StringIO
from urllib.parse import quote

from flask import Response, request

from reports.charts import Cell, Number, Table
from reports.writers.table_xlsx import table_workbook
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
        return as_file(table_workbook(table), f"{name}.xlsx", XLSX)
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
