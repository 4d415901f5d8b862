"""A file is shown before anything changes and goes in once its sender says so; any other is answered in words."""

import html
import os
import re
import time
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from admin.views.uploads import A_DAY, MOST_WAITING
from importers.reader import read_workbook
from tests.admin.conftest import DAY, client_as, csrf, engine_of, made, post
from trustops.models import Import, Post, Service

CHANGED_SHEETS = ("Services", "People", "Posts")
EXAMPLE = Path(__file__).parents[2] / "examples" / "example-trust.xlsx"


@pytest.fixture(scope="module")
def own_office(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An example trust whose facts these tests may change."""
    return made(tmp_path_factory.mktemp("data-office"), EXAMPLE)


@cache
def sheets() -> dict[str, list[list[object]]]:
    """Three of the example's sheets, as rows of cells."""
    book = openpyxl.load_workbook(EXAMPLE, read_only=True)
    found = {name: [list(row) for row in book[name].iter_rows(values_only=True)] for name in CHANGED_SHEETS}
    book.close()
    return found


def changed_book(price: int = 290, *, bad: bool = False, name: str = "Margaret Osei") -> bytes:
    """A workbook of these sheets with another price of a service, and perhaps a person's other name or a bad row."""
    rows = deepcopy(sheets())
    rows["Services"][1][5] = price
    rows["People"][1][1] = name
    if bad:
        rows["Posts"].append(["BAD", "Bad post", "nowhere"])
    return book_of(rows)


def book_of(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook of these sheets, each a list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    memory = BytesIO()
    book.save(memory)
    return memory.getvalue()


def send(client: FlaskClient, content: bytes, name: str = "ours.xlsx", **more: str) -> TestResponse:
    """Send a file as the form does, and follow it to its preview."""
    data = {"csrf_token": csrf(client), "file": (BytesIO(content), name), **more}
    return client.post("/data/upload", data=data, follow_redirects=True)


def ticket_in(answer: TestResponse) -> str:
    found = re.search(r'name="ticket" value="([^"]+)"', answer.text)
    assert found
    return html.unescape(found[1])


def waiting(app: Flask) -> list[Path]:
    folder: Path = app.extensions["trustops"].settings.instance / "uploads"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def price_of(app: Flask) -> int:
    with engine_of(app).connect() as connection:
        return connection.execute(select(Service.price_pence).where(Service.service == "ATTEND")).scalar_one()


def imports(app: Flask) -> int:
    with engine_of(app).connect() as connection:
        return connection.execute(select(func.count()).select_from(Import)).scalar_one()


def test_a_file_is_shown_then_accepted_then_remembered(own_office: Flask) -> None:
    client, before = client_as(own_office, "cfo"), imports(own_office)
    shown = send(client, changed_book(290))
    words = html.unescape(shown.text)
    assert shown.status_code == 200
    assert "Services: 1 changed, 1 just as they are" in words
    assert "<del>£275.00</del> → <ins>£290.00</ins>" in words
    assert "<button>Import 1 row</button>" in words
    assert (price_of(own_office), imports(own_office)) == (27_500, before)
    done = post(client, "/data/accept", {"ticket": ticket_in(shown)}, follow_redirects=True)
    assert "Imported 1 changed row of ours.xlsx." in done.text
    assert price_of(own_office) == 29_000
    assert "ours.xlsx: 1 changed row, accepted by Sam Cfo" in done.text
    assert "<del>£275.00</del>" in done.text
    assert "ours.xlsx" in client.get("/data/").text
    assert waiting(own_office) == []


def test_a_file_waits_under_a_random_name_that_only_this_account_may_read(own_office: Flask) -> None:
    client = client_as(own_office, "cfo")
    shown = send(client, changed_book(300), "../../our trust.xlsx")
    (place,) = waiting(own_office)
    (file,) = place.iterdir()
    assert file.name == "our trust.xlsx"
    assert file.stat().st_mode & 0o777 == 0o600
    assert place.stat().st_mode & 0o777 == 0o700
    cancelled = post(client, "/data/cancel", {"ticket": ticket_in(shown)}, follow_redirects=True)
    assert "Cancelled; nothing was changed." in cancelled.text
    assert waiting(own_office) == []


def test_the_refused_are_shown_and_the_good_rows_go_in_without_them(own_office: Flask) -> None:
    client = client_as(own_office, "ceo")
    shown = send(client, changed_book(310, bad=True))
    words = html.unescape(shown.text)
    assert "Posts: 45 just as they are, 1 refused" in words
    assert "“nowhere” is neither a six-digit URN nor the word TRUST" in words
    assert "Import the 1 good row and leave out the 1 refused" in words
    done = post(client, "/data/accept", {"ticket": ticket_in(shown)}, follow_redirects=True)
    assert "1 row was left out" in done.text
    assert price_of(own_office) == 31_000
    with engine_of(own_office).connect() as connection:
        assert connection.execute(select(Post.id).where(Post.post == "BAD")).first() is None


def test_what_changed_since_the_preview_is_shown_again_and_not_imported(own_office: Flask) -> None:
    client = client_as(own_office, "cfo")
    first, second = send(client, changed_book(320)), send(client, changed_book(320))
    post(client, "/data/accept", {"ticket": ticket_in(first)})
    before = imports(own_office)
    again = post(client, "/data/accept", {"ticket": ticket_in(second)}, follow_redirects=True)
    assert "changed since you were shown this, so nothing was imported" in again.text
    assert imports(own_office) == before
    post(client, "/data/cancel", {"ticket": ticket_in(again)})


def test_what_is_known_already_has_nothing_to_accept(own_office: Flask) -> None:
    client = client_as(own_office, "ceo")
    exported = post(client, "/data/export").data
    shown = send(client, exported)
    assert "Nothing: every row is known already." in shown.text
    assert "/data/accept" not in shown.text
    post(client, "/data/cancel", {"ticket": ticket_in(shown)})
    assert waiting(own_office) == []


def test_a_persons_facts_are_shown_to_those_who_may_see_them(own_office: Flask) -> None:
    book = changed_book(330, name="Margaret Newname")
    for role, named in (("hr_lead", True), ("cfo", False)):
        client = client_as(own_office, role)
        shown = send(client, book)
        assert ("Margaret Osei" in shown.text) == named, role
        assert ("V101" in shown.text) == named, role
        post(client, "/data/cancel", {"ticket": ticket_in(shown)})


def test_an_import_keeps_people_from_those_who_may_not_see_them(tmp_path: Path) -> None:
    app = made(tmp_path, EXAMPLE)
    ceo = client_as(app, "ceo")
    post(ceo, "/data/accept", {"ticket": ticket_in(send(ceo, changed_book(275, name="Margaret Newname")))})
    assert "Margaret Newname" in ceo.get("/data/imports/2").text
    seen = client_as(app, "governance").get("/data/imports/2").text
    assert "Margaret" not in seen
    assert "a row about a person" in seen


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"URN,Name\r\n1,A\r\n", "ours.xlsx", "“ours.xlsx” holds plain text, such as a CSV file, not a workbook"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_096) + "EncryptedPackage".encode("utf-16-le"),
            "ours.xlsx",
            "“ours.xlsx” is protected by a password: remove the password in Excel",
        ),
        (b"%PDF-1.7", "minutes.pdf", "is a PDF or a picture, not a workbook"),
        (b"", "ours.xlsx", "is empty (0 bytes)"),
        (b"PK\x03\x04 and no more", "ours.xlsx", "is damaged or cut short"),
    ],
)
def test_a_file_that_will_not_do_is_answered_in_words(own_office: Flask, content: bytes, name: str, said: str) -> None:
    answer = send(client_as(own_office, "cfo"), content, name)
    assert answer.status_code == 422
    assert said in html.unescape(answer.text)
    assert waiting(own_office) == []


