"""How does a file go in? Sent, read, shown with what it would do, its questions answered, and then accepted or left.

Each step is a job, so that a large file never holds a page up; most are over before a page in between is seen.
"""

from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Response, flash, redirect, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as BaseResponse

from admin.downloads import XLSX, as_file
from admin.pages import expose
from admin.security.sight import ASSESSED
from admin.views.differences import MOST, differences, import_words, kinds_of, sheet_sentence
from admin.views.own_jobs import OwnJobs, number_in
from admin.views.questions import answers, grids_of, of_the_layout, questions_of
from admin.views.uploads import GONE
from admin.worker import OVER
from importers.bring import WORKBOOK
from importers.kept_preview import Preview, kept
from importers.work import IMPORT, MARK, MARKED_FILE, PREVIEW, REFUSED, REFUSED_FILE, STOPPED, Asked
from trustops.models import ChoiceKind, JobState
from trustops.quantities.errors import TrustopsError
from trustops.store.engine import writing
from trustops.store.jobs import Ending, ask, end

PATIENCE = 3.0
UNPROCESSABLE, CONFLICT = 422, 409
LONGEST_UID = 20


class ImportPages(OwnJobs):
    """The pages between choosing a file and its rows being in."""

    @expose("/upload", "POST")
    def upload(self) -> BaseResponse | tuple[str, int]:
        sent: FileStorage | None = request.files.get("file")
        trust_uid = request.form.get("trust_uid", "").strip()[:LONGEST_UID]
        if sent is None or not sent.filename:
            return self.front("Choose a file first.", trust_uid), UNPROCESSABLE
        token = self.uploads.keep(sent, self.user.account.id)
        return self._ask(PREVIEW, Asked(str(self.uploads.path(token)), trust_uid))

    @expose("/jobs/<ticket>")
    def job(self, ticket: str) -> BaseResponse | str | tuple[str, int]:
        """How far a job is; when it is over, what came of it."""
        job = self._own(ticket)
        if job.state not in OVER:
            return self._working(job)
        if request.headers.get("HX-Request"):
            return Response(headers={"HX-Refresh": "true"})  # htmx would put the page inside the page
        if (job.kind == PREVIEW and job.state is JobState.DONE) or (job.result or {}).get("changed_since"):
            return redirect(url_for(".preview", ticket=job.id), 303)
        if job.kind in (MARK, REFUSED) and job.state is JobState.DONE:
            return self.show("job_file.html", job=job, file=Path(Asked.of(job.arguments).path).name)
        if job.state is JobState.DONE:
            return self._imported(job)
        if job.state is JobState.CANCELLED:
            if job.kind == PREVIEW:
                self._drop(job)
            flash(job.message)
            return redirect(url_for(".index"), 303)
        if job.kind == PREVIEW and Asked.of(job.arguments).replace:
            return self.show("job_not_replaced.html", job=job, file=Path(Asked.of(job.arguments).path).name), CONFLICT
        if job.kind == PREVIEW:
            self._drop(job)
        return self.front(job.message, Asked.of(job.arguments).trust_uid), UNPROCESSABLE

    def _working(self, job: Any) -> str:
        progress = self._bench(job).progress()
        began = job.started_at.replace(tzinfo=UTC) if job.started_at and not job.started_at.tzinfo else job.started_at
        left = progress.left(datetime.now(UTC) - began) if began else None
        file = Path(Asked.of(job.arguments).path).name
        stopping = self._bench(job).is_to_stop()
        return self.part(
            "job_progress.html", "job.html", job=job, progress=progress, left=left, file=file, stopping=stopping
        )

    def _imported(self, job: Any) -> BaseResponse:
        flash(job.message)
        number = (job.result or {}).get("import")
        if number is None:
            return redirect(url_for(".index"), 303)
        refused = (self._bench(job).folder / REFUSED_FILE).exists()
        return redirect(url_for(".one", number=number, refused=job.id if refused else None), 303)

    @expose("/preview/<ticket>")
    def preview(self, ticket: str) -> BaseResponse | str | tuple[str, int]:
        job = self._own(ticket)
        shown = kept(self._bench(job).folder)
        if shown is None or not Path(Asked.of(job.arguments).path).exists():
            raise TrustopsError(GONE)
        if shown.refusal and not shown.report.questions and not Asked.of(job.arguments).choices:
            self._drop(job)
            return self.front(shown.refusal), UNPROCESSABLE
        return self._shown(job, shown, notice=job.message if job.state is JobState.FAILED else "")

    def _shown(self, job: Any, shown: Preview, *, notice: str = "", problem: str = "") -> str:
        report = shown.report
        changes = differences(report.changes[:MOST], self.user.sight)
        if any(sheet.sheet == ASSESSED for sheet in report.sheets):
            self.note_named()  # how many rows differ from what a file guesses tells of what is there
        kind = request.args.get("kind", "")[:200]
        asked = questions_of((*report.questions, *report.settled))
        groups = [] if shown.refusal and len(shown.groups) == 1 else kinds_of(shown.groups)
        return self.show(
            "import_preview.html",
            report=report,
            shown=shown,
            refusal=shown.refusal,
            sheets=[sheet_sentence(sheet) for sheet in report.sheets if sheet.rows != sheet.same or sheet.deleted],
            same=[sheet_sentence(s) for s in report.sheets if s.rows and s.rows == s.same and not s.deleted],
            unchanged=not shown.writes,
            questions=of_the_layout(asked),
            grids=grids_of(asked),
            open=len(report.questions),
            lasting=any(each.kind is not ChoiceKind.FILE for each in report.questions),
            answered=len(Asked.of(job.arguments).choices),
            groups=[group for group in groups if not kind or group.slug == kind],
            kinds=[(group.slug, f"{group.where} ({group.number:,})") for group in groups],
            kind=kind,
            changes=changes,
            more_changes=max(0, shown.changes_in_all - MOST),
            deleted=report.deleted,
            replaced=Asked.of(job.arguments).replace,
            replaceable=sorted({sheet.sheet for sheet in report.sheets}) if report.source == "workbook" else [],
            button=import_words(report),
            of_all=report.source != WORKBOOK and not shown.refusal and not Asked.of(job.arguments).trust_uid,
            ticket=job.id,
            notice=notice,
            problem=problem,
        )

    @expose("/answer", "POST")
    def answer(self) -> BaseResponse:
        """Read the file again with what the person answered; what was answered before stays, unless all is unsaid."""
        job = self._own(request.form.get("ticket", ""))
        shown = kept(self._bench(job).folder)
        if shown is None:
            raise TrustopsError(GONE)
        asked = Asked.of(job.arguments)
        if request.form.get("unsay"):
            return self._ask(PREVIEW, replace(asked, choices=()))
        if uid := request.form.get("trust_uid", "").strip()[:LONGEST_UID]:
            return self._ask(PREVIEW, replace(asked, trust_uid=uid))
        choices = {
            choice[:4]: choice
            for choice in (*asked.choices, *answers((*shown.report.questions, *shown.report.settled), request.form))
        }
        return self._ask(PREVIEW, replace(asked, choices=tuple(choices.values())))

    @expose("/replace", "POST")
    def replace(self) -> BaseResponse:
        """Read the file again as the whole of some sheets, to see what would be deleted."""
        asked = Asked.of(self._own(request.form.get("ticket", "")).arguments)
        return self._ask(PREVIEW, replace(asked, replace=tuple(request.form.getlist("sheet")[:60])))

    @expose("/accept", "POST")
    def accept(self) -> BaseResponse | tuple[str, int]:
        job = self._own(request.form.get("ticket", ""))
        shown = kept(self._bench(job).folder)
        asked = Asked.of(job.arguments)
        if shown is None or not Path(asked.path).exists():
            raise TrustopsError(GONE)
        confirmed = number_in(request.form.get("deleted", ""))
        if shown.report.deleted and confirmed != shown.report.deleted:
            said = f"Type {shown.report.deleted:,}, the number of rows that would be deleted; nothing was imported."
            return self._shown(job, shown, problem=said), UNPROCESSABLE
        return self._ask(IMPORT, replace(asked, partial=True, confirmed=confirmed, counts=shown.counts))

    @expose("/cancel", "POST")
    def cancel(self) -> BaseResponse:
        """Stop a job that is not over, or leave a file that was only shown."""
        job = self._own(request.form.get("ticket", ""))
        if job.state in OVER:
            self._drop(job)
        else:
            self._bench(job).ask_to_stop()
            if job.state is JobState.WAITING:
                with writing(self._desk.worker.engine) as connection:
                    end(connection, job.id, Ending(JobState.CANCELLED, STOPPED), datetime.now(UTC))
            self._desk.wait(job.id, PATIENCE)
            return redirect(url_for(".job", ticket=job.id), 303)  # which says how it ended: it may have been done
        flash(STOPPED)
        return redirect(url_for(".index"), 303)

    @expose("/mark", "POST")
    def mark(self) -> BaseResponse:
        """Ask for the person's own file marked, or for its refused rows alone."""
        asked = Asked.of(self._own(request.form.get("ticket", "")).arguments)
        return self._ask(REFUSED if request.form.get("what") == "refused" else MARK, asked)

    @expose("/files/<ticket>")
    def file(self, ticket: str) -> Response:
        """The workbook that a job made."""
        job = self._own(ticket)
        name = MARKED_FILE if job.kind == MARK else REFUSED_FILE  # an import leaves its refused rows, too
        try:
            content = (self._bench(job).folder / name).read_bytes()
        except OSError:
            raise TrustopsError("That file is no longer here; it is kept for a day. Bring yours in again.") from None
        stem = Path(Asked.of(job.arguments).path).stem
        return as_file(content, f"{stem}-{'marked' if job.kind == MARK else 'refused'}.xlsx", XLSX)

    def front(self, problem: str = "", trust_uid: str = "") -> str:
        """The page that a file is chosen on."""
        raise NotImplementedError

    # What the steps stand on -----------------------------------------------------------------------------------------

    def _ask(self, kind: str, asked: Asked) -> BaseResponse:
        user, engine = self.user, self._desk.worker.engine
        with writing(engine) as connection:
            account = user.account.id
            job = ask(connection, kind, asdict(asked), asked_by=user.name, account=account, at=datetime.now(UTC))
        self._desk.wake()
        self._desk.wait(job, PATIENCE)
        return redirect(url_for(".job", ticket=job), 303)
