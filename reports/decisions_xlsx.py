"""How are the answers about a service kept? A workbook: a sheet of the answers, and one for each with its tables."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from reports.charts import Number, Table
from reports.service_answer import Answer
from reports.writers.formula_sheets import Formula, Grid, Live, Style, at, workbook
from reports.writers.ledger import ledger_table

SHEETS = {
    "cover": "Days, price and size",
    "elsewhere": "Make or buy",
    "matters": "What matters most",
    "leave": "If clients leave",
    "likely": "Chance",
    "absent": "Absence",
    "size": "Right size",
    "worth": "An extra day in school",
}
MAKE, BUY, SAVED, SO_FAR = "Make it", "Buy it", "Saved by making it", "So far"
"""The columns of make or buy, of which the last two follow from the others."""


def decisions_workbook(answers: Sequence[Answer], title: str, as_of: date) -> bytes:
    """The answers as a workbook of figures; what each year saves, all of them so far, and sums are live formulas."""
    first = Grid("Answers", first_width=40)
    first.add(Style.TITLE, title)
    first.add(Style.HEAD, "Question", "Answer")
    for each in answers:
        for text in (each.sentence, *each.notes):
            first.add(Style.BODY, each.question, text)
    return workbook([first, *(_sheet(each) for each in answers)], title, as_of)


def _sheet(answer: Answer) -> Grid:
    grid = Grid(SHEETS[answer.key], first_width=40)
    grid.add(Style.TITLE, answer.question)
    for text in (answer.sentence, *answer.notes):
        grid.add(Style.NOTE, text)
    for table in (*answer.every_table, *(ledger_table(working) for working in answer.workings)):
        grid.add(Style.NOTE, "")
        grid.add(Style.NOTE, table.caption)
        _put(grid, table)
    return grid


def _put(grid: Grid, table: Table) -> None:
    grid.add(Style.HEAD, *table.headings)
    first = grid.next_row
    for cells in table.rows:
        row = grid.next_row
        foot = table.adds_up and cells is table.rows[-1] and row > first
        live = _summed if foot else _live
        columns = range(len(table.headings))
        grid.add(Style.BODY, *(live(table.headings, cells, column, (row, first)) for column in columns))


def _summed(headings: Sequence[str], cells: Sequence[str | Number], column: int, rows: tuple[int, int]) -> Live:
    """A cell of a row of sums: a figure is the sum of those above it."""
    cell, (row, first) = cells[column], rows
    if not isinstance(cell, Number) or not isinstance(cell.value, Decimal):
        return cell
    return Formula(f"=SUM({at(first, column)}:{at(row - 1, column)})", cell.value)


def _live(headings: Sequence[str], cells: Sequence[str | Number], column: int, rows: tuple[int, int]) -> Live:
    """A cell, as a formula where it follows from others of its table; ``rows`` are its own and the table's first."""
    cell, (row, first) = cells[column], rows
    if not isinstance(cell, Number) or not isinstance(cell.value, Decimal):
        return cell
    if headings[column] == SAVED:
        return Formula(f"={at(row, headings.index(BUY))}-{at(row, headings.index(MAKE))}", cell.value)
    if headings[column] == SO_FAR:
        saved = headings.index(SAVED)
        return Formula(f"=SUM({at(first, saved)}:{at(row, saved)})", cell.value)
    return cell
