"""Which cells does a sheet hold that is written as Excel and its kin write it? Rows matched whole, a window at a time.

The rows are tokenised with patterns that must match without a gap from one to the next; rows of a shape seen before
are matched whole, and a window of nothing else all at once. Anything written in another way is left to expat
(``sheetxml.py``). A window is small enough for the processor's cache, and its rows are written for the parent before
the next is looked at, so that a sheet of a million rows costs no more memory than what goes over.

Part of the child process: standard library only, and nothing here may import the rest of the product.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from importers.reader.container import Refused
from importers.reader.grid import LAST_ROW, Cell, Grid, Styles, column_of, decide
from importers.reader.parts import PLAIN, TEXT, Attributes, forbidden, is_utf8, local, parse_pieces, parser, plain_text

_FORMULA = rf'<f(?: t="\w+")?(?: ref="[A-Z0-9:]+")?(?: si="\d+")?(?: ca="1")?(?:/>|>{TEXT}</f>)'
_CELL = re.compile(
    rf'<c r="([A-Z]{{1,3}})([1-9][0-9]{{0,6}})"(?: s="([0-9]{{1,6}})")?(?: t="([a-zA-Z]+)")?(?:/>|>(?:({_FORMULA})?'
    rf'(?:<v>({TEXT})</v>|<v ?/>)?|<is><t(?: xml:space="preserve")?>({TEXT})</t></is>)</c>)'
)
_ROW_EXTRAS = (
    r'(?: spans="[0-9: ]*")?(?: s="[0-9]+")?(?: customFormat="1")?(?: ht="[0-9.]+")?(?: hidden="1")?'
    r'(?: customHeight="1")?(?: outlineLevel="[0-7]")?(?: collapsed="1")?(?: thickTop="1")?(?: thickBot="1")?'
    r'(?: x14ac:dyDescent="[0-9.]+")?'
)
_ROW = re.compile(rf'<row r="([1-9][0-9]{{0,6}})"{_ROW_EXTRAS}(/?)>')
_BLANK_ROW = re.compile(
    rf'<row r="([1-9][0-9]{{0,6}})"{_ROW_EXTRAS}(?:/>|>(?:<c r="(?:[A-Z]{{1,2}}|[A-W][A-Z]{{2}}|X[A-E][A-Z]|XF[A-D])\1"'
    r'(?: s="[0-9]{1,6}")?/>)*+</row>)'
)
_EXTRAS = re.compile(_ROW_EXTRAS)
_PLAIN_ALL = re.compile(f"{PLAIN}*+")
_SHAPES = 40
_SIGHTINGS = 6  # a pattern takes about as long to make as this many rows take to read
_LONGEST = 4 * 1024 * 1024  # of a row, and of what stands before the rows

_Key = tuple[tuple[str, str, str], ...]  # of each cell of a row its column's letters, its style and its type


class _UnfamiliarError(Exception):
    """The quick lane does not know this way of writing."""


def quick_lane(pieces: Iterable[bytes], part: str, grid: Grid, styles: Styles) -> Grid | None:
    """The cells of a sheet written as Excel and its kin write it, or None: written otherwise."""
    try:
        sheet = _Windows(pieces)
        lane = _Quick(grid, styles, extras=b"xmlns:x14ac=" in sheet.head)
        for window in sheet.rows():
            lane.take(window)
        return grid if _is_skeleton((sheet.head, *sheet.tail), part) else None
    except (_UnfamiliarError, UnicodeDecodeError, Refused):
        return None


class _Windows:
    """A sheet part as what stands before its rows, the rows, some whole ones at a time, and what stands after."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._held = b""
        while (start := self._held.find(b"<sheetData>")) < 0:
            self._more()
        self.head, self._held = self._held[: start + 11], self._held[start + 11 :]
        self.tail: list[bytes] = []
        if not is_utf8(self.head):
            raise _UnfamiliarError

    def rows(self) -> Iterator[str]:
        while (end := self._held.find(b"</sheetData>")) < 0:
            cut = self._held.rfind(b"<row ")
            if cut > 0:
                yield _text(self._held[:cut])
                self._held = self._held[cut:]
            self._more()
        yield _text(self._held[:end])
        self.tail = [self._held[end:], *self._pieces]

    def _more(self) -> None:
        piece = next(self._pieces, b"")
        if not piece or len(self._held) > _LONGEST:
            raise _UnfamiliarError
        self._held += piece


def _text(window: bytes) -> str:
    if forbidden(window):
        raise _UnfamiliarError
    return window.decode("utf-8")


