"""The trust's value: sums over sums, never an average of percentages."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.kpis.building import ASH, ELM, OAK, half_term, kpi, parts, school, trust, value
from trustops.kpis.book import KpiBook
from trustops.kpis.periods import Period
from trustops.kpis.rollup import TrustValue, trust_value
from trustops.models import Kpi, SchoolYear, record_of
from trustops.models.kpi import Direction, RollUp, Unit, ValueStatus
from trustops.models.school import RelationKind


def rolled(code: Kpi, *records: Any) -> TrustValue:
    return trust_value(KpiBook.of(trust(code, *records)), code, Period(*half_term(0)))


def test_sessions_attended_over_sessions_possible() -> None:
    found = rolled(kpi(), parts(ASH, 0, 200_000, 206_000), parts(ELM, 0, 242_320, 250_000))
    assert (found.value, found.coverage, found.given) == (Decimal(97), "2 of 2 schools", False)


@pytest.mark.parametrize(
    ("unit", "top", "bottom", "shown"),
    [
        (Unit.PERCENT, 136, 1200, "11.33"),
        (Unit.PERCENT, 1_050_000, 21_000_000, "5.00"),
        (Unit.PER_1000, 3, 1200, "2.50"),
        (Unit.DAYS, 4380, 824, "5.32"),
    ],
)
def test_a_ratio_is_scaled_to_its_unit(unit: Unit, top: int, bottom: int, shown: str) -> None:
    found = rolled(kpi(unit=unit, direction=Direction.DOWN), parts(ASH, 0, top, bottom))
    assert f"{found.value:.2f}" == shown
    assert found.coverage == "1 of 2 schools"


def test_a_percentage_without_its_parts_leaves_the_trust_unknown() -> None:
    found = rolled(kpi(), parts(ASH, 0, 97, 100), value(ELM, 0, "91"))
    assert found.value is None
    assert found.reason == "Elm gave no numerator and denominator, and an average of averages is not made"


def test_the_trusts_own_value_wins_and_says_so() -> None:
    found = rolled(kpi(), parts(ASH, 0, 97, 100), value("TRUST", 0, "96.2"))
    assert (found.value, found.given) == (Decimal("96.2"), True)


def test_the_values_it_was_made_of_are_named() -> None:
    start, _ = half_term(0)
    late = school(OAK, "Oak", from_date=start.replace(day=20))
    found = rolled(kpi(), late, parts(ASH, 0, 90, 100), parts(ELM, 0, 94, 100), parts(OAK, 0, 10, 100))
    assert [row.site for row in found.rows] == [ASH, ELM]
    own = rolled(kpi(), parts(ASH, 0, 97, 100), value("TRUST", 0, "96.2"))
    assert [row.site for row in own.rows] == ["TRUST"]
    assert [row.site for row in rolled(kpi(), parts(ASH, 0, 97, 100), value(ELM, 0, "91")).rows] == [ASH, ELM]


def test_a_school_that_joined_during_the_period_is_left_out() -> None:
    start, _ = half_term(0)
    late = school(OAK, "Oak", from_date=start.replace(day=20))
    found = rolled(kpi(), late, parts(ASH, 0, 90, 100), parts(ELM, 0, 94, 100), parts(OAK, 0, 10, 100))
    assert (found.value, found.coverage) == (Decimal(92), "2 of 2 schools")


def test_a_client_is_not_the_trust() -> None:
    client = school(OAK, "Oak", RelationKind.CLIENT)
    found = rolled(kpi(), client, parts(ASH, 0, 90, 100), parts(OAK, 0, 10, 100))
    assert (found.value, found.coverage) == (Decimal(90), "1 of 2 schools")


def test_pupils_weigh_a_weighted_value() -> None:
    years = [record_of(SchoolYear)(urn=urn, year="2023/24", pupils=pupils) for urn, pupils in ((ASH, 300), (ELM, 100))]
    code = kpi(roll_up=RollUp.PUPIL_WEIGHTED)
    assert rolled(code, years, value(ASH, 0, "50"), value(ELM, 0, "30")).value == Decimal(45)
    unknown = rolled(code, years[:1], value(ASH, 0, "50"), value(ELM, 0, "30"))
    assert (unknown.value, "Elm gave no pupil numbers" in unknown.reason) == (None, True)


def test_a_figure_of_some_pupils_is_weighed_by_those_pupils_and_not_the_whole_roll() -> None:
    years = [record_of(SchoolYear)(urn=urn, year="2023/24", pupils=pupils) for urn, pupils in ((ASH, 300), (ELM, 100))]
    code = kpi(roll_up=RollUp.PUPIL_WEIGHTED, unit=Unit.POINTS)
    ash, elm = (value(site, 0, of, denominator=Decimal(sat)) for site, of, sat in ((ASH, "50", 50), (ELM, "30", 150)))
    found = rolled(code, years, ash, elm)
    assert (found.value, found.numerator, found.denominator) == (Decimal(35), Decimal(7000), Decimal(200))
    assert rolled(code, years, ash, value(ELM, 0, "30")).value == Decimal(45)


def test_a_sum_adds_up_and_keeps_a_minus() -> None:
    code = kpi(roll_up=RollUp.SUM, unit=Unit.POUNDS)
    assert rolled(code, value(ASH, 0, "1200.50"), value(ELM, 0, "-200.25")).value == Decimal("1000.25")


def test_a_denominator_of_nothing_is_unknown_not_an_error() -> None:
    found = rolled(kpi(), parts(ASH, 0, 0, 0))
    assert (found.value, found.reason) == (None, "the denominators add up to 0")


def test_what_is_not_published_is_not_covered() -> None:
    found = rolled(kpi(), parts(ASH, 0, 90, 100), value(ELM, 0, None, not_published="SUPP"))
    assert (found.value, found.coverage) == (Decimal(90), "1 of 2 schools")


def test_a_kpi_that_is_not_rolled_up_has_no_trust_value() -> None:
    assert rolled(kpi(roll_up=None), value(ASH, 0, "90")).reason == "this KPI is not rolled up to the trust"


def test_one_provisional_part_makes_the_whole_provisional() -> None:
    records = [
        parts(ASH, 0, 9, 10, status=ValueStatus.FINAL),
        parts(ELM, 0, 9, 10, status=ValueStatus.PROVISIONAL),
    ]
    assert rolled(kpi(), records).status is ValueStatus.PROVISIONAL


def test_the_books_day_cuts_the_series() -> None:
    book = KpiBook.of(trust(kpi(), parts(ASH, 0, 9, 10), as_of=date(2023, 9, 30)))
    assert book.values == {}
