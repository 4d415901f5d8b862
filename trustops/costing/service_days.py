"""How do the days there are stand against those promised, booked and delivered? A service's year, month by month."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trustops.costing.diary import NONE, Diary
from trustops.costing.post_days import days_away
from trustops.models.selling import BookingStatus
from trustops.quantities.errors import UnknownFigure
from trustops.quantities.money import split
from trustops.quantities.years import month_end

UNITS = (Decimal(1), Decimal("0.5"), Decimal("0.1"), Decimal("0.01"), Decimal("0.0001"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Days of a month, a school or a year: ``ours`` and ``clients`` are had or booked, ``delivered`` part of them.

    ``booked`` are those still to come; ``expected`` is tentative days times how likely each is; none of tentative,
    waiting and overtime days is among the taken ones.
    """

    ours: Decimal = NONE
    clients: Decimal = NONE
    delivered: Decimal = NONE
    booked: Decimal = NONE
    tentative: Decimal = NONE
    expected: Decimal = NONE
    waiting: Decimal = NONE
    overtime: Decimal = NONE

    @property
    def taken(self) -> Decimal:
        """Had or booked, by our own schools and by clients."""
        return self.ours + self.clients


@dataclass(frozen=True, slots=True)
class MonthDays:
    """A month: ``there`` are its part of the chargeable days (None where no term dates say), ``away`` days absent."""

    month: date
    there: Decimal | None
    days: Decimal | None
    taken: Days
    away: int | None

    @property
    def left(self) -> Decimal | None:
        """The month's days that nobody has."""
        return None if self.there is None else self.there - self.taken.taken


@dataclass(frozen=True, slots=True)
class SchoolDays:
    """A school against its agreement; ``left`` are agreed days not yet had or booked, below zero when it has more."""

    urn: str
    name: str
    ours: bool
    agreed: Decimal
    days: Days

    @property
    def left(self) -> Decimal:
        """What of its agreement is still to be put on a day."""
        return self.agreed - self.days.taken


def days_of(diary: Diary, as_of: date, urns: Iterable[str], first: date, last: date) -> Days:
    """The days of some schools from ``first`` to ``last``; what is booked is what is still to come on ``as_of``."""
    wanted = frozenset(urns)
    here = [row for row in diary.bookings if row.urn in wanted and first <= row.on_date <= last]

    def within(days: Mapping[tuple[str, date], Decimal]) -> dict[tuple[str, date], Decimal]:
        return {key: number for key, number in days.items() if key[0] in wanted and first <= key[1] <= last}

    taken, booked = within(diary.taken_on), within(diary.days_of(BookingStatus.BOOKED))
    ours = sum((days for (urn, _), days in taken.items() if diary.is_ours(urn)), NONE)
    tentative = [row for row in here if row.status is BookingStatus.TENTATIVE]
    return Days(
        ours=ours,
        clients=sum(taken.values(), NONE) - ours,
        delivered=sum(within(diary.delivered).values(), NONE),
        booked=sum((days for (_, day), days in booked.items() if day >= as_of), NONE),
        tentative=sum((row.days for row in tentative), NONE),
        expected=sum((row.days * row.probability for row in tentative if row.probability is not None), NONE),
        waiting=sum((row.days for row in here if row.status is BookingStatus.WAIT_LIST), NONE),
        overtime=sum((row.days for row in here if row.status is BookingStatus.OVERTIME), NONE),
    )


def year_days(diary: Diary, as_of: date) -> Days:
    """The whole year's days, of every school."""
    return days_of(diary, as_of, diary.schools, diary.year.start, diary.year.end)


def months_of(diary: Diary, as_of: date) -> tuple[MonthDays, ...]:
    """The year's twelve months, September first."""
    there = month_shares(diary)
    return tuple(
        MonthDays(
            month,
            there.get(month),
            Decimal(diary.calendar.count(month, month_end(month))) if there else None,
            days_of(diary, as_of, diary.schools, month, month_end(month)),
            _away_in(diary, month),
        )
        for month in diary.year.months
    )


def schools_of(diary: Diary, as_of: date) -> tuple[SchoolDays, ...]:
    """Every school that has days of the year or asked for some: our own first, then by name."""
    found = []
    for urn in diary.schools:
        taker = diary.takers.get(urn)
        agreed = taker.agreed if taker else NONE
        days = days_of(diary, as_of, (urn,), diary.year.start, diary.year.end)
        if agreed or days != Days():
            found.append(SchoolDays(urn, diary.school(urn), diary.is_ours(urn), agreed, days))
    return tuple(sorted(found, key=lambda each: (not each.ours, each.name)))


def month_shares(diary: Diary) -> Mapping[date, Decimal]:
    """The chargeable days of each month, as the days it can be delivered on are of the year's (largest remainder).

    Empty where the year's half terms are not all known: which month has how many days is then not known either.
    """
    if not diary.calendar.knows(diary.year):
        return {}
    open_days = {month.isoformat(): diary.calendar.count(month, month_end(month)) for month in diary.year.months}
    unit = next(unit for unit in UNITS if not diary.chargeable % unit or unit == UNITS[-1])
    parts = split(int(diary.chargeable / unit), open_days)
    return {date.fromisoformat(month): part * unit for month, part in parts.items()}


def _away_in(diary: Diary, month: date) -> int | None:
    try:
        return sum(len(days_away(diary, worker, month, month_end(month))) for worker in diary.workers)
    except UnknownFigure:
        return None
