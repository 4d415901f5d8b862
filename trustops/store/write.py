"""How do facts get in? The only writer: what a comparison found is written, with its origin and its audit.

Every way in (an import, a form, the API) makes :class:`Incoming` rows, asks :func:`compare` what they would do, and
hands the answer to :func:`write` in the same transaction. A preview is the same comparison, not written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Insert,
    Table,
    Update,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from trustops.models import AuditEvent, Import, sheet_of
from trustops.quantities.errors import TrustopsError
from trustops.store.audit import events, plain
from trustops.store.comparison import Change, Comparison, Incoming, Place, compare
from trustops.store.locked import refuse_if_locked
from trustops.store.read import AT_A_TIME, in_parts, rows_with
from trustops.store.remove import refuse_if_referred

__all__ = ["Change", "Comparison", "Incoming", "Origin", "compare", "insert_rows", "plain", "write"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where rows come from: a file and its digest, a person's save, or the undoing of an import.

    ``undoes`` is the import that is taken back; ``columns`` says, by sheet and column, in which column of the file
    (``F``) each fact stood.
    """

    file: str
    sha256: str
    source: str
    accepted_by: str
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    undoes: int | None = None
    columns: Mapping[str, Mapping[str, str]] | None = None


def write(connection: Connection, comparisons: Iterable[Comparison], origin: Origin) -> int | None:
    """Write what the comparisons found, with its origin and one audit event a sheet and kind of change.

    Returns the import's number, or None when there was nothing to write. The caller holds the transaction: the rows,
    the import and the events are all kept, or none is. Raises one sentence when a row that would be changed or
    deleted has moved on since it was compared, when a deletion would leave other rows referring to nothing, and when
    one is locked and this is no undoing.
    """
    writing = [comparison for comparison in comparisons if comparison.writes]
    if not writing:
        return None
    refuse_if_referred(connection, writing)
    if origin.undoes is None:  # undoing is the way back, for what is locked too
        refuse_if_locked(connection, writing)
    places = [_places(connection, comparison) for comparison in writing]
    import_id = _write_import(connection, writing, origin)
    # What goes makes room for what comes: a key that one row gives up is free for another.
    for step in (_delete, _update, _create, _restore):
        for comparison in writing:
            step(connection, comparison, import_id)
    common = {"import_id": import_id, "at": origin.at, "who": origin.accepted_by}
    told = [common | event for each, was in zip(writing, places, strict=True) for event in events(each, was)]
    connection.execute(insert(AuditEvent), told)
    return import_id


def _write_import(connection: Connection, writing: Sequence[Comparison], origin: Origin) -> int:
    statement = insert(Import).values(
        file=origin.file,
        sha256=origin.sha256,
        source=origin.source,
        accepted_by=origin.accepted_by,
        accepted_at=origin.at,
        created=sum(len(comparison.created) + len(comparison.restored) for comparison in writing),
        changed=sum(len(comparison.changed) for comparison in writing),
        deleted=sum(len(comparison.deleted) for comparison in writing),
        undoes=origin.undoes,
        columns=origin.columns,
    )
    return connection.execute(statement.returning(Import.id)).scalar_one()


def _places(connection: Connection, comparison: Comparison) -> dict[int, Place]:
    """Where each row that is about to change came from until now; refuses when one is not as it was compared."""
    seen = {change.id: change.version for change in comparison.changed}
    columns = comparison.model.__table__.columns
    wanted = (columns.id, columns.version, columns.import_id, columns.source_row)
    # Held until the end, so that no other writer of a shared database can come between this look and the writing.
    found = {row.id: row for row in rows_with(connection, columns.id, seen, select(*wanted).with_for_update())}
    if any(number not in found or found[number].version != version for number, version in seen.items()):
        raise _moved_on(comparison)
    return {number: Place(row.import_id, row.source_row) for number, row in found.items()}


def _moved_on(comparison: Comparison) -> TrustopsError:
    return TrustopsError(
        f"Somebody else changed {sheet_of(comparison.model).name} while this was being saved, so nothing was "
        "changed; look at what would change again, then save it."
    )


def _create(connection: Connection, comparison: Comparison, import_id: int) -> None:
    if not comparison.created:
        return
    table = comparison.model.__table__
    missing = {
        column.name: column.default
        for column in sheet_of(comparison.model).columns
        if column.name not in comparison.columns and column.default is not None
    }
    alike = {**missing, "version": 1, "created_in": import_id, "import_id": import_id}
    # So many at a time: a file may bring a million, and each is held once more while it is being written.
    for start in range(0, len(comparison.created), AT_A_TIME):
        some = slice(start, start + AT_A_TIME)
        rows, source_rows = comparison.created[some], comparison.created_source_rows[some]
        columns = dict(zip(comparison.columns, zip(*rows, strict=True), strict=True))
        constant = {name: [value] * len(rows) for name, value in alike.items()}
        insert_rows(connection, table, columns | constant | {"source_row": source_rows})


