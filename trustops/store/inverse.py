"""What is the inverse of what an import did to one sheet? Step by step, with what was done since beside it.

Of rows that it created, which may be a million, only those that somebody touched since are looked at one by one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import compress
from typing import Any

from sqlalchemy import Connection, Row, select

from trustops.models import Fact, sheet_of
from trustops.models.facts import HOUSEKEEPING
from trustops.quantities.words import counted
from trustops.store.audit import CHANGED, CREATED, DELETED, RESTORED, wholes_from
from trustops.store.comparison import Change, Comparison, Place
from trustops.store.conflicts import Conflict, Why, conflict
from trustops.store.read import AT_A_TIME, read_columns
from trustops.store.steps import Later, Step, events, steps, steps_of
from trustops.store.whole import WholeRow, WholeRows, whole_rows, whole_where

ORIGIN_COLUMNS = (*HOUSEKEEPING, "import_id", "source_row")


@dataclass(slots=True)
class Inverse:
    """The inverse of what an import did to one sheet, while it is made out."""

    model: type[Fact]
    import_id: int
    later: Later
    changed: list[Change] = field(default_factory=list)
    deleted: list[WholeRows] = field(default_factory=list)
    restored: list[WholeRows] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def comparison(self) -> Comparison:
        deleted, restored = WholeRows.together(self.deleted), WholeRows.together(self.restored)
        return Comparison(self.model, (), (), (), self.changed, 0, deleted, restored)

    def told(self, row: tuple[Any, ...], column: str, why: Why, values: tuple[Any, Any, Any]) -> None:
        """Note a conflict, with the step since the import that it comes from."""
        sheet = sheet_of(self.model)
        label = next((each.label for each in sheet.columns if each.name == column), "")
        since = self.later.last(row, column or None)
        self.conflicts.append(conflict(sheet.name, row, label, why, values, since))


def inverse(connection: Connection, model: type[Fact], import_id: int) -> Inverse:
    """The inverse of what an import did to one sheet, in a constant number of queries."""
    made = Inverse(model, import_id, Later.of(model, steps(connection, model, after=import_id)))
    own = events(connection, model, of=import_id)
    # A public file may bring rows of one sheet in several shapes, each with an event; the rows tell nothing of that.
    created = sum(event.rows for event in own if event.what == CREATED)
    if created:
        _take_back_created(connection, made, created)
    for event in own:
        if event.what != CREATED:
            _TAKE_BACK[event.what](connection, made, event)
    return made


def _standing(connection: Connection, model: type[Fact], keys: Iterable[tuple[Any, ...]]) -> WholeRows:
    """The rows that have one of these natural keys now."""
    wanted = set(keys)
    table = model.__table__
    if len(wanted) > AT_A_TIME:
        rows = whole_where(connection, model, select(table))
        return rows.only([key in wanted for key in rows.natural_keys()])
    names = ("id", *sheet_of(model).key)
    query = select(*(table.columns[name] for name in names))
    there = WholeRows(names[1:], names, tuple(read_columns(connection, query)))
    found = zip(there.column("id"), there.natural_keys(), strict=True)
    return whole_rows(connection, model, [number for number, key in found if key in wanted])


def _take_back_created(connection: Connection, made: Inverse, created: int) -> None:
    table = made.model.__table__
    rows = whole_where(connection, made.model, select(table).where(table.columns.created_in == made.import_id))
    made.deleted.append(rows)
    for row in rows.only([by != made.import_id for by in rows.column("import_id")]):
        _conflicts_of(made, row, made.later.as_left(row.values))
    _note_gone(made, created - len(rows))


def _note_gone(made: Inverse, number: int) -> None:
    if number > 0:
        name = sheet_of(made.model).name
        made.notes.append(
            f"{name}: {counted(number, 'row that it brought was', 'rows that it brought were')} deleted since."
        )


def _conflicts_of(made: Inverse, row: WholeRow, left: Any) -> None:
    """A row that the import brought goes; what of it is no longer as the import left it is a conflict."""
    for name in _different(left, row.values):
        made.told(row.key, name, Why.CHANGED, (left[name], row.values[name], None))


def _different(one: Any, other: Any) -> Iterator[str]:
    return (name for name in other if name not in ORIGIN_COLUMNS and one[name] != other[name])


def _take_back_restored(connection: Connection, made: Inverse, event: Row[Any]) -> None:
    were = wholes_from(made.model, event.detail)
    keys = [made.later.key_now(key) for key in were.natural_keys()]
    now = _standing(connection, made.model, keys)
    at = {key: place for place, key in enumerate(now.natural_keys())}
    made_in = now.column("created_in")
    stays = [key in at and made_in[at[key]] == by for key, by in zip(keys, were.column("created_in"), strict=True)]
    _note_gone(made, stays.count(False))
    were, now = were.only(stays), now.picked([at[key] for key in compress(keys, stays)])
    made.deleted.append(now)
    unlike = _unlike(were, now)
    for was, row in zip(were.only(unlike), now.only(unlike), strict=True):
        _conflicts_of(made, row, was.values)


def _unlike(were: WholeRows, now: WholeRows) -> list[bool]:
    """Which rows say something else; a column at a time, since in most of them nothing does."""
    unlike = [False] * len(were)
    for name in now.names:
        one, other = list(were.column(name)), list(now.column(name))
        if name not in ORIGIN_COLUMNS and one != other:
            unlike = [before or a != b for before, a, b in zip(unlike, one, other, strict=True)]
    return unlike


def _take_back_changes(connection: Connection, made: Inverse, event: Row[Any]) -> None:
    told = list(steps_of(made.model, event))
    standing = _standing(connection, made.model, [made.later.key_now(step.key_after) for step in told])
    by_key = {row.key: row for row in standing}
    for step in told:
        _take_back_changed(made, step, by_key.get(made.later.key_now(step.key_after)))


def _take_back_changed(made: Inverse, step: Step, row: WholeRow | None) -> None:
    """The changed columns get their former values, but for those that have them again."""
    before, after = step.before, step.after
    if row is None:
        for name in before:
            made.told(step.key_after, name, Why.GONE, (after[name], None, before[name]))
        return
    now = row.values
    clashing = [name for name in before if now[name] not in (after[name], before[name])]
    for name in clashing:
        made.told(row.key, name, Why.CHANGED, (after[name], now[name], before[name]))
    _set_back(made, row, before, None if clashing else _place_again(made, row, step.place_before))


def _place_again(made: Inverse, row: WholeRow, before: Place | None) -> Place | None:
    """Where the row came from before, if nobody else wrote it since; else it stays with who did."""
    if row.values["import_id"] == made.import_id or made.later.last(row.key) is None:
        return before
    return Place(row.values["import_id"], row.values["source_row"])


def _set_back(made: Inverse, row: WholeRow, former: Any, place: Place | None) -> None:
    to_set = {name: value for name, value in former.items() if row.values[name] != value}
    if to_set:
        was = {name: row.values[name] for name in to_set}
        made.changed.append(Change(row.id, row.version, row.key, was, to_set, None, place))


def _take_back_deleted(connection: Connection, made: Inverse, event: Row[Any]) -> None:
    """The rows come back, unless one with its key is there again and says something else."""
    were = wholes_from(made.model, event.detail)
    keys = were.natural_keys()
    there = {row.key: row for row in _standing(connection, made.model, keys)}
    made.restored.append(were.only([key not in there for key in keys]))
    for was in were.only([key in there for key in keys]) if there else ():
        row = there[was.key]
        different = list(_different(was.values, row.values))
        for name in different:
            made.told(row.key, name, Why.BACK, (None, row.values[name], was.values[name]))
        _set_back(made, row, {name: was.values[name] for name in different}, None)


_TAKE_BACK = {CHANGED: _take_back_changes, DELETED: _take_back_deleted, RESTORED: _take_back_restored}
