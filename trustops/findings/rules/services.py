"""Does each service stand on more than one person, and is everything known that its cost needs?"""

from collections.abc import Iterator

from trustops.findings.model import Area, Evidence, Raised, Rule, Severity, Subject
from trustops.findings.picture import Picture
from trustops.findings.rules.delivery import capacity_of
from trustops.models import Agreement, Service, ServiceStaff
from trustops.models.service import AgreementStatus
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted, listed, number_text
from trustops.quantities.years import in_force
from trustops.snapshot import OURS, Snapshot


def _subject(service: Service) -> Subject:
    return Subject("service", service.service, service.name)


def _one_person(picture: Picture) -> Iterator[Raised]:
    """By posts and holders alone, so that a service whose cost is not known is still seen."""
    snapshot = picture.snapshot
    for service in snapshot.all(Service):
        clients = _clients(snapshot, service.service)
        people = _people(snapshot, service.service)
        if clients and len(people) <= 1:
            who = "One person delivers" if people else "Nobody holds a post that delivers"
            names = listed([snapshot.site_name(row.urn) for row in clients])
            to = counted(len(clients), "client school")
            yield Raised(
                subject=_subject(service),
                message=f"{who} {service.name} to {to}: {names}.",
                evidence=tuple(_delivery_evidence(snapshot, people, clients)),
                severity=Severity.AMBER if people else Severity.RED,
            )


def _clients(snapshot: Snapshot, service: str) -> list[Agreement]:
    """The agreements in force with schools that are not the trust's own, one a school."""
    found = [
        row
        for row in snapshot.all(Agreement)
        if row.service == service
        and row.status is AgreementStatus.SIGNED
        and in_force(row.from_date, row.to_date, snapshot.as_of)
        and snapshot.relations.get(row.urn) not in OURS
    ]
    return list({row.urn: row for row in found}.values())


def _people(snapshot: Snapshot, service: str) -> dict[str, str]:
    """Who delivers a service, with the origin of the holding."""
    posts = {row.post for row in snapshot.all(ServiceStaff) if row.service == service and row.share > 0}
    return {row.person: snapshot.origin(row) for row in snapshot.holders if row.post in posts}


def _delivery_evidence(snapshot: Snapshot, people: dict[str, str], clients: list[Agreement]) -> Iterator[Evidence]:
    for person, origin in people.items():
        yield Evidence("Delivered by", snapshot.person_name(person), origin, restricted=True)
    for row in clients:
        days = f"{number_text(row.days_per_year)} days a year"
        yield Evidence(snapshot.site_name(row.urn), days, snapshot.origin(row))


ONE_PERSON = Rule(
    id="costing.one_person",
    title="One person delivers a service that is sold",
    area=Area.COSTING,
    severity=Severity.AMBER,
    why="If that person is ill or leaves, the trust cannot give clients the days that it has sold.",
    remedy="The service's owner agrees cover with an associate or the local authority, and puts it in the agreements.",
    source="Our default; a sole deliverer of a sold service is a critical post",
    check=_one_person,
)


def _rate_unconfirmed(picture: Picture) -> Iterator[Raised]:
    for service, cost in picture.services:
        if isinstance(cost, TrustopsError):
            capacity = capacity_of(picture, service)
            if capacity is not None and capacity.chargeable <= 0:
                continue  # no days is a finding of its own, and says why there is no cost
            reason, severity = f"has no cost for {picture.year}: {cost}", Severity.AMBER
        elif cost.employment.assumed:
            reason = f"is costed for {picture.year} with a pay award that has not been announced."
            severity = Severity.NOTE
        else:
            continue
        yield Raised(
            subject=_subject(service),
            message=f"{service.name} {reason}",
            evidence=(Evidence("Service", service.service, picture.snapshot.origin(service)),),
            severity=severity,
        )


RATE_UNCONFIRMED = Rule(
    id="costing.rate_unconfirmed",
    title="A figure that a service's cost needs is not known",
    area=Area.COSTING,
    severity=Severity.AMBER,
    why="A price or a budget that rests on a guess, or on nothing, may be wrong by thousands of pounds.",
    remedy="The finance director adds the figure where the message says, with its source, as soon as it is announced.",
    source="Our default: unknown is not zero, and an assumption is named",
    check=_rate_unconfirmed,
)
