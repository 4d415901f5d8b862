"""Do the example trust's other policies, its relief and its services' use of each other tell one story?"""

from datetime import date
from typing import Any

import pytest

from examples.example_trust import charging
from examples.make_example import example_facts
from reports.charges_book import ChargesBook, charges_book
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

YEAR = AcademicYear(2026)


@pytest.fixture(scope="module")
def book() -> ChargesBook:
    rows: list[Any] = example_facts()
    rows += [row for row in charging.facts() if row not in rows]
    return charges_book(Snapshot.of(date(2026, 11, 22), rows), "CENTRAL", YEAR)


def charged(book: ChargesBook, name: str) -> dict[str, int]:
    worked = next(option.charges for option in book.options if option.name == name)
    assert worked is not None
    return worked.by_school


def test_the_policy_in_force_relieves_the_school_whose_roll_falls(book: ChargesBook) -> None:
    assert charged(book, "CENTRAL") == {"990001": 40_455_000, "990002": 28_034_500}
    assert book.charges is not None
    assert (book.charges.total, book.charges.borne_by_trust) == (69_965_000, 1_475_500)


def test_the_policies_that_the_committee_looks_at_can_be_worked_out(book: ChargesBook) -> None:
    assert charged(book, "BANDS") == {"990001": 40_000_000, "990002": 30_000_000}
    assert sum(charged(book, "MIXED").values()) == 69_965_000


def test_last_year_nobody_was_relieved(book: ChargesBook) -> None:
    assert [(each.urn, each.pence) for each in book.changes] == [("990001", 855_000), ("990002", -1_215_500)]


def test_the_technicians_days_for_the_officer_pass_cost_on_and_lose_none(book: ChargesBook) -> None:
    own = {each.service.code: each.service.direct_pence for each in book.services}
    assert own == {"ATTEND": 4_138_009, "ICT": 4_238_265}
    assert sum(each.borne_by_schools for each in book.services) == sum(own.values())
