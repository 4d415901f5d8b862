"""A chief finance officer answers, on screen and without help, what the shared services cost, earn and are charged."""

from collections.abc import Callable
from io import BytesIO

import openpyxl
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.conftest import served
from tests.browser.test_every_page import has_nothing_wrong
from tests.browser.walk import DAY, quiet


def test_what_each_school_pays_gets_and_subsidises(full: str, sign_in: Callable[..., Page]) -> None:
    page = sign_in(full, "cfo")
    said = quiet(page)
    page.goto(f"{full}/?{DAY}")
    page.get_by_role("link", name="Charges", exact=True).click()
    main = page.locator("main")
    expect(main).to_contain_text("In 2026/27 our 2 schools pay £684,895.00 for central services: 5 % of GAG")
    expect(main).to_contain_text("find what was posted outside the policy or not yet posted")
    page.get_by_role("link", name="Against use, £").click()
    expect(page.locator("main table").first).to_contain_text("Watling Park")
    page.get_by_role("link", name="Watling Park").first.click()
    expect(page.locator("h1")).to_contain_text("Watling Park")
    expect(main).to_contain_text("Attendance service")
    has_nothing_wrong(page, "a school's statement", 1280)
    assert said == []


def test_the_charges_come_as_a_workbook_that_works_them_out(full: str, sign_in: Callable[..., Page]) -> None:
    page = sign_in(full, "cfo")
    page.goto(f"{full}/charges/?{DAY}")
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").first.click()
    content = BytesIO(download.value.path().read_bytes())
    sheet = openpyxl.load_workbook(content)["Charges"]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(value.startswith("=SUM(") for value in cells), "the total can be followed in Excel"


def test_who_owes_what_and_what_to_say_to_them(full: str, sign_in: Callable[..., Page]) -> None:
    page = sign_in(full, "cfo", 390)
    page.goto(f"{full}/services/?{DAY}")
    page.get_by_role("link", name="Clients", exact=True).click()
    has_nothing_wrong(page, "the clients", 390)
    page.get_by_role("link", name="Rushmere").first.click()
    main = page.locator("main")
    expect(main).to_contain_text("£2,970.00 is overdue, the oldest of it by 46 days.")
    expect(main).to_contain_text("A complaint of 9 November 2026 is open")
    has_nothing_wrong(page, "one client", 390)


def test_a_day_is_booked_and_a_full_day_is_not(shop: Flask, sign_in: Callable[..., Page]) -> None:
    office = served(shop)
    page = sign_in(office, "cfo")
    page.goto(f"{office}/services/ATTEND/days/?{DAY}")
    main = page.locator("main")
    page.get_by_label("School", exact=True).select_option("990005")
    page.get_by_label("Day", exact=True).fill("2026-11-23")
    page.get_by_role("button", name="Book the day").click()
    expect(main.get_by_role("alert").first).to_be_visible()
    has_nothing_wrong(page, "a day that is full", 1280)
    page.get_by_label("Day", exact=True).fill("2027-01-13")
    page.get_by_role("button", name="Book the day").click()
    expect(main.locator("table").first).to_contain_text("13 Jan 2027")


def test_which_offer_is_cheapest_for_a_school(full: str, sign_in: Callable[..., Page]) -> None:
    page = sign_in(full, "trustee")
    page.goto(f"{full}/rate-card/?{DAY}")
    page.get_by_label("Days in the year").fill("5")
    page.get_by_role("button", name="Show each offer").click()
    expect(page.locator("main")).to_contain_text("£1,306.25")
    has_nothing_wrong(page, "the offers", 1280)


def test_what_to_know_before_deciding_and_a_scenario_that_is_kept_and_locked(
    shop: Flask, sign_in: Callable[..., Page]
) -> None:
    office = served(shop)
    page = sign_in(office, "cfo")
    said = quiet(page)
    page.goto(f"{office}/services/ATTEND?{DAY}")
    page.get_by_role("link", name="Decide").click()
    main = page.locator("main")
    for sentence in (
        "Selling 81 days at £275.00 covers the cost if members pay full cost, with £5.35 over.",
        "152 days would have to be sold to cover the cost if members pay nothing, and 89 are left",
        "costs £1,763.62 less than Council traded attendance team by the end of 2026/27",
        "Losing 1 client (Pondfield) makes Attendance service £730.39 dearer than buying.",
        "Attendance officer away for 13 weeks: 55 days agreed are missed, 6 agreements are broken",
    ):
        expect(main).to_contain_text(sentence)
    expect(page.locator("[data-chart] svg").first).to_be_visible()
    has_nothing_wrong(page, "what to know before deciding", 1280)

    page.goto(f"{office}/services/ATTEND?{DAY}")
    slider = page.locator("input.slider[data-for=field-price]")
    slider.fill("300")
    slider.dispatch_event("change")
    expect(page.locator("#answer")).to_contain_text("Selling 89 days at £300.00 brings £26,700.00")
    expect(page.locator(".htmx-request")).to_have_count(0)  # what is being asked is dimmed meanwhile
    has_nothing_wrong(page, "a what-if by slider", 1280)
    assert said == []