def test_no_file_at_all_is_said(own_office: Flask) -> None:
    answer = post(client_as(own_office, "cfo"), "/data/upload")
    assert answer.status_code == 422
    assert "Choose a file first." in answer.text


def test_a_file_too_large_is_said(own_office: Flask) -> None:
    client = client_as(own_office, "cfo")
    hundred = {"CONTENT_LENGTH": str(100 * 1024 * 1024)}
    form: dict[str, Any] = {"content_type": "multipart/form-data; boundary=x", "headers": {"X-CSRFToken": csrf(client)}}
    answer = client.post("/data/upload", input_stream=BytesIO(b"--x"), environ_overrides=hundred, **form)
    assert answer.status_code == 413
    assert "The most that can be sent at once is 20 MB" in answer.text


def test_a_ticket_is_its_senders_alone_and_cannot_be_altered(own_office: Flask) -> None:
    mine, other = client_as(own_office, "cfo"), client_as(own_office, "ceo")
    ticket = ticket_in(send(mine, changed_book(340)))
    before = imports(own_office)
    for client, typed in ((other, ticket), (mine, ticket[:-2] + "xx"), (mine, ""), (mine, "../../trustops.db")):
        answer = post(client, "/data/accept", {"ticket": typed})
        assert answer.status_code == 400
        assert "That upload is no longer here" in answer.text
    assert other.get(f"/data/preview/{ticket}").status_code == 404
    assert imports(own_office) == before
    post(mine, "/data/cancel", {"ticket": ticket})
    assert post(mine, "/data/accept", {"ticket": ticket}).status_code == 400


