"""What each school pays under every policy, to the penny, and what is refused."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charging.four_schools import (
    CENTRAL,
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
    member,
    policy,
    schools,
)
from trustops.charging import (
    Band,
    Banded,
    BorneBy,
    By,
    Charges,
    GreaterOf,
    Hybrid,
    Measure,
    Member,
    Method,
    Rate,
    Relief,
    charges,
    tapered,
)
from trustops.charging.measures import size_of
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.money import pounds
from trustops.quantities.years import AcademicYear

FIVE_PERCENT = Rate(Measure.GAG, D("0.05"))
BANDS = Banded(Measure.PUPILS, (Band(D(300), D(20000)), Band(D(1000), D(60000)), Band(None, D(90000))))


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        (GAG, ("396000.00", "292500.00", "111300.00", "57750.00")),
        (FLAT, ("214387.50", "214387.50", "214387.50", "214387.50")),
        (PUPILS, ("376945.06", "282708.79", "131930.77", "65965.38")),
        (WEIGHTED, ("406421.80", "280431.04", "113798.11", "56899.05")),
        (USAGE, ("338650.32", "284029.30", "131090.44", "103779.94")),
        (HYBRID, ("328177.79", "262212.40", "156667.79", "110492.02")),
    ],
)
def test_every_method_on_the_same_cost(method: Method, expected: tuple[str, ...]) -> None:
    assert list(charges(policy(method), FOUR).by_school.values()) == in_pence(*expected)


@pytest.mark.parametrize(
    ("total", "members", "expected"),
    [
        (10000, FOUR[:3], [3334, 3333, 3333]),
        (5, FOUR[:3], [2, 2, 1]),
    ],
)
def test_a_penny_over_goes_to_the_lowest_number(total: int, members: tuple[Member, ...], expected: list[int]) -> None:
    assert list(charges(policy(FLAT, total), members).by_school.values()) == expected


def test_pennies_over_go_to_the_largest_remainders() -> None:
    found = charges(policy(PUPILS, 100000), FOUR)
    assert list(found.by_school.values()) == [43956, 32967, 15385, 7692]


def test_a_credit_is_shared_as_a_charge_is() -> None:
    charged = charges(policy(PUPILS, 100001), FOUR).by_school
    assert charges(policy(PUPILS, -100001), FOUR).by_school == {urn: -pence for urn, pence in charged.items()}


def test_a_total_by_percent_of_gag_is_shared_by_any_method() -> None:
    found = charges(policy(FLAT, None, rate=FIVE_PERCENT), FOUR)
    assert (found.total, found.by_school["D"]) == (CENTRAL, 21_438_750)
    assert found.basis == "a total of 5 % of GAG, shared by an equal charge to each academy"


def test_a_rate_of_its_own_measure_is_said_once() -> None:
    assert charges(policy(GAG, None, rate=FIVE_PERCENT), FOUR).basis == "5 % of GAG"
    each = Rate(Measure.PUPILS, D("314.12"))
    found = charges(policy(PUPILS, None, rate=each), FOUR)
    assert (found.basis, found.by_school["D"]) == ("£314.12 a pupil", 6_596_520)


def test_a_charge_says_how_it_was_made() -> None:
    sized = but("A", sources={"pupils": "School years row 2"})
    row = charges(policy(HYBRID, sources={"total_pence": "Charge policies row 3"}), sized).rows[0]
    assert [(line.label, line.amount, line.sum, line.source) for line in row.working.lines] == [
        ("Equal share", D("64316.25"), "257,265 × 1 of 4 schools", ""),
        ("Share by pupils", D("263861.54"), "600,285 × 1,200 of 2,730 pupils", "School years row 2"),
        ("Charge", D("328177.79"), "the lines above, added", "Charge policies row 3"),
    ]


def test_a_policy_says_where_its_total_came_from() -> None:
    asked = policy(FLAT, None, rate=FIVE_PERCENT, reliefs=(Relief("D", D("0.5"), "joined"),))
    assert [(line.label, line.amount, line.sum) for line in charges(asked, FOUR).working.lines] == [
        ("Total to share out", D("857550.00"), "0.05 × 17,151,000 pounds of GAG"),
        ("School A", D("214387.50"), "857,550 × 1 of 4 schools"),
        ("School B", D("214387.50"), "857,550 × 1 of 4 schools"),
        ("School C", D("214387.50"), "857,550 × 1 of 4 schools"),
        ("School D", D("107193.75"), "857,550 × 1 of 4 schools"),
        ("Borne by the trust", D("107193.75"), "the reliefs given"),
    ]


def test_a_joiner_counts_for_its_months_but_its_use_is_what_it_was() -> None:
    joined = but("D", months=4)
    assert charges(policy(PUPILS, 259_000), joined).by_school["D"] == 7000  # 70 of 2,590 pupils
    assert charges(policy(USAGE), joined).by_school == charges(policy(USAGE), FOUR).by_school


def test_a_band_goes_by_the_whole_size_and_a_price_list_is_its_own_total() -> None:
    found = charges(policy(BANDS, None), but("C", months=6))
    assert found.by_school == {"A": 9_000_000, "B": 6_000_000, "C": 3_000_000, "D": 2_000_000}
    assert [part.label for part in found.rows[3].working.lines] == ["Share by band, up to 300 pupils", "Charge"]


def test_bands_share_another_total_in_proportion() -> None:
    assert list(charges(policy(BANDS, 23_000), FOUR).by_school.values()) == [9000, 6000, 6000, 2000]


def test_the_greater_of_a_least_charge_and_a_share() -> None:
    found = charges(policy(GreaterOf(Rate(Measure.SCHOOLS, D(100000)), Measure.GAG)), FOUR)
    # D would pay £57,750, so £757,550 is left for £15,996,000 of GAG, of which C's part is over the least.
    assert found.by_school == dict(
        zip("ABCD", in_pence("375081.02", "277048.48", "105420.50", "100000.00"), strict=True)
    )
    assert [line.label for line in found.rows[3].working.lines] == ["The least charge", "Charge"]


def test_one_school_at_the_least_can_bring_another_there() -> None:
    # B's 130 pupils of 1,330 come to £13.00 of £133; once C pays £12.80, only £12.70 of what is left.
    three = (member("A", 1100, None), member("B", 130, None), member("C", 100, None))
    found = charges(policy(GreaterOf(Rate(Measure.SCHOOLS, D("12.80")), Measure.PUPILS), 13300), three)
    assert found.by_school == {"A": 10740, "B": 1280, "C": 1280}


def test_a_relief_is_borne_by_the_trust_or_by_the_others() -> None:
    taper = tapered("D", YEAR, YEAR, (D("0.5"), D("0.75")))
    assert taper is not None
    by_trust = charges(policy(GAG, reliefs=(taper,)), FOUR)
    assert (by_trust.by_school["D"], by_trust.by_school["C"], by_trust.borne_by_trust) == (
        2_887_500,
        11_130_000,
        2_887_500,
    )
    by_others = charges(policy(GAG, reliefs=(taper,), borne_by=BorneBy.OTHERS), FOUR)
    assert by_others.borne_by_trust == 0
    assert list(by_others.by_school.values()) == in_pence("410296.70", "303060.06", "115318.24", "28875.00")
    assert by_others.charged == CENTRAL


def test_an_exempt_school_pays_nothing_and_says_why() -> None:
    found = charges(policy(GAG, reliefs=(Relief("C", D(1), "rebuilt after the fire", "minute 7 of June"),)), FOUR)
    row = found.rows[2]
    assert (row.pence, row.share_pence) == (0, 11_130_000)
    assert row.working.lines[1].sum == "111,300 × 100 %: rebuilt after the fire"
    assert row.working.lines[1].source == "minute 7 of June"


def test_a_taper_ends_and_does_not_begin_early() -> None:
    steps = (D("0.25"), D("0.6"))
    assert tapered("D", AcademicYear(2023), YEAR, steps) is None
    with pytest.raises(TrustopsError, match="joined in 2026/27, so it has no charge to taper in 2025/26"):
        tapered("D", AcademicYear(2026), YEAR, steps)


@pytest.mark.parametrize(
    ("method", "changed", "says"),
    [
        (
            PUPILS,
            {"pupils": None},
            "The number of pupils of School B is not known in 2025/26: give Pupils on the School years",
        ),
        (GAG, {"gag_pence": None}, "The GAG of School B is not known in 2025/26"),
        (USAGE, {"usage_days": None}, "The number of usage days of School B is not known in 2025/26"),
        (HYBRID, {"pupils": None}, "The number of pupils of School B is not known"),
    ],
)
def test_an_unknown_size_is_not_zero(method: Method, changed: dict[str, None], says: str) -> None:
    with pytest.raises(UnknownFigure, match=says):
        charges(policy(method), but("B", **changed))


def test_a_method_needs_only_its_own_figures() -> None:
    bare = tuple(Member(urn=each.urn, name=each.name, year=YEAR) for each in FOUR)
    assert charges(policy(FLAT), bare).charged == CENTRAL
    assert charges(policy(Hybrid(((D(1), FLAT), (D(0), PUPILS)))), bare).charged == CENTRAL


@pytest.mark.parametrize(
    ("members", "method", "says"),
    [
        ((), FLAT, "There is no school to charge; record the trust's members on the Relations sheet"),
        ((*FOUR, FOUR[0]), FLAT, "School A .A. is given twice"),
        ((FOUR[0], replace(FOUR[1], year=AcademicYear(2024))), FLAT, "2024/25 and 2025/26 cannot be charged together"),
        (but("B", weight=D(-1)), WEIGHTED, "weight of a pupil of School B is below zero in 2025/26; correct Weight on"),
        (but("B", pupils=-1), PUPILS, "number of pupils of School B is below zero in 2025/26"),
        (tuple(replace(each, usage_days=D(0)) for each in FOUR), USAGE, "Every school has 0 days of use in 2025/26"),
        (tuple(replace(each, weight=D(0)) for each in FOUR), WEIGHTED, "Every school has 0 weighted pupils"),
        (FOUR, Banded(Measure.PUPILS, (Band(D(1000), D(1)),)), "School A has 1,200 pupils, more than the last band"),
        (FOUR, Banded(Measure.PUPILS, (Band(None, D(0)),)), "Every school is in a band that pays nothing"),
        (FOUR, GreaterOf(Rate(Measure.SCHOOLS, D(300000)), Measure.GAG), "The least charges come to £1,200,000.00"),
    ],
)
def test_what_cannot_be_shared_out_says_what_to_mend(members: tuple[Member, ...], method: Method, says: str) -> None:
    with pytest.raises(TrustopsError, match=says):
        charges(policy(method), members)


def test_a_policy_of_another_year_is_refused() -> None:
    with pytest.raises(TrustopsError, match="CENTRAL is for 2024/25, and the schools' figures are for 2025/26"):
        charges(replace(policy(FLAT), year=AcademicYear(2024)), FOUR)


def test_a_policy_with_no_total_or_two_is_refused() -> None:
    with pytest.raises(
        UnknownFigure, match="total of the charge policy CENTRAL is not known in 2025/26: give Total or"
    ):
        charges(policy(PUPILS, None), FOUR)
    with pytest.raises(TrustopsError, match=r"£860,000.00, but 5 % of GAG comes to £857,550.00; empty one of the two"):
        charges(policy(GAG, 86_000_000, rate=FIVE_PERCENT), FOUR)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Hybrid(((D("0.3"), FLAT), (D("0.6"), PUPILS))), "0.3 [+] 0.6; give shares of at least 0 that add up"),
        (lambda: Hybrid(((D("-0.5"), FLAT), (D("1.5"), PUPILS))), "give shares of at least 0"),
        (lambda: Rate(Measure.PUPILS, D(-1)), "−£1.00 a pupil is below zero"),
        (lambda: Banded(Measure.PUPILS, ()), "from the smallest to the largest"),
        (lambda: Banded(Measure.PUPILS, (Band(None, D(1)), Band(D(9), D(1)))), "only the last may have no upper limit"),
        (lambda: Banded(Measure.PUPILS, (Band(D(9), D(1)), Band(D(9), D(2)))), "from the smallest to the largest"),
        (lambda: Banded(Measure.PUPILS, (Band(None, D(-1)),)), "cannot be below zero"),
        (lambda: Relief("A", D("1.1"), "joined"), "110 % cannot be"),
        (lambda: replace(FOUR[0], months=13), "School A was a member for 13 months"),
    ],
)
def test_a_policy_that_makes_no_sense_is_refused_at_once(make: Callable[[], object], says: str) -> None:
    with pytest.raises(TrustopsError, match=says):
        make()


@pytest.mark.parametrize(
    ("reliefs", "says"),
    [
        ((Relief("Z", D(1), "left"),), "school Z, which is not charged"),
        ((Relief("A", D(1), "new"), Relief("A", D("0.5"), "small")), "School A has two reliefs"),
        (tuple(Relief(urn, D("0.5"), "new") for urn in "ABCD"), "No other school pays a share that could bear"),
    ],
)
def test_reliefs_that_cannot_be_given(reliefs: tuple[Relief, ...], says: str) -> None:
    with pytest.raises(TrustopsError, match=says):
        charges(policy(GAG, reliefs=reliefs, borne_by=BorneBy.OTHERS), FOUR)


ANY_METHOD = st.sampled_from((GAG, FLAT, PUPILS, WEIGHTED, USAGE, HYBRID, BANDS))
SHARES = st.integers(0, 100).map(lambda percent: D(percent) / 100)


@MANY
@given(
    schools(),
    ANY_METHOD,
    st.integers(-(10**9), 10**9),
    st.lists(SHARES, max_size=3),
    st.sampled_from(BorneBy),
    st.randoms(),
)
def test_charges_and_what_the_trust_bears_are_the_total_in_any_order(
    members: tuple[Member, ...], method: Method, total: int, parts: list[D], borne_by: BorneBy, random: Random
) -> None:
    # The first school has something of every measure and is never relieved, so that it can bear the others' reliefs.
    given_to = [Relief(each.urn, part, "joined") for each, part in zip(members[1:], parts, strict=False)]
    asked = policy(method, total, reliefs=tuple(given_to), borne_by=borne_by)
    found = _or_refused(lambda: charges(asked, members))
    shuffled = list(members)
    random.shuffle(shuffled)
    assert _or_refused(lambda: charges(asked, shuffled)) == found
    if not isinstance(found, str):
        assert found.charged + found.borne_by_trust == total
        assert all(sum(line.amount or 0 for line in row.working.lines[:-1]) == pounds(row.pence) for row in found.rows)


def _or_refused(worked: Callable[[], Charges]) -> Charges | str:
    try:
        return worked()
    except TrustopsError as error:
        return str(error)


@MANY
@given(schools(), st.integers(0, 5_000_000), st.integers(0, 10**9))
def test_nobody_pays_under_the_least_and_the_whole_is_the_total(
    members: tuple[Member, ...], least: int, over: int
) -> None:
    rate = Rate(Measure.SCHOOLS, pounds(least))
    floors = {each.urn: rate.pence(each) for each in members}
    total = sum(floors.values()) + over
    found = charges(policy(GreaterOf(rate, Measure.PUPILS), total), members)
    assert found.charged == total
    assert all(found.by_school[urn] >= floor for urn, floor in floors.items())
    above = [each for each in members if found.by_school[each.urn] > floors[each.urn] + 1]
    rates = [found.by_school[each.urn] / (size_of(each, Measure.PUPILS) * each.months) for each in above]
    assert all(abs(one - other) <= 1 for one in rates for other in rates)


@MANY
@given(schools(), st.integers(0, 10**9))
def test_a_school_of_no_size_pays_nothing(members: tuple[Member, ...], total: int) -> None:
    nobody = Member(urn="999999", name="Empty", year=YEAR, pupils=0)
    assert charges(policy(By(Measure.PUPILS), total), (*members, nobody)).by_school["999999"] == 0
