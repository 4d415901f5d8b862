"""A figure's history: what it was, from which cell of which file, and in which pack."""

from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import Connection, insert, select

from tests.store.small_trust import ORIGIN, VALUE_COLUMNS, bring, figure, numbers
from trustops.models import KpiValue, PackMade
from trustops.store.comparison import Comparison, Incoming, compare
from trustops.store.history import row_history, value_history
from trustops.store.one_row import Shown, changing
from trustops.store.remove import removal
from trustops.store.undo import undoing, write_undo
from trustops.store.write import Origin, write

AUTUMN = date(2026, 9, 1)
KEY = ("ATT02", "TRUST", AUTUMN)


def bring_file(connection: Connection, file: str, value: str, row: int, letters: str) -> int:
    origin = Origin(file, "0" * 64, "workbook", "Ada", columns={"KPI values": {"value": letters}})
    incoming = Incoming(KpiValue, VALUE_COLUMNS, [figure(*KEY, value)], [row])
    number = write(connection, [compare(connection, incoming)], origin)
    assert number is not None
    return number


def make_pack(connection: Connection, meeting: str, up_to: int) -> None:
    values = {"as_of": AUTUMN, "made_at": datetime(2026, 11, 1, tzinfo=UTC), "made_by": "Ada", "sha256": "0" * 64}
    connection.execute(insert(PackMade).values(meeting=meeting, up_to_import=up_to, **values))


def test_provisional_and_final_are_both_kept_with_their_cells_and_packs(small_trust: Connection) -> None:
    provisional = bring_file(small_trust, "provisional.xlsx", "93.1", 12, "F")
    make_pack(small_trust, "Autumn board", provisional)
    final = bring_file(small_trust, "final.xlsx", "93.4", 7, "C")
    make_pack(small_trust, "Spring board", final)
    told = [
        (each.value, each.by.file, each.by.who, each.cell, each.packs)
        for each in value_history(small_trust, KpiValue, KEY, "value")
    ]
    assert told == [
        (Decimal("93.4"), "final.xlsx", "Ada", "KPI values!C7", ("Spring board",)),
        (Decimal("93.1"), "provisional.xlsx", "Ada", "KPI values!F12", ("Autumn board",)),
    ]


def test_after_an_undo_the_value_comes_from_its_first_cell_again(small_trust: Connection) -> None:
    first = bring_file(small_trust, "provisional.xlsx", "93.1", 12, "F")
    second = bring_file(small_trust, "final.xlsx", "93.4", 7, "C")
    undone = write_undo(small_trust, undoing(small_trust, second), who="Grace")
    newest, *older = value_history(small_trust, KpiValue, KEY, "value")
    assert newest.origin is not None
    assert (newest.value, newest.by.id, newest.by.undoes) == (Decimal("93.1"), undone, second)
    assert (newest.origin.id, newest.cell) == (first, "KPI values!F12")
    assert [(each.by.id, each.cell) for each in older] == [(second, "KPI values!C7"), (first, "KPI values!F12")]


def test_a_deleted_row_and_its_coming_back_are_told(small_trust: Connection) -> None:
    bring_file(small_trust, "a.xlsx", "93.1", 12, "F")
    gone = write(small_trust, [removal(small_trust, KpiValue, numbers(small_trust, KpiValue, kpi="ATT02"))], ORIGIN)
    assert gone is not None
    told = value_history(small_trust, KpiValue, KEY, "value")
    assert [(each.what, each.value, each.cell) for each in told] == [
        ("deleted", None, ""),
        ("created", Decimal("93.1"), "KPI values!F12"),
    ]
    write_undo(small_trust, undoing(small_trust, gone), who="Grace")
    back = value_history(small_trust, KpiValue, KEY, "value")
    assert [each.what for each in back] == ["restored", "deleted", "created"]
    assert back[0].cell == "KPI values!F12"


def test_a_row_is_followed_through_a_change_of_its_key(small_trust: Connection) -> None:
    bring_file(small_trust, "a.xlsx", "93.1", 12, "F")
    (row,) = numbers(small_trust, KpiValue, kpi="ATT02")
    made = small_trust.execute(select(KpiValue.created_in).where(KpiValue.id == row)).scalar_one()
    moved = changing(small_trust, KpiValue, row, Shown(1, made), {"site": "100001"})
    assert isinstance(moved, Comparison)
    write(small_trust, [moved], Origin("typed in by Ada", "", "form", "Ada"))
    now = ("ATT02", "100001", AUTUMN)
    assert [each.what for each in row_history(small_trust, KpiValue, now)] == ["changed", "created"]
    (only,) = value_history(small_trust, KpiValue, now, "value")
    assert (only.value, only.cell) == (Decimal("93.1"), "KPI values!F12")


def test_a_column_that_never_changed_has_one_value_and_no_cell_where_none_was_kept(small_trust: Connection) -> None:
    bring(small_trust, KpiValue, VALUE_COLUMNS, figure(*KEY, "93.1"))
    bring(small_trust, KpiValue, VALUE_COLUMNS, figure(*KEY, "93.4"))
    (only,) = value_history(small_trust, KpiValue, KEY, "end")
    assert (only.value, only.what, only.row, only.cell) == (date(2026, 9, 28), "created", 2, "")


def test_a_row_that_never_was_has_no_history(small_trust: Connection) -> None:
    assert value_history(small_trust, KpiValue, ("ATT02", "100009", AUTUMN), "value") == ()
