"""Which rows of a file would change what is locked? Each is refused at its own row, and the others stand."""

from dataclasses import replace

from sqlalchemy import Connection

from importers.cells import Bad
from importers.sheets import SheetRows
from trustops.store.comparison import Comparison
from trustops.store.locked import locked_among

LOCKED = Bad("row.locked", "is locked, so it cannot be changed", "copy it under another code, or leave it as it is")


def without_locked(connection: Connection, read: SheetRows, comparison: Comparison) -> Comparison:
    """The comparison without changes of locked rows, which are refused; one query where rows of a sheet can be."""
    if comparison.model.__locked_when__ is None or not comparison.changed:
        return comparison
    locked = locked_among(connection, comparison.model, [change.id for change in comparison.changed])
    code = read.sheet.key[0]
    for change in comparison.changed:
        if change.id in locked and change.source_row is not None:
            index = read.numbers.index(change.source_row)
            read.refuse(index, code, read.rows[index][read.columns.index(code)], LOCKED)
    return replace(comparison, changed=[change for change in comparison.changed if change.id not in locked])
