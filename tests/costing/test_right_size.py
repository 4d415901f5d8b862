"""The right size of post is found by the tool, with the sizes that it looked through."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.costing.officer import FOUNDER, HIGH, LOW, MID
from tests.laws import cases
from trustops.costing import Buyer, ServiceInputs
from trustops.costing.right_size import right_size
from trustops.quantities.errors import TrustopsError

D = Decimal


def test_the_primaries_alone_need_seven_tenths_of_a_post() -> None:
    found = right_size(LOW)
    right = found.right
    assert (right.fte, right.chargeable, right.agreed, right.utilisation) == (D("0.7"), D("115.5"), D(114), D("0.9870"))
    assert [right.total_cost, right.net_cost, right.net_per_member_day, right.saving] == [
        D("29612.10"),
        D("19162.10"),
        D("252.13"),
        D("2117.90"),
    ]
    assert found.freed == D("30608.79") - D("19162.10")


def test_the_table_is_every_size_up_to_todays() -> None:
    found = right_size(LOW)
    assert [size.fte for size in found.searched] == [D(tenth) / 10 for tenth in range(1, 11)]
    assert [size.delivers for size in found.searched] == [False] * 6 + [True] * 4
    assert found.searched[0].net_cost is None
    assert found.searched[-1] == found.now
    assert found.now.net_cost == D("30608.79")


def test_demand_beyond_the_post_needs_a_larger_one() -> None:
    found = right_size(replace(HIGH, clients=(Buyer("100009", "Oak", D(110)),)))
    assert (found.right.fte, found.now.delivers, found.freed) == (D("1.2"), False, None)


@pytest.mark.parametrize(("inputs", "step", "fte"), [(MID, "0.05", "0.85"), (MID, "0.5", "1.0"), (HIGH, "0.1", "1.0")])
def test_other_steps(inputs: ServiceInputs, step: str, fte: str) -> None:
    assert right_size(inputs, D(step)).right.fte == D(fte)


def test_an_unknown_price_leaves_the_net_cost_unknown() -> None:
    found = right_size(replace(LOW, price=None))
    assert (found.right.fte, found.right.net_cost, found.freed) == (D("0.7"), None, None)


def test_what_has_no_right_size_is_said() -> None:
    with pytest.raises(TrustopsError, match="has no days agreed in 2025/26"):
        right_size(replace(LOW, members=(), clients=()))
    with pytest.raises(TrustopsError, match="no chargeable days in 2025/26, so no day rate: its posts have no hours"):
        right_size(replace(LOW, staff=(replace(LOW.staff[0], hours=D(0)),)))
    with pytest.raises(TrustopsError, match="steps above none"):
        right_size(LOW, D(0))
    with pytest.raises(TrustopsError, match="none delivers the days agreed; give a larger step"):
        right_size(LOW, D("0.001"))


@cases(15)
@given(st.integers(1, 330))
def test_the_step_below_does_not_deliver(days: int) -> None:
    found = right_size(replace(LOW, members=(replace(FOUNDER, days=D(days)),), clients=()))
    assert found.right.chargeable >= days > found.right.chargeable - D("16.5")
