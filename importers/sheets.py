"""What do the rows of a sheet say? Every cell converted and checked, a column at a time; every fault with its place.

A column's cells repeat (codes, dates, choices), so each different cell is converted once; the words of a problem
are only made where there is one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from importers.cells import AsPercent, Bad, Mark, converter, unusable
from importers.headings import Headed
from importers.problems import Problem, Severity
from importers.reader import ErrorCell, Percent, Row, Uncalculated
from importers.reader.grid import letters_of
from importers.wording import HOW_TO_WRITE, as_shown
from trustops.models import Sheet, SheetColumn
from trustops.quantities.words import day_text
from trustops.schemas.checks import checks_of, first_fault, row_checks_of

ALIKE_IF_EQUAL = {str, int, float, date, type(None)}
EMPTY = Bad("cell.required", "the cell is empty, and every row needs it", "fill it in")


@dataclass(slots=True)
class SheetRows:
    """The rows of one sheet as typed values, with the rows that were refused.

    ``columns`` names the attributes; ``rows`` holds one list of values a row, ``numbers`` its row in the file, and
    ``refused`` the places in ``rows`` that may not be written, of which ``repeated`` only stand there twice.
    """

    sheet: Sheet
    name: str
    columns: tuple[str, ...]
    places: dict[str, int]
    rows: list[list[Any]]
    numbers: list[int]
    refused: set[int] = field(default_factory=set)
    repeated: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, index: int, column: str, found: object, bad: Bad) -> None:
        """Refuse a row for what is in one of its cells."""
        self.refused.add(index)
        self.problems.append(self.problem(index, column, found, bad))

    def problem(self, index: int, column: str, found: object, bad: Bad, severity: Severity = Severity.ERROR) -> Problem:
        """A problem of one cell, in one sentence: where, what was seen, why it will not do, what to do next."""
        declared = self.sheet.column(column)
        row = self.numbers[index]
        cell = self.cell(index, column)
        shown = as_seen(found)
        seen = f"“{shown}” {bad.why}" if shown else bad.why
        place = f"cell {cell} ({declared.label})" if cell else f"row {row} ({declared.label})"
        return Problem(
            code=bad.code,
            severity=severity,
            sheet=self.name,
            cell=cell,
            row=row,
            column=declared.label,
            found=shown,
            expected=HOW_TO_WRITE[declared.kind],
            message=f"Sheet {self.name}, {place}: {seen}; {bad.mend}.",
        )

    def cell(self, index: int, column: str) -> str:
        """The address of a row's cell in the file; empty where the file has no such column."""
        return f"{letters_of(self.places[column])}{self.numbers[index]}" if column in self.places else ""

    def column_of(self, name: str) -> int | None:
        return self.columns.index(name) if name in self.columns else None


Meant = Callable[[SheetRows, SheetColumn, Sequence[Any]], Sequence[Any]]


def read_rows(headed: Headed, meant: Meant | None = None) -> SheetRows:
    """Every row below the headings, converted and checked; blank rows are passed over.

    ``meant`` puts what people decided in the place of their own words, a column at a time, before it is converted.
    """
    data = headed.data
    places = {column.name: index for index, column in headed.columns.items()}
    read = SheetRows(
        sheet=headed.sheet,
        name=headed.cells.name,
        columns=tuple(places),
        places=places,
        rows=[],
        numbers=[row.number for row in data],
    )
    converted: dict[str, list[Any]] = {}
    for (_, column), raw in zip(headed.columns.items(), _raw_columns(data, list(headed.columns)), strict=True):
        converted |= _convert_column(read, column, meant(read, column, raw) if meant else raw)
    read.columns = tuple(converted)
    _check_rows(read, converted)
    read.rows = [list(values) for values in zip(*converted.values(), strict=True)]
    return read


