"""How is a workbook written by hand, part by part, so that any one of them can be made wrong?"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from importers.reader.grid import letters_of as letters
from tests.importers.gallery.case import Table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
BOOK_RELATIONS = "xl/_rels/workbook.xml.rels"
TEXTS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
ROOT_RELATIONS = "_rels/.rels"
TYPES = "[Content_Types].xml"

Parts = Mapping[str, str | bytes | None]
GENERAL, DAY, PERCENT, MOMENT = range(4)
HEADINGS = ("URN", "Name", "Phase")
SCHOOLS: Table = [HEADINGS, (990011, "Oak", "primary"), (990012, "Elm", "primary")]


@dataclass(frozen=True, slots=True)
class Raw:
    """A cell written as XML, ``{}`` where its address goes."""

    xml: str


def shown(value: float | str, style: int) -> Raw:
    """A number in a cell of a style."""
    return Raw(f'<c r="{{}}" s="{style}"><v>{value}</v></c>')


def cell(place: str, value: Any) -> str:
    """One cell: text inline, numbers as they are, :class:`Raw` as it says, None as nothing."""
    if value is None:
        return ""
    if isinstance(value, Raw):
        return value.xml.replace("{}", place)
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value!r}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def rows(table: Table, first: int = 1) -> str:
    """A table as the XML of its rows, the first at ``first``."""
    return "".join(
        f'<row r="{number}">{"".join(cell(letters(at) + str(number), value) for at, value in enumerate(values))}</row>'
        for number, values in enumerate(table, start=first)
    )


def worksheet(inside: str, before: str = "", after: str = "") -> str:
    """A worksheet part with these rows, and what stands before and after them."""
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheetData>{inside}</sheetData>{after}</worksheet>'


def relations(*each: tuple[str, str, str]) -> str:
    """A relations part: (id, the last word of the type, target)."""
    inside = "".join(f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{to}"/>' for id_, kind, to in each)
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def workbook_part(*sheets: str, more: str = "", before: str = "") -> str:
    """A workbook part; each sheet is the attributes of its element."""
    inside = "".join(f"<sheet {sheet}/>" for sheet in sheets)
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheets>{inside}</sheets>{more}</workbook>'


def types() -> str:
    """What each part is, as other programs want it said."""
    kinds = {BOOK: "sheet.main", SHEET: "worksheet", STYLES: "styles", TEXTS: "sharedStrings"}
    said = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    each = "".join(f'<Override PartName="/{part}" ContentType="{said}{kind}+xml"/>' for part, kind in kinds.items())
    relations_are = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return (
        f'<Types xmlns="{space}">{relations_are}<Default Extension="xml" ContentType="application/xml"/>{each}</Types>'
    )


def parts_of(table: Table = SCHOOLS, sheet: str = "Schools") -> dict[str, str | bytes]:
    """The parts of a good workbook of one sheet."""
    return {
        TYPES: types(),
        ROOT_RELATIONS: relations(("r1", "officeDocument", BOOK)),
        BOOK: workbook_part(f'name="{sheet}" sheetId="1" r:id="r1"'),
        BOOK_RELATIONS: relations(
            ("r1", "worksheet", "worksheets/sheet1.xml"),
            ("r2", "styles", "styles.xml"),
            ("r3", "sharedStrings", "sharedStrings.xml"),
        ),
        STYLES: f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/>'
        '<xf numFmtId="22"/></cellXfs></styleSheet>',
        TEXTS: f'<sst xmlns="{MAIN}"><si><t>Oak</t></si></sst>',
        SHEET: worksheet(rows(table)),
    }


def packed(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as one archive; a part that is None is left out."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, body in parts.items():
            if body is not None:
                archive.writestr(name, body)
    return held.getvalue()


def good(changed: Parts | None = None) -> bytes:
    """The good workbook, with some parts changed, added or (None) left out."""
    return packed({**parts_of(), **(changed or {})})


def sheet_of(inside: str, before: str = "", after: str = "") -> bytes:
    """The good workbook with another Schools sheet."""
    return good({SHEET: worksheet(inside, before, after)})


def table(values: Table, sheet: str = "Schools", changed: Parts | None = None) -> bytes:
    """A workbook of one sheet that holds a table."""
    return packed({**parts_of(values, sheet), **(changed or {})})
