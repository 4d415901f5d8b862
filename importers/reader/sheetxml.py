"""Which cells does a sheet hold? Two readers of the same XML: a quick one that knows the usual way of writing, and one
that knows every way.

The quick lane tokenises the rows with patterns that must match without a gap from one to the next; rows of a shape
seen before are matched whole. Wherever the sheet is written in a way that it does not know it gives up, and expat
reads the whole sheet again: the answer never depends on the lane. Only the expat lane refuses, so each fault has one
sentence. The declared dimension is not looked at: files lie about it.

Part of the child process: standard library only, and nothing here may import the rest of the product.
"""

import re
from collections.abc import Callable
from xml.parsers import expat

from importers.reader.container import Refused, said
from importers.reader.grid import LAST_ROW, Cell, Grid, Group, Styles, address, column_of, decide, letters_of
from importers.reader.parts import MAIN, PLAIN, TEXT, Attributes, is_utf8, local, parse, parser, plain_text

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
_SHAPES = 40
_SIGHTINGS = 6  # a pattern takes about as long to make as this many rows take to read


class _UnfamiliarError(Exception):
    """The quick lane does not know this way of writing."""


def read_sheet(data: bytes, part: str, new_grid: Callable[[], Grid], styles: Styles) -> Grid:
    """The cells of one sheet part, by the quick lane or else by expat."""
    quick = quick_lane(data, part, new_grid(), styles)
    return quick if quick is not None else expat_lane(data, part, new_grid(), styles)


def quick_lane(data: bytes, part: str, grid: Grid, styles: Styles) -> Grid | None:
    """The cells of a sheet written as Excel and its kin write it, or None: written otherwise."""
    start, end = data.find(b"<sheetData>") + 11, data.find(b"</sheetData>")
    usual = start > 10 and end >= start and data.count(b"<sheetData") == 1 and is_utf8(data)
    if not usual:
        return None
    try:
        if not _is_skeleton(data[:start] + data[end:], part):
            return None
        _Quick(str(memoryview(data)[start:end], "utf-8"), grid, styles, extras=b"xmlns:x14ac=" in data[:start]).run()
    except (_UnfamiliarError, UnicodeDecodeError, Refused):
        return None
    return grid


def _is_skeleton(data: bytes, part: str) -> bool:
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
    parse(made, data, part)
    return opened == [(1, "worksheet"), (2, "sheetData")]


class _Shape:
    """Rows whose cells have the same columns, styles and types: a pattern that matches one whole, once it pays."""

    __slots__ = ("_key", "group", "match", "seen")

    def __init__(self, key: tuple[tuple[str, str, str], ...], group: Group) -> None:
        self._key = key
        self.group = group
        self.seen = 0
        self.match: Callable[[str, int], re.Match[str] | None] | None = None

    def sighted(self) -> None:
        self.seen += 1
        if self.seen == _SIGHTINGS:
            cells = [
                rf'<c r="{letters}\1"{f" s={chr(34)}{style}{chr(34)}" if style else ""}'
                rf"{f' t={chr(34)}{kind}{chr(34)}' if kind else ''}><v>({PLAIN}+)</v></c>"
                for letters, style, kind in self._key
            ]
            self.match = re.compile(rf'<row r="([1-9][0-9]{{0,6}})"{_ROW_EXTRAS}>{"".join(cells)}</row>').match


class _Quick:
    """One walk over the text between ``<sheetData>`` and ``</sheetData>``."""

    def __init__(self, text: str, grid: Grid, styles: Styles, *, extras: bool) -> None:
        if not extras and "x14ac:" in text:
            raise _UnfamiliarError
        self._text = text
        self._grid = grid
        self._styles = styles
        self._shapes: dict[tuple[tuple[str, str, str], ...], _Shape] = {}
        self._last = 0

    def run(self) -> None:
        at = self._past_space(0)
        while at < len(self._text):
            at = self._past_space(self._rows_blank(at))
            if at == len(self._text):
                return
            at, shape = self._row(at)
            if shape is not None and shape.match is not None:
                at = self._rows_alike(at, shape.match, shape.group)
            at = self._past_space(at)

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

    def _rows_alike(self, at: int, match: Callable[[str, int], re.Match[str] | None], group: Group) -> int:
        text, last, add = self._text, self._last, group.rows.append
        while (found := match(text, at)) is not None:
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
            group = self._grid.group(tuple([cell[0] for cell in cells]), "".join([cell[1] for cell in cells]))
            shape = self._shapes[whole] = _Shape(whole, group)
        if shape is not None:
            shape.sighted()
        return shape


