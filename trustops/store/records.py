"""What stands on one sheet, for one person? One scoped query behind list, count, one row, lookups and downloads.

A :class:`Scope` is what somebody may have of a sheet: some of its columns, and of its rows perhaps only one site's.
Everything here starts from the scope's one query, so a row that is not in somebody's list cannot be reached by its
number either, nor a column that they may not see by a filter, a search or a sort.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, String, Table, false, func, or_, select, type_coerce

from trustops.models import SHEETS, TRUST_SITE, Base, DataClass, Fact, Kind, SheetColumn, Successor, sheet_of
from trustops.store.looking import has_word

SCHOOL = "school.urn"
NAMES = ("short_name", "name", "title")
WORDY = (Kind.TEXT, Kind.REF, Kind.URN, Kind.SITE, Kind.LIST)
LABEL = "label_of_"
MOST_OPTIONS = 200


@dataclass(frozen=True, slots=True)
class Scope:
    """What somebody may have of a sheet: the columns they see, the one site whose rows they see (None: every site),
    and the person whose own assessments are kept from them. ``seen`` are the classes of data behind it."""

    model: type[Fact]
    columns: tuple[SheetColumn, ...]
    seen: frozenset[DataClass]
    site: str | None = None
    not_about: str | None = None

    def column(self, name: str) -> SheetColumn | None:
        """A column of theirs, or None when there is no such column or it is not for them."""
        return next((column for column in self.columns if column.name == name), None)


class How(StrEnum):
    """How a filter asks: just this value, this or later, this or earlier."""

    IS = "is"
    FROM = "from"
    TO = "to"


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on one column, with a value of the column's own kind."""

    column: str
    how: How
    value: Any


@dataclass(frozen=True, slots=True)
class Ask:
    """Which rows, in which order: words to look for, filters, a column to sort by, and which page of what size."""

    words: str = ""
    filters: tuple[Filter, ...] = ()
    sort: str = ""
    down: bool = False
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True)
class Page:
    """A page of rows, how many rows there are in all, and which page it turned out to be."""

    rows: Sequence[Row[Any]]
    total: int
    number: int
    pages: int = field(default=1)


def scope_of(
    model: type[Fact], seen: frozenset[DataClass], *, site: str | None = None, not_about: str | None = None
) -> Scope | None:
    """What somebody who sees these classes of data may have of a sheet; None when they may not have the sheet at all.

    Nobody may who cannot see what tells its rows apart, and whoever is kept to one site only has sheets that say of
    each row which site it is about.
    """
    sheet = sheet_of(model)
    columns = tuple(column for column in sheet.columns if column.data_class in seen)
    hidden_key = any(column.key and column.data_class not in seen for column in sheet.columns)
    if hidden_key or not columns or (site is not None and site_column(model) is None):
        return None
    return Scope(model, columns, seen, site, not_about)


def site_column(model: type[Fact]) -> SheetColumn | None:
    """The column that says which site a row is about."""
    return next((column for column in sheet_of(model).columns if column.name in ("site", "urn")), None)


def _where(scope: Scope) -> list[ColumnElement[bool]]:
    table = scope.model.__table__
    kept: list[ColumnElement[bool]] = []
    place = site_column(scope.model)
    if scope.site is not None and place is not None:
        kept.append(table.columns[place.name] == scope.site)
    if scope.not_about is not None and scope.model is Successor:
        person = table.columns["person"]
        kept.append(or_(person.is_(None), person != scope.not_about))
    return kept


def _query(scope: Scope, asked: Sequence[ColumnElement[bool]] = ()) -> Select[Any]:
    """The one query: the rows that are theirs, with the columns that are theirs, and what each code is called."""
    table = scope.model.__table__
    wanted: list[Any] = [table.columns[name] for name in ("id", "version", "created_in")]
    wanted += [table.columns[column.name] for column in scope.columns]
    wanted += [table.columns[column.mark_in] for column in scope.columns if column.mark_in]
    source: Any = table
    for column in scope.columns:
        named = _named(column, scope.seen)
        if named is None:
            continue
        other, code, name = named
        target = other.alias(f"of_{column.name}")
        source = source.outerjoin(target, target.columns[code] == table.columns[column.name])
        wanted.append(_called(target, name).label(LABEL + column.name))
    return select(*wanted).select_from(source).where(*_where(scope), *asked)


def _called(target: Any, name: tuple[str, ...]) -> Any:
    columns = [target.columns[each] for each in name]
    return func.coalesce(*columns) if len(columns) > 1 else columns[0]


def _named(column: SheetColumn, seen: frozenset[DataClass]) -> tuple[Table, str, tuple[str, ...]] | None:
    """Where the name behind a code stands: its table, the code's column there, and the columns of the name."""
    target = column.refers_to or (SCHOOL if column.kind is Kind.SITE else None)
    if target is None:
        return None
    table_name, code = target.split(".")
    table = Base.metadata.tables[table_name]
    names = tuple(
        name for name in NAMES if name in table.columns and table.columns[name].info.get("data_class") in seen
    )
    return (table, code, names) if names else None


