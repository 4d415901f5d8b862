"""What if the archive itself is damaged, doubled, or dressed up?"""

import io
import struct
import warnings
import zipfile
from functools import partial
from typing import Any

from tests.importers.gallery.case import OAK_AND_ELM, Case, Refused, Rows
from tests.importers.gallery.package import (
    BOOK,
    BOOK_RELATIONS,
    ROOT_RELATIONS,
    SCHOOLS,
    SHEET,
    STYLES,
    TEXTS,
    TYPES,
    Raw,
    good,
    packed,
    parts_of,
    table,
)

FINE = Rows(OAK_AND_ELM)
DAMAGED = Refused("damaged or cut short")
OVER = Refused("lie over one another")
OUTSIDE = Refused("outside itself")
DIRECTORY = b"PK\x01\x02"


def cut(sixteenths: int) -> bytes:
    whole = good()
    return whole[: len(whole) * sixteenths // 16]


def flipped(part: str) -> bytes:
    """One bit of a part's packed bytes changed."""
    data = bytearray(good())
    at = data.index(part.encode()) + len(part) + 12
    data[at] ^= 0x10
    return bytes(data)


def wrong_sum() -> bytes:
    """The checksum of the sheet, in both places, is not that of its bytes."""
    parts = parts_of()
    data = bytearray(packed(parts, zipfile.ZIP_STORED))
    at = data.index(b"Elm")
    data[at : at + 3] = b"Ash"
    return bytes(data)


def in_directory(place: int, value: bytes, entry: int = 0) -> bytes:
    """The good workbook with bytes of one entry of its directory replaced."""
    data = bytearray(good())
    at = -1
    for _ in range(entry + 1):
        at = data.index(DIRECTORY, at + 1)
    data[at + place : at + place + len(value)] = value
    return bytes(data)


def twice(name: str) -> bytes:
    held = io.BytesIO(good())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the name is doubled is the point
        with zipfile.ZipFile(held, "a") as archive:
            archive.writestr(zipfile.ZipInfo(name), "<other/>")
    return held.getvalue()


def streamed() -> bytes:
    """As a program writes it that cannot go back: sizes after the bytes."""

    class OneWay(io.RawIOBase):
        def __init__(self) -> None:
            self.held = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            piece = bytes(memoryview(data))
            self.held += piece
            return len(piece)

    out = OneWay()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts_of().items():
            archive.writestr(name, body)
    return bytes(out.held)


def with_comment() -> bytes:
    held = io.BytesIO(good())
    with zipfile.ZipFile(held, "a") as archive:
        archive.comment = b"made for the trust"
    return held.getvalue()


def link() -> bytes:
    """The sheet is a symbolic link to a file of the machine."""
    info = zipfile.ZipInfo(SHEET)
    info.create_system, info.external_attr = 3, 0o120777 << 16
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, body in parts_of().items():
            archive.writestr(info if name == SHEET else name, "/etc/passwd" if name == SHEET else body)
    return held.getvalue()


def renamed(change: dict[str, str]) -> bytes:
    return packed({change.get(name, name): body for name, body in parts_of().items()})


def wide() -> bytes:
    """An archive in the 64-bit form."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts_of().items():
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as part:
                part.write(body.encode() if isinstance(body, str) else body)
    return held.getvalue()


def end_says(entries: int) -> bytes:
    """The archive's last record counts other entries than its directory has."""
    data = bytearray(good())
    at = data.rindex(b"PK\x05\x06")
    data[at + 8 : at + 12] = struct.pack("<HH", entries, entries)
    return bytes(data)


def texts_used() -> bytes:
    return table([*SCHOOLS[:1], (990011, Raw('<c r="{}" t="s"><v>0</v></c>'), "primary"), SCHOOLS[2]])


def texts_missing() -> bytes:
    values = [*SCHOOLS[:1], (990011, Raw('<c r="{}" t="s"><v>0</v></c>'), "primary"), SCHOOLS[2]]
    return table(values, changed={TEXTS: None})


def cases() -> list[Case]:
    return [
        *(Case(f"cut_{n:02}.xlsx", partial(cut, n), DAMAGED) for n in range(1, 16)),
        Case("nothing.xlsx", bytes, Refused("is empty (0 bytes)")),
        Case("one_byte.xlsx", lambda: b"P", Refused("plain text")),
        *(Case(f"flipped_{n}.xlsx", partial(flipped, part), DAMAGED) for n, part in enumerate([BOOK, SHEET, STYLES])),
        Case("wrong_sum.xlsx", wrong_sum, DAMAGED),
        Case("junk_before.xlsx", lambda: b"MIME header\r\n" * 9 + good(), Refused("not an Excel workbook")),
        Case("junk_after.xlsx", lambda: good() + b"\0" * 99, FINE),
        Case("comment.xlsx", with_comment, FINE),
        Case("twice.xlsx", partial(twice, BOOK), Refused("twice")),
        Case("twice_by_case.xlsx", partial(twice, "XL/Worksheets/SHEET1.xml"), Refused("twice")),
        Case("twice_by_slash.xlsx", partial(twice, "xl\\workbook.xml"), Refused("twice")),
        Case("no_types.xlsx", partial(good, {TYPES: None}), FINE),
        Case("no_styles.xlsx", partial(good, {STYLES: None}), FINE),
        Case("no_texts_needed.xlsx", partial(good, {TEXTS: None}), FINE),
        Case("texts.xlsx", texts_used, FINE),
        Case("no_texts.xlsx", texts_missing, Refused("cell B2 text number")),
        Case("no_root.xlsx", partial(good, {ROOT_RELATIONS: None}), Refused("which of its parts is the workbook")),
        Case("no_book.xlsx", partial(good, {BOOK: None}), Refused("lacks its part “xl/workbook.xml”")),
        Case("no_sheet.xlsx", partial(good, {SHEET: None}), Refused("lacks its part “xl/worksheets/sheet1.xml”")),
        Case("no_relations.xlsx", partial(good, {BOOK_RELATIONS: None}), Refused("sheet “Schools”")),
        Case("stored.xlsx", lambda: packed(parts_of(), zipfile.ZIP_STORED), FINE),
        Case("bzip2.xlsx", lambda: packed(parts_of(), zipfile.ZIP_BZIP2), FINE),
        Case("lzma.xlsx", lambda: packed(parts_of(), zipfile.ZIP_LZMA), FINE),
        Case("streamed.xlsx", streamed, FINE),
        Case("wide.xlsx", wide, FINE),
        Case("folders.xlsx", partial(good, {"xl/": "", "docProps/": ""}), FINE),
        Case(
            "backslashes.xlsx", partial(renamed, {BOOK: BOOK.replace("/", "\\"), SHEET: SHEET.replace("/", "\\")}), FINE
        ),
        Case("capitals.xlsx", partial(renamed, {BOOK: BOOK.upper(), SHEET: SHEET.upper()}), FINE),
        Case("above.xlsx", partial(good, {"../evil.xml": ""}), OUTSIDE),
        Case("rooted.xlsx", partial(good, {"/etc/cron.d/evil": ""}), OUTSIDE),
        Case("above_backslash.xlsx", partial(good, {"xl\\..\\..\\evil.xml": ""}), OUTSIDE),
        Case("drive.xlsx", partial(good, {"C:\\evil.xml": ""}), OUTSIDE),
        Case("link.xlsx", link, Refused("not proper XML")),
        Case("locked.xlsx", partial(in_directory, 8, b"\x01\x00", 3), Refused("remove the password")),
        Case("unknown_packing.xlsx", partial(in_directory, 10, b"\x63\x00", 6), DAMAGED),
        Case("small_lie.xlsx", partial(in_directory, 24, struct.pack("<L", 9), 6), DAMAGED),
        Case("large_lie.xlsx", partial(in_directory, 24, struct.pack("<L", 0xFFFFFFF0), 6), Refused("would unpack to")),
        Case("packed_lie.xlsx", partial(in_directory, 20, struct.pack("<L", 0x7FFFFFF0), 0), OVER),
        Case("overlapping.xlsx", partial(in_directory, 42, bytes(4), 5), OVER),
        Case("other_name.xlsx", partial(in_directory, 46, b"xl/workbork.xml", 2), Refused("lacks its part")),
        Case("two_disks.xlsx", partial(in_directory, 34, b"\x01\x00", 2), FINE),
        Case("end_counts_more.xlsx", partial(end_says, 900), FINE),
        Case("end_counts_none.xlsx", partial(end_says, 0), FINE),
    ]
