"""What do the browser's tests stand on? The back office on a port of this machine, and the system's Chromium."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from flask_security.utils import hash_password
from playwright.sync_api import Browser, Page, sync_playwright
from waitress.server import create_server

from admin.security import accounts
from tests.admin.conftest import HEADS_SCHOOL, THREE_WORDS, WHO, engine_of, made
from tests.conftest import IN_CI
from trustops.models import UserRole

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; the tests that need it are left out where there is none, and fail in CI."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        reason = "no Chromium is installed (Debian: apt-get install chromium)"
        if IN_CI:
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


def served(app: Flask) -> str:
    """Serve an application on a free port of this machine; returns its address."""
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    Thread(target=server.run, daemon=True).start()
    return f"http://127.0.0.1:{server.effective_port}"


def with_accounts(app: Flask, names: Mapping[str, str] | None = None) -> Flask:
    """An account of each role, all with the same password; ``names`` says how those of some roles are called."""
    with app.app_context():
        password = hash_password(THREE_WORDS)
        for role in UserRole:
            accounts.add_account(
                engine_of(app),
                email=f"{role}@verulam.example",
                name=(names or {}).get(role, f"Sam {role.title()}"),
                roles=[role],
                at=datetime.now(UTC),
                password_hash=password,
                site=HEADS_SCHOOL if role is UserRole.HEAD else None,
                person=WHO.get(role),
            )
    return app


@pytest.fixture(scope="session")
def full_office(tmp_path_factory: pytest.TempPathFactory, example: Path) -> Flask:
    """The example trust's back office itself, for what no page can arrange."""
    return with_accounts(made(tmp_path_factory.mktemp("full"), example))


@pytest.fixture(scope="session")
def full(full_office: Flask) -> str:
    """The address of the example trust's back office."""
    return served(full_office)


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory, example: Path) -> Path:
    """The instance of the example trust that each ``shop`` is a copy of: bringing it in takes seconds."""
    instance = tmp_path_factory.mktemp("pattern")
    with_accounts(made(instance, example)).extensions["trustops"].engine.dispose()
    return instance


@pytest.fixture
def shop(pattern: Path, tmp_path: Path) -> Flask:
    """The example trust's back office, for one test to change."""
    return made(Path(shutil.copytree(pattern, tmp_path / "instance")))


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the back office of a trust of which nothing is known yet."""
    return served(with_accounts(made(tmp_path_factory.mktemp("empty"))))


@pytest.fixture
def stranger(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """A page of a browser in which nobody is signed in, on a screen of a width; each is closed afterwards."""
    contexts = []

    def open_page(width: int = 1280, *, scheme: str = "light", scripts: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=scripts,
            locale="en-GB",
        )
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def cookies() -> dict[tuple[str, str], Any]:
    """The cookies of who has signed in where: checking a password is slow on purpose."""
    return {}


@pytest.fixture
def sign_in(stranger: Callable[..., Page], cookies: dict[tuple[str, str], Any]) -> Callable[..., Page]:
    """A page of somebody of a role, on a screen of a width; whoever signs out takes ``stranger`` instead."""

    def open_as(address: str, role: str, width: int = 1280, *, scheme: str = "light", scripts: bool = True) -> Page:
        page = stranger(width, scheme=scheme, scripts=scripts)
        if (address, role) in cookies:
            page.context.add_cookies(cookies[address, role])
            page.goto(f"{address}/account")
        else:
            page.goto(f"{address}/sign-in?next=/account")
            give_password(page, f"{role}@verulam.example", THREE_WORDS)
            cookies[address, role] = page.context.cookies()
        return page

    return open_as


def give_password(page: Page, email: str, password: str) -> None:
    """Fill in the form of the sign-in page and send it."""
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()
