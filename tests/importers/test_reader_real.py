"""Do real and hostile workbooks read as another reader reads them, or else get one plain sentence in good time?

The other reader is openpyxl in its full mode. Where the two may differ, and why, is said in ``same``.
"""

import time
import warnings
import zipfile
from dataclasses import asdict
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from typing import Any
from unicodedata import normalize

import openpyxl
import pytest
from openpyxl.cell import MergedCell
from openpyxl.utils.escape import unescape

from importers.reader import ErrorCell, Limits, Percent, Uncalculated, Unreadable, Value, Workbook, read_workbook
from importers.reader.container import Package
from importers.reader.decode import sheets
from importers.reader.grid import Grid, Styles
from importers.reader.quick import quick_lane
from importers.reader.sheetxml import expat_lane
from tests.importers.test_reader import cells_of

SUFFIXES = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods", ".fods", ".csv"}

# Read by openpyxl, refused here, each for a reason that the sentence gives.
REFUSED_ALTHOUGH_OPENPYXL_READS = {
    "bomb_sharedstrings_150MB.xlsx": "too large to be safe",
    "two_cells_same_ref.xlsx": "holds two cells A1",
    "poi__duplicate-filename.xlsx": "twice",
    "poi__xlsx-corrupted.xlsx": "not proper XML",
    "xlsx2csv__skip_empty_lines.xlsx": "has the cell A4 in row 3",
}


@pytest.fixture(scope="module")
def every_file(shared_data: Path) -> list[Path]:
    """Every spreadsheet, and what pretends to be one, of the folders of hostile and of real workbooks."""
    folders = [shared_data / "08_torture", shared_data / "04_workbooks", shared_data / "02_finance"]
    found = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in SUFFIXES]
    assert len(found) > 80
    return [path for path in found if path.name != "MANIFEST.csv"]


@pytest.fixture(scope="module")
def told(every_file: list[Path]) -> dict[Path, Workbook | str]:
    """What became of each file: the workbook, or the sentence of its refusal; none took five seconds."""
    outcomes: dict[Path, Workbook | str] = {}
    for path in every_file:
        started = time.monotonic()
        try:
            outcomes[path] = read_workbook(path)
        except Unreadable as refused:
            outcomes[path] = str(refused)
        assert time.monotonic() - started < 5, path.name
    return outcomes


def test_every_file_is_read_or_refused_in_one_sentence(told: dict[Path, Workbook | str]) -> None:
    sentences = {path.name: ours for path, ours in told.items() if isinstance(ours, str)}
    assert 30 < len(sentences) < len(told) - 50
    for name, sentence in sentences.items():
        assert name in sentence
        assert sentence.endswith(".")
        assert "\n" not in sentence


def test_every_file_reads_as_openpyxl_reads_it(told: dict[Path, Workbook | str]) -> None:
    compared = 0
    for path, ours in told.items():
        theirs = _openpyxl(path)
        if isinstance(ours, str):
            wanted = REFUSED_ALTHOUGH_OPENPYXL_READS.get(path.name)
            assert theirs is None or (wanted is not None and wanted in ours), (path.name, ours)
        elif theirs is not None and theirs.sheetnames:  # it finds no sheets in the strict form of the format
            assert _differences(path.name, ours, theirs) == []
            compared += 1
    assert compared > 50


def _openpyxl(path: Path) -> Any:
    if path.name.startswith("bomb_sharedstrings"):
        return object()  # it reads it, in six seconds and 400 MB
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(path, data_only=True)
    except Exception:  # whatever it fails with, it has not read it
        return None


def _differences(name: str, ours: Workbook, theirs: Any) -> list[tuple[str, str, Any, Any]]:
    found = []
    for index, sheet in enumerate(ours.sheets):
        page = theirs[sheet.name]
        assert page.sheet_state == sheet.state
        mine: dict[tuple[int, int], Any] = cells_of(ours, index)
        held = page._cells  # walking its rows would visit every blank up to a stray cell at XFD1048576
        other = {(row, column - 1): cell.value for (row, column), cell in held.items() if cell.value is not None}
        for place in sorted(mine.keys() | other.keys()):
            hidden = isinstance(held.get((place[0], place[1] + 1)), MergedCell)  # it drops what a merged cell covers
            if not hidden and not same(mine.get(place), other.get(place)):
                found.append((name, f"{sheet.name}!{place}", mine.get(place), other.get(place)))
    return found


