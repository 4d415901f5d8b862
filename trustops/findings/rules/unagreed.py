"""Does anybody use a service that they have not agreed to pay for?"""

from collections.abc import Iterator

from trustops.agreements.delivered import days_text
from trustops.agreements.unagreed import Unagreed, unagreed
from trustops.findings.model import Area, Evidence, Raised, Rule, Severity, Subject
from trustops.findings.picture import Picture
from trustops.quantities.words import day_text
from trustops.snapshot import Snapshot


def _unagreed(picture: Picture) -> Iterator[Raised]:
    for year in (picture.year.previous(), picture.year):
        for each in unagreed(picture.snapshot, year):
            yield _raised(picture.snapshot, each, str(year))


def _raised(snapshot: Snapshot, each: Unagreed, year: str) -> Raised:
    return Raised(
        subject=Subject("client", f"{each.urn}+{each.service}+{year}", each.school),
        message=each.sentence,
        evidence=tuple(
            Evidence(f"Delivered on {day_text(row.on_date)}", days_text(row.days), snapshot.origin(row))
            for row in each.had
        ),
    )


NO_AGREEMENT = Rule(
    id="costing.no_agreement",
    title="A school uses a service without an agreement",
    area=Area.COSTING,
    severity=Severity.AMBER,
    why="Nobody is invoiced for those days, so the trust's own schools pay for them; nobody agreed what they promise.",
    remedy="The service's owner agrees a price with the school, and records it on the Agreements sheet.",
    source="Our default: use without an agreement is charged as the rate card says, pay as you go",
    check=_unagreed,
)
