"""What if the workbook carries macros, links, pictures or things that are hidden?"""

from functools import partial

from tests.importers.gallery.case import OAK_AND_ELM, Case, Refused, Rows
from tests.importers.gallery.package import (
    BOOK,
    BOOK_RELATIONS,
    HEADINGS,
    PACKAGE,
    SCHOOLS,
    SHEET,
    Parts,
    Raw,
    good,
    parts_of,
    rows,
    sheet_of,
    table,
    workbook_part,
    worksheet,
)

FINE = Rows(OAK_AND_ELM)
MACRO = {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0Attribute VB_Name"}
TWO = 'name="Schools" sheetId="1" r:id="r1"', 'name="Payroll" sheetId="2" {} r:id="r4"'
OUTSIDE = "http://127.0.0.1:9/"


def second(state: str) -> bytes:
    """A second sheet, of national insurance numbers, in some state."""
    links = str(parts_of()[BOOK_RELATIONS]).replace(
        "</Relationships>", '<Relationship Id="r4" Type="x/worksheet" Target="worksheets/sheet2.xml"/></Relationships>'
    )
    return good(
        {
            BOOK: workbook_part(TWO[0], TWO[1].format(state)),
            BOOK_RELATIONS: links,
            "xl/worksheets/sheet2.xml": worksheet(rows([("Name", "NI number"), ("Ada", "QQ123456C")])),
        }
    )


def hidden(state: str) -> bytes:
    return good({BOOK: workbook_part(f'name="Schools" sheetId="1" state="{state}" r:id="r1"')})


def linked(kind: str) -> bytes:
    """A part of the book outside the file, which is never fetched."""
    links = str(parts_of()[BOOK_RELATIONS]).replace(
        "</Relationships>",
        f'<Relationship Id="r9" Type="x/{kind}" Target="{OUTSIDE}" TargetMode="External"/></Relationships>',
    )
    return good({BOOK_RELATIONS: links})


def outside_sheet() -> bytes:
    """The sheet itself is said to be on another machine."""
    links = f'<Relationship Id="r1" Type="x/worksheet" Target="{OUTSIDE}" TargetMode="External"/>'
    return good({BOOK_RELATIONS: f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>'})


def far_sheet(target: str) -> bytes:
    links = str(parts_of()[BOOK_RELATIONS]).replace("worksheets/sheet1.xml", target)
    return good({BOOK_RELATIONS: links})


def formula(text: str, value: str = "Oak") -> bytes:
    """Oak's name is the stored answer of a formula."""
    name = Raw(f'<c r="{{}}" t="str"><f>{text}</f><v>{value}</v></c>')
    return table([HEADINGS, (990011, name, "primary"), SCHOOLS[2]])


def cases() -> list[Case]:
    picture: Parts = {"xl/media/image1.png": b"\x89PNG" + bytes(99), "xl/drawings/drawing1.xml": "<!DOCTYPE x><xdr/>"}
    external = workbook_part(TWO[0], more='<externalReferences><externalReference r:id="r9"/></externalReferences>')
    noted = Rows(OAK_AND_ELM, 0, "refers to other workbooks")
    return [
        Case("macros.xlsm", partial(good, MACRO), Rows(OAK_AND_ELM, 0, "contains macros, which were ignored")),
        Case("macros_renamed.xlsx", partial(good, MACRO), Rows(OAK_AND_ELM, 0, "contains macros, which were ignored")),
        Case("old_macro_sheet.xlsm", partial(good, {"xl/macrosheets/sheet1.xml": "<x/>"}), FINE),
        Case("other_books.xlsx", partial(good, {BOOK: external}), noted),
        Case("command.xlsx", partial(formula, "cmd|'/c calc'!A1"), FINE),
        Case("fetching.xlsx", partial(formula, f"WEBSERVICE(&quot;{OUTSIDE}&quot;)"), FINE),
        Case(
            "hyperlinks.xlsx",
            partial(
                sheet_of, rows(SCHOOLS), "", f'<hyperlinks><hyperlink ref="A2" location="{OUTSIDE}"/></hyperlinks>'
            ),
            FINE,
        ),
        Case("picture.xlsx", partial(good, picture), FINE),
        Case(
            "object.xlsx",
            partial(good, {"xl/embeddings/oleObject1.bin": b"MZ", "xl/activeX/activeX1.xml": "<x/>"}),
            FINE,
        ),
        Case(
            "connection.xlsx",
            partial(good, {"xl/connections.xml": f"<connections><c url='{OUTSIDE}'/></connections>"}),
            FINE,
        ),
        *(
            Case(f"outside_{kind}.xlsx", partial(linked, kind), FINE)
            for kind in ("externalLink", "image", "attachedTemplate")
        ),
        Case("outside_styles.xlsx", partial(linked, "styles"), FINE),
        Case("outside_sheet.xlsx", outside_sheet, Refused("outside")),
        Case("sheet_above.xlsx", partial(far_sheet, "../../../etc/passwd"), Refused("lacks its part")),
        Case("sheet_is_the_book.xlsx", partial(far_sheet, "/xl/workbook.xml"), Refused("not written as a worksheet")),
        Case("hidden_payroll.xlsx", partial(second, 'state="hidden"'), Rows(OAK_AND_ELM, 0, "Sheet Payroll is hidden")),
        Case(
            "buried_payroll.xlsx",
            partial(second, 'state="veryHidden"'),
            Rows(OAK_AND_ELM, 0, "Sheet Payroll is hidden"),
        ),
        Case("seen_payroll.xlsx", partial(second, ""), Rows(OAK_AND_ELM, 0, "Sheet Payroll")),
        Case("hidden_schools.xlsx", partial(hidden, "hidden"), Refused("Schools (hidden)")),
        Case("buried_schools.xlsx", partial(hidden, "veryHidden"), Refused("Schools (hidden)")),
        Case("odd_state.xlsx", partial(hidden, "invisible"), Refused("Schools (hidden)")),
        Case("no_sheets.xlsx", partial(good, {BOOK: workbook_part()}), Refused("is an empty file")),
        Case("blank_sheet.xlsx", partial(good, {SHEET: worksheet("")}), Refused("is an empty file")),
        Case("headings_alone.xlsx", partial(table, [HEADINGS]), Refused("no rows under them")),
        Case(
            "other_sheet.xlsx",
            partial(table, [("Colour", "Shape"), ("red", "round")], "Shapes"),
            Refused("no sheet that trustops knows"),
        ),
    ]
