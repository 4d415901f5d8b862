"""The four schools of the worked sums as rows of a workbook: two policies, a pool with an appeal, a ledger that is out.

In 2025/26 they pay 5 % of GAG, £857,550.00; the year before, the first three paid £800,000.00 by pupils.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from trustops.models import (
    AppealStatus,
    ChargeBand,
    ChargePolicy,
    ChargeRelief,
    PoolNeed,
    Relation,
    School,
    SchoolYear,
    Trust,
    record_of,
)
from trustops.models.school import Phase, RelationKind
from trustops.models.service import ChargeMethod, PolicyStatus
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot

YEAR = AcademicYear(2025)
ON = date(2026, 6, 1)
A, B, C, D = "990001", "990002", "990003", "990004"
NAMES = {A: "Ashby", B: "Beeston", C: "Corby", D: "=Dell"}
SIZES = {
    A: (1200, 792_000_000, "1.25", 310),
    B: (900, 585_000_000, "1.15", 260),
    C: (420, 222_600_000, "1", 120),
    D: (210, 115_500_000, "1", 95),
}
NEEDS = {A: (630_000, None), B: (635_000, None), C: (515_000, None), D: (515_000, 6_000_000)}


def rows(*more: Any, without: tuple[type, ...] = ()) -> list[Any]:
    """The trust's rows and more, but for those of some sheets."""
    made = [
        record_of(Trust)(name="Four Schools Trust"),
        *(
            record_of(School)(urn=urn, name=f"{name} School", short_name=name, phase=Phase.PRIMARY)
            for urn, name in NAMES.items()
        ),
        *(_relation(urn) for urn in SIZES),
        *(_size(urn, "2025/26") for urn in SIZES),
        *(_size(urn, "2024/25") for urn in (A, B, C)),
        policy("CENTRAL", ChargeMethod.PERCENT_OF_GAG, PolicyStatus.APPROVED, **AS_APPROVED),
        policy("MIXED", ChargeMethod.HYBRID, total_pence=85_755_000, flat_share=Decimal("0.3")),
        policy("CENTRAL", ChargeMethod.PER_PUPIL, PolicyStatus.LOCKED, year="2024/25", total_pence=80_000_000),
        *(_need(urn) for urn in NEEDS),
    ]
    return [row for row in [*made, *more] if row.fact not in without]


AS_APPROVED: dict[str, Any] = {
    "percent_of_gag": Decimal("0.05"),
    "ledger_pence": 85_754_100,
    "pays_for": "finance, HR; estates; =governance",
}


def policy(code: str, method: ChargeMethod, status: PolicyStatus = PolicyStatus.WORKING, **more: Any) -> Any:
    return record_of(ChargePolicy)(**{"policy": code, "year": "2025/26", "method": method, "status": status} | more)


def relief(urn: str, part: str, why: str = "joined this year", **more: Any) -> Any:
    given = {"policy": "CENTRAL", "year": "2025/26", "urn": urn, "part": Decimal(part), "why": why}
    return record_of(ChargeRelief)(**given | more)


def band(pupils_from: int, amount_pence: int, code: str = "BANDS") -> Any:
    return record_of(ChargeBand)(policy=code, year="2025/26", pupils_from=pupils_from, amount_pence=amount_pence)


def snapshot(*more: Any, without: tuple[type, ...] = ()) -> Snapshot:
    return Snapshot.of(ON, rows(*more, without=without))


def _relation(urn: str) -> Any:
    since = date(2025, 9, 1) if urn == D else date(2015, 9, 1)
    return record_of(Relation)(urn=urn, relation=RelationKind.MEMBER, from_date=since)


def _size(urn: str, year: str) -> Any:
    pupils, gag, weight, days = SIZES[urn]
    return record_of(SchoolYear)(
        urn=urn, year=year, pupils=pupils, gag_pence=gag, weight=Decimal(weight), usage_days=Decimal(days)
    )


def _need(urn: str) -> Any:
    per_pupil, lump = NEEDS[urn]
    appeal: dict[str, Any] = {
        "appeal": AppealStatus.RAISED,
        "appeal_on": date(2026, 3, 2),
        "appeal_reason": "the hall is left out",
    }
    return record_of(PoolNeed)(
        year="2025/26",
        urn=urn,
        per_pupil_pence=per_pupil,
        lump_pence=lump,
        assessment=None if urn == B else "Phase and need",
        consulted_on=date(2026, 1, 12),
        **(appeal if urn == A else {}),
    )
