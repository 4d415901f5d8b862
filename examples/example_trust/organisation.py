"""Which schools does the example trust run, serve and hope to serve, and which rates are its own?"""

from examples.example_trust.drawn import drawn
from trustops.models import Fact, Relation, School, SchoolYear, Trust, TrustRate

FOUNDER = "990001"
SECOND = "990002"
PRIMARY_1 = "990003"
PRIMARY_2 = "990004"
SCHOOL_R = "990005"
SCHOOL_T = "990006"
PROSPECT = "990007"

TRUST = """
Name                  | Company number | Group UID | Levy payer | Week hours | Term-time pay    | Pay area
Verulam Schools Trust | 09900123       | 99001     | yes        | 37         | same leave ratio | Rest of England
"""

RATES = """
Rate               | From       | Value | Source
lgps employer      | 2023-04-01 | 0.20  | Pension fund, rates and adjustments certificate
overhead           | 2023-09-01 | 0.06  | Budget 2023/24: HR, payroll, finance, ICT and insurance, of employment cost
mileage            | 2023-09-01 | 0.45  | HMRC approved mileage rate, expenses policy
pay award NJC      | 2026-04-01 | 0.03  | Budget assumption
pay award teachers | 2026-09-01 | 0.03  | Budget assumption
agency day         | 2025-09-01 | 230   | Supply framework, average of 2024/25
"""

SCHOOLS = """
URN    | Name                           | Short name    | Phase       | Local authority | Region          | Contact email                    | School type
990001 | Watling Park School            | Watling Park  | secondary   | Hertfordshire   | East of England | office@watlingpark.example.org   | academy
990002 | Kingsmead Hill School          | Kingsmead     | all-through | Hertfordshire   | East of England | office@kingsmeadhill.example.org | academy
990003 | Pondfield Lane Primary School  | Pondfield     | primary     | Hertfordshire   | East of England | office@pondfield.example.org     | maintained
990004 | Ver Meadow Primary School      | Ver Meadow    | primary     | Hertfordshire   | East of England | office@vermeadow.example.org     | maintained
990005 | Rushmere Fold Primary School   | Rushmere      | primary     | Hertfordshire   | East of England | office@rushmerefold.example.org  | academy
990006 | Tansley Croft School           | Tansley Croft | secondary   | Hertfordshire   | East of England | office@tansleycroft.example.org  | maintained
990007 | Underhill Green Primary School | Underhill     | primary     | Hertfordshire   | East of England | office@underhill.example.org     | maintained
"""  # noqa: E501 - a sheet is drawn as wide as it is

# Rushmere bought from January 2026; Tansley Croft was a prospect until it signed.
RELATIONS = """
URN    | Relation | From       | To
990001 | founder  | 2012-09-01 |
990002 | member   | 2017-09-01 |
990003 | client   | 2025-09-01 |
990004 | client   | 2025-09-01 |
990005 | client   | 2026-01-01 |
990006 | prospect | 2025-11-01 | 2026-08-31
990006 | client   | 2026-09-01 |
990007 | prospect | 2026-09-14 |
"""

SCHOOL_YEARS = """
URN    | Year    | Pupils | GAG          | PAN | Capacity | Weight | Usage days
990001 | 2023/24 | 1176   | 7,512,000.00 | 180 | 1250     |        |
990001 | 2024/25 | 1188   | 7,704,000.00 | 180 | 1250     |        |
990001 | 2025/26 | 1200   | 7,920,000.00 | 180 | 1250     | 1.25   | 310
990001 | 2026/27 | 1204   | 8,091,000.00 | 180 | 1250     | 1.25   | 305
990002 | 2023/24 | 921    | 5,691,000.00 | 120 | 960      |        |
990002 | 2024/25 | 908    | 5,744,000.00 | 120 | 960      |        |
990002 | 2025/26 | 900    | 5,850,000.00 | 120 | 960      | 1.15   | 260
990002 | 2026/27 | 893    | 5,902,000.00 | 120 | 960      | 1.15   | 268
990003 | 2024/25 | 416    |              | 60  | 420      |        |
990003 | 2025/26 | 420    |              | 60  | 420      |        |
990003 | 2026/27 | 418    |              | 60  | 420      |        |
990004 | 2024/25 | 208    |              | 30  | 210      |        |
990004 | 2025/26 | 210    |              | 30  | 210      |        |
990004 | 2026/27 | 204    |              | 30  | 210      |        |
990005 | 2025/26 | 236    |              | 30  | 240      |        |
990005 | 2026/27 | 231    |              | 30  | 240      |        |
990006 | 2026/27 | 842    |              | 150 | 900      |        |
990007 | 2026/27 | 318    |              | 45  | 315      |        |
"""


def pupils(urn: str, year: str) -> int:
    """How many pupils a school had in an academic year."""
    return next(row.pupils or 0 for row in drawn(SchoolYear, SCHOOL_YEARS) if (row.urn, row.year) == (urn, year))


def facts() -> list[Fact]:
    """The trust, its rates, and the schools with their relations and sizes."""
    return [
        *drawn(Trust, TRUST),
        *drawn(TrustRate, RATES),
        *drawn(School, SCHOOLS),
        *drawn(Relation, RELATIONS),
        *drawn(SchoolYear, SCHOOL_YEARS),
    ]
