"""The refused rows come back as a workbook: as many as were refused, as they stood, ready to mend and import."""

from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from importers.bring import Options, import_file
from importers.choices import Answer, Choices
from importers.problems import Problem, Severity
from importers.reader import ErrorCell, Percent, Row, SheetCells, Uncalculated, Workbook, read_workbook
from importers.refused import refused_rows
from importers.report import ImportReport, SheetReport
from importers.write_cells import LONGEST_NAME, page_names, redrawn
from tests.importers.books import KPIS, SCHOOLS, book
from trustops.models import ChoiceKind, School
from trustops.quantities.errors import TrustopsError
from trustops.store.engine import reading
from trustops.store.load import load

FEW = settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def sheets_of(made: bytes) -> dict[str, list[list[Any]]]:
    return {page.title: [list(row) for row in page.values] for page in openpyxl.load_workbook(BytesIO(made))}


def test_a_refused_row_stands_as_it_did_with_the_reason_beside_it(sqlite: Engine, tmp_path: Path) -> None:
    rows = [
        ("Phase", "Favourite", "School name", "URN"),
        ("primary", "red", "Good", 990001),
        ("Primry", "=1", "Bad", 12),
    ]
    path = book(tmp_path / "a.xlsx", {"schools": rows}, {"schools!B3": "@"})
    report = import_file(sqlite, path, Options(dry_run=True))
    ((name, made),) = sheets_of(refused_rows(path, report)).items()
    assert name == "Schools"
    assert made[0] == ["URN *", "Name *", "Phase *", "Favourite", "Why it was refused"]
    assert made[1][:3] == [12, "Bad", "Primry"]
    assert "“Primry” is not one of the choices" in made[1][4]
    assert "“12” is not a URN" in made[1][4]
    assert len(made) - 1 == report.refused == 1


def test_mended_it_imports_as_it_is_and_empties_nothing(sqlite: Engine, tmp_path: Path) -> None:
    before = [("URN", "Name", "Phase", "Region"), (990001, "Founder", "secondary", "London")]
    import_file(sqlite, book(tmp_path / "a.xlsx", {"Schools": before}))
    path = book(tmp_path / "b.xlsx", {"Schools": [SCHOOLS[1][0], (990001, "Founders", "seconary")]})
    made = tmp_path / "refused.xlsx"
    made.write_bytes(refused_rows(path, import_file(sqlite, path)))
    mended = openpyxl.load_workbook(made)
    mended["Schools"]["C2"] = "secondary"
    mended.save(made)
    report = import_file(sqlite, made)
    assert report.accepted
    assert report.problems == (), "the column with the reasons is passed over without a word"
    with reading(sqlite) as connection:
        school = load(connection, date.max).one(School, "990001")
    assert school is not None
    assert (school.name, school.region) == ("Founders", "London")


def test_headings_lower_down_and_headings_that_a_person_named_are_the_templates(sqlite: Engine, tmp_path: Path) -> None:
    rows = [("Our schools",), (), ("Sort of school", "URN", "Name", "URN"), ("primary", 12, "Bad", 13)]
    path = book(tmp_path / "a.xlsx", {"Schools": rows})
    named = {"sortofschool": "phase", "urn": "urn", "urn#2": ""}
    answers = [Answer(ChoiceKind.HEADING, "Schools", "", found, meaning) for found, meaning in named.items()]
    report = import_file(sqlite, path, Options(dry_run=True, choices=Choices(tuple(answers))))
    ((head, row),) = sheets_of(refused_rows(path, report)).values()
    assert head == ["URN *", "Name *", "Phase *", "Why it was refused"]
    assert row[:3] == [12, "Bad", "primary"]


