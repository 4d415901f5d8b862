"""Which of very many series show a signal? The XmR chart of :mod:`trustops.kpis.spc` for all of them at once.

The same rules with the same constants, and the same answers to the last comparison: values are whole numbers of their
last decimal place, and each series' mean and limits are asked only between which two whole numbers they lie, so no
rounding of binary fractions can make or hide a signal. Rows are periods and columns series; 8,192 columns at a time
stay near the processor. A period without a value is passed over, as in a single chart.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from trustops.kpis.runs import in_runs, two_of_three
from trustops.kpis.spc import LIMIT, NEAR, NHS_R, SCREEN, Assurance, Flag, Rules, Variation
from trustops.models.kpi import Direction
from trustops.quantities.errors import TrustopsError

Array = Any
Edges = tuple[Array, ...]

BLOCK = 8192
MOST_DIGITS = 10**13  # above it, what a limit is made of would not fit into a whole number of 64 bits
BIT = {flag: 1 << place for place, flag in enumerate(Flag)}
VARIATIONS = tuple(Variation)
ASSURANCES = tuple(Assurance)
SIDE = {Direction.UP: 1, Direction.DOWN: -1, Direction.NEUTRAL: 0}


@dataclass(frozen=True, slots=True)
class ManyCharts:
    """The charts of many series, a column each. Limits are in the unit of the values, for drawing and sorting; not a
    number where a series has none.

    ``flags`` has a row a period: the sum of ``BIT`` of each of its signals. ``variation`` and ``assurance`` are
    places in ``VARIATIONS`` and ``ASSURANCES``; ``points`` is how many values the baseline has.
    """

    mean: Array
    lower: Array
    upper: Array
    near_lower: Array
    near_upper: Array
    points: Array
    flags: Array
    variation: Array
    assurance: Array

    def flags_at(self, period: int, series: int) -> tuple[Flag, ...]:
        """The signals of one value."""
        return tuple(flag for flag, bit in BIT.items() if self.flags[period, series] & bit)

    def variation_of(self, series: int) -> Variation:
        """What the latest value of one series says."""
        return VARIATIONS[int(self.variation[series])]

    def assurance_of(self, series: int) -> Assurance:
        """Whether one series will meet its target."""
        return ASSURANCES[int(self.assurance[series])]


def xmr_charts(
    values: Array, directions: Array, targets: Array | None = None, places: Array | int = 0, rules: Rules = NHS_R
) -> ManyCharts:
    """The XmR charts of many series of values that have ``places`` decimal places, the same in all or each its own.

    ``values`` has a row a period and a column a series, NaN where a value is not known; ``directions`` says of each
    series whether up (1), down (−1) or neither (0) is better, ``targets`` its target or NaN; ``places`` are enough for
    both. A chart that begins afresh at a documented change is one series for each stretch.

    Attendance of 19 weeks, in tenths:

    >>> weeks = "93.2 93.5 92.9 93.4 93.1 92.7 93.3 93.0 93.6 92.8 93.2 93.3 93.9 94.1 93.7 94.0 94.3 94.2 94.4"
    >>> values = np.array([[float(week)] for week in weeks.split()])
    >>> charts = xmr_charts(values, np.array([1]), np.array([95.0]), places=1)
    >>> f"{charts.lower[0]:.4f}", f"{charts.upper[0]:.4f}", str(charts.variation_of(0)), str(charts.assurance_of(0))
    ('91.9818', '94.3516', 'improvement', 'consistent_fail')
    """
    periods, series = values.shape
    flags = np.zeros((periods, series), dtype=np.uint8)
    limits = np.full((5, series), np.nan)
    points = np.zeros(series, dtype=np.int32)
    variation, assurance = np.zeros(series, dtype=np.uint8), np.zeros(series, dtype=np.uint8)
    wanted = np.full(series, np.nan) if targets is None else targets
    scale = np.broadcast_to(10.0 ** np.asarray(places), (series,))
    for at in range(0, series if periods else 0, BLOCK):
        some = slice(at, at + BLOCK)
        block = _Block.of(values[:, some], scale[some])
        base = _Baseline.of(block, rules)
        limits[:, some] = base.in_unit(scale[some])
        points[some] = base.points
        edges = tuple(base.edges())
        flags[:, some], latest = _flags(block, base, edges, rules)
        variation[some] = _variation(block, base, latest, directions[some])
        assurance[some] = _assurance(base, edges, directions[some], wanted[some] * scale[some])
    mean, lower, upper, near_lower, near_upper = limits
    return ManyCharts(mean, lower, upper, near_lower, near_upper, points, flags, variation, assurance)


@dataclass(frozen=True, slots=True)
class _Block:
    """Values as whole numbers, the known ones of each series next to each other from the first row on.

    ``known`` says of the rows as given which have a value, ``there`` of the rows here; both None where all have.
    """

    rows: Array
    count: Array
    known: Array | None = None
    there: Array | None = None

    @classmethod
    def of(cls, values: Array, scale: Array) -> "_Block":
        whole = np.rint(values * scale)
        low, high = np.fmin.reduce(whole, axis=None, initial=0), np.fmax.reduce(whole, axis=None, initial=0)
        if max(-low, high) > MOST_DIGITS:
            raise TrustopsError("These values have too many digits to be charted all at once; chart them one by one.")
        kind = np.int32 if max(-low, high) < 2**30 else np.int64
        total = np.add.reduce(whole, axis=None)
        if not np.isnan(total):
            return cls(whole.astype(kind), np.full(whole.shape[1], len(whole), dtype=np.int64))
        known = ~np.isnan(whole)
        place = np.cumsum(known, axis=0) - 1
        rows = np.zeros(whole.shape, dtype=kind)
        column = np.broadcast_to(np.arange(whole.shape[1]), whole.shape)
        rows[place[known], column[known]] = whole[known]
        count = known.sum(axis=0)
        return cls(rows, count, known, np.arange(len(rows))[:, None] < count)

    def spread(self, rows: Array) -> Array:
        """What was found of the values, back in the rows as given."""
        if self.known is None:
            return rows
        place = np.maximum(np.cumsum(self.known, axis=0) - 1, 0)
        return np.where(self.known, np.take_along_axis(rows, place, axis=0), 0)


@dataclass(frozen=True, slots=True)
class _Baseline:
    """A mean and an average moving range of each series as exact quotients: sum ÷ points and moved ÷ moves."""

    sum: Array
    points: Array
    moved: Array
    moves: Array

    @classmethod
    def of(cls, block: _Block, rules: Rules) -> "_Baseline":
        first = block.rows[: rules.baseline_points].astype(np.int64)
        points = np.minimum(block.count, rules.baseline_points)
        ranges = np.abs(np.diff(first, axis=0))
        moves = np.maximum(points - 1, 0)
        if block.there is not None:
            ranges *= block.there[1 : len(first)]
        moved = ranges.sum(axis=0)
        if rules.screen_outliers:
            kept = ranges * (moves * SCREEN.denominator) < moved * SCREEN.numerator
            if block.there is not None:
                kept &= block.there[1 : len(first)]
            # a series that never moves has an average of 0, which would screen out every range
            moves = np.where(moved > 0, kept.sum(axis=0), moves)
            moved = (ranges * kept).sum(axis=0)
        return cls(first.sum(axis=0), points, moved, moves)

    def in_unit(self, scale: Array) -> Array:
        """Mean, lower and upper limit, lower and upper near limit in the unit of the values."""
        with np.errstate(invalid="ignore", divide="ignore"):
            mean, average = self.sum / self.points, self.moved / self.moves
        far, near = float(LIMIT) * average, float(NEAR) * average
        return np.stack((mean, mean - far, mean + far, mean - near, mean + near)) / scale

    def edges(self) -> Iterator[Array]:
        """The whole number at or below the upper limit, at or above the lower one, and the same of the near limits.

        A whole number is above a limit if it is above that number, so no comparison needs the limit itself.
        """
        points, moves = np.maximum(self.points, 1), np.maximum(self.moves, 1)
        nothing = self.moves == 0
        for share in (LIMIT, NEAR):
            bottom = points * moves * share.denominator
            middle, reach = self.sum * moves * share.denominator, self.moved * points * share.numerator
            yield np.where(nothing, 2**62, (middle + reach) // bottom)
            yield np.where(nothing, -(2**62), -((reach - middle) // bottom))


def _fit(whole: Array, rows: Array) -> Array:
    """The numbers in the kind of the rows; one beyond it stays beyond every value."""
    most = np.iinfo(rows.dtype)
    return np.clip(whole, most.min, most.max).astype(rows.dtype)


def _flags(block: _Block, base: _Baseline, edges: Edges, rules: Rules) -> tuple[Array, Array]:
    """The flags of every value in the rows as given, and of each series' latest value."""
    rows, there = block.rows, block.there
    points = np.maximum(base.points, 1)
    upper, lower, near_upper, near_lower = (_fit(edge, rows) for edge in edges)
    above, below = rows > _fit(base.sum // points, rows), rows < _fit(-(-base.sum // points), rows)
    rises, falls = rows[1:] > rows[:-1], rows[1:] < rows[:-1]
    high, low = rows > upper, rows < lower
    near_high, near_low = (rows > near_upper) ^ high, (rows < near_lower) ^ low
    if there is not None:
        for signs in (above, below, high, low):
            signs &= there
        for steps in (rises, falls):
            steps &= there[1:]
    found = (high | low).view(np.uint8)  # the first flag has the first bit
    shift = in_runs(above, rules.run)
    shift |= in_runs(below, rules.run)
    trend = in_runs(rises, rules.trend - 1, extra=1)
    trend |= in_runs(falls, rules.trend - 1, extra=1)
    two = two_of_three(above, near_high)
    two |= two_of_three(below, near_low)
    for flag, points_of in ((Flag.SHIFT, shift), (Flag.TREND, trend), (Flag.TWO_OF_THREE, two)):
        found |= points_of.view(np.uint8) * np.uint8(BIT[flag])
    latest = found[np.maximum(block.count - 1, 0), np.arange(rows.shape[1])]
    return block.spread(found), latest


def _variation(block: _Block, base: _Baseline, latest: Array, directions: Array) -> Array:
    value = block.rows[np.maximum(block.count - 1, 0), np.arange(block.rows.shape[1])].astype(np.int64)
    side = np.sign(value * base.points - base.sum)
    neutral = np.where(side > 0, VARIATIONS.index(Variation.NEUTRAL_HIGH), VARIATIONS.index(Variation.NEUTRAL_LOW))
    better, worse = VARIATIONS.index(Variation.IMPROVEMENT), VARIATIONS.index(Variation.CONCERN)
    news = np.where(directions == 0, neutral, np.where(side == directions, better, worse))
    return np.where(latest > 0, news, VARIATIONS.index(Variation.COMMON))


def _assurance(base: _Baseline, edges: Edges, directions: Array, targets: Array) -> Array:
    known = ~np.isnan(targets) & (base.moves > 0) & (directions != 0)
    wanted = np.rint(np.where(known, targets, 0)).astype(np.int64)
    upper, lower, *_ = edges
    too_high, too_low = wanted > upper, wanted < lower
    fail = np.where(directions > 0, too_high, too_low)
    certain = np.where(directions > 0, too_low, too_high)
    code = {assurance: ASSURANCES.index(assurance) for assurance in Assurance}
    found = np.where(fail, code[Assurance.CONSISTENT_FAIL], code[Assurance.INCONSISTENT])
    found = np.where(certain, code[Assurance.CONSISTENT_PASS], found)
    return np.where(known, found, code[Assurance.NONE])
