"""What does the example trust owe, what has it done, and what is it doing about the rest?

The management accounts for September 2026 were never made; those for October have not been shown to anyone; the
health and safety report was written and never reached the board.
"""

from examples.example_trust.drawn import drawn
from trustops.models import Action, Fact, Obligation, Submission

OBLIGATIONS = """
Obligation                  | Title                                                   | Preparer | Approver | Cover | Recipient | Rule         | From       | Not applicable because
fin.mgmt_accounts           |                                                         | FIN      | CFO      |       | FC        |              |            |
fin.mgmt_accounts_board     |                                                         | CFO      | CEO      |       | TB        |              |            |
fin.budget_approve          |                                                         | CFO      | CEO      | FIN   | TB        |              |            |
fin.bfr                     |                                                         | CFO      | CEO      | FIN   | DfE       |              |            |
fin.accounts_submit         |                                                         | CFO      | CEO      | FIN   | DfE       |              |            |
fin.internal_scrutiny       |                                                         | CFO      | CEO      | GOV   | ARC       |              |            |
fin.accounts_publish        |                                                         | GOV      | CFO      |       | WEB       |              |            |
fin.accounts_coh            |                                                         | CFO      | CEO      | GOV   | CoH       |              |            |
fin.aar                     |                                                         | CFO      | CEO      |       | DfE       |              |            |
fin.lbct                    |                                                         | EST      | CFO      |       | DfE       |              |            |
fin.srmsa                   |                                                         | CFO      | CEO      | FIN   | TB        |              |            |
fin.pay_over_100k           |                                                         | CFO      | CEO      |       | WEB       |              |            |
fin.exec_pay                |                                                         | GOV      | CEO      | EXA   | PC        |              |            |
risk.register               |                                                         | COO      | CEO      | GOV   | ARC       |              |            |
gov.confirmation            |                                                         | GOV      | CEO      |       | CoH       | FIXED(03-28) |            |
gov.scheme_delegation       |                                                         | GOV      | CEO      | EXA   | TB        |              |            |
gov.interests               |                                                         | GOV      | CEO      |       | WEB       |              |            |
data.census_aut             |                                                         | MIS      | COO      |       | DfE       |              |            |
data.census_spr             |                                                         | MIS      | COO      |       | DfE       |              |            |
data.census_sum             |                                                         | MIS      | COO      |       | DfE       |              |            |
data.swc                    |                                                         | HRL      | COO      | MIS   | DfE       |              |            |
data.gpg                    |                                                         | HRL      | COO      | PAY   | WEB       |              |            |
people.pay_award            |                                                         | HRL      | CEO      | PAY   | PC        |              |            |
people.succession           |                                                         | HRL      | CEO      |       | PC        |              |            |
sg.annual                   |                                                         | W-DSL    | W-HEAD   | K-DSL | TB        |              |            |
ed.outcomes                 |                                                         | DSI      | CEO      | W-DHC | SC        |              |            |
ed.attendance               |                                                         | W-AHA    | COO      | K-AHA | SC        |              |            |
ed.pp_statement             |                                                         | W-DHP    | W-HEAD   | K-DHS | WEB       |              |            |
est.hs                      |                                                         | EST      | COO      |       | TB        |              |            |
fin.tps_eoyc                |                                                         | PAY      | CFO      |       | TPS       |              |            |
fin.insurance_rpa           |                                                         | CFO      | CEO      | COO   | TB        |              |            |
fin.charging_policy_central |                                                         | CFO      | CEO      | FIN   | TB        |              |            |
fin.reserves_policy         |                                                         | CFO      | CEO      | FIN   | FC        |              |            |
env.secr                    |                                                         | CFO      | CEO      | EST   | CoH       |              |            |
risk.cyber_nopay            |                                                         | ITM      | COO      |       | ARC       |              |            |
gov.whistleblowing          |                                                         | GOV      | HRL      | HRL   | TB        |              |            |
gov.complaints              |                                                         | GOV      | COO      | EXA   | TB        |              |            |
gov.self_review             |                                                         | GOV      | CEO      |       | TB        |              |            |
data.ico_fee                |                                                         | DPO      | COO      | FIN   | ICO       |              |            |
people.exit_wellbeing       |                                                         | HRL      | COO      |       | PC        |              |            |
hr.facility_time            |                                                         | HRL      | COO      | PAY   | WEB       |              |            |
sg.kcsie                    |                                                         | W-DSL    | CEO      | K-DSL | TB        |              |            |
sg.scr                      |                                                         | HRL      | W-DSL    | K-DSL | TB        |              |            |
ed.exclusions               |                                                         | W-DHP    | W-HEAD   | K-DHS | SC        |              |            |
ed.admissions               |                                                         | W-ADM    | W-HEAD   | K-OFF | WEB       |              |            |
ed.equality_info            |                                                         | HRL      | CEO      | GOV   | WEB       |              |            |
ed.pe_sport                 |                                                         | K-DHP    | K-HEAD   |       | WEB       |              |            |
est.fire                    |                                                         | EST      | COO      |       | TB        |              |            |
est.asbestos                |                                                         | EST      | COO      |       | TB        |              |            |
est.legionella              |                                                         | EST      | COO      |       | TB        |              |            |
data.gdpr                   |                                                         | DPO      | COO      |       | ARC       |              |            |
env.modern_slavery          |                                                         |          |          |       | WEB       |              |            | Income is below £36 million
VST-SERVICES                | Attendance service: clients, days and recovery reported | COO      | CFO      | W-AHA | FC        | EVERY(12M)   | 2025-09-01 |
"""  # noqa: E501 - a sheet is drawn as wide as it is

