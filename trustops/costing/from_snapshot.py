"""What does the trust's own record say a service costs? The workbook's rows, made into what ``service_cost`` takes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from trustops.costing.capacity import CapacityLines
from trustops.costing.clients import Buyer
from trustops.costing.holding import held_in, stand_ins
from trustops.costing.non_pay import CostItem
from trustops.costing.pay import NJC_POINTS, TEACHER_POINTS, Dated, Pay, SpinePoint, SpotSalary
from trustops.costing.post import PostPay
from trustops.costing.service import service_cost
from trustops.costing.service_model import ServiceCost, ServiceInputs
from trustops.costing.term_time import SAME_LEAVE_RATIO, TermTimeFormula, formula_named
from trustops.models import (
    Agreement,
    Alternative,
    Post,
    School,
    Service,
    ServiceCapacity,
    TrustRate,
)
from trustops.models import ServiceCost as CostRow
from trustops.models import ServiceStaff as StaffRow
from trustops.models.post import PayScale, Pension
from trustops.models.school import PayArea
from trustops.models.service import FIRM, Charge, DeliveredOn
from trustops.models.trust import TrustRateName
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.money import pounds
from trustops.quantities.words import listed
from trustops.quantities.working import sources
from trustops.quantities.years import AcademicYear, months_in_force, overlaps
from trustops.rates import RateBook
from trustops.snapshot import OURS, Snapshot

DAYS_OF_CAPACITY = (
    "weeks",
    "inset_days",
    "training_days",
    "sickness_days",
    "supervision_days",
    "admin_and_travel_days",
)

BANK_HOLIDAYS = Decimal(8)
AREA = PayArea.REST_OF_ENGLAND  # where neither the school nor the trust says; three schools in four are in it
SCALES = {PayScale.TEACHER: TEACHER_POINTS, PayScale.LEADERSHIP: TEACHER_POINTS, PayScale.NJC: NJC_POINTS}
AWARDS = {NJC_POINTS: TrustRateName.PAY_AWARD_NJC, TEACHER_POINTS: TrustRateName.PAY_AWARD_TEACHERS}


def service_cost_of(snapshot: Snapshot, code: str, year: AcademicYear, rates: RateBook | None = None) -> ServiceCost:
    """What a service of the trust costs in a year. Raises a TrustopsError that names the fact to mend."""
    return service_cost(service_inputs(snapshot, code, year, rates))


def service_costs(snapshot: Snapshot, year: AcademicYear) -> Iterator[tuple[Service, ServiceCost | TrustopsError]]:
    """Every service that has capacity, staff or agreements in the year, with its cost or why it has none."""
    rates = RateBook.published()
    for service in snapshot.all(Service):
        if not _runs_in(snapshot, service.service, year):
            continue
        try:
            yield service, service_cost_of(snapshot, service.service, year, rates)
        except TrustopsError as error:
            yield service, error


def _runs_in(snapshot: Snapshot, code: str, year: AcademicYear) -> bool:
    has_capacity = snapshot.one(ServiceCapacity, code, str(year)) is not None
    return has_capacity or any(True for _ in agreements_in(snapshot, code, year))


def service_inputs(snapshot: Snapshot, code: str, year: AcademicYear, rates: RateBook | None = None) -> ServiceInputs:
    """A service's rows of a year as ``service_cost`` takes them; what-if changes are made to these."""
    service = snapshot.one(Service, code)
    if service is None:
        known = [row.service for row in snapshot.all(Service)]
        have = f"the services are {listed(known)}" if known else "import a workbook with a Services sheet first"
        raise TrustopsError(f"There is no service {code}; {have}.")
    members, clients = _buyers(snapshot, code, year)
    alternative = alternative_in(snapshot, code, year)
    overhead = snapshot.trust_rate(TrustRateName.OVERHEAD, year.start)
    return ServiceInputs(
        service=code,
        name=service.name,
        year=year,
        rates=rates or RateBook.published(),
        staff=tuple(_staff(snapshot, code)),
        capacity=_capacity(snapshot, service, year),
        costs=tuple(_costs(snapshot, code, year)),
        overhead_rate=overhead.value if overhead else None,
        members=members,
        clients=clients,
        price=None if service.price_pence is None else pounds(service.price_pence),
        alternative=None if alternative is None else pounds(alternative.price_pence),
        alternative_like_for_like=None if alternative is None else alternative.like_for_like,
        week_hours=_week_hours(snapshot),
        sources={
            **_said(snapshot, service, "price"),
            **_said(snapshot, overhead, "overhead_rate"),
            **_said(snapshot, alternative, "alternative"),
            **_said(snapshot, snapshot.trust, "week_hours"),
        },
    )