def _raw_columns(data: Sequence[Row], wanted: Sequence[int]) -> list[Sequence[Any]]:
    """The cells of each wanted column; rows of one shape, which most sheets are made of, are turned at once."""
    if data and all(row.places is data[0].places for row in data):
        places = data[0].places
        columns = list(zip(*(row.values for row in data), strict=True))
        blank = (None,) * len(data)
        return [columns[places[index]] if index in places else blank for index in wanted]
    return [[row.get(index) for row in data] for index in wanted]


def _convert_column(read: SheetRows, column: SheetColumn, raw: Sequence[Any]) -> dict[str, list[Any]]:
    """The values of one column; a column of KPI figures brings its marks as a second."""
    values = _convert(column, raw)
    classes = set(map(type, values))  # most columns hold no fault and no mark, and this is quick to see
    if Bad in classes:
        _refuse_bad(read, column, raw, values)
    if column.mark_in is None:
        return {column.name: values}
    if Mark not in classes:
        return {column.name: values, column.mark_in: [None] * len(values)}
    marks = [value.mark if value.__class__ is Mark else None for value in values]
    return {column.name: [None if value.__class__ is Mark else value for value in values], column.mark_in: marks}


def _refuse_bad(read: SheetRows, column: SheetColumn, raw: Sequence[Any], values: list[Any]) -> None:
    for index, value in enumerate(values):
        if value.__class__ is Bad:
            read.refuse(index, column.name, raw[index] if value is not EMPTY else "", value)
            values[index] = None


def _convert(column: SheetColumn, raw: Sequence[Any]) -> list[Any]:
    """Each different cell converted once. Cells that are equal but not alike (1 and TRUE) are kept apart."""
    convert, checks = converter(column), checks_of(column)
    blank = EMPTY if column.required else column.default
    classes = set(map(type, raw))
    if classes <= ALIKE_IF_EQUAL:
        made = {cell: blank if _is_blank(cell) else value_of(cell, convert, checks) for cell in set(raw)}
        return [made[cell] for cell in raw]
    seen = {(cell.__class__, cell): cell for cell in raw}
    kept = {key: blank if _is_blank(cell) else value_of(cell, convert, checks) for key, cell in seen.items()}
    return [kept[cell.__class__, cell] for cell in raw]


def _is_blank(cell: Any) -> bool:
    """Whether a cell holds nothing; spaces alone are nothing too."""
    return cell is None or (cell.__class__ is str and not cell.strip())


def value_of(cell: Any, convert: Any, checks: Any) -> Any:
    """The value of a cell that is not blank, or a :class:`Bad` or :class:`Mark` that says what it is instead."""
    value = unusable(cell) or convert(cell)
    if isinstance(value, Bad | Mark):
        return value
    fault = first_fault(checks, value.value if isinstance(value, AsPercent) else value)
    if not fault:
        return value
    why, _, what_to_do = fault.partition("; ")
    return Bad("cell.out_of_range", why, what_to_do or "correct it")


def _check_rows(read: SheetRows, converted: Mapping[str, Sequence[Any]]) -> None:
    for check in row_checks_of(read.sheet):
        if not set(check.columns) - set(converted) <= set(read.sheet.key):
            continue
        nothing = [None] * len(read.numbers)  # what a part of the key says where the file has no such column
        together = [converted.get(name, nothing) for name in check.columns]
        at = check.at if check.at in converted else read.sheet.key[0]
        faults = {each: fault for each in set(zip(*together, strict=True)) if (fault := check.fault(*each))}
        for index, values in enumerate(zip(*together, strict=True)) if faults else ():
            if (fault := faults.get(values)) and index not in read.refused:
                bad = Bad("row.contradicts_itself", fault, "correct one of the two")
                read.refuse(index, at, converted[at][index], bad)


def as_seen(found: object) -> str:
    """A cell as the person sees it, cut short where it is long."""
    if isinstance(found, ErrorCell):
        return found.text
    if isinstance(found, Uncalculated) or found is None:
        return ""
    if isinstance(found, Percent):
        return f"{found.value * 100:.15g}%"
    if isinstance(found, bool):
        return str(found).upper()
    if isinstance(found, float):
        return f"{found:.15g}"
    return as_shown(day_text(found) if isinstance(found, date) else str(found))
