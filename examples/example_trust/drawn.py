"""How is a table drawn in text read? Headings are the sheet's own, and each cell is read as its column's kind."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from trustops.models import Fact, Kind, SheetColumn, record_of, sheet_of

F = TypeVar("F", bound=Fact)


def drawn(model: type[F], table: str) -> list[F]:
    """The rows of a table whose first line names columns of the model's sheet; an empty cell is left out.

    >>> from trustops.models import Relation
    >>> drawn(Relation, '''
    ... URN    | Relation | From
    ... 990001 | founder  | 2012-09-01
    ... ''')[0].from_date
    datetime.date(2012, 9, 1)
    """
    heading, *lines = cells_of(table)
    labels = {column.label: column for column in sheet_of(model).columns}
    columns = [labels[label] for label in heading]
    return [record_of(model)(**_values(columns, line)) for line in lines]


def cells_of(table: str) -> list[list[str]]:
    """The cells of a drawn table, line by line, its heading first."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def _values(columns: list[SheetColumn], line: list[str]) -> dict[str, object]:
    return {column.name: _value(column, cell) for column, cell in zip(columns, line, strict=True) if cell}


def _value(column: SheetColumn, cell: str) -> object:
    if column.choices:
        return column.choices(cell)
    return READERS.get(column.kind, str)(cell)


def _pence(cell: str) -> int:
    return int(Decimal(cell.replace(",", "")) * 100)


def _yes_no(cell: str) -> bool:
    return {"yes": True, "no": False}[cell]


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(","))


READERS: Mapping[Kind, Callable[[str], object]] = {
    Kind.DATE: date.fromisoformat,
    Kind.MONEY: _pence,
    Kind.NUMBER: Decimal,
    Kind.PERCENT: Decimal,
    Kind.WHOLE: int,
    Kind.YES_NO: _yes_no,
    Kind.LIST: _list,
}
