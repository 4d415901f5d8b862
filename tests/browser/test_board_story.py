"""A governance professional, ten days before the board meets: what lacks, who owes it, the pack, frozen and sent."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.conftest import served
from tests.reports.test_pack import page_texts

TEN_DAYS = "as_of=2026-11-30"


def test_a_governance_professional_chases_writes_freezes_and_sends_the_pack(
    shop: Flask, sign_in: Callable[..., Page]
) -> None:
    office = served(shop)
    page = sign_in(office, "governance")
    page.goto(f"{office}/board/?{TEN_DAYS}")
    main = page.locator("main")
    board = main.locator("li", has_text="Trust board").first
    expect(board).to_contain_text("In 10 days.")
    expect(board).to_contain_text("Lacks 9 things")

    asked = main.locator("li", has=page.get_by_role("heading", name="Chief financial officer", exact=True))
    expect(asked).to_contain_text("for the trust board of 10 December 2026")
    asked.locator("summary").click()
    expect(asked.locator("pre")).to_contain_text("To the chief financial officer")
    mail = asked.get_by_role("link", name="Open as an e-mail").get_attribute("href") or ""
    assert mail.startswith("mailto:?subject=Waiting%20for%20the%20board&body=To%20the%20chief%20financial")

    board.get_by_role("link", name="Write and freeze its pack").click()
    expect(main).to_contain_text("The pack is")
    answer = main.locator("textarea").first
    answer.fill("Attendance has risen at all four schools since the officer began; persistent absence follows.")
    main.locator("form.words").first.get_by_role("button").click()
    expect(main.locator("textarea").first).to_have_value(
        "Attendance has risen at all four schools since the officer began; persistent absence follows."
    )
    expect(main).to_contain_text("10 of 11")

    main.get_by_label("I have looked at the pack").check()
    main.get_by_role("button", name="Freeze version 1").click()
    expect(main).to_contain_text("Version 1 was frozen on")
    with page.expect_download() as kept:
        main.get_by_role("link", name=".pdf").first.click()
    first, *rest = page_texts(Path(kept.value.path()).read_bytes())
    assert "Attendance has risen at all four schools since the officer began" in " ".join(first.split())
    assert "Draft" not in first
    assert len(rest) > 10

    main.get_by_label("Why there is to be another version").fill("The auditor's letter came after the papers went out")
    main.get_by_label("I have looked at the pack").check()
    main.get_by_role("button", name="Freeze version 2").click()
    expect(main).to_contain_text("Version 2 was frozen on")
    main.get_by_role("link", name="What differs from version 1").click()
    expect(main).to_contain_text("version 1")
