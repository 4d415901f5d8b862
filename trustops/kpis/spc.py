"""Is this change a signal, or the usual variation? XmR charts as the NHS's Making Data Count draws them.

Source: NHS England, *Making Data Count*, as the NHS-R Community's package NHSRplotthedots computes it: limits at
2.66 times the average moving range, near limits at two thirds of that, the first 12 points of a chart locked as its
baseline, moving ranges of 3.267 times the average or more screened out once, runs and trends of 7 points.

Every comparison is made with exact fractions; the limits handed out are rounded to 6 places.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from trustops.models.kpi import Direction

LIMIT = Fraction("2.66")
NEAR = LIMIT * 2 / 3
SCREEN = Fraction("3.267")
PLACES = Decimal("0.000001")


class Flag(StrEnum):
    """Why a point is a signal (special cause)."""

    OUTSIDE_LIMIT = "outside_limit"
    SHIFT = "shift"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"


class Variation(StrEnum):
    """What a point says: usual variation, or a signal for better or worse (high or low where neither is better)."""

    COMMON = "common"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


class Assurance(StrEnum):
    """Whether the process as it is will meet its target: always, never, or now and then."""

    CONSISTENT_PASS = "consistent_pass"  # noqa: S105 (to pass a target, not a password)
    CONSISTENT_FAIL = "consistent_fail"
    INCONSISTENT = "inconsistent"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Rules:
    """The choices that a chart is drawn by; the defaults are NHS-R's, its 12 baseline points stated."""

    baseline_points: int = 12
    run: int = 7
    trend: int = 7
    screen_outliers: bool = True


NHS_R = Rules()


