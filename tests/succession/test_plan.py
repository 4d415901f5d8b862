"""The smallest plan of a trust: people who are named first, somebody still to be found last, costs that are known."""

from datetime import date
from typing import Any

import pytest

from tests.succession.test_cover import holds, ready
from tests.succession.test_departures import post
from trustops.models.succession import Readiness
from trustops.quantities.errors import TrustopsError
from trustops.snapshot import Snapshot
from trustops.succession.plan import Plan, smallest_plan

TODAY = date(2026, 11, 29)
SOON, LATER = Readiness.READY_IN_1_YEAR, Readiness.READY_IN_2_3_YEARS

TRUST = (post("A"), post("B"), holds("A", "P1"), holds("B", "P1"), ready("A", "P2", SOON), ready("B", "P3", LATER))


def plan(*records: object, target: int | None = None, named: bool = True, **more: Any) -> Plan:
    return smallest_plan(Snapshot.of(TODAY, records), target, named=named, **more)


def test_the_next_number_is_aimed_at_when_none_is_named() -> None:
    found = plan(*TRUST)
    assert (found.target, found.before, found.after) == (1, 0, 1)
    assert [(step.post, step.person) for step in found.steps] == [("A", "P2")]  # the sooner ready of the two
    covered = plan(post("A"), holds("A", "P1"), ready("A", "P2", SOON))
    assert (covered.before, covered.target, covered.after) == (1, 2, 2)


def test_everybody_named_is_taken_before_somebody_is_to_be_found() -> None:
    found = plan(*TRUST, target=2)
    assert {(step.post, step.person) for step in found.steps} == {("A", "P2"), ("B", "P3")}
    assert (found.to_find, found.short_posts) == (0, ())
    more = plan(*TRUST, target=3)
    assert (more.after, more.to_find, more.short_number) == (3, 2, 2)
    assert more.short_posts
    assert [step.words for step in more.steps if step.person is None] == [
        "Find one more person and prepare them for A",
        "Find one more person and prepare them for B",
    ]


def test_for_trustees_it_counts_people_and_names_none() -> None:
    found = plan(*TRUST, target=2, named=False)
    assert all(step.person is None and not step.origin for step in found.steps)
    assert {step.words for step in found.steps} == {"Have one more person ready now for " + each for each in "AB"}


def test_costs_that_are_known_are_added_and_the_others_counted() -> None:
    records = (post("A"), post("B"), holds("A", "P1"), holds("B", "P4"),
               ready("A", "P2", SOON, action_cost_pence=50_000), ready("B", "P3", SOON))  # fmt: skip
    found = plan(*records)
    assert (len(found.steps), found.cost_pence, found.without_cost) == (2, 50_000, 1)
    with pytest.raises(TrustopsError, match="1 of the 2 actions have no cost"):
        plan(*records, by_cost=True)


def test_the_cheapest_is_taken_where_every_action_has_its_cost() -> None:
    records = (post("A"), holds("A", "P1"), ready("A", "P2", SOON, action_cost_pence=90_000),
               ready("A", "P3", LATER, action_cost_pence=10_000))  # fmt: skip
    assert [step.person for step in plan(*records).steps] == ["P2"]
    cheapest = plan(*records, by_cost=True)
    assert ([step.person for step in cheapest.steps], cheapest.by_cost) == (["P3"], True)


def test_a_target_that_is_reached_already_takes_nothing() -> None:
    found = plan(post("A"), holds("A", "P1"), target=1)
    assert (found.steps, found.before, found.after) == ((), 1, 1)


@pytest.mark.parametrize("target", [0, -1, 10])
def test_a_target_that_is_none_is_refused(target: int) -> None:
    with pytest.raises(TrustopsError, match="choose one from 1 to 9"):
        plan(*TRUST, target=target)


def test_no_critical_post_needs_no_plan() -> None:
    assert plan().steps == ()
    assert plan(post("A", critical=None)).after is None
