"""What do the tests of the back office stand on? The application with the example trust, and somebody of each role."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from admin.app import create_app
from admin.security import accounts
from admin.security.signed_in import SignedIn
from admin.settings import AppSettings, kept_secret
from importers.bring import import_file
from trustops.models import UserRole
from trustops.store.engine import default_url
from trustops.store.migrate import init_database

THREE_WORDS = "plum river tractor"
DAY = "as_of=2026-11-22"
HEADS_SCHOOL = "990001"


def made(instance: Path, workbook: Path | None = None) -> Flask:
    """The application of a new trust, with a workbook imported if one is given."""
    engine = init_database(default_url(instance))
    if workbook is not None:
        import_file(engine, workbook)
    engine.dispose()
    app = create_app(AppSettings(default_url(instance), instance, kept_secret(instance)))
    app.config["TESTING"] = False
    return app


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The back office of the example trust; a test that writes facts makes its own with ``made``."""
    example = Path(__file__).parents[2] / "examples" / "example-trust.xlsx"
    return made(tmp_path_factory.mktemp("office"), example)


@pytest.fixture(scope="session")
def empty_office(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The back office of a trust of which nothing is known yet."""
    return made(tmp_path_factory.mktemp("empty-office"))


def engine_of(app: Flask) -> Engine:
    engine: Engine = app.extensions["trustops"].engine
    return engine


WHO = {"ceo": "V101", "hr_lead": "V105"}
"""Who at the example trust has these roles: their own row of its People sheet."""


def client_as(app: Flask, role: str, *, person: str | None = None) -> FlaskClient:
    """A browser that is signed in as somebody of a role; made without the slow sign-in page.

    ``person`` is their payroll number, empty for an account that does not say whose it is.
    """
    engine, now = engine_of(app), datetime.now(UTC)
    email = f"{role}{'' if person is None else f'-{person.lower()}'}@verulam.example"
    person = WHO.get(role) if person is None else person or None
    if accounts.account_of(engine, email) is None:
        site = HEADS_SCHOOL if role == "head" else None
        accounts.add_account(
            engine, email=email, name=f"Sam {role.title()}", roles=[UserRole(role)], at=now, site=site, person=person
        )
    found = accounts.account_of(engine, email)
    assert found is not None
    token = accounts.begin_session(engine, found[0].id, "a test", now)
    opened = accounts.open_session(engine, token, now)
    assert opened is not None
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = SignedIn(opened.person, opened.id, token).get_id()
        cookie["_fresh"] = True
    return client


def csrf(client: FlaskClient, page: str = "/account") -> str:
    """The token of this browser's forms."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).text)
    assert found, f"{page} has no form"
    return found[1]


def post(client: FlaskClient, path: str, data: dict[str, Any] | None = None, **more: Any) -> TestResponse:
    """Send a form as the browser would, with its token."""
    return client.post(path, data={"csrf_token": csrf(client)} | (data or {}), **more)