@dataclass(frozen=True, slots=True)
class Limits:
    """The mean and limits of a baseline of ``points`` values; the limits are None while there is no moving range.

    ``trial`` says that the baseline has fewer points than the rules ask for, so the limits may still move.
    """

    mean: Decimal
    lower: Decimal | None
    upper: Decimal | None
    near_lower: Decimal | None
    near_upper: Decimal | None
    points: int
    trial: bool


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A value with the signals it is part of, and the limits of its stretch of the chart."""

    value: Decimal
    flags: tuple[Flag, ...]
    type: Variation
    limits: Limits


@dataclass(frozen=True, slots=True)
class Chart:
    """The points in order, the limits now in force, and what the latest point says; None and common when empty."""

    points: tuple[ChartPoint, ...]
    limits: Limits | None
    variation: Variation
    assurance: Assurance


@dataclass(frozen=True, slots=True)
class _Exact:
    """The mean and the two distances from it, as exact fractions."""

    mean: Fraction
    limit: Fraction | None
    near: Fraction | None


def xmr_chart(
    values: Sequence[Decimal],
    direction: Direction,
    target: Decimal | None = None,
    rebase_at: Sequence[int] = (),
    rules: Rules = NHS_R,
) -> Chart:
    """The XmR chart of a series of values in time order.

    ``rebase_at`` holds the positions of the values with which a documented change of the process begins: the chart
    starts afresh there, its runs as well. Values that are not known are left out before, so that their neighbours
    stand next to each other.

    Weekly attendance: twelve weeks make the baseline (mean 93.1667, limits 91.9818 to 94.3516), then it rises.

    >>> weeks = "93.2 93.5 92.9 93.4 93.1 92.7 93.3 93.0 93.6 92.8 93.2 93.3 93.9 94.1 93.7 94.0 94.3 94.2 94.4"
    >>> chart = xmr_chart([Decimal(week) for week in weeks.split()], Direction.UP, target=Decimal("95"))
    >>> chart.limits.lower, chart.limits.upper
    (Decimal('91.981758'), Decimal('94.351576'))
    >>> str(chart.variation), str(chart.assurance), [str(flag) for flag in chart.points[-1].flags]
    ('improvement', 'consistent_fail', ['outside_limit', 'shift'])
    """
    points: list[ChartPoint] = []
    exact: _Exact | None = None
    for stretch in _stretches(values, rebase_at):
        baseline = stretch[: rules.baseline_points]
        exact = _limits_of(baseline, rules)
        limits = _rounded(exact, len(baseline), trial=len(baseline) < rules.baseline_points)
        for value, flags in zip(stretch, _flags(stretch, exact, rules), strict=True):
            points.append(ChartPoint(value, flags, _type_of(value, flags, exact.mean, direction), limits))
    if exact is None:
        return Chart((), None, Variation.COMMON, Assurance.NONE)
    return Chart(tuple(points), points[-1].limits, points[-1].type, _assurance(exact, direction, target))


def _stretches(values: Sequence[Decimal], rebase_at: Sequence[int]) -> Iterator[Sequence[Decimal]]:
    edges = sorted({0, len(values), *(at for at in rebase_at if 0 < at < len(values))})
    for first, after in pairwise(edges):
        yield values[first:after]


def _limits_of(baseline: Sequence[Decimal], rules: Rules) -> _Exact:
    mean = Fraction(sum(baseline)) / len(baseline)
    ranges = [Fraction(abs(now - before)) for before, now in pairwise(baseline)]
    if not ranges:
        return _Exact(mean, None, None)
    average = _average(ranges)
    if rules.screen_outliers:
        # a series that never moves has an average of 0, which would screen out every range
        average = _average([one for one in ranges if one < SCREEN * average] or ranges)
    return _Exact(mean, LIMIT * average, NEAR * average)


def _average(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


def _rounded(exact: _Exact, points: int, *, trial: bool) -> Limits:
    mean = as_decimal(exact.mean)
    if exact.limit is None or exact.near is None:
        return Limits(mean, None, None, None, None, points, trial)
    return Limits(
        mean,
        as_decimal(exact.mean - exact.limit),
        as_decimal(exact.mean + exact.limit),
        as_decimal(exact.mean - exact.near),
        as_decimal(exact.mean + exact.near),
        points,
        trial,
    )


def as_decimal(number: Fraction) -> Decimal:
    """A fraction to 6 places, half up."""
    return (Decimal(number.numerator) / number.denominator).quantize(PLACES, rounding=ROUND_HALF_UP)


def _flags(stretch: Sequence[Decimal], exact: _Exact, rules: Rules) -> list[tuple[Flag, ...]]:
    sides = [_sign(value - exact.mean) for value in map(Fraction, stretch)]
    steps = [_sign(Fraction(now - before)) for before, now in pairwise(stretch)]
    found = {
        Flag.OUTSIDE_LIMIT: _beyond(stretch, exact.mean, exact.limit),
        Flag.SHIFT: _in_runs(sides, rules.run, extra=0),
        Flag.TREND: _in_runs(steps, rules.trend - 1, extra=1),
    }
    near = _beyond(stretch, exact.mean, exact.near) - found[Flag.OUTSIDE_LIMIT]
    found[Flag.TWO_OF_THREE] = _two_of_three(sides, near)
    return [tuple(flag for flag, points in found.items() if i in points) for i in range(len(stretch))]


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)


def _beyond(stretch: Sequence[Decimal], mean: Fraction, distance: Fraction | None) -> set[int]:
    if distance is None:
        return set()
    return {i for i, value in enumerate(stretch) if abs(Fraction(value) - mean) > distance}


def _in_runs(signs: Sequence[int], length: int, *, extra: int) -> set[int]:
    """The points of every run of ``length`` equal signs or more (``extra`` more points where signs are steps)."""
    found: set[int] = set()
    first = 0
    for i, sign in enumerate(signs):
        if sign == 0 or sign != signs[first]:
            first = i
        if sign != 0 and i - first + 1 >= length:
            found.update(range(first, i + 1 + extra))
    return found


def _two_of_three(sides: Sequence[int], near: set[int]) -> set[int]:
    """The near-limit points of every three on one side of the mean of which two are near the limit."""
    found: set[int] = set()
    for i in range(len(sides) - 2):
        three = near & {i, i + 1, i + 2}
        if len(three) >= 2 and abs(sum(sides[i : i + 3])) == 3:
            found |= three
    return found


def _type_of(value: Decimal, flags: Sequence[Flag], mean: Fraction, direction: Direction) -> Variation:
    if not flags:
        return Variation.COMMON
    side = _sign(Fraction(value) - mean)
    if direction is Direction.NEUTRAL:
        return Variation.NEUTRAL_HIGH if side > 0 else Variation.NEUTRAL_LOW
    better = 1 if direction is Direction.UP else -1
    return Variation.IMPROVEMENT if side == better else Variation.CONCERN


def _assurance(exact: _Exact, direction: Direction, target: Decimal | None) -> Assurance:
    if target is None or exact.limit is None or direction is Direction.NEUTRAL:
        return Assurance.NONE
    above = Fraction(target) - exact.mean
    harder = above if direction is Direction.UP else -above
    if harder > exact.limit:
        return Assurance.CONSISTENT_FAIL
    return Assurance.CONSISTENT_PASS if harder < -exact.limit else Assurance.INCONSISTENT
