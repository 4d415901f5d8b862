"""How does a person add, change or delete a row? Forms that carry the version they were filled from, and one way in.

A form's fields are read as a workbook's cells are, its codes looked up among what the person may refer to, and the row
written by the one writer with its origin and audit. Whatever was typed comes back when it cannot be saved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from admin.pages import LONDON, expose
from admin.security.signed_in import engine_of_app
from admin.views.record_fields import Field, as_typed, field_of, own_options, row_words, typed_of
from admin.views.record_scopes import RecordsBase, is_fixed, not_there
from importers.form_row import read_form
from trustops.models import SheetColumn, sheet_of
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted
from trustops.store.engine import reading, writing
from trustops.store.locked import beside_the_lock
from trustops.store.one_row import Gone, MovedOn, Shown, Taken, changing, creating
from trustops.store.records import MOST_OPTIONS, Option, Scope, options, some
from trustops.store.remove import references_to, removal
from trustops.store.write import Comparison, Origin, write

UNPROCESSABLE, CONFLICT = 422, 409
MOST_AT_ONCE = 200
Answer = Response | str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it stands: the state of the row that it was filled from, and what is in its fields."""

    shown: Shown
    typed: Mapping[str, str]


class RecordForms(RecordsBase):
    """The forms of one row, and the deleting of some."""

    @expose("/<slug>/add", "GET", "POST")
    def add(self, slug: str) -> Answer:
        scope = self.scope(slug)
        if not self.may_add(scope):
            abort(403)
        if request.method == "GET":
            wanted = {column.name: request.args.get(column.name, "")[:80] for column in scope.columns}
            with reading(engine_of_app()) as connection:
                return self._form(connection, slug, scope, Filled(NOTHING, defaults(scope) | _given(wanted)))
        with writing(engine_of_app()) as connection:
            filled = self._filled(scope.columns)
            read = read_form(connection, scope, filled.typed)
            outcome = creating(connection, scope.model, read.values) if not read.faults else None
            if isinstance(outcome, Taken):
                read.faults |= _taken(scope)
            if not isinstance(outcome, Comparison):
                return self._form(connection, slug, scope, filled, faults=read.faults), UNPROCESSABLE
            self._save(connection, outcome)
        flash(f"Added to {sheet_of(scope.model).name}.")
        return redirect(url_for("records.sheet", slug=slug), 303)

    @expose("/<slug>/<int:number>/edit", "GET", "POST")
    def edit(self, slug: str, number: int) -> Answer:
        scope = self.scope(slug)
        if request.method == "GET":
            with reading(engine_of_app()) as connection:
                row = self.row(connection, scope, number)
                return self._form(connection, slug, scope, Filled(shown_of(row), typed_of(scope.columns, row)), row)
        with writing(engine_of_app()) as connection:
            row = self.row(connection, scope, number)
            fixed = {column.name for column in scope.columns if is_fixed(scope.model, column)}
            filled = self._filled([column for column in scope.columns if column.name not in fixed])
            as_it_is = {name: text for name, text in typed_of(scope.columns, row).items() if name in fixed}
            read = read_form(connection, scope, {**filled.typed, **as_it_is})
            outcome = changing(connection, scope.model, number, filled.shown, read.values) if not read.faults else None
            if isinstance(outcome, Gone):
                not_there(scope)
            if isinstance(outcome, Taken):
                read.faults |= _taken(scope)
            if isinstance(outcome, MovedOn):
                return self._moved_on(connection, slug, scope, filled, row, outcome), CONFLICT
            if not isinstance(outcome, Comparison):
                return self._form(connection, slug, scope, filled, row, faults=read.faults), UNPROCESSABLE
            if locked := beside_the_lock(connection, outcome):
                return self._form(connection, slug, scope, filled, row, faults=locked), CONFLICT
            self._save(connection, outcome)
        flash("Saved." if outcome.writes else "Nothing to save: it says just what it said before.")
        return redirect(url_for("records.one", slug=slug, number=number), 303)

    @expose("/<slug>/remove", "GET", "POST")
    def remove(self, slug: str) -> Answer:
        """Show what would be deleted and what refers to it; then delete just that, all of it or none."""
        scope = self.scope(slug)
        if request.method == "GET":
            ticked = _numbers(request.args.getlist("row"))
            if not ticked:
                flash("Tick the rows to delete first.")
                return redirect(url_for("records.sheet", slug=slug), 303)
            with reading(engine_of_app()) as connection:
                return self._to_remove(connection, slug, scope, ticked)
        shown = dict(_row_shown(part) for part in request.form.getlist("row")[:MOST_AT_ONCE])
        with writing(engine_of_app()) as connection:
            rows = some(connection, scope, list(shown))
            if len(rows) != len(shown) or not rows:
                not_there(scope)
            if any(shown_of(row) != shown[row.id] for row in rows):
                return self._to_remove(connection, slug, scope, list(shown), CHANGED_SINCE), CONFLICT
            if references_to(connection, scope.model, list(shown)):
                return self._to_remove(connection, slug, scope, list(shown)), CONFLICT
            self._save(connection, removal(connection, scope.model, list(shown)))
        flash(f"Deleted {counted(len(rows), 'row')} of {sheet_of(scope.model).name}. Data keeps what they said.")
        return redirect(url_for("records.sheet", slug=slug), 303)

    def _filled(self, columns: Sequence[SheetColumn]) -> Filled:
        """What was sent: only the fields of columns that are theirs to fill."""
        typed = {c.name: request.form[c.name] for c in columns if c.name in request.form}
        return Filled(_shown(request.form.get("version", "")) or NOTHING, typed)

    def _save(self, connection: Connection, comparison: Comparison) -> None:
        origin = Origin(file=f"typed in by {self.user.name}", sha256="", source="form", accepted_by=self.user.name)
        write(connection, [comparison], origin)

    def _moved_on(
        self, connection: Connection, slug: str, scope: Scope, filled: Filled, row: Any, moved: MovedOn
    ) -> str:
        """The form again with all that was typed, and beside each field that differs what it says now."""
        columns = {column.name: column for column in scope.columns}
        now = {name: as_typed(columns[name], value) for name, value in moved.now.items() if name in columns}
        theirs = {name: text or "empty" for name, text in now.items() if filled.typed.get(name, text) != text}
        clock = moved.at.astimezone(LONDON)
        notice = (
            f"{moved.who} changed this row at {clock:%H:%M} on {clock.day} {clock:%B %Y}, after you opened it, so "
            "yours is not saved yet. What you typed is still here; where the two differ it is said beside the field. "
            "Save again to keep yours."
        )
        return self._form(connection, slug, scope, Filled(moved.shown, filled.typed), row, theirs=theirs, notice=notice)

    def _form(
        self,
        connection: Connection,
        slug: str,
        scope: Scope,
        filled: Filled,
        row: Any = None,
        *,
        faults: Mapping[str, str] | None = None,
        theirs: Mapping[str, str] | None = None,
        notice: str = "",
    ) -> str:
        faults = faults or {}
        typed = filled.typed if row is None else typed_of(scope.columns, row) | dict(filled.typed)
        fields = [
            self._field(connection, scope, column, typed, faults.get(column.name, ""), (theirs or {}).get(column.name))
            for column in scope.columns
            if row is None or not is_fixed(scope.model, column)
        ]
        fixed = [] if row is None else [(c.label, typed[c.name]) for c in scope.columns if is_fixed(scope.model, c)]
        return self.show(
            "record_form.html",
            sheet=sheet_of(scope.model),
            slug=slug,
            number=row.id if row is not None else None,
            words=row_words(scope.model, scope.columns, row) if row is not None else "",
            version=mark_of(filled.shown),
            fields=fields,
            fixed=fixed,
            faults=faults,
            notice=notice,
        )

    def _field(
        self,
        connection: Connection,
        scope: Scope,
        column: SheetColumn,
        typed: Mapping[str, str],
        problem: str,
        now: str | None,
    ) -> Field:
        codes: Sequence[Option] = own_options(column)
        if not codes and not column.refers_to_each:
            codes = options(connection, scope, column)
        many = len(codes) >= MOST_OPTIONS
        return field_of(column, typed, () if many else codes, many=many, problem=problem, now=now or "")

    def _to_remove(self, connection: Connection, slug: str, scope: Scope, numbers: list[int], notice: str = "") -> str:
        rows = some(connection, scope, numbers)
        if not rows:
            not_there(scope)
        return self.show(
            "record_remove.html",
            sheet=sheet_of(scope.model),
            slug=slug,
            rows=[(row.id, mark_of(shown_of(row)), row_words(scope.model, scope.columns, row)) for row in rows],
            references=references_to(connection, scope.model, [row.id for row in rows]),
            notice=notice,
        )


