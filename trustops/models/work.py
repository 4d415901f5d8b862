"""What is trustops doing for somebody, and what did this trust choose before? Jobs, and remembered choices."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, DateTime, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from trustops.models.facts import Base
from trustops.models.kinds import ChoiceType


class JobState(StrEnum):
    """Where a job is: it waits, runs, and ends in one of three ways."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(Base):
    """A piece of long work that somebody asked for, and what came of it.

    How far it is stands beside its files, not here: the database is held while it writes. ``attempts`` counts how
    often a worker took it up; ``result`` is what the page that asked needs to know, ``message`` the one sentence that a
    person reads when it is over.
    """

    __tablename__ = "job"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    state: Mapped[JobState] = mapped_column(ChoiceType(JobState), index=True)
    asked_by: Mapped[str] = mapped_column(Text)
    account: Mapped[int | None] = mapped_column(Integer)
    arguments: Mapped[dict[str, object]] = mapped_column(JSON)
    result: Mapped[dict[str, object] | None] = mapped_column(JSON)
    message: Mapped[str | None] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    started_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    worker: Mapped[str | None] = mapped_column(String(80))
    attempts: Mapped[int] = mapped_column(Integer, default=0)


class ChoiceKind(StrEnum):
    """What was chosen: which sheet a tab is, which column a heading is, which value a word means, or what a file is."""

    SHEET = "sheet"
    HEADING = "heading"
    VALUE = "value"
    FILE = "file"


class RememberedChoice(Base):
    """What this trust's people mean by a word that trustops does not know, chosen once and used again.

    ``found`` is the word as it stands in their files, loosely (case and spaces apart); ``meaning`` is the sheet, the
    column or the value that it stands for, or empty when it is to be left out. ``sheet`` and ``column`` say where.
    ``written`` is the word as somebody wrote it when it was chosen; None of what was chosen before it was kept.
    """

    __tablename__ = "remembered_choice"
    __table_args__ = (UniqueConstraint("kind", "sheet", "column", "found"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[ChoiceKind] = mapped_column(ChoiceType(ChoiceKind))
    sheet: Mapped[str] = mapped_column(String(80))
    column: Mapped[str] = mapped_column(String(80))
    found: Mapped[str] = mapped_column(String(400))
    meaning: Mapped[str] = mapped_column(Text)
    written: Mapped[str | None] = mapped_column(Text)
    chosen_by: Mapped[str] = mapped_column(Text)
    chosen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
