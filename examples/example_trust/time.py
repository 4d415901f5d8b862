"""When is school in, who is away, and which days are booked? The example trust's year 2026/27, seen in November.

The half terms have 195 weekdays, five of them INSET. The attendance officer's days until Christmas are in the diary:
Rushmere waits for a Friday that is Tansley Croft's, and a school that has not signed yet may take one in January.
"""

from examples.example_trust.drawn import drawn
from trustops.models import Away, Booking, Fact, PostCover, TermDate

TERMS = """
Site  | Year    | Term     | From       | To         | Inset days
TRUST | 2026/27 | autumn 1 | 2026-09-01 | 2026-10-23 | 2
TRUST | 2026/27 | autumn 2 | 2026-11-02 | 2026-12-18 |
TRUST | 2026/27 | spring 1 | 2027-01-04 | 2027-02-12 | 1
TRUST | 2026/27 | spring 2 | 2027-02-22 | 2027-03-25 |
TRUST | 2026/27 | summer 1 | 2027-04-12 | 2027-05-28 |
TRUST | 2026/27 | summer 2 | 2027-06-07 | 2027-07-21 | 2
"""

# The days on which the officer delivered nothing in the autumn are some of these.
AWAY = """
Post | From       | To         | Kind
ATO  | 2026-09-16 |            | training
ATO  | 2026-10-01 | 2026-10-02 | sickness
ATO  | 2026-10-20 |            | training
ATO  | 2026-12-10 |            | training
ITT  | 2026-12-03 |            | training
ITT  | 2026-12-21 | 2026-12-31 | leave
"""

# Kingsmead's SENCO is vacant; Watling Park's designated teacher acts, beside teaching.
COVER = """
Post    | From       | To         | Kind             | Amount   | Days per week
K-SENCO | 2026-09-14 | 2026-12-18 | agency           | 245.00   | 3
W-LAC   | 2026-09-01 |            | acting allowance | 2,400.00 |
"""

BOOKINGS = """
Booking | Service | URN    | On         | Days | Status    | Probability | Post | Reason
ATT-B01 | ATTEND  | 990001 | 2026-11-23 | 1    | booked    |             | ATO  |
ATT-B02 | ATTEND  | 990002 | 2026-11-24 | 1    | booked    |             | ATO  |
ATT-B03 | ATTEND  | 990003 | 2026-11-25 | 1    | booked    |             | ATO  |
ATT-B04 | ATTEND  | 990005 | 2026-11-26 | 1    | booked    |             | ATO  |
ATT-B05 | ATTEND  | 990006 | 2026-11-27 | 1    | booked    |             | ATO  |
ATT-B06 | ATTEND  | 990001 | 2026-11-30 | 1    | booked    |             | ATO  |
ATT-B07 | ATTEND  | 990002 | 2026-12-01 | 1    | booked    |             | ATO  |
ATT-B08 | ATTEND  | 990004 | 2026-12-02 | 1    | booked    |             | ATO  |
ATT-B09 | ATTEND  | 990005 | 2026-12-03 | 1    | booked    |             | ATO  |
ATT-B10 | ATTEND  | 990006 | 2026-12-04 | 1    | booked    |             | ATO  |
ATT-B11 | ATTEND  | 990005 | 2026-12-04 | 1    | wait list |             |      |
ATT-B12 | ATTEND  | 990007 | 2027-01-15 | 1    | tentative | 0.4         |      |
ICT-B01 | ICT     | 990001 | 2026-11-24 | 1    | booked    |             | ITT  |
ICT-B02 | ICT     | 990002 | 2026-11-25 | 0.5  | booked    |             | ITT  |
"""


def facts() -> list[Fact]:
    """The half terms, who is away, who stands in, and what is booked."""
    return [
        *drawn(TermDate, TERMS),
        *drawn(Away, AWAY),
        *drawn(PostCover, COVER),
        *drawn(Booking, BOOKINGS),
    ]
