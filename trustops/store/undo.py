"""What would taking an import back do? The inverse of all of it, previewed, then written as an import of its own.

Rows that it created go, what it changed gets its former values, and rows that it deleted come back. Where somebody
touched the same since, a :class:`Conflict` says so and a person decides. Undoing an undoing does it again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, select

from trustops.models import SHEETS, AuditEvent, Fact, Import, sheet_of
from trustops.models.facts import HOUSEKEEPING
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted
from trustops.store.audit import CHANGED, CREATED, DELETED, RESTORED
from trustops.store.collector import collector_paused
from trustops.store.comparison import Change, Comparison, Place, WholeRow, whole_from_rows, whole_rows
from trustops.store.conflicts import Conflict, Why, conflict, leading_nowhere, undecided
from trustops.store.read import read_columns
from trustops.store.steps import Later, Step, steps
from trustops.store.write import Origin, write

UNDO_OF, DONE_AGAIN = "undo of ", ", done again"
ORIGIN_COLUMNS = (*HOUSEKEEPING, "import_id", "source_row")


@dataclass(frozen=True, slots=True)
class Undo:
    """What taking an import back would do: sheet by sheet, where it meets what was done since, and notes on it.

    ``comparisons`` are as if every conflict were set back.
    """

    import_id: int
    file: str
    comparisons: tuple[Comparison, ...]
    conflicts: tuple[Conflict, ...]
    notes: tuple[str, ...]

    @property
    def writes(self) -> bool:
        return any(comparison.writes for comparison in self.comparisons)


def undone_by(connection: Connection) -> dict[int, int]:
    """The imports that are undone as things stand, each with the import that undid it."""
    undone: dict[int, int] = {}
    query = select(Import.id, Import.undoes).where(Import.undoes.is_not(None)).order_by(Import.id.desc())
    for row in connection.execute(query):
        # An undoing that was itself undone later undoes nothing; the later ones come first.
        if row.id not in undone:
            undone.setdefault(row.undoes, row.id)
    return undone


@collector_paused()
def undoing(connection: Connection, import_id: int) -> Undo:
    """What taking back the whole of an import would do; a constant number of queries a sheet that it touched.

    Raises one sentence when there is no such import. One that is undone already gives nothing to do, and a note.
    """
    file = connection.execute(select(Import.file).where(Import.id == import_id)).scalar()
    if file is None:
        raise TrustopsError(f"There is no import {import_id}; the Data page lists those there are.")
    by = undone_by(connection).get(import_id)
    if by is not None:
        return Undo(import_id, file, (), (), (f"Import {import_id} was undone already, by import {by}.",))
    touched = set(connection.execute(select(AuditEvent.sheet).where(AuditEvent.import_id == import_id)).scalars())
    sheets = [_inverse(connection, model, import_id) for model in SHEETS if sheet_of(model).name in touched]
    comparisons = tuple(sheet.comparison() for sheet in sheets)
    conflicts = [each for sheet in sheets for each in sheet.conflicts]
    conflicts += leading_nowhere(connection, comparisons)
    notes = tuple(each for sheet in sheets for each in sheet.notes)
    return Undo(import_id, file, comparisons, tuple({each.id: each for each in conflicts}.values()), notes)


@collector_paused()
def write_undo(
    connection: Connection,
    undo: Undo,
    *,
    who: str,
    keep: frozenset[str] = frozenset(),
    overwrite: frozenset[str] = frozenset(),
) -> int | None:
    """Take an import back, in the transaction that previewed it; the number of the import that does, if it wrote.

    ``keep`` and ``overwrite`` hold the ids of conflicts: a row with one that is kept stays as it is, whole; the others
    are set back. Raises one sentence, and nothing is written, when a conflict is left undecided.
    """
    decided = dict.fromkeys(overwrite, False) | dict.fromkeys(keep, True)
    kept = {(each.sheet, each.row) for each in undo.conflicts if each.id in keep}
    chosen = [_without(comparison, kept) for comparison in undo.comparisons]
    # What stays may refer to what goes, which nobody could decide on before.
    open_ones = undecided(undo.conflicts, decided) or (list(leading_nowhere(connection, chosen)) if kept else [])
    if open_ones:
        first = open_ones[0]
        raise TrustopsError(
            f"Nothing was undone: {counted(len(open_ones), 'conflict is', 'conflicts are')} not decided, first "
            f"{first.sheet}, {first.key} ({first.why}); choose for each whether to keep it as it is or to set it back."
        )
    return write(connection, chosen, Origin(called(undo.file), "", "undo", who, undoes=undo.import_id))


def called(file: str) -> str:
    """What an undoing is called, by the name of what it takes back.

    >>> called("ours.xlsx"), called("undo of ours.xlsx"), called("ours.xlsx, done again")
    ('undo of ours.xlsx', 'ours.xlsx, done again', 'undo of ours.xlsx')
    """
    if file.startswith(UNDO_OF):
        return file.removeprefix(UNDO_OF) + DONE_AGAIN
    return UNDO_OF + file.removesuffix(DONE_AGAIN)


def _without(comparison: Comparison, kept: set[tuple[str, tuple[Any, ...]]]) -> Comparison:
    name = sheet_of(comparison.model).name
    return replace(
        comparison,
        changed=[each for each in comparison.changed if (name, each.key) not in kept],
        deleted=[each for each in comparison.deleted if (name, each.key) not in kept],
        restored=[each for each in comparison.restored if (name, each.key) not in kept],
    )


@dataclass(slots=True)
class _Inverse:
    """The inverse of what an import did to one sheet, while it is made out."""

    model: type[Fact]
    import_id: int
    later: Later
    changed: list[Change] = field(default_factory=list)
    deleted: list[WholeRow] = field(default_factory=list)
    restored: list[WholeRow] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def comparison(self) -> Comparison:
        return Comparison(self.model, (), (), (), self.changed, 0, self.deleted, self.restored)

    def told(self, row: tuple[Any, ...], column: str, why: Why, values: tuple[Any, Any, Any]) -> None:
        """Note a conflict, with the step since the import that it comes from."""
        sheet = sheet_of(self.model)
        label = next((each.label for each in sheet.columns if each.name == column), "")
        since = self.later.last(row, column or None)
        self.conflicts.append(conflict(sheet.name, row, label, why, values, since))


def _inverse(connection: Connection, model: type[Fact], import_id: int) -> _Inverse:
    own = list(steps(connection, model, of=import_id))
    made = _Inverse(model, import_id, Later.of(model, steps(connection, model, after=import_id)))
    created = sum(step.rows for step in own if step.what == CREATED)
    if created:
        _take_back_created(connection, made, created)
    told = [step for step in own if step.what != CREATED]
    standing = _standing(connection, model, [made.later.key_now(step.key_after) for step in told])
    for step in told:
        _TAKE_BACK[step.what](made, step, standing)
    return made


def _standing(
    connection: Connection, model: type[Fact], keys: Iterable[tuple[Any, ...]]
) -> dict[tuple[Any, ...], WholeRow]:
    """The rows that have one of these natural keys now."""
    wanted = set(keys)
    if not wanted:
        return {}
    table = model.__table__
    names = sheet_of(model).key
    found = connection.execute(select(table.columns.id, *(table.columns[name] for name in names)))
    ids = [row.id for row in found if tuple(row[1:]) in wanted]
    return {row.key: row for row in whole_rows(connection, model, ids)}


def _take_back_created(connection: Connection, made: _Inverse, created: int) -> None:
    table = made.model.__table__
    mine = select(table).where(table.columns.created_in == made.import_id)
    rows = whole_from_rows(made.model, zip(*read_columns(connection, mine), strict=True))
    for row in rows:
        if row.values["import_id"] == made.import_id:  # as most are: nobody touched it since
            made.deleted.append(row)
        else:
            _delete(made, row, made.later.as_left(row.values))
    _note_gone(made, created - len(rows))


def _note_gone(made: _Inverse, number: int) -> None:
    if number > 0:
        name = sheet_of(made.model).name
        made.notes.append(
            f"{name}: {counted(number, 'row that it brought was', 'rows that it brought were')} deleted since."
        )


def _delete(made: _Inverse, row: WholeRow, left: Any) -> None:
    """A row that the import brought goes; what of it is no longer as the import left it is a conflict."""
    made.deleted.append(row)
    for name in _different(left, row.values):
        made.told(row.key, name, Why.CHANGED, (left[name], row.values[name], None))


def _different(one: Any, other: Any) -> Iterator[str]:
    return (name for name in other if name not in ORIGIN_COLUMNS and one[name] != other[name])


def _take_back_restored(made: _Inverse, step: Step, standing: dict[tuple[Any, ...], WholeRow]) -> None:
    row, was = standing.get(made.later.key_now(step.key)), step.whole
    if row is None or row.values["created_in"] != was.values["created_in"]:
        _note_gone(made, 1)
    else:
        _delete(made, row, was.values)


def _take_back_changed(made: _Inverse, step: Step, standing: dict[tuple[Any, ...], WholeRow]) -> None:
    """The changed columns get their former values, but for those that have them again."""
    row = standing.get(made.later.key_now(step.key_after))
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


def _place_again(made: _Inverse, row: WholeRow, before: Place | None) -> Place | None:
    """Where the row came from before, if nobody else wrote it since; else it stays with who did."""
    if row.values["import_id"] == made.import_id or made.later.last(row.key) is None:
        return before
    return Place(row.values["import_id"], row.values["source_row"])


def _set_back(made: _Inverse, row: WholeRow, former: Any, place: Place | None) -> None:
    to_set = {name: value for name, value in former.items() if row.values[name] != value}
    if to_set:
        was = {name: row.values[name] for name in to_set}
        made.changed.append(Change(row.id, row.version, row.key, was, to_set, None, place))


def _take_back_deleted(made: _Inverse, step: Step, standing: dict[tuple[Any, ...], WholeRow]) -> None:
    """The row comes back, unless one with its key is there again and says something else."""
    row, was = standing.get(step.key), step.whole
    if row is None:
        made.restored.append(was)
        return
    different = list(_different(was.values, row.values))
    for name in different:
        made.told(row.key, name, Why.BACK, (None, row.values[name], was.values[name]))
    _set_back(made, row, {name: was.values[name] for name in different}, None)


_TAKE_BACK = {CHANGED: _take_back_changed, DELETED: _take_back_deleted, RESTORED: _take_back_restored}
