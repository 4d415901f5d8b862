"""What did a sheet say before, where a row is written over each time that something is judged anew?

A row of the Successors sheet keeps the last assessment only. What the one before said is read back from the audit:
a change that moved the row's known-from day on was a new judgement, and what stood until then was true until then.
Any other change put a mistake right (so does the undoing of an import, which moves the day back), and what a mistake
said is not history. Rows that were deleted are left out: why they were is not known.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from trustops.models import Fact, Successor, record_of, sheet_of
from trustops.models.facts import HOUSEKEEPING
from trustops.store.audit import CHANGED
from trustops.store.read import read_columns
from trustops.store.steps import Step, steps


def earlier_rows(connection: Connection, model: type[Fact]) -> tuple[Any, ...]:
    """The rows of a sheet as they stood before each new judgement, the newest first; two queries, or one if none."""
    found = [step for step in steps(connection, model) if step.what == CHANGED]
    if not found:
        return ()
    names, known_from, record = sheet_of(model).key, model.__known_from__ or "", record_of(model)
    rows = {tuple(row[name] for name in names): row for row in _standing(connection, model)}
    earlier = []
    for step in reversed(found):
        row = rows.pop(step.key_after, None) if step.what == CHANGED else None
        if row is not None:
            before = row | {name: value for name, value in step.before.items() if name in row} | _place(step)
            rows[step.key] = before
            if _day(before, known_from) < _day(row, known_from):
                earlier.append(record(**before))
    return tuple(earlier)


def ever_assessed(connection: Connection, person: str) -> bool:
    """Whether somebody stands, or ever stood, on the Successors sheet; two queries at most.

    What was deleted or given to somebody else since counts: a pack that was frozen then still tells of it.
    """
    stands = select(Successor.person).where(Successor.person == person).limit(1)
    if connection.execute(stands).first() is not None:
        return True
    return any(person in (*step.key, *step.key_after) for step in steps(connection, Successor))


def _place(step: Step) -> dict[str, Any]:
    """The file and row that the values before a step came from, where that was kept."""
    place = step.place_before
    return {} if place is None else {"import_id": place.import_id, "source_row": place.source_row}


def _day(row: dict[str, Any], known_from: str) -> str:
    day = row.get(known_from)
    return day.isoformat() if day is not None else ""


def _standing(connection: Connection, model: type[Fact]) -> Iterator[dict[str, Any]]:
    columns = [column for name, column in model.__table__.columns.items() if name not in HOUSEKEEPING]
    names = [column.key for column in columns]
    for values in zip(*read_columns(connection, select(*columns)), strict=True):
        yield dict(zip(names, values, strict=True))