def expat_lane(data: bytes, part: str, grid: Grid, styles: Styles) -> Grid:
    """The cells of a sheet however it is written; what is no worksheet, or no possible cell, is refused."""
    lane = _Expat(grid, styles)
    parse(lane.made, data, part)
    if not lane.rooted:
        raise Refused(f"has a sheet {said(grid.sheet)} that is not written as a worksheet: open it in Excel and save "
                      "it again as .xlsx")  # fmt: skip
    return grid


class _Expat:
    """The handlers: a row, its cells, and of a cell its value, formula or inline text."""

    def __init__(self, grid: Grid, styles: Styles) -> None:
        self._grid = grid
        self._styles = styles
        self.rooted = False
        self._inside = False
        self._row = 0
        self._numbered = False
        self._column = -1
        self._cells: list[Cell] = []
        self._cell: Attributes | None = None
        self._formula = False
        self._open = self._valued = False  # inside a row; past the cell's value
        self._hints = 0
        self._text: list[str] = []
        names = {f"{main} {name}": name for main in MAIN for name in
                 ("worksheet", "sheetData", "row", "c", "f", "v", "is", "t", "rPh")}  # fmt: skip
        self._names = names
        self.made: expat.XMLParserType = parser()
        self.made.StartElementHandler = self._start
        self.made.EndElementHandler = self._end

    def _start(self, name: str, attributes: Attributes) -> None:
        known = self._names.get(name)
        if known == "c" and self._inside:
            self._open_cell(attributes)
        elif known == "row" and self._inside:
            self._open_row(attributes.get("r"))
        elif self._cell is not None and (known == "v" or (known == "t" and not self._hints)):
            self._open_value(is_value=known == "v")
        elif known == "f":
            self._formula = True
        elif known == "rPh":
            self._hints += 1
        elif known == "sheetData":
            self._inside = True
        elif known == "worksheet":
            self.rooted = True

    def _end(self, name: str) -> None:
        self.made.CharacterDataHandler = None
        known = self._names.get(name)
        if known == "c" and self._cell is not None:
            self._close_cell(self._cell)
        elif known == "row" and self._inside:
            self._grid.add(self._row, self._cells)
            self._cells, self._open = [], False
        elif known == "rPh":
            self._hints -= 1
        elif known == "sheetData":
            self._inside = False

    def _open_row(self, reference: str | None) -> None:
        """A row without a number follows the one before, unless its cells say where they are."""
        if self._open:
            raise Refused(f"has a row inside row {self._row} of sheet {said(self._grid.sheet)}, so where its cells "
                          "belong is unknown: open it in Excel and save it again as .xlsx")  # fmt: skip
        self._open = True
        self._numbered = reference is not None
        _, self._row = address(f"A{self._row + 1 if reference is None else reference}", self._grid.sheet)
        self._column = -1

    def _open_cell(self, attributes: Attributes) -> None:
        if self._cell is not None:
            self._refuse_cell("has a cell inside")
        self._cell, self._formula, self._valued, self._text = attributes, False, False, []
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
            return
        self._column, row = address(reference, self._grid.sheet)
        if row != self._row and (self._numbered or self._cells):
            raise Refused(f"has the cell {reference} in row {self._row} of sheet {said(self._grid.sheet)}, so where it "
                          "belongs is unknown: open it in Excel and save it again as .xlsx")  # fmt: skip
        self._row = row

    def _open_value(self, *, is_value: bool) -> None:
        """A cell has one value, or the runs of one text; what a second would mean nobody can say."""
        if self._text and (is_value or self._valued):
            self._refuse_cell("gives two values in")
        self._valued = is_value
        self.made.CharacterDataHandler = self._text.append

    def _refuse_cell(self, fault: str) -> None:
        cell = f"{letters_of(self._column)}{self._row}"
        raise Refused(f"{fault} sheet {said(self._grid.sheet)}, cell {cell}, so which is meant is unknown: open it in "
                      "Excel, check that cell and save it again as .xlsx")  # fmt: skip

    def _close_cell(self, attributes: Attributes) -> None:
        held = decide(
            attributes.get("t", ""), attributes.get("s", ""), self._styles, "".join(self._text), formula=self._formula
        )
        self._grid.formulas = self._grid.formulas or self._formula
        if held is not None:
            self._cells.append((self._column, *held))
        self._cell = None
