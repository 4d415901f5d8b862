"""How does the child's answer become cells? A column at a time: texts looked up, dates and percentages made."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import repeat
from operator import itemgetter
from typing import Any

from importers.reader.model import ErrorCell, Percent, Row, SheetCells, Uncalculated, Value

_DAY_MS = 86_400_000
_LAST_SERIAL = {False: 2_958_466, True: 2_957_004}  # the day after 31 December 9999 in each system
_NO_DAY = ErrorCell("########")
_NOT_WORKED_OUT = Uncalculated()


def sheets(answer: dict[str, Any], lines: Iterable[bytes | str]) -> tuple[SheetCells, ...]:
    """The sheets of the child's answer: its head, and the lines of the rows, so many for each sheet."""
    texts: list[str] = answer["texts"]
    day = partial(day_of, date_1904=answer["date_1904"])
    left = iter(lines)
    return tuple(
        SheetCells(name, state, _rows([next(left, b"") for _ in range(count)], texts, day))
        for name, state, count in answer["sheets"]
    )


def _rows(lines: Iterable[bytes | str], texts: list[str], day: Callable[[float], Value]) -> list[Row]:
    rows: list[Row] = []
    places_of: dict[tuple[int, ...], dict[int, int]] = {}
    for columns, kinds, numbers, stored in map(json.loads, lines):
        places = places_of.setdefault(tuple(columns), {column: place for place, column in enumerate(columns)})
        told = range(numbers["first"], numbers["last"] + 1) if isinstance(numbers, dict) else numbers
        values = [_column(kind, column, len(told), texts, day) for kind, column in zip(kinds, stored, strict=True)]
        # what Row._make does, without a step in Python for each of what may be a million rows
        rows.extend(map(tuple.__new__, repeat(Row), zip(told, repeat(places), zip(*values, strict=True), strict=False)))
    rows.sort(key=itemgetter(0))
    return rows


def _column(kind: str, stored: Any, height: int, texts: list[str], day: Callable[[float], Value]) -> Sequence[Value]:
    if isinstance(stored, dict):  # the same few values again and again
        few = _column(kind, stored["of"], len(stored["of"]), texts, day)
        return list(map(few.__getitem__, bytes.fromhex(stored["at"])))
    if kind == "s":
        return list(map(texts.__getitem__, stored))
    if kind == "d":
        return _each(day, stored)
    if kind == "%":
        return _each(Percent, stored)
    if kind == "b":
        return [bool(value) for value in stored]
    if kind == "e":
        return _each(ErrorCell, stored)
    if kind == "i":
        return _each(written_day, stored)
    return [_NOT_WORKED_OUT] * height if kind == "u" else stored


def _each(make: Callable[[Any], Value], stored: Iterable[Any]) -> list[Value]:
    """Each made once: the same few days and percentages fill most columns."""
    made = {value: make(value) for value in set(stored)}
    return list(map(made.__getitem__, stored))


def day_of(serial: float, *, date_1904: bool) -> Value:
    """The day, moment or time of day that a stored number shows when its cell shows a date.

    Excel counts days from 31 December 1899 and believes that 1900 had a 29 February (number 60, which is no day);
    the older Macintosh way counts from 1 January 1904, 1,462 days later. Moments are rounded to the millisecond.

    >>> day_of(45901, date_1904=False), day_of(44439, date_1904=True), day_of(0.5, date_1904=False)
    (datetime.date(2025, 9, 1), datetime.date(2025, 9, 1), datetime.time(12, 0))
    >>> day_of(-1, date_1904=False)
    ErrorCell(text='########')
    """
    if not 0 <= serial < _LAST_SERIAL[date_1904]:
        return _NO_DAY
    days, milliseconds = divmod(round(serial * _DAY_MS), _DAY_MS)
    clock = (datetime.combine(date.min, time()) + timedelta(milliseconds=milliseconds)).time()
    if days == 0 and not date_1904:
        return clock
    if date_1904:
        first = date(1904, 1, 1)
    else:
        first = date(1899, 12, 31) if days < 60 else date(1899, 12, 30)
        if days == 60:
            return ErrorCell("29/02/1900")
    try:
        day = first + timedelta(days=days)
    except OverflowError:  # rounded up past the last day
        return _NO_DAY
    return datetime.combine(day, clock) if milliseconds else day


def written_day(text: str) -> Value:
    """The day or moment of a cell that stores it in words (ISO 8601), as the strict form of the format may.

    >>> written_day("2025-09-01"), written_day("2025-09-01T08:30:00")
    (datetime.date(2025, 9, 1), datetime.datetime(2025, 9, 1, 8, 30))
    """
    try:
        if "T" not in text:
            return time.fromisoformat(text) if ":" in text and "-" not in text else date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ErrorCell(text)
    return moment if moment.time() != time() else moment.date()
