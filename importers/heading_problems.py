"""What can be wrong with a sheet's headings? Each problem with its place and its one sentence."""

from collections.abc import Sequence

from importers.find_headings import MOST_HEADINGS, ROWS_LOOKED_AT, Heading, HeadingRow
from importers.problems import Problem, Severity
from importers.reader import Row
from importers.reader.grid import letters_of
from importers.wording import SEE_TEMPLATE, as_shown
from trustops.models import Sheet, SheetColumn
from trustops.quantities.words import listed


def none_known(sheet: Sheet, tab: str) -> Problem:
    wanted = [column.label for column in sheet.columns if column.required]
    message = (
        f"Sheet {tab} has none of its headings in its first {ROWS_LOOKED_AT} rows; it needs {listed(wanted)} "
        f"({SEE_TEMPLATE})."
    )
    return Problem("heading.none", Severity.ERROR, tab, "A1", 1, "", "", ", ".join(wanted), message)


def which_row(tab: str, rows: Sequence[HeadingRow]) -> Problem:
    numbers = [str(row.number) for row in rows]
    both = "both" if len(numbers) == 2 else "all"
    message = (
        f"Sheet {tab}: rows {listed(numbers)} {both} look like its headings, and which is meant cannot be told; say "
        "which, or delete the others."
    )
    return Problem("heading.which_row", Severity.ERROR, tab, f"A{numbers[0]}", rows[0].number, "", "", "", message)


def wide_row(tab: str, row: Row) -> Problem:
    message = (
        f"Sheet {tab}, row {row.number}: it has {len(row.values):,} cells, where a row of headings has at most "
        f"{MOST_HEADINGS}; delete what stands to the right of the headings, and import it again."
    )
    cell = f"A{row.number}"
    return Problem("heading.too_many", Severity.ERROR, tab, cell, row.number, "", "", "fewer headings", message)


def unknown(tab: str, heading: Heading) -> Problem:
    message = (
        f"Sheet {tab}, cell {address(heading)}: “{as_shown(heading.text)}” is not a heading this sheet knows, so its "
        f"column is left out, unless you say which of the sheet's own it is ({SEE_TEMPLATE})."
    )
    return _at("heading.unknown", Severity.WARNING, tab, heading, heading.text, "a known heading", message)


def look_alike(tab: str, heading: Heading, column: SheetColumn) -> Problem:
    message = (
        f"Sheet {tab}, cell {address(heading)}: “{as_shown(heading.text)}” looks like {column.label} but is written "
        "with other letters; type the heading again, or leave its column out."
    )
    return _at("heading.look_alike", Severity.ERROR, tab, heading, column.label, column.label, message)


def twice(tab: str, heading: Heading, column: SheetColumn) -> Problem:
    message = (
        f"Sheet {tab}, cell {address(heading)}: a second column is headed {column.label}, and which is right cannot "
        "be told; rename or delete one of them."
    )
    return _at("heading.twice", Severity.ERROR, tab, heading, column.label, "one such column", message)


def _at(code: str, severity: Severity, tab: str, heading: Heading, column: str, expected: str, message: str) -> Problem:
    found = as_shown(heading.text)
    return Problem(code, severity, tab, address(heading), heading.row, column, found, expected, message)


def missing(tab: str, labels: Sequence[str]) -> Problem:
    which, one = ("that is", "one with that heading") if len(labels) == 1 else ("those are", "some with those headings")
    message = (
        f"Sheet {tab} has no {listed(list(labels))}, which every row needs; say which of its columns {which}, or add "
        f"{one} ({SEE_TEMPLATE})."
    )
    return Problem("heading.missing", Severity.ERROR, tab, "", 1, "", "", ", ".join(labels), message)


def below(tab: str, row: int) -> Problem:
    message = f"Sheet {tab} has its headings on row {row}, so what is above them was passed over."
    return Problem("heading.below", Severity.NOTE, tab, f"A{row}", row, "", "", "", message)


def too_many(tab: str, row: int, index: int) -> Problem:
    message = (
        f"Sheet {tab}, row {row}: it has more values than there are headings, so they may have slipped; "
        "put quotation marks round a value with the separator in it."
    )
    return Problem("row.ragged", Severity.ERROR, tab, f"{letters_of(index)}{row}", row, "", "", "", message)


def no_heading(tab: str, row: int, index: int) -> Problem:
    cell = f"{letters_of(index)}{row}"
    message = f"Sheet {tab}, cell {cell}: the column has values but no heading, so it was left out; give it one."
    return Problem("heading.blank", Severity.WARNING, tab, cell, row, "", "", "a heading", message)


def address(heading: Heading) -> str:
    """The cell of a heading: letters and row."""
    return f"{letters_of(heading.index)}{heading.row}"
