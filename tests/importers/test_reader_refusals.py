"""Is every file that will not do refused in one plain sentence that names it, and does none hurt the caller?"""

import os
import struct
import sys
import time
import zipfile
from pathlib import Path

import pytest

from importers.reader import Limits, Unreadable, read_workbook
from importers.reader import read as reading
from tests.importers.test_reader import MAIN, OFFICE, PACKAGE, cells_of, small_workbook

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def refusal(path: Path, **limits: int) -> str:
    """The sentence that a file is refused with."""
    with pytest.raises(Unreadable) as refused:
        read_workbook(path, limits=Limits(**limits))
    sentence = str(refused.value)
    assert path.name in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty (0 bytes)"),
        (b"URN,Name\n100001,Oak\n", "holds plain text, such as a CSV file"),
        (b"\xff\xfeU\0R\0N\0", "holds plain text"),
        (b"<html><table></table></html>", "is a web page"),
        (b"%PDF-1.7\n\0", "is a PDF or a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is in the old Excel format (.xls)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_048_560) + "EncryptedPackage".encode("utf-16-le"),
            "is protected by a password: remove the password",
        ),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", "is not an Excel workbook, or is damaged"),
        (b"PK\x03\x04" + bytes(200), "is damaged or cut short"),
    ],
)
def test_a_file_of_another_kind(content: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    path.write_bytes(content)
    assert why in refusal(path)


def test_no_file_a_folder_a_pipe_and_no_permission(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere.xlsx").startswith("There is no file “nowhere.xlsx”")
    (tmp_path / "folder.xlsx").mkdir()
    assert "is a folder" in refusal(tmp_path / "folder.xlsx")
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert "is not an ordinary file" in refusal(tmp_path / "pipe.xlsx")
    loop = tmp_path / "loop.xlsx"
    loop.symlink_to(loop)
    assert "cannot be opened" in refusal(loop)


@pytest.mark.parametrize("keep", [30, 200, 500, -1, -30])
def test_a_file_cut_short(keep: int, tmp_path: Path) -> None:
    path = small_workbook(tmp_path / "cut.xlsx", ONE)
    path.write_bytes(path.read_bytes()[:keep])
    assert "damaged or cut short" in refusal(path)


def test_a_part_whose_bytes_were_changed(tmp_path: Path) -> None:
    path = tmp_path / "flipped.xlsx"
    small_workbook(path, ONE)
    data = bytearray(path.read_bytes())
    at = data.index(b"xl/worksheets/sheet1.xml") + 40
    data[at] ^= 0xFF
    path.write_bytes(bytes(data))
    assert "is damaged or cut short" in refusal(path)


@pytest.mark.parametrize("part", ["xl__worksheets__sheet1_xml", "xl__sharedStrings_xml", "xl__workbook_xml"])
def test_a_document_type_is_refused_in_every_part(part: str, tmp_path: Path) -> None:
    path = small_workbook(tmp_path / "bomb.xlsx", ONE, **{part: f'{BOMB}<worksheet xmlns="{MAIN}">&b;</worksheet>'})
    assert "contains a document type definition" in refusal(path)


def test_xml_that_is_not_xml_names_its_part(tmp_path: Path) -> None:
    path = small_workbook(tmp_path / "torn.xlsx", "<row><c></row>")
    assert "“xl/worksheets/sheet1.xml” that is not proper XML" in refusal(path)


def test_a_sheet_that_is_no_worksheet(tmp_path: Path) -> None:
    path = small_workbook(tmp_path / "odd.xlsx", "", xl__worksheets__sheet1_xml="<worksheet><sheetData/></worksheet>")
    assert "sheet “Data” that is not written as a worksheet" in refusal(path)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', "holds two cells A1 in sheet “Data”"),
        (ONE + '<row r="2"><c r="B2"><v>1</v></c></row>' + ONE, "holds two cells A1 in sheet “Data”"),
        (ONE + '<row r="1"><c r="B1"><v>1</v></c></row>', "writes row 1 of sheet “Data” twice"),
        ('<row r="1"><c r="A2"><v>1</v></c></row>', "has the cell A2 in row 1"),
        ('<row r="1048577"><c r="A1048577"><v>1</v></c></row>', "which is no place in a sheet"),
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "at “XFE1”, which is no place in a sheet"),
        ('<row r="99999999999999999999"/>', "which is no place in a sheet"),
        ('<row r="1"><c r="C1" t="s"><v>2</v></c></row>', "sheet “Data”, cell C1 text number “2”"),
        ('<row r="1"><c r="C1" t="s"><v>-1</v></c></row>', "sheet “Data”, cell C1 text number “-1”"),
        ('<row r="1"><c r="C1"><v>1,5</v></c></row>', "stores “1,5” in sheet “Data”, cell C1"),
        ('<row r="1"><c r="C1"><v>1e999</v></c></row>', "stores “1e999” in sheet “Data”, cell C1"),
        ('<row r="1"><c r="C1"><v>NaN</v></c></row>', "stores “NaN” in sheet “Data”, cell C1"),
        ('<row r="1"><c r="C1" t="b"><v>2</v></c></row>', "stores “2” in sheet “Data”, cell C1"),
        ('<row r="1"><c r="C1" t="x"><v>2</v></c></row>', "stores “2” in sheet “Data”, cell C1"),
    ],
)
def test_a_cell_that_no_sheet_can_hold(rows: str, why: str, tmp_path: Path) -> None:
    assert why in refusal(small_workbook(tmp_path / "cells.xlsx", rows))


