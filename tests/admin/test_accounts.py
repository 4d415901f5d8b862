"""The Accounts page: who may sign in is one administrator's matter, never one's own, and never nobody's."""

import html
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, select

from admin.security import accounts, administer
from admin.security.administer import Access
from tests.admin.conftest import HEADS_SCHOOL, THREE_WORDS, client_as, csrf, engine_of, made, post
from trustops.models import Base, Person, UserRole
from trustops.quantities.errors import TrustopsError
from trustops.store.engine import reading

NOW = datetime.now(UTC)
NEW = {"email": "Bea@Verulam.example ", "name": "Bea Cole", "roles": ["cfo", "governance"]}
CFO = Access(frozenset({UserRole.CFO}))
TRUSTEE = Access(frozenset({UserRole.TRUSTEE}))


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """An office of a trust of which nothing is known, whose accounts a test may change."""
    return made(tmp_path)


@pytest.fixture
def schools(tmp_path: Path) -> Flask:
    """The same with the example trust's schools and people."""
    return made(tmp_path, Path(__file__).parents[2] / "examples" / "example-trust.xlsx")


@pytest.fixture
def boss(app: Flask) -> FlaskClient:
    """An administrator's browser."""
    return client_as(app, "administrator")


def number_of(app: Flask, email: str) -> int:
    found = accounts.account_of(engine_of(app), email)
    assert found
    return found[0].id


def with_account(engine: Engine, email: str, *roles: UserRole) -> accounts.Person:
    accounts.add_account(engine, email=email, name=email.partition("@")[0], roles=roles, at=NOW)
    found = accounts.account_of(engine, email)
    assert found
    return found[0]


