"""What does the example trust measure, against what? Three objectives, five committees and twenty-five KPIs.

Left as such trusts leave them: time to hire has no target, annual reviews nobody who owns them, places filled no
committee, and absence of pupils with an EHC plan has never been put before its own.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from examples.example_trust import organisation as schools
from examples.example_trust.drawn import cells_of, drawn
from trustops.models import (
    TRUST_SITE,
    AreaBenchmark,
    Benchmark,
    Committee,
    Fact,
    Kpi,
    KpiChange,
    KpiTarget,
    Objective,
    record_of,
)

OBJECTIVES = """
Objective | Title                                      | Owner | From       | To         | Theme
BELONG    | Every child is in school, every day        | W-AHA | 2024-09-01 | 2027-08-31 | Attendance and inclusion
ACHIEVE   | Every child achieves more than expected    | DSI   | 2024-09-01 | 2027-08-31 | Quality of education
ENDURE    | A trust that is safe, solvent and well led | CEO   | 2024-09-01 | 2027-08-31 | People, money and buildings
"""

COMMITTEES = """
Committee | Name                     | Confidential
TB        | Trust board              | no
FC        | Finance committee        | no
SC        | Standards committee      | no
ARC       | Audit and risk committee | no
PC        | People and pay committee | yes
"""

KPIS = """
KPI   | Name                                  | Definition                                                                           | Unit    | Direction | Frequency   | Lag days | Owner | Committee | Objective | Roll-up        | Tolerance | Decimals | No benchmark because
ATT01 | Attendance                            | Sessions attended out of possible sessions                                           | percent | up        | half-termly | 14       | W-AHA | SC        | BELONG    | ratio          | 0.5       | 1        |
ATT03 | Persistent absence                    | Pupils who missed a tenth or more of their own possible sessions, out of pupils      | percent | down      | half-termly | 14       | W-AHA | SC        | BELONG    | ratio          | 1         | 1        |
ATT04 | Severe absence                        | Pupils who missed half or more of their own possible sessions, out of pupils         | percent | down      | half-termly | 14       | W-AHA | SC        | BELONG    | ratio          | 0.5       | 1        |
ATT05 | Persistent absence, free school meals | Persistently absent pupils with free school meals, out of pupils who have them       | percent | down      | half-termly | 14       | W-AHA | SC        | BELONG    | ratio          | 2         | 1        |
ATT06 | Persistent absence, EHC plan          | Persistently absent pupils with an EHC plan, out of pupils who have one              | percent | down      | half-termly | 14       | K-AHA | SC        | BELONG    | ratio          | 3         | 1        |
ATT07 | Unauthorised absence                  | Sessions missed without authorisation, out of possible sessions                      | percent | down      | half-termly | 14       | W-AHA | SC        | BELONG    | ratio          | 0.3       | 1        |
EDU07 | Attainment 8                          | Average Attainment 8 score of the year 11 cohort                                     | points  | up        | annual      | 45       | DSI   | SC        | ACHIEVE   | pupil-weighted | 2         | 1        |
EDU09 | Grade 5 in English and mathematics    | Year 11 pupils with grade 5 or above in both, out of the cohort                      | percent | up        | annual      | 45       | DSI   | SC        | ACHIEVE   | ratio          | 2         | 1        |
INC01 | Suspensions                           | Suspensions in the half-term for each 100 pupils                                     | percent | down      | half-termly | 14       | W-DHP | SC        | BELONG    | ratio          | 0.5       | 2        | The national rate is for a whole year
INC03 | Sessions lost to suspension           | Sessions lost to suspension out of possible sessions                                 | percent | down      | half-termly | 14       | W-DHP | SC        | BELONG    | ratio          | 0.1       | 2        | No national series is published
INC06 | Annual reviews on time                | Annual reviews of EHC plans held on time, out of those due                           | percent | up        | half-termly | 14       |       | SC        | BELONG    | ratio          | 15        | 1        | No national series is published
SAF01 | Safeguarding training in date         | Staff whose safeguarding training is in date, out of staff                           | percent | up        | half-termly | 14       | W-DSL | TB        | ENDURE    | ratio          | 3         | 1        | The standard is 100 %
SAF02 | Single central record complete        | Complete entries at the check, out of entries                                        | percent | up        | half-termly | 14       | HRL   | TB        | ENDURE    | ratio          | 2         | 1        | The standard is 100 %
SAF03 | Days without a safeguarding lead      | School days on which neither the lead nor a deputy was available                     | days    | down      | half-termly | 14       | K-DSL | TB        | ENDURE    | sum            |           | 0        | The standard is none
PEO04 | Teacher sickness                      | Days lost to sickness in the half-term for each teacher                              | days    | down      | half-termly | 14       | HRL   | PC        | ENDURE    | ratio          | 0.25      | 2        | The national figure is for a whole year
PEO05 | Support staff turnover                | Support staff who left in the term, out of the average headcount                     | percent | down      | termly      | 21       | HRL   | PC        | ENDURE    | ratio          | 1.5       | 1        | No national series is published
PEO06 | Agency and supply cost                | Cost of agency and supply staff out of all staff cost                                | percent | down      | half-termly | 14       | CFO   | FC        | ENDURE    | ratio          | 0.5       | 1        | No like-for-like series is published
PEO07 | Time to hire                          | Median days from an approved vacancy to an accepted offer                            | days    | down      | half-termly | 14       | HRL   | PC        | ENDURE    | none           |           | 0        | No national series is published
PEO09 | Critical posts with cover             | Critical posts with somebody ready now, out of critical posts                        | percent | up        | half-termly | 14       | HRL   | PC        | ENDURE    | none           | 10        | 1        | The standard is 100 %
FIN01 | Staff cost as a share of income       | Staff cost out of total income without capital                                       | percent | down      | half-termly | 14       | CFO   | FC        | ENDURE    | ratio          | 1         | 1        | Published in bands only
FIN02 | Reserves as a share of income         | Unrestricted and restricted reserves without pension and fixed assets, out of income | percent | up        | half-termly | 14       | CFO   | FC        | ENDURE    | none           | 3         | 1        | Published for trusts only: 5 % is the DfE's line
FIN09 | Use of the attendance service         | Days delivered out of chargeable days                                                | percent | up        | half-termly | 14       | COO   | FC        | BELONG    | none           | 10        | 1        | The service is the trust's own
EST01 | Statutory building checks in date     | Statutory checks in date out of those required                                       | percent | up        | half-termly | 14       | EST   | ARC       | ENDURE    | ratio          | 5         | 1        | The standard is 100 %
GOV01 | Trustees' attendance                  | Meetings attended out of meetings that trustees could attend                         | percent | up        | termly      | 21       | GOV   | TB        | ENDURE    | none           | 5         | 1        | No national series is published
PUP01 | Places filled                         | Pupils in the entry year out of the published admission number                       | percent | up        | annual      | 60       | W-ADM |           | ENDURE    | ratio          | 3         | 1        | Depends on local numbers
"""  # noqa: E501 - a sheet is drawn as wide as it is

# The target that each of the two schools and the trust as a whole is held to, from a day until the next.
TARGETS = """
KPI   | From       | To         | Watling Park | Kingsmead | Trust
ATT01 | 2023-09-01 | 2025-08-31 | 93.5         | 93.0      | 93.5
ATT01 | 2025-09-01 |            | 94.5         | 93.5      | 94.0
ATT03 | 2023-09-01 | 2025-08-31 | 21.0         | 23.0      | 22.0
ATT03 | 2025-09-01 |            | 18.5         | 21.0      | 19.5
ATT04 | 2024-09-01 |            | 2.0          | 2.5       | 2.2
ATT05 | 2024-09-01 |            | 30.0         | 33.0      | 31.0
ATT06 | 2024-09-01 |            | 30.0         | 33.0      | 31.0
ATT07 | 2024-09-01 |            | 1.8          | 2.2       | 2.0
EDU07 | 2023-09-01 |            | 47.0         | 45.0      | 46.0
EDU09 | 2023-09-01 |            | 47.0         | 43.0      | 45.0
INC01 | 2023-09-01 |            | 1.8          | 2.4       | 2.0
INC03 | 2023-09-01 |            | 0.2          | 0.3       | 0.25
INC06 | 2023-09-01 |            | 100          | 100       | 100
SAF01 | 2023-09-01 |            | 100          | 100       | 100
SAF02 | 2023-09-01 |            | 100          | 100       | 100
SAF03 | 2023-09-01 |            | 0            | 0         | 0
PEO04 | 2023-09-01 |            | 0.95         | 1.1       | 1.0
PEO05 | 2023-09-01 |            | 5.0          | 5.5       | 5.0
PEO06 | 2023-09-01 |            | 3.5          | 4.0       | 3.8
PEO09 | 2023-09-01 |            |              |           | 100
FIN01 | 2023-09-01 |            | 77.0         | 79.0      | 78.0
FIN02 | 2023-09-01 |            |              |           | 8.0
FIN09 | 2025-09-01 |            |              |           | 85.0
EST01 | 2023-09-01 |            | 100          | 100       | 100
GOV01 | 2023-09-01 |            |              |           | 80.0
PUP01 | 2023-09-01 |            | 98.0         | 95.0      | 97.0
"""

# National averages of all state-funded schools, or of the year 11 cohort.
BENCHMARKS = """
KPI   | Start      | End        | Value | Source
ATT01 | 2023-09-01 | 2024-08-31 | 92.9  | DfE, pupil attendance in schools, 2023/24: overall absence 7.1 %
ATT01 | 2024-09-01 | 2025-08-31 | 93.1  | DfE, pupil attendance in schools, 2024/25: overall absence 6.9 %
ATT03 | 2023-09-01 | 2024-08-31 | 20.0  | DfE, pupil attendance in schools, 2023/24
ATT03 | 2024-09-01 | 2025-08-31 | 18.7  | DfE, pupil attendance in schools, 2024/25
ATT04 | 2024-09-01 | 2024-12-31 | 2.04  | DfE, pupil absence in schools, autumn 2024/25
ATT05 | 2024-09-01 | 2025-08-31 | 33    | DfE, pupil attendance in schools, 2024/25
ATT06 | 2024-09-01 | 2024-12-31 | 35.1  | DfE, pupil absence in schools, autumn 2024/25
ATT07 | 2024-09-01 | 2024-12-31 | 2.0   | DfE, pupil absence in schools, autumn 2024/25, rounded
EDU07 | 2023-09-01 | 2024-08-31 | 45.9  | DfE, key stage 4 performance, 2023/24
EDU09 | 2023-09-01 | 2024-08-31 | 45.9  | DfE, key stage 4 performance, 2023/24
"""
AREA_BENCHMARKS = """
KPI   | Local authority | Phase       | Start      | End        | Value | Source
ATT01 | Hertfordshire   | secondary   | 2024-09-01 | 2025-08-31 | 92.1  | Fictional, as DfE publishes it by authority
ATT03 | Hertfordshire   | secondary   | 2024-09-01 | 2025-08-31 | 22.4  | Fictional, as DfE publishes it by authority
"""
BENCHMARK_PHASES = ("secondary", "all-through")

CHANGES = """
KPI   | Site   | On         | Reason
ATT07 | 990001 | 2024-09-05 | National attendance codes changed from 19 August 2024
ATT07 | 990002 | 2024-09-05 | National attendance codes changed from 19 August 2024
"""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a compact table: its cells by heading."""

    cells: dict[str, str]

    def day(self, heading: str) -> date | None:
        return date.fromisoformat(self.cells[heading]) if self.cells[heading] else None