def test_no_number_ends_the_list_of_another_in_the_answer(tmp_path: Path) -> None:
    """What a cell stores goes over in JSON: nothing that it holds may be read as more than one value."""
    path = small_workbook(tmp_path / "inject.xlsx", '<row r="1"><c r="A1"><v>1],"x":[2</v></c></row>')
    assert "which is not of the type it claims" in refusal(path)


def test_an_archive_that_would_unpack_too_large_is_refused_unopened(tmp_path: Path) -> None:
    path = small_workbook(tmp_path / "bomb.xlsx", "", xl__worksheets__sheet1_xml=b" " * (30 * 1024 * 1024))
    started = time.monotonic()
    assert "would unpack to 30 MB" in refusal(path)
    assert time.monotonic() - started < 1
    assert "would unpack to" in refusal(small_workbook(tmp_path / "part.xlsx", ONE), part_bytes=100)


def test_an_archive_of_too_many_parts(tmp_path: Path) -> None:
    path = small_workbook(tmp_path / "many.xlsx", ONE, **{f"extra{number}": "" for number in range(20)})
    assert "holds 26 parts, more than the 10 allowed" in refusal(path, parts=10)


def test_a_directory_too_long_to_read(tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    path.write_bytes(b"PK\x03\x04" + struct.pack("<4s8sLLH", b"PK\x05\x06", bytes(8), 3_000_000, 0, 0))
    assert "holds far more parts than a workbook does" in refusal(path)


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "xl\\..\\..\\evil.xml"])
def test_a_part_named_outside_the_archive(name: str, tmp_path: Path) -> None:
    assert "outside itself" in refusal(
        small_workbook(tmp_path / "names.xlsx", ONE, **{name.replace(".xml", "_xml"): ""})
    )


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_given_twice(tmp_path: Path) -> None:
    path = small_workbook(tmp_path / "twice.xlsx", ONE)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/Workbook.xml", "<other/>")
    assert "holds its part “xl/workbook.xml” twice" in refusal(path)


def test_parts_that_share_their_bytes(tmp_path: Path) -> None:
    path = small_workbook(tmp_path / "overlap.xlsx", ONE)
    data = bytearray(path.read_bytes())
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    data[second + 42 : second + 46] = bytes(4)  # the second part is said to start where the first does
    path.write_bytes(bytes(data))
    assert "lie over one another" in refusal(path)


