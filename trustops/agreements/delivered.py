"""Has each client had the days it agreed? Agreed against delivered, month by month, each day counted once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from trustops.agreements.deal import Deal
from trustops.agreements.school_days import SchoolDays, school_days
from trustops.models import Delivery, Service
from trustops.quantities.money import split
from trustops.quantities.words import number_text
from trustops.quantities.years import AcademicYear, month_end
from trustops.snapshot import Snapshot

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a school and service, in days; ``delivered`` is None where nobody records them.

    ``begun`` is whether the day that is asked about has reached it.
    """

    first: date
    agreed: Decimal
    delivered: Decimal | None
    begun: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """A school's days of a service in a year: ``agreed`` for all of it, and both ``so_far``, to the day.

    Several agreements of one school and service are one line here, so that no delivered day counts for two.
    """

    urn: str
    service: str
    year: AcademicYear
    agreed: Decimal
    agreed_so_far: Decimal
    delivered_so_far: Decimal | None
    months: tuple[Month, ...]
    basis: str

    @property
    def ahead(self) -> Decimal | None:
        """Delivered less agreed so far: above zero over-delivered, below under-delivered; None where not recorded."""
        return None if self.delivered_so_far is None else self.delivered_so_far - self.agreed_so_far

    @property
    def sentence(self) -> str:
        """How the delivery stands, in a sentence."""
        if self.delivered_so_far is None or self.ahead is None:
            return f"{days_text(self.agreed)} agreed in {self.year}; what was delivered is not recorded."
        had = f"{number_text(self.delivered_so_far)} of {days_text(self.agreed)} delivered"
        over = self.agreed_so_far == self.agreed
        by_now = "" if over else f"; {number_text(self.agreed_so_far, 1)} would be due by now"
        if abs(self.ahead) < 1:
            return f"{had}{by_now}."
        word = "more" if self.ahead > 0 else "fewer"
        return f"{had}{by_now}, {number_text(abs(self.ahead), 1)} {word} than agreed{'' if over else ' so far'}."


def days_text(days: Decimal) -> str:
    """Days with their noun; parts of a day stay.

    >>> days_text(Decimal(1)), days_text(Decimal("9.50"))
    ('1 day', '9.5 days')
    """
    return "1 day" if days == 1 else f"{number_text(days)} days"


def against(snapshot: Snapshot, deals: Iterable[Deal]) -> tuple[Against, ...]:
    """Each school's days of each service, agreed against delivered, by school and service."""
    orders: dict[tuple[str, str, AcademicYear], list[Deal]] = defaultdict(list)
    for deal in deals:
        orders[deal.agreement.urn, deal.agreement.service, deal.year].append(deal)
    delivered = _by_month(snapshot)
    return tuple(_against(snapshot, delivered, key, orders[key]) for key in sorted(orders))


Delivered = Mapping[tuple[str, AcademicYear], Mapping[str, Mapping[date, Decimal]]]
"""Days delivered by service and year, and within that by school and month."""


def _by_month(snapshot: Snapshot) -> Delivered:
    found: dict[tuple[str, AcademicYear], dict[str, dict[date, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    for row in snapshot.all(Delivery):
        months = found[row.service, AcademicYear.containing(row.on_date)][row.urn]
        first = row.on_date.replace(day=1)
        months[first] = months.get(first, Decimal(0)) + row.days
    return found


def _against(
    snapshot: Snapshot, delivered: Delivered, key: tuple[str, str, AcademicYear], deals: list[Deal]
) -> Against:
    urn, code, year = key
    service = snapshot.one(Service, code)
    calendar = school_days(snapshot, urn, year, service.delivered_on if service else None)
    spread = [agreed_by_month(deal, calendar) for deal in deals]
    agreed = {month: sum((each.get(month, Decimal(0)) for each in spread), Decimal(0)) for month in year.months}
    recorded = delivered.get((code, year))  # nothing at all recorded in a year is not the same as no days given
    had = None if recorded is None else recorded.get(urn, {})
    return Against(
        urn=urn,
        service=code,
        year=year,
        agreed=sum((deal.days for deal in deals), Decimal(0)),
        agreed_so_far=sum((agreed_by(deal, calendar, snapshot.as_of) for deal in deals), Decimal(0)),
        delivered_so_far=None if had is None else sum(had.values(), Decimal(0)),
        months=tuple(
            Month(month, agreed[month], None if had is None else had.get(month, Decimal(0)), month <= snapshot.as_of)
            for month in year.months
        ),
        basis=calendar.basis,
    )


def agreed_by_month(deal: Deal, calendar: SchoolDays) -> dict[date, Decimal]:
    """The year's days of an agreement, shared over its months by their school days; hundredths that sum exactly.

    An agreement that runs on no school day, in August alone, has its days in the month in which it begins.
    """
    weights = {
        month.isoformat(): calendar.within(max(month, deal.begins), min(month_end(month), deal.ends))
        for month in deal.year.months
    }
    if not any(weights.values()):
        return {deal.begins.replace(day=1): deal.days}
    parts = split(int(deal.days.scaleb(2)), weights)
    return {date.fromisoformat(month): Decimal(part).scaleb(-2) for month, part in parts.items()}


def agreed_by(deal: Deal, calendar: SchoolDays, day: date) -> Decimal:
    """The days that the school should have had by a day, to a hundredth: its share of the year's school days."""
    whole = calendar.within(deal.begins, deal.ends)
    if whole == 0:
        return deal.days if day >= deal.ends else Decimal(0)
    return (deal.days * calendar.within(deal.begins, min(day, deal.ends)) / whole).quantize(HUNDREDTH, ROUND_HALF_UP)