def insert_rows(connection: Connection, table: Table, columns: Mapping[str, Sequence[Any]]) -> None:
    """Insert many rows, given by what each says in one column after another."""
    statement = insert(table).values({name: bindparam(name) for name in columns})
    _many(connection, statement, {name: (table.columns[name], values) for name, values in columns.items()})


def _many(
    connection: Connection, statement: Insert | Update, told: Mapping[str, tuple[Column[Any], Sequence[Any]]]
) -> None:
    """Run a statement for many rows at once, each parameter's values made ready by the type of its column.

    The statement is SQLAlchemy's own; only the road for the values is shorter than one dictionary a row.
    """
    compiled = statement.compile(dialect=connection.dialect)
    if compiled.positiontup is None:
        rows = zip(*(values for _, values in told.values()), strict=True)
        connection.execute(statement, [dict(zip(told, values, strict=True)) for values in rows])
        return
    ready = [_ready(connection, *told[name]) for name in compiled.positiontup]
    connection.exec_driver_sql(str(compiled), list(zip(*ready, strict=True)))


def _ready(connection: Connection, column: Column[Any], values: Sequence[Any]) -> Sequence[Any]:
    """A column's values as the database's driver takes them; each different value is made ready once."""
    process = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    if process is None:
        return values
    ready = {value: process(value) for value in set(values)}
    return [ready[value] for value in values]


def _update(connection: Connection, comparison: Comparison, import_id: int) -> None:
    """One statement for each set of columns that changed together."""
    columns = comparison.model.__table__.columns
    groups: dict[tuple[str, ...], list[Change]] = {}
    for change in comparison.changed:
        groups.setdefault(tuple(change.after), []).append(change)
    for names, changes in groups.items():
        places = [change.place or Place(import_id, change.source_row) for change in changes]
        new: dict[str, Sequence[Any]] = {name: [change.after[name] for change in changes] for name in names}
        new |= {"version": [change.version + 1 for change in changes]}
        new |= {"import_id": [place.import_id for place in places]}
        new |= {"source_row": [place.source_row for place in places]}
        told = {f"new_{name}": (columns[name], values) for name, values in new.items()}
        told |= {"row_id": (columns.id, [change.id for change in changes])}
        statement = update(comparison.model.__table__).where(columns.id == bindparam("row_id"))
        _many(connection, statement.values({name: bindparam(f"new_{name}") for name in new}), told)


def _delete(connection: Connection, comparison: Comparison, _: int) -> None:
    """The rows go that are still of the version that was compared; refuses when not all of them are."""
    columns = comparison.model.__table__.columns
    by_version: dict[int, list[int]] = {}
    for version, number in zip(comparison.deleted.column("version"), comparison.deleted.column("id"), strict=True):
        by_version.setdefault(version, []).append(number)
    for version, numbers in by_version.items():
        for wanted, number in _in_few_words(columns.id, numbers):
            statement = delete(comparison.model.__table__).where(columns.version == version, wanted)
            if connection.execute(statement).rowcount != number:
                raise _moved_on(comparison)


def _in_few_words(column: Column[int], numbers: Sequence[int]) -> Iterator[tuple[ColumnElement[bool], int]]:
    """Conditions that together say “one of these numbers”, with how many each is for: most imports made all of theirs
    in one go, and a range is quicker to say than each number."""
    first, last = min(numbers), max(numbers)
    if last - first + 1 == len(set(numbers)):
        yield column.between(first, last), len(numbers)
        return
    for some in in_parts(numbers):
        yield column.in_(some), len(some)


def _restore(connection: Connection, comparison: Comparison, _: int) -> None:
    """Make rows again just as they were, under their own numbers where no other row has those; the version goes on."""
    table = comparison.model.__table__
    number = table.columns.id
    coming = comparison.restored
    taken = {row.id for row in rows_with(connection, number, coming.column("id"), select(number))}
    for same_number in (True, False):
        rows = coming.only([(each not in taken) is same_number for each in coming.column("id")])
        if rows:
            going_on = {"version": [version + 1 for version in rows.column("version")]}
            columns = dict(zip(rows.names, rows.columns, strict=True)) | going_on
            if not same_number:
                del columns["id"]
            insert_rows(connection, table, columns)
