"""What would taking an import back do? The inverse of all of it, previewed, then written as an import of its own.

Rows that it created go, what it changed gets its former values, and rows that it deleted come back. Where somebody
touched the same since, a :class:`Conflict` says so and a person decides. Undoing an undoing does it again.
"""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from trustops.models import SHEETS, AuditEvent, Import, sheet_of
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted
from trustops.store.collector import collector_paused
from trustops.store.comparison import Comparison
from trustops.store.conflicts import Conflict, leading_nowhere, undecided
from trustops.store.inverse import inverse
from trustops.store.write import Origin, write

UNDO_OF, DONE_AGAIN = "undo of ", ", done again"


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
    sheets = [inverse(connection, model, import_id) for model in SHEETS if sheet_of(model).name in touched]
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
    rows = {key for sheet, key in kept if sheet == name}
    if not rows:
        return comparison
    return replace(
        comparison,
        changed=[each for each in comparison.changed if each.key not in rows],
        deleted=comparison.deleted.only([key not in rows for key in comparison.deleted.natural_keys()]),
        restored=comparison.restored.only([key not in rows for key in comparison.restored.natural_keys()]),
    )
