"""A file may leave out a column that is part of a key and may be empty: its rows are known without it."""

from pathlib import Path

import openpyxl
from sqlalchemy import Engine

from importers.bring import Options, import_file


def without(example: Path, made: Path, *headings: str) -> Path:
    """The example trust's successors alone, less some columns."""
    whole = openpyxl.load_workbook(example)
    for name in whole.sheetnames:
        if name != "Successors":
            del whole[name]
    sheet = whole["Successors"]
    for heading in headings:
        sheet.delete_cols([cell.value for cell in sheet[1]].index(heading) + 1)
    whole.save(made)
    return made


def test_rows_are_known_without_it_and_those_it_alone_names_are_refused(
    sqlite: Engine, example: Path, tmp_path: Path
) -> None:
    import_file(sqlite, example)
    outside = [
        row[2] for row in openpyxl.load_workbook(example)["Successors"].iter_rows(min_row=2, values_only=True) if row[2]
    ]
    report = import_file(
        sqlite, without(example, tmp_path / "less.xlsx", "Outside name"), Options(dry_run=True, partial=True)
    )
    (sheet,) = report.sheets
    assert (sheet.new, sheet.changed, sheet.refused) == (0, 0, len(outside))
    assert {problem.code for problem in report.problems} == {"row.contradicts_itself"}
    assert outside, "the example names somebody from outside"


def test_without_either_every_row_is_refused_in_words(sqlite: Engine, example: Path, tmp_path: Path) -> None:
    import_file(sqlite, example)
    report = import_file(
        sqlite, without(example, tmp_path / "least.xlsx", "Outside name", "Person"), Options(dry_run=True)
    )
    (sheet,) = report.sheets
    assert sheet.refused == sheet.rows
    assert all("Traceback" not in problem.message for problem in report.problems)
