"""How does one table become a workbook? Real numbers and days, its headings held and filtered, its sums live."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from reports.charts import Cell, Number, Table, cell_text

USED = re.compile(r"\{(\d+)\}")
"""A column that the formula of a live one uses."""


def table_workbook(table: Table) -> bytes:
    """The table as a workbook of one sheet; nothing in it but its own sums is run as a formula."""
    import xlsxwriter  # only a download needs it

    memory = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(memory, options) as book:
        page = book.add_worksheet("Table")
        _Page(page, table, _formats(book)).put()
    return memory.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    made = {
        "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
        "text": {"text_wrap": True, "valign": "top"},
        "date": {"num_format": "d mmm yyyy", "align": "left", "valign": "top"},
        "£": {"num_format": "£#,##0.00", "valign": "top"},
        "number": {"num_format": "#,##0.####", "valign": "top"},
    }
    return {name: book.add_format(made_of) for name, made_of in made.items()}


class _Page:
    """The sheet of a table."""

    def __init__(self, page: Any, table: Table, formats: dict[str, Any]) -> None:
        self.page, self.table, self.formats = page, table, formats
        self.live = dict(table.live)

    def put(self) -> None:
        """The headings, the rows and, where columns are to be added up in the workbook alone, a row of sums."""
        for column, heading in enumerate(self.table.headings):
            self.page.write_string(0, column, heading, self.formats["head"])
            self.page.set_column(column, column, self._width(column))
        for at, row in enumerate(self.table.rows, start=1):
            for column, cell in enumerate(row):
                if self.table.adds_up and at == len(self.table.rows) > 1:
                    self._cell(at, column, cell, _sum(at, column))
                else:
                    self._cell(at, column, cell, self._formula(at, column))
        if self.table.summed and len(self.table.rows) > 1:
            self._foot()
        self.page.freeze_panes(1, 1)
        self.page.autofilter(0, 0, max(len(self.table.rows), 1), len(self.table.headings) - 1)

    def _cell(self, at: int, column: int, cell: Cell, formula: str = "") -> None:
        """A cell: a figure as its formula, where it has one, with the figure that it comes to beside it."""
        if not isinstance(cell, Number):
            self.page.write_string(at, column, cell, self.formats["text"])
        elif isinstance(cell.value, date):
            self.page.write_datetime(at, column, cell.value, self.formats["date"])
        elif cell.value is not None:
            shown = self.formats["£" if cell.unit.startswith("£") else "number"]
            # a workbook's numbers are binary; every sum was made before
            if formula:
                self.page.write_formula(at, column, formula, shown, float(cell.value))
            else:
                self.page.write_number(at, column, float(cell.value), shown)

    def _formula(self, at: int, column: int) -> str:
        """The formula of a live column; empty for another, or where a figure that it uses is not known."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        written, row = self.live.get(column, ""), self.table.rows[at - 1]
        if not written or any(figure(row[int(place)]) is None for place in USED.findall(written)):
            return ""
        return "=" + USED.sub(lambda place: str(xl_rowcol_to_cell(at, int(place[1]))), written)

    def _foot(self) -> None:
        """The sums of columns; of one in which a figure is not known, that it is not."""
        at = len(self.table.rows) + 1
        self._cell(at, 0, "All")
        for column in sorted(self.table.summed):
            cells = [row[column] for row in self.table.rows]
            known = [value for cell in cells if (value := figure(cell)) is not None]
            if len(known) < len(cells):
                self._cell(at, column, "not all known")
            else:
                unit = next((cell.unit for cell in cells if isinstance(cell, Number)), "")
                self._cell(at, column, Number("", sum(known, Decimal(0)), unit), _sum(at, column))

    def _width(self, column: int) -> int:
        longest = max((len(cell_text(row[column])) for row in self.table.rows), default=0)
        return max(10, min(60, max(longest, len(self.table.headings[column])) + 2))


def figure(cell: Cell) -> Decimal | None:
    """The number of a cell; None where it is words or a day, or is not known."""
    return cell.value if isinstance(cell, Number) and isinstance(cell.value, Decimal) else None


def _sum(at: int, column: int) -> str:
    from xlsxwriter.utility import xl_range

    return f"=SUM({xl_range(1, column, at - 1, column)})"
