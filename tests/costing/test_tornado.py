"""What moves the net cost: ten inputs, the widest swing first, and none that pays by breaking a promise."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.costing.officer import HIGH, LOW, MID, OFFICER
from trustops.costing import Charge, CostItem, CostKind, Pension, service_cost, with_changes
from trustops.costing.moves import MOVES
from trustops.costing.tornado import Bar, tornado
from trustops.quantities.errors import TrustopsError, UnknownFigure

D = Decimal


def bar(key: str, amount: str | None = None) -> Bar:
    found = tornado(LOW, None if amount is None else {key: D(amount)})
    return next(each for each in found.bars if each.key == key)


def test_ten_inputs_with_the_widest_first() -> None:
    found = tornado(HIGH)
    assert found.net_cost == D("16905.09")
    assert [(each.key, each.swing) for each in found.bars] == [
        ("price", D("4895.00")),
        ("hours", D("3815.56")),
        ("sold_days", D("2418.30")),
        ("pay", D("2290.18")),
        ("overhead", D("1409.84")),
        ("sickness", D("1343.50")),
        ("pension", D("1126.37")),
        ("weeks", D("978.33")),
        ("fixed", D("596.00")),
        ("day_out", D("207.90")),
    ]
    assert (len(MOVES), found.unmoved) == (10, ())


@pytest.mark.parametrize(
    ("key", "by", "down", "up"),
    [
        ("price", "10 %", "31653.79", "29563.79"),  # 38 × 27.50 is 1,045.00
        ("sold_days", "10 %", "31683.59", "29533.99"),  # four days of 38, at 268.70
        ("overhead", "2 percentage points", "29903.87", "31313.71"),  # 2 % of 35,245.84, to the penny
        ("day_out", "10 %", "30536.97", "30680.61"),  # 114 × 0.63
        ("fixed", "10 %", "30310.79", "30906.79"),  # 2,980 × 10 %
        ("sickness", "5 days", "30608.79", "30608.79"),  # days to spare, so nothing is lost
    ],
)
def test_each_end_is_worked_by_hand(key: str, by: str, down: str, up: str) -> None:
    found = bar(key)
    assert (found.by, found.down, found.up) == (by, D(down), D(up))


def test_pay_moves_as_the_what_if_does() -> None:
    found = bar("pay")
    assert found.up == service_cost(with_changes(LOW, {"salary_pct": "3"})).net_cost
    assert found.down == service_cost(with_changes(LOW, {"salary_pct": D(-3)})).net_cost


def test_a_smaller_post_loses_the_days_that_it_cannot_deliver() -> None:
    hours = next(each for each in tornado(HIGH).bars if each.key == "hours")
    smaller = service_cost(with_changes(HIGH, {"fte": "0.9", "sold_days": "72"}))  # 148.5 − 76, in whole days
    assert hours.down == smaller.net_cost == D("17657.41")  # dearer than today's 16,905.09


def test_the_amount_can_be_given() -> None:
    assert (bar("price", "20").by, bar("price", "20").swing) == ("20 %", D("4180.00"))


def test_a_clients_own_price_moves_too() -> None:
    own = replace(LOW, clients=tuple(replace(client, price=D(275)) for client in LOW.clients), price=None)
    assert next(each for each in tornado(own).bars if each.key == "price").swing == D("2090.00")


def test_nothing_moves_below_none() -> None:
    sick = next(each for each in tornado(HIGH, {"sickness": D(50)}).bars if each.key == "sickness")
    assert sick.down == D("16905.09")


def test_ties_stand_in_the_order_of_the_moves() -> None:
    calm = [each.key for each in tornado(LOW).bars if each.swing == 0]
    assert calm == ["sickness"]
    flat = replace(LOW, costs=(CostItem("Licence", CostKind.FIXED, D("0.01")),), clients=(), overhead_rate=D(0))
    tied = [each.key for each in tornado(flat, {"overhead": D("0.00001")}).bars if each.swing == 0]
    assert tied == [move.key for move in MOVES if move.key in tied]
    assert tied == ["sickness", "overhead", "fixed"]


def test_what_the_service_does_not_have_is_said_and_not_drawn() -> None:
    teacher = replace(OFFICER, pension=Pension.TPS, weeks=D("52.143"))
    bare = replace(MID, staff=(teacher,), costs=(), clients=())
    found = tornado(bare)
    assert found.unmoved == (
        "“Price of a day” was not moved: no client pays a price.",
        "“Days sold” was not moved: no client takes a day.",
        "“Weeks worked” was not moved: its staff work all year.",
        "“Employer's pension rate” was not moved: no post is in the Local Government Pension Scheme.",
        "“Costs beyond pay” was not moved: it has no cost beyond pay.",
        "“Cost of a day out” was not moved: a day out costs nothing.",
    )
    assert len(found.bars) + len(found.unmoved) == 10
    free = replace(LOW, clients=tuple(replace(client, charge=Charge.FREE) for client in LOW.clients))
    assert tornado(free).unmoved == ("“Price of a day” was not moved: no client pays a price.",)


def test_what_cannot_be_moved_is_said() -> None:
    with pytest.raises(UnknownFigure, match="income of ATT"):
        tornado(replace(LOW, price=None))
    with pytest.raises(TrustopsError, match="“prize” is not an input that can be moved"):
        tornado(LOW, {"prize": D(1)})
    with pytest.raises(TrustopsError, match="price: 0 moves nothing"):
        tornado(LOW, {"price": D(0)})
