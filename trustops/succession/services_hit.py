"""Which services lose the people who deliver them, and which schools, days and pounds hang on that?

The figures are those of the whole academic year as agreed: what a year without these people would cost in days and
income, for nobody knows how soon they can be replaced.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from trustops.costing.from_snapshot import service_inputs
from trustops.costing.missed import Missed, missed_by_school
from trustops.costing.price import four_places
from trustops.costing.service import service_cost, staff_fte
from trustops.costing.service_model import ServiceInputs
from trustops.models import Post, Service, ServiceStaff
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import number_text, percent_text
from trustops.quantities.working import Line, Working
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ServiceHit:
    """A service whose staff posts leavers hold; ``part`` of its work (0 to 1) is theirs.

    ``missed`` are the schools with the days of the year that nobody would deliver, ours first, and ``clients`` those of
    them that pay; ``sold_days`` and ``income`` are of clients, ``member_days`` of our own schools. These are None where
    the service's figures are not known, and ``unknown`` says why.
    """

    service: str
    name: str
    year: str
    posts: tuple[str, ...]
    part: Decimal | None
    sold_days: Decimal | None
    member_days: Decimal | None
    income: Decimal | None
    missed: tuple[Missed, ...]
    clients: tuple[Missed, ...]
    unknown: str
    working: Working | None

    @property
    def part_text(self) -> str:
        """Their part of its work, in whole percent."""
        return "" if self.part is None else percent_text(self.part * 100, 0)


def services_hit(snapshot: Snapshot, gone: Collection[str], year: AcademicYear | None = None) -> tuple[ServiceHit, ...]:
    """The services with a staff post that somebody in ``gone`` holds, in the order of their codes.

    >>> from datetime import date
    >>> services_hit(Snapshot.of(date(2026, 11, 22), []), {"P1"})
    ()
    """
    when = year or AcademicYear.containing(snapshot.as_of)
    theirs = _their_part_of_posts(snapshot, gone)
    return tuple(
        _hit(snapshot, service, posts, theirs, when)
        for service in snapshot.all(Service)
        if (posts := tuple(row.post for row in _staff_rows(snapshot, service.service) if row.post in theirs))
    )


def _their_part_of_posts(snapshot: Snapshot, gone: Collection[str]) -> Mapping[str, Decimal]:
    """Of each post that somebody in ``gone`` holds, the part of what is held of it that is theirs."""
    held: dict[str, Decimal] = {}
    lost: dict[str, Decimal] = {}
    for row in snapshot.holders:
        held[row.post] = held.get(row.post, Decimal(0)) + row.share
        if row.person in gone:
            lost[row.post] = lost.get(row.post, Decimal(0)) + row.share
    return {post: share / held[post] if held[post] else Decimal(1) for post, share in lost.items()}


def _staff_rows(snapshot: Snapshot, code: str) -> list[ServiceStaff]:
    """The rows of the posts that there are, as :func:`service_inputs` takes them."""
    rows = snapshot.all(ServiceStaff)
    return [row for row in rows if row.service == code and snapshot.one(Post, row.post) is not None]


def _hit(
    snapshot: Snapshot, service: Service, posts: tuple[str, ...], theirs: Mapping[str, Decimal], year: AcademicYear
) -> ServiceHit:
    try:
        inputs = service_inputs(snapshot, service.service, year)
        return _figures(inputs, _part(snapshot, inputs, theirs), posts)
    except TrustopsError as error:
        unknown = str(error)
        return ServiceHit(
            service.service, service.name, str(year), posts, None, None, None, None, (), (), unknown, None
        )


def _part(snapshot: Snapshot, inputs: ServiceInputs, theirs: Mapping[str, Decimal]) -> Decimal:
    """Their part of the service's full-time equivalent: each post's, × their part of the post."""
    rows = _staff_rows(snapshot, inputs.service)
    whole = staff_fte(inputs.staff, inputs.year)
    if not whole:
        raise TrustopsError(f"Nobody holds the posts that deliver {inputs.called} in {inputs.year}; see Holders.")
    pairs = zip(rows, inputs.staff, strict=True)
    lost = sum((staff_fte((pay,), inputs.year) * theirs.get(row.post, 0) for row, pay in pairs), Decimal(0))
    return lost / whole


def _figures(inputs: ServiceInputs, part: Decimal, posts: tuple[str, ...]) -> ServiceHit:
    cost = service_cost(inputs)
    if cost.income is None:
        raise TrustopsError(f"What a day of {inputs.called} is sold at is not known; give it on the Services sheet.")
    lost = four_places(cost.capacity.chargeable * part)
    every = missed_by_school(inputs, cost, cost.capacity.chargeable - lost)
    ours, clients = every[: len(inputs.members)], every[len(inputs.members) :]
    missed = tuple(each for each in every if each.missed)
    return ServiceHit(
        service=inputs.service,
        name=inputs.called,
        year=str(inputs.year),
        posts=posts,
        part=four_places(part),
        sold_days=sum((each.missed for each in clients), Decimal(0)),
        member_days=sum((each.missed for each in ours), Decimal(0)),
        income=sum((each.income for each in clients), Decimal("0.00")),
        missed=missed,
        clients=tuple(each for each in clients if each.missed),
        unknown="",
        working=Working.of(
            f"{inputs.called} without them, {inputs.year}", _lines(cost.capacity.chargeable, part, lost, missed)
        ),
    )


def _lines(chargeable: Decimal, part: Decimal, lost: Decimal, missed: tuple[Missed, ...]) -> Iterator[Line]:
    sums = f"{number_text(chargeable)} chargeable days × {percent_text(part * 100)}"
    yield Line("Days that they would deliver in the year", lost, sums, unit="days")
    for each in missed:
        yield Line(
            f"Days that {each.buyer.name} misses",
            each.missed,
            "in proportion to its days",
            each.buyer.source,
            unit="days",
        )
        if each.income:
            yield Line(f"Income from {each.buyer.name}", each.income, "its days missed × its price", each.buyer.source)
