"""Who has an account, which of their sessions are open, and which one-time links still work?

Every function takes an engine and a time and does its work in one transaction of its own. A session or a link is
looked up by the digest of its token: the token itself is only in the browser, or in the hands of whom it was given.
"""

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, and_, delete, insert, select, update

from trustops.models import Account, AccountLink, AccountRole, AccountSession, UserRole
from trustops.quantities.errors import TrustopsError
from trustops.store.engine import reading

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=8)
LINK_WORKS_FOR = timedelta(hours=1)
NOTED_EVERY = timedelta(minutes=1)
"""How often a session's last use is written down; each time is a write to the disk."""


@dataclass(frozen=True, slots=True)
class Person:
    """An account as a page needs it: who, in which roles, of which school; never the password."""

    id: int
    email: str
    name: str
    active: bool
    site: str | None
    person: str | None
    roles: frozenset[UserRole]


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that is still good, and whose it is."""

    id: int
    person: Person
    began_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class SessionSeen:
    """A session as its owner sees it in the list of their own."""

    id: int
    began_at: datetime
    seen_at: datetime
    browser: str


@dataclass(frozen=True, slots=True)
class Link:
    """A one-time link that still works: for whom, or for the first administrator when nobody is named."""

    id: int
    person: Person | None


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction about accounts: on SQLite it takes the write lock at once, on PostgreSQL it waits for no import."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


def any_account(engine: Engine) -> bool:
    """Whether anybody has an account yet."""
    with reading(engine) as connection:
        return connection.execute(select(Account.id).limit(1)).first() is not None


# Accounts -----------------------------------------------------------------------------------------------------------


def canonical(email: str) -> str:
    """An e-mail address as it is kept and compared.

    >>> canonical(" Amira@Verulam.example ")
    'amira@verulam.example'
    """
    return email.strip().casefold()


def is_an_address(text: str) -> bool:
    """Whether a text can be an e-mail address: a name, one @ and a domain with a dot, and nothing that does not print.

    >>> is_an_address("amira@verulam.example"), is_an_address("amira@verulam"), is_an_address("a b@c.example")
    (True, False, False)
    """
    name, _, domain = text.partition("@")
    plain = text.isprintable() and not any(letter.isspace() or letter in "<>" for letter in text)
    return bool(name) and "." in domain.strip(".") and "@" not in domain and len(text) <= 254 and plain


def add_account(
    engine: Engine,
    *,
    email: str,
    name: str,
    roles: Iterable[UserRole],
    at: datetime,
    password_hash: str | None = None,
    site: str | None = None,
    person: str | None = None,
) -> int:
    """A new account's number; raises one sentence when the address has one already."""
    with writing(engine) as connection:
        return _insert_account(connection, email, name, frozenset(roles), at, password_hash, site, person)


def _insert_account(
    connection: Connection,
    email: str,
    name: str,
    roles: frozenset[UserRole],
    at: datetime,
    password_hash: str | None,
    site: str | None,
    person: str | None,
) -> int:
    kept = canonical(email)
    if connection.execute(select(Account.id).where(Account.email == kept)).first():
        raise TrustopsError(f"{kept} has an account already; send it a new one-time link instead.")
    statement = insert(Account).values(
        email=kept, name=name.strip(), password=password_hash, active=True, site=site, person=person, created_at=at
    )
    account = connection.execute(statement.returning(Account.id)).scalar_one()
    add_roles(connection, account, roles)
    return account


def add_roles(connection: Connection, account: int, roles: Iterable[UserRole]) -> None:
    """Give an account roles that it does not have."""
    connection.execute(insert(AccountRole), [{"account_id": account, "role": str(role)} for role in sorted(roles)])


def account_of(engine: Engine, email: str) -> tuple[Person, str | None] | None:
    """The account of an address, with its password's hash; None when there is none."""
    with reading(engine) as connection:
        row = connection.execute(select(Account.__table__).where(Account.email == canonical(email))).first()
        return None if row is None else (_person(connection, row.id), row.password)


def password_hash_of(engine: Engine, account: int) -> str | None:
    """The hash of an account's password; None before one is set."""
    with reading(engine) as connection:
        return connection.execute(select(Account.password).where(Account.id == account)).scalar()


