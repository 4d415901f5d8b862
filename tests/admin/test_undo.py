"""An import is taken back as it came: shown first, what was done since decided on, and done again if wished."""

import html
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.admin.conftest import client_as, engine_of, made, post
from tests.admin.test_pages_data import changed_book, price_of, send, ticket_in
from tests.admin.test_records import form_of, number_of
from trustops.models import Import, Post, Service
from trustops.store.engine import reading

EXAMPLE = Path(__file__).parents[2] / "examples" / "example-trust.xlsx"


@pytest.fixture
def shop(tmp_path: Path) -> Flask:
    return made(tmp_path, EXAMPLE)


def bring(client: FlaskClient, content: bytes) -> None:
    post(client, "/data/accept", {"ticket": ticket_in(send(client, content))})


def latest(app: Flask) -> int:
    with reading(engine_of(app)) as connection:
        return int(connection.execute(select(func.max(Import.id))).scalar_one())


def seen_in(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', page)
    assert found
    return found[1]


def test_an_import_is_shown_undone_and_done_again(shop: Flask) -> None:
    client = client_as(shop, "cfo")
    bring(client, changed_book(290))
    number = latest(shop)
    assert "Undo…" in client.get(f"/data/imports/{number}").text
    page = client.get(f"/data/imports/{number}/undo")
    words = html.unescape(page.text)
    assert "Services: 1 row set back" in words
    assert "<del>£290.00</del> → <ins>£275.00</ins>" in words
    assert price_of(shop) == 29_000
    done = post(client, f"/data/imports/{number}/undo", {"seen": seen_in(page.text)}, follow_redirects=True)
    assert f"Undone: import {number} of ours.xlsx is taken back." in done.text
    assert price_of(shop) == 27_500
    assert "It was taken back by" in client.get(f"/data/imports/{number}").text
    assert "was undone already" in client.get(f"/data/imports/{number}/undo").text
    again = latest(shop)
    assert "Do it again…" in client.get(f"/data/imports/{again}").text
    post(client, f"/data/imports/{again}/undo", {"seen": seen_in(client.get(f"/data/imports/{again}/undo").text)})
    assert price_of(shop) == 29_000


def test_what_somebody_edited_since_is_decided_and_not_lost(shop: Flask) -> None:
    client = client_as(shop, "cfo")
    bring(client, changed_book(290))
    number, row = latest(shop), number_of(shop, Service.service, "ATTEND")
    address = f"/records/services/{row}/edit"
    client.post(address, data=form_of(client, address) | {"price_pence": "310.00"})
    page = client.get(f"/data/imports/{number}/undo").text
    words = html.unescape(page)
    assert "Changed since: which shall it be?" in words
    assert "Leave it as it is: £310.00" in words
    assert "Set it back: £275.00" in words
    open_question = post(client, f"/data/imports/{number}/undo", {"seen": seen_in(page)})
    assert open_question.status_code == 409
    assert "1 conflict is not decided" in open_question.text
    assert price_of(shop) == 31_000
    kept = {"seen": seen_in(page), "conflict-0": "keep"}
    assert "Nothing was left to undo" in post(client, f"/data/imports/{number}/undo", kept, follow_redirects=True).text
    assert price_of(shop) == 31_000
    back = {"seen": seen_in(page), "conflict-0": "back"}
    post(client, f"/data/imports/{number}/undo", back)
    assert price_of(shop) == 27_500


def test_what_changed_between_the_showing_and_the_undoing_is_shown_again(shop: Flask) -> None:
    client = client_as(shop, "cfo")
    bring(client, changed_book(290))
    number = latest(shop)
    answer = post(client, f"/data/imports/{number}/undo", {"seen": "9.9.9-9"})
    assert answer.status_code == 409
    assert "nothing was undone" in answer.text
    assert price_of(shop) == 29_000


def test_the_first_import_of_all_can_be_undone_and_done_again(shop: Flask) -> None:
    client = client_as(shop, "ceo")
    page = client.get("/data/imports/1/undo").text
    assert "Posts: 45 rows deleted" in html.unescape(page)
    post(client, "/data/imports/1/undo", {"seen": seen_in(page)})
    with reading(engine_of(shop)) as connection:
        assert connection.execute(select(func.count()).select_from(Post)).scalar() == 0
    again = client.get("/data/imports/2/undo").text
    assert "Posts: 45 rows brought back" in html.unescape(again)
    post(client, "/data/imports/2/undo", {"seen": seen_in(again)})
    with reading(engine_of(shop)) as connection:
        assert connection.execute(select(func.count()).select_from(Post)).scalar() == 45


def test_who_may_not_see_people_is_not_told_their_names(shop: Flask) -> None:
    cfo, hr = client_as(shop, "cfo"), client_as(shop, "hr_lead")
    bring(client_as(shop, "ceo"), changed_book(290, name="Margaret Newname"))
    page = f"/data/imports/{latest(shop)}/undo"
    assert "Margaret" not in cfo.get(page).text
    assert "Margaret Newname" in hr.get(page).text
    assert client_as(shop, "trustee").get(page).status_code == 403
    assert cfo.get("/data/imports/999/undo").status_code == 404
