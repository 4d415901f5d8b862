"""Does the reader give back what was written, with its types and addresses, whichever way the file is written?"""

import io
import math
import zipfile
from dataclasses import asdict
from datetime import date, datetime, time
from pathlib import Path
from unicodedata import normalize
from xml.sax.saxutils import escape

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.reader import ErrorCell, Limits, Percent, Uncalculated, Value, Workbook, read_workbook, start_reading
from importers.reader.decode import day_of, sheets
from importers.reader.grid import Grid, Styles
from importers.reader.parts import shown_as
from importers.reader.quick import quick_lane
from importers.reader.sheetxml import expat_lane
from importers.reader.texts import quick_strings, slow_strings

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

Cells = dict[tuple[int, int], Value]


def small_workbook(path: Path, rows: str, **more: str | bytes) -> Path:
    """A workbook of one sheet whose rows are given as XML; ``more`` adds or replaces parts (__ for /, _ for .)."""
    parts: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r3" Type="{OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/>'
        "</cellXfs></styleSheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>zero</t></si><si><r><t>o</t></r><r><t>ne</t></r>'
        "<rPh><t>hint</t></rPh></si></sst>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }
    parts |= {name.replace("__", "/").replace("_xml", ".xml"): body for name, body in more.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return path


def cells_of(book: Workbook, sheet: int = 0) -> Cells:
    """(row, column) → value, so that a blank cell is one that is not there."""
    return {(row.number, column): value for row in book.sheets[sheet].rows for column, value in row.cells()}


def test_each_kind_of_cell_keeps_its_type_and_place(tmp_path: Path) -> None:
    path = small_workbook(
        tmp_path / "kinds.xlsx",
        '<row r="3"><c r="B3" t="s"><v>1</v></c><c r="C3"><v>12</v></c><c r="D3"><v>0.1</v></c>'
        '<c r="E3" s="2"><v>0.97</v></c><c r="F3" s="1"><v>45901</v></c><c r="G3" s="1"><v>45901.5</v></c>'
        '<c r="H3" t="b"><v>1</v></c>'
        '<c r="I3" t="e"><v>#N/A</v></c><c r="J3"><f>1+1</f></c><c r="K3" t="str"><f>A1</f><v>a &amp; b</v></c>'
        '<c r="L3" t="inlineStr"><is><t xml:space="preserve"> x </t></is></c><c r="M3" s="2"/>'
        '<c r="N3" t="d"><v>2025-09-01</v></c><c r="O3"><v>1E+2</v></c><c r="P3" s="1"><v>-1</v></c></row>',
    )
    (row,) = read_workbook(path).sheets[0].rows
    assert row.number == 3
    assert dict(row.cells()) == {
        1: "one", 2: 12, 3: 0.1, 4: Percent(0.97), 5: date(2025, 9, 1), 6: datetime.fromisoformat("2025-09-01T12:00"),
        7: True, 8: ErrorCell("#N/A"), 9: Uncalculated(), 10: "a & b", 11: " x ", 13: date(2025, 9, 1), 14: 100.0,
        15: ErrorCell("########"),
    }  # fmt: skip
    assert type(row.get(2)) is int
    assert type(row.get(7)) is bool
    assert row.get(12) is None


def test_a_formula_left_at_zero_for_excel_to_work_out_is_not_zero(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "sum.xlsx") as book:
        page = book.add_worksheet()
        page.write_formula("A1", "=1+1")
        page.write_formula("A2", "=1+1", value=2)
    read = read_workbook(tmp_path / "sum.xlsx")
    assert cells_of(read) == {(1, 0): Uncalculated(), (2, 0): 2}
    assert read.notes == (
        "The workbook asks Excel to recalculate it, so its formulas' stored values may be out of date.",
    )


def test_text_is_composed_and_its_escapes_decoded(tmp_path: Path) -> None:
    path = small_workbook(
        tmp_path / "text.xlsx",
        '<row r="1"><c r="A1" t="str"><v>cafe\u0301</v></c><c r="B1" t="str"><v>a_x000D_b_x0000_</v></c></row>',
    )
    assert cells_of(read_workbook(path)) == {(1, 0): "café", (1, 1): "a\rb\0"}


def test_rows_and_cells_without_addresses_follow_one_another(tmp_path: Path) -> None:
    path = small_workbook(
        tmp_path / "bare.xlsx", "<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c/><c><v>3</v></c></row>"
    )
    assert cells_of(read_workbook(path)) == {(1, 0): 1, (1, 1): 2, (3, 1): 3}


def test_rows_out_of_order_keep_their_numbers_and_come_in_order(tmp_path: Path) -> None:
    path = small_workbook(
        tmp_path / "order.xlsx", '<row r="9"><c r="A9"><v>9</v></c></row><row r="2"><c r="C2"><v>2</v></c></row>'
    )
    assert [row.number for row in read_workbook(path).sheets[0].rows] == [2, 9]


def test_the_declared_dimension_is_not_believed(tmp_path: Path) -> None:
    sheet = (
        f'<worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetData>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        "</sheetData></worksheet>"
    )
    path = small_workbook(tmp_path / "far.xlsx", "", xl__worksheets__sheet1_xml=sheet)
    assert cells_of(read_workbook(path)) == {(1_048_576, 16_383): 1}


@pytest.mark.parametrize("form", ["strict", "utf-16", "prefixed"])
def test_other_ways_of_writing_the_same_sheet_read_the_same(form: str, tmp_path: Path) -> None:
    inside = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
    sheet: str | bytes = {
        "strict": f'<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main">{inside}',
        "utf-16": f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{MAIN}">{inside}',
        "prefixed": f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>",
    }[form]
    if form == "utf-16":
        sheet = str(sheet).encode("utf-16")
    path = small_workbook(tmp_path / "form.xlsx", "", xl__worksheets__sheet1_xml=sheet)
    assert cells_of(read_workbook(path)) == {(1, 0): 1}


def test_hidden_sheets_say_so_and_charts_are_left_out(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "states.xlsx") as book:
        book.add_worksheet("Seen").write("A1", 1)
        book.add_worksheet("Hidden").hide()
        book.add_worksheet("Buried").very_hidden()
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Seen!$A$1:$A$1"})
        book.add_chartsheet("Picture").set_chart(chart)
    read = read_workbook(tmp_path / "states.xlsx")
    assert [(sheet.name, sheet.state) for sheet in read.sheets] == [
        ("Seen", "visible"), ("Hidden", "hidden"), ("Buried", "veryHidden")
    ]  # fmt: skip
    assert read.notes == ("Sheet “Picture” is a chart, so it was left out.",)


def test_days_of_the_1904_system(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "mac.xlsx", {"date_1904": True}) as book:
        book.add_worksheet().write_datetime(
            "A1", datetime.fromisoformat("2025-09-01"), book.add_format({"num_format": "d mmm yy"})
        )
    read = read_workbook(tmp_path / "mac.xlsx")
    assert read.date_1904
    assert cells_of(read) == {(1, 0): date(2025, 9, 1)}


@pytest.mark.parametrize(
    ("serial", "shown"),
    [
        (0, time(0)), (0.25, time(6)), (1, date(1900, 1, 1)), (59, date(1900, 2, 28)), (60, ErrorCell("29/02/1900")),
        (61, date(1900, 3, 1)), (2_958_465, date(9999, 12, 31)), (2_958_466, ErrorCell("########")),
        (44_000.999_999_999_9, date(2020, 6, 19)), (45_901.75, datetime.fromisoformat("2025-09-01T18:00")),
    ],
)  # fmt: skip
def test_a_number_shown_as_a_date(serial: float, shown: Value) -> None:
    assert day_of(serial, date_1904=False) == shown


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("0%", "%"), ("0.0 %", "%"), ('0"%"', "n"), (r"0\%", "n"), ("[Red]0.00", "n"), ("[$-809]dd mmmm yyyy", "d"),
        ("[h]:mm", "n"), ("h:mm AM/PM", "d"), ('#,##0 "days"', "n"), ("_-* #,##0_d", "n"), ("General", "n"), ("@", "n"),
    ],
)  # fmt: skip
def test_how_a_format_shows_a_number(code: str, kind: str) -> None:
    assert shown_as(code) == kind