def test_what_waits_too_long_or_too_many_goes(own_office: Flask) -> None:
    client = client_as(own_office, "cfo")
    book = changed_book(350)
    send(client, book)
    (place,) = waiting(own_office)
    os.utime(place, (time.time() - A_DAY - 60,) * 2)
    for _ in range(MOST_WAITING + 1):
        send(client, b"a,b\r\n" * 10)  # refused, and gone at once
    assert place not in waiting(own_office)


def test_what_nobody_confirmed_goes_after_a_day_though_nobody_asks_for_anything(own_office: Flask) -> None:
    send(client_as(own_office, "cfo"), changed_book(351))
    old, *_ = waiting(own_office)
    os.utime(old, (time.time() - A_DAY - 60,) * 2)
    send(client_as(own_office, "ceo"), changed_book(352))
    own_office.extensions["trustops"].desk.worker.sweep()
    assert old not in waiting(own_office)
    assert waiting(own_office), "what was sent today waits"


def test_a_public_file_is_recognised(own_office: Flask) -> None:
    answer = send(client_as(own_office, "cfo"), changed_book(), trust_uid="12345")
    assert answer.status_code == 422
    assert "is no national file that trustops knows, so no UID is wanted" in html.unescape(answer.text)
    assert 'value="12345"' in answer.text


def test_the_template_is_a_workbook_with_every_sheet(own_office: Flask, tmp_path: Path) -> None:
    got = client_as(own_office, "governance").get("/data/template")
    (tmp_path / "got.xlsx").write_bytes(got.data)
    assert {"Posts", "Services", "KPI values"} <= {sheet.name for sheet in read_workbook(tmp_path / "got.xlsx").sheets}
    assert client_as(own_office, "trustee").get("/data/template").status_code == 403


def test_the_whole_trust_is_for_those_who_may_see_all_of_it(own_office: Flask) -> None:
    for role, status in (("ceo", 200), ("hr_lead", 200), ("cfo", 403), ("administrator", 403), ("trustee", 403)):
        assert post(client_as(own_office, role), f"/data/export?{DAY}").status_code == status, role


def test_ones_own_readiness_stays_out_of_ones_own_export(own_office: Flask, tmp_path: Path) -> None:
    everything = post(client_as(own_office, "hr_lead"), "/data/export").data
    mine = post(client_as(own_office, "hr_lead", person="V101"), "/data/export").data
    (tmp_path / "all.xlsx").write_bytes(everything)
    (tmp_path / "mine.xlsx").write_bytes(mine)

    def people_named(name: str) -> list[object]:
        book = openpyxl.load_workbook(tmp_path / name)
        return [row[1] for row in book["Successors"].iter_rows(min_row=2, values_only=True)]

    own = [person for person in people_named("all.xlsx") if person == "V101"]
    assert "V101" not in people_named("mine.xlsx")
    assert len(people_named("mine.xlsx")) == len(people_named("all.xlsx")) - len(own)
