"""What does the example trust share and sell? The attendance officer, whose sums are exact, and a technician's days.

Attendance, at £275 a day: 76 days go to the trust's own two schools; 63 days were sold in 2025/26 (two primaries and
Rushmere from January) and 89, all that there are, in 2026/27 (with Tansley Croft signed). The technician's price
has stood since 2023 and no longer meets the cost.
"""

from datetime import date
from decimal import Decimal

from examples.example_trust import organisation as schools
from examples.example_trust.drawn import drawn
from examples.example_trust.terms import weekday_school_days
from trustops.models import (
    Agreement,
    Alternative,
    ChargePolicy,
    Delivery,
    Fact,
    Invoice,
    Service,
    ServiceCapacity,
    ServiceCost,
    ServiceStaff,
    record_of,
)

ATTENDANCE = "ATTEND"
OFFICER = "V110"

SERVICES = """
Service | Name               | Owner | Delivered on | Started    | Price per day | KPIs         | Notice weeks | Description
ATTEND  | Attendance service | COO   | school days  | 2025-09-01 | 275.00        | ATT01, ATT03 | 13           | An attendance officer for a day a week: casework with families, registers and coding, staff training
ICT     | ICT technician     | ITM   | school days  | 2023-09-01 | 235.00        |              | 13           | A technician on site: devices, accounts, classroom kit
"""  # noqa: E501 - a sheet is drawn as wide as it is

STAFF = """
Service | Post | Share
ATTEND  | ATO  | 1
ICT     | ITT  | 1
"""

CAPACITY = """
Service | Year    | Weeks  | Inset days | Training days | Sickness days | Supervision days | Admin and travel days
ATTEND  | 2025/26 | 39     | 5          | 4             | 6             | 5                | 10
ATTEND  | 2026/27 | 39     | 5          | 4             | 6             | 5                | 10
ICT     | 2025/26 | 52.143 |            | 4             | 6             | 4                | 6
ICT     | 2026/27 | 52.143 |            | 4             | 6             | 4                | 6
"""

COSTS = """
Service | Year    | Item                    | Kind              | Amount | Life years | Days
ATTEND  | 2025/26 | Laptop and phone        | asset             | 900.00 | 3          |
ATTEND  | 2025/26 | Attendance software     | fixed             | 420.00 |            |
ATTEND  | 2025/26 | Training                | fixed             | 400.00 |            |
ATTEND  | 2025/26 | Supervision by the COO  | management        | 310.00 |            | 6
ATTEND  | 2025/26 | Travel, 14 miles at 45p | per delivered day | 6.30   |            |
ATTEND  | 2026/27 | Laptop and phone        | asset             | 900.00 | 3          |
ATTEND  | 2026/27 | Attendance software     | fixed             | 420.00 |            |
ATTEND  | 2026/27 | Training                | fixed             | 400.00 |            |
ATTEND  | 2026/27 | Supervision by the COO  | management        | 310.00 |            | 6
ATTEND  | 2026/27 | Travel, 14 miles at 45p | per delivered day | 6.30   |            |
ICT     | 2025/26 | Toolkit and test bench  | asset             | 750.00 | 5          |
ICT     | 2025/26 | Travel                  | per delivered day | 4.50   |            |
ICT     | 2026/27 | Toolkit and test bench  | asset             | 750.00 | 5          |
ICT     | 2026/27 | Travel                  | per delivered day | 4.50   |            |
"""

# Days per year is a whole year's figure: Rushmere's eight months of 37.5 days were 25 days.
AGREEMENTS = """
Agreement | Service | URN    | Status    | From       | To         | Days per year | Charge    | Probability | Notice weeks | Owner | Signed on  | VAT           | Instalments
ATT-W     | ATTEND  | 990001 | signed    | 2025-09-01 |            | 38            | full cost |             |              | W-AHA | 2025-07-10 | outside scope |
ATT-K     | ATTEND  | 990002 | signed    | 2025-09-01 |            | 38            | full cost |             |              | K-AHA | 2025-07-10 | outside scope |
ATT-P1    | ATTEND  | 990003 | signed    | 2025-09-01 | 2027-08-31 | 19            | price     |             | 13           | COO   | 2025-07-02 | standard      |
ATT-P2    | ATTEND  | 990004 | signed    | 2025-09-01 | 2027-08-31 | 19            | price     |             | 13           | COO   | 2025-07-04 | standard      |
ATT-R1    | ATTEND  | 990005 | signed    | 2026-01-01 | 2026-08-31 | 37.5          | price     |             | 6            | COO   | 2025-12-11 | standard      |
ATT-R2    | ATTEND  | 990005 | signed    | 2026-09-01 | 2027-08-31 | 25            | price     |             | 6            | COO   | 2026-06-22 | standard      |
ATT-T     | ATTEND  | 990006 | signed    | 2026-09-01 | 2027-08-31 | 26            | price     |             | 13           | COO   | 2026-07-01 | standard      |
ATT-U     | ATTEND  | 990007 | tentative | 2027-01-01 | 2027-08-31 | 19            | price     | 0.4         | 13           | COO   |            | to review     |
ICT-W     | ICT     | 990001 | signed    | 2023-09-01 |            | 76            | full cost |             |              | ITM   | 2023-07-06 | outside scope |
ICT-K     | ICT     | 990002 | signed    | 2023-09-01 |            | 57            | full cost |             |              | ITM   | 2023-07-06 | outside scope |
ICT-P1    | ICT     | 990003 | signed    | 2025-09-01 | 2027-08-31 | 15            | price     |             | 13           | ITM   | 2025-07-02 | standard      | yearly
ICT-P2    | ICT     | 990004 | signed    | 2025-09-01 | 2027-08-31 | 12            | price     |             | 13           | ITM   | 2025-07-04 | standard      | yearly
"""  # noqa: E501 - a sheet is drawn as wide as it is

