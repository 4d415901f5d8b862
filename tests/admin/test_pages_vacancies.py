"""Vacancies on their page: posts for all who may look, people for two roles, an intention for nobody else."""

import html
import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.admin.conftest import DAY, client_as

PAGE = f"/succession/vacancies/?{DAY}"
LEAD = (
    "1 post is vacant today, and 1 more falls vacant in the next 24 months. The gravest: SENCO, Kingsmead has stood "
    "empty since 1 September 2026; advertised today, somebody from outside starts on 1 May 2027 at the earliest, after "
    "242 empty days."
)
POST_LEVEL = ("trustee", "cfo", "governance", "administrator")
NAMED = ("ceo", "hr_lead")


def words(answer: TestResponse) -> str:
    found = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
    return " ".join(html.unescape(found).split())


def seen(office: Flask, role: str, more: str = "") -> str:
    return words(client_as(office, role).get(PAGE + more))


@pytest.mark.parametrize("role", [*POST_LEVEL, *NAMED])
def test_the_answer_is_the_same_for_all(office: Flask, role: str) -> None:
    assert LEAD in seen(office, role)


@pytest.mark.parametrize("role", POST_LEVEL)
def test_no_name_no_move_and_no_intention_for_those_who_see_posts(office: Flask, role: str) -> None:
    """The head of Kingsmead has said that she means to leave in August 2027, and nobody may read that here."""
    client = client_as(office, role)
    asked = "&rule=head&given=2027-01-20&of=K-HEAD"
    pages = [client.get(PAGE + asked).text, *(client.get(f"{PAGE}&download={kind}").text for kind in ("csv",))]
    for page in pages:
        for name in ("Victoria Salt", "Tomasz Wieczorek", "Catherine Ellery", "Marcus Delacroix", "Sarah Lindqvist"):
            assert name not in page
        assert "mean to" not in page
        assert "means to leave" not in page
        assert "Who would move" not in page
        assert "£" not in page
    lists, _, _ = words(client.get(PAGE)).partition("If somebody gave notice")
    assert "Headteacher" not in lists


@pytest.mark.parametrize("role", NAMED)
def test_names_moves_costs_and_intentions_for_the_two_who_see_them(office: Flask, role: str) -> None:
    page = seen(office, role)
    assert "its holder leaves: Tomasz Wieczorek" in page
    assert "its holder means to leave: Catherine Ellery" in page
    assert "Sarah Lindqvist Deputy headteacher, primary, Kingsmead SENCO, Kingsmead emergency only" in page
    assert "For a term this costs £17,526.33 less than with every post filled, before on-costs" in page


def test_the_known_are_the_same_whether_or_not_somebody_means_to_leave(office: Flask) -> None:
    named, posts = seen(office, "ceo"), seen(office, "trustee")
    assert "2 vacancies known" in named
    assert "2 vacancies known" in posts


def test_a_head_may_not_look(office: Flask) -> None:
    assert client_as(office, "head").get(PAGE).status_code == 403


def test_nobody_is_told_what_was_assessed_of_them(office: Flask) -> None:
    """Sarah Lindqvist is the one who could act as SENCO: she does not read it."""
    own = words(client_as(office, "hr_lead", person="V303").get(PAGE))
    assert "Sarah Lindqvist Deputy headteacher" not in own
    assert "Sarah Lindqvist" not in client_as(office, "hr_lead", person="V303").get(f"{PAGE}&download=csv").text


def test_the_table_is_a_file(office: Flask) -> None:
    rows = client_as(office, "trustee").get(f"{PAGE}&download=csv").text.lstrip("\ufeff").splitlines()
    assert rows[0] == (
        'Post,Why,Empty from,Advertise by,"From outside, advertised today",Days empty if nobody acts,Cover meanwhile'
    )
    assert rows[1] == '"SENCO, Kingsmead",vacant today,2026-09-01,2026-04-19,2027-05-01,242,"inside, 23 Nov 2026"'
    named = client_as(office, "ceo").get(f"{PAGE}&download=csv").text.lstrip("\ufeff").splitlines()
    assert named[1].endswith(',Victoria Salt,"Sarah Lindqvist to SENCO, Kingsmead"')


