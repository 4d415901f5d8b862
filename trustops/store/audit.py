"""What is kept of a change? The key and the fields before and after, or the whole row, in words that JSON can hold.

A value is kept as text where JSON would lose some of it (a day, a decimal), and :func:`typed` reads it back exactly.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from trustops.models import Fact, Kind, Sheet, sheet_of
from trustops.models.kinds import ChoiceType
from trustops.store.comparison import Change, Comparison, Place
from trustops.store.whole import WholeRow, WholeRows, whole_row

CREATED, CHANGED, DELETED, RESTORED = "created", "changed", "deleted", "restored"
PLAIN = frozenset((str, int, bool, type(None)))


def events(comparison: Comparison, places: Mapping[int, Place]) -> list[dict[str, Any]]:
    """What is to be kept of one sheet's comparison: one event for each kind of change, with its rows.

    ``places`` says of each changed row where it came from until now.
    """
    sheet = sheet_of(comparison.model)
    key = sheet.key
    # A created row is in its own table with this import's number; the event need not say it twice.
    made: dict[str, Any] = {"what": CREATED, "rows": len(comparison.created), "detail": {}}
    changed: dict[str, Any] = {"rows": [_changed(key, change, places.get(change.id)) for change in comparison.changed]}
    told = ((CHANGED, changed), (DELETED, _wholes(comparison.deleted)), (RESTORED, _wholes(comparison.restored)))
    found = [made, *({"what": what, "rows": len(detail["rows"]), "detail": detail} for what, detail in told)]
    return [event | {"sheet": sheet.name} for event in found if event["rows"]]


def _changed(key: tuple[str, ...], change: Change, place: Place | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "key": {name: plain(value) for name, value in zip(key, change.key, strict=True)},
        "before": {name: plain(value) for name, value in change.before.items()},
        "after": {name: plain(value) for name, value in change.after.items()},
    }
    if place is not None:
        told |= {"import_id": place.import_id, "source_row": place.source_row}
    return told


def _wholes(rows: WholeRows) -> dict[str, Any]:
    """Rows with all that they say, as a table: what every row says alike once, the names of the other columns once, and
    a list of values a row."""
    columns = {name: _plain_column(rows.column(name)) for name in rows.names}
    alike = {name: values[0] for name, values in columns.items() if values and _all_alike(values)}
    names = [name for name in columns if name not in alike]
    told = list(zip(*(columns[name] for name in names), strict=True)) if names else [()] * len(rows)
    return {"alike": alike, "columns": names, "rows": told}


def _all_alike(values: Sequence[Any]) -> bool:
    first = values[0]
    return values.count(first) == len(values) and len(set(map(type, values))) == 1


def told_rows(sheet: Sheet, detail: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The rows that an event tells of, each with its ``key``, and ``before`` and ``after`` or the whole ``row``."""
    names = detail.get("columns")
    if names is None:
        yield from detail.get("rows", ())
        return
    alike, key = detail.get("alike", {}), sheet.key
    for values in detail["rows"]:
        row = {**alike, **dict(zip(names, values, strict=True))}
        yield {"key": {name: row.get(name) for name in key}, "row": row}


def _plain_column(values: Sequence[Any]) -> Sequence[Any]:
    """A column at a time, each different value made plain once; most columns hold what is plain already."""
    if set(map(type, values)) <= PLAIN:
        return values
    made = {value: plain(value) for value in set(values)}
    return [made[value] for value in values]


def plain(value: Any) -> Any:
    """A value as JSON can hold it: numbers and days as text, so that nothing is lost.

    >>> plain(Decimal("0.20")), plain(date(2026, 11, 22))
    ('0.20', '2026-11-22')
    """
    if value.__class__ in PLAIN:
        return value
    if isinstance(value, StrEnum | Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


def typed(model: type[Fact], told: Mapping[str, Any]) -> dict[str, Any]:
    """Plain values by column as those columns hold them: the way back from :func:`plain`.

    A column that the sheet no longer has is left out.

    >>> from trustops.models import Holder
    >>> typed(Holder, {"from_date": "2026-11-22", "person": "P1"})
    {'from_date': datetime.date(2026, 11, 22), 'person': 'P1'}
    """
    readers = _readers(model)
    return {name: None if value is None else readers[name](value) for name, value in told.items() if name in readers}


@cache
def _readers(model: type[Fact]) -> dict[str, Callable[[Any], Any]]:
    return {name: _reader(column.type) for name, column in model.__table__.columns.items()}


def _reader(sql_type: object) -> Callable[[Any], Any]:
    """How a plain value of a column becomes the value again; of most columns it is the value."""
    if isinstance(sql_type, ChoiceType):
        return sql_type.choices
    made: dict[Kind, Callable[[Any], Any]] = {
        Kind.NUMBER: Decimal,
        Kind.PERCENT: Decimal,
        Kind.DATE: date.fromisoformat,
        Kind.LIST: tuple,
    }
    return made.get(getattr(sql_type, "kind", Kind.TEXT), _itself)


def _itself(value: Any) -> Any:
    return value


def wholes_from(model: type[Fact], detail: Mapping[str, Any]) -> WholeRows:
    """The rows that a "deleted" or "restored" event tells of, just as they stood."""
    rows, names = detail["rows"], detail.get("columns")
    if names is None:
        return WholeRows.of(model, [whole_from(model, told) for told in rows])
    told: dict[str, Sequence[Any]] = {name: [value] * len(rows) for name, value in detail.get("alike", {}).items()}
    told |= dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}
    unknown = [None] * len(rows)
    columns = [_typed_column(reader, told.get(name, unknown)) for name, reader in _readers(model).items()]
    return WholeRows(sheet_of(model).key, tuple(_readers(model)), tuple(columns))


def _typed_column(reader: Callable[[Any], Any], values: Sequence[Any]) -> list[Any]:
    """A column at a time, each different value read once; a list is no such thing to be looked up."""
    if reader is _itself:
        return list(values)
    if list in set(map(type, values)):
        return [None if value is None else reader(value) for value in values]
    made = {value: None if value is None else reader(value) for value in set(values)}
    return [made[value] for value in values]


def whole_from(model: type[Fact], told: Mapping[str, Any]) -> WholeRow:
    """The row that a "deleted" or "restored" event tells of, just as it stood."""
    values: dict[str, Any] = dict.fromkeys(_readers(model)) | typed(model, told["row"])
    return whole_row(sheet_of(model).key, values)
