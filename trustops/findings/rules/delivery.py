"""Can each service be delivered: has it days, somebody in post, and clients who cannot leave before a post can end?"""

from collections.abc import Iterator

from trustops.costing.capacity import Capacity, service_capacity
from trustops.costing.employment import EmploymentCost
from trustops.costing.from_snapshot import service_inputs
from trustops.costing.service import staff_fte
from trustops.costing.service_model import ServiceCost
from trustops.findings.model import Area, Evidence, Raised, Rule, Severity
from trustops.findings.picture import Picture
from trustops.findings.rules.sold import agreed, is_signed, of_service, sold
from trustops.models import Agreement, Person, Post, Service, ServiceCapacity, ServiceStaff
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted, listed, number_text
from trustops.snapshot import Snapshot
from trustops.succession.notice import notice_of

A_TERM = 13
"""Weeks of notice that are a full term."""

DAYS_IN_WEEK = 7


def _no_capacity(picture: Picture) -> Iterator[Raised]:
    for service, cost in picture.services:
        capacity = capacity_of(picture, service) if isinstance(cost, TrustopsError) else cost.capacity
        if capacity is None or capacity.chargeable > 0:
            continue
        row = picture.snapshot.one(ServiceCapacity, service.service, str(picture.year))
        yield Raised(
            subject=of_service(service),
            message=f"{service.name} has no day to deliver in {picture.year}: "
            f"{number_text(capacity.contracted)} contracted, and nothing left after what is taken from them.",
            evidence=(Evidence("Capacity", "no chargeable days", picture.snapshot.origin(row) if row else ""),),
        )


def capacity_of(picture: Picture, service: Service) -> Capacity | None:
    """The days of a service whose cost is not known; None where they are not known either."""
    try:
        inputs = service_inputs(picture.snapshot, service.service, picture.year)
        return service_capacity(inputs.capacity, staff_fte(inputs.staff, inputs.year))
    except TrustopsError:
        return None


NO_CAPACITY = Rule(
    id="costing.no_capacity",
    title="A service has no day to deliver",
    area=Area.COSTING,
    severity=Severity.RED,
    why="Without days there is no day rate, and every agreement for the service promises what nobody can give.",
    remedy="The service's owner corrects the Service capacity and Service staff sheets, or the hours of its posts.",
    source="Our default: a day rate divides by the chargeable days",
    check=_no_capacity,
)


def _vacant(picture: Picture) -> Iterator[Raised]:
    for service, cost in picture.services:
        if isinstance(cost, ServiceCost):
            posts = zip(_posts(picture.snapshot, service.service), cost.employment.posts, strict=True)
            if empty := [(post, paid) for post, paid in posts if paid.vacant]:
                yield _nobody(picture, service, empty)


def _nobody(picture: Picture, service: Service, empty: list[tuple[Post, EmploymentCost]]) -> Raised:
    said = [f"{post.title} for {counted(len(paid.vacant), 'month')}" for post, paid in empty]
    return Raised(
        subject=of_service(service),
        message=f"Nobody holds {listed(said)} of {picture.year}, and no cover is recorded, so what {service.name} "
        "costs counts pay that may not be paid.",
        evidence=tuple(
            Evidence(post.title, f"empty from {paid.vacant[0]:%B %Y}", picture.snapshot.origin(post))
            for post, paid in empty
        ),
    )


def _posts(snapshot: Snapshot, service: str) -> list[Post]:
    """The posts of a service as its cost counts them."""
    rows = (row for row in snapshot.all(ServiceStaff) if row.service == service)
    return [post for row in rows if (post := snapshot.one(Post, row.post)) is not None]


POST_VACANT = Rule(
    id="costing.post_vacant",
    title="Nobody holds a post that delivers a service",
    area=Area.COSTING,
    severity=Severity.AMBER,
    why="The cost of the service is a guess, and its days are promised by nobody.",
    remedy="The service's owner records the holder, or the cover and what it costs on the Post cover sheet.",
    source="Our default: an empty post is named, and never counted as nothing",
    check=_vacant,
)


def _notice(picture: Picture) -> Iterator[Raised]:
    snapshot = picture.snapshot
    for service, rows in sold(snapshot).items():
        posts = {post.post for post in _posts(snapshot, service.service)}
        needed = A_TERM + max(
            (_weeks(snapshot, row.person) for row in snapshot.holders if row.post in posts), default=0
        )
        early = [row for row in rows if is_signed(row) and _is_short(row, service, needed)]
        if early:
            yield _may_leave(snapshot, service, early, needed)


def _may_leave(snapshot: Snapshot, service: Service, early: list[Agreement], needed: int) -> Raised:
    names = [f"{snapshot.site_name(row.urn)} ({_given(row, service)})" for row in early]
    return Raised(
        subject=of_service(service),
        message=f"{counted(len(early), 'client')} of {service.name} may leave at shorter notice than its staff’s own "
        f"and a term: {listed(names)}.",
        evidence=(
            Evidence("Staff's notice and a term", counted(needed, "week"), "People", restricted=True),
            *(agreed(snapshot, row, _given(row, service)) for row in early),
        ),
    )


def _given(row: Agreement, service: Service) -> str:
    return counted(_agreed_weeks(row, service) or 0, "week")


def _is_short(row: Agreement, service: Service, needed: int) -> bool:
    weeks = _agreed_weeks(row, service)
    return weeks is not None and weeks < needed


def _agreed_weeks(row: Agreement, service: Service) -> int | None:
    return row.notice_weeks if row.notice_weeks is not None else service.notice_weeks


def _weeks(snapshot: Snapshot, code: str) -> int:
    """Whole weeks from notice given on the day to the last day of work; none where the person's are not known."""
    person = snapshot.one(Person, code)
    if person is None:
        return 0
    try:
        return (notice_of(person, snapshot.as_of).leaves - snapshot.as_of).days // DAYS_IN_WEEK
    except TrustopsError:
        return 0


NOTICE_TOO_SHORT = Rule(
    id="costing.notice_too_short",
    title="A client may leave before a post can end",
    area=Area.COSTING,
    severity=Severity.AMBER,
    why="The trust would pay for a post whose days nobody buys until its notice has run.",
    remedy="The service's owner agrees a longer notice at the next renewal; HR says what notice the post has.",
    source="Our default: the employee's notice and one term of 13 weeks; notice that is not recorded counts as none",
    check=_notice,
)
