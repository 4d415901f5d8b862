"""How does the example trust mean its schools to work, what is seen, and what did a partner's eyes find?

Behaviour is meant to be one way in both schools, and at Kingsmead it is not: fewer than a third there can say what the
way is. The board has not yet approved what is meant for SEND, and attendance was due to be looked at again in October.
What the reviewers wrote about Kingsmead's annual reviews in March came true in August, when its SENCO left.
"""

from examples.example_trust.drawn import drawn
from trustops.models import Fact, PracticeIntent, PracticeSeen, Review, ReviewFinding, Understanding

INTENTS = """
Area         | Title                                      | Position    | Mode      | Lead school | Owner   | Approved on | Review by
ATTENDANCE   | Registers, first-day calls and casework    | standardise | roll-out  | 990001      | W-AHA   | 2025-10-09  | 2026-10-31
BEHAVIOUR    | Routines, language and consequences        | standardise | roll-out  | 990001      | W-DHP   | 2026-07-09  | 2027-07-31
SAFEGUARDING | Recording, supervision and the weekly note | standardise | roll-out  | 990001      | W-DSL   | 2025-10-09  | 2027-07-31
FINANCE      | Ordering, approval and monthly accounts    | standardise | roll-out  |             | CFO     | 2025-12-11  | 2026-12-10
CURRICULUM   | What is taught in which year               | align       | co-design | 990001      | DSI     | 2026-03-26  | 2027-07-31
ASSESSMENT   | Common papers, moderated together          | align       | co-design | 990001      | DSI     | 2026-03-26  | 2027-07-31
CPD          | Coaching every fortnight                   | align       | co-design | 990002      | DSI     | 2026-05-14  | 2027-07-31
SEND         | One plan for each pupil, reviewed termly   | align       | co-design | 990001      | W-SENCO |             |
ENRICHMENT   | Clubs, trips and the arts                  | autonomy    | organic   |             | K-DHS   | 2026-03-26  | 2028-07-31
"""  # noqa: E501 - a sheet is drawn as wide as it is

# Nobody has looked at assessment at Kingsmead, or at enrichment anywhere.
SEEN = """
Area         | URN    | Position    | On         | Seen by                        | Fidelity | Evidence
ATTENDANCE   | 990001 | standardise | 2025-11-18 | Chief operating officer        | 4        | Registers of two weeks
ATTENDANCE   | 990001 | standardise | 2026-06-24 | Chief operating officer        | 4.5      | Registers of two weeks, six case files
ATTENDANCE   | 990002 | autonomy    | 2025-11-19 | Chief operating officer        | 2        | Registers closed at four different times
ATTENDANCE   | 990002 | align       | 2026-06-25 | Chief operating officer        | 3        | First-day calls made; case files kept in two ways
BEHAVIOUR    | 990001 | standardise | 2026-10-13 | Director of school improvement | 4        | Twelve lessons, two breaks
BEHAVIOUR    | 990002 | autonomy    | 2026-10-14 | Director of school improvement | 1.5      | Ten lessons: three sets of routines, by phase
SAFEGUARDING | 990001 | standardise | 2026-09-24 | Trustee for safeguarding       | 5        | Twenty records
SAFEGUARDING | 990002 | standardise | 2026-09-25 | Trustee for safeguarding       | 4        | Twenty records, two written late
FINANCE      | 990001 | standardise | 2026-06-04 | Internal scrutiny              | 4.5      | Report of June 2026
FINANCE      | 990002 | standardise | 2026-06-04 | Internal scrutiny              | 4        | Report of June 2026
CURRICULUM   | 990001 | align       | 2026-07-02 | Director of school improvement | 4        | Plans of eight subjects
CURRICULUM   | 990002 | align       | 2026-07-03 | Director of school improvement | 3        | Plans of eight subjects, two not begun
ASSESSMENT   | 990001 | align       | 2026-07-02 | Director of school improvement | 3.5      | Moderation notes, English and science
CPD          | 990002 | align       | 2026-07-03 | Director of school improvement | 4.5      | Coaching log
CPD          | 990001 | autonomy    | 2026-07-02 | Director of school improvement | 2        | Coaching in two departments
SEND         | 990001 | align       | 2026-10-13 | Headteacher                    | 4        | Fifteen plans
SEND         | 990002 | autonomy    | 2026-10-14 | Director of school improvement |          | No SENCO; plans kept by form tutors
"""  # noqa: E501 - a sheet is drawn as wide as it is

