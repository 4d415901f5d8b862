"""The command of charges keeps its contract: the keys, the worked figures, and a sentence where it cannot."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from examples.example_trust.workbook import write_workbook
from reports.charges_book import charges_book
from reports.charges_table import Shown, side_table
from reports.charges_words import names_of, subsidy_answer
from tests.admin.test_cli import answer, run
from tests.charging.trust_of_four import rows
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot
from trustops.store.engine import default_url, open_database, reading
from trustops.store.load import load

ON = ("--as-of", "2026-06-01")


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Path:
    instance = tmp_path_factory.mktemp("four")
    write_workbook(instance / "four.xlsx", rows())
    assert run(instance, "init").exit_code == 0
    assert run(instance, "import", instance / "four.xlsx").exit_code == 0
    return instance


def test_the_answer_has_the_keys_of_the_contract(four: Path) -> None:
    found = answer(four, "service", "charges", "--policy", "CENTRAL", "--year", "2025/26")
    assert set(found) >= {"policy", "academic_year", "method", "total", "shares", "max_min_ratio"}
    assert (found["policy"], found["academic_year"], found["method"]) == ("CENTRAL", "2025/26", "percent of GAG")
    assert (found["total"], found["max_min_ratio"]) == ("857550.00", "1.25")
    assert found["shares"][0] == {
        "urn": "990001",
        "name": "Ashby",
        "charge": "396000.00",
        "per_pupil": "330.00",
        "pct_of_gag": "5.00",
        "usage_cost": "338650.32",
        "difference": "57349.68",
    }
    assert [share["charge"] for share in found["shares"]] == ["396000.00", "292500.00", "111300.00", "57750.00"]
    assert found["note"]["tie_out"]["difference"] == "9.00"


def test_the_policy_in_force_and_the_year_of_the_day_are_meant_where_none_is_named(four: Path) -> None:
    said = run(four, "service", "charges", *ON)
    assert said.exit_code == 0
    assert said.stdout.startswith("In 2025/26 our 4 schools pay £857,550.00 for central services: 5 % of GAG.")
    assert "Ashby    £396,000.00  £330.00    5.00 %   £57,349.68" in said.stdout
    assert "■ Decide the appeal of Ashby" in said.stdout
    assert json.loads(run(four, "service", "charges", "--json", *ON).stdout)["policy"] == "CENTRAL"


def test_every_way_of_charging_stands_beside_the_present_one(four: Path) -> None:
    found = answer(four, "service", "charges", "--policy", "CENTRAL", "--year", "2025/26")
    ways = {each["name"]: each for each in found["options"]}
    assert [share["charge"] for share in ways["Flat"]["shares"]] == ["214387.50"] * 4
    assert [share["charge"] for share in ways["Usage"]["shares"]] == [
        "338650.32",
        "284029.30",
        "131090.44",
        "103779.94",
    ]
    for name in ("Flat", "Per pupil", "Weighted pupils", "Usage"):
        gains = [Decimal(share["gain"]) for share in ways[name]["shares"]]
        assert sum(gains) + Decimal(ways[name]["trust_gain"]) == 0
    assert sum(Decimal(each["in_all"]) for each in found["cross_subsidy"]) == 0
    assert found["cross_subsidy"][0]["for"] == {"990002": "0.00", "990003": "17243.53", "990004": "40106.15"}


def test_the_comparison_is_said_as_the_page_has_it(four: Path) -> None:
    said = run(four, "service", "charges", "--year", "2025/26", "--compare", *ON).stdout
    snapshot = snapshot_in(four)
    book = charges_book(snapshot, "CENTRAL", AcademicYear(2025))
    assert book.charges is not None
    lines = [" ".join(line.split()) for line in said.splitlines()]
    for shown in Shown:
        for line in side_table(book, shown).lines:
            assert " ".join([line.name, *(cell.text for cell in line.cells if cell)]) in lines
    assert subsidy_answer(book.subsidy, names_of(book.charges)) in lines  # type: ignore[arg-type]
    assert any(line.startswith("all") and line.endswith("£0.00") for line in lines)


def snapshot_in(instance: Path) -> Snapshot:
    with reading(open_database(default_url(instance))) as connection:
        return load(connection, date(2026, 6, 1))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("--policy", "NONE"), "There is no charge policy NONE; the policies are CENTRAL and MIXED."),
        (("--year", "2030/31"), "No charge policy is recorded for 2030/31; add it to the Charge policies sheet."),
        (("--policy", "CENTRAL", "--year", "2030/31"), "There is no charge policy CENTRAL for 2030/31, only for"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(four: Path, typed: tuple[str, ...], says: str) -> None:
    result = run(four, "service", "charges", *typed, *ON)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""


def test_help_says_what_it_is(four: Path) -> None:
    assert "What each school pays for central services" in run(four, "service", "charges", "--help").stdout
