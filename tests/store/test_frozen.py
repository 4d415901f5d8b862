"""Does a frozen pack stay as it is, whole or not at all, and is it never made upon what has moved on?"""

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from sqlalchemy import Connection, Table, delete, func, insert, select, update
from sqlalchemy.exc import DatabaseError

from tests.store.small_trust import VALUE_COLUMNS, bring, figure
from trustops.models import FrozenFile, FrozenPack, KpiValue, PackMade
from trustops.quantities.errors import TrustopsError
from trustops.store.audit_chain import audit_head
from trustops.store.packs import (
    Freezing,
    Made,
    brought_between,
    freeze,
    frozen_content,
    frozen_figures,
    frozen_packs,
    frozen_version,
    standing,
    verify,
)

AT = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)


def freezing(why: str | None = None, content: bytes = b"pdf") -> Freezing:
    return Freezing(
        meeting="TB1",
        as_of=date(2026, 12, 3),
        by="Ada",
        at=AT,
        why=why,
        figures={"figures": [{"id": "a", "value": "1"}]},
        files=[Made("TB1-v1-board-pack.pdf", content), Made("TB1-v1-board-pack.xlsx", b"xlsx")],
    )


def test_a_frozen_pack_is_kept_with_its_files_and_the_head(small_trust: Connection) -> None:
    upon = standing(small_trust, "TB1")
    assert freeze(small_trust, freezing(), upon) == 1
    (kept,) = frozen_packs(small_trust, "TB1")
    assert (kept.number, kept.frozen_at, kept.frozen_by, kept.why) == (1, AT, "Ada", None)
    assert kept.audit_head == audit_head(small_trust)
    assert frozen_content(small_trust, kept, "TB1-v1-board-pack.pdf") == b"pdf"
    assert [file.size for file in kept.files] == [3, 4]
    assert frozen_figures(small_trust, kept)["figures"] == [{"id": "a", "value": "1"}]
    assert small_trust.execute(select(func.count()).select_from(PackMade)).scalar() == 2


def test_a_file_that_is_put_beside_the_frozen_ones_is_found(small_trust: Connection) -> None:
    freeze(small_trust, freezing(), standing(small_trust, "TB1"))
    assert verify(small_trust).wrong == ()
    (kept,) = frozen_packs(small_trust, "TB1")
    added = {"pack_id": kept.id, "name": "TB1-v1-other.pdf", "sha256": sha256(b"other").hexdigest()}
    small_trust.execute(insert(FrozenFile).values(**added, content=b"other"))
    (wrong,) = verify(small_trust).wrong
    assert wrong == (
        "The files of version 1 of the pack of TB1 are not those that were frozen (TB1-v1-board-pack.pdf, "
        "TB1-v1-board-pack.xlsx); somebody added or took one out."
    )


def test_freezing_again_needs_a_reason_and_leaves_the_first_as_it_is(small_trust: Connection) -> None:
    freeze(small_trust, freezing(), standing(small_trust, "TB1"))
    with pytest.raises(
        TrustopsError, match=r"frozen as version 1 since 3 December 2026, and a frozen pack never changes"
    ):
        freeze(small_trust, freezing(), standing(small_trust, "TB1"))
    with pytest.raises(TrustopsError, match="never changes"):
        freeze(small_trust, freezing("  "), standing(small_trust, "TB1"))
    assert freeze(small_trust, freezing("a value was wrong", b"new"), standing(small_trust, "TB1")) == 2
    first, second = frozen_packs(small_trust, "TB1")
    assert frozen_content(small_trust, first, "TB1-v1-board-pack.pdf") == b"pdf"
    assert (second.number, second.why) == (2, "a value was wrong")


def test_what_was_written_while_it_was_made_keeps_it_from_being_frozen(small_trust: Connection) -> None:
    upon = standing(small_trust, "TB1")
    bring(small_trust, KpiValue, VALUE_COLUMNS, figure("ATT01", "100001", date(2026, 9, 1), "94.1"))
    with pytest.raises(TrustopsError, match="Somebody wrote to the trust's records while the pack was being made"):
        freeze(small_trust, freezing(), upon)
    assert small_trust.execute(select(func.count()).select_from(FrozenFile)).scalar() == 0


def test_another_who_froze_first_keeps_it_from_being_frozen_twice(small_trust: Connection) -> None:
    upon = standing(small_trust, "TB1")
    freeze(small_trust, freezing(), upon)
    with pytest.raises(TrustopsError, match="nothing was frozen"):
        freeze(small_trust, freezing("a reason"), upon)


@pytest.mark.parametrize("table", [FrozenPack.__table__, FrozenFile.__table__])
def test_the_database_itself_refuses_to_change_or_delete_it(small_trust: Connection, table: Table) -> None:
    freeze(small_trust, freezing(), standing(small_trust, "TB1"))
    for asked in (update(table).values({"meeting" if "meeting" in table.c else "name": "other"}), delete(table)):
        with pytest.raises(DatabaseError, match="a frozen pack never changes"), small_trust.begin_nested():
            small_trust.execute(asked)
    (kept,) = frozen_packs(small_trust, "TB1")
    assert len(kept.files) == 2


def test_a_version_or_file_that_is_not_there_is_said(small_trust: Connection) -> None:
    with pytest.raises(TrustopsError, match="No pack of “TB1” is frozen yet"):
        frozen_version(small_trust, "TB1")
    freeze(small_trust, freezing(), standing(small_trust, "TB1"))
    with pytest.raises(TrustopsError, match="has no version 3; it has 1"):
        frozen_version(small_trust, "TB1", 3)
    with pytest.raises(TrustopsError, match=r"has no file “x\.pdf”"):
        frozen_content(small_trust, frozen_version(small_trust, "TB1"), "x.pdf")


def test_the_imports_between_two_versions_are_told(small_trust: Connection) -> None:
    before = standing(small_trust, "TB1").up_to_import
    number = bring(small_trust, KpiValue, VALUE_COLUMNS, figure("ATT01", "100001", date(2026, 9, 1), "94.1"))
    (row,) = brought_between(small_trust, before, number)
    assert (row.id, row.file, row.created, row.changed) == (number, "a.xlsx", 0, 1)
