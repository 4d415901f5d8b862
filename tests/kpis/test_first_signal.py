"""From when can a KPI show a shift? Seven values since it last began, each one period after the one before."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from trustops.kpis.book import KpiBook
from trustops.kpis.first_signal import FirstSignal, first_signal
from trustops.kpis.view import kpi_view
from trustops.models import Kpi, KpiChange, KpiValue, School, record_of
from trustops.models.kpi import Direction, Frequency, Unit
from trustops.snapshot import Snapshot

OAK = "100001"
ATT = record_of(Kpi)(
    kpi="ATT01",
    name="Attendance",
    unit=Unit.PERCENT,
    direction=Direction.UP,
    frequency=Frequency.MONTHLY,
    lag_days=10,
)
FIRST = date(2026, 1, 1)


def months(number: int) -> list[Any]:
    """Values of so many months of 2026, the last ending with the month."""
    ends = [
        (date(2026, n % 12 + 1, 1) if n < 12 else date(2027, 1, 1)) - timedelta(days=1) for n in range(1, number + 1)
    ]
    make = record_of(KpiValue)
    return [
        make(kpi="ATT01", site=OAK, start=end.replace(day=1), end=end, value=Decimal(93 + n % 2))
        for n, end in enumerate(ends)
    ]


def waits(*records: Any) -> FirstSignal | None:
    snapshot = Snapshot.of(date(2027, 3, 1), [record_of(School)(urn=OAK, name="Oak"), ATT, *records])
    book = KpiBook.of(snapshot)
    return first_signal(book, ATT, kpi_view(snapshot, "ATT01", OAK, book))


def test_three_values_lack_four_more() -> None:
    found = waits(*months(3))
    assert found is not None
    assert (found.values, found.lacking) == (3, 4)
    assert found.shift_on == date(2026, 3, 31) + timedelta(days=4 * 31 + 10)
    assert found.limits_on == date(2026, 3, 31) + timedelta(days=9 * 31 + 10)
    assert found.sentence == "With 3 values it can first show a shift in August 2026, when 4 more are in."


def test_seven_values_can_show_one_already() -> None:
    assert waits(*months(7)) is None


def test_a_documented_change_begins_the_count_anew() -> None:
    change = record_of(KpiChange)(kpi="ATT01", site=OAK, on_date=date(2026, 9, 1), reason="A new register")
    found = waits(*months(10), change)
    assert found is not None
    assert (found.values, found.lacking) == (2, 5)


def test_nothing_seen_at_all_is_nothing_to_wait_for() -> None:
    assert waits() is None
