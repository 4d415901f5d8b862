"""What a year's charges are said to be: the answer, what to look at, who gains, who helps whom."""

from decimal import Decimal

import pytest

from reports.charges_book import ChargesBook, charges_book
from reports.charges_table import Shown, side_table
from reports.charges_words import (
    answer_of_charges,
    gain_answer,
    looks_of,
    names_of,
    subsidy_answer,
    trust_gain_answer,
)
from reports.charts.draw import svg
from reports.charts.gains import gains_chart
from reports.school_statement import answer_of_statement, help_of_statement, school_statement
from tests.charging.trust_of_four import YEAR, A, B, D, policy, relief, snapshot
from trustops.models import ChargePolicy, PoolNeed, SchoolYear
from trustops.models.service import ChargeMethod
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot


@pytest.fixture(scope="module")
def book() -> ChargesBook:
    return charges_book(snapshot(), "CENTRAL", YEAR)


def without_use() -> Snapshot:
    known = snapshot()
    rows = [row._replace(usage_days=None) for row in known.all(SchoolYear)]
    return Snapshot(known.as_of, {**known.tables, SchoolYear: rows})


def test_the_answer_is_one_sentence_with_its_basis(book: ChargesBook) -> None:
    assert answer_of_charges(book) == (
        "In 2025/26 our 4 schools pay £857,550.00 for central services: 5 % of GAG. "
        "A pupil of the dearest school costs 1.25 times one of the cheapest."
    )
    relieved = charges_book(snapshot(relief(D, "1")), "CENTRAL", YEAR)
    assert "pay £799,800.00 for central services: 5 % of GAG, and the trust bears £57,750.00" in answer_of_charges(
        relieved
    )


def test_what_to_look_at_is_the_worst_first(book: ChargesBook) -> None:
    assert [(look.level, look.sentence[:40]) for look in looks_of(book)] == [
        ("act", "Decide the appeal of Ashby, which stands"),
        ("watch", "The note's £857,550.00 is £9.00 more tha"),
        ("watch", "Write down the needs considered for Bees"),
    ]
    mixed = looks_of(charges_book(snapshot(without=(PoolNeed,)), "MIXED", YEAR))
    assert [look.level for look in mixed] == ["watch", "unknown"]
    assert mixed[0].sentence == "MIXED is a working policy: nobody has approved it yet."
    assert "give Pays for on the Charge policies sheet" in mixed[1].sentence


def test_who_would_gain(book: ChargesBook) -> None:
    usage = book.option("Usage")
    assert usage is not None
    assert gain_answer(usage, "CENTRAL") == (
        "Under “Usage” instead of “CENTRAL” 2 schools would pay less, Ashby the most by £57,349.68 "
        "and 2 schools would pay more, =Dell the most by £46,029.94."
    )
    assert trust_gain_answer(usage) == ""
    assert book.option("NO SUCH POLICY") is book.options[1]


def test_the_trust_gains_where_its_reliefs_shrink() -> None:
    flat = charges_book(snapshot(relief(A, "1")), "CENTRAL", YEAR).option("Flat")
    assert flat is not None
    assert trust_gain_answer(flat) == "The trust itself would save £181,612.50 of reliefs."


def test_who_helps_whom(book: ChargesBook) -> None:
    assert book.subsidy is not None
    assert book.charges is not None
    assert (
        subsidy_answer(book.subsidy, names_of(book.charges))
        == "Ashby and Beeston pay towards what Corby and =Dell use."
    )


def test_an_answer_that_is_missing_says_what_to_fill_in_and_hides_no_other() -> None:
    found = charges_book(without_use(), "CENTRAL", YEAR)
    assert found.subsidy is None
    assert found.why_not["subsidy"].endswith("Usage days on the School years sheet, 0 where it used none.")
    assert found.note is not None
    first = charges_book(snapshot(without=(PoolNeed,)), "CENTRAL", YEAR.previous())
    assert first.changes == ()
    assert first.why_not["changes"].startswith("No charge policy is recorded for 2023/24; add it")


