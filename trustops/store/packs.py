"""Which packs were made, and what did the trust know when each was? So that a figure can say which packs it was in."""

from datetime import UTC, date, datetime
from hashlib import sha256

from sqlalchemy import Connection, func, insert, select

from trustops.models import Import, PackMade


def note_pack(connection: Connection, *, meeting: str, as_of: date, made_by: str, content: bytes) -> int:
    """Remember that a pack was made of all that is known now, by the digest of its file; its number."""
    up_to = connection.execute(select(func.max(Import.id))).scalar()
    statement = insert(PackMade).values(
        meeting=meeting,
        as_of=as_of,
        made_at=datetime.now(UTC),
        made_by=made_by,
        sha256=sha256(content).hexdigest(),
        up_to_import=up_to,
    )
    return connection.execute(statement.returning(PackMade.id)).scalar_one()
