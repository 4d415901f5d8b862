"""How does the database get its tables? Alembic's migrations, which travel inside the package."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError, OperationalError

from trustops.quantities.errors import TrustopsError
from trustops.store.engine import engine_for, sqlite_path, unreadable


def init_database(url: str) -> Engine:
    """Make the database, or bring an older one up to date; on a current one, change nothing.

    Takes an SQLAlchemy address; returns the engine. A folder that may not be written raises one plain sentence.
    """
    path = sqlite_path(url)
    if path is not None:
        _make_folder(path.parent)
    engine = engine_for(url)
    try:
        if path is not None and not path.exists():
            path.touch(mode=0o600)  # people's pay and readiness are in it
        upgrade(engine)
    except PermissionError as error:
        raise unreadable(url, error) from None
    except (OperationalError, DatabaseError) as error:
        raise unreadable(url, error) from None
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TrustopsError(
            f"{folder} cannot be made ({error.strerror}); choose another folder with TRUSTOPS_INSTANCE."
        ) from None


def upgrade(engine: Engine) -> None:
    """Run every migration that the database has not had, in one transaction, with foreign keys checked after."""
    # Alembic takes half a second to load, which only this needs.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    with as_file(files("trustops.store") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder))
        with rebuilding(engine) as connection:
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except CommandError:
                raise TrustopsError(
                    f"{sqlite_path(str(engine.url)) or 'The database'} was made by a newer trustops; "
                    "update trustops before you open it. Nothing was changed."
                ) from None


@contextmanager
def rebuilding(engine: Engine) -> Iterator[Connection]:
    """One transaction in which tables may be made anew; it is kept only if every reference still leads somewhere.

    SQLite alters a table by dropping it once a new one is filled, which the rows that refer to it forbid; its checks
    can be switched off only while no transaction is open.
    """
    with engine.connect().execution_options(writes=True) as connection:
        _check_references(connection, "OFF")
        try:
            with connection.begin():
                yield connection
                _refuse_dangling(connection)
        finally:
            _check_references(connection, "ON")


def _check_references(connection: Connection, switch: str) -> None:
    if connection.dialect.name == "sqlite":
        cursor = connection.connection.cursor()  # not through SQLAlchemy, which would open a transaction
        cursor.execute(f"PRAGMA foreign_keys = {switch}")
        cursor.close()


def _refuse_dangling(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise TrustopsError(
            f"A row of the table {broken[0]} refers to one that is not in {broken[2]}, so the database was not brought "
            "up to date and nothing was changed; restore your last backup."
        )
