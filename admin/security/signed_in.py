"""Who is asking? The person of this request's session, which is looked up in the database every time.

The cookie holds the token of a session and nothing about the person: Flask-Login takes the token for the user's id,
so a session that was ended (signed out, password changed, account disabled) is nobody's at the very next request.
"""

from datetime import UTC, datetime
from typing import Any

from flask import Flask, current_app, request
from flask import session as cookie
from flask_login import current_user
from flask_security import RoleMixin, Security, UserMixin
from flask_security.datastore import UserDatastore
from flask_security.utils import login_user, logout_user
from sqlalchemy import Engine

from admin.security.accounts import Person, begin_session, end_session, open_session
from admin.security.policy import SMALL_NUMBERS
from admin.security.sight import ON_NO_ROW, Sight
from trustops.models import DataClass, UserRole

SHORTEST_PASSWORD = 12


class SignedIn(UserMixin):
    """The person who is signed in, and the session by which they are; Flask-Security's own kind of role is not used."""

    fs_uniquifier = ""

    def __init__(self, person: Person, session_id: int, token: str) -> None:
        self.account = person
        self.session_id = session_id
        self.fs_uniquifier = token
        self.active = person.active
        self.email = person.email
        self.roles = []

    @property
    def name(self) -> str:
        return self.account.name

    @property
    def held(self) -> frozenset[UserRole]:
        """The roles of the policy that this person holds."""
        return self.account.roles

    @property
    def site(self) -> str | None:
        """The only school that this person sees, when they are a head and nothing more."""
        return self.account.site if self.held == {UserRole.HEAD} else None

    @property
    def person(self) -> str | None:
        """Their own row of the People sheet, when the account says which."""
        return None if self.account.person == ON_NO_ROW else self.account.person

    @property
    def sight(self) -> Sight:
        """What they may be shown."""
        return Sight.of(self.held, self.account.person)

    def has_role(self, role: Any) -> bool:
        return role in self.held


def sees(user: SignedIn | None, data_class: DataClass) -> bool:
    """Whether somebody may see data of a class."""
    return user is not None and data_class in user.sight.classes


def sees_small_numbers(user: SignedIn | None) -> bool:
    """Whether somebody sees figures that tell of a few people."""
    return user is not None and bool(user.held & SMALL_NUMBERS)


class SessionStore(UserDatastore):
    """Finds the person of a session for Flask-Security, in our own tables."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(SignedIn, RoleMixin)
        self.engine = engine

    def find_user(self, case_insensitive: bool = False, **asked: Any) -> SignedIn | None:
        token = str(asked.get("fs_uniquifier", ""))
        found = open_session(self.engine, token, datetime.now(UTC)) if token else None
        return SignedIn(found.person, found.id, token) if found else None


def secure_sign_in(app: Flask, engine: Engine) -> None:
    """Flask-Security for hashing and for the person of a request; its own pages are left out for ours."""
    app.config.update(
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106 - the name of the method, argon2id
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_PASSWORD_SINGLE_HASH={"argon2"},  # no second secret that could be lost with everybody's password
        SECURITY_PASSWORD_LENGTH_MIN=SHORTEST_PASSWORD,
        SECURITY_RETURN_GENERIC_RESPONSES=True,
        SECURITY_REGISTERABLE=False,
        SECURITY_RECOVERABLE=False,
        SECURITY_DEFAULT_REMEMBER_ME=False,
        SECURITY_CLI_USERS_NAME="",
        SECURITY_CLI_ROLES_NAME="",
    )
    security = Security(app, SessionStore(engine), register_blueprint=False)
    security.login_manager.session_protection = None  # a phone changes its address; the session's own row decides


def signed_in() -> SignedIn | None:
    """Whoever is signed in, or None."""
    return current_user._get_current_object() if current_user.is_authenticated else None


def begin(engine: Engine, person: Person) -> None:
    """Sign somebody in: a new session, whatever the browser held before."""
    cookie.clear()
    now = datetime.now(UTC)
    token = begin_session(engine, person.id, request.user_agent.string, now)
    found = open_session(engine, token, now)
    if found is not None:
        login_user(SignedIn(found.person, found.id, token), remember=False)


def end(engine: Engine) -> None:
    """Sign out: the session's row goes, so that a copy of the cookie opens nothing."""
    user = signed_in()
    if user is not None:
        end_session(engine, user.fs_uniquifier)
    logout_user()
    cookie.clear()


def engine_of_app() -> Engine:
    """The database of the running application."""
    engine: Engine = current_app.extensions["trustops"].engine
    return engine
