"""Where in its file does a fact stand? The cell, line or record, from what was kept of the file's layout.

A trust's own workbook has each column of a sheet in one place, so its letters are kept (``F``). A public file makes
many facts of one line, and its sheets have names of their own, so for each *slot* a place is kept in words in which
``{row}`` stands for the row: ``CentralServices!AB{row}``. A slot is a column, after as much of the row's key as it
takes to tell the place.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

WHOLE_ROW = ""
"""The slot of a row as a whole."""

ROW = "{row}"
BETWEEN = " · "

PARTS_OF_KEY: tuple[Callable[[Sequence[object]], Sequence[object]], ...] = (
    lambda key: (),
    lambda key: key[:1],
    lambda key: (*key[:1], *key[-1:]),
    lambda key: key,
)
"""How much of a row's key may tell a place, the least first."""


def cell_of(slots: Mapping[str, str], sheet: str, key: Sequence[object], column: str, row: int | None) -> str:
    """The place of one fact of a row, or of the row where it has no cell of its own; empty where neither is known.

    >>> cell_of({"hours": "F"}, "Posts", ["CEO"], "hours", 12)
    'Posts!F12'
    >>> cell_of({"FIN01 · value": "Academies!AB{row}"}, "KPI values", ["FIN01", "TRUST"], "value", 3)
    'Academies!AB3'
    """
    if not row:
        return ""
    kept = _kept(slots, key, column) or _kept(slots, key, WHOLE_ROW)
    return kept.replace(ROW, str(row)) if ROW in kept else f"{sheet}!{kept}{row}" if kept else ""


def row_of(slots: Mapping[str, str], sheet: str, key: Sequence[object], row: int | None) -> str:
    """The place of a whole row, in words; the sheet alone where its row is not known.

    >>> row_of({}, "Posts", ["CEO"], 12), row_of({"": "line {row}"}, "KPI values", ["FIN01"], 12)
    ('Posts row 12', 'line 12')
    """
    kept = _kept(slots, key, WHOLE_ROW)
    return (kept or f"{sheet} row {ROW}").replace(ROW, str(row)) if row else sheet


def slots_of(column: str, rows: Iterable[tuple[Sequence[object], str]]) -> dict[str, str]:
    """The slots that tell a column's place in every row, from each row's key and that place.

    Of the key as little is taken as will do; where two rows of one key stand in two places, none is kept, for no
    address is better than a wrong one.

    >>> slots_of("value", [(["A", 1], "Data!B{row}"), (["A", 2], "Data!B{row}")])
    {'value': 'Data!B{row}'}
    >>> slots_of("value", [(["A", 1], "Data!B{row}"), (["B", 1], "Data!C{row}")])
    {'A · value': 'Data!B{row}', 'B · value': 'Data!C{row}'}
    """
    slots: dict[str, str] = {}
    left = list(rows)
    for part in PARTS_OF_KEY:
        found: dict[str, set[str]] = defaultdict(set)
        for key, place in left:
            found[_slot(part(key), column)].add(place)
        slots |= {slot: place for slot, (place, *more) in found.items() if not more}
        left = [(key, place) for key, place in left if _slot(part(key), column) not in slots]
    return slots


def _kept(slots: Mapping[str, str], key: Sequence[object], column: str) -> str:
    names = (_slot(part(key), column) for part in PARTS_OF_KEY) if slots else ()
    return next((slots[name] for name in names if name in slots), "")


def _slot(part: Sequence[object], column: str) -> str:
    return BETWEEN.join([*map(str, part), column])
