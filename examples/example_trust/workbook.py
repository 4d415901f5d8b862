"""How do the facts become a workbook? A sheet a model, headed by its labels, each cell of the type a person types."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from trustops.models import SHEETS, Fact, Kind, Kpi, SheetColumn, sheet_of
from trustops.models.kpi import Unit

CREATED = datetime(2026, 11, 20, 9, 0)  # noqa: DTZ001 - the properties of a workbook know no time zone
"""Written into the file, so that the same facts always give the same bytes."""

FORMATS = {
    Kind.DATE: "dd mmm yyyy",
    Kind.MONEY: "£#,##0.00",
    Kind.PERCENT: "0.0%",
}
SHOWN_AS_PERCENT = ("target",)
"""Columns in a KPI's unit that the trust types with a % sign; values it pastes as plain numbers."""


def write_workbook(path: Path, facts: Iterable[Fact]) -> None:
    """The workbook of these facts: every sheet in its order, even an empty one."""
    rows: dict[type[Fact], list[Any]] = {model: [] for model in SHEETS}
    for row in facts:
        rows[row.fact].append(row)  # type: ignore[attr-defined]
    units = {kpi.kpi: kpi.unit for kpi in rows[Kpi]}
    with xlsxwriter.Workbook(path, {"strings_to_urls": False, "strings_to_formulas": False}) as book:
        book.set_properties({"title": "Verulam Schools Trust", "author": "trustops", "created": CREATED})
        formats = {kind: book.add_format({"num_format": code}) for kind, code in FORMATS.items()}
        heading = book.add_format({"bold": True, "bottom": 1})
        for model, found in rows.items():
            _write_sheet(book.add_worksheet(sheet_of(model).name), model, found, heading, formats, units)


def _write_sheet(
    sheet: Worksheet,
    model: type[Fact],
    rows: list[Any],
    heading: Format,
    formats: Mapping[Kind, Format],
    units: Mapping[str, Unit],
) -> None:
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(sheet_of(model).columns):
        sheet.write_string(0, place, column.label, heading)
        cells = [_cell(column, row, units) for row in rows]
        sheet.set_column(place, place, _width(column, [cell for cell, _ in cells]))
        for number, (cell, kind) in enumerate(cells, start=1):
            _write_cell(sheet, (number, place), cell, formats.get(kind))


def _cell(column: SheetColumn, row: Any, units: Mapping[str, Unit]) -> tuple[object, Kind]:
    """What is typed into the cell, and the kind whose format it gets."""
    value = getattr(row, column.name)
    if value is None and column.mark_in:
        return getattr(row, column.mark_in), Kind.TEXT
    if value is None or value == ():
        return None, column.kind
    if column.name in SHOWN_AS_PERCENT and units[row.kpi] == Unit.PERCENT:
        return value / 100, Kind.PERCENT
    return _typed(column.kind, value), column.kind


def _typed(kind: Kind, value: Any) -> object:
    match kind:
        case Kind.MONEY:
            return Decimal(value) / 100
        case Kind.YES_NO:
            return "yes" if value else "no"
        case Kind.LIST:
            return ", ".join(value)
        case Kind.URN | Kind.SITE if value.isdigit():
            return int(value)
        case _:
            return value


def _write_cell(sheet: Worksheet, place: tuple[int, int], cell: object, style: Format | None) -> None:
    row, column = place
    match cell:
        case None:
            pass
        case date():
            sheet.write_datetime(row, column, cell, style)
        case int() | Decimal():
            sheet.write_number(row, column, float(cell), style)
        case _:
            sheet.write_string(row, column, str(cell))


def _width(column: SheetColumn, cells: list[object]) -> int:
    longest = max([len(column.label), *(len(str(cell)) for cell in cells if cell is not None)])
    return min(longest + 2, 60)
