"""What does each sheet hold? Every row to find, read and take away as a table, as far as it is theirs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from admin.downloads import asked_for, table_file
from admin.pages import expose
from admin.security.signed_in import engine_of_app
from admin.views.differences import shown
from admin.views.record_asks import SIZES, ask_of, chips, filter_fields, to_show
from admin.views.record_fields import FIGURES, cell_text, code_name, row_words, short_text
from admin.views.record_forms import RecordForms
from admin.views.record_scopes import not_there, slug_of
from importers.cells import Bad, converter
from reports.charts import Cell, Number, Table
from trustops.models import SHEETS, Kind, SheetColumn, sheet_of
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import pounds
from trustops.store.audit import DELETED
from trustops.store.engine import reading
from trustops.store.history import Version, value_histories
from trustops.store.records import Scope, counts, every, options, page_of, with_key

MOST_FOUND = 20


class SheetLine(NamedTuple):
    """One sheet in the list of sheets."""

    slug: str
    name: str
    meaning: str
    rows: int


class Line(NamedTuple):
    """One row of a list: its number, what it is called, and each cell as its text and the name of its code."""

    id: int
    words: str
    cells: tuple[tuple[str, str], ...]


class Head(NamedTuple):
    """One heading of a list: its words, whether figures stand under it, how it is sorted now, and where to sort it."""

    label: str
    figure: bool
    sorted: str
    address: str


class Told(NamedTuple):
    """One value that a fact had: its words, what brought it, where it stands in that file, when, and in which packs."""

    text: str
    number: int
    file: str
    place: str
    who: str
    on: date
    packs: str


class FactLine(NamedTuple):
    """One fact of a row: its label, what it says, what its code is called, its help, and its values, newest first."""

    label: str
    text: str
    name: str
    help: str
    told: tuple[Told, ...]


class RecordsView(RecordForms):
    """Every sheet as a list, and every row as a page."""

    title = "Records"
    place = "records"
    address = "/records"

    @expose("/")
    def index(self) -> str:
        scopes = [scope for model in SHEETS if (scope := self.scope_if_theirs(model)) is not None]
        with reading(engine_of_app()) as connection:
            numbers = counts(connection, scopes)
        groups: dict[str, list[SheetLine]] = {}
        for scope, number in zip(scopes, numbers, strict=True):
            sheet = sheet_of(scope.model)
            line = SheetLine(slug_of(scope.model), sheet.name, sheet.meaning, number)
            groups.setdefault(sheet.group, []).append(line)
        return self.show("records.html", groups=groups, may_import=self.may("data.index"))

    @expose("/<slug>/")
    def sheet(self, slug: str) -> str | Response:
        scope, asked = self.scope(slug), request.args.to_dict()
        ask, columns = ask_of(scope, asked), to_show(scope, asked)
        with reading(engine_of_app()) as connection:
            if kind := asked_for():
                return table_file(as_table(scope, every(connection, scope, ask)), slug, kind)
            page = page_of(connection, scope, ask)
        kept = {name: text for name, text in asked.items() if text and name not in ("page", "as_of")}
        return self.show(
            "records_sheet.html",
            sheet=sheet_of(scope.model),
            slug=slug,
            page=page,
            ask=ask,
            heads=list(heads(slug, columns, kept)),
            lines=[line_of(scope, columns, row) for row in page.rows],
            chips=chips(scope, asked, ask),
            filters=filter_fields(scope, asked),
            kept=kept,
            hidden=len(scope.columns) - len(columns),
            may_add=self.may_add(scope),
            may_write=self.may_write(scope),
            sizes=SIZES,
        )

    @expose("/<slug>/<int:number>")
    def one(self, slug: str, number: int) -> str:
        scope = self.scope(slug)
        sheet = sheet_of(scope.model)
        with reading(engine_of_app()) as connection:
            row = self.row(connection, scope, number)
            histories = value_histories(connection, scope.model, tuple(getattr(row, name) for name in sheet.key))
        return self.show(
            "record.html",
            sheet=sheet,
            slug=slug,
            number=number,
            words=row_words(scope.model, scope.columns, row),
            facts=[
                FactLine(
                    column.label,
                    cell_text(column, row),
                    code_name(column, row),
                    column.help,
                    tuple(told(column, version) for version in histories[column.name]),
                )
                for column in scope.columns
            ],
            may_write=self.may_write(scope),
            may_see_imports=self.may("data.one"),
        )

    @expose("/<slug>/find")
    def find(self, slug: str) -> Response:
        """The page of the row with a key, as a figure's source gives it."""
        scope = self.scope(slug)
        key = key_of(scope, [text[:100] for text in request.args.getlist("key")])
        with reading(engine_of_app()) as connection:
            row = with_key(connection, scope, key) if key is not None else None
        if row is None:
            not_there(scope)
        return redirect(url_for(".one", slug=slug, number=row.id))

    @expose("/<slug>/options/<wanted>")
    def options(self, slug: str, wanted: str) -> str:
        """The codes that a field of a form may hold, as one types: for columns with too many to list."""
        scope = self.scope(slug)
        column = scope.column(wanted)
        if column is None:
            raise TrustopsError("There is no such column here, or it is not yours to see.")
        with reading(engine_of_app()) as connection:
            found = options(connection, scope, column, request.args.get(wanted, "")[:80], MOST_FOUND)
        return self.show("record_options.html", options=found)


