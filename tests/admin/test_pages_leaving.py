"""The pages of duties and of people leaving: figures, filters, what is refused, and who is told what."""

import html
import re

import pytest
from flask import Flask

from tests.admin.conftest import client_as
from tests.admin.test_pages import dated, text_of
from tests.admin.test_pages import snapshot as snapshot
from trustops.models import Person
from trustops.snapshot import Snapshot
from trustops.succession.in_one_hand import in_one_hand
from trustops.succession.leaving import if_they_left, leaving_sentence

DUTIES, WHAT_IF = "/succession/duties/", "/succession/what-if/"
NOT_NAMED = ("trustee", "cfo", "governance", "administrator")


# Duties -------------------------------------------------------------------------------------------------------------


def test_duties_answers_first_with_the_command_lines_sentence(office: Flask, snapshot: Snapshot) -> None:
    found = in_one_hand(snapshot)
    for role in ("trustee", "ceo"):
        words = text_of(office, role, DUTIES)
        assert found.sentence in words
        assert "People away 7 Critical duties that stop 13 of 24 With nobody already 1 Found greedily 7" in words
        assert "Make and authorise the school census return, the trust ▲ One person ■ Due soon, in one head" in words
        assert "5 returns and sign-offs hang on one person or nobody: ▲ One person Approve payments" in words
        assert "22 obligations fall due in the next 12 months with fewer than two such people" in words


def test_who_the_fewest_are_is_for_those_who_may_name_people(office: Flask) -> None:
    said = "Margaret Osei, Daniel Whitcombe, Helen Achterberg, Tomasz Wieczorek, Aoife Brennan, Sunita Bhatt and"
    assert said in text_of(office, "hr_lead", DUTIES)
    for role in NOT_NAMED:
        words = text_of(office, role, DUTIES)
        assert "Who they are is for the chief executive and the HR lead." in words
        assert "Osei" not in words


def test_duties_are_filtered_by_kind_place_and_what_to_look_at(office: Flask) -> None:
    assert "1 duty of 24, the thinnest first" in text_of(office, "cfo", f"{DUTIES}?look=orphan")
    assert "3 duties of 24" in text_of(office, "cfo", f"{DUTIES}?site=990002")
    assert "No duty is like that." in text_of(office, "cfo", f"{DUTIES}?kind=return&site=990002")
    assert "No duty is like that." in text_of(office, "cfo", f"{DUTIES}?kind=%3Cscript%3E")
    got = client_as(office, "cfo").get(dated(f"{DUTIES}?download=csv&kind=return")).text
    assert got.count("\n") == 3
    assert "Who can do it" not in got
    named = client_as(office, "ceo").get(dated(f"{DUTIES}?download=csv&kind=return")).text
    assert "Aoife Brennan" in named


# What if ------------------------------------------------------------------------------------------------------------


def test_people_are_chosen_by_name_and_the_answer_is_the_command_lines(office: Flask, snapshot: Snapshot) -> None:
    found = if_they_left(snapshot, ["V110"], ["CEO"])
    words = text_of(office, "ceo", f"{WHAT_IF}?without=V110&post=CEO")
    assert leaving_sentence(found) in words
    assert "Who leaves: Margaret Osei and Rachel Mbatha." in words
    assert "can be filled at once 10 → 8 of 12 Resilience number −1 → −3" in words
    assert "89 sold days and £24,475.00 are at stake, and 76 days of our own schools" in words
    assert "Stops Attendance casework with families and the council" in words
    assert "No owner Agree interim arrangements for each critical post without cover" in words


def test_a_whole_team_and_everybody(office: Flask, snapshot: Snapshot) -> None:
    words = text_of(office, "hr_lead", f"{WHAT_IF}?school=990001&school=990002&school=TRUST")
    assert "10 → 0 of 12" in words
    assert leaving_sentence(if_they_left(snapshot, schools=["990001", "990002", "TRUST"])) in words


