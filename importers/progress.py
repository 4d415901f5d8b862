"""How far is a job? Told in a small file beside it, since the database is held while it writes; and how to stop it."""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

BEAT = 5.0
ALIVE_FOR = 60.0
FIRST = 1.0  # an estimate from less than a second of work would be a guess


@dataclass(frozen=True, slots=True)
class Progress:
    """What a job is doing: the stage in words, and how many of how many (None: not known)."""

    stage: str
    done: int = 0
    total: int | None = None

    def left(self, taken: timedelta) -> timedelta | None:
        """How long it will still take, if it goes on as it went; None when too little is known.

        >>> Progress("Checking", 250, 1000).left(timedelta(seconds=5))
        datetime.timedelta(seconds=15)
        """
        if not self.total or not self.done or taken.total_seconds() < FIRST:
            return None
        return taken * (self.total - self.done) / self.done


@dataclass(frozen=True, slots=True)
class Bench:
    """The folder of one job: how far it is, whether it is to stop, and the files that it made."""

    folder: Path

    def make(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def tell(self, progress: Progress) -> None:
        """Say how far it is; whoever reads sees the old words or the new, never half."""
        fresh = self.folder / "progress.new"
        fresh.write_text(json.dumps(asdict(progress)), "utf-8")
        os.replace(fresh, self.folder / "progress.json")

    def progress(self) -> Progress:
        """How far it is, as last told."""
        try:
            return Progress(**json.loads((self.folder / "progress.json").read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return Progress("Waiting")

    def ask_to_stop(self) -> None:
        self.make()
        (self.folder / "stop").touch()

    def is_to_stop(self) -> bool:
        return (self.folder / "stop").exists()

    def is_alive(self, now: datetime) -> bool:
        """Whether its worker has shown itself within the last minute."""
        try:
            return now.timestamp() - (self.folder / "beat").stat().st_mtime < ALIVE_FOR
        except OSError:
            return False

    @contextmanager
    def beating(self) -> Iterator[None]:
        """Show every few seconds that the worker lives, until it is done or dies."""
        over = threading.Event()

        def beat() -> None:
            while True:
                (self.folder / "beat").touch()
                if over.wait(BEAT):
                    return

        heart = threading.Thread(target=beat, daemon=True)
        heart.start()
        try:
            yield
        finally:
            over.set()
            heart.join()
