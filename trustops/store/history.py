"""Where does a figure come from, and what did it say before? Each value with its import, its cell and its packs.

It is read backwards: from the row as it stands (or stood when it was deleted) through every step that changed it, to
the import that created it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from trustops.models import Fact, Import, PackMade, sheet_of
from trustops.models.facts import HOUSEKEEPING
from trustops.quantities.places import cell_of
from trustops.store.audit import CHANGED, CREATED, DELETED, RESTORED
from trustops.store.comparison import Place
from trustops.store.steps import steps

NOT_TOLD = (*HOUSEKEEPING, "import_id", "source_row")


@dataclass(frozen=True, slots=True)
class Brought:
    """An import or save as a history tells of it."""

    id: int
    file: str
    who: str
    at: datetime
    source: str
    undoes: int | None
    columns: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class RowVersion:
    """One thing that was done to a row: by which import, and the columns that it set, before and after.

    ``place`` is the import and row of its file that the row's values come from once this was done; after an undoing,
    those that it went back to. None when it was deleted, or when that was not kept. ``key`` is the row's key by then.
    """

    what: str
    by: Brought
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    place: Place | None
    key: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One value of one fact, and how long it stood.

    ``by`` is the import that set it, ``origin`` the one that its value comes from (another one after an undoing),
    ``row`` and ``cell`` where it stands in that one's file; ``cell`` is empty when that is not known. ``packs`` are
    the packs that were made while it stood. A deleted row has no value: ``what`` says so.
    """

    value: Any
    what: str
    by: Brought
    origin: Brought | None
    row: int | None
    cell: str
    packs: tuple[str, ...]


def row_history(connection: Connection, model: type[Fact], key: tuple[Any, ...]) -> tuple[RowVersion, ...]:
    """All that was done to the row with this natural key, the newest first; empty when there never was one."""
    imports = _imports(connection)
    return tuple(_versions(connection, model, key, imports))


def value_history(connection: Connection, model: type[Fact], key: tuple[Any, ...], column: str) -> tuple[Version, ...]:
    """Every value that one fact had, the newest first; empty when there never was such a row."""
    return value_histories(connection, model, key)[column]


def value_histories(connection: Connection, model: type[Fact], key: tuple[Any, ...]) -> dict[str, tuple[Version, ...]]:
    """Every value that each fact of a row had, the newest first, in the same queries as one fact's."""
    imports = _imports(connection)
    packs = [(row.up_to_import, row.meeting) for row in connection.execute(_PACKS)]
    versions = tuple(_versions(connection, model, key, imports))
    columns = [column.name for column in sheet_of(model).columns]
    return {column: tuple(_values(model, column, versions, imports, packs)) for column in columns}


def _values(
    model: type[Fact],
    column: str,
    versions: Sequence[RowVersion],
    imports: Mapping[int, Brought],
    packs: Sequence[tuple[int, str]],
) -> Iterator[Version]:
    until: int | None = None
    for version in versions:
        if version.what == CHANGED and column not in version.after:
            continue
        held = tuple(name for up_to, name in packs if up_to >= version.by.id and (until is None or up_to < until))
        yield _version(model, column, version, imports, held)
        until = version.by.id


_PACKS = (
    select(PackMade.up_to_import, PackMade.meeting).where(PackMade.up_to_import.is_not(None)).order_by(PackMade.made_at)
)


def _version(
    model: type[Fact], column: str, version: RowVersion, imports: Mapping[int, Brought], packs: tuple[str, ...]
) -> Version:
    place = version.place
    origin = imports.get(place.import_id) if place is not None else None
    row = place.source_row if place is not None else None
    sheet = sheet_of(model).name
    slots = origin.columns.get(sheet, {}) if origin is not None else {}
    cell = cell_of(slots, sheet, version.key, column, row)
    return Version(version.after.get(column), version.what, version.by, origin, row, cell, packs)


def _imports(connection: Connection) -> dict[int, Brought]:
    return {
        row.id: Brought(
            id=row.id,
            file=row.file,
            who=row.accepted_by,
            at=row.accepted_at,
            source=row.source,
            undoes=row.undoes,
            columns=row.columns or {},
        )
        for row in connection.execute(select(*Import.__table__.columns))
    }


def _versions(
    connection: Connection, model: type[Fact], key: tuple[Any, ...], imports: Mapping[int, Brought]
) -> Iterator[RowVersion]:
    """The steps of one row, newest first, each with what the row said until then taken back as we go."""
    names = sheet_of(model).key
    row = _standing(connection, model, key)
    place = Place(row["import_id"], row["source_row"]) if row is not None else None
    for step in reversed(list(steps(connection, model))):
        by = imports[step.import_id]
        if step.what == CREATED:
            if row is not None and row["created_in"] == step.import_id:
                yield RowVersion(CREATED, by, {}, _facts(row), place, key)
                row = None
        elif step.key_after != key:
            continue
        elif step.what == DELETED:
            row = {**step.whole.values}
            place = Place(row["import_id"], row["source_row"])
            yield RowVersion(DELETED, by, _facts(row), {}, None, key)
        elif step.what == RESTORED:
            yield RowVersion(RESTORED, by, {}, _facts(step.after), place, key)
            row = None
        elif row is not None:
            yield RowVersion(CHANGED, by, step.before, step.after, place, key)
            place = step.place_before
            row |= step.before
            key = tuple(row[name] for name in names)


def _standing(connection: Connection, model: type[Fact], key: tuple[Any, ...]) -> dict[str, Any] | None:
    table = model.__table__
    same = [
        table.columns[name].is_not_distinct_from(value) for name, value in zip(sheet_of(model).key, key, strict=True)
    ]
    found = connection.execute(select(table).where(*same)).first()
    return found._asdict() if found is not None else None


def _facts(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in NOT_TOLD}
