"""The days that pupils gained, and what each cost: the worked example, and what cannot be said."""

from decimal import Decimal

import pytest

from tests.costing.officer import HIGH, LOW
from trustops.costing import service_cost
from trustops.costing.impact import Attendance, impact
from trustops.quantities.errors import TrustopsError

D = Decimal
FOUNDER = Attendance("Founder", 1200, D("95.5"), D(97), "School years row 5")


def test_an_extra_pupil_day_of_the_worked_example() -> None:
    assert (FOUNDER.possible, FOUNDER.gained) == (D(456_000), D(6_840))
    high, low = service_cost(HIGH).net_cost, service_cost(LOW).net_cost
    assert high is not None
    assert low is not None
    assert (impact(high, [FOUNDER]).pupil_days, impact(high, [FOUNDER]).cost_of_one) == (D(3_420), D("4.94"))
    assert impact(low, [FOUNDER]).cost_of_one == D("8.95")


def test_its_working_has_each_school() -> None:
    lines = impact(D("16905.09"), [FOUNDER, Attendance("Second", 900, D(93), D("92.5"))]).working.lines
    assert [(line.amount, line.sum) for line in lines] == [
        (D(6_840), "1,200 pupils × 190 days × 2 × (97.00 % − 95.50 %)"),
        (D(-1_710), "900 pupils × 190 days × 2 × (92.50 % − 93.00 %)"),
        (D(2_565), "the sessions above ÷ 2"),
        (D("16905.09"), "total cost − income from clients"),
        (D("6.59"), "16,905.09 ÷ 2,565"),
    ]


def test_no_day_gained_has_no_price() -> None:
    found = impact(D(100), [Attendance("Founder", 1200, D(97), D("95.5"))])
    assert (found.pupil_days, found.cost_of_one) == (D(-3_420), None)
    assert found.working.lines[-1].sum == "no day was gained"


def test_no_school_is_not_nothing() -> None:
    with pytest.raises(TrustopsError, match="the days that pupils gained are not known"):
        impact(D(100), [])
