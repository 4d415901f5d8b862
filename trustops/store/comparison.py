"""What would rows do to those that are there? Compared by natural key: new, changed, the same, or gone.

A :class:`Comparison` is a plan for one sheet: nothing is written until :func:`trustops.store.write.write` is given it,
so that a preview and what is then done are one and the same thing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from trustops.models import Fact, sheet_of
from trustops.store.read import read_columns
from trustops.store.whole import WholeRows, whole_rows

NONE = WholeRows()


@dataclass(frozen=True, slots=True)
class Incoming:
    """Valid rows of one sheet: the columns given, and a tuple of values and the source row for each.

    A column that is not given leaves what is there alone; a new row takes its default. With ``unknown_keeps``, a
    value of None leaves it alone too: a public file that does not know a fact says nothing about it. With
    ``replaces``, these rows are the whole sheet: a row that is there and not among them is deleted.
    """

    model: type[Fact]
    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    source_rows: Sequence[int | None]
    unknown_keeps: bool = False
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row was last written from: the import, and the row of that file's sheet (None when typed in)."""

    import_id: int
    source_row: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """What would change in one existing row: its key, and each changed column before and after.

    ``place`` is where the row is to say that it comes from; None for the import that writes it, which is all but
    an undoing.
    """

    id: int
    version: int
    key: tuple[Any, ...]
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    source_row: int | None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What would be done to one sheet: rows to create, change, delete and bring back, and how many are the same."""

    model: type[Fact]
    columns: tuple[str, ...]
    created: Sequence[tuple[Any, ...]]
    created_source_rows: Sequence[int | None]
    changed: Sequence[Change]
    same: int
    deleted: WholeRows = NONE
    restored: WholeRows = NONE

    @property
    def writes(self) -> bool:
        return bool(self.created or self.changed or self.deleted or self.restored)


def compare(connection: Connection, incoming: Incoming) -> Comparison:
    """Which rows are new, would change and in what, would go, and how many are just as they stand.

    One query, whatever the number of rows, and one more for rows that would go. A row is known by its natural key.
    """
    model = incoming.model
    key = sheet_of(model).key
    existing = _existing(connection, model, incoming.columns, key)
    place = {name: index for index, name in enumerate(incoming.columns)}
    key_places = [place[name] for name in key]
    columns = [one for one in sheet_of(model).columns if one.name in place]
    marks = [(place[one.name], place[one.mark_in]) for one in columns if one.mark_in in place]
    if not existing:
        return Comparison(model, incoming.columns, list(incoming.rows), list(incoming.source_rows), [], 0)
    created: list[tuple[Any, ...]] = []
    created_rows: list[int | None] = []
    changed: list[Change] = []
    same = 0
    keys = _keys(incoming.rows, key_places)
    for wanted, values, source_row in zip(keys, incoming.rows, incoming.source_rows, strict=True):
        found = existing.get(wanted)
        if found is None:
            created.append(values)
            created_rows.append(source_row)
            continue
        if incoming.unknown_keeps:
            values = _kept_where_unknown(found[2:], values, marks)
        if found[2:] == values:
            same += 1
        else:
            changed.append(_change(incoming.columns, key_places, found, values, source_row))
    deleted = _left_out(connection, incoming, key_places, existing) if incoming.replaces else NONE
    return Comparison(model, incoming.columns, created, created_rows, changed, same, deleted)


def _kept_where_unknown(
    old: tuple[Any, ...], new: tuple[Any, ...], marks: Sequence[tuple[int, int]]
) -> tuple[Any, ...]:
    """The new values, the old ones where unknown; a figure and the mark of its being held back are one fact."""
    kept = [before if after is None else after for before, after in zip(old, new, strict=True)]
    for figure, mark in marks:
        if new[figure] is not None or new[mark] is not None:
            kept[figure], kept[mark] = new[figure], new[mark]
    return tuple(kept)


def _existing(
    connection: Connection, model: type[Fact], columns: tuple[str, ...], key: tuple[str, ...]
) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """Every row there is, by natural key: its id, its version, and the columns asked about."""
    table = model.__table__
    wanted = [table.columns[name] for name in ("id", "version", *columns)]
    places = [columns.index(name) + 2 for name in key]
    rows = list(zip(*read_columns(connection, select(*wanted)), strict=True))
    return dict(zip(_keys(rows, places), rows, strict=True))


def _keys(rows: Sequence[tuple[Any, ...]], places: Sequence[int]) -> list[tuple[Any, ...]]:
    """The natural key of each row; a sheet of one row has none."""
    return list(zip(*([row[place] for row in rows] for place in places), strict=True)) if places else [()] * len(rows)


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


def _left_out(
    connection: Connection,
    incoming: Incoming,
    key_places: list[int],
    existing: Mapping[tuple[Any, ...], tuple[Any, ...]],
) -> WholeRows:
    brought = set(_keys(incoming.rows, key_places))
    return whole_rows(connection, incoming.model, [found[0] for key, found in existing.items() if key not in brought])
