"""The person's own workbook comes back with what trustops says of it, and otherwise as it was."""

import re
import warnings
import zipfile
from collections.abc import Collection
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from sqlalchemy import Engine

from importers import annotate, read_again
from importers.annotate import CellMark, RowMark, TabMarks, annotated, marked, marks_of
from importers.bring import Options, import_file
from importers.mark_tab import FILLS, mark_tab
from importers.outcomes import Outcome
from importers.problems import Problem, Severity
from importers.read_again import Tab
from importers.reader import Row, SheetCells, Unreadable, read_workbook
from importers.report import ImportReport
from tests.importers.books import SCHOOLS, book
from trustops.models import School, sheet_of
from trustops.quantities.errors import TrustopsError
from trustops.store.migrate import init_database

NOT_A_URN = "“12” is not a URN, which has six digits; correct it."
ORANGE, BLUE = FILLS["error"].fgColor.rgb, FILLS["warning"].fgColor.rgb


def styled(path: Path) -> Path:
    """A workbook as a person keeps one: styled, with a formula, a note, a filter, a merged cell and a sheet of hers."""
    made = openpyxl.Workbook()
    page = made.active
    page.title = "Schools"
    for row in [*SCHOOLS[1], (12, "Third", "primary")]:
        page.append(list(row))
    page["D1"], page["D2"] = "Pupils twice", "=Mine!A1*2"
    page["A4"].font, page["A4"].fill = (
        Font(name="Georgia", italic=True, color="FFFFFFFF"),
        PatternFill("solid", "112233"),
    )
    page["A4"].comment = Comment("Ask the office", "Ada")
    page["B2"].font = Font(bold=True, size=15)
    page.column_dimensions["B"].width = 33
    page.auto_filter.ref = "A1:D4"
    page.freeze_panes = "B2"
    mine = made.create_sheet("Mine")
    mine["A1"], mine["B1"] = 21, "=A1+1"
    mine.merge_cells("C1:D2")
    made.save(path)
    stored = BytesIO(path.read_bytes())
    return with_answers(path, stored)


def with_answers(path: Path, stored: BytesIO) -> Path:
    """The same file with its one formula worked out, as Excel would have left it."""
    with zipfile.ZipFile(stored) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<f>Mine!A1*2</f><v />", b"<f>Mine!A1*2</f><v>42</v>"))
    return path


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return styled(tmp_path_factory.mktemp("annotate") / "mine.xlsx")


@pytest.fixture(scope="module")
def report(before: Path, tmp_path_factory: pytest.TempPathFactory) -> ImportReport:
    folder = tmp_path_factory.mktemp("annotate")
    engine = init_database(f"sqlite:///{folder / 'trustops.db'}")
    import_file(engine, book(folder / "known.xlsx", {"Schools": [SCHOOLS[1][0], (990002, "Once second", "primary")]}))
    return import_file(engine, before, Options(dry_run=True, outcomes=True))


@pytest.fixture(scope="module")
def after(before: Path, report: ImportReport) -> Any:
    return openpyxl.load_workbook(BytesIO(annotated(before, report)))


def test_each_row_says_what_became_of_it(after: Any) -> None:
    assert [cell.value for cell in after["Schools"]["E"]] == [
        "trustops says",
        "new",
        "changed",
        f"refused: Sheet Schools, cell A4 (URN): {NOT_A_URN}",
    ]


def test_a_faulty_cell_has_a_colour_and_a_comment_after_the_persons_own(after: Any) -> None:
    cell = after["Schools"]["A4"]
    assert cell.fill.fgColor.rgb == ORANGE
    assert cell.comment.text == f"Ask the office\n\ntrustops: Sheet Schools, cell A4 (URN): {NOT_A_URN}"
    assert (cell.font.name, cell.font.italic, cell.font.color.rgb) == ("Georgia", True, "FF000000"), "read on orange"


def test_a_heading_that_is_not_known_has_the_other_colour(after: Any) -> None:
    assert after["Schools"]["D1"].fill.fgColor.rgb == BLUE
    assert "“Pupils twice” is not a heading this sheet knows" in after["Schools"]["D1"].comment.text


def test_the_rest_of_the_file_is_as_it_was(before: Path, after: Any) -> None:
    was = openpyxl.load_workbook(before)
    assert after.sheetnames == was.sheetnames
    for page in was:
        assert_kept(page, after[page.title], but={"A4", "D1"})
    page = after["Schools"]
    assert (page.column_dimensions["B"].width, page.freeze_panes) == (33, "B2")
    assert page.auto_filter.ref == "A1:E4", "the refused rows can be picked out"
    assert after.calculation.fullCalcOnLoad


