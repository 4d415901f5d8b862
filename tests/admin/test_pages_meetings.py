"""Meetings, who governs and the objectives: what is there, what lacks, who may look, and what is not there at all."""

import pytest
from flask import Flask

from tests.admin.conftest import DAY, client_as
from tests.admin.test_pages import text_of

PAGES = ("/meetings/", "/meetings/TB-2026-12-10", "/objectives/", "/who-governs/")


def test_the_year_of_meetings_says_what_is_next(office: Flask) -> None:
    words = text_of(office, "governance", "/meetings/")
    assert "the next is the standards committee on 1 December 2026" in words
    assert "Minutes to approve" in words
    assert "No minutes yet" in words


def test_a_meeting_has_its_agenda_its_papers_and_its_actions(office: Flask) -> None:
    words = text_of(office, "trustee", "/meetings/TB-2026-12-10")
    assert "The trust board meets on 10 December 2026." in words
    assert "is due by 3 December 2026, a week ahead" in words
    assert "Apologies, and interests in what is on this agenda" in words
    assert "Due, and no paper yet" in words
    assert "Fire risk assessment reviewed" in words


def test_a_meeting_that_was_held_says_who_came(office: Flask) -> None:
    words = text_of(office, "trustee", "/meetings/TB-2026-07-09")
    assert "Apologies: Peter Lindqvist and Rosalind Achebe" in words


def test_a_comment_that_was_written_stands_at_its_meeting(office: Flask) -> None:
    assert "the officer has met 31 families" in text_of(office, "trustee", "/meetings/SC-2026-12-01")


def test_who_governs_says_whose_term_ends_and_what_nobody_knows(office: Flask) -> None:
    words = text_of(office, "trustee", "/who-governs/")
    assert "7 trustees and 3 members govern the trust; 2 terms of office end within six months" in words
    assert "1 declaration is over a year old; nobody knows digital safety well." in words


def test_the_objectives_have_their_measures_and_what_moves_them(office: Flask) -> None:
    words = text_of(office, "trustee", "/objectives/")
    assert "3 objectives, 3 with a measure" in words
    assert "Attendance service" in words


@pytest.mark.parametrize("page", PAGES)
def test_a_head_does_not_open_the_boards_pages(office: Flask, page: str) -> None:
    assert client_as(office, "head").get(f"{page}?{DAY}").status_code == 403


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_each_can_be_taken_away(office: Flask, page: str, kind: str) -> None:
    answer = client_as(office, "trustee").get(f"{page}?{DAY}&download={kind}")
    assert answer.status_code == 200
    assert len(answer.data) > 100


@pytest.mark.parametrize("page", ["/meetings/", "/objectives/", "/who-governs/"])
def test_a_trust_of_which_nothing_is_known_is_told_what_belongs_there(empty_office: Flask, page: str) -> None:
    assert "yet." in text_of(empty_office, "governance", page)


def test_a_meeting_that_is_not_there_is_said_in_a_sentence(office: Flask) -> None:
    answer = client_as(office, "trustee").get(f"/meetings/TB-1999?{DAY}")
    assert answer.status_code in (400, 404)
    assert "There is no meeting “TB-1999”" in answer.text
