"""Day rates, VAT, break-evens and the other small sums of pricing."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.laws import cases
from trustops.costing import BreakEven, ToCover, break_even, concentration, day_rate, debtor_days, hour_rate, vat_on
from trustops.costing.price import margin_pct, markup_pct, whole_units
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import penny
from trustops.rates import RateBook

D = Decimal
RATES = RateBook.published()
F, V, P = D("40340.59"), D("6.30"), D(275)


def cover(members: int, sellable: int) -> ToCover:
    return ToCover(fixed=F, per_day=V, member_days=D(members), sellable_days=D(sellable))


def test_a_local_authoritys_day_and_its_vat() -> None:
    day = penny(D(33) * D("7.4"))
    year = day * 39
    assert (day, year, vat_on(year, date(2022, 9, 1), RATES)) == (D("244.20"), D("9523.80"), D("1904.76"))
    assert hour_rate(day) == 33


def test_vat_on_a_day() -> None:
    assert P + vat_on(P, date(2025, 9, 1), RATES) == D("330.00")
    assert D(24475) < RATES.on(date(2025, 9, 1)).value("vat_registration_threshold").value
    assert D(24475) < RATES.on(date(2025, 9, 1)).value("small_trading_limit").value


def test_debtor_days() -> None:
    assert debtor_days(D(6000), D(24475)) == D("89.5")
    assert debtor_days(D(6000), D(0)) is None


def test_the_officers_day_rate_and_margin() -> None:
    rate = day_rate(F, V, D(165))
    assert (rate, hour_rate(rate)) == (D("250.79"), D("33.89"))
    assert (margin_pct(P, rate), markup_pct(P, rate)) == (D("8.8036"), D("9.6535"))


def test_no_days_have_no_rate() -> None:
    with pytest.raises(TrustopsError, match="no chargeable days"):
        day_rate(F, V, D(0))


@pytest.mark.parametrize(
    ("members_pay", "expected"),
    [
        ("19060.04", BreakEven(D("80.9801"), D(81), True, D("250.79"))),
        ("21280.00", BreakEven(D("72.7182"), D(73), True, D("225.84"))),
        ("0", BreakEven(D("151.9144"), D(152), False, D("464.94"))),
    ],
)
def test_the_three_break_evens(members_pay: str, expected: BreakEven) -> None:
    assert break_even(cover(76, 89), P, D(members_pay)) == expected


def test_only_the_founders_days_are_kept() -> None:
    free = break_even(cover(38, 127), P, D(0))
    assert (free.days_exact, free.days, free.feasible, free.price) == (D("151.0234"), D(152), False, D("325.83"))
    old_fee = break_even(cover(38, 127), P, D(280) * 38)
    assert (old_fee.days_exact, old_fee.days, old_fee.feasible) == (D("111.4253"), D(112), True)


def test_a_second_post_needs_its_own_sales() -> None:
    second = break_even(cover(0, 165), P, D(0))
    assert (second.days_exact, second.days) == (D("150.1325"), D(151))


def test_half_days_can_be_sold() -> None:
    half = ToCover(fixed=F, per_day=V, member_days=D(76), sellable_days=D(89), unit=D("0.5"))
    assert break_even(half, P, D("21280.00")).days == D("73.0")
    assert whole_units(D("72.3"), D("0.5")) == D("72.5")
    with pytest.raises(TrustopsError, match="units above none"):
        whole_units(D(1), D(0))


def test_a_price_no_higher_than_a_day_out_never_breaks_even() -> None:
    assert break_even(cover(76, 89), V, D(0)) == BreakEven(None, None, False, D("464.94"))


def test_what_is_covered_already_needs_no_sales() -> None:
    covered = break_even(cover(76, 0), P, D(60000))
    assert (covered.days, covered.feasible, covered.price) == (D(0), True, None)


def test_an_unknown_price_leaves_the_days_unknown() -> None:
    assert break_even(cover(76, 89), None, D(0)) == BreakEven(None, None, None, D("464.94"))


def test_concentration_of_nothing_is_unknown() -> None:
    assert concentration([]).largest is None
    assert concentration([D(0)]).hhi is None
    assert concentration([D(75), D(25)]).largest == D("0.75")


@cases(100)
@given(st.integers(0, 10**8), st.integers(0, 10**5), st.integers(1, 400), st.integers(0, 10**6), st.integers(0, 400))
def test_a_day_costs_no_less_where_more_is_spent_and_no_more_where_there_are_more_days(
    fixed: int, per_day: int, days: int, more: int, longer: int
) -> None:
    now = day_rate(D(fixed) / 100, D(per_day) / 100, D(days))
    assert day_rate(D(fixed + more) / 100, D(per_day) / 100, D(days)) >= now
    assert day_rate(D(fixed) / 100, D(per_day + more) / 100, D(days)) >= now
    assert day_rate(D(fixed) / 100, D(per_day) / 100, D(days + longer)) <= now


@cases(100)
@given(st.integers(1, 10**7), st.integers(0, 5000), st.integers(1, 60000), st.integers(0, 190), st.integers(0, 10**7))
def test_selling_the_days_covers_and_one_fewer_does_not(
    fixed: int, per_day: int, price: int, members: int, pays: int
) -> None:
    assume(price > per_day)
    service = ToCover(
        fixed=D(fixed) / 100, per_day=D(per_day) / 100, member_days=D(members), sellable_days=D(190 - members)
    )

    def left(days: Decimal) -> Decimal:
        cost = service.fixed + service.per_day * (service.member_days + days)
        return D(pays) / 100 + D(price) / 100 * days - cost

    days = break_even(service, D(price) / 100, D(pays) / 100).days
    assert days is not None
    assert left(days) >= 0
    assert days == 0 or left(days - 1) < 0
