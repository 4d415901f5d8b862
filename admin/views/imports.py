"""How does a file go in? Sent, read, shown with what it would do, its questions answered, and then accepted or left.

Each step is a job, so that a large file never holds a page up; most are over before a page in between is seen. A job
is its asker's own: to everybody else it is not there.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from flask import Response, current_app, flash, redirect, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as BaseResponse

from admin.downloads import XLSX, as_file
from admin.pages import TrustopsView, expose
from admin.security.policy import classes_seen
from admin.views.differences import MOST, differences, import_words, kinds_of, sheet_named, sheet_sentence
from admin.views.uploads import GONE, Uploads
from admin.worker import OVER, Desk
from importers.choices import LEAVE_OUT, Option, Question
from importers.kept_preview import Preview, kept
from importers.progress import Bench
from importers.wording import as_shown
from importers.work import IMPORT, MARK, MARKED_FILE, PREVIEW, REFUSED, REFUSED_FILE, Asked
from trustops.models import ChoiceKind, JobState
from trustops.quantities.errors import TrustopsError
from trustops.store.engine import writing
from trustops.store.jobs import Ending, ask, end, job_of

PATIENCE = 3.0
UNPROCESSABLE, CONFLICT = 422, 409
CHOSEN = "="
LONGEST_ANSWER = 200
LIKELY = "Most likely"
ASKED = {
    ChoiceKind.SHEET: "Which sheet is",
    ChoiceKind.HEADING: "Which column is",
    ChoiceKind.VALUE: "What is meant by",
}


class AskedQuestion(NamedTuple):
    """A question with the name of its field, whether a code may be typed besides, and its options in groups."""

    field: str
    question: Question
    may_type: bool
    groups: Mapping[str, Sequence[Option]]

    @property
    def words(self) -> str:
        """The question itself, in few words; its message says where it arose, and what happens without an answer."""
        return f"{ASKED[self.question.kind]} “{as_shown(self.question.found)}”?"


class ImportPages(TrustopsView):
    """The pages between choosing a file and its rows being in."""

    @expose("/upload", "POST")
    def upload(self) -> BaseResponse | tuple[str, int]:
        sent: FileStorage | None = request.files.get("file")
        trust_uid = request.form.get("trust_uid", "").strip()[:20]
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
        return self.part("job_progress.html", "job.html", job=job, progress=progress, left=left, file=file)

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
        report, seen = shown.report, classes_seen(self.user.held)
        kind = request.args.get("kind", "")[:200]
        groups = [] if shown.refusal and len(shown.groups) == 1 else kinds_of(shown.groups)
        return self.show(
            "import_preview.html",
            report=report,
            shown=shown,
            refusal=shown.refusal,
            sheets=[sheet_sentence(sheet) for sheet in report.sheets if sheet.rows != sheet.same or sheet.deleted],
            same=[sheet_sentence(s) for s in report.sheets if s.rows and s.rows == s.same and not s.deleted],
            unchanged=not shown.writes,
            questions=questions_of(report.questions),
            answered=len(Asked.of(job.arguments).choices),
            groups=[group for group in groups if not kind or group.slug == kind],
            kinds=[(group.slug, f"{group.where} ({group.number:,})") for group in groups],
            kind=kind,
            changes=differences(report.changes[:MOST], seen),
            more_changes=max(0, shown.changes_in_all - MOST),
            deleted=report.deleted,
            replaced=Asked.of(job.arguments).replace,
            replaceable=sorted({sheet.sheet for sheet in report.sheets}) if report.source == "workbook" else [],
            button=import_words(report),
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
        choices = {choice[:4]: choice for choice in (*asked.choices, *answers(shown.report.questions, request.form))}
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
        confirmed = _number(request.form.get("deleted", ""))
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
                    end(connection, job.id, Ending(JobState.CANCELLED, "Cancelled."), datetime.now(UTC))
            self._desk.wait(job.id, PATIENCE)
        flash("Cancelled; nothing was changed.")
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

    def _own(self, ticket: str) -> Any:
        """A job of this person's; anything else is one sentence."""
        number = _number(ticket)
        job = job_of(self._desk.worker.engine, number) if number is not None else None
        if job is None or job.account != self.user.account.id:
            raise TrustopsError(GONE)
        return job

    def _drop(self, job: Any) -> None:
        """Delete the file that a job is about."""
        shutil.rmtree(Path(Asked.of(job.arguments).path).parent, ignore_errors=True)

    def _bench(self, job: Any) -> Bench:
        return self._desk.worker.bench(job.id)

    @property
    def _desk(self) -> Desk:
        desk: Desk = current_app.extensions["trustops"].desk
        return desk

    @property
    def uploads(self) -> Uploads:
        return Uploads(current_app.extensions["trustops"].settings.instance / "uploads")


def _number(text: str) -> int | None:
    plain = text.replace(",", "").strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 10 else None


def questions_of(questions: tuple[Question, ...]) -> list[AskedQuestion]:
    """The questions with the names of their fields, those first for want of which rows are refused."""
    asked = [
        AskedQuestion(f"answer-{place}", each, each.kind is ChoiceKind.VALUE, in_groups(each))
        for place, each in enumerate(questions)
    ]
    return sorted(asked, key=lambda each: not each.question.required)


def in_groups(question: Question) -> dict[str, list[Option]]:
    """The possible answers but for “leave it out”: what is likely first, sheets under what they are about.

    An answer that stands under no heading has the empty one.
    """
    groups: dict[str, list[Option]] = {}
    for option in question.options:
        if option.meaning == LEAVE_OUT:
            continue
        sheet = sheet_named(option.meaning) if question.kind is ChoiceKind.SHEET else None
        likely = option.meaning == question.suggestion
        groups.setdefault(LIKELY if likely else sheet.group if sheet else "", []).append(option)
    return {name: groups[name] for name in sorted(groups, key=lambda name: name != LIKELY)}


def answers(questions: tuple[Question, ...], form: Mapping[str, str]) -> list[tuple[str, str, str, str, str]]:
    """What a person answered, as a job's arguments keep it; a question left open is left out."""
    found = []
    for field, question, may_type, _ in questions_of(questions):
        typed = form.get(f"{field}-typed", "").strip()[:LONGEST_ANSWER] if may_type else ""
        chosen = form.get(field, "")
        allowed = {CHOSEN + option.meaning for option in question.options}
        if typed or chosen in allowed:
            answer = question.answered(typed or chosen.removeprefix(CHOSEN))
            found.append((str(answer.kind), answer.sheet, answer.column, answer.found, answer.meaning))
    return found
