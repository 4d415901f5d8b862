"""Readiness fades: in full for 12 months, half until 18, then unknown; and when that lets the cover fall."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.succession.test_cover import TODAY, holds, post, ready, view
from trustops.models import Trust, record_of
from trustops.models.succession import Readiness
from trustops.snapshot import Snapshot
from trustops.succession.matching import resilience
from trustops.succession.plans import Horizon, plans_of
from trustops.succession.readiness import ReadinessScale, Standing
from trustops.succession.said import drop_sentence
from trustops.succession.view import SuccessionView


def trust(**more: Any) -> Trust:
    return record_of(Trust)(name="Ash Trust", **more)


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (date(2026, 11, 22), Standing.FULL),
        (date(2026, 11, 23), Standing.HALF),
        (date(2027, 5, 22), Standing.HALF),
        (date(2027, 5, 23), Standing.UNKNOWN),
    ],
)
def test_the_last_day_still_counts(day: date, standing: Standing) -> None:
    assert ReadinessScale().standing(date(2025, 11, 22), day) is standing


def test_the_month_of_february_has_its_own_end() -> None:
    assert ReadinessScale(full_months=6).half_from(date(2026, 8, 31)) == date(2027, 3, 1)


def test_the_trust_sets_its_own_months() -> None:
    snapshot = Snapshot.of(TODAY, [trust(readiness_full_months=6, readiness_half_months=9)])
    assert ReadinessScale.of(snapshot) == ReadinessScale(6, 9)
    assert ReadinessScale.of(Snapshot.of(TODAY, [trust()])) == ReadinessScale(12, 18)


def test_half_months_that_are_fewer_leave_no_time_of_half() -> None:
    scale = ReadinessScale(full_months=12, half_months=6)
    assert scale.standing(date(2025, 11, 22), date(2026, 11, 22)) is Standing.FULL
    assert scale.standing(date(2025, 11, 22), date(2026, 11, 23)) is Standing.UNKNOWN


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 900), st.integers(1, 60), st.integers(1, 120))
def test_an_assessment_only_ever_fades(assessed: date, days: int, full: int, half: int) -> None:
    scale, day = ReadinessScale(full, half), assessed + timedelta(days=days)
    assert scale.weight(assessed, day) >= scale.weight(assessed, day + timedelta(days=1))


def aged(months: int) -> SuccessionView:
    assessed = {12: date(2025, 11, 22), 17: date(2025, 6, 12), 19: date(2025, 4, 12)}[months]
    return view(post("CEO"), holds("CEO", "P1"), ready("CEO", "P2", assessed_on=assessed))


def test_half_an_assessment_counts_in_the_matching_and_half_on_the_bench() -> None:
    found = aged(17)
    assert found.cover["CEO"].ready_now == found.cover["CEO"].half == ("P2",)
    assert str(found.cover["CEO"].bench_fraction) == "0.5000"
    assert found.resilience_number == 2
    assert str(found.named_coverage.named) == "0.5000"
    assert found.named_coverage.at_once == 1


def test_what_is_unknown_counts_for_nothing_and_is_not_called_not_ready() -> None:
    found = aged(19)
    assert (found.cover["CEO"].ready_now, found.cover["CEO"].unknown) == ((), ("P2",))
    assert found.resilience_number == 1
    assert [each.standing for each in found.stale] == [Standing.UNKNOWN]


def test_the_number_falls_on_the_day_that_an_assessment_lapses() -> None:
    found = aged(17)
    [drop] = found.drops
    assert found.drops_on == drop.on == date(2026, 12, 13)
    assert (drop.resilience_number, drop.filled, drop.posts) == (1, 1, ("CEO",))
    assert drop_sentence(Snapshot.of(TODAY, [post("CEO", title="Chief executive")]), drop, 1) == (
        "On 13 December 2026 the resilience number falls to 1: readiness for Chief executive was last assessed too "
        "long ago to count."
    )
    assert aged(19).drops_on is None


def test_the_days_on_which_a_post_loses_the_last_one_who_is_ready() -> None:
    found = view(
        *(post(ref) for ref in "ABC"),
        ready("A", "p", assessed_on=date(2025, 12, 1)),
        ready("A", "q", assessed_on=date(2026, 9, 1)),
        ready("B", "p", assessed_on=date(2026, 9, 1)),
        ready("C", "r", assessed_on=date(2026, 11, 1)),
    )
    assert [(each.on, each.posts, each.left) for each in found.lapses] == [
        (date(2028, 3, 2), ("A", "B"), 1),
        (date(2028, 5, 2), ("C",), 0),
    ]


def test_each_horizon_counts_its_own_people() -> None:
    found = view(
        post("CEO"),
        holds("CEO", "P1"),
        ready("CEO", "P2", Readiness.READY_IN_1_YEAR),
        ready("CEO", "P3", Readiness.READY_IN_2_3_YEARS),
        ready("CEO", "P4", Readiness.EMERGENCY_ONLY),
    )
    numbers = {horizon: cover.resilience_number for horizon, cover in found.horizons.items()}
    assert numbers == {Horizon.NOW: 1, Horizon.IN_1_YEAR: 2, Horizon.IN_2_3_YEARS: 3, Horizon.EMERGENCY: 2}


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("pqrst"), st.integers(0, 17)), max_size=8))
def test_the_falls_are_those_of_trying_every_day(named: list[tuple[str, str, int]]) -> None:
    rows = [
        *(post(ref) for ref in "ABC"),
        holds("A", "p"),
        *(ready(ref, who, assessed_on=TODAY - timedelta(days=31 * ago)) for ref, who, ago in named),
    ]
    snapshot = Snapshot.of(TODAY, rows)
    plans = plans_of(snapshot)
    days = [TODAY + timedelta(days=day) for day in range(600)]
    numbers = [resilience(plans.candidates(day=day)).number for day in days]
    fallen = [
        (day, after) for day, before, after in zip(days[1:], numbers, numbers[1:], strict=False) if after < before
    ]
    assert [(drop.on, drop.resilience_number) for drop in view(*rows).drops] == fallen[:6]
