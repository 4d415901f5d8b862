"""Which cells does a sheet hold? Two readers of the same XML: a quick one that knows the usual way of writing, and one
that knows every way.

Wherever the sheet is written in a way that the quick lane does not know it gives up, and expat reads the whole sheet
again: the answer never depends on the lane. Only the expat lane refuses, so each fault has one sentence. The declared
dimension is not looked at: files lie about it.

Part of the child process: standard library only, and nothing here may import the rest of the product.
"""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from importers.reader.container import Refused, said
from importers.reader.grid import Cell, Grid, Styles, address, decide, letters_of
from importers.reader.markup import MAIN, Attributes, parse_pieces, parser
from importers.reader.quick import quick_lane


def read_sheet(pieces: Callable[[], Iterable[bytes]], part: str, new_grid: Callable[[], Grid], styles: Styles) -> Grid:
    """The cells of one sheet part, by the quick lane or else by expat; ``pieces`` begins the part anew."""
    quick = quick_lane(pieces(), part, new_grid(), styles)
    if quick is not None:
        return quick
    left = iter(pieces())
    try:
        return expat_lane(left, part, new_grid(), styles)
    except Refused:
        for _ in left:  # a part whose bytes were changed is told by its checksum, which comes last: that is the fault
            pass
        raise


def expat_lane(pieces: Iterable[bytes], part: str, grid: Grid, styles: Styles) -> Grid:
    """The cells of a sheet however it is written; what is no worksheet, or no possible cell, is refused."""
    lane = _Expat(grid, styles)
    parse_pieces(lane.made, pieces, part)
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
