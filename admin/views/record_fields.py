"""How does a fact stand on a screen? Its words in a list, its field in a form, and what a person types back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from admin.views.differences import shown
from importers.wording import HOW_TO_WRITE
from reports.charts import short_day
from trustops.models import Fact, Kind, SheetColumn, sheet_of
from trustops.quantities.money import pounds
from trustops.store.records import LABEL, NAMES, Option

LONG = 60
FIGURES = (Kind.MONEY, Kind.PERCENT, Kind.NUMBER, Kind.WHOLE)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: how it is entered, what stands in it, and what is wrong with that."""

    name: str
    label: str
    entry: str
    value: str
    help: str
    unit: str
    required: bool
    options: Sequence[Option] = ()
    problem: str = ""
    now: str = ""
    fixed: bool = False


def cell_text(column: SheetColumn, row: Any) -> str:
    """What a row says in a column, in words; empty where nothing is known.

    A figure that its publisher kept back is its mark.
    """
    value = getattr(row, column.name)
    if value is None or value == ():
        mark = getattr(row, column.mark_in, None) if column.mark_in else None
        return f"not published ({mark})" if mark else ""
    return shown(column, value)


def short_text(column: SheetColumn, row: Any) -> str:
    """What a row says in a column, as a list writes it: days short."""
    value = getattr(row, column.name)
    return short_day(value) if isinstance(value, date) else cell_text(column, row)


def code_name(column: SheetColumn, row: Any) -> str:
    """What the code in a column is called, where it is known to whoever looks."""
    return str(getattr(row, LABEL + column.name, None) or "")


def row_words(model: type[Fact], columns: Sequence[SheetColumn], row: Any) -> str:
    """What a person calls a row: its name, or what tells it apart from others."""
    names = {column.name: column for column in columns}
    for name in NAMES:
        if name in names and getattr(row, name):
            return str(getattr(row, name))
    keys = [names[name] for name in sheet_of(model).key if name in names]
    said = [code_name(column, row) or short_text(column, row) for column in keys]
    return " · ".join(part for part in said if part) or sheet_of(model).name


def as_typed(column: SheetColumn, value: Any, mark: str | None = None) -> str:
    """A value as a person would type it into its field.

    >>> from trustops.models import Service
    >>> as_typed(sheet_of(Service).column("price_pence"), 27500)
    '275.00'
    """
    if value is None or value == ():
        return mark or ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return ", ".join(value)
    if column.kind is Kind.MONEY:
        return f"{pounds(value):,.2f}"
    if column.kind is Kind.PERCENT:
        return f"{(value * 100).normalize():f}%"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def typed_of(columns: Sequence[SheetColumn], row: Any) -> dict[str, str]:
    """What stands in each field of a form about a row."""
    return {
        column.name: as_typed(
            column, getattr(row, column.name), getattr(row, column.mark_in, None) if column.mark_in else None
        )
        for column in columns
    }


def field_of(
    column: SheetColumn,
    typed: Mapping[str, str],
    options: Sequence[Option],
    *,
    many: bool = False,
    problem: str = "",
    now: str = "",
    fixed: bool = False,
) -> Field:
    """The field of a column; ``many`` when its codes are too many to list, so that they are searched as one types."""
    return Field(
        name=column.name,
        label=column.label,
        entry=_entry(column, typed.get(column.name, ""), options, many=many),
        value=typed.get(column.name, ""),
        help=_help(column),
        unit="£" if column.kind is Kind.MONEY else column.unit,
        required=column.required,
        options=_with_own(options, typed.get(column.name, "")),
        problem=problem,
        now=now,
        fixed=fixed,
    )


def _entry(column: SheetColumn, text: str, options: Sequence[Option], *, many: bool) -> str:
    if many:
        return "search"
    if options:
        return "select"
    if column.kind is Kind.DATE:
        return "date"
    if column.kind in FIGURES:
        return "figure"
    return "words" if len(text) > LONG else "text"


def _help(column: SheetColumn) -> str:
    """What to type: the column's own help, and how its kind is written where that is not plain from the field."""
    told = (Kind.PERCENT, Kind.YEAR, Kind.LIST)
    how = HOW_TO_WRITE[column.kind].capitalize() if column.kind in told else ""
    return ". ".join(part.rstrip(".") for part in (column.help, how) if part)


def own_options(column: SheetColumn) -> list[Option]:
    """The words that a column may hold, where they are a few."""
    if column.choices:
        return [Option(str(choice), "") for choice in column.choices]
    return [Option("yes", ""), Option("no", "")] if column.kind is Kind.YES_NO else []


def _with_own(options: Sequence[Option], chosen: str) -> Sequence[Option]:
    """The options, and what stands there now if it is none of them: nothing is lost by saving a form."""
    known = not chosen or any(option.code == chosen for option in options)
    return options if known or not options else [*options, Option(chosen, "")]
