"""How is an import taken back? Shown first, with what was done since; where the two meet, the person decides."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from admin.pages import LONDON, TrustopsView, expose
from admin.security.sight import Sight
from admin.security.signed_in import engine_of_app
from admin.views.differences import (
    ABOUT_SOMEBODY,
    MOST,
    ROW_WORDS,
    WITHHELD,
    Difference,
    sheet_named,
    shown,
)
from admin.views.readiness import note_if_assessed
from importers.report import THE_ROW
from trustops.models import Sheet, sheet_of
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted, listed
from trustops.store.comparison import Comparison
from trustops.store.conflicts import Conflict
from trustops.store.engine import reading, writing
from trustops.store.remove import key_words
from trustops.store.undo import Undo, undoing, write_undo

CONFLICT = 409
KEEP, SET_BACK = "keep", "back"


class ConflictShown(NamedTuple):
    """A place where undoing meets what was done since, in words; ``field`` is the name of its answer."""

    field: str
    conflict: Conflict
    row: str
    left: str
    now: str
    would: str
    since: str


class UndoPages(TrustopsView):
    """The undoing of an import, and doing it again, which is the undoing of that."""

    @expose("/imports/<int:number>/undo", "GET", "POST")
    def undo(self, number: int) -> Response | str | tuple[str, int]:
        if request.method == "GET":
            with reading(engine_of_app()) as connection:
                undo = undoing(connection, number)
            return self._undo_page(undo)
        problem, answers, made = "", {}, None
        with writing(engine_of_app()) as connection:
            undo = undoing(connection, number)
            if request.form.get("seen") != seen_mark(undo):
                problem = CHANGED_SINCE
            else:
                answers = {each.id: request.form.get(field, "") for field, each in fields_of(undo)}
                keep = frozenset(name for name, answer in answers.items() if answer == KEEP)
                overwrite = frozenset(name for name, answer in answers.items() if answer == SET_BACK)
                try:
                    made = write_undo(connection, undo, who=self.user.name, keep=keep, overwrite=overwrite)
                except TrustopsError as error:
                    problem = str(error)
        if problem:
            return self._undo_page(undo, problem, answers), CONFLICT
        if made is None:
            flash("Nothing was left to undo; everything stays as it is.")
            return redirect(url_for(".one", number=number), 303)
        flash(f"Undone: import {number} of {undo.file} is taken back.")
        return redirect(url_for(".one", number=made), 303)

    def _undo_page(self, undo: Undo, problem: str = "", answers: dict[str, str] | None = None) -> str:
        sight = self.user.sight
        changes = [each for comparison in undo.comparisons for each in set_back(comparison, sight)]
        note_if_assessed(self, changes)
        return self.show(
            "undo.html",
            undo=undo,
            sheets=[sentence_of(comparison) for comparison in undo.comparisons if comparison.writes],
            conflicts=[conflict_shown(field, each, sight) for field, each in fields_of(undo)],
            answers=answers or {},
            changes=changes[:MOST],
            more_changes=max(0, len(changes) - MOST),
            seen=seen_mark(undo),
            problem=problem,
        )


CHANGED_SINCE = (
    "The trust’s data changed since you were shown this, so nothing was undone. This is what it would do now."
)


def seen_mark(undo: Undo) -> str:
    """What a person was shown, in short: an undoing that would do something else is shown again first."""
    counts = [f"{len(c.changed)}.{len(c.deleted)}.{len(c.restored)}" for c in undo.comparisons]
    return "-".join([*counts, str(len(undo.conflicts))])


def fields_of(undo: Undo) -> list[tuple[str, Conflict]]:
    """The conflicts with the names of their answers."""
    return [(f"conflict-{place}", each) for place, each in enumerate(undo.conflicts)]


def sentence_of(comparison: Comparison) -> str:
    """What undoing does to one sheet.

    >>> from trustops.models import Post
    >>> from trustops.store.whole import WholeRows
    >>> sentence_of(Comparison(Post, (), (), (), (), 0, WholeRows(("post",), ("post",), (["CEO"],))))
    'Posts: 1 row deleted'
    """
    counts = (
        (len(comparison.deleted), "deleted"),
        (len(comparison.changed), "set back"),
        (len(comparison.restored), "brought back"),
    )
    said = [f"{counted(number, 'row')} {word}" for number, word in counts if number]
    return f"{sheet_of(comparison.model).name}: {listed(said)}"


def set_back(comparison: Comparison, sight: Sight) -> Iterable[Difference]:
    """Each fact that undoing would change, as it stands and as it would be; rows that go or come back as one line."""
    sheet = sheet_of(comparison.model)
    for row in comparison.deleted:
        yield Difference(sheet.name, row_words(sheet, row.key, sight), THE_ROW, *ROW_WORDS["deleted"])
    for row in comparison.restored:
        yield Difference(sheet.name, row_words(sheet, row.key, sight), THE_ROW, *ROW_WORDS["restored"])
    columns = {column.name: column for column in sheet.columns}
    for change in comparison.changed:
        for name in change.after.keys() & columns.keys():
            may = sight.shows(sheet, columns[name], change.key)
            old, new = (shown(columns[name], side[name]) if may else WITHHELD for side in (change.before, change.after))
            yield Difference(sheet.name, row_words(sheet, change.key, sight), columns[name].label, old, new)


def row_words(sheet: Sheet, key: tuple[Any, ...], sight: Sight) -> str:
    """A row by its key, for those who may see it."""
    if not sight.names_row(sheet, key):
        return ABOUT_SOMEBODY
    return key_words(key, sheet.name)


def conflict_shown(field: str, each: Conflict, sight: Sight) -> ConflictShown:
    """A conflict in words, for somebody who may be shown so much."""
    sheet = sheet_named(each.sheet)
    column = next((c for c in sheet.columns if c.label == each.column), None) if sheet else None
    known = sheet is not None and sight.names_row(sheet, each.row)
    hidden = not known or (sheet is not None and column is not None and not sight.shows(sheet, column, each.row))

    def said(value: Any) -> str:
        if value is None or hidden:
            return WITHHELD if value is not None else ""
        return shown(column, value) if column is not None else str(value)

    clock = each.at.astimezone(LONDON) if each.at else None
    since = f"{each.who}, {clock.day} {clock:%b %Y} at {clock:%H:%M}" if clock else ""
    row = row_words(sheet, each.row, sight) if sheet else each.key
    return ConflictShown(field, each, row, said(each.left), said(each.now), said(each.would), since)
