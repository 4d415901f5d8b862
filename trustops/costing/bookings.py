"""May this day be booked? Accepted, refused, put on the wait list or worked as overtime, with the sentence why.

What no choice mends is refused: a day outside term, the service's life or the agreement. A post that is away or booked
already can only be waited for. A day beyond the post's week or the year can be waited for, worked as overtime for a
reason, or, where it is only the year that is full, taken from the trust's own schools for a reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trustops.costing.booking_limits import (
    Asked,
    day_is_full,
    full_day,
    never,
    week_is_full,
    year_is_full,
)
from trustops.costing.diary import TAKES_A_DAY, Diary
from trustops.models import Booking
from trustops.models.selling import BookingStatus
from trustops.models.service import Beyond
from trustops.quantities.words import number_text


@dataclass(frozen=True, slots=True)
class Accepted:
    """The day is kept, as ``status`` says: booked or tentative."""

    status: BookingStatus
    sentence: str


@dataclass(frozen=True, slots=True)
class WaitListed:
    """The day is not kept; the school is told when one is free."""

    sentence: str
    status: BookingStatus = BookingStatus.WAIT_LIST


@dataclass(frozen=True, slots=True)
class Overtime:
    """The day is worked beyond what the post has."""

    sentence: str
    status: BookingStatus = BookingStatus.OVERTIME


@dataclass(frozen=True, slots=True)
class Refused:
    """The day cannot be kept; ``field`` is what of the asking would have to change."""

    field: str
    sentence: str


Outcome = Accepted | WaitListed | Overtime | Refused


def place(diary: Diary, asked: Asked, beyond: Beyond | None = None) -> Outcome:
    """What becomes of a day that is asked for; ``beyond`` is what was chosen for a day there is no room for.

    Nothing is written: the answer's ``status`` is what a booking of it would have.
    """
    for field, sentence in never(diary, asked):
        return Refused(field, sentence)
    what = f"{days_text(asked.days)} for {diary.school(asked.urn)} on {full_day(asked.on_date)}"
    if asked.probability is not None:
        expected = number_text(asked.probability * asked.days)
        return Accepted(
            BookingStatus.TENTATIVE, f"Tentative: {what}. It takes nobody’s day; {expected} of a day is expected."
        )
    if full := day_is_full(diary, asked):
        if beyond is Beyond.WAIT_LIST:
            return WaitListed(f"On the wait list: {what}. {full}")
        return Refused("on_date", f"{full} Choose another day, or the wait list.")
    return _placed_beyond(diary, asked, beyond, what)


def _placed_beyond(diary: Diary, asked: Asked, beyond: Beyond | None, what: str) -> Outcome:
    """A day that somebody is free on, against the week's and the year's days."""
    week, year = week_is_full(diary, asked), year_is_full(diary, asked)
    full = week or year
    if not full:
        return Accepted(BookingStatus.BOOKED, f"Booked: {what}.{_pays_as_it_goes(diary, asked)}")
    if beyond is Beyond.WAIT_LIST:
        return WaitListed(f"On the wait list: {what}. {full}")
    if beyond is None:
        ways = "the wait list or overtime" if week else "the wait list, overtime or a day of our own schools’"
        return Refused("beyond", f"{full} Choose {ways}.")
    if not asked.reason.strip():
        return Refused("reason", f"{full} Say why it is to be {_chosen(beyond)}, so that the owner can account for it.")
    if beyond is Beyond.OVERTIME:
        return Overtime(f"Overtime: {what}. {full}")
    return _from_home(diary, asked, what, week)


def _from_home(diary: Diary, asked: Asked, what: str, week: str) -> Outcome:
    if week:
        return Refused("beyond", f"{week} A day of our own schools’ does not make the week longer; choose another way.")
    if diary.is_ours(asked.urn):
        return Refused("beyond", f"{diary.school(asked.urn)} is our own; its days cannot be taken from itself.")
    if _sold(diary, asked) > diary.chargeable:
        days = number_text(diary.chargeable)
        return Refused("beyond", f"All {days} days of {diary.year} would be sold and more; choose the wait list.")
    return Accepted(BookingStatus.BOOKED, f"Booked from our own schools’ days: {what}. {asked.reason.strip()}")


def _chosen(beyond: Beyond) -> str:
    return "worked as overtime" if beyond is Beyond.OVERTIME else "taken from our own schools"


def _pays_as_it_goes(diary: Diary, asked: Asked) -> str:
    if diary.agreement_on(asked.urn, asked.on_date):
        return ""
    return " It has no agreement for this, so it pays as it goes."


def days_text(days: Decimal) -> str:
    """A number of days with its noun.

    >>> days_text(Decimal(1)), days_text(Decimal("0.50"))
    ('1 day', '0.5 of a day')
    """
    return "1 day" if days == 1 else f"{number_text(days)} {'of a day' if days < 1 else 'days'}"


def _sold(diary: Diary, asked: Asked) -> Decimal:
    clients = {urn for urn in (*diary.schools, asked.urn) if not diary.is_ours(urn)}
    return diary.committed(clients, {asked.urn: asked.days})


def wrong(diary: Diary, as_of: date) -> Iterator[tuple[Booking, str]]:
    """Each booking that stands wrong, with the sentence that says how; the later of two that meet is the wrong one."""
    for booking in sorted(diary.bookings, key=lambda each: (each.on_date, each.booking)):
        if booking.status is not BookingStatus.CANCELLED:
            for sentence in _wrong(diary, booking, as_of):
                yield booking, sentence


def _wrong(diary: Diary, booking: Booking, as_of: date) -> Iterator[str]:
    asked = asked_again(booking)
    yield from (sentence for _, sentence in never(diary, asked))
    if booking.status is BookingStatus.TENTATIVE and booking.probability is None:
        yield "It is tentative, and how likely it is has not been said; give its probability."
    if booking.status is BookingStatus.OVERTIME and not booking.reason:
        yield "It is overtime without a reason; say why, or choose another day."
    if booking.status in TAKES_A_DAY and (full := day_is_full(diary, asked)):
        yield f"{full} Move one of the two."
    if booking.status is not BookingStatus.BOOKED:
        return
    if full := week_is_full(diary, asked):
        yield f"{full} Make it overtime, or move it."
    if booking.on_date < as_of and (booking.urn, booking.on_date) not in diary.delivered:
        yield f"It was booked for {full_day(booking.on_date)} and no delivery is recorded; record it, or cancel it."


def asked_again(booking: Booking) -> Asked:
    """A booking that is there as it was asked for."""
    return Asked(
        urn=booking.urn,
        on_date=booking.on_date,
        days=booking.days,
        probability=booking.probability if booking.status is BookingStatus.TENTATIVE else None,
        post=booking.post,
        reason=booking.reason or "",
        booking=booking.booking,
    )


def sold_beyond(diary: Diary) -> str:
    """That more is sold than there is to sell without a word of why; empty where it is not."""
    clients = [urn for urn in diary.schools if not diary.is_ours(urn)]
    sold = diary.committed(clients)
    booked = (b for b in diary.bookings if b.urn in clients and b.status is BookingStatus.BOOKED and b.reason)
    decided = sum((diary.takers[urn].decided for urn in clients if urn in diary.takers), Decimal(0))
    if sold - decided - sum((b.days for b in booked), Decimal(0)) <= diary.sellable:
        return ""
    return (
        f"{number_text(sold)} days are agreed or booked and {number_text(diary.sellable)} can be sold in {diary.year}; "
        f"say on a booking why a day of our own schools’ is sold, or wait-list {number_text(sold - diary.sellable)}."
    )
