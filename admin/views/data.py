"""How do facts come in and go out? A file is brought in, the whole trust is taken out, and every import remembered."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from flask import Response, abort, request
from sqlalchemy import Engine, Row, func, select, true

from admin.downloads import XLSX, as_file
from admin.pages import expose
from admin.security.signed_in import engine_of_app
from admin.views.differences import MOST, recorded
from admin.views.imports import ImportPages
from admin.views.readiness import UNSAID, note_if_assessed, without_own
from admin.views.undo import UndoPages
from admin.views.words import WordsPages
from importers.sources import SOURCES
from trustops.models import SHEETS, AuditEvent, Import, sheet_of
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted, day_text, listed
from trustops.store.engine import reading
from trustops.store.load import load
from trustops.store.undo import undone_by

MOST_IMPORTS = 50
SAVED, UNDOING = "form", "undo"
WAYS = {
    "files": ("Files", Import.source.not_in((SAVED, UNDOING))),
    "saves": ("Saves by hand", Import.source == SAVED),
    "undoings": ("Undoings", Import.source == UNDOING),
}
"""The ways in which facts came in, each with its words and what tells its imports from the others."""
KINDS = (("created", "restored"), ("changed",), ("deleted",))


class SheetEvents(NamedTuple):
    """What an import did to one sheet."""

    sheet: str
    created: int
    changed: int
    deleted: int


class DataView(ImportPages, UndoPages, WordsPages):
    """Bring a file in, see what it would do, accept it; fetch the template and the whole workbook; the history."""

    title = "Data"
    place = "data"
    address = "/data"

    @expose("/")
    def index(self) -> str:
        return self.front()

    def front(self, problem: str = "", trust_uid: str = "") -> str:
        """The page that a file is chosen on, with what came in before."""
        way = request.args.get("way", "")
        way = way if way in WAYS else ""
        imports, number, undone = history(engine_of_app(), way)
        return self.show(
            "data.html",
            imports=imports,
            number=number,
            undone=undone,
            way=way,
            ways=[("", "Everything"), *((name, words) for name, (words, _) in WAYS.items())],
            lead=lead_sentence(engine_of_app()),
            sources=[(source.title, source.takes) for source in SOURCES],
            problem=problem,
            trust_uid=trust_uid,
            may_export=self.may("data.export", "POST") and self.user.sight.readiness,
        )

    @expose("/imports/<int:number>")
    def one(self, number: int) -> str:
        found, events = import_and_events(engine_of_app(), number)
        with reading(engine_of_app()) as connection:
            undone = undone_by(connection).get(number)
        sight = self.user.sight
        changes = [each for event in events for each in recorded(event.sheet, event.what, event.detail, sight)]
        note_if_assessed(self, changes)
        return self.show(
            "data_import.html",
            found=found,
            did=did_words(found),
            sheets=by_sheet(events),
            changes=changes[:MOST],
            more_changes=max(0, len(changes) - MOST),
            undone=undone,
            refused_file=request.args.get("refused", "")[:10],
        )

    @expose("/template")
    def template(self) -> Response:
        from importers.layout import write_template

        return as_file(written(write_template), "trust.xlsx", XLSX)

    @expose("/export", "POST")
    def export(self) -> Response:
        """The whole trust as its workbook, for those who may see every column of it."""
        from importers.export import write_export

        if not {column.data_class for model in SHEETS for column in sheet_of(model).columns} <= self.user.sight.classes:
            abort(403)
        if not self.user.sight.readiness:
            raise TrustopsError(UNSAID)
        self.note_named()
        with reading(engine_of_app()) as connection:
            snapshot = without_own(load(connection, self.as_of.max), self.user.person)
        return as_file(written(lambda path: write_export(path, snapshot)), "trust-export.xlsx", XLSX)


def written(write: Callable[[Path], object]) -> bytes:
    """What a writer puts into a file, as bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.xlsx"
        write(path)
        return path.read_bytes()


def history(engine: Engine, way: str = "") -> tuple[Sequence[Row[Any]], int, Mapping[int, int]]:
    """The latest imports of one of ``WAYS`` (empty: of all), newest first; how many there are; which are undone."""
    those = WAYS[way][1] if way else true()
    with reading(engine) as connection:
        number = connection.execute(select(func.count()).select_from(Import).where(those)).scalar_one()
        latest = select(*Import.__table__.columns).where(those).order_by(Import.id.desc()).limit(MOST_IMPORTS)
        return connection.execute(latest).all(), number, undone_by(connection)


def import_and_events(engine: Engine, number: int) -> tuple[Row[Any], Sequence[Row[Any]]]:
    """An import with what it did to each sheet; raises one sentence when there is none of that number."""
    with reading(engine) as connection:
        found = connection.execute(select(*Import.__table__.columns).where(Import.id == number)).first()
        if found is None:
            raise TrustopsError(f"There is no import {number}; the Data page lists those there are.")
        events = select(*AuditEvent.__table__.columns).where(AuditEvent.import_id == number).order_by(AuditEvent.id)
        return found, connection.execute(events).all()


def by_sheet(events: Sequence[Row[Any]]) -> list[SheetEvents]:
    """How many rows of each sheet an import made and changed."""
    counts: dict[str, dict[str, int]] = {}
    for event in events:
        counts.setdefault(event.sheet, {})[event.what] = event.rows
    return [
        SheetEvents(
            sheet, found.get("created", 0) + found.get("restored", 0), found.get("changed", 0), found.get("deleted", 0)
        )
        for sheet, found in counts.items()
    ]


def did_words(found: Row[Any]) -> str:
    """What an import did, in rows; what it did not do is not said."""
    counts = ((found.created, "new row"), (found.changed, "changed row"), (found.deleted, "deleted row"))
    return listed([counted(number, word) for number, word in counts if number]) or "no rows"


def lead_sentence(engine: Engine) -> str:
    """The answer of the page: how much was brought in, and when last; empty before anything was."""
    (files, brought, _), (saves, saved, _) = history(engine, "files"), history(engine, "saves")
    said = [f"{counted(brought, 'file')} imported, the last {files[0].file} on {_day(files[0])}"] if files else []
    if saves:
        said.append(f"{counted(saved, 'save')} by hand, the last on {_day(saves[0])}")
    return f"{'; '.join(said)}." if said else ""


def _day(row: Row[Any]) -> str:
    return day_text(row.accepted_at.date())