def test_the_year_before_is_the_same_policys_or_the_one_in_force(book: ChargesBook) -> None:
    # £800,000.00 by 1,200, 900 and 420 of 2,520 pupils
    assert [(each.urn, each.pence) for each in book.changes] == [
        (A, 39_600_000 - 38_095_238),
        (B, 29_250_000 - 28_571_429),
        ("990003", 11_130_000 - 13_333_333),
    ]
    mixed = charges_book(snapshot(), "MIXED", YEAR)
    assert mixed.before is not None
    assert mixed.before.policy.code == "CENTRAL"


@pytest.mark.parametrize(
    ("shown", "first", "foot"),
    [
        (Shown.CHARGE, "£396,000.00", "£857,550.00"),
        (Shown.PER_PUPIL, "£330.00", "1.25"),
        (Shown.PCT_OF_GAG, "5.00 %", "5.00–5.00 %"),
        (Shown.AGAINST_USE, "£57,349.68", "£0.00"),
        (Shown.GAIN, "£0.00", "£0.00"),
    ],
)
def test_each_measure_of_the_policy_stands_in_its_first_column(
    book: ChargesBook, shown: Shown, first: str, foot: str
) -> None:
    table = side_table(book, shown)
    assert [option.name for option in table.options][:2] == ["CENTRAL", "MIXED"]
    assert table.lines[0].cells[0] is not None
    assert table.foot[0] is not None
    assert (table.lines[0].cells[0].text, table.foot[0].text) == (first, foot)


def test_a_measure_that_is_not_known_is_empty_and_says_why() -> None:
    table = side_table(charges_book(without_use(), "CENTRAL", YEAR), Shown.AGAINST_USE)
    assert table.lines[0].cells[0] is None
    assert table.as_table().texts()[0][2] == "days of use not known for every school"
    assert "Usage" not in [option.name for option in table.options]


def test_the_chart_of_gains_is_drawn_with_its_words(book: ChargesBook) -> None:
    usage = book.option("Usage")
    assert usage is not None
    chart = gains_chart(usage, "CENTRAL")
    assert chart is not None
    assert chart.description == (
        "A bar a school: Ashby, £57,350 less; Beeston, £8,471 less; Corby, £19,790 more; =Dell, £46,030 more."
    )
    assert chart.table.texts()[3] == ("=Dell", "−£46,029.94")
    assert "£46,030 more" in svg(chart.spec)


def test_a_school_reads_what_it_pays_and_whom_it_helps() -> None:
    found = school_statement(snapshot(), A, YEAR)
    assert answer_of_statement(found) == "In 2025/26 Ashby pays £396,000.00 for central services."
    assert help_of_statement(found) == (
        "It pays £57,349.68 more than what it takes costs, which helps the trust’s other schools."
    )
    assert help_of_statement(school_statement(snapshot(), D, YEAR)).startswith("It pays £46,029.94 less than")


def test_the_statement_of_a_school_that_buys_days(trust: Snapshot) -> None:
    found = school_statement(trust, "990001", AcademicYear(2026))
    lines = {line.taken.service: line for line in found.lines}
    assert lines["ATTEND"].taken.pays == Decimal("9530.02")  # 38 days at the full cost of 250.79
    assert lines["ATTEND"].cost == Decimal("9530.02")
    assert lines["ATTEND"].taken.value == Decimal("10640.00")  # 38 × 280
    assert "the attendance service and the ICT technician" in answer_of_statement(found)


def test_a_statement_without_a_policy_says_so() -> None:
    found = school_statement(snapshot(without=(ChargePolicy,)), A, YEAR)
    assert found.lines == ()
    assert found.missing == "No charge policy is recorded for 2025/26, so this shows no central charge."
    assert answer_of_statement(found) == "Ashby takes no service and pays no central charge in 2025/26."
    assert help_of_statement(found) == ""


def test_a_statement_whose_policy_cannot_be_worked_out_says_why() -> None:
    known = snapshot(policy("ONLY", ChargeMethod.BANDED), without=(SchoolYear,))
    assert school_statement(known, A, YEAR).missing.startswith("The central charge is not known. The GAG of Ashby")


def test_a_client_has_no_statement_of_ours(trust: Snapshot) -> None:
    with pytest.raises(TrustopsError, match="Pondfield was not a school of the trust in 2026/27; choose one that was"):
        school_statement(trust, "990003", AcademicYear(2026))
