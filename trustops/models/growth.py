"""Which schools might join the trust, how far is each on its way, and what would it bring with it?"""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped

from trustops.models.facts import DataClass, Fact, fact
from trustops.models.improvement import GROUP
from trustops.models.kinds import Number, Pence, Urn

SECRET = DataClass.CONFIDENTIAL


class Stage(StrEnum):
    """How far a school is on its way into the trust, from the first approach to a year after it opened."""

    APPROACH = "approach"
    MUTUAL_DUE_DILIGENCE = "mutual due diligence"
    GB_RESOLUTION = "governing body resolution"
    TRUST_BOARD_DECISION = "trust board decision"
    DFE_APPLICATION = "DfE application"
    ADVISORY_BOARD = "advisory board"
    ACADEMY_ORDER = "academy order"
    PROJECT = "project"
    FUNDING_AGREEMENT = "funding agreement"
    OPEN = "open"
    INTEGRATION_100_DAYS = "100-day integration"
    REVIEW_12_MONTHS = "12-month review"


class Need(StrEnum):
    """How much of the trust's people's time a joining school will take."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class DiligenceArea(StrEnum):
    """What is looked into before a school joins."""

    EDUCATION = "education"
    SEND_INCLUSION = "SEND and inclusion"
    SAFEGUARDING = "safeguarding"
    FINANCE = "finance"
    ESTATES_CONDITION = "estates condition"
    HR_TUPE = "HR and TUPE"
    PENSIONS_LGPS_DEFICIT = "pensions and LGPS deficit"
    PFI = "PFI"
    IT_CYBER = "IT and cyber"
    DATA_GDPR = "data and GDPR"
    GOVERNANCE = "governance"
    CONTRACTS = "contracts"
    ROLLS_PAN = "rolls and PAN"
    CULTURE_FIT = "culture fit"
    LEGAL_LAND = "legal and land"


class Rating(StrEnum):
    """How much an area of due diligence should worry the board."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Joiner(Fact):
    """A school that may join the trust: how far it is on its way, and how much help it will need."""

    __tablename__ = "joiner"
    __sheet__ = "Joiners"
    __group__ = GROUP
    __known_from__ = "stage_on"

    urn: Mapped[Urn] = fact("URN", key=True, refers_to="school.urn")
    stage: Mapped[Stage] = fact("Stage", choices=Stage, help="The one that it has reached", shared_with=SECRET)
    stage_on: Mapped[date] = fact("Stage on", help="When it reached that stage", shared_with=SECRET)
    need: Mapped[Need | None] = fact("Need", choices=Need, help="How much help it will need", shared_with=SECRET)
    joins_on: Mapped[date | None] = fact("Joins on", help="The day that is planned", shared_with=SECRET)
    exit_reason: Mapped[str | None] = fact(
        "Exit reason", help="Why it will not join after all; empty: still on its way", shared_with=SECRET
    )


class DueDiligence(Fact):
    """What was found in an area of a school that may join, and what putting it right would cost."""

    __tablename__ = "due_diligence"
    __sheet__ = "Due diligence"
    __group__ = GROUP

    urn: Mapped[Urn] = fact("URN", key=True, refers_to="school.urn")
    area: Mapped[DiligenceArea] = fact("Area", key=True, choices=DiligenceArea)
    rating: Mapped[Rating | None] = fact(
        "Rating", choices=Rating, help="Empty: not yet looked into", shared_with=SECRET
    )
    risk: Mapped[str | None] = fact("Risk", shared_with=SECRET)
    mitigation: Mapped[str | None] = fact("Mitigation", shared_with=SECRET)
    cost_pence: Mapped[Pence | None] = fact(
        "Cost", unit="£", at_least=0, help="Of putting it right; empty: not yet costed", shared_with=SECRET
    )
    days: Mapped[Number | None] = fact(
        "Days", unit="days", at_least=0, help="Of the trust's own people", shared_with=SECRET
    )
