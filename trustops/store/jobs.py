"""Which long work was asked for, who is doing it, and what came of it? The job table, and nothing that does the work.

A job is taken by one worker at a time. When its worker dies it is taken up again; since a job ends in the very
transaction that writes its rows, what was written once is never written twice.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from trustops.models import Job, JobState
from trustops.store.engine import reading, writing

MOST_ATTEMPTS = 3
GIVEN_UP = (
    "It was begun three times and stopped each time, so it was given up; nothing was changed. Try a smaller file."
)
OPEN = (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a job ended: in which state, the sentence a person reads, and what the page that asked needs to know."""

    state: JobState
    message: str
    result: Mapping[str, Any] | None = None


def ask(
    connection: Connection, kind: str, arguments: Mapping[str, Any], *, asked_by: str, account: int | None, at: datetime
) -> int:
    """Ask for a job, and get its number."""
    statement = insert(Job).values(
        kind=kind,
        state=JobState.WAITING,
        asked_by=asked_by,
        account=account,
        arguments=dict(arguments),
        asked_at=at,
        attempts=0,
    )
    return connection.execute(statement.returning(Job.id)).scalar_one()


def take(engine: Engine, worker: str, at: datetime, is_alive: Callable[[int], bool]) -> Any | None:
    """Take the job that has waited longest, or one whose worker is no longer alive; None when there is none.

    ``is_alive`` says of a running job's number whether its worker still is. A job that was begun too often is given up.
    """
    with writing(engine) as connection:
        unfinished = select(*Job.__table__.columns).where(Job.state.in_(OPEN)).order_by(Job.id)
        for job in connection.execute(unfinished).all():
            if job.state is JobState.RUNNING and is_alive(job.id):
                continue
            if job.attempts >= MOST_ATTEMPTS:
                end(connection, job.id, Ending(JobState.FAILED, GIVEN_UP), at)
                continue
            taken = {"state": JobState.RUNNING, "worker": worker, "started_at": at, "attempts": job.attempts + 1}
            connection.execute(update(Job).where(Job.id == job.id).values(taken))
            return job
    return None


def end(connection: Connection, job: int, ending: Ending, at: datetime) -> None:
    """End a job, within the transaction of what it wrote; one that has ended stays as it is."""
    values = {
        "state": ending.state,
        "message": ending.message,
        "result": dict(ending.result) if ending.result is not None else None,
        "finished_at": at,
    }
    connection.execute(update(Job).where(Job.id == job, Job.state.in_(OPEN)).values(values))


def job_of(engine: Engine, job: int) -> Any | None:
    """A job by its number."""
    with reading(engine) as connection:
        return connection.execute(select(*Job.__table__.columns).where(Job.id == job)).first()
