"""XmR charts: the worked sums of *Making Data Count*, and every series against an independent plain loop."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kpis.plain_loop import by_plain_loop
from trustops.kpis.spc import Assurance, Chart, Flag, Rules, Variation, xmr_chart
from trustops.models.kpi import Direction

BASELINE = "93.2 93.5 92.9 93.4 93.1 92.7 93.3 93.0 93.6 92.8 93.2 93.3"
RISE = "93.9 94.1 93.7 94.0 94.3 94.2 94.4"
SPIKE = "1 2 1 2 10 1 2 1 2 1 2 1 2 1 2 1 2 1"


def numbers(text: str) -> list[Decimal]:
    return [Decimal(word) for word in text.split()]


def to_4_places(chart: Chart) -> tuple[str, ...]:
    limits = chart.limits
    assert limits is not None
    every = (limits.mean, limits.lower, limits.upper, limits.near_lower, limits.near_upper)
    return tuple(f"{number:.4f}" for number in every if number is not None)


def flagged(chart: Chart, flag: Flag) -> list[int]:
    """The points with a flag, counted from 1 as people do."""
    return [i for i, point in enumerate(chart.points, 1) if flag in point.flags]


def test_limits_of_weekly_attendance() -> None:
    chart = xmr_chart(numbers(BASELINE), Direction.UP)
    assert to_4_places(chart) == ("93.1667", "91.9818", "94.3516", "92.3767", "93.9566")
    assert chart.limits is not None
    assert (chart.limits.points, chart.limits.trial, chart.variation) == (12, False, Variation.COMMON)


def test_the_baseline_stays_locked_while_attendance_rises() -> None:
    chart = xmr_chart(numbers(f"{BASELINE} {RISE}"), Direction.UP)
    assert to_4_places(chart)[:3] == ("93.1667", "91.9818", "94.3516")
    assert flagged(chart, Flag.TWO_OF_THREE) == [14, 16, 17, 18]
    assert flagged(chart, Flag.SHIFT) == list(range(11, 20))
    assert flagged(chart, Flag.OUTSIDE_LIMIT) == [19]
    assert chart.variation is Variation.IMPROVEMENT


@pytest.mark.parametrize(("weeks", "completed"), [(15, []), (16, [14, 16])])
def test_two_of_three_first_completes_at_week_16(weeks: int, completed: list[int]) -> None:
    chart = xmr_chart(numbers(f"{BASELINE} {RISE}")[:weeks], Direction.UP)
    assert flagged(chart, Flag.TWO_OF_THREE) == completed


@pytest.mark.parametrize(("weeks", "completed"), [(16, []), (17, [11, 12, 13, 14, 15, 16, 17])])
def test_seven_above_the_mean_complete_at_week_17(weeks: int, completed: list[int]) -> None:
    chart = xmr_chart(numbers(f"{BASELINE} {RISE}")[:weeks], Direction.UP)
    assert flagged(chart, Flag.SHIFT) == completed


@pytest.mark.parametrize(
    ("target", "direction", "assurance"),
    [
        ("95.0", Direction.UP, Assurance.CONSISTENT_FAIL),
        ("93.5", Direction.UP, Assurance.INCONSISTENT),
        ("91.5", Direction.UP, Assurance.CONSISTENT_PASS),
        ("95.0", Direction.DOWN, Assurance.CONSISTENT_PASS),
        ("91.5", Direction.DOWN, Assurance.CONSISTENT_FAIL),
        ("95.0", Direction.NEUTRAL, Assurance.NONE),
    ],
)
def test_assurance(target: str, direction: Direction, assurance: Assurance) -> None:
    assert xmr_chart(numbers(BASELINE), direction, Decimal(target)).assurance is assurance


def test_one_wild_point_is_screened_out_of_the_limits() -> None:
    every = {"baseline_points": 18}
    screened = xmr_chart(numbers(SPIKE), Direction.UP, rules=Rules(**every))
    plain = xmr_chart(numbers(SPIKE), Direction.UP, rules=Rules(**every, screen_outliers=False))
    assert to_4_places(screened)[:3] == ("1.9444", "-0.7156", "4.6044")
    assert to_4_places(plain)[:3] == ("1.9444", "-3.0626", "6.9515")


def test_seven_points_rising_are_a_trend_and_six_are_not() -> None:
    flat = "5 6 5 6 5 6 5 6 5 6 5 6"
    assert flagged(xmr_chart(numbers(f"{flat} 5 6 7 8 9 10 11"), Direction.UP), Flag.TREND) == list(range(13, 20))
    assert flagged(xmr_chart(numbers(f"{flat} 6 7 8 9 10 11"), Direction.UP), Flag.TREND) == []


def test_a_point_on_the_mean_breaks_a_run() -> None:
    values = numbers("1 3 1 3 1 3 1 3 1 3 1 3") + numbers("3 1 2.5 2.5 2.5 2 2.5 2.5 2.5 2.5")
    assert flagged(xmr_chart(values, Direction.UP), Flag.SHIFT) == []


def test_the_side_decides_between_better_and_worse() -> None:
    falls = numbers("5 6 5 6 5 6 5 6 5 6 5 6 0")
    assert xmr_chart(falls, Direction.UP).variation is Variation.CONCERN
    assert xmr_chart(falls, Direction.DOWN).variation is Variation.IMPROVEMENT
    assert xmr_chart(falls, Direction.NEUTRAL).variation is Variation.NEUTRAL_LOW
    assert xmr_chart([11 - value for value in falls], Direction.NEUTRAL).variation is Variation.NEUTRAL_HIGH


def test_a_documented_change_begins_a_new_stretch() -> None:
    values = numbers(f"{BASELINE} {RISE}")
    chart = xmr_chart(values, Direction.UP, rebase_at=[12])
    assert chart.limits is not None
    assert (f"{chart.limits.mean:.4f}", chart.limits.points, chart.limits.trial) == ("94.0857", 7, True)
    assert [f"{point.limits.mean:.4f}" for point in (chart.points[11], chart.points[12])] == ["93.1667", "94.0857"]
    assert flagged(chart, Flag.SHIFT) == []


@pytest.mark.parametrize("at", [0, -1, 19, 99])
def test_a_change_outside_the_series_changes_nothing(at: int) -> None:
    values = numbers(f"{BASELINE} {RISE}")
    assert xmr_chart(values, Direction.UP, rebase_at=[at]) == xmr_chart(values, Direction.UP)


def test_fewer_than_twelve_points_make_trial_limits() -> None:
    limits = xmr_chart(numbers(BASELINE)[:11], Direction.UP).limits
    assert limits is not None
    assert (limits.points, limits.trial) == (11, True)


def test_no_values_and_one_value_have_no_limits() -> None:
    assert xmr_chart([], Direction.UP) == Chart((), None, Variation.COMMON, Assurance.NONE)
    one = xmr_chart(numbers("93.1"), Direction.UP, Decimal(90))
    assert one.limits is not None
    assert (one.limits.mean, one.limits.lower, one.assurance) == (Decimal("93.1"), None, Assurance.NONE)


def test_a_series_that_never_moved_flags_the_first_move() -> None:
    chart = xmr_chart(numbers("100 " * 12 + "99"), Direction.UP)
    assert to_4_places(chart)[:3] == ("100.0000", "100.0000", "100.0000")
    assert chart.points[-1].flags == (Flag.OUTSIDE_LIMIT,)


steps = st.lists(st.integers(-12, 12), min_size=1, max_size=40)


@settings(max_examples=300, deadline=None)
@given(steps, st.booleans(), st.sampled_from([12, 8, 40]))
def test_every_series_equals_the_plain_loop(tenths: list[int], screen: bool, base: int) -> None:
    values = [Decimal(93) + Decimal(step) / 10 for step in tenths]
    chart = xmr_chart(values, Direction.UP, rules=Rules(baseline_points=base, screen_outliers=screen))
    found = [{str(flag) for flag in point.flags} for point in chart.points]
    assert found == by_plain_loop([Fraction(value) for value in values], base, screen=screen).flags


@settings(max_examples=50, deadline=None)
@given(steps, st.integers(-50, 50), st.integers(1, 9))
def test_signals_do_not_depend_on_the_unit(tenths: list[int], shift: int, scale: int) -> None:
    values = [Decimal(step) for step in tenths]
    moved = [value * scale + shift for value in values]
    first, second = xmr_chart(values, Direction.DOWN), xmr_chart(moved, Direction.DOWN)
    assert [(one.flags, one.type) for one in first.points] == [(one.flags, one.type) for one in second.points]
