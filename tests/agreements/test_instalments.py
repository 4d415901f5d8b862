"""An agreement's instalments sum to what it comes to, to the penny, and come on the days that were agreed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.agreements.building import YEAR, D, agreement, deal, delivery, known, term
from trustops.agreements import instalments, vat_pence
from trustops.agreements.instalments import term_starts
from trustops.models.service import Instalments, Vat
from trustops.models.working_time import Term
from trustops.quantities.errors import UnknownFigure
from trustops.rates import RateBook

SPLIT = (Instalments.YEARLY, Instalments.TERMLY, Instalments.MONTHLY)


def test_a_year_of_whole_days_is_parted_into_whole_days() -> None:
    found = instalments(deal(), {}, ())
    assert [(each.name, each.raise_on, each.days, each.net_pence) for each in found] == [
        ("autumn term 2026/27", date(2026, 9, 1), D(7), 192_500),
        ("spring term 2026/27", date(2027, 1, 1), D(6), 165_000),
        ("summer term 2026/27", date(2027, 4, 1), D(6), 165_000),
    ]
    assert found[0].due_on == date(2026, 10, 1)


def test_parts_of_days_are_parted_in_pence() -> None:
    found = instalments(deal("9.5"), {}, ())
    assert [each.days for each in found] == [None, None, None]
    assert [each.net_pence for each in found] == [87_084, 87_083, 87_083]


def test_term_dates_move_the_day_of_a_termly_invoice() -> None:
    starts = term_starts(known(term(Term.SPRING_1, "2027-01-06", "2027-02-12")), YEAR)
    assert [each.raise_on for each in instalments(deal(), starts, ())][1] == date(2027, 1, 6)


def test_an_agreement_that_begins_in_january_has_two_terms() -> None:
    found = instalments(deal("25", from_date=date(2027, 1, 1)), {}, ())
    assert [(each.name, each.days) for each in found] == [
        ("spring term 2026/27", D(13)),
        ("summer term 2026/27", D(12)),
    ]


def test_an_instalment_is_never_before_its_agreement_begins() -> None:
    found = instalments(deal("10", from_date=date(2026, 10, 12)), {}, ())
    assert found[0].raise_on == date(2026, 10, 12)
    assert [each.days for each in found] == [D(3), D(4), D(3)]  # two and a bit of the autumn term's four months


def test_monthly_and_yearly() -> None:
    months = instalments(deal(instalments=Instalments.MONTHLY), {}, ())
    assert len(months) == 12
    assert {each.net_pence for each in months} == {43_541, 43_542}
    (year,) = instalments(deal(instalments=Instalments.YEARLY), {}, ())
    assert (year.name, year.net_pence) == ("the year 2026/27", 522_500)


def test_as_delivered_is_what_came_in_each_month() -> None:
    came = (delivery("2026-09-09"), delivery("2026-09-23", "0.5"), delivery("2026-11-04"), delivery("2026-08-20"))
    found = instalments(deal(instalments=Instalments.AS_DELIVERED), {}, came)
    assert [(each.raise_on, each.days, each.net_pence) for each in found] == [
        (date(2026, 9, 30), D("1.5"), 41_250),
        (date(2026, 11, 30), D(1), 27_500),
    ]


def test_an_unknown_price_gives_no_instalments_and_a_free_one_gives_none_worth_invoicing() -> None:
    assert instalments(deal(price=None), {}, ()) == ()
    assert [each.net_pence for each in instalments(deal(price=0), {}, ())] == [0, 0, 0]


@given(
    days=st.decimals(0, 200, places=2),
    price=st.integers(0, 100_000),
    how=st.sampled_from(SPLIT),
    begins=st.dates(date(2026, 9, 1), date(2027, 8, 31)),
)
def test_the_parts_sum_to_the_whole(days: Decimal, price: int, how: Instalments, begins: date) -> None:
    whole = deal(str(days), price, instalments=how, from_date=begins)
    assert sum(each.net_pence for each in instalments(whole, {}, ())) == whole.net_pence


@pytest.mark.parametrize(
    ("vat", "expected"),
    [(Vat.STANDARD, 190_476), (Vat.EXEMPT, 0), (Vat.OUTSIDE_SCOPE, 0), (Vat.TO_REVIEW, None), (None, None)],
)
def test_vat_is_by_what_was_decided(vat: Vat | None, expected: int | None) -> None:
    assert vat_pence(952_380, vat, date(2026, 9, 1), RateBook.published()) == expected


def test_vat_on_a_day_whose_rate_is_not_known_says_so() -> None:
    with pytest.raises(UnknownFigure, match="standard rate of VAT is not known on 1 September 2001"):
        vat_pence(100, Vat.STANDARD, date(2001, 9, 1), RateBook.published())


def test_the_days_of_an_agreement_are_within_its_year() -> None:
    whole = deal(from_date=date(2025, 9, 1), to_date=None)
    assert (whole.begins, whole.ends) == (YEAR.start, YEAR.end)
    assert agreement().instalments is None
