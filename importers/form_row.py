"""What does a form say? One row of a sheet as a person typed it, read and checked just as a workbook's cells are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select

from importers.cells import AsPercent, Bad, Mark, converter
from importers.sheets import value_of
from trustops.models import Kind, Kpi, SheetColumn, Successor, sheet_of
from trustops.models.kpi import Unit
from trustops.schemas.checks import checks_of, row_checks_of
from trustops.store.records import Scope, unknown_codes

EMPTY = "Fill this in: every row needs it."


@dataclass(slots=True)
class FormRow:
    """The typed values of a form by column, and what is wrong by column, each in one sentence."""

    values: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


def read_form(connection: Connection, scope: Scope, typed: Mapping[str, str]) -> FormRow:
    """The row that a form holds. Only columns of the scope that the form has are read; whatever else was sent is not.

    ``typed`` is what stands in each field. Every code is looked up among what the person may refer to.
    """
    read = FormRow()
    for column in scope.columns:
        if column.name in typed:
            _read_field(read, column, typed[column.name])
    _settle_percentages(connection, read, scope)
    _check_row(read, scope)
    _check_not_oneself(read, scope)
    for column in scope.columns:
        if column.name in read.values and column.name not in read.faults:
            _check_codes(connection, read, scope, column)
    return read


def _read_field(read: FormRow, column: SheetColumn, text: str) -> None:
    value: Any = column.default
    if text.strip():
        value = value_of(text, converter(column), checks_of(column))
    elif column.required:
        value = None
        read.faults[column.name] = EMPTY
    if isinstance(value, Bad):
        read.faults[column.name] = f"“{text.strip()[:60]}” {value.why}; {value.mend}."
        value = None
    if column.mark_in is not None:
        read.values[column.mark_in] = value.mark if isinstance(value, Mark) else None
    read.values[column.name] = None if isinstance(value, Mark) else value


def _settle_percentages(connection: Connection, read: FormRow, scope: Scope) -> None:
    """A percentage is right for a KPI in percent, and a question for any other."""
    written = {name: value for name, value in read.values.items() if isinstance(value, AsPercent)}
    if not written:
        return
    unit = connection.execute(select(Kpi.unit).where(Kpi.kpi == read.values.get("kpi"))).scalar()
    for name, value in written.items():
        read.values[name] = value.value
        if unit is not Unit.PERCENT:
            said = f"KPI {read.values.get('kpi')} is in {unit.value if unit else 'another unit'}"
            read.faults[name] = f"“{_plain(value.value)}%” is a percentage, but {said}; give it in that unit."


def _plain(value: Decimal) -> str:
    return format(value, "f")


def _check_not_oneself(read: FormRow, scope: Scope) -> None:
    """Nobody writes what is assessed of themselves, nor finds out by trying whether it is there already."""
    if scope.model is Successor and scope.not_about is not None and read.values.get("person") == scope.not_about:
        read.faults["person"] = "This is you, and nobody assesses themselves; ask somebody else who may to write it."


def _check_row(read: FormRow, scope: Scope) -> None:
    sheet = sheet_of(scope.model)
    for check in row_checks_of(sheet):
        whole = all(name in read.values and name not in read.faults for name in check.columns)
        if whole and (fault := check.fault(*(read.values[name] for name in check.columns))):
            read.faults[check.at] = f"{sheet.column(check.at).label} {fault}; correct one of the two."


def _check_codes(connection: Connection, read: FormRow, scope: Scope, column: SheetColumn) -> None:
    value = read.values[column.name]
    refers = column.refers_to or column.refers_to_each or column.kind is Kind.SITE
    if not refers or value in (None, ()):
        return
    if column.refers_to == f"{scope.model.__tablename__}.{column.name}":
        return
    unknown = unknown_codes(connection, scope, column, value if isinstance(value, tuple) else [value])
    if unknown:
        read.faults[column.name] = f"“{unknown[0]}” is not known here; choose one that is, or add it first."
