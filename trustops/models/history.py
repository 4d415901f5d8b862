"""Where did each row come from, and what changed it? Imports, one audit event for every change, and packs made."""

from datetime import date, datetime

from sqlalchemy import JSON, Date, DateTime, ForeignKey, Index, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from trustops.models.facts import Base


class Import(Base):
    """One accepted import, one save by a person, or the undoing of either: the origin of every row that it wrote.

    ``undoes`` is the import that this one took back. ``columns`` says, for each sheet, in which column of the file
    each fact stood, so that a figure can name its cell.
    """

    __tablename__ = "import"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    file: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(String(40))
    accepted_by: Mapped[str] = mapped_column(Text)
    accepted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    created: Mapped[int] = mapped_column(Integer)
    changed: Mapped[int] = mapped_column(Integer)
    deleted: Mapped[int] = mapped_column(Integer, server_default="0")
    undoes: Mapped[int | None] = mapped_column(ForeignKey("import.id"), index=True)
    columns: Mapped[dict[str, dict[str, str]] | None] = mapped_column(JSON)


class AuditEvent(Base):
    """What one import or save did to one sheet, written in the same transaction.

    ``detail`` holds, for each changed row, its key and the fields that changed, before and after; for each deleted
    row all that it said; of a created row nothing, since the row itself is in its table.
    """

    __tablename__ = "audit_event"
    __table_args__ = (Index(None, "sheet"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("import.id"), index=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    who: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(String(20))
    sheet: Mapped[str] = mapped_column(String(60))
    rows: Mapped[int] = mapped_column(Integer)
    detail: Mapped[dict[str, object]] = mapped_column(JSON)


class PackMade(Base):
    """A board pack that was made: for which meeting, as of which day, and by what the trust knew (``up_to_import``)."""

    __tablename__ = "pack_made"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    meeting: Mapped[str] = mapped_column(String(80))
    as_of: Mapped[date] = mapped_column(Date)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    made_by: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    up_to_import: Mapped[int | None] = mapped_column(ForeignKey("import.id"))


class FrozenPack(Base):
    """A version of a meeting's board pack that never changes again.

    ``figures`` is every figure in it with its origin, so that the next version can say what differs and why;
    ``audit_head`` is the digest of all that was ever written when it was frozen, printed in the pack.
    """

    __tablename__ = "frozen_pack"
    __table_args__ = (UniqueConstraint("meeting", "number"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    meeting: Mapped[str] = mapped_column(String(80))
    number: Mapped[int] = mapped_column(Integer)
    as_of: Mapped[date] = mapped_column(Date)
    frozen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    frozen_by: Mapped[str] = mapped_column(Text)
    why: Mapped[str | None] = mapped_column(Text)
    up_to_import: Mapped[int | None] = mapped_column(ForeignKey("import.id"))
    audit_head: Mapped[str] = mapped_column(String(64))
    figures: Mapped[dict[str, object]] = mapped_column(JSON)


class FrozenFile(Base):
    """A file of a frozen pack, just as it was made."""

    __tablename__ = "frozen_file"
    __table_args__ = (UniqueConstraint("pack_id", "name"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    pack_id: Mapped[int] = mapped_column(ForeignKey("frozen_pack.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)
