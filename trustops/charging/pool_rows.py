"""What does each school need of a pool, by the trust's own record, and which of our services serve each other?"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from trustops.charging.appeals import NO_APPEAL, Appeal, Step
from trustops.charging.policies import Charges
from trustops.charging.pooling import Need, Pool, pool
from trustops.charging.reciprocal import FullCost, SharedService, full_costs
from trustops.models import AppealStatus, PoolNeed, ServiceUse
from trustops.quantities.errors import UnknownFigure
from trustops.quantities.money import pounds
from trustops.quantities.words import listed
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot


def pool_of(snapshot: Snapshot, central: Charges) -> Pool | None:
    """The pool of the charges' year by the Pool needs sheet; None where no school has a need recorded for it.

    Raises a TrustopsError that names the school and the figure that is missing.
    """
    needs = needs_of(snapshot, central.policy.year)
    return pool(central, needs) if needs else None


def needs_of(snapshot: Snapshot, year: AcademicYear) -> dict[str, Need]:
    """The needs of the year by URN. The sheet keeps an appeal's last step, not those before it."""
    return {
        row.urn: Need(
            per_pupil=pounds(row.per_pupil_pence),
            lump=pounds(row.lump_pence or 0),
            assessment=row.assessment or "",
            pfi_pence=row.pfi_pence or 0,
            consulted_on=row.consulted_on,
            appeal=_appeal(snapshot, row),
            source=snapshot.origin(row),
        )
        for row in snapshot.all(PoolNeed)
        if row.year == str(year)
    }


def full_costs_of(snapshot: Snapshot, year: AcademicYear, services: Sequence[SharedService]) -> tuple[FullCost, ...]:
    """What services cost in full where they serve each other; empty where the Service use sheet has none of the year.

    ``services`` are costing's figures: each one's own cost and the days that schools take. Raises UnknownFigure where
    a service of the sheet is not among them.
    """
    rows = [row for row in snapshot.all(ServiceUse) if row.year == str(year)]
    given = {each.code for each in services}
    if missing := sorted({code for row in rows for code in (row.service, row.user)} - given):
        raise UnknownFigure(
            f"cost of {listed(missing)}",
            f"in {year}",
            "the Service use sheet names it; give what the Services page says that its cost lacks",
        )
    used: dict[str, dict[str, Decimal]] = {}
    for row in rows:
        used.setdefault(row.service, {})[row.user] = row.days
    return full_costs([replace(each, by_services=used.get(each.code, {})) for each in services]) if rows else ()


def _appeal(snapshot: Snapshot, row: PoolNeed) -> Appeal:
    if row.appeal in (None, AppealStatus.NONE):
        return NO_APPEAL
    if row.appeal_on is None:
        raise UnknownFigure(
            f"day of the appeal of {snapshot.site_name(row.urn)}", f"in {row.year}", "give Appeal on, on Pool needs"
        )
    step = Step(row.appeal, row.appeal_on, row.appeal_reason or "")
    return Appeal((step,), out_of_pool=bool(row.out_of_pool) and row.appeal is AppealStatus.DFE_DECIDED)