# If somebody gave notice


def test_notice_answers_in_place(office: Flask) -> None:
    asked = f"{PAGE}&rule=teacher&given=2027-03-01"
    part = client_as(office, "trustee").get(asked, headers={"HX-Request": "true"}).text
    assert "<h1" not in part
    assert "Notice given on 1 March 2027: they can leave on 31 August 2027" in part


def test_notice_from_a_post_says_when_somebody_could_follow(office: Flask) -> None:
    asked = "&rule=head&given=2027-01-20&of=W-HEAD"
    said = (
        "Advertised on 20 January 2027, Headteacher, Watling Park has somebody from outside on 1 January 2028 at the "
        "earliest, after 245 empty days."
    )
    trustee, ceo = seen(office, "trustee", asked), seen(office, "ceo", asked)
    assert said in trustee
    assert "Headteacher, Watling Park can be filled from inside, for a term." in trustee
    assert said in ceo
    assert "1 move inside fills Headteacher, Watling Park." in ceo


def test_whether_anybody_was_ready_is_not_told_to_those_who_see_posts(office: Flask) -> None:
    asked = "&rule=contract&weeks=26&given=2027-01-20&of=CEO"
    said = "Chief executive and accounting officer would be left for somebody from outside."
    assert said in seen(office, "trustee", asked)


def test_a_contract_of_weeks(office: Flask) -> None:
    assert "they can leave on 17 February 2027 (4 weeks' notice)." in seen(
        office, "trustee", "&rule=contract&given=2027-01-20&weeks=4"
    )
    assert "they can leave on 27 January 2027 (1 week's notice)." in seen(
        office, "trustee", "&rule=contract&given=2027-01-20&weeks=0"
    )


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("rule=head", "Say on which day notice is given."),
        ("given=2027-01-20", "Choose whose notice it is."),
        ("rule=pirate&given=2027-01-20", "Choose whose notice it is."),
        ("rule=contract&given=2027-01-20", "Say how many weeks the contract asks for."),
        ("rule=contract&given=2027-01-20&weeks=-3", "“-3” is not a number of weeks from 0 to 104."),
        ("rule=contract&given=2027-01-20&weeks=105", "“105” is not a number of weeks from 0 to 104."),
        ("rule=contract&given=2027-01-20&weeks=٣", "“٣” is not a number of weeks from 0 to 104."),
        ("rule=head&given=20+January", "“20 January” is not a day."),
        ("rule=head&given=1999-01-01", "1 January 1999 is too far off; choose a day from 22 November 2025 to"),
        ("rule=head&given=2099-01-01", "1 January 2099 is too far off"),
        ("rule=head&given=2027-01-20&of=NONE", "“NONE” is not a post of this trust; choose one of the list."),
        ("rule=teacher&given=2027-01-20&of=K-SENCO", "Nobody holds SENCO, Kingsmead today"),
        ("rule=contract&weeks=8&given=2027-01-20&of=ITM", "IT manager is empty from 1 January 2027 as it is"),
        ("rule=head&given=2027-01-20&of=<b>x</b>", "“<b>x</b>” is not a post of this trust"),
    ],
)
def test_what_is_wrong_with_the_form_is_said_in_one_sentence(office: Flask, typed: str, problem: str) -> None:
    answer = client_as(office, "trustee").get(f"{PAGE}&{typed}")
    assert answer.status_code == 200
    assert problem in html.unescape(answer.text)
    assert "<b>x</b>" not in answer.text


def test_an_empty_trust_says_what_belongs_here(empty_office: Flask) -> None:
    assert "No posts yet." in words(client_as(empty_office, "ceo").get(PAGE))


def test_the_pages_about_succession_lead_to_one_another(office: Flask) -> None:
    assert 'href="/succession/vacancies/' in client_as(office, "trustee").get(f"/succession/?{DAY}").text
