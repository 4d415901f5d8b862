"""Signing in: one-time links, sessions that end when they should, limits, and passwords nobody tries first."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_security.utils import hash_password
from hypothesis import given
from hypothesis import strategies as st

from admin.security import accounts
from admin.security.passwords import why_not
from admin.security.redirects import own_path
from tests.admin.conftest import THREE_WORDS, client_as, csrf, engine_of, made, post
from trustops.models import UserRole
from trustops.quantities.errors import TrustopsError

NOW = datetime.now(UTC)


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """An application of its own, for what changes accounts."""
    return made(tmp_path)


def with_account(app: Flask, email: str = "amira@verulam.example", role: UserRole = UserRole.CEO) -> FlaskClient:
    with app.app_context():
        kept = hash_password(THREE_WORDS)
    accounts.add_account(engine_of(app), email=email, name="Amira Shah", roles=[role], at=NOW, password_hash=kept)
    return app.test_client()


def sign_in(client: FlaskClient, password: str = THREE_WORDS, email: str = "amira@verulam.example", **more: str) -> int:
    token = csrf(client, "/sign-in")
    data = {"csrf_token": token, "email": email, "password": password} | more
    return client.post("/sign-in", data=data).status_code


def test_there_is_no_default_account_and_the_first_link_makes_one(app: Flask) -> None:
    assert not accounts.any_account(engine_of(app))
    token = accounts.first_account_link(engine_of(app), NOW)
    assert token
    client = app.test_client()
    form = {
        "csrf_token": csrf(client, f"/welcome/{token}"),
        "name": "Amira Shah",
        "email": "Amira@Verulam.example",
        "password": THREE_WORDS,
        "again": THREE_WORDS,
    }
    weak = client.post(f"/welcome/{token}", data=form | {"password": "short", "again": "short"})
    assert (weak.status_code, "Use at least 12 characters" in weak.text, "Amira Shah" in weak.text) == (422, True, True)
    assert client.post(f"/welcome/{token}", data=form).status_code == 303
    assert client.get("/").status_code == 200
    again = app.test_client()
    assert again.get(f"/welcome/{token}").status_code == 404
    assert accounts.first_account_link(engine_of(app), NOW) is None
    first = accounts.all_accounts(engine_of(app))
    assert [(each.email, each.roles) for each in first] == [("amira@verulam.example", {UserRole.ADMINISTRATOR})]


def test_a_link_runs_out_and_works_once_though_two_use_it(app: Flask) -> None:
    with_account(app)
    engine = engine_of(app)
    token = accounts.password_link(engine, "amira@verulam.example", NOW)
    assert accounts.link_of(engine, token, NOW + timedelta(minutes=59))
    assert accounts.link_of(engine, token, NOW + timedelta(minutes=61)) is None
    newer = accounts.password_link(engine, "amira@verulam.example", NOW)
    assert accounts.link_of(engine, token, NOW) is None, "a newer link ends the older"
    accounts.use_link(engine, newer, "hash", NOW)
    with pytest.raises(TrustopsError, match="has been used or has run out"):
        accounts.use_link(engine, newer, "hash", NOW)


def test_a_session_is_new_at_sign_in_and_dead_after_sign_out(app: Flask) -> None:
    client = with_account(app)
    client.get("/sign-in")
    before = client.get_cookie("trustops")
    assert sign_in(client) == 303
    during = client.get_cookie("trustops")
    assert before
    assert during
    assert before.value != during.value
    assert client.get("/account").status_code == 200
    answer = post(client, "/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    thief = app.test_client()
    thief.set_cookie("trustops", during.value)
    assert thief.get("/account").status_code == 303, "the captured cookie opens nothing"


def test_a_new_password_and_a_disabled_account_end_the_sessions(app: Flask) -> None:
    client, elsewhere = with_account(app), app.test_client()
    with_account(app, "boss@verulam.example", UserRole.ADMINISTRATOR)
    assert (sign_in(client), sign_in(elsewhere)) == (303, 303)
    new = {"current": THREE_WORDS, "password": "seven grey otters", "again": "seven grey otters"}
    assert post(client, "/account/password", new | {"current": "not that one at all"}).status_code == 422
    assert elsewhere.get("/account").status_code == 200
    assert post(client, "/account/password", new).status_code == 303
    assert client.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303
    assert sign_in(elsewhere, "seven grey otters") == 303
    assert post(client, "/account/sessions").status_code == 303
    assert elsewhere.get("/account").status_code == 303
    accounts.disable_account(engine_of(app), "amira@verulam.example")
    assert client.get("/account").status_code == 303
    assert sign_in(client, "seven grey otters") == 401


def test_the_last_administrator_stays(app: Flask) -> None:
    with_account(app, role=UserRole.ADMINISTRATOR)
    with pytest.raises(TrustopsError, match="is the only administrator"):
        accounts.disable_account(engine_of(app), "amira@verulam.example")


@pytest.mark.parametrize(
    ("idle", "old", "good"),
    [(29, 29, True), (31, 31, False), (1, 7 * 60 + 59, True), (1, 8 * 60 + 1, False)],
)
def test_a_session_ends_when_idle_or_old(app: Flask, idle: int, old: int, good: bool) -> None:
    with_account(app)
    engine = engine_of(app)
    person = accounts.all_accounts(engine)[0]
    token = accounts.begin_session(engine, person.id, "a test", NOW)
    for minute in range(20, old - idle + 1, 20):
        assert accounts.open_session(engine, token, NOW + timedelta(minutes=minute))
    accounts.open_session(engine, token, NOW + timedelta(minutes=old - idle))
    assert bool(accounts.open_session(engine, token, NOW + timedelta(minutes=old))) is good


def test_the_eleventh_wrong_password_waits_and_others_do_not(app: Flask) -> None:
    client = with_account(app)
    with_account(app, "boss@verulam.example")
    assert [sign_in(client, "wrong wrong wrong") for _ in range(10)] == [401] * 10
    assert sign_in(client) == 429, "even the right one waits"
    assert (
        "Wait five minutes"
        in client.post(
            "/sign-in",
            data={"csrf_token": csrf(client, "/sign-in")}
            | {"email": "AMIRA@verulam.example ", "password": THREE_WORDS},
        ).text
    )
    assert sign_in(app.test_client(), email="boss@verulam.example") == 303, "another person is not shut out"


def test_one_place_cannot_try_a_password_on_everybody(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("admin.security.account_pages.verify", lambda *_: False)  # 40 real ones take five seconds
    client = app.test_client()
    statuses = [sign_in(client, "wrong wrong wrong", f"user{number}@verulam.example") for number in range(41)]
    assert (statuses[:40], statuses[40]) == ([401] * 40, 429)


def test_nobody_learns_who_has_an_account(app: Flask) -> None:
    client = with_account(app)
    accounts.add_account(engine_of(app), email="new@verulam.example", name="New", roles=[UserRole.CFO], at=NOW)
    said = set()
    for email in ("amira@verulam.example", "nobody@verulam.example", "new@verulam.example"):
        form = {"csrf_token": csrf(client, "/sign-in"), "email": email, "password": "wrong wrong wrong"}
        answer = client.post("/sign-in", data=form)
        said.add((answer.status_code, re.sub(r'value="[^"]*"|nonce-\S+', "", answer.text)))
    assert len(said) == 1


def test_a_password_is_kept_as_argon2id(app: Flask) -> None:
    with app.app_context():
        assert hash_password(THREE_WORDS).startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize(
    "password",
    ["elevenchars", "password1234", "P@ssword 1234", "aaaaaaaaaaaaaaa", "amirashah123", "abcdefghijklmn", "x" * 257],
)
def test_weak_passwords_are_refused_in_a_sentence(password: str) -> None:
    assert why_not(password, ["Amira Shah", "amira"])


@pytest.mark.parametrize(
    "password", [THREE_WORDS, "naïve café über 9", "🦦🦦 otters & rivers", "correct battery tulip"]
)
def test_any_characters_will_do(password: str) -> None:
    assert why_not(password, ["Amira Shah", "amira"]) is None


HOSTILE = (
    *("//evil.example", "\\\\evil.example", "/\\evil.example", "https:evil.example", "https://evil.example"),
    *("/%09/evil.example", "javascript:alert(1)", "/\t/evil.example", "//evil.example/@ours", "/@evil.example"),
    *("http:\\\\evil.example", "", " /", "/\n/evil", "。。/evil", "/%5cevil.example", "///evil.example"),
)


@pytest.mark.parametrize("wanted", HOSTILE)
def test_nobody_is_sent_elsewhere_after_signing_in(office: Flask, wanted: str) -> None:
    assert own_path(wanted) == "/"
    client = client_as(office, "ceo")
    assert client.get("/sign-in", query_string={"next": wanted}).location == "/"


@given(st.text(max_size=40))
def test_a_way_on_is_always_a_plain_path(wanted: str) -> None:
    path = own_path(wanted)
    assert path.startswith("/")
    assert not path.startswith(("//", "/\\"))


def test_somebody_is_shown_where_they_wanted_to_go(app: Flask) -> None:
    client = with_account(app)
    assert client.get("/account?tab=1").location == "/sign-in?next=/account?tab%3D1"
    wanted = {"csrf_token": csrf(client, "/sign-in"), "email": "amira@verulam.example", "password": THREE_WORDS}
    assert client.post("/sign-in", data=wanted | {"next": "/account"}).location == "/account"


def test_the_server_never_loads_pandas(tmp_path: Path) -> None:
    made(tmp_path)
    script = (
        "import sys; from pathlib import Path\n"
        "from admin.app import create_app\n"
        "from admin.settings import settings_from\n"
        f"app = create_app(settings_from({{}}, Path({str(tmp_path)!r})))\n"
        "app.test_client().get('/sign-in')\n"
        "assert not {'pandas', 'numpy', 'openpyxl', 'vl_convert', 'typst'} & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
