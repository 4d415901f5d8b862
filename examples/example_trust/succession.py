"""Who could take which post at the example trust, and what can only one person do?

Nobody is ready to be chief executive, and she alone may approve payments or sign for the DfE; one deputy is named
for three posts; the IT manager, who leaves at Christmas, holds the only administrator's account.
"""

from examples.example_trust.drawn import drawn
from trustops.models import Duty, DutyHolder, Fact, IncompatiblePost, Successor

SUCCESSORS = """
Post    | Person | Outside name                 | Readiness          | Assessed on | Assessed by             | Preferred | Lead time days | Evidence                                   | Action                                        | Due        | Action cost
CEO     | V201   |                              | ready in 1 year    | 2026-06-11  | Chair of trustees       | yes       |                | Led the summer board meeting               | Shadow the accounting officer's letters       | 2027-03-31 | 1800
CEO     | V103   |                              | ready in 2–3 years | 2026-06-11  | Chair of trustees       |           |                | Runs operations; no school leadership yet  | Lead a school for two terms                   |            | 6400
CEO     |        | Interim from a partner trust | outside only       | 2026-06-11  | Chair of trustees       |           | 30             | Letter of May 2026                         |                                               |            |
CFO     | V113   |                              | ready in 2–3 years | 2026-06-11  | Chief executive         | yes       |                | Makes the monthly packs; qualifies in 2028 | Second year of the professional qualification | 2027-07-31 | 2150
CFO     |        | Interim agency               | outside only       | 2026-06-11  | Chief executive         |           | 21             | Framework rate agreed                      |                                               |            |
GOV     | V114   |                              | ready in 1 year    | 2026-06-11  | Chief executive         | yes       |                | Clerks two local committees                | Governance professional's certificate         | 2027-06-30 | 695
GOV     |        | Clerking service             | outside only       | 2026-06-11  | Chief executive         |           | 14             | Quotation on file                          |                                               |            |
DPO     |        | Data protection service      | outside only       | 2026-06-11  | Chief executive         |           | 10             | Quotation on file                          |                                               |            |
DPO     | V103   |                              | emergency only     | 2026-06-11  | Chief executive         |           |                | Knows the register of processing           | Practitioner certificate in data protection   |            | 1450
ITM     | V107   |                              | emergency only     | 2026-06-11  | Chief operating officer |           |                | Resets accounts; has not run a restore     | Run the next restore test                     | 2026-12-11 | 240
ITM     |        | Managed service provider     | outside only       | 2026-10-15  | Chief operating officer | yes       | 20             | Quotation of October 2026                  | Sign before the IT manager leaves             | 2026-12-04 |
ATO     | V316   |                              | ready in 1 year    | 2026-06-11  | Chief operating officer | yes       |                | Runs first-day calls at Kingsmead          | A day a fortnight with the officer            | 2027-03-26 | 2600
ATO     | V206   |                              | emergency only     | 2026-06-11  | Chief operating officer |           |                | Knows the casework at Watling Park         | Cover the officer's leave                     |            | 380
W-HEAD  | V202   |                              | ready now          | 2026-06-11  | Chief executive         | yes       |                | Acted as head for the spring half-term     |                                               |            |
W-HEAD  | V203   |                              | ready in 1 year    | 2026-06-11  | Chief executive         |           |                | NPQ for headship under way                 | NPQ for headship                              |            | 0
W-DSL   | V202   |                              | ready now          | 2026-06-11  | Headteacher             |           |                | Trained deputy lead                        |                                               |            |
W-DSL   | V219   |                              | emergency only     | 2026-06-11  | Headteacher             | yes       |                | Trained deputy lead, not a senior leader   | Join the senior team; advanced course         |            | 420
W-SENCO | V218   |                              | ready now          | 2025-06-12  | Headteacher             | yes       |                | Assistant SENCO, qualified                 |                                               |            |
K-HEAD  | V202   |                              | ready now          | 2026-06-11  | Chief executive         |           |                | Led the review of Kingsmead's sixth form   |                                               |            |
K-HEAD  | V302   |                              | ready in 1 year    | 2026-06-11  | Chief executive         | yes       |                | Runs the secondary phase                   | NPQ for headship                              | 2027-07-31 | 0
K-DSL   | V303   |                              | ready now          | 2026-06-11  | Headteacher             | yes       |                | Trained deputy lead for the primary phase  |                                               |            |
K-SENCO | V320   |                              | ready in 2–3 years | 2026-06-11  | Headteacher             |           |                | Interested; second year of teaching        | NPQ for SENCOs                                |            | 1200
K-SENCO | V303   |                              | emergency only     | 2026-09-10  | Headteacher             |           |                | Was a SENCO until 2018                     | Advertise                                     | 2026-10-30 | 1400
"""  # noqa: E501 - a sheet is drawn as wide as it is