def account_numbered(engine: Engine, account: int) -> Person | None:
    """The account of a number; None when it is gone."""
    with reading(engine) as connection:
        known = connection.execute(select(Account.id).where(Account.id == account)).scalar()
        return None if known is None else _person(connection, known)


def _person(connection: Connection, account: int) -> Person:
    with_roles = select(Account.__table__, AccountRole.role).outerjoin(AccountRole).where(Account.id == account)
    rows = connection.execute(with_roles).all()
    return _as_person(rows[0], [UserRole(row.role) for row in rows if row.role is not None])


def _as_person(row: Row[Any], roles: Iterable[UserRole]) -> Person:
    return Person(row.id, row.email, row.name, row.active, row.site, row.person, frozenset(roles))


def all_accounts(engine: Engine) -> list[Person]:
    """Everybody with an account, by address."""
    held: dict[int, set[UserRole]] = {}
    with reading(engine) as connection:
        for row in connection.execute(select(AccountRole.account_id, AccountRole.role)):
            held.setdefault(row.account_id, set()).add(UserRole(row.role))
        rows = connection.execute(select(Account.__table__).order_by(Account.email)).all()
    return [_as_person(row, held.get(row.id, ())) for row in rows]


def set_password(engine: Engine, account: int, password_hash: str, *, keep_session: int | None = None) -> None:
    """Give an account a new password, and end every session it has but the one to keep."""
    with writing(engine) as connection:
        connection.execute(update(Account).where(Account.id == account).values(password=password_hash))
        end_sessions(connection, account, keep_session)


def disable_account(engine: Engine, email: str) -> Person:
    """Take an account's right to sign in, its sessions and its links, at once.

    Raises one sentence when there is no such account, and when nobody would be left to look after the accounts.
    """
    with writing(engine) as connection:
        person = known_account(connection, email)
        keep_an_administrator(connection, person)
        connection.execute(update(Account).where(Account.id == person.id).values(active=False))
        connection.execute(delete(AccountLink).where(AccountLink.account_id == person.id))
        end_sessions(connection, person.id)
        return person


def known_account(connection: Connection, email: str) -> Person:
    """The account of an address, within a transaction; raises one sentence when there is none."""
    number = connection.execute(select(Account.id).where(Account.email == canonical(email))).scalar()
    if number is None:
        raise TrustopsError(f"Nobody has an account as {canonical(email)}; `trustops user list` shows who has.")
    return _person(connection, number)


def keep_an_administrator(connection: Connection, person: Person) -> None:
    """Raise one sentence when the accounts would have nobody to look after them without this administrator."""
    if person.active and UserRole.ADMINISTRATOR in person.roles and _administrators(connection) == {person.id}:
        raise TrustopsError(
            f"{person.email} is the only administrator, so nobody could add accounts any more; "
            "add another administrator first."
        )


def _administrators(connection: Connection) -> set[int]:
    """Who looks after the accounts; locked, so that of two who take the role from each other at once one waits."""
    active = (
        select(Account.id)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(Account.active, AccountRole.role == str(UserRole.ADMINISTRATOR))
        .order_by(Account.id)
    )
    return set(connection.execute(active.with_for_update()).scalars())


# Sessions -----------------------------------------------------------------------------------------------------------


def begin_session(engine: Engine, account: int, browser: str, at: datetime) -> str:
    """The token of a new session; sessions that ran out are cleared away on the occasion."""
    token = secrets.token_urlsafe(32)
    with writing(engine) as connection:
        connection.execute(delete(AccountSession).where(AccountSession.began_at < at - LONGEST))
        connection.execute(
            insert(AccountSession).values(
                token_sha256=digest(token), account_id=account, began_at=at, seen_at=at, browser=browser[:200]
            )
        )
    return token


def open_session(engine: Engine, token: str, at: datetime) -> OpenSession | None:
    """The session of a token, if it is still good: not ended, not idle too long, not too old, its account active."""
    with reading(engine) as connection:
        row = connection.execute(
            select(AccountSession.__table__).where(AccountSession.token_sha256 == digest(token))
        ).first()
        if row is None:
            return None
        began, seen = in_utc(row.began_at), in_utc(row.seen_at)
        person = _person(connection, row.account_id)
    if not person.active or at - seen > IDLE or at - began > LONGEST:
        return None
    if at - seen > NOTED_EVERY:
        with writing(engine) as connection:
            connection.execute(update(AccountSession).where(AccountSession.id == row.id).values(seen_at=at))
    return OpenSession(row.id, person, began, seen)