def test_htmx_gets_the_answer_alone_and_a_page_without_a_question_asks_for_one(office: Flask) -> None:
    answer = client_as(office, "ceo").get(dated(f"{WHAT_IF}?post=ATO"), headers={"HX-Request": "true"})
    assert "<html" not in answer.text
    assert "1 duty would stop" in answer.text
    assert "Tick who might leave, and the answer stands here." in text_of(office, "trustee", WHAT_IF)


def test_what_changes_nothing_says_so(office: Flask) -> None:
    words = text_of(office, "ceo", f"{WHAT_IF}?without=V305&post=K-SENCO")
    assert "Victoria Salt left on 31 August 2026, so nothing changes without them." in words
    assert "Nobody holds SENCO, Kingsmead, so nobody leaves with it." in words
    assert "Nobody leaves, so nothing changes." in words


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("without=NOBODY", "“NOBODY” is not a person of this trust"),
        ("post=NONE", "“NONE” is not a post of this trust"),
        ("school=1", "“1” has no team here"),
        ("without=<script>alert(1)</script>", "is not a person of this trust"),
    ],
)
def test_what_the_trust_does_not_know_is_one_sentence(office: Flask, asked: str, said: str) -> None:
    answer = client_as(office, "ceo").get(dated(f"{WHAT_IF}?{asked}"))
    assert answer.status_code == 404
    assert said in html.unescape(answer.text)
    assert "<script>alert" not in answer.text


def test_the_old_address_of_the_question_leads_here(office: Flask) -> None:
    answer = client_as(office, "hr_lead").get(dated("/succession/?without=V101&without=V110"))
    assert answer.status_code == 302
    assert answer.location.startswith(f"{WHAT_IF}?without=V101&without=V110")
    assert "as_of=2026-11-22" in answer.location


# People -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", NOT_NAMED)
def test_posts_are_chosen_by_those_who_may_not_name_people(office: Flask, snapshot: Snapshot, role: str) -> None:
    asked = f"{WHAT_IF}?post=CEO&post=ATO&school=990001"
    seen = html.unescape(client_as(office, role).get(dated(asked)).text)
    for person in snapshot.all(Person):
        assert person.name not in seen
        assert not re.search(rf"\b{re.escape(person.person)}\b", seen)
    assert "person 1" not in seen


def test_a_name_in_the_address_is_not_looked_up_for_a_trustee(office: Flask) -> None:
    for asked in ("without=V101", "without=NOBODY", "without=person 1"):
        words = text_of(office, "trustee", f"{WHAT_IF}?{asked}")
        assert "People cannot be chosen by name here; choose their posts." in words
        assert "Tick who might leave" in words


def test_a_trustee_cannot_find_out_whether_a_holder_is_ready_for_another_post(office: Flask) -> None:
    """What depends on who was assessed as ready for what is left out, and each post's cover is as it stands today."""
    together = text_of(office, "trustee", f"{WHAT_IF}?post=CEO&post=W-DHP&post=CFO")
    for said in ("Resilience number", "filled at once", "Who could move up", "Cannot be filled any more"):
        assert said not in together
    row = "Chief executive and accounting officer 5 of 5 ■ Must be filled ○ nobody ● somebody 1 way"
    assert row in together
    assert row in text_of(office, "trustee", f"{WHAT_IF}?post=CEO")


def test_nobody_sees_their_own_readiness_here(office: Flask, snapshot: Snapshot) -> None:
    client = client_as(office, "hr_lead", person="V202")
    assert "What was assessed of you is left out" in client.get(dated(f"{WHAT_IF}?post=W-HEAD")).text
    moves = html.unescape(client.get(dated(f"{WHAT_IF}?post=W-HEAD")).text).partition('id="answer"')[2]
    assert snapshot.person_name("V202") not in moves


def test_a_head_has_neither_page(office: Flask) -> None:
    for page in (DUTIES, WHAT_IF):
        assert client_as(office, "head").get(dated(page)).status_code == 403


def test_an_empty_trust_is_told_what_belongs_there(empty_office: Flask) -> None:
    assert "No duties yet." in text_of(empty_office, "trustee", DUTIES)
    assert "Nobody holds a post yet." in text_of(empty_office, "ceo", WHAT_IF)
