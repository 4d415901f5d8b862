"""Which seats does the example trust have, and who sits in them? Forty-five posts, twelve of them critical."""

from examples.example_trust.drawn import drawn
from trustops.models import Fact, Holder, Post

# A salary is written where no published point gives it, and for the attendance officer, so that both years agree.
CENTRAL = """
Post | Title                                  | Site  | Role         | Reports to | Critical | Must be filled | Pay scale  | Spine point | Salary  | Pension
CEO  | Chief executive and accounting officer | TRUST | ao_ceo       |            | 5        | yes            | spot       |             | 118,000 | TPS
CFO  | Chief financial officer                | TRUST | cfo          | CEO        | 5        | yes            | spot       |             | 78,500  | LGPS
COO  | Chief operating officer                | TRUST |              | CEO        |          |                | spot       |             | 69,000  | LGPS
GOV  | Governance professional                | TRUST | gov_prof     | CEO        | 4        | yes            | NJC        | 31          |         | LGPS
DPO  | Data protection officer                | TRUST | dpo          | CEO        | 3        | yes            | NJC        | 31          |         | LGPS
HRL  | HR lead                                | TRUST | hr           | COO        |          |                | NJC        | 37          |         | LGPS
ITM  | IT manager                             | TRUST | it_admin     | COO        | 4        |                | NJC        | 33          |         | LGPS
ITT  | ICT technician                         | TRUST | service_post | ITM        |          |                | NJC        | 12          |         | LGPS
EST  | Estates lead                           | TRUST | estates      | COO        |          | yes            | NJC        | 32          |         | LGPS
MIS  | Data and MIS manager                   | TRUST | mis_data     | COO        |          |                | NJC        | 27          |         | LGPS
PAY  | Payroll and pensions officer           | TRUST | payroll      | CFO        |          |                | NJC        | 20          |         | LGPS
FIN  | Finance manager                        | TRUST |              | CFO        |          |                | NJC        | 35          |         | LGPS
DSI  | Director of school improvement         | TRUST |              | CEO        |          |                | leadership | L22         | 81,500  | TPS
EXA  | Executive assistant                    | TRUST |              | CEO        |          |                | NJC        | 19          |         | LGPS
"""  # noqa: E501 - a sheet is drawn as wide as it is

OFFICER = """
Post | Title              | Site  | Role         | Reports to | Critical | Pay scale | Spine point | Salary | Hours | Weeks | Leave days | Pension
ATO  | Attendance officer | TRUST | service_post | COO        | 4        | NJC       | 17          | 31,022 | 37    | 39    | 33         | LGPS
"""  # noqa: E501 - a sheet is drawn as wide as it is

FOUNDER = """
Post    | Title                                     | Site   | Role         | Reports to | Critical | Must be filled | Pay scale  | Spine point | Salary  | Pension
W-HEAD  | Headteacher                               | 990001 | head         | CEO        | 5        | yes            | leadership | L34         | 109,000 | TPS
W-DHP   | Deputy headteacher, pastoral              | 990001 |              | W-HEAD     |          |                | leadership | L20         | 77,500  | TPS
W-DHC   | Deputy headteacher, curriculum            | 990001 |              | W-HEAD     |          |                | leadership | L20         | 77,500  | TPS
W-DSL   | Designated safeguarding lead              | 990001 | dsl          | W-HEAD     | 5        | yes            | leadership | L13         | 65,500  | TPS
W-SENCO | SENCO                                     | 990001 | senco        | W-DHP      | 4        | yes            | teacher    | U3          |         | TPS
W-AHA   | Assistant headteacher, attendance         | 990001 | attend_champ | W-DHP      |          | yes            | leadership | L12         | 64,000  | TPS
W-EXAM  | Examinations officer                      | 990001 | head_centre  | W-DHC      |          |                | NJC        | 19          |         | LGPS
W-CAR   | Careers leader                            | 990001 | careers      | W-DHC      |          | yes            | teacher    | M6          |         | TPS
W-LAC   | Designated teacher, children looked after | 990001 | lac_teacher  | W-DSL      |          | yes            | teacher    | U2          |         | TPS
W-HOE   | Head of English                           | 990001 |              | W-DHC      |          |                | teacher    | U3          |         | TPS
W-HOM   | Head of mathematics                       | 990001 |              | W-DHC      |          |                | teacher    | U3          |         | TPS
W-HOS   | Head of science                           | 990001 |              | W-DHC      |          |                | teacher    | U3          |         | TPS
W-LAT   | Teacher of Latin                          | 990001 | subject_sole | W-DHC      |          |                | teacher    | U3          |         | TPS
W-CS    | Teacher of computer science               | 990001 | subject_sole | W-DHC      |          |                | teacher    | M6          |         | TPS
W-SITE  | Site manager                              | 990001 | site         | EST        |          |                | NJC        | 17          |         | LGPS
W-ADM   | Admissions officer                        | 990001 | admissions   | W-DHP      |          |                | NJC        | 12          |         | LGPS
"""  # noqa: E501 - a sheet is drawn as wide as it is

