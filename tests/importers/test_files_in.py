"""The same sheet as CSV, ODS, JSON and zipped: read to the same rows, or refused in one sentence with its line."""

import json
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from importers.bring import CannotRead, Options, import_file
from importers.choices import Choices
from importers.reader import Limits, Unreadable, read_workbook
from trustops.models import School
from trustops.quantities.errors import TrustopsError
from trustops.store.engine import reading

TEXT = "URN,Name,Phase\r\n990001,“St Anne’s – North”,primary\r\n990002,Second,secondary\r\n"
ROWS = [("990001", "“St Anne’s – North”", "primary"), ("990002", "Second", "secondary")]
ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles>'
    '<style:style style:name="no" style:family="table"><style:table-properties table:display="false"/></style:style>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"


def words(*cells: str) -> str:
    inner = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells
    )
    return f"<table:table-row>{inner}</table:table-row>"


def ods(path: Path, tables: str, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS_HEAD + tables + ODS_TAIL)
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return path


def table(rows: str, name: str = "Schools", style: str = "yes") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'


def kept(path: Path, name: str, data: bytes) -> Path:
    (path / name).write_bytes(data)
    return path / name


def schools(engine: Engine) -> list[tuple[str, str, str]]:
    columns = School.__table__.columns
    with reading(engine) as connection:
        rows = connection.execute(select(columns.urn, columns.name, columns.phase).order_by(columns.urn))
        return [tuple(row) for row in rows]


ENCODED = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with a mark": TEXT.encode("utf-8-sig"),
    "UTF-16": TEXT.encode("utf-16"),
    "UTF-16, big end first": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "Windows": TEXT.encode("cp1252"),
    "semicolons": TEXT.replace(",", ";").encode(),
    "tabs": TEXT.replace(",", "\t").encode(),
    "its separator said": b"sep=;\r\n" + TEXT.replace(",", ";").encode(),
    "old Macintosh lines": TEXT.replace("\r\n", "\r").encode(),
    "quotes": '"URN","Name","Phase"\n"990001","“St Anne’s – North”","primary"\n990002,Second,"secondary"'.encode(),
    "a title above": ("Our schools,,\n\n" + TEXT).encode(),
    "commas after the last value": TEXT.replace("\r\n", ",,\r\n").encode(),
}


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED)
def test_csv_is_read_however_it_is_written(sqlite: Engine, tmp_path: Path, data: bytes) -> None:
    assert import_file(sqlite, kept(tmp_path, "schools.csv", data)).accepted
    assert schools(sqlite) == ROWS


REFUSED = {
    "an open quote": (b'URN,Name,Phase\n990001,"Open,primary\n', "cannot be read as CSV at line"),
    "a NUL": (b"URN,Name,Phase\n990001,A\0B,primary\n", "holds a NUL character on line 2"),
    "two encodings": ("URN,Name\n1,é\n".encode() + "2,é\n".encode("cp1252"), "mixes two ways of writing letters"),
    "no encoding at all": (b"URN,Name\n1,\x81\n", "holds a letter on line 2 that is in no known encoding"),
    "half of UTF-16": ("URN".encode("utf-16") + b"x", "says that it is UTF-16 but is not"),
    "a very long value": (b"URN,Name\n1," + b"x" * 200_000, "cannot be read as CSV at line 2"),
    "very many columns": (b"a," * 100_000, "more rows or columns than a sheet"),
    "a web page": (b"<html><body>Sign in</body></html>", "is a web page"),
    "nothing": (b"", "is empty (0 bytes)"),
}


