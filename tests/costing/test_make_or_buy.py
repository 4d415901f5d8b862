"""Own delivery against what others would charge, over the years."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.costing.officer import HIGH, LOW, MID
from trustops.costing import ServiceInputs, SpotSalary
from trustops.costing.make_or_buy import Choice, Offer, make_or_buy
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import AcademicYear

D = Decimal
FIRST = AcademicYear(2025)
SECOND = FIRST.next()
COUNCIL = Offer("the council", {FIRST: D(280), SECOND: D(280)}, like_for_like=False, source="the council's leaflet")
AGENCY = Offer("an agency", {FIRST: D(450), SECOND: D(450)}, like_for_like=True)


def in_year(inputs: ServiceInputs, year: AcademicYear) -> ServiceInputs:
    return replace(inputs, year=year)


@pytest.mark.parametrize(
    ("inputs", "make", "saving"),
    [(LOW, "30608.79", "-9328.79"), (MID, "23891.29", "-2611.29"), (HIGH, "16905.09", "4374.91")],
)
def test_one_year_is_the_saving_of_the_worked_example(inputs: ServiceInputs, make: str, saving: str) -> None:
    (found,) = make_or_buy([inputs], [COUNCIL])
    (row,) = found.years
    assert (row.make, row.buy, row.saving, row.so_far) == (D(make), D("21280.00"), D(saving), D(saving))
    assert found.turns is None


def test_the_year_that_it_turns() -> None:
    agency = replace(AGENCY, prices={FIRST: D(380), SECOND: D(380)})
    (found,) = make_or_buy([LOW, in_year(HIGH, SECOND)], [agency])
    assert [row.saving for row in found.years] == [D("-1728.79"), D("11974.91")]
    assert [row.so_far for row in found.years] == [D("-1728.79"), D("10246.12")]
    assert [row.cheaper for row in found.years] == [Choice.BUY, Choice.MAKE]
    assert found.turns == SECOND
    assert found.why == (
        "ATT costs £10,246.12 less than an agency by the end of 2026/27, and the cheaper choice turns in 2026/27."
    )


def test_it_can_turn_to_buying() -> None:
    dearer = replace(HIGH, year=SECOND, staff=(replace(HIGH.staff[0], pay=SpotSalary.of(D(50000))),))
    (found,) = make_or_buy([HIGH, dearer], [COUNCIL])
    assert [row.cheaper for row in found.years] == [Choice.MAKE, Choice.BUY]
    assert found.turns == SECOND


def test_moving_is_paid_once() -> None:
    (found,) = make_or_buy([LOW, in_year(LOW, SECOND)], [replace(COUNCIL, to_move=D("10000.00"))])
    assert [row.buy for row in found.years] == [D("31280.00"), D("21280.00")]
    assert [row.cheaper for row in found.years] == [Choice.MAKE, Choice.BUY]


def test_level_is_made() -> None:
    level = replace(COUNCIL, prices={FIRST: D(0)}, to_move=D("16905.09"))
    assert make_or_buy([HIGH], [level])[0].years[0].cheaper is Choice.MAKE


def test_like_for_like_comes_first_and_unlike_is_marked() -> None:
    unsaid = replace(AGENCY, supplier="a charity", like_for_like=None)
    found = make_or_buy([HIGH], [COUNCIL, unsaid, AGENCY])
    assert [each.offer.supplier for each in found] == ["an agency", "a charity", "the council"]
    assert found[2].why.endswith("; the two are not like for like.")
    buying = found[2].working.lines[1]
    assert (buying.sum, buying.source) == ("76 member days × 280, not like for like", "the council's leaflet")


def test_an_unknown_year_stops_the_sum_and_is_not_zero() -> None:
    gap = replace(COUNCIL, prices={SECOND: D(280)})
    (found,) = make_or_buy([HIGH, in_year(HIGH, SECOND)], [gap])
    assert [row.so_far for row in found.years] == [None, None]
    assert [row.saving for row in found.years] == [None, D("4374.91")]
    assert (found.turns, found.years[0].cheaper) == (None, None)
    assert "a price is not known in 2025/26" in found.why
    (unpriced,) = make_or_buy([replace(HIGH, price=None)], [COUNCIL])
    assert unpriced.years[0].make is None


def test_nothing_to_compare_is_said() -> None:
    with pytest.raises(TrustopsError, match="nothing to compare with"):
        make_or_buy([HIGH], [])
    with pytest.raises(TrustopsError, match="no year to compare"):
        make_or_buy([], [COUNCIL])
    with pytest.raises(TrustopsError, match="not in order"):
        make_or_buy([in_year(HIGH, SECOND), HIGH], [COUNCIL])
    with pytest.raises(TrustopsError, match="no days in 2025/26, so there is nothing to buy"):
        make_or_buy([replace(HIGH, members=())], [COUNCIL])
