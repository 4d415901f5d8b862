"""Changing one thing at a time, and what is said when it cannot be changed."""

from decimal import Decimal

import pytest

from tests.costing.officer import HIGH, LOW
from trustops.costing import CHANGES, service_cost, with_changes
from trustops.quantities.errors import TrustopsError

D = Decimal


@pytest.mark.parametrize(
    ("key", "value", "name", "amount"),
    [
        ("price", "300", "income", "26700.00"),
        ("alternative", "£300", "alternative_cost", "22800.00"),
        ("sickness_days", "11", "full_cost_rate", "258.43"),  # 40,340.59 ÷ 160 + 6.30
        ("variable_per_day", "0", "total_cost", "40340.59"),
        ("sold_days", "80", "income", "22000.00"),
        ("fte", "0.5", "fte", "0.5"),
        ("drop_client", "100003", "sold_days", "70"),
    ],
)
def test_each_key_changes_its_figure(key: str, value: str, name: str, amount: str) -> None:
    assert getattr(service_cost(with_changes(HIGH, {key: value})), name) == D(amount)


def test_a_salary_change_is_to_the_pound_and_said() -> None:
    cost = service_cost(with_changes(HIGH, {"salary_pct": "3"}))
    assert cost.employment.gross == D("27362.44")  # 31,953 × 0.856334
    assert "changed by 3.00 %" in cost.employment.posts[0].working.lines[1].source
    lower = service_cost(with_changes(HIGH, {"salary_pct": D(-3)}))
    assert lower.employment.gross < D("26565.19")


def test_changes_are_made_together_in_one_order() -> None:
    one = with_changes(HIGH, {"sold_days": "60", "drop_client": "100006"})
    other = with_changes(HIGH, {"drop_client": "100006", "sold_days": "60"})
    assert one == other
    assert sum(client.days for client in one.clients) == 60


def test_days_sold_to_nobody_yet_are_named_so() -> None:
    none = with_changes(with_changes(LOW, {"drop_client": "100003"}), {"drop_client": "100004"})
    assert [client.name for client in with_changes(none, {"sold_days": "10"}).clients] == ["clients to be found"]


def test_the_service_itself_is_untouched() -> None:
    with_changes(HIGH, {"price": "1", "fte": "0.1"})
    assert service_cost(HIGH).net_cost == D("16905.09")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"prize": "1"}, "“prize” cannot be changed"),
        ({"price": "lots"}, "price: “lots” is not an amount"),
        ({"price": "-1"}, "is not an amount"),
        ({"fte": "NaN"}, "is not an amount"),
        ({"sold_days": "Infinity"}, "is not an amount"),
        ({"sold_days": "80.5"}, "whole number of units"),
        ({"drop_client": "999999"}, "No client with the URN 999999"),
    ],
)
def test_what_cannot_be_changed_is_said_in_a_sentence(changes: dict[str, str], words: str) -> None:
    with pytest.raises(TrustopsError, match=words) as caught:
        with_changes(HIGH, changes)
    assert str(caught.value).endswith(".")


def test_the_keys_are_the_command_lines() -> None:
    assert list(CHANGES) == [
        "price",
        "sold_days",
        "fte",
        "salary_pct",
        "alternative",
        "sickness_days",
        "variable_per_day",
    ]
