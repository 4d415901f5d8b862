"""Is the history as it was? One digest over every import and all that it did, each link holding all before it.

The head after an import is ``sha256(head before, the import, its events)``, each row as canonical JSON with its number.
A head that was printed somewhere else (in a board pack) is therefore witness to all that came before it: edit, delete,
insert or reorder any row of it, or cut some off, and no point of the history has that head any more.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, select

from trustops.models import AuditEvent, Import

BEGINNING = sha256(b"trustops audit chain 1").hexdigest()
"""The head of a history in which nothing has happened."""

IMPORT = (
    *("id", "file", "sha256", "source", "accepted_by", "accepted_at"),
    *("created", "changed", "deleted", "undoes", "columns"),
)
EVENT = ("id", "import_id", "at", "who", "what", "sheet", "rows", "detail")
"""The columns that are sealed, named here so that one that is added later leaves the heads of old as they are."""


@dataclass(frozen=True, slots=True)
class Link:
    """The head after an import, with how many events it has and when it was."""

    import_id: int
    events: int
    at: datetime | None
    head: str


def links(connection: Connection, up_to: int | None = None) -> Iterator[Link]:
    """The links of the chain in order; ``up_to`` leaves out what came after an import."""
    imports = {row.id: row for row in connection.execute(_IMPORTS)}
    events: dict[int, list[Row[Any]]] = {}
    for row in connection.execute(_EVENTS):
        events.setdefault(row.import_id, []).append(row)
    head = BEGINNING
    for number in sorted({*imports, *events}):  # an event of an import that is not there is sealed all the same
        if up_to is not None and number > up_to:
            return
        made, done = imports.get(number), events.get(number, [])
        digest = sha256(head.encode())
        if made is not None:
            digest.update(_sealed("import", made))
        for event in done:
            digest.update(_sealed("event", event))
        head = digest.hexdigest()
        yield Link(number, len(done), _utc(made.accepted_at) if made is not None else None, head)


_IMPORTS = select(*(Import.__table__.columns[name] for name in IMPORT)).order_by(Import.id)
_EVENTS = select(*(AuditEvent.__table__.columns[name] for name in EVENT)).order_by(AuditEvent.id)


def audit_head(connection: Connection, up_to: int | None = None) -> str:
    """The digest of everything that was ever written, or of what was up to an import."""
    head = BEGINNING
    for link in links(connection, up_to):
        head = link.head
    return head


def _sealed(kind: str, row: Row[Any]) -> bytes:
    told = {name: _told(value) for name, value in row._mapping.items()}
    return json.dumps([kind, told], sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _told(value: Any) -> Any:
    """A value as both databases tell it alike: a moment in UTC, for SQLite keeps no time zone."""
    if isinstance(value, datetime):
        return _utc(value).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else value


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
