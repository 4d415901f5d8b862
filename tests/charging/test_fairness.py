"""All policies side by side, who gains by a switch, and who pays for whom."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charging.four_schools import (
    FLAT,
    FOUR,
    GAG,
    HYBRID,
    MANY,
    PUPILS,
    USAGE,
    WEIGHTED,
    YEAR,
    D,
    but,
    in_pence,
    policy,
    schools,
)
from trustops.charging import (
    BorneBy,
    Measure,
    Member,
    Method,
    Rate,
    Relief,
    charges,
    cross_subsidy,
    gains,
    side_by_side,
    year_on_year,
)
from trustops.quantities.errors import TrustopsError

FIVE_PERCENT = policy(GAG, None, rate=Rate(Measure.GAG, D("0.05")))
OPTIONS = {option.name: option for option in side_by_side(FIVE_PERCENT, FOUR)}


@pytest.mark.parametrize(
    ("name", "ratio", "least", "most"),
    [
        ("CENTRAL", "1.25", "5.00", "5.00"),
        ("Percent of GAG", "1.25", "5.00", "5.00"),
        ("Flat", "5.71", "2.71", "18.56"),
        ("Per pupil", "1.00", "4.76", "5.93"),
        ("Weighted pupils", "1.25", "4.79", "5.13"),
        ("Usage", "1.75", "4.28", "8.99"),
        ("Hybrid, 30 % flat", "1.92", "4.14", "9.57"),
    ],
)
def test_how_evenly_each_policy_falls(name: str, ratio: str, least: str, most: str) -> None:
    of_gag = [school.pct_of_gag for school in OPTIONS[name].schools if school.pct_of_gag is not None]
    assert (OPTIONS[name].max_min_ratio, min(of_gag), max(of_gag)) == (D(ratio), D(least), D(most))


def test_what_a_school_is_charged_against_what_it_uses() -> None:
    differences = [school.difference for school in OPTIONS["CENTRAL"].schools]
    assert differences == in_pence("57349.68", "8470.70", "-19790.44", "-46029.94")
    assert [school.difference for school in OPTIONS["Usage"].schools] == [0, 0, 0, 0]


def test_one_schools_figures() -> None:
    drawn = OPTIONS["Per pupil"].schools[3]
    assert (drawn.charge, drawn.per_pupil, drawn.pct_of_gag) == (6_596_538, D("314.12"), D("5.71"))
    assert (drawn.usage_cost, drawn.difference, drawn.gain) == (10_377_994, -3_781_456, -821_538)


def test_who_gains_by_a_switch_comes_to_nothing() -> None:
    assert gains(OPTIONS["Flat"]) == {"A": 18_161_250, "B": 7_811_250, "C": -10_308_750, "D": -15_663_750}
    assert all(sum(gains(option).values()) == 0 for option in OPTIONS.values())


def test_a_switch_keeps_the_reliefs_and_counts_the_trust() -> None:
    present = replace(FIVE_PERCENT, reliefs=(Relief("D", D("0.5"), "joined in September"),))
    flat = {option.name: option for option in side_by_side(present, FOUR)}["Flat"]
    assert gains(flat)["TRUST"] == 2_887_500 - 10_719_375
    assert sum(gains(flat).values()) == 0


def test_a_method_without_its_figures_stays_in_its_place_with_the_reason() -> None:
    options = side_by_side(FIVE_PERCENT, but("C", usage_days=None))
    usage = next(option for option in options if option.name == "Usage")
    assert (usage.charges, usage.schools) == (None, ())
    assert usage.why_not.startswith("The number of usage days of School C is not known in 2025/26")
    first = options[0].schools[0]
    assert (first.charge, first.usage_cost, first.difference) == (39_600_000, None, None)


def test_an_unknown_total_leaves_every_policy_unknown() -> None:
    options = side_by_side(FIVE_PERCENT, but("B", gag_pence=None))
    assert len(options) == 7
    assert all(option.charges is None and "GAG of School B is not known" in option.why_not for option in options)


def test_a_school_without_pupils_has_no_charge_per_pupil() -> None:
    option = side_by_side(policy(FLAT), but("D", pupils=0), {})[0]
    assert (option.schools[3].per_pupil, option.max_min_ratio) == (None, None)


def test_nobody_to_charge_is_refused() -> None:
    with pytest.raises(TrustopsError, match="There is no school to charge"):
        side_by_side(FIVE_PERCENT, ())


def test_year_on_year() -> None:
    last = [replace(each, year=YEAR.previous()) for each in FOUR[:3]]
    before = charges(replace(policy(FLAT, 60_000_000), year=YEAR.previous()), last)
    found = year_on_year(charges(policy(FLAT), FOUR), before)
    assert [(change.urn, change.pence, change.pct) for change in found] == [
        ("A", 1_438_750, D("7.19")),
        ("B", 1_438_750, D("7.19")),
        ("C", 1_438_750, D("7.19")),
    ]


def test_the_two_large_schools_pay_for_the_two_small() -> None:
    found = cross_subsidy(charges(policy(GAG), FOUR).by_school, charges(policy(USAGE), FOUR).by_school)
    assert [found.net(party) for party in found.parties] == in_pence("57349.68", "8470.70", "-19790.44", "-46029.94")
    assert found.gives["A"] == {"A": 0, "B": 0, "C": 1_724_353, "D": 4_010_615}
    assert found.gives["B"] == {"A": 0, "B": 0, "C": 254_691, "D": 592_379}
    assert found.gives["C"]["A"] == -1_724_353


def test_what_the_trust_bears_is_a_gift_to_the_schools() -> None:
    charged = charges(policy(USAGE, reliefs=(Relief("D", D(1), "joined"),)), FOUR)
    found = cross_subsidy(charged.by_school, charges(policy(USAGE), FOUR).by_school, charged.borne_by_trust)
    assert found.parties == ("A", "B", "C", "D", "TRUST")
    assert found.gives["TRUST"] == {"A": 0, "B": 0, "C": 0, "D": 10_377_994, "TRUST": 0}


@pytest.mark.parametrize(
    ("charged", "used", "says"),
    [
        ({"A": 5, "B": 5}, {"A": 5}, "B: a charge or the cost of what was used is missing"),
        ({"A": 500}, {"A": 450}, "differs from the cost of what was used by £0.50 in all"),
    ],
)
def test_a_matrix_that_would_not_come_to_nothing_is_refused(
    charged: dict[str, int], used: dict[str, int], says: str
) -> None:
    with pytest.raises(TrustopsError, match=says):
        cross_subsidy(charged, used)


@MANY
@given(schools(), st.sampled_from((GAG, FLAT, PUPILS, WEIGHTED, HYBRID)), st.integers(0, 10**9), st.booleans())
def test_the_matrix_comes_to_nothing_in_any_order(
    members: tuple[Member, ...], method: Method, total: int, exempt: bool
) -> None:
    reliefs = (Relief(members[-1].urn, D(1), "joined"),) if exempt else ()
    charged = charges(policy(method, total, reliefs=reliefs, borne_by=BorneBy.TRUST), members)
    used = charges(policy(USAGE, total), members).by_school
    found = cross_subsidy(charged.by_school, used, charged.borne_by_trust)
    assert sum(sum(row.values()) for row in found.gives.values()) == 0
    assert all(found.gives[a][b] == -found.gives[b][a] for a in found.parties for b in found.parties)
    assert all(found.net(urn) == pence - used[urn] for urn, pence in charged.by_school.items())
    turned = dict(reversed(charged.by_school.items()))
    assert cross_subsidy(turned, used, charged.borne_by_trust) == found


@MANY
@given(schools(), st.integers(-(10**9), 10**9))
def test_the_gains_of_every_switch_come_to_nothing(members: tuple[Member, ...], total: int) -> None:
    present = policy(FLAT, total, reliefs=(Relief(members[0].urn, D("0.4"), "joined"),))
    options = side_by_side(present, members)
    assert all(sum(gains(option).values()) == 0 for option in options)
    assert side_by_side(present, members[::-1]) == options
