"""What do the browser's tests stand on? The back office on a port of this machine, and the system's Chromium."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from flask_security.utils import hash_password
from playwright.sync_api import Browser, Page, sync_playwright
from waitress.server import create_server

from admin.security import accounts
from tests.admin.conftest import HEADS_SCHOOL, THREE_WORDS, engine_of, made
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


def with_accounts(app: Flask) -> Flask:
    """An account of each role, all with the same password."""
    with app.app_context():
        password = hash_password(THREE_WORDS)
        for role in UserRole:
            accounts.add_account(
                engine_of(app),
                email=f"{role}@verulam.example",
                name=f"Sam {role.title()}",
                roles=[role],
                at=datetime.now(UTC),
                password_hash=password,
                site=HEADS_SCHOOL if role is UserRole.HEAD else None,
            )
    return app


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory, example: Path) -> str:
    """The address of the example trust's back office."""
    return served(with_accounts(made(tmp_path_factory.mktemp("full"), example)))


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the back office of a trust of which nothing is known yet."""
    return served(with_accounts(made(tmp_path_factory.mktemp("empty"))))


@pytest.fixture
def sign_in(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Sign in as somebody of a role, on a screen of a width; every page is closed afterwards."""
    contexts = []

    def open_as(address: str, role: str, width: int = 1280, *, scheme: str = "light") -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        page.get_by_label("E-mail address").fill(f"{role}@verulam.example")
        page.get_by_label("Password").fill(THREE_WORDS)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_load_state()
        return page

    yield open_as
    for context in contexts:
        context.close()