def assert_kept(was: Any, now: Any, but: Collection[str] = ()) -> None:
    assert [str(merged) for merged in now.merged_cells.ranges] == [str(merged) for merged in was.merged_cells.ranges]
    for letters, column in was.column_dimensions.items():
        assert now.column_dimensions[letters].width == column.width
    for row in was.iter_rows():
        for cell in row:
            same = now[cell.coordinate]
            assert same.value == cell.value
            if cell.coordinate not in but:
                assert look_of(same) == look_of(cell)


def look_of(cell: Any) -> tuple[object, ...]:
    font, sides = cell.font, (cell.border.left.style, cell.border.bottom.style)
    return (
        font.name,
        font.b,
        font.i,
        font.sz,
        cell.fill.fgColor.rgb,
        sides,
        cell.alignment.wrap_text,
        cell.number_format,
    )


def test_a_file_that_changed_since_it_was_checked_is_not_marked(report: ImportReport, tmp_path: Path) -> None:
    other = book(tmp_path / "mine.xlsx", {"Schools": SCHOOLS[1]})
    with pytest.raises(TrustopsError, match=r"mine\.xlsx has changed since it was checked; check it again"):
        annotated(other, report)


def test_what_the_reader_refuses_is_never_opened_to_be_marked(
    report: ImportReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotate, "marked", lambda *_: pytest.fail("it was opened"))
    bad = tmp_path / "mine.xlsx"
    bad.write_bytes(b"PK\x03\x04 and nothing that follows")
    with pytest.raises(Unreadable):
        annotated(bad, report)


def test_links_to_other_files_and_programs_do_not_come_back(tmp_path: Path) -> None:
    path = tmp_path / "links.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        page = made.add_worksheet("Mine")
        page.write_formula("A1", "=[1]Pay!A1", None, 7)
        page.write_formula("A2", "=cmd|'/C calc'!A0", None, "x")
        page.write_formula("A3", "=A1+1", None, 8)
        page.write_string("A4", "=1+1")
        made.define_name("Far", "=[1]Pay!$A$1")
        made.define_name("Near", "=Mine!$A$1")
    page = openpyxl.load_workbook(BytesIO(marked(path.read_bytes(), [], path.name)))
    assert [cell.value for cell in page["Mine"]["A"]] == [7, "x", "=A1+1", "=1+1"]
    assert [cell.data_type for cell in page["Mine"]["A"]] == ["n", "s", "f", "s"]
    assert list(page.defined_names) == ["Near"]


def test_a_file_that_costs_too_much_is_a_sentence(before: Path) -> None:
    with pytest.raises(TrustopsError, match=r"mine\.xlsx could not be marked: it is too large, or"):
        marked(before.read_bytes(), [], "mine.xlsx", {**annotate.LIMITS, "RLIMIT_FSIZE": 100})


def test_macros_do_not_come_back(before: Path, tmp_path: Path) -> None:
    given = BytesIO(before.read_bytes())
    with zipfile.ZipFile(given, "a") as parts:
        parts.writestr("xl/vbaProject.bin", b"macro")
    with zipfile.ZipFile(BytesIO(marked(given.getvalue(), [], "mine.xlsm"))) as parts:
        assert not [name for name in parts.namelist() if "vba" in name.lower()]


