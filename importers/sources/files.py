"""What is in a public data file? Its records, from CSV or JSON, as they are or alone in a zip, read within limits.

Of a workbook only the list of its sheets is read here, to know it by; its cells are the safe reader's.

Nothing is unpacked to disk, nothing larger than ``MOST_BYTES`` is taken into memory, and every way in which a file
can be damaged ends in one plain sentence.
"""

import codecs
import csv
import html
import io
import json
import lzma
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from trustops.quantities.errors import TrustopsError

HEAD = 8_192
MOST_BYTES = 150_000_000  # the whole national register is 41 MB of JSON
MOST_RATIO = 200  # of unpacked to packed; the register's own is 10
SMALL = 20_000_000  # below this a high ratio harms nobody
ZIP_START = b"PK\x03\x04"
DATA_ENDINGS = (".csv", ".json")
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, RuntimeError)
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# The register holds letters of Windows' western code under their bare numbers, which are invisible in Unicode.
WESTERN = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
SURROGATE = re.compile("[\ud800-\udfff]")
FIRST_OBJECT = re.compile(r"\s*\[\s*\{([^{}]*)\}")
KEY = re.compile(r'"([^"\\]+)"\s*:')
LIST_OF_SHEETS = {"xl/workbook.xml": HEAD, "content.xml": 200_000}  # .xlsx; .ods, where styles come before the sheets
SHEET_NAME = re.compile(r"<(?:\w+:)?(?:sheet|table)\s[^<>]*?\bname=\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Part:
    """A file of data, or one in a zip: its name, its first bytes, and how to read it whole."""

    name: str
    head: bytes
    whole: Callable[[], bytes]


def parts_of(path: Path) -> list[Part]:
    """The data in a file: itself, or each CSV and JSON file of a zip; nothing where it cannot be opened.

    A workbook is one part, whose head is the list of its sheets (see :func:`sheets_in`).
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
        if not head.startswith(ZIP_START):
            return [Part(path.name, head, lambda: _whole(path))]
        with zipfile.ZipFile(path) as archive:
            lists = [name for name in LIST_OF_SHEETS if name in archive.namelist()]
            if lists:
                return [_workbook(path, archive, lists[0])]
            return [_member(path, archive, info) for info in archive.infolist() if _is_data(info)]
    except BROKEN_ZIP:
        return []


def _is_data(info: zipfile.ZipInfo) -> bool:
    encrypted = bool(info.flag_bits & 1)
    hidden = info.filename.startswith("__MACOSX/")  # a Mac's zip holds a shadow of each file
    return info.filename.lower().endswith(DATA_ENDINGS) and not encrypted and not hidden


def _member(path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Part:
    with archive.open(info) as file:
        head = file.read(HEAD)
    return Part(info.filename.rpartition("/")[2], head, lambda: _unpacked(path, info))


def _workbook(path: Path, archive: zipfile.ZipFile, name: str) -> Part:
    with archive.open(name) as file:
        return Part(path.name, file.read(LIST_OF_SHEETS[name]), lambda: _whole(path))


def _whole(path: Path) -> bytes:
    if path.stat().st_size > MOST_BYTES:
        _too_large(path.name)
    return path.read_bytes()


def _unpacked(path: Path, info: zipfile.ZipInfo) -> bytes:
    """The member's bytes; a size that lies is stopped at the limit too."""
    suspicious = info.file_size > SMALL and info.file_size > MOST_RATIO * max(info.compress_size, 1)
    if info.file_size > MOST_BYTES or suspicious:
        _too_large(path.name)
    try:
        with zipfile.ZipFile(path) as archive, archive.open(info) as file:
            data = file.read(MOST_BYTES + 1)
    except BROKEN_ZIP:
        raise TrustopsError(f"{path.name} is damaged or cut short, so it was not read; download it again.") from None
    if len(data) > MOST_BYTES:
        _too_large(path.name)
    return data


def _too_large(name: str) -> NoReturn:
    raise TrustopsError(
        f"{name} holds more than {MOST_BYTES // 1_000_000} MB, far more than any file of its kind; "
        "check that it is the right one."
    )


def part_for(path: Path, recognises: Callable[[bytes, str], bool], title: str) -> Part:
    """The part of a file that a source knows as its own; none is a plain sentence."""
    for part in parts_of(path):
        if recognises(part.head, part.name):
            return part
    raise TrustopsError(
        f"{path.name} is not the {title}: it lacks the columns of that file; "
        "check the file, or leave --as out and let trustops recognise it."
    )


def _start(head: bytes) -> str:
    """The first bytes as text; half a letter at their end is no matter."""
    return head.decode("utf-16" if head.startswith(UTF_16) else "utf-8-sig", "replace")


def headings_in(head: bytes) -> frozenset[str]:
    """The headings of a CSV file from its first bytes.

    >>> sorted(headings_in(b"URN,Name" + bytes([13, 10]) + b"1,A"))
    ['Name', 'URN']
    """
    first = _start(head).partition("\n")[0].strip("\r")
    try:
        return frozenset(heading.strip() for heading in next(csv.reader([first]), []))
    except csv.Error:  # not text at all
        return frozenset()


def sheets_in(head: bytes) -> frozenset[str]:
    """The names of a workbook's sheets, from the first bytes of the list of them.

    >>> sorted(sheets_in(b'<workbook><sheets><sheet sheetId="1" name="Costs &amp; fees"/>'))
    ['Costs & fees']
    """
    if not head.lstrip(b"\xef\xbb\xbf").startswith(b"<"):
        return frozenset()
    return frozenset(html.unescape(name) for name in SHEET_NAME.findall(head.decode("utf-8", "replace")))


def keys_in(head: bytes) -> frozenset[str]:
    """The keys of the first object of a JSON list of plain objects, from its first bytes.

    >>> sorted(keys_in(b'[{"Id": "1", "Name": null}, {'))
    ['Id', 'Name']
    """
    first = FIRST_OBJECT.match(_start(head))
    return frozenset(KEY.findall(first[1])) if first else frozenset()


def csv_records(part: Part, may_lack: frozenset[str] = frozenset()) -> Iterator[tuple[int, dict[str, str] | None]]:
    """Each record of a CSV file with the line it starts on; None for one with too few or too many cells.

    The headings are on line 1; blank lines are passed over. Quotes that never close are one plain sentence. Headings
    at the end that are in ``may_lack`` may have no cell: some registers are published with one heading too many.
    """
    reader = csv.reader(io.StringIO(_text(part), newline=""), strict=True)
    line = 0
    try:
        headings = [heading.strip() for heading in next(reader, [])]
        line = reader.line_num
        for cells in reader:
            line, began = reader.line_num, line + 1
            if any(cells):
                whole = len(cells) <= len(headings) and may_lack.issuperset(headings[len(cells) :])
                yield began, dict(zip(headings, cells, strict=False)) if whole else None
    except csv.Error as error:
        raise TrustopsError(
            f"{part.name}, line {line + 1}: it cannot be read as CSV ({error}); download the file again."
        ) from None


def json_records(part: Part) -> list[Any]:
    """Every item of a JSON file that is one list; numbers with a point are exact."""
    try:
        records = json.loads(_text(part), parse_float=Decimal, parse_constant=_not_a_number)
    except (ValueError, RecursionError) as error:
        raise TrustopsError(f"{part.name} cannot be read as JSON ({error}); download it again.") from None
    if not isinstance(records, list):
        raise TrustopsError(f"{part.name} is not a list of records, as its publisher makes it; download it again.")
    return records


def _not_a_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a number")


def _text(part: Part) -> str:
    """The whole file as text: UTF-8 or marked UTF-16, or Windows' western letters where the whole of it is neither.

    Older registers are in cp1252 with their first odd letter beyond any sniff of the beginning, so all is decoded.
    """
    data = part.whole()
    for encoding in ("utf-16",) if data.startswith(UTF_16) else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TrustopsError(f"{part.name} is neither UTF-8, UTF-16 nor Windows text; save it as UTF-8 and import it again.")


def tidy(value: object) -> str | None:
    """Text as it is kept: composed and trimmed; None where there is none.

    >>> tidy(" St Mary's "), tidy(""), tidy(None), tidy("St Clement" + chr(0x92) + "s")
    ("St Mary's", None, None, 'St Clement’s')
    """
    if value is None:
        return None
    text = unicodedata.normalize("NFC", str(value)).translate(WESTERN).strip()
    return SURROGATE.sub("\ufffd", text) or None
