"""What is said to a trustee of each pair of variation and assurance: never two things that contradict each other."""

from decimal import Decimal
from itertools import product

import pytest

from tests.kpis.building import kpi
from trustops.kpis.sentence import NEWS, WAS, kpi_sentence
from trustops.kpis.spc import Assurance, Chart, ChartPoint, Flag, Limits, Variation
from trustops.models.kpi import Direction

SIDES = {Variation.IMPROVEMENT: 1, Variation.NEUTRAL_HIGH: 1, Variation.CONCERN: -1, Variation.NEUTRAL_LOW: -1}
LIMITS = Limits(Decimal(93), Decimal(92), Decimal(94), Decimal("92.3"), Decimal("93.7"), 12, trial=False)


def said(variation: Variation, assurance: Assurance, target: Decimal | None, way: Direction = Direction.UP) -> str:
    """The sentence of a chart whose latest value is outside its limits on the side that the variation says."""
    flags = () if variation is Variation.COMMON else (Flag.OUTSIDE_LIMIT,)
    latest = ChartPoint(Decimal(93 + 2 * SIDES.get(variation, 0)), flags, variation, LIMITS)
    return kpi_sentence(kpi(direction=way), "Ash", Chart((latest,), LIMITS, variation, assurance), target)


JUDGED = (Variation.COMMON, Variation.IMPROVEMENT, Variation.CONCERN)
UNMET = ("misses", "missed", "not met", "cannot be expected")


@pytest.mark.parametrize(("variation", "assurance", "met"), list(product(JUDGED, Assurance, (True, False))))
def test_every_pair_says_whether_the_target_is_met(variation: Variation, assurance: Assurance, met: bool) -> None:
    latest = Decimal(93 + 2 * SIDES.get(variation, 0))
    sentence = said(variation, assurance, latest - 1 if met else latest + 1)
    assert sentence.startswith("Attendance at Ash ")
    assert sentence.count("target") == 1
    assert any(words in sentence for words in UNMET) is not met


@pytest.mark.parametrize(
    ("variation", "assurance", "target", "words"),
    [
        (Variation.CONCERN, Assurance.CONSISTENT_PASS, "90", "is still met, and may not be if this goes on."),
        (
            Variation.CONCERN,
            Assurance.CONSISTENT_PASS,
            "92",
            "misses the target of 92.0 %, which the usual values would",
        ),
        (Variation.IMPROVEMENT, Assurance.CONSISTENT_FAIL, "96", "is not met yet; the earlier values would not have"),
        (Variation.COMMON, Assurance.CONSISTENT_FAIL, "96", "cannot be expected to be met without a change."),
        (Variation.COMMON, Assurance.CONSISTENT_PASS, "90", "will be met as things stand."),
        (Variation.COMMON, Assurance.NONE, "90", "The latest value meets the target of 90.0 %."),
    ],
)
def test_what_is_promised(variation: Variation, assurance: Assurance, target: str, words: str) -> None:
    assert words in said(variation, assurance, Decimal(target))


@pytest.mark.parametrize("variation", [Variation.COMMON, Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW])
def test_where_neither_way_is_better_no_target_is_met_or_missed(variation: Variation) -> None:
    assert "target" not in said(variation, Assurance.NONE, Decimal(93), Direction.NEUTRAL)


def test_every_signal_has_words_for_now_and_for_then() -> None:
    assert NEWS.keys() == set(Variation) - {Variation.COMMON}
    assert WAS.keys() == set(Variation)
