"""Long work: how far it is, stopping it, taking it up again after a crash, questions answered, sheets replaced."""

import html
import os
import re
import shutil
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select, update

from admin.cli import main
from importers.choices import Answer, Choices, remember
from importers.progress import Progress
from importers.reader import read_workbook
from importers.work import IMPORT, MARK, PREVIEW, Asked
from tests.admin.conftest import client_as, engine_of, made, post
from tests.admin.test_pages_data import book_of, changed_book, imports, price_of, send, ticket_in
from trustops.models import ChoiceKind, Committee, Job, JobState, RememberedChoice
from trustops.store.engine import reading, writing
from trustops.store.jobs import MOST_ATTEMPTS, ask, job_of, take

EXAMPLE = Path(__file__).parents[2] / "examples" / "example-trust.xlsx"


@pytest.fixture
def desk(tmp_path: Path) -> Flask:
    """A back office of its own, whose worker is this test."""
    app = made(tmp_path / "instance", EXAMPLE)
    app.extensions["trustops"].desk.inside = False
    return app


@pytest.fixture(scope="module")
def own_office(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return made(tmp_path_factory.mktemp("imports-office"), EXAMPLE)


def asked_for(app: Flask, kind: str, path: Path, **more: Any) -> int:
    """A job about a file, asked for by the finance officer's account."""
    client_as(app, "cfo")
    with writing(engine_of(app)) as connection:
        asked = asdict(Asked(str(path), **more))
        return ask(connection, kind, asked, asked_by="Sam Cfo", account=1, at=datetime.now(UTC))


def file_in(app: Flask, content: bytes) -> Path:
    folder = app.extensions["trustops"].settings.instance / "uploads" / "1-abc"
    folder.mkdir(parents=True)
    path: Path = folder / "ours.xlsx"
    path.write_bytes(content)
    return path


def worker_of(app: Flask) -> Any:
    return app.extensions["trustops"].desk.worker


def test_how_far_it_is_is_said_and_it_can_be_stopped(desk: Flask) -> None:
    client = client_as(desk, "cfo")
    job = asked_for(desk, PREVIEW, file_in(desk, changed_book()))
    bench = worker_of(desk).bench(job)
    bench.make()
    assert "Waiting" in client.get(f"/data/jobs/{job}").text
    bench.tell(Progress("Comparing Posts", 3, 12))
    page = client.get(f"/data/jobs/{job}", headers={"HX-Request": "true"}).text
    assert "Comparing Posts: 3 of 12" in page
    assert "<html" not in page
    bench.ask_to_stop()
    assert worker_of(desk).run_next()
    found = job_of(engine_of(desk), job)
    assert (found.state, found.message) == (JobState.CANCELLED, "Cancelled; nothing was changed.")
    over = client.get(f"/data/jobs/{job}", follow_redirects=True).text
    assert "Cancelled; nothing was changed." in over
    assert "needs putting right" not in over


def test_stopping_an_import_or_a_marking_keeps_the_file_that_was_shown(desk: Flask) -> None:
    client = client_as(desk, "cfo")
    for kind in (IMPORT, MARK):
        path = file_in(desk, changed_book())
        job = asked_for(desk, kind, path)
        said = post(client, "/data/cancel", {"ticket": str(job)}, follow_redirects=True).text
        assert "Cancelled; nothing was changed." in said
        assert path.exists()
        shutil.rmtree(path.parent)


def test_what_was_done_before_the_stop_is_not_said_to_be_undone(desk: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("admin.views.imports.PATIENCE", 0.0)
    client = client_as(desk, "cfo")
    job = asked_for(desk, PREVIEW, file_in(desk, changed_book()))
    take(engine_of(desk), "a slow worker", datetime.now(UTC), lambda job: True)
    page = post(client, "/data/cancel", {"ticket": str(job)}, follow_redirects=True).text
    assert "Stopping." in page
    assert "nothing was changed" not in page


def test_a_job_is_its_askers_alone(desk: Flask) -> None:
    job = asked_for(desk, PREVIEW, file_in(desk, changed_book()))
    other = client_as(desk, "ceo")
    for path in (f"/data/jobs/{job}", f"/data/preview/{job}", f"/data/files/{job}", "/data/jobs/99", "/data/jobs/x"):
        assert other.get(path).status_code == 404
    assert post(other, "/data/cancel", {"ticket": str(job)}).status_code == 400


def test_work_that_stopped_in_the_middle_is_taken_up_again_and_done_once(desk: Flask) -> None:
    path = file_in(desk, changed_book(295))
    job = asked_for(desk, IMPORT, path, partial=True, counts=(0, 1, 0, 0))
    with writing(engine_of(desk)) as connection:
        connection.execute(update(Job).values(state=JobState.RUNNING, worker="one that died", attempts=1))
    before = imports(desk)
    assert worker_of(desk).run_next(), "its worker gives no sign of life"
    assert price_of(desk) == 29_500
    assert imports(desk) == before + 1
    assert job_of(engine_of(desk), job).state is JobState.DONE
    assert not worker_of(desk).run_next()
    assert not path.exists()


def test_work_whose_worker_lives_is_left_alone(desk: Flask) -> None:
    job = asked_for(desk, PREVIEW, file_in(desk, changed_book()))
    with writing(engine_of(desk)) as connection:
        connection.execute(update(Job).values(state=JobState.RUNNING))
    bench = worker_of(desk).bench(job)
    bench.make()
    (bench.folder / "beat").touch()
    assert not worker_of(desk).run_next()
    os.utime(bench.folder / "beat", (0, 0))
    assert worker_of(desk).run_next()


def test_a_server_takes_up_what_stopped_with_the_last_one_though_nobody_asks(
    desk: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("admin.worker.LOOK_AGAIN", 0.05)
    job = asked_for(desk, PREVIEW, file_in(desk, changed_book()))
    with writing(engine_of(desk)) as connection:
        connection.execute(update(Job).values(state=JobState.RUNNING, worker="one that was just killed", attempts=1))
    bench = worker_of(desk).bench(job)
    bench.make()
    (bench.folder / "beat").touch()
    desk.extensions["trustops"].desk.inside = True
    desk.extensions["trustops"].desk.wake()  # as a server does when it starts
    assert desk.extensions["trustops"].desk.wait(job, 0.3).state is JobState.RUNNING
    os.utime(bench.folder / "beat", (0, 0))
    assert desk.extensions["trustops"].desk.wait(job, 20).state is JobState.DONE


def test_work_that_stops_every_time_is_given_up(desk: Flask) -> None:
    job = asked_for(desk, PREVIEW, file_in(desk, changed_book()))
    with writing(engine_of(desk)) as connection:
        connection.execute(update(Job).values(state=JobState.RUNNING, attempts=MOST_ATTEMPTS))
    assert not worker_of(desk).run_next()
    found = job_of(engine_of(desk), job)
    assert found.state is JobState.FAILED
    assert "given up; nothing was changed" in found.message


def test_the_worker_beside_the_server_does_what_waits(desk: Flask) -> None:
    job = asked_for(desk, PREVIEW, file_in(desk, changed_book()))
    settings = desk.extensions["trustops"].settings
    done = CliRunner().invoke(main, ["--instance", str(settings.instance), "worker", "--once"])
    assert done.exit_code == 0, done.output
    assert job_of(engine_of(desk), job).state is JobState.DONE
    assert "Services: 1 changed" in html.unescape(client_as(desk, "cfo").get(f"/data/preview/{job}").text)


def test_a_question_is_answered_once_and_remembered(own_office: Flask) -> None:
    client = client_as(own_office, "cfo")
    rows: list[list[object]] = [["Committee", "Title of it"], ["ZZ", "Zoo committee"]]
    shown = send(client, book_of({"Committees": rows}))
    assert "What do these mean?" in shown.text
    assert "Title of it" in shown.text
    field = re.findall(r'<select id="field-(answer-\d+)"', shown.text)[0]
    answered = post(client, "/data/answer", {"ticket": ticket_in(shown), field: "=name"}, follow_redirects=True)
    assert "Committees: 1 new" in html.unescape(answered.text)
    assert "chosen now" in answered.text
    post(client, "/data/accept", {"ticket": ticket_in(answered)})
    with reading(engine_of(own_office)) as connection:
        assert connection.execute(select(Committee.name).where(Committee.committee == "ZZ")).scalar() == "Zoo committee"
        assert connection.execute(select(RememberedChoice.chosen_by)).scalars().all() == ["Sam Cfo"]
    again = send(client, book_of({"Committees": [rows[0], ["ZY", "Zyzzyva committee"]]}))
    assert "What do these mean?" not in again.text
    assert "remembered from before" in again.text
    post(client, "/data/cancel", {"ticket": ticket_in(again)})


def test_words_are_asked_in_a_grid_and_what_is_remembered_can_be_changed(own_office: Flask) -> None:
    client = client_as(own_office, "cfo")
    head = ["Post", "Title", "Site", "Role"]
    rows: list[list[object]] = [head, ["ZZ1", "One", "Oakfeild", "Money person"], ["ZZ2", "Two", "Oakfeild", "Head"]]
    sent = send(client, book_of({"Posts": rows}))
    shown = html.unescape(sent.text)
    assert grid_rows(shown)[0] == ["Oakfeild", "Posts, C2", "2", "not known yet"]
    assert grid_rows(shown)[1][:3] == ["Money person", "Posts, D2", "1"]
    fields = re.findall(r'<select id="field-(answer-\d+)"', shown)
    answers = {fields[0]: "", f"{fields[0]}-typed": "990002", fields[1]: "=cfo"}
    answered = post(client, "/data/answer", {"ticket": ticket_in(sent), **answers}, follow_redirects=True)
    assert [row[-1] for row in grid_rows(answered.text)] == ["chosen now", "chosen now"]
    other = post(client, "/data/answer", {"ticket": ticket_in(answered), fields[1]: "=head"}, follow_redirects=True)
    assert "What your words were taken for" in other.text
    post(client, "/data/accept", {"ticket": ticket_in(other)})

    words = html.unescape(client.get("/data/words").text)
    assert [row[:2] for row in grid_rows(words)][-2:] == [["Oakfeild", "Schools"], ["Money person", "Posts, Role"]]
    school, role = re.findall(r'<select id="field-(word-\d+)"', words)[-2:]
    changed = post(client, "/data/words", {school: "ask", role: "=cfo"}, follow_redirects=True)
    assert "1 word means something else now and 1 word is asked about again" in changed.text
    with reading(engine_of(own_office)) as connection:
        held = RememberedChoice
        kept = select(held.written, held.meaning).where(held.kind == ChoiceKind.VALUE)
        assert connection.execute(kept).all() == [("Money person", "cfo")]


def test_a_word_for_a_person_is_shown_to_those_alone_who_see_names(own_office: Flask) -> None:
    answer = Answer(ChoiceKind.VALUE, "People", "person", "adalovelace", "V101", "Ada Lovelace")
    with writing(engine_of(own_office)) as connection:
        remember(connection, Choices((answer,)), "Sam")
    for role, sees in (("ceo", True), ("cfo", False)):
        text = client_as(own_office, role).get("/data/words").text
        assert ("Ada Lovelace" in text) is sees
        assert ("1 word that stands for people is not for your role" in text) is not sees


def grid_rows(text: str) -> list[list[str]]:
    """The rows of the grids of words: each cell's words, without what it may mean."""
    tables = re.findall(r'<table class="words">.*?<tbody>(.*?)</tbody>', html.unescape(text), re.DOTALL)
    rows = [row for table in tables for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[cell for cell in row if "<select" not in cell] for row in cells]


def test_a_sheet_is_replaced_after_its_count_was_typed(own_office: Flask) -> None:
    client = client_as(own_office, "ceo")
    shown = send(client, book_of({"Incompatible posts": kept_pairs()}))
    replaced = post(
        client, "/data/replace", {"ticket": ticket_in(shown), "sheet": "Incompatible posts"}, follow_redirects=True
    )
    words = html.unescape(replaced.text)
    assert "2 to delete" in words
    assert words.count("the row</td>") == 2, "which rows go is shown"
    assert "To delete them, type their number: 2" in words
    refused = post(client, "/data/accept", {"ticket": ticket_in(replaced), "deleted": "3"})
    assert refused.status_code == 422
    assert "Type 2, the number of rows that would be deleted" in refused.text
    done = post(client, "/data/accept", {"ticket": ticket_in(replaced), "deleted": "2"}, follow_redirects=True)
    assert "2 deleted rows" in done.text


def kept_pairs() -> list[list[object]]:
    """The first of the example's pairs of posts that nobody may hold together, under its headings."""
    book = openpyxl.load_workbook(EXAMPLE, read_only=True)
    rows = [list(row) for row in book["Incompatible posts"].iter_rows(values_only=True, max_row=2)]
    book.close()
    return rows


def test_the_file_comes_back_marked_and_its_refused_rows_alone(own_office: Flask, tmp_path: Path) -> None:
    client = client_as(own_office, "cfo")
    shown = send(client, changed_book(333, bad=True), "our trust.xlsx")
    for what, name in (("marked", "our-trust-marked.xlsx"), ("refused", "our-trust-refused.xlsx")):
        ready = post(client, "/data/mark", {"ticket": ticket_in(shown), "what": what}, follow_redirects=True)
        link = re.search(r'href="(/data/files/\d+)"', ready.text)
        assert link, ready.text[-900:]
        got = client.get(link[1])
        assert name in got.headers["Content-Disposition"]
        (tmp_path / name).write_bytes(got.data)
    marked = openpyxl.load_workbook(tmp_path / "our-trust-marked.xlsx")
    headings = [cell.value for cell in marked["Posts"][1]]
    assert headings[-1] == "trustops says"
    refused = read_workbook(tmp_path / "our-trust-refused.xlsx")
    assert sum(len(sheet.rows) - 1 for sheet in refused.sheets) == 1
    done = post(client, "/data/accept", {"ticket": ticket_in(shown)}, follow_redirects=True)
    assert "The refused rows" in done.text
