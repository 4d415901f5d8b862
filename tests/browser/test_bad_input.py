"""What goes wrong is said in words that a head teacher understands, and nothing is lost by it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_security.utils import hash_password
from playwright.sync_api import Page, expect

from admin.security import accounts
from tests.admin.conftest import THREE_WORDS, engine_of
from tests.browser.conftest import give_password
from tests.browser.walk import DAY, words_of
from trustops.models import UserRole

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(200)
PAPER = b"%PDF-1.7\n%%EOF\n"
WRONG_KINDS = {
    ("minutes.pdf", PAPER): "“minutes.pdf” is a PDF or a picture, not a workbook: choose the .xlsx file.",
    ("our-trust.xlsx", PICTURE): "“our-trust.xlsx” is a PDF or a picture, not a workbook: choose the .xlsx file.",
    ("empty.xlsx", b""): "“empty.xlsx” is empty (0 bytes), so there is nothing to read: save or fetch it again.",
}
FORGETFUL = "forgetful@verulam.example"
HUNDRED_MB = 100 * 1024 * 1024


def said_on(page: Page, heading: str) -> str:
    """The words of a page that has a heading; never the words of a programmer."""
    expect(page.locator("h1")).to_have_text(heading)
    words = words_of(page)
    for inside in ("Error", "Exception", "Traceback", "werkzeug", "sqlite", ".py"):
        assert inside not in words, words
    return words


def test_the_eleventh_wrong_password_is_told_when_to_try_again(
    full_office: Flask, full: str, stranger: Callable[..., Page]
) -> None:
    with full_office.app_context():
        right = hash_password(THREE_WORDS)
    engine, now = engine_of(full_office), datetime.now(UTC)
    accounts.add_account(engine, email=FORGETFUL, name="Lee Park", roles=[UserRole.CFO], at=now, password_hash=right)
    page = stranger()
    page.goto(f"{full}/sign-in")
    for _ in range(10):
        give_password(page, FORGETFUL, "not the one at all")
        expect(page.get_by_role("alert")).to_have_text(
            "That e-mail address and password do not go together; check both and try again."
        )
        expect(page.get_by_label("E-mail address")).to_have_value(FORGETFUL)
    give_password(page, FORGETFUL, "not the one at all")
    assert "Wait five minutes, then try again; if you forgot your password" in said_on(page, "Too many tries")
    page.get_by_role("link", name="Sign in").click()
    give_password(page, FORGETFUL, THREE_WORDS)
    said_on(page, "Too many tries")
    page.goto(f"{full}/sign-in")
    give_password(page, "governance@verulam.example", THREE_WORDS)
    expect(page.locator("details.who")).to_contain_text("Sam Governance")


def test_a_file_of_the_wrong_kind_is_refused_in_a_sentence(
    full: str, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    page = sign_in(full, "cfo")
    page.goto(f"{full}/data/?{DAY}")
    for (name, content), sentence in WRONG_KINDS.items():
        path = tmp_path / name
        path.write_bytes(content)
        page.get_by_label("File", exact=True).set_input_files(path)
        page.get_by_role("button", name="See what it would change").click()
        expect(page.get_by_role("alert")).to_contain_text(sentence)
        said_on(page, "Data")


def test_a_file_that_is_too_large_is_refused_in_words_and_not_by_a_cut_line(
    full: str, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    page = sign_in(full, "cfo")
    page.goto(f"{full}/data/?{DAY}")
    path = tmp_path / "everything.xlsx"
    with path.open("wb") as sparse:
        sparse.truncate(HUNDRED_MB)
    page.get_by_label("File", exact=True).set_input_files(path)
    page.get_by_role("button", name="See what it would change").click()
    assert "The most that can be sent at once is 20 MB, so nothing was changed" in said_on(page, "That is too large")
    page.get_by_role("link", name="Go back").click()
    expect(page.locator("h1")).to_have_text("Data")
    assert "as_of=2026-11-22" in page.url


NOT_SHOWN, NOT_YOURS = "That cannot be shown", "Not yours to see"
NOWHERE = (
    ("cfo", "/services/GONE", NOT_SHOWN, "There is no service GONE; the services are ATTEND and ICT."),
    ("cfo", "/kpis/GONE", NOT_SHOWN, "There is no KPI “GONE”: the list of KPIs names those there are."),
    ("cfo", "/data/imports/99", NOT_SHOWN, "There is no import 99; the Data page lists those there are."),
    ("cfo", "/data/preview/somebody-elses", NOT_SHOWN, "That upload is no longer here: it was imported, cancelled"),
    ("cfo", "/no/such/page", "There is nothing here", "what was here may be gone; start from Home."),
    ("cfo", "/?as_of=nonsense", NOT_SHOWN, "“nonsense” is not a day; write it like 2026-11-22."),
    ("cfo", "/services/?year=soon", NOT_SHOWN, "“soon” is not an academic year; write it like 2025/26."),
    ("head", "/services/ATTEND", NOT_YOURS, "Your role does not include this; ask your administrator if it should."),
    ("trustee", "/data/imports/1", NOT_YOURS, "Your role does not include this; ask your administrator if it should."),
)


@pytest.mark.parametrize("role", ["cfo", "head", "trustee"])
def test_a_link_that_leads_nowhere_says_so(full: str, sign_in: Callable[..., Page], role: str) -> None:
    page = sign_in(full, role)
    for _, address, heading, sentence in (each for each in NOWHERE if each[0] == role):
        page.goto(full + address)
        assert sentence in said_on(page, heading)
        expect(page.locator("main").get_by_role("link", name="Home")).to_have_attribute("href", "/")


def test_a_one_time_link_that_ran_out_says_how_to_get_another(
    full_office: Flask, full: str, stranger: Callable[..., Page]
) -> None:
    made = datetime.now(UTC) - timedelta(hours=2)
    token = accounts.password_link(engine_of(full_office), "administrator@verulam.example", made)
    page = stranger()
    page.goto(f"{full}/welcome/{token}")
    assert "Ask your administrator for a new one" in said_on(page, "This link works no more")
    page.get_by_role("link", name="Sign in").click()
    expect(page.locator("h1")).to_have_text("Sign in")


def test_what_was_typed_stays_when_it_will_not_do(full: str, sign_in: Callable[..., Page]) -> None:
    page = sign_in(full, "cfo")
    page.goto(f"{full}/services/ATTEND?{DAY}")
    page.get_by_label("Price (optional)").fill("lots")
    page.get_by_label("Days sold (optional)").fill("80")
    page.get_by_role("button", name="See what it does").click()
    expect(page.get_by_role("alert")).to_contain_text("Price")
    expect(page.get_by_label("Price (optional)")).to_have_value("lots")
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("Price")
    expect(page.get_by_label("Price (optional)")).to_have_value("lots")
    expect(page.get_by_label("Days sold (optional)")).to_have_value("80")


def test_a_form_sent_after_signing_out_elsewhere_loses_nothing(full: str, stranger: Callable[..., Page]) -> None:
    page = stranger()
    page.goto(f"{full}/sign-in?next=/services/ATTEND?{DAY}")
    give_password(page, "cfo@verulam.example", THREE_WORDS)
    elsewhere = page.context.new_page()
    elsewhere.goto(f"{full}/account")
    elsewhere.locator("details.who summary").click()
    elsewhere.get_by_role("button", name="Sign out", exact=True).click()
    expect(elsewhere.locator("h1")).to_have_text("Sign in")
    page.get_by_label("Price (optional)").fill("300")
    page.get_by_role("button", name="See what it does").click()
    expect(page.locator("h1")).to_have_text("Sign in")
    give_password(page, "cfo@verulam.example", THREE_WORDS)
    expect(page.locator("#answer")).to_contain_text("Selling 89 days at £300.00")
