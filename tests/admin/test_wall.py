"""What every answer carries, what no form does without, and what is said when something goes wrong."""

import logging
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy.exc import OperationalError

from admin.cli.common import Settings, TrustopsGroup
from admin.cli.serve import serve
from admin.cli.user import user
from admin.security.audit import plainly
from admin.settings import LOCAL_HOSTS, settings_from
from tests.admin.conftest import DAY, client_as, csrf, engine_of, made
from trustops.quantities.errors import TrustopsError

UNGUESSED = "kZ3v9Qx1Lm7Tn5Wb8Rc2Yd4Hf6Jg0Ps-ab"


@pytest.fixture
def broken(tmp_path: Path) -> Flask:
    """An application with pages that fail in every way."""
    app = made(tmp_path)
    app.before_request_funcs[None] = []  # the failures are asked for without signing in

    def fail(kind: str) -> str:
        raised = {
            "fault": RuntimeError("boom at /etc/secret"),
            "sentence": TrustopsError("There is no service NONE."),
            "database": OperationalError("SELECT salary", {"x": 1}, Exception("disk I/O error")),
        }
        raise raised[kind]

    app.add_url_rule("/fail/<kind>", "fail", fail)
    return app


def statuses(app: Flask) -> dict[int, tuple[str, str, dict[str, str]]]:
    """How to come by each status: method, path, form."""
    return {
        200: ("GET", "/sign-in", {}),
        303: ("GET", "/", {}),
        400: ("POST", "/sign-in", {}),
        404: ("GET", "/no-such-page", {}),
        405: ("DELETE", "/sign-in", {}),
    }


