"""How does a document become a workbook? A sheet a section, real numbers and dates, charts that Excel draws."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from reports.charts.chart import Cell, Chart, Number, Table
from reports.charts.tokens import ACCENT, ACT, FINE, INK, MUTED, WATCH
from reports.document import Block, Bullets, Document, Figure, Level, Narrative, Paragraph, Statuses, Subheading
from reports.writers.ledger import ledger_table
from reports.writers.letters import plain

WIDTHS = (44, 20, 18, 18, 18, 18, 18, 18)
LAST = len(WIDTHS) - 1
CHARS, LINE_POINTS = 165, 15  # what a line of text across all columns holds, and its height
CHART_ROWS = 16
COLOURS = (ACCENT, MUTED, MUTED, MUTED, INK)
_DECIMALS = re.compile(r"\d\.(\d+)")
LEVEL_COLOURS = {Level.ACT: ACT, Level.WATCH: WATCH, Level.FINE: FINE, Level.UNKNOWN: MUTED}


def xlsx(document: Document) -> bytes:
    """The document as a workbook, the same bytes for the same document; nothing in it is run as a formula."""
    import xlsxwriter

    memory = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(memory, options) as book:
        created = datetime.combine(document.as_of, time())
        book.set_properties({"title": plain(document.title), "author": plain(document.trust), "created": created})
        formats = _formats(book)
        for section in document.sections:
            page = _Page(book, book.add_worksheet(section.sheet), formats)
            page.start(document, section.heading)
            for block in section.blocks:
                page.put(block)
    return memory.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    wrap = {"text_wrap": True, "valign": "top"}
    made = {
        "title": {"bold": True, "font_size": 16, "font_color": INK},
        "sub": {"bold": True, "font_size": 12, "font_color": INK},
        "small": {"font_color": MUTED},
        "text": wrap,
        "lead": {**wrap, "bold": True, "font_color": ACCENT},
        "head": {**wrap, "bold": True, "bottom": 1},
        "date": {"num_format": "d mmm yyyy", "valign": "top", "align": "left"},
        **{str(level): {**wrap, "font_color": colour, "bold": True} for level, colour in LEVEL_COLOURS.items()},
    }
    return {name: book.add_format(made_of) for name, made_of in made.items()}


@dataclass
class _Page:
    """A sheet that is written from the top down."""

    book: Any
    sheet: Any
    formats: dict[str, Any]
    row: int = field(default=0)

    def start(self, document: Document, heading: str) -> None:
        """The sheet's widths, print set-up and heading."""
        for column, width in enumerate(WIDTHS):
            self.sheet.set_column(column, column, width)
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        confidential = "Confidential" if document.confidential else ""
        self.sheet.set_header(f"&L{_plain(document.trust)}, {_plain(document.meeting)}&R{confidential}")
        self.sheet.set_footer(f"&L{_plain(document.foot)}&RPage &P of &N")
        self._text(0, 0, heading, "title")
        self._text(1, 0, f"{document.trust}, {document.meeting}, {document.version}", "small")
        self.row = 3

    def _text(self, row: int, column: int, text: str, style: str) -> None:
        self.sheet.write_string(row, column, plain(text), self.formats[style])

    def _number(self, shown_as: str) -> Any:
        """The format of a number, made once for the book."""
        if shown_as not in self.formats:
            self.formats[shown_as] = self.book.add_format({"num_format": shown_as, "valign": "top"})
        return self.formats[shown_as]

    def put(self, block: Block) -> None:
        """A block, and a row left free after it."""
        match block:
            case Paragraph(text, lead):
                self._across(text, "lead" if lead else "text")
            case Subheading(text, _):
                self._text(self.row, 0, text, "sub")
                self.row += 1
            case Statuses(items):
                for one in items:
                    self._across(f"{one.level.shape} {one.level.word}: {one.text}", str(one.level))
                self.row += 1
            case Bullets(texts):
                for text in texts:
                    self._across(f"• {text}", "text")
            case Narrative():
                self._narrative(block)
            case Figure(chart):
                self._chart(chart)
            case Table():
                self._table(block)
            case _:
                self._table(ledger_table(block.working))

    def _narrative(self, box: Narrative) -> None:
        """A person's own words under their title, and what is said of their number; a gap where there are none."""
        if not box.text:
            self._across(f"○ {box.title}. {box.said}", "small")
            return
        self._text(self.row, 0, box.heading, "sub")
        self.row += 1
        for words in box.paragraphs:
            self._across(words, "text")
        if box.said:
            self._across(f"▲ {box.said}", str(Level.WATCH))
        self.row += 1

    def _across(self, text: str, style: str) -> None:
        """Text over all columns, its row as high as it needs."""
        self.sheet.merge_range(self.row, 0, self.row, LAST, plain(text), self.formats[style])
        self.sheet.set_row(self.row, LINE_POINTS * (1 + len(text) // CHARS) + 3)
        self.row += 1

    def _table(self, table: Table) -> int:
        """A table with its caption; gives the row of its headings."""
        if table.caption:
            self._text(self.row, 0, table.caption, "sub")
            self.row += 1
        head = self.row
        for column, heading in enumerate(table.headings):
            self._text(head, column, heading, "head")
        for offset, row in enumerate(table.rows, start=1):
            self._cells(head + offset, row)
        self.row = head + len(table.rows) + 2
        return head

    def _cells(self, at: int, row: Sequence[Cell]) -> None:
        for column, cell in enumerate(row):
            if isinstance(cell, str) or cell.value is None:
                self._text(at, column, cell if isinstance(cell, str) else cell.text, "text")
            elif isinstance(cell.value, date):
                self.sheet.write_datetime(at, column, cell.value, self.formats["date"])
            else:
                # a workbook's numbers are binary; every sum was made before
                self.sheet.write_number(at, column, float(cell.value), self._number(_format_of(cell)))

    def _chart(self, chart: Chart) -> None:
        self._text(self.row, 0, chart.title, "sub")
        self.row += 1
        self._across(chart.sentence, "text")
        place = self.row
        if chart.lines and chart.table.rows:
            self.row += CHART_ROWS
        head = self._table(chart.table)
        if chart.lines and chart.table.rows:
            self.sheet.insert_chart(place, 0, self._drawn(chart, head), {"description": chart.description})

    def _drawn(self, chart: Chart, head: int) -> Any:
        """A native chart of the table's columns over its first; scattered where that holds numbers, not days."""
        first, last, name = head + 1, head + len(chart.table.rows), self.sheet.get_name()
        days = any(isinstance(row[0], Number) and isinstance(row[0].value, date) for row in chart.table.rows)
        made = self.book.add_chart({"type": "line"} if days else {"type": "scatter", "subtype": "straight"})
        for position, column in enumerate(chart.lines):
            made.add_series(
                {
                    "name": [name, head, column],
                    "categories": [name, first, 0, last, 0],
                    "values": [name, first, column, last, column],
                    "line": {
                        "color": COLOURS[position],
                        "width": 2 if position == 0 else 1,
                        "dash_type": _dash(position),
                    },
                    "marker": {"type": "circle", "size": 5} if days and position == 0 else {"type": "none"},
                }
            )
        made.set_title({"name": chart.title, "name_font": {"size": 12}})
        made.set_x_axis({"num_format": "mmm yyyy"} if days else {"name": chart.table.headings[0]})
        low = min((float(v) for v in _values(chart)), default=0.0)
        made.set_y_axis({"min": 0} if not days and low >= 0 else {})
        made.set_legend({"position": "bottom"})
        made.show_blanks_as("span")
        made.set_size({"width": 900, "height": CHART_ROWS * 20 - 10})
        return made


def _values(chart: Chart) -> list[Decimal]:
    cells = [row[column] for row in chart.table.rows for column in chart.lines]
    return [cell.value for cell in cells if isinstance(cell, Number) and isinstance(cell.value, Decimal)]


def _dash(position: int) -> str:
    return ("solid", "solid", "dash", "dash", "long_dash")[position]


def _plain(text: str) -> str:
    """A text in a header, where an ampersand would begin a code."""
    return plain(text).replace("&", "&&")


def _format_of(cell: Number) -> str:
    """How a workbook shows a number: as the pack's pages do, with as many decimals.

    >>> _format_of(Number("0.14 %", Decimal("0.139"), "percent")), _format_of(Number("89", Decimal(89), "days"))
    ('#,##0.00" %"', '#,##0')
    """
    if cell.unit.startswith("£") or cell.unit == "pounds":
        return "£#,##0.00;−£#,##0.00"
    decimals = _DECIMALS.search(cell.text)
    shown = "#,##0" + (f".{'0' * len(decimals[1])}" if decimals else "")
    return f'{shown}" %"' if cell.unit == "percent" else shown