def same(mine: Value | None, theirs: Any) -> bool:
    """Whether both readers say the same of a cell, allowing for what ours alone tells apart."""
    match mine:
        case Percent(value):
            return bool(theirs == value)
        case ErrorCell(text):  # a date that is no day is an error to us, and one of many things to openpyxl
            return bool(theirs == text) or text in ("########", "29/02/1900")
        case Uncalculated():  # nothing stored, or the 0 of a program that leaves the sum to Excel
            return theirs in (None, 0)
        case None | "":  # a formula whose answer is no text
            return theirs in (None, "")
        case str():  # openpyxl leaves the escapes of Excel and the composition of letters alone
            return isinstance(theirs, str) and normalize("NFC", unescape(theirs)) == normalize("NFC", unescape(mine))
        case datetime() | date() | clock():
            return _same_moment(mine, theirs)
        case _:  # a duration is a number to us; a date to openpyxl only where no elapsed hours are shown
            if isinstance(theirs, timedelta):
                return abs(theirs / timedelta(days=1) - mine) < 1e-8
            return bool(theirs == mine) and isinstance(theirs, bool) == isinstance(mine, bool)


def _same_moment(mine: Any, theirs: Any) -> bool:
    """A day is the moment that it begins: openpyxl gives most days so."""
    ours, other = (
        datetime.combine(moment, clock()) if isinstance(moment, date) and not isinstance(moment, datetime) else moment
        for moment in (mine, theirs)
    )
    return bool(ours == other)


def test_both_lanes_agree_on_every_real_sheet(told: dict[Path, Workbook | str]) -> None:
    styles = Styles(["n"], recalculates=False)
    quick_sheets = 0
    for path, ours in told.items():
        if isinstance(ours, str) or ours.kind != "xlsx":
            continue
        with path.open("rb") as file:
            package = Package(file, asdict(Limits()))
            for part in package.names():
                if part.startswith("xl/worksheets/sheet") and part.endswith(".xml"):
                    data = package.part(part)
                    quick = quick_lane(package.pieces(part), part, Grid(part, 10**9), styles)
                    if quick is not None:
                        quick_sheets += 1
                        slow = expat_lane([data], part, Grid(part, 10**9), styles)
                        assert said_of(quick) == said_of(slow), path.name
    assert quick_sheets > 60


def said_of(grid: Grid) -> list[tuple[int, list[tuple[int, Value]]]]:
    """Every row of a grid in order, each shared text as its number."""
    lines = grid.answer()
    head = {"texts": Numbered(), "date_1904": False, "sheets": [["D", "visible", len(lines)]]}
    return [(row.number, list(row.cells())) for row in sheets(head, lines)[0].rows]


class Numbered:
    """Texts without end, each its own number."""

    def __getitem__(self, index: int) -> str:
        return f"text {index}"


def test_a_sheet_that_declares_one_cell_gives_all_its_rows(shared_data: Path) -> None:
    book = read_workbook(shared_data / "02_finance" / "DSG_by_year_dr.xlsx")
    with zipfile.ZipFile(shared_data / "02_finance" / "DSG_by_year_dr.xlsx") as archive:
        declared = archive.read("xl/worksheets/sheet1.xml")[:2000]
    assert b'<dimension ref="A1"/>' in declared
    assert [len(sheet.rows) for sheet in book.sheets][:2] == [164, 164]


def test_the_accounts_return_of_three_trusts(shared_data: Path) -> None:
    (path,) = (shared_data / "02_finance").rglob("academy_ar.xlsx")
    book = read_workbook(path)
    assert [(sheet.name, len(sheet.rows)) for sheet in book.sheets] == [
        ("Index", 13), ("Academies", 50), ("CentralServices", 4)
    ]  # fmt: skip


def test_a_sheet_that_starts_at_b2_keeps_its_addresses(shared_data: Path) -> None:
    rows = read_workbook(shared_data / "04_workbooks" / "FBIT - SLA.xlsx").sheets[0].rows
    assert (rows[0].number, min(rows[0].places)) == (2, 1)
