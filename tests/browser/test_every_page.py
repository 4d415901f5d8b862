"""Every page that the menu leads to, in every state: nothing that a machine can find wrong for anybody."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.walk import DAY, addresses

STANDARDS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}


def has_nothing_wrong(page: Page, address: str, width: int) -> None:
    """What holds of every page: it keeps the standards, fits the screen, and says once what it is."""
    violations = Axe().run(page, options=STANDARDS).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in violations] == [], address
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{address} scrolls sideways"
    assert page.locator("h1").count() == 1, address


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
        has_nothing_wrong(page, address, width)
    assert said == [], "the browser's console is quiet"
    assert all(url.startswith((office, "data:")) for url in asked), "nothing is fetched from elsewhere"


RECORDS = (
    *("/records/agreements/?words=nothing", "/records/services/1", "/records/services/1/edit"),
    *("/records/agreements/add", "/records/services/remove?row=1", "/data/?way=saves", "/data/imports/1/undo"),
)
AHEAD = (
    "/succession/chances/",
    "/succession/chances/?target=5",
    "/succession/chances/?target=0",
    "/succession/who-has-looked/",
)
SOLD = (
    *("/services/ATTEND/decide/", "/services/ICT/days/?year=2025/26", "/services/ATTEND/days/", "/clients/990003"),
    *("/clients/debtors", "/clients/invoices", "/rate-card/?service=ATTEND&days=12&pupils=200", "/rules/assumptions"),
    *("/charges/?year=2025/26", "/charges/statement/990002", "/services/ATTEND?sold_days=80&price=1"),
    *("/services/ATTEND?year=2030/31", f"/services/ATTEND/decide/?year=2026/27&scenario=SC-03&{DAY}"),
    "/rules/assumptions?rate=term-time+pay&value=whole+leave",
)

LEAVING = (
    "/succession/vacancies/?rule=head&given=2027-01-20&of=W-HEAD",
    "/succession/vacancies/?rule=contract&weeks=x",
)
"""The form about notice, answered and refused."""


PACKS = ("/board/packs/", "/board/packs/TB-2026-12-10", "/board/packs/PC-2026-11-12")
GOVERNED = ("/meetings/", "/meetings/TB-2026-12-10", "/meetings/TB-2026-07-09", "/objectives/", "/who-governs/")
MEASURED = (
    *("/kpi-catalogue/", "/kpis/?as_of=2026-11-30&objective=BELONG&missing=missing", "/kpis/?words=nothing"),
    *("/kpis/ATT01?as_of=2026-11-30", "/kpis/ATT01?as_of=2026-11-30&site=990002", "/board/?as_of=2026-11-30"),
)
WITHOUT = (
    *("/succession/duties/?look=single", "/succession/what-if/?without=V101&without=V305&school=990002"),
    "/succession/what-if/?post=CEO&post=ATO&post=K-SENCO",
)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_what_the_menu_does_not_lead_to_has_nothing_wrong_either(
    full: str, sign_in: Callable[..., Page], width: int, scheme: str
) -> None:
    page = sign_in(full, "ceo", width, scheme=scheme)
    for address in (*RECORDS, *AHEAD, *SOLD, *LEAVING, *GOVERNED, *MEASURED, *PACKS, *WITHOUT):
        answer = page.goto(f"{full}{address}")
        assert (answer and answer.status) == 200, address
        has_nothing_wrong(page, address, width)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_the_accounts_pages_have_nothing_wrong_in_any_state(
    full: str, sign_in: Callable[..., Page], width: int, scheme: str
) -> None:
    page = sign_in(full, "administrator", width, scheme=scheme)
    page.goto(f"{full}/accounts/")
    has_nothing_wrong(page, "the list", width)
    page.locator("#field-name").fill("Bea Cole")
    page.locator("#field-email").fill(f"bea{width}@verulam.example")
    add = page.get_by_role("button", name="Add and show the link")
    add.click()
    assert "Choose at least one role" in page.locator("#problem-roles").inner_text()
    has_nothing_wrong(page, "the list with a problem", width)
    page.get_by_label("Trustee:").check()
    add.click()
    assert "/welcome/" in page.locator(".message").inner_text()
    has_nothing_wrong(page, "one account with its link", width)
    page.get_by_role("button", name="Switch off").click()
    assert "Bea Cole can no longer sign in" in page.locator(".notice").inner_text()
    has_nothing_wrong(page, "one account switched off", width)
