"""How do facts get in? The only writer: what a comparison found is written, with its origin and its audit.

Every way in (an import, a form, the API) makes :class:`Incoming` rows, asks :func:`compare` what they would do, and
hands the answer to :func:`write` in the same transaction. A preview is the same comparison, not written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, bindparam, delete, insert, select, update

from trustops.models import AuditEvent, Import, sheet_of
from trustops.quantities.errors import TrustopsError
from trustops.store.audit import events, plain
from trustops.store.comparison import Change, Comparison, Incoming, Place, compare, in_parts, rows_with
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
    deleted has moved on since it was compared, and when a deletion would leave other rows referring to nothing.
    """
    writing = [comparison for comparison in comparisons if comparison.writes]
    if not writing:
        return None
    refuse_if_referred(connection, writing)
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
    names = (*comparison.columns, *missing, "version", "created_in", "import_id", "source_row")
    tail = (*missing.values(), 1, import_id, import_id)
    rows = [
        (*values, *tail, source_row)
        for values, source_row in zip(comparison.created, comparison.created_source_rows, strict=True)
    ]
    insert_rows(connection, table, names, rows)


def insert_rows(connection: Connection, table: Table, names: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    """Insert many rows in one statement, each column's values made ready by its own type.

    The statement is SQLAlchemy's own; only the road for the values is shorter than one dictionary a row.
    """
    statement = insert(table).values({name: bindparam(name) for name in names})
    compiled = statement.compile(dialect=connection.dialect)
    if compiled.positiontup is None:
        connection.execute(statement, [dict(zip(names, values, strict=True)) for values in rows])
        return
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    ready = [_ready(connection, table, name, columns[name]) for name in compiled.positiontup]
    connection.exec_driver_sql(str(compiled), list(zip(*ready, strict=True)))


def _ready(connection: Connection, table: Table, name: str, values: Sequence[Any]) -> Sequence[Any]:
    """A column's values as the database's driver takes them; each different value is made ready once."""
    process = table.columns[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    if process is None:
        return values
    ready = {value: process(value) for value in set(values)}
    return [ready[value] for value in values]


def _update(connection: Connection, comparison: Comparison, import_id: int) -> None:
    """One statement for each set of columns that changed together."""
    table = comparison.model.__table__
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for change in comparison.changed:
        place = change.place or Place(import_id, change.source_row)
        row = {f"new_{name}": value for name, value in change.after.items()}
        row |= {"row_id": change.id, "next_version": change.version + 1}
        row |= {"new_import_id": place.import_id, "new_source_row": place.source_row}
        groups.setdefault(tuple(change.after), []).append(row)
    for names, rows in groups.items():
        statement = (
            update(table)
            .where(table.columns.id == bindparam("row_id"))
            .values({name: bindparam(f"new_{name}") for name in (*names, "import_id", "source_row")})
            .values(version=bindparam("next_version"))
        )
        connection.execute(statement, rows)


def _delete(connection: Connection, comparison: Comparison, _: int) -> None:
    """The rows go that are still of the version that was compared; refuses when not all of them are."""
    columns = comparison.model.__table__.columns
    by_version: dict[int, list[int]] = {}
    for row in comparison.deleted:
        by_version.setdefault(row.version, []).append(row.id)
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
    taken = {row.id for row in rows_with(connection, number, [row.id for row in comparison.restored], select(number))}
    for same_number in (True, False):
        names = [name for name, _ in table.columns.items() if same_number or name != "id"]
        rows = [row for row in comparison.restored if (row.id not in taken) is same_number]
        if rows:
            going_on = ({**row.values, "version": row.version + 1} for row in rows)
            insert_rows(connection, table, names, [tuple([values[name] for name in names]) for values in going_on])
