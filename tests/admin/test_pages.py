"""The pages answer with the command line's figures, to those who may, and name nobody to those who may not."""

import html
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from admin.downloads import csv_text, harmless
from admin.views.services import list_sentence, service_rows
from reports.charts import Number, Table
from reports.services import answer_in_a_sentence, break_even_sentences
from tests.admin.conftest import DAY, client_as, engine_of, made, post
from trustops.costing import service_cost, with_changes
from trustops.costing.from_snapshot import service_costs, service_inputs
from trustops.findings.catalogue import RULES
from trustops.governance.calendar import calendar
from trustops.kpis.view import kpi_view
from trustops.models import SHEETS, Person, Post, ServiceCapacity
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot
from trustops.store.engine import reading
from trustops.store.load import load
from trustops.store.write import Incoming, Origin, compare, write
from trustops.succession.cover import succession_view

ON = date(2026, 11, 22)
MOST_QUERIES = len(SHEETS) + 10  # a sheet each, the imports, earlier assessments, who asks, and their diary's address
PAGES = (
    "/services/",
    "/services/ATTEND",
    "/kpis/",
    "/kpis/ATT01",
    "/board/",
    "/succession/",
    "/succession/chances/",
    "/succession/duties/",
    "/succession/what-if/?post=CEO",
    "/data/",
    "/data/imports/1",
    "/rules/",
    "/rules/figures/employer_ni_rate",
)
FOR_TRUSTEES = tuple(page for page in PAGES if not page.startswith("/data"))
FOR_HEADS = ("/kpis/", "/kpis/ATT01", "/rules/", "/rules/figures/employer_ni_rate")
DOWNLOADS = (
    "/services/",
    "/services/ATTEND",
    "/kpis/",
    "/kpis/ATT01",
    "/board/",
    "/succession/",
    "/succession/chances/",
    "/succession/duties/",
    "/rules/",
    "/rules/figures/njc_points",
)


def dated(page: str) -> str:
    return f"{page}{'&' if '?' in page else '?'}{DAY}"


def text_of(app: Flask, role: str, page: str) -> str:
    """The words of a page, as a person reads them."""
    answer = client_as(app, role).get(dated(page))
    assert answer.status_code == 200, (page, answer.status_code)
    words = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
    return " ".join(html.unescape(words).split())


@pytest.fixture(scope="module")
def snapshot(office: Flask) -> Snapshot:
    with reading(engine_of(office)) as connection:
        return load(connection, ON)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_for_those_who_may_and_for_nobody_else(office: Flask, page: str) -> None:
    for role in ("ceo", "cfo", "governance", "hr_lead", "administrator"):
        assert client_as(office, role).get(dated(page)).status_code == 200, role
    assert client_as(office, "trustee").get(dated(page)).status_code == (200 if page in FOR_TRUSTEES else 403)
    assert client_as(office, "head").get(dated(page)).status_code == (200 if page in FOR_HEADS else 403)


@pytest.mark.parametrize("page", ["/services/", "/kpis/", "/board/", "/succession/", "/data/", "/rules/"])
def test_a_trust_of_which_nothing_is_known_is_told_what_belongs_there(empty_office: Flask, page: str) -> None:
    words = text_of(empty_office, "ceo", page)
    said = {
        "/services/": "No services yet.",
        "/kpis/": "No KPIs yet.",
        "/board/": "No meetings yet.",
        "/succession/": "No critical posts yet.",
        "/data/": "Nothing was imported yet.",
        "/rules/": "rules look for something",
    }
    assert said[page] in words


def test_what_is_not_there_is_said_in_a_sentence(office: Flask) -> None:
    client = client_as(office, "ceo")
    for page, said in (
        ("/services/NONE", "There is no service NONE; the services are ATTEND and ICT."),
        ("/services/ATTEND?year=2025", "“2025” is not an academic year; write it like 2025/26."),
        ("/kpis/NONE", "There is no KPI “NONE”"),
        ("/kpis/ATT01?site=1", "There is no school with the URN “1” here"),
        ("/data/imports/99", "There is no import 99"),
        ("/rules/figures/none", "There is no rate called “none”"),
        ("/succession/what-if/?without=NOBODY", "NOBODY"),
        ("/kpis/?download=docx", "choose csv or xlsx"),
    ):
        answer = client.get(dated(page))
        assert answer.status_code == 404, page
        assert said in html.unescape(answer.text), page


