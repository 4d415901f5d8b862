"""Which texts does a workbook hold? Its shared strings in order, each as the person who typed it meant it.

Part of the child process: standard library only, and nothing here may import the rest of the product.
Source: ECMA-376 part 1 (Office Open XML), section 18.4 (shared strings).
"""

import re
from unicodedata import is_normalized, normalize

from importers.reader.markup import TEXT, Attributes, is_utf8, local, parse, parser, plain_text

_TEXT_ITEM = rf'<si><t(?: xml:space="preserve")?>{TEXT}</t></si>'
_TEXT_ITEMS = re.compile(rf"(?:{_TEXT_ITEM})*+")
_ITEM = re.compile(_TEXT_ITEM.replace(TEXT, f"({TEXT})"))
_HALF = re.compile("[\ud800-\udfff]")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


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