def _said(snapshot: Snapshot, row: Any, *fields: str) -> dict[str, str]:
    """The row as what some fields were read off; nothing where there is no row."""
    return {} if row is None else dict.fromkeys(fields, snapshot.origin(row))


def _week_hours(snapshot: Snapshot) -> Decimal:
    return snapshot.trust.week_hours if snapshot.trust else Decimal(37)


def agreements_in(snapshot: Snapshot, code: str, year: AcademicYear) -> Iterator[Agreement]:
    """The agreements for a service whose days count in the year."""
    for row in snapshot.all(Agreement):
        if row.service == code and row.status in FIRM and overlaps(row.from_date, row.to_date, year.start, year.end):
            yield row


def days_in(agreement: Agreement, year: AcademicYear) -> Decimal:
    """An agreement's days in a year: its days per year, by the months that it runs."""
    months = months_in_force(agreement.from_date, agreement.to_date, year)
    return (agreement.days_per_year * months / 12).quantize(Decimal("0.01")).normalize() + 0


def _buyers(snapshot: Snapshot, code: str, year: AcademicYear) -> tuple[tuple[Buyer, ...], tuple[Buyer, ...]]:
    """The trust's own schools, and the others, as they stood when each agreement began to run in the year."""
    members: list[Buyer] = []
    clients: list[Buyer] = []
    for row in agreements_in(snapshot, code, year):
        ours = snapshot.relations_on(max(row.from_date, year.start)).get(row.urn) in OURS
        (members if ours else clients).append(buyer_of(snapshot, row, year))
    return tuple(members), tuple(clients)


def buyer_of(snapshot: Snapshot, row: Agreement, year: AcademicYear) -> Buyer:
    """An agreement as the sums take it: its school, and the days and price of the year."""
    return Buyer(
        urn=row.urn,
        name=snapshot.site_name(row.urn),
        days=days_in(row, year),
        price=None if row.price_pence is None else pounds(row.price_pence),
        charge=row.charge or Charge.PRICE,
        source=snapshot.origin(row),
    )


def _capacity(snapshot: Snapshot, service: Service, year: AcademicYear) -> CapacityLines:
    row = snapshot.one(ServiceCapacity, service.service, str(year))
    if row is None:
        raise UnknownFigure(f"capacity of {service.name}", f"in {year}", "add the year to the Service capacity sheet")
    posts = [post for staff in _staff_rows(snapshot, service.service) if (post := snapshot.one(Post, staff.post))]
    longest = max(posts, key=lambda post: post.leave_days, default=None)
    leave = (longest.leave_days if longest else Decimal(33)) - BANK_HOLIDAYS
    none = Decimal(0)
    return CapacityLines(
        weeks=row.weeks,
        inset_days=row.inset_days or none,
        training_days=row.training_days or none,
        sickness_days=row.sickness_days or none,
        supervision_days=row.supervision_days or none,
        admin_and_travel_days=row.admin_and_travel_days or none,
        leave_days=leave,
        bank_holidays=BANK_HOLIDAYS,
        delivered_on=service.delivered_on or DeliveredOn.SCHOOL_DAYS,
        sources={
            **_said(snapshot, row, *DAYS_OF_CAPACITY),
            **_said(snapshot, longest, "leave_days"),
            **_said(snapshot, service, "delivered_on"),
        },
    )


def _costs(snapshot: Snapshot, code: str, year: AcademicYear) -> Iterator[CostItem]:
    for row in snapshot.all(CostRow):
        if row.service == code and row.year == str(year):
            origin = snapshot.origin(row)
            yield CostItem(row.item, row.kind, pounds(row.amount_pence), row.life_years, row.days, origin)


