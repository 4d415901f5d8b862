"""Does every figure of a public file lead to the very cell, line or record that it was read from?"""

import csv
import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Engine

from importers.bring import Options, import_file
from trustops.models import Kpi, KpiValue, SchoolYear, Trust, sheet_of
from trustops.store.engine import reading
from trustops.store.history import value_histories
from trustops.store.load import load

PUBLIC = Path(__file__).parent.parent / "data" / "public"
RETURN = PUBLIC / "accounts_return_2022-23.xlsx"
ENDEAVOUR, SCHOLARS = "16930", "4533"
TODAY = date(2026, 11, 22)
CELL = re.compile(r"(\w+)!([A-Z]+\d+)")
LINE, RECORD = re.compile(r"line (\d+), “(.+)”"), re.compile(r"record (\d+), “(.+)”")


def histories(engine: Engine, model: Any) -> list[tuple[Any, dict[str, str]]]:
    """Every row of a sheet with the place of each of its facts, as the page of the row tells them."""
    with reading(engine) as connection:
        rows = load(connection, TODAY).all(model)
        keys = [tuple(getattr(row, name) for name in sheet_of(model).key) for row in rows]
        found = [value_histories(connection, model, key) for key in keys]
    cells = [{name: versions[0].cell for name, versions in each.items()} for each in found]
    return list(zip(rows, cells, strict=True))


@pytest.fixture
def returned(sqlite: Engine) -> Engine:
    assert import_file(sqlite, RETURN, Options(trust_uid=ENDEAVOUR)).accepted
    return sqlite


@pytest.fixture
def scholars(sqlite: Engine) -> Engine:
    assert import_file(sqlite, PUBLIC / "trust_members_2025-09.csv", Options(trust_uid=SCHOLARS)).accepted
    return sqlite


def test_each_amount_of_the_accounts_return_stands_in_its_cell(returned: Engine) -> None:
    book = openpyxl.load_workbook(RETURN)
    checked = 0
    for row, cells in histories(returned, KpiValue):
        if row.value is not None and row.kpi != "FIN.AAR.central.cost_per_pupil":
            place = CELL.fullmatch(cells["value"])
            assert place, (row.kpi, cells)
            assert book[place[1]][place[2]].value == row.value, (row.kpi, cells)
            checked += 1
    assert checked > 60


def test_the_cost_per_pupil_names_the_two_cells_that_it_is_made_of(returned: Engine) -> None:
    book = openpyxl.load_workbook(RETURN)
    ((row, cells),) = [each for each in histories(returned, KpiValue) if each[0].kpi.endswith("cost_per_pupil")]
    spent, pupils = (book[sheet][cell].value for sheet, cell in CELL.findall(cells["value"]))
    assert (spent, pupils) == (506_000, 1_999)
    assert row.value == (Decimal(spent) / pupils).quantize(Decimal("0.01"))
    assert cells["value"] == f"{cells['numerator']} over {cells['denominator']}"


def test_a_row_is_said_to_stand_on_the_files_own_sheet(returned: Engine) -> None:
    with reading(returned) as connection:
        snapshot = load(connection, TODAY)
    said = {snapshot.origin(row) for row in snapshot.all(KpiValue)}
    assert said == {
        "accounts_return_2022-23.xlsx, Academies row 2",
        "accounts_return_2022-23.xlsx, Academies row 3",
        "accounts_return_2022-23.xlsx, CentralServices row 2",
    }
    assert snapshot.origin(snapshot.all(Trust)[0]) == "accounts_return_2022-23.xlsx, CentralServices row 2"
    assert {"KPIs row" in snapshot.origin(kpi) for kpi in snapshot.all(Kpi)} == {False}


@pytest.mark.parametrize(
    "name",
    ["absence_2018-19.csv", "census_2022-23.csv", "pupil-premium-2019-20.csv", "ks4provisional_2018-19.csv"],
)
def test_each_figure_of_a_table_stands_on_its_line(name: str, scholars: Engine) -> None:
    assert import_file(scholars, PUBLIC / name, Options(trust_uid=SCHOLARS)).accepted
    with (PUBLIC / name).open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    held = histories(scholars, KpiValue)
    assert held
    for row, cells in held:
        if row.denominator is None and row.value is not None:  # a share that is worked out stands in no one cell
            number, heading = LINE.fullmatch(cells["value"]).groups()  # type: ignore[union-attr]
            assert Decimal(lines[int(number) - 2][heading].rstrip("%")) == row.value
        if row.denominator is not None:
            number, heading = LINE.fullmatch(cells["denominator"]).groups()  # type: ignore[union-attr]
            assert Decimal(lines[int(number) - 2][heading]) == row.denominator


def test_each_figure_of_a_list_stands_at_its_key(scholars: Engine) -> None:
    path = PUBLIC / "absence_2021-22_to_2023-24.json"
    assert import_file(scholars, path, Options(trust_uid=SCHOLARS)).accepted
    records = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    held = histories(scholars, KpiValue)
    assert len({cells["value"] for _, cells in held}) == len(held)
    for row, cells in held:
        number, key = RECORD.fullmatch(cells["value"]).groups()  # type: ignore[union-attr]
        assert Decimal(str(records[int(number) - 1][key])) == row.value


def test_a_value_typed_over_one_of_a_file_no_longer_stands_there(scholars: Engine, tmp_path: Path) -> None:
    path = PUBLIC / "census_2022-23.csv"
    assert import_file(scholars, path, Options(trust_uid=SCHOLARS)).accepted
    row, cells = histories(scholars, SchoolYear)[0]
    assert LINE.fullmatch(cells["pupils"])
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "School years"
    page.append(["URN", "Year", "Pupils"])
    page.append([row.urn, row.year, row.pupils + 1])
    book.save(tmp_path / "ours.xlsx")
    assert import_file(scholars, tmp_path / "ours.xlsx").accepted
    assert histories(scholars, SchoolYear)[0][1]["pupils"] == "School years!C2"
