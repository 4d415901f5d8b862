"""What does trustops look like? The pictures of the manual, taken from the example trust: one command makes them again.

Run as ``python -m tests.browser.pictures``; they go to ``docs/pictures``, 1280 wide.
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from tests.admin.conftest import THREE_WORDS, made
from tests.browser.conftest import ARGUMENTS, NAMES, give_password, served, with_accounts
from tests.browser.walk import DAY

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"
WIDE = 1280

PICTURES = {
    "home": ("cfo", "/", 840),
    "service": ("cfo", "/services/ATTEND?price=300", 1000),
    "board": ("governance", "/board/", 1340),
    "succession": ("trustee", "/succession/", 900),
}
"""Each with who looks, at which page, and how much of it is shown, in pixels."""

NAMES_OF = {"cfo": "Helen Marsh", "governance": "David Osborne", "trustee": "Priya Nair"}

BRITISH_DAY = """() => { const day = document.getElementById("as-of"); const [year, month, date] = day.value.split("-");
day.type = "text"; day.size = 10; day.value = `${date}/${month}/${year}`; }"""
"""The packaged Chromium writes every day the American way; a reader's own browser writes it as this does."""


def take_pictures(browser: Browser, office: str, folder: Path) -> list[Path]:
    """Take every picture of a served office that has the example trust; returns their files."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        take(browser, office, folder / f"{name}.png", role, address, height)
        for name, (role, address, height) in PICTURES.items()
    ]


def take(browser: Browser, office: str, path: Path, role: str, address: str, height: int) -> Path:
    """One picture: the top of a page, as somebody of a role sees it by day."""
    context = browser.new_context(viewport={"width": WIDE, "height": height}, color_scheme="light")
    page = context.new_page()
    page.goto(f"{office}/sign-in?next=/account")
    give_password(page, f"{role}@verulam.example", THREE_WORDS)
    page.goto(f"{office}{address}{'&' if '?' in address else '?'}{DAY}")
    wait_until_drawn(page)
    page.evaluate(BRITISH_DAY)
    page.screenshot(path=path)
    context.close()
    return path


def wait_until_drawn(page: Page) -> None:
    """Wait until the letters are ours and every chart of the page is there."""
    page.evaluate("document.fonts.ready")
    for chart in page.locator("[data-chart]").all():
        chart.locator("svg").wait_for()


def main() -> None:
    """Serve the example trust from a folder that goes again, and take its pictures."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        sys.exit("No Chromium is installed (Debian: apt-get install chromium).")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        office = served(with_accounts(made(Path(folder), ROOT / "examples" / "example-trust.xlsx"), NAMES_OF))
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        for path in take_pictures(browser, office, FOLDER):
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")
        browser.close()


if __name__ == "__main__":
    main()
