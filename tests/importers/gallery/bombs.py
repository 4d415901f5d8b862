"""What if a small file asks for a great deal of work or memory?"""

import io
import struct
import zipfile
from functools import partial

from tests.importers.gallery.case import OAK_AND_ELM, Case, Refused, Rows
from tests.importers.gallery.package import (
    BOOK,
    BOOK_RELATIONS,
    HEADINGS,
    MAIN,
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
    workbook_part,
    worksheet,
)

FINE = Rows(OAK_AND_ELM)
TOO_LARGE = Refused("too large to be safe")
TOO_MANY_PARTS = Refused("parts")
MB = 1024 * 1024


def swollen(part: str, size: int, head: bytes = b"", tail: bytes = b"", fill: bytes = b" ") -> bytes:
    """The good workbook with one part of so many megabytes, made a megabyte at a time."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, body in parts_of().items():
            if name != part:
                archive.writestr(name, body)
        with archive.open(part, "w") as out:
            out.write(head)
            for _ in range(size):
                out.write(fill * MB)
            out.write(tail)
    return held.getvalue()


def blanks(size: int) -> bytes:
    whole = worksheet(rows(SCHOOLS)).encode()
    return swollen(SHEET, size, whole[:-12], whole[-12:])


def many_entries(count: int, name: int) -> bytes:
    """An archive of very many empty parts, written without the long way of the library."""
    local, directory = bytearray(), bytearray()
    common = struct.pack("<HHHHHLLLHH", 20, 0, 0, 0, 33, 0, 0, 0, name, 0)
    for number in range(count):
        label = f"{number:0{name}}".encode()
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHLL", 0, 0, 0, 0, len(local))
        directory += label
        local += b"PK\x03\x04" + common + label
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, count % 65536, count % 65536, len(directory), len(local), 0)
    return bytes(local + directory + end)


def sheets(count: int) -> bytes:
    """So many sheets, every one of them the same part."""
    inside = workbook_part(*(f'name="Schools" sheetId="{n}" r:id="r1"' for n in range(1, count + 1)))
    return good({BOOK: inside})


def own_sheets(count: int) -> bytes:
    """So many sheets, each a part of its own with nothing in it, the good one first."""
    more = [(f"s{n}", "worksheet", f"worksheets/more{n}.xml") for n in range(count)]
    links = str(parts_of()[BOOK_RELATIONS])
    links = links.replace("</Relationships>", "") + "".join(
        f'<Relationship Id="{id_}" Type="x/{kind}" Target="{to}"/>' for id_, kind, to in more
    )
    named = (f'name="More {n}" sheetId="{n + 2}" r:id="s{n}"' for n in range(count))
    return good(
        {
            BOOK: workbook_part('name="Schools" sheetId="1" r:id="r1"', *named),
            BOOK_RELATIONS: links + "</Relationships>",
            **{f"xl/worksheets/more{n}.xml": worksheet("") for n in range(count)},
        }
    )


def understated() -> bytes:
    """A sheet of 40 MB whose sizes in the directory say 900 bytes."""
    head, tail = worksheet(rows(SCHOOLS)).encode()[:-12], b"</worksheet>"
    data = bytearray(swollen(SHEET, 40, head, tail))
    at = data.rindex(SHEET.encode()) - 46
    data[at + 24 : at + 28] = struct.pack("<L", 900)
    return bytes(data)


def long_texts() -> bytes:
    """A text of a megabyte that ten thousand cells share."""
    shared = [Raw('<c r="{}" t="s"><v>0</v></c>')]
    many = [(990011, Raw('<c r="{}" t="s"><v>0</v></c>'), "primary"), *[(None, *shared)] * 10_000]
    return table([HEADINGS, *many], changed={TEXTS: f'<sst xmlns="{MAIN}"><si><t>{"x" * MB}</t></si></sst>'})


def cases() -> list[Case]:
    deep = f'<sst xmlns="{MAIN}"><si>' + "<r>" * 200_000 + "<t>Oak</t>" + "</r>" * 200_000 + "</si></sst>"
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs>' + '<xf numFmtId="0"/>' * 400_000 + "</cellXfs></styleSheet>"
    digits = [HEADINGS, (Raw(f'<c r="{{}}"><v>{"9" * 1_000_000}</v></c>'), "Oak", "primary")]
    return [
        Case("blank_sheet_256.xlsx", partial(blanks, 256), TOO_LARGE),
        Case("blank_sheet_30.xlsx", partial(blanks, 30), TOO_LARGE),
        Case(
            "texts_60.xlsx",
            partial(swollen, TEXTS, 60, f'<sst xmlns="{MAIN}"><si><t>'.encode(), b"</t></si></sst>", b"x"),
            TOO_LARGE,
        ),
        Case("unused_60.xlsx", partial(swollen, "xl/media/picture.png", 60), TOO_LARGE),
        Case("unused_19.xlsx", partial(swollen, "xl/media/picture.png", 19), FINE),
        Case("understated.xlsx", understated, Refused("damaged or cut short")),
        Case("entries_200000.xlsx", partial(many_entries, 200_000, 6), TOO_MANY_PARTS),
        Case("entries_30000.xlsx", partial(many_entries, 30_000, 5), TOO_MANY_PARTS),
        Case("sheets_100000.xlsx", partial(sheets, 100_000), Refused("sheets")),
        Case("one_part_twice.xlsx", partial(sheets, 2), Refused("sheet")),
        Case("own_sheets_300.xlsx", partial(own_sheets, 300), FINE),
        Case(
            "names_100000.xlsx",
            partial(
                good,
                {
                    BOOK: workbook_part(
                        'name="Schools" sheetId="1" r:id="r1"',
                        more="<definedNames>"
                        + "".join(f'<definedName name="n{n}">Schools!A1</definedName>' for n in range(100_000))
                        + "</definedNames>",
                    )
                },
            ),
            FINE,
        ),
        Case(
            "merges_50000.xlsx",
            partial(
                sheet_of,
                rows(SCHOOLS),
                "",
                "<mergeCells>" + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(9, 50_009)) + "</mergeCells>",
            ),
            FINE,
        ),
        Case("deep_texts.xlsx", partial(good, {TEXTS: deep}), FINE),
        Case("styles_400000.xlsx", partial(good, {STYLES: styles}), FINE),
        Case("digits.xlsx", partial(table, digits), Refused("cell A2")),
        Case(
            "long_name.xlsx", partial(table, [HEADINGS, (990011, "x" * MB, "primary")]), Rows((), 1, "cell B2 (Name)")
        ),
        Case(
            "long_formula.xlsx",
            partial(
                table,
                [
                    HEADINGS,
                    (990011, Raw('<c r="{}" t="str"><f>' + "A1+" * 300_000 + "1</f><v>Oak</v></c>"), "primary"),
                    SCHOOLS[2],
                ],
            ),
            FINE,
        ),
        Case("long_texts.xlsx", long_texts, Rows((), 10_001, "cell B2 (Name)")),
    ]
