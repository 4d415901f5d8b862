"""What if the file is of another kind than its name says, or locked by a password?"""

import gzip
import io
import json
import random
import zipfile
from functools import partial

from tests.importers.gallery.case import OAK_AND_ELM, Case, Refused, Rows
from tests.importers.gallery.package import PACKAGE, ROOT_RELATIONS, good, relations

FINE = Rows(OAK_AND_ELM)
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SPREADSHEET_2003 = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook><Worksheet/></Workbook>'
NOT_BOOK = Refused("not an Excel workbook, or is damaged")
TEXT = Refused("plain text")
WEB = Refused("is a web page")
PICTURE = Refused("is a PDF or a picture")


def compound(stream: bytes, at: int) -> bytes:
    """A compound file of the old formats, this stream's name somewhere in it."""
    data = bytearray(OLE2 + bytes(max(at, 600) + 1000))
    data[at : at + len(stream)] = stream
    return bytes(data)


def archive(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name, body in parts.items():
            made.writestr(name, body)
    return held.getvalue()


def office(target: str) -> bytes:
    """An Office file whose main part is another than a workbook's."""
    return good({ROOT_RELATIONS: relations(("r1", "officeDocument", target)), target: b"<other/>"})


def no_office() -> bytes:
    return good({ROOT_RELATIONS: f'<Relationships xmlns="{PACKAGE}"/>'})


def noise(seed: int) -> bytes:
    return bytes(200) + random.Random(seed).randbytes(5000)


def cases() -> list[Case]:
    return [
        Case("csv.xlsx", lambda: b"URN,Name,Phase\r\n990011,Oak,primary\r\n", TEXT),
        Case("words.xlsx", lambda: b"Dear all, the return is attached.", TEXT),
        Case("json.xlsx", lambda: json.dumps([{"URN": 990011}]).encode(), TEXT),
        Case("utf16.xlsx", lambda: "URN,Name\n990011,Oak\n".encode("utf-16"), TEXT),
        Case("rtf.xlsx", lambda: b"{\\rtf1\\ansi Return}", TEXT),
        Case("spreadsheet_2003.xlsx", lambda: SPREADSHEET_2003.encode(), TEXT),
        Case("page.xlsx", lambda: b"\r\n<HTML><body><table><tr><td>990011", WEB),
        Case("sign_in.xlsx", lambda: b"\xef\xbb\xbf<!DOCTYPE html><title>Sign in</title>", WEB),
        Case("paper.xlsx", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(99), PICTURE),
        Case("png.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), PICTURE),
        Case("jpeg.xlsx", lambda: b"\xff\xd8\xff\xe0" + bytes(99), PICTURE),
        Case("gif.xlsx", lambda: b"GIF89a" + bytes(99), PICTURE),
        Case("gzip.xlsx", lambda: gzip.compress(good(), mtime=0), NOT_BOOK),
        Case("seven.xlsx", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(99), NOT_BOOK),
        Case("program.xlsx", lambda: b"MZ\x90\x00" + bytes(999), NOT_BOOK),
        Case("zeros.xlsx", lambda: bytes(5000), NOT_BOOK),
        *(Case(f"noise_{seed}.xlsx", partial(noise, seed), NOT_BOOK) for seed in range(4)),
        Case("biff4.xlsx", lambda: b"\x09\x04\x06\x00\x00\x00\x10\x00" + bytes(99), NOT_BOOK),
        Case("old.xlsx", partial(compound, "Workbook".encode("utf-16-le"), 512), Refused("old Excel format (.xls)")),
        Case("old.xls", partial(compound, "Workbook".encode("utf-16-le"), 512), Refused("old Excel format (.xls)")),
        *(
            Case(f"password_{at}.xlsx", partial(compound, ENCRYPTED, at), Refused("remove the password"))
            for at in (512, 4096, 1_048_576 - 7, 3_000_000)
        ),
        Case("binary.xlsb", partial(office, "xl/workbook.bin"), Refused("binary workbook (.xlsb)")),
        Case("letter.xlsx", partial(office, "word/document.xml"), Refused("Word or PowerPoint")),
        Case("slides.xlsx", partial(office, "ppt/presentation.xml"), Refused("Word or PowerPoint")),
        Case("no_office.xlsx", no_office, Refused("which of its parts is the workbook")),
        Case("photos.xlsx", lambda: archive({"a.jpg": b"\xff\xd8\xff"}), Refused("zip archive")),
        Case("empty_zip.xlsx", lambda: archive({}), Refused("")),
        Case("SHOUTING.XLSX", good, FINE),
        Case("our schools (final) v2.xlsx", good, FINE),
        Case("Ysgol Gŵyr – £.xlsx", good, FINE),
        Case("template.xltx", good, FINE),
        Case("line\nERROR forged.xlsx", lambda: b"%PDF", PICTURE),
        Case("tab\tred\x1b[31m.xlsx", lambda: b"%PDF", PICTURE),
        Case("gnp\u202excod.xlsx", lambda: b"%PDF", PICTURE),
        Case("x" * 240 + ".xlsx", good, FINE),
    ]