def _staff_rows(snapshot: Snapshot, code: str) -> list[StaffRow]:
    return [row for row in snapshot.all(StaffRow) if row.service == code]


def _staff(snapshot: Snapshot, code: str) -> Iterator[PostPay]:
    for row in _staff_rows(snapshot, code):
        post = snapshot.one(Post, row.post)
        if post is not None:
            pay = post_pay(snapshot, post, row.share)
            yield replace(pay, sources={**pay.sources, **_said(snapshot, row, "share")})


def post_pay(snapshot: Snapshot, post: Post, share: Decimal = Decimal(1)) -> PostPay:
    """What a post of the trust is paid, as its row and the trust's own rates say."""
    formula, said = term_time_formula(snapshot, post)
    return PostPay(
        title=post.title,
        pay=_pay(snapshot, post),
        hours=post.hours,
        week_hours=_week_hours(snapshot),
        weeks=post.weeks,
        leave_days=post.leave_days,
        pension=post.pension or Pension.NONE,
        lgps_rates=dated(snapshot, TrustRateName.LGPS_EMPLOYER),
        levy_payer=bool(snapshot.trust and snapshot.trust.levy_payer),
        share=share,
        held=held_in(snapshot, post),
        stand_ins=stand_ins(snapshot, post),
        formula=formula,
        sources={
            "formula": said,
            **_said(snapshot, post, "hours", "weeks", "leave_days"),
            **_said(snapshot, snapshot.trust, "week_hours"),
        },
    )


def _pay(snapshot: Snapshot, post: Post) -> Pay:
    """The salary written on the post; where none is, its spine point with the trust's assumed awards."""
    if post.salary_pence is not None:
        return SpotSalary.of(pounds(post.salary_pence), snapshot.origin(post))
    scale = SCALES.get(post.pay_scale) if post.pay_scale else None
    if scale is None or not post.spine_point:
        raise UnknownFigure(
            f"pay of {post.title} ({post.post})",
            "on any day",
            "give the post a salary, or a pay scale and spine point, on the Posts sheet",
        )
    area, said = pay_area(snapshot, post.site) if scale == TEACHER_POINTS else (None, "")
    read = sources(snapshot.origin(post), said)
    return SpinePoint(post.spine_point, scale, area, dated(snapshot, AWARDS[scale]), read)


def pay_area(snapshot: Snapshot, site: str) -> tuple[PayArea, str]:
    """The pay area of a site's teachers and what says so: its school, else the trust, else the rest of England."""
    for row in (snapshot.one(School, site), snapshot.trust):
        if row is not None and row.pay_area is not None:
            return row.pay_area, snapshot.origin(row)
    return AREA, ""


def term_time_formula(snapshot: Snapshot, post: Post) -> tuple[TermTimeFormula, str]:
    """How a post's term-time-only pay is worked out and what says so: its own row, else the trust's, else our default.

    The default is the Green Book's own.
    """
    for row in (post, snapshot.trust):
        if row is not None and row.term_time_pay is not None:
            return formula_named(row.term_time_pay), snapshot.origin(row)
    return SAME_LEAVE_RATIO, ""


def dated(snapshot: Snapshot, rate: TrustRateName) -> tuple[Dated, ...]:
    """The steps of one of the trust's own rates, oldest first."""
    rows: list[TrustRate] = sorted(
        (row for row in snapshot.all(TrustRate) if row.rate == rate), key=lambda row: row.from_date
    )
    return tuple(Dated(row.value, row.from_date, row.source or "", snapshot.origin(row)) for row in rows)


def alternative_in(snapshot: Snapshot, code: str, year: AcademicYear) -> Alternative | None:
    """What a day would cost elsewhere in the year: like for like before unlike, then the cheapest."""
    rows = [
        row
        for row in snapshot.all(Alternative)
        if row.service == code and overlaps(row.from_date, row.to_date, year.start, year.end)
    ]
    return min(rows, key=_preference, default=None)


def _preference(row: Alternative) -> tuple[bool, int, date]:
    return row.like_for_like is False, row.price_pence, row.from_date
