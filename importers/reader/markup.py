"""How is XML read that may mean harm? With no document type, each name in the spreadsheet's own namespace, and UTF-8
told by its first bytes.

Part of the child process: standard library only, and nothing here may import the rest of the product.
"""

import re
from collections.abc import Callable, Iterable
from xml.parsers import expat

from importers.reader.container import DAMAGED, Refused, said

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # the strict form of the format, which Excel also saves
)
Attributes = dict[str, str]
PLAIN = r"[^<>&\x00-\x08\x0b-\x1f]"  # leaves out what XML forbids, and the carriage return, which it changes
TEXT = rf"{PLAIN}*(?:&(?:amp|lt|gt|quot|apos);{PLAIN}*)*"

_MAIN_LENGTHS = {f"{name} ": len(name) + 1 for name in MAIN}
_HEAD = re.compile(
    rb'(?:\xef\xbb\xbf)?(?:<\?xml version="1\.0"(?: encoding="[Uu][Tt][Ff]-8")?(?: standalone="(?:yes|no)")?\s*\?>)?'
    rb"\s*<"
)
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # U+FFFE and U+FFFF, which XML forbids too


def local(name: str) -> str:
    """The bare name of an element in the spreadsheet's own namespace, else empty.

    >>> local("http://purl.oclc.org/ooxml/spreadsheetml/main row"), local("other row"), local("row")
    ('row', '', '')
    """
    for prefix, length in _MAIN_LENGTHS.items():
        if name.startswith(prefix):
            return name[length:]
    return ""


def parser() -> expat.XMLParserType:
    """A parser of XML with namespaces that refuses any document type, and so every entity a file could declare."""
    made = expat.ParserCreate(namespace_separator=" ")
    made.buffer_text = True
    made.StartDoctypeDeclHandler = _refuse_doctype
    return made


def parse(made: expat.XMLParserType, data: bytes, part: str) -> None:
    """Run a parser over a whole part; XML that is not well formed is damage in that part."""
    parse_pieces(made, (data,), part)


def parse_pieces(made: expat.XMLParserType, pieces: Iterable[bytes], part: str) -> None:
    """Run a parser over a part that comes a piece at a time."""
    try:
        for piece in pieces:
            made.Parse(piece, False)
        made.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise Refused(
            f"has a part {said(part)} that is not proper XML, so it {DAMAGED.partition(', so it ')[2]}"
        ) from error


def _refuse_doctype(*_: object) -> None:
    raise Refused(
        "contains a document type definition, which no workbook needs and which can be used to attack, so it was "
        "not read: copy the data into a new workbook and save that as .xlsx"
    )


def elements(data: bytes, part: str, seen: Callable[[str, Attributes], None]) -> None:
    """Call ``seen`` with each start tag (namespace, a space, name) and its attributes, in the part's order."""
    made = parser()
    made.StartElementHandler = seen
    parse(made, data, part)


def is_utf8(data: bytes) -> bool:
    """Whether a part says, or leaves to be understood, that it is UTF-8, and holds no character XML forbids there."""
    return _HEAD.match(data) is not None and not forbidden(data)


def forbidden(data: bytes) -> bool:
    """Whether UTF-8 bytes hold a character beyond the controls that XML forbids."""
    return not data.isascii() and any(code in data for code in _NO_CHARACTERS)


def plain_text(raw: str) -> str:
    """Text with XML's five named entities replaced."""
    if "&" not in raw:
        return raw
    raw = raw.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
    return raw.replace("&amp;", "&")
