"""Who could take a post, which posts one person may never hold together, and who can do each duty?"""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped

from trustops.models.facts import DataClass, Fact, fact
from trustops.models.kinds import Pence, Percent, Ref, RefList, Site
from trustops.models.post import Role

GROUP = "Succession and duties"
HR = DataClass.RESTRICTED_HR


class Readiness(StrEnum):
    """How soon a person could take a post."""

    READY_NOW = "ready now"
    READY_IN_1_YEAR = "ready in 1 year"
    READY_IN_2_3_YEARS = "ready in 2–3 years"
    EMERGENCY_ONLY = "emergency only"
    OUTSIDE_ONLY = "outside only"


class DutyKind(StrEnum):
    """What a duty is."""

    ACCESS = "access"
    SIGN_OFF = "sign-off"
    KNOWLEDGE = "knowledge"
    CONTACT = "contact"
    RETURN = "return"


class DutyLevel(StrEnum):
    """How far a person has a duty in hand."""

    LEAD = "lead"
    BACKUP = "backup"
    LEARNING = "learning"


class Successor(Fact):
    """Who could take a post, as last assessed."""

    __tablename__ = "successor"
    __sheet__ = "Successors"
    __group__ = GROUP
    __known_from__ = "assessed_on"

    post: Mapped[Ref] = fact("Post", key=True, refers_to="post.post")
    person: Mapped[Ref | None] = fact("Person", key=True, refers_to="person.person", shared_with=HR)
    outside_name: Mapped[str | None] = fact(
        "Outside name", key=True, help="Instead of a person: an interim, an agency, a partner trust", shared_with=HR
    )
    readiness: Mapped[Readiness] = fact("Readiness", choices=Readiness, shared_with=HR)
    assessed_on: Mapped[date] = fact("Assessed on", shared_with=HR)
    assessed_by: Mapped[str | None] = fact("Assessed by", shared_with=HR)
    evidence: Mapped[str | None] = fact("Evidence", shared_with=HR)
    preferred: Mapped[bool | None] = fact("Preferred", shared_with=HR)
    lead_time_days: Mapped[int | None] = fact("Lead time days", unit="days", at_least=0, shared_with=HR)
    action: Mapped[str | None] = fact("Action", shared_with=HR)
    due: Mapped[date | None] = fact("Due", shared_with=HR)
    action_cost_pence: Mapped[Pence | None] = fact(
        "Action cost", unit="£", at_least=0, help="What the action costs in all", shared_with=HR
    )


class Turnover(Fact):
    """How likely a holder of a role is to leave within a year, from a day on; never by age or by person."""

    __tablename__ = "turnover"
    __sheet__ = "Turnover"
    __group__ = GROUP

    role: Mapped[Role] = fact("Role", key=True, choices=Role)
    from_date: Mapped[date] = fact("From", key=True)
    rate: Mapped[Percent] = fact("Leave in a year", help="The share of the role's holders who leave within a year")
    source: Mapped[str | None] = fact("Source", help="Whose figure it is: the trust's own, a national survey")


class IncompatiblePost(Fact):
    """Two posts that nobody may hold together, not even acting."""

    __tablename__ = "incompatible_post"
    __sheet__ = "Incompatible posts"
    __group__ = GROUP

    post: Mapped[Ref] = fact("Post", key=True, refers_to="post.post")
    other_post: Mapped[Ref] = fact("Other post", key=True, refers_to="post.post")
    reason: Mapped[str | None] = fact("Reason")


class Duty(Fact):
    """An access, a sign-off, a piece of knowledge, a contact or a return that somebody must be able to do."""

    __tablename__ = "duty"
    __sheet__ = "Duties"
    __group__ = GROUP

    duty: Mapped[Ref] = fact("Duty", key=True)
    title: Mapped[str] = fact("Title")
    kind: Mapped[DutyKind] = fact("Kind", choices=DutyKind)
    site: Mapped[Site] = fact("Site", help="A school's URN or TRUST")
    critical: Mapped[int | None] = fact("Critical", at_least=1, at_most=5)
    holders_needed: Mapped[int] = fact("Holders needed", default=2, at_least=1)
    documented_on: Mapped[date | None] = fact("Documented on")
    next_due: Mapped[date | None] = fact("Next due")
    incompatible_with: Mapped[RefList] = fact(
        "Incompatible with", default=(), refers_to_each="duty.duty", help="Duties that the same person may not hold"
    )
    cover_cost_pence: Mapped[Pence | None] = fact(
        "Cover cost", unit="£", at_least=0, help="What it costs to give it to one more person"
    )


class DutyHolder(Fact):
    """Who can do a duty."""

    __tablename__ = "duty_holder"
    __sheet__ = "Duty holders"
    __group__ = GROUP

    duty: Mapped[Ref] = fact("Duty", key=True, refers_to="duty.duty")
    person: Mapped[Ref] = fact("Person", key=True, refers_to="person.person", shared_with=HR)
    level: Mapped[DutyLevel] = fact("Level", choices=DutyLevel)
    last_done: Mapped[date | None] = fact("Last done")
