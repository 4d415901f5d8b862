"""The charges page says the worked figures to those who may see them, and a head reads their own school's alone."""

import html
import io
import re
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import event

from examples.example_trust.workbook import write_workbook
from tests.admin.conftest import client_as, engine_of, made
from tests.charging.trust_of_four import A, D, relief, rows
from trustops.models import SHEETS, ChargePolicy, SchoolYear

DAY = "as_of=2026-06-01"
MOST_QUERIES = len(SHEETS) + 8


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The office of the trust of four schools; the head's own is the largest."""
    folder = tmp_path_factory.mktemp("four")
    write_workbook(folder / "four.xlsx", rows(relief(D, "1", policy="TYPO", year="2024/25")))
    return made(folder, folder / "four.xlsx")


def dated(page: str) -> str:
    return f"{page}{'&' if '?' in page else '?'}{DAY}"


def words_of(app: Flask, role: str, page: str) -> str:
    answer = client_as(app, role).get(dated(page), follow_redirects=True)
    assert answer.status_code == 200, (page, answer.status_code)
    words = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
    return " ".join(html.unescape(words).split())


@pytest.mark.parametrize("page", ["/charges/", "/charges/?download=xlsx", "/charges/statement/990002"])
def test_the_board_and_the_executive_may_read_and_a_head_only_their_own(four: Flask, page: str) -> None:
    for role in ("ceo", "cfo", "governance", "hr_lead", "administrator", "trustee"):
        assert client_as(four, role).get(dated(page)).status_code == 200, role
    answer = client_as(four, "head").get(dated(page))
    assert answer.status_code != 200
    assert "292,500" not in answer.text


def test_a_head_is_led_to_their_own_statement_and_sees_no_other_school(four: Flask) -> None:
    words = words_of(four, "head", "/charges/")
    assert "Ashby: statement of services" in words
    assert "In 2025/26 Ashby pays £396,000.00 for central services." in words
    for name in ("Beeston", "Corby", "=Dell", "292,500"):
        assert name not in words
    other = client_as(four, "head").get(dated("/charges/statement/990002"))
    assert other.status_code == 404
    assert "That school’s statement is not yours to see" in html.unescape(other.text)


def test_a_head_of_a_school_that_is_not_ours_is_told_whom_to_ask(four: Flask) -> None:
    answer = client_as(four, "head").get("/charges/?as_of=2014-06-01")
    assert "Your account names no school of the trust" in answer.text


def test_somebody_who_is_not_signed_in_sees_nothing(four: Flask) -> None:
    assert four.test_client().get(dated("/charges/")).status_code in (302, 303)


def test_the_page_answers_with_the_worked_figures(four: Flask) -> None:
    words = words_of(four, "trustee", "/charges/")
    assert "In 2025/26 our 4 schools pay £857,550.00 for central services: 5 % of GAG." in words
    for figure in ("£396,000.00", "£328,177.79", "£214,387.50", "£376,945.06", "£406,421.80", "£338,650.32"):
        assert figure in words, figure
    assert "CENTRAL (in force)" in words
    assert "MIXED (working)" in words
    assert "Share by GAG 857,550 × 7,920,000 of 17,151,000 pounds of GAG £396,000.00" in words


@pytest.mark.parametrize(
    ("show", "figures"),
    [
        ("pupil", ("£330.00", "1.25", "1.92", "5.71")),
        ("gag", ("5.00 %", "18.56 %", "2.71–18.56 %")),
        ("use", ("£57,349.68", "−£46,029.94", "£0.00")),
        ("gain", ("£67,822.21", "−£156,637.50")),
    ],
)
def test_each_measure_is_a_click_away(four: Flask, show: str, figures: tuple[str, ...]) -> None:
    words = words_of(four, "cfo", f"/charges/?show={show}")
    for figure in figures:
        assert figure in words, figure


def test_who_gains_by_a_switch_is_said_and_drawn(four: Flask) -> None:
    page = client_as(four, "cfo").get(dated("/charges/?against=Usage")).text
    assert "Under “Usage” instead of “CENTRAL” 2 schools would pay less, Ashby the most by £57,349.68" in page
    assert 'data-chart="gains"' in page


def test_who_pays_for_whom_and_the_pool_are_there(four: Flask) -> None:
    words = words_of(four, "cfo", "/charges/")
    assert "Ashby and Beeston pay towards what Corby and =Dell use." in words
    assert "+£57,349.68" in words
    assert "£7,429,565.55 −£94,434.45 Phase and need 12 Jan 2026 ■ raised, 2 Mar 2026 the hall is left out" in words
    assert "Decide the appeal of Ashby, which stands at “raised”." in words


