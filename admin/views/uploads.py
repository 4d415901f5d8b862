"""Where does a file wait between its preview and its import? Under a random name, for its own sender, for a day."""

import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from werkzeug.datastructures import FileStorage

from importers.work import A_DAY, made_at
from trustops.quantities.errors import TrustopsError

MOST_WAITING = 5
LONGEST_NAME = 100
NOT_IN_NAMES = '<>:"/\\|?*'

GONE = "That upload is no longer here: it was imported, cancelled, or is older than a day. Choose the file again."


@dataclass(frozen=True, slots=True)
class Uploads:
    """The waiting files of one instance."""

    folder: Path

    def keep(self, sent: FileStorage, account: int) -> str:
        """Keep a file for its sender and give its random name; what waits too long or too many goes."""
        self.sweep(account)
        token = f"{account}-{secrets.token_hex(16)}"
        place = self.folder / token
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            place.mkdir(mode=0o700)
            path = place / safe_name(sent.filename or "")
            path.touch(mode=0o600)
            sent.save(path)
        except OSError as error:
            raise TrustopsError(
                f"The file could not be kept ({error.strerror}); tell whoever looks after trustops."
            ) from None
        return token

    def path(self, token: str) -> Path:
        """The waiting file of that name; raises one sentence when it is no longer there."""
        place = self.folder / token
        found = sorted(place.iterdir()) if place.is_dir() else []
        if not found or _too_old(place):
            raise TrustopsError(GONE)
        return found[0]

    def sweep(self, account: int) -> None:
        """Delete what is older than a day, and the oldest of one sender's where too many wait."""
        waiting = [place for place in self.folder.iterdir() if place.is_dir()] if self.folder.is_dir() else []
        mine = sorted((each for each in waiting if each.name.startswith(f"{account}-")), key=made_at, reverse=True)
        for place in {*(each for each in waiting if _too_old(each)), *mine[MOST_WAITING - 1 :]}:
            shutil.rmtree(place, ignore_errors=True)


def safe_name(typed: str) -> str:
    """The name of a file as it was sent, fit to be kept: no folder, nothing unprintable, not hidden, not long.

    >>> safe_name("../../etc/pass<wd>"), safe_name("C:\\\\Users\\\\A\\\\Our trust.xlsx"), safe_name("..")
    ('passwd', 'Our trust.xlsx', 'upload')
    """
    last = typed.replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter for letter in last if letter.isprintable() and letter not in NOT_IN_NAMES)
    while len(kept.encode("utf-8")) > LONGEST_NAME:  # a folder counts bytes, of which a letter may have four
        kept = kept[1:]
    return kept.lstrip(". ") or "upload"


def _too_old(place: Path) -> bool:
    return made_at(place) < time.time() - A_DAY