def key_of(scope: Scope, texts: Sequence[str]) -> dict[str, Any] | None:
    """The natural key that an address gives, one text a column; None when it can be no row's."""
    sheet = sheet_of(scope.model)
    if len(texts) != len(sheet.key):
        return None
    columns = [sheet.column(name) for name in sheet.key]
    key = {c.name: converter(c)(text) if text else None for c, text in zip(columns, texts, strict=True)}
    return None if any(isinstance(value, Bad) for value in key.values()) else key


def told(column: SheetColumn, version: Version) -> Told:
    """A value of a fact in words. After an undoing it is said to come from where it came from first."""
    source = version.origin or version.by
    words = shown(column, version.value) if version.what != DELETED else "deleted"
    place = version.cell or (f"row {version.row}" if version.row else "")
    return Told(words, source.id, source.file, place, version.by.who, version.by.at.date(), ", ".join(version.packs))


def heads(slug: str, columns: Sequence[SheetColumn], kept: Mapping[str, str]) -> Iterable[Head]:
    """The headings of a list; following one sorts by it, and once more the other way round."""
    others: dict[str, Any] = {name: text for name, text in kept.items() if name != "sort"}
    address = url_for("records.sheet", slug=slug, **others)
    joined = "&" if "?" in address else "?"
    sort = kept.get("sort", "")
    for column in columns:
        way = {column.name: "ascending", f"-{column.name}": "descending"}.get(sort, "")
        next_sort = f"-{column.name}" if way == "ascending" else column.name
        yield Head(column.label, column.kind in FIGURES, way, f"{address}{joined}sort={next_sort}")


def line_of(scope: Scope, columns: Sequence[SheetColumn], row: Any) -> Line:
    """A row of a list."""
    cells = tuple((short_text(column, row), code_name(column, row)) for column in columns)
    return Line(row.id, row_words(scope.model, scope.columns, row), cells)


def as_table(scope: Scope, rows: Iterable[Any]) -> Table:
    """The rows as a table to take away: every column that is theirs, figures as figures."""
    headings = tuple(column.label for column in scope.columns)
    figures = frozenset(place for place, column in enumerate(scope.columns) if column.kind in FIGURES)
    return Table(headings, tuple(tuple(_cell(c, row) for c in scope.columns) for row in rows), figures=figures)


def _cell(column: SheetColumn, row: Any) -> Cell:
    value, text = getattr(row, column.name), cell_text(column, row)
    if value is None or column.kind not in (*FIGURES, Kind.DATE):
        return text
    if column.kind is Kind.MONEY:
        return Number(text, pounds(value), "£")
    return Number(text, Decimal(value) if isinstance(value, int) else value)
