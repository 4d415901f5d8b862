"""The days of a service on its page: whose they are, which are booked, and booking one more, safely and once."""

import html
import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from examples.example_trust import time as time_rows
from examples.example_trust.workbook import write_workbook
from examples.make_example import example_facts
from tests.admin.conftest import DAY, client_as, csrf, engine_of, made, post
from trustops.models import Booking
from trustops.store.engine import reading

PAGE = "/services/ATTEND/days/"
BOOK = f"{PAGE}book?{DAY}"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The example trust with its term dates and bookings; a test books days that no other test asks about."""
    folder = tmp_path_factory.mktemp("days")
    mine = time_rows.facts()
    sheets = {row.fact for row in mine}  # type: ignore[attr-defined]
    rows = [row for row in example_facts() if row.fact not in sheets]  # type: ignore[attr-defined]
    write_workbook(folder / "trust.xlsx", [*rows, *mine])
    return made(folder / "instance", folder / "trust.xlsx")


@pytest.fixture
def cfo(office: Flask) -> FlaskClient:
    return client_as(office, "cfo")


def words(answer: TestResponse) -> str:
    found = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
    return " ".join(html.unescape(found).split())


def form(client: FlaskClient, **typed: str) -> dict[str, str]:
    """The form as the page gives it, filled in."""
    page = client.get(f"{PAGE}?{DAY}").text
    found = re.search(r'name="booking" value="(BK-[0-9A-F]+)"', page)
    assert found, "the page has no form"
    return {"booking": found[1], "days": "1", **typed}


def booked(office: Flask, day: date) -> list[tuple[str, str, str | None]]:
    with reading(engine_of(office)) as connection:
        rows = connection.execute(
            select(Booking.urn, Booking.status, Booking.reason).where(
                Booking.on_date == day, Booking.service == "ATTEND"
            )
        )
        return [(row.urn, str(row.status), row.reason) for row in rows]


def test_the_page_answers_first(office: Flask) -> None:
    said = words(client_as(office, "trustee").get(f"{PAGE}?{DAY}"))
    assert (
        "Of 165 days in 2026/27, 76 are our own schools’ and 89 can be sold, all of them agreed. From 22 November 2026 "
        "on: 10 booked, 1 tentative (0.4 expected) and 1 waiting."
    ) in said
    assert "No booking stands wrong." in said
    assert "Rushmere asks for 1 day on 4 December 2026" in said
    assert "15 Jan 2027 Underhill 1 tentative, 40 % likely" in said


def test_the_board_reads_and_only_the_ceo_and_the_cfo_book(office: Flask) -> None:
    for role, may in {"ceo": True, "cfo": True, "governance": False, "hr_lead": False, "trustee": False}.items():
        answer = client_as(office, role).get(f"{PAGE}?{DAY}")
        assert answer.status_code == 200, role
        assert ("Book the day" in answer.text) is may, role
        refused = post(client_as(office, role), BOOK, {"urn": "990001"}).status_code == 403
        assert refused is not may, role
    assert client_as(office, "head").get(f"{PAGE}?{DAY}").status_code == 403


def test_why_somebody_is_away_is_told_only_to_those_who_may_know(office: Flask) -> None:
    for role, told in {"hr_lead": True, "ceo": True, "cfo": False, "trustee": False}.items():
        said = words(client_as(office, role).get(f"{PAGE}?{DAY}"))
        assert "Attendance officer: 10 December 2026" in said
        assert ("10 December 2026, training" in said) is told, role
        assert ("Sickness 6 2" in said) is told, role


def test_a_day_is_booked_once_however_often_it_is_sent(office: Flask, cfo: FlaskClient) -> None:
    sent = form(cfo, urn="990005", on_date="2026-12-14")
    for expected in ("Booked: 1 day for Rushmere on Monday 14 December 2026.", "It was saved already, and once."):
        answer = post(cfo, BOOK, sent)
        assert answer.status_code == 303, words(answer)
        assert expected in words(cfo.get(answer.location))
    assert booked(office, date(2026, 12, 14)) == [("990005", "booked", None)]


def test_a_form_that_is_used_again_books_another_day(office: Flask, cfo: FlaskClient) -> None:
    sent = form(cfo, urn="990005", on_date="2026-12-15")
    for day in ("2026-12-15", "2026-12-16"):
        assert post(cfo, BOOK, sent | {"on_date": day}).status_code == 303
    assert len(booked(office, date(2026, 12, 15))) == len(booked(office, date(2026, 12, 16))) == 1


def test_a_tentative_day_is_kept_apart(office: Flask, cfo: FlaskClient) -> None:
    answer = post(cfo, BOOK, form(cfo, urn="990007", on_date="2027-03-05", probability="0.25"))
    assert answer.status_code == 303
    assert booked(office, date(2027, 3, 5)) == [("990007", "tentative", None)]


@pytest.mark.parametrize(
    ("typed", "field", "problem"),
    [
        ({}, "on_date", "Fill this in: every row needs it."),
        ({"on_date": "2026-12-22"}, "on_date", "is outside term, and Attendance service is delivered on school days."),
        ({"on_date": "2026-10-06"}, "on_date", "Tuesday 6 October 2026 is over; record a day that was delivered"),
        ({"on_date": "2026-11-27"}, "on_date", "is booked already, for Tansley Croft. Choose another day"),
        ({"on_date": "2026-12-10"}, "on_date", "Attendance officer is away on Thursday 10 December 2026."),
        ({"on_date": "2027-10-06"}, "on_date", "add the year to the Service capacity sheet"),
        ({"on_date": "the sixth"}, "on_date", "“the sixth” "),
        ({"on_date": "2027-01-20", "days": "2"}, "days", "“2” is more than 1"),
        ({"on_date": "2027-01-20", "urn": "123456"}, "urn", "“123456” is not known here"),
        ({"on_date": "2027-01-20", "urn": "990007"}, "beyond", "89 of the 89 days that can be sold in 2026/27"),
        (
            {"on_date": "2027-01-20", "urn": "990007", "beyond": "overtime"},
            "reason",
            "Say why it is to be worked as overtime",
        ),
    ],
)
def test_what_will_not_do_is_said_beside_its_field_and_nothing_typed_is_lost(
    office: Flask, cfo: FlaskClient, typed: dict[str, str], field: str, problem: str
) -> None:
    answer = post(cfo, BOOK, form(cfo, **({"urn": "990001", "on_date": ""} | typed)))
    assert answer.status_code == 422
    beside = re.search(rf'<p class="problem" id="problem-{field}">(.*?)</p>', answer.text)
    assert beside, words(answer)[:600]
    assert problem in html.unescape(beside[1])
    if (kept := typed.get("on_date")) is not None:
        assert f'value="{kept}"' in answer.text
    assert booked(office, date(2027, 1, 20)) == []


def test_a_day_beyond_the_year_waits_is_overtime_or_is_taken_from_our_own_by_choice(
    office: Flask, cfo: FlaskClient
) -> None:
    asked = {"wait list": "2027-02-03", "overtime": "2027-02-04", "home days": "2027-02-05"}
    for beyond, day in asked.items():
        sent = form(cfo, urn="990007", on_date=day, beyond=beyond, reason="a trial before they sign")
        assert post(cfo, BOOK, sent).status_code == 303, beyond
    found = [status for day in asked.values() for _, status, _ in booked(office, date.fromisoformat(day))]
    assert found == ["wait list", "overtime", "booked"]
    said = words(cfo.get(f"{PAGE}?{DAY}"))
    assert "overtime: a trial before they sign" in said
    assert "1 overtime" in said


def test_a_form_without_its_token_or_its_code_books_nothing(office: Flask, cfo: FlaskClient) -> None:
    sent = form(cfo, urn="990001", on_date="2027-01-25")
    assert cfo.post(BOOK, data=sent).status_code == 400
    answer = post(cfo, BOOK, sent | {"booking": "ATT-B01", "csrf_token": csrf(cfo)})
    assert answer.status_code in (400, 422)
    assert "fill the form in once more" in words(answer)
    assert booked(office, date(2027, 1, 25)) == []


def test_the_months_go_to_a_file(cfo: FlaskClient) -> None:
    lines = cfo.get(f"{PAGE}?year=2026/27&download=csv&{DAY}").text.splitlines()
    assert lines[0].startswith("\ufeffMonth,Days there are,Agreed,Own schools,Clients,Of these delivered")
    assert lines[1] == "September 2026,18,18.61,8,10,18,0,0,0,0,0,1"
    assert len(lines) == 13


def test_a_year_without_term_dates_or_deliveries_says_so(cfo: FlaskClient) -> None:
    said = words(cfo.get(f"/services/ICT/days/?year=2025/26&{DAY}"))
    assert "The half terms of 2025/26 are not all known" in said
    assert "What was delivered is not recorded." in said
    assert "Book the day" not in said, "a year that is over is not booked"


def test_a_service_that_there_is_not_is_said_in_a_sentence(cfo: FlaskClient) -> None:
    assert "There is no service NONE; the services are" in words(cfo.get(f"/services/NONE/days/?{DAY}"))


def test_the_services_page_leads_to_its_days(cfo: FlaskClient) -> None:
    assert f'href="{PAGE}?year=2026/27&amp;as_of=2026-11-22"' in cfo.get(f"/services/ATTEND?{DAY}").text
