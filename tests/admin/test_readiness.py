"""Nobody is shown their own readiness, and who is shown that of others is written down, whichever page tells them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import Workbook
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from admin.security.accounts import Person
from admin.views.account_words import state_of
from importers.bring import import_file
from tests.admin.conftest import DAY, client_as, engine_of, made, post
from trustops.models import UserRole
from trustops.store.engine import reading, writing

EXAMPLE = Path(__file__).parents[2] / "examples" / "example-trust.xlsx"
READY, OWN = (
    "Marcus Delacroix",
    "V103",
)  # ready now for three posts; assessed for two posts, and on nobody's page of them
SAID_OF_OWN, SAID_OF_ANOTHER = "Ran the budget round", "Chaired two board papers"
PLACES = ("/succession/", "/succession/what-if/?post=K-HEAD", "/succession/vacancies/", "/succession/chances/")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The example trust, after two people were assessed again."""
    folder = tmp_path_factory.mktemp("assessed")
    app = made(folder / "instance", EXAMPLE)
    told = [
        ("CEO", OWN, "ready in 1 year", date(2026, 11, 20), SAID_OF_OWN),
        ("CEO", "V201", "ready now", date(2026, 11, 20), SAID_OF_ANOTHER),
    ]
    assert import_file(engine_of(app), assessments(folder / "again.xlsx", told)).accepted
    return app


def assessments(path: Path, rows: Sequence[tuple[object, ...]]) -> Path:
    """A workbook of such rows of the Successors sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Successors"
    for row in (("Post", "Person", "Readiness", "Assessed on", "Evidence"), *rows):
        sheet.append(row)
    book.save(path)
    return path


def reads(app: Flask) -> list[tuple[str, str]]:
    query = "SELECT account.email, named_read.page FROM named_read JOIN account ON account.id = account_id"
    with reading(engine_of(app)) as connection:
        return [tuple(row) for row in connection.execute(text(f"{query} ORDER BY named_read.id"))]


@pytest.mark.parametrize("role", ["ceo", "hr_lead"])
def test_an_account_that_does_not_say_whose_it_is_names_nobody(own: Flask, role: str) -> None:
    client, before = client_as(own, role, person=""), reads(own)
    for place in PLACES:
        page = client.get(place, query_string=DAY if "?" not in place else None)
        assert page.status_code == 200
        assert READY not in page.text
        assert "Fiona Castellan" not in page.text
        assert "does not say which row of the People sheet is yours" in page.text
    assert READY not in client.get(f"/succession/?{DAY}&download=csv").text
    assert "not yours to see" in client.get("/records/successors/").text
    assert SAID_OF_ANOTHER not in client.get("/data/imports/2").text
    assert "does not say which row" in post(client, "/data/export").text or role == "ceo"
    assert reads(own) == before


def test_an_account_of_somebody_on_no_row_names_people(own: Flask) -> None:
    assert READY in client_as(own, "hr_lead", person="-").get(f"/succession/?{DAY}").text


@pytest.mark.parametrize(
    ("role", "person", "said"),
    [
        ("ceo", None, "Can sign in; its payroll number is not said"),
        ("ceo", "V101", "Can sign in"),
        ("hr_lead", "-", "Can sign in"),
        ("trustee", None, "Can sign in"),
    ],
)
def test_an_administrator_sees_which_accounts_name_nobody_yet(role: str, person: str | None, said: str) -> None:
    account = Person(1, "a@b.example", "Ada", True, None, person, frozenset({UserRole(role)}))
    assert state_of(account, has_password=True)[1] == said


@pytest.mark.parametrize("page", ["/data/imports/2", "/data/imports/2/undo"])
def test_what_an_import_changed_of_ones_own_readiness_is_withheld(own: Flask, page: str) -> None:
    told = client_as(own, "hr_lead", person=OWN).get(page).text
    assert SAID_OF_ANOTHER in told
    assert SAID_OF_OWN not in told
    assert OWN not in told
    assert "a row about a person" in told
    assert SAID_OF_OWN in client_as(own, "hr_lead").get(page).text


def test_each_time_that_people_are_named_is_written_down_once(own: Flask) -> None:
    client, before = client_as(own, "ceo"), len(reads(own))
    pages = (*PLACES, f"/succession/?{DAY}&download=xlsx", "/records/successors/", "/data/imports/2")
    for page in pages:
        assert client.get(page).status_code == 200
    endpoints = ["succession.index", "what_if.index", "vacancies.index", "chances.index", "succession.index"]
    assert reads(own)[before:] == [("ceo@verulam.example", page) for page in (*endpoints, "records.sheet", "data.one")]
    listed = client.get("/succession/who-has-looked/").text
    assert listed.count("Sam Ceo") >= len(pages)
    assert "Successors sheet" in listed
    assert len(reads(own)) == before + len(pages), "the list itself names nobody of whom anything was read"


@pytest.mark.parametrize("role", ["trustee", "cfo", "governance"])
def test_who_is_told_no_names_is_not_written_down_and_has_no_list(own: Flask, role: str) -> None:
    client, before = client_as(own, role), reads(own)
    for page in PLACES:
        assert client.get(page).status_code == 200
    assert client.get("/succession/who-has-looked/").status_code == 403
    assert reads(own) == before


@pytest.mark.parametrize("change", ["DELETE FROM named_read", "UPDATE named_read SET page = 'home.index'"])
def test_what_was_written_down_stays(own: Flask, change: str) -> None:
    client_as(own, "ceo").get("/succession/")
    with pytest.raises(Exception, match="never unwritten") as refused, writing(engine_of(own)) as connection:
        connection.execute(text(change))
    assert not isinstance(refused.value, IntegrityError)
    assert reads(own)


@pytest.mark.parametrize("for_post", ["CEO", "CFO"])
def test_nobody_assesses_themselves_nor_finds_out_by_trying(own: Flask, for_post: str) -> None:
    client = client_as(own, "hr_lead", person=OWN)
    form = {"post": for_post, "person": OWN, "readiness": "ready now", "assessed_on": "2026-11-21"}
    answer = post(client, "/records/successors/add", form)
    assert answer.status_code == 422
    assert "nobody assesses themselves" in answer.text
    assert "already" not in answer.text


def test_a_file_of_guesses_shows_no_difference_and_that_it_was_shown_is_written_down(
    own: Flask, tmp_path: Path
) -> None:
    guess = [("CEO", "V201", "emergency only", date(2026, 11, 20), SAID_OF_ANOTHER)]
    client, before = client_as(own, "cfo"), len(reads(own))
    with assessments(tmp_path / "guess.xlsx", guess).open("rb") as file:
        shown = post(client, "/data/upload", {"file": (file, "guess.xlsx")}, follow_redirects=True).text
    assert "Successors: 1 changed" in shown
    assert "withheld" not in shown
    assert "What changes" not in shown
    assert reads(own)[before:] == [("cfo@verulam.example", "data.preview")]
    with (tmp_path / "guess.xlsx").open("rb") as file:
        shown = post(client_as(own, "hr_lead"), "/data/upload", {"file": (file, "guess.xlsx")}, follow_redirects=True)
    assert "ready now" in shown.text
