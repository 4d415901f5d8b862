"""Salaries on a day: announced points, assumed awards, and what is said when neither is there."""

from datetime import date
from decimal import Decimal

import pytest

from trustops.costing import Dated, SpinePoint, SpotSalary, hourly_rate, salary_on, uplift
from trustops.costing.pay import TEACHER_POINTS
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.rates import RateBook

D = Decimal
RATES = RateBook.published()
THREE = Dated(D("0.03"), date(2026, 4, 1), "the budget")
TWO = Dated(D("0.02"), date(2027, 4, 1), "the budget")


@pytest.mark.parametrize(("before", "after"), [(27711, 28598), (30060, 31022), (31022, 32015)])
def test_a_percentage_award_rounds_to_the_pound(before: int, after: int) -> None:
    assert uplift(D(before), D("0.032")) == after


def test_a_flat_award_is_added() -> None:
    assert uplift(D(28770), flat=D(1290)) == 30060


def test_hourly_rate_is_the_published_one() -> None:
    assert hourly_rate(D(28598)) == D("14.82")
    with pytest.raises(TrustopsError, match="no hours"):
        hourly_rate(D(28598), D(0))


def test_an_announced_point_is_not_touched_by_an_assumption() -> None:
    salary = salary_on(SpinePoint("17", assumed_awards=(THREE,)), date(2026, 3, 31), RATES)
    assert (salary.amount, salary.assumed) == (D(31022), False)
    assert "NJC pay agreement 2025/26" in salary.source


def test_assumed_awards_follow_on_from_each_other_to_the_pound() -> None:
    point = SpinePoint("SCP 17", assumed_awards=(TWO, THREE))
    assert salary_on(point, date(2026, 4, 1), RATES).amount == 31953  # 31,022 × 1.03 = 31,952.66
    later = salary_on(point, date(2027, 4, 1), RATES)
    assert later.amount == 32592  # 31,953 × 1.02 = 32,592.06
    assert later.assumed
    assert "assumed" in later.source
    assert "the budget" in later.source


@pytest.mark.parametrize("awards", [(), (Dated(D("0.03"), date(2025, 4, 1)),), (Dated(D("0.03"), date(2026, 9, 1)),)])
def test_a_day_without_an_award_or_an_assumption_is_unknown(awards: tuple[Dated, ...]) -> None:
    with pytest.raises(UnknownFigure, match=r"\(njc_points, on the Rules page\) end on 31 March 2026"):
        salary_on(SpinePoint("17", assumed_awards=awards), date(2026, 5, 1), RATES)


def test_a_withdrawn_point_is_not_uplifted() -> None:
    with pytest.raises(UnknownFigure, match="move the post to point 3"):
        salary_on(SpinePoint("SCP 2", assumed_awards=(THREE,)), date(2026, 5, 1), RATES)


def test_teachers_have_areas_and_a_september_award() -> None:
    inner = SpinePoint("m6", TEACHER_POINTS, "Inner London")
    assert salary_on(inner, date(2025, 8, 31), RATES).amount == 50288
    assert salary_on(inner, date(2025, 9, 1), RATES).amount == 52300
    assert salary_on(SpinePoint("M6", TEACHER_POINTS), date(2025, 9, 1), RATES).amount == 45352


def test_a_spot_salary_changes_on_its_day_and_is_unknown_before() -> None:
    spot = SpotSalary((Dated(D(90000), date(2025, 9, 1)), Dated(D(92000), date(2026, 1, 1), "the pay committee")))
    assert salary_on(spot, date(2025, 12, 31), RATES).amount == 90000
    assert salary_on(spot, date(2026, 1, 1), RATES).source == "the pay committee"
    with pytest.raises(UnknownFigure, match="31 August 2025"):
        salary_on(spot, date(2025, 8, 31), RATES)