INCOMPATIBLE = """
Post | Other post | Reason
CEO  | CFO        | The accounting officer and the chief financial officer are different people
DPO  | ITM        | Nobody checks their own processing
FIN  | PAY        | One person does not both make and check the payroll
"""

DUTIES = """
Duty             | Title                                             | Kind      | Site   | Critical | Holders needed | Documented on | Next due   | Incompatible with | Cover cost
AO-STATEMENT     | Sign the statement on regularity                  | sign-off  | TRUST  | 5        | 1              | 2025-12-11    | 2026-12-10 |                   |
BANK-APPROVE     | Approve payments on the bank mandate              | sign-off  | TRUST  | 5        | 2              |               |            | BANK-CREATE       | 0
BANK-CREATE      | Set up payments                                   | access    | TRUST  | 4        | 2              | 2025-03-04    |            | BANK-APPROVE      |
DFE-APPROVER     | Approver of DfE Sign-in                           | access    | TRUST  | 5        | 2              |               |            |                   | 0
DFE-FORMS        | Submit the DfE's finance forms                    | return    | TRUST  | 4        | 2              | 2026-01-20    | 2026-12-31 |                   | 350
GIAS-EDIT        | Edit the register of schools and governors        | access    | TRUST  | 3        | 2              | 2024-09-16    |            |                   |
COH-FILE         | File at Companies House                           | access    | TRUST  | 4        | 2              | 2025-02-11    | 2027-03-28 |                   | 0
PAYROLL-APPROVE  | Approve the monthly payroll                       | sign-off  | TRUST  | 5        | 2              | 2025-03-04    | 2026-12-14 |                   | 0
PAYROLL-RUN      | Make the monthly payroll                          | knowledge | TRUST  | 5        | 2              | 2023-11-20    | 2026-12-11 |                   | 1250
PENSIONS-PORTALS | Teachers' and local government pension portals    | access    | TRUST  | 3        | 2              |               | 2027-05-31 |                   |
TENANT-ADMIN     | Administrator of mail, files and accounts         | access    | TRUST  | 5        | 2              |               |            |                   | 600
BACKUP-RESTORE   | Restore from backup                               | knowledge | TRUST  | 5        | 2              | 2022-05-09    | 2026-12-11 |                   | 450
DOMAIN-NAMES     | Domain names and their registrar                  | access    | TRUST  | 4        | 2              |               | 2027-01-31 |                   | 0
CENSUS           | Make and authorise the school census              | return    | TRUST  | 4        | 2              |               | 2027-01-21 |                   | 380
MIS-ADMIN        | Administrator of the pupil records                | access    | TRUST  | 4        | 2              | 2025-06-30    |            |                   |
CASEWORK         | Attendance casework with families and the council | knowledge | TRUST  | 4        | 2              | 2026-10-20    |            |                   | 900
INSURANCE-CLAIMS | Contact for risk protection claims                | contact   | TRUST  | 3        | 1              |               |            |                   | 0
COUNCIL-CONTACT  | Contact with the council's attendance team        | contact   | TRUST  | 2        | 2              |               |            |                   |
EXAM-PORTALS     | Exam boards' secure portals                       | access    | 990001 | 4        | 2              | 2025-09-15    | 2027-02-21 |                   |
SAFEGUARD-W      | Administrator of the safeguarding records         | access    | 990001 | 5        | 2              | 2025-09-08    |            |                   |
SAFEGUARD-K      | Administrator of the safeguarding records         | access    | 990002 | 5        | 2              | 2025-09-08    |            |                   |
ALARMS-W         | Keys, alarm codes and the fire panel              | access    | 990001 | 3        | 2              | 2024-08-27    |            |                   |
ALARMS-K         | Keys, alarm codes and the fire panel              | access    | 990002 | 3        | 2              |               |            |                   | 120
WATER-LOG-K      | Weekly water and fire checks                      | knowledge | 990002 | 3        | 2              |               | 2026-11-27 |                   |
"""  # noqa: E501 - a sheet is drawn as wide as it is

