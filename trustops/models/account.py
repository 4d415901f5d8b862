"""Who may sign in, in which roles, and which of their sessions are open? Kept beside the facts, never among them.

None of this is a sheet: it is not imported, exported or shown in a pack. A password is kept as its hash, and a
session or a one-time link as the digest of its token, so that a copy of the database opens nothing.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Boolean, Date, DateTime, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from trustops.models.facts import Base


class UserRole(StrEnum):
    """What a person is to the trust, which decides what they may see and do."""

    ADMINISTRATOR = "administrator"
    CEO = "ceo"
    CFO = "cfo"
    GOVERNANCE = "governance"
    HR_LEAD = "hr_lead"
    TRUSTEE = "trustee"
    HEAD = "head"


class Account(Base):
    """Somebody who may sign in. ``site`` is a head's school; ``person`` their own row of the People sheet, if known.

    ``person`` is a payroll number and no foreign key: an import may take the person away, the account stays.
    """

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(Text)
    password: Mapped[str | None] = mapped_column(Text)
    active: Mapped[bool] = mapped_column(Boolean)
    site: Mapped[str | None] = mapped_column(String(6))
    person: Mapped[str | None] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class AccountRole(Base):
    """One role of one account."""

    __tablename__ = "account_role"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)


class AccountSession(Base):
    """A browser that is signed in. Without its row a cookie opens nothing, so deleting the row ends the session."""

    __tablename__ = "account_session"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    began_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    browser: Mapped[str] = mapped_column(String(200))


class AccountLink(Base):
    """A link that works once: for the first administrator (no account yet), or to set an account's password."""

    __tablename__ = "account_link"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class NamedRead(Base):
    """A page, file or sheet that says by name who is ready for what, opened by somebody; ``as_of`` is its day.

    It says who looked and where, and nothing of whom they read. The database itself refuses to change or delete it.
    """

    __tablename__ = "named_read"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    page: Mapped[str] = mapped_column(String(60))
    as_of: Mapped[date] = mapped_column(Date)
