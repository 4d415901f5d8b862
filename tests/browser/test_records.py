"""The records in a browser: found, opened from a figure, changed by two at once, deleted, and saved once."""

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.conftest import served
from tests.browser.test_every_page import has_nothing_wrong
from tests.browser.walk import DAY, quiet


def open_record(page: Page, office: str, slug: str, words: str, name: str) -> None:
    """Find a row by its words and open it."""
    page.goto(f"{office}/records/{slug}/?{DAY}")
    page.get_by_label("Words").fill(words)
    page.locator("main").get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("link", name=name).first.click()


def test_a_row_is_found_narrowed_and_sorted(full: str, sign_in: Callable[..., Page]) -> None:
    page = sign_in(full, "cfo", 390)
    said = quiet(page)
    page.goto(f"{full}/records/?{DAY}")
    page.get_by_role("link", name="Agreements", exact=True).click()
    page.get_by_label("Status").select_option("tentative")
    page.locator("main").get_by_role("button", name="Show", exact=True).click()
    rows = page.locator("table.records tbody tr")
    expect(rows).to_have_count(1)
    expect(page.get_by_label("Narrowed by")).to_contain_text("tentative")
    has_nothing_wrong(page, "a narrowed list", 390)
    page.get_by_role("link", name="Take off").click()
    expect(rows).to_have_count(12)
    page.get_by_role("link", name="Days per year").click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Days per year")
    expect(rows.first).to_contain_text("12")
    assert said == []


def test_a_figure_leads_to_the_row_it_was_read_off(full: str, sign_in: Callable[..., Page]) -> None:
    page = sign_in(full, "cfo")
    page.goto(f"{full}/services/ATTEND?{DAY}")
    link = page.locator("main a[href*='/records/']").first
    address = link.get_attribute("href")
    page.goto(f"{full}{address}")
    assert "/records/" in page.url
    expect(page.locator("main")).to_contain_text("example-trust.xlsx")
    has_nothing_wrong(page, "the row of a figure", 1280)


def test_of_two_who_change_a_row_at_once_the_second_is_asked(shop: Flask, sign_in: Callable[..., Page]) -> None:
    office = served(shop)
    first, second = sign_in(office, "cfo"), sign_in(office, "ceo")
    for page in (first, second):
        open_record(page, office, "services", "Attendance", "Attendance service")
        page.get_by_role("link", name="Change", exact=True).click()
    first.get_by_label("Price per day").fill("281")
    first.get_by_role("button", name="Save").click()
    expect(first.locator("main")).to_contain_text("281")
    second.get_by_label("Price per day").fill("299")
    second.get_by_role("button", name="Save").click()
    expect(second.locator("main")).to_contain_text("It now says: 281")
    expect(second.get_by_label("Price per day")).to_have_value("299")
    has_nothing_wrong(second, "a row that changed meanwhile", 1280)
    second.get_by_role("button", name="Save").click()
    expect(second.locator("main")).to_contain_text("299")
    expect(second.locator("main")).to_contain_text("2 earlier values")


def test_what_others_refer_to_is_not_deleted(shop: Flask, sign_in: Callable[..., Page]) -> None:
    office = served(shop)
    page = sign_in(office, "cfo", 390, scheme="dark")
    open_record(page, office, "services", "Attendance", "Attendance service")
    page.get_by_role("link", name="Delete…").click()
    expect(page.get_by_role("alert")).to_contain_text("It cannot be deleted yet: other rows refer to it.")
    expect(page.get_by_role("button", name="Delete 1 row")).to_have_count(0)
    has_nothing_wrong(page, "a row that cannot be deleted", 390)


def test_a_row_saved_by_a_double_click_is_added_once(shop: Flask, sign_in: Callable[..., Page]) -> None:
    office = served(shop)
    page = sign_in(office, "cfo")
    page.goto(f"{office}/records/committees/add")
    page.get_by_label("Committee", exact=True).fill("ZZ")
    page.get_by_label("Name", exact=False).first.fill("Estates committee")
    page.get_by_role("button", name="Add").dblclick()
    expect(page.locator("h1")).not_to_have_text("Add to Committees")
    page.wait_for_load_state("networkidle")
    page.goto(f"{office}/records/committees/?words=Estates")
    expect(page.locator("table.records tbody tr")).to_have_count(1)
    page.goto(f"{office}/data/?way=saves")
    expect(page.locator("main tbody tr")).to_have_count(1)
    expect(page.locator("main")).to_contain_text("typed in by Sam Cfo")


def test_a_trustee_and_a_head_see_their_own_records_and_change_none(full: str, sign_in: Callable[..., Page]) -> None:
    for role in ("trustee", "head"):
        page = sign_in(full, role)
        answer = page.goto(f"{full}/records/?{DAY}")
        if answer is not None and answer.status == 200:
            has_nothing_wrong(page, f"the records of a {role}", 1280)
            expect(page.locator("main")).not_to_contain_text("bring a file in")
        assert page.request.get(f"{full}/records/committees/add").status in (403, 404)
        assert page.request.get(f"{full}/data/").status in (403, 404)
