"""What is a valid row? A marshmallow schema for each sheet, made from its model's columns.

Forms, the API and the importer all ask these; the importer's bulk path calls the same checks
(:mod:`trustops.schemas.checks`) column by column, and a test holds the two to the same answers.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validates_schema

from trustops.models import Fact, Kind, SheetColumn, sheet_of
from trustops.schemas.checks import Check, checks_of, first_fault, row_checks_of

FIELDS: Mapping[Kind, type[fields.Field[Any]]] = {
    Kind.TEXT: fields.String,
    Kind.REF: fields.String,
    Kind.URN: fields.String,
    Kind.SITE: fields.String,
    Kind.YEAR: fields.String,
    Kind.DATE: fields.Date,
    Kind.YES_NO: fields.Boolean,
}


def _field(column: SheetColumn) -> fields.Field[Any]:
    common: dict[str, Any] = {
        "required": column.required,
        "allow_none": not column.required,
        "load_default": None if column.required else column.default,
        "validate": _validator(checks_of(column)),
        "metadata": {"label": column.label, "help": column.help, "unit": column.unit},
    }
    if column.required:
        del common["load_default"]
    if column.kind in (Kind.MONEY, Kind.WHOLE):
        return fields.Integer(strict=True, **common)
    if column.kind in (Kind.NUMBER, Kind.PERCENT):
        return fields.Decimal(allow_nan=False, **common)
    if column.kind is Kind.CHOICE and column.choices is not None:
        return fields.Enum(column.choices, by_value=True, **common)
    if column.kind is Kind.LIST:
        return fields.List(fields.String(), **common)
    return FIELDS[column.kind](**common)


def _validator(checks: tuple[Check, ...]) -> Callable[[Any], None]:
    def validate(value: Any) -> None:
        if fault := first_fault(checks, value):
            raise ValidationError(f"“{value}” {fault}.")

    return validate


@cache
def schema_of(model: type[Fact]) -> type[Schema]:
    """The marshmallow schema of a sheet: one field a column, with its checks, and the checks of the whole row.

    >>> from trustops.models import Holder
    >>> schema_of(Holder)().validate({"post": "CEO", "person": "P1", "from_date": "2025-09-01", "share": "2"})
    {'share': ['“2” is more than 1.']}
    """
    sheet = sheet_of(model)
    row_checks = row_checks_of(sheet)

    class RowSchema(Schema):
        class Meta:
            unknown = RAISE

        @validates_schema
        def whole_row(self, data: Mapping[str, Any], **_: Any) -> None:
            for check in row_checks:
                if fault := check.fault(*(data.get(name) for name in check.columns)):
                    raise ValidationError(f"{sheet.column(check.at).label} {fault}.", check.at)

    declared = RowSchema.from_dict({column.name: _field(column) for column in sheet.columns})
    declared.__name__ = f"{model.__name__}Schema"
    return declared
