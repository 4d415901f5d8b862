"""Clients, their statements, debts and invoices to raise, and the rate card: the figures, and who may see which."""

import csv
import html
import json
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from flask import Flask

from admin.cli import main
from examples.example_trust import selling
from examples.example_trust.workbook import write_workbook
from examples.make_example import PARTS, example_facts
from tests.admin.conftest import DAY, client_as, made
from tests.admin.test_cli import run
from tests.admin.test_pages import dated, queries, text_of
from tests.reports.recalculated import Recalculated

PAGES = ("/clients/", "/clients/990005", "/clients/debtors", "/clients/invoices")
BOARD = ("ceo", "cfo", "governance", "hr_lead", "administrator", "trustee")


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clients")


@pytest.fixture(scope="module")
def shop(instance: Path) -> Flask:
    """The example trust with its rate card, promises and events."""
    more = [] if selling in PARTS else selling.facts()
    write_workbook(instance / "trust.xlsx", [*example_facts(), *more])
    return made(instance, instance / "trust.xlsx")


@pytest.mark.parametrize("page", PAGES)
def test_the_clients_pages_are_for_the_board_and_not_for_heads(shop: Flask, page: str) -> None:
    for role in BOARD:
        assert client_as(shop, role).get(dated(page)).status_code == 200, role
    assert client_as(shop, "head").get(dated(page)).status_code == 403


def test_the_rate_card_is_for_everybody_and_its_margins_are_not(shop: Flask) -> None:
    for role in BOARD:
        assert "£250.79" in text_of(shop, role, "/rate-card/"), role
    for said in (text_of(shop, "head", "/rate-card/"), client_as(shop, "head").get("/rate-card/?download=csv").text):
        assert "Single day" in said
        assert "250.79" not in said
        assert "Margin" not in said


def test_the_list_answers_first_and_has_the_worst_first(shop: Flask) -> None:
    words = text_of(shop, "cfo", "/clients/")
    assert "In 2026/27 4 clients bring £30,820.00; £6,270.00 is owed, which is 61.9 days of income" in words
    assert words.index("Rushmere") < words.index("Pondfield") < words.index("Tansley Croft")
    assert "6 agreements end and nothing signed follows; none is due for renewal yet." in words
    assert "£2,970.00 overdue ▲ Complaint open ▲ 2.1 days over-delivered" in words


def test_a_statement_has_what_the_client_is_told_and_nothing_of_our_costs(shop: Flask) -> None:
    words = text_of(shop, "cfo", "/clients/990005")
    for said in (
        "In 2026/27 Rushmere takes 25 days for £6,875.00 before VAT; £2,970.00 with VAT is to be paid",
        "9 of 25 days delivered; 6.9 would be due by now, 2.1 more than agreed so far.",
        "The head says that two home visits asked for in October were not made.",
        "ATT-R2 ends on 31 August 2027; its 6 weeks of notice must be given by 20 July 2027.",
        "spring term 2026/27: £2,200.00 before VAT, to be invoiced on 4 January 2027",
        "V26-029",
    ):
        assert said in words
    for secret in ("250.79", "41,380.09", "Margin", "6.30"):
        assert secret not in words


def test_a_statement_says_what_vat_is_to_the_client(shop: Flask) -> None:
    said = text_of(shop, "cfo", "/clients/990003")
    assert "VAT is no cost to Pondfield, a maintained school, which has it back: it compares prices before VAT." in said


def test_a_promise_that_was_missed_is_told_with_what_was_done(shop: Flask) -> None:
    words = text_of(shop, "trustee", "/clients/990003")
    assert "Missed 1 time 13 Oct 2026: A call of 7 October was returned on the fourth school day." in words
    assert "No miss recorded" in words


def test_another_year_has_its_own_agreements_and_events(shop: Flask) -> None:
    words = text_of(shop, "cfo", "/clients/990005?year=2025/26")
    assert "In 2025/26 Rushmere takes 25 days for £6,875.00" in words
    assert "Apology; reports are now read by a second person before they go." in words
    assert "25 of 25 days delivered." in words
    assert "V26-016" in words