def test_an_archive_with_a_password(tmp_path: Path) -> None:
    path = small_workbook(tmp_path / "locked.xlsx", ONE)
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    assert "remove the password" in refusal(path)


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("xl/workbook.bin", "binary workbook (.xlsb)"),
        ("word/document.xml", "Word or PowerPoint"),
        ("xl/none.xml", "lacks"),
    ],
)
def test_an_office_file_of_another_kind(target: str, why: str, tmp_path: Path) -> None:
    relations = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="{target}"/>'
        "</Relationships>"
    )
    assert why in refusal(small_workbook(tmp_path / "other.xlsx", ONE, **{"_rels__.rels": relations}))


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "photos.xlsx", "w") as archive:
        archive.writestr("photo.txt", "x")
    assert "is a zip archive, not a workbook" in refusal(tmp_path / "photos.xlsx")
    with zipfile.ZipFile(tmp_path / "table.xlsx", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert "is an OpenDocument file but not a spreadsheet" in refusal(tmp_path / "table.xlsx")


def test_macros_are_left_alone_and_said(tmp_path: Path) -> None:
    book = read_workbook(small_workbook(tmp_path / "macro.xlsm", ONE, **{"xl__vbaProject.bin": b"code"}))
    assert cells_of(book) == {(1, 0): 1}
    assert book.notes == ("The workbook contains macros, which were ignored.",)


def test_a_file_past_its_limits_of_size_rows_and_cells(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><v>2</v></c></row>' for n in range(1, 12))
    path = small_workbook(tmp_path / "big.xlsx", rows)
    assert "holds more than 10 rows" in refusal(path, rows=10)
    assert "or 21 cells" in refusal(path, cells=21)
    assert "more than the 0 MB that can be read" in refusal(path, file_bytes=100)
    assert "needed too much memory" in refusal(path, answer_bytes=100)


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = small_workbook(tmp_path / "slow.xlsx", ONE)
    monkeypatch.setattr(reading, "_START", "import time; time.sleep(60)")
    started = time.monotonic()
    assert "took too long to read" in refusal(path, seconds=1)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("import os; os.abort()", "needed too much memory"),
        ("raise SystemExit(3)", "needed too much memory"),
        ("pass", "needed too much memory"),
        ("print('not json')", "could not be read"),
        ("print('{\"texts\": [], \"date_1904\": 0, \"notes\": [], \"sheets\": [[1]]}')", "could not be read"),
        ("while True: print('x' * 1000)", "needed too much memory"),
    ],
)  # fmt: skip
def test_whatever_becomes_of_the_child_is_one_sentence(
    script: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = small_workbook(tmp_path / "dead.xlsx", ONE)
    monkeypatch.setattr(reading, "_START", script)
    assert why in refusal(path, answer_bytes=100_000)


def test_a_workbook_that_needs_more_memory_than_allowed(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="str"><v>{"x" * 300}{n}</v></c></row>' for n in range(1, 60_000))
    path = small_workbook(tmp_path / "heavy.xlsx", rows)
    assert "needed too much memory" in refusal(path, memory_bytes=64 * 1024**2, ratio=10_000)


CONFINED = """
import json, sys, types
for name, folder in (("importers", sys.argv[2]), ("importers.reader", sys.argv[3])):
    sys.modules[name] = package = types.ModuleType(name)
    package.__path__ = [folder]
import importers.reader.child as child
child._confine(json.loads(sys.argv[1]))
import resource
names = ("AS", "CPU", "FSIZE", "NPROC", "CORE")
limits = [resource.getrlimit(getattr(resource, "RLIMIT_" + name))[0] for name in names]
outsiders = [name for name in sys.modules if name.split(".")[0] in ("trustops", "sqlalchemy", "admin", "click")]
print(json.dumps({"refused": f"has {limits} and {outsiders}"}))
"""


def test_the_child_is_confined_and_loads_nothing_of_the_product(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux grants every limit")
    monkeypatch.setattr(reading, "_START", CONFINED)
    path = small_workbook(tmp_path / "confined.xlsx", ONE)
    assert f"has [{2 * 1024**3}, 60, 0, 0, 0] and []" in refusal(path)


def test_a_message_shows_nothing_unprintable(tmp_path: Path) -> None:
    path = small_workbook(
        tmp_path / "evil.xlsx",
        '<row r="1"><c r="A1"><v>1&#10;ERROR forged line</v></c></row>',
    )
    assert "“1 ERROR forged line”" in refusal(path)
