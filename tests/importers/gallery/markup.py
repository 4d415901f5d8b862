"""What if the XML inside is hostile, strangely written, or not XML?"""

from functools import partial

from tests.importers.gallery.case import OAK_AND_ELM, Case, Refused, Rows
from tests.importers.gallery.package import (
    BOOK,
    BOOK_RELATIONS,
    HEADINGS,
    MAIN,
    OFFICE,
    ROOT_RELATIONS,
    SCHOOLS,
    SHEET,
    STYLES,
    TEXTS,
    Raw,
    good,
    parts_of,
    rows,
    sheet_of,
    table,
    worksheet,
)

FINE = Rows(OAK_AND_ELM)
NO_TYPE = Refused("contains a document type definition")
NOT_XML = Refused("not proper XML")
LAUGHS = "<!DOCTYPE z [" + '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
) + "]>"  # fmt: skip
GOOD = rows(SCHOOLS)


def declared(part: str, doctype: str, use: str = "") -> bytes:
    """A part with a document type before it, and an entity used in it."""
    body = parts_of()[part]
    text = body if isinstance(body, str) else body.decode()
    return good({part: doctype + text.replace("Oak", use or "Oak")})


def encoded(encoding: str, head: str = "", name: str = "Oak") -> bytes:
    """The sheet in another encoding, with a declaration that says so."""
    text = worksheet(rows([HEADINGS, (990011, name, "primary"), SCHOOLS[2]]))
    return good({SHEET: (f'<?xml version="1.0" encoding="{head or encoding}"?>' + text).encode(encoding)})


def name_cell(xml: str) -> bytes:
    """The good workbook, Oak's name written so."""
    return table([HEADINGS, (990011, Raw(xml), "primary"), SCHOOLS[2]])


def prefixed() -> bytes:
    text = worksheet(GOOD).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
    return good({SHEET: text})


def strict() -> bytes:
    changed = {
        name: body.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, body in parts_of().items()
        if isinstance(body, str)
    }
    return good(changed)


def nested(depth: int) -> bytes:
    return sheet_of(GOOD, after="<extLst>" + "<e>" * depth + "</e>" * depth + "</extLst>")


def attributes(count: int) -> bytes:
    return sheet_of(GOOD, before="<sheetPr " + " ".join(f'a{n}="1"' for n in range(count)) + "/>")


def choice() -> bytes:
    """Rows inside an alternative content block."""
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    return sheet_of(f'{GOOD}<mc:AlternateContent {mc}><mc:Choice Requires="x"/></mc:AlternateContent>')


