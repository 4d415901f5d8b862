"""What do a workbook's small parts say? Its sheets and their order, its texts, and how each style shows a number.

Part of the child process: standard library only, and nothing here may import the rest of the product.
Source: ECMA-376 part 1 (Office Open XML), sections 18.2 (workbook), 18.4 (shared strings), 18.8 (styles).
"""

import re
from collections.abc import Callable, Iterable
from posixpath import dirname, join, normpath
from unicodedata import is_normalized, normalize
from xml.parsers import expat

from importers.reader.container import DAMAGED, Package, Refused, printable, said

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # the strict form of the format, which Excel also saves
)
Attributes = dict[str, str]
PLAIN = r"[^<>&\x00-\x08\x0b-\x1f]"  # leaves out what XML forbids, and the carriage return, which it changes
TEXT = rf"{PLAIN}*(?:&(?:amp|lt|gt|quot|apos);{PLAIN}*)*"

_MAIN_LENGTHS = {f"{name} ": len(name) + 1 for name in MAIN}
_PERCENT_IDS = frozenset({9, 10})
_DATE_IDS = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})  # 46 is [h]:mm:ss, a duration
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.', re.DOTALL)
_HEAD = re.compile(
    rb'(?:\xef\xbb\xbf)?(?:<\?xml version="1\.0"(?: encoding="[Uu][Tt][Ff]-8")?(?: standalone="(?:yes|no)")?\s*\?>)?'
    rb"\s*<"
)
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # U+FFFE and U+FFFF, which XML forbids too
_TEXT_ITEM = rf'<si><t(?: xml:space="preserve")?>{TEXT}</t></si>'
_TEXT_ITEMS = re.compile(rf"(?:{_TEXT_ITEM})*+")
_ITEM = re.compile(_TEXT_ITEM.replace(TEXT, f"({TEXT})"))
_HALF = re.compile("[\ud800-\udfff]")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


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


def relations(package: Package, source: str) -> dict[str, tuple[str, str]]:
    """A part's relations: id → (kind, the last word of its type in lower case; the part's name, empty if outside)."""
    folder = dirname(source)
    part = join(folder, "_rels", source[len(folder) :].lstrip("/") + ".rels")
    found: dict[str, tuple[str, str]] = {}

    def seen(name: str, attributes: Attributes) -> None:
        if name.endswith(" Relationship"):
            target = attributes.get("Target", "").replace("\\", "/")
            inside = attributes.get("TargetMode") != "External"
            path = normpath(target.lstrip("/") if target.startswith("/") else join(folder, target))
            found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2].lower(), path * inside)

    if part in package:
        elements(package.part(part), part, seen)
    return found


class Book:
    """The workbook part: ``sheets`` as (name, state, relation id) in order, and what it says of dates and sums."""

    def __init__(self, data: bytes, part: str) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.date_1904 = self.recalculates = self.links = False
        self._rooted = False
        elements(data, part, self._seen)
        if not self._rooted:
            raise Refused("does not hold a workbook that Excel would know: open it in Excel and save it as .xlsx")

    def _seen(self, name: str, attributes: Attributes) -> None:
        bare = local(name)
        self._rooted = self._rooted or bare == "workbook"
        if bare == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith("/relationships id")), "")
            self.sheets.append((printable(attributes.get("name", "")), attributes.get("state", "visible"), relation))
        elif bare == "workbookPr":
            self.date_1904 = attributes.get("date1904") in ("1", "true", "on")
        elif bare == "calcPr":
            self.recalculates = attributes.get("fullCalcOnLoad") in ("1", "true", "on")
        elif bare == "externalReference":
            self.links = True