def _lines(table: str) -> list[_Line]:
    heading, *lines = cells_of(table)
    return [_Line(dict(zip(heading, line, strict=True))) for line in lines]


def _targets() -> list[Fact]:
    sites = {"Watling Park": schools.FOUNDER, "Kingsmead": schools.SECOND, "Trust": TRUST_SITE}
    return [
        record_of(KpiTarget)(
            kpi=line.cells["KPI"],
            site=site,
            from_date=line.day("From"),
            to_date=line.day("To"),
            target=Decimal(line.cells[name]),
        )
        for line in _lines(TARGETS)
        for name, site in sites.items()
        if line.cells[name]
    ]


def _benchmarks() -> list[Fact]:
    return [fact for phase in BENCHMARK_PHASES for fact in drawn(Benchmark, _for_phase(phase))]


def _for_phase(phase: str) -> str:
    heading, *lines = BENCHMARKS.strip().splitlines()
    return "\n".join([f"{heading} | Phase", *(f"{line} | {phase}" for line in lines)])


def facts() -> list[Fact]:
    """Objectives, committees, KPIs, and what they are held against."""
    return [
        *drawn(Objective, OBJECTIVES),
        *drawn(Committee, COMMITTEES),
        *drawn(Kpi, KPIS),
        *_targets(),
        *drawn(KpiChange, CHANGES),
        *_benchmarks(),
        *drawn(AreaBenchmark, AREA_BENCHMARKS),
    ]
