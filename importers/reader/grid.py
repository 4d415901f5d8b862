"""What does each cell hold, and how do a sheet's rows go over to the parent? Rows of one shape travel as columns.

Part of the child process: standard library only, and nothing here may import the rest of the product.

A cell's kind is one letter: ``n`` number, ``%`` number shown as a percentage, ``d`` number shown as a date,
``i`` date written as text, ``s`` index of a shared text, ``t`` text, ``b`` true or false, ``e`` error,
``u`` formula that was never worked out. Rows with the same columns and kinds are one group; a group goes over as its
row numbers and its columns, so that nothing is said twice and the parent decodes a column at a time.
"""

import json
import re
from collections.abc import Sequence
from itertools import pairwise

from importers.reader.container import Refused, said
from importers.reader.stored import UnfitError, column_json, numbers_json

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

Cell = tuple[int, str, str]  # column (A is 0), kind, what is stored

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_LINE_ROWS = 2_000  # few enough that a column of codes or days has few different values


class Styles:
    """How the workbook shows numbers: a kind for each cell style, and whether its formulas await recalculation."""

    def __init__(self, kinds: list[str], *, recalculates: bool) -> None:
        self._kinds = kinds
        self.recalculates = recalculates

    def kind(self, style: str) -> str:
        """``n``, ``%`` or ``d``; a style that the workbook does not have shows a plain number."""
        index = int(style) if style.isdecimal() and len(style) < 8 else 0
        return self._kinds[index] if index < len(self._kinds) else "n"


def column_of(letters: str) -> int:
    """The column that letters name, A being 0.

    >>> column_of("A"), column_of("XFD")
    (0, 16383)
    """
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def letters_of(column: int) -> str:
    """The letters of a column, A being 0.

    >>> letters_of(16383)
    'XFD'
    """
    letters = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        letters = chr(65 + rest) + letters
        column -= 1
    return letters


def address(reference: str, sheet: str) -> tuple[int, int]:
    """(column from 0, row from 1) of a reference such as ``C17``; one outside the sheet is refused."""
    found = _ADDRESS.fullmatch(reference)
    if found is None or column_of(found[1]) >= LAST_COLUMN or int(found[2]) > LAST_ROW:
        raise Refused(
            f"has a cell in sheet {said(sheet)} at {said(reference)}, which is no place in a sheet: open it in "
            "Excel and save it again as .xlsx"
        )
    return column_of(found[1]), int(found[2])


def decide(stored_as: str, style: str, styles: Styles, raw: str, *, formula: bool) -> tuple[str, str] | None:
    """A cell's kind and what it stores, or None where it is blank.

    ``stored_as`` is the cell's type attribute. Nothing stored under a formula is a sum never worked out; so is the
    0 that some programs write in its place while they ask Excel to recalculate on opening. Neither may become zero.
    """
    if stored_as in ("", "n"):
        if formula and (not raw or (raw == "0" and styles.recalculates)):
            return "u", ""
        return (styles.kind(style), raw) if raw else None
    if stored_as == "inlineStr":
        return ("t", raw) if raw else None
    kind = {"s": "s", "str": "t", "b": "b", "e": "e", "d": "i"}.get(stored_as)
    if not raw:
        return ("u", "") if formula and kind != "t" else None
    return (kind or "?", raw)


class Group:
    """Rows with the same columns and kinds: of each row its number and then what each cell stores, all as written."""

    __slots__ = ("columns", "kinds", "rows")

    def __init__(self, columns: tuple[int, ...], kinds: str) -> None:
        self.columns = columns
        self.kinds = kinds
        self.rows: list[tuple[str, ...]] = []


