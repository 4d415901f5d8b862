"""Who works while people wait? A thread of the server for a trust of its own, or `trustops worker` beside it."""

import logging
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from importers.work import Worker
from trustops.models import JobState
from trustops.store.jobs import job_of

log = logging.getLogger("trustops.work")

LOOK_EVERY = 0.05
LOOK_AGAIN = 15.0
OVER = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


@dataclass(slots=True)
class Desk:
    """Where the pages leave their jobs. With ``inside``, a thread of this server takes them up at once."""

    worker: Worker
    inside: bool
    thread: threading.Thread | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)
    more: threading.Event = field(default_factory=threading.Event)

    def wake(self) -> None:
        """Say that there is work; the thread is made when it is first needed."""
        if not self.inside:
            return
        self.more.set()
        with self.lock:
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(target=self._work, name="trustops-worker", daemon=True)
                self.thread.start()

    def _work(self) -> None:
        while True:
            # Though nobody asks: what stopped with the last server is seen to be dead only after a minute, and what
            # nobody confirmed goes after a day.
            self.more.wait(LOOK_AGAIN)
            self.more.clear()
            try:
                self.worker.sweep()
                while self.worker.run_next():
                    pass
            except Exception:  # nobody watches this thread: it is in the log, and what it left is taken up again
                log.exception("the worker could not look for work; it looks again in %s seconds", LOOK_AGAIN)

    def wait(self, job: int, seconds: float) -> Any:
        """The job, when it is over or the time is up; most are over before a person would see a page in between."""
        until = time.monotonic() + seconds
        while True:
            found = job_of(self.worker.engine, job)
            if found is None or found.state in OVER or time.monotonic() > until:
                return found
            time.sleep(LOOK_EVERY)
