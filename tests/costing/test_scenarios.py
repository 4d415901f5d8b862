"""A scenario is a change that can be made, set beside others and undone, in any order, without a trace."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.costing.officer import LOW, D
from tests.laws import cases
from trustops.costing import service_cost
from trustops.costing.scenarios import changes_of, columns_of, side_by_side, with_scenario
from trustops.models import Scenario, record_of
from trustops.models.service import PolicyStatus
from trustops.quantities.errors import TrustopsError


def scenario(code: str = "SC-1", **more: Any) -> Scenario:
    given = {"service": "ATT", "year": "2025/26", "status": PolicyStatus.WORKING, "name": code}
    made: Scenario = record_of(Scenario)(scenario=code, **(given | more))
    return made


def test_a_dearer_day_and_a_smaller_post() -> None:
    cost = service_cost(with_scenario(LOW, scenario(price_pence=30000, fte=D("0.7"))))
    assert (cost.price, cost.fte) == (D(300), D("0.7"))


def test_several_clients_leave() -> None:
    urns = tuple(client.urn for client in LOW.clients)
    assert service_cost(with_scenario(LOW, scenario(without=urns))).sold_days == 0


@pytest.mark.parametrize("more", [{"service": "ICT"}, {"year": "2026/27"}])
def test_one_of_another_service_or_year_is_refused(more: dict[str, str]) -> None:
    with pytest.raises(TrustopsError, match="is a scenario of"):
        with_scenario(LOW, scenario(**more))


def test_one_that_cannot_be_costed_says_why_beside_the_others() -> None:
    wrong, right = side_by_side(LOW, [scenario(without=("999999",)), scenario(price_pence=30000)])
    assert wrong.cost is None
    assert "999999" in wrong.why
    assert right.cost is not None


def test_what_is_kept_is_what_was_changed() -> None:
    changes: dict[str, Any] = {"price": D("300.50"), "alternative": D("280.00"), "fte": D("0.7"), "salary_pct": D(-2)}
    columns: dict[str, Any] = columns_of(changes)
    assert changes_of(scenario(**columns)) == changes


SCENARIOS = st.builds(
    lambda price, days, pct: scenario(price_pence=price, sold_days=days, salary_pct=pct),
    st.none() | st.integers(0, 100_000),
    st.none() | st.integers(0, 89).map(D),
    st.none() | st.integers(-10, 10).map(D),
)


@cases(50)
@given(st.lists(SCENARIOS, max_size=4).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_undone_in_any_order_gives_the_first_figures(rows: tuple[list[Scenario], list[Scenario]]) -> None:
    before = service_cost(LOW)
    here, there = (side_by_side(LOW, some) for some in rows)
    assert sorted(map(repr, here)) == sorted(map(repr, there))
    assert service_cost(LOW) == before
