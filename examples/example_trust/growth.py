"""With whom does the example trust work, whom does it lend, and which school may join it?

The help for Kingsmead's science tapers from two days a week to half a day. This autumn Watling Park lends its pastoral
deputy, who is named for three critical posts, for half of each week; Kingsmead, without a SENCO, lends its primary
deputy to Underhill. Underhill's roof is the dear part of its joining, and its share of the pension fund is not known.
"""

from examples.example_trust.drawn import drawn
from trustops.models import DueDiligence, Fact, Joiner, Network, Resource, Support, Visit

# The languages network's last date has passed, and nobody has agreed the next.
NETWORKS = """
Network   | Name                                      | Kind     | Topic                                  | Our contact | Next meeting
CEO-TABLE | Chief executives' table                   | informal | Whatever keeps us awake                | V101        | 2027-01-14
CFO-COO   | Finance and operations leads, five trusts | formal   | Purchasing, estates and returns        | V102        | 2026-12-02
GOV-DPO   | Governance and data protection leads      | informal | Cover for each other; model policies   | V104        | 2026-12-08
INCLUSION | Inclusion leads' visits                   | formal   | Plans, bases and alternative provision | V205        | 2027-02-03
LANG      | Languages teachers across Hertfordshire   | informal | Shared papers and speaking tests       | V214        | 2026-10-06
"""  # noqa: E501 - a sheet is drawn as wide as it is

VISITS = """
From trust                 | To trust                   | On         | People     | Topic                                 | Learning                                                    | Follow-up action
Verulam Schools Trust      | Oakhollow Academies Trust  | 2026-05-12 | V205, V218 | An inclusion base for three schools   | Its teachers go out to lessons four days in five            |
Harpenfield Learning Trust | Verulam Schools Trust      | 2026-10-06 | V110, V206 | How one attendance officer serves six | They asked what happens in the week that the officer is ill |
Verulam Schools Trust      | Harpenfield Learning Trust | 2026-11-03 | V104, V114 | Cover for a governance professional   | Two trusts cover each other by letter, for thirty days      | A-01
"""  # noqa: E501 - a sheet is drawn as wide as it is

RESOURCES = """
Resource         | Title                                 | Area       | Owner school | Licence   | Link                                             | Reused by
CASEWORK-GUIDE   | Attendance casework, opened to closed | ATTENDANCE | 990001       | CC BY 4.0 | https://verulam.example.org/share/casework-guide | 990002, 990003, 990004, 990005, Harpenfield
FIRST-DAY-SCRIPT | What to say on the first-day call     | ATTENDANCE | 990001       | CC BY 4.0 | https://verulam.example.org/share/first-day      | 990002, 990003, 990006
COACHING-CARDS   | Coaching in twenty minutes            | CPD        | 990002       | CC BY 4.0 | https://verulam.example.org/share/coaching       |
ROUTINES-FILM    | The four routines, filmed             | BEHAVIOUR  | 990001       |           |                                                  |
RISK-ON-A-PAGE   | A risk register that fits on a page   |            |              |           | https://verulam.example.org/share/risk           | Oakhollow
"""  # noqa: E501 - a sheet is drawn as wide as it is

SUPPORT = """
From URN | To URN | Person | Start      | End        | Days per week | Purpose
990001   | 990002 | V213   | 2025-09-04 | 2025-12-19 | 2             | Science: plans and a new head of department
990001   | 990002 | V213   | 2026-01-05 | 2026-03-27 | 1.5           | Science: plans and a new head of department
990001   | 990002 | V213   | 2026-04-13 | 2026-07-21 | 1             | Science: examination classes
990001   | 990002 | V213   | 2026-09-03 | 2026-12-18 | 0.5           | Science: a fortnightly day
990001   | 990002 | V202   | 2026-09-03 | 2026-12-18 | 2.5           | Behaviour: the four routines
990002   | 990001 | V310   | 2026-01-05 | 2026-07-21 | 0.5           | Phonics for late readers in year 7
990002   | 990007 | V303   | 2026-11-02 | 2027-03-26 | 1             | Early reading, while both sides look into joining
"""

# Tansley Croft wanted the attendance service, and has it; it will not join.
JOINERS = """
URN    | Stage                | Stage on   | Need   | Joins on   | Exit reason
990006 | approach             | 2026-05-20 | low    |            | Governors chose to buy the service and stay with the council
990007 | mutual due diligence | 2026-11-09 | medium | 2027-09-01 |
"""  # noqa: E501 - a sheet is drawn as wide as it is

# Not looked into yet: contracts, data protection, and whether the two would suit each other.
DILIGENCE = """
URN    | Area                      | Rating | Risk                                                | Mitigation                                           | Cost       | Days
990007 | education                 | green  | Results near the county's; writing behind reading   | Two terms with the primary deputy                    | 0.00       | 20
990007 | SEND and inclusion        | amber  | Eleven plans, four reviews late                     | Share Watling Park's SENCO for two terms             | 6,200.00   | 15
990007 | safeguarding              | green  | Record complete; one deputy lead                    | Train a second deputy                                | 180.00     | 1
990007 | finance                   | amber  | Spends more than it has from 2027/28                | A class fewer in year 3; central purchasing          | 24,000.00  | 12
990007 | estates condition         | red    | Flat roof over the hall at the end of its life      | Survey, then a bid; the trust carries the first year | 186,500.00 | 10
990007 | HR and TUPE               | amber  | Two teaching assistants on old terms                | Consult before Easter                                | 3,500.00   | 8
990007 | pensions and LGPS deficit |        | The actuary's figure has not come                   |                                                      |            |
990007 | PFI                       | green  | None                                                |                                                      | 0.00       | 0
990007 | IT and cyber              | amber  | Server of 2017; no second factor                    | Move to the trust's accounts before it joins         | 12,400.00  | 14
990007 | governance                | green  | Two of nine seats empty                             | Two trustees' places offered to its governors        |            | 3
990007 | rolls and PAN             | green  | Full, with a waiting list; fewer births from 2029   |                                                      |            |
990007 | legal and land            | amber  | The caretaker's house is not in the council's lease | Settle before the funding agreement                  | 4,000.00   |
"""  # noqa: E501 - a sheet is drawn as wide as it is


def facts() -> list[Fact]:
    """Networks, visits and resources shared; people lent; schools that may join and what was found of them."""
    return [
        *drawn(Network, NETWORKS),
        *drawn(Visit, VISITS),
        *drawn(Resource, RESOURCES),
        *drawn(Support, SUPPORT),
        *drawn(Joiner, JOINERS),
        *drawn(DueDiligence, DILIGENCE),
    ]
