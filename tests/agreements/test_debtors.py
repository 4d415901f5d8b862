"""Debts by age: part payments, credit notes, payments made later, and amounts that nobody wrote down."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.agreements.building import ON, agreement, invoice, known
from trustops.agreements import Age, aged, debts
from trustops.costing import debtor_days
from trustops.models.service import Vat
from trustops.quantities.money import pounds


@pytest.mark.parametrize(
    ("late", "age"),
    [
        (0, Age.NOT_DUE),
        (1, Age.UP_TO_30),
        (30, Age.UP_TO_30),
        (31, Age.UP_TO_60),
        (90, Age.UP_TO_90),
        (91, Age.OVER_90),
    ],
)
def test_an_invoice_ages_from_the_day_it_was_due(late: int, age: Age) -> None:
    (debt,) = debts(known(agreement(), invoice(issued=date(2026, 6, 1), due_on=ON - timedelta(days=late))))
    assert (debt.age, debt.days_late, debt.owed) == (age, late, 120_000)


def test_an_invoice_is_due_thirty_days_after_it_was_issued() -> None:
    (debt,) = debts(known(agreement(), invoice(issued=date(2026, 9, 7))))
    assert (debt.due_on, debt.days_late) == (date(2026, 10, 7), 46)


def test_a_part_payment_leaves_the_rest_and_its_part_before_vat() -> None:
    (debt,) = debts(known(agreement(), invoice(paid_on=date(2026, 10, 1), paid_pence=60_000)))
    assert (debt.owed, debt.owed_net) == (60_000, 50_000)


def test_a_paid_invoice_is_no_debt_and_a_later_payment_is_not_made_yet() -> None:
    assert debts(known(agreement(), invoice(paid_on=date(2026, 10, 1), paid_pence=120_000))) == ()
    (debt,) = debts(known(agreement(), invoice(paid_on=date(2026, 12, 1), paid_pence=120_000)))
    assert debt.owed == 120_000


def test_a_credit_note_stands_apart_and_lessens_the_whole() -> None:
    both = aged(debts(known(agreement(), invoice(), invoice("V2", net=-30_000, vat_pence=-6_000))))
    assert (both.ages[Age.UP_TO_60], both.ages[Age.CREDIT], both.total) == (120_000, -36_000, 84_000)
    assert both.overdue == 120_000, "an old debt is not hidden by a credit"


def test_what_was_paid_too_much_is_a_credit() -> None:
    (debt,) = debts(known(agreement(), invoice(paid_on=date(2026, 10, 1), paid_pence=130_000)))
    assert (debt.owed, debt.age) == (-10_000, Age.CREDIT)


def test_a_payment_without_its_amount_and_an_invoice_without_vat_are_not_known() -> None:
    found = aged(
        debts(
            known(
                agreement(),
                invoice("V1", paid_on=date(2026, 10, 1)),
                invoice("V2", vat_pence=None),
                invoice("V3"),
            )
        )
    )
    assert [debt.invoice for debt in found.unknown] == ["V1", "V2"]
    assert found.unknown[0].why.startswith("V1 was paid, and the sheet does not say how much")
    assert found.unknown[1].why.startswith("V2 has no VAT")
    assert found.total == 120_000, "what is not known is in no sum"


@pytest.mark.parametrize("vat", [Vat.EXEMPT, Vat.OUTSIDE_SCOPE])
def test_an_invoice_that_bears_no_vat_needs_none(vat: Vat) -> None:
    (debt,) = debts(known(agreement(vat=vat), invoice(vat_pence=None)))
    assert debt.owed == 100_000


def test_the_days_of_income_that_are_owed() -> None:
    found = aged(debts(known(agreement(), invoice(net=600_000))))
    assert str(debtor_days(pounds(found.total_net), pounds(2_447_500))) == "89.5"


@given(st.lists(st.tuples(st.integers(-500_000, 500_000), st.integers(0, 200), st.integers(0, 600_000))))
def test_the_ages_sum_to_the_whole(made: list[tuple[int, int, int]]) -> None:
    rows = [
        invoice(f"V{at}", net=net, issued=ON - timedelta(days=back), paid_pence=paid)
        for at, (net, back, paid) in enumerate(made)
    ]
    found = aged(debts(known(agreement(), *rows)))
    assert sum(found.ages.values()) == found.total == sum(net + net // 5 - paid for net, _, paid in made)
