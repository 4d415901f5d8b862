"""What if a trust sends an OpenDocument spreadsheet: good, repeated without end, locked, or hostile?"""

import io
import zipfile
from datetime import date
from functools import partial
from xml.sax.saxutils import escape

from tests.importers.gallery.case import OAK_AND_ELM, PRICES, RELATIONS, Case, Facts, Refused, Rows, refused_row
from tests.importers.gallery.package import HEADINGS
from tests.importers.gallery.package import SCHOOLS as GOOD

FINE = Rows(OAK_AND_ELM)
KIND = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
) + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'  # fmt: skip
LOCKED = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"


def cell(value: object) -> str:
    """A cell: a number as one, words as words, and what begins with < as it is written."""
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        return typed("float", f'office:value="{value}"', str(value))
    written = str(value)
    if written.startswith("<"):
        return written
    return f'<table:table-cell office:value-type="string"><text:p>{escape(written)}</text:p></table:table-cell>'


def row(values: tuple[object, ...], more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(map(cell, values))}</table:table-row>"


def content(inside: str, sheet: str = "Schools", before: str = "", styles: str = "", style: str = "") -> str:
    named = f'<table:table table:name="{sheet}"{style}>{inside}</table:table>'
    body = f"<office:body><office:spreadsheet>{named}</office:spreadsheet></office:body>"
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    return f"{before}<office:document-content {NAMES}>{automatic}{body}</office:document-content>"


def ods(part: str, kind: str = KIND, manifest: str = "") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", part)
        archive.writestr("META-INF/manifest.xml", manifest)
    return held.getvalue()


def schools(*rows: str) -> bytes:
    return ods(content(row(HEADINGS) + "".join(rows)))


def named(xml: str) -> bytes:
    return schools(row((990011, xml, "primary")), row(tuple(GOOD[2])))


def price(xml: str) -> bytes:
    return ods(content(row(("Service", "Name", "Price per day")) + row(("GAL", "Gallery", xml)), "Services"))


def joined(xml: str) -> bytes:
    return ods(content(row(("URN", "Relation", "From")) + row((990001, "member", xml)), "Relations"))


def typed(kind: str, attributes: str, shown: str = "", more: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" {attributes} {more}><text:p>{shown}</text:p></table:table-cell>'
    )


