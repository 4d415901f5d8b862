"""Which database, and how is it opened safely? SQLite by default, PostgreSQL for a team."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from trustops.quantities.errors import TrustopsError

HEAD = "0010"
"""The migration that this version of trustops works with; a test holds it to the newest one in the folder."""

BUSY_SECONDS = 30
SAFE_WAL = (3, 51, 3)  # older SQLite can corrupt a write-ahead log that two connections checkpoint at once


class NoDatabase(TrustopsError):
    """There is no trustops database at that address yet."""


def default_url(instance: Path) -> str:
    """The address of the database inside the instance folder."""
    return f"sqlite:///{(instance / 'trustops.db').resolve()}"


def open_database(url: str) -> Engine:
    """An engine on an existing, current database; anything else raises one plain sentence.

    A file is never created here: an empty database made in silence would look like a trust that lost everything.
    """
    path = sqlite_path(url)
    if path is not None and not path.is_file():
        raise NoDatabase(f"There is no trustops database at {path}; run `trustops init` to make one.")
    engine = engine_for(url)
    try:
        with engine.connect() as connection:
            check_version(connection, shown(url))
    except (OperationalError, DatabaseError) as error:
        raise unreadable(url, error) from None
    return engine


def engine_for(url: str) -> Engine:
    """An engine that never puts a row's values in an error, checks foreign keys, and waits for another writer."""
    try:
        if sqlite_path(url) is not None:
            engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
            return engine
        return create_engine(url, hide_parameters=True, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError):
        raise TrustopsError(
            f"“{shown(url)}” is not the address of a database; use sqlite:///path/to/trustops.db or "
            "postgresql+psycopg://user@host/name in TRUSTOPS_DATABASE_URL."
        ) from None


def sqlite_path(url: str) -> Path | None:
    """The file of an SQLite address, or None when it is a server's."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        return None
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


def shown(url: str) -> str:
    """An address as it may be shown: without its password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "that"


def _prepare_sqlite(connection: object, _: ConnectionPoolEntry) -> None:
    # pysqlite's own transactions are switched off so that ours can say BEGIN IMMEDIATE.
    connection.isolation_level = None  # type: ignore[attr-defined]
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = DELETE")
    cursor.execute("PRAGMA synchronous = FULL")
    # A large import would else write pages before it is done, and shut everybody who only reads out until it is.
    cursor.execute("PRAGMA cache_spill = OFF")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later is refused at once when another writes: take the lock first.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


_read: ContextVar[tuple[Engine, Connection] | None] = ContextVar("_read", default=None)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the database and changes nothing.

    Inside another reading of the same database it is that same connection: with SQLite a second one would wait for a
    writer who is about to commit, while that writer waits for the first.
    """
    held = _read.get()
    if held is not None and held[0] is engine:
        yield held[1]
        return
    with engine.connect() as connection:
        before = _read.set((engine, connection))
        try:
            yield connection
        finally:
            _read.reset(before)
        connection.rollback()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that no other writer can come between: all of it is kept, or none."""
    held = _read.get()
    if held is not None and held[0] is engine:
        raise RuntimeError("a write inside a reading of the same database would wait for itself: end the reading first")
    try:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text('LOCK TABLE "import" IN EXCLUSIVE MODE'))
            yield connection
    except (OperationalError, DatabaseError) as error:
        raise unreadable(str(engine.url), error) from None


def check_version(connection: Connection, where: str) -> None:
    """Refuse a database that is not ours, is older, or was made by a newer trustops."""
    if "alembic_version" not in inspect(connection).get_table_names():
        raise NoDatabase(f"{where} is not a trustops database; run `trustops init` to make one.")
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if version is None or version < HEAD:
        raise TrustopsError(f"{where} was made by an older trustops; run `trustops init` to bring it up to date.")
    if version > HEAD:
        raise TrustopsError(
            f"{where} was made by a newer trustops (its version {version}, this one's {HEAD}); "
            "update trustops before you open it. Nothing was changed."
        )


def unreadable(url: str, error: Exception) -> TrustopsError:
    """One plain sentence for what a database said no to."""
    said = str(getattr(error, "orig", error)).strip().splitlines()[0] if str(error) else ""
    where = sqlite_path(url) or shown(url)
    if isinstance(error, PermissionError) or "readonly" in said or "unable to open" in said:
        return TrustopsError(
            f"{where} cannot be written: you may not change that file or its folder. Nothing was changed."
        )
    if "not a database" in said or "malformed" in said:
        return TrustopsError(f"{where} is not a trustops database, or it is damaged; restore your last backup.")
    if "locked" in said:
        return TrustopsError(f"{where} is being written by someone else; try again in a minute. Nothing was changed.")
    if "full" in said:
        return TrustopsError(f"The disk of {where} is full; free some space and try again. Nothing was changed.")
    return TrustopsError(f"The database at {where} did not answer as it should ({said}). Nothing was changed.")