def in_utc(moment: datetime) -> datetime:
    """A moment as read back: SQLite forgets that it was UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def end_session(engine: Engine, token: str) -> None:
    """End one session, wherever its cookie is by now."""
    with writing(engine) as connection:
        connection.execute(delete(AccountSession).where(AccountSession.token_sha256 == digest(token)))


def end_other_sessions(engine: Engine, account: int, keep: int) -> None:
    """End every session of an account but one."""
    with writing(engine) as connection:
        end_sessions(connection, account, keep)


def end_sessions(connection: Connection, account: int, keep: int | None = None) -> None:
    """End every session of an account but the one to keep, within a transaction."""
    ours = delete(AccountSession).where(AccountSession.account_id == account)
    connection.execute(ours if keep is None else ours.where(AccountSession.id != keep))


def still_open(at: datetime) -> ColumnElement[bool]:
    """The condition of a session that is still good: not idle too long, not too old."""
    return and_(AccountSession.began_at >= at - LONGEST, AccountSession.seen_at >= at - IDLE)


def sessions_of(engine: Engine, account: int, at: datetime) -> list[SessionSeen]:
    """The open sessions of an account, the latest used first."""
    query = select(AccountSession.__table__).where(AccountSession.account_id == account, still_open(at))
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(AccountSession.seen_at.desc())).all()
    return [SessionSeen(row.id, in_utc(row.began_at), in_utc(row.seen_at), row.browser) for row in rows]


# One-time links -----------------------------------------------------------------------------------------------------


def first_account_link(engine: Engine, at: datetime) -> str | None:
    """The token of a new link for the first administrator, which ends the earlier ones; None once there is anybody."""
    if any_account(engine):
        return None
    with writing(engine) as connection:
        connection.execute(delete(AccountLink).where(AccountLink.account_id.is_(None)))
        return _new_link(connection, None, at)


def password_link(engine: Engine, email: str, at: datetime) -> str:
    """The token of a new link to set an account's password, which ends the earlier ones."""
    with writing(engine) as connection:
        person = known_account(connection, email)
        if not person.active:
            raise TrustopsError(f"The account of {person.email} is disabled, so it gets no new password.")
        connection.execute(delete(AccountLink).where(AccountLink.account_id == person.id))
        return _new_link(connection, person.id, at)


def _new_link(connection: Connection, account: int | None, at: datetime) -> str:
    token = secrets.token_urlsafe(32)
    connection.execute(
        insert(AccountLink).values(token_sha256=digest(token), account_id=account, expires_at=at + LINK_WORKS_FOR)
    )
    return token


def link_of(engine: Engine, token: str, at: datetime) -> Link | None:
    """The link of a token, if it still works."""
    with reading(engine) as connection:
        return _working_link(connection, token, at)


def _working_link(connection: Connection, token: str, at: datetime) -> Link | None:
    row = connection.execute(select(AccountLink.__table__).where(AccountLink.token_sha256 == digest(token))).first()
    if row is None or in_utc(row.expires_at) < at:
        return None
    if row.account_id is None:
        taken = connection.execute(select(Account.id).limit(1)).first()
        return None if taken else Link(row.id, None)
    person = _person(connection, row.account_id)
    return Link(row.id, person) if person.active else None


def use_link(engine: Engine, token: str, password_hash: str, at: datetime, *, email: str = "", name: str = "") -> int:
    """Use a link up: make the first administrator, or set the account's password and end its sessions.

    Returns the account's number. All of it happens in one transaction, so that of two uses at once one wins; raises
    one sentence when the link works no more.
    """
    with writing(engine) as connection:
        link = _working_link(connection, token, at)
        used = link and connection.execute(delete(AccountLink).where(AccountLink.id == link.id)).rowcount
        if link is None or not used:
            raise TrustopsError("This link has been used or has run out; ask for a new one.")
        if link.person is None:
            roles = frozenset({UserRole.ADMINISTRATOR})
            return _insert_account(connection, email, name, roles, at, password_hash, None, None)
        connection.execute(update(Account).where(Account.id == link.person.id).values(password=password_hash))
        end_sessions(connection, link.person.id)
        return link.person.id
