"""Which rows are closed? A locked row is neither changed nor deleted by any way in; a copy of it can be.

A model says with ``__locked_when__`` which column and value close a row. What counts is what the row says now, so the
change that locks it is the last.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from trustops.models import Fact, sheet_of
from trustops.quantities.errors import TrustopsError
from trustops.store.comparison import Comparison
from trustops.store.read import rows_with


@dataclass(frozen=True, slots=True)
class Locked:
    """A row that is locked and would be changed or deleted: its sheet, number, and key in words."""

    sheet: str
    row_id: int
    key: str
    doing: str

    @property
    def sentence(self) -> str:
        """Why it will not do, and what to do next.

        >>> print(Locked("Scenarios", 3, "ATT-1", "changed").sentence)
        Scenarios, ATT-1 is locked, so it cannot be changed; copy it under another code, or leave it as it is.
        """
        return (
            f"{self.sheet}, {self.key} is locked, so it cannot be {self.doing}; copy it under another code, or leave "
            "it as it is."
        )


def locked_rows(connection: Connection, comparisons: Iterable[Comparison]) -> Iterator[Locked]:
    """Each locked row that would be changed or deleted; one query a sheet whose rows can be locked."""
    for comparison in comparisons:
        if comparison.model.__locked_when__ is None:
            continue
        doing = {change.id: "changed" for change in comparison.changed}
        doing |= dict.fromkeys(comparison.deleted.column("id"), "deleted")
        for number, key in locked_among(connection, comparison.model, doing).items():
            yield Locked(sheet_of(comparison.model).name, number, key, doing[number])


def locked_among(connection: Connection, model: type[Fact], ids: Iterable[int]) -> dict[int, str]:
    """Those of the rows of these numbers that are locked, with their keys in words.

    Nothing where rows of the sheet cannot be locked.
    """
    if model.__locked_when__ is None:
        return {}
    name, value = model.__locked_when__
    columns = model.__table__.columns
    key: list[Any] = [columns[each] for each in sheet_of(model).key]
    query = select(columns.id, *key).where(columns[name] == value)
    rows = rows_with(connection, columns.id, ids, query)
    return {row.id: " · ".join(str(getattr(row, each)) for each in sheet_of(model).key) for row in rows}


def beside_the_lock(connection: Connection, comparison: Comparison) -> dict[str, str]:
    """Why a row's change will not do, under the column that locks it; nothing where it will."""
    closed = comparison.model.__locked_when__
    found = next(locked_rows(connection, [comparison]), None)
    return {} if closed is None or found is None else {closed[0]: found.sentence}


def refuse_if_locked(connection: Connection, comparisons: Iterable[Comparison]) -> None:
    """Refuse, in one sentence, to change or delete what is locked."""
    for each in locked_rows(connection, comparisons):
        raise TrustopsError(f"Nothing was changed: {each.sentence}")
