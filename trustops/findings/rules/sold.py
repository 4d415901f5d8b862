"""What do the rules about selling look at? The agreements with schools that are not the trust's own, by service."""

from collections import defaultdict
from collections.abc import Iterable

from trustops.findings.model import Evidence, Subject
from trustops.models import TRUST_SITE, Agreement, Service
from trustops.models.service import AgreementStatus
from trustops.quantities.words import listed
from trustops.snapshot import OURS, Snapshot

HOPED_FOR = (AgreementStatus.OFFERED, AgreementStatus.TENTATIVE)


def sold(snapshot: Snapshot) -> dict[Service, list[Agreement]]:
    """The agreements that run or are to come, signed or hoped for, with other schools; by service, in its order."""
    found: dict[str, list[Agreement]] = defaultdict(list)
    for row in snapshot.all(Agreement):
        over = row.status is AgreementStatus.ENDED or (row.to_date is not None and row.to_date < snapshot.as_of)
        if not over and snapshot.relations.get(row.urn) not in OURS:
            found[row.service].append(row)
    return {service: found[service.service] for service in snapshot.all(Service) if service.service in found}


def is_signed(row: Agreement) -> bool:
    """Whether an agreement binds already."""
    return row.status is AgreementStatus.SIGNED


def schools(snapshot: Snapshot, rows: Iterable[Agreement]) -> str:
    """The schools of some agreements in words, each once."""
    return listed(list(dict.fromkeys(snapshot.site_name(row.urn) for row in rows)))


def of_service(service: Service) -> Subject:
    """A service as what a finding is about."""
    return Subject("service", service.service, service.name)


def of_trust(snapshot: Snapshot) -> Subject:
    """The trust as what a finding is about."""
    return Subject("trust", TRUST_SITE, snapshot.trust.name if snapshot.trust else "the trust")


def agreed(snapshot: Snapshot, row: Agreement, value: str) -> Evidence:
    """A fact of an agreement, with its row."""
    return Evidence(f"{row.agreement}, {snapshot.site_name(row.urn)}", value, snapshot.origin(row))