def cases() -> list[Case]:
    every = "".join(row(tuple(each)) for each in GOOD)
    formula = 'table:formula="of:=1/0"'
    error = 'calcext:value-type="error"'
    first = Rows((("990001", date(2025, 9, 1)),))
    priced = Rows((("GAL", 27_500),))
    display = '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>'

    def one(file: str, make: partial[bytes], expected: Refused | Rows, facts: Facts | None = None) -> Case:
        return Case(f"{file}.ods", make, expected, facts) if facts else Case(f"{file}.ods", make, expected)

    return [
        one("good", partial(ods, content(every)), FINE),
        Case("named_as_a_workbook.xlsx", partial(ods, content(every)), FINE),
        one("locked", partial(ods, content(every), KIND, LOCKED), Refused("remove the password")),
        one(
            "writer",
            partial(ods, content(every), "application/vnd.oasis.opendocument.text"),
            Refused("not a spreadsheet"),
        ),
        one(
            "doctype",
            partial(ods, content(every, before='<!DOCTYPE z [<!ENTITY a "ha">]>')),
            Refused("document type definition"),
        ),
        one("torn", partial(ods, content(every)[:-20]), Refused("not proper XML")),
        one("hidden", partial(ods, content(every, styles=display, style=' table:style-name="ta1"')), Refused("hidden")),
        one(
            "blank_rows_1m",
            partial(
                ods,
                content(
                    every
                    + row(
                        ('<table:table-cell table:number-columns-repeated="16384"/>',),
                        ' table:number-rows-repeated="1048573"',
                    )
                ),
            ),
            FINE,
        ),
        one(
            "blank_columns",
            partial(
                ods,
                content(
                    every.replace(
                        "</table:table-row>",
                        '<table:table-cell table:number-columns-repeated="16381"/></table:table-row>',
                    )
                ),
            ),
            FINE,
        ),
        one(
            "repeated_row",
            partial(schools, row(tuple(GOOD[1]), ' table:number-rows-repeated="2"'), row(tuple(GOOD[2]))),
            FINE,
        ),
        one(
            "repeated_without_end",
            partial(schools, row(tuple(GOOD[1]), ' table:number-rows-repeated="9999999"')),
            Refused("rows"),
        ),
        one(
            "repeated_50k",
            partial(schools, row((990011, "Oak", "primary"), ' table:number-rows-repeated="50000"')),
            Rows((("990011", "Oak"),)),
        ),
        one(
            "repeated_both_ways",
            partial(
                schools,
                *[
                    row(
                        (typed("float", 'office:value="1"', "1", 'table:number-columns-repeated="16384"'),),
                        ' table:number-rows-repeated="100000"',
                    )
                ],
            ),
            Refused("or 20,000,000 cells"),
        ),
        one(
            "repeated_negative",
            partial(schools, row(tuple(GOOD[1]), ' table:number-rows-repeated="-5"'), row(tuple(GOOD[2]))),
            FINE,
        ),
        one(
            "repeated_words",
            partial(schools, row(tuple(GOOD[1]), ' table:number-rows-repeated="many"'), row(tuple(GOOD[2]))),
            FINE,
        ),
        one(
            "repeated_cells",
            partial(named, typed("string", 'table:number-columns-repeated="20000"', "Oak")),
            Refused("columns"),
        ),
        one(
            "table_in_table",
            partial(named, f'<table:table-cell><table:table table:name="x">{every}</table:table></table:table-cell>'),
            Refused("table inside a table"),
        ),
        one(
            "spans",
            partial(
                named,
                typed("string", "", "O<text:span>a</text:span>k"),
            ),
            FINE,
        ),
        one(
            "annotation",
            partial(
                named,
                typed("string", "", "Oak").replace(
                    "><", "><office:annotation><text:p>look</text:p></office:annotation><", 1
                ),
            ),
            FINE,
        ),
        one(
            "spaces_many",
            partial(
                named,
                typed("string", "", 'Oak<text:s text:c="99999999"/>'),
            ),
            FINE,
        ),
        one("error", partial(price, typed("string", f"{formula} {error}", "#DIV/0!")), refused_row("cell C2"), PRICES),
        one("error_code", partial(price, typed("string", formula, "Err:502")), refused_row("cell C2"), PRICES),
        one(
            "error_zero",
            partial(price, typed("float", f'{formula} {error} office:value="0"', "#N/A")),
            refused_row("cell C2"),
            PRICES,
        ),
        one("not_worked_out", partial(price, typed("float", formula)), refused_row("never stored"), PRICES),
        one(
            "currency",
            partial(price, typed("currency", 'office:currency="GBP" office:value="275"', "£275.00")),
            priced,
            PRICES,
        ),
        one(
            "formula", partial(price, typed("float", 'table:formula="of:=1" office:value="275"', "275")), priced, PRICES
        ),
        one(
            "percentage_price",
            partial(price, typed("percentage", 'office:value="0.97"', "97%")),
            refused_row("is a percentage"),
            PRICES,
        ),
        one("number_nan", partial(price, typed("float", 'office:value="NaN"', "NaN")), Refused("C2"), PRICES),
        one("number_words", partial(price, typed("float", 'office:value="five"', "five")), Refused("C2"), PRICES),
        one(
            "truth",
            partial(price, typed("boolean", 'office:boolean-value="true"', "TRUE")),
            refused_row("cell C2"),
            PRICES,
        ),
        one("odd_kind", partial(price, typed("colour", 'office:value="5"', "275")), priced, PRICES),
        one("date", partial(joined, typed("date", 'office:date-value="2025-09-01"', "01/09/25")), first, RELATIONS),
        one(
            "moment",
            partial(joined, typed("date", 'office:date-value="2025-09-01T14:30:00"', "x")),
            refused_row("time of day"),
            RELATIONS,
        ),
        one(
            "no_such_day",
            partial(joined, typed("date", 'office:date-value="2025-02-30"', "30/02/25")),
            refused_row("cell C2"),
            RELATIONS,
        ),
        one(
            "duration",
            partial(joined, typed("time", 'office:time-value="PT37H00M00S"', "37:00")),
            refused_row("cell C2"),
            RELATIONS,
        ),
    ]
