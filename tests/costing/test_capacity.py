"""Chargeable days of a term-time officer, a part-time one and an all-year one."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.costing.officer import LINES
from trustops.costing import CapacityLines, DeliveredOn, service_capacity
from trustops.costing.capacity import contracted_days
from trustops.quantities.errors import TrustopsError

D = Decimal


def test_a_full_time_term_time_officer() -> None:
    capacity = service_capacity(LINES, D(1))
    assert (capacity.contracted, capacity.chargeable, capacity.beyond_school_days) == (D(195), D(165), D(0))
    assert [line.amount for line in capacity.working.lines] == [195, -5, -4, -6, -5, -10, 165]
    assert capacity.working.lines[0].sum == "39 weeks × 5"


def test_every_line_is_multiplied_by_fte() -> None:
    capacity = service_capacity(LINES, D("0.7"))
    assert capacity.chargeable == D("115.5")
    assert (capacity.contracted, capacity.inset, capacity.sickness) == (D("136.5"), D("3.5"), D("4.2"))


def test_a_part_of_a_day_is_written_to_four_places_and_still_adds_up() -> None:
    capacity = service_capacity(LINES, D(30) / 37)
    assert (capacity.contracted, capacity.chargeable) == (D("158.1081"), D("133.7837"))
    assert capacity.working.lines[0].sum == "39 weeks × 5 × 0.8108 FTE"


def test_an_all_year_contract_gains_nothing_when_schools_are_closed() -> None:
    all_year = replace(LINES, weeks=D("52.143"))
    assert contracted_days(all_year) == 227
    capacity = service_capacity(all_year, D(1))
    assert (capacity.beyond_school_days, capacity.chargeable) == (D(32), D(165))  # 227 − 5 INSET − 190 school days
    assert service_capacity(replace(all_year, delivered_on=DeliveredOn.ALL_YEAR), D(1)).chargeable == 197


def test_lines_that_eat_the_year_leave_no_days_rather_than_less_than_none() -> None:
    assert service_capacity(CapacityLines(weeks=D(1), sickness_days=D(10)), D(1)).chargeable == 0


def test_less_than_no_staff_is_refused() -> None:
    with pytest.raises(TrustopsError, match="less than no staff"):
        service_capacity(LINES, D(-1))


@given(st.decimals(0, 5, places=2))
def test_the_lines_sum_to_the_chargeable_days(fte: Decimal) -> None:
    capacity = service_capacity(LINES, fte)
    *parts, chargeable = (line.amount or D(0) for line in capacity.working.lines)
    assert sum(parts) == chargeable == capacity.chargeable
