"""Is what trustops wrote still the same when a spreadsheet program has opened it and saved it in its own way?

By openpyxl always, and by LibreOffice where it is installed.
"""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import Engine

from importers.annotate import annotated
from importers.bring import ImportReport, Options, import_file
from importers.export import write_export
from trustops.store.engine import engine_for, reading
from trustops.store.load import load
from trustops.store.migrate import init_database

TODAY = date(2026, 11, 22)
SaveAgain = Callable[[Path, Path], Path]


def by_openpyxl(path: Path, folder: Path) -> Path:
    saved = folder / f"again-{path.name}"
    openpyxl.load_workbook(path).save(saved)
    return saved


def by_libreoffice(path: Path, folder: Path) -> Path:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("no LibreOffice is installed (Debian: apt-get install libreoffice-calc)")
    out = folder / "saved"
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [program, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    return out / path.name


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory, example: Path) -> Path:
    """The database of the example trust."""
    place = tmp_path_factory.mktemp("saved-again") / "trust.db"
    engine = init_database(f"sqlite:///{place}")
    assert import_file(engine, example).accepted
    engine.dispose()
    return place


@pytest.fixture
def engine(trust: Path, tmp_path: Path) -> Engine:
    return engine_for(f"sqlite:///{shutil.copy(trust, tmp_path / 'copy.db')}")


def said(report: ImportReport) -> dict[str, tuple[int, int, int]]:
    """What each sheet would bring: new, changed and refused rows; sheets that bring nothing are left out."""
    counts = {sheet.sheet: (sheet.new, sheet.changed, sheet.refused) for sheet in report.sheets}
    return {sheet: each for sheet, each in counts.items() if any(each)}


@pytest.mark.parametrize("save_again", [by_openpyxl, by_libreoffice])
def test_the_export_saved_again_changes_nothing(save_again: SaveAgain, engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "trust.xlsx"
    with reading(engine) as connection:
        write_export(path, load(connection, TODAY))
    report = import_file(engine, save_again(path, tmp_path), Options(dry_run=True))
    assert said(report) == {}
    assert sum(sheet.same for sheet in report.sheets) > 500


@pytest.mark.parametrize("save_again", [by_openpyxl, by_libreoffice])
def test_the_marked_workbook_saved_again_says_the_same(
    save_again: SaveAgain, engine: Engine, tmp_path: Path, example: Path
) -> None:
    book = openpyxl.load_workbook(example)
    heads = [cell.value for cell in book["Posts"][1]]
    book["Posts"].cell(2, heads.index("Title *" if "Title *" in heads else "Title") + 1).value = "Chief of everything"
    book["Posts"].cell(3, next(n for n, head in enumerate(heads) if str(head).startswith("Site")) + 1).value = "Nowhere"
    path = tmp_path / "ours.xlsx"
    book.save(path)
    report = import_file(engine, path, Options(dry_run=True, outcomes=True))
    assert said(report)["Posts"] == (0, 1, 1)
    path.write_bytes(annotated(path, report))
    again = import_file(engine, save_again(path, tmp_path), Options(dry_run=True))
    assert said(again) == said(report)
    assert [problem.message for problem in again.problems] == [problem.message for problem in report.problems]
