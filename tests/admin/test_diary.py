"""The year's duties in a diary: by signing in, or by an address that its owner can make useless."""

import re
from datetime import UTC, datetime

import pytest
from flask import Flask

from admin.security import accounts
from tests.admin.conftest import DAY, client_as, engine_of, made


def address(app: Flask, role: str = "trustee") -> str:
    """The address that the Board page shows somebody."""
    page = client_as(app, role).get(f"/board/?{DAY}").text
    found = re.search(r'value="http://localhost(/diary/[^"]+\.ics)"', page)
    assert found is not None
    return found[1]


def test_a_diary_that_cannot_sign_in_reads_the_duties_and_nobodys_name(office: Flask) -> None:
    answer = office.test_client().get(address(office))
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Audited accounts" in answer.text
    assert answer.text.count("BEGIN:VEVENT") > 60
    for name in ("Okonkwo", "V101", "ATTENDEE", "ORGANIZER"):
        assert name not in answer.text


def test_who_is_signed_in_can_download_it(office: Flask) -> None:
    answer = client_as(office, "governance").get(f"/diary/?{DAY}")
    assert answer.text.startswith("BEGIN:VCALENDAR")
    assert client_as(office, "head").get(f"/diary/?{DAY}").status_code == 403
    assert office.test_client().get("/diary/").status_code == 303


@pytest.mark.parametrize("token", ["1", "x.y", "WzEsICJhYmMiXQ.abc", "a" * 3000])
def test_an_address_that_was_not_given_out_opens_nothing(office: Flask, token: str) -> None:
    assert office.test_client().get(f"/diary/{token}.ics").status_code == 404


def test_an_address_is_useless_once_the_password_changes_or_the_account_is_off(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    app = made(tmp_path_factory.mktemp("diary"))
    engine, now = engine_of(app), datetime.now(UTC)
    client_as(app, "administrator")
    with app.test_request_context():
        from admin.views.diary import feed_address

        client_as(app, "trustee")
        found = accounts.account_of(engine, "trustee@verulam.example")
        assert found is not None
        first = feed_address(found[0].id)
        stranger = app.test_client()
        assert stranger.get(first).status_code == 200
        accounts.set_password(engine, found[0].id, "another hash")
        assert stranger.get(first).status_code == 404
        second = feed_address(found[0].id)
        assert stranger.get(second).status_code == 200
        accounts.disable_account(engine, "trustee@verulam.example")
        assert stranger.get(second).status_code == 404
    assert now < datetime.now(UTC)


def test_a_head_has_no_diary_of_the_board(office: Flask) -> None:
    client_as(office, "head")
    found = accounts.account_of(engine_of(office), "head@verulam.example")
    assert found is not None
    with office.test_request_context():
        from admin.views.diary import feed_address

        assert office.test_client().get(feed_address(found[0].id)).status_code == 404
