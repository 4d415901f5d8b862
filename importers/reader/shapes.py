"""Are these rows written just as those before? Patterns that match a row of one shape whole, or a window of them.

Part of the child process: standard library only, and nothing here may import the rest of the product.
"""

import re
from collections.abc import Callable

from importers.reader.grid import Cell
from importers.reader.markup import PLAIN

ROW_EXTRAS = (
    r'(?: spans="[0-9: ]*")?(?: s="[0-9]+")?(?: customFormat="1")?(?: ht="[0-9.]+")?(?: hidden="1")?'
    r'(?: customHeight="1")?(?: outlineLevel="[0-7]")?(?: collapsed="1")?(?: thickTop="1")?(?: thickBot="1")?'
    r'(?: x14ac:dyDescent="[0-9.]+")?'
)
_EXTRAS = re.compile(ROW_EXTRAS)
_PLAIN_ALL = re.compile(f"{PLAIN}*+")
_SIGHTINGS = 6  # a pattern takes about as long to make as this many rows take to read

Key = tuple[tuple[str, str, str], ...]  # of each cell of a row its column's letters, its style and its type


class Shape:
    """Rows whose cells have the same columns, styles and types: a pattern that matches one whole, once it pays."""

    def __init__(self, key: Key, cells: list[Cell]) -> None:
        self._key = key
        self.columns = tuple([cell[0] for cell in cells])
        self.kinds = "".join([cell[1] for cell in cells])
        self._seen = 0
        self._bare = 0
        self._all: re.Pattern[str] | None = None
        self.match: Callable[[str, int], re.Match[str] | None] | None = None

    def sighted(self) -> None:
        self._seen += 1
        if self._seen == _SIGHTINGS:
            self.match = re.compile(self._pattern(ROW_EXTRAS, f"({PLAIN}+)", r"\1")).match

    def columns_of(self, text: str) -> list[tuple[str, ...]] | None:
        """Of rows that are all of this shape their numbers, and each column's values; None: there is something else.

        Matches that follow one another without a gap are as long, all together, as the text is.
        """
        if self._all is None:
            self._all = re.compile(self._pattern("([^<>]*)", "([^<]+)", r"\1"))
            self._bare = len(self._pattern("", "", "").replace("([1-9][0-9]{0,6})", ""))
        found = self._all.findall(text)
        if not found:
            return None
        numbers, extras, *columns = zip(*found, strict=True)
        length = len(found) * self._bare + len("".join(numbers)) * (1 + len(columns)) + len("".join(extras))
        whole = length + sum(len("".join(column)) for column in columns) == len(text)
        usual = whole and all(_EXTRAS.fullmatch(each) for each in set(extras))
        return [numbers, *columns] if usual and self._are_plain(columns) else None

    def _are_plain(self, columns: list[tuple[str, ...]]) -> bool:
        """Whether no text has an entity or what XML forbids; numbers and indexes are checked when they are written."""
        pairs = zip(self.kinds, columns, strict=True)
        return all(kind in "n%ds" or _PLAIN_ALL.fullmatch("".join(column)) is not None for kind, column in pairs)

    def _pattern(self, extras: str, value: str, number: str) -> str:
        cells = [
            rf'<c r="{letters}{number}"{f" s={chr(34)}{style}{chr(34)}" if style else ""}'
            rf"{f' t={chr(34)}{kind}{chr(34)}' if kind else ''}><v>{value}</v></c>"
            for letters, style, kind in self._key
        ]
        return f'<row r="([1-9][0-9]{{0,6}})"{extras}>{"".join(cells)}</row>'
