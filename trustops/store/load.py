"""What is in the database on a day? The only reader: every sheet in one query, whatever the trust's size."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Connection, case, null, select, type_coerce

from trustops.models import SHEETS, Fact, Import, Successor, record_of, sheet_of
from trustops.models.facts import HOUSEKEEPING
from trustops.snapshot import Snapshot, as_known, known_by
from trustops.store.collector import collector_paused
from trustops.store.earlier import earlier_rows
from trustops.store.read import read_columns

OWN_WORKBOOK = "workbook"
"""The source of an import whose sheets were called as trustops calls them: the trust's own workbook."""


def load(connection: Connection, as_of: date) -> Snapshot:
    """Everything known on ``as_of``, in one query a sheet, one for the imports and two for earlier assessments.

    Somebody who was assessed anew since then stands as they were assessed on the day.

    Takes an open connection, so that a caller's whole answer sees one state of the database.
    """
    with collector_paused():
        ever = {model: every_row(connection, model) for model in SHEETS}
        tables = {model: known_of(model, rows, as_of) for model, rows in ever.items()}
        before = earlier_rows(connection, Successor)
    imports = connection.execute(_IMPORTS).all()
    files = {row.id: row.file for row in imports}
    places = {row.id: row.columns for row in imports if row.columns}
    not_yet = {model: late for model, rows in ever.items() if (late := len(rows) - len(tables[model]))}
    if before and Successor in not_yet:  # some were judged anew after the day
        tables[Successor] = as_known(ever[Successor], before, as_of)
    return Snapshot(as_of, tables, files, places, {Successor: before}, not_yet)


_OWN = case((Import.source == OWN_WORKBOOK, null()), else_=Import.columns)  # whose sheets are called as ours are
_IMPORTS = select(Import.id, Import.file, type_coerce(_OWN, Import.columns.type).label("columns"))


def every_row(connection: Connection, model: type[Fact]) -> tuple[Any, ...]:
    """The rows of one sheet, in the order of its key, as immutable records."""
    table = model.__table__
    columns = [column for name, column in table.columns.items() if name not in HOUSEKEEPING]
    query = select(*columns).order_by(*(table.columns[name] for name in sheet_of(model).key))
    make: Callable[[Any], Any] = record_of(model)._make  # type: ignore[attr-defined]
    return tuple(map(make, zip(*read_columns(connection, query), strict=True)))


def known_of(model: type[Fact], rows: tuple[Any, ...], as_of: date) -> tuple[Any, ...]:
    """Those of a sheet's rows that were known by a day."""
    name = model.__known_from__
    days = {getattr(row, name) for row in rows} - {None} if name else set()
    if not days or max(days) <= as_of:
        return rows
    return tuple(row for row in rows if known_by(row, as_of))
