"""What does the trust's own record say its schools are charged? Its rows, made into what ``charges`` takes."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from trustops.charging.measures import Measure, Member
from trustops.charging.methods import By, Hybrid, Method, Rate
from trustops.charging.policies import Charges, Policy, charges
from trustops.charging.statement import Statement, Taken, central
from trustops.models import ChargePolicy, Delivery, Relation, SchoolYear
from trustops.models.service import ChargeMethod
from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.quantities.words import listed
from trustops.quantities.working import sources
from trustops.quantities.years import AcademicYear, in_force
from trustops.snapshot import OURS, Snapshot

MEASURES: Mapping[ChargeMethod, Measure] = {
    ChargeMethod.PERCENT_OF_GAG: Measure.GAG,
    ChargeMethod.FLAT: Measure.SCHOOLS,
    ChargeMethod.PER_PUPIL: Measure.PUPILS,
    ChargeMethod.WEIGHTED_PUPILS: Measure.WEIGHTED_PUPILS,
    ChargeMethod.USAGE: Measure.USAGE,
}


def charges_of(snapshot: Snapshot, policy: str, year: AcademicYear) -> Charges:
    """What each school pays under a policy of the record. Raises a TrustopsError that names the fact to mend."""
    return charges(policy_of(snapshot, policy, year), members_of(snapshot, year))


def policy_of(snapshot: Snapshot, code: str, year: AcademicYear) -> Policy:
    """A row of the Charge policies sheet as ``charges`` takes it."""
    row = snapshot.one(ChargePolicy, code, str(year))
    if row is None:
        raise _no_policy(snapshot, code, year)
    origin = snapshot.origin(row)
    return Policy(
        code=code,
        year=year,
        method=_method(row),
        total_pence=row.total_pence,
        rate=None if row.percent_of_gag is None else Rate(Measure.GAG, row.percent_of_gag),
        sources={"total_pence": origin},
    )


def members_of(snapshot: Snapshot, year: AcademicYear) -> tuple[Member, ...]:
    """The schools that were the trust's own in any month of the year, with their size, by URN.

    A month counts by its 15th. A school with no row on the School years sheet has nothing known of it.
    """
    standing = [snapshot.relations_on(month.replace(day=15)) for month in year.months]
    found = []
    for urn in sorted({row.urn for row in snapshot.all(Relation) if row.relation in OURS}):
        if months := sum(day.get(urn) in OURS for day in standing):
            found.append(_member(snapshot, urn, year, months))
    if not found:
        raise TrustopsError(f"No school was a member of the trust in {year}; record them on the Relations sheet.")
    return tuple(found)


def statement_of(
    snapshot: Snapshot, urn: str, year: AcademicYear, services: Sequence[Taken], charged: Charges | None
) -> Statement:
    """The statement of one school: its orders (from ``taken``, with costing's figures) and its central charge."""
    mine = () if charged is None else tuple(central(row) for row in charged.rows if row.member.urn == urn)
    return Statement(urn, snapshot.site_name(urn), year, (*mine, *services))


def delivered_days(snapshot: Snapshot, service: str, urn: str, year: AcademicYear) -> Decimal | None:
    """The days of a service recorded at a school in the year; None where the service records none anywhere."""
    rows = [
        row for row in snapshot.all(Delivery) if row.service == service and in_force(year.start, year.end, row.on_date)
    ]
    if not rows:
        return None
    return sum((row.days for row in rows if row.urn == urn), Decimal(0))


def _no_policy(snapshot: Snapshot, code: str, year: AcademicYear) -> TrustopsError:
    rows = snapshot.all(ChargePolicy)
    years = sorted(row.year for row in rows if row.policy == code)
    if years:
        return TrustopsError(
            f"There is no charge policy {code} for {year}, only for {listed(years)}; "
            "add the year to the Charge policies sheet."
        )
    known = sorted({row.policy for row in rows})
    have = f"the policies are {listed(known)}" if known else "add it to the Charge policies sheet"
    return TrustopsError(f"There is no charge policy {code}; {have}.")


def _method(row: ChargePolicy) -> Method:
    if row.method is ChargeMethod.HYBRID:
        if row.flat_share is None:
            raise UnknownFigure(
                f"flat share of the charge policy {row.policy}",
                f"in {row.year}",
                "give it on the Charge policies sheet",
            )
        return Hybrid(((row.flat_share, By(Measure.SCHOOLS)), (1 - row.flat_share, By(Measure.PUPILS))))
    if row.method is ChargeMethod.POOL:
        raise TrustopsError(
            f"Charge policy {row.policy} of {row.year} pools GAG, which is shared by each school's assessed need and "
            "not charged; give the central charge a method of its own."
        )
    return By(MEASURES[row.method])


def _member(snapshot: Snapshot, urn: str, year: AcademicYear, months: int) -> Member:
    spells = [row for row in snapshot.all(Relation) if row.urn == urn]
    row = snapshot.one(SchoolYear, urn, str(year))
    name = snapshot.site_name(urn)
    said = {"months": sources(*(snapshot.origin(spell) for spell in spells))}
    if row is None:
        return Member(urn=urn, name=name, year=year, months=months, sources=said)
    origin = snapshot.origin(row)
    return Member(
        urn=urn,
        name=name,
        year=year,
        pupils=row.pupils,
        gag_pence=row.gag_pence,
        weight=row.weight,
        usage_days=row.usage_days,
        months=months,
        sources={**dict.fromkeys(("pupils", "gag_pence", "weight", "usage_days"), origin), **said},
    )
