"""Which rows does a text file hold? CSV in the ways that programs write it, and JSON as lists of plain objects.

Part of the child process: standard library only, and nothing here may import the rest of the product.

Every cell of a CSV file is text, for the importer reads text and stored numbers alike; nothing is guessed from how a
value looks. What cannot be decoded or split without a guess is refused with its line.
"""

import csv
import io
import json
import re
from collections import Counter
from unicodedata import normalize

from importers.reader.container import Bounds, Refused, said
from importers.reader.grid import LAST_COLUMN, LAST_ROW, Cell, Grid
from importers.reader.texts import whole_letters

SEPARATORS = (",", ";", "\t")
SAMPLE_RECORDS = 40
SAMPLE_LETTERS = 100_000
ANY_TEXTS = 10**9  # this side made the indexes itself
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEP_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
_UTF8_LETTER = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")


class Texts:
    """The different texts of a file, each once, in the order in which they came."""

    def __init__(self) -> None:
        self._places: dict[str, str] = {}

    def cell(self, column: int, text: str) -> Cell:
        """A cell of text, composed as every text is kept."""
        text = text if text.isascii() else normalize("NFC", whole_letters(text))
        return (column, "s", self._places.setdefault(text, str(len(self._places))))

    def all(self) -> list[str]:
        return list(self._places)


class Count:
    """How much was read, against what may be."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._rows = self._cells = 0

    def row(self, cells: int) -> None:
        self._rows += 1
        self._cells += cells
        if self._rows > self._bounds["rows"] or self._cells > self._bounds["cells"]:
            raise Refused(
                f"holds more than {self._bounds['rows']:,} rows or {self._bounds['cells']:,} cells, which is more than "
                "can be read at once: split it into several files"
            )


def csv_grid(data: bytes, name: str, texts: Texts, count: Count) -> Grid:
    """The records of a CSV file as the rows of a sheet; a record's number is that of the row a spreadsheet shows."""
    text = decoded(data)
    grid = Grid(name, ANY_TEXTS)
    told = _SEP_LINE.match(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=told[1] if told else separator(text), strict=True)
    number = line = 0
    try:
        for number, record in enumerate(reader, start=1):
            line = reader.line_num
            if told and number == 1:
                continue
            cells = [texts.cell(column, value) for column, value in enumerate(record) if value and not value.isspace()]
            if len(record) > LAST_COLUMN or number > LAST_ROW:
                raise Refused(f"holds more rows or columns than a sheet at line {line}: split it into several files")
            count.row(len(cells))
            grid.add(number, cells)
    except csv.Error as error:
        raise Refused(
            f"cannot be read as CSV at line {line + 1} ({error}): mend the quotation marks there, or save it again "
            "from the program it came from"
        ) from None
    return grid


def separator(text: str) -> str:
    """What stands between a CSV file's values: the sign that splits most of its first records into as many each.

    >>> separator("a;b\\n1,5;2\\n"), separator("a,b\\n1,2\\n"), separator("alone\\n")
    (';', ',', ',')
    """
    return max(SEPARATORS, key=lambda sign: _evenness(text, sign))


def _evenness(text: str, sign: str) -> tuple[bool, float, int]:
    widths: Counter[int] = Counter()
    try:
        for record in csv.reader(io.StringIO(text[:SAMPLE_LETTERS], newline=""), delimiter=sign):
            if any(record):
                widths[len(record)] += 1
            if widths.total() == SAMPLE_RECORDS:
                break
    except csv.Error:
        pass  # the whole reading says where
    width, times = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
    return width > 1, round(times / max(widths.total(), 1), 1), width


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows' western letters; a mixture of them is no text."""
    text = _unicode(data)
    if text is None:
        text = _western(data)
    at = text.find("\0")
    if at >= 0:
        raise Refused(f"holds a NUL character on line {_line(text, at)}, which no text has: save it again as CSV UTF-8")
    return text


def _unicode(data: bytes) -> str | None:
    """The text where the file says its encoding, or is UTF-8 throughout, or plainly UTF-16; else None."""
    encoding = next((name for bom, name in BOMS if data.startswith(bom)), "")
    if not encoding and data[1:200:2].count(0) > len(data[1:200:2]) * 0.7:
        encoding = "utf-16-le"
    try:
        return data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if not encoding:
            return None
        raise Refused(
            f"says that it is {encoding.removesuffix('-sig').upper()} but is not, from byte {error.start:,} on: save "
            "it again as CSV UTF-8"
        ) from None


def _western(data: bytes) -> str:
    twice = _UTF8_LETTER.search(data)
    if twice:
        raise Refused(
            f"mixes two ways of writing letters (UTF-8 on line {_line(data, twice.start())}, Windows elsewhere), so "
            "which letters are meant is unknown: save it again as CSV UTF-8"
        )
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        line = _line(data, error.start)
        raise Refused(
            f"holds a letter on line {line} that is in no known encoding: save it again as CSV UTF-8"
        ) from None


def _line(text: str | bytes, at: int) -> int:
    end: str | bytes = "\n" if isinstance(text, str) else b"\n"
    return text.count(end, 0, at) + 1  # type: ignore[arg-type]  # both are of one kind


class _Number(str):
    """A number as the file writes it."""


def json_grids(data: bytes, name: str, texts: Texts, count: Count) -> list[tuple[str, Grid]]:
    """The sheets of a JSON file: a list of objects is one sheet, an object of such lists is one a key.

    The keys are the headings, on row 1; each object is a row.
    """
    try:
        held = json.loads(
            decoded(data),
            parse_int=_Number,
            parse_float=_Number,
            parse_constant=_no_number,
            object_pairs_hook=_no_twins,
        )
    except (ValueError, RecursionError) as error:
        raise Refused(f"cannot be read as JSON ({error}): save it again from the program it came from") from None
    if isinstance(held, list):
        held = {name: held}
    if not isinstance(held, dict) or not all(isinstance(each, list) for each in held.values()):
        raise Refused("is JSON, but neither a list of objects nor an object of such lists: write one list a sheet")
    return [(sheet, _json_grid(sheet, rows, texts, count)) for sheet, rows in held.items()]


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is not a number")


def _no_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    held = dict(pairs)
    if len(held) < len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise ValueError(f"{said(twice)} stands twice in one object")
    return held


def _json_grid(name: str, rows: list[object], texts: Texts, count: Count) -> Grid:
    places: dict[str, int] = {}
    grid = Grid(name, ANY_TEXTS)
    read: list[list[Cell]] = []
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            raise Refused(
                f"holds something else than an object as item {number} of {said(name)}: write one object a row"
            )
        cells = [
            _json_cell(places.setdefault(key, len(places)), value, texts, name, number, key)
            for key, value in row.items()
            if value is not None and value != ""
        ]
        count.row(len(cells))
        read.append(cells)
    if len(places) > LAST_COLUMN or len(read) >= LAST_ROW:
        raise Refused("holds more rows or columns than a sheet: split it into several files")
    grid.add(1, [texts.cell(place, key) for key, place in places.items() if key])
    for number, cells in enumerate(read, start=2):
        grid.add(number, cells)
    return grid


def _json_cell(column: int, value: object, texts: Texts, name: str, number: int, key: str) -> Cell:
    if isinstance(value, bool):
        return column, "b", "1" if value else "0"
    if isinstance(value, _Number):
        return column, "n", str(value)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return texts.cell(column, ", ".join(value))
    if isinstance(value, str):
        return texts.cell(column, value)
    raise Refused(f"holds an object inside item {number} of {said(name)}, under {said(key)}: write one value there")