def test_the_accounts_note_and_its_difference(four: Flask) -> None:
    words = words_of(four, "cfo", "/charges/")
    assert "The trust charges for these services on this basis: 5 % of GAG." in words
    assert "The note's £857,550.00 is £9.00 more than the ledger's £857,541.00" in words


def test_last_year_is_a_click_away_and_a_stray_relief_stops_it_with_its_name(four: Flask) -> None:
    words = words_of(four, "cfo", "/charges/?year=2024/25")
    assert "What our schools pay in 2024/25 under CENTRAL is not known." in words
    assert "Charge reliefs row 2: the relief of =Dell is for the charge policy TYPO of 2024/25" in words


def test_a_year_without_a_policy_and_an_empty_trust_say_what_to_fill_in(four: Flask, empty_office: Flask) -> None:
    assert "No charge policy is recorded for 2030/31. Add it to the Charge policies sheet" in words_of(
        four, "cfo", "/charges/?year=2030/31"
    )
    for role in ("cfo", "head"):
        assert "No charge policy yet." in words_of(empty_office, role, "/charges/")


def test_a_policy_without_sizes_says_which_figure_is_missing(tmp_path: Path) -> None:
    write_workbook(tmp_path / "none.xlsx", rows(without=(SchoolYear,)))
    app = made(tmp_path, tmp_path / "none.xlsx")
    assert "The GAG of Ashby is not known in 2025/26: give GAG on the School years sheet" in words_of(
        app, "cfo", "/charges/"
    )
    assert client_as(app, "cfo").get(dated("/charges/?download=xlsx")).status_code == 404
    assert "The central charge is not known." in words_of(app, "cfo", f"/charges/statement/{A}")


def test_a_trust_without_policies_still_has_statements(tmp_path: Path) -> None:
    write_workbook(tmp_path / "none.xlsx", rows(without=(ChargePolicy,)))
    app = made(tmp_path, tmp_path / "none.xlsx")
    assert "No charge policy is recorded for 2025/26" in words_of(app, "head", "/charges/")


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("/charges/?policy=TOPSLICE", "There is no charge policy TOPSLICE; the policies are CENTRAL and MIXED."),
        ("/charges/?year=2025", "“2025” is not an academic year; write it like 2025/26."),
        ("/charges/?download=docx", "choose csv or xlsx"),
        ("/charges/statement/123456", "school 123456 was not a school of the trust in 2025/26"),
        (f"/charges/statement/{A}?download=csv", "A statement cannot be downloaded as “csv”; choose xlsx."),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(four: Flask, page: str, says: str) -> None:
    answer = client_as(four, "ceo").get(dated(page))
    assert answer.status_code == 404
    assert says in html.unescape(answer.text)


def test_what_is_typed_into_the_address_is_never_run(four: Flask) -> None:
    page = client_as(four, "ceo").get(dated("/charges/?show=<script>&against=<script>")).text
    assert "<script>&" not in page
    assert "&lt;script&gt;" not in page.split("What is shown")[0]


def test_the_downloads_open(four: Flask) -> None:
    client = client_as(four, "cfo")
    csv = client.get(dated("/charges/?download=csv")).data.decode("utf-8-sig").splitlines()
    assert csv[0].startswith("URN,School,CENTRAL,MIXED,Flat")
    assert csv[1].startswith("990001,Ashby,396000.00,328177.79,214387.50")
    assert "'=Dell" in csv[4]
    book = openpyxl.load_workbook(io.BytesIO(client.get(dated("/charges/?download=xlsx")).data))
    assert book.sheetnames == ["Charges", "All policies", "Who pays for whom", "Accounts note"]
    got = client.get(dated(f"/charges/statement/{A}?download=xlsx"))
    assert "statement-990001-2025-26.xlsx" in got.headers["Content-Disposition"]
    assert openpyxl.load_workbook(io.BytesIO(got.data)).sheetnames == ["Statement"]


@pytest.mark.parametrize("page", ["/charges/", f"/charges/statement/{A}"])
def test_a_page_asks_the_database_a_constant_number_of_times(four: Flask, page: str) -> None:
    client = client_as(four, "cfo")
    asked: list[str] = []

    def note(*arguments: object) -> None:
        asked.append(str(arguments[2]))

    event.listen(engine_of(four), "before_cursor_execute", note)
    client.get(dated(page))
    event.remove(engine_of(four), "before_cursor_execute", note)
    assert 0 < len(asked) <= MOST_QUERIES


def test_a_statement_that_is_printed_has_its_working_and_whose_it_is(four: Flask) -> None:
    page = client_as(four, "head").get(dated(f"/charges/statement/{A}")).text
    assert '<details class="working" open>' in page
    assert "Four Schools Trust, as it was known on 1 June 2026" in page
    assert "857,550 × 7,920,000 of 17,151,000 pounds of GAG" in page
