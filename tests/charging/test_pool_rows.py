"""What the sheets of pool needs and of service use come to: the worked pool to the penny, and costs that go round."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.charging.four_schools import in_pence
from tests.charging.trust_of_four import YEAR, A, B, D, snapshot
from trustops.charging import Charges, SharedService
from trustops.charging.from_snapshot import charges_of
from trustops.charging.pool_rows import full_costs_of, needs_of, pool_of
from trustops.models import AppealStatus, PoolNeed, ServiceUse, record_of
from trustops.quantities.errors import UnknownFigure
from trustops.snapshot import Snapshot


def central(known: Snapshot) -> Charges:
    return charges_of(known, "CENTRAL", YEAR)


def use(service: str, user: str, days: int) -> Any:
    return record_of(ServiceUse)(service=service, user=user, year="2025/26", days=Decimal(days))


def test_the_worked_pool_from_its_sheet() -> None:
    known = snapshot()
    found = pool_of(known, central(known))
    assert found is not None
    assert found.pooled == 1_629_345_000
    assert [row.allocated_pence for row in found.rows] == in_pence(
        "7,429,565.55", "5,616,397.77", "2,125,681.25", "1,121,805.43"
    )
    assert sum(row.gain_pence for row in found.rows) == 0


def test_the_pool_says_what_the_handbook_still_asks() -> None:
    known = snapshot()
    found = pool_of(known, central(known))
    assert found is not None
    assert found.to_do == (
        "Write down the needs considered for Beeston; the handbook asks for each academy's.",
        "Decide the appeal of Ashby, which stands at “raised”.",
    )


def test_pfi_stays_out_and_only_the_departments_decision_takes_a_school_out() -> None:
    row = record_of(PoolNeed)(year="2026/27", urn=D, per_pupil_pence=1, pfi_pence=500_00, out_of_pool=True)
    asked = row._replace(appeal=AppealStatus.ESCALATED, appeal_on=date(2026, 10, 1))
    decided = asked._replace(appeal=AppealStatus.DFE_DECIDED)
    found = [needs_of(snapshot(each), YEAR.next())[D] for each in (row, asked, decided)]
    assert [each.appeal.out_of_pool for each in found] == [False, False, True]
    assert {each.pfi_pence for each in found} == {500_00}


def test_no_need_is_no_pool_and_one_need_of_four_is_unknown() -> None:
    none = snapshot(without=(PoolNeed,))
    assert pool_of(none, central(none)) is None
    alone = Snapshot(none.as_of, {**none.tables, PoolNeed: snapshot().all(PoolNeed)[:1]})
    with pytest.raises(UnknownFigure, match="need of Beeston is not known in 2025/26"):
        pool_of(alone, central(alone))


def test_an_appeal_without_its_day_is_unknown() -> None:
    row = record_of(PoolNeed)(year="2026/27", urn=D, per_pupil_pence=1, appeal=AppealStatus.ESCALATED)
    with pytest.raises(UnknownFigure, match="day of the appeal of =Dell is not known in 2026/27: give Appeal on"):
        needs_of(snapshot(row), YEAR.next())
    dated = row._replace(appeal_on=date(2026, 10, 1), appeal=AppealStatus.DFE_DECIDED)
    assert not needs_of(snapshot(dated), YEAR.next())[D].appeal.is_open


PAIR = (
    SharedService("HR", "HR", 6000, by_schools={A: Decimal(1), B: Decimal(2)}),
    SharedService("ICT", "ICT", 10000, by_schools={A: Decimal(3)}),
)


def test_services_that_serve_each_other_keep_the_cost_whole() -> None:
    found = full_costs_of(snapshot(use("ICT", "HR", 1), use("HR", "ICT", 1)), YEAR, PAIR)
    assert {each.service.code: each.borne_by_schools for each in found} == {"HR": 6800, "ICT": 9200}


def test_no_use_is_no_answer_and_a_service_without_its_cost_is_unknown() -> None:
    assert full_costs_of(snapshot(), YEAR, PAIR) == ()
    assert full_costs_of(snapshot(use("ICT", "HR", 1)), YEAR.next(), PAIR) == ()
    with pytest.raises(UnknownFigure, match="cost of PAY is not known in 2025/26: the Service use sheet names it"):
        full_costs_of(snapshot(use("PAY", "ICT", 1)), YEAR, PAIR)