@pytest.mark.parametrize(("data", "why"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_csv_is_refused_in_one_sentence(tmp_path: Path, data: bytes, why: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_workbook(kept(tmp_path, "schools.csv", data))
    assert why in str(caught.value)
    assert str(caught.value).startswith("“schools.csv” ")


def test_a_row_with_a_value_too_many_is_refused_for_its_values_may_have_slipped(sqlite: Engine, tmp_path: Path) -> None:
    data = b"URN,Name,Phase\n990001,Smith, Jones & Co,primary\n990002,Second,primary\n"
    report = import_file(sqlite, kept(tmp_path, "schools.csv", data), Options(partial=True))
    assert [(sheet.new, sheet.refused) for sheet in report.sheets] == [(1, 1)]
    assert (
        "row 2: it has more values than there are headings" in report.problems[0].message + report.problems[1].message
    )


def test_a_csv_is_known_by_its_headings_where_its_name_says_nothing(sqlite: Engine, tmp_path: Path) -> None:
    report = import_file(sqlite, kept(tmp_path, "export (3).csv", TEXT.encode()))
    assert report.accepted
    assert (report.matched[0].label, report.matched[0].how.value) == ("Schools", "its headings")


def test_a_csv_that_could_be_anything_is_a_question(sqlite: Engine, tmp_path: Path) -> None:
    path = kept(tmp_path, "export.csv", b"Number,Called\n990001,Founder\n")
    with pytest.raises(CannotRead) as caught:
        import_file(sqlite, path)
    (question,) = caught.value.questions
    assert (question.found, question.suggestion) == ("export", None)
    with pytest.raises(CannotRead, match="none of its headings") as caught:
        import_file(sqlite, path, Options(choices=Choices((question.answered("Schools"),))))
    assert [each.found for each in caught.value.questions] == ["Number", "Called"]


OBJECTS = [dict(zip(("URN", "Name", "Phase"), row, strict=True)) for row in ROWS]
JSON = {
    "a list": OBJECTS,
    "sheets": {"Schools": OBJECTS},
    "numbers, nothing and keys in another order": [
        {"Phase": "primary", "Name": ROWS[0][1], "URN": 990001, "Region": None},
        {"URN": 990002, "Name": "Second", "Phase": "secondary"},
    ],
}


@pytest.mark.parametrize("held", JSON.values(), ids=JSON)
def test_json_is_read_as_a_list_of_objects_a_sheet(sqlite: Engine, tmp_path: Path, held: object) -> None:
    assert import_file(sqlite, kept(tmp_path, "schools.json", json.dumps(held).encode())).accepted
    assert schools(sqlite) == ROWS


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[1, 2]", "holds something else than an object as item 1"),
        ('{"a": 1}', "neither a list of objects nor an object of such lists"),
        ('[{"URN": {"a": 1}}]', "holds an object inside item 1 of “schools”, under “URN”"),
        ('[{"URN": NaN}]', "NaN is not a number"),
        ('[{"URN": 1, "URN": 2}]', "“URN” stands twice in one object"),
        ("[" * 100_000, "cannot be read as JSON"),
        ('[{"URN": 1}', "cannot be read as JSON"),
    ],
)
def test_other_json_is_refused_in_one_sentence(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_workbook(kept(tmp_path, "schools.json", text.encode()))
    assert why in str(caught.value).replace("“”", "“schools”")


def test_an_ods_file_is_read_as_a_workbook(sqlite: Engine, tmp_path: Path) -> None:
    rows = words("Our schools") + words("URN", "Name", "Phase") + "".join(words(*row) for row in ROWS)
    assert import_file(sqlite, ods(tmp_path / "trust.ods", table(rows))).accepted
    assert schools(sqlite) == ROWS


def test_an_ods_cell_is_what_it_stores(tmp_path: Path) -> None:
    cells = (
        '<table:table-cell office:value-type="percentage" office:value="0.931"><text:p>93%</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2025-09-01"><text:p>1 Sep</text:p>'
        "</table:table-cell>"
        '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="5"/>'
        '<table:table-cell table:number-columns-repeated="3"/>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p>'
        "</table:table-cell>"
        '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0"><text:p>#DIV/0!</text:p>'
        "</table:table-cell>"
        '<table:table-cell table:formula="of:=A1"/>'
        '<table:table-cell office:value-type="string"><office:annotation><text:p>a note</text:p></office:annotation>'
        "<text:p>one<text:s/> two</text:p><text:p>three</text:p></table:table-cell>"
    )
    book = read_workbook(ods(tmp_path / "a.ods", table(f"<table:table-row>{cells}</table:table-row>")))
    said = [f"{index} {value}" for index, value in book.sheets[0].rows[0].cells()]
    assert said == [
        "0 Percent(value=0.931)",
        "1 2025-09-01",
        "2 5",
        "3 5",
        "7 True",
        "8 ErrorCell(text='#DIV/0!')",
        "9 Uncalculated()",
        "10 one  two\nthree",
    ]


def test_an_ods_row_that_repeats_a_million_times_is_held_to_the_limit(tmp_path: Path) -> None:
    blank = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    cell = '<table:table-cell office:value-type="float" office:value="1"/>'
    many = f'<table:table-row table:number-rows-repeated="9999999">{cell}</table:table-row>'
    book = read_workbook(ods(tmp_path / "blank.ods", table(words("a") + blank + words("b"))))
    assert [row.number for row in book.sheets[0].rows] == [1, 1048002]
    with pytest.raises(Unreadable, match="holds more than 1,048,576 rows"):
        read_workbook(ods(tmp_path / "many.ods", table(many)))
    with pytest.raises(Unreadable, match="holds more than 100 rows"):
        read_workbook(ods(tmp_path / "few.ods", table(many.replace("9999999", "101"))), limits=Limits(rows=100))


def test_a_hidden_ods_sheet_and_a_locked_or_hostile_ods_file_are_said(tmp_path: Path) -> None:
    book = read_workbook(ods(tmp_path / "a.ods", table(words("x"), style="no") + table(words("y"), "Posts")))
    assert [(sheet.name, sheet.state) for sheet in book.sheets] == [("Schools", "hidden"), ("Posts", "visible")]
    locked = ods(tmp_path / "b.ods", "", **{"META-INF__manifest.xml": "<manifest:encryption-data/>"})
    with pytest.raises(Unreadable, match="protected by a password"):
        read_workbook(locked)
    with pytest.raises(Unreadable, match="not proper XML"):
        read_workbook(ods(tmp_path / "c.ods", "<table:table>"))


def test_a_zip_of_csv_files_is_a_workbook_of_its_files(sqlite: Engine, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("in/Schools.csv", TEXT)
        archive.writestr("in/relations.csv", "URN,Relation,From\n990001,member,01/09/2025\n")
        archive.writestr("__MACOSX/in/._Schools.csv", b"\0\0")
    report = import_file(sqlite, tmp_path / "all.zip")
    assert [(sheet.sheet, sheet.new) for sheet in report.sheets] == [("Schools", 2), ("Relations", 1)]


def test_a_zipped_workbook_is_read_and_two_are_not(tmp_path: Path) -> None:
    inner = ods(tmp_path / "a.ods", table(words("URN"))).read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip", "w") as archive:
        archive.writestr("a.ods", inner)
    assert read_workbook(tmp_path / "one.zip").kind == "ods"
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.ods", inner)
        archive.writestr("b.ods", inner)
    with pytest.raises(Unreadable, match="more than one workbook"):
        read_workbook(tmp_path / "two.zip")


def test_every_real_text_file_and_workbook_gets_a_sentence_or_its_rows(shared_data: Path, sqlite: Engine) -> None:
    folders = ("07_malformed_csv/*.csv", "08_torture/crafted/*.csv", "04_workbooks/*", "02_finance/*.ods")
    files = [file for pattern in folders for file in sorted(shared_data.glob(pattern))]
    assert len(files) > 20
    for file in files:
        with pytest.raises(TrustopsError) as caught:
            import_file(sqlite, file, Options(source="workbook", dry_run=True))
        said = str(caught.value)
        assert said.endswith("."), file.name
        assert said.isprintable(), file.name
        assert len(said) < 400, f"{file.name}: {said}"