MONTHLY_ACCOUNTS = """
Obligation        | Period end | Done on    | Evidence          | Contents                                | Reported at
fin.mgmt_accounts | 2025-09-30 | 2025-10-20 | Pack for month 1  | I&E, cash flow, balance sheet, variance | FC-2025-11-20
fin.mgmt_accounts | 2025-10-31 | 2025-11-19 | Pack for month 2  | I&E, cash flow, balance sheet, variance | FC-2025-11-20
fin.mgmt_accounts | 2025-11-30 | 2025-12-17 | Pack for month 3  | I&E, cash flow, balance sheet, variance | FC-2026-01-22
fin.mgmt_accounts | 2025-12-31 | 2026-01-21 | Pack for month 4  | I&E, cash flow, balance sheet, variance | FC-2026-01-22
fin.mgmt_accounts | 2026-01-31 | 2026-02-19 | Pack for month 5  | I&E, cash flow, balance sheet, variance | FC-2026-03-12
fin.mgmt_accounts | 2026-02-28 | 2026-03-26 | Pack for month 6  | I&E, cash flow, variance                | FC-2026-04-30
fin.mgmt_accounts | 2026-03-31 | 2026-04-22 | Pack for month 7  | I&E, cash flow, balance sheet, variance | FC-2026-04-30
fin.mgmt_accounts | 2026-04-30 | 2026-05-20 | Pack for month 8  | I&E, cash flow, balance sheet, variance | FC-2026-06-25
fin.mgmt_accounts | 2026-05-31 | 2026-06-19 | Pack for month 9  | I&E, cash flow, balance sheet, variance | FC-2026-06-25
fin.mgmt_accounts | 2026-06-30 | 2026-07-20 | Pack for month 10 | I&E, cash flow, balance sheet, variance | FC-2026-09-24
fin.mgmt_accounts | 2026-07-31 | 2026-08-20 | Pack for month 11 | I&E, cash flow, balance sheet, variance | FC-2026-09-24
fin.mgmt_accounts | 2026-08-31 | 2026-09-18 | Pack for month 12 | I&E, cash flow, balance sheet, variance | FC-2026-09-24
fin.mgmt_accounts | 2026-10-31 | 2026-11-19 | Pack for month 2  | I&E, variance                           |
"""  # noqa: E501 - a sheet is drawn as wide as it is

