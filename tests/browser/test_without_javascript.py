"""What is left where the browser runs no script? Everything: it only answers a whole page at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.admin.conftest import made
from tests.browser.conftest import served, with_accounts
from tests.browser.walk import DAY, menu, tab_to

DEEPER = ("/services/ATTEND", "/kpis/ATT01", "/data/imports/1", "/rules/figures/employer_ni_rate", "/account")

ONLY_BY_SCRIPT = """elements => elements.filter((each) => {
  if (each.matches("form")) return !each.hasAttribute("action") && !each.hasAttribute("method");
  if (each.matches("a")) return !each.getAttribute("href");
  return !each.closest("form");
}).map((each) => each.outerHTML.slice(0, 200))"""
"""The forms, links and buttons that do nothing by themselves."""

NO_TABLE = (
    "charts => charts.filter((each) => !each.querySelector('details table tbody td')).map((each) => each.innerText)"
)


@pytest.fixture
def plain(sign_in: Callable[..., Page]) -> Callable[..., Page]:
    """Sign in with a browser that runs no script."""

    def open_as(office: str, role: str) -> Page:
        return sign_in(office, role, scripts=False)

    return open_as


def test_every_page_of_the_menu_reads(full: str, plain: Callable[..., Page]) -> None:
    page = plain(full, "ceo")
    charts = 0
    for address in (*menu(page), *DEEPER):
        answer = page.goto(f"{full}{address}?{DAY}")
        assert (answer and answer.status) == 200, address
        expect(page.locator("h1")).to_have_count(1)
        assert page.locator("main").inner_text().count(" ") > 15, f"{address} says next to nothing"
        assert page.locator("main :is(form, a, button)").evaluate_all(ONLY_BY_SCRIPT) == [], address
        assert page.locator("figure.chart").evaluate_all(NO_TABLE) == [], f"a chart of {address} has no table"
        charts += page.locator("figure.chart").count()
    assert charts >= 3, "the service has two charts and the KPI one"


def test_a_chart_folds_open_as_a_table(full: str, plain: Callable[..., Page]) -> None:
    page = plain(full, "cfo")
    page.goto(f"{full}/services/ATTEND?{DAY}")
    chart = page.locator("figure.chart").first
    expect(chart.locator("[data-chart]")).to_be_empty()
    expect(chart.locator("table")).to_be_hidden()
    chart.get_by_text("Show as table").click()
    expect(chart.locator("table")).to_be_visible()


def test_the_grid_of_kpis_is_cut_down_by_keyboard_on_a_phone(full: str, sign_in: Callable[..., Page]) -> None:
    page = sign_in(full, "head", 390, scripts=False)
    page.goto(f"{full}/kpis/?{DAY}")
    tab_to(page, "Status")
    page.keyboard.type("Watch")
    tab_to(page, "More ways to cut it down")
    page.keyboard.press("Enter")
    tab_to(page, "Objective")
    page.keyboard.type("Every child is in school")
    tab_to(page, "Show these")
    page.keyboard.press("Enter")
    page.wait_for_url("**status=amber**")
    main = page.locator("main")
    expect(main.locator("table caption")).to_contain_text("of 2")
    assert "objective=BELONG" in page.url
    shown = main.locator("tbody tr")
    assert shown.count() >= 1
    assert all("Watch" in row for row in shown.all_inner_texts())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_price_is_tried_by_the_button(full: str, plain: Callable[..., Page]) -> None:
    page = plain(full, "cfo")
    page.goto(f"{full}/services/ATTEND?{DAY}")
    page.get_by_label("Price (optional)").fill("300")
    page.get_by_role("button", name="See what it does").click()
    expect(page.locator("h1")).to_have_text("Attendance service")
    expect(page.locator("#answer")).to_contain_text("Selling 89 days at £300.00 brings £26,700.00")
    assert ("price=300" in page.url, DAY in page.url) == (True, True), page.url


def test_who_leaves_is_ticked_and_answered_by_the_button(full: str, plain: Callable[..., Page]) -> None:
    page = plain(full, "hr_lead")
    page.goto(f"{full}/succession/what-if/?{DAY}")
    page.get_by_text("Central team").first.click()
    page.get_by_role("checkbox", name="Margaret Osei").check()
    page.get_by_role("button", name="See what happens").click()
    expect(page.locator("#answer")).to_contain_text("Who leaves: Margaret Osei.")
    expect(page.get_by_role("checkbox", name="Margaret Osei")).to_be_checked()


def test_a_target_is_chosen_and_its_plan_shown_by_the_button(full: str, plain: Callable[..., Page]) -> None:
    page = plain(full, "trustee")
    page.goto(f"{full}/succession/chances/?{DAY}")
    page.get_by_label("Resilience number to reach").select_option("2")
    page.get_by_role("button", name="Show the plan").click()
    expect(page.locator("#aim")).to_contain_text("to bring the resilience number from −1 to 2")
    expect(page.get_by_label("Resilience number to reach")).to_have_value("2")


def test_a_workbook_is_previewed_and_accepted(tmp_path: Path, example: Path, plain: Callable[..., Page]) -> None:
    office = served(with_accounts(made(tmp_path)))
    page = plain(office, "cfo")
    page.goto(f"{office}/data/")
    page.get_by_label("File", exact=True).set_input_files(example)
    page.get_by_role("button", name="See what it would change").click()
    expect(page.locator("h1")).to_have_text("What example-trust.xlsx would change")
    expect(page.locator("main")).to_contain_text("Nothing has changed yet.")
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_role("status")).to_contain_text("new rows")
    page.goto(f"{office}/services/?{DAY}")
    expect(page.locator("main")).to_contain_text("£41,380.09")