def cases() -> list[Case]:
    cell = '<c r="{}" t="inlineStr"><is><t>%s</t></is></c>'
    return [
        *(
            Case(f"laughs_{n}.xlsx", partial(declared, part, LAUGHS, "&a9;"), NO_TYPE)
            for n, part in enumerate([SHEET, TEXTS, BOOK, STYLES, BOOK_RELATIONS, ROOT_RELATIONS])
        ),
        Case(
            "quadratic.xlsx",
            partial(declared, SHEET, f'<!DOCTYPE z [<!ENTITY a "{"a" * 99_999}">]>', "&a;" * 999),
            NO_TYPE,
        ),
        Case(
            "file.xlsx",
            partial(declared, SHEET, '<!DOCTYPE z [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
            NO_TYPE,
        ),
        Case(
            "fetch.xlsx",
            partial(declared, TEXTS, '<!DOCTYPE z [<!ENTITY a SYSTEM "http://127.0.0.1:9/x">]>', "&a;"),
            NO_TYPE,
        ),
        Case("outside_type.xlsx", partial(declared, SHEET, '<!DOCTYPE z SYSTEM "http://127.0.0.1:9/z.dtd">'), NO_TYPE),
        Case(
            "parameter.xlsx",
            partial(declared, SHEET, '<!DOCTYPE z [<!ENTITY % p SYSTEM "http://127.0.0.1:9/"> %p;]>'),
            NO_TYPE,
        ),
        Case("bare_type.xlsx", partial(declared, SHEET, "<!DOCTYPE worksheet>"), NO_TYPE),
        Case("undeclared.xlsx", partial(name_cell, cell % "&secret;"), NOT_XML),
        *(
            Case(f"{name.replace('-', '_')}.xlsx", partial(encoded, name), FINE)
            for name in ("utf-8", "utf-16", "ascii")
        ),
        Case("utf_8_mark.xlsx", partial(encoded, "utf-8-sig", "utf-8"), FINE),
        Case(
            "latin_1.xlsx",
            partial(encoded, "latin-1", name="Ysgol Tŷ".replace("ŷ", "ý")),
            Rows((("990011", "Ysgol Tý"), ("990012", "Elm"))),
        ),
        Case(
            "cp1252.xlsx",
            partial(encoded, "cp1252", "windows-1252", "St Mary’s"),
            Rows((("990011", "St Mary’s"), ("990012", "Elm"))),
        ),
        Case("utf_7.xlsx", partial(encoded, "utf-7"), NOT_XML),
        Case("utf_32.xlsx", partial(encoded, "utf-32"), NOT_XML),
        Case("utf_16_unsaid.xlsx", partial(encoded, "utf-16-le", "utf-8"), NOT_XML),
        Case("wrong_encoding.xlsx", partial(encoded, "latin-1", "utf-8", "Tý"), NOT_XML),
        Case("no_such_encoding.xlsx", partial(encoded, "ascii", "x-klingon"), NOT_XML),
        Case("nested.xlsx", partial(nested, 100_000), FINE),
        Case("attributes.xlsx", partial(attributes, 100_000), FINE),
        Case("attribute_twice.xlsx", partial(sheet_of, GOOD, '<sheetPr a="1" a="2"/>'), NOT_XML),
        Case("torn.xlsx", partial(good, {SHEET: worksheet(GOOD)[:-9]}), NOT_XML),
        Case("two_roots.xlsx", partial(good, {SHEET: worksheet(GOOD) * 2}), NOT_XML),
        Case("nul.xlsx", partial(name_cell, cell % "O\0ak"), NOT_XML),
        Case("control.xlsx", partial(name_cell, cell % "O\x0bak"), NOT_XML),
        Case("empty_sheet_part.xlsx", partial(good, {SHEET: ""}), NOT_XML),
        Case("empty_book_part.xlsx", partial(good, {BOOK: ""}), NOT_XML),
        Case("prefixed.xlsx", prefixed, FINE),
        Case("strict.xlsx", strict, FINE),
        Case(
            "wrong_namespace.xlsx",
            partial(good, {SHEET: worksheet(GOOD).replace(MAIN, MAIN + "x")}),
            Refused("not written as a worksheet"),
        ),
        Case(
            "no_namespace.xlsx",
            partial(good, {SHEET: worksheet(GOOD).replace(f' xmlns="{MAIN}"', "")}),
            Refused("not written as a worksheet"),
        ),
        Case("book_namespace.xlsx", partial(good, {BOOK: "<workbook/>"}), Refused("does not hold a workbook")),
        Case("alternative.xlsx", choice, FINE),
        Case("no_sheet_data.xlsx", partial(good, {SHEET: f'<worksheet xmlns="{MAIN}"/>'}), Refused("is an empty file")),
        Case(
            "two_sheet_datas.xlsx",
            partial(sheet_of, rows(SCHOOLS[:2]) + "</sheetData><sheetData>" + rows(SCHOOLS[2:], 3)),
            FINE,
        ),
        Case("comments.xlsx", partial(name_cell, cell % "O<!-- - -->ak"), FINE),
        Case("cdata.xlsx", partial(name_cell, cell % "<![CDATA[Oak]]>"), FINE),
        Case("references.xlsx", partial(name_cell, cell % "&#79;&#x61;k"), FINE),
        Case("instruction.xlsx", partial(name_cell, cell % "O<?php evil() ?>ak"), FINE),
        Case(
            "hint.xlsx",
            partial(
                name_cell,
                '<c r="{}" t="inlineStr"><is><r><t>O</t></r><r><t>ak</t></r><rPh><t>hint</t></rPh></is></c>',
            ),
            FINE,
        ),
        Case(
            "two_values.xlsx",
            partial(table, [HEADINGS, (Raw('<c r="{}"><v>9900</v><v>11</v></c>'), "Oak", "primary")]),
            Refused("cell A2"),
        ),
        Case(
            "cell_in_cell.xlsx",
            partial(
                table, [HEADINGS, (990011, Raw('<c r="{}" t="str"><v>Oak</v><c r="D2"><v>1</v></c></c>'), "primary")]
            ),
            Refused("B2"),
        ),
        Case(
            "row_in_row.xlsx",
            partial(
                sheet_of,
                rows(SCHOOLS[:1])
                + '<row r="2"><c r="A2"><v>990011</v></c><row r="3"><c r="A3"><v>1</v></c></row></row>',
            ),
            Refused("row 2"),
        ),
        Case("cell_outside_row.xlsx", partial(sheet_of, GOOD + '<c r="A4"><v>990013</v></c>'), Refused("A4")),
    ]