SUBMISSIONS = """
Obligation                  | Period end | Done on    | Evidence                       | Reported at
fin.lbct                    | 2025-12-16 | 2025-12-12 | Form receipt                   |
fin.accounts_submit         | 2025-12-31 | 2025-12-19 | Receipt, 2024/25 accounts      | TB-2025-12-11
fin.internal_scrutiny       | 2025-12-31 | 2025-12-19 | Sent with the 2024/25 accounts | ARC-2025-11-27
fin.accounts_publish        | 2026-01-31 | 2026-01-28 | Trust website                  |
fin.pay_over_100k           | 2026-01-31 | 2026-01-28 | Trust website                  |
fin.aar                     | 2026-01-28 | 2026-01-27 | Form receipt, auditor's letter |
fin.srmsa                   | 2026-03-13 | 2026-03-11 | Form receipt                   | TB-2026-02-05
fin.accounts_coh            | 2026-05-31 | 2026-04-17 | Filing receipt                 |
fin.budget_approve          | 2026-08-31 | 2026-07-09 | Minute 7                       | TB-2026-07-09
fin.bfr                     | 2026-09-24 | 2026-09-22 | Form receipt                   |
fin.exec_pay                | 2026-03-10 | 2026-03-10 | Minute 4                       | PC-2026-03-10
risk.register               | 2026-06-18 | 2026-06-11 | Register, June 2026            | ARC-2026-06-18
gov.confirmation            | 2026-03-28 | 2026-03-20 | Filing receipt                 |
gov.scheme_delegation       | 2026-03-26 | 2026-03-26 | Minute 9                       | TB-2026-03-26
gov.interests               | 2025-10-09 | 2025-10-17 | Trust website                  |
gov.interests               | 2026-10-08 | 2026-10-14 | Trust website                  |
data.census_aut             | 2025-10-02 | 2025-10-24 | Both schools authorised        |
data.census_spr             | 2026-01-15 | 2026-02-06 | Both schools authorised        |
data.census_sum             | 2026-05-21 | 2026-06-12 | Both schools authorised        |
data.census_aut             | 2026-10-01 | 2026-10-23 | Both schools authorised        |
data.swc                    | 2025-11-06 | 2025-12-03 | Return authorised              |
data.gpg                    | 2026-03-30 | 2026-03-24 | Government service and website |
people.pay_award            | 2025-10-31 | 2025-11-13 | Minute 3                       | PC-2025-11-13
people.pay_award            | 2025-12-31 | 2025-12-17 | Heads' pay, minute 4           | PC-2026-03-10
people.pay_award            | 2026-10-31 | 2026-11-12 | Minute 2                       | PC-2026-11-12
people.succession           | 2026-06-11 | 2026-06-11 | Minute 5                       | PC-2026-06-11
sg.annual                   | 2025-12-11 | 2025-12-04 | Report                         | TB-2025-12-11
ed.outcomes                 | 2025-10-31 | 2025-10-24 | Report                         | SC-2025-12-02
ed.attendance               | 2025-12-19 | 2025-12-16 | Autumn term report             | SC-2026-03-03
ed.attendance               | 2026-03-27 | 2026-04-20 | Spring term report             | SC-2026-06-09
ed.attendance               | 2026-07-21 | 2026-07-16 | Summer term report             | SC-2026-09-29
ed.pp_statement             | 2025-12-31 | 2025-12-15 | Both schools' websites         |
est.hs                      | 2026-03-31 | 2026-04-14 | Annual report                  |
sg.kcsie                    | 2025-09-01 | 2025-09-01 | Training day record            | TB-2025-10-09
sg.kcsie                    | 2026-09-01 | 2026-09-01 | Training day record            | TB-2026-10-08
fin.tps_eoyc                | 2025-09-30 | 2025-09-24 | Audited certificate            |
fin.tps_eoyc                | 2026-05-31 | 2026-05-27 | Certificate                    |
fin.tps_eoyc                | 2026-09-30 | 2026-09-25 | Audited certificate            |
env.secr                    | 2025-12-31 | 2025-12-19 | In the trustees' report        |
ed.exclusions               | 2025-12-19 | 2025-12-12 | Autumn term report             | SC-2026-03-03
ed.exclusions               | 2026-03-27 | 2026-03-25 | Spring term report             | SC-2026-06-09
ed.exclusions               | 2026-07-21 | 2026-07-15 | Summer term report             | SC-2026-09-29
people.exit_wellbeing       | 2025-12-19 | 2025-12-16 | Autumn term report             | PC-2026-03-10
people.exit_wellbeing       | 2026-03-27 | 2026-04-22 | Spring term report             | PC-2026-06-11
people.exit_wellbeing       | 2026-07-21 | 2026-07-17 | Summer term report             | PC-2026-11-12
sg.scr                      | 2025-12-19 | 2025-12-03 | Check by the link trustee      | TB-2025-12-11
sg.scr                      | 2026-03-27 | 2026-03-11 | Check by the link trustee      | TB-2026-03-26
sg.scr                      | 2026-07-21 | 2026-06-24 | Check by the link trustee      | TB-2026-07-09
ed.admissions               | 2026-02-28 | 2026-02-12 | Determined, both schools       |
ed.admissions               | 2026-03-15 | 2026-03-04 | Both schools' websites         |
ed.equality_info            | 2026-03-30 | 2026-03-18 | Trust website                  |
ed.pe_sport                 | 2026-07-31 | 2026-07-17 | School website, form receipt   |
hr.facility_time            | 2026-07-31 | 2026-07-08 | Trust website                  |
fin.charging_policy_central | 2026-08-31 | 2026-07-09 | Minute 8                       | TB-2026-07-09
fin.insurance_rpa           | 2026-08-31 | 2026-07-09 | Minute 10                      | TB-2026-07-09
fin.reserves_policy         | 2026-06-25 | 2026-06-25 | Minute 5                       | FC-2026-06-25
risk.cyber_nopay            | 2026-03-05 | 2026-03-05 | Exercise report                | ARC-2026-03-05
gov.whistleblowing          | 2026-05-14 | 2026-05-14 | Minute 6                       | TB-2026-05-14
gov.complaints              | 2026-07-09 | 2026-07-09 | Annual report                  | TB-2026-07-09
gov.self_review             | 2026-05-14 | 2026-05-14 | Skills audit                   | TB-2026-05-14
data.ico_fee                | 2026-05-20 | 2026-05-12 | Register entry                 |
est.fire                    | 2026-02-20 | 2026-02-18 | Assessments, both schools      | TB-2026-03-26
est.asbestos                | 2026-02-20 | 2026-02-18 | Plan reviewed                  | TB-2026-03-26
est.legionella              | 2025-10-30 | 2025-10-29 | Assessments, both schools      | TB-2025-12-11
data.gdpr                   | 2026-06-18 | 2026-06-11 | Annual report                  | ARC-2026-06-18
VST-SERVICES                | 2026-08-31 | 2026-09-17 | First year of the service      | FC-2026-09-24
"""