UNDERSTANDING = """
Area       | URN    | On         | Asked | Named it
ATTENDANCE | 990001 | 2026-06-24 | 24    | 22
ATTENDANCE | 990002 | 2026-06-25 | 20    | 11
BEHAVIOUR  | 990001 | 2026-10-13 | 22    | 19
BEHAVIOUR  | 990002 | 2026-10-14 | 18    | 5
CURRICULUM | 990001 | 2026-07-02 | 24    | 18
CURRICULUM | 990002 | 2026-07-03 | 20    | 13
CPD        | 990001 | 2026-07-02 | 24    | 9
CPD        | 990002 | 2026-07-03 | 20    | 19
"""

# The partners, their people and the reviewers are invented too; the last review is to come.
REVIEWS = """
Review | Role     | Partner trust              | From       | To         | Question                                                                          | Lead reviewer  | Independence | Doing-with | Context | Openness | Humility | Generosity
R26-01 | host     | Harpenfield Learning Trust | 2026-03-17 | 2026-03-19 | Is a pupil who misses school met in the same way, whichever of our schools it is? | Nerys Calloway | 5            | 4          | 4       | 5        | 4        | 4
R26-02 | reviewer | Oakhollow Academies Trust  | 2026-06-16 | 2026-06-18 | Do middle leaders know what is expected of them?                                  | Nerys Calloway | 4            | 5          | 3       | 4        | 4        | 5
R27-01 | host     | Oakhollow Academies Trust  | 2027-03-09 | 2027-03-11 | Does what we mean for behaviour reach every classroom?                            |                |              |            |         |          |          |
"""  # noqa: E501 - a sheet is drawn as wide as it is

FINDINGS = """
Review | Number | Area       | Kind            | Text                                                                              | Evidence                                | Priority | Action | Retest on  | Retested
R26-01 | 1      | ATTENDANCE | strength        | Every family is rung on the first day, at both schools                            | Call logs of two weeks                  |          |        |            |
R26-01 | 2      | ATTENDANCE | area to develop | Severe absence is met in person at Watling Park and by letter at Kingsmead        | Case files of fourteen pupils           | 1        | A-02   | 2027-03-11 |
R26-01 | 3      | ATTENDANCE | area to develop | How casework is opened and closed is in one officer's head                        | Talks with both attendance leads        | 2        | A-08   | 2026-11-05 | better
R26-01 | 4      | SEND       | area to develop | Annual reviews at Kingsmead rest on one person                                    | The SENCO's diary; no minutes by others | 1        | A-03   | 2026-10-15 | worse
R26-01 | 5      | BEHAVIOUR  | suggestion      | Heads of year could spend a day at each other's school                            |                                         | 3        |        | 2026-10-30 |
R26-01 | 6      |            | area to develop | Families of both schools are asked for the same information three times           | Talks with eleven parents               | 2        |        |            |
R26-02 | 1      | CPD        | strength        | Middle leaders meet for half a day each fortnight, and it is never cancelled      | Timetables of six leaders               |          |        |            |
R26-02 | 2      | CPD        | learning for us | A half-day in the timetable does for coaching what our twilight sessions have not |                                         | 2        |        | 2027-01-29 |
R26-02 | 3      | CURRICULUM | learning for us | Their subject plans fit on two pages                                              | Plans of five subjects                  | 3        |        |            |
"""  # noqa: E501 - a sheet is drawn as wide as it is


def facts() -> list[Fact]:
    """What is meant for each area, what was seen and understood of it, and what reviews found."""
    return [
        *drawn(PracticeIntent, INTENTS),
        *drawn(PracticeSeen, SEEN),
        *drawn(Understanding, UNDERSTANDING),
        *drawn(Review, REVIEWS),
        *drawn(ReviewFinding, FINDINGS),
    ]