class Grid:
    """The cells of one sheet as they are read; it refuses what no sheet can hold."""

    def __init__(self, sheet: str, texts: int) -> None:
        self.sheet = sheet
        self.formulas = False  # whether any value kept is a formula's
        self._texts = texts
        self._groups: dict[tuple[tuple[int, ...], str], Group] = {}
        self._columns_of: dict[int, tuple[int, ...]] = {}
        self._lines: list[str] = []
        self._rows = self._cells = 0

    def group(self, columns: tuple[int, ...], kinds: str) -> Group:
        """The group of rows of this shape."""
        key = (columns, kinds)
        found = self._groups.get(key)
        if found is None:
            found = self._groups[key] = Group(columns, kinds)
        return found

    def add(self, number: int, cells: list[Cell]) -> None:
        """One row's cells, which may come in any order; a row without any is nothing."""
        if not cells:
            return
        columns = tuple([cell[0] for cell in cells])
        if any(a >= b for a, b in pairwise(columns)):
            cells = sorted(cells, key=lambda cell: cell[0])
            columns = tuple([cell[0] for cell in cells])
            self._no_two_alike(number, columns)
        if number in self._columns_of:
            self._no_two_alike(number, tuple(sorted(columns + self._columns_of[number])))
            raise Refused(
                f"writes row {number} of sheet {said(self.sheet)} twice: open it in Excel and save it again as .xlsx"
            )
        self._columns_of[number] = columns
        group = self.group(columns, "".join([cell[1] for cell in cells]))
        group.rows.append((str(number), *[cell[2] for cell in cells]))

    def size(self) -> tuple[int, int]:
        """(rows, cells) that hold something."""
        groups = self._groups.values()
        cells = sum(len(group.rows) * len(group.columns) for group in groups)
        return self._rows + sum(len(group.rows) for group in groups), self._cells + cells

    def close_rows(self) -> None:
        """Write the rows so far for the parent and forget them.

        No later row may have the number of one of these. A stored value that its kind cannot have is refused.
        """
        for group in self._groups.values():
            for start in range(0, len(group.rows), _LINE_ROWS):
                numbers, *stored = zip(*group.rows[start : start + _LINE_ROWS], strict=True)
                self.write(group.columns, group.kinds, list(map(int, numbers)), stored)
        self._groups, self._columns_of = {}, {}

    def write(
        self, columns: Sequence[int], kinds: str, numbers: Sequence[int], stored: Sequence[Sequence[str]]
    ) -> None:
        """Write rows of one shape for the parent, a sequence a column; see ``stored.py``."""
        self._rows += len(numbers)
        self._cells += len(numbers) * len(columns)
        values: list[str] = []
        for column, kind, raws in zip(columns, kinds, stored, strict=True):
            try:
                values.append(column_json(kind, raws, self._texts))
            except UnfitError as unfit:
                row = numbers[raws.index(unfit.raw)]
                self._refuse_cell(f"{letters_of(column)}{row}", unfit.raw, kind)
        self._lines.append(f'[{json.dumps(columns)},"{kinds}",{numbers_json(numbers)},[{",".join(values)}]]')

    def answer(self) -> list[str]:
        """The sheet's rows for the parent, a line for each shape of some rows."""
        self.close_rows()
        return self._lines

    def _no_two_alike(self, number: int, columns: tuple[int, ...]) -> None:
        for column, following in pairwise(columns):
            if column == following:
                raise Refused(
                    f"holds two cells {letters_of(column)}{number} in sheet {said(self.sheet)}, so which is meant "
                    "is unknown: open it in Excel, check that cell and save it again as .xlsx"
                )

    def _refuse_cell(self, cell: str, raw: str, kind: str) -> None:
        place = f"sheet {said(self.sheet)}, cell {cell}"
        if kind == "s":
            raise Refused(f"has in {place} text number {said(raw)}, which it does not hold: open it in Excel, check "
                          "that cell and save it again as .xlsx")  # fmt: skip
        raise Refused(f"stores {said(raw)} in {place}, which is not of the type it claims: open it in Excel, correct "
                      "that cell and save it again as .xlsx")  # fmt: skip
