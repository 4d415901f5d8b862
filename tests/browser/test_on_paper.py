"""A finance officer prints an answer: the working and evidence are on the paper, what is to be clicked is not."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walk import DAY

ADDRESSES = (
    *("/services/", "/services/ATTEND", "/services/ATTEND/decide/", "/services/ATTEND/days/"),
    *("/charges/", "/clients/", "/clients/debtors", "/rate-card/", "/rules/assumptions"),
)
A4_WITHIN_MARGINS = 672
"""Pixels: 210 mm less two margins of 16 mm."""


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_printed_fits_the_paper_and_says_whose_it_is(
    full: str, sign_in: Callable[..., Page], address: str
) -> None:
    page = sign_in(full, "cfo", A4_WITHIN_MARGINS)
    page.goto(f"{full}{address}?{DAY}")
    page.emulate_media(media="print")
    expect(page.locator(".brand")).to_contain_text("Verulam Schools Trust")
    expect(page.locator(".foot")).to_contain_text("As it was known on 22 November 2026.")
    for hidden in ("nav.menu", "form.day", ".downloads", "main button", "main select"):
        expect(page.locator(hidden).filter(visible=True)).to_have_count(0)
    for wide in page.locator("main table").filter(visible=True).all():
        box = wide.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= A4_WITHIN_MARGINS + 1, wide.inner_text()[:80]


def test_why_a_day_costs_what_it_does_is_on_the_paper_though_it_was_folded(
    full: str, sign_in: Callable[..., Page]
) -> None:
    page = sign_in(full, "cfo")
    page.goto(f"{full}/services/ATTEND?{DAY}")
    sum_of_pay = page.get_by_text("31,022 × 0.856334 term-time fraction")
    expect(sum_of_pay).not_to_be_visible()
    page.emulate_media(media="print")
    expect(sum_of_pay).to_be_visible()
    expect(page.get_by_text("Our own schools take 76 days")).to_be_visible()
    expect(page.get_by_text("If that client leaves, what the trust's own schools pay jumps.")).to_be_visible()
    expect(page.get_by_role("heading", name="Try a change")).not_to_be_visible()


def test_who_pays_for_whom_is_on_the_paper(full: str, sign_in: Callable[..., Page]) -> None:
    page = sign_in(full, "cfo")
    page.goto(f"{full}/charges/?{DAY}")
    page.emulate_media(media="print")
    expect(page.get_by_text("From whom to whom, adding up to nothing")).to_be_visible()
    expect(page.locator("details.paper table").first).to_be_visible()


def test_a_statement_that_is_sent_keeps_our_workings_to_ourselves(full: str, sign_in: Callable[..., Page]) -> None:
    page = sign_in(full, "cfo")
    page.goto(f"{full}/clients/990005?{DAY}")
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_contain_text("Rushmere: statement from Verulam Schools Trust, 22 November 2026")
    expect(page.locator("main .working").filter(visible=True)).to_have_count(0)
    expect(page.get_by_text("To look at")).not_to_be_visible()
    expect(page.locator(".brand")).not_to_be_visible()
