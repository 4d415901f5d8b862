"""What do a workbook's small parts say? Its sheets and their order, and how each style shows a number.

Part of the child process: standard library only, and nothing here may import the rest of the product.
Source: ECMA-376 part 1 (Office Open XML), sections 18.2 (workbook), 18.8 (styles).
"""

import re
from posixpath import dirname, join, normpath

from importers.reader.container import Package, Refused, printable
from importers.reader.markup import Attributes, elements, local

_PERCENT_IDS = frozenset({9, 10})
_DATE_IDS = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})  # 46 is [h]:mm:ss, a duration
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.', re.DOTALL)


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
