"""May a day be booked? A five-day officer with 20 days a year, 8 of them our own school's, in the weeks of November."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.costing.test_school_days import TERMS, half
from trustops.costing.booking_limits import Asked
from trustops.costing.bookings import Accepted, Overtime, Refused, WaitListed, place, sold_beyond, wrong
from trustops.costing.diary import Diary, Taker, Worker
from trustops.costing.school_days import school_calendar
from trustops.models import Booking, record_of
from trustops.models.selling import BookingStatus
from trustops.models.service import Beyond
from trustops.quantities.years import AcademicYear

D = Decimal
HOME, OAK, ELM = "100001", "100002", "100003"
ON = date(2026, 11, 1)
MONDAY = date(2026, 11, 9)
OFFICER = Worker(post="AO", title="Officer", days_a_week=D(5))


def taker(urn: str, name: str, agreed: int, *, ours: bool = False) -> Taker:
    span = (f"A-{name}", date(2026, 9, 1), date(2027, 3, 31))
    return Taker(urn=urn, name=name, ours=ours, agreed=D(agreed), spans=(span,))


def booking(code: str, urn: str, day: date, status: str = "booked", **more: Any) -> Any:
    given = {"service": "ATT", "days": D(1), "status": BookingStatus(status)}
    return record_of(Booking)(booking=code, urn=urn, on_date=day, **(given | more))


def diary(*bookings: Any, **more: Any) -> Diary:
    kept: dict[str, Any] = {
        "name": "Attendance",
        "year": AcademicYear(2026),
        "calendar": school_calendar(TERMS),
        "chargeable": D(20),
        "takers": {HOME: taker(HOME, "Home", 8, ours=True), OAK: taker(OAK, "Oak", 6)},
        "workers": (OFFICER,),
        "names": {HOME: "Home", OAK: "Oak", ELM: "Elm"},
        "started": date(2026, 9, 1),
    }
    return Diary(**(kept | more), bookings=bookings)


def full_week() -> list[Any]:
    return [booking(f"B{n}", HOME, MONDAY + timedelta(days=n)) for n in range(5)]


def ask(urn: str, day: date, **more: Any) -> Asked:
    return Asked(urn=urn, on_date=day, **more)


def test_a_free_day_is_booked() -> None:
    said = place(diary(), ask(OAK, MONDAY))
    assert said == Accepted(BookingStatus.BOOKED, "Booked: 1 day for Oak on Monday 9 November 2026.")


def test_a_school_without_an_agreement_pays_as_it_goes() -> None:
    said = place(diary(), ask(ELM, MONDAY, days=D("0.5")))
    assert isinstance(said, Accepted)
    assert said.sentence == (
        "Booked: 0.5 of a day for Elm on Monday 9 November 2026. It has no agreement for this, so it pays as it goes."
    )


def test_a_tentative_day_is_kept_apart_even_where_the_day_is_taken() -> None:
    said = place(diary(booking("B1", HOME, MONDAY)), ask(OAK, MONDAY, probability=D("0.4")))
    assert isinstance(said, Accepted)
    assert (said.status, "0.4 of a day is expected" in said.sentence) == (BookingStatus.TENTATIVE, True)


OUT_OF_TERM = (
    "Wednesday 28 October 2026 is outside term, and Attendance is delivered on school days. "
    "Choose a day on which it is delivered."
)
AFTER_AGREEMENT = (
    "Agreement A-Oak of Oak runs from 1 September 2026 to 31 March 2027, and Wednesday 14 April 2027 is outside it. "
    "Choose a day within it, or renew it first."
)


@pytest.mark.parametrize(
    ("asked", "field", "sentence"),
    [
        (
            ask(OAK, date(2026, 10, 28)),
            "on_date",
            OUT_OF_TERM,
        ),
        (
            ask(OAK, date(2026, 12, 25)),
            "on_date",
            "Friday 25 December 2026 is a bank holiday. Choose a day on which it is delivered.",
        ),
        (
            ask(OAK, date(2027, 4, 14)),
            "on_date",
            AFTER_AGREEMENT,
        ),
        (
            ask(OAK, date(2025, 11, 10)),
            "on_date",
            "Monday 10 November 2025 is not in 2026/27; choose a day of it, or open the year of that day.",
        ),
        (ask(OAK, MONDAY, days=D(0)), "days", "0 days cannot be booked on one day; book from a part of a day to one."),
        (
            ask(OAK, MONDAY, post="ITT"),
            "post",
            "ITT does not deliver Attendance; choose a post that does, or leave it empty.",
        ),
        (
            ask(OAK, MONDAY, probability=D(0)),
            "probability",
            "How likely Oak is to take it is more than 0 and at most 1, such as 0.4; correct it.",
        ),
    ],
)
@pytest.mark.parametrize("beyond", [None, Beyond.WAIT_LIST, Beyond.OVERTIME])
def test_what_no_choice_mends_is_refused(asked: Asked, field: str, sentence: str, beyond: Beyond | None) -> None:
    assert place(diary(), asked, beyond) == Refused(field, sentence)


def test_a_school_that_keeps_other_dates_is_asked_by_its_own() -> None:
    own = [*TERMS, half("autumn 2", "2026-11-16", "2026-12-18", site=OAK)]
    entries = diary(calendars={OAK: school_calendar(own, OAK)})
    said = place(entries, ask(OAK, MONDAY))
    assert isinstance(said, Refused)
    assert said.sentence.startswith("Monday 9 November 2026 is outside term of Oak, and Attendance is delivered on")
    assert isinstance(place(entries, ask(HOME, MONDAY)), Accepted)


def test_without_term_dates_no_day_is_refused_for_being_out_of_term() -> None:
    assert isinstance(place(diary(calendar=school_calendar([])), ask(OAK, date(2026, 10, 28))), Accepted)


def test_a_day_before_the_service_began_is_refused() -> None:
    said = place(diary(started=date(2026, 11, 16)), ask(OAK, MONDAY))
    assert said == Refused("on_date", "Attendance began on 16 November 2026; Monday 9 November 2026 is before it.")


def test_a_double_booking_is_refused_or_waits_and_is_never_overtime() -> None:
    taken = diary(booking("B1", HOME, MONDAY, post="AO"))
    why = "Monday 9 November 2026 is booked already, for Home."
    for beyond in (None, Beyond.OVERTIME, Beyond.HOME_DAYS):
        said = place(taken, ask(OAK, MONDAY, post="AO", reason="urgent"), beyond)
        assert said == Refused("on_date", f"{why} Choose another day, or the wait list.")
    waiting = place(taken, ask(OAK, MONDAY), Beyond.WAIT_LIST)
    assert waiting == WaitListed(f"On the wait list: 1 day for Oak on Monday 9 November 2026. {why}")


def test_an_officer_booked_by_another_service_is_not_free() -> None:
    elsewhere = booking("X1", ELM, MONDAY, service="ICT", post="AO")
    assert isinstance(place(diary(elsewhere=(elsewhere,)), ask(OAK, MONDAY)), Refused)


def test_two_halves_of_a_day_fit_and_a_third_does_not() -> None:
    half = booking("B1", HOME, MONDAY, days=D("0.5"))
    assert isinstance(place(diary(half), ask(OAK, MONDAY, days=D("0.5"))), Accepted)
    assert isinstance(place(diary(half), ask(OAK, MONDAY, days=D("0.6"))), Refused)


def test_nobody_is_booked_while_away_but_for_those_who_are_not() -> None:
    away = replace(OFFICER, away=((MONDAY, MONDAY, "training"),))
    said = place(diary(workers=(away,)), ask(OAK, MONDAY))
    assert said == Refused(
        "on_date", "Officer is away on Monday 9 November 2026. Choose another day, or the wait list."
    )
    second = Worker(post="A2", title="Second officer", days_a_week=D(5))
    assert isinstance(place(diary(workers=(away, second)), ask(OAK, MONDAY)), Accepted)
    assert isinstance(place(diary(workers=(away, second)), ask(OAK, MONDAY, post="AO")), Refused)


SIXTH = MONDAY + timedelta(days=5)


@pytest.mark.parametrize(
    ("beyond", "reason", "outcome", "words"),
    [
        (None, "", Refused, "Choose the wait list or overtime."),
        (Beyond.WAIT_LIST, "", WaitListed, "On the wait list: 1 day for Oak on Saturday 14 November 2026."),
        (Beyond.OVERTIME, "", Refused, "Say why it is to be worked as overtime, so that the owner can account for it."),
        (Beyond.OVERTIME, "a parents’ day", Overtime, "Overtime: 1 day for Oak on Saturday 14 November 2026."),
        (Beyond.HOME_DAYS, "a parents’ day", Refused, "does not make the week longer"),
    ],
)
def test_a_sixth_day_of_a_five_day_post_is_refused_waits_or_is_overtime_by_choice(
    beyond: Beyond | None, reason: str, outcome: type, words: str
) -> None:
    said = place(diary(*full_week()), ask(OAK, SIXTH, reason=reason), beyond)
    assert isinstance(said, outcome)
    assert words in said.sentence
    assert "Saturday 14 November 2026 is no working day of Officer." in said.sentence


def test_a_fourth_day_of_a_three_day_post_is_beyond_its_week() -> None:
    three = diary(*full_week()[:3], workers=(replace(OFFICER, days_a_week=D(3)),))
    said = place(three, ask(OAK, MONDAY + timedelta(days=3)))
    assert said == Refused(
        "beyond",
        "3 of the 3 days that Officer has in the week of 9 November 2026 are booked, so 1 more is beyond it. "
        "Choose the wait list or overtime.",
    )
    assert isinstance(place(three, ask(OAK, MONDAY + timedelta(days=7))), Accepted)


def sold_out() -> Diary:
    """All 12 days that can be sold are agreed."""
    return diary(takers={HOME: taker(HOME, "Home", 8, ours=True), OAK: taker(OAK, "Oak", 12)})


def test_a_day_within_what_was_agreed_is_never_beyond_the_year() -> None:
    assert isinstance(place(sold_out(), ask(OAK, MONDAY)), Accepted)
    assert isinstance(place(sold_out(), ask(HOME, MONDAY)), Accepted)


YEAR_FULL = (
    "12 of the 12 days that can be sold in 2026/27 are agreed or booked, so 1 more is beyond them. Choose the wait "
    "list, overtime or a day of our own schools’."
)


def test_a_day_beyond_the_year_is_refused_until_somebody_chooses() -> None:
    assert place(sold_out(), ask(ELM, MONDAY)) == Refused("beyond", YEAR_FULL)
    assert isinstance(place(sold_out(), ask(ELM, MONDAY), Beyond.WAIT_LIST), WaitListed)
    assert isinstance(place(sold_out(), ask(ELM, MONDAY, reason="a new client"), Beyond.OVERTIME), Overtime)


def test_a_day_of_our_own_schools_is_sold_only_for_a_reason() -> None:
    without = place(sold_out(), ask(ELM, MONDAY), Beyond.HOME_DAYS)
    assert isinstance(without, Refused)
    assert without.field == "reason"
    assert "Say why it is to be taken from our own schools" in without.sentence
    said = place(sold_out(), ask(ELM, MONDAY, reason="Home gave it up"), Beyond.HOME_DAYS)
    assert isinstance(said, Accepted)
    assert said.sentence == (
        "Booked from our own schools’ days: 1 day for Elm on Monday 9 November 2026. Home gave it up"
    )


def test_more_than_all_days_of_the_year_are_not_sold_even_from_our_own() -> None:
    everything = replace(sold_out(), takers={OAK: taker(OAK, "Oak", 20)})
    said = place(everything, ask(ELM, MONDAY, reason="they asked"), Beyond.HOME_DAYS)
    assert isinstance(said, Refused)
    assert "All 20 days of 2026/27 would be sold and more" in said.sentence


def test_bookings_that_stand_wrong_are_said_one_by_one() -> None:
    entries = diary(
        booking("B1", HOME, MONDAY),
        booking("B2", OAK, MONDAY),
        booking("B3", OAK, date(2026, 10, 28)),
        booking("B4", OAK, date(2027, 4, 14)),
        booking("B5", ELM, date(2026, 11, 17), "tentative"),
        booking("B6", ELM, date(2026, 11, 18), "overtime"),
        booking("B7", OAK, date(2026, 9, 8)),
        booking("B8", OAK, MONDAY, "cancelled"),
        booking("B9", OAK, MONDAY, "wait list"),
    )
    found = {(each.booking, sentence) for each, sentence in wrong(entries, ON)}
    assert {code for code, _ in found} == {"B2", "B3", "B4", "B5", "B6", "B7"}
    said = dict(found)
    assert said["B2"] == "Monday 9 November 2026 is booked already, for Home. Move one of the two."
    assert said["B5"] == "It is tentative, and how likely it is has not been said; give its probability."
    assert said["B6"] == "It is overtime without a reason; say why, or choose another day."
    assert said["B7"].startswith("It was booked for Tuesday 8 September 2026 and no delivery is recorded")


def test_a_delivered_day_does_not_stand_wrong() -> None:
    had = date(2026, 9, 8)
    assert list(wrong(diary(booking("B1", OAK, had), delivered={(OAK, had): D(1)}), ON)) == []


def test_what_is_sold_beyond_is_said_unless_a_booking_says_why() -> None:
    assert sold_beyond(sold_out()) == ""
    over = replace(sold_out(), bookings=(booking("B1", ELM, MONDAY),))
    assert sold_beyond(over).startswith("13 days are agreed or booked and 12 can be sold in 2026/27")
    reasoned = replace(over, bookings=(booking("B1", ELM, MONDAY, reason="Home gave it up"),))
    assert sold_beyond(reasoned) == ""
    agreed = {**over.takers, OAK: replace(over.takers[OAK], decided=D(1))}
    assert sold_beyond(replace(over, takers=agreed)) == ""


asked_days = st.lists(
    st.tuples(st.sampled_from([HOME, OAK, ELM]), st.integers(0, 60), st.sampled_from(["0.5", "1"])), max_size=40
)


@given(asked_days)
@settings(max_examples=60)
def test_days_that_were_accepted_are_never_more_than_there_are(days: list[tuple[str, int, str]]) -> None:
    kept: list[Any] = []
    for urn, later, part in days:
        asked = ask(urn, date(2026, 9, 7) + timedelta(days=later), days=D(part))
        if isinstance(place(diary(*kept), asked), Accepted):
            kept.append(booking(f"B{len(kept):03}", urn, asked.on_date, days=asked.days))
    held = diary(*kept)
    assert held.committed(held.schools) <= held.chargeable
    assert not {sentence for _, sentence in wrong(held, date(2026, 9, 1))}
    assert all(sum(each.days for each in found) <= 1 for found in held.by_day.values())
