"""Does every figure lead to the row that it was read off, for whoever may open it, and for nobody else?"""

import html
import re
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.admin.conftest import DAY, client_as

SERVICE, KPI = "/services/ATTEND?year=2026/27", "/kpis/ATT01?site=TRUST"
DECIDE = "/services/ATTEND/decide/?year=2026/27"
PAGES = ("/", "/services/", SERVICE, "/kpis/", KPI, "/kpis/ATT01?site=990001", "/board/", "/succession/")
LINK = re.compile(r'href="(/records/[^"]+/find[^"]*)"')


def page_of(client: FlaskClient, path: str) -> str:
    answer = client.get(f"{path}{'&' if '?' in path else '?'}{DAY}")
    assert answer.status_code == 200, path
    return answer.text


def links_on(page: str) -> set[str]:
    return {html.unescape(found) for found in LINK.findall(page)}


def sheets_of(links: set[str]) -> set[str]:
    return {urlsplit(link).path.split("/")[2] for link in links}


def all_open(client: FlaskClient, links: set[str]) -> None:
    """Every link finds its row, and the row of one of each sheet can be read."""
    rows = {link: client.get(link) for link in sorted(links)}
    assert [link for link, found in rows.items() if found.status_code != 302] == []
    one_each = {urlsplit(link).path: found.location for link, found in rows.items()}
    assert [row for row in one_each.values() if client.get(row).status_code != 200] == []


@pytest.mark.parametrize("role", ["cfo", "hr_lead"])
def test_every_figure_opens_its_row_for_those_who_run_the_trust(office: Flask, role: str) -> None:
    client = client_as(office, role)
    links = set().union(*(links_on(page_of(client, path)) for path in PAGES))
    assert len(links) > 100
    all_open(client, links)


def test_names_on_succession_lead_to_the_holding_and_the_assessment_where_they_are_shown(office: Flask) -> None:
    named = sheets_of(links_on(page_of(client_as(office, "hr_lead"), "/succession/")))
    assert named == {"posts", "duties", "obligations", "holders", "successors"}
    told = sheets_of(links_on(page_of(client_as(office, "cfo"), "/succession/")))
    assert told == {"posts", "duties", "obligations"}


def test_a_head_is_led_to_no_other_schools_row(office: Flask) -> None:
    client = client_as(office, "head")
    links = set().union(*(links_on(page_of(client, path)) for path in ("/", "/kpis/", "/kpis/ATT01")))
    assert sheets_of(links) == {"kpi-values", "kpi-targets"}
    assert all("key=990001" in link for link in links)
    all_open(client, links)


@pytest.mark.parametrize("path", PAGES)
def test_a_trustee_reads_where_a_figure_is_from_and_is_led_nowhere(office: Flask, path: str) -> None:
    page = page_of(client_as(office, "trustee"), path)
    assert links_on(page) == set()
    if path in (SERVICE, "/kpis/ATT01?site=990001"):
        assert "example-trust.xlsx" in page


def test_the_working_of_a_service_leads_to_every_sheet_that_it_uses(office: Flask) -> None:
    links = links_on(page_of(client_as(office, "cfo"), SERVICE))
    wanted = {"posts", "service-staff", "trust", "trust-rates", "service-costs", "service-capacity"}
    assert wanted | {"services", "agreements", "alternatives"} <= sheets_of(links)


def test_what_would_be_is_not_said_to_be_on_record(office: Flask) -> None:
    page = page_of(client_as(office, "cfo"), f"{SERVICE}&price=300")
    assert "changed to see what would happen" in page.partition('id="answer"')[2]


def test_the_trusts_value_lists_the_schools_values_that_it_is_made_of(office: Flask) -> None:
    page = page_of(client_as(office, "cfo"), KPI)
    rolled = re.search(r"<summary>rolled up from 2 of 2 schools.*?</ul>", page, re.S)
    assert rolled
    assert [html.unescape(text) for text in re.findall(r"<li>([^:]+):", rolled[0])] == ["Watling Park", "Kingsmead"]
    assert len(links_on(rolled[0])) == 2


def test_a_duty_that_was_done_leads_to_what_was_recorded(office: Flask) -> None:
    assert {"submissions", "meetings"} & sheets_of(links_on(page_of(client_as(office, "governance"), "/board/")))


WORKED_OUT = re.compile(r'<a class="value" href="([^"]*)#([^"]+)" title="How it was made">')


