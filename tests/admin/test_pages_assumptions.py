"""The register of assumptions on its page: what is listed, what a what-if says, and who may look."""

import html
import re

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from admin.cli import main
from tests.admin.conftest import DAY, client_as

PAGE = f"/rules/assumptions/?{DAY}"


@pytest.fixture
def cfo(office: Flask) -> FlaskClient:
    return client_as(office, "cfo")


def words(answer: TestResponse) -> str:
    return " ".join(html.unescape(re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.text, flags=re.DOTALL)).split())


def test_every_assumption_is_listed_and_the_trusts_own_leads_to_its_row(cfo: FlaskClient) -> None:
    answer = cfo.get(PAGE)
    said = words(answer)
    assert "rests on 5 figures that the trust assumes itself and 10 public figures that are not confirmed." in said
    assert "Pay award NJC 3 % 1 Apr 2026 Budget assumption" in said
    assert "no award is known after 31 March 2026" in said
    assert re.search(r'href="/records/trust-rates/[^"]*"[^>]*>6 %', answer.text)


def test_a_what_if_lists_what_would_change(cfo: FlaskClient) -> None:
    said = words(cfo.get(f"{PAGE}&rate=pay+award+NJC+from+2026-04-01&value=4+%25"))
    assert "If Pay award NJC were 4 %, 15 figures of ICT technician would change" in said
    assert "17 figures of 2026/27" in said
    assert "ICT technician Full cost of a day £249.57 a day £251.99 a day +£2.42 a day" in said
    assert "ICT technician Charge for the year, Watling Park £18,967.32 £19,151.24 +£183.92" in said


def test_another_way_to_work_out_term_time_pay_can_be_tried(cfo: FlaskClient) -> None:
    said = words(cfo.get(f"{PAGE}&rate=term-time+pay&value=whole+leave"))
    assert "If Term-time pay were whole leave, 16 figures of Attendance service would change" in said
    assert "Attendance service Gross pay £26,565.19 £27,129.30 +£564.11" in said


def test_what_moves_nothing_is_said(cfo: FlaskClient) -> None:
    said = words(cfo.get(f"{PAGE}&rate=agency+day+from+2025-09-01&value=300"))
    assert "If Agency day were £300.00, no figure of any service would change." in said


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("rate=overhead&value=7", "write 4 per cent as 4 % or 0.04"),
        ("rate=nothing&value=7", "“nothing” is no rate that can be tried"),
        ("rate=overhead&value=%3Cscript%3E", "“<script>” is not a value"),
        ("rate=overhead&value=", "Give the value to try."),
    ],
)
def test_what_cannot_be_tried_says_why_beside_the_field(cfo: FlaskClient, query: str, why: str) -> None:
    answer = cfo.get(f"{PAGE}&{query}")
    assert answer.status_code == 200
    assert why in words(answer)
    assert 'aria-invalid="true"' in answer.text
    assert "<script>”" not in answer.text


def test_the_register_and_the_effects_can_be_kept(cfo: FlaskClient) -> None:
    register = cfo.get(f"{PAGE}&download=csv").text
    assert "Overhead,the trust's own,0.06,fraction,2023-09-01" in register
    effects = cfo.get(f"{PAGE}&rate=overhead&value=7%25&download=csv").text
    assert "Attendance service,Overhead,,2114.75,2467.21,£" in effects
    assert cfo.get(f"{PAGE}&download=xlsx").data[:2] == b"PK"


def test_a_head_does_not_see_what_services_cost_and_an_empty_trust_has_a_page(
    office: Flask, empty_office: Flask
) -> None:
    assert client_as(office, "head").get(PAGE).status_code == 403
    assert "rests on 0 figures that the trust assumes" in words(client_as(empty_office, "cfo").get(PAGE))


def test_the_command_says_the_same(office: Flask) -> None:
    url = str(office.extensions["trustops"].engine.url)
    run = CliRunner().invoke
    listed = run(main, ["--database-url", url, "rates", "--assumed", "--as-of", "2026-11-22"]).output
    assert "pay award NJC from 2026-04-01" in listed
    tried = ["--database-url", url, "rates", "--assumed", "--if", "overhead=7%", "--as-of", "2026-11-22"]
    assert "If overhead were 7%, " in run(main, tried).output
    assert '"new": "2467.21"' in run(main, [*tried, "--json"]).output
    wrong = run(main, ["--database-url", url, "rates", "--if", "overhead"])
    assert (wrong.exit_code, "write it like --if overhead=7%" in wrong.output) == (2, True)
