"""Days, prices and sizes that break even, under each meaning of “covered”: the worked sums, and the least each time."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.costing.officer import FOUNDER, HIGH, LOW, MID
from tests.laws import cases
from trustops.costing import ServiceInputs, service_cost, with_changes
from trustops.costing.covered import Covered, left_over, members_pay, to_cover
from trustops.costing.solve import days_to_cover, price_to_cover
from trustops.costing.solve_fte import fte_to_cover
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.money import penny

D = Decimal
FULL, ELSEWHERE, FREE = Covered
MEANINGS = st.sampled_from(Covered)


def over_at(inputs: ServiceInputs, covered: Covered, sold: Decimal, price: Decimal) -> Decimal:
    cost = service_cost(inputs)
    return left_over(to_cover(inputs, cost), members_pay(inputs, cost, covered), sold, price)


@pytest.mark.parametrize(
    ("covered", "exact", "days", "feasible", "over"),
    [
        (FULL, "80.9801", "81", True, "5.35"),
        (ELSEWHERE, "72.7182", "73", True, "75.71"),
        (FREE, "151.9144", "152", False, "23.01"),
    ],
)
def test_days_to_sell(covered: Covered, exact: str, days: str, feasible: bool, over: str) -> None:
    found = days_to_cover(HIGH, covered)
    assert (found.exact, found.answer, found.unit) == (D(exact), D(days), "days")
    assert (found.feasible, found.left_over) == (feasible, D(over))
    assert (covered in found.why, covered in found.working.title) == (True, True)


@pytest.mark.parametrize(
    ("covered", "rounded", "least"),
    [(FULL, "250.79", "250.79"), (ELSEWHERE, "225.84", "225.85"), (FREE, "464.94", "464.95")],
)
def test_the_price_to_ask_is_never_the_penny_that_falls_short(covered: Covered, rounded: str, least: str) -> None:
    found = price_to_cover(HIGH, covered)
    assert found.exact is not None
    assert (penny(found.exact), found.answer) == (D(rounded), D(least))
    assert over_at(HIGH, covered, D(89), D(least)) >= 0 > over_at(HIGH, covered, D(89), D(least) - D("0.01"))


def test_only_the_founders_days_are_kept() -> None:
    literal = replace(HIGH, members=(FOUNDER,), clients=())
    free, old_fee = days_to_cover(literal, FREE), days_to_cover(literal, ELSEWHERE)
    assert (free.exact, free.answer, free.feasible) == (D("151.0234"), D(152), False)
    assert (old_fee.exact, old_fee.answer, old_fee.feasible) == (D("111.4253"), D(112), True)
    assert price_to_cover(literal, FREE).answer == D("325.83")


def test_infeasible_is_said_with_why() -> None:
    assert days_to_cover(HIGH, FREE).why == (
        "152 days would have to be sold to cover the cost if members pay nothing, "
        "and 89 are left once the trust's own schools have theirs."
    )


def test_a_price_that_only_pays_the_travel_never_covers() -> None:
    found = days_to_cover(replace(HIGH, price=D("6.30")), FREE)
    assert (found.answer, found.feasible, found.left_over) == (None, False, None)
    assert "so no number of days covers the cost if members pay nothing" in found.why


def test_what_members_cover_alone_needs_no_sale() -> None:
    found = days_to_cover(replace(HIGH, alternative=D(600)), ELSEWHERE)
    assert (found.answer, found.feasible) == (D(0), True)
    all_taken = replace(HIGH, members=(replace(FOUNDER, days=D(165)),), clients=(), alternative=D(280))
    covered, short = price_to_cover(all_taken, ELSEWHERE), price_to_cover(all_taken, FREE)
    assert (covered.answer, covered.feasible, short.answer, short.feasible) == (None, True, None, False)
    assert "the cost is covered already if members pay the alternative" in covered.why
    assert "no price covers the £41,380.09 still to find" in short.why


def test_a_price_for_more_days_than_are_left_is_infeasible() -> None:
    found = price_to_cover(HIGH, FULL, D(90))
    assert (found.answer is not None, found.feasible) == (True, False)
    assert found.why == "90 days cannot be sold: 89 are left once the trust's own schools have theirs."
    with pytest.raises(TrustopsError, match="cannot be less than none"):
        price_to_cover(HIGH, FULL, D(-1))


def test_the_size_for_the_primaries_alone() -> None:
    found = fte_to_cover(LOW, ELSEWHERE, sold_days=D(38))
    assert (found.answer, found.left_over, found.feasible) == (D("0.7"), D("2117.90"), True)


def test_a_size_that_sells_all_it_has_left() -> None:
    found = fte_to_cover(HIGH, FREE)
    assert (found.answer, found.left_over) == (D("3.8"), D("398.69"))
    assert found.why.startswith("3.8 FTE with 551 days sold at £275.00 covers the cost if members pay nothing")


def test_no_size_does_where_a_day_is_sold_under_cost() -> None:
    found = fte_to_cover(replace(HIGH, price=D(100)), FREE, step=D(1))
    assert (found.answer, found.feasible) == (None, False)
    assert "No size up to 60 FTE" in found.why


def test_what_is_not_known_is_named() -> None:
    with pytest.raises(UnknownFigure, match="price of a day of ATT is not known in 2025/26"):
        days_to_cover(replace(HIGH, price=None), FULL)
    with pytest.raises(UnknownFigure, match="price of a day of ATT elsewhere"):
        price_to_cover(replace(HIGH, alternative=None), ELSEWHERE)
    with pytest.raises(TrustopsError, match="no chargeable days"):
        days_to_cover(replace(HIGH, capacity=replace(HIGH.capacity, weeks=D(5))), FULL)
    with pytest.raises(TrustopsError, match="steps above none"):
        fte_to_cover(HIGH, FULL, step=D(0))


@cases(40)
@given(MEANINGS, st.integers(631, 90000), st.sampled_from([D(1), D("0.5")]), st.sampled_from([LOW, MID, HIGH]))
def test_one_unit_fewer_does_not_cover(covered: Covered, pence: int, unit: Decimal, inputs: ServiceInputs) -> None:
    asked = replace(inputs, price=D(pence) / 100, sellable_unit=unit)
    days = days_to_cover(asked, covered).answer
    assert days is not None
    assert over_at(asked, covered, days, D(pence) / 100) >= 0
    assert days == 0 or over_at(asked, covered, days - unit, D(pence) / 100) < 0


@cases(40)
@given(MEANINGS, st.integers(1, 89), st.integers(0, 60000))
def test_one_penny_less_does_not_cover(covered: Covered, sold: int, elsewhere: int) -> None:
    inputs = replace(HIGH, alternative=D(elsewhere) / 100)
    price = price_to_cover(inputs, covered, D(sold)).answer
    assert price is not None
    assert over_at(inputs, covered, D(sold), price) >= 0
    assert price == 0 or over_at(inputs, covered, D(sold), price - D("0.01")) < 0


@cases(15)
@given(MEANINGS, st.integers(240, 400), st.sampled_from([D("0.1"), D("0.2"), D("0.5")]))
def test_one_step_smaller_does_not_cover(covered: Covered, price: int, step: Decimal) -> None:
    asked = replace(HIGH, price=D(price))
    size = fte_to_cover(asked, covered, step=step).answer
    smaller = (step * number for number in range(1, int((size or D(3)) / step)))
    for fte in smaller:
        trial = with_changes(asked, {"fte": fte})
        cost = service_cost(trial)
        sold = cost.sellable_days // 1
        fits = cost.member_days + sold <= cost.capacity.chargeable
        assert not (fits and over_at(trial, covered, sold, D(price)) >= 0)
