"""Which cells does an OpenDocument spreadsheet hold? Its one part, read as strictly as a workbook's sheets are.

Part of the child process: standard library only, and nothing here may import the rest of the product.
Source: OASIS OpenDocument 1.3, part 3, sections 9 (tables) and 19 (attributes).
"""

import re

from importers.reader.container import Package, Refused, said
from importers.reader.grid import LAST_COLUMN, LAST_ROW, Cell, Grid
from importers.reader.markup import Attributes, parse, parser
from importers.reader.plain import ANY_TEXTS, Count, Texts

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
TABLE, OFFICE, TEXT, STYLE, DRAW = (f"{_ODF}{name}:1.0 " for name in ("table", "office", "text", "style", "drawing"))
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_KINDS = {"float": "n", "currency": "n", "percentage": "%", "boolean": "b", "date": "i", "time": "i"}
_ERROR = re.compile(r"#[A-Z0-9/]+[!?]?|Err:\d+")
_CLOCK = re.compile(r"PT(\d{2})H(\d{2})M(\d{2})(?:[.,]\d+)?S")
_ASIDE = (f"{OFFICE}annotation", f"{DRAW}frame", f"{TABLE}shapes")
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")


def ods_sheets(package: Package, texts: Texts, count: Count) -> list[tuple[str, str, Grid]]:
    """(name, state, cells) of each sheet in order."""
    if not package.part("mimetype").startswith(SPREADSHEET):
        raise Refused("is an OpenDocument file but not a spreadsheet: choose the .ods or .xlsx file")
    manifest = package.part("META-INF/manifest.xml") if "META-INF/manifest.xml" in package else b""
    if b"encryption-data" in manifest:
        raise Refused("is protected by a password: remove the password and save it again")
    content = _Content(texts, count)
    parse(content.made, package.part("content.xml"), "content.xml")
    return content.sheets


class _Content:
    """The handlers: the tables, their rows, and of a cell what it stores and the words that it shows."""

    def __init__(self, texts: Texts, count: Count) -> None:
        self.sheets: list[tuple[str, str, Grid]] = []
        self._texts = texts
        self._count = count
        self._hidden: set[str] = set()
        self._style = ""
        self._depth = self._aside = 0
        self._row = self._times = self._column = 0
        self._cells: list[Cell] = []
        self._cell: Attributes | None = None
        self._words: list[str] = []
        self._paragraphs = 0
        self.made = parser()
        self.made.StartElementHandler = self._start
        self.made.EndElementHandler = self._end

    def _start(self, name: str, attributes: Attributes) -> None:
        if name in _ASIDE:
            self._aside += 1
        elif name == f"{TABLE}table":
            self._open_table(attributes)
        elif name == f"{STYLE}style":
            self._style = attributes.get(f"{STYLE}name", "")
        elif name == f"{STYLE}table-properties" and attributes.get(f"{TABLE}display") == "false":
            self._hidden.add(self._style)
        elif self._depth and not self._aside:
            self._inside(name, attributes)

    def _inside(self, name: str, attributes: Attributes) -> None:
        if name == f"{TABLE}table-row":
            self._times = _times(attributes.get(f"{TABLE}number-rows-repeated"))
            self._column, self._cells = 0, []
        elif name in _CELLS:
            self._cell, self._words, self._paragraphs = attributes, [], 0
        elif self._cell is None:
            return
        elif name == f"{TEXT}p":
            self._words += ["\n"] * bool(self._paragraphs)
            self._paragraphs += 1
            self.made.CharacterDataHandler = self._heard
        elif name == f"{TEXT}s":
            self._words.append(" " * min(_times(attributes.get(f"{TEXT}c")), 1_000))
        elif name in (f"{TEXT}tab", f"{TEXT}line-break"):
            self._words.append("\t" if name.endswith("tab") else "\n")

    def _heard(self, words: str) -> None:
        if not self._aside:
            self._words.append(words)

    def _end(self, name: str) -> None:
        if name in _ASIDE:
            self._aside -= 1
        elif self._aside:
            return
        elif name == f"{TABLE}table" and self._depth:
            self._depth -= 1
        elif name == f"{TABLE}table-row" and self._depth:
            self._close_row()
        elif name in _CELLS and self._cell is not None:
            self._close_cell(self._cell)
            self._cell = None
            self.made.CharacterDataHandler = None

    def _open_table(self, attributes: Attributes) -> None:
        name = attributes.get(f"{TABLE}name", "")
        if self._depth:
            raise Refused(f"has a table inside a table in sheet {said(self.sheets[-1][0])}: copy it out and save again")
        self._depth, self._row = 1, 0
        away = attributes.get(f"{TABLE}style-name") in self._hidden or name.startswith("'file:")
        self.sheets.append((name, "hidden" if away else "visible", Grid(name, ANY_TEXTS)))

    def _close_row(self) -> None:
        first, self._row = self._row + 1, self._row + self._times
        if not self._cells:
            return
        name, _, grid = self.sheets[-1]
        if self._row > LAST_ROW:
            raise Refused(f"holds more than {LAST_ROW:,} rows in sheet {said(name)}: delete the rows that repeat")
        numbers = range(first, self._row + 1)
        for _ in numbers:  # before any is kept: a few letters can ask for a million rows
            self._count.row(len(self._cells))
        for number in numbers:
            grid.add(number, self._cells)

    def _close_cell(self, attributes: Attributes) -> None:
        first = self._column
        self._column += _times(attributes.get(f"{TABLE}number-columns-repeated"))
        held = self._held(attributes, "".join(self._words))
        if held is None:
            return
        if self._column > LAST_COLUMN:
            raise Refused(f"holds more than {LAST_COLUMN:,} columns in sheet {said(self.sheets[-1][0])}: delete some")
        for column in range(first, self._column):
            kind, stored = held
            self._cells.append(self._texts.cell(column, stored) if kind == "s" else (column, kind, stored))

    def _held(self, attributes: Attributes, shown: str) -> tuple[str, str] | None:
        """A cell's kind and what it stores, or None where it is blank (see ``grid.py`` for the kinds)."""
        stored_as = attributes.get(f"{OFFICE}value-type", "")
        formula = f"{TABLE}formula" in attributes
        if attributes.get(f"{CALC}value-type") == "error" or (formula and _ERROR.fullmatch(shown.strip())):
            return "e", shown.strip() or "#VALUE!"
        kind = _KINDS.get(stored_as)
        if kind is None:
            text = attributes.get(f"{OFFICE}string-value", shown)
            return ("s", text) if text.strip() else ("u", "") if formula and not stored_as else None
        word = {"boolean": "boolean-value", "date": "date-value", "time": "time-value"}.get(stored_as, "value")
        raw = attributes.get(f"{OFFICE}{word}", "")
        if stored_as == "time":
            clock = _CLOCK.fullmatch(raw)
            return ("i", ":".join(clock.groups())) if clock and int(clock[1]) < 24 else ("s", shown or raw)
        return (kind, raw) if raw else ("u", "") if formula else None


def _times(repeated: str | None) -> int:
    return int(repeated) if repeated and repeated.isdecimal() and len(repeated) < 8 else 1