def test_every_answer_has_the_headers(office: Flask) -> None:
    seen = set()
    for status, (method, path, form) in statuses(office).items():
        answer = office.test_client().open(path, method=method, data=form)
        assert answer.status_code == status, (method, path)
        seen.add(answer.status_code)
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        for rule in (
            "default-src 'none'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        ):
            assert rule in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
    assert len(seen) == 5


def test_https_is_kept_to_and_its_cookie_is_bound_to_the_host(tmp_path: Path) -> None:
    from admin.app import create_app

    made(tmp_path)
    environment = {
        "TRUSTOPS_ENV": "production",
        "TRUSTOPS_SECRET_KEY": UNGUESSED,
        "TRUSTOPS_HOSTS": "board.verulam.example",
    }
    app = create_app(settings_from(environment, tmp_path))
    answer = app.test_client().get("/sign-in", base_url="https://board.verulam.example")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-trustops=")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert "Domain" not in cookie
    other = app.test_client().get("/sign-in", base_url="https://evil.example")
    assert (other.status_code, "does not answer to this address" in other.text) == (400, True)
    assert "Content-Security-Policy" in other.headers


def test_our_files_are_kept_by_the_browser_until_they_change(office: Flask) -> None:
    page = office.test_client().get("/sign-in").text
    style = re.search(r'href="(/static/trustops.css\?v=\w{12})"', page)
    assert style
    with office.test_client().get(style[1]) as answer:
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "http://" not in page.replace("http-equiv", "")
    assert "https://" not in page


def test_every_form_needs_its_token(office: Flask) -> None:
    client, administrator = client_as(office, "ceo"), client_as(office, "administrator")
    other = csrf(client_as(office, "hr_lead"))
    for rule in office.url_map.iter_rules():
        if "POST" not in (rule.methods or set()) or rule.endpoint == "account.sign_in" or "<" in rule.rule:
            continue
        sender = administrator if rule.endpoint.startswith("accounts.") else client  # who may send the form
        for form in ({}, {"csrf_token": "made up"}, {"csrf_token": other}):
            answer = sender.post(rule.rule, data=form)
            assert answer.status_code == 400, rule.rule
        assert "This form is out of date" in answer.text
    assert client.get("/account").status_code == 200, "still signed in: nothing was done"
    crossing = client.post(
        "/account/sessions", data={"csrf_token": csrf(client)}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert crossing.status_code == 400


def test_nothing_is_done_by_looking(office: Flask) -> None:
    client = client_as(office, "ceo")
    assert client.get("/sign-out").status_code == 405
    assert office.test_client().head("/sign-in").status_code == 200, "looking is no failed try"
    assert client.get("/account").status_code == 200


def test_failures_are_said_without_a_trace(broken: Flask, caplog: pytest.LogCaptureFixture) -> None:
    client = broken.test_client()
    with caplog.at_level(logging.ERROR):
        fault = client.get("/fail/fault")
    number = re.search(r"give this number: (\w{8})", fault.text)
    assert fault.status_code == 500
    assert number
    assert number[1] in caplog.text, "the log has what the page has not"
    for inside in ("boom", "Traceback", "/etc/secret", "RuntimeError"):
        assert inside not in fault.text
    said = client.get("/fail/sentence")
    assert (said.status_code, "There is no service NONE." in said.text) == (404, True)
    database = client.get("/fail/database")
    assert (database.status_code, "salary" in database.text) == (503, False)
    assert database.headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_too_large_is_said_in_words(office: Flask) -> None:
    client = client_as(office, "ceo")
    answer = client.post("/account/password", data={"csrf_token": csrf(client), "file": (b"x" * 21_000_000).decode()})
    assert answer.status_code == 413
    assert "20 MB" in answer.text


def test_a_day_that_is_none_is_said(office: Flask) -> None:
    answer = client_as(office, "ceo").get("/?as_of=31/11/2026")
    assert answer.status_code == 404
    assert "is not a day; write it like 2026-11-22" in answer.text


def test_home_answers_the_question(office: Flask) -> None:
    page = client_as(office, "ceo").get(f"/?{DAY}").text
    assert "a day costs £250.79 in full over 165 days" in page
    assert page.index("■") < page.index("▲"), "reds first"


def test_an_empty_trust_is_told_what_belongs_here(empty_office: Flask) -> None:
    page = client_as(empty_office, "ceo").get("/")
    assert page.status_code == 200
    assert "Nothing is known yet" in page.text


@pytest.mark.parametrize("role", ["administrator", "cfo", "governance", "trustee", "head"])
def test_nobody_is_named_to_who_may_not_see_them(office: Flask, role: str) -> None:
    from sqlalchemy import select

    from trustops.models import Person

    with engine_of(office).connect() as connection:
        people = connection.execute(select(Person.name, Person.person)).all()
    page = client_as(office, role).get(f"/?{DAY}").text
    named = [name for name, number in people if name in page or re.search(rf"\b{number}\b", page)]
    assert named == []


def test_a_head_sees_their_own_school_alone(office: Flask) -> None:
    page = client_as(office, "head").get(f"/?{DAY}").text
    assert "£41,380.09" not in page
    whole = client_as(office, "ceo").get(f"/?{DAY}").text
    assert 0 < page.count('class="finding"') < whole.count('class="finding"')
    assert "readiness" not in page
    assert "Kingsmead" not in page, "another school of the trust"


@pytest.mark.parametrize(
    "secret", ["", "dev", "changeme", "a" * 31, "a" * 64, "trustops-secret-key-for-the-whole-trust"]
)
def test_a_secret_that_could_be_guessed_stops_the_start(tmp_path: Path, secret: str) -> None:
    environment = {"TRUSTOPS_ENV": "production", "TRUSTOPS_SECRET_KEY": secret, "TRUSTOPS_HOSTS": "board.example"}
    with pytest.raises(TrustopsError, match="TRUSTOPS_SECRET_KEY") as refused:
        settings_from(environment, tmp_path)
    assert not secret or secret not in str(refused.value).replace("TRUSTOPS_SECRET_KEY", "")


def test_settings(tmp_path: Path) -> None:
    local = settings_from({}, tmp_path)
    assert (local.hosts, local.production) == (LOCAL_HOSTS, False)
    assert local.secret_key not in repr(local)
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600
    assert settings_from({}, tmp_path).secret_key == local.secret_key
    for wrong in ({"TRUSTOPS_ENV": "prod"}, {"TRUSTOPS_PROXIES": "one"}):
        with pytest.raises(TrustopsError, match="set it to"):
            settings_from(wrong, tmp_path)
    with pytest.raises(TrustopsError, match="TRUSTOPS_HOSTS"):
        settings_from({"TRUSTOPS_ENV": "production", "TRUSTOPS_SECRET_KEY": UNGUESSED}, tmp_path)


def test_nothing_unsafe_is_left_at_its_default(office: Flask) -> None:
    config = office.config
    assert config["MAX_CONTENT_LENGTH"] == 20 * 1024 * 1024
    assert config["SESSION_COOKIE_HTTPONLY"]
    assert config["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert config["TRUSTED_HOSTS"] == list(LOCAL_HOSTS)
    assert config["SECURITY_PASSWORD_SCHEMES"] == ["argon2"]
    assert config["SECURITY_PASSWORD_LENGTH_MIN"] == 12
    assert config["SECURITY_RETURN_GENERIC_RESPONSES"]
    assert not config["DEBUG"]
    assert not [rule for rule in office.url_map.iter_rules() if rule.endpoint.startswith("security.")]


def test_a_log_line_stays_one_line() -> None:
    assert "\n" not in plainly("a\r\nb\x1b[31m")


def run(instance: Path, *arguments: str) -> tuple[int, str]:
    import click

    @click.group(cls=TrustopsGroup)
    @click.pass_context
    def main(context: click.Context) -> None:
        context.obj = Settings(instance, None)

    main.add_command(user)
    main.add_command(serve)
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    return result.exit_code, result.output


def test_accounts_from_the_command_line(tmp_path: Path) -> None:
    app = made(tmp_path)
    code, said = run(tmp_path, "user", "add", "amira@verulam.example", "--name", "Amira Shah", "--role", "cfo")
    link = re.search(r"http://127.0.0.1:5000(/welcome/\S+)", said)
    assert code == 0
    assert link
    assert "Hello Amira Shah" in app.test_client().get(link[1]).text
    assert run(tmp_path, "user", "add", "amira@verulam.example", "--name", "A", "--role", "cfo")[0] == 2
    assert "say which with --site" in run(tmp_path, "user", "add", "h@v.example", "--name", "H", "--role", "head")[1]
    assert run(tmp_path, "user", "reset", "amira@verulam.example")[0] == 0
    assert app.test_client().get(link[1]).status_code == 404, "a reset ends the earlier link"
    assert run(tmp_path, "user", "disable", "amira@verulam.example")[0] == 0
    assert "disabled" in run(tmp_path, "user", "list")[1]
    assert run(tmp_path, "user", "reset", "amira@verulam.example")[0] == 2
    assert "Nobody has an account as" in run(tmp_path, "user", "disable", "nobody@verulam.example")[1]


def test_a_busy_port_is_one_sentence(tmp_path: Path) -> None:
    import socket

    made(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, said = run(tmp_path, "serve", "--port", str(port))
    assert code == 2
    assert f"127.0.0.1:{port} cannot be used" in said
    assert len(said.strip().splitlines()) == 1
    assert os.environ.get("TRUSTOPS_ENV") is None
