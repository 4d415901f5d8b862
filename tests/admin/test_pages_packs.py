"""The pack builder: what is thin, words written in place, a preview, freezing, and who may have what."""

import io
import re
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.admin.conftest import DAY, client_as, engine_of, made, post
from trustops.models import UserRole
from trustops.store.engine import reading
from trustops.store.packs import frozen_packs, verify

BOARD, SECRET = "TB-2026-12-10", "PC-2026-11-12"
ROLES = [role for role in UserRole if role is not UserRole.HEAD]


@pytest.fixture
def own(tmp_path: Path) -> Flask:
    """An office of the example trust that a test may write to."""
    return made(tmp_path, Path("examples/example-trust.xlsx"))


def page(client: FlaskClient, meeting: str = BOARD) -> str:
    answer = client.get(f"/board/packs/{meeting}?{DAY}")
    assert answer.status_code == 200
    return answer.text


def state_of(html: str, about: str) -> str:
    found = re.search(rf'id="box-{about}".*?name="state" value="([^"]+)"', html, re.DOTALL)
    assert found
    return found[1]


def write(client: FlaskClient, about: str, text: str, state: str | None = None) -> int:
    state = state or state_of(page(client), about)
    return post(client, f"/board/packs/{BOARD}/write?{DAY}", {"about": about, "text": text, "state": state}).status_code


def freeze(client: FlaskClient, meeting: str = BOARD, **more: str) -> int:
    return post(client, f"/board/packs/{meeting}/freeze?{DAY}", {"sure": "yes"} | more).status_code


def test_the_builder_says_how_ready_the_pack_is_and_what_is_thin(office: Flask) -> None:
    html = page(client_as(office, "governance"))
    assert re.search(r"The pack is \d+ % ready: \d+ of \d+ things are there\.", html)
    assert "1 of 10" in html
    assert "Empty, at most 120 words" in html
    assert "<textarea" in html
    assert "Freeze version 1" in html
    assert re.search(r"The pack takes 1\d pages; with 4 pages of papers that is 2\d of the 90 that were agreed\.", html)
    assert re.search(r"Pages 3–\d in print\.", html)


def test_words_are_written_counted_and_taken_out_in_place(own: Flask) -> None:
    client = client_as(own, "cfo")
    assert write(client, "finance", "We spend less than we meant to.\r\n\r\nSupply is why.") == 303
    html = page(client)
    assert "10 of 120 words" in html
    assert "We spend less than we meant to.\n\nSupply is why." in html
    assert write(client, "finance", " ".join(["word"] * 130)) == 303
    assert "130 of 120 words" in page(client)
    assert write(client, "finance", "  ") == 303
    assert state_of(page(client), "finance") == "0-0-0"


def test_what_no_file_can_hold_is_left_out_and_what_print_cannot_show_is_told(own: Flask) -> None:
    client = client_as(own, "cfo")
    assert write(client, "finance", "We\x00 spend\tless \u202e🎉.") == 303
    html = page(client)
    assert "We  spend less 🎉." in html
    assert "Its words have 🎉, which print has no letter for and shows as □." in html
    answer = post(client, f"/board/packs/{BOARD}/make?{DAY}", {"format": "pdf"})
    assert answer.data.startswith(b"%PDF")


def test_words_that_somebody_else_wrote_meanwhile_are_not_written_over(own: Flask) -> None:
    mine, theirs = client_as(own, "cfo"), client_as(own, "ceo")
    write(mine, "risks", "The first words.")
    shown = state_of(page(mine), "risks")
    write(theirs, "risks", "Their words.")
    answer = post(mine, f"/board/packs/{BOARD}/write?{DAY}", {"about": "risks", "text": "Mine again.", "state": shown})
    assert answer.status_code == 422
    assert "was not saved: Sam Ceo wrote it at" in answer.text
    assert "Mine again." in answer.text
    assert "Their words." in page(theirs)


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"about": "risks", "text": "x", "state": "1;DROP"}, 400),
        ({"about": "nothing", "text": "x", "state": "0-0-0"}, 400),
        ({"about": "risks", "text": "x" * 7000, "state": "0-0-0"}, 422),
    ],
)
def test_a_form_that_is_none_of_ours_is_one_sentence(own: Flask, form: dict[str, str], status: int) -> None:
    answer = post(client_as(own, "ceo"), f"/board/packs/{BOARD}/write?{DAY}", form)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_a_meeting_that_is_not_there_is_one_sentence(office: Flask) -> None:
    answer = client_as(office, "governance").get(f"/board/packs/TB-1999?{DAY}")
    assert answer.status_code == 404
    assert "There is no meeting “TB-1999”" in answer.text


@pytest.mark.parametrize("kind", ["pdf", "xlsx", "docx"])
def test_a_preview_is_a_draft_in_each_format(own: Flask, kind: str) -> None:
    answer = post(client_as(own, "governance"), f"/board/packs/{BOARD}/make?{DAY}", {"format": kind})
    assert answer.status_code == 200
    assert f"{BOARD}-board-pack.{kind}" in answer.headers["Content-Disposition"]
    if kind == "pdf":
        with pikepdf.open(io.BytesIO(answer.data)) as book:
            assert str(book.docinfo["/Title"]) == "Trust board, 10 December 2026: board pack"
    if kind == "xlsx":
        footer = openpyxl.load_workbook(io.BytesIO(answer.data))["Summary"].oddFooter.left.text
        assert footer == "Draft, as of 22 November 2026"