def _is_skeleton(pieces: Iterable[bytes], part: str) -> bool:
    """Whether the sheet without its rows is a proper worksheet, its one ``sheetData`` directly in it."""
    depth = 0
    opened: list[tuple[int, str]] = []
    made = parser()

    def start(name: str, _: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth == 1 or name.endswith(" sheetData"):
            opened.append((depth, local(name)))

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    made.StartElementHandler = start
    made.EndElementHandler = end
    parse_pieces(made, pieces, part)
    return opened == [(1, "worksheet"), (2, "sheetData")]


class _Shape:
    """Rows whose cells have the same columns, styles and types: a pattern that matches one whole, once it pays."""

    def __init__(self, key: _Key, cells: list[Cell]) -> None:
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
            self.match = re.compile(self._pattern(_ROW_EXTRAS, f"({PLAIN}+)", r"\1")).match

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


class _Quick:
    """One walk over the rows between ``<sheetData>`` and ``</sheetData>``."""

    def __init__(self, grid: Grid, styles: Styles, *, extras: bool) -> None:
        self._grid = grid
        self._styles = styles
        self._extras = extras
        self._text = ""
        self._shapes: dict[_Key, _Shape] = {}
        self._usual: _Shape | None = None  # the shape of every row of the window before
        self._last = 0

    def take(self, text: str) -> None:
        """A window of whole rows, which are written for the parent."""
        if not self._extras and "x14ac:" in text:
            raise _UnfamiliarError
        if self._usual is not None and self._taken_whole(text, self._usual):
            return
        self._text = text
        seen = self._walk()
        self._usual = seen.pop() if len(seen) == 1 else None
        self._grid.close_rows()

    def _taken_whole(self, text: str, shape: _Shape) -> bool:
        columns = shape.columns_of(text)
        if columns is None:
            return False
        numbers = list(map(int, columns[0]))
        if not self._last < numbers[0] or numbers[-1] > LAST_ROW or any(a >= b for a, b in pairwise(numbers)):
            raise _UnfamiliarError
        self._last = numbers[-1]
        self._grid.write(shape.columns, shape.kinds, numbers, columns[1:])
        return True

    def _walk(self) -> set[_Shape | None]:
        """Row by row; the shapes that the rows had, None among them for those without one."""
        at, seen = self._past_space(0), set[_Shape | None]()
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
                raise _UnfamiliarError
            self._last, at = number, found.end()
        return at

    def _rows_alike(self, at: int, shape: _Shape) -> int:
        text, last, match = self._text, self._last, shape.match
        add = self._grid.group(shape.columns, shape.kinds).rows.append
        while match is not None and (found := match(text, at)) is not None:
            stored = found.groups()
            number = int(stored[0])
            if not last < number <= LAST_ROW:
                raise _UnfamiliarError
            last = number
            add(stored)
            at = found.end()
        self._last = last
        return at

    def _row(self, at: int) -> tuple[int, _Shape | None]:
        opening = _ROW.match(self._text, at)
        if opening is None:
            raise _UnfamiliarError
        digits, closed = opening.groups()
        number = int(digits)
        if not self._last < number <= LAST_ROW:
            raise _UnfamiliarError
        self._last = number
        return (opening.end(), None) if closed else self._cells(opening.end(), digits, number)

    def _cells(self, at: int, digits: str, number: int) -> tuple[int, _Shape | None]:
        cells: list[Cell] = []
        key: list[tuple[str, str, str]] = []
        plain, before = True, -1
        while (found := _CELL.match(self._text, at)) is not None:
            letters, row, style, kind, formula, value, inline = found.groups("")
            column = column_of(letters)
            if row != digits or not before < column < 16_384 or (kind == "inlineStr") != (found[7] is not None):
                raise _UnfamiliarError
            before, at = column, found.end()
            key.append((letters, style, kind))
            raw = plain_text(value or inline)
            held = decide(kind, style, self._styles, raw, formula=bool(formula))
            self._grid.formulas = self._grid.formulas or bool(formula)
            plain = plain and not formula and not inline and held is not None and "&" not in value
            if held is not None:
                cells.append((column, *held))
        if not self._text.startswith("</row>", at):
            raise _UnfamiliarError
        self._grid.add(number, cells)
        return at + 6, self._shape(key, cells) if plain and cells else None

    def _shape(self, key: list[tuple[str, str, str]], cells: list[Cell]) -> _Shape | None:
        whole = tuple(key)
        shape = self._shapes.get(whole)
        if shape is None and len(self._shapes) < _SHAPES and len(key) < 90:
            shape = self._shapes[whole] = _Shape(whole, cells)
        if shape is not None:
            shape.sighted()
        return shape