def said(text: str) -> str:
    """A page's words."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


# Inviting -----------------------------------------------------------------------------------------------------------


def test_an_invitation_shows_its_link_once_and_the_link_lets_them_in(app: Flask, boss: FlaskClient) -> None:
    answer = post(boss, "/accounts/", NEW)
    link = re.search(r"http://localhost(/welcome/[\w-]+)", answer.text)
    assert answer.status_code == 200
    assert link
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Chief finance officer, Governance professional" in said(answer.text)
    assert "/welcome/" not in boss.get(f"/accounts/{number_of(app, 'bea@verulam.example')}").text
    bea = app.test_client()
    form = {"csrf_token": csrf(bea, link[1]), "password": THREE_WORDS, "again": THREE_WORDS}
    assert bea.post(link[1], data=form).status_code == 303
    assert bea.get("/data/").status_code == 200
    assert bea.get("/accounts/").status_code == 403


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "Type the person’s name"),
        ({"email": "bea at verulam"}, "“bea at verulam” is not an e-mail address"),
        ({"email": "administrator@verulam.example"}, "administrator@verulam.example has an account already"),
        ({"roles": []}, "Choose at least one role"),
        ({"roles": ["owner"]}, "Choose at least one role"),
        ({"roles": ["head"]}, "A head sees their own school: say which one."),
        ({"roles": ["head"], "site": "123456"}, "There is no school with the URN 123456"),
        ({"person": "E9999"}, "Nobody on the People sheet has the payroll number E9999"),
    ],
)
def test_a_wrong_invitation_says_why_and_keeps_what_was_typed(
    app: Flask, boss: FlaskClient, wrong: dict[str, object], sentence: str
) -> None:
    answer = post(boss, "/accounts/", NEW | {"name": "Bea <Cole>"} | wrong)
    assert answer.status_code == 422
    assert sentence in said(answer.text)
    assert "name" in wrong or 'value="Bea &lt;Cole&gt;"' in answer.text
    assert [each.email for each in accounts.all_accounts(engine_of(app))] == ["administrator@verulam.example"]


def test_a_head_is_given_their_school_and_nobody_else_is(schools: Flask) -> None:
    boss = client_as(schools, "administrator")
    post(boss, "/accounts/", NEW | {"roles": ["head"], "site": HEADS_SCHOOL})
    page = said(boss.get("/accounts/").text)
    assert "Bea Cole bea@verulam.example Head" in page
    head = administer.account_numbered(engine_of(schools), number_of(schools, "bea@verulam.example"))
    assert head.site == HEADS_SCHOOL
    with reading(engine_of(schools)) as connection:
        payroll = connection.execute(select(Person.person).limit(1)).scalar_one()
    post(boss, f"/accounts/{head.id}", {"roles": ["trustee"], "site": HEADS_SCHOOL, "person": payroll})
    trustee = administer.account_numbered(engine_of(schools), head.id)
    assert (trustee.site, trustee.person) == (None, payroll)


# Changing -----------------------------------------------------------------------------------------------------------


def test_a_change_of_roles_holds_at_once(app: Flask, boss: FlaskClient) -> None:
    ceo = client_as(app, "ceo", person="-")
    number = number_of(app, "ceo--@verulam.example")
    assert ceo.get("/data/").status_code == 200
    again = post(boss, f"/accounts/{number}", {"roles": ["ceo"], "person": "-"}, follow_redirects=True)
    assert "Nothing was changed" in again.text
    assert ceo.get("/data/").status_code == 200, "what changes nothing signs nobody out"
    done = post(boss, f"/accounts/{number}", {"roles": ["trustee"]}, follow_redirects=True)
    assert "Sam Ceo is signed out" in done.text
    assert ceo.get("/data/").status_code == 303
    assert client_as(app, "ceo", person="-").get("/data/").status_code == 403


def test_a_change_that_will_not_do_changes_nothing(app: Flask, boss: FlaskClient) -> None:
    ceo = client_as(app, "ceo")
    number = number_of(app, "ceo@verulam.example")
    answer = post(boss, f"/accounts/{number}", {"roles": ["head"], "person": "E9999"})
    assert answer.status_code == 422
    assert 'value="E9999"' in answer.text
    assert ceo.get("/data/").status_code == 200


@pytest.mark.parametrize("what", ["", "/link", "/off", "/on", "/sessions"])
def test_nobody_does_it_to_their_own_account(app: Flask, boss: FlaskClient, what: str) -> None:
    client_as(app, "ceo")
    other = with_account(engine_of(app), "other@verulam.example", UserRole.ADMINISTRATOR)
    own = number_of(app, "administrator@verulam.example")
    answer = post(boss, f"/accounts/{own}{what}", {"roles": ["administrator", "hr_lead"]})
    assert answer.status_code == 400
    assert "nobody changes their own" in answer.text
    kept = accounts.account_of(engine_of(app), "administrator@verulam.example")
    assert kept
    assert kept[0].active
    assert kept[0].roles == {UserRole.ADMINISTRATOR}
    assert other.active
    assert boss.get("/accounts/").status_code == 200


def test_the_last_administrator_keeps_the_role_and_the_account(engine: Engine) -> None:
    Base.metadata.create_all(engine)
    with_account(engine, "a@verulam.example", UserRole.ADMINISTRATOR)
    with_account(engine, "b@verulam.example", UserRole.ADMINISTRATOR, UserRole.CFO)
    assert administer.change_access(engine, "b@verulam.example", CFO, by=None)
    with pytest.raises(TrustopsError, match=r"a@verulam\.example is the only administrator"):
        administer.change_access(engine, "a@verulam.example", CFO, by=None)
    with pytest.raises(TrustopsError, match="is the only administrator"):
        accounts.disable_account(engine, "a@verulam.example")
    held = {each.email: each.roles for each in accounts.all_accounts(engine)}
    assert held == {"a@verulam.example": {UserRole.ADMINISTRATOR}, "b@verulam.example": {UserRole.CFO}}


def test_of_two_administrators_who_take_the_role_from_each_other_one_keeps_it(engine: Engine) -> None:
    Base.metadata.create_all(engine)
    names = ("a@verulam.example", "b@verulam.example")
    for name in names:
        with_account(engine, name, UserRole.ADMINISTRATOR)

    def demote(name: str) -> str:
        try:
            return str(administer.change_access(engine, name, CFO, by=None))
        except TrustopsError as error:
            return str(error)

    with ThreadPoolExecutor() as two:
        told = sorted(two.map(demote, names))
    assert told[0] == "True"
    assert "is the only administrator" in told[1]


def test_an_administrator_who_is_switched_off_is_no_administrator(engine: Engine) -> None:
    Base.metadata.create_all(engine)
    with_account(engine, "a@verulam.example", UserRole.ADMINISTRATOR)
    with_account(engine, "b@verulam.example", UserRole.ADMINISTRATOR)
    accounts.disable_account(engine, "b@verulam.example")
    with pytest.raises(TrustopsError, match="is the only administrator"):
        administer.change_access(engine, "a@verulam.example", TRUSTEE, by=None)
    administer.enable_account(engine, "b@verulam.example")
    assert administer.change_access(engine, "a@verulam.example", TRUSTEE, by=None)


# Switching off and on, links and sessions ---------------------------------------------------------------------------


def test_an_account_is_switched_off_and_on(app: Flask, boss: FlaskClient) -> None:
    ceo = client_as(app, "ceo")
    number = number_of(app, "ceo@verulam.example")
    token = accounts.password_link(engine_of(app), "ceo@verulam.example", NOW)
    off = post(boss, f"/accounts/{number}/off", follow_redirects=True)
    assert "Sam Ceo can no longer sign in" in off.text
    assert ceo.get("/data/").status_code == 303
    assert app.test_client().get(f"/welcome/{token}").status_code == 404, "an open link goes with the account"
    assert "1 account is switched off" in boss.get("/accounts/").text
    refused = post(boss, f"/accounts/{number}/link")
    assert (refused.status_code, "disabled" in refused.text) == (400, True)
    post(boss, f"/accounts/{number}/on")
    assert client_as(app, "ceo").get("/data/").status_code == 200


def test_a_new_link_ends_the_earlier_one_and_is_not_shown_again(app: Flask, boss: FlaskClient) -> None:
    with_account(engine_of(app), "bea@verulam.example", UserRole.CFO)
    number = number_of(app, "bea@verulam.example")
    links = [
        re.search(r"/welcome/[\w-]+", post(boss, f"/accounts/{number}/link").text)[0]  # type: ignore[index]
        for _ in range(2)
    ]
    assert [app.test_client().get(link).status_code for link in links] == [404, 200]
    back = boss.get(f"/accounts/{number}/link")
    assert (back.status_code, back.location) == (303, f"/accounts/{number}")
    assert "Has no password yet" in boss.get(back.location).text


def test_sessions_are_counted_and_ended(app: Flask, boss: FlaskClient) -> None:
    first, second = client_as(app, "ceo"), client_as(app, "ceo")
    number = number_of(app, "ceo@verulam.example")
    assert "2 accounts are switched on, 2 signed in now." in said(boss.get("/accounts/").text)
    assert boss.get(f"/accounts/{number}").text.count("Last used") == 2
    post(boss, f"/accounts/{number}/sessions")
    assert [each.get("/account").status_code for each in (first, second)] == [303, 303]
    assert "Nowhere at this moment" in boss.get(f"/accounts/{number}").text


# Who may ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [role for role in UserRole if role is not UserRole.ADMINISTRATOR])
def test_nobody_but_an_administrator_comes_near(office: Flask, role: UserRole) -> None:
    client = client_as(office, role)
    own = number_of(office, f"{role}@verulam.example")
    assert 'href="/accounts/"' not in client.get("/account").text
    assert client.get("/accounts/").status_code == 403
    assert post(client, "/accounts/", NEW).status_code == 403
    for path in (f"/accounts/{own}", "/accounts/999999"):
        assert client.get(path).status_code == 403
        answers = [post(client, f"{path}{what}", {"roles": ["administrator"]}) for what in ("", "/link", "/off", "/on")]
        assert [each.status_code for each in answers] == [403] * 4
    assert accounts.account_of(engine_of(office), "bea@verulam.example") is None


def test_nothing_is_done_without_the_forms_token(app: Flask, boss: FlaskClient) -> None:
    client_as(app, "ceo")
    number = number_of(app, "ceo@verulam.example")
    for path in ("/accounts/", *(f"/accounts/{number}{what}" for what in ("", "/link", "/off", "/on", "/sessions"))):
        assert boss.post(path, data=NEW).status_code == 400, path
    assert len(accounts.all_accounts(engine_of(app))) == 2


@pytest.mark.parametrize("number", ["999", str(10**30), "0"])
def test_an_account_that_there_is_not_is_said_to_be_none(boss: FlaskClient, number: str) -> None:
    assert boss.get(f"/accounts/{number}").status_code == 404
    assert post(boss, f"/accounts/{number}/off").status_code == 400


def test_the_list_asks_as_few_questions_for_many_accounts_as_for_few(app: Flask, boss: FlaskClient) -> None:
    asked: list[str] = []
    event.listen(engine_of(app), "before_cursor_execute", lambda *given: asked.append(given[2]))
    boss.get("/accounts/")
    few, asked[:] = len(asked), []
    for number in range(20):
        with_account(engine_of(app), f"user{number}@verulam.example", UserRole.TRUSTEE)
    asked.clear()
    boss.get("/accounts/")
    assert len(asked) == few


def test_what_is_done_is_written_down_with_who_did_it(
    app: Flask, boss: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    client_as(app, "ceo")
    with caplog.at_level("INFO", logger="trustops.security"):
        post(boss, f"/accounts/{number_of(app, 'ceo@verulam.example')}/off")
        post(boss, "/accounts/", NEW | {"roles": ["cfo", "trustee"]})
    assert "account switched off: ceo@verulam.example by administrator@verulam.example from 127.0.0.1" in caplog.text
    assert "account added with the roles cfo, trustee: Bea@Verulam.example by administrator@" in caplog.text
    assert "/welcome/" not in caplog.text
