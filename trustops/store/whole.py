"""Which rows go or come back, with all that they said? Kept a column at a time, since an import has very many."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, compress
from typing import Any

from sqlalchemy import Connection, Select, select

from trustops.models import Fact, sheet_of
from trustops.store.read import in_parts, read_columns


@dataclass(frozen=True, slots=True)
class WholeRow:
    """A row that goes or comes back, with every column of its table, so that it can be made again just as it was."""

    id: int
    version: int
    key: tuple[Any, ...]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class WholeRows:
    """Rows of one sheet with every column of its table: a sequence of values a column, of one length each.

    What is asked of all of them is asked of a column; one after the other they are :class:`WholeRow`.

    >>> rows = WholeRows(("post",), ("id", "version", "post"), ([7, 8], [1, 2], ["CEO", "CFO"]))
    >>> len(rows), rows.column("post"), [row.key for row in rows]
    (2, ['CEO', 'CFO'], [('CEO',), ('CFO',)])
    """

    key: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    columns: tuple[Sequence[Any], ...] = ()

    def __len__(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    def __iter__(self) -> Iterator[WholeRow]:
        for values in zip(*self.columns, strict=True):
            yield whole_row(self.key, dict(zip(self.names, values, strict=True)))

    def column(self, name: str) -> Sequence[Any]:
        """What the rows say in one column; nothing when there are none."""
        return self.columns[self.names.index(name)] if self.columns else ()

    def natural_keys(self) -> list[tuple[Any, ...]]:
        """The natural key of each row; a sheet of one row has none."""
        parts = [self.column(name) for name in self.key]
        return list(zip(*parts, strict=True)) if parts else [()] * len(self)

    def only(self, wanted: Sequence[bool]) -> "WholeRows":
        """Those rows for which it is true, in order."""
        if all(wanted):
            return self
        return replace(self, columns=tuple([list(compress(column, wanted)) for column in self.columns]))

    def picked(self, places: Sequence[int]) -> "WholeRows":
        """The rows at these places, in this order."""
        return replace(self, columns=tuple([[column[place] for place in places] for column in self.columns]))

    @classmethod
    def together(cls, parts: Iterable["WholeRows"]) -> "WholeRows":
        """The rows of several parts of one sheet."""
        some = [part for part in parts if part]
        if len(some) <= 1:
            return some[0] if some else cls()
        columns = zip(*(part.columns for part in some), strict=True)
        return replace(some[0], columns=tuple([list(chain.from_iterable(pieces)) for pieces in columns]))

    @classmethod
    def of(cls, model: type[Fact], rows: Sequence[WholeRow]) -> "WholeRows":
        """Rows of a sheet that are known one by one."""
        names = tuple(model.__table__.columns.keys())
        columns = tuple([[row.values[name] for row in rows] for name in names])
        return cls(sheet_of(model).key, names, columns)


def whole_row(key: tuple[str, ...], values: Mapping[str, Any]) -> WholeRow:
    """A row by the names of its columns, with its key."""
    return WholeRow(values["id"], values["version"], tuple([values[name] for name in key]), values)


def whole_rows(connection: Connection, model: type[Fact], ids: Iterable[int]) -> WholeRows:
    """The rows with these numbers, whole; a number that no row has gives none."""
    table = model.__table__
    parts = (select(table).where(table.columns.id.in_(some)) for some in in_parts(ids))
    return WholeRows.together(whole_where(connection, model, query) for query in parts)


def whole_where(connection: Connection, model: type[Fact], query: Select[Any]) -> WholeRows:
    """The rows that a query of a sheet's whole table gives; what it compares with may only be numbers of our own."""
    columns = tuple(read_columns(connection, query))
    return WholeRows(sheet_of(model).key, tuple(model.__table__.columns.keys()), columns)
