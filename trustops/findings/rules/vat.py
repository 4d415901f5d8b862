"""How does what we sell stand to VAT? What was recorded, set beside what HMRC says; whoever advises on VAT decides."""

from collections.abc import Callable, Iterator

from trustops.agreements.vat import has_vat_back, is_decided
from trustops.findings.model import Area, Evidence, Raised, Rule, Severity
from trustops.findings.picture import Picture
from trustops.findings.rules.sold import agreed, is_signed, of_service, schools, sold
from trustops.models import Agreement, School, Service
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


def _neutral(picture: Picture) -> Iterator[Raised]:
    """By service: buyers that have VAT back, with those whose type is not recorded; who has none back is no case."""
    snapshot = picture.snapshot
    for service, agreements in sold(snapshot).items():
        charged = [row for row in agreements if row.vat is Vat.STANDARD and _back(snapshot, row) is not False]
        if charged:
            yield Raised(
                subject=of_service(service),
                message=_says_neutral(snapshot, service, charged),
                evidence=tuple(_evidence(snapshot, charged)),
            )


def _back(snapshot: Snapshot, row: Agreement) -> bool | None:
    school = snapshot.one(School, row.urn)
    return has_vat_back(school.school_type if school else None)


def _evidence(snapshot: Snapshot, charged: list[Agreement]) -> Iterator[Evidence]:
    """What type each school is, and by which agreement it is charged VAT."""
    for row in charged:
        school = snapshot.one(School, row.urn)
        said = (school.school_type if school else None) or "type not recorded"
        origin = snapshot.origin(school or row)
        yield Evidence(snapshot.site_name(row.urn), f"{said}; {row.agreement} is charged VAT", origin)


def _says_neutral(snapshot: Snapshot, service: Service, charged: list[Agreement]) -> str:
    known, unknown = ([row for row in charged if (_back(snapshot, row) is None) is lacks] for lacks in (False, True))
    if not known:
        return (
            f"Whether {schools(snapshot, unknown)} may have VAT on {service.name} back is not known from School type."
        )
    said = f"VAT on {service.name} is no cost to {schools(snapshot, known)}, which may have it back"
    return f"{said}; whether {schools(snapshot, unknown)} may is not known from School type." if unknown else f"{said}."


BUYER_NEUTRAL = Rule(
    id="costing.vat_buyer_neutral",
    title="VAT that the buyer may well have back",
    area=Area.COSTING,
    severity=Severity.NOTE,
    why="A price is compared before VAT by a school that reclaims it, as academies and councils for maintained schools "
    "do, and with VAT by one that cannot, as an independent school.",
    remedy="The service's owner compares prices before VAT with schools that have it back, and fills in School type on "
    "the Schools sheet where it is empty.",
    source="Value Added Tax Act 1994, sections 33 (local authorities) and 33B (academies)",
    check=_neutral,
)