def test_debtors_are_told_apart_by_age(shop: Flask) -> None:
    words = text_of(shop, "cfo", "/clients/debtors")
    assert "On 22 November 2026 £6,270.00 is owed, which is 61.9 days of income, £2,970.00 of it overdue." in words
    assert "5,225 ÷ 30,820 × 365" in words
    assert "46 days late" in words


def test_the_invoices_of_a_day_come_as_a_page_and_as_files(shop: Flask) -> None:
    assert "On 22 November 2026 no invoice can be raised: every instalment" in text_of(shop, "cfo", "/clients/invoices")
    january = "/clients/invoices?as_of=2027-01-05"
    client = client_as(shop, "cfo")
    assert "4 invoices are to be raised, £9,240.00 with VAT." in html.unescape(client.get(january).text)
    rows = list(csv.DictReader(StringIO(client.get(f"{january}&download=csv").text.removeprefix("\ufeff"))))
    assert [(row["Invoice"], row["Net £"], row["VAT £"], row["Gross £"], row["Due on"]) for row in rows] == [
        ("V26-031", "1650.00", "330.00", "1980.00", "2027-02-04"),
        ("V26-032", "1650.00", "330.00", "1980.00", "2027-02-04"),
        ("V26-033", "2200.00", "440.00", "2640.00", "2027-02-04"),
        ("V26-034", "2200.00", "440.00", "2640.00", "2027-02-04"),
    ]
    book = openpyxl.load_workbook(BytesIO(client.get(f"{january}&download=xlsx").data), data_only=True)
    assert [cell.value for cell in book.active[2]][-3:] == [1650, 330, 1980]


@pytest.mark.parametrize("page", [*PAGES, "/rate-card/"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_table_leaves_as_a_file(shop: Flask, page: str, kind: str) -> None:
    got = client_as(shop, "cfo").get(dated(f"{page}?download={kind}"))
    assert got.status_code == 200
    assert f".{kind}" in got.headers["Content-Disposition"]


def test_the_rate_card_says_how_each_price_comes_about(shop: Flask) -> None:
    words = text_of(shop, "cfo", "/rate-card/")
    for said in (
        "Five days 5 days for 1,306.25 5.0 % below the single day £1,306.25",
        "A day a week 265 a day × 38 weeks £10,070.00",
        "33 × 7.4 hours = 244.20 a day × 39 weeks £9,523.80 £244.20",  # what the council asked in 2022/23
        "A day costs £250.79 in full, of which £6.30 is for sending somebody out",
        "Below full cost",
    ):
        assert said in words


def test_what_would_it_cost_us_is_answered_in_order(shop: Flask) -> None:
    words = text_of(shop, "head", "/rate-card/?service=ATTEND&days=19&pupils=420")
    assert "For 19 days “Five days” is cheapest: £5,018.75 before VAT, £206.25 less than “Single day”." in words
    assert "1,250 + 9.60 × 420 pupils £5,282.00 £6,338.40" in words


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "service=ATTEND&days=many",
            "Days: “many” is not a number above none and up to 5,000; give one like 12 or 7.5.",
        ),
        ("service=ATTEND&days=0", "Days: “0” is not a number above none"),
        ("service=ATTEND&days=NaN", "Days: “NaN” is not a number above none"),
        ("service=ATTEND&days=1e9", "Days: “1e9” is not a number above none"),
        ("service=ATTEND&pupils=420", "Days: they are needed for a price"),
        ("service=ATTEND&days=5&pupils=4.5", "Pupils: “4.5” is not a whole number above none"),
        ("service=<b>&days=5", "Service: nothing of “<b>” is offered on this day; choose from the list."),
    ],
)
def test_what_will_not_do_is_said_by_its_field(shop: Flask, typed: str, said: str) -> None:
    got = client_as(shop, "cfo").get(dated(f"/rate-card/?{typed}"))
    assert got.status_code == 200
    assert said in html.unescape(got.text)
    assert "<b>" not in got.text


