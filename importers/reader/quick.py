"""Which cells does a sheet hold that is written as Excel and its kin write it? Rows matched whole, a window at a time.

The rows are tokenised with patterns that must match without a gap from one to the next; rows of a shape seen before
are matched whole, and a window of nothing else all at once. Anything written in another way is left to expat
(``sheetxml.py``). A window is small enough for the processor's cache, and its rows are written for the parent before
the next is looked at, so that a sheet of a million rows costs no more memory than what goes over.

Part of the child process: standard library only, and nothing here may import the rest of the product.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from importers.reader.container import Refused
from importers.reader.grid import LAST_ROW, Cell, Grid, Styles, column_of, decide
from importers.reader.markup import TEXT, plain_text
from importers.reader.shapes import ROW_EXTRAS, Key, Shape
from importers.reader.windows import UnfamiliarError, Windows, is_skeleton

_FORMULA = rf'<f(?: t="\w+")?(?: ref="[A-Z0-9:]+")?(?: si="\d+")?(?: ca="1")?(?:/>|>{TEXT}</f>)'
_CELL = re.compile(
    rf'<c r="([A-Z]{{1,3}})([1-9][0-9]{{0,6}})"(?: s="([0-9]{{1,6}})")?(?: t="([a-zA-Z]+)")?(?:/>|>(?:({_FORMULA})?'
    rf'(?:<v>({TEXT})</v>|<v ?/>)?|<is><t(?: xml:space="preserve")?>({TEXT})</t></is>)</c>)'
)
_ROW = re.compile(rf'<row r="([1-9][0-9]{{0,6}})"{ROW_EXTRAS}(/?)>')
_BLANK_ROW = re.compile(
    rf'<row r="([1-9][0-9]{{0,6}})"{ROW_EXTRAS}(?:/>|>(?:<c r="(?:[A-Z]{{1,2}}|[A-W][A-Z]{{2}}|X[A-E][A-Z]|XF[A-D])\1"'
    r'(?: s="[0-9]{1,6}")?/>)*+</row>)'
)
_SHAPES = 40


def quick_lane(pieces: Iterable[bytes], part: str, grid: Grid, styles: Styles) -> Grid | None:
    """The cells of a sheet written as Excel and its kin write it, or None: written otherwise."""
    try:
        sheet = Windows(pieces)
        lane = _Quick(grid, styles, extras=b"xmlns:x14ac=" in sheet.head)
        for window in sheet.rows():
            lane.take(window)
        return grid if is_skeleton((sheet.head, *sheet.tail), part) else None
    except (UnfamiliarError, UnicodeDecodeError, Refused):
        return None


class _Quick:
    """One walk over the rows between ``<sheetData>`` and ``</sheetData>``."""

    def __init__(self, grid: Grid, styles: Styles, *, extras: bool) -> None:
        self._grid = grid
        self._styles = styles
        self._extras = extras
        self._text = ""
        self._shapes: dict[Key, Shape] = {}
        self._usual: Shape | None = None  # the shape of every row of the window before
        self._last = 0

    def take(self, text: str) -> None:
        """A window of whole rows, which are written for the parent."""
        if not self._extras and "x14ac:" in text:
            raise UnfamiliarError
        if self._usual is not None and self._taken_whole(text, self._usual):
            return
        self._text = text
        seen = self._walk()
        self._usual = seen.pop() if len(seen) == 1 else None
        self._grid.close_rows()

    def _taken_whole(self, text: str, shape: Shape) -> bool:
        columns = shape.columns_of(text)
        if columns is None:
            return False
        numbers = list(map(int, columns[0]))
        if not self._last < numbers[0] or numbers[-1] > LAST_ROW or any(a >= b for a, b in pairwise(numbers)):
            raise UnfamiliarError
        self._last = numbers[-1]
        self._grid.write(shape.columns, shape.kinds, numbers, columns[1:])
        return True

    def _walk(self) -> set[Shape | None]:
        """Row by row; the shapes that the rows had, None among them for those without one."""
        at, seen = self._past_space(0), set[Shape | None]()
        while at < len(self._text):
            at = self._past_space(self._rows_blank(at))
            if at == len(self._text):
                break
            at, shape = self._row(at)
            seen.add(shape)
            if shape is not None and shape.match is not None:
                at = self._rows_alike(at, shape)
            at = self._past_space(at)
        return seen

    def _past_space(self, at: int) -> int:
        while self._text.startswith((" ", "\n", "\t"), at):
            at += 1
        return at

    def _rows_blank(self, at: int) -> int:
        """Past the rows that hold nothing but their formats, of which some sheets have a million."""
        while (found := _BLANK_ROW.match(self._text, at)) is not None:
            number = int(found[1])
            if not self._last < number <= LAST_ROW:
                raise UnfamiliarError
            self._last, at = number, found.end()
        return at

    def _rows_alike(self, at: int, shape: Shape) -> int:
        text, last, match = self._text, self._last, shape.match
        add = self._grid.group(shape.columns, shape.kinds).rows.append
        while match is not None and (found := match(text, at)) is not None:
            stored = found.groups()
            number = int(stored[0])
            if not last < number <= LAST_ROW:
                raise UnfamiliarError
            last = number
            add(stored)
            at = found.end()
        self._last = last
        return at

    def _row(self, at: int) -> tuple[int, Shape | None]:
        opening = _ROW.match(self._text, at)
        if opening is None:
            raise UnfamiliarError
        digits, closed = opening.groups()
        number = int(digits)
        if not self._last < number <= LAST_ROW:
            raise UnfamiliarError
        self._last = number
        return (opening.end(), None) if closed else self._cells(opening.end(), digits, number)

    def _cells(self, at: int, digits: str, number: int) -> tuple[int, Shape | None]:
        cells: list[Cell] = []
        key: list[tuple[str, str, str]] = []
        plain, before = True, -1
        while (found := _CELL.match(self._text, at)) is not None:
            letters, row, style, kind, formula, value, inline = found.groups("")
            column = column_of(letters)
            if row != digits or not before < column < 16_384 or (kind == "inlineStr") != (found[7] is not None):
                raise UnfamiliarError
            before, at = column, found.end()
            key.append((letters, style, kind))
            raw = plain_text(value or inline)
            held = decide(kind, style, self._styles, raw, formula=bool(formula))
            self._grid.formulas = self._grid.formulas or bool(formula)
            plain = plain and not formula and not inline and held is not None and "&" not in value
            if held is not None:
                cells.append((column, *held))
        if not self._text.startswith("</row>", at):
            raise UnfamiliarError
        self._grid.add(number, cells)
        return at + 6, self._shape(key, cells) if plain and cells else None

    def _shape(self, key: list[tuple[str, str, str]], cells: list[Cell]) -> Shape | None:
        whole = tuple(key)
        shape = self._shapes.get(whole)
        if shape is None and len(self._shapes) < _SHAPES and len(key) < 90:
            shape = self._shapes[whole] = Shape(whole, cells)
        if shape is not None:
            shape.sighted()
        return shape
