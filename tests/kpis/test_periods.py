"""Which values are missing, and which series have gone stale."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.kpis.building import ASH, ELM, OAK, half_term, kpi, school, series, trust, value
from trustops.kpis.book import KpiBook
from trustops.kpis.periods import Period, calendar_of, missing_values, stale_series
from trustops.models.kpi import Frequency
from trustops.models.school import Phase, RelationKind

END = half_term(1)[1]
DUE = END + timedelta(days=10)


def missing(*records: Any, as_of: date = date(2024, 6, 1)) -> list[tuple[str, date]]:
    return [(one.site, one.period.start) for one in missing_values(trust(*records, as_of=as_of))]


def test_a_school_that_lacks_a_period_that_another_has() -> None:
    assert missing(kpi(), series(ASH, "93 94"), series(ELM, "93")) == [(ELM, half_term(1)[0])]


@pytest.mark.parametrize(("day", "owed"), [(DUE, 0), (DUE + timedelta(days=1), 1)])
def test_a_value_is_missing_from_the_day_after_it_was_due(day: date, owed: int) -> None:
    assert len(missing(kpi(), series(ASH, "93 94"), series(ELM, "93"), as_of=day)) == owed


def test_a_not_published_mark_is_there() -> None:
    assert missing(kpi(), series(ASH, "93"), value(ELM, 0, None, not_published="c")) == []


def test_a_school_owes_nothing_for_the_time_before_it_joined() -> None:
    joined = school(OAK, "Oak", from_date=half_term(1)[0])
    records = [kpi(), *series(ASH, "93 94"), *series(ELM, "93 94")]
    assert missing(records, joined) == [(OAK, half_term(1)[0])]


def test_a_client_and_a_school_of_another_phase_owe_nothing() -> None:
    client = school(OAK, "Oak", RelationKind.CLIENT)
    assert missing(kpi(), client, series(ASH, "93"), series(ELM, "93")) == []
    assert missing(kpi(phase=Phase.SECONDARY), series(ASH, "93")) == []


def test_a_kpi_of_the_trust_alone_is_not_asked_of_schools() -> None:
    assert missing(kpi("GOV02"), value("TRUST", 0, "1", "GOV02")) == []


def test_a_term_that_ends_a_day_later_at_one_school_is_the_same_term() -> None:
    start, end = half_term(0)
    other = value(ELM, 0, "93")._replace(start=start + timedelta(days=1), end=end + timedelta(days=1))
    snapshot = trust(kpi(), value(ASH, 0, "93"), other)
    assert calendar_of(KpiBook.of(snapshot), "ATT01") == (Period(start, end),)
    assert missing_values(snapshot) == ()


@pytest.mark.parametrize(
    ("frequency", "fresh_days"),
    [(Frequency.WEEKLY, 10 + 10), (Frequency.HALF_TERMLY, 91 + 10), (Frequency.ANNUAL, 549 + 10)],
)
def test_a_series_goes_stale_after_one_and_a_half_periods_and_the_lag(frequency: Frequency, fresh_days: int) -> None:
    records = [kpi(frequency=frequency), value(ASH, 0, "93")]
    last = half_term(0)[1] + timedelta(days=fresh_days)
    assert stale_series(trust(records, as_of=last)) == ()
    [stale] = stale_series(trust(records, as_of=last + timedelta(days=1)))
    assert (stale.site, stale.days, stale.most_days) == (ASH, fresh_days + 1, fresh_days)


def test_no_values_at_all_is_nothing_missing_and_nothing_stale() -> None:
    assert missing_values(trust(kpi())) == ()
    assert stale_series(trust(kpi())) == ()
