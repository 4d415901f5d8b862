"""Three stories, from signing in to the answer: a chief finance officer, a governance professional, a trustee."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

from flask import Flask
from playwright.sync_api import Page, expect

from admin.security import accounts
from tests.admin.conftest import THREE_WORDS, engine_of
from tests.browser.walk import DAY, menu, quiet, tab_to, words_of
from tests.reports.test_pack import page_texts
from trustops.models import Person, UserRole
from trustops.store.engine import reading
from trustops.store.load import load

DEEPER = (
    *("/services/ATTEND?price=300", "/kpis/ATT01", "/succession/what-if/?without=V101", "/data/imports/1"),
    *("/rules/figures/employer_ni_rate", "/account", "/nothing"),
)

FOR_TRUSTEES = ("/services/ATTEND", "/services/ICT", "/kpis/ATT01", "/kpis/PEO09")


def one_time_link(app: Flask, office: str, email: str, role: UserRole) -> str:
    """The link that somebody new gets to choose a password with."""
    now = datetime.now(UTC)
    accounts.add_account(engine_of(app), email=email, name="Jo Newcomer", roles=[role], at=now)
    return f"{office}/welcome/{accounts.password_link(engine_of(app), email, now)}"


def test_a_cfo_reads_what_a_sold_day_costs_and_tries_a_price(
    full_office: Flask, full: str, stranger: Callable[..., Page]
) -> None:
    page = stranger()
    said = quiet(page)
    page.goto(one_time_link(full_office, full, "jo@verulam.example", UserRole.CFO))
    page.get_by_label("Password", exact=False).first.fill(THREE_WORDS)
    page.get_by_label("The same again").fill(THREE_WORDS)
    page.get_by_role("button", name="Set password and sign in").click()
    page.get_by_label("As of").fill("2026-11-22")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("link", name="Services", exact=True).click()
    page.get_by_role("link", name="Attendance service").click()

    main = page.locator("main")
    expect(main).to_contain_text("In 2026/27 the attendance service costs £41,380.09; a day costs £250.79 in full")
    expect(main).to_contain_text("▲ Watch Much hangs on few clients: the largest brings 29.2 % of what is earned.")
    working = page.locator("details", has_text="Day rate").filter(has=page.locator("table.ledger")).first
    expect(working.locator("table")).to_be_hidden()
    working.locator("summary").click()
    expect(working.locator("table")).to_be_visible()
    expect(working.locator("table")).to_contain_text("£250.79")

    page.evaluate("window.notReloaded = true")
    page.get_by_label("Price (optional)").fill("300")
    page.get_by_role("button", name="See what it does").click()
    expect(page.locator("#answer")).to_contain_text("Selling 89 days at £300.00 brings £26,700.00")
    assert page.evaluate("window.notReloaded"), "the answer came in place"
    assert ("price=300" in page.url, DAY in page.url) == (True, True), page.url
    answer = page.locator("#answer table").first.inner_text()
    expect(page.locator("#answer [data-chart] svg").first).to_be_visible()
    words_of(page)

    page.reload()
    assert page.locator("#answer table").first.inner_text() == answer, "the address can be sent to a colleague"
    page.get_by_role("link", name="Start again").click()
    expect(page.locator("#answer")).not_to_contain_text("With your change")
    assert said == []


def test_a_governance_professional_sees_what_the_meeting_lacks_and_makes_the_pack(
    full: str, sign_in: Callable[..., Page]
) -> None:
    page = sign_in(full, "governance")
    said = quiet(page)
    page.goto(f"{full}/?{DAY}")
    assert "Papers not sent:Severe absence" in words_of(page), (
        "what a meeting lacks has its title at once, not its code"
    )
    page.get_by_role("link", name="Whom to ask, and the packs").click()
    main = page.locator("main")
    expect(main).to_contain_text("The standards committee meets on 1 December 2026, in 9 days, and lacks 13 things.")
    expect(page.get_by_text("Persistent absence, EHC plan", exact=True)).to_be_visible()

    owed = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Director of school improvement"))
    expect(owed).to_contain_text("Key stage outcomes reported, was due 31 Oct 2026")
    owed.get_by_text("Message to send").click()
    expect(owed.locator("pre")).to_contain_text("To the director of school improvement")
    assert "SCHOOL" not in words_of(page)

    of_the_board = "for the Trust board of 10 December 2026"
    pdf = kept(page, f"Build the pack (PDF) {of_the_board}")
    assert (pdf.name, pdf.read_bytes()[:5]) == ("TB-2026-12-10-board-pack.pdf", b"%PDF-")
    pages = page_texts(pdf.read_bytes())
    assert "Verulam Schools Trust" in pages[0]
    assert "£41,380.09" in " ".join(pages), "the pack has the figure of the page"
    book = kept(page, f"Excel pack {of_the_board}")
    with ZipFile(book) as parts:
        assert "xl/workbook.xml" in parts.namelist()
    assert said == []


def kept(page: Page, button: str) -> Path:
    """The file that a button gives, under the name that it was given."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    download = waiting.value
    path = Path(download.path()).with_name(download.suggested_filename)
    download.save_as(path)
    return path


def test_a_trustee_reads_the_risk_and_nobodys_name(full_office: Flask, full: str, sign_in: Callable[..., Page]) -> None:
    page = sign_in(full, "trustee")
    page.goto(f"{full}/?{DAY}")
    page.get_by_role("link", name="Every critical post and its cover").click()
    words = words_of(page)
    assert "Only 10 of 12 critical posts can be filled at once: nobody holds or is ready now for SENCO, King" in words
    assert "Chief executive and accounting officer is a single point of failure: nobody else is ready now" in words
    expect(page.locator(".heat").get_by_role("row", name="SENCO, Kingsmead")).to_contain_text("■ Vacant")
    names = names_of_people(full_office)
    assert len(names) > 20
    for address in (*menu(page), *FOR_TRUSTEES):
        source = page.request.get(f"{full}{address}?{DAY}").text()
        assert [name for name in names if name in source] == [], address

    expect(page.locator("nav.menu")).not_to_contain_text("Data")
    page.goto(f"{full}/data/?{DAY}")
    expect(page.locator("h1")).to_have_text("Not yours to see")
    expect(page.locator("main")).to_contain_text("Your role does not include this; ask your administrator")


def names_of_people(app: Flask) -> list[str]:
    """Everybody's name on the People sheet."""
    with reading(engine_of(app)) as connection:
        return [row.name for row in load(connection, date(2026, 11, 22)).all(Person)]


def test_a_cfo_needs_no_mouse(full: str, sign_in: Callable[..., Page]) -> None:
    page = sign_in(full, "cfo")
    page.goto(f"{full}/?{DAY}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_in_viewport()
    for words in ("Services", "Attendance service"):
        tab_to(page, words)
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text(words)
    tab_to(page, "Day rate")
    page.keyboard.press("Enter")
    expect(page.locator("details[open] table.ledger")).to_contain_text("£250.79")
    tab_to(page, "Price")
    page.keyboard.type("300")
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_contain_text("Selling 89 days at £300.00")


def test_no_page_scrolls_sideways_on_the_narrowest_phone(full: str, sign_in: Callable[..., Page]) -> None:
    page = sign_in(full, "ceo", 320)
    wide = {}
    for address in (*menu(page), *DEEPER):
        page.goto(f"{full}{address}{'&' if '?' in address else '?'}{DAY}")
        wide[address] = page.evaluate("document.documentElement.scrollWidth")
    assert {address: width for address, width in wide.items() if width > 320} == {}
