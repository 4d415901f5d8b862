"""What the rows say of offers elsewhere, hopes, notice and absence."""

from datetime import date
from typing import Any

from tests.costing.officer import LOW, D
from tests.costing.test_from_snapshot import agreement
from trustops.costing.decisions import notice_weeks, offers, our_notice, tentative_work, term_away, years_running
from trustops.models import Alternative, Service, ServiceCapacity, record_of
from trustops.models.service import AgreementStatus
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

YEARS = (AcademicYear(2025), AcademicYear(2026))


def known(*rows: Any) -> Snapshot:
    return Snapshot.of(date(2026, 11, 22), rows)


def elsewhere(supplier: str, began: int, price: int, **more: Any) -> Any:
    return record_of(Alternative)(
        service="ATT", supplier=supplier, from_date=date(began, 9, 1), price_pence=price, **more
    )


def test_the_latest_price_of_a_year_counts() -> None:
    (offer,) = offers(known(elsewhere("Council", 2024, 28000), elsewhere("Council", 2026, 29500)), "ATT", YEARS)
    assert offer.prices == {YEARS[0]: D(280), YEARS[1]: D(295)}


def test_one_price_that_is_unlike_marks_the_whole_offer() -> None:
    rows = [
        elsewhere("Council", 2024, 28000, like_for_like=True),
        elsewhere("Council", 2026, 1, like_for_like=False),
    ]
    assert [each.like_for_like for each in offers(known(*rows), "ATT", YEARS)] == [False]
    assert [each.like_for_like for each in offers(known(*rows), "ATT", YEARS[:1])] == [True]


def test_tentative_and_offered_are_apart_and_the_likeliest_is_first() -> None:
    hope = {"status": AgreementStatus.TENTATIVE}
    snapshot = known(
        agreement("A", "100001", 2, probability=D("0.2"), **hope),
        agreement("B", "100002", 3, probability=D("0.7"), **hope),
        agreement("C", "100003", 4, status=AgreementStatus.OFFERED),
        agreement("D", "100004", 5),
    )
    assert [each.buyer.urn for each in tentative_work(snapshot, "ATT", YEARS[0])] == ["100002", "100001"]
    offered = tentative_work(snapshot, "ATT", YEARS[0], AgreementStatus.OFFERED)
    assert [(each.buyer.urn, each.probability) for each in offered] == [("100003", None)]


def test_the_least_notice_of_a_school_counts_and_none_is_not_zero() -> None:
    rows = [agreement("A", "1", 2, notice_weeks=13), agreement("B", "1", 3, notice_weeks=6), agreement("C", "2", 4)]
    assert notice_weeks(known(*rows), "ATT", YEARS[0]) == {"1": 6}
    assert our_notice(known(record_of(Service)(service="ATT", name="Attendance")), "ATT") is None


def test_years_run_from_the_first() -> None:
    rows = [record_of(ServiceCapacity)(service="ATT", year=str(year), weeks=D(39)) for year in reversed(YEARS)]
    assert years_running(known(*rows), "ATT") == YEARS


def test_a_term_is_thirteen_of_the_weeks_that_a_post_works() -> None:
    (absence,) = term_away(LOW)
    assert (absence.post, absence.weeks, absence.of_weeks, absence.paid) == ("Attendance officer", D(13), D(39), D(1))