def test_words_that_look_like_a_formula_come_back_as_words(sqlite: Engine, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    rows = [Row(1, {0: 0, 1: 1, 2: 2}, ("URN", "Name", "Phase")), Row(2, {0: 0, 1: 1, 2: 2}, (12, "=1+1", "primary"))]
    path.write_bytes(redrawn(Workbook("a.csv", "", (SheetCells("Schools", "visible", rows),))))
    made = refused_rows(path, import_file(sqlite, path, Options(dry_run=True)))
    cell = openpyxl.load_workbook(BytesIO(made))["Schools"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


URNS = st.sampled_from([990001, 990002, 990003, 12, "nine", None, "=1+1", True, 990001.5])
PHASES = st.sampled_from(["primary", "secondary", "Primry", "", 7, date(2025, 9, 1)])
UNITS = st.sampled_from(["percent", "pounds", "dozen"])
SCHOOL_ROWS = st.lists(st.tuples(URNS, st.sampled_from(["A", "B", None]), PHASES), max_size=8)
KPI_ROWS = st.lists(st.tuples(st.sampled_from(["A1", "A2", None]), st.just("x"), UNITS, st.just("up")), max_size=5)


@FEW
@given(SCHOOL_ROWS, KPI_ROWS)
def test_there_are_as_many_rows_as_were_refused(
    sqlite: Engine, tmp_path: Path, schools: list[tuple[Any, ...]], kpis: list[tuple[Any, ...]]
) -> None:
    first = ("990009", "Always here", "primary")
    sheets = {"Schools": [SCHOOLS[1][0], first, *schools], "KPIs": [KPIS[1][0], *((*row, "weekly") for row in kpis)]}
    path = book(tmp_path / "a.xlsx", sheets, {"Schools!A3": "@"})
    report = import_file(sqlite, path, Options(dry_run=True))
    made = sheets_of(refused_rows(path, report))
    for sheet in report.sheets:
        assert len(made.get(sheet.sheet, [[]])) - 1 == sheet.refused


def test_a_file_without_refused_rows_gives_none(sqlite: Engine, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", dict([SCHOOLS]))
    made = sheets_of(refused_rows(path, import_file(sqlite, path, Options(dry_run=True))))
    assert [len(rows) for rows in made.values()] == [1]


def test_two_tabs_of_one_sheet_come_back_as_two(sqlite: Engine, tmp_path: Path) -> None:
    bad = [SCHOOLS[1][0], (12, "Bad", "primary")]
    path = book(tmp_path / "a.xlsx", {"Schools": bad, "SCHOOLS ": bad})
    made = refused_rows(path, import_file(sqlite, path, Options(dry_run=True)))
    assert {name: len(rows) for name, rows in sheets_of(made).items()} == {"Schools": 2, "Schools_": 2}


def test_public_data_gives_each_line_and_why(tmp_path: Path) -> None:
    said = [
        Problem("cell.bad", severity, "Schools", "", line, "Name", "", "", message)
        for severity, line, message in [
            (Severity.ERROR, 9, "Line 9 will not do."),
            (Severity.ERROR, 9, "Nor for this reason."),
            (Severity.WARNING, 11, "Line 11 is odd."),
        ]
    ]
    report = ImportReport(
        file="register.csv",
        sha256="",
        source="gias-register",
        sheets=(SheetReport("Schools", rows=2, new=1, changed=0, same=0, refused=1),),
        problems=tuple(said),
        changes=(),
        accepted=False,
        import_id=None,
    )
    made = sheets_of(refused_rows(tmp_path / "register.csv", report))
    assert made == {
        "Refused rows": [
            ["Sheet", "Line", "Why it was refused"],
            ["Schools", 9, "Line 9 will not do. Nor for this reason."],
        ]
    }


def test_a_file_that_changed_since_is_not_taken(sqlite: Engine, tmp_path: Path) -> None:
    bad = [SCHOOLS[1][0], (12, "Bad", "primary")]
    path = book(tmp_path / "a.xlsx", {"Schools": bad})
    report = import_file(sqlite, path)
    book(path, {"Schools": [*bad, (13, "Worse", "primary")]})
    with pytest.raises(TrustopsError, match=r"a\.xlsx has changed since it was checked; check it again"):
        refused_rows(path, report)


TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="￾￿"), min_size=1),
    st.sampled_from(
        ["=1+1", "+44 20 7946 0000", "-", "@home", "\tx", "=cmd|'/C calc'!A0", "http://example.org", "007"]
    ),
)
DAYS = st.dates(date(1900, 3, 1), date(9999, 12, 31))
CELLS = st.one_of(
    TEXTS,
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(-1e9, 1e9).map(lambda number: float(f"{number:.15g}")).filter(lambda number: number % 1),
    st.integers(-1000, 1000).map(Percent),
    DAYS,
    st.datetimes(datetime(1900, 3, 1), datetime(9999, 1, 1)).map(lambda when: when.replace(second=30, microsecond=0)),  # noqa: DTZ001
    st.sampled_from([time(9, 30), ErrorCell("#N/A"), ErrorCell("#DIV/0!")]),
)


@FEW
@given(st.lists(CELLS, min_size=20, max_size=60))
def test_every_kind_of_cell_reads_back_as_it_was(tmp_path: Path, cells: list[Any]) -> None:
    rows = [Row(number * 2, {3: 0}, (cell,)) for number, cell in enumerate(cells, start=1)]
    path = tmp_path / "cells.xlsx"
    path.write_bytes(redrawn(Workbook("cells.csv", "", (SheetCells("Any", "visible", rows),))))
    read = read_workbook(path).sheets[0].rows
    assert [(row.number, row.get(3)) for row in read] == [(row.number, row.values[0]) for row in rows]
    assert [type(row.get(3)) for row in read] == [type(row.values[0]) for row in rows]


def test_a_formula_never_worked_out_is_never_taken_for_blank(tmp_path: Path) -> None:
    path = tmp_path / "cells.xlsx"
    rows = [Row(1, {0: 0, 1: 1}, (Uncalculated(), ErrorCell("########")))]
    path.write_bytes(redrawn(Workbook("cells.csv", "", (SheetCells("Any", "visible", rows),))))
    assert read_workbook(path).sheets[0].rows[0].values == (ErrorCell("#N/A"), ErrorCell("#N/A"))


def test_a_page_never_has_a_name_that_excel_refuses() -> None:
    long = "Attendance by school and half term, all years"
    names = page_names([long, long.upper(), long + "!", "[*]", "'"])
    assert list(names.values()) == [
        "Attendance by school and half t",
        "ATTENDANCE BY SCHOOL AND  2",
        "Attendance by school and  3",
        "Sheet",
        "Sheet 2",
    ]
    assert all(len(name) <= LONGEST_NAME for name in names.values())
