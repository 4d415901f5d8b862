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


CHANGES = st.fixed_dictionaries(
    {
        "price_pence": st.none() | st.integers(0, 100_000),
        "sold_days": st.none() | st.integers(0, 89).map(D),
        "salary_pct": st.none() | st.integers(-10, 10).map(D),
    }
)
BEFORE = service_cost(LOW)


@cases(50)
@given(st.lists(CHANGES, max_size=4), st.data())
def test_undone_in_any_order_gives_the_first_figures(changes: list[dict[str, Any]], data: st.DataObject) -> None:
    rows = [scenario(f"SC-{place}", **change) for place, change in enumerate(changes)]
    in_another_order = data.draw(st.permutations(rows))
    here, there = ({each.scenario: each for each in side_by_side(LOW, some)} for some in (rows, in_another_order))
    assert here == there
    assert len(here) == len(rows)
    assert service_cost(LOW) == BEFORE
