"""Where did each row come from, and what changed it? Imports, one audit event for every change, and packs made."""

from datetime import date, datetime

from sqlalchemy import JSON, Date, DateTime, ForeignKey, Index, Integer, String, Text
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
