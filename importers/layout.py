"""How does a trust's workbook look? Its sheets, headings, formats, drop-downs and notes, read off the models.

The template is the export of a trust that knows nothing yet, so what is written can always be read back.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from importers.wording import GUIDE, HOW_TO_WRITE, REQUIRED_MARK
from trustops.models import SHEETS, Fact, Kind, Sheet, SheetColumn, sheet_of
from trustops.quantities.errors import TrustopsError

ROWS_WITH_HELP = 2_000
LONGEST_DROP_DOWN = 255  # Excel's own limit for a list typed into a validation
FORMATS: Mapping[Kind, str] = {Kind.DATE: "dd/mm/yyyy", Kind.MONEY: "£#,##0.00", Kind.PERCENT: "0.0#%"}


def write_template(path: Path) -> None:
    """A blank workbook with every sheet: drop-downs, required marks, a note on each heading, and a guide."""
    with whole_file(path) as name:
        write_frame(name, dict.fromkeys(SHEETS, 0), with_help=True)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A place beside a file, moved there when whole, so that a half-written workbook never has the name."""
    try:
        handle, name = tempfile.mkstemp(suffix=".xlsx", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise TrustopsError(f"{path} cannot be written ({error.strerror}); choose another place.") from None
    try:
        yield Path(name)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def write_frame(path: Path, rows: Mapping[type[Fact], int], *, with_help: bool) -> None:
    """The workbook of these sheets with their headings and nothing under them, made ready for so many rows each."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        formats = formats_of(book)
        if with_help:
            _write_guide(book, formats)
        for model, number in rows.items():
            _write_sheet(book, formats, sheet_of(model), number, with_help=with_help)


def formats_of(book: Workbook) -> dict[str, Format]:
    """The template's formats: one for each kind of cell that has its own, and those of headings and long words."""
    named: dict[str, Format] = {kind: book.add_format({"num_format": code}) for kind, code in FORMATS.items()}
    named["heading"] = book.add_format({"bold": True, "bottom": 1, "bg_color": "#eceff2", "text_wrap": True})
    named["required"] = book.add_format({"bold": True, "bottom": 1, "bg_color": "#fff3dc", "text_wrap": True})
    named["title"] = book.add_format({"bold": True, "font_size": 14})
    named["wrap"] = book.add_format({"text_wrap": True, "valign": "top"})
    return named


def _write_sheet(book: Workbook, formats: Mapping[str, Format], sheet: Sheet, rows: int, *, with_help: bool) -> None:
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, len(sheet.key))
    page.autofilter(0, 0, max(rows, 1), len(sheet.columns) - 1)
    for index, column in enumerate(sheet.columns):
        write_heading(page, index, column, formats, with_help=with_help)


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