ACTIONS = """
Action | Title                                                               | Source  | Source code    | Site   | Owner  | Due        | Done on
A-01   | Agree interim arrangements for each critical post without cover     | kpi     | PEO09          | TRUST  | CEO    | 2026-12-18 |
A-02   | Weekly meetings with families of pupils missing half their sessions | kpi     | ATT04          | 990002 | K-AHA  | 2026-12-11 |
A-03   | Advertise for a SENCO at Kingsmead                                  | meeting | TB-2026-10-08  | 990002 | K-HEAD | 2026-10-30 |
A-04   | Add a second approver to DfE Sign-in and to the bank mandate        | meeting | ARC-2026-06-18 | TRUST  | GOV    | 2026-07-31 |
A-05   | Second person trained on the census return                          | meeting | ARC-2026-06-18 | TRUST  | COO    | 2027-01-08 |
A-06   | Review the technician's price before the next agreements            | other   |                | TRUST  | CFO    | 2027-03-31 |
A-07   | Chase Rushmere's autumn invoice                                     | other   | V26-029        | TRUST  | FIN    | 2026-11-27 |
A-08   | Write down how attendance casework is opened and closed             | meeting | TB-2026-07-09  | TRUST  | COO    | 2026-10-23 | 2026-10-20
"""  # noqa: E501 - a sheet is drawn as wide as it is


def facts() -> list[Fact]:
    """Each duty of the calendar with who prepares, approves and covers it; what was done; what is to be done."""
    return [
        *drawn(Obligation, OBLIGATIONS),
        *drawn(Submission, MONTHLY_ACCOUNTS),
        *drawn(Submission, SUBMISSIONS),
        *drawn(Action, ACTIONS),
    ]
