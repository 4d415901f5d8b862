"""What is kept of a change? The key and the fields before and after, or the whole row, in words that JSON can hold.

A value is kept as text where JSON would lose some of it (a day, a decimal), and :func:`typed` reads it back exactly.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import Column

from trustops.models import Fact, Kind, Sheet, sheet_of
from trustops.models.kinds import ChoiceType
from trustops.store.comparison import Change, Comparison, Place, WholeRow, whole_row

CREATED, CHANGED, DELETED, RESTORED = "created", "changed", "deleted", "restored"


def events(comparison: Comparison, places: Mapping[int, Place]) -> list[dict[str, Any]]:
    """What is to be kept of one sheet's comparison: one event for each kind of change, with its rows.

    ``places`` says of each changed row where it came from until now.
    """
    sheet = sheet_of(comparison.model)
    # A created row is in its own table with this import's number; the event need not say it twice.
    made = {"what": CREATED, "rows": len(comparison.created), "detail": {}}
    changed = [_changed(sheet, change, places.get(change.id)) for change in comparison.changed]
    deleted = [_whole(sheet, row) for row in comparison.deleted]
    restored = [_whole(sheet, row) for row in comparison.restored]
    told = ((CHANGED, changed), (DELETED, deleted), (RESTORED, restored))
    found = [made, *({"what": what, "rows": len(rows), "detail": {"rows": rows}} for what, rows in told)]
    return [event | {"sheet": sheet.name} for event in found if event["rows"]]


def _changed(sheet: Sheet, change: Change, place: Place | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "key": _key(sheet, change.key),
        "before": {name: plain(value) for name, value in change.before.items()},
        "after": {name: plain(value) for name, value in change.after.items()},
    }
    if place is not None:
        told |= {"import_id": place.import_id, "source_row": place.source_row}
    return told


def _whole(sheet: Sheet, row: WholeRow) -> dict[str, Any]:
    return {"key": _key(sheet, row.key), "row": {name: plain(value) for name, value in row.values.items()}}


def _key(sheet: Sheet, key: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(sheet.key, (plain(value) for value in key), strict=True))


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


def typed(column: "Column[Any]", value: Any) -> Any:
    """A plain value as its column holds it: the way back from :func:`plain`.

    >>> from trustops.models import Holder
    >>> typed(Holder.__table__.columns["from_date"], "2026-11-22")
    datetime.date(2026, 11, 22)
    """
    kind = getattr(column.type, "kind", None)
    if value is None:
        return None
    if kind in (Kind.NUMBER, Kind.PERCENT):
        return Decimal(value)
    if kind is Kind.DATE:
        return date.fromisoformat(value)
    if kind is Kind.LIST:
        return tuple(value)
    return column.type.choices(value) if isinstance(column.type, ChoiceType) else value


def whole_from(model: type[Fact], told: Mapping[str, Any]) -> WholeRow:
    """The row that a "deleted" or "restored" event tells of, just as it stood."""
    columns = model.__table__.columns
    values = {name: typed(columns[name], value) for name, value in told["row"].items() if name in columns}
    return whole_row(model, values)
