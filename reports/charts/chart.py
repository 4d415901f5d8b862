"""What is a chart? Its title, the sentence it is never without, its specification, and the table behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

Spec = Mapping[str, Any]
"""A Vega-Lite v6 specification: plain JSON, its data inside."""


@dataclass(frozen=True, slots=True)
class Number:
    """A figure in a table: how a page writes it, and the value that a spreadsheet keeps (None: not known).

    ``origin`` says which rows it was read off, where one place can be named; ``made`` is the title of the working that
    it was worked out by, where one is shown with the table.
    """

    text: str
    value: Decimal | date | None
    unit: str = ""
    origin: str = ""
    made: str = ""


Cell = str | Number


def short_day(day: date) -> str:
    """A day as tables write it.

    >>> short_day(date(2026, 11, 2))
    '2 Nov 2026'
    """
    return f"{day.day} {day:%b %Y}"


def cell_text(cell: Cell) -> str:
    """What a page writes in a cell.

    >>> cell_text(Number("£12.50", Decimal("12.5"))), cell_text("Oak")
    ('£12.50', 'Oak')
    """
    return cell.text if isinstance(cell, Number) else cell


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows of cells; the columns in ``figures`` are figures and stand to the right.

    ``widths`` are shares of the page's width, empty where the columns may find their own. With ``adds_up`` the figures
    of the last row are the sums of those above, and live ones in a workbook.

    In a workbook a column of ``live`` is a formula of others in its row, whose numbers stand in braces (“{2}*{3}”), and
    the columns of ``summed`` have their sum in a row of its own at the foot, which the rows themselves are without.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    figures: frozenset[int] = frozenset()
    caption: str = ""
    widths: tuple[int, ...] = ()
    adds_up: bool = False
    live: tuple[tuple[int, str], ...] = ()
    summed: frozenset[int] = frozenset()

    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows as a page writes them."""
        return tuple(tuple(cell_text(cell) for cell in row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: ``sentence`` says what it shows, ``description`` what it looks like (its alternative text).

    ``spec`` is as wide as what holds it ("container"); ``table`` is the data behind it, of which a spreadsheet draws
    the columns in ``lines`` over the first.
    """

    title: str
    sentence: str
    description: str
    spec: Spec
    table: Table
    lines: tuple[int, ...] = ()
