"""Which committee of this trust is meant by a recipient? Trusts name theirs as they please."""

from trustops.governance.obligations import DutyBook
from trustops.models import Committee, Meeting
from trustops.snapshot import Snapshot


def committees_meant(snapshot: Snapshot, recipient: str, book: DutyBook | None = None) -> tuple[str, ...]:
    """The refs of the committees that a recipient may mean (``TB/ARC``: either); none for one that does not meet.

    A word is a committee's own ref or name first, then a recipient's code or one of its usual names.

    >>> from datetime import date
    >>> from trustops.models import record_of
    >>> board = record_of(Committee)(committee="BOARD", name="Board of trustees")
    >>> committees_meant(Snapshot.of(date(2026, 11, 22), [board]), "TB/ARC")
    ('BOARD',)
    """
    table = book or DutyBook.published()
    return tuple(ref for word in recipient.split("/") for ref in _meant_by(snapshot, word.strip(), table))


def _meant_by(snapshot: Snapshot, word: str, book: DutyBook) -> list[str]:
    committees = snapshot.all(Committee)
    own = [row.committee for row in committees if word.casefold() in _names(row)]
    if own:
        return own
    usual = usual_names(word, book)
    return [row.committee for row in committees if usual & _names(row)]


def usual_names(word: str, book: DutyBook) -> frozenset[str]:
    """The names that a trust may give the committee that a code, or a name for it, stands for."""
    for code, recipient in book.recipients.items():
        if word == code or word.casefold() in recipient.committee_names:
            return frozenset(recipient.committee_names)
    return frozenset()


def _names(row: Committee) -> set[str]:
    return {row.committee.casefold(), row.name.casefold()}


def meetings_of(snapshot: Snapshot, committees: tuple[str, ...]) -> list[Meeting]:
    """The meetings of these committees, past and to come, in order of day."""
    found = [row for row in snapshot.all(Meeting) if row.committee in committees]
    return sorted(found, key=lambda row: (row.on_date, row.meeting))


def committee_name(snapshot: Snapshot, committee: str) -> str:
    """What a person calls a committee."""
    row = snapshot.one(Committee, committee)
    return row.name if row else committee
