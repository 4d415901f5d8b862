"""How do the days there are stand against those promised and had? Months, schools, and what each post can deliver."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples.example_trust import time as time_rows
from examples.make_example import example_facts
from tests.costing.test_bookings import ELM, HOME, MONDAY, OAK, OFFICER, booking, diary
from trustops.costing.bookings import sold_beyond, wrong
from trustops.costing.diary_from_snapshot import diary_of
from trustops.costing.from_snapshot import service_cost_of
from trustops.costing.post_days import counted_against_recorded, deliverable
from trustops.costing.school_days import school_calendar
from trustops.costing.service_days import Days, month_shares, months_of, schools_of, year_days
from trustops.models import Agreement, Booking, TermDate
from trustops.models.service import Beyond
from trustops.models.working_time import Term
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

D = Decimal
ON = date(2026, 11, 22)
YEAR = AcademicYear(2026)


@pytest.fixture(scope="module")
def example() -> Snapshot:
    mine = time_rows.facts()
    sheets = {row.fact for row in mine}  # type: ignore[attr-defined]
    return Snapshot.of(ON, [*(row for row in example_facts() if row.fact not in sheets), *mine])  # type: ignore[attr-defined]


def test_the_days_of_a_school_are_counted_once_whether_booked_or_delivered() -> None:
    had = MONDAY.replace(day=2)
    entries = diary(
        booking("B1", OAK, had),
        booking("B2", OAK, MONDAY),
        booking("B3", HOME, MONDAY.replace(day=10)),
        booking("B4", ELM, MONDAY.replace(day=11), "tentative", probability=D("0.25")),
        booking("B5", ELM, MONDAY, "wait list"),
        booking("B6", ELM, MONDAY.replace(day=14), "overtime", reason="a fair"),
        booking("B7", ELM, MONDAY, "cancelled"),
        delivered={(OAK, had): D(1)},
    )
    assert year_days(entries, date(2026, 11, 5)) == Days(
        ours=D(1),
        clients=D(2),
        delivered=D(1),
        booked=D(2),
        tentative=D(1),
        expected=D("0.25"),
        waiting=D(1),
        overtime=D(1),
    )
    by_name = [f"{each.name} {each.agreed} {each.days.taken} {each.left}" for each in schools_of(entries, ON)]
    assert by_name == ["Home 8 1 7", "Elm 0 0 0", "Oak 6 2 4"]


def test_a_months_part_of_the_year_is_as_its_school_days_are() -> None:
    shares = [f"{each.month:%b} {each.there} {each.days}" for each in months_of(diary(chargeable=D(195)), ON)]
    assert shares[:4] == ["Sep 22 22", "Oct 17 17", "Nov 21 21", "Dec 14 14"]
    assert shares[-1] == "Aug 0 0"


def test_without_term_dates_no_month_is_guessed() -> None:
    months = months_of(diary(calendar=school_calendar([])), ON)
    assert {(each.there, each.days, each.left, each.away) for each in months} == {(None, None, None, None)}


@given(st.decimals(0, 250, places=4))
def test_the_months_add_up_to_the_year(chargeable: Decimal) -> None:
    assert sum(month_shares(diary(chargeable=chargeable)).values()) == chargeable


def test_a_post_delivers_school_days_less_those_it_is_away() -> None:
    away = replace(OFFICER, days_a_week=D("2.5"), away=((date(2026, 10, 22), date(2026, 11, 3), "sickness"),))
    working = deliverable(diary(workers=(away,)), away, date(2026, 10, 19), date(2026, 11, 6))
    assert [(line.label, line.amount, line.sum) for line in working.lines] == [
        ("School days", D("5.0"), "10 days × 2.5 ÷ 5 days a week"),
        ("Away", D("-2.0"), "−4 days × 2.5 ÷ 5 days a week"),
        ("Days that can be delivered", D("3.0"), "the lines above, added"),
    ]
    with pytest.raises(UnknownFigure, match="Term dates sheet"):
        deliverable(diary(calendar=school_calendar([])), away, date(2026, 10, 19), date(2026, 11, 6))


def test_the_attendance_services_year_as_the_example_has_it(example: Snapshot) -> None:
    entries = diary_of(example, "ATTEND", YEAR)
    assert [entries.chargeable, entries.home, entries.sellable] == [D(165), D(76), D(89)]
    days = year_days(entries, ON)
    assert [days.booked, days.tentative, days.expected, days.waiting] == [D(10), D(1), D("0.4"), D(1)]
    assert sum(each.agreed for each in schools_of(entries, ON) if not each.ours) == 89
    counted = [f"{each.label} {each.counted} {each.recorded}" for each in counted_against_recorded(entries)]
    assert counted == ["Contracted days 195 195", "INSET days 5 5", "Training 4 3", "Sickness 6 2"]


def test_a_schools_own_dates_and_what_was_decided_beyond_are_read_from_their_rows(example: Snapshot) -> None:
    own = next(row for row in example.all(TermDate) if row.term is Term.SPRING_1)
    agreements = [
        row._replace(beyond=Beyond.OVERTIME, beyond_reason="they asked") if row.agreement == "ATT-T" else row  # type: ignore[attr-defined]
        for row in example.all(Agreement)
    ]
    terms = [*example.all(TermDate), own._replace(site="990006", to_date=date(2027, 1, 29))]  # type: ignore[attr-defined]
    changed = replace(example, tables={**example.tables, Agreement: agreements, TermDate: terms})
    entries = diary_of(changed, "ATTEND", YEAR)
    assert {urn: taker.decided for urn, taker in entries.takers.items() if taker.decided} == {"990006": D(26)}
    february = date(2027, 2, 5)
    assert (entries.calendar_of("990006").is_open(february), entries.calendar_of("990005").is_open(february)) == (
        False,
        True,
    )


def test_the_figures_of_the_service_are_those_of_the_worked_example(example: Snapshot) -> None:
    cost = service_cost_of(example, "ATTEND", YEAR)
    assert (cost.total_cost, cost.full_cost_rate) == (D("41380.09"), D("250.79"))
    assert "POST_VACANT" not in cost.flags


def test_the_examples_bookings_are_a_dozen_and_none_stands_wrong(example: Snapshot) -> None:
    entries = diary_of(example, "ATTEND", YEAR)
    assert len(entries.bookings) == 12
    assert list(wrong(entries, ON)) == []
    assert sold_beyond(entries) == ""
    assert len(example.all(Booking)) > 12
    assert len(example.all(TermDate)) == 6


def test_a_year_without_capacity_says_what_to_add(example: Snapshot) -> None:
    with pytest.raises(TrustopsError, match=r"Service capacity sheet"):
        diary_of(example, "ATTEND", AcademicYear(2030))
    with pytest.raises(TrustopsError, match=r"There is no service ATENDE; the services are"):
        diary_of(example, "ATENDE", YEAR)
