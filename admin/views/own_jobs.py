"""Whose job is it, and where are its files? A job is its asker's own: to everybody else it is not there."""

import shutil
from pathlib import Path
from typing import Any

from flask import current_app

from admin.pages import TrustopsView
from admin.views.uploads import GONE, Uploads
from admin.worker import Desk
from importers.progress import Bench
from importers.work import Asked
from trustops.quantities.errors import TrustopsError
from trustops.store.jobs import job_of


class OwnJobs(TrustopsView):
    """Pages about the jobs that a person asked for."""

    def _own(self, ticket: str) -> Any:
        """A job of this person's; anything else is one sentence."""
        number = number_in(ticket)
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


def number_in(text: str) -> int | None:
    """The number that a person typed or a link says; None where it is none."""
    plain = text.replace(",", "").strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 10 else None
