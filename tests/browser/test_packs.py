"""Can a governance professional write, preview and freeze a pack in the browser, with and without scripts?"""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.conftest import served
from tests.browser.test_every_page import has_nothing_wrong
from tests.browser.walk import DAY, quiet, words_of

PACK = "/board/packs/SC-2026-12-01"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_pack_is_written_previewed_and_frozen_twice(
    shop: Flask, sign_in: Callable[..., Page], *, scripts: bool
) -> None:
    office = served(shop)
    page = sign_in(office, "governance", scripts=scripts)
    said = quiet(page)
    page.goto(f"{office}/board/?{DAY}")
    page.get_by_role("link", name="Write and freeze its pack").first.click()
    box = page.get_by_label("About the risks")
    box.fill("Kingsmead has had no SENCO since August; an agency covers two days a week.")
    if scripts:
        expect(page.locator("#box-risks-count")).to_have_text("14 of 100 words, not saved yet")
    page.locator("#box-risks").get_by_role("button").click()
    expect(page.locator(".notice")).to_have_text("“About the risks” is saved.")
    expect(page.get_by_text("14 of 100 words")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Preview (PDF)").click()
    assert download.value.suggested_filename == "SC-2026-12-01-board-pack.pdf"
    page.get_by_label("I have looked at the pack").check()
    page.get_by_role("button", name="Freeze version 1").click()
    expect(page.locator(".notice")).to_contain_text("Version 1 is frozen.")
    page.get_by_label("Why there is to be another version").fill("The agency was named wrongly")
    page.get_by_label("I have looked at the pack").check()
    page.get_by_role("button", name="Freeze version 2").click()
    page.get_by_role("link", name="What differs from version 1").click()
    assert "No figure differs" in words_of(page)
    if scripts:
        has_nothing_wrong(page, "what differs", 1280)
        page.go_back()
        has_nothing_wrong(page, "a frozen pack", 1280)
    assert said == []
