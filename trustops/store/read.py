"""How are many rows read quickly? A column at a time, each different value made once by its column's own type."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, Select
from sqlalchemy.types import TypeEngine


def read_columns(connection: Connection, query: Select[Any]) -> list[Sequence[Any]]:
    """The columns of a query, each with a value a row; as many empty ones when there are no rows.

    What the query compares with is written into it, so it may only be numbers of our own.
    """
    statement = str(query.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True}))
    found = connection.exec_driver_sql(statement)
    kinds = [column.type for column in query.selected_columns]
    codes = [each[1] for each in found.cursor.description] if found.cursor else []
    stored = list(zip(*found, strict=True)) or [()] * len(kinds)
    return [_read(connection.dialect, *each) for each in zip(kinds, codes, stored, strict=True)]


def _read(dialect: Dialect, kind: TypeEngine[Any], code: Any, values: Sequence[Any]) -> Sequence[Any]:
    """A column's values as its type makes them of what the database's driver gives, with its code for what that is."""
    process = kind.dialect_impl(dialect).result_processor(dialect, code)
    if process is None:
        return values
    made = {value: process(value) for value in set(values)}
    return [made[value] for value in values]
