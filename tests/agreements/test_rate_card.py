"""The rate card: what each offer comes to, which is cheapest for a school, and what is left over its cost."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.agreements.building import ON, D, known, rate
from trustops.agreements import quotes, rate_card, vat_pence
from trustops.models.selling import RateBasis
from trustops.models.service import Vat
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import pence
from trustops.rates import RateBook

DAY = rate("Day", RateBasis.DAY, 27_500)
FIVE = rate("Five days", RateBasis.BUNDLE, 130_625, days=D(5))
USED = rate("As used", RateBasis.PAY_AS_YOU_GO, 29_500)
SIZE = rate("By size", RateBasis.FLAT_AND_PER_PUPIL, 125_000, per_pupil_pence=960, days=D(19))
COUNCIL = rate("A day a week", RateBasis.DAY_A_WEEK, 3_300, hours=D("7.4"), weeks=D(39))


def test_a_councils_day_a_week_is_the_published_price() -> None:
    (offer,) = rate_card(known(COUNCIL)).offers
    assert (offer.price, offer.a_day) == (D("9523.80"), D("244.20"))
    assert offer.line.sum == "33 × 7.4 hours = 244.20 a day × 39 weeks"
    assert vat_pence(pence(offer.price), Vat.STANDARD, ON, RateBook.published()) == 190_476


def test_an_hour_makes_a_day_and_a_line_without_hours_has_the_price_of_a_day() -> None:
    hour, week = (
        rate("Hour", RateBasis.HOUR, 3_300),
        rate("Week", RateBasis.DAY_A_WEEK, 24_420, weeks=D(39)),
    )
    found = {each.name: each.price for each in rate_card(known(hour, week)).offers}
    assert found == {"Hour": D("244.20"), "Week": D("9523.80")}


def test_a_bundle_says_its_discount_against_a_single_day() -> None:
    found = {each.name: each for each in rate_card(known(DAY, FIVE)).offers}
    assert (found["Five days"].a_day, found["Five days"].discount_pct) == (D("261.25"), D("5.0000"))
    assert found["Day"].discount_pct is None


def test_only_what_is_in_force_is_offered_and_the_rest_is_kept_apart() -> None:
    old = rate("Old day", RateBasis.DAY, 25_000, from_date=date(2025, 9, 1), to_date=date(2026, 8, 31))
    card = rate_card(known(old, DAY))
    assert [each.name for each in card.offers] == ["Day"]
    assert [each.name for each in card.others] == ["Old day"]
    assert [each.name for each in rate_card(known(old, DAY), date(2026, 8, 31)).offers] == ["Old day"]


def test_a_line_without_its_days_is_a_sentence_and_the_rest_is_still_offered() -> None:
    card = rate_card(known(DAY, rate("Some days", RateBasis.BUNDLE, 100_000)))
    assert [each.name for each in card.offers] == ["Day"]
    assert card.problems == ("Rate card: “Some days” of ATT is a bundle of days and does not say how many; give Days.",)


def test_the_offers_come_in_order_for_a_school() -> None:
    made = quotes(rate_card(known(DAY, FIVE, USED, SIZE, COUNCIL)).offers, D(19), 420)
    assert [(each.offer.name, each.amount) for each in made] == [
        ("Five days", D("5018.75")),  # three bundles and four single days
        ("Day", D("5225.00")),
        ("By size", D("5282.00")),  # 1,250 + 9.60 × 420
        ("As used", D("5605.00")),
        ("A day a week", D("9523.80")),
    ]
    assert made[-1].spare_days == D(20)


def test_a_bundle_is_bought_whole_where_no_single_day_is_sold_or_it_is_dearer() -> None:
    (alone,) = quotes(rate_card(known(FIVE)).offers, D(4), None)
    assert (alone.amount, alone.spare_days) == (D("1306.25"), D(1))
    nine = next(each for each in quotes(rate_card(known(DAY, FIVE)).offers, D("9.9"), None) if each.offer.name != "Day")
    assert (nine.amount, nine.spare_days) == (D("2612.50"), D("0.1"))


def test_a_price_by_pupils_is_not_known_without_them_or_beyond_its_days() -> None:
    (without,) = quotes(rate_card(known(SIZE)).offers, D(5), None)
    (too_many,) = quotes(rate_card(known(SIZE)).offers, D(20), 420)
    assert (without.amount, without.how) == (None, "it depends on how many pupils there are")
    assert (too_many.amount, too_many.how) == (None, "it is for 19 days a year at most")


def test_no_days_have_no_price() -> None:
    with pytest.raises(TrustopsError, match="at least part of a day"):
        quotes(rate_card(known(DAY)).offers, D(0), None)


@given(days=st.decimals("0.5", 400, places=1))
def test_more_days_never_cost_less(days: Decimal) -> None:
    card = rate_card(known(DAY, FIVE, USED, COUNCIL)).offers
    fewer, more = ({each.offer.name: each.amount for each in quotes(card, n, None)} for n in (days, days + 1))
    for name, amount in fewer.items():
        assert amount is not None
        assert amount <= (more[name] or 0)
