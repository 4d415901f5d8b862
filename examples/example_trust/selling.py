"""What does the example trust offer and promise, and what has happened since? Rate card, levels, events, invoices."""

from examples.example_trust.drawn import drawn
from trustops.models import AgreementEvent, Fact, Invoice, RateLine, ServiceLevel

# The council's price of 2022/23 is kept to compare with: £33 an hour, £244.20 a day, £9,523.80 for a day a week.
RATE_CARD = """
Service | Offer                         | From       | To         | Basis              | Price    | Per pupil | Days | Hours a day | Weeks | Source
ATTEND  | Single day                    | 2026-09-01 |            | a day              | 275.00   |           |      | 7.4         |       | Price list 2026/27, approved on 3 June 2026
ATTEND  | Single hour                   | 2026-09-01 |            | an hour            | 39.00    |           |      | 7.4         |       | Price list 2026/27, approved on 3 June 2026
ATTEND  | A day a week                  | 2026-09-01 |            | a day a week       | 265.00   |           |      |             | 38    | Price list 2026/27, approved on 3 June 2026
ATTEND  | Five days                     | 2026-09-01 |            | a bundle of days   | 1,306.25 |           | 5    |             |       | Price list 2026/27, approved on 3 June 2026
ATTEND  | Without an agreement          | 2026-09-01 |            | pay as you go      | 295.00   |           |      |             |       | Price list 2026/27, approved on 3 June 2026
ATTEND  | Primary schools, by size      | 2026-09-01 |            | flat and per pupil | 1,250.00 | 9.60      | 19   |             |       | Price list 2026/27, approved on 3 June 2026
ATTEND  | Council, a day a week (theirs) | 2022-09-01 | 2023-08-31 | a day a week       | 33.00    |           |      | 7.4         | 39    | Council's traded services list 2022/23
ICT     | Single day                    | 2023-09-01 |            | a day              | 235.00   |           |      | 7.4         |       | Price list 2023/24
ICT     | Ten days                      | 2025-09-01 |            | a bundle of days   | 2,300.00 |           | 10   |             |       | Price list 2025/26
"""  # noqa: E501 - a sheet is drawn as wide as it is

LEVELS = """
Service | Level  | Promise                                                                | From       | To
ATTEND  | ATT-1  | A call about a child who is missing school is returned within two school days | 2025-09-01 |
ATTEND  | ATT-2  | A day that the officer misses is made up within the same term           | 2025-09-01 |
ATTEND  | ATT-3  | The head has a written report each half term                            | 2025-09-01 |
ICT     | ICT-1  | A fault that stops a lesson is seen to on the same school day            | 2023-09-01 |
"""

# On 8 and 12 October 2026 the officer was away.
EVENTS = """
Event | Agreement | On         | Kind         | What happened                                                                  | Level | Settled on | Outcome
EV-01 | ATT-R1    | 2026-04-27 | complaint    | A report of the spring term named a pupil of another school.                   |       | 2026-05-08 | Apology; reports are now read by a second person before they go.
EV-02 | ATT-P2    | 2026-07-06 | review       | Yearly review with the head: go on as it is.                                   |       | 2026-07-06 | 19 days again.
EV-03 | ATT-T     | 2026-09-04 | change       | Fridays instead of Wednesdays, as the school asked.                            |       | 2026-09-04 | Agreed by both.
EV-04 | ATT-P1    | 2026-10-13 | level missed | A call of 7 October was returned on the fourth school day.                     | ATT-1 | 2026-10-16 | The COO takes the officer’s calls on days away.
EV-05 | ATT-R2    | 2026-11-09 | complaint    | The head says that two home visits asked for in October were not made.         |       |            |
"""  # noqa: E501 - a sheet is drawn as wide as it is

# The technician's days are invoiced once, at the beginning of the year: £235.00 and £47.00 VAT a day.
INVOICES = """
Invoice | Agreement | Issued     | Net      | VAT    | Paid on    | Paid
V25-009 | ICT-P1    | 2025-09-05 | 3,525.00 | 705.00 | 2025-10-02 | 4,230.00
V25-010 | ICT-P2    | 2025-09-05 | 2,820.00 | 564.00 | 2025-09-30 | 3,384.00
V26-025 | ICT-P1    | 2026-09-04 | 3,525.00 | 705.00 | 2026-09-30 | 4,230.00
V26-026 | ICT-P2    | 2026-09-04 | 2,820.00 | 564.00 | 2026-10-01 | 3,384.00
"""


def facts() -> list[Fact]:
    """The rate card, what is promised, what happened, and the technician's invoices."""
    return [
        *drawn(RateLine, RATE_CARD),
        *drawn(ServiceLevel, LEVELS),
        *drawn(AgreementEvent, EVENTS),
        *drawn(Invoice, INVOICES),
    ]
