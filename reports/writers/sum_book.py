"""How are the figures that were given kept apart from the sums that were made? Two sheets, the second on the first."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from reports.charts.chart import Number
from reports.writers.formula_sheets import Formula, Grid, Live, Style, at
from trustops.quantities.words import number_text

UNKNOWN = "not known"
LABEL_WIDTH = 46


@dataclass
class SumBook:
    """A sheet of inputs with where each was read, and a sheet of sums that refer to them by address."""

    title: str
    inputs: Grid = field(default_factory=lambda: Grid("Inputs", held=1, first_width=LABEL_WIDTH))
    sums: Grid = field(default_factory=lambda: Grid("Sums", held=1, first_width=LABEL_WIDTH))

    pending: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.inputs.add(Style.TITLE, f"{self.title}: what is given")
        self.inputs.add(Style.NOTE, "Change a value here, and the sheet of sums follows.")
        self.inputs.add(Style.HEAD, "Figure", "Value", "Unit", "Read off")
        self.sums.add(Style.TITLE, f"{self.title}: the sums")
        self.sums.add(Style.NOTE)
        self.sums.add(Style.HEAD, "Figure", "Comes to", "Unit", "How")

    def part(self, heading: str) -> None:
        """Begin a part: each sheet is given its heading once something stands under it."""
        self.pending = {grid.name: heading for grid in (self.inputs, self.sums)}

    def given(self, label: str, value: Decimal, unit: str, source: str = "") -> str:
        """A figure that is given; gives its address."""
        return self._put(self.inputs, label, Number(number_text(value), value, unit), unit, source)

    def made(self, label: str, formula: str, value: Decimal, unit: str = "£", how: str = "") -> str:
        """A figure that a formula makes, and what it comes to; gives its address."""
        own = formula.replace(f"'{self.sums.name}'!", "")
        return self._put(self.sums, label, Formula(f"={own}", value, unit), unit, how)

    def said(self, label: str, words: str = UNKNOWN) -> None:
        """A sum that cannot be made, and why."""
        self._put(self.sums, label, words, "", "")

    def _put(self, grid: Grid, label: str, cell: Live, unit: str, words: str) -> str:
        if heading := self.pending.pop(grid.name, ""):
            grid.add(Style.NOTE)
            grid.add(Style.FOOT, heading, "", "", "")
        return at(grid.add(Style.BODY, label, cell, unit, words), 1, grid.name)


def added(addresses: Iterable[str]) -> str:
    """The addresses added up; nothing added up is nothing.

    >>> added(["'Inputs'!B4", "'Inputs'!B5"]), added([])
    ("'Inputs'!B4+'Inputs'!B5", '0')
    """
    return "+".join(addresses) or "0"