def test_a_figure_that_was_worked_out_leads_to_how_it_was_made(office: Flask) -> None:
    client = client_as(office, "cfo")
    fewest = {"/": 0, "/services/": 6, SERVICE: 21, f"{SERVICE}&price=300": 50, DECIDE: 70, "/charges/": 4, KPI: 3}
    for path, number in fewest.items():
        page = page_of(client, path)
        led = [(html.unescape(address) or path, place) for address, place in WORKED_OUT.findall(page)]
        assert len(led) >= number, path
        for address, place in led:
            there = page if address == path else client.get(address).text
            assert there.count(f'id="{place}"') == 1, (path, address, place)


def test_home_leads_to_the_sums_of_what_it_says(office: Flask) -> None:
    page = page_of(client_as(office, "cfo"), "/")
    assert re.search(r'href="/services/ATTEND\?[^"]*#made-cost">Attendance service</a>', page)
    assert "Every sum and its sources" not in page_of(client_as(office, "head"), "/")


def test_no_amount_on_the_page_to_decide_by_leads_nowhere(office: Flask) -> None:
    page = page_of(client_as(office, "cfo"), DECIDE)
    cells = re.findall(
        r'<td class="figure">(.*?)</td>', re.sub(r'<table class="ledger">.*?</table>', "", page, flags=re.S)
    )
    assert len(cells) > 60
    assert [cell for cell in cells if '<a class="value"' not in cell and cell != "—"] == []
    assert {"agreements"} <= sheets_of(links_on(page))


def test_a_kept_scenario_leads_to_its_own_sums(office: Flask) -> None:
    client = client_as(office, "cfo")
    kept = page_of(client, SERVICE).partition('id="kept"')[2].partition("</table>")[0]
    rows = [WORKED_OUT.findall(row) for row in kept.split("<tr>")[2:]]
    assert len(rows) > 2
    assert {len(row) for row in rows} == {4}
    assert {address for address, _ in rows[0]} == {""}
    for address, place in (link for row in rows[1:] for link in row):
        assert f'id="{place}"' in client.get(html.unescape(address)).text, (address, place)


LISTED = re.compile(r'<a class="value" href="([^"#]*)#([^"]+)" title="(?:What it is from|How it was made)">')
COUNTED = {
    "/succession/": 7,
    "/succession/duties/": 4,
    "/succession/vacancies/": 8,
    "/succession/chances/": 75,
    "/succession/what-if/?post=CEO": 2,
    "/services/ATTEND/days/": 6,
    "/clients/": 17,
    "/clients/debtors": 8,
    "/rate-card/": 27,
    "/meetings/": 8,
    "/objectives/": 8,
    "/kpis/ATT01?site=TRUST": 4,
}


@pytest.mark.parametrize("path", COUNTED)
def test_a_count_or_a_sum_leads_to_what_it_is_from(office: Flask, path: str) -> None:
    client = client_as(office, "cfo")
    page = page_of(client, path)
    led = [(html.unescape(address), place) for address, place in LISTED.findall(page)]
    assert len(led) >= COUNTED[path]
    for address, place in sorted(set(led)):
        there = page if not address else client.get(f"{address}{'&' if '?' in address else '?'}{DAY}").text
        assert there.count(f'id="{place}"') == 1, (address, place)


@pytest.mark.parametrize(
    ("path", "sheets"),
    [
        ("/succession/duties/", {"duties", "obligations"}),
        ("/clients/", {"agreements"}),
        ("/clients/debtors", {"invoices"}),
        ("/clients/990003", {"agreements", "invoices"}),
        ("/rate-card/", {"rate-card"}),
    ],
)
def test_a_figure_of_a_row_leads_to_that_row(office: Flask, path: str, sheets: set[str]) -> None:
    client = client_as(office, "cfo")
    found = re.findall(
        r'<td class="(?:figure|unbroken)"><a class="value" href="(/records/[^"]+)"', page_of(client, path)
    )
    assert sheets <= sheets_of({html.unescape(link) for link in found})
    all_open(client, {html.unescape(link) for link in found})


def test_a_benchmark_of_the_catalogue_leads_to_englands_figures(office: Flask) -> None:
    page = page_of(client_as(office, "cfo"), KPI)
    assert re.search(r'<dt>Benchmark</dt><dd><a class="value" href="/kpi-catalogue/[^"#]*#figures-ATT01"', page)


def test_a_public_figure_leads_to_its_values_on_rules(office: Flask) -> None:
    client = client_as(office, "cfo")
    rates = page_of(client, "/succession/chances/").partition('aria-label="Rates of leaving"')[2]
    public = re.findall(r'<td class="figure"><a class="value" href="(/rules/figures/[^"#]+)#steps"', rates)
    assert len(public) > 1
    assert all('id="steps"' in client.get(html.unescape(address)).text for address in public)
