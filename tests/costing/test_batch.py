"""Are many services worked out at once to the same penny as one by one, and is what cannot be whole refused?"""

import subprocess
import sys
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.costing.officer import HIGH
from tests.laws import cases
from trustops.costing import service_cost
from trustops.costing.batch import BLOCK, cost_and_shares, costs_of_many, millionths, row_of, shares_of
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import penny, pounds, split

LINES = [2_656_519, 323_478, 531_304, 13_283]
DAYS = [38, 38, 19, 19, 25]

pence = st.integers(-(10**9), 10**9)
weights = st.lists(st.integers(0, 10**5), min_size=10, max_size=10).filter(any)
rows = st.lists(
    st.tuples(st.lists(pence, min_size=5, max_size=5), st.integers(0, 10**6), weights, pence), min_size=1, max_size=20
)


def test_the_attendance_service_to_the_penny() -> None:
    """Employment £35,245.84, overhead 6 %, £2,980.00 besides: the fixed cost of £40,340.59."""
    found = cost_and_shares(LINES, millionths(Decimal("0.06")), DAYS, other=298_000)
    assert found.total == 4_034_059
    assert sum(found.shares) == 4_034_059


@given(st.integers(-(10**12), 10**12), weights)
@cases(300)
def test_shares_are_those_of_split(total: int, given_weights: list[int]) -> None:
    named = {f"{place:02}": weight for place, weight in enumerate(given_weights)}
    assert shares_of(total, given_weights) == list(split(total, named).values())


@given(st.lists(pence, min_size=1, max_size=6), st.integers(0, 10**6))
@cases(200)
def test_overhead_is_rounded_as_every_named_line_is(lines: list[int], rate: int) -> None:
    found = cost_and_shares(lines, rate, [1])
    pay = pounds(sum(lines))
    assert pounds(found.total) == pay + penny(pay * rate / 1_000_000)


@given(rows)
@settings(max_examples=300, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_numpy_gives_the_same_pennies_as_one_by_one(found: list[tuple[list[int], int, list[int], int]]) -> None:
    lines, overheads, shared, others = (list(each) for each in zip(*found, strict=True))
    arrays = [np.array(each, dtype=np.int64) for each in (lines, overheads, shared, others)]
    totals, parts = costs_of_many(*arrays)
    assert isinstance(totals, np.ndarray), "the vectorised way was taken"
    plainly = [cost_and_shares(*each[:3], other=each[3]) for each in found]
    assert totals.tolist() == [each.total for each in plainly]
    assert parts.tolist() == [each.shares for each in plainly]


def test_more_rows_than_a_block_and_fewer_are_alike() -> None:
    many = BLOCK + 7
    totals, parts = costs_of_many([LINES] * many, [60_000] * many, [DAYS] * many)
    one = cost_and_shares(LINES, 60_000, DAYS)
    assert set(np.asarray(totals).tolist()) == {one.total}
    assert np.asarray(parts)[[0, BLOCK - 1, BLOCK, -1]].tolist() == [one.shares] * 4


def test_what_would_pass_two_to_the_63_is_worked_out_in_whole_numbers_of_any_size() -> None:
    large = np.array([[10**15]], dtype=np.int64)
    by = np.array([[10**6, 1]], dtype=np.int64)
    totals, parts = costs_of_many(large, np.array([60_000]), by)
    assert isinstance(totals, list), "not left to wrap round in silence"
    assert totals == [106 * 10**13]
    assert parts == [shares_of(106 * 10**13, [10**6, 1])]


@pytest.mark.parametrize("numpy", [False, True])
@pytest.mark.parametrize(
    ("by", "why"), [([0, 0], "when every weight is zero"), ([3, -1], "cannot have a negative weight")]
)
def test_weights_that_share_nothing_out_are_refused_either_way(by: list[int], why: str, *, numpy: bool) -> None:
    given_rows = ([[100], [100]], [0, 0], [[1, 1], by])
    with pytest.raises(TrustopsError, match=why):
        costs_of_many(*(np.array(each) for each in given_rows)) if numpy else costs_of_many(*given_rows)


@pytest.mark.parametrize("half", [37.5, Decimal("37.5")])
def test_half_a_day_is_never_cut_to_a_whole_one(half: object) -> None:
    with pytest.raises(TrustopsError, match="give days as hundredths of a day"):
        costs_of_many([[100]], [0], [[half, 1]])
    with pytest.raises(TrustopsError, match="give days as hundredths of a day"):
        costs_of_many(np.array([[100]]), np.array([0]), np.array([[half, 1]]))
    with pytest.raises(TrustopsError, match="finer than a millionth"):
        millionths(Decimal("0.00000005"))


def test_no_service_has_no_cost() -> None:
    assert costs_of_many([], [], []) == ([], [])


def test_one_service_needs_neither_numpy_nor_pandas() -> None:
    program = (
        "import sys; from trustops.costing.batch import cost_and_shares; cost_and_shares([100], 60000, [1, 2]); "
        "print([each for each in ('numpy', 'pandas') if each in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert said.stdout.strip() == "[]"


def test_a_service_that_was_costed_can_be_varied_a_row_a_what_if() -> None:
    """Fixed cost £40,340.59 as ``service_cost`` has it; with overhead of 7 % it is £352.46 more."""
    row = row_of(HIGH, service_cost(HIGH))
    totals, parts = costs_of_many(
        [row.lines] * 2, [row.overhead, millionths(Decimal("0.07"))], [row.weights] * 2, [row.other] * 2
    )
    assert totals == [4_034_059, 4_069_305]
    assert [sum(each) for each in parts] == totals
