"""How does a trust's workbook look? The blank template and the export: one writer, read off the models.

The template is the export of a trust that knows nothing yet, so what is written can always be read back.
"""

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from importers.wording import GUIDE, HOW_TO_WRITE, REQUIRED_MARK
from trustops.models import SHEETS, Fact, Kind, Sheet, SheetColumn, sheet_of
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import pounds
from trustops.snapshot import Snapshot

ROWS_WITH_HELP = 2_000
LONGEST_DROP_DOWN = 255  # Excel's own limit for a list typed into a validation
FORMATS: Mapping[Kind, str] = {Kind.DATE: "dd/mm/yyyy", Kind.MONEY: "£#,##0.00", Kind.PERCENT: "0.0#%"}
NUMERIC = (Kind.MONEY, Kind.PERCENT, Kind.NUMBER, Kind.WHOLE)


def write_template(path: Path) -> None:
    """A blank workbook with every sheet: drop-downs, required marks, a note on each heading, and a guide."""
    _write(path, dict.fromkeys(SHEETS, ()), with_help=True)


def write_export(path: Path, snapshot: Snapshot) -> int:
    """The whole trust as its workbook; imported again, it changes nothing. Returns the number of rows."""
    tables = {model: snapshot.all(model) for model in SHEETS}
    _write(path, tables, with_help=False)
    return sum(len(rows) for rows in tables.values())


def _write(path: Path, tables: Mapping[type[Fact], Sequence[Any]], *, with_help: bool) -> None:
    """Written beside its place and moved there when whole, so that a half-written workbook never has the name."""
    try:
        handle, name = tempfile.mkstemp(suffix=".xlsx", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise TrustopsError(f"{path} cannot be written ({error.strerror}); choose another place.") from None
    try:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        with xlsxwriter.Workbook(name, options) as book:
            formats = formats_of(book)
            if with_help:
                _write_guide(book, formats)
            for model, rows in tables.items():
                _write_sheet(book, formats, sheet_of(model), rows, with_help=with_help)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def formats_of(book: Workbook) -> dict[str, Format]:
    """The template's formats: one for each kind of cell that has its own, and those of headings and long words."""
    named: dict[str, Format] = {kind: book.add_format({"num_format": code}) for kind, code in FORMATS.items()}
    named["heading"] = book.add_format({"bold": True, "bottom": 1, "bg_color": "#eceff2", "text_wrap": True})
    named["required"] = book.add_format({"bold": True, "bottom": 1, "bg_color": "#fff3dc", "text_wrap": True})
    named["title"] = book.add_format({"bold": True, "font_size": 14})
    named["wrap"] = book.add_format({"text_wrap": True, "valign": "top"})
    return named


def _write_sheet(
    book: Workbook, formats: Mapping[str, Format], sheet: Sheet, rows: Sequence[Any], *, with_help: bool
) -> None:
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, len(sheet.key))
    page.autofilter(0, 0, max(len(rows), 1), len(sheet.columns) - 1)
    for index, column in enumerate(sheet.columns):
        write_heading(page, index, column, formats, with_help=with_help)
        _write_column(page, index, column, rows, formats.get(column.kind))


def write_heading(
    page: Worksheet, index: int, column: SheetColumn, formats: Mapping[str, Format], *, with_help: bool
) -> None:
    """A column's heading on row 1 with its width and format; with help, what to write in it and its drop-down."""
    heading = column.label + (REQUIRED_MARK if column.required else "")
    page.write_string(0, index, heading, formats["required" if column.required else "heading"])
    page.set_column(index, index, max(12, min(40, len(heading) + 4)), formats.get(column.kind))
    if with_help:
        page.write_comment(0, index, explained(column), {"x_scale": 2})
        _add_drop_down(page, index, column)


def _write_column(page: Worksheet, index: int, column: SheetColumn, rows: Sequence[Any], format: Format | None) -> None:
    write = _writer(page, column.kind, format)
    for number, row in enumerate(rows, start=1):
        value = getattr(row, column.name)
        if value is not None and value != ():
            write(number, index, value)
        elif column.mark_in and (mark := getattr(row, column.mark_in)):
            page.write_string(number, index, mark)


def _writer(page: Worksheet, kind: Kind, format: Format | None) -> Callable[[int, int, Any], object]:
    if kind is Kind.DATE:
        return lambda row, column, value: page.write_datetime(row, column, value, format)
    if kind in NUMERIC:
        return lambda row, column, value: page.write_number(row, column, _figure(kind, value), format)
    return lambda row, column, value: page.write_string(row, column, _words(value))


def _figure(kind: Kind, value: int | Decimal) -> float:
    return float(pounds(int(value)) if kind is Kind.MONEY else value)


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def explained(column: SheetColumn) -> str:
    """What a person should write in a column, in a sentence or two.

    >>> from trustops.models import Post
    >>> explained(sheet_of(Post).column("critical"))
    'A whole number. 1 to 5, 5 the worst to lose; empty: not critical. May be left empty.'
    """
    sentences = [HOW_TO_WRITE[column.kind].capitalize()]
    if column.help:
        sentences.append(column.help)
    if column.choices:
        sentences.append("One of: " + ", ".join(choice.value for choice in column.choices))
    if column.required:
        sentences.append("Required")
    elif column.default not in (None, ()):
        sentences.append(f"Empty means {column.default}")
    else:
        sentences.append("May be left empty")
    return ". ".join(sentences) + "."


def _add_drop_down(page: Worksheet, index: int, column: SheetColumn) -> None:
    words = _choices(column)
    if words and len(",".join(words)) <= LONGEST_DROP_DOWN:
        rule = {
            "validate": "list",
            "source": words,
            "error_title": column.label,
            "error_message": f"{column.label}: choose one of the words in the list.",
        }
        page.data_validation(1, index, ROWS_WITH_HELP, index, rule)


def _choices(column: SheetColumn) -> list[str]:
    if column.kind is Kind.YES_NO:
        return ["yes", "no"]
    return [choice.value for choice in column.choices] if column.choices else []


def _write_guide(book: Workbook, formats: Mapping[str, Format]) -> None:
    page = book.add_worksheet(GUIDE)
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 22)
    page.set_column(2, 2, 90)
    page.write_string(0, 0, "How to fill in this workbook", formats["title"])
    page.write_string(1, 0, "Each sheet is one kind of fact, each row one fact. Fill in the sheets you have;")
    page.write_string(2, 0, "leave the others empty. A heading with a star is required.")
    line = 4
    for model in SHEETS:
        sheet = sheet_of(model)
        page.write_string(line, 0, sheet.name, formats["heading"])
        page.write_string(line, 1, sheet.group, formats["heading"])
        page.write_string(line, 2, sheet.meaning, formats["heading"])
        for column in sheet.columns:
            line += 1
            page.write_string(line, 1, column.label + (REQUIRED_MARK if column.required else ""))
            page.write_string(line, 2, explained(column), formats["wrap"])
        line += 2
