"""How do facts come in and go out? A file is shown before anything changes, then goes in whole, and is remembered."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from flask import Response, abort, current_app, flash, redirect, request, url_for
from sqlalchemy import Engine, Row, func, select
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as BaseResponse

from admin.downloads import XLSX, as_file
from admin.pages import TrustopsView, expose
from admin.security.policy import classes_seen
from admin.security.signed_in import engine_of_app
from admin.views.differences import MOST, differences, grouped, import_words, recorded, sheet_sentence
from admin.views.succession import without_own
from admin.views.uploads import Ticket, Uploads, counts_of
from importers.bring import ImportReport, Options, import_file
from importers.sources import SOURCES
from trustops.models import SHEETS, AuditEvent, Import, sheet_of
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted, day_text
from trustops.store.engine import reading
from trustops.store.load import load

MOST_IMPORTS = 50
UNPROCESSABLE = 422
CHANGED_SINCE = (
    "The trust’s data changed since you were shown this, so nothing was imported. Here is what it would do now."
)


class SheetEvents(NamedTuple):
    """What an import did to one sheet."""

    sheet: str
    created: int
    changed: int


class DataView(TrustopsView):
    """Bring a file in, see what it would do, accept it; fetch the template and the whole workbook; the history."""

    title = "Data"
    place = "data"
    address = "/data"

    @expose("/")
    def index(self) -> str:
        return self._front()

    def _front(self, problem: str = "", trust_uid: str = "") -> str:
        imports, number = history(engine_of_app())
        return self.show(
            "data.html",
            imports=imports,
            number=number,
            lead=lead_sentence(imports, number),
            sources=[(source.title, source.takes) for source in SOURCES],
            problem=problem,
            trust_uid=trust_uid,
            may_export=self.may("data.export", "POST"),
        )

    @expose("/upload", "POST")
    def upload(self) -> BaseResponse | tuple[str, int]:
        sent: FileStorage | None = request.files.get("file")
        trust_uid = request.form.get("trust_uid", "").strip()[:20]
        if sent is None or not sent.filename:
            return self._front("Choose a file first.", trust_uid), UNPROCESSABLE
        ticket = Ticket(self._uploads.keep(sent, self.user.account.id), self.user.account.id, trust_uid)
        return redirect(url_for(".preview", ticket=self._uploads.signed(ticket)), 303)

    @expose("/preview/<ticket>")
    def preview(self, ticket: str) -> str | tuple[str, int]:
        held = self._uploads.ticket(ticket, self.user.account.id)
        try:
            report = self._bring(held, dry_run=True)
        except TrustopsError as error:
            self._uploads.drop(held)
            return self._front(str(error), held.trust_uid), UNPROCESSABLE
        return self._shown(held, report)

    def _shown(self, held: Ticket, report: ImportReport, notice: str = "") -> str:
        seen = classes_seen(self.user.held)
        counts = counts_of(report)
        return self.show(
            "import_preview.html",
            report=report,
            notice=notice,
            sheets=[sheet_sentence(sheet) for sheet in report.sheets if sheet.rows != sheet.same],
            same=[sheet_sentence(sheet) for sheet in report.sheets if sheet.rows and sheet.rows == sheet.same],
            unchanged=not counts[0] and not counts[1],
            changes=differences(report.changes[:MOST], seen),
            more_changes=max(0, len(report.changes) - MOST),
            problems=grouped(report.problems),
            most=MOST,
            button=import_words(report),
            ticket=self._uploads.signed(Ticket(held.id, held.account, held.trust_uid, counts)),
        )

    @expose("/accept", "POST")
    def accept(self) -> BaseResponse | str:
        held = self._uploads.ticket(request.form.get("ticket", ""), self.user.account.id)
        report = self._bring(held, dry_run=True)
        if counts_of(report) != held.counts:
            return self._shown(held, report, CHANGED_SINCE)
        report = self._bring(held, dry_run=False)
        self._uploads.drop(held)
        new, changed, refused = counts_of(report)
        if report.import_id is None:
            flash(f"Nothing to change: every row of {report.file} was known already.")
            return redirect(url_for(".index"), 303)
        left_out = f"; {counted(refused, 'row was', 'rows were')} left out" if refused else ""
        flash(f"Imported {counted(new, 'new row')} and {counted(changed, 'changed row')} of {report.file}{left_out}.")
        return redirect(url_for(".one", number=report.import_id), 303)

    @expose("/cancel", "POST")
    def cancel(self) -> BaseResponse:
        self._uploads.drop(self._uploads.ticket(request.form.get("ticket", ""), self.user.account.id))
        flash("Cancelled; nothing was changed.")
        return redirect(url_for(".index"), 303)

    @expose("/imports/<int:number>")
    def one(self, number: int) -> str:
        found, events = import_and_events(engine_of_app(), number)
        seen = classes_seen(self.user.held)
        changes = [each for event in events for each in recorded(event.sheet, event.detail.get("rows", ()), seen)]
        return self.show(
            "data_import.html",
            found=found,
            sheets=by_sheet(events),
            changes=changes[:MOST],
            more_changes=max(0, len(changes) - MOST),
        )

    @expose("/template")
    def template(self) -> Response:
        from importers.layout import write_template

        return as_file(written(write_template), "trust.xlsx", XLSX)

    @expose("/export", "POST")
    def export(self) -> Response:
        """The whole trust as its workbook, for those who may see every column of it."""
        from importers.layout import write_export

        if not {column.data_class for model in SHEETS for column in sheet_of(model).columns} <= classes_seen(
            self.user.held
        ):
            abort(403)
        with reading(engine_of_app()) as connection:
            snapshot = without_own(load(connection, self.as_of.max), self.user.person)
        return as_file(written(lambda path: write_export(path, snapshot)), "trust-export.xlsx", XLSX)

    def _bring(self, held: Ticket, *, dry_run: bool) -> ImportReport:
        """Read the waiting file, and import it unless this is only to see; its good rows where some are refused."""
        path = self._uploads.path(held)
        options = Options(
            trust_uid=held.trust_uid or None, dry_run=dry_run, partial=not dry_run, accepted_by=self.user.name
        )
        return import_file(engine_of_app(), path, options)

    @property
    def _uploads(self) -> Uploads:
        return Uploads(
            current_app.extensions["trustops"].settings.instance / "uploads", current_app.config["SECRET_KEY"]
        )


def written(write: Callable[[Path], object]) -> bytes:
    """What a writer puts into a file, as bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.xlsx"
        write(path)
        return path.read_bytes()


def history(engine: Engine) -> tuple[Sequence[Row[Any]], int]:
    """The latest imports, newest first, and how many there are in all."""
    with reading(engine) as connection:
        number = connection.execute(select(func.count()).select_from(Import)).scalar_one()
        latest = select(*Import.__table__.columns).order_by(Import.id.desc()).limit(MOST_IMPORTS)
        return connection.execute(latest).all(), number


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
    return [SheetEvents(sheet, found.get("created", 0), found.get("changed", 0)) for sheet, found in counts.items()]


def lead_sentence(imports: Sequence[Row[Any]], number: int) -> str:
    """The answer of the page: how much was brought in, and when last."""
    if not imports:
        return "Nothing was imported yet."
    last = imports[0]
    return f"{counted(number, 'import')}; the last was {last.file} on {day_text(last.accepted_at.date())}."