CHANGED_SINCE = "Somebody changed a row since you were shown this, so nothing was deleted. This is what is there now."


def defaults(scope: Scope) -> dict[str, str]:
    """What a new row's fields begin with."""
    return {column.name: as_typed(column, column.default) for column in scope.columns}


def _given(wanted: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in wanted.items() if text}


def _taken(scope: Scope) -> dict[str, str]:
    """Why a row cannot have this key, beside the first field of it."""
    sheet = sheet_of(scope.model)
    if not sheet.key:
        return {scope.columns[0].name: f"{sheet.name} has one row, and it is there already; change that one."}
    key = [sheet.column(name).label for name in sheet.key]
    same = " and ".join(part if part.isupper() else part.lower() for part in key)
    return {sheet.key[0]: f"Another row has the same {same}; change that row, or give this one another."}


def _numbers(texts: Sequence[str]) -> list[int]:
    return [int(text) for text in texts[:MOST_AT_ONCE] if text.isascii() and text.isdigit() and len(text) < 10]


NOTHING = Shown(0, 0)


def shown_of(row: Any) -> Shown:
    """The state that a row is shown in."""
    return Shown(row.version, row.created_in)


def mark_of(shown: Shown) -> str:
    """A state as a form carries it."""
    return f"{shown.version}.{shown.created_in}"


def _shown(mark: str) -> Shown | None:
    """The state that a form carries, or None when it is no such thing."""
    parts = mark.split(".")
    sound = len(parts) == 2 and all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts)
    return Shown(int(parts[0]), int(parts[1])) if sound else None


def _row_shown(part: str) -> tuple[int, Shown]:
    """A row's number and the state that was shown, as the confirmation of a deletion sends them."""
    number, _, mark = part.partition(".")
    shown = _shown(mark)
    if shown is None or not _numbers([number]):
        raise TrustopsError("What was to be deleted could not be read; go back to the list and choose it again.")
    return int(number), shown
