"""Readers and a writer of one SQLite file: nobody is turned away because somebody else is about to finish."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, select

from tests.store.small_trust import fill
from trustops.models import Service
from trustops.store.engine import reading, writing
from trustops.store.migrate import init_database


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = init_database(f"sqlite:///{tmp_path / 'trustops.db'}")
    yield engine
    engine.dispose()


def services(connection: Connection) -> list[str]:
    return list(connection.execute(select(Service.service)).scalars())


def write_some(engine: Engine) -> None:
    with writing(engine) as connection:
        fill(connection)


def new_readers_must_wait(engine: Engine) -> bool:
    """Whether a writer who is about to commit lets no other reader begin."""
    other = sqlite3.connect(str(engine.url.database), timeout=0)
    try:
        other.execute("SELECT count(*) FROM service").fetchone()
    except sqlite3.OperationalError:
        return True
    finally:
        other.close()
    return False


def test_a_reading_inside_a_reading_does_not_wait_for_a_writer_that_waits_for_it(engine: Engine) -> None:
    with ThreadPoolExecutor() as pool:
        with reading(engine) as connection:
            assert services(connection) == []
            written = pool.submit(write_some, engine)
            while not new_readers_must_wait(engine):
                assert not written.done()
            with reading(engine) as again:
                assert services(again) == []
        written.result(timeout=20)
    with reading(engine) as connection:
        assert services(connection) == ["ATT"]


def test_a_reading_of_another_database_is_its_own(engine: Engine, tmp_path: Path) -> None:
    other = init_database(f"sqlite:///{tmp_path / 'other.db'}")
    write_some(other)
    with reading(engine) as connection, reading(other) as elsewhere:
        assert (services(connection), services(elsewhere)) == ([], ["ATT"])
    other.dispose()


def test_a_write_inside_a_reading_is_a_mistake_of_ours_and_said_at_once(engine: Engine) -> None:
    with reading(engine), pytest.raises(RuntimeError, match="end the reading first"):
        write_some(engine)
    write_some(engine)
