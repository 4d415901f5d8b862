"""What does the trust's own record say of a service's days? The workbook's rows of a year, made into a ``Diary``."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from trustops.costing.capacity import service_capacity
from trustops.costing.diary import Diary, Taker, Worker
from trustops.costing.from_snapshot import days_in, service_inputs
from trustops.costing.school_days import Calendar, all_year_calendar, school_calendar
from trustops.costing.service import staff_fte
from trustops.costing.term_time import DAYS_IN_WEEK
from trustops.models import TRUST_SITE, Agreement, Away, Booking, Delivery, Post, Service, ServiceStaff, TermDate
from trustops.models.service import FIRM, Beyond, DeliveredOn
from trustops.quantities.years import AcademicYear, in_force, overlaps
from trustops.snapshot import OURS, Snapshot


def diary_of(snapshot: Snapshot, code: str, year: AcademicYear) -> Diary:
    """A service's year, as its rows have it; raises a TrustopsError that names the fact to mend."""
    inputs = service_inputs(snapshot, code, year)
    capacity = service_capacity(inputs.capacity, staff_fte(inputs.staff, year))
    service = snapshot.one(Service, code)
    workers = tuple(_workers(snapshot, code))
    posts = {worker.post for worker in workers}
    bookings = [row for row in snapshot.all(Booking) if in_force(year.start, year.end, row.on_date)]
    takers = _takers(snapshot, code, year)
    delivered = _delivered(snapshot, code, year)
    schools = {*takers, *(row.urn for row in bookings), *(urn for urn, _ in delivered)}
    return Diary(
        name=inputs.called,
        year=year,
        calendar=calendar_of(snapshot, service),
        chargeable=capacity.chargeable,
        takers=takers,
        workers=workers,
        bookings=tuple(row for row in bookings if row.service == code),
        elsewhere=tuple(row for row in bookings if row.service != code and row.post in posts),
        delivered=delivered,
        started=service.started if service else None,
        names={urn: snapshot.site_name(urn) for urn in schools},
        capacity=capacity,
        calendars=_own_calendars(snapshot, service),
    )


def calendar_of(snapshot: Snapshot, service: Service | None) -> Calendar:
    """The days that a service can be delivered on: every weekday, or the trust's school days."""
    if service is not None and service.delivered_on is DeliveredOn.ALL_YEAR:
        return all_year_calendar()
    return school_calendar(snapshot.all(TermDate), origin=snapshot.origin)


def _own_calendars(snapshot: Snapshot, service: Service | None) -> dict[str, Calendar]:
    """The calendars of schools that keep other half terms; none for a service that is delivered all year."""
    if service is not None and service.delivered_on is DeliveredOn.ALL_YEAR:
        return {}
    rows = snapshot.all(TermDate)
    return {site: school_calendar(rows, site, snapshot.origin) for site in {row.site for row in rows} - {TRUST_SITE}}


def _workers(snapshot: Snapshot, code: str) -> Iterator[Worker]:
    full = snapshot.trust.week_hours if snapshot.trust else Decimal(37)
    for row in snapshot.all(ServiceStaff):
        post = snapshot.one(Post, row.post)
        if row.service != code or post is None:
            continue
        away = (
            (each.from_date, each.to_date or each.from_date, str(each.kind))
            for each in snapshot.all(Away)
            if each.post == row.post
        )
        yield Worker(
            post=post.post,
            title=post.title,
            days_a_week=post.hours * row.share * DAYS_IN_WEEK / full,
            away=tuple(away),
        )


def _takers(snapshot: Snapshot, code: str, year: AcademicYear) -> Mapping[str, Taker]:
    """The schools whose agreements for the service count, now or in another year, by URN."""
    rows: dict[str, list[Agreement]] = defaultdict(list)
    for row in snapshot.all(Agreement):
        if row.service == code and row.status in FIRM:
            rows[row.urn].append(row)
    return {urn: _taker(snapshot, urn, found, year) for urn, found in rows.items()}


def _taker(snapshot: Snapshot, urn: str, rows: list[Agreement], year: AcademicYear) -> Taker:
    running = [row for row in rows if overlaps(row.from_date, row.to_date, year.start, year.end)]
    began = max(min((row.from_date for row in running), default=year.start), year.start)
    return Taker(
        urn=urn,
        name=snapshot.site_name(urn),
        ours=snapshot.relations_on(began).get(urn) in OURS,
        agreed=sum((days_in(row, year) for row in running), Decimal(0)),
        spans=tuple((row.agreement, row.from_date, row.to_date) for row in rows),
        decided=sum((days_in(row, year) for row in running if _is_decided(row)), Decimal(0)),
    )


def _is_decided(row: Agreement) -> bool:
    """Whether somebody has said what becomes of its days beyond those that can be sold; selling them needs a reason."""
    return row.beyond is Beyond.WAIT_LIST or (row.beyond is not None and bool(row.beyond_reason))


def _delivered(snapshot: Snapshot, code: str, year: AcademicYear) -> dict[tuple[str, date], Decimal]:
    found: dict[tuple[str, date], Decimal] = defaultdict(Decimal)
    for row in snapshot.all(Delivery):
        if row.service == code and in_force(year.start, year.end, row.on_date):
            found[row.urn, row.on_date] += row.days
    return dict(found)
