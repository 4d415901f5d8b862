"""A file becomes facts: previewed and accepted by the same code, all or nothing, the same file again 0 changes."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from importers.bring import CannotRead, Options, import_file
from importers.export import write_export
from importers.layout import write_template
from tests.importers.books import KPIS, SCHOOLS, book
from trustops.models import SHEETS, Post, School
from trustops.quantities.errors import TrustopsError
from trustops.snapshot import Snapshot
from trustops.store.engine import reading
from trustops.store.load import load


def known(engine: Engine) -> Snapshot:
    with reading(engine) as connection:
        return load(connection, date.max)


def test_the_example_imports_whole_and_again_changes_nothing(engine: Engine, example: Path) -> None:
    first = import_file(engine, example)
    assert (first.accepted, first.refused) == (True, 0)
    assert {sheet.sheet for sheet in first.sheets} == {model.__sheet__ for model in SHEETS}
    again = import_file(engine, example)
    assert again.import_id is None
    assert all(sheet.same == sheet.rows for sheet in again.sheets)


def test_what_is_exported_imports_again_with_0_changes(engine: Engine, example: Path, tmp_path: Path) -> None:
    import_file(engine, example)
    before = known(engine)
    rows = write_export(tmp_path / "out.xlsx", before)
    again = import_file(engine, tmp_path / "out.xlsx")
    assert sum(sheet.same for sheet in again.sheets) == rows
    assert again.import_id is None


def test_an_export_into_an_empty_database_is_the_same_trust(sqlite: Engine, example: Path, tmp_path: Path) -> None:
    from trustops.store.migrate import init_database

    import_file(sqlite, example)
    write_export(tmp_path / "out.xlsx", known(sqlite))
    other = init_database(f"sqlite:///{tmp_path / 'other.db'}")
    import_file(other, tmp_path / "out.xlsx")
    for model in SHEETS:
        ours = [row._replace(source_row=None) for row in known(sqlite).all(model)]  # type: ignore[attr-defined]
        theirs = [row._replace(source_row=None) for row in known(other).all(model)]  # type: ignore[attr-defined]
        assert ours == theirs


def test_a_preview_counts_what_the_import_then_does(sqlite: Engine, example: Path) -> None:
    preview = import_file(sqlite, example, Options(dry_run=True))
    assert (preview.accepted, preview.import_id) == (False, None)
    assert known(sqlite).all(School) == ()
    assert import_file(sqlite, example).sheets == preview.sheets


def test_a_changed_field_is_shown_before_and_after(sqlite: Engine, tmp_path: Path) -> None:
    import_file(sqlite, book(tmp_path / "a.xlsx", dict([SCHOOLS])))
    changed = [SCHOOLS[1][0], (990001, "Founder School", "secondary")]
    report = import_file(sqlite, book(tmp_path / "b.xlsx", {"Schools": changed}))
    assert [(c.key, c.column, c.before, c.after) for c in report.changes] == [
        ("990001", "Name", "Founder", "Founder School")
    ]
    assert len(known(sqlite).all(School)) == 2, "an absent row changes nothing"


def test_a_column_that_is_absent_changes_nothing_and_an_empty_cell_empties(sqlite: Engine, tmp_path: Path) -> None:
    head = ("Post", "Title", "Site")
    import_file(sqlite, book(tmp_path / "a.xlsx", {"Posts": [(*head, "Critical"), ("CEO", "Chief", "TRUST", 5)]}))
    import_file(sqlite, book(tmp_path / "b.xlsx", {"Posts": [head, ("CEO", "Chief executive", "TRUST")]}))
    post = known(sqlite).one(Post, "CEO")
    assert post is not None
    assert (post.title, post.critical) == ("Chief executive", 5)
    import_file(sqlite, book(tmp_path / "c.xlsx", {"Posts": [(*head, "Critical"), ("CEO", "Chief", "TRUST", None)]}))
    post = known(sqlite).one(Post, "CEO")
    assert post is not None
    assert post.critical is None


def test_one_bad_row_keeps_the_whole_file_out_unless_asked(sqlite: Engine, tmp_path: Path) -> None:
    rows = [*SCHOOLS[1], (12, "Not a URN", "primary")]
    path = book(tmp_path / "a.xlsx", {"Schools": rows})
    report = import_file(sqlite, path)
    assert (report.accepted, report.refused, report.import_id) == (False, 1, None)
    assert known(sqlite).all(School) == ()
    assert import_file(sqlite, path, Options(partial=True)).accepted
    assert len(known(sqlite).all(School)) == 2


def test_headings_match_whatever_their_order_case_and_stars(sqlite: Engine, tmp_path: Path) -> None:
    rows = [("PHASE", "urn *", "  School\nname "), ("All-through", 990001, "Founder")]
    assert import_file(sqlite, book(tmp_path / "a.xlsx", {"schools": rows})).accepted


def test_an_unknown_column_and_an_unknown_sheet_are_said_and_left_out(sqlite: Engine, tmp_path: Path) -> None:
    rows = [(*SCHOOLS[1][0], "Favourite colour"), (990001, "Founder", "secondary", "blue")]
    report = import_file(sqlite, book(tmp_path / "a.xlsx", {"Schools": rows, "Notes": [("hello",)]}))
    assert report.accepted
    assert [problem.code for problem in report.problems] == ["heading.unknown", "sheet.left_out"]
    assert "Favourite colour" in report.problems[0].message


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("URN", "Name"), (990001, "Founder")], "Sheet Schools has no Phase, which every row needs"),
        ([("URN", "Name", "Phase", "Name"), (990001, "a", "primary", "b")], "a second column is headed Name"),
        (
            [("a", "b"), (1, 2)],
            "Sheet Schools has none of its headings in its first 40 rows; it needs URN, Name and Phase",
        ),
        ([SCHOOLS[1][0]], "has headings but no rows under them"),
    ],
)
def test_a_sheet_that_cannot_be_read_changes_nothing(
    sqlite: Engine, tmp_path: Path, rows: list[tuple[object, ...]], sentence: str
) -> None:
    with pytest.raises(TrustopsError) as caught:
        import_file(sqlite, book(tmp_path / "a.xlsx", {"Schools": rows}))
    assert sentence in str(caught.value)
    assert known(sqlite).all(School) == ()


def test_every_sheet_at_fault_is_named_at_once(sqlite: Engine, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"Schools": [("URN",), (990001,)], "KPIs": [("KPI",), ("A",)]})
    with pytest.raises(CannotRead) as caught:
        import_file(sqlite, path)
    assert [problem.sheet for problem in caught.value.problems] == ["Schools", "KPIs"]


def test_the_template_is_read_back_as_an_empty_trust(sqlite: Engine, tmp_path: Path) -> None:
    write_template(tmp_path / "blank.xlsx")
    with pytest.raises(TrustopsError, match="has headings but no rows under them"):
        import_file(sqlite, tmp_path / "blank.xlsx")


def test_the_number_of_queries_does_not_grow_with_the_rows(sqlite: Engine, tmp_path: Path) -> None:
    def queries(rows: int) -> int:
        counted: list[str] = []
        listen = lambda *said: counted.append(said[2])  # noqa: E731
        days = [(date(2000 + n // 12, n % 12 + 1, 1), date(2000 + n // 12, n % 12 + 1, 28)) for n in range(rows)]
        values = [("KPI", "Site", "Start", "End", "Value"), *(("ATT01", "TRUST", *span, 93.1) for span in days)]
        path = book(tmp_path / f"{rows}.xlsx", dict([KPIS, ("KPI values", values)]))
        event.listen(sqlite, "before_cursor_execute", listen)
        import_file(sqlite, path)
        event.remove(sqlite, "before_cursor_execute", listen)
        return len(counted)

    queries(2)
    assert queries(300) == queries(900)
