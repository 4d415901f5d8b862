"""How is a fact declared once? A typed SQLAlchemy model whose columns carry their label, unit, help and data class.

``fact(...)`` is ``mapped_column`` with what a person needs to know about the column. :func:`sheet_of` reads it back
as a :class:`Sheet`; the template, the importer, the export, the marshmallow schemas, the forms, the glossary and
the data map are all made from that, so adding a field is one line here and a migration.

>>> from trustops.models import Post, sheet_of
>>> sheet_of(Post).column("hours").label
'Hours'
"""

from collections import namedtuple
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, TypeVar, cast

from sqlalchemy import ForeignKey, Integer, MetaData, Table, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, declared_attr, mapped_column

from trustops.models.kinds import SQL_TYPES, ChoiceType, DateType, Kind, TextType, WholeType, YesNoType


class DataClass(StrEnum):
    """Who may see a column: the reading rule of every page, form and export."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    RESTRICTED_HR = "restricted HR"
    SPECIAL_CATEGORY = "special category"


class Base(DeclarativeBase):
    """Every table of the database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        **SQL_TYPES,
        str: TextType(),
        int: WholeType(),
        bool: YesNoType(),
        date: DateType(),
    }


class Fact(Base):
    """A row of a sheet of the workbook, with where it came from.

    ``created_in`` is the import (or a person's save) that first wrote the row, ``import_id`` the one that last did,
    ``source_row`` its row in that file's sheet; ``version`` goes up by one at each change, so that a stale form is
    refused.
    """

    __abstract__ = True
    __sheet__: ClassVar[str]
    __group__: ClassVar[str]
    __table__: ClassVar[Table]
    __known_from__: ClassVar[str | None] = None
    """The date column from which the fact is known; a view as of an earlier day does not have it."""
    __locked_when__: ClassVar[tuple[str, StrEnum] | None] = None
    """The column and value with which a row is closed: only undoing may then change or delete it."""

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_in: Mapped[int] = mapped_column(Integer, ForeignKey("import.id"))
    import_id: Mapped[int] = mapped_column(Integer, ForeignKey("import.id"), index=True)
    source_row: Mapped[int | None] = mapped_column(Integer)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[UniqueConstraint, ...]:
        keys = [name for name, column in vars(cls).items() if _is_key(column)]
        return (UniqueConstraint(*keys),) if keys else ()


def _is_key(column: object) -> bool:
    return isinstance(column, MappedColumn) and bool(column.column.info.get("key"))


def fact(
    label: str,
    *,
    key: bool = False,
    choices: type[StrEnum] | None = None,
    default: object = None,
    unit: str = "",
    help: str = "",
    refers_to: str | None = None,
    refers_to_each: str | None = None,
    at_least: int | None = None,
    at_most: int | None = None,
    in_kpi_unit: bool = False,
    mark_in: str | None = None,
    aliases: tuple[str, ...] = (),
    shared_with: DataClass = DataClass.INTERNAL,
) -> MappedColumn[Any]:
    """A column of a sheet, declared with everything anyone will ask about it.

    ``label`` heads the column; ``key`` makes it part of the natural key. A ``Mapped`` without ``| None`` may not be
    empty, unless it has a ``default`` for an empty cell. ``refers_to``
    names the ``table.column`` that its value must exist in, ``refers_to_each`` the same for every item of a list.
    ``in_kpi_unit`` marks a number written in its KPI's unit; ``mark_in`` names the column that keeps the reason when
    such a number is not published.
    """
    info = {
        "label": label,
        "key": key,
        "default": default,
        "unit": unit,
        "help": help,
        "refers_to": refers_to,
        "refers_to_each": refers_to_each,
        "at_least": at_least,
        "at_most": at_most,
        "in_kpi_unit": in_kpi_unit,
        "mark_in": mark_in,
        "aliases": aliases,
        "data_class": shared_with,
    }
    arguments: list[Any] = [ChoiceType(choices)] if choices else []
    if refers_to:
        arguments.append(ForeignKey(refers_to, deferrable=True, initially="DEFERRED"))
    return mapped_column(*arguments, info=info)


def mark(of: str) -> MappedColumn[Any]:
    """The column that keeps why a published figure is absent (``SUPP``, ``c``, …); written in the cell of ``of``."""
    return mapped_column(info={"mark_of": of, "data_class": DataClass.PUBLIC})


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of a sheet: what it is called, what it holds, and what is asked of it."""

    name: str
    label: str
    kind: Kind
    key: bool
    required: bool
    default: object
    unit: str
    help: str
    choices: type[StrEnum] | None
    refers_to: str | None
    refers_to_each: str | None
    at_least: int | None
    at_most: int | None
    in_kpi_unit: bool
    mark_in: str | None
    aliases: tuple[str, ...]
    data_class: DataClass


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the workbook, read off its model."""

    name: str
    group: str
    meaning: str
    model: type[Fact]
    columns: tuple[SheetColumn, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """The names of the columns that tell one row from another; none for a sheet of one row."""
        return tuple(column.name for column in self.columns if column.key)

    def column(self, name: str) -> SheetColumn:
        return next(column for column in self.columns if column.name == name)


@cache
def sheet_of(model: type[Fact]) -> Sheet:
    """The sheet that a model declares."""
    table = model.__table__
    columns = tuple(
        SheetColumn(
            name=name,
            kind=_kind(column.type),
            choices=column.type.choices if isinstance(column.type, ChoiceType) else None,
            required=not column.nullable and column.info["default"] is None,
            **column.info,
        )
        for name, column in table.columns.items()
        if "label" in column.info
    )
    meaning = (model.__doc__ or "").strip().splitlines()[0]
    return Sheet(model.__sheet__, model.__group__, meaning, model, columns)


def _kind(sql_type: object) -> Kind:
    return cast("Kind", sql_type.kind)  # type: ignore[attr-defined]


F = TypeVar("F", bound=Fact)
HOUSEKEEPING = ("id", "version", "created_in")


@cache
def record_of(model: type[F]) -> Callable[..., F]:
    """The immutable twin of a model: a named tuple with the same attributes, for sums and snapshots.

    Rows leave the store as these, so nothing that calculates can hold a session or change a row. They are typed as
    the model, whose attributes they have; what is not given takes the column's default.

    >>> from trustops.models import Post
    >>> record_of(Post)(post="CEO", title="Chief executive", site="TRUST").hours
    Decimal('37')
    """
    columns = [column for name, column in model.__table__.columns.items() if name not in HOUSEKEEPING]
    names = [column.key for column in columns]
    defaults = [column.info.get("default") for column in columns]
    twin = namedtuple(model.__name__, names, defaults=defaults)  # type: ignore[misc]
    twin.__doc__ = model.__doc__
    twin.fact = model  # type: ignore[attr-defined]
    return cast("Callable[..., F]", twin)
