"""Is there room for a day? What keeps it from being booked at all, and whether the day, the week and the year are full.

Each answer is a sentence that names what was seen, and empty where nothing stands in the way.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trustops.costing.diary import NONE, Diary, Worker, week_of
from trustops.models import Booking
from trustops.quantities.bank_holidays import SATURDAY
from trustops.quantities.errors import UnknownFigure
from trustops.quantities.words import day_text, listed, number_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A day that is asked for; tentative where it has a ``probability``. ``booking`` is its code, once it has one."""

    urn: str
    on_date: date
    days: Decimal = Decimal(1)
    probability: Decimal | None = None
    post: str | None = None
    reason: str = ""
    booking: str = ""


def never(diary: Diary, asked: Asked) -> Iterator[tuple[str, str]]:
    """What no choice mends: the field to change, and the sentence."""
    day, name = asked.on_date, diary.school(asked.urn)
    if not 0 < asked.days <= 1:
        yield "days", f"{number_text(asked.days)} days cannot be booked on one day; book from a part of a day to one."
    if not diary.year.start <= day <= diary.year.end:
        yield "on_date", f"{full_day(day)} is not in {diary.year}; choose a day of it, or open the year of that day."
    if diary.started is not None and day < diary.started:
        yield "on_date", f"{diary.name} began on {day_text(diary.started)}; {full_day(day)} is before it."
    if out := out_of_term(diary, asked.urn, day):
        yield "on_date", f"{out} Choose a day on which it is delivered."
    if out := outside_agreement(diary, asked.urn, day):
        yield "on_date", f"{out} Choose a day within it, or renew it first."
    if asked.post and asked.post not in {worker.post for worker in diary.workers}:
        yield "post", f"{asked.post} does not deliver {diary.name}; choose a post that does, or leave it empty."
    if asked.probability is not None and not 0 < asked.probability <= 1:
        yield "probability", f"How likely {name} is to take it is more than 0 and at most 1, such as 0.4; correct it."


def out_of_term(diary: Diary, urn: str, day: date) -> str:
    """Why a school cannot have a day; empty where it can, at a weekend of term, and where no term dates say."""
    calendar = diary.calendar_of(urn)
    whose = f" of {diary.school(urn)}" if urn in diary.calendars else ""
    try:
        if calendar.is_holiday(day):
            return f"{full_day(day)} is a bank holiday."
        if not calendar.is_in_term(day):
            return f"{full_day(day)} is outside term{whose}, and {diary.name} is delivered on school days."
    except UnknownFigure:
        return ""
    return ""


def outside_agreement(diary: Diary, urn: str, day: date) -> str:
    """Why a day is outside a school's agreement; empty where one runs on it, and where it never had one."""
    taker = diary.takers.get(urn)
    if taker is None or not taker.spans or diary.agreement_on(urn, day):
        return ""
    code, first, last = min(taker.spans, key=lambda span: abs((span[1] - day).days))
    runs = f"from {day_text(first)}" + (f" to {day_text(last)}" if last else " on")
    return f"Agreement {code} of {taker.name} runs {runs}, and {full_day(day)} is outside it."


def day_is_full(diary: Diary, asked: Asked) -> str:
    """Why nobody is free on the day; empty where somebody is."""
    day = asked.on_date
    for workers, post in _crews(diary, asked):
        here = [worker for worker in workers if not worker.is_away(day)]
        if not here:
            return f"{listed([worker.title for worker in workers])} is away on {full_day(day)}."
        others = _others(diary, asked, day, post)
        if _days(others) + asked.days > len(here):
            who = listed(list(dict.fromkeys(diary.school(each.urn) for each in others)))
            return f"{full_day(day)} is booked already, for {who}."
    return ""


def week_is_full(diary: Diary, asked: Asked) -> str:
    """Why the day is beyond the week of the post, or of all posts; empty where it is not."""
    week = week_of(asked.on_date)
    for workers, post in _crews(diary, asked):
        who = workers[0].title if len(workers) == 1 else "those who deliver it"
        if asked.on_date.weekday() >= SATURDAY:
            return f"{full_day(asked.on_date)} is no working day of {who}."
        have = sum((worker.days_a_week for worker in workers), NONE)
        booked = sum((_days(_others(diary, asked, day, post)) for day in week), NONE)
        if booked + asked.days > have:
            return (
                f"{number_text(booked)} of the {number_text(have)} days that {who} has in the week of "
                f"{day_text(week[0])} are booked, so {number_text(asked.days)} more is beyond it."
            )
    return ""


def _crews(diary: Diary, asked: Asked) -> Iterator[tuple[tuple[Worker, ...], str | None]]:
    """Whose time the day would take: the post that is asked for, and everybody who delivers the service."""
    if asked.post:
        yield tuple(worker for worker in diary.workers if worker.post == asked.post), asked.post
    if diary.workers:
        yield diary.workers, None


def year_is_full(diary: Diary, asked: Asked) -> str:
    """Why the day is beyond those of the year; empty within the school's agreed days, or while some are free."""
    more = {asked.urn: asked.days}
    schools = {*diary.schools, asked.urn}
    before, after = diary.committed(schools), diary.committed(schools, more)
    if after <= max(before, diary.chargeable):
        return ""
    sold = diary.committed(urn for urn in diary.schools if not diary.is_ours(urn))
    return (
        f"{number_text(sold)} of the {number_text(diary.sellable)} days that can be sold in {diary.year} are agreed or "
        f"booked, so {number_text(asked.days)} more is beyond them."
    )


def _others(diary: Diary, asked: Asked, day: date, post: str | None) -> tuple[Booking, ...]:
    """The other firm bookings of a day, or those of a post; for one that is there, those that were before it."""
    found = (each for each in diary.by_day.get(day, ()) if post in (None, each.post))
    return tuple(each for each in found if not asked.booking or each.booking < asked.booking)


def _days(bookings: Iterable[Booking]) -> Decimal:
    return sum((booking.days for booking in bookings), NONE)


def full_day(day: date) -> str:
    """A day with its weekday.

    >>> full_day(date(2026, 11, 27))
    'Friday 27 November 2026'
    """
    return f"{day:%A} {day_text(day)}"
