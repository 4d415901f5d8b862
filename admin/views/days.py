"""Whose are a service's days, which are booked, who waits, and may one more be had? A year of its diary."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from admin.downloads import asked_for, table_file
from admin.pages import TrustopsView, expose
from admin.security.signed_in import engine_of_app
from admin.views.day_booking import book, booking_fields, new_code
from admin.views.links import Tab
from admin.views.services import years_of
from reports.charts.booked_days import booked_days_chart
from reports.service_days import agreed_and_delivered, days_in_a_sentence, months_table
from trustops.costing.bookings import days_text, sold_beyond, wrong
from trustops.costing.diary import Diary
from trustops.costing.diary_from_snapshot import diary_of
from trustops.costing.post_days import Counted, counted_against_recorded, deliverable
from trustops.costing.service_days import months_of, schools_of, year_days
from trustops.models import Booking, DataClass
from trustops.models.selling import BookingStatus
from trustops.quantities.errors import UnknownFigure
from trustops.quantities.words import percent_text
from trustops.quantities.working import Working
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot
from trustops.store.engine import writing

UNPROCESSABLE = 422


class BookedDay(NamedTuple):
    """A booking as a list has it: how it ``stands``, and what is ``wrong`` with it, empty where nothing is."""

    row: Booking
    school: str
    size: str
    stands: str
    post: str
    origin: str
    wrong: str


class AwaySpan(NamedTuple):
    """A post that is away; ``why`` only for those who may know."""

    title: str
    first: date
    last: date
    why: str


class DaysView(TrustopsView):
    """A service's days in a year, and the form that books one."""

    title = "Days"
    place = "days"
    address = "/services/<code>/days"
    part_of = "services"

    @expose("/")
    def index(self, code: str) -> str | Response:
        year = self.year
        if kind := asked_for():
            snapshot = self.snapshot()
            deliveries = agreed_and_delivered(snapshot, code, year)
            table = months_table(diary_of(snapshot, code, year), deliveries, self.as_of)
            return table_file(table, f"{code}-days-{year}", kind)
        return self._page(code, year, {"days": "1", "booking": new_code()}, {})

    @expose("/book", "GET", "POST")
    def book(self, code: str) -> str | Answer | tuple[str, int]:
        if request.method == "GET":
            return redirect(url_for(".index", code=code))
        typed = {name: text.strip()[:200] for name, text in request.form.items() if name != "csrf_token"}
        with writing(engine_of_app()) as connection:
            tried = book(connection, self.user, code, typed, self.as_of)
        if tried.problems:
            return self._page(code, self.year, typed, tried.problems), UNPROCESSABLE
        flash(tried.said)
        return redirect(url_for(".index", code=code, year=tried.year), 303)

    def _page(self, code: str, year: AcademicYear, typed: dict[str, str], problems: Any) -> str:
        snapshot = self.snapshot()
        diary = diary_of(snapshot, code, year)
        days, months = year_days(diary, self.as_of), months_of(diary, self.as_of)
        deliveries = agreed_and_delivered(snapshot, code, year)
        table = months_table(diary, deliveries, self.as_of)
        bookings = tuple(booked_days(snapshot, diary, self.as_of))
        knows_why = self.sees(DataClass.RESTRICTED_HR)
        return self.show(
            "service_days.html",
            code=code,
            year=year,
            years=tuple(
                Tab(str(each), url_for(".index", code=code, year=each), each == year)
                for each in years_of(snapshot, code)
            ),
            diary=diary,
            days=days,
            lead=days_in_a_sentence(diary, days, self.as_of),
            table=table,
            chart=booked_days_chart(diary, months),
            schools=schools_of(diary, self.as_of),
            deliveries=deliveries,
            bookings=[each for each in bookings if each.row.status in KEPT and each.row.on_date >= self.as_of],
            waiting=[each for each in bookings if each.row.status is BookingStatus.WAIT_LIST],
            wrong=[each for each in bookings if each.wrong],
            beyond=sold_beyond(diary),
            away=tuple(away_spans(diary, self.as_of, knows_why=knows_why)),
            workings=tuple(workings(diary, self.as_of)),
            counted=counted_lines(diary, knows_why=knows_why),
            known=diary.calendar.knows(year),
            may_book=self.may("days.book", "POST") and self.as_of <= year.end,
            fields=booking_fields(snapshot, diary, typed, problems),
            booking=typed.get("booking", ""),
            problems=problems,
        )


KEPT = (BookingStatus.BOOKED, BookingStatus.TENTATIVE, BookingStatus.OVERTIME)
"""The bookings that are on a day."""


def booked_days(snapshot: Snapshot, diary: Diary, as_of: date) -> Iterator[BookedDay]:
    """Every booking of the year that stands, by day, with what is wrong with it."""
    faults: dict[str, list[str]] = {}
    for booking, sentence in wrong(diary, as_of):
        faults.setdefault(booking.booking, []).append(sentence)
    for row in sorted(diary.bookings, key=lambda each: (each.on_date, each.booking)):
        if row.status is not BookingStatus.CANCELLED:
            post = snapshot.post_title(row.post) if row.post else ""
            said = " ".join(faults.get(row.booking, ()))
            size = days_text(row.days)
            yield BookedDay(row, diary.school(row.urn), size, _stands(row), post, snapshot.origin(row), said)


def _stands(row: Booking) -> str:
    likely = "" if row.probability is None else f", {percent_text(row.probability * 100, 0)} likely"
    return f"{row.status}{likely}"


def away_spans(diary: Diary, as_of: date, *, knows_why: bool) -> Iterator[AwaySpan]:
    """Who is away from the day on, soonest first; why only where it may be known."""
    first, last = max(as_of, diary.year.start), diary.year.end
    spans = [
        AwaySpan(worker.title, begins, ends, why if knows_why else "")
        for worker in diary.workers
        for begins, ends, why in worker.away
        if ends >= first and begins <= last
    ]
    yield from sorted(spans, key=lambda span: (span.first, span.title))


def workings(diary: Diary, as_of: date) -> Iterator[Working]:
    """How the year's days were counted, and what each post can still deliver of it."""
    if diary.capacity is not None:
        yield diary.capacity.working
    first = max(as_of, diary.year.start)
    for worker in diary.workers:
        try:
            if first <= diary.year.end:
                yield deliverable(diary, worker, first, diary.year.end)
        except UnknownFigure:  # the page says that no term dates are known
            continue


def counted_lines(diary: Diary, *, knows_why: bool) -> tuple[Counted, ...]:
    """The counted and the recorded days; why one person was away is told only to those who may know."""
    lines = counted_against_recorded(diary)
    if knows_why:
        return lines
    why = [line for line in lines if line.label in ("Training", "Sickness")]
    rest = tuple(line for line in lines if line not in why)
    recorded = [line.recorded for line in why if line.recorded is not None]
    both = sum(recorded[1:], recorded[0]) if recorded else None
    return (*rest, Counted("Training and sickness", why[0].counted + why[1].counted, both)) if why else rest