def test_another_format_is_refused(office: Flask) -> None:
    answer = post(client_as(office, "governance"), f"/board/packs/{BOARD}/make?{DAY}", {"format": "odt"})
    assert answer.status_code == 400


def test_a_pack_is_frozen_downloaded_and_stays(own: Flask) -> None:
    client = client_as(own, "governance")
    assert freeze(client) == 303
    html = page(client)
    links = re.findall(r'href="(/board/packs/[^"?]*/1/[^"?]*)', html)
    assert [link.rpartition(".")[2] for link in links] == ["pdf", "xlsx", "docx"]
    first = client.get(links[0]).data
    assert first.startswith(b"%PDF")
    assert client.get(links[0]).data == first
    assert freeze(client) == 422
    answer = post(client, f"/board/packs/{BOARD}/freeze?{DAY}", {"sure": "yes"})
    assert "a frozen pack never changes" in answer.text
    write(client, "finance", "We spend less.")
    assert freeze(client, why="finance wrote late") == 303
    differs = client.get(f"/board/packs/{BOARD}/2/differences?{DAY}").text
    assert "The words of “About the money” were written." in differs
    assert "finance wrote late" in differs
    assert client.get(links[0]).data == first
    with reading(engine_of(own)) as connection:
        assert [each.frozen_by for each in frozen_packs(connection)] == ["Sam Governance"] * 2
        assert verify(connection).wrong == ()


def test_freezing_asks_whether_one_has_looked(own: Flask) -> None:
    answer = post(client_as(own, "governance"), f"/board/packs/{BOARD}/freeze?{DAY}")
    assert answer.status_code == 422
    assert "tick that you have looked at the pack" in answer.text


def test_a_child_who_could_be_recognised_is_told_beside_the_box_and_a_name_is_refused(own: Flask) -> None:
    client = client_as(own, "governance")
    write(client, "children", "Three pupils rang Judith Okonkwo.")
    html = page(client)
    assert "“Three pupils” is so few that they could be recognised" in html
    assert "It names Judith Okonkwo." in html
    answer = post(client, f"/board/packs/{BOARD}/freeze?{DAY}", {"sure": "yes"})
    assert answer.status_code == 422
    assert "The pack was not frozen. “Children”: It names Judith Okonkwo." in answer.text


def test_a_trustee_reads_what_is_frozen_and_never_a_draft(own: Flask) -> None:
    trustee = client_as(own, "trustee")
    before = page(trustee)
    assert "not frozen yet, so there is nothing to read here" in before
    assert "<textarea" not in before
    assert "Not written yet" not in before
    for path in ("make", "write", "freeze"):
        assert post(trustee, f"/board/packs/{BOARD}/{path}?{DAY}", {"format": "pdf"}).status_code == 403
    freeze(client_as(own, "governance"))
    links = re.findall(r'href="(/board/packs/[^"?]*/1/[^"?]*)', page(trustee))
    assert len(links) == 3
    assert trustee.get(links[0]).status_code == 200


def test_the_confidential_part_is_for_those_alone_who_may_see_readiness(own: Flask) -> None:
    assert freeze(client_as(own, "governance"), SECRET) == 303
    file = f"/board/packs/{SECRET}/1/{SECRET}-v1-confidential.pdf"
    opened = f"/board/packs/{SECRET}/1/{SECRET}-v1-board-pack.pdf"
    for role in ROLES:
        client = client_as(own, role)
        may = role in (UserRole.CEO, UserRole.HR_LEAD)
        assert client.get(file).status_code == (200 if may else 403), role
        assert client.get(opened).status_code == (403 if role is UserRole.TRUSTEE else 200), role
        asked = {"format": "pdf", "part": "confidential"}
        made_now = post(client, f"/board/packs/{SECRET}/make?{DAY}", asked)
        assert made_now.status_code == (200 if may else 403), role
        if role is not UserRole.TRUSTEE:
            assert ("v1-confidential.pdf" in page(client, SECRET)) == may
    assert client_as(own, "head").get(file).status_code == 403
    # nobody reads of their own readiness
    themselves = client_as(own, "ceo", person=candidate(own))
    assert themselves.get(file).status_code == 403
    assert themselves.get(f"{file}?as_of=2019-01-01").status_code == 403, "nor by asking for a day before"
    assert client_as(own, "ceo", person="").get(file).status_code == 403


def candidate(app: Flask) -> str:
    from sqlalchemy import select

    from trustops.models import Successor

    with reading(engine_of(app)) as connection:
        person = connection.execute(select(Successor.person).where(Successor.person.is_not(None))).scalar()
    assert isinstance(person, str)
    return person


@pytest.mark.parametrize("role", [role for role in UserRole if role not in (UserRole.CEO, UserRole.GOVERNANCE)])
def test_who_may_not_freeze(office: Flask, role: UserRole) -> None:
    assert freeze(client_as(office, role)) == 403


def test_an_empty_trust_is_told_what_belongs_here(empty_office: Flask) -> None:
    html = client_as(empty_office, "governance").get(f"/board/packs/?{DAY}").text
    assert "No meeting is planned, and no pack is frozen." in html


def test_the_list_leads_to_each_meeting_to_come_and_to_what_is_frozen(own: Flask) -> None:
    client = client_as(own, "governance")
    freeze(client)
    html = client.get(f"/board/packs/?{DAY}").text
    assert f'/board/packs/{BOARD}?{DAY}"' in html
    assert "Version 1 frozen" in html
    assert "Meetings to come" not in client_as(own, "trustee").get(f"/board/packs/?{DAY}").text
