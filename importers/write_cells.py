"""How is a cell written so that it reads back as it was? Each kind of raw cell with its own type and format.

Text goes in as text whatever it begins with: what looks like a formula is marked as quoted, as Excel does when a
person types an apostrophe first, and never becomes one.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from io import BytesIO
from itertools import chain, count
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from importers.outcomes import LONGEST_TEXT
from importers.reader import ErrorCell, Percent, SheetCells, Uncalculated
from importers.reader import Workbook as ReadWorkbook

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
NO_ANSWER = "#N/A"
LONGEST_NAME = 31
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
ERRORS = frozenset({"#DIV/0!", NO_ANSWER, "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
EXCELS_FIRST_YEAR = 1900
CODES: Mapping[type, str] = {
    datetime: "dd/mm/yyyy hh:mm:ss",
    date: "dd/mm/yyyy",
    time: "hh:mm:ss",
    Percent: "0.0#############%",
}

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

CellWriter = Callable[[Worksheet, int, int, Any], None]


def page_names(names: Iterable[str]) -> dict[str, str]:
    """For each name of a sheet one that Excel allows: of 31 letters at most, and none twice in whatever case.

    >>> page_names(["KPIs 2025/26", "Schools"])
    {'KPIs 2025/26': 'KPIs 2025 26', 'Schools': 'Schools'}
    """
    allowed: dict[str, str] = {}
    for name in names:
        short = NOT_IN_NAMES.sub(" ", name).strip(" '")[:LONGEST_NAME].rstrip() or "Sheet"
        taken = {other.casefold() for other in allowed.values()}
        others = (f"{short[: LONGEST_NAME - 6]} {number}" for number in count(2))
        allowed[name] = next(each for each in chain([short], others) if each.casefold() not in taken)
    return allowed


def redrawn(read: ReadWorkbook) -> bytes:
    """An .xlsx file with the same sheets (by their ``page_names``) and the same cells in the same places."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, OPTIONS) as book:
        write, names = cell_writer(book), page_names(cells.name for cells in read.sheets)
        for cells in read.sheets:
            _write_sheet(book.add_worksheet(names[cells.name]), cells, write)
    return made.getvalue()


def _write_sheet(page: Worksheet, cells: SheetCells, write: CellWriter) -> None:
    for row in cells.rows:
        for column, value in row.cells():
            write(page, row.number - 1, column, value)


def cell_writer(book: Workbook) -> CellWriter:
    """A function that writes one raw cell of the reader's into a sheet of ``book``: (sheet, row, column, value), both
    places counted from 0. A formula that was never worked out becomes ``#N/A``, so that it is never taken for blank.
    """
    formats = {kind: book.add_format({"num_format": code}) for kind, code in CODES.items()}
    plain, quoted = book.add_format({"num_format": 0}), book.add_format({"quote_prefix": True})

    def write(page: Worksheet, row: int, column: int, value: Any) -> None:
        if isinstance(value, str):
            _write_text(page, row, column, value, quoted if value.startswith(FORMULA_STARTS) else plain)
        elif isinstance(value, bool):
            page.write_boolean(row, column, value, plain)
        elif isinstance(value, int | float):
            page.write_number(row, column, value, plain)
        elif isinstance(value, Percent):
            page.write_number(row, column, value.value, formats[Percent])
        elif isinstance(value, ErrorCell | Uncalculated):
            _write_error(page, row, column, value)
        elif isinstance(value, date | time):
            _write_moment(page, row, column, value, formats[type(value)])

    return write


def _write_text(page: Worksheet, row: int, column: int, text: str, format: Format) -> None:
    page.write_string(row, column, text[:LONGEST_TEXT], format)


def _write_error(page: Worksheet, row: int, column: int, value: ErrorCell | Uncalculated) -> None:
    text = value.text if isinstance(value, ErrorCell) and value.text in ERRORS else NO_ANSWER
    page.write_formula(row, column, f"={text}", None, text)


def _write_moment(page: Worksheet, row: int, column: int, value: date | time, format: Format) -> None:
    if isinstance(value, date) and value.year < EXCELS_FIRST_YEAR:
        page.write_string(row, column, value.isoformat())
    else:
        page.write_datetime(row, column, value, format)
