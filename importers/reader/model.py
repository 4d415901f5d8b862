"""What does a workbook hold, as the rest of the importer sees it? Cells with their types and their true addresses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from trustops.quantities.errors import TrustopsError


class Unreadable(TrustopsError):
    """The file cannot be read; ``str`` is one sentence: which file, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Percent:
    """A number whose cell shows it as a percentage: ``value`` is as stored, 0.97 for a cell that shows 97 %."""

    value: int | float


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell that shows an error, such as ``#N/A``, or ``########`` for a date that is no day; never blank or zero."""

    text: str


@dataclass(frozen=True, slots=True)
class Uncalculated:
    """A formula whose answer was never stored, as in a file that no spreadsheet program has saved."""


# A whole number stays an int; a date is a date, with a time of day a datetime (itself a date), without a day a time.
Value = str | int | float | bool | date | time | Percent | ErrorCell | Uncalculated


class Row(NamedTuple):
    """The cells of one row that hold something. ``number`` is the row's true number, the first being 1.

    ``places`` says where in ``values`` each column is (A is 0); rows of one shape share it.

    >>> row = Row(7, {0: 0, 2: 1}, ("TRUST", 12))
    >>> row.get(2), row.get(1), list(row.cells())
    (12, None, [(0, 'TRUST'), (2, 12)])
    """

    number: int
    places: Mapping[int, int]
    values: tuple[Value, ...]

    def get(self, column: int) -> Value | None:
        """The value in a column (A is 0), or None where the cell is blank."""
        place = self.places.get(column)
        return None if place is None else self.values[place]

    def cells(self) -> Iterator[tuple[int, Value]]:
        """(column, value) of each cell that holds something, from the left."""
        return zip(self.places, self.values, strict=True)


@dataclass(frozen=True, slots=True)
class SheetCells:
    """A sheet: its ``state`` is visible, hidden or veryHidden; ``rows`` from the top, blank ones left out."""

    name: str
    state: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook as it was read: its sheets in order, the digest of the file, and what a person should know of it.

    ``kind`` is what the file was: ``xlsx``, ``ods``, ``csv`` or ``json``.
    """

    file_name: str
    sha256: str
    sheets: tuple[SheetCells, ...]
    date_1904: bool = False
    notes: tuple[str, ...] = ()
    kind: str = "xlsx"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost. Seconds are of the clock and of the processor; bytes are of memory, file and answer."""

    seconds: int = 60
    cpu_seconds: int = 60
    memory_bytes: int = 2 * 1024**3
    file_bytes: int = 100 * 1024**2
    answer_bytes: int = 1024**3
    unpacked_bytes: int = 400 * 1024**2
    part_bytes: int = 300 * 1024**2
    ratio: int = 200
    parts: int = 5_000
    rows: int = 1_200_000
    cells: int = 20_000_000
