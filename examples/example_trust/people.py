"""Who works for the example trust? Sixty invented people; those without a post teach or support and stand ready."""

import unicodedata

from examples.example_trust.drawn import drawn
from trustops.models import Fact, Person, record_of

CENTRAL = """
Person | Name               | Site  | Contract  | Notice weeks | Started    | Leaving
V101   | Margaret Osei      | TRUST | executive | 26           | 2014-09-01 |
V102   | Daniel Whitcombe   | TRUST | executive | 13           | 2019-01-07 |
V103   | Priya Raman        | TRUST | executive | 13           | 2020-04-20 |
V104   | Helen Achterberg   | TRUST | support   | 8            | 2017-09-04 |
V105   | Samuel Adeyemi     | TRUST | support   | 8            | 2021-02-01 |
V106   | Tomasz Wieczorek   | TRUST | support   | 8            | 2016-08-15 | 2026-12-31
V107   | Jasmine Lall       | TRUST | support   | 4            | 2023-06-05 |
V108   | Gareth Pryce-Jones | TRUST | support   | 8            | 2018-03-12 |
V109   | Aoife Brennan      | TRUST | support   | 8            | 2015-11-02 |
V110   | Rachel Mbatha      | TRUST | support   | 8            | 2025-09-01 |
V111   | Jonathan Farley    | TRUST | teacher   |              | 2022-09-01 |
V112   | Sunita Bhatt       | TRUST | support   | 4            | 2013-05-07 |
V113   | Callum Reid        | TRUST | support   | 8            | 2022-10-17 |
V114   | Beatrice Oduya     | TRUST | support   | 4            | 2024-01-08 |
"""

FOUNDER = """
Person | Name                 | Site   | Contract | Notice weeks | Started
V201   | Fiona Castellan      | 990001 | head     |              | 2018-09-01
V202   | Marcus Delacroix     | 990001 | teacher  |              | 2015-09-01
V203   | Yasmin Haddad        | 990001 | teacher  |              | 2020-09-01
V204   | Lorna McAllister     | 990001 | teacher  |              | 2012-09-01
V205   | Peter Nwosu          | 990001 | teacher  |              | 2019-09-01
V206   | Emily Thackray       | 990001 | teacher  |              | 2017-09-01
V207   | Stephen Odell        | 990001 | support  | 4            | 2011-01-10
V208   | Hannah Vásquez       | 990001 | teacher  |              | 2021-09-01
V209   | Owen Bickerstaff     | 990001 | teacher  |              | 2008-09-01
V210   | Derek Malone         | 990001 | support  | 4            | 2006-02-20
V211   | Charlotte Ives       | 990001 | teacher  |              | 2016-09-01
V212   | Arjun Sethi          | 990001 | teacher  |              | 2019-09-01
V213   | Ngozi Eze            | 990001 | teacher  |              | 2018-01-01
V214   | Julian Fairweather   | 990001 | teacher  |              | 2004-09-01
V215   | Katarzyna Nowak-Hill | 990001 | teacher  |              | 2022-09-01
V216   | Ruth Abernethy       | 990001 | teacher  |              | 2014-09-01
V217   | Ibrahim Sesay        | 990001 | support  | 4            | 2020-11-09
V218   | Grace Tomlinson      | 990001 | teacher  |              | 2020-09-01
V219   | Liam O’Corrigan      | 990001 | support  | 4            | 2019-09-02
V220   | Mei Tanaka           | 990001 | teacher  |              | 2021-09-01
V221   | Robert Ashdown       | 990001 | teacher  |              | 2010-09-01
V222   | Zainab Qureshi       | 990001 | teacher  |              | 2024-09-01
V223   | Alice Pemberton      | 990001 | support  | 4            | 2018-07-02
V224   | Dylan Hughes         | 990001 | support  | 4            | 2025-01-06
"""

# Kingsmead's SENCO left in the summer of 2026 and has not been replaced; its head has said when she means to go.
SECOND = """
Person | Name               | Site   | Contract | Notice weeks | Started    | Leaving    | Intends to leave
V301   | Catherine Ellery   | 990002 | head     |              | 2017-09-01 |            | 2027-08-31
V302   | Babatunde Alabi    | 990002 | teacher  |              | 2021-09-01 |            |
V303   | Sarah Lindqvist    | 990002 | teacher  |              | 2018-09-01 |            |
V304   | Noreen Dempsey     | 990002 | teacher  |              | 2016-01-01 |            |
V305   | Victoria Salt      | 990002 | teacher  |              | 2019-09-01 | 2026-08-31 |
V306   | Anthony Mukherjee  | 990002 | teacher  |              | 2020-09-01 |            |
V307   | Joanna Perrin      | 990002 | teacher  |              | 2013-09-01 |            |
V308   | Chloe Winterbourne | 990002 | teacher  |              | 2019-09-01 |            |
V309   | Adaeze Umeh        | 990002 | teacher  |              | 2022-09-01 |            |
V310   | Simon Hartnell     | 990002 | teacher  |              | 2017-09-01 |            |
V311   | Bogdan Ionescu     | 990002 | support  | 4            | 2012-06-11 |            |
V312   | Patricia Lowe      | 990002 | support  | 4            | 2009-09-01 |            |
V313   | Farah Siddiqui     | 990002 | teacher  |              | 2021-09-01 |            |
V314   | Edward Kimber      | 990002 | teacher  |              | 2007-09-01 |            |
V315   | Lucía Marchetti    | 990002 | teacher  |              | 2023-09-01 |            |
V316   | Tyrone Baptiste    | 990002 | support  | 4            | 2022-09-01 |            |
V317   | Isla Drummond      | 990002 | teacher  |              | 2024-09-01 |            |
V318   | Hamza Farooqi      | 990002 | teacher  |              | 2020-09-01 |            |
V319   | Megan Prosser      | 990002 | support  | 4            | 2021-04-19 |            |
V320   | Theo Lambrou       | 990002 | teacher  |              | 2025-09-01 |            |
V321   | Rosa Delgado       | 990002 | teacher  |              | 2018-09-01 |            |
V322   | Nathan Clegg       | 990002 | support  | 4            | 2023-03-06 |            |
"""


def facts() -> list[Fact]:
    """Everyone, with the address that the trust's domain gives them."""
    return [_with_email(person) for table in (CENTRAL, FOUNDER, SECOND) for person in drawn(Person, table)]


def _with_email(person: Person) -> Fact:
    plain = unicodedata.normalize("NFKD", person.name.lower().replace("’", ""))
    local = ".".join(plain.encode("ascii", "ignore").decode().split())
    fact: Fact = record_of(Person)(
        person=person.person,
        name=person.name,
        email=f"{local}@verulam.example.org",
        site=person.site,
        contract=person.contract,
        notice_weeks=person.notice_weeks,
        started=person.started,
        leaving=person.leaving,
        intends_to_leave=person.intends_to_leave,
    )
    return fact
