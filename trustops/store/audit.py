"""What is kept of a change? The key and the fields before and after, or the whole row, in words that JSON can hold.

A value is kept as text where JSON would lose some of it (a day, a decimal), and :func:`typed` reads it back exactly.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from trustops.models import Fact, Kind, Sheet, sheet_of
from trustops.models.kinds import ChoiceType
from trustops.store.comparison import Change, Comparison, Place, WholeRow, whole_row

CREATED, CHANGED, DELETED, RESTORED = "created", "changed", "deleted", "restored"
AS_IT_IS = frozenset((str, int, bool))


def events(comparison: Comparison, places: Mapping[int, Place]) -> list[dict[str, Any]]:
    """What is to be kept of one sheet's comparison: one event for each kind of change, with its rows.

    ``places`` says of each changed row where it came from until now.
    """
    sheet = sheet_of(comparison.model)
    # A created row is in its own table with this import's number; the event need not say it twice.
    made = {"what": CREATED, "rows": len(comparison.created), "detail": {}}
    changed = [_changed(sheet, change, places.get(change.id)) for change in comparison.changed]
    key = sheet.key
    deleted = [_whole(key, row) for row in comparison.deleted]
    restored = [_whole(key, row) for row in comparison.restored]
    told = ((CHANGED, changed), (DELETED, deleted), (RESTORED, restored))
    found = [made, *({"what": what, "rows": len(rows), "detail": {"rows": rows}} for what, rows in told)]
    return [event | {"sheet": sheet.name} for event in found if event["rows"]]


def _changed(sheet: Sheet, change: Change, place: Place | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "key": {name: plain(value) for name, value in zip(sheet.key, change.key, strict=True)},
        "before": {name: plain(value) for name, value in change.before.items()},
        "after": {name: plain(value) for name, value in change.after.items()},
    }
    if place is not None:
        told |= {"import_id": place.import_id, "source_row": place.source_row}
    return told


def _whole(key: tuple[str, ...], row: WholeRow) -> dict[str, Any]:
    """A row with every column that says something; of the others there is nothing to keep."""
    told = {
        name: value if type(value) in AS_IT_IS else plain(value)  # most are, and there are many
        for name, value in row.values.items()
        if value is not None
    }
    return {"key": {name: told.get(name) for name in key}, "row": told}


def plain(value: Any) -> Any:
    """A value as JSON can hold it: numbers and days as text, so that nothing is lost.

    >>> plain(Decimal("0.20")), plain(date(2026, 11, 22))
    ('0.20', '2026-11-22')
    """
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


def whole_from(model: type[Fact], told: Mapping[str, Any]) -> WholeRow:
    """The row that a "deleted" or "restored" event tells of, just as it stood."""
    values: dict[str, Any] = dict.fromkeys(_readers(model)) | typed(model, told["row"])
    return whole_row(sheet_of(model).key, values)
