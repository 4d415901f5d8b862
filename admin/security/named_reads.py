"""Who opened what names people and says what was judged of their readiness? One row each time, and none of whom.

It is written before the page is sent, so what cannot be written down is not shown.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, Engine, func, insert, select

from admin.security.accounts import in_utc, writing
from trustops.models import Account, NamedRead

READS = {
    "succession.index": "Succession",
    "what_if.index": "What if these people left",
    "vacancies.index": "Vacancies",
    "chances.index": "How long the cover lasts",
    "packs.file": "Confidential part of a frozen pack",
    "packs.make": "Confidential part of a pack",
    "records.index": "Records",
    "records.sheet": "Successors sheet",
    "records.one": "A row of the Successors sheet",
    "records.find": "A row of the Successors sheet",
    "records.add": "A new row of the Successors sheet",
    "records.edit": "A row of the Successors sheet, to change it",
    "records.remove": "Rows of the Successors sheet, to delete them",
    "data.one": "What an import changed of readiness",
    "data.undo": "What undoing an import would change of readiness",
    "data.preview": "What a file would change of readiness",
    "data.export": "The whole trust as a workbook",
}
"""What each page is called in the list, by its endpoint."""


class Read(NamedTuple):
    """Somebody opened a page: when, who by name and e-mail address, what, and as of which day."""

    at: datetime
    name: str
    email: str
    what: str
    as_of: date


def note_read(engine: Engine, account: int, page: str, as_of: date) -> None:
    """Write down that an account opened a page that names people."""
    with writing(engine) as connection:
        connection.execute(
            insert(NamedRead).values(account_id=account, at=datetime.now(UTC), page=page[:60], as_of=as_of)
        )


def latest_reads(connection: Connection, most: int) -> Sequence[Read]:
    """The latest, the newest first, in one query."""
    query = select(NamedRead.at, Account.name, Account.email, NamedRead.page, NamedRead.as_of)
    rows = connection.execute(query.join(Account).order_by(NamedRead.id.desc()).limit(most)).all()
    return [Read(in_utc(row.at), row.name, row.email, READS.get(row.page, row.page), row.as_of) for row in rows]


def reads_since(connection: Connection, moment: datetime) -> tuple[int, int]:
    """How often anything was opened since a moment, and by how many accounts."""
    counts = select(func.count(), func.count(NamedRead.account_id.distinct())).where(NamedRead.at >= moment)
    row = connection.execute(counts).one()
    return row[0], row[1]
