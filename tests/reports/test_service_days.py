"""How are a service’s days said? The sentence, the months and the chart, for a full, a bare and a past year."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from reports.charts.booked_days import booked_days_chart
from reports.service_days import days_in_a_sentence, months_table
from tests.costing.test_bookings import ELM, MONDAY, OAK, booking, diary, sold_out, taker
from trustops.costing.diary import Diary
from trustops.costing.school_days import school_calendar
from trustops.costing.service_days import months_of, year_days

D = Decimal
ON = date(2026, 11, 5)


def said(entries: Diary, on: date = ON) -> str:
    return days_in_a_sentence(entries, year_days(entries, on), on)


def test_the_sentence_says_whose_the_days_are_and_what_is_booked() -> None:
    entries = diary(booking("B1", OAK, MONDAY), booking("B2", ELM, MONDAY, "tentative", probability=D("0.25")))
    assert said(entries) == (
        "Of 20 days in 2026/27, 8 are our own schools’ and 12 can be sold, 6 of them agreed. From 5 November 2026 on: "
        "1 booked, 1 tentative (0.25 expected) and 0 waiting."
    )


def test_a_service_without_days_says_where_they_are_to_be_given() -> None:
    assert said(diary(chargeable=D(0))).startswith(
        "No day of it can be delivered in 2026/27: see its rows on the Service"
    )


def test_what_is_sold_whole_or_beyond_is_said() -> None:
    assert "12 can be sold, all of them agreed." in said(sold_out())
    over = replace(sold_out(), takers={OAK: taker(OAK, "Oak", 21)})
    assert "20 can be sold, while 21 are agreed or booked." in said(over)


def test_of_a_year_that_is_over_it_says_what_was_had_and_not_nought_where_nobody_recorded_it() -> None:
    after = date(2027, 10, 1)
    assert said(diary(delivered={(OAK, MONDAY): D(1)}), after).endswith("1 were had.")
    assert said(diary(), after).endswith("What was delivered is not recorded.")


def test_the_months_leave_out_what_nobody_knows() -> None:
    bare = months_table(diary(calendar=school_calendar([])), {}, ON)
    assert bare.texts()[2] == (
        *("November 2026", "not known", "0", "0", "0", "not recorded", "0", "not known", "0", "0", "0", "not known"),
    )
    full = months_table(diary(booking("B1", OAK, MONDAY), chargeable=D(195)), {}, ON)
    assert full.texts()[2][:8] == ("November 2026", "21", "0", "0", "1", "not recorded", "1", "20")


def test_a_chart_is_drawn_only_where_there_is_something_to_draw() -> None:
    assert booked_days_chart(diary(), months_of(diary(), ON)) is None
    entries = diary(booking("B1", OAK, MONDAY), chargeable=D(195))
    chart = booked_days_chart(entries, months_of(entries, ON))
    assert chart is not None
    assert chart.sentence == "It has 0 delivered (grey) and 1 booked ahead (blue), with a mark at the days there are."
    assert chart.table.texts()[2] == ("November 2026", "21", "0", "1")
    unknown = replace(entries, calendar=school_calendar([]))
    assert [
        len(each.spec["layer"]) for each in (chart, booked_days_chart(unknown, months_of(unknown, ON))) if each
    ] == [2, 1]
