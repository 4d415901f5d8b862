"""How are the words of a pack's box saved? As one row of the Commentary sheet, written as every form writes."""

import unicodedata
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from admin.pages import LONDON
from admin.security.signed_in import SignedIn
from reports.pack.boxes import BOXES, CONFIDENTIAL
from reports.writers.letters import plain
from trustops.models import Commentary, Holder, Kpi, Meeting
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted
from trustops.store.one_row import Gone, MovedOn, Shown, Taken, changing, creating
from trustops.store.remove import removal
from trustops.store.write import Comparison, Origin, write

LONGEST = 6000  # letters: a box is for a few hundred words at most
EMPTY = Shown(0, 0)


class Said(NamedTuple):
    """What became of it: the sentence, and whether it was kept."""

    sentence: str
    kept: bool = True


class Words(NamedTuple):
    """What was typed into a box, and the state of its row that was shown; the row's number is 0 where it was empty."""

    about: str
    text: str
    row: int
    shown: Shown


def words_of(form: dict[str, str]) -> Words:
    """The words of a form; raises one sentence where the form is not one of ours."""
    try:
        row, version, created_in = (int(part) for part in form.get("state", "0-0-0").split("-"))
    except ValueError:
        raise TrustopsError("The form could not be read; go back to the pack, and write it once more.") from None
    written = form.get("text", "").replace("\r\n", "\n").replace("\r", "\n")
    text = plain(unicodedata.normalize("NFC", written)).strip()
    return Words(form.get("about", "")[:80], text, row, Shown(version, created_in))


def save_words(connection: Connection, user: SignedIn, meeting: str, words: Words, as_of: date) -> Said:
    """Keep the words of a box, or take them out where nothing is left of them. The caller holds the transaction.

    Words that somebody else wrote meanwhile are not written over: the sentence says who did, and when.
    """
    title = _title(connection, meeting, words.about)
    if len(words.text) > LONGEST:
        letters = counted(len(words.text), "letter")
        return Said(f"“{title}” was not saved: it has {letters}, and a box holds {LONGEST:,}; shorten it.", kept=False)
    comparison = _compared(connection, user, meeting, words, as_of)
    if isinstance(comparison, MovedOn):
        clock = comparison.at.astimezone(LONDON)
        return Said(
            f"“{title}” was not saved: {comparison.who} wrote it at {clock:%H:%M} on {clock.day} {clock:%B}. What you "
            "typed is kept below; what they wrote stands over it. Save again to put yours in its place.",
            kept=False,
        )
    if isinstance(comparison, Gone | Taken):
        return Said(f"“{title}” was not saved: somebody wrote or took it out just now; look at it again.", kept=False)
    who = user.name
    write(connection, [comparison], Origin(file=f"typed in by {who}", sha256="", source="form", accepted_by=who))
    return Said(f"“{title}” is saved." if words.text else f"“{title}” is empty now.")


def _title(connection: Connection, meeting: str, about: str) -> str:
    if connection.execute(select(Meeting.id).where(Meeting.meeting == meeting)).scalar() is None:
        raise TrustopsError(f"There is no meeting “{meeting[:80]}”, so nothing was saved.")
    box = CONFIDENTIAL if about == CONFIDENTIAL.about else BOXES.get(about)
    if box is not None:
        return box.title
    name: str | None = connection.execute(select(Kpi.name).where(Kpi.kpi == about)).scalar()
    if name is None:
        raise TrustopsError("There is no such box in a pack, so nothing was saved; go back to the pack.")
    return name


def _compared(
    connection: Connection, user: SignedIn, meeting: str, words: Words, as_of: date
) -> Comparison | MovedOn | Gone | Taken:
    """What saving would do: a new row, another text in it, or its going where nothing is left of the words."""
    values = {"text": words.text}
    if words.row:
        found = changing(connection, Commentary, words.row, words.shown, values)
        if words.text or not isinstance(found, Comparison):
            return found
        return removal(connection, Commentary, [words.row])
    if not words.text:
        return Comparison(Commentary, (), (), (), (), 0)
    keyed = {"meeting": meeting, "about": words.about} | values
    return creating(connection, Commentary, keyed | {"written_by": _own_post(connection, user, as_of)})


def _own_post(connection: Connection, user: SignedIn, as_of: date) -> str | None:
    """The post of whoever writes, where the account says who they are and they hold one."""
    if user.person is None:
        return None
    columns = Holder.__table__.columns
    ended = columns.to_date.is_(None) | (columns.to_date >= as_of)
    held = select(columns.post).where(columns.person == user.person, columns.from_date <= as_of, ended)
    post: str | None = connection.execute(held.order_by(columns.acting, columns.post)).scalar()
    return post
