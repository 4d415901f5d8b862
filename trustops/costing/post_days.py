"""Which days can a post deliver between two dates, and what has come of the days that its year was counted from?"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trustops.costing.diary import NONE, Diary, Worker
from trustops.costing.school_days import away_days
from trustops.costing.term_time import DAYS_IN_WEEK
from trustops.models.working_time import AwayKind
from trustops.quantities.errors import UnknownFigure
from trustops.quantities.words import day_text, number_text
from trustops.quantities.working import Line, Working, sources


def days_away(diary: Diary, worker: Worker, first: date, last: date) -> frozenset[date]:
    """The days from ``first`` to ``last`` that a post could deliver, and is away on; raises UnknownFigure."""
    return away_days(diary.calendar, ((begins, ends) for begins, ends, _ in worker.away), first, last)


def deliverable(diary: Diary, worker: Worker, first: date, last: date) -> Working:
    """The days that a post can deliver between two dates: days of the calendar in its week, less those it is away.

    Raises UnknownFigure where the half terms of those dates are not known.
    """
    there = diary.calendar.count(first, last)
    away = len(days_away(diary, worker, first, last))
    part = worker.days_a_week / DAYS_IN_WEEK
    of_week = "" if part == 1 else f" × {number_text(worker.days_a_week)} ÷ {DAYS_IN_WEEK} days a week"
    kind = "Weekdays" if diary.calendar.all_year else "School days"
    said = sources(*diary.calendar.sources(diary.year))
    return Working.of(
        f"Days of {worker.title} from {day_text(first)} to {day_text(last)}",
        (
            Line(kind, there * part, f"{there} days{of_week}", said, "days"),
            Line("Away", -away * part, f"−{away} days{of_week}" if away else "nobody is away", unit="days"),
            Line("Days that can be delivered", (there - away) * part, "the lines above, added", unit="days"),
        ),
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """A line of the year's capacity: the days ``counted`` for it, and those that the calendar and Away ``record``.

    None where nothing records them.
    """

    label: str
    counted: Decimal
    recorded: Decimal | None


def counted_against_recorded(diary: Diary) -> tuple[Counted, ...]:
    """What the year's days were counted from, and what has come of it so far; empty without a capacity."""
    if diary.capacity is None:
        return ()
    there, inset, fte = _calendar_days(diary), diary.calendar.inset_days(diary.year), _fte(diary)
    known = diary.calendar.knows(diary.year) and not diary.calendar.all_year
    return (
        Counted("Contracted days", diary.capacity.contracted, None if there is None else there * fte),
        Counted("INSET days", diary.capacity.inset, inset * fte if known else None),
        Counted("Training", diary.capacity.training, _recorded(diary, AwayKind.TRAINING)),
        Counted("Sickness", diary.capacity.sickness, _recorded(diary, AwayKind.SICKNESS)),
    )


def _calendar_days(diary: Diary) -> Decimal | None:
    if not diary.calendar.knows(diary.year):
        return None
    return Decimal(diary.calendar.count(diary.year.start, diary.year.end))


def _fte(diary: Diary) -> Decimal:
    return sum((worker.days_a_week for worker in diary.workers), NONE) / DAYS_IN_WEEK


def _recorded(diary: Diary, kind: AwayKind) -> Decimal | None:
    try:
        return sum((_away_for(diary, worker, kind) for worker in diary.workers), NONE)
    except UnknownFigure:
        return None


def _away_for(diary: Diary, worker: Worker, kind: AwayKind) -> Decimal:
    spans = ((first, last) for first, last, why in worker.away if why == kind)
    days = away_days(diary.calendar, spans, diary.year.start, diary.year.end)
    return len(days) * worker.days_a_week / DAYS_IN_WEEK