def test_reading_goes_on_while_the_caller_does_something_else(tmp_path: Path) -> None:
    path = small_workbook(tmp_path / "wait.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>')
    reading = start_reading(path)
    path.unlink()  # the child has the open file, not its name
    assert cells_of(reading.result()) == {(1, 0): 1}


numbers = st.integers(-(10**14), 10**14) | st.decimals(-1_000_000, 1_000_000, places=4).map(float)
texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=12)
days = st.dates(date(1900, 3, 1), date(9999, 12, 31))
rows_of_cells = st.lists(
    st.dictionaries(st.integers(0, 9), texts | numbers | st.booleans() | days | numbers.map(Percent), max_size=5),
    max_size=12,
)


def written(rows: list[dict[int, Value]]) -> bytes:
    """The rows as xlsxwriter writes them, every third number left out."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        page = book.add_worksheet()
        day, percent = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "0.0%"})
        for number, row in enumerate(rows):
            for column, value in row.items():
                place = (number + number // 3, column)
                match value:
                    case bool():
                        page.write_boolean(*place, value)
                    case str():
                        page.write_string(*place, value)
                    case date():
                        page.write_datetime(*place, value, day)
                    case Percent():
                        page.write_number(*place, value.value, percent)
                    case int() | float():
                        page.write_number(*place, value)
    return held.getvalue()


@given(rows_of_cells)
@settings(max_examples=25, deadline=None)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, rows: list[dict[int, Value]]) -> None:
    path = tmp_path_factory.mktemp("trip") / "trip.xlsx"
    path.write_bytes(written(rows))
    expected = {
        (number + number // 3 + 1, column): normalize("NFC", value) if isinstance(value, str) else value
        for number, row in enumerate(rows)
        for column, value in row.items()
    }
    read = cells_of(read_workbook(path))
    assert read == expected
    assert all(isinstance(read[place], bool) == isinstance(value, bool) for place, value in expected.items())


cell_xml = st.builds(
    "".join,
    st.lists(
        st.sampled_from(
            ['<c r="{}" s="1"><v>45901</v></c>', '<c r="{}"><v>1.5</v></c>', '<c r="{}" t="s"><v>1</v></c>',
             '<c r="{}"/>', '<c r="{}"><v>007</v></c>', '<c r="{}"><v>1.5E+3</v></c>',
             '<c r="{}" t="str"><v>_x0041_é</v></c>',
             '<c r="{}" t="str"><f>A1&amp;"x"</f><v>a &lt; b</v></c>', '<c r="{}"><f t="shared" si="0"/><v>0</v></c>',
             '<c r="{}" t="inlineStr"><is><t>in &amp; out</t></is></c>', '<c r="{}" t="e"><v>#REF!</v></c>',
             '<c r="{}" t="b"><v>0</v></c>', '<c r="{}" s="2"><v>0.5</v></c>', '<c r="{}"><f>B1</f><v/></c>',
             "<c t='n' r='{}'><v>7</v></c>", '<c r="{}"><!-- no --><v><![CDATA[8]]></v></c>']
        ),
        max_size=4,
    ),
)  # fmt: skip


def lanes(data: bytes, piece: int = 10**6) -> tuple[str | None, str]:
    """What the quick lane (None: gave up) and the expat lane make of a sheet that comes in pieces, as rows."""
    pieces = [data[at : at + piece] for at in range(0, len(data), piece)]
    styles = Styles(["n", "d", "%"], recalculates=False)
    quick = quick_lane(pieces, "sheet", Grid("Data", 9), styles)
    slow = expat_lane(pieces, "sheet", Grid("Data", 9), styles)
    return None if quick is None else rows_said(quick), rows_said(slow)


def rows_said(grid: Grid) -> str:
    lines = grid.answer()
    head = {"texts": [f"text {n}" for n in range(9)], "date_1904": False, "sheets": [["D", "visible", len(lines)]]}
    return repr([(row.number, list(row.cells())) for row in sheets(head, lines)[0].rows])


@given(st.lists(st.tuples(cell_xml, st.integers(1, 30)), max_size=6), st.sampled_from([40, 300, 2_000, 10**6]))
@settings(max_examples=80, deadline=None)
def test_both_lanes_read_the_same(rows: list[tuple[str, int]], piece: int) -> None:
    body = ""
    number = 0
    for cells, times in rows:
        for _ in range(times):  # alike rows are what the quick lane learns patterns from
            number += 1
            places = [f"{letter}{number}" for letter in "ABCDEFGHIJ"]
            body += (
                f'<row r="{number}" spans="1:4">{cells.format(*places)}</row>'
                if "{}" in cells
                else f'<row r="{number}"/>'
            )
    quick, slow = lanes(f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'.encode(), piece)
    assert quick in (None, slow)
    if "'" not in body and "<!" not in body:
        assert quick is not None


@pytest.mark.parametrize(
    "inside",
    [
        '<!-- <sheetData> --><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>',
        '<sheetData><!-- </sheetData> --><row r="1"><c r="A1"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1" cm="1"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row></sheetData>',
    ],
)
def test_the_quick_lane_gives_up_rather_than_guess(inside: str) -> None:
    quick, slow = lanes(f'<worksheet xmlns="{MAIN}">{inside}</worksheet>'.encode())
    assert quick is None
    assert slow.startswith("[(1, [(0, ")


@pytest.mark.parametrize(
    ("odd", "read"),
    [
        ('<row r="{0}" ht="9"><c r="A{0}"><v>7.25</v></c><c r="B{0}" t="str"><v>a</v></c></row>', True),
        ('<row r="{0}"/>', True),
        ('<row r="{0}"><c r="A{0}"><v>1</v></c><c r="B{0}" t="str"><v>a &lt; b</v></c></row>', True),
        ('<!-- --><row r="{0}"><c r="A{0}"><v>1</v></c><c r="B{0}" t="str"><v>a</v></c></row>', False),
        ('<row r="{0}" cm="1"><c r="A{0}"><v>1</v></c><c r="B{0}" t="str"><v>a</v></c></row>', False),
        ('<row r="{0}"><c r="A{0}"><v>&#49;</v></c><c r="B{0}" t="str"><v>a</v></c></row>', False),
        ('<row r="{0}"><c r="A{0}"><v>1</v></c><c r="B{0}" t="str"><v>a\r</v></c></row>', False),
    ],
)
def test_one_odd_row_among_many_alike(odd: str, *, read: bool) -> None:
    alike = '<row r="{0}"><c r="A{0}"><v>{0}</v></c><c r="B{0}" t="str"><v>é</v></c></row>'
    body = "".join((odd if number == 70 else alike).format(number) for number in range(1, 101))
    data = f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'.encode()
    quick, slow = lanes(data, 900)
    assert (quick is not None) == read
    assert quick in (None, slow)


@given(st.lists(texts.filter(lambda text: "\ufffe" not in text)))
@settings(max_examples=40, deadline=None)
def test_both_ways_of_reading_texts_agree(texts: list[str]) -> None:
    data = f'<sst xmlns="{MAIN}">{"".join(f"<si><t>{escape(text)}</t></si>" for text in texts)}</sst>'.encode()
    quick = quick_strings(data)
    assert quick == slow_strings(data, "texts") or (quick is None and not texts)


def test_limits_are_whole_numbers_that_a_child_can_be_told() -> None:
    assert all(isinstance(limit, int) and math.isfinite(limit) and limit > 0 for limit in asdict(Limits()).values())
