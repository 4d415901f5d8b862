"""What a bad cell gets: every row of the workbook's promise, through the whole importer."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from importers.bring import ImportReport, Options, import_file
from tests.importers.books import KPIS, SCHOOLS, book
from trustops.models import KpiValue, Relation, Service
from trustops.snapshot import Snapshot
from trustops.store.engine import reading
from trustops.store.load import load


def known(engine: Engine) -> Snapshot:
    with reading(engine) as connection:
        return load(connection, date(2026, 11, 22))


def bring(engine: Engine, path: Path, **options: Any) -> ImportReport:
    return import_file(engine, path, Options(**options))


def price_of(engine: Engine, path: Path, cell: Any, code: str = "") -> tuple[ImportReport, int | None]:
    made = book(
        path / "p.xlsx",
        {"Services": [("Service", "Name", "Price per day"), ("ATT", "Attendance", cell)]},
        {"Services!C2": code},
    )
    report = bring(engine, made)
    service = known(engine).one(Service, "ATT")
    return report, service.price_pence if service else None


@pytest.mark.parametrize(
    ("cell", "pence"),
    [
        ("£1,234.50", 123450),
        ("1,234.50", 123450),
        ("\u00a01\u202f234.50\u00a0", 123450),
        (1234.5, 123450),
        (275, 27500),
        (0.1 + 0.2, 30),
    ],
)
def test_amounts_are_read_to_the_penny(sqlite: Engine, tmp_path: Path, cell: Any, pence: int) -> None:
    assert price_of(sqlite, tmp_path, cell)[1] == pence


def test_an_amount_in_brackets_is_negative(sqlite: Engine, tmp_path: Path) -> None:
    report, price = price_of(sqlite, tmp_path, "(1,234.50)")
    assert price is None, "a price may not be below zero, so the negative amount is refused as out of range"
    assert (
        report.problems[0].message
        == "Sheet Services, cell C2 (Price per day): “(1,234.50)” is less than 0; correct it."
    )


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("nan", "“nan” is not an amount; type it in digits, like 1234.50."),
        ("inf", "“inf” is not an amount"),
        ("1e5", "“1e5” is not an amount"),
        (True, "“TRUE” is yes or no, not an amount"),
        (date(2025, 9, 1), "“1 September 2025” is a date or time, not an amount"),
        ("1.234,56", "“1.234,56” has its comma and point the other way round; if 1,234.56 is meant, type that."),
        ("12.345", "“12.345” is finer than a penny"),
        ("#N/A", "“#N/A” is an error, not a value"),
        ("=1/0", "is a formula whose result was never stored; open the workbook in Excel, save it"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_cell(sqlite: Engine, tmp_path: Path, cell: Any, why: str) -> None:
    report, price = price_of(sqlite, tmp_path, cell)
    assert price is None
    assert (report.accepted, report.refused) == (False, 1)
    assert report.problems[0].cell == "C2"
    assert report.problems[0].message.startswith("Sheet Services, cell C2 (Price per day): ")
    assert why in report.problems[0].message


def test_a_percentage_is_no_amount(sqlite: Engine, tmp_path: Path) -> None:
    assert "“50%” is a percentage, not an amount" in price_of(sqlite, tmp_path, 0.5, "0%")[0].problems[0].message


def joined(engine: Engine, path: Path, cell: Any, code: str = "") -> tuple[ImportReport, date | None]:
    sheets = dict([SCHOOLS, ("Relations", [("URN", "Relation", "From"), (990001, "Member", cell)])])
    report = bring(engine, book(path / "d.xlsx", sheets, {"Relations!C2": code}))
    rows = known(engine).all(Relation)
    return report, rows[0].from_date if rows else None


@pytest.mark.parametrize("cell", ["01/09/2025", "1 Sep 2025", "1st September 2025", "2025-09-01", date(2025, 9, 1)])
def test_days_are_read_day_first(sqlite: Engine, tmp_path: Path, cell: Any) -> None:
    assert joined(sqlite, tmp_path, cell)[1] == date(2025, 9, 1)


def test_a_serial_in_a_cell_formatted_as_a_date_is_that_day(sqlite: Engine, tmp_path: Path) -> None:
    assert joined(sqlite, tmp_path, 45901, "dd/mm/yyyy")[1] == date(2025, 9, 1)


@pytest.mark.parametrize("cell", ["13/25/2025", "31/02/2026", 45901, "01/09/25", "soon"])
def test_what_is_no_day_is_refused(sqlite: Engine, tmp_path: Path, cell: Any) -> None:
    report, day = joined(sqlite, tmp_path, cell)
    assert day is None
    assert report.problems[0].cell == "C2"


def value_of(engine: Engine, path: Path, cell: Any, code: str = "", unit: str = "percent") -> Any:
    kpis = ("KPIs", [KPIS[1][0], ("ATT01", "Attendance", unit, "up", "weekly")])
    values = [("KPI", "Site", "Start", "End", "Value"), ("ATT01", "trust", date(2025, 9, 1), date(2025, 9, 5), cell)]
    report = bring(engine, book(path / "v.xlsx", dict([kpis, ("KPI values", values)]), {"KPI values!E2": code}))
    rows = known(engine).all(KpiValue)
    return report, rows[0] if rows else None


@pytest.mark.parametrize(
    ("cell", "code", "value"),
    [(0.931, "0.0%", "93.1"), ("93.1%", "", "93.1"), (93.1, "", "93.1"), (0.931, "", "0.931")],
)
def test_a_kpi_value_is_in_its_kpis_unit(sqlite: Engine, tmp_path: Path, cell: Any, code: str, value: str) -> None:
    assert value_of(sqlite, tmp_path, cell, code)[1].value == Decimal(value)


def test_a_percentage_of_a_kpi_that_is_none_is_a_question(sqlite: Engine, tmp_path: Path) -> None:
    report, value = value_of(sqlite, tmp_path, 0.5, "0%", unit="days")
    assert value is None
    assert "“50%” is a percentage, but KPI ATT01 is in days; give it in that unit" in report.problems[0].message


@pytest.mark.parametrize("mark", ["SUPP", "c", "z", "x", ":", "~", "low", "..", "—"])
def test_a_mark_is_kept_as_not_published_never_zero(sqlite: Engine, tmp_path: Path, mark: str) -> None:
    _, value = value_of(sqlite, tmp_path, mark)
    assert (value.value, value.not_published) == (None, mark)


def test_an_unknown_reference_is_refused_with_the_nearest(sqlite: Engine, tmp_path: Path) -> None:
    sheets = dict([SCHOOLS, ("Relations", [("URN", "Relation", "From"), (990011, "member", date(2025, 9, 1))])])
    report = bring(sqlite, book(tmp_path / "r.xlsx", sheets))
    assert report.problems[0].message == (
        "Sheet Relations, cell A2 (URN): “990011” is not on the Schools sheet, nor known already; "
        "did you mean 990001? Or add it there."
    )


def test_a_row_that_leans_on_a_refused_row_is_refused_too(sqlite: Engine, tmp_path: Path) -> None:
    sheets = {
        "Schools": [("URN", "Name", "Phase"), (990001, "Founder", "nonsense")],
        "Relations": [("URN", "Relation", "From"), (990001, "member", date(2025, 9, 1))],
    }
    report = bring(sqlite, book(tmp_path / "r.xlsx", sheets), partial=True)
    assert [(sheet.sheet, sheet.refused) for sheet in report.sheets] == [("Schools", 1), ("Relations", 1)]
    assert "choose from: nursery, primary, secondary" in report.problems[0].message


def test_the_same_key_with_other_facts_refuses_both_naming_each_other(sqlite: Engine, tmp_path: Path) -> None:
    rows = [
        ("URN", "Name", "Phase"),
        (990001, "One", "primary"),
        (990001, "Other", "primary"),
        (990002, "Two", "primary"),
    ]
    report = bring(sqlite, book(tmp_path / "k.xlsx", {"Schools": rows}), partial=True)
    assert report.sheets[0].refused == 2
    assert [problem.message.split(": ")[1] for problem in report.problems] == [
        "“990001” has the same key as row 3 but says something else; keep the right one.",
        "“990001” has the same key as row 2 but says something else; keep the right one.",
    ]


def test_the_same_row_twice_is_once(sqlite: Engine, tmp_path: Path) -> None:
    rows = [("URN", "Name", "Phase"), (990001, "One", "primary"), (990001, "One", "primary")]
    report = bring(sqlite, book(tmp_path / "k.xlsx", {"Schools": rows}))
    assert (report.accepted, report.sheets[0].new, report.sheets[0].same, report.refused) == (True, 1, 1, 0)


def test_an_empty_required_cell_refuses_its_row_and_the_others_still_show(sqlite: Engine, tmp_path: Path) -> None:
    rows = [("URN", "Name", "Phase"), (990001, None, "primary"), (990002, "Two", "primary")]
    report = bring(sqlite, book(tmp_path / "k.xlsx", {"Schools": rows}))
    assert (report.accepted, report.sheets[0].new, report.sheets[0].refused) == (False, 1, 1)
    assert report.problems[0].message == (
        "Sheet Schools, cell B2 (Name): the cell is empty, and every row needs it; fill it in."
    )
