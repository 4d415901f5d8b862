"""How does what we sell stand to VAT? What was recorded, set beside what HMRC says; whoever advises on VAT decides."""

from collections.abc import Callable, Iterator

from trustops.agreements.vat import is_decided
from trustops.findings.model import Area, Raised, Rule, Severity
from trustops.findings.picture import Picture
from trustops.findings.rules.sold import agreed, is_signed, of_service, schools, sold
from trustops.models import Agreement, Service
from trustops.models.service import Vat
from trustops.snapshot import Snapshot

NOTICE_701_30 = "HMRC, VAT Notice 701/30 (education and vocational training)"


def _recorded(
    wanted: Callable[[Agreement], bool], says: Callable[[Snapshot, Service, list[Agreement]], str]
) -> Callable[[Picture], Iterator[Raised]]:
    """A check of how the agreements of each service are recorded; a note where none of them is signed yet."""

    def check(picture: Picture) -> Iterator[Raised]:
        for service, agreements in sold(picture.snapshot).items():
            if rows := [row for row in agreements if wanted(row)]:
                yield Raised(
                    subject=of_service(service),
                    message=says(picture.snapshot, service, rows),
                    evidence=tuple(agreed(picture.snapshot, row, row.vat or "not recorded") for row in rows),
                    severity=None if any(is_signed(row) for row in rows) else Severity.NOTE,
                )

    return check


def _not_decided(row: Agreement) -> bool:
    return not is_decided(row.vat) or row.vat is Vat.OUTSIDE_SCOPE


def _says_review(snapshot: Snapshot, service: Service, rows: list[Agreement]) -> str:
    name = schools(snapshot, rows)
    if all(row.vat is Vat.OUTSIDE_SCOPE for row in rows):
        return f"{service.name} for {name} is recorded as outside the scope of VAT, and it is sold to another school."
    return f"How {service.name} for {name} stands to VAT is not decided."


STANDARD_REVIEW = Rule(
    id="costing.vat_standard_review",
    title="How a sale to another school stands to VAT is not decided",
    area=Area.COSTING,
    severity=Severity.AMBER,
    why="Staff supplied to another school for administration and the like are standard-rated; VAT that was not "
    "charged is the trust's own cost.",
    remedy="The finance director asks whoever advises the trust on VAT, and records the answer on the Agreements "
    "sheet.",
    source=f"{NOTICE_701_30}: staff supplied between eligible bodies",
    check=_recorded(_not_decided, _says_review),
)


def _says_exempt(snapshot: Snapshot, service: Service, rows: list[Agreement]) -> str:
    return f"{service.name} for {schools(snapshot, rows)} is recorded as exempt from VAT."


EXEMPT_POSSIBLE = Rule(
    id="costing.vat_exempt_possible",
    title="A sale to another school is treated as exempt from VAT",
    area=Area.COSTING,
    severity=Severity.AMBER,
    why="It is exempt as closely related to education only where it is for the direct use of pupils and goes from one "
    "eligible body to the body that educates them.",
    remedy="The finance director asks whoever advises the trust on VAT whether both are so, and keeps the answer.",
    source=f"{NOTICE_701_30}: closely related goods and services",
    check=_recorded(lambda row: row.vat is Vat.EXEMPT, _says_exempt),
)


def _says_neutral(snapshot: Snapshot, service: Service, rows: list[Agreement]) -> str:
    return (
        f"VAT on {service.name} for {schools(snapshot, rows)} is no cost to a school that is an academy or "
        "maintained; which each is, is not recorded."
    )


BUYER_NEUTRAL = Rule(
    id="costing.vat_buyer_neutral",
    title="VAT that the buyer may well have back",
    area=Area.COSTING,
    severity=Severity.NOTE,
    why="A price is compared before VAT by a school that reclaims it, and with VAT by one that cannot.",
    remedy="The service's owner asks the school which it is before a price is compared.",
    source="Value Added Tax Act 1994, sections 33 (local authorities) and 33B (academies)",
    check=_recorded(lambda row: row.vat is Vat.STANDARD, _says_neutral),
)
