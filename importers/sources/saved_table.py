"""What is in a public table that somebody saved as a workbook? Its lines, as the CSV of it has them.

The table is the first row with a URN among its headings, and the rows below it, on its first sheet. A percentage is
written with its sign where its cell shows it as one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from importers.reader import read_workbook
from importers.reader.grid import letters_of
from importers.reader.model import ErrorCell, Percent, Row, Uncalculated, Value
from importers.sources.by_school import URN, CsvLine
from importers.sources.model import Place
from trustops.quantities.errors import TrustopsError
from trustops.quantities.places import ROW

PERFORMANCE = "england"
TITLES = 10


@dataclass(frozen=True, slots=True)
class Saved:
    """A table's lines by the number of their row, its sheet, and in which column (letters) each heading stands."""

    sheet: str
    lines: Sequence[CsvLine]
    letters: Mapping[str, str]

    def at(self, **headings: str) -> Place:
        """The place of a fact made of a line, by the heading of each attribute."""
        cells = {attribute: f"{self.sheet}!{self.letters[heading]}{ROW}" for attribute, heading in headings.items()}
        return Place(f"{self.sheet} row {ROW}", cells)


def saved_table(path: Path) -> Saved:
    """The table of a workbook; a heading that stands there twice is one plain sentence."""
    sheet = read_workbook(path).sheets[0]
    rows = sheet.rows
    found = next((row for row in rows[:TITLES] if any(str(value).strip() == URN for _, value in row.cells())), None)
    if found is None:
        raise TrustopsError(f"{path.name} has no heading {URN} in its first {TITLES} rows; download it again.")
    headings = {column: " ".join(str(value).split()) for column, value in found.cells()}
    twice = [heading for heading in headings.values() if list(headings.values()).count(heading) > 1]
    if twice:
        raise TrustopsError(f"{path.name} has the heading {twice[0]} twice, so its figures cannot be told apart.")
    lines = [(row.number, _texts(row, headings)) for row in rows if row.number > found.number]
    return Saved(sheet.name, lines, {heading: letters_of(column) for column, heading in headings.items()})


def _texts(row: Row, headings: Mapping[int, str]) -> dict[str, str]:
    return {heading: _text(row.get(column)) for column, heading in headings.items()}


def _text(value: Value | None) -> str:
    """A cell as a CSV file would have it.

    >>> _text(Percent(0.46)), _text(0.1), _text(None), _text("SUPP")
    ('46%', '0.1', '', 'SUPP')
    """
    if value is None:
        return ""
    if isinstance(value, Percent):
        return f"{(Decimal(str(value.value)) * 100).normalize():f}%"
    if isinstance(value, Uncalculated):
        return "a formula without an answer"
    return value.text if isinstance(value, ErrorCell) else str(value)
