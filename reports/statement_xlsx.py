"""How does a school keep its statement? A workbook of one sheet, its savings, subsidies and totals live formulas."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from reports.school_statement import SchoolStatement, answer_of_statement
from reports.writers.columns import UNKNOWN, Columns, amount, known, money
from reports.writers.formula_sheets import Formula, Grid, Live, Style, at, workbook
from trustops.quantities.money import pence

Figures = Mapping[str, Decimal | None]


def statement_workbook(found: SchoolStatement, as_of: date) -> bytes:
    """The statement as a workbook; a figure that is not known is a word, and so is every sum that needs it."""
    statement = found.statement
    title = f"Statement of services, {statement.name}, {statement.year}"
    grid = Grid("Statement", held=1)
    grid.add(Style.TITLE, title)
    for sentence in (answer_of_statement(found), statement.not_compared, found.missing, ""):
        grid.add(Style.NOTE, sentence)
    lines = {line.taken.service: line for line in found.lines}
    columns = Columns(grid.next_row + 1, list(lines))
    columns.add("Service", lambda key, _: lines[key].taken.name, "In all")
    columns.add("Days", lambda key, _: amount(lines[key].taken.days))
    columns.add("Days delivered so far", lambda key, _: amount(lines[key].taken.delivered))
    pays = _given(columns, "Pays", {key: line.taken.pays for key, line in lines.items()})
    value = _given(columns, "The same days elsewhere", {key: line.taken.value for key, line in lines.items()})
    _less(columns, "Saves", (value, pays), {key: line.taken.saving for key, line in lines.items()})
    cost = _given(columns, "Cost of what it takes", {key: line.cost for key, line in lines.items()})
    _less(columns, "Pays above cost", (pays, cost), {key: line.subsidy for key, line in lines.items()})
    columns.put(grid)
    return workbook([grid], title, as_of)


def _given(columns: Columns, heading: str, figures: Figures) -> int:
    """A column of amounts that were worked out before."""
    cells = {key: money(None if figure is None else pence(figure)) for key, figure in figures.items()}
    return columns.add(heading, lambda key, _: cells[key], _sum(columns, figures))


def _less(columns: Columns, heading: str, places: tuple[int, int], figures: Figures) -> int:
    """A column of one amount less another."""
    first, second = places
    return columns.add(
        heading,
        lambda key, row: known(f"={at(row, first)}-{at(row, second)}", figures[key], "£"),
        _sum(columns, figures),
    )


def _sum(columns: Columns, figures: Figures) -> Live:
    """The sum of the column that comes next, where every figure of it is known."""
    amounts = [figure for figure in figures.values() if figure is not None]
    if not amounts or len(amounts) < len(figures):
        return UNKNOWN
    return Formula(f"=SUM({columns.range(len(columns.cells))})", sum(amounts, Decimal(0)))
