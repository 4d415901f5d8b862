"""Who may sign in, in which roles, and how does somebody new begin? For administrators alone."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from flask import flash, redirect, request, url_for
from sqlalchemy import Engine
from werkzeug.wrappers import Response

from admin.pages import TrustopsView, expose
from admin.security import accounts, administer
from admin.security.accounts import Person
from admin.security.administer import Access, AccountSeen, account_numbered
from admin.security.audit import note
from admin.security.signed_in import engine_of_app
from admin.views.account_words import ROLE_CHOICES, lead_sentence, moment_text, roles_in_words, state_of
from trustops.models import UserRole

UNPROCESSABLE = 422
NOT_SEEN = "no session of theirs is kept; one is kept for eight hours"


class AccountLine(NamedTuple):
    """An account in words, for the list."""

    number: int
    name: str
    email: str
    roles: str
    school: str
    state: tuple[str, str]
    seen: str
    sessions: int
    own: bool


class AccountsView(TrustopsView):
    """Everybody with an account, and one account with what may be done to it."""

    title = "Accounts"
    place = "accounts"
    address = "/accounts"

    @expose("/")
    def index(self) -> str:
        return self._list({}, {})

    @expose("/", "POST")
    def invite(self) -> str | tuple[str, int]:
        email, name = request.form.get("email", "").strip()[:255], request.form.get("name", "").strip()[:255]
        engine, access = engine_of_app(), access_typed()
        problems = administer.why_not_invite(engine, email, name, access)
        if problems:
            return self._list(problems, {"email": email, "name": name} | typed(access)), UNPROCESSABLE
        token = administer.invite(engine, email, name, access, now())
        note(f"account added with the roles {named(access)}", email, by=self.user.email)
        return self._one(person_at(engine, email), token=token)

    @expose("/<int:number>")
    def one(self, number: int) -> str:
        return self._one(account_numbered(engine_of_app(), number))

    @expose("/<int:number>", "POST")
    def change(self, number: int) -> str | Response | tuple[str, int]:
        engine, access = engine_of_app(), access_typed()
        person = self._somebody_else(number)
        problems = administer.why_not_access(engine, access)
        if problems:
            return self._one(person, problems=problems, entered=typed(access)), UNPROCESSABLE
        if not administer.change_access(engine, person.email, access, by=self.user.account.id):
            return self._done(person, "Nothing was changed: the account was so already.")
        note(f"account given the roles {named(access)}", person.email, by=self.user.email)
        return self._done(person, f"{person.name} is signed out; what you chose holds from their next sign-in.")

    @expose("/<int:number>/link", "GET", "POST")
    def link(self, number: int) -> str | Response:
        """A new one-time link is shown once; whoever comes back to its address sees the account alone."""
        if request.method != "POST":
            return redirect(url_for(".one", number=number), 303)
        person = self._somebody_else(number)
        token = accounts.password_link(engine_of_app(), person.email, now())
        note("one-time link made", person.email, by=self.user.email)
        return self._one(person, token=token)

    @expose("/<int:number>/sessions", "POST")
    def end_sessions(self, number: int) -> Response:
        said = "{} is signed out everywhere."
        return self._do(number, administer.sign_out_everywhere, "sessions ended", said)

    @expose("/<int:number>/off", "POST")
    def switch_off(self, number: int) -> Response:
        said = "{} can no longer sign in, and is signed out everywhere."
        return self._do(number, accounts.disable_account, "account switched off", said)

    @expose("/<int:number>/on", "POST")
    def switch_on(self, number: int) -> Response:
        said = "{} can sign in again with the password they had."
        return self._do(number, administer.enable_account, "account switched on", said)

    def _do(self, number: int, act: Callable[[Engine, str], object], what: str, said: str) -> Response:
        person = self._somebody_else(number)
        act(engine_of_app(), person.email)
        note(what, person.email, by=self.user.email)
        return self._done(person, said.format(person.name))

    def _somebody_else(self, number: int) -> Person:
        person = account_numbered(engine_of_app(), number)
        administer.refuse_own(person, self.user.account.id)
        return person

    def _done(self, person: Person, said: str) -> Response:
        flash(said)
        return redirect(url_for(".one", number=person.id), 303)

    def _list(self, problems: Mapping[str, str], entered: Mapping[str, object]) -> str:
        found = administer.accounts_seen(engine_of_app(), now())
        return self.show(
            "accounts.html",
            lead=lead_sentence(found),
            lines=[self._line(each) for each in found],
            problems=problems,
            entered=entered,
            not_seen=NOT_SEEN,
            **self._choices(None),
        )

    def _line(self, each: AccountSeen) -> AccountLine:
        person = each.person
        return AccountLine(
            number=person.id,
            name=person.name,
            email=person.email,
            roles=roles_in_words(person),
            school=self.snapshot().site_name(person.site) if person.site else "",
            state=state_of(person, has_password=each.has_password),
            seen=moment_text(each.seen_at) if each.seen_at else "",
            sessions=each.sessions,
            own=person.id == self.user.account.id,
        )

    def _one(
        self,
        person: Person,
        *,
        token: str = "",
        problems: Mapping[str, str] | None = None,
        entered: Mapping[str, object] | None = None,
    ) -> str:
        engine = engine_of_app()
        has_password = accounts.password_hash_of(engine, person.id) is not None
        return self.show(
            "account_one.html",
            account=person,
            own=person.id == self.user.account.id,
            lead=f"{person.email}: {roles_in_words(person)}.",
            has_password=has_password,
            state=state_of(person, has_password=has_password),
            sessions=[(each, moment_text(each.seen_at)) for each in accounts.sessions_of(engine, person.id, now())],
            link=url_for("account.welcome", token=token, _external=True) if token else "",
            problems=problems or {},
            entered=entered or typed(Access.held_by(person)),
            **self._choices(person.site),
        )

    def _choices(self, site: str | None) -> dict[str, object]:
        """What may be chosen: every role, and our schools; a school that the account has already is kept."""
        snapshot = self.snapshot()
        schools = dict.fromkeys((*snapshot.our_schools, *([site] if site else ())))
        return {
            "roles": ROLE_CHOICES,
            "schools": sorted(((urn, snapshot.site_name(urn)) for urn in schools), key=lambda each: each[1]),
        }


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def person_at(engine: Engine, email: str) -> Person:
    """The account that was made for an address a moment ago."""
    found = accounts.account_of(engine, email)
    assert found is not None  # noqa: S101 - it was made in this request
    return found[0]


def access_typed() -> Access:
    """What the form asks for; a role that there is not was not on the form, and is left out."""
    roles = [role for role in request.form.getlist("roles") if role in set(UserRole)]
    return Access.of(roles, request.form.get("site", "")[:20], request.form.get("person", "")[:80])


def named(access: Access) -> str:
    """The roles as the log names them."""
    return ", ".join(sorted(access.roles))


def typed(access: Access) -> dict[str, object]:
    """What an account may do, as its form shows it."""
    return {"roles": access.roles, "site": access.site or "", "person": access.person or ""}
