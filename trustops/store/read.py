"""How are many rows read quickly? A column at a time, each different value made once by its column's own type."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Dialect, Row, Select
from sqlalchemy.types import TypeEngine

AT_A_TIME = 20_000  # values asked for in one query; a database takes only so many


def read_columns(connection: Connection, query: Select[Any]) -> list[Sequence[Any]]:
    """The columns of a query, each with a value a row; as many empty ones when there are no rows.

    What the query compares with is written into it, so it may only be numbers of our own.
    """
    statement = str(query.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True}))
    found = connection.exec_driver_sql(statement)
    kinds = [column.type for column in query.selected_columns]
    codes = [each[1] for each in found.cursor.description]
    # From the driver itself: a Row of SQLAlchemy's for each would only be taken apart again.
    stored = list(zip(*found.cursor.fetchall(), strict=True)) or [()] * len(kinds)
    found.close()
    return [_read(connection.dialect, *each) for each in zip(kinds, codes, stored, strict=True)]


def _read(dialect: Dialect, kind: TypeEngine[Any], code: Any, values: Sequence[Any]) -> Sequence[Any]:
    """A column's values as its type makes them of what the database's driver gives, with its code for what that is."""
    process = kind.dialect_impl(dialect).result_processor(dialect, code)
    if process is None:
        return values
    made = {value: process(value) for value in set(values)}
    return [made[value] for value in values]


def rows_with(
    connection: Connection, column: ColumnElement[Any], values: Iterable[Any], query: Select[Any]
) -> Iterator[Row[Any]]:
    """The rows of a query whose column has one of these values, asked for in as few queries as a database takes."""
    for some in in_parts(values):
        yield from connection.execute(query.where(column.in_(some)))


def in_parts(values: Iterable[Any]) -> Iterator[list[Any]]:
    """The different values, in order, as many at a time as a database takes in one query."""
    wanted = sorted(set(values))
    return (wanted[start : start + AT_A_TIME] for start in range(0, len(wanted), AT_A_TIME))
