"""Deciding about a service on screen: the answers, and what-ifs that are kept, copied, approved and locked."""

import html
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from admin.cli import main
from examples.example_trust import scenarios as scenario_rows
from examples.example_trust.workbook import write_workbook
from examples.make_example import example_facts
from tests.admin.conftest import DAY, client_as, engine_of, made, post
from trustops.models import Scenario
from trustops.store.engine import reading

PAGE = f"/services/ATTEND/decide/?{DAY}"
SERVICE = f"/services/ATTEND?{DAY}"


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> tuple[Flask, str]:
    """The example trust with its scenarios."""
    folder = tmp_path_factory.mktemp("decide")
    mine = scenario_rows.facts()
    sheets = {row.fact for row in mine}  # type: ignore[attr-defined]
    rows = [row for row in example_facts() if row.fact not in sheets]  # type: ignore[attr-defined]
    write_workbook(folder / "trust.xlsx", [*rows, *mine])
    return made(folder / "instance", folder / "trust.xlsx"), str(folder / "instance")


@pytest.fixture(scope="module")
def office(instance: tuple[Flask, str]) -> Flask:
    return instance[0]


@pytest.fixture
def cfo(office: Flask) -> FlaskClient:
    return client_as(office, "cfo")


def words(answer: TestResponse) -> str:
    found = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
    return " ".join(html.unescape(found).split())


def kept(office: Flask) -> str:
    return words(client_as(office, "ceo").get(SERVICE)).partition("Kept scenarios")[2]


def keep(client: FlaskClient, code: str, **typed: str) -> TestResponse:
    return post(client, f"/services/ATTEND/decide/keep?{DAY}", {"scenario": code, **typed})


def settle(client: FlaskClient, code: str, do: str, **more: str) -> TestResponse:
    return post(client, f"/services/ATTEND/decide/settle?{DAY}", {"scenario": code, "do": do, **more})


@pytest.mark.parametrize(
    "said",
    [
        "Selling 81 days at £275.00 covers the cost if members pay full cost, with £5.35 over.",
        "Members pay the alternative 73 days £225.85 0.5 FTE",
        "152 days would have to be sold to cover the cost if members pay nothing, and 89 are left",
        "Attendance service costs £1,763.62 less than Council traded attendance team by the end of 2026/27",
        "Price of a day matters most: 10 % either way",
        "Losing 1 client (Pondfield) makes Attendance service £730.39 dearer than buying.",
        "so the last safe day to hear of it is 1 June 2027",
        "The chance that the cost is covered is 100.0 % if members pay full cost",
        "Underhill, 12.67 days (40 % likely)",
        "55 days agreed are missed, 6 agreements are broken, and net cost goes up by £7,628.50.",
        "Promised: A day that the officer misses is made up within the same term.",
        "Yes: 1 FTE is the least, in tenths, that delivers the 165 days agreed.",
    ],
)
def test_each_question_is_answered_in_a_sentence(office: Flask, said: str) -> None:
    assert said in words(client_as(office, "trustee").get(PAGE))


def test_what_is_not_known_is_said_and_does_not_hide_the_rest(office: Flask) -> None:
    answer = client_as(office, "cfo").get(f"/services/ATTEND/decide/?{DAY}&year=2030/31")
    assert answer.status_code == 200
    assert "What Attendance service costs in 2030/31 is not known." in words(answer)
    assert "The capacity of Attendance service is not known in 2030/31: add the year to the" in words(answer)


def test_a_head_may_not_read_it_and_only_ceo_and_cfo_keep(office: Flask) -> None:
    assert client_as(office, "head").get(PAGE).status_code in (403, 404)
    for role in ("trustee", "governance", "hr_lead"):
        client = client_as(office, role)
        assert client.get(PAGE).status_code == 200
        assert keep(client, "SC-AAAAAAAAAA", name="Mine", price="300").status_code == 403
        assert "Keep it" not in client.get(f"{SERVICE}&price=300").text


def test_the_answers_download(cfo: FlaskClient) -> None:
    assert "What matters most?" in cfo.get(f"{PAGE}&download=csv").text


def test_kept_scenarios_stand_beside_today(office: Flask) -> None:
    said = kept(office)
    assert "The service as it is as it is £41,380.09 £250.79 81 £4,374.91" in said
    assert "Budget of June 2026 What the board approved before Tansley Croft signed locked" in said


def test_a_what_if_is_kept_once_approved_locked_and_then_only_copied(office: Flask, cfo: FlaskClient) -> None:
    assert "Keep it" in cfo.get(f"{SERVICE}&price=300").text
    for _ in range(2):
        assert keep(cfo, "SC-0123456789", name="Price of £300", price="£300").status_code == 303
    assert kept(office).count("Price of £300 working") == 1
    settle(cfo, "SC-0123456789", "approve", status="working")
    assert "Price of £300 approved" in kept(office)
    assert "type the word lock" in words(settle(cfo, "SC-0123456789", "lock", status="approved"))
    settle(cfo, "SC-0123456789", "lock", status="approved", confirm="Lock")
    assert "Price of £300 locked" in kept(office)
    assert "is locked now" in words(settle(cfo, "SC-0123456789", "approve", status="working"))
    assert settle(cfo, "SC-0123456789", "copy", status="locked").status_code == 303
    assert "Copy of Price of £300 working" in kept(office)


