"""What does an address ask of a list? Words, filters, a sort and a page, read from it and written back to it.

What an address cannot mean (a column that is not theirs, a page that is no number) is passed over, never an error.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from admin.views.differences import shown
from admin.views.record_fields import Field, field_of, own_options
from importers.cells import Bad, Mark, converter
from trustops.models import Kind, SheetColumn
from trustops.store.records import Ask, Filter, How, Scope

SIZES = (20, 50, 100, 200)
RANGES = {".from": How.FROM, ".to": How.TO}
SAID = {How.IS: "is", How.FROM: "from", How.TO: "until"}
FEW = 8
NARROWING = (Kind.REF, Kind.URN, Kind.SITE, Kind.YEAR, Kind.CHOICE, Kind.YES_NO)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in words, and the parts of the address that are left when it is taken off."""

    words: str
    without: dict[str, str]


def ask_of(scope: Scope, asked: Mapping[str, str]) -> Ask:
    """What is asked of a list. A filter is ``column=value``; of days, ``column.from=`` and ``column.to=``."""
    sort = asked.get("sort", "")[:40]
    size = asked.get("size", "")
    return Ask(
        words=" ".join(asked.get("words", "")[:80].split()),
        filters=tuple(_filters(scope, asked)),
        sort=sort.removeprefix("-"),
        down=sort.startswith("-"),
        page=_number(asked.get("page", "")),
        size=int(size) if size in map(str, SIZES) else SIZES[0],
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _filters(scope: Scope, asked: Mapping[str, str]) -> Iterable[Filter]:
    for key, text in asked.items():
        ending = next((each for each in RANGES if key.endswith(each)), "")
        column = scope.column(key.removesuffix(ending))
        if column is None or not text.strip() or not can_filter(column) or (column.kind is Kind.DATE) != bool(ending):
            continue
        value = converter(column)(text.strip()[:80])
        if not isinstance(value, Bad | Mark):
            yield Filter(column.name, RANGES.get(ending, How.IS), value)


def can_filter(column: SheetColumn) -> bool:
    """Whether a list can be narrowed by a column: by codes, years, choices and days, not by words or figures."""
    return column.kind in NARROWING or column.kind is Kind.DATE


def chips(scope: Scope, asked: Mapping[str, str], ask: Ask) -> list[Chip]:
    """Each thing that narrows the list, in words, with the address without it."""
    found = [Chip(f"Words: {ask.words}", _without(asked, "words"))] if ask.words else []
    for each in ask.filters:
        column = scope.column(each.column)
        key = each.column + next((ending for ending, how in RANGES.items() if how is each.how), "")
        if column is not None:
            found.append(Chip(f"{column.label} {SAID[each.how]} {shown(column, each.value)}", _without(asked, key)))
    return found


def _without(asked: Mapping[str, str], key: str) -> dict[str, str]:
    return {name: text for name, text in asked.items() if name not in (key, "page") and text}


def filter_fields(scope: Scope, asked: Mapping[str, str]) -> list[Field]:
    """The fields that narrow a list, those with a few words to choose from first; two for a day."""
    found = [column for column in scope.columns if column.kind in NARROWING]
    found.sort(key=lambda column: not own_options(column))
    fields = [field_of(column, asked, own_options(column)) for column in found]
    days = [column for column in scope.columns if column.kind is Kind.DATE]
    return fields + [_day_field(column, ending, how, asked) for column in days for ending, how in RANGES.items()]


def _day_field(column: SheetColumn, ending: str, how: How, asked: Mapping[str, str]) -> Field:
    key = column.name + ending
    return replace(
        field_of(column, {column.name: asked.get(key, "")}, ()), name=key, label=f"{column.label}, {SAID[how]}"
    )


def to_show(scope: Scope, asked: Mapping[str, Any]) -> tuple[SheetColumn, ...]:
    """The columns of the list: the first few, or all of them when that is asked for."""
    return scope.columns if asked.get("columns") == "all" else scope.columns[:FEW]
