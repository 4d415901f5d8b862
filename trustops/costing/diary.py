"""Who has which of a service's days? A year of its bookings, deliveries, agreements and absences, together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from trustops.costing.capacity import Capacity
from trustops.costing.school_days import Calendar
from trustops.models import Booking
from trustops.models.selling import BookingStatus
from trustops.quantities.years import AcademicYear, in_force

NONE = Decimal(0)
TAKES_A_DAY = (BookingStatus.BOOKED, BookingStatus.OVERTIME)
"""Bookings that take somebody's day; tentative and waiting ones take none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """A school that has, or had, an agreement for the service: ``agreed`` days of the year, and when it ran.

    ``ours`` for a school of the trust's own, whose agreed days are protected; ``decided`` are agreed days of which
    somebody has said what becomes of them beyond those that can be sold.
    """

    urn: str
    name: str
    ours: bool
    agreed: Decimal
    spans: tuple[tuple[str, date, date | None], ...] = ()
    decided: Decimal = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """A post that delivers the service, the days it has for it in a full week, and the spans that it is away.

    A span is its first and last day and, where it is known, why.
    """

    post: str
    title: str
    days_a_week: Decimal
    away: tuple[tuple[date, date, str], ...] = ()

    def is_away(self, day: date) -> bool:
        """Whether the post is away on the day."""
        return any(first <= day <= last for first, last, _ in self.away)


@dataclass(frozen=True)
class Diary:
    """A service's year. ``chargeable`` are its days, ``capacity`` how they were counted.

    ``calendars`` are those of schools that keep other dates; ``elsewhere`` are bookings of the same posts for other
    services; ``delivered`` are days received, by school and day; ``names`` what each school is called.
    """

    name: str
    year: AcademicYear
    calendar: Calendar
    chargeable: Decimal
    takers: Mapping[str, Taker] = field(default_factory=dict)
    workers: tuple[Worker, ...] = ()
    bookings: tuple[Booking, ...] = ()
    elsewhere: tuple[Booking, ...] = ()
    delivered: Mapping[tuple[str, date], Decimal] = field(default_factory=dict)
    started: date | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    capacity: Capacity | None = None
    calendars: Mapping[str, Calendar] = field(default_factory=dict)

    @property
    def home(self) -> Decimal:
        """The days agreed with the trust's own schools, which are protected."""
        return sum((taker.agreed for taker in self.takers.values() if taker.ours), NONE)

    @property
    def sellable(self) -> Decimal:
        """The days that are left to sell."""
        return max(NONE, self.chargeable - self.home)

    def school(self, urn: str) -> str:
        """What a school is called."""
        return self.names.get(urn) or f"school {urn}"

    def calendar_of(self, urn: str) -> Calendar:
        """The days on which a school can have the service."""
        return self.calendars.get(urn, self.calendar)

    @cached_property
    def by_day(self) -> Mapping[date, tuple[Booking, ...]]:
        """The bookings that take somebody's day, this service's and those of its posts for others."""
        days: dict[date, list[Booking]] = defaultdict(list)
        for booking in (*self.bookings, *self.elsewhere):
            if booking.status in TAKES_A_DAY:
                days[booking.on_date].append(booking)
        return {day: tuple(found) for day, found in days.items()}

    @cached_property
    def taken_on(self) -> Mapping[tuple[str, date], Decimal]:
        """What each school has had or has booked on each day, once; overtime is beyond the year's days."""
        booked, overtime = self.days_of(BookingStatus.BOOKED), self.days_of(BookingStatus.OVERTIME)
        return {
            key: max(booked.get(key, NONE), self.delivered.get(key, NONE) - overtime.get(key, NONE))
            for key in {**booked, **self.delivered}
        }

    @cached_property
    def taken(self) -> Mapping[str, Decimal]:
        """The days of the year that each school has had or has booked."""
        total: dict[str, Decimal] = defaultdict(Decimal)
        for (urn, _), days in self.taken_on.items():
            total[urn] += days
        return dict(total)

    def days_of(self, status: BookingStatus) -> Mapping[tuple[str, date], Decimal]:
        """The days booked of one status, by school and day."""
        days: dict[tuple[str, date], Decimal] = defaultdict(Decimal)
        for booking in self.bookings:
            if booking.status is status:
                days[booking.urn, booking.on_date] += booking.days
        return dict(days)

    def committed(self, urns: Iterable[str], more: Mapping[str, Decimal] | None = None) -> Decimal:
        """The days that some schools have a claim on: those agreed, or those taken where they are more."""
        return sum((self._claim(urn, (more or {}).get(urn, NONE)) for urn in urns), NONE)

    def _claim(self, urn: str, more: Decimal) -> Decimal:
        taker = self.takers.get(urn)
        return max(taker.agreed if taker else NONE, self.taken.get(urn, NONE) + more)

    @property
    def schools(self) -> tuple[str, ...]:
        """Every school with an agreement, a booking or a delivery, lowest URN first."""
        booked = (booking.urn for booking in self.bookings)
        return tuple(sorted({*self.takers, *booked, *(urn for urn, _ in self.delivered)}))

    def is_ours(self, urn: str) -> bool:
        """Whether a school is one of the trust's own."""
        taker = self.takers.get(urn)
        return taker is not None and taker.ours

    def agreement_on(self, urn: str, day: date) -> str | None:
        """The agreement of a school that runs on a day."""
        taker = self.takers.get(urn)
        spans = taker.spans if taker else ()
        return next((code for code, first, last in spans if in_force(first, last, day)), None)


def week_of(day: date) -> tuple[date, ...]:
    """The seven days of a day's week, Monday first."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=number) for number in range(7))
