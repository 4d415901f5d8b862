"""A locked row stays as it is, by an import, a form, a replaced sheet or a deletion; undoing may take it back."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import Connection, select

from tests.store.small_trust import ORIGIN, numbers
from trustops.models import Scenario
from trustops.models.service import PolicyStatus
from trustops.quantities.errors import TrustopsError
from trustops.store.comparison import Incoming, compare
from trustops.store.locked import locked_among
from trustops.store.one_row import Shown, changing, creating
from trustops.store.remove import removal
from trustops.store.undo import undoing, write_undo
from trustops.store.write import Comparison, write

COLUMNS = ("scenario", "name", "service", "year", "status", "price_pence")
LOCKED = ("SC-1", "Budget", "ATT", "2026/27", PolicyStatus.LOCKED, 27500)
OPEN = ("SC-2", "Dearer", "ATT", "2026/27", PolicyStatus.APPROVED, 30000)


@pytest.fixture
def kept(small_trust: Connection) -> Connection:
    """A locked scenario and an approved one."""
    bring(small_trust, LOCKED, OPEN)
    return small_trust


def bring(connection: Connection, *rows: tuple[Any, ...], replaces: bool = False) -> int | None:
    incoming = Incoming(Scenario, COLUMNS, rows, range(2, len(rows) + 2), replaces=replaces)
    return write(connection, [compare(connection, incoming)], ORIGIN)


def prices(connection: Connection) -> dict[str, int | None]:
    return {
        row.scenario: row.price_pence for row in connection.execute(select(Scenario.scenario, Scenario.price_pence))
    }


def saved(connection: Connection, code: str, values: Mapping[str, Any]) -> int | None:
    row = connection.execute(
        select(Scenario.id, Scenario.version, Scenario.created_in).where(Scenario.scenario == code)
    ).one()
    found = changing(connection, Scenario, row.id, Shown(row.version, row.created_in), values)
    assert isinstance(found, Comparison)
    return write(connection, [found], ORIGIN)


def test_an_import_that_would_change_it_is_refused_whole(kept: Connection) -> None:
    with pytest.raises(TrustopsError, match="Scenarios, SC-1 is locked, so it cannot be changed; copy it"):
        bring(kept, (*LOCKED[:5], 28000), (*OPEN[:5], 31000))
    assert prices(kept) == {"SC-1": 27500, "SC-2": 30000}


def test_an_import_that_says_the_same_of_it_is_taken(kept: Connection) -> None:
    assert bring(kept, LOCKED, (*OPEN[:5], 31000)) is not None
    assert prices(kept) == {"SC-1": 27500, "SC-2": 31000}


def test_a_replaced_sheet_without_it_is_refused(kept: Connection) -> None:
    with pytest.raises(TrustopsError, match="SC-1 is locked, so it cannot be deleted"):
        bring(kept, OPEN, replaces=True)


@pytest.mark.parametrize("values", [{"price_pence": 1}, {"status": PolicyStatus.WORKING}, {"scenario": "SC-9"}])
def test_a_form_cannot_change_or_unlock_it(kept: Connection, values: dict[str, Any]) -> None:
    with pytest.raises(TrustopsError, match="is locked"):
        saved(kept, "SC-1", values)


def test_a_deletion_of_it_is_refused_and_of_another_is_not(kept: Connection) -> None:
    with pytest.raises(TrustopsError, match="SC-1 is locked, so it cannot be deleted"):
        write(kept, [removal(kept, Scenario, numbers(kept, Scenario))], ORIGIN)
    write(kept, [removal(kept, Scenario, numbers(kept, Scenario, scenario="SC-2"))], ORIGIN)
    assert list(prices(kept)) == ["SC-1"]


def test_the_change_that_locks_it_is_the_last(kept: Connection) -> None:
    assert saved(kept, "SC-2", {"status": PolicyStatus.LOCKED}) is not None
    with pytest.raises(TrustopsError, match="SC-2 is locked"):
        saved(kept, "SC-2", {"price_pence": 1})


def test_a_copy_can_change(kept: Connection) -> None:
    values = dict(zip(COLUMNS, LOCKED, strict=True)) | {"scenario": "SC-3", "status": PolicyStatus.WORKING}
    found = creating(kept, Scenario, values)
    assert isinstance(found, Comparison)
    write(kept, [found], ORIGIN)
    saved(kept, "SC-3", {"price_pence": 1})
    assert prices(kept)["SC-3"] == 1


def test_undoing_takes_back_what_locked_it_and_what_brought_it(small_trust: Connection) -> None:
    brought = bring(small_trust, OPEN)
    locking = saved(small_trust, "SC-2", {"status": PolicyStatus.LOCKED})
    for number in (locking, brought):
        assert number is not None
        write_undo(small_trust, undoing(small_trust, number), who="Sam")
    assert prices(small_trust) == {}


def test_what_is_locked_is_named_by_its_key(kept: Connection) -> None:
    assert list(locked_among(kept, Scenario, numbers(kept, Scenario)).values()) == ["SC-1"]
