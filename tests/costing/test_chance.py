"""The chance of covering the cost: exact, the same as trying every outcome, and what is refused when days run out."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.costing.officer import HIGH, LOW, SCHOOL_R, SCHOOL_T
from tests.laws import cases
from trustops.costing import Buyer, service_cost
from trustops.costing.chance import Tentative, bands, chances
from trustops.costing.covered import Covered
from trustops.quantities.errors import TrustopsError, UnknownFigure

D = Decimal
FULL, ELSEWHERE, FREE = Covered
HOPES = (Tentative(SCHOOL_R, D("0.6")), Tentative(SCHOOL_T, D("0.3")))


def test_two_hopes_make_the_levels_of_demand() -> None:
    found = chances(LOW, HOPES)
    assert [(each.sold_days, each.net_cost, each.chance) for each in found.outcomes] == [
        (D(89), D("16905.09"), Fraction(18, 100)),
        (D(64), D("23622.59"), Fraction(12, 100)),
        (D(63), D("23891.29"), Fraction(42, 100)),
        (D(38), D("30608.79"), Fraction(28, 100)),
    ]
    assert found.covered == {FULL: D("0.1800"), ELSEWHERE: D("0.1800"), FREE: D("0.0000")}
    # 30,608.79 − (0.6 × 25 + 0.3 × 26) × 268.70
    assert (found.expected_net, found.expected_days, found.full) == (D("24482.43"), D("60.8000"), D("0.0000"))


def test_signed_agreements_alone_are_certain() -> None:
    found = chances(HIGH, ())
    assert [(each.net_cost, each.chance) for each in found.outcomes] == [(D("16905.09"), Fraction(1))]
    assert found.covered == {FULL: D("1.0000"), ELSEWHERE: D("1.0000"), FREE: D("0.0000")}


def test_certain_and_impossible_hopes() -> None:
    found = chances(LOW, (Tentative(SCHOOL_R, D(1)), Tentative(SCHOOL_T, D(0))))
    assert [each.net_cost for each in found.outcomes] == [D("23891.29")]


def test_equal_outcomes_are_one() -> None:
    same = (Tentative(Buyer("1", "A", D(10)), D("0.5")), Tentative(Buyer("2", "B", D(10)), D("0.5")))
    assert [each.chance for each in chances(LOW, same).outcomes] == [Fraction(1, 4), Fraction(1, 2), Fraction(1, 4)]


def test_days_beyond_those_left_are_refused_and_earn_nothing() -> None:
    found = chances(HIGH, (Tentative(Buyer("1", "Oak", D(20)), D("0.5")),))
    assert [(each.sold_days, each.net_cost) for each in found.outcomes] == [(D(89), D("16905.09"))]
    assert found.full == D("0.5000")
    partly = chances(LOW, (Tentative(Buyer("1", "Oak", D("60.5")), D(1)),))
    assert (partly.outcomes[0].sold_days, partly.full) == (D(89), D("1.0000"))


def test_the_first_in_line_is_served_first() -> None:
    dear, cheap = Tentative(Buyer("1", "A", D(51), D(300)), D(1)), Tentative(Buyer("2", "B", D(51), D(100)), D(1))
    assert chances(LOW, (dear, cheap)).outcomes[0].income == D(10450) + 51 * 300
    assert chances(LOW, (cheap, dear)).outcomes[0].income == D(10450) + 51 * 100


def test_an_unknown_alternative_leaves_only_its_meaning_unknown() -> None:
    found = chances(replace(LOW, alternative=None), HOPES)
    assert found.covered == {FULL: D("0.1800"), ELSEWHERE: None, FREE: D("0.0000")}
    unknown = [line.label for line in found.working.lines if line.amount is None]
    assert unknown == ["Chance of covering the cost if members pay the alternative"]


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (None, "probability of the agreement of School R is not known"),
        ("1.2", "cannot be 120 % likely"),
        ("-0.1", "−10"),
    ],
)
def test_a_probability_must_be_one(probability: str | None, words: str) -> None:
    likely = None if probability is None else D(probability)
    with pytest.raises(TrustopsError, match=words):
        chances(LOW, (Tentative(SCHOOL_R, likely),))


def test_the_working_says_how_likely_each_was_taken_to_be() -> None:
    offered = Tentative(replace(SCHOOL_R, source="agreement A7"), D("0.6"))
    first, net, *_ = chances(LOW, (offered,)).working.lines
    assert (first.label, first.amount, first.source) == ("How likely School R is", D(60), "agreement A7")
    assert (net.label, net.amount) == ("Net cost expected", D("26578.29"))  # 30,608.79 − 0.6 × 25 × 268.70


def test_an_unknown_price_has_no_chance() -> None:
    with pytest.raises(UnknownFigure, match="income of ATT"):
        chances(replace(LOW, price=None), HOPES)
    with pytest.raises(UnknownFigure, match="price of a day for School R"):
        chances(replace(LOW, price=None, clients=()), HOPES)


def test_too_many_outcomes_to_weigh_are_refused() -> None:
    own_prices = [
        Tentative(Buyer(str(place), f"School {place}", D(1), D(100) + D(2**place) / 100), D("0.5"))
        for place in range(15)
    ]
    with pytest.raises(TrustopsError, match="too many tentative agreements at prices of their own"):
        chances(replace(LOW, clients=()), own_prices)


def test_bars_of_the_chart_hold_every_chance() -> None:
    outcomes = chances(LOW, HOPES).outcomes
    bars = bands(outcomes, D(5000))
    assert [(bar.at_least, bar.chance) for bar in bars] == [
        (D(15000), Fraction(18, 100)),
        (D(20000), Fraction(54, 100)),
        (D(25000), Fraction(0)),
        (D(30000), Fraction(28, 100)),
    ]
    assert bands((), D(5000)) == ()
    with pytest.raises(TrustopsError, match="wider than nothing"):
        bands(outcomes, D(0))


DRAWN = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 100), st.sampled_from([None, D(200), D(301)])), max_size=6)


@cache
def net_cost_with(won: tuple[tuple[int, Decimal | None], ...]) -> Decimal:
    """What the service costs by itself once so many days at these prices have come; the same ones come again."""
    buyers = (Buyer(str(place), f"School {place}", D(days), price) for place, (days, price) in enumerate(won))
    net = service_cost(replace(LOW, clients=(*LOW.clients, *buyers))).net_cost
    assert net is not None
    return net


@cases(50)
@given(DRAWN)
def test_the_same_as_trying_every_outcome(drawn: list[tuple[int, int, Decimal | None]]) -> None:
    hopes = [
        Tentative(Buyer(str(place), f"School {place}", D(days), price), D(likely) / 100)
        for place, (days, likely, price) in enumerate(drawn)
    ]
    tried: dict[Decimal, Fraction] = {}
    for comes in product((True, False), repeat=len(hopes)):
        won = tuple((int(hope.buyer.days), hope.buyer.price) for hope, yes in zip(hopes, comes, strict=True) if yes)
        chance = Fraction(1)
        for hope, yes in zip(hopes, comes, strict=True):
            likely = Fraction(hope.probability or 0)
            chance *= likely if yes else 1 - likely
        if chance:
            net = net_cost_with(won)
            tried[net] = tried.get(net, Fraction(0)) + chance
    found: dict[Decimal, Fraction] = {}
    for each in chances(LOW, hopes).outcomes:
        found[each.net_cost] = found.get(each.net_cost, Fraction(0)) + each.chance
    assert found == tried
    assert sum(found.values()) == 1


def test_a_hundred_hopes_at_one_price_are_exact() -> None:
    hopes = [Tentative(Buyer(str(place), f"School {place}", D(1)), D("0.25")) for place in range(100)]
    found = chances(replace(LOW, clients=()), hopes)
    assert sum(each.chance for each in found.outcomes) == 1
    assert len(found.outcomes) == 90  # none to 89, which takes all that is refused
