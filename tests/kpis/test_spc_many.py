"""Every series at once: the same answers as one chart at a time and as a plain loop, whatever is missing."""

from decimal import Decimal
from fractions import Fraction
from random import Random

import numpy as np
import pytest

from tests.kpis.plain_loop import by_plain_loop
from trustops.kpis.spc import Assurance, Flag, Rules, Variation, xmr_chart
from trustops.kpis.spc_many import SIDE, ManyCharts, xmr_charts
from trustops.models.kpi import Direction
from trustops.quantities.errors import TrustopsError

SERIES, PERIODS = 1_000, 36
WAYS = (Direction.UP, Direction.DOWN, Direction.NEUTRAL)


def drawn(random: Random) -> list[Decimal | None]:
    """A series with what happens to real ones: gaps, a step, a drift, values that never move, none at all."""
    kind = random.choice(("usual", "usual", "step", "drift", "flat", "gaps", "short", "none"))
    values: list[Decimal | None] = []
    for period in range(PERIODS):
        tenths = 930 if kind == "flat" else random.randint(920, 940)
        tenths += 12 if kind == "step" and period > 20 else 0
        tenths += period * 2 if kind == "drift" and period > 20 else 0
        lost = kind == "none" or (kind == "gaps" and random.random() < 0.3) or (kind == "short" and period > 9)
        values.append(None if lost else Decimal(tenths) / 10)
    if kind == "flat":
        values[-1] = random.choice((Decimal(93), Decimal("93.1")))
    return values


@pytest.fixture(scope="module")
def series() -> list[list[Decimal | None]]:
    random = Random(20261129)
    return [drawn(random) for _ in range(SERIES)]


def as_array(series: list[list[Decimal | None]]) -> np.ndarray:
    return np.array([[np.nan if value is None else float(value) for value in one] for one in series]).T


def known(one: list[Decimal | None]) -> list[Decimal]:
    return [value for value in one if value is not None]


def flags_of(charts: ManyCharts, column: int, one: list[Decimal | None]) -> list[set[str]]:
    """What was flagged where there is a value; a period without one must have no flag."""
    assert all(not charts.flags[period, column] for period, value in enumerate(one) if value is None)
    found = [charts.flags_at(period, column) for period, value in enumerate(one) if value is not None]
    return [{str(flag) for flag in flags} for flags in found]


@pytest.mark.parametrize(("screen", "base"), [(True, 12), (False, 12), (True, 36)])
def test_a_thousand_random_series_equal_the_plain_loop(
    series: list[list[Decimal | None]], screen: bool, base: int
) -> None:
    rules = Rules(baseline_points=base, screen_outliers=screen)
    charts = xmr_charts(as_array(series), np.ones(SERIES), places=1, rules=rules)
    for column, one in enumerate(series):
        if not known(one):
            assert (charts.points[column], np.isnan(charts.mean[column])) == (0, True)
            continue
        plain = by_plain_loop([Fraction(value) for value in known(one)], base, screen=screen)
        assert flags_of(charts, column, one) == plain.flags
        assert charts.mean[column] == pytest.approx(float(plain.mean), abs=1e-9)
        if plain.lower is not None and plain.upper is not None:
            limits = (charts.lower[column], charts.upper[column])
            assert limits == pytest.approx((float(plain.lower), float(plain.upper)), abs=1e-9)


def test_a_thousand_random_series_equal_one_chart_at_a_time(series: list[list[Decimal | None]]) -> None:
    ways = [WAYS[column % 3] for column in range(SERIES)]
    targets = [None if column % 5 == 0 else Decimal(915 + column % 40) / 10 for column in range(SERIES)]
    wanted = np.array([np.nan if target is None else float(target) for target in targets])
    charts = xmr_charts(as_array(series), np.array([SIDE[way] for way in ways]), wanted, places=1)
    for column, one in enumerate(series):
        chart = xmr_chart(known(one), ways[column], targets[column])
        assert flags_of(charts, column, one) == [{str(flag) for flag in point.flags} for point in chart.points]
        assert charts.variation_of(column) is chart.variation
        assert charts.assurance_of(column) is chart.assurance
        if chart.limits is not None:
            assert charts.points[column] == chart.limits.points


def test_more_series_than_one_block_are_the_same_as_each_alone() -> None:
    random = np.random.default_rng(3)
    values = random.integers(900, 950, (20, 9_000)) / 10
    whole = xmr_charts(values, np.ones(9_000), places=1)
    last = xmr_charts(values[:, -1:], np.ones(1), places=1)
    assert (whole.flags[:, -1:] == last.flags).all()
    assert (whole.variation[-1], whole.upper[-1]) == (last.variation[0], last.upper[0])


def test_a_value_that_never_moved_is_no_signal_for_the_noise_of_binary_fractions() -> None:
    """93.1 twelve times adds up to a little more than 12 × 93.1 in binary, which would be a run on one side."""
    charts = xmr_charts(np.full((24, 1), 93.1), np.ones(1), places=1)
    assert not charts.flags.any()
    assert charts.variation_of(0) is Variation.COMMON


def test_one_value_and_no_values_have_no_limits() -> None:
    values = np.full((3, 2), np.nan)
    values[1, 0] = 5
    charts = xmr_charts(values, np.ones(2), np.array([4.0, 4.0]))
    assert np.isnan(charts.lower).all()
    assert charts.points.tolist() == [1, 0]
    assert [charts.assurance_of(column) for column in (0, 1)] == [Assurance.NONE, Assurance.NONE]


def test_fewer_than_three_periods() -> None:
    for periods in (0, 1, 2):
        charts = xmr_charts(np.ones((periods, 4)), np.ones(4))
        assert charts.flags.shape == (periods, 4)
        assert not charts.flags.any()


def test_values_of_ten_places_are_still_exact() -> None:
    values = np.array([[93.0000000001], [93.0000000002]] * 6 + [[93.0000000001]] * 2 + [[93.0000000009]])
    charts = xmr_charts(values, np.ones(1), places=10)
    assert charts.flags_at(14, 0) == (Flag.OUTSIDE_LIMIT,)


def test_values_with_too_many_digits_are_refused_in_words() -> None:
    with pytest.raises(TrustopsError, match="too many digits"):
        xmr_charts(np.full((3, 1), 1e9), np.ones(1), places=10)
