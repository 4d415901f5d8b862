"""One school's statement of services, and the note in the accounts that ties to the ledger."""

import pytest

from tests.charging.four_schools import FOUR, GAG, USAGE, YEAR, D, policy
from trustops.charging import (
    Elsewhere,
    Measure,
    Rate,
    Statement,
    Taken,
    accounts_note,
    central,
    charges,
    taken,
    tie_out,
)
from trustops.costing.clients import Buyer, DayPrices, income_from
from trustops.models.service import Charge
from trustops.quantities.errors import TrustopsError, UnknownFigure

BUYER = Buyer("A", "School A", D(38), charge=Charge.FULL_COST, source="Agreements row 2")
SALE = income_from(BUYER, DayPrices(price=D(275), full_cost=D("250.79"), alternative=None))
COUNCIL = Elsewhere(price=D(280), source="Alternatives row 2")
CENTRAL = charges(policy(GAG, None, rate=Rate(Measure.GAG, D("0.05"))), FOUR)


def attendance(elsewhere: Elsewhere | None = COUNCIL, *, delivered: int = 12) -> Taken:
    return taken("ATT", "Attendance", [BUYER], [SALE], elsewhere=elsewhere, delivered=D(delivered))


def test_what_a_service_costs_a_school_and_would_cost_elsewhere() -> None:
    found = attendance()
    assert (found.pays, found.days, found.delivered) == (D("9530.02"), D(38), D(12))
    assert (found.value, found.saving) == (D("10640.00"), D("1109.98"))
    assert [(line.label, line.sum, line.source) for line in found.lines] == [
        ("Attendance: charge", "38 days × 250.79", "charged at full cost; Agreements row 2"),
        ("Attendance: the same days elsewhere", "38 days × 280", "Alternatives row 2"),
    ]


def test_a_price_that_covers_less_is_said_so() -> None:
    found = attendance(Elsewhere(price=D(280), like_for_like=False))
    assert found.lines[-1].sum == "38 days × 280 (not like for like)"


def test_a_statement_adds_up_what_can_be_added() -> None:
    found = Statement("A", "School A", YEAR, (central(CENTRAL.rows[0]), attendance()))
    assert (found.pays, found.saving) == (D("405530.02"), D("1109.98"))
    assert found.not_compared == "Not compared, as the charge or the price elsewhere is not known: Central services."
    assert [line.label for line in found.working.lines][:2] == ["Share by GAG", "Charge"]
    assert found.services[0].days == D(310)


def test_an_unknown_charge_leaves_the_total_unknown() -> None:
    why = UnknownFigure("price of a day for School A", "in that year", "give it on the Services sheet")
    unpriced = taken("ICT", "ICT", [BUYER], why, elsewhere=None, delivered=None)
    found = Statement("A", "School A", YEAR, (unpriced,))
    assert (found.pays, found.saving, unpriced.days) == (None, None, D(38))
    assert "The price of a day for School A is not known" in unpriced.lines[0].sum


def test_a_school_that_takes_nothing_pays_nothing() -> None:
    found = Statement("A", "School A", YEAR, ())
    assert (found.pays, found.saving, found.not_compared) == (D(0), None, "")


def test_the_note_names_services_basis_and_amounts_and_ties_to_the_ledger() -> None:
    note = accounts_note(CENTRAL, ("human resources", "finance"), D("857550.00"))
    assert (note.rows[0].name, note.rows[0].amount) == ("School A", D("396000.00"))
    assert (note.total, note.tie_out.agrees) == (D("857550.00"), True)
    assert note.services_sentence.endswith("in the year: human resources and finance.")
    assert note.basis_sentence == "The trust charges for these services on this basis: 5 % of GAG."
    assert note.tie_out.sentence == "The note's £857,550.00 agrees with the ledger."


@pytest.mark.parametrize(
    ("ledger", "agrees", "says"),
    [
        (D("857400"), False, "is £150.00 more than the ledger's £857,400.00; find what was posted"),
        (D("857550.01"), False, "is £0.01 less than the ledger's"),
        (None, None, "is not tied out: give the ledger's total for 2025/26"),
    ],
)
def test_a_note_that_does_not_tie_says_by_how_much(ledger: D | None, agrees: bool | None, says: str) -> None:
    found = tie_out(D("857550.00"), ledger, YEAR)
    assert found.agrees is agrees
    assert says in found.sentence


def test_a_note_without_services_or_a_ledger_finer_than_a_penny_is_refused() -> None:
    with pytest.raises(TrustopsError, match="note of 2025/26 names no service"):
        accounts_note(charges(policy(USAGE), FOUR), ())
    with pytest.raises(TrustopsError, match="finer than a penny"):
        tie_out(D(1), D("1.005"), YEAR)
