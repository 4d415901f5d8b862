"""Is the history as it was? Its head is the same for the same history, and for no other."""

import random
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import Connection, Engine

from tests.store.small_trust import VALUE_COLUMNS, bring, figure, fill
from trustops.models import KpiValue, Post
from trustops.store.audit_chain import BEGINNING, audit_head, links
from trustops.store.engine import open_database, reading, writing
from trustops.store.packs import verify

TAMPERS = 200


def busy(connection: Connection) -> None:
    """A history of a few imports that create, change and delete."""
    fill(connection)
    for day in range(1, 6):
        rows = (
            figure("ATT01", "100001", date(2026, 9, 1), f"93.{day}"),
            figure("ATT02", "TRUST", date(2026, day, 1), "9"),
        )
        bring(connection, KpiValue, VALUE_COLUMNS, *rows)
    bring(connection, Post, ("post", "title", "site"), ("CEO", "Chief executive", "TRUST"), replaces=False)


def test_nothing_written_has_a_head_of_its_own(engine: Engine) -> None:
    with reading(engine) as connection:
        assert audit_head(connection) == BEGINNING
        assert verify(connection).wrong == ()


def test_each_import_has_another_head_and_all_before_it_stay(small_trust: Connection) -> None:
    before = [link.head for link in links(small_trust)]
    bring(small_trust, KpiValue, VALUE_COLUMNS, figure("ATT01", "100001", date(2026, 9, 1), "94.1"))
    after = [link.head for link in links(small_trust)]
    assert after[:-1] == before
    assert len(set(after)) == len(after)
    assert audit_head(small_trust) == after[-1]
    assert audit_head(small_trust, up_to=[*links(small_trust)][-2].import_id) == before[-1]


def test_a_head_that_was_printed_is_found_again_and_any_other_is_not(small_trust: Connection) -> None:
    head = audit_head(small_trust)
    bring(small_trust, KpiValue, VALUE_COLUMNS, figure("ATT01", "100001", date(2026, 9, 1), "94.1"))
    found = verify(small_trust, head)
    assert found.wrong == ()
    assert "all up to there is as it was" in found.known
    (wrong,) = verify(small_trust, "0" * 64).wrong
    assert "No point of this history has the head" in wrong


def edit(text: str, dice: random.Random) -> str:
    """A text with one letter that is another."""
    place = dice.randrange(len(text)) if text else 0
    letter = chr(ord("a") + dice.randrange(26))
    return (text[:place] + letter + text[place + 1 :]) if text else letter


def tamper(file: sqlite3.Connection, dice: random.Random) -> str:
    """Do one thing to the history behind the program's back; says what."""
    imports = [row[0] for row in file.execute("SELECT id FROM import ORDER BY id")]
    events = [row[0] for row in file.execute("SELECT id FROM audit_event ORDER BY id")]
    kind = dice.choice(["edit event", "edit import", "delete", "swap", "cut", "insert", "move", "time"])
    at, of = dice.choice(events), dice.choice(imports)
    if kind == "edit event":
        column = dice.choice(["who", "what", "sheet", "rows"])
        (old,) = file.execute(f"SELECT {column} FROM audit_event WHERE id = ?", (at,)).fetchone()
        new = old + 1 if column == "rows" else edit(old, dice)
        file.execute(f"UPDATE audit_event SET {column} = ? WHERE id = ?", (new, at))
    elif kind == "edit import":
        column = dice.choice(["file", "sha256", "accepted_by"])
        (old,) = file.execute(f"SELECT {column} FROM import WHERE id = ?", (of,)).fetchone()
        file.execute(f"UPDATE import SET {column} = ? WHERE id = ?", (edit(old, dice), of))
    elif kind == "delete":
        file.execute("DELETE FROM audit_event WHERE id = ?", (at,))
    elif kind == "swap":
        one, other = dice.sample(events, 2)
        for before, after in ((one, -1), (other, one), (-1, other)):
            file.execute("UPDATE audit_event SET id = ? WHERE id = ?", (after, before))
    elif kind == "cut":
        file.execute("DELETE FROM audit_event WHERE id >= ?", (at,))
    elif kind == "insert":
        told = "INSERT INTO audit_event (import_id, at, who, what, sheet, rows, detail) "
        file.execute(told + "SELECT import_id, at, who, what, sheet, rows, detail FROM audit_event WHERE id = ?", (at,))
    elif kind == "move":
        (now,) = file.execute("SELECT import_id FROM audit_event WHERE id = ?", (at,)).fetchone()
        other = dice.choice([each for each in imports if each != now])
        file.execute("UPDATE audit_event SET import_id = ? WHERE id = ?", (other, at))
    else:
        file.execute("UPDATE audit_event SET at = datetime(at, '+1 second') WHERE id = ?", (at,))
    return kind


def test_two_hundred_random_tampers_are_all_found(sqlite: Engine, tmp_path: Path) -> None:
    with writing(sqlite) as connection:
        busy(connection)
    with reading(sqlite) as connection:
        head = audit_head(connection)
    sqlite.dispose()
    original, copy = Path(str(sqlite.url.database)), tmp_path / "copy.db"
    dice = random.Random(20261129)
    missed, same = [], 0
    for _ in range(TAMPERS):
        copyfile(original, copy)
        file = sqlite3.connect(copy)
        before = list(file.execute("SELECT * FROM audit_event")), list(file.execute("SELECT * FROM import"))
        kind = tamper(file, dice)
        after = list(file.execute("SELECT * FROM audit_event")), list(file.execute("SELECT * FROM import"))
        file.commit()
        file.close()
        if before == after:  # a letter was replaced by itself
            same += 1
            continue
        engine = open_database(f"sqlite:///{copy}")
        with reading(engine) as connection:
            if not verify(connection, head).wrong:
                missed.append(kind)
        engine.dispose()
    assert missed == []
    assert same < TAMPERS // 10


@pytest.mark.parametrize("what", ["content", "audit_head"])
def test_a_frozen_pack_that_was_written_over_is_found(
    sqlite: Engine, frozen: Callable[[Engine], None], what: str
) -> None:
    frozen(sqlite)
    with reading(sqlite) as connection:
        assert verify(connection).wrong == ()
    file = sqlite3.connect(str(sqlite.url.database))
    for (trigger,) in list(file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")):
        file.execute(f"DROP TRIGGER {trigger}")  # whoever holds the file can take the lock off
    file.execute(
        "UPDATE frozen_file SET content = x'00'" if what == "content" else "UPDATE frozen_pack SET audit_head = '1'"
    )
    file.commit()
    file.close()
    with reading(sqlite) as connection:
        wrong = verify(connection).wrong
    assert len(wrong) == 1
    assert ("is not what was frozen" if what == "content" else "is not as it was then") in wrong[0]