def page_of(connection: Connection, scope: Scope, ask: Ask) -> Page:
    """A page of the rows that somebody asked for, in two queries whatever its size. A page beyond the last is the last.

    Each row has ``id``, ``version`` and its columns; what a code is called is ``label_of_<column>``.
    """
    asked = _conditions(scope, ask)
    table = scope.model.__table__
    count = select(func.count()).select_from(table).where(*_where(scope), *asked)
    total = connection.execute(count).scalar_one()
    pages = max(1, -(-total // ask.size))
    number = min(max(1, ask.page), pages)
    query = _query(scope, asked).order_by(*_order(scope, ask)).limit(ask.size).offset((number - 1) * ask.size)
    return Page(connection.execute(query).all(), total, number, pages)


def every(connection: Connection, scope: Scope, ask: Ask) -> Sequence[Row[Any]]:
    """Every row that somebody asked for: for a download, which keeps the filter."""
    return connection.execute(_query(scope, _conditions(scope, ask)).order_by(*_order(scope, ask))).all()


def one(connection: Connection, scope: Scope, row_id: int) -> Row[Any] | None:
    """One row by its number; None when there is none or it is not theirs, and nobody can tell which."""
    return connection.execute(_query(scope, [scope.model.__table__.columns["id"] == row_id])).first()


def with_key(connection: Connection, scope: Scope, key: Mapping[str, Any]) -> Row[Any] | None:
    """The row with a natural key; None when there is none or it is not theirs."""
    table = scope.model.__table__
    same = [table.columns[name].is_not_distinct_from(value) for name, value in key.items()]
    return connection.execute(_query(scope, same)).first()


def some(connection: Connection, scope: Scope, row_ids: Sequence[int]) -> Sequence[Row[Any]]:
    """Those rows by their numbers that are theirs."""
    return connection.execute(_query(scope, [scope.model.__table__.columns["id"].in_(row_ids)])).all()


def _conditions(scope: Scope, ask: Ask) -> list[ColumnElement[bool]]:
    found = [_condition(scope, each) for each in ask.filters if scope.column(each.column) is not None]
    return [*found, *(_has_words(scope, word) for word in ask.words.split())]


def _condition(scope: Scope, asked: Filter) -> ColumnElement[bool]:
    column: ColumnElement[Any] = scope.model.__table__.columns[asked.column]
    tests: dict[How, ColumnElement[bool]] = {
        How.FROM: column >= asked.value,
        How.TO: column <= asked.value,
        How.IS: column == asked.value,
    }
    return tests[asked.how]


def _has_words(scope: Scope, word: str) -> ColumnElement[bool]:
    """Whether a word stands anywhere in a row, as it is or in what one of its codes is called."""
    table = scope.model.__table__
    wordy = [column for column in scope.columns if column.kind in WORDY]
    tests = [has_word(type_coerce(table.columns[column.name], String), word) for column in wordy]
    for column in wordy:
        named = _named(column, scope.seen)
        if named is not None:
            other, code, names = named
            like = or_(*(has_word(other.columns[name], word) for name in names))
            tests.append(table.columns[column.name].in_(select(other.columns[code]).where(like)))
    return or_(*tests) if tests else false()


def _order(scope: Scope, ask: Ask) -> list[Any]:
    table = scope.model.__table__
    keys = [table.columns[name] for name in sheet_of(scope.model).key] or [table.columns["id"]]
    if scope.column(ask.sort) is None:
        return keys
    chosen = table.columns[ask.sort]
    return [chosen.desc().nulls_last() if ask.down else chosen.asc().nulls_last(), *keys]


@dataclass(frozen=True, slots=True)
class Option:
    """One code that a column may hold, and what it is called."""

    code: str
    name: str


def options(
    connection: Connection, scope: Scope, column: SheetColumn, words: str = "", most: int = MOST_OPTIONS
) -> list[Option]:
    """The codes that a referring column may hold, for somebody: at most ``most``, those with ``words`` in them.

    A sheet whose codes they may not see gives none.
    """
    target = column.refers_to or column.refers_to_each or (SCHOOL if column.kind is Kind.SITE else None)
    theirs = _scope_of_target(scope, target)
    if target is None or theirs is None:
        return []
    table_name, code_name = target.split(".")
    table = Base.metadata.tables[table_name]
    code = table.columns[code_name]
    names = [table.columns[each.name] for each in theirs.columns if each.name in NAMES]
    query = select(code, *names).where(*_where(theirs), *(_has_words(theirs, word) for word in words.split()))
    found = connection.execute(query.order_by(code).limit(most))
    listed = [Option(row[0], next((name for name in row[1:] if name), "")) for row in found]
    whole_trust = column.kind is Kind.SITE and scope.site is None and not words
    return [Option(TRUST_SITE, "the whole trust"), *listed] if whole_trust else listed


def _scope_of_target(scope: Scope, target: str | None) -> Scope | None:
    if target is None:
        return None
    model = next(each for each in SHEETS if each.__tablename__ == target.split(".")[0])
    site = scope.site if site_column(model) is not None else None
    return scope_of(model, scope.seen, site=site, not_about=scope.not_about)


def unknown_codes(connection: Connection, scope: Scope, column: SheetColumn, codes: Sequence[str]) -> list[str]:
    """Which of these codes a column may not hold, because nothing known, or nothing that is theirs, has them."""
    target = column.refers_to or column.refers_to_each or (SCHOOL if column.kind is Kind.SITE else None)
    asked = [code for code in codes if not (column.kind is Kind.SITE and code == TRUST_SITE and scope.site is None)]
    if target is None or not asked:
        return []
    table_name, code_name = target.split(".")
    code = Base.metadata.tables[table_name].columns[code_name]
    theirs = _scope_of_target(scope, target)
    kept = _where(theirs) if theirs is not None else []
    there = set(connection.execute(select(code).where(code.in_(asked), *kept)).scalars())
    return [each for each in asked if each not in there]


def counts(connection: Connection, scopes: Sequence[Scope]) -> list[int]:
    """How many rows of each sheet are theirs, in one query."""
    if not scopes:
        return []
    each = [
        select(func.count()).select_from(scope.model.__table__).where(*_where(scope)).scalar_subquery()
        for scope in scopes
    ]
    return list(connection.execute(select(*each)).one())
