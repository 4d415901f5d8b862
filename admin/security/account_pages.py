"""How does somebody sign in, sign out, set a password, and see where they are signed in?"""

from datetime import UTC, datetime
from functools import cache

from flask import Blueprint, Flask, flash, g, redirect, render_template, request, url_for
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_security.utils import hash_password
from flask_security.utils import verify_password as verify
from sqlalchemy import Engine
from werkzeug.wrappers import Response

from admin.security import accounts, passwords, signed_in
from admin.security.audit import note
from admin.security.redirects import own_path

WRONG = "That e-mail address and password do not go together; check both and try again."
TRIES_FOR_ONE = "10 per 5 minutes"
TRIES_FROM_ONE_PLACE = "40 per 5 minutes"
"""A school shares one address, so one person's mistakes must not shut the others out."""


def account_pages(app: Flask) -> Blueprint:
    """The pages about one's own account, with the limits on how often a password may be tried."""
    pages = Blueprint("account", __name__)
    limiter = Limiter(get_remote_address, app=app)
    for_one = limiter.limit(TRIES_FOR_ONE, key_func=_account_and_address, methods=["POST"], deduct_when=_failed)
    from_one_place = limiter.limit(TRIES_FROM_ONE_PLACE, methods=["POST"], deduct_when=_failed)
    sign_in, welcome = for_one(from_one_place(sign_in_page)), from_one_place(welcome_page)
    change = limiter.limit(TRIES_FOR_ONE, methods=["POST"], deduct_when=_failed)(change_password)
    pages.add_url_rule("/sign-in", "sign_in", sign_in, methods=["GET", "POST"])
    pages.add_url_rule("/welcome/<token>", "welcome", welcome, methods=["GET", "POST"])
    pages.add_url_rule("/sign-out", "sign_out", sign_out, methods=["POST"])
    pages.add_url_rule("/account", "own", own_account, methods=["GET"])
    pages.add_url_rule("/account/password", "change_password", change, methods=["POST"])
    pages.add_url_rule("/account/sessions", "end_other_sessions", end_other_sessions, methods=["POST"])
    return pages


def _account_and_address() -> str:
    return f"{accounts.canonical(request.form.get('email', ''))[:254]} {get_remote_address()}"


def _failed(_: object) -> bool:
    return bool(g.get("failed_try", False))


def _now() -> datetime:
    return datetime.now(UTC)


@cache
def _nobodys_hash() -> str:
    """Verified when there is no such account, so that the answer takes as long."""
    return str(hash_password("nobody has this password"))


def sign_in_page() -> str | Response | tuple[str, int]:
    """The form, and what comes of it: the page that was wanted, or a sentence that betrays nobody's account."""
    wanted = own_path(request.values.get("next"))
    if request.method != "POST":
        if signed_in.signed_in():
            return redirect(wanted, 303)
        first = not accounts.any_account(signed_in.engine_of_app())
        return render_template("trustops/sign_in.html", wanted=wanted, first=first)
    email, password = request.form.get("email", ""), request.form.get("password", "")
    person = _whose(signed_in.engine_of_app(), email, password)
    if person is None:
        g.failed_try = True
        note("sign-in refused", email)
        return render_template("trustops/sign_in.html", wanted=wanted, email=email[:254], problem=WRONG), 401
    signed_in.begin(signed_in.engine_of_app(), person)
    note("signed in", person.email)
    return redirect(wanted, 303)


def _whose(engine: Engine, email: str, password: str) -> accounts.Person | None:
    found = accounts.account_of(engine, email)
    kept = found[1] if found and found[1] else _nobodys_hash()
    right = len(password) <= passwords.LONGEST and bool(verify(password, kept))
    return found[0] if found and found[1] and found[0].active and right else None


def sign_out() -> Response:
    """End this session everywhere its cookie may be."""
    user = signed_in.signed_in()
    note("signed out", user.email if user else "")
    signed_in.end(signed_in.engine_of_app())
    response = redirect(url_for("account.sign_in"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def welcome_page(token: str) -> str | Response | tuple[str, int]:
    """A one-time link: the first administrator says who they are, anybody else chooses a password."""
    engine = signed_in.engine_of_app()
    link = accounts.link_of(engine, token, _now())
    if link is None:
        g.failed_try = True
        return render_template("trustops/link_gone.html"), 404
    if request.method != "POST":
        return render_template("trustops/first_account.html", link=link, problems={}, typed={})
    typed = {name: request.form.get(name, "").strip() for name in ("name", "email")}
    problems = _problems(typed if link.person is None else None, link)
    if problems:
        return render_template("trustops/first_account.html", link=link, problems=problems, typed=typed), 422
    password = hash_password(request.form["password"])
    account = accounts.use_link(engine, token, password, _now(), email=typed["email"], name=typed["name"])
    person = next(each for each in accounts.all_accounts(engine) if each.id == account)
    signed_in.begin(engine, person)
    note("one-time link used", person.email)
    return redirect("/", 303)


def _problems(typed: dict[str, str] | None, link: accounts.Link) -> dict[str, str]:
    """What is wrong with what was typed, by field."""
    problems = {}
    about = [link.person.name, link.person.email.partition("@")[0]] if link.person else []
    if typed is not None:
        about = [typed["name"], typed["email"].partition("@")[0]]
        if not 0 < len(typed["name"]) <= 120:
            problems["name"] = "Type your name as others should see it."
        if not accounts.is_an_address(typed["email"]):
            problems["email"] = f"“{typed['email'][:80]}” is not an e-mail address; type it like you@trust.org.uk."
    problem = _password_problem(about)
    return problems | ({"password": problem} if problem else {})


def _password_problem(about: list[str]) -> str | None:
    password = request.form.get("password", "")
    if password != request.form.get("again", ""):
        return "The two passwords differ; type the same one twice."
    return passwords.why_not(password, about)


def own_account(problem: str | None = None) -> str:
    """The person's name, roles and open sessions, and the form for a new password."""
    user = signed_in.signed_in()
    assert user is not None  # noqa: S101 - the guard let nobody else through
    open_ones = accounts.sessions_of(signed_in.engine_of_app(), user.account.id, _now())
    return render_template("trustops/account.html", sessions=open_ones, problem=problem)


def change_password() -> Response | tuple[str, int]:
    """A new password for who knows the old one; every other session of theirs ends."""
    user, engine = signed_in.signed_in(), signed_in.engine_of_app()
    assert user is not None  # noqa: S101 - the guard let nobody else through
    kept = accounts.password_hash_of(engine, user.account.id)
    if not kept or not verify(request.form.get("current", "")[: passwords.LONGEST + 1], kept):
        g.failed_try = True
        return own_account("That is not your present password; nothing was changed."), 422
    problem = _password_problem([user.name, user.email.partition("@")[0]])
    if problem:
        return own_account(problem), 422
    accounts.set_password(engine, user.account.id, hash_password(request.form["password"]))
    signed_in.begin(engine, user.account)
    note("password changed", user.email)
    flash("Your password is changed, and you are signed out everywhere else.")
    return redirect(url_for("account.own"), 303)


def end_other_sessions() -> Response:
    """Sign out everywhere else."""
    user = signed_in.signed_in()
    assert user is not None  # noqa: S101 - the guard let nobody else through
    accounts.end_other_sessions(signed_in.engine_of_app(), user.account.id, user.session_id)
    note("other sessions ended", user.email)
    flash("You are signed out everywhere else.")
    return redirect(url_for("account.own"), 303)
