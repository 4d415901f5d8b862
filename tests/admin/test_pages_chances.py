"""The page of the time ahead: the answer, what would help, the plan, and nothing about people for who may not know."""

import csv
import html
import io
import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from reports.succession_chances import ahead_sentence, posts_table
from tests.admin.conftest import client_as, engine_of
from tests.admin.test_pages import ON, dated, text_of
from trustops.models import Person
from trustops.snapshot import Snapshot
from trustops.store.engine import reading
from trustops.store.load import load
from trustops.succession.helps import what_helps_most
from trustops.succession.uncovered import uncovered_ahead

PAGE = "/succession/chances/"
NAMES = ("Fiona Castellan", "Priya Raman", "Marcus Delacroix", "Beatrice Oduya")


def words_of(client: FlaskClient, address: str = PAGE) -> str:
    answer = client.get(dated(address))
    assert answer.status_code == 200
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def test_the_answer_says_what_is_certain_and_how_likely_the_rest_is(office: Flask) -> None:
    words = text_of(office, "ceo", PAGE)
    assert "Only 10 of 12 critical posts can be filled at once today, and everybody who could take IT manager" in words
    assert "the chance that one of the other 9 posts stands uncovered too within 12 months is 58." in words
    assert "Worked out exactly, by weighing every way in which people could leave" in words


def test_trustees_read_of_posts_and_never_of_people(office: Flask) -> None:
    words = text_of(office, "trustee", PAGE)
    assert "Only 10 of 12 critical posts can be filled at once today; if nobody new is found" in words
    assert "Make one more person ready now for Chief executive" in words
    assert "It takes 2 people more who are ready now to bring the resilience number from −1 to 1." in words
    assert not any(name in words for name in NAMES)
    assert all(name in text_of(office, "hr_lead", PAGE) for name in ("Fiona Castellan", "Priya Raman"))
    for role in ("trustee", "cfo", "governance", "administrator"):
        told = client_as(office, role).get(dated(f"{PAGE}?download=csv")).text
        assert not any(name in told for name in NAMES), role


def test_what_somebody_said_of_themselves_moves_nothing_that_trustees_see(office: Flask) -> None:
    with reading(engine_of(office)) as connection:
        snapshot = load(connection, ON)
    said = [row._replace(intends_to_leave=date(2027, 2, 1), leaving=None) for row in snapshot.all(Person)]
    unsaid = [row._replace(intends_to_leave=None, leaving=None) for row in snapshot.all(Person)]
    told = [Snapshot(snapshot.as_of, {**snapshot.tables, Person: people}) for people in (said, unsaid)]
    seen = [
        (ahead_sentence(each, found), posts_table(each, found), what_helps_most(each, named=False))
        for each in told
        if (found := uncovered_ahead(each, known=False))
    ]
    assert seen[0] == seen[1]
    assert uncovered_ahead(told[0]).ahead != uncovered_ahead(told[1]).ahead


def test_a_plan_is_shown_for_the_target_that_is_chosen_also_as_a_part(office: Flask) -> None:
    words = text_of(office, "ceo", f"{PAGE}?target=2")
    assert "The smallest plan takes" in words
    assert "to bring the resilience number from −1 to 2" in words
    part = client_as(office, "ceo").get(dated(f"{PAGE}?target=2"), headers={"HX-Request": "true"}).text
    assert "to bring the resilience number from −1 to 2" in part
    assert "<h1" not in part


@pytest.mark.parametrize("typed", ["0", "99", "two", "-1", "²"])
def test_a_target_that_is_none_is_answered_in_a_sentence(office: Flask, typed: str) -> None:
    assert "cannot be aimed at; choose one from 1 to 9" in text_of(office, "ceo", f"{PAGE}?target={typed}")


def test_the_cheapest_plan_is_asked_for_and_costed(office: Flask) -> None:
    words = text_of(office, "ceo", f"{PAGE}?by=cost")
    assert "The cheapest plan takes 2 actions to bring the resilience number from −1 to 1." in words
    assert "It costs £1,895 in all." in words
    assert "£1,400 · agreed: Advertise" in words
    assert "£1,895" not in text_of(office, "trustee", f"{PAGE}?by=cost"), (
        "what somebody's development costs tells of it"
    )
    assert "so the cheapest plan is not known" not in text_of(office, "trustee", f"{PAGE}?by=cost")


def test_nobody_sees_what_was_assessed_of_themselves(office: Flask) -> None:
    words = words_of(client_as(office, "ceo", person="V201"))
    assert "What was assessed of you is left out." in words
    assert "Make Fiona Castellan ready now" not in words


def test_what_it_rests_on_is_said_and_leads_to_where_it_is_changed(office: Flask) -> None:
    page = client_as(office, "ceo").get(dated(PAGE)).text
    assert "/records/turnover/add" in page
    words = text_of(office, "ceo", PAGE)
    assert "Assumed no figure for the role was found" in words
    assert "the trust's own: example-trust.xlsx, Turnover row" in words
    assert "/records/turnover/add" not in client_as(office, "trustee").get(dated(PAGE)).text


def test_what_would_help_is_a_table_to_keep(office: Flask) -> None:
    told = client_as(office, "ceo").get(dated(f"{PAGE}?download=csv")).text
    first, *rows = list(csv.reader(io.StringIO(told.lstrip("\ufeff"))))
    assert first[:4] == ["Rank", "What to do", "Post or duty", "Critical"]
    assert first[-2:] == ["Agreed", "Due"]
    assert rows[0][0] == "1"
    assert client_as(office, "trustee").get(dated(f"{PAGE}?download=xlsx")).status_code == 200


def test_a_head_may_not_open_it(office: Flask) -> None:
    assert client_as(office, "head").get(dated(PAGE)).status_code == 403


def test_an_empty_trust_is_told_what_belongs_here(empty_office: Flask) -> None:
    for role in ("ceo", "trustee"):
        assert "No critical posts yet." in text_of(empty_office, role, PAGE)
