"""On which days does a rule fall in an academic year, and which submission answers which of them?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from trustops.governance.obligations import DutyBook
from trustops.governance.rule_language import UNITS, Config, Event, Every, Fixed, Monthly, Nth, Part, Termly, TimesAYear
from trustops.governance.working_days import working_days_after
from trustops.quantities.words import counted
from trustops.quantities.years import ONE_DAY, AcademicYear, add_months, month_end

YEARLY = (Fixed, Config, Nth)
TIME_TO_RETURN = timedelta(days=60)
"""How long after a census day its return may still be sent, where DfE's own date is not known: for matching only."""


@dataclass(frozen=True, slots=True)
class Done:
    """That an obligation was done: for the period that ended on ``period_end``, and where it was reported."""

    period_end: date
    done_on: date
    reported_at: str | None
    row: object

    @property
    def key_day(self) -> date:
        """The day that decides which occurrence is meant: done early, or for a period that is long over."""
        return min(self.period_end, self.done_on)

    @property
    def whole_year(self) -> AcademicYear | None:
        """The academic year that it was done for and in, when its period is written as the year's."""
        year = AcademicYear.containing(self.period_end)
        return year if self.period_end == year.end and year.start <= self.done_on <= year.end else None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that an obligation falls in a year: what is done for ``starts`` to ``ends`` answers it."""

    starts: date
    ends: date
    due: date | None
    late_after: date | None = None
    """The last day in time; None with a ``due`` means that nobody has set it, so it cannot be late yet."""
    done: Done | None = None
    note: str = ""
    by_period: bool = False
    """Whether only the period end decides: of several days in a year, one is often dealt with before another's."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the trust's own sheets say: the days on which events happened, by name, and its terms, by year."""

    events: Mapping[str, Sequence[date]] = field(default_factory=dict)
    terms: Mapping[AcademicYear, Sequence[tuple[date, date]]] = field(default_factory=dict)


NOTHING_KNOWN = Known()


def occurrences(
    parts: Sequence[Part],
    year: AcademicYear,
    done: Sequence[Done],
    book: DutyBook,
    late_key: str = "",
    known: Known = NOTHING_KNOWN,
) -> tuple[Occurrence, ...]:
    """Every occurrence of a rule in a year, each with what answers it; never none, so that no duty is silent."""
    found: list[Occurrence] = []
    for part in parts:
        if isinstance(part, Every):
            found += _since_last_done(part, year, done)
        elif isinstance(part, Event):
            found += _after_events(part, year, done, known.events.get(part.name, ()))
        else:
            found += _on_calendar(part, year, book, late_key, known)
    if len(found) > 1 and all(isinstance(part, YEARLY) for part in parts):
        found = _one_after_another(found, parts, year, book)
    return tuple(_answered(found, year, done))


def _answered(found: list[Occurrence], year: AcademicYear, done: Sequence[Done]) -> Iterator[Occurrence]:
    """Each takes the first submission that means it and that no earlier occurrence has taken."""
    left = sorted(done, key=lambda each: (each.done_on, each.period_end))
    for occurrence in found:
        if occurrence.done or occurrence.starts > occurrence.ends:
            yield occurrence
            continue
        alone = len(found) == 1
        answer = next((each for each in left if _answers(each, occurrence, year, alone=alone)), None)
        if answer:
            left.remove(answer)
        yield replace(occurrence, done=answer)


def _one_after_another(
    found: list[Occurrence], parts: Sequence[Part], year: AcademicYear, book: DutyBook
) -> list[Occurrence]:
    """Of a rule with several days a year, each is for what ended since the one before, whichever part that was."""
    days = {day_in(part, each, book) for part in parts for each in (year.previous(), year)}
    known = sorted(day for day in days if day)

    def starts(occurrence: Occurrence) -> date:
        before = [day for day in known if day < occurrence.ends]
        return before[-1] + ONE_DAY if before else occurrence.starts

    return [replace(each, starts=starts(each), by_period=True) for each in found]


def _answers(done: Done, occurrence: Occurrence, year: AcademicYear, *, alone: bool) -> bool:
    if alone and done.whole_year:
        return done.whole_year == year
    day = done.period_end if occurrence.by_period else done.key_day
    return occurrence.starts <= day <= occurrence.ends


def _on_calendar(part: Part, year: AcademicYear, book: DutyBook, late_key: str, known: Known) -> Iterator[Occurrence]:
    if isinstance(part, Monthly):
        yield from (_after_month(month_end(month), part) for month in year.months)
    elif isinstance(part, Termly):
        for first, last in known.terms.get(year, terms(year)):
            summer = last.month > 4 and last.year > year.first  # what is done in August is still of the summer term
            yield Occurrence(first, year.end if summer else last, last, last)
    elif isinstance(part, TimesAYear):
        yield from (Occurrence(year.start, year.end, year.end, year.end) for _ in range(part.times))
    else:
        yield _yearly(part, year, book, late_key)


def _after_month(last: date, part: Monthly) -> Occurrence:
    due = working_days_after(last, part.working_days)
    note = "" if due else f"The bank holidays of {last.year + 1} are not known yet; add them from GOV.UK."
    return Occurrence(last.replace(day=1), last, due, due, note=note)


def terms(year: AcademicYear) -> tuple[tuple[date, date], ...]:
    """The three terms by their contractual ends, 31 December, 30 April and 31 August (the Burgundy Book).

    >>> terms(AcademicYear(2025))[1]
    (datetime.date(2026, 1, 1), datetime.date(2026, 4, 30))
    """
    spring = year.first + 1
    return (
        (year.start, date(year.first, 12, 31)),
        (date(spring, 1, 1), date(spring, 4, 30)),
        (date(spring, 5, 1), year.end),
    )


def _yearly(part: Part, year: AcademicYear, book: DutyBook, late_key: str) -> Occurrence:
    """What is done from the day after last year's date up to this year's answers this year's."""
    due, before = day_in(part, year, book), day_in(part, year.previous(), book)
    starts = _last_day(before, year.previous(), book, late_key) + ONE_DAY if before else year.start
    if due is None:
        note = (
            f"The day for {year} is not announced, or not known here; when it is, write it as the rule on the "
            "Obligations sheet, like FIXED(01-28), with the year's From and To."
        )
        return Occurrence(starts, year.end, None, note=note)
    late_after = book.date_set(late_key, year) if late_key else due
    note = "" if late_after else f"The day until which it may be sent in is not announced for {year}."
    return Occurrence(starts, _last_day(due, year, book, late_key), due, late_after, note=note)


