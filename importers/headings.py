"""Which column is which? Sheets and headings matched to what the models declare; what is unknown is reported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from importers.cells import loosely
from importers.problems import Problem, Severity
from importers.reader import SheetCells
from importers.wording import GUIDE
from trustops.models import SHEETS, Sheet, SheetColumn, sheet_of
from trustops.quantities.words import listed

ROWS_TO_LOOK_FOR_HEADINGS = 30


@dataclass(frozen=True, slots=True)
class Headed:
    """A sheet of the workbook with its columns found: which column of the file holds which fact."""

    sheet: Sheet
    columns: Mapping[int, SheetColumn]
    cells: SheetCells


def known_sheet(name: str) -> Sheet | None:
    """The sheet that a tab's name means, whatever its case and spaces."""
    wanted = loosely(name)
    return next((sheet for sheet in map(sheet_of, SHEETS) if loosely(sheet.name) == wanted), None)


def is_guide(name: str) -> bool:
    return loosely(name) == loosely(GUIDE)


def match_headings(sheet: Sheet, cells: SheetCells) -> tuple[Headed | None, list[Problem]]:
    """The columns of a sheet by their headings on row 1, and what is wrong with them.

    No columns come back when the sheet cannot be read as it stands: its headings are lower down, a required one is
    missing, or two columns claim one fact. A sheet with nothing in it is no problem.
    """
    if not cells.rows:
        return None, []
    first = cells.rows[0]
    found, problems = _columns_of(sheet, cells, first) if first.number == 1 else ({}, [])
    if not found:
        return None, [_not_on_row_1(sheet, cells)]
    missing = [column.label for column in sheet.columns if column.required and column not in found.values()]
    if missing:
        problems.append(_missing(sheet, cells, missing))
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    return Headed(sheet, found, cells), problems


def _columns_of(sheet: Sheet, cells: SheetCells, row: Any) -> tuple[dict[int, SheetColumn], list[Problem]]:
    by_heading = {loosely(heading): column for column in sheet.columns for heading in (column.label, *column.aliases)}
    found: dict[int, SheetColumn] = {}
    problems: list[Problem] = []
    for index, heading in row.cells():
        column = by_heading.get(loosely(str(heading)))
        place = f"{letters(index)}{row.number}"
        if column is None:
            problems.append(_unknown(cells.name, place, str(heading)))
        elif column in found.values():
            problems.append(_twice(cells.name, place, column))
        else:
            found[index] = column
    return found, problems


def _unknown(sheet: str, cell: str, heading: str) -> Problem:
    message = (
        f"Sheet {sheet}, cell {cell}: “{heading}” is not a heading this sheet knows, so its column was left out; "
        "rename it if it is one of the sheet's own (see `trustops template`)."
    )
    return Problem("heading.unknown", Severity.WARNING, sheet, cell, 1, heading, heading, "a known heading", message)


def _twice(sheet: str, cell: str, column: SheetColumn) -> Problem:
    message = (
        f"Sheet {sheet}, cell {cell}: a second column is headed {column.label}, and which is right cannot be told; "
        "rename or delete one of them."
    )
    return Problem(
        "heading.twice", Severity.ERROR, sheet, cell, 1, column.label, column.label, "one such column", message
    )


def _missing(sheet: Sheet, cells: SheetCells, labels: Sequence[str]) -> Problem:
    noun = "a column" if len(labels) == 1 else "columns"
    message = (
        f"Sheet {cells.name} has no {listed(list(labels))}, which every row needs; add {noun} with that heading "
        "(see `trustops template`)."
    )
    return Problem("heading.missing", Severity.ERROR, cells.name, "", 1, "", "", ", ".join(labels), message)


def _not_on_row_1(sheet: Sheet, cells: SheetCells) -> Problem:
    """Say where the headings are, if they can be seen lower down."""
    for row in cells.rows[:ROWS_TO_LOOK_FOR_HEADINGS]:
        columns, _ = _columns_of(sheet, cells, row)
        if row.number > 1 and len(columns) >= min(2, len(sheet.columns)):
            message = (
                f"The headings of sheet {cells.name} are on row {row.number}; they must be on row 1, so delete the "
                f"{row.number - 1} rows above them and import the file again."
            )
            return Problem(
                "heading.not_on_row_1", Severity.ERROR, cells.name, f"A{row.number}", row.number, "", "", "", message
            )
    wanted = ", ".join(column.label for column in sheet.columns if column.required)
    message = (
        f"Sheet {cells.name} has none of its headings on row 1; it needs {wanted} there (see `trustops template`)."
    )
    return Problem("heading.none", Severity.ERROR, cells.name, "A1", 1, "", "", wanted, message)


def letters(index: int) -> str:
    """The letters of a column, the first being A.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
