"""Who works while people wait? A thread of the server for a trust of its own, or `trustops worker` beside it."""

import threading
import time
from dataclasses import dataclass, field
from typing import Any

from importers.work import Worker
from trustops.models import JobState
from trustops.store.jobs import job_of

LOOK_EVERY = 0.05
SWEEP_EVERY = 3600.0
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
            self.more.wait(SWEEP_EVERY)  # what nobody confirmed goes after a day, though nobody asks for anything
            self.more.clear()
            self.worker.sweep()
            while self.worker.run_next():
                pass

    def wait(self, job: int, seconds: float) -> Any:
        """The job, when it is over or the time is up; most are over before a person would see a page in between."""
        until = time.monotonic() + seconds
        while True:
            found = job_of(self.worker.engine, job)
            if found is None or found.state in OVER or time.monotonic() > until:
                return found
            time.sleep(LOOK_EVERY)
