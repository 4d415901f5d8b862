"""Where do the rows of a report stand in the person's file? The file read a second time, to be handed back mended.

Only the very file that was checked will do: in another, the numbers of the rows would mean other rows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from importers.bring import WORKBOOK
from importers.choices import Matched
from importers.headings import known_sheet
from importers.problems import Problem
from importers.reader import Row, SheetCells, Workbook, read_workbook
from importers.reader.grid import column_of
from importers.report import ImportReport
from trustops.models import ChoiceKind, Sheet, SheetColumn
from trustops.quantities.errors import TrustopsError


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of the file that was read as one of trustops's sheets: the row of its headings, and which column is
    which."""

    sheet: Sheet
    cells: SheetCells
    heading_row: int
    columns: Mapping[int, SheetColumn]

    @property
    def name(self) -> str:
        return self.cells.name

    @property
    def headings(self) -> Mapping[int, str]:
        """The words of the headings' row by their columns, the first being 0."""
        row = next((row for row in self.cells.rows if row.number == self.heading_row), None)
        return {index: str(value) for index, value in row.cells()} if row else {}

    @property
    def rows(self) -> list[Row]:
        """The rows under the headings that hold something."""
        return [row for row in self.cells.rows if row.number > self.heading_row]


def same_workbook(path: Path, report: ImportReport) -> Workbook:
    """The workbook that the report is of, read again within the reader's limits.

    Public data, a file that has changed since, and whatever the reader refuses raise a :class:`TrustopsError`.
    """
    if report.source != WORKBOOK:
        raise TrustopsError(
            f"{report.file} is public data, which is its publisher's to mend; take the workbook of its refused rows."
        )
    book = read_workbook(path)
    if book.sha256 != report.sha256:
        raise TrustopsError(f"{report.file} has changed since it was checked; check it again, then take this workbook.")
    return book


def tabs(book: Workbook, report: ImportReport) -> list[Tab]:
    """The tabs that were read as sheets, in the file's order, with the columns that the report says were matched."""
    matched = [each for each in report.matched if each.kind is ChoiceKind.HEADING]
    return [tab for cells in book.sheets if (tab := _tab(cells, matched, report.problems)) is not None]


def _tab(cells: SheetCells, matched: Iterable[Matched], problems: Iterable[Problem]) -> Tab | None:
    here = [each for each in matched if each.tab == cells.name]
    sheet = known_sheet(here[0].sheet) if here else None
    if sheet is None:
        return None
    columns = {_place(each.cell)[0]: sheet.column(each.meaning) for each in here if each.meaning}
    said = [problem.row or 1 for problem in problems if problem.sheet == cells.name and _is_of_headings(problem)]
    return Tab(sheet, cells, max([*said, *(_place(each.cell)[1] for each in here)]), columns)


def _is_of_headings(problem: Problem) -> bool:
    return problem.code.startswith("heading.")


def _place(cell: str) -> tuple[int, int]:
    """The column (from 0) and the row (from 1) of a cell such as B7."""
    letters = cell.rstrip("0123456789")
    return column_of(letters), int(cell.removeprefix(letters))