def shown_as(code: str) -> str:
    """How a number format shows a number: ``%`` a percentage, ``d`` a date or time, ``n`` any other way.

    A duration, such as ``[h]:mm``, is a number: thirty-seven hours are no time of day.

    >>> shown_as("0.0%"), shown_as("dd/mm/yyyy"), shown_as('0 "days"'), shown_as("[h]:mm"), shown_as("General")
    ('%', 'd', 'n', 'n', 'n')
    """
    if code.lower() in ("general", "standard"):
        return "n"
    bare = _LITERAL.sub("", code)
    if "%" in bare:
        return "%"
    if _ELAPSED.search(code):
        return "n"
    return "d" if set("dmyhs") & set(bare.lower()) else "n"


def styles(data: bytes, part: str) -> list[str]:
    """For each cell style, in order, how it shows a number (see :func:`shown_as`)."""
    codes: dict[str, str] = {}
    kinds: list[str] = []
    inside = [False]

    def seen(name: str, attributes: Attributes) -> None:
        bare = local(name)
        if bare == "numFmt":
            codes.setdefault(attributes.get("numFmtId", ""), attributes.get("formatCode", ""))
        elif bare in ("cellXfs", "cellStyleXfs"):
            inside[0] = bare == "cellXfs"
        elif bare == "xf" and inside[0]:
            kinds.append(_kind(attributes.get("numFmtId", "0"), codes))

    elements(data, part, seen)
    return kinds


def _kind(number: str, codes: dict[str, str]) -> str:
    if number in codes:
        return shown_as(codes[number])
    index = int(number) if number.isdecimal() and len(number) < 6 else 0
    return "%" if index in _PERCENT_IDS else "d" if index in _DATE_IDS else "n"


def as_text(raw: str) -> str:
    """Text as a person meant it: ``_x000D_`` escapes decoded, composed (NFC); control characters are left to refuse.

    >>> as_text("cafe\u0301 _x0041_")
    'café A'
    """
    if "_x" in raw:
        raw = whole_letters(_ESCAPE.sub(lambda found: chr(int(found[1], 16)), raw))
    return raw if raw.isascii() or is_normalized("NFC", raw) else normalize("NFC", raw)


def whole_letters(text: str) -> str:
    """Text whose letters written in two halves are whole; half a letter alone becomes U+FFFF, which none may keep.

    >>> whole_letters(chr(0xD83C) + chr(0xDF33) + chr(0xD83C)) == chr(0x1F333) + chr(0xFFFF)
    True
    """
    if _HALF.search(text) is None:
        return text
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return _HALF.sub("\uffff", joined)


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


def shared_strings(data: bytes, part: str) -> list[str]:
    """The workbook's texts in order; runs of rich text joined, phonetic hints left out."""
    quick = quick_strings(data)
    return slow_strings(data, part) if quick is None else quick


def quick_strings(data: bytes) -> list[str] | None:
    """The texts of a part that holds nothing but plain ones, item upon item without a gap; None: written otherwise."""
    start, end = data.find(b"<si>"), data.rfind(b"</sst>")
    if not 0 < start < end or not is_utf8(data) or slow_strings(data[:start] + data[end:], "") != []:
        return None
    try:
        text = data[start:end].decode("utf-8")
    except UnicodeDecodeError:
        return None
    if _TEXT_ITEMS.fullmatch(text) is None:
        return None
    return [as_text(plain_text(raw)) for raw in _ITEM.findall(text)]


def slow_strings(data: bytes, part: str) -> list[str]:
    """The texts of a part however it is written."""
    texts: list[str] = []
    now: list[str] = []
    depth = [0]  # inside a phonetic run
    made = parser()

    def start(name: str, _: Attributes) -> None:
        bare = local(name)
        if bare == "t" and not depth[0]:
            made.CharacterDataHandler = now.append
        elif bare == "rPh":
            depth[0] += 1

    def end(name: str) -> None:
        made.CharacterDataHandler = None
        bare = local(name)
        if bare == "si":
            texts.append(as_text("".join(now)))
            now.clear()
        elif bare == "rPh":
            depth[0] -= 1

    made.StartElementHandler = start
    made.EndElementHandler = end
    parse(made, data, part)
    return texts
