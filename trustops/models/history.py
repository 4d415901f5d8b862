"""Where did each row come from, and what changed it? Imports, and one audit event for every change."""

from datetime import datetime

from sqlalchemy import JSON, DateTime, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from trustops.models.facts import Base


class Import(Base):
    """One accepted import, or one save by a person: the origin of every row that it wrote."""

    __tablename__ = "import"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    file: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(String(40))
    accepted_by: Mapped[str] = mapped_column(Text)
    accepted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    created: Mapped[int] = mapped_column(Integer)
    changed: Mapped[int] = mapped_column(Integer)


class AuditEvent(Base):
    """What one import or save did to one sheet, written in the same transaction.

    ``before`` and ``after`` hold, for each changed row, its key and the fields that changed; of a created row only
    the key, since the row itself is in its table.
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
