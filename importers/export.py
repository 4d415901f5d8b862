"""How does the whole trust leave as its workbook? The template's frame, and under its headings every row.

The frame is made by xlsxwriter. The rows are put into it as text, a template a row, since a call a cell would take most
of the time; imported again, they change nothing.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from importers.layout import whole_file, write_frame
from importers.reader.grid import letters_of
from trustops.models import SHEETS, Kind, Sheet, SheetColumn, sheet_of
from trustops.quantities.money import pounds
from trustops.snapshot import Snapshot
from trustops.store.collector import collector_paused

BEFORE_1900 = date(1899, 12, 31)
LAST_TRUE_DAY = 59  # Excel believes that 1900 was a leap year: after its 59th day it counts one too many
ROWS_AT_A_TIME = 5_000
QUICK = 3  # of 9: half the time of the usual 6, for a twentieth more in size
NUMERIC = (Kind.MONEY, Kind.PERCENT, Kind.NUMBER, Kind.WHOLE)
EMPTY = '"/>'
LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
COLUMN_STYLE = re.compile(r'<col min="(\d+)" max="(\d+)"[^>]*?style="(\d+)"')
DIMENSION = re.compile(r'<dimension ref="[^"]*"/>')
END_OF_ROWS = "</sheetData>"


def write_export(path: Path, snapshot: Snapshot) -> int:
    """The whole trust as its workbook. Returns the number of rows."""
    tables = {model: snapshot.all(model) for model in SHEETS}
    counts = {model: len(rows) for model, rows in tables.items()}
    with collector_paused(), whole_file(path) as whole, TemporaryDirectory() as folder:
        frame = Path(folder) / "frame.xlsx"
        write_frame(frame, counts, with_help=False)
        with (
            zipfile.ZipFile(frame) as made,
            zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=QUICK) as filled,
        ):
            pages = {f"xl/worksheets/sheet{place}.xml": model for place, model in enumerate(tables, start=1)}
            for entry in made.infolist():
                content, model = made.read(entry), pages.get(entry.filename)
                if model is None or not tables[model]:
                    filled.writestr(entry.filename, content)
                    continue
                with filled.open(entry.filename, "w") as page:
                    for text in filled_page(content.decode(), sheet_of(model), tables[model]):
                        page.write(text.encode())
    return sum(counts.values())


def filled_page(page: str, sheet: Sheet, rows: Sequence[Any]) -> Iterator[str]:
    """The text of a sheet's page with its rows under the headings, in parts."""
    head, end, tail = page.partition(END_OF_ROWS)
    last = f"{letters_of(len(sheet.columns) - 1)}{len(rows) + 1}"
    yield DIMENSION.sub(f'<dimension ref="A1:{last}"/>', head, count=1)
    styles = {
        place: style
        for first, until, style in COLUMN_STYLE.findall(head)
        for place in range(int(first) - 1, int(until))
    }
    columns = dict(zip(rows[0]._fields, zip(*rows, strict=True), strict=True))
    cells = {place: _cells(column, columns, styles.get(place)) for place, column in enumerate(sheet.columns)}
    said = {place: column for place, column in cells.items() if column.count(EMPTY) < len(column)}
    template = "".join(f'<c r="{letters_of(place)}%d%s' for place in said)
    numbers = range(2, len(rows) + 2)
    parts = [part for column in said.values() for part in (numbers, column)]
    lines = map(f'<row r="%d">{template}</row>'.__mod__, zip(numbers, *parts, strict=True))
    while some := "".join(islice(lines, ROWS_AT_A_TIME)):
        yield some
    yield end + tail


def _cells(column: SheetColumn, columns: dict[str, Sequence[Any]], style: str | None) -> list[str]:
    """What follows the address in each cell of a column; each different value is written once."""
    values = columns[column.name]
    write = _writer(column.kind, f' s="{style}"' if style else "")
    made = {value: EMPTY if value is None or value == () else write(value) for value in set(values)}
    cells = [made[value] for value in values]
    if column.mark_in is None:
        return cells
    marks = columns[column.mark_in]
    return [
        _words(mark) if mark and value is None else cell for cell, value, mark in zip(cells, values, marks, strict=True)
    ]


def _writer(kind: Kind, style: str) -> Callable[[Any], str]:
    if kind is Kind.DATE:
        return lambda value: f'"{style}><v>{serial(value)}</v></c>'
    if kind is Kind.MONEY:
        return lambda value: f'"{style}><v>{float(pounds(int(value)))!r}</v></c>'
    if kind in NUMERIC:
        return lambda value: f'"{style}><v>{float(value)!r}</v></c>'
    return _words


def _words(value: Any) -> str:
    if isinstance(value, bool):
        text = "yes" if value else "no"
    else:
        text = ", ".join(value) if isinstance(value, tuple) else str(value)
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f'" t="inlineStr"><is><t{space}>{escaped(text)}</t></is></c>'


def escaped(text: str) -> str:
    """Text as a workbook keeps it: what XML or Excel would read as something else stands for itself.

    >>> escaped("A & B <C>"), escaped("_x000D_")
    ('A &amp; B &lt;C&gt;', '_x005F_x000D_')
    """
    plain = LOOKS_ESCAPED.sub("_x005F_", text)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "_x000D_")


def serial(day: date) -> int:
    """The number by which Excel knows a day.

    >>> serial(date(1900, 1, 1)), serial(date(1900, 3, 1)), serial(date(2026, 11, 22))
    (1, 61, 46348)
    """
    number = (day - BEFORE_1900).days
    return number + 1 if number > LAST_TRUE_DAY else number
