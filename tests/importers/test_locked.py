"""A file that would change what is locked is told so at its row, in the preview and when it is accepted."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from importers.bring import ImportReport, Options, import_file
from tests.importers.books import book
from trustops.models import ChargePolicy
from trustops.quantities.errors import TrustopsError
from trustops.store.engine import reading

HEAD = ("Policy", "Year", "Percent of GAG", "Method", "Status")
LAST, NOW = ("CENTRAL", "2025/26"), ("CENTRAL", "2026/27")


def bring(
    engine: Engine, path: Path, last: str, now: str, options: Options | None = None, status: str = "locked"
) -> ImportReport:
    rows = [HEAD, (*LAST, last, "percent of GAG", status), (*NOW, now, "percent of GAG", "approved")]
    return import_file(engine, book(path / "policies.xlsx", {"Charge policies": rows}), options)


def percents(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        found = connection.execute(select(ChargePolicy.percent_of_gag).order_by(ChargePolicy.year)).scalars()
        return [str(each) for each in found]


@pytest.fixture
def locked(engine: Engine, tmp_path: Path) -> Engine:
    bring(engine, tmp_path, "5%", "5%")
    return engine


def test_the_preview_and_the_import_refuse_the_row_and_say_why(locked: Engine, tmp_path: Path) -> None:
    for options in (Options(dry_run=True), Options()):
        report = bring(locked, tmp_path, "6%", "5.5%", options)
        assert [(sheet.changed, sheet.refused) for sheet in report.sheets] == [(1, 1)]
        (problem,) = report.problems
        assert (problem.code, problem.cell) == ("row.locked", "A2")
        assert "“CENTRAL” is locked, so it cannot be changed; copy it under another code" in problem.message
        assert not report.accepted
    assert percents(locked) == ["0.05", "0.05"]


def test_the_good_rows_alone_go_in(locked: Engine, tmp_path: Path) -> None:
    assert bring(locked, tmp_path, "6%", "5.5%", Options(partial=True)).accepted
    assert percents(locked) == ["0.05", "0.055"]


def test_neither_is_it_unlocked_nor_is_the_same_again_refused(locked: Engine, tmp_path: Path) -> None:
    unlocking = bring(locked, tmp_path, "5%", "5%", status="working")
    assert [problem.code for problem in unlocking.problems] == ["row.locked"]
    assert bring(locked, tmp_path, "5%", "5%").problems == ()


def test_a_replaced_sheet_does_not_delete_it(locked: Engine, tmp_path: Path) -> None:
    made = book(tmp_path / "one.xlsx", {"Charge policies": [HEAD, (*NOW, "5%", "percent of GAG", "approved")]})
    with pytest.raises(TrustopsError, match="is locked, so it cannot be deleted"):
        import_file(locked, made, Options(replace=frozenset({"Charge policies"}), dry_run=True))
