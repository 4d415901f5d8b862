"""What do the tests of the writer stand on? One database of each kind, each test's writes rolled back."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection, Engine, text

from tests.store.small_trust import check_references, fill
from trustops.store.engine import engine_for, writing
from trustops.store.migrate import init_database
from trustops.store.packs import Freezing, Made, freeze, standing

NAME = "trustops_store_tests"


@pytest.fixture(scope="session")
def lasting_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = init_database(f"sqlite:///{tmp_path_factory.mktemp('lasting') / 'trustops.db'}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def lasting_postgresql(postgresql_server: str) -> Iterator[Engine]:
    """A database beside the one that other tests empty."""
    server = engine_for("postgresql+psycopg://" + postgresql_server.split("://", 1)[1])
    with server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {NAME}"))
        connection.execute(text(f"CREATE DATABASE {NAME}"))
    engine = init_database(server.url.set(database=NAME).render_as_string(hide_password=False))
    yield engine
    engine.dispose()
    server.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def small_trust(request: pytest.FixtureRequest) -> Iterator[Connection]:
    """The small trust within a transaction that is never kept, its references checked as if it were."""
    engine: Engine = request.getfixturevalue(f"lasting_{request.param}")
    with engine.connect().execution_options(writes=True) as connection:
        transaction = connection.begin()
        fill(connection)
        yield connection
        check_references(connection)
        transaction.rollback()


@pytest.fixture
def frozen() -> Callable[[Engine], None]:
    """Fills a database with the small trust and freezes a pack of it."""

    def made(engine: Engine) -> None:
        with writing(engine) as connection:
            fill(connection)
            asked = Freezing(
                meeting="TB1",
                as_of=date(2026, 12, 3),
                by="Ada",
                at=datetime(2026, 12, 3, tzinfo=UTC),
                why=None,
                figures={},
                files=[Made("TB1-v1-board-pack.pdf", b"pdf")],
            )
            freeze(connection, asked, standing(connection, "TB1"))

    return made
