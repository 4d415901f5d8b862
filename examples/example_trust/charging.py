"""How might the example trust charge its two schools otherwise, who is relieved, and which service serves another?

The policy in force, 5 % of GAG, stands with the services. Beside it are two that the finance committee is looking at;
Kingsmead's roll falls, so it is relieved of a twentieth of its share, which the trust's reserves bear. From 2026/27
the trust pools its GAG, and Kingsmead's head has asked for its need to be looked at again.
"""

from examples.example_trust.drawn import drawn
from trustops.models import ChargeBand, ChargePolicy, ChargeRelief, Fact, PoolNeed, ServiceUse

POLICIES = """
Policy | Year    | Total      | Method | Flat share | Status
BANDS  | 2026/27 |            | banded |            | working
MIXED  | 2026/27 | 699,650.00 | hybrid | 0.30       | working
"""

RELIEFS = """
Policy  | Year    | URN    | Relief | Reason
CENTRAL | 2026/27 | 990002 | 0.05   | Falling roll: the finance committee's decision of 2 July 2026, for one year
"""

BANDS = """
Policy | Year    | Pupils from | Amount
BANDS  | 2026/27 | 0           | 160,000.00
BANDS  | 2026/27 | 500         | 300,000.00
BANDS  | 2026/27 | 1000        | 400,000.00
"""

NEEDS = """
Year    | URN    | Need per pupil | Lump sum  | Assessment                                                                | Consulted on | Appeal        | Appeal on  | Appeal reason
2026/27 | 990001 | 6,300.00       |           | Needs workbook of March 2026: pupil premium, SEND and rates               | 2026-05-14   |               |            |
2026/27 | 990002 | 6,350.00       | 40,000.00 | Needs workbook of March 2026, with a lump sum for the split site          | 2026-05-14   | trust decided | 2026-07-02 | The split-site sum was raised from £25,000 to £40,000.
"""  # noqa: E501 - a sheet is drawn as wide as it is

SERVICE_USE = """
Service | Used by | Year    | Days
ICT     | ATTEND  | 2026/27 | 3
"""


def facts() -> list[Fact]:
    """The other policies with their bands, the relief, the needs of the pool, and which service serves another."""
    return [
        *drawn(ChargePolicy, POLICIES),
        *drawn(ChargeRelief, RELIEFS),
        *drawn(ChargeBand, BANDS),
        *drawn(PoolNeed, NEEDS),
        *drawn(ServiceUse, SERVICE_USE),
    ]
