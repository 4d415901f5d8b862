"""A year that a public file has beside a school's own half-terms: another source, and no point of its chart."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.kpis.building import ASH, ELM, kpi, trust
from trustops.kpis.book import KpiBook
from trustops.kpis.other_sources import two_figures
from trustops.kpis.periods import calendar_of, missing_values
from trustops.kpis.view import kpi_view
from trustops.models import KpiValue, record_of

TERMS = [
    (date(2024, 9, 3), date(2024, 12, 20)),
    (date(2025, 1, 6), date(2025, 4, 4)),
    (date(2025, 4, 22), date(2025, 7, 22)),
]
YEAR = (date(2024, 9, 1), date(2025, 8, 31))
YEAR_BEFORE = (date(2023, 9, 1), date(2024, 8, 31))


def row(site: str, span: tuple[date, date], **more: Any) -> KpiValue:
    return record_of(KpiValue)(kpi="ATT01", site=site, start=span[0], end=span[1], **more)


def term(site: str, number: int) -> KpiValue:
    return row(site, TERMS[number], numerator=Decimal(57_000), denominator=Decimal(60_000))


def published(site: str, span: tuple[date, date] = YEAR) -> KpiValue:
    return row(site, span, value=Decimal("94.2"), note="DfE")


def test_a_year_beside_terms_is_no_point_of_the_chart_and_no_period_that_others_owe() -> None:
    terms = [term(site, number) for site in (ASH, ELM) for number in range(3)]
    known = trust(kpi(), terms, published(ASH), published(ASH, YEAR_BEFORE))
    book = KpiBook.of(known)
    assert [(point.start, point.value) for point in kpi_view(known, "ATT01", ASH).points] == [
        (start, Decimal(95)) for start, _ in TERMS
    ]
    assert [(period.start, period.end) for period in calendar_of(book, "ATT01")] == TERMS
    assert missing_values(known, book) == ()
    assert [each.start for each in book.wider["ATT01", ASH]] == [YEAR_BEFORE[0], YEAR[0]]


def test_a_school_of_which_only_years_are_known_has_them_as_its_series() -> None:
    known = trust(kpi(), term(ASH, 0), term(ASH, 1), published(ELM), published(ELM, YEAR_BEFORE))
    assert [point.value for point in kpi_view(known, "ATT01", ELM).points] == [Decimal("94.2")] * 2
    assert [(period.start, period.end) for period in calendar_of(KpiBook.of(known), "ATT01")] == TERMS[:2]


def test_a_half_term_of_which_the_year_was_mistyped_stays_in_the_series_to_be_told() -> None:
    known = trust(kpi(), term(ASH, 0), term(ASH, 1), row(ASH, (date(2024, 10, 1), date(2026, 2, 6)), value=Decimal(95)))
    assert KpiBook.of(known).wider == {}


def test_terms_are_added_up_only_where_none_is_left_out_and_both_parts_are_known() -> None:
    whole = KpiBook.of(trust(kpi(), [term(ASH, number) for number in range(3)], published(ASH)))
    [found] = two_figures(whole, whole.kpi("ATT01"), ASH)
    assert (found.own.value, found.other.value, found.apart) == (Decimal(95), Decimal("94.2"), Decimal("0.8"))
    without_one = KpiBook.of(trust(kpi(), term(ASH, 0), term(ASH, 2), published(ASH)))
    assert list(two_figures(without_one, whole.kpi("ATT01"), ASH)) == []
    only_shares = [row(ASH, span, value=Decimal(95)) for span in TERMS]
    book = KpiBook.of(trust(kpi(), only_shares, published(ASH)))
    assert list(two_figures(book, whole.kpi("ATT01"), ASH)) == []
