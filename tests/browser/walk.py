"""How do the browser's tests find their way? Where the menu leads, by hand or by keyboard, and what a page says."""

from playwright.sync_api import Page

DAY = "as_of=2026-11-22"
MOST_TABS = 150

ODD = ("None", "nan", "Decimal(", "undefined", "Undefined", "{{", "{%", "Traceback", "<built-in")
"""What only a mistake of ours would put before a person."""

FOCUS = """() => {
  const at = document.activeElement, drawn = getComputedStyle(at);
  const label = at.labels && at.labels[0] ? at.labels[0] : at;
  return {words: label.innerText || "", drawn: drawn.outlineStyle, width: parseFloat(drawn.outlineWidth)};
}"""
"""What has the focus, by its label or its own words, and how that is drawn."""

ALL_WORDS = """() => {
  const copy = document.querySelector("main").cloneNode(true);
  copy.querySelectorAll("script").forEach((script) => script.remove());
  return copy.textContent;
}"""
"""The text of a page without its data blocks; unlike what is seen, it has the folded parts."""


def menu(page: Page) -> list[str]:
    """The paths that the menu of the present page leads to."""
    links = page.locator("nav.menu a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [str(link).partition("?")[0] for link in links]


def addresses(page: Page, office: str) -> list[str]:
    """Where the menu leads, and the first few pages that those lead to."""
    found = dict.fromkeys(menu(page))
    for link in list(found):
        page.goto(f"{office}{link}?{DAY}")
        inner = page.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        deeper = [str(one).partition("?")[0] for one in inner if str(one).startswith(f"{link.rstrip('/')}/")]
        deeper = [one for one in deeper if not one.endswith("/find")]  # which asks for a row, and is nothing without
        found |= dict.fromkeys(one for one in deeper[:3] if is_page(page, f"{office}{one}"))
    return list(found)


def is_page(page: Page, address: str) -> bool:
    """Whether an address answers with a page, not with a file to keep."""
    return page.request.get(address).headers.get("content-type", "").startswith("text/html")


def words_of(page: Page) -> str:
    """What a page says, in one line, the folded parts included; nothing in it may be odd."""
    said = page.evaluate(ALL_WORDS)
    words = " ".join(str(said).split())
    found = [odd for odd in ODD if odd in words.split() or (len(odd) > 4 and odd in words)]
    assert found == [], f"{page.url} says {found}"
    return words


def quiet(page: Page) -> list[str]:
    """What the browser's console complains of from now on."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has these words has the focus, which must be seen all the way."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        assert at["drawn"] != "none", f"no focus is drawn at “{at['words']}” of {page.url}"
        assert at["width"] >= 2, f"too thin a focus is drawn at “{at['words']}” of {page.url}"
        if " ".join(at["words"].split()).startswith(words):
            return
    raise AssertionError(f"“{words}” of {page.url} cannot be reached by Tab")