# Nobody holds the insurance claims: the last contact left. The domain names have not been touched for years.
DUTY_HOLDERS = """
Duty             | Person | Level    | Last done
AO-STATEMENT     | V101   | lead     | 2025-12-11
BANK-APPROVE     | V101   | lead     | 2026-11-18
BANK-CREATE      | V113   | lead     | 2026-11-18
BANK-CREATE      | V223   | backup   | 2026-10-07
DFE-APPROVER     | V101   | lead     | 2026-09-03
DFE-FORMS        | V102   | lead     | 2026-09-22
DFE-FORMS        | V113   | learning | 2026-09-22
GIAS-EDIT        | V104   | lead     | 2026-09-14
GIAS-EDIT        | V114   | backup   | 2026-03-02
COH-FILE         | V104   | lead     | 2026-03-20
PAYROLL-APPROVE  | V101   | lead     | 2026-11-13
PAYROLL-RUN      | V112   | lead     | 2026-11-11
PENSIONS-PORTALS | V112   | lead     | 2026-11-11
PENSIONS-PORTALS | V105   | backup   | 2025-05-27
TENANT-ADMIN     | V106   | lead     | 2026-11-19
BACKUP-RESTORE   | V106   | lead     | 2026-05-29
BACKUP-RESTORE   | V107   | learning |
DOMAIN-NAMES     | V106   | lead     | 2024-01-29
CENSUS           | V109   | lead     | 2026-10-23
MIS-ADMIN        | V109   | lead     | 2026-11-20
MIS-ADMIN        | V107   | backup   | 2026-08-26
CASEWORK         | V110   | lead     | 2026-11-20
CASEWORK         | V316   | learning | 2026-11-12
COUNCIL-CONTACT  | V110   | lead     | 2026-10-14
COUNCIL-CONTACT  | V206   | backup   | 2026-06-24
EXAM-PORTALS     | V207   | lead     | 2026-11-09
EXAM-PORTALS     | V203   | backup   | 2026-08-20
SAFEGUARD-W      | V204   | lead     | 2026-11-20
SAFEGUARD-W      | V202   | backup   | 2026-11-04
SAFEGUARD-K      | V304   | lead     | 2026-11-20
SAFEGUARD-K      | V303   | backup   | 2026-10-22
ALARMS-W         | V210   | lead     | 2026-11-20
ALARMS-W         | V108   | backup   | 2026-08-14
ALARMS-K         | V311   | lead     | 2026-11-20
WATER-LOG-K      | V311   | lead     | 2026-11-20
WATER-LOG-K      | V322   | backup   | 2026-11-06
"""


def facts() -> list[Fact]:
    """Successors, posts that exclude each other, duties and who can do them."""
    return [
        *drawn(Successor, SUCCESSORS),
        *drawn(IncompatiblePost, INCOMPATIBLE),
        *drawn(Duty, DUTIES),
        *drawn(DutyHolder, DUTY_HOLDERS),
    ]