SECOND = """
Post    | Title                                     | Site   | Role         | Reports to | Critical | Must be filled | Pay scale  | Spine point | Salary  | Pension
K-HEAD  | Headteacher                               | 990002 | head         | CEO        | 5        | yes            | leadership | L31         | 101,000 | TPS
K-DHS   | Deputy headteacher, secondary             | 990002 |              | K-HEAD     |          |                | leadership | L18         | 74,000  | TPS
K-DHP   | Deputy headteacher, primary               | 990002 |              | K-HEAD     |          |                | leadership | L15         | 69,000  | TPS
K-DSL   | Designated safeguarding lead              | 990002 | dsl          | K-HEAD     | 5        | yes            | leadership | L11         | 62,500  | TPS
K-SENCO | SENCO                                     | 990002 | senco        | K-DHS      | 4        | yes            | teacher    | U3          |         | TPS
K-AHA   | Assistant headteacher, attendance         | 990002 | attend_champ | K-DHS      |          | yes            | leadership | L10         | 61,000  | TPS
K-LAC   | Designated teacher, children looked after | 990002 | lac_teacher  | K-DSL      |          | yes            | teacher    | U2          |         | TPS
K-CAR   | Careers leader                            | 990002 | careers      | K-DHS      |          | yes            | teacher    | M5          |         | TPS
K-EYFS  | Early years lead                          | 990002 | first_aid    | K-DHP      |          | yes            | teacher    | U1          |         | TPS
K-PHO   | Phonics lead                              | 990002 |              | K-DHP      |          |                | teacher    | M6          |         | TPS
K-HOM   | Head of mathematics                       | 990002 |              | K-DHS      |          |                | teacher    | U2          |         | TPS
K-MUS   | Teacher of music                          | 990002 | subject_sole | K-DHS      |          |                | teacher    | U3          |         | TPS
K-SITE  | Site manager                              | 990002 | site         | EST        |          |                | NJC        | 15          |         | LGPS
K-OFF   | Office manager                            | 990002 | admissions   | K-HEAD     |          |                | NJC        | 19          |         | LGPS
"""  # noqa: E501 - a sheet is drawn as wide as it is

# Kingsmead's SENCO is vacant; the governance professional is the data protection officer too; three posts are shared.
HOLDERS = """
Post    | Person | From       | To         | Share | Acting
CEO     | V101   | 2018-01-01 |            |       |
CFO     | V102   | 2019-01-07 |            |       |
COO     | V103   | 2020-04-20 |            |       |
GOV     | V104   | 2017-09-04 |            |       |
DPO     | V104   | 2018-05-25 |            |       |
HRL     | V105   | 2021-02-01 |            |       |
ITM     | V106   | 2016-08-15 | 2026-12-31 |       |
ITT     | V107   | 2023-06-05 |            |       |
EST     | V108   | 2018-03-12 |            |       |
MIS     | V109   | 2015-11-02 |            |       |
ATO     | V110   | 2025-09-01 |            |       |
DSI     | V111   | 2022-09-01 |            |       |
PAY     | V112   | 2013-05-07 |            |       |
FIN     | V113   | 2022-10-17 |            |       |
EXA     | V114   | 2024-01-08 |            |       |
W-HEAD  | V201   | 2018-09-01 |            |       |
W-DHP   | V202   | 2019-09-01 |            |       |
W-DHC   | V203   | 2020-09-01 |            |       |
W-DSL   | V204   | 2016-09-01 |            |       |
W-SENCO | V205   | 2019-09-01 |            |       |
W-AHA   | V206   | 2021-09-01 |            |       |
W-EXAM  | V207   | 2011-01-10 |            |       |
W-CAR   | V208   | 2023-09-01 |            | 0.6   |
W-CAR   | V209   | 2023-09-01 |            | 0.4   |
W-SITE  | V210   | 2006-02-20 |            |       |
W-HOE   | V211   | 2020-09-01 |            | 0.6   |
W-HOE   | V220   | 2024-09-01 |            | 0.4   |
W-HOM   | V212   | 2022-09-01 |            |       |
W-HOS   | V213   | 2021-01-01 |            |       |
W-LAT   | V214   | 2004-09-01 |            |       |
W-CS    | V215   | 2022-09-01 |            |       |
W-LAC   | V216   | 2026-09-01 |            |       | yes
W-ADM   | V217   | 2020-11-09 |            |       |
K-HEAD  | V301   | 2017-09-01 |            |       |
K-DHS   | V302   | 2021-09-01 |            |       |
K-DHP   | V303   | 2020-09-01 |            |       |
K-DSL   | V304   | 2018-09-01 |            |       |
K-SENCO | V305   | 2019-09-01 | 2026-08-31 |       |
K-AHA   | V306   | 2022-09-01 |            |       |
K-LAC   | V307   | 2019-09-01 |            |       |
K-EYFS  | V308   | 2022-09-01 |            | 0.6   |
K-EYFS  | V309   | 2022-09-01 |            | 0.4   |
K-PHO   | V310   | 2019-09-01 |            |       |
K-SITE  | V311   | 2012-06-11 |            |       |
K-OFF   | V312   | 2015-09-01 |            |       |
K-HOM   | V313   | 2023-09-01 |            |       |
K-MUS   | V314   | 2007-09-01 |            |       |
K-CAR   | V315   | 2024-09-01 |            |       |
"""


def facts() -> list[Fact]:
    """Every post, then who holds it and since when."""
    posts = [post for table in (CENTRAL, OFFICER, FOUNDER, SECOND) for post in drawn(Post, table)]
    return [*posts, *drawn(Holder, HOLDERS)]