# Figures ------------------------------------------------------------------------------------------------------------


def test_a_service_says_the_command_lines_figures(office: Flask, snapshot: Snapshot) -> None:
    cost = service_cost(service_inputs(snapshot, "ATTEND", AcademicYear(2026)))
    words = text_of(office, "cfo", "/services/ATTEND")
    assert answer_in_a_sentence(cost, "Attendance service") in words
    for figure in ("£41,380.09", "£250.79", "£275.00", "89 of 89", "£24,475.00"):
        assert figure in words
    for sentence in break_even_sentences(cost):
        assert sentence in words
    for line in (line for working in cost.working for line in working.lines):
        assert line.label in words


def test_the_list_of_services_adds_them_up(office: Flask) -> None:
    words = text_of(office, "cfo", "/services/")
    assert (
        "In 2026/27 our 2 services cost £83,762.74; selling days brings £30,820.00." in words
    )  # 41,380.09 + 42,382.65


def test_a_service_without_a_cost_is_first_and_left_out_of_the_sum_by_name(snapshot: Snapshot) -> None:
    year = AcademicYear(2026)
    never_there: Any = snapshot.one(ServiceCapacity, "ATTEND", "2026/27")
    others = [row for row in snapshot.all(ServiceCapacity) if row is not never_there]
    rows = [*others, never_there._replace(sickness_days=Decimal(195))]
    broken = replace(snapshot, tables={**snapshot.tables, ServiceCapacity: rows})
    listed = service_rows(broken, service_costs(broken, year), year)
    assert [row.code for row in listed] == ["ATTEND", "ICT"]
    assert list_sentence(listed, year) == (
        "In 2026/27 our service costs £42,382.65; selling days brings £6,345.00. "
        "That leaves out Attendance service, whose cost is not known."
    )


def test_another_year_is_a_click_away(office: Flask) -> None:
    assert "In 2025/26 the attendance service costs" in text_of(office, "cfo", "/services/ATTEND?year=2025/26")


def test_a_kpi_says_its_sentence_and_every_value(office: Flask, snapshot: Snapshot) -> None:
    view = kpi_view(snapshot, "ATT01", "990001")
    words = text_of(office, "trustee", "/kpis/ATT01?site=990001")
    assert view.sentence in words
    assert words.count("KPI values row") == len(view.points)


def test_a_value_that_reads_like_its_target_is_told_apart(office: Flask) -> None:
    assert "94.5 % (94.470)" in text_of(office, "trustee", "/kpis/ATT01?site=990001")


def test_kpis_are_cut_down_by_committee_and_status(office: Flask) -> None:
    everything = text_of(office, "ceo", "/kpis/")
    red = text_of(office, "ceo", "/kpis/?status=red")
    assert "25 KPIs, the worst first" in everything
    assert "2 KPIs of 25" in red
    assert "Agency and supply cost" in red
    assert "Trustees’ attendance" not in red
    assert "Places filled" in text_of(office, "ceo", "/kpis/?committee=nobody")
    assert "No KPI is like that." in text_of(office, "ceo", "/kpis/?words=zzz")


def test_the_board_page_says_what_the_next_meeting_lacks(office: Flask) -> None:
    words = text_of(office, "governance", "/board/")
    assert (
        "The standards committee meets on 1 December 2026, in 9 days, and lacks 13 things. 2 duties are late" in words
    )
    assert "To the finance manager These are waiting for you:" in words
    assert "was due on 21 October 2026" in words


def test_the_calendar_that_is_downloaded_has_every_duty(office: Flask, snapshot: Snapshot) -> None:
    owed = calendar(snapshot, AcademicYear(2026))
    got = client_as(office, "governance").get(dated("/board/?download=csv")).text
    assert {item.id for item in owed} == {line.rsplit(",", 1)[1] for line in got.splitlines()[1:]}


