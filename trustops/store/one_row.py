"""How is one row saved by a person? Compared by its number and the version they were shown, then written as all are.

A form carries the version of the row that it was filled from. When the row has moved on since, nothing is written and
the person is told what changed, by whom and when, with all that they typed kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from trustops.models import Fact, Import, sheet_of
from trustops.store.write import Change, Comparison


class Shown(NamedTuple):
    """Which state of a row somebody was shown: its version, and the import that made the row, since a database may
    give the number of a row that was deleted to another one."""

    version: int
    created_in: int


@dataclass(frozen=True, slots=True)
class MovedOn:
    """Somebody else changed the row since it was shown: who, when, its state now, and what its fields say now."""

    who: str
    at: datetime
    shown: Shown
    now: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Gone:
    """The row is no longer there."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Another row has this key already: its number, for a link to it."""

    row_id: int


def creating(connection: Connection, model: type[Fact], values: Mapping[str, Any]) -> Comparison | Taken:
    """What adding a row would do; :class:`Taken` when its key is another row's."""
    taken = _with_key(connection, model, values)
    if taken is not None:
        return Taken(taken)
    return Comparison(model, tuple(values), [tuple(values.values())], [None], [], 0)


def changing(
    connection: Connection, model: type[Fact], row_id: int, shown: Shown, values: Mapping[str, Any]
) -> Comparison | MovedOn | Gone | Taken:
    """What saving these values over the row of that number would do, if it is still as it was shown."""
    table = model.__table__
    wanted = dict.fromkeys([*sheet_of(model).key, *values])
    columns = [table.columns[name] for name in ("id", "version", "created_in", "import_id", *wanted)]
    row = connection.execute(select(*columns).where(table.columns.id == row_id)).first()
    if row is None or row.created_in != shown.created_in:
        return Gone()
    if row.version != shown.version:
        return _moved_on(connection, row, values)
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if any(name in changed for name in sheet_of(model).key):
        taken = _with_key(connection, model, row._asdict() | dict(values))
        if taken is not None:
            return Taken(taken)
    change = Change(
        id=row_id,
        version=shown.version,
        key=tuple(getattr(row, name) for name in sheet_of(model).key),
        before={name: getattr(row, name) for name in changed},
        after=changed,
        source_row=None,
    )
    return Comparison(model, tuple(values), [], [], [change] if changed else [], 0 if changed else 1)


def _moved_on(connection: Connection, row: Row[Any], values: Mapping[str, Any]) -> MovedOn:
    last = connection.execute(select(Import.accepted_by, Import.accepted_at).where(Import.id == row.import_id)).one()
    now = Shown(row.version, row.created_in)
    return MovedOn(last.accepted_by, last.accepted_at, now, {name: getattr(row, name) for name in values})


def _with_key(connection: Connection, model: type[Fact], values: Mapping[str, Any]) -> int | None:
    """The number of the row with this key; a sheet without a key has one row."""
    table = model.__table__
    same = [table.columns[name].is_not_distinct_from(values.get(name)) for name in sheet_of(model).key]
    return connection.execute(select(table.columns.id).where(*same)).scalar()
