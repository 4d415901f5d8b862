"""Replacing a sheet, stopping an import, and being told how far it is."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, func, select

from importers.bring import Cancelled, ImportReport, Options, import_file
from tests.importers.books import SCHOOLS, book
from trustops.models import Relation, School
from trustops.quantities.errors import TrustopsError
from trustops.store.engine import reading

HEAD = SCHOOLS[1][0]
ONE = {"Schools": [HEAD, (990001, "Founder", "secondary")]}


def urns(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return list(connection.execute(select(School.urn).order_by(School.urn)).scalars())


def replaced(engine: Engine, path: Path, sheets: dict[str, Any], **more: Any) -> ImportReport:
    made = book(path / "b.xlsx", sheets)
    return import_file(engine, made, Options(replace=frozenset({"Schools"}), **more))


@pytest.fixture
def two(engine: Engine, tmp_path: Path) -> Engine:
    import_file(engine, book(tmp_path / "a.xlsx", dict([SCHOOLS])))
    return engine


def test_what_the_file_does_not_bring_goes_when_its_number_is_confirmed(two: Engine, tmp_path: Path) -> None:
    preview = replaced(two, tmp_path, ONE, dry_run=True)
    assert [(sheet.same, sheet.deleted) for sheet in preview.sheets] == [(1, 1)]
    assert [(each.sheet, each.key, each.column, each.after) for each in preview.changes] == [
        ("Schools", "990002", "the row", "deleted")
    ]
    assert urns(two) == ["990001", "990002"]
    assert replaced(two, tmp_path, ONE, confirm_deleted=1).sheets == preview.sheets
    assert urns(two) == ["990001"]


@pytest.mark.parametrize("confirmed", [None, 0, 2])
def test_another_number_changes_nothing(two: Engine, tmp_path: Path, confirmed: int | None) -> None:
    with pytest.raises(TrustopsError, match="would delete 1 row, but"):
        replaced(two, tmp_path, ONE, confirm_deleted=confirmed)
    assert urns(two) == ["990001", "990002"]


def test_without_replacing_an_absent_row_stays(two: Engine, tmp_path: Path) -> None:
    report = import_file(two, book(tmp_path / "b.xlsx", ONE))
    assert (report.deleted, urns(two)) == (0, ["990001", "990002"])


def test_a_refused_row_keeps_its_sheet_from_being_replaced_in_part(two: Engine, tmp_path: Path) -> None:
    sheets = {"Schools": [HEAD, (990001, "Founder", "secondary"), (990002, "Second", "nonsense")]}
    with pytest.raises(TrustopsError, match="1 row of it cannot be taken"):
        replaced(two, tmp_path, sheets, partial=True, confirm_deleted=1)
    assert urns(two) == ["990001", "990002"]


def test_what_others_refer_to_is_not_deleted(two: Engine, tmp_path: Path) -> None:
    rows = [("URN", "Relation", "From"), (990002, "member", "01/09/2025")]
    import_file(two, book(tmp_path / "r.xlsx", {"Relations": rows}))
    with pytest.raises(TrustopsError, match="Relations: 1 row by their URN"):
        replaced(two, tmp_path, ONE, dry_run=True)


@pytest.mark.parametrize(
    ("sheet", "why"),
    [("Scholls", "not a sheet that trustops knows"), ("Posts", "has no sheet Posts, so nothing can take its place")],
)
def test_only_a_sheet_of_the_file_can_be_replaced(two: Engine, tmp_path: Path, sheet: str, why: str) -> None:
    with pytest.raises(TrustopsError, match=why):
        import_file(two, book(tmp_path / "b.xlsx", ONE), Options(replace=frozenset({sheet})))


def test_two_tabs_cannot_both_replace_a_sheet(two: Engine, tmp_path: Path) -> None:
    with pytest.raises(TrustopsError, match="2 tabs for the sheet Schools"):
        replaced(two, tmp_path, {**ONE, "Schools_": [HEAD, (990002, "Second", "all through")]})


def test_each_stage_is_told(sqlite: Engine, tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    options = Options(progress=lambda *said: told.append(said))
    import_file(sqlite, book(tmp_path / "a.xlsx", dict([SCHOOLS])), options)
    assert told == [
        ("Reading", 0, None),
        ("Checking Schools", 0, 1),
        ("Comparing Schools", 0, 1),
        ("Writing", 0, None),
        ("Keeping", 0, None),
    ]


@pytest.mark.parametrize("stage", ["Reading", "Checking Schools", "Comparing Schools", "Writing", "Keeping"])
def test_it_can_be_stopped_at_any_stage_and_then_changes_nothing(sqlite: Engine, tmp_path: Path, stage: str) -> None:
    seen: list[str] = []
    stages = ["Reading", "Checking Schools", "Comparing Schools", "Writing", "Keeping"]

    def cancelled() -> bool:
        seen.append(stages[len(seen)])
        return seen[-1] == stage

    with pytest.raises(Cancelled):
        import_file(sqlite, book(tmp_path / "a.xlsx", dict([SCHOOLS])), Options(cancelled=cancelled))
    assert urns(sqlite) == []


def test_what_finishes_it_is_kept_with_the_rows_or_not_at_all(sqlite: Engine, tmp_path: Path) -> None:
    def failing(connection: Connection, report: ImportReport) -> None:
        assert connection.execute(select(func.count()).select_from(School.__table__)).scalar_one() == 2
        assert report.accepted
        raise TrustopsError("The job was taken from this worker.")

    with pytest.raises(TrustopsError, match="taken from this worker"):
        import_file(sqlite, book(tmp_path / "a.xlsx", dict([SCHOOLS])), Options(finish=failing))
    assert urns(sqlite) == []
    with reading(sqlite) as connection:
        assert connection.execute(select(func.count()).select_from(Relation.__table__)).scalar_one() == 0
