"""What does the trust's own record say its schools are charged? Its rows, made into what ``charges`` takes."""

from collections.abc import Sequence
from decimal import Decimal

from trustops.charging.measures import Member
from trustops.charging.policies import Charges, charges
from trustops.charging.policy_rows import policy_of
from trustops.charging.statement import Statement, Taken, central
from trustops.models import Delivery, Relation, SchoolYear
from trustops.quantities.errors import TrustopsError
from trustops.quantities.working import sources
from trustops.quantities.years import AcademicYear, in_force
from trustops.snapshot import OURS, Snapshot


def charges_of(snapshot: Snapshot, policy: str, year: AcademicYear) -> Charges:
    """What each school pays under a policy of the record. Raises a TrustopsError that names the fact to mend."""
    return charges(policy_of(snapshot, policy, year), members_of(snapshot, year))


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