ALTERNATIVES = """
Service | Supplier                       | From       | Price per day | Like for like | Source
ATTEND  | Council traded attendance team | 2024-09-01 | 280.00        | yes           | Traded services price list, brought up to date by pay awards
ICT     | Managed service provider       | 2025-09-01 | 290.00        | yes           | Quotation of 12 May 2025
"""  # noqa: E501 - a sheet is drawn as wide as it is

POLICIES = """
Policy  | Year    | Percent of GAG | Method         | Status   | Ledger total | Pays for
CENTRAL | 2025/26 | 0.05           | percent of GAG | locked   |              |
CENTRAL | 2026/27 | 0.05           | percent of GAG | approved | 684,882.50   | finance and payroll, HR, estates, ICT infrastructure, governance, school improvement
"""  # noqa: E501 - a sheet is drawn as wide as it is

# A day is £275.00 and £55.00 VAT; Rushmere's autumn invoice is overdue.
INVOICES = """
Invoice | Agreement | Issued     | Net      | VAT    | Paid on    | Paid
V25-011 | ATT-P1    | 2025-09-08 | 1,925.00 | 385.00 | 2025-10-03 | 2,310.00
V25-012 | ATT-P2    | 2025-09-08 | 1,925.00 | 385.00 | 2025-10-06 | 2,310.00
V26-003 | ATT-P1    | 2026-01-12 | 1,650.00 | 330.00 | 2026-02-09 | 1,980.00
V26-004 | ATT-P2    | 2026-01-12 | 1,650.00 | 330.00 | 2026-02-05 | 1,980.00
V26-005 | ATT-R1    | 2026-01-12 | 3,300.00 | 660.00 | 2026-03-20 | 3,960.00
V26-014 | ATT-P1    | 2026-04-20 | 1,650.00 | 330.00 | 2026-05-15 | 1,980.00
V26-015 | ATT-P2    | 2026-04-20 | 1,650.00 | 330.00 | 2026-05-18 | 1,980.00
V26-016 | ATT-R1    | 2026-04-20 | 3,575.00 | 715.00 | 2026-07-14 | 4,290.00
V26-027 | ATT-P1    | 2026-09-07 | 1,925.00 | 385.00 | 2026-10-05 | 2,310.00
V26-028 | ATT-P2    | 2026-09-07 | 1,925.00 | 385.00 | 2026-10-09 | 2,310.00
V26-029 | ATT-R2    | 2026-09-07 | 2,475.00 | 495.00 |            |
V26-030 | ATT-T     | 2026-11-02 | 2,750.00 | 550.00 |            |
"""

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
YEAR_1 = (date(2025, 9, 1), date(2026, 7, 21))
FROM_JANUARY = (date(2026, 1, 5), date(2026, 7, 21))
EXTRA_DAYS = (date(2026, 2, 23), date(2026, 3, 13))
SO_FAR = (date(2026, 9, 1), date(2026, 11, 20))

AWAY = (
    *("2025-11-24", "2025-11-25", "2026-01-21", "2026-03-12", "2026-06-18"),
    *("2026-09-16", "2026-09-25", "2026-10-01", "2026-10-02", "2026-10-08", "2026-10-12", "2026-10-20"),
)
"""Days on which the officer was ill, trained or caught up in the office."""


def _delivered() -> list[Fact]:
    return [
        *_every_week(schools.FOUNDER, MONDAY, YEAR_1, 1),
        *_every_week(schools.SECOND, TUESDAY, YEAR_1, 1),
        *_every_week(schools.PRIMARY_1, WEDNESDAY, YEAR_1, 2),
        *_every_week(schools.PRIMARY_2, WEDNESDAY, (date(2025, 9, 15), YEAR_1[1]), 2),
        *_every_week(schools.SCHOOL_R, THURSDAY, FROM_JANUARY, 1),
        *_every_week(schools.SCHOOL_R, FRIDAY, EXTRA_DAYS, 1),
        *_every_week(schools.FOUNDER, MONDAY, SO_FAR, 1),
        *_every_week(schools.SECOND, TUESDAY, SO_FAR, 1),
        *_every_week(schools.PRIMARY_1, WEDNESDAY, SO_FAR, 2),
        *_every_week(schools.PRIMARY_2, WEDNESDAY, (date(2026, 9, 14), SO_FAR[1]), 2),
        *_every_week(schools.SCHOOL_R, THURSDAY, SO_FAR, 1),
        *_every_week(schools.SCHOOL_T, FRIDAY, SO_FAR, 1),
    ]


def _every_week(urn: str, weekday: int, span: tuple[date, date], step: int) -> list[Fact]:
    """A day on that weekday, every week or every other, but for those on which the officer was away."""
    days = list(weekday_school_days(weekday, *span))[::step]
    return [
        record_of(Delivery)(service=ATTENDANCE, urn=urn, on_date=day, days=Decimal(1), person=OFFICER)
        for day in days
        if day.isoformat() not in AWAY
    ]


def facts() -> list[Fact]:
    """Both services: what they cost, who has ordered, what was delivered, and what was invoiced."""
    return [
        *drawn(Service, SERVICES),
        *drawn(ServiceStaff, STAFF),
        *drawn(ServiceCapacity, CAPACITY),
        *drawn(ServiceCost, COSTS),
        *drawn(Agreement, AGREEMENTS),
        *_delivered(),
        *drawn(Alternative, ALTERNATIVES),
        *drawn(ChargePolicy, POLICIES),
        *drawn(Invoice, INVOICES),
    ]
