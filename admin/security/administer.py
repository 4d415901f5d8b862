"""What may an administrator do to somebody's account? Invite, change what it may do, switch on and off, sign out.

The Accounts page and the command ``trustops user`` both come here, so that neither allows what the other refuses.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, delete, func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from admin.security import accounts
from admin.security.sight import ON_NO_ROW
from trustops.models import Account, AccountRole, AccountSession, School, UserRole
from trustops.models import Person as PersonRow
from trustops.quantities.errors import TrustopsError
from trustops.store.engine import reading

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Access:
    """What an account may see and do: its roles, a head's school (URN), and whose it is: a payroll number or none."""

    roles: frozenset[UserRole]
    site: str | None = None
    person: str | None = None

    @classmethod
    def of(cls, roles: Iterable[str], site: str | None, person: str | None) -> "Access":
        """From what was typed: only a head is kept to a school, and nothing typed is nothing.

        >>> Access.of(["trustee"], "990001", " ").site is None
        True
        """
        held = frozenset(UserRole(role) for role in roles)
        school = (site or "").strip() if UserRole.HEAD in held else ""
        return cls(held, school or None, (person or "").strip() or None)

    @classmethod
    def held_by(cls, person: accounts.Person) -> "Access":
        """What an account may do today."""
        return cls(person.roles, person.site, person.person)


@dataclass(frozen=True, slots=True)
class AccountSeen:
    """An account in the list of all: how many sessions are open, and the last use of those that are still kept."""

    person: accounts.Person
    has_password: bool
    sessions: int
    seen_at: datetime | None


def accounts_seen(engine: Engine, at: datetime) -> list[AccountSeen]:
    """Everybody with an account, by name, with their sessions. A session is kept for eight hours at most."""
    last, open_now = func.max(AccountSession.seen_at), func.count().filter(accounts.still_open(at))
    sessions = select(AccountSession.account_id, last.label("seen_at"), open_now.label("open_now"))
    with reading(engine) as connection:
        rows = connection.execute(sessions.group_by(AccountSession.account_id))
        kept = {row.account_id: (row.open_now, accounts.in_utc(row.seen_at)) for row in rows}
        ready = set(connection.execute(select(Account.id).where(Account.password.is_not(None))).scalars())
    people = sorted(accounts.all_accounts(engine), key=lambda person: (person.name.casefold(), person.email))
    return [AccountSeen(person, person.id in ready, *kept.get(person.id, (0, None))) for person in people]


def account_numbered(engine: Engine, number: int) -> accounts.Person:
    """The account of a number; raises one sentence when there is none."""
    found = next((person for person in accounts.all_accounts(engine) if person.id == number), None)
    if found is None:
        raise TrustopsError(f"There is no account {number}; the Accounts page lists those there are.")
    return found


# What was typed -----------------------------------------------------------------------------------------------------


def why_not_invite(engine: Engine, email: str, name: str, access: Access) -> dict[str, str]:
    """What is wrong with a new account, by field, one sentence each; empty when nothing is."""
    problems = {}
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        problems["name"] = f"Type the person’s name as others should see it, in at most {LONGEST_NAME} characters."
    if not accounts.is_an_address(email.strip()):
        problems["email"] = f"“{email[:80]}” is not an e-mail address; type it like name@trust.org.uk."
    elif accounts.account_of(engine, email):
        kept = accounts.canonical(email)
        problems["email"] = f"{kept} has an account already; send it a new one-time link instead."
    return problems | why_not_access(engine, access)


def why_not_access(engine: Engine, access: Access) -> dict[str, str]:
    """What is wrong with what an account is to see and do, by field; empty when nothing is."""
    problems = {}
    with reading(engine) as connection:
        if not access.roles:
            problems["roles"] = "Choose at least one role; without one an account opens no page."
        if UserRole.HEAD in access.roles and (problem := _school_problem(connection, access.site)):
            problems["site"] = problem
        if access.person not in (None, ON_NO_ROW) and not _there(connection, PersonRow.person, access.person):
            problems["person"] = (
                f"Nobody on the People sheet has the payroll number {access.person[:80]}; "
                f"correct it, or type {ON_NO_ROW} for somebody who is not on that sheet."
            )
    return problems


def _school_problem(connection: Connection, site: str | None) -> str | None:
    if not site:
        return "A head sees their own school: say which one."
    if not _there(connection, School.urn, site):
        return f"There is no school with the URN {site[:20]}; import the Schools sheet first."
    return None


def _there(connection: Connection, column: InstrumentedAttribute[str], value: str) -> bool:
    return connection.execute(select(column).where(column == value)).first() is not None


def refuse(problems: dict[str, str]) -> None:
    """Raise the problems as one error, for whoever has no form to show them beside."""
    if problems:
        raise TrustopsError(" ".join(problems.values()))


# What is done -------------------------------------------------------------------------------------------------------


def invite(engine: Engine, email: str, name: str, access: Access, at: datetime) -> str:
    """Make an account without a password; returns the token of the link by which its person chooses one.

    Raises what :func:`why_not_invite` finds.
    """
    refuse(why_not_invite(engine, email, name, access))
    accounts.add_account(
        engine, email=email, name=name, roles=access.roles, at=at, site=access.site, person=access.person
    )
    return accounts.password_link(engine, email, at)


def change_access(engine: Engine, email: str, access: Access, *, by: int | None) -> bool:
    """Change what an account may see and do, and end its sessions so that it holds at once; whether anything changed.

    ``by`` is the account of who asks, None at the command line. Raises one sentence for one's own account, for the
    last administrator's role, and for what :func:`why_not_access` finds.
    """
    refuse(why_not_access(engine, access))
    with accounts.writing(engine) as connection:
        person = accounts.known_account(connection, email)
        refuse_own(person, by)
        if Access.held_by(person) == access:
            return False
        if UserRole.ADMINISTRATOR not in access.roles:
            accounts.keep_an_administrator(connection, person)
        connection.execute(
            update(Account).where(Account.id == person.id).values(site=access.site, person=access.person)
        )
        connection.execute(delete(AccountRole).where(AccountRole.account_id == person.id))
        accounts.add_roles(connection, person.id, access.roles)
        accounts.end_sessions(connection, person.id)
        return True


def refuse_own(person: accounts.Person, by: int | None) -> None:
    """Raise one sentence when somebody would change the account by which they are signed in."""
    if person.id == by:
        raise TrustopsError(
            "This is your own account, and nobody changes their own roles or switches themselves off; "
            "ask another administrator."
        )


def enable_account(engine: Engine, email: str) -> accounts.Person:
    """Give an account back its right to sign in, with the password that it had."""
    with accounts.writing(engine) as connection:
        person = accounts.known_account(connection, email)
        connection.execute(update(Account).where(Account.id == person.id).values(active=True))
        return person


def sign_out_everywhere(engine: Engine, email: str) -> None:
    """End every session of an account."""
    with accounts.writing(engine) as connection:
        accounts.end_sessions(connection, accounts.known_account(connection, email).id)
