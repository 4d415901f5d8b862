"""How is a table of live sums made? Column by column, each with the sum at its foot, the rows known beforehand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from reports.charts.chart import Number
from reports.writers.formula_sheets import Formula, Grid, Live, Style, at, down
from trustops.quantities.money import pounds
from trustops.quantities.words import number_text, pounds_text

UNKNOWN = "not known"


@dataclass
class Columns:
    """The columns of a table whose first row of ``keys`` is ``first``, as they are made, from left to right."""

    first: int
    keys: Sequence[str]
    headings: list[str] = field(default_factory=list)
    cells: list[list[Live]] = field(default_factory=list)
    feet: list[Live] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The number of the last key's row; the sums stand in the row after it."""
        return self.first + len(self.keys) - 1

    def range(self, column: int) -> str:
        """The address of a column's cells without its sum."""
        return down(self.first, self.last, column)

    def add(self, heading: str, cell: Callable[[str, int], Live], foot: Live = "") -> int:
        """A column, ``cell`` by key and row; gives its place."""
        self.headings.append(heading)
        self.cells.append([cell(key, self.first + step) for step, key in enumerate(self.keys)])
        self.feet.append(foot)
        return len(self.cells) - 1

    def summed(self, heading: str, cell: Callable[[str, int], Live], total: Decimal, unit: str = "£") -> int:
        """A column with its sum at the foot, which comes to ``total``."""
        return self.add(heading, cell, Formula(f"=SUM({self.range(len(self.cells))})", total, unit))

    def money(self, heading: str, pence: dict[str, int]) -> int:
        """A column of plain amounts by key, nothing where there is none, with their sum."""
        return self.summed(heading, lambda key, _: money(pence.get(key, 0)), pounds(sum(pence.values())))

    def sums(self, heading: str, formula: Callable[[int], str], pence: dict[str, int]) -> int:
        """A column of formulas by row, which come to ``pence`` by key, with their sum."""
        return self.summed(
            heading,
            lambda key, row: Formula(formula(row), pounds(pence.get(key, 0))),
            pounds(sum(pence.get(key, 0) for key in self.keys)),
        )

    def put(self, grid: Grid) -> None:
        """Write the table to the grid, which has come to the row of its headings."""
        grid.add(Style.HEAD, *self.headings)
        for step in range(len(self.keys)):
            grid.add(Style.BODY, *(column[step] for column in self.cells))
        grid.add(Style.FOOT, *self.feet)


def added(row: int, places: Sequence[int]) -> str:
    """The formula that adds some cells of a row.

    >>> added(7, (2, 4))
    '=C7+E7'
    """
    return "=" + "+".join(at(row, place) for place in places)


def money(pence: int | None) -> Live:
    """Pence as a cell of pounds; words where they are not known."""
    return UNKNOWN if pence is None else Number(pounds_text(pounds(pence)), pounds(pence), "£")


def amount(value: Fraction | Decimal | int | None) -> Live:
    """An exact amount as a cell, as near as a workbook's numbers can be; words where it is not known."""
    if value is None:
        return UNKNOWN
    return Number(number_text(as_decimal(value)), as_decimal(value))


def as_decimal(value: Fraction | Decimal | int) -> Decimal:
    """The amount to 28 figures."""
    exact = Fraction(value)
    return Decimal(exact.numerator) / exact.denominator


def known(formula: str, value: Decimal | None, unit: str) -> Live:
    """A formula, or words where what it needs is not known."""
    return UNKNOWN if value is None else Formula(formula, value, unit)
