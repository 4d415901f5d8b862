"""Every page that the menu leads to, in every state: nothing that a machine can find wrong for anybody."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STANDARDS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
DAY = "as_of=2026-11-22"


def addresses(page: Page, office: str) -> list[str]:
    """Where the menu leads, and the first few pages that those lead to."""
    menu = page.locator("nav a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    found = dict.fromkeys(str(link).partition("?")[0] for link in menu)
    for link in list(found):
        page.goto(f"{office}{link}?{DAY}")
        inner = page.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        deeper = [str(one).partition("?")[0] for one in inner if str(one).startswith(f"{link.rstrip('/')}/")]
        found |= dict.fromkeys(one for one in deeper[:3] if is_page(page, f"{office}{one}"))
    return list(found)


def is_page(page: Page, address: str) -> bool:
    """Whether an address answers with a page, not with a file to keep."""
    return page.request.get(address).headers.get("content-type", "").startswith("text/html")


@pytest.mark.parametrize(
    ("role", "width", "scheme"),
    [("ceo", 1280, "light"), ("ceo", 390, "dark"), ("trustee", 390, "light"), ("head", 1280, "dark")],
)
@pytest.mark.parametrize("state", ["full", "empty"])
def test_a_page_has_nothing_wrong(
    request: pytest.FixtureRequest, sign_in: Callable[..., Page], state: str, role: str, width: int, scheme: str
) -> None:
    office: str = request.getfixturevalue(state)
    page = sign_in(office, role, width, scheme=scheme)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("request", lambda sent: asked.append(sent.url))
    for address in addresses(page, office):
        answer = page.goto(f"{office}{address}?{DAY}")
        assert answer is not None
        assert answer.status == 200, address
        violations = Axe().run(page, options=STANDARDS).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in violations] == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{address} scrolls sideways"
        assert page.locator("h1").count() == 1, address
    assert said == [], "the browser's console is quiet"
    assert all(url.startswith((office, "data:")) for url in asked), "nothing is fetched from elsewhere"
