"""How does a sum stay alive in a workbook? Rows of text, figures and formulas, each formula with the value it has.

A viewer that calculates nothing shows the values; a person who changes a figure sees the sums follow.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from io import BytesIO
from typing import Any

from reports.charts.chart import Cell, Number

SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FIRST_WIDTH, WIDTH = 22, 15


class Style(StrEnum):
    """What a row is on its sheet."""

    TITLE = "title"
    NOTE = "note"
    HEAD = "head"
    BODY = "body"
    FOOT = "foot"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of a cell, beginning with “=”, and what it comes to, exactly."""

    text: str
    value: Decimal
    unit: str = "£"


Live = Cell | Formula


@dataclass
class Grid:
    """A sheet that is written from the top down; a row's number is the spreadsheet's own, from 1."""

    name: str
    held: int = 2
    first_width: int = FIRST_WIDTH
    rows: list[tuple[Style, tuple[Live, ...]]] = field(default_factory=list)

    @property
    def next_row(self) -> int:
        """The number of the row that is added next."""
        return len(self.rows) + 1

    def add(self, style: Style, *cells: Live) -> int:
        """Add a row; gives its number."""
        self.rows.append((style, cells))
        return len(self.rows)


def at(row: int, column: int, sheet: str = "") -> str:
    """A cell's address; ``row`` from 1 as a spreadsheet counts, ``column`` from 0.

    >>> at(7, 2), at(7, 27, "Charges")
    ('C7', "'Charges'!AB7")
    """
    from xlsxwriter.utility import xl_col_to_name

    return f"'{sheet}'!{xl_col_to_name(column)}{row}" if sheet else f"{xl_col_to_name(column)}{row}"


def down(first: int, last: int, column: int) -> str:
    """The address of a column's cells from one row to another.

    >>> down(7, 9, 2)
    'C7:C9'
    """
    return f"{at(first, column)}:{at(last, column)}"


def workbook(grids: Sequence[Grid], title: str, as_of: date) -> bytes:
    """The grids as a workbook, the same bytes for the same grids; text never becomes a formula."""
    import xlsxwriter  # only a download needs it

    memory = BytesIO()
    with xlsxwriter.Workbook(memory, SAFE) as book:
        book.set_properties({"title": title, "created": datetime.combine(as_of, time())})
        formats = _formats(book)
        for grid in grids:
            _sheet(book.add_worksheet(grid.name), grid, formats)
    return memory.getvalue()


def _formats(book: Any) -> dict[tuple[str, Style], Any]:
    kinds = {
        "text": {"valign": "top"},
        "£": {"num_format": "£#,##0.00;−£#,##0.00", "valign": "top"},
        "number": {"num_format": "#,##0.####;−#,##0.####", "valign": "top"},
        "percent": {"num_format": '#,##0.00" %";−#,##0.00" %"', "valign": "top"},
    }
    styles = {
        Style.TITLE: {"bold": True, "font_size": 14},
        Style.NOTE: {},
        Style.HEAD: {"bold": True, "bottom": 1, "text_wrap": True},
        Style.BODY: {},
        Style.FOOT: {"bold": True, "top": 1},
    }
    return {
        (kind, style): book.add_format({**look, **styles[style]}) for kind, look in kinds.items() for style in Style
    }


def _sheet(page: Any, grid: Grid, formats: Mapping[tuple[str, Style], Any]) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_column(0, 0, grid.first_width)
    page.set_column(1, max((len(cells) for _, cells in grid.rows), default=1), WIDTH)
    for row, (style, cells) in enumerate(grid.rows):
        for column, cell in enumerate(cells):
            _write(page, (row, column), cell, style, formats)
    heads = [row for row, (style, _) in enumerate(grid.rows) if style is Style.HEAD]
    if len(heads) == 1:
        page.freeze_panes(heads[0] + 1, grid.held)


def _write(
    page: Any, place: tuple[int, int], cell: Live, style: Style, formats: Mapping[tuple[str, Style], Any]
) -> None:
    if isinstance(cell, Formula):
        # a workbook's numbers are binary; the value beside the formula is the exact sum's
        page.write_formula(*place, cell.text, formats[_kind(cell.unit), style], float(cell.value))
    elif isinstance(cell, Number) and isinstance(cell.value, Decimal):
        page.write_number(*place, float(cell.value), formats[_kind(cell.unit), style])
    else:
        page.write_string(*place, cell if isinstance(cell, str) else cell.text, formats["text", style])


def _kind(unit: str) -> str:
    if unit.startswith("£"):
        return "£"
    return "percent" if unit == "%" else "number"
