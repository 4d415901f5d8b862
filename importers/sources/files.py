"""What is in a public data file? Its headings or keys, to know it by, and its records, from CSV or JSON, one by one.

Of a workbook only the list of its sheets is read here; its cells are the safe reader's. Every way in which a file can
be damaged ends in one plain sentence.
"""

import codecs
import csv
import html
import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from importers.sources.archive import Part
from importers.sources.json_list import items_of
from trustops.quantities.errors import TrustopsError

MOST_RECORDS = 1_000_000  # of the largest, exclusions by school and year, there are some 300,000
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# The register holds letters of Windows' western code under their bare numbers, which are invisible in Unicode.
WESTERN = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
SURROGATE = re.compile("[\ud800-\udfff]")
FIRST_OBJECT = re.compile(r"\s*\[\s*\{([^{}]*)\}")
KEY = re.compile(r'"([^"\\]+)"\s*:')
SHEET_NAME = re.compile(r"<(?:\w+:)?(?:sheet|table)\s[^<>]*?\bname=\"([^\"]*)\"")


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
        for number, cells in enumerate(reader, start=1):
            line, began = reader.line_num, line + 1
            _check_number(part, number)
            if any(cells):
                whole = len(cells) <= len(headings) and may_lack.issuperset(headings[len(cells) :])
                yield began, dict(zip(headings, cells, strict=False)) if whole else None
    except csv.Error as error:
        raise TrustopsError(
            f"{part.name}, line {line + 1}: it cannot be read as CSV ({error}); download the file again."
        ) from None


def json_records(part: Part) -> Iterator[Any]:
    """Each item of a JSON file that is one list, as it comes; numbers with a point are exact."""
    text = _text(part)
    if not text.lstrip().startswith("["):
        raise TrustopsError(f"{part.name} is not a list of records, as its publisher makes it; download it again.")
    try:
        for number, record in enumerate(items_of(text), start=1):
            _check_number(part, number)
            yield record
    except (ValueError, RecursionError) as error:
        raise TrustopsError(f"{part.name} cannot be read as JSON ({error}); download it again.") from None


def _check_number(part: Part, number: int) -> None:
    if number > MOST_RECORDS:
        raise TrustopsError(
            f"{part.name} holds more than {MOST_RECORDS:,} records, more than any file of its kind; check that it is "
            "the right one."
        )


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