def test_succession_says_the_resilience_sentence(office: Flask, snapshot: Snapshot) -> None:
    view = succession_view(snapshot)
    for role in ("trustee", "ceo"):
        words = text_of(office, role, "/succession/")
        assert view.sentence in words
        assert f"{view.filled} of {view.of}" in words


def test_every_rule_and_figure_is_there_and_is_found(office: Flask) -> None:
    words = text_of(office, "trustee", "/rules/")
    assert f"{len(RULES)} rules look for something to tell you" in words
    found = text_of(office, "trustee", "/rules/?words=pension employer")
    assert "Teachers' Pension Scheme employer rate" in found
    assert "A post that must be filled is vacant" not in found
    assert "15 % of pay above the threshold" in text_of(office, "trustee", "/rules/figures/employer_ni_rate")


# What if ------------------------------------------------------------------------------------------------------------


def test_a_what_if_answers_with_the_command_lines_figures(office: Flask, snapshot: Snapshot) -> None:
    inputs = service_inputs(snapshot, "ATTEND", AcademicYear(2026))
    cost = service_cost(with_changes(inputs, {"price": "300", "sold_days": "80"}))
    words = text_of(office, "cfo", "/services/ATTEND?price=£300&sold_days=80&fte=")
    assert f"With your change: {answer_in_a_sentence(cost, 'Attendance service')}" in words


def test_a_client_may_be_left_out(office: Flask) -> None:
    words = text_of(office, "cfo", "/services/ATTEND?drop_client=990006")
    assert "With your change: " in words
    assert "Selling 63 days" in words  # 89 less Tansley Croft's 26


def test_what_will_not_do_is_said_beside_its_field_and_nothing_typed_is_lost(office: Flask) -> None:
    answer = client_as(office, "cfo").get(dated("/services/ATTEND?price=lots&sold_days=80"))
    assert answer.status_code == 200
    assert "Price: “lots” is not an amount that it can be; give a number like 12.5." in html.unescape(answer.text)
    assert 'href="#field-price"' in answer.text
    assert 'value="lots"' in answer.text
    assert 'value="80"' in answer.text
    assert "With your change" not in answer.text


def test_htmx_gets_the_answer_alone(office: Flask) -> None:
    answer = client_as(office, "cfo").get(dated("/services/ATTEND?price=300"), headers={"HX-Request": "true"})
    assert "<html" not in answer.text
    assert "With your change" in answer.text


# Speed --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["/services/", "/kpis/", "/board/", "/succession/", "/data/", "/rules/"])
def test_a_page_asks_the_database_as_often_for_a_large_trust_as_for_none(
    office: Flask, empty_office: Flask, page: str
) -> None:
    assert queries(office, page) == queries(empty_office, page) <= MOST_QUERIES


def queries(app: Flask, page: str) -> int:
    """How many statements a page sends, after whatever is asked once."""
    client, engine = client_as(app, "cfo"), engine_of(app)
    asked: list[object] = []
    client.get(dated(page))

    def note(*about: object) -> None:
        asked.append(about[2])

    event.listen(engine, "before_cursor_execute", note)
    try:
        assert client.get(dated(page)).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(asked)


# People -------------------------------------------------------------------------------------------------------------


def test_nobody_is_named_to_a_trustee(office: Flask, snapshot: Snapshot) -> None:
    people = snapshot.all(Person)
    assert len(people) > 50
    client = client_as(office, "trustee")
    for page in (*FOR_TRUSTEES, *(f"{page}?download=csv" for page in DOWNLOADS)):
        seen = html.unescape(client.get(dated(page)).text)
        for person in people:
            assert person.name not in seen, page
            assert not re.search(rf"\b{re.escape(person.person)}\b", seen), page


def test_people_are_named_to_the_chief_executive_and_the_hr_lead_alone(office: Flask) -> None:
    for role, named in (("ceo", True), ("hr_lead", True), ("cfo", False), ("administrator", False)):
        assert ("Marcus Delacroix" in text_of(office, role, "/succession/")) == named, role


def test_nobody_sees_their_own_readiness(office: Flask, snapshot: Snapshot) -> None:
    ready = next(iter(succession_view(snapshot).double_counted)).person
    name = snapshot.person_name(ready)
    client = client_as(office, "hr_lead", person=ready)
    seen = html.unescape(client.get(dated("/succession/")).text)
    assert "What was assessed of you is left out" in seen
    assert name not in seen
    assert name not in client.get(dated("/succession/?download=csv")).text


