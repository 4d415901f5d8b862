"""How do facts get in? The only writer: rows compared with what is there, then written with their origin and audit.

Every way in (an import, a form, the API) makes :class:`Incoming` rows, asks :func:`compare` what they would do, and
hands the answer to :func:`write` in the same transaction. A preview is the same comparison, not written.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, select, update

from trustops.models import AuditEvent, Fact, Import, Sheet, sheet_of

CREATED, CHANGED = "created", "changed"


@dataclass(frozen=True, slots=True)
class Incoming:
    """Valid rows of one sheet: the columns given, and a tuple of values and the source row for each.

    A column that is not given leaves what is there alone; a new row takes its default. With ``unknown_keeps``, a
    value of None leaves it alone too: a public file that does not know a fact says nothing about it.
    """

    model: type[Fact]
    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    source_rows: Sequence[int | None]
    unknown_keeps: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What would change in one existing row: its key in words, and each changed column before and after."""

    id: int
    version: int
    key: tuple[Any, ...]
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    source_row: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the incoming rows of one sheet would do: rows to create, rows to change, and how many are the same."""

    model: type[Fact]
    columns: tuple[str, ...]
    created: Sequence[tuple[Any, ...]]
    created_source_rows: Sequence[int | None]
    changed: Sequence[Change]
    same: int

    @property
    def writes(self) -> bool:
        return bool(self.created or self.changed)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where rows come from: a file and its digest, or a person's save."""

    file: str
    sha256: str
    source: str
    accepted_by: str
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


def compare(connection: Connection, incoming: Incoming) -> Comparison:
    """Which rows are new, which would change and in what, and how many are just as they stand.

    One query, whatever the number of rows. A row is known by its natural key.
    """
    model = incoming.model
    key = sheet_of(model).key
    existing = _existing(connection, model, incoming.columns, key)
    place = {name: index for index, name in enumerate(incoming.columns)}
    key_places = [place[name] for name in key]
    created: list[tuple[Any, ...]] = []
    created_rows: list[int | None] = []
    changed: list[Change] = []
    same = 0
    for values, source_row in zip(incoming.rows, incoming.source_rows, strict=True):
        found = existing.get(tuple([values[index] for index in key_places]))
        if found is None:
            created.append(values)
            created_rows.append(source_row)
            continue
        if incoming.unknown_keeps:
            values = tuple(old if new is None else new for old, new in zip(found[2:], values, strict=True))
        if found[2:] == values:
            same += 1
        else:
            changed.append(_change(incoming.columns, key_places, found, values, source_row))
    return Comparison(model, incoming.columns, created, created_rows, changed, same)


def _existing(
    connection: Connection, model: type[Fact], columns: tuple[str, ...], key: tuple[str, ...]
) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """Every row there is, by natural key: its id, its version, and the columns asked about."""
    table = model.__table__
    wanted = [table.columns[name] for name in ("id", "version", *columns)]
    places = [columns.index(name) + 2 for name in key]
    rows = connection.execute(select(*wanted))
    return {tuple([row[place] for place in places]): tuple(row) for row in rows}


def _change(
    columns: tuple[str, ...],
    key_places: list[int],
    found: tuple[Any, ...],
    values: tuple[Any, ...],
    source_row: int | None,
) -> Change:
    pairs = {name: (old, new) for name, old, new in zip(columns, found[2:], values, strict=True) if old != new}
    return Change(
        id=found[0],
        version=found[1],
        key=tuple(values[place] for place in key_places),
        before={name: old for name, (old, _) in pairs.items()},
        after={name: new for name, (_, new) in pairs.items()},
        source_row=source_row,
    )


def write(connection: Connection, comparisons: Iterable[Comparison], origin: Origin) -> int | None:
    """Write what the comparisons found, with its origin and one audit event a sheet and kind of change.

    Returns the import's number, or None when there was nothing to write. The caller holds the transaction: the rows,
    the import and the events are all kept, or none is.
    """
    writing = [comparison for comparison in comparisons if comparison.writes]
    if not writing:
        return None
    import_id = _write_import(connection, writing, origin)
    for comparison in writing:
        _create(connection, comparison, import_id)
        _update(connection, comparison, import_id)
    connection.execute(insert(AuditEvent), [event for c in writing for event in _events(c, import_id, origin)])
    return import_id


def _write_import(connection: Connection, writing: Sequence[Comparison], origin: Origin) -> int:
    statement = insert(Import).values(
        file=origin.file,
        sha256=origin.sha256,
        source=origin.source,
        accepted_by=origin.accepted_by,
        accepted_at=origin.at,
        created=sum(len(comparison.created) for comparison in writing),
        changed=sum(len(comparison.changed) for comparison in writing),
    )
    return connection.execute(statement.returning(Import.id)).scalar_one()


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
        row = {f"new_{name}": value for name, value in change.after.items()}
        row |= {"row_id": change.id, "next_version": change.version + 1, "new_source_row": change.source_row}
        groups.setdefault(tuple(change.after), []).append(row)
    for names, rows in groups.items():
        statement = (
            update(table)
            .where(table.columns.id == bindparam("row_id"))
            .values({name: bindparam(f"new_{name}") for name in names})
            .values(version=bindparam("next_version"), import_id=import_id, source_row=bindparam("new_source_row"))
        )
        connection.execute(statement, rows)


def _events(comparison: Comparison, import_id: int, origin: Origin) -> list[dict[str, Any]]:
    sheet = sheet_of(comparison.model)
    common = {"import_id": import_id, "at": origin.at, "who": origin.accepted_by, "sheet": sheet.name}
    events = []
    if comparison.created:
        # A created row is in its own table with this import's number; the event need not say it twice.
        events.append(common | {"what": CREATED, "rows": len(comparison.created), "detail": {}})
    if comparison.changed:
        detail = {"rows": [_in_words(sheet, change) for change in comparison.changed]}
        events.append(common | {"what": CHANGED, "rows": len(comparison.changed), "detail": detail})
    return events


def _in_words(sheet: Sheet, change: Change) -> dict[str, Any]:
    key = dict(zip(sheet.key, (plain(value) for value in change.key), strict=True))
    before = {name: plain(value) for name, value in change.before.items()}
    after = {name: plain(value) for name, value in change.after.items()}
    return {"key": key, "before": before, "after": after}


def plain(value: Any) -> Any:
    """A value as JSON can hold it: numbers and days as text, so that nothing is lost.

    >>> plain(Decimal("0.20")), plain(date(2026, 11, 22))
    ('0.20', '2026-11-22')
    """
    if isinstance(value, StrEnum | Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value