def test_what_is_not_there_is_said_in_a_sentence(shop: Flask) -> None:
    for page, said in (
        ("/clients/1", "There is no school with the URN “1” here; see the Schools sheet."),
        ("/clients/990001", "Watling Park buys nothing in 2026/27 and owes nothing; see its other years."),
        ("/clients/?year=26", "“26” is not an academic year; write it like 2025/26."),
    ):
        got = client_as(shop, "cfo").get(dated(page))
        assert got.status_code == 404
        assert said in html.unescape(got.text)


def test_a_trust_of_which_nothing_is_known_is_told_what_belongs_there(empty_office: Flask) -> None:
    assert "No clients in 2026/27 yet." in text_of(empty_office, "cfo", "/clients/")
    assert "Nothing is owed on 22 November 2026." in text_of(empty_office, "cfo", "/clients/debtors")
    assert "no invoice can be raised" in text_of(empty_office, "cfo", "/clients/invoices")
    assert "Nothing is offered on this day." in text_of(empty_office, "cfo", "/rate-card/")


def test_the_debtors_add_up_in_the_workbook_too(shop: Flask) -> None:
    book = Recalculated(client_as(shop, "cfo").get(f"/clients/debtors?download=xlsx&{DAY}").data)
    sums = {address: text for _, address, text in book.formulas()}
    assert sums["I4"] == "=SUM(I2:I3)"
    assert all(book.value("Table", address) == Decimal(repr(book.cached["Table"][address].value)) for address in sums)


@pytest.mark.parametrize("page", ["/clients/", "/clients/debtors", "/clients/invoices", "/rate-card/"])
def test_a_page_asks_the_database_as_often_for_many_clients_as_for_none(
    shop: Flask, empty_office: Flask, page: str
) -> None:
    assert queries(shop, page) == queries(empty_office, page)


# The command line ---------------------------------------------------------------------------------------------------


def test_the_clients_of_a_service(shop: Flask, instance: Path) -> None:
    said = run(instance, "service", "clients", "ATTEND", "--year", "2026/27", "--as-of", "2026-11-22")
    assert said.exit_code == 0
    assert "In 2026/27 4 clients bring £24,475.00; £6,270.00 is owed, which is 77.9 days of income" in said.stdout
    got = json.loads(run(instance, "service", "clients", "ATTEND", "--as-of", "2026-11-22", "--json").stdout)
    assert (got["service"], got["academic_year"], got["income"]) == ("ATTEND", "2026/27", "24475.00")
    rushmere = got["clients"][0]
    assert (rushmere["urn"], rushmere["days"], rushmere["delivered"]) == ("990005", "25", "9")
    assert (rushmere["invoiced"], rushmere["to_invoice"]) == ("2475.00", "4400.00")
    assert (rushmere["notice_by"], rushmere["complaints_open"]) == ("2027-07-20", 1)
    assert run(instance, "service", "clients", "NONE").exit_code == 2


def test_the_debtors_of_a_day(shop: Flask, instance: Path) -> None:
    result = run(instance, "service", "debtors", "--as-of", "2026-11-22", "--json")
    assert result.exit_code == 1, "something is overdue"
    got = json.loads(result.stdout)
    assert (got["owed"], got["overdue"], got["days_owed"]) == ("6270.00", "2970.00", "61.9")
    assert got["ages"]["up_to_60"] == "2970.00"
    assert [debt["invoice"] for debt in got["debts"]] == ["V26-029", "V26-030"]


def test_the_invoices_of_a_day_are_written_for_the_ledger(shop: Flask, instance: Path, tmp_path: Path) -> None:
    out = tmp_path / "invoices.xlsx"
    result = run(instance, "service", "invoices", "--on", "2027-01-05", "--out", out)
    assert result.exit_code == 0
    assert "4 invoices to raise on 5 January 2027, £9,240.00 with VAT." in result.stdout
    assert openpyxl.load_workbook(out).active["A2"].value == "V26-031"
    refused = run(instance, "service", "invoices", "--on", "2027-01-05", "--out", tmp_path / "invoices.pdf")
    assert refused.exit_code == 2
    assert "end the file's name in .xlsx or .csv" in refused.output


def test_the_commands_are_listed_with_the_service_ones() -> None:
    assert main.commands["service"].commands.keys() >= {"clients", "debtors", "invoices"}  # type: ignore[attr-defined]
