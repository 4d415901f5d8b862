"""The attendance officer of the worked example: one full-time post, two member schools, up to four clients."""

from dataclasses import replace
from decimal import Decimal

from trustops.costing import (
    Buyer,
    CapacityLines,
    CostItem,
    CostKind,
    Dated,
    Pension,
    PostPay,
    ServiceInputs,
    SpotSalary,
)
from trustops.quantities.years import AcademicYear
from trustops.rates import RateBook

D = Decimal

OFFICER = PostPay(
    title="Attendance officer",
    pay=SpotSalary.of(D(31022), "NJC pay point 17"),
    weeks=D(39),
    pension=Pension.LGPS,
    lgps_rates=(Dated(D("0.20"), None, "the fund's valuation"),),
    levy_payer=True,
)
LINES = CapacityLines(
    weeks=D(39),
    inset_days=D(5),
    training_days=D(4),
    sickness_days=D(6),
    supervision_days=D(5),
    admin_and_travel_days=D(10),
)
COSTS = (
    CostItem("Equipment", CostKind.ASSET, D(900), life_years=D(3)),
    CostItem("Licence", CostKind.FIXED, D(420)),
    CostItem("Training", CostKind.FIXED, D(400)),
    CostItem("Supervision", CostKind.MANAGEMENT, D(310), days=D(6)),
    CostItem("Travel", CostKind.PER_DELIVERED_DAY, D("6.30")),
)
FOUNDER, SECOND = Buyer("100001", "Founder", D(38)), Buyer("100002", "Second school", D(38))
PRIMARIES = (Buyer("100003", "Primary P", D(19)), Buyer("100004", "Primary Q", D(19)))
SCHOOL_R, SCHOOL_T = Buyer("100005", "School R", D(25)), Buyer("100006", "School T", D(26))

LOW = ServiceInputs(
    service="ATT",
    year=AcademicYear(2025),
    rates=RateBook.published(),
    staff=(OFFICER,),
    capacity=LINES,
    costs=COSTS,
    overhead_rate=D("0.06"),
    members=(FOUNDER, SECOND),
    clients=PRIMARIES,
    price=D(275),
    alternative=D(280),
)
MID = replace(LOW, clients=(*PRIMARIES, SCHOOL_R))
HIGH = replace(LOW, clients=(*PRIMARIES, SCHOOL_R, SCHOOL_T))