def _last_day(due: date, year: AcademicYear, book: DutyBook, late_key: str) -> date:
    return (book.date_set(late_key, year) or due + TIME_TO_RETURN) if late_key else due


def day_in(part: Part, year: AcademicYear, book: DutyBook) -> date | None:
    """The day of a once-a-year rule in an academic year, or None where it is not set.

    >>> from trustops.governance.rule_language import Nth
    >>> day_in(Nth(3, 3, 5), AcademicYear(2025), DutyBook.published())
    datetime.date(2026, 5, 21)
    """
    if isinstance(part, Fixed):
        first = date(_calendar_year(part.month, year), part.month, 1)
        return first.replace(day=min(part.day, month_end(first).day))
    if isinstance(part, Nth):
        first = date(_calendar_year(part.month, year), part.month, 1)
        return first + timedelta(days=(part.weekday - first.weekday()) % 7 + 7 * (part.nth - 1))
    return book.date_set(part.key, year) if isinstance(part, Config) else None


def _calendar_year(month: int, year: AcademicYear) -> int:
    return year.first if month >= year.start.month else year.first + 1


def _since_last_done(part: Every, year: AcademicYear, done: Sequence[Done]) -> Iterator[Occurrence]:
    """One for each time that it was done in the year, and the next one where that still falls in it."""
    in_order = sorted(done, key=lambda each: each.done_on)
    earlier = [each for each in in_order if each.done_on < year.start]
    last = earlier[-1].done_on if earlier else None
    within = [each for each in in_order if year.start <= each.done_on <= year.end]
    for each in within:
        due = add_months(last, part.months) if last else None
        yield Occurrence(year.start, year.end, due, due, each)
        last = each.done_on
    due = add_months(last, part.months) if last else None
    if not within or (due and due <= year.end):
        later = next((each for each in in_order if each.done_on > year.end), None) if due and due <= year.end else None
        note = "" if due else "It is not recorded as ever done, so when it is next due is not known."
        # Nothing answers this one: whatever was done is an occurrence of its own above.
        yield Occurrence(year.end, year.start, due, due, later, note)


def _after_events(part: Event, year: AcademicYear, done: Sequence[Done], days: Sequence[date]) -> Iterator[Occurrence]:
    """One for each that is known to have happened, and for each that was dealt with, its ``period_end`` being the day
    that it happened."""
    left = sorted(
        (each for each in done if year.start <= each.period_end <= year.end), key=lambda each: each.period_end
    )
    happened = [day for day in sorted(set(days)) if year.start <= day <= year.end]
    for day in happened:
        due = event_due(part, day)
        answer = next((each for each in left if day <= each.period_end <= (due or day)), None)
        if answer:
            left.remove(answer)
        # Nothing else answers this one: what was done is looked for here.
        yield Occurrence(day, day - ONE_DAY, due, due, answer)
    for each in left:
        due = event_due(part, each.period_end)
        yield Occurrence(each.period_end, each.period_end, due, due, each)
    if not happened and not left:
        note = f"It is due only when it happens ({part.name}), {_how_soon(part)}; nothing is recorded this year."
        yield Occurrence(year.end, year.start, None, note=note)


def _how_soon(part: Event) -> str:
    """How long after an event its answer is due, in words.

    >>> [_how_soon(Event("change", number, "D")) for number in (14, 0, -1)]
    ['within 14 days', 'at once', '1 day before']
    """
    if not part.number:
        return "at once"
    units = UNITS[part.unit]
    span = counted(abs(part.number), units.removesuffix("s"), units)
    return f"within {span}" if part.number > 0 else f"{span} before"


def event_due(part: Event, happened: date) -> date | None:
    """The last day for what follows an event; hours count as whole days, upwards.

    Companies Act 2006 section 853A: a review period that ends on 14 March 2026 is confirmed by 28 March.

    >>> event_due(Event("end of review period", 14, "D"), date(2026, 3, 14))
    datetime.date(2026, 3, 28)
    """
    if part.unit == "W":
        return working_days_after(happened, part.number)
    if part.unit == "M":
        return add_months(happened, part.number)
    days = -(-part.number // 24) if part.unit == "H" else part.number
    return happened + timedelta(days=days)