def test_a_head_sees_their_own_school_alone(office: Flask) -> None:
    client = client_as(office, "head")
    seen = client.get(dated("/kpis/")).text
    assert "Watling Park" in seen
    assert "site=990002" not in seen
    assert client.get(dated("/kpis/ATT01?site=990002")).status_code == 404
    assert client.get(dated("/kpis/ATT01?site=TRUST")).status_code == 404
    assert "Attendance, Watling Park" in client.get(dated("/kpis/ATT01")).text


# Files --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", DOWNLOADS)
def test_every_table_can_be_taken_away(office: Flask, page: str) -> None:
    client = client_as(office, "ceo")
    csv, xlsx = (client.get(dated(f"{page}?download={kind}")) for kind in ("csv", "xlsx"))
    assert csv.status_code == xlsx.status_code == 200
    assert csv.headers["Content-Disposition"].startswith("attachment; filename=")
    assert len(csv.text.splitlines()) > 2
    assert xlsx.data.startswith(b"PK")


def test_a_filter_is_kept_by_the_download(office: Flask) -> None:
    got = client_as(office, "ceo").get(dated("/kpis/?status=red&download=csv")).text
    assert len(got.splitlines()) == 3  # the headings, and the two that are red


@pytest.mark.parametrize("text", ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1"])
def test_no_text_leaves_as_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert csv_text(Table(("A",), ((text,),))).splitlines()[1].lstrip('"').startswith("'")


def test_a_number_below_nothing_leaves_as_a_number() -> None:
    assert csv_text(Table(("A",), ((Number("−2", Decimal(-2)),),))).splitlines()[1] == "-2"


def test_the_boards_page_builds_the_pack_in_each_format(office: Flask) -> None:
    client = client_as(office, "governance")
    shown = client.get(dated("/board/")).text
    form = re.search(r'<form[^>]*action="(/board/packs/TB-2026-12-10/make[^"]*)".*?</form>', shown, re.DOTALL)
    assert form
    assert re.findall(r'name="format" value="(\w+)"', form[0]) == ["pdf", "docx", "xlsx"]
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")):
        pack = post(client, form[1], {"format": kind})
        assert pack.status_code == 200
        assert pack.data.startswith(begins)
        assert f'filename="TB-2026-12-10-board-pack.{kind}"' in pack.headers["Content-Disposition"]
    assert "Build the pack" not in text_of(office, "trustee", "/board/")


def test_a_title_of_the_trusts_own_is_text_and_never_markup(tmp_path: Path) -> None:
    app = made(tmp_path)
    with engine_of(app).begin() as connection:
        origin = Origin("typed", "0" * 64, "test", "nobody")
        row = ("X", "<b>Head</b>", "TRUST", 5)
        incoming = Incoming(Post, ("post", "title", "site", "critical"), [row], [None])
        write(connection, [compare(connection, incoming)], origin)
    seen = client_as(app, "trustee").get(dated("/succession/")).text
    assert "<b>Head" not in seen
    assert "&lt;b&gt;Head" in seen


def test_home_shows_nobody_their_own_readiness(office: Flask) -> None:
    for whose in ("V202", "V101", "-", ""):
        told = client_as(office, "ceo", person=whose).get(f"/?{DAY}").text
        assert "Marcus Delacroix" not in told, (
            "who is ready for three posts is named on Succession, which is noted down"
        )
    assert "Marcus Delacroix" in client_as(office, "ceo").get(f"/succession/?{DAY}").text


def test_a_service_whose_cost_is_not_known_has_its_page_with_what_to_mend(office: Flask) -> None:
    client = client_as(office, "cfo")
    answer = client.get(dated("/services/ATTEND?year=2028/29"))
    assert answer.status_code == 200
    assert "What Attendance service costs in 2028/29 is not known." in answer.text
    assert "add the year to the Service capacity sheet" in answer.text
    assert "/services/ATTEND?year=2026" in answer.text, "the years that are known are a step away"
    assert client.get(dated("/services/ATTEND?year=2028/29&download=sums")).status_code == 404
