"""Term-time-only pay: the fractions and weeks paid of the worked table."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustops.costing import PostPay, SpotSalary, employment_cost, term_time_fraction, weeks_paid
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import AcademicYear
from trustops.rates import RateBook

D = Decimal


@pytest.mark.parametrize(
    ("weeks", "leave", "fraction", "paid"),
    [
        ("38", 33, "0.834376", "43.507"),
        ("39", 33, "0.856334", "44.652"),
        ("39", 36, "0.867766", "45.248"),
        ("40", 33, "0.878291", "45.797"),
        ("45.543", 33, "1.000000", "52.143"),
        ("52.143", 33, "1.000000", "52.143"),
        ("52", 33, "1.000000", "52.143"),
    ],
)
def test_fraction_and_weeks_paid(weeks: str, leave: int, fraction: str, paid: str) -> None:
    found = term_time_fraction(D(weeks), D(leave))
    assert found == D(fraction)
    assert weeks_paid(found) == D(paid)


@pytest.mark.parametrize(("salary", "gross"), [("28598", "24489.44"), ("31022", "26565.19")])
def test_gross_for_39_weeks(salary: str, gross: str) -> None:
    post = PostPay(title="Officer", pay=SpotSalary.of(D(salary)), weeks=D(39))
    assert employment_cost(post, AcademicYear(2025), RateBook.published()).gross == D(gross)


def test_another_formula_can_be_given() -> None:
    found = term_time_fraction(D(39), D(33), formula=lambda weeks, leave_days: (weeks + leave_days / 5) / D("52.143"))
    assert found == D("0.874518")


@pytest.mark.parametrize(("weeks", "leave"), [("-1", "33"), ("39", "-1"), ("39", "261")])
def test_impossible_contracts_are_refused(weeks: str, leave: str) -> None:
    with pytest.raises(TrustopsError, match="leave"):
        term_time_fraction(D(weeks), D(leave))


@given(st.decimals(0, 52, places=1), st.decimals(0, 60, places=1), st.decimals(0, 10, places=1))
def test_more_weeks_or_more_leave_never_pay_less(weeks: Decimal, leave: Decimal, more: Decimal) -> None:
    fraction = term_time_fraction(weeks, leave)
    assert 0 <= fraction <= term_time_fraction(weeks + more, leave) <= 1
    assert fraction <= term_time_fraction(weeks, leave + more)
