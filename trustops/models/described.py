"""What does each sheet and column mean, and who may see it? The glossary and the data map, read off the models."""

from collections.abc import Iterator
from dataclasses import dataclass

from trustops.models.facts import DataClass, Fact, Sheet, SheetColumn, sheet_of


@dataclass(frozen=True, slots=True)
class Described:
    """One column of one sheet, as a person asks about it.

    ``data_class`` is who may see it; ``refers_to`` the sheet that its codes come from; ``stored_in`` where it is
    kept, table and column.
    """

    sheet: str
    sheet_meaning: str
    column: str
    kind: str
    required: bool
    key: bool
    unit: str
    help: str
    choices: tuple[str, ...]
    refers_to: str
    data_class: DataClass
    stored_in: str


def described(models: tuple[type[Fact], ...]) -> Iterator[Described]:
    """Every column of every sheet, in the workbook's order.

    >>> from trustops.models import Post
    >>> next(entry.data_class for entry in described((Post,)) if entry.column == "Salary").value
    'restricted HR'
    """
    names = {model.__tablename__: sheet_of(model).name for model in models}
    for model in models:
        sheet = sheet_of(model)
        for column in sheet.columns:
            yield _entry(sheet, column, names)


def _entry(sheet: Sheet, column: SheetColumn, names: dict[str, str]) -> Described:
    target = (column.refers_to or column.refers_to_each or "").partition(".")[0]
    return Described(
        sheet=sheet.name,
        sheet_meaning=sheet.meaning,
        column=column.label,
        kind=column.kind.value,
        required=column.required,
        key=column.key,
        unit=column.unit,
        help=column.help,
        choices=tuple(choice.value for choice in column.choices or ()),
        refers_to=names.get(target, target),
        data_class=column.data_class,
        stored_in=f"{sheet.model.__tablename__}.{column.name}",
    )