def test_what_comes_back_can_be_checked_again_as_it_is(
    before: Path, report: ImportReport, sqlite: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "marked.xlsx"
    path.write_bytes(annotated(before, report))
    again = import_file(sqlite, path, Options(dry_run=True))
    assert [sheet.refused for sheet in again.sheets] == [sheet.refused for sheet in report.sheets] == [1]
    assert again.problems == report.problems


def test_a_file_that_is_no_xlsx_becomes_one_with_the_same_cells(
    sqlite: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [("URN", "Name", "Phase"), (12, "+44 20", "primary"), (990001, "Second", "primary")]
    same = book(tmp_path / "same.xlsx", {"Schools": rows})
    report = import_file(sqlite, same, Options(dry_run=True, outcomes=True))
    read = read_workbook(same)
    monkeypatch.setattr(read_again, "read_workbook", lambda _: read)
    path = tmp_path / "same.csv"
    path.write_text("no zip, so no workbook")
    page = openpyxl.load_workbook(BytesIO(annotated(path, report))).worksheets[0]
    assert [[cell.value for cell in row[1:]] for row in page.rows] == [
        ["Name", "Phase", "trustops says"],
        ["+44 20", "primary", f"refused: {report.problems[0].message}"],
        ["Second", "primary", "new"],
    ]
    assert (page["B2"].data_type, page["B2"].quotePrefix) == ("s", True), "never a formula"
    assert page["A2"].comment.text == f"trustops: {report.problems[0].message}"


def test_headings_lower_down_have_the_status_beside_them(sqlite: Engine, tmp_path: Path) -> None:
    rows = [("Our schools, a title that is wide",), (), ("URN", "Name", "Phase"), (12, "Third", "primary")]
    path = book(tmp_path / "low.xlsx", {"Schools": rows})
    page = openpyxl.load_workbook(BytesIO(annotated(path, import_file(sqlite, path))))["Schools"]
    assert [str(cell.value).partition(":")[0] for cell in page["D"]] == ["None", "None", "trustops says", "refused"]
    assert page["A4"].fill.fgColor.rgb == ORANGE


def problem(cell: str, severity: Severity = Severity.ERROR, message: str = "This will not do.") -> Problem:
    return Problem("cell.bad", severity, "Schools", cell, int(cell[1:]), "URN", "12", "six digits", message)


def tab(*rows: Row) -> Tab:
    return Tab(sheet_of(School), SheetCells("Schools", "visible", list(rows)), 1, {})


THREE = tab(*(Row(number, {0: 0, 1: 1}, ("a", "b")) for number in (1, 2, 3)))


def test_a_warning_does_not_hide_what_became_of_the_row() -> None:
    problems = [problem("A2", Severity.WARNING, "Look at this.")]
    (made,) = marks_of([THREE], problems, {"Schools": {2: Outcome.NEW, 3: Outcome.SAME}})
    assert [row.status for row in made.rows] == ["new: Look at this.", "same"]
    assert made.cells == [CellMark("A2", False, "Look at this.")]
    assert (made.heading_row, made.column, made.again) == (1, 3, False)


def test_two_problems_of_a_cell_are_one_comment_and_the_same_twice_is_said_once() -> None:
    problems = [problem("A2"), problem("A2"), problem("A2", message="Nor this.")]
    (made,) = marks_of([THREE], problems, {})
    assert made.cells == [CellMark("A2", True, "This will not do. Nor this.")]
    assert made.rows == [RowMark(2, True, "refused: This will not do. Nor this."), RowMark(3, False, "")]


def test_only_so_many_comments_but_every_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotate, "MOST_COMMENTS", 3)
    problems = [problem(f"{letter}{row}") for row in (2, 3) for letter in "AB"]
    (made,) = marks_of([THREE], problems, {})
    assert [bool(cell.comment) for cell in made.cells] == [True, True, True, False]
    assert all(row.refused for row in made.rows)


def test_a_status_is_never_longer_than_a_person_reads() -> None:
    (made,) = marks_of([THREE], [problem("A2", message="x" * 40_000)], {})
    assert len(made.rows[0].status) == annotate.LONGEST_STATUS
    assert made.rows[0].status.endswith("…")


def as_json(**changes: Any) -> dict[str, Any]:
    plain = {"heading": "trustops says", "heading_row": 1, "column": 3, "again": False, "rows": [], "cells": []}
    return {**plain, **changes}


def test_marked_again_the_old_marks_go_and_the_column_stays_one() -> None:
    page = openpyxl.Workbook().active
    page.append(["URN", "Name"])
    page.append([12, "Third"])
    page["B2"].comment = Comment("Mine", "Ada")
    faulty = [{"cell": cell, "error": cell == "A2", "comment": "Mend this."} for cell in ("A2", "B2")]
    mark_tab(page, as_json(rows=[{"row": 2, "status": "refused: x", "refused": True}], cells=faulty))
    assert (page["A2"].fill.fgColor.rgb, page["B2"].fill.fgColor.rgb) == (ORANGE, BLUE)
    mark_tab(page, as_json(again=True, rows=[{"row": 2, "status": "new", "refused": False}]))
    assert [cell.value for cell in page[1]] == ["URN", "Name", "trustops says"]
    assert page["C2"].value == "new"
    assert page["A2"].comment is None
    assert page["B2"].comment.text == "Mine"
    assert [cell.fill.fill_type for cell in page[2]] == [None, None, None]


def test_an_earlier_status_column_is_found_by_its_heading() -> None:
    (made,) = marks_of([tab(Row(1, {0: 0, 1: 1, 2: 2}, ("URN", "trustops says", "Name")))], [], {})
    assert (made.column, made.again) == (2, True)


def test_a_fault_inside_a_merged_cell_is_said_where_it_shows() -> None:
    page = openpyxl.Workbook().active
    page.merge_cells("A2:C3")
    mark_tab(page, as_json(cells=[{"cell": "B3", "error": True, "comment": "It is empty."}]))
    assert page["A2"].comment.text == "trustops: It is empty."
    assert page["D1"].value == "trustops says", "after what is merged"


def test_words_that_no_workbook_may_hold_are_left_out() -> None:
    page = openpyxl.Workbook().active
    mark_tab(page, as_json(rows=[{"row": 2, "status": "refused: “a\x00\ud800b”", "refused": True}]))
    assert page["C2"].value == "refused: “ab”"


def test_a_comment_is_as_tall_as_its_words_need() -> None:
    page = openpyxl.Workbook().active
    words = {"A2": "Short.", "A3": "Long. " * 60, "A4": "Endless. " * 900}
    mark_tab(page, as_json(cells=[{"cell": cell, "error": True, "comment": said} for cell, said in words.items()]))
    heights = [page[cell].comment.height for cell in words]
    assert heights == sorted(set(heights))
    assert heights[-1] == 500


ONE_LIST = (
    '<x14:dataValidation type="list" xmlns:xr="urn:revision" xr:uid="{{1}}"><x14:formula1><xm:f>{words}</xm:f>'
    "</x14:formula1><xm:sqref>{cells}</xm:sqref></x14:dataValidation>"
)
LISTS = (
    '<extLst><ext uri="{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/'
    'spreadsheetml/2009/9/main"><x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" '
    f'count="2">{ONE_LIST.format(words="[1]Far!A1:A9", cells="D2")}{ONE_LIST.format(words="Mine!A1:A9", cells="C2")}'
    "</x14:dataValidations></ext></extLst>"
)


def lists_of(data: bytes) -> list[tuple[str, str]]:
    """Of each drop-down list with words on another sheet, where the words and where the lists are."""
    with zipfile.ZipFile(BytesIO(data)) as parts:
        sheets = [parts.read(name).decode() for name in sorted(parts.namelist()) if "worksheets/sheet" in name]
    extensions = "".join(sheet.partition("extLst")[2] for sheet in sheets)
    return re.findall(r"<xm:f>([^<]*)</xm:f>.*?<xm:sqref>([^<]*)</xm:sqref>", extensions)


def test_drop_down_lists_with_words_on_another_sheet_stay(before: Path) -> None:
    given = BytesIO()
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(given, "w") as new:
        for name in old.namelist():
            end = LISTS.encode() if name.endswith("sheet1.xml") else b""
            new.writestr(name, old.read(name).replace(b"</worksheet>", end + b"</worksheet>"))
    made = marked(given.getvalue(), [], "mine.xlsx")
    assert lists_of(given.getvalue()) == [("[1]Far!A1:A9", "D2"), ("Mine!A1:A9", "C2")]
    assert lists_of(made) == [("Mine!A1:A9", "C2")], "but for those of another workbook"
    assert b"urn:revision" not in zipfile.ZipFile(BytesIO(made)).read("xl/worksheets/sheet1.xml")


def test_real_workbooks_keep_what_they_had(shared_data: Path) -> None:
    for name in ("GovernorsBulkUpdateTemplate.xlsx", "FBIT - SLA.xlsx"):
        data = (shared_data / "04_workbooks" / name).read_bytes()
        was = opened(data)
        first = was.worksheets[0].title
        made = marked(data, [TabMarks(first, "s", 1, 200, False, [RowMark(2, True, "refused: x")], [])], name)
        now = opened(made)
        assert now[first]["GR2"].value == "refused: x"
        for page in was.worksheets:
            assert_kept(page, now[page.title])
        assert lists_of(made) == lists_of(data)


def opened(data: bytes) -> Any:
    with warnings.catch_warnings(action="ignore"):  # of the extensions that openpyxl does not know
        return openpyxl.load_workbook(BytesIO(data))


def test_every_fault_of_a_long_sheet_is_marked(sqlite: Engine, tmp_path: Path) -> None:
    rows = [SCHOOLS[1][0], *((n if n % 10 < 3 else 100_000 + n, f"School {n}", "primary") for n in range(1_000))]
    path = book(tmp_path / "many.xlsx", {"Schools": rows})
    found = import_file(sqlite, path, Options(dry_run=True))
    page = openpyxl.load_workbook(BytesIO(annotated(path, found)))["Schools"]
    said = [cell.value for cell in page["D"]]
    assert sum(str(words).startswith("refused: ") for words in said) == found.refused == 300
    assert sum(cell.comment is not None for cell in page["A"]) == 300
