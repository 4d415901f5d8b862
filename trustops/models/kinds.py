"""What kinds of value can a fact have? One SQL type a kind, so that a column itself says how it is read and shown.

Annotate an attribute with one of the aliases below (``Mapped[Ref]``, ``Mapped[Pence | None]``) and the column's
type carries its :class:`Kind`; the importer, the template, the schemas and the forms all ask ``column.type.kind``.
"""

from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any

from sqlalchemy import BigInteger, Boolean, Date, Dialect, Double, Integer, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

TRUST_SITE = "TRUST"


class Kind(StrEnum):
    """How a value is written in the workbook (WORKBOOK.md, reading rules)."""

    TEXT = "text"
    REF = "ref"
    URN = "urn"
    SITE = "site"
    DATE = "date"
    YEAR = "year"
    MONEY = "money"
    PERCENT = "percent"
    NUMBER = "number"
    WHOLE = "whole"
    YES_NO = "yes/no"
    CHOICE = "choice"
    LIST = "list"


class TextType(TypeDecorator[str]):
    """Any words."""

    impl = Text
    cache_ok = True
    kind = Kind.TEXT


class RefType(TypeDecorator[str]):
    """A short code, trimmed, its case kept."""

    impl = String(80)
    cache_ok = True
    kind = Kind.REF


class UrnType(TypeDecorator[str]):
    """A school's six-digit unique reference number."""

    impl = String(6)
    cache_ok = True
    kind = Kind.URN


class SiteType(TypeDecorator[str]):
    """A school's URN or the word TRUST."""

    impl = String(6)
    cache_ok = True
    kind = Kind.SITE


class DateType(TypeDecorator[Any]):
    """A day."""

    impl = Date
    cache_ok = True
    kind = Kind.DATE


class YearType(TypeDecorator[str]):
    """An academic year, written 2025/26."""

    impl = String(7)
    cache_ok = True
    kind = Kind.YEAR


class PenceType(TypeDecorator[int]):
    """Money in whole pence."""

    impl = BigInteger
    cache_ok = True
    kind = Kind.MONEY


class ExactType(TypeDecorator[Decimal]):
    """A decimal number of at most 15 significant digits.

    It is kept as a double, as Excel itself keeps it: up to 15 digits the shortest spelling of a double is the very
    number that was typed, so nothing is lost and the database still sorts it as a number. The schema refuses more.
    """

    impl = Double
    cache_ok = True
    kind = Kind.NUMBER

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> float | None:
        return None if value is None else float(value)

    def process_result_value(self, value: float | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else _as_decimal(value)


@lru_cache(maxsize=100_000)
def _as_decimal(value: float) -> Decimal:
    """The decimal of a double; the same figures come again and again, and each is worked out once."""
    return Decimal(repr(value)).normalize() + 0


class PercentType(ExactType):
    """A share of one: 0.05 is 5 %."""

    cache_ok = True
    kind = Kind.PERCENT


class WholeType(TypeDecorator[int]):
    """A whole number."""

    impl = Integer
    cache_ok = True
    kind = Kind.WHOLE


class YesNoType(TypeDecorator[bool]):
    """Yes or no."""

    impl = Boolean
    cache_ok = True
    kind = Kind.YES_NO


class ListType(TypeDecorator[tuple[str, ...]]):
    """Codes, separated by commas."""

    impl = Text
    cache_ok = True
    kind = Kind.LIST

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else ", ".join(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        return tuple(part.strip() for part in value.split(",")) if value else ()


class ChoiceType(TypeDecorator[StrEnum]):
    """One of a few words, kept as the word itself."""

    impl = String(40)
    cache_ok = True
    kind = Kind.CHOICE

    def __init__(self, choices: type[StrEnum]) -> None:
        super().__init__()
        self.choices = choices

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.choices(value)


Ref = Annotated[str, "ref"]
Urn = Annotated[str, "urn"]
Site = Annotated[str, "site"]
Year = Annotated[str, "year"]
Pence = Annotated[int, "pence"]
Number = Annotated[Decimal, "number"]
Percent = Annotated[Decimal, "percent"]
RefList = Annotated[tuple[str, ...], "list"]

SQL_TYPES: dict[Any, TypeEngine[Any]] = {
    Ref: RefType(),
    Urn: UrnType(),
    Site: SiteType(),
    Year: YearType(),
    Pence: PenceType(),
    Number: ExactType(),
    Percent: PercentType(),
    RefList: ListType(),
}