def test_the_form_of_a_locked_one_says_so_beside_its_status(office: Flask, cfo: FlaskClient) -> None:
    with reading(engine_of(office)) as connection:
        number = connection.execute(select(Scenario.id).where(Scenario.scenario == "SC-01")).scalar_one()
    address = f"/records/scenarios/{number}/edit?{DAY}"
    form = cfo.get(address).text
    version = re.search(r'name="version" value="([^"]+)"', form)
    assert version
    typed = {"version": version[1], "scenario": "SC-01", "name": "Another", "service": "ATTEND", "year": "2026/27"}
    answer = post(cfo, address, {**typed, "status": "locked", "sold_days": "63", "without": ""})
    assert answer.status_code == 409
    assert "Scenarios, SC-01 is locked, so it cannot be changed; copy it under another code" in words(answer)
    assert "problem-status" in answer.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "", "price": "300"}, "needs a name"),
        ({"name": "Nothing"}, "Nothing is changed yet"),
        ({"name": "Words", "price": "dear"}, "is not an amount"),
        ({"name": "Who", "drop_client": "123456"}, "No client with the URN 123456"),
    ],
)
def test_what_will_not_do_is_refused_in_a_sentence(cfo: FlaskClient, typed: dict[str, str], said: str) -> None:
    answer = keep(cfo, "SC-BBBBBBBBBB", **typed)
    assert answer.status_code >= 400
    assert said in words(answer)


def test_the_commands_say_the_same(instance: tuple[Flask, str]) -> None:
    run = CliRunner()
    day = ("--as-of", "2026-11-22")
    told = run.invoke(main, ["--instance", instance[1], "service", "decide", "ATTEND", *day, "--json"])
    assert told.exit_code == 0, told.output
    answers = json.loads(told.output)
    assert [each["known"] for each in answers] == [True] * 8
    told = run.invoke(main, ["--instance", instance[1], "service", "cost", "ATTEND", "--scenario", "SC-02", *day])
    assert told.exit_code == 0, told.output
    assert "£285" in told.output
    told = run.invoke(main, ["--instance", instance[1], "service", "cost", "ATTEND", "--scenario", "NONE", *day])
    assert told.exit_code != 0
    assert "There is no scenario NONE" in told.output


def test_agreements_that_overlap_are_said_beside_the_figures_that_they_spoil(tmp_path: Path) -> None:
    twice = [
        row for row in example_facts() if getattr(row, "agreement", "") == "ATT-P1" and hasattr(row, "probability")
    ]
    write_workbook(tmp_path / "trust.xlsx", [*example_facts(), *(row._replace(agreement="ATT-P1B") for row in twice)])
    office = made(tmp_path / "instance", tmp_path / "trust.xlsx")
    said = "ATT-P1 and ATT-P1B of Pondfield are both for ATTEND on 1 September 2025, so its days count twice"
    assert said in words(client_as(office, "cfo").get(SERVICE))
    arguments = ["--instance", str(tmp_path / "instance"), "service", "cost", "ATTEND", "--as-of", "2026-11-22"]
    assert f"▲ {said}" in CliRunner().invoke(main, arguments).output
    told = json.loads(CliRunner().invoke(main, [*arguments, "--json"]).output)
    assert told["agreements_to_mend"][0].startswith(said)


def test_the_same_questions_are_answered_as_a_scenario_has_it(cfo: FlaskClient) -> None:
    said = words(cfo.get(f"{PAGE}&scenario=SC-03"))
    assert "As the scenario Tansley Croft leaves (working) has it" in said
    assert "Selling 84 days at £275.00 covers the cost if members pay full cost, with £193.80 over." in said
    assert "2026/27 £25,036.38 £21,280.00 −£3,756.38 −£6,367.67 buy it" in said
    assert "0.9 FTE is the least, in tenths, that delivers the 139 days agreed" in said
    assert cfo.get(f"{PAGE}&scenario=NONE").status_code == 404


def test_the_command_finds_the_size_that_is_left_when_clients_leave(instance: tuple[Flask, str]) -> None:
    """T-A9: with the primaries alone 0.7 of a post is enough, and the tool finds it."""
    gone = ["--what-if", "drop_client=990005", "--scenario", "SC-03"]
    asked = ["service", "decide", "ATTEND", "--as-of", "2026-11-22", *gone]
    said = CliRunner().invoke(main, ["--instance", instance[1], *asked]).output
    assert "0.7 FTE is the least, in tenths, that delivers the 114 days agreed; it is 1 now" in said
