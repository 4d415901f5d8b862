"""What the sheets of policies, reliefs and bands come to, and the sentence where they do not fit together."""

from dataclasses import replace
from typing import Any

import pytest

from tests.charging.four_schools import FOUR, in_pence
from tests.charging.trust_of_four import YEAR, A, B, C, D, band, policy, relief, snapshot
from trustops.charging.from_snapshot import charges_of
from trustops.charging.policy_rows import policies_in, policy_of, without_policy, years_charged
from trustops.models import BorneBy
from trustops.models.service import ChargeMethod, PolicyStatus
from trustops.quantities.errors import TrustopsError, UnknownFigure


def test_the_most_settled_policy_comes_first_and_a_pool_is_none() -> None:
    locked = policy("ZED", ChargeMethod.FLAT, PolicyStatus.LOCKED, total_pence=1)
    pooled = policy("POOL", ChargeMethod.POOL, PolicyStatus.LOCKED)
    assert [row.policy for row in policies_in(snapshot(locked, pooled), YEAR)] == ["ZED", "CENTRAL", "MIXED"]
    assert policies_in(snapshot(), YEAR.next()) == ()


def test_the_years_are_those_of_policies_reliefs_and_bands() -> None:
    assert [str(year) for year in years_charged(snapshot(relief(D, "0.5", year="2027/28")))] == [
        "2027/28",
        "2025/26",
        "2024/25",
    ]


def test_a_joiner_is_relieved_by_its_row_and_the_trust_bears_it() -> None:
    found = charges_of(snapshot(relief(D, "0.25")), "CENTRAL", YEAR)
    assert list(found.by_school.values()) == in_pence("396,000.00", "292,500.00", "111,300.00", "43,312.50")
    assert found.borne_by_trust == 1_443_750
    line = found.rows[3].working.lines[1]
    assert (line.label, line.sum) == ("Relief", "57,750 × 25 %: joined this year")


def test_the_others_bear_it_where_the_policy_says_so() -> None:
    row = policy("FLAT", ChargeMethod.FLAT, total_pence=40_000_000, borne_by=BorneBy.OTHERS)
    found = charges_of(snapshot(row, relief(D, "1", policy="FLAT")), "FLAT", YEAR)
    assert found.by_school == {A: 13_333_334, B: 13_333_333, C: 13_333_333, D: 0}
    assert found.borne_by_trust == 0


def test_bands_are_read_from_the_smallest_up() -> None:
    bands = [band(1000, 40_000_000), band(0, 5_000_000), band(400, 12_000_000)]
    found = charges_of(snapshot(policy("BANDS", ChargeMethod.BANDED), *bands), "BANDS", YEAR)
    assert found.by_school == {A: 40_000_000, B: 12_000_000, C: 12_000_000, D: 5_000_000}


@pytest.mark.parametrize(("pupils", "amount"), [(399, 5_000_000), (400, 12_000_000)])
def test_a_band_begins_where_it_says(pupils: int, amount: int) -> None:
    row = policy_of(
        snapshot(policy("BANDS", ChargeMethod.BANDED), band(0, 5_000_000), band(400, 12_000_000)), "BANDS", YEAR
    )
    one = replace(FOUR[0], pupils=pupils)
    assert row.method.parts([one], amount)[one.urn][0].pence == amount


def test_nobody_pays_less_than_the_least_charge() -> None:
    row = policy("FLOOR", ChargeMethod.GREATER_OF, total_pence=85_755_000, least_pence=10_000_000)
    found = charges_of(snapshot(row), "FLOOR", YEAR)
    # 757,550 left for three: by 7,920,000, 5,850,000 and 2,226,000 of 15,996,000 pounds of GAG
    assert list(found.by_school.values()) == in_pence("375,081.02", "277,048.48", "105,420.50", "100,000.00")
    assert found.basis == "a share of General Annual Grant, and at least £100,000.00 a school"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([policy("NEW", ChargeMethod.GREATER_OF, total_pence=1)], "least charge of the charge policy NEW is not known"),
        ([policy("NEW", ChargeMethod.BANDED)], "bands of the charge policy NEW are not known in 2025/26"),
    ],
)
def test_what_a_method_needs_is_unknown_until_it_is_given(rows: list[Any], says: str) -> None:
    with pytest.raises(UnknownFigure, match=says):
        charges_of(snapshot(*rows), "NEW", YEAR)


def test_a_smallest_school_must_have_a_band() -> None:
    rows = [policy("BANDS", ChargeMethod.BANDED), band(100, 5_000_000)]
    with pytest.raises(TrustopsError, match="is from 100 pupils, so a smaller school has none; give a band from 0"):
        charges_of(snapshot(*rows), "BANDS", YEAR)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (relief(D, "0.5", policy="CENTRALL"), "the relief of =Dell is for the charge policy CENTRALL of 2025/26"),
        (band(0, 1, code="BAND"), "the band from 0 pupils is for the charge policy BAND of 2025/26"),
    ],
)
def test_a_relief_or_band_without_its_policy_is_named(row: Any, says: str) -> None:
    with pytest.raises(TrustopsError, match=says):
        charges_of(snapshot(row), "CENTRAL", YEAR)
    assert without_policy(snapshot(row), YEAR.next()) == ()
    assert says in without_policy(snapshot(row), YEAR)[0]


def test_a_relief_of_a_school_that_is_not_charged_is_refused() -> None:
    with pytest.raises(TrustopsError, match="999999, which is not charged; remove it"):
        charges_of(snapshot(relief("999999", "0.5")), "CENTRAL", YEAR)
