"""Who does the long work? A worker takes one job at a time, tells how far it is, and can be stopped.

A job that writes ends in the transaction of what it wrote: whoever takes it up again after a crash either finds it
ended, or nothing of it written.
"""

import logging
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from importers.bring import Cancelled, CannotRead, ImportReport, Options, import_file
from importers.choices import Answer, Choices
from importers.kept_preview import keep, preview_of, unreadable
from importers.progress import Bench, Progress
from trustops.models import ChoiceKind, JobState
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted, listed
from trustops.store.engine import writing
from trustops.store.jobs import Ending, end, take

log = logging.getLogger("trustops.work")

A_DAY = 24 * 60 * 60
PREVIEW, IMPORT, MARK, REFUSED = "preview", "import", "mark", "refused"
MARKED_FILE, REFUSED_FILE = "marked.xlsx", "refused.xlsx"
CHANGED_SINCE = (
    "The trust’s data changed since you were shown this, so nothing was imported. Here is what it would do now."
)
STOPPED = "Cancelled; nothing was changed."
OUR_FAULT = "Something went wrong that is our fault; nothing was changed. Tell whoever looks after trustops."


class ChangedSince(TrustopsError):
    """An import would no longer do what its preview said."""

    def __init__(self) -> None:
        super().__init__(CHANGED_SINCE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a job about a file is to do with it: the file, and every choice that the person made.

    ``counts`` are the rows new, changed, refused and deleted that the person was shown, empty before they were.
    """

    path: str
    trust_uid: str = ""
    partial: bool = False
    replace: tuple[str, ...] = ()
    confirmed: int | None = None
    choices: tuple[tuple[str, ...], ...] = ()
    counts: tuple[int, ...] = ()

    @classmethod
    def of(cls, arguments: Mapping[str, Any]) -> "Asked":
        """What a job's arguments say, as JSON kept them."""
        as_tuples = {name: tuple(arguments[name]) for name in ("replace", "counts")}
        choices = tuple(tuple(each) for each in arguments["choices"])
        return cls(**{**arguments, **as_tuples, "choices": choices})

    @property
    def answers(self) -> Choices:
        return Choices(tuple(Answer(ChoiceKind(kind), *rest) for kind, *rest in self.choices))


def made_at(place: Path) -> float:
    """When a folder was last written in; long ago, where it went meanwhile."""
    try:
        return place.stat().st_mtime
    except FileNotFoundError:
        return 0.0


@dataclass(frozen=True, slots=True)
class Worker:
    """Does the jobs of one trust: its database, the folder of its instance, and what this worker is called."""

    engine: Engine
    instance: Path
    name: str

    def bench(self, job: int) -> Bench:
        """The folder of a job."""
        return Bench(self.instance / "jobs" / str(job))

    def run_next(self) -> bool:
        """Do the next job, if there is one; whether there was."""
        now = datetime.now(UTC)
        job = take(self.engine, self.name, now, lambda number: self.bench(number).is_alive(now))
        if job is None:
            return False
        bench = self.bench(job.id)
        bench.make()
        with bench.beating():
            self._end(job.id, self._outcome(job, bench))
        return True

    def _outcome(self, job: Any, bench: Bench) -> Ending | None:
        """How a job ended, or None when it ended itself in the transaction that it wrote in."""
        try:
            return KINDS[job.kind](self, job, bench)
        except Cancelled:
            return Ending(JobState.CANCELLED, STOPPED)
        except TrustopsError as error:
            return Ending(JobState.FAILED, str(error))
        except Exception:
            log.exception("job %s (%s) failed", job.id, job.kind)
            return Ending(JobState.FAILED, OUR_FAULT)

    def _end(self, job: int, ending: Ending | None) -> None:
        if ending is not None:
            with writing(self.engine) as connection:
                end(connection, job, ending, datetime.now(UTC))

    def sweep(self) -> None:
        """Delete what is older than a day: the folders of jobs, and the uploads that nobody confirmed."""
        for folder in (self.instance / "jobs", self.instance / "uploads"):
            for place in folder.iterdir() if folder.is_dir() else ():
                if made_at(place) < time.time() - A_DAY:
                    shutil.rmtree(place, ignore_errors=True)

    def options(self, job: Any, bench: Bench, **more: Any) -> Options:
        """How the file of a job is to be imported."""
        asked = Asked.of(job.arguments)
        return Options(
            trust_uid=asked.trust_uid or None,
            accepted_by=job.asked_by,
            choices=asked.answers,
            replace=frozenset(asked.replace),
            progress=lambda stage, done, total: bench.tell(Progress(stage, done, total)),
            cancelled=bench.is_to_stop,
            **more,
        )


def _preview(worker: Worker, job: Any, bench: Bench) -> Ending:
    path = Path(Asked.of(job.arguments).path)
    try:
        report = import_file(worker.engine, path, worker.options(job, bench, dry_run=True))
    except CannotRead as error:
        keep(bench.folder, unreadable(path.name, error))
        return Ending(JobState.DONE, str(error))
    keep(bench.folder, preview_of(report))
    return Ending(JobState.DONE, f"{report.file} was read.")


def _import(worker: Worker, job: Any, bench: Bench) -> Ending | None:
    asked = Asked.of(job.arguments)
    path = Path(asked.path)

    def finish(connection: Connection, report: ImportReport) -> None:
        if preview_of(report).counts != asked.counts:
            raise ChangedSince
        if report.refused and report.accepted:
            _keep_refused(path, report, bench)
        end(connection, job.id, _imported(report), datetime.now(UTC))

    options = worker.options(
        job, bench, partial=asked.partial, confirm_deleted=asked.confirmed, remember=True, finish=finish
    )
    try:
        import_file(worker.engine, path, options)
    except ChangedSince as error:
        _preview(worker, job, bench)
        return Ending(JobState.FAILED, str(error), {"changed_since": True})
    shutil.rmtree(path.parent, ignore_errors=True)
    return None


def _imported(report: ImportReport) -> Ending:
    new, changed, refused, deleted = preview_of(report).counts
    result = {"import": report.import_id, "refused": refused}
    if not report.accepted:
        return Ending(JobState.FAILED, f"Nothing was imported: {counted(refused, 'row was', 'rows were')} refused.")
    if report.import_id is None:
        return Ending(JobState.DONE, f"Nothing to change: every row of {report.file} was known already.", result)
    counts = ((new, "new row"), (changed, "changed row"), (deleted, "deleted row"))
    words = listed([counted(number, word) for number, word in counts if number])
    left_out = f"; {counted(refused, 'row was', 'rows were')} left out" if refused else ""
    return Ending(JobState.DONE, f"Imported {words} of {report.file}{left_out}.", result)


def _keep_refused(path: Path, report: ImportReport, bench: Bench) -> None:
    from importers.refused import refused_rows  # it loads what writes workbooks, which few jobs need

    (bench.folder / REFUSED_FILE).write_bytes(refused_rows(path, report))


def _mark(worker: Worker, job: Any, bench: Bench) -> Ending:
    """The person's own file with what trustops says of each row."""
    from importers.annotate import annotated

    path = Path(Asked.of(job.arguments).path)
    report = import_file(worker.engine, path, worker.options(job, bench, dry_run=True, outcomes=True))
    bench.tell(Progress("Marking your file"))
    (bench.folder / MARKED_FILE).write_bytes(annotated(path, report))
    return Ending(JobState.DONE, "Your file is marked.", {"file": MARKED_FILE})


def _refused(worker: Worker, job: Any, bench: Bench) -> Ending:
    """The refused rows alone, as a workbook."""
    path = Path(Asked.of(job.arguments).path)
    report = import_file(worker.engine, path, worker.options(job, bench, dry_run=True))
    _keep_refused(path, report, bench)
    return Ending(JobState.DONE, "The refused rows are ready.", {"file": REFUSED_FILE})


KINDS: Mapping[str, Callable[[Worker, Any, Bench], Ending | None]] = {
    PREVIEW: _preview,
    IMPORT: _import,
    MARK: _mark,
    REFUSED: _refused,
}
