"""When is school, who is away, and who stands in for a post at what cost?"""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped

from trustops.models.facts import Fact, fact
from trustops.models.kinds import Number, Pence, Ref, Site, Year
from trustops.models.post import HR

GROUP = "Organisation"


class Term(StrEnum):
    """A half of a term of the school year, in order."""

    AUTUMN_1 = "autumn 1"
    AUTUMN_2 = "autumn 2"
    SPRING_1 = "spring 1"
    SPRING_2 = "spring 2"
    SUMMER_1 = "summer 1"
    SUMMER_2 = "summer 2"


class TermDate(Fact):
    """The first and last day of a half term, for the trust or for one school that keeps other dates."""

    __tablename__ = "term_date"
    __sheet__ = "Term dates"
    __group__ = GROUP

    site: Mapped[Site] = fact("Site", key=True, help="TRUST, or a school's URN where its dates are others")
    year: Mapped[Year] = fact("Year", key=True)
    term: Mapped[Term] = fact("Term", key=True, choices=Term)
    from_date: Mapped[date] = fact("From")
    to_date: Mapped[date] = fact("To")
    inset_days: Mapped[Number | None] = fact(
        "Inset days", unit="days", at_least=0, help="Of these days, without pupils"
    )


class AwayKind(StrEnum):
    """Why somebody is not there."""

    LEAVE = "leave"
    TRAINING = "training"
    SICKNESS = "sickness"
    LONG_ABSENCE = "long absence"
    OTHER = "other"


class Away(Fact):
    """Days on which the holder of a post is away."""

    __tablename__ = "away"
    __sheet__ = "Away"
    __group__ = GROUP

    post: Mapped[Ref] = fact("Post", key=True, refers_to="post.post")
    from_date: Mapped[date] = fact("From", key=True)
    to_date: Mapped[date | None] = fact("To", help="Empty: the one day")
    kind: Mapped[AwayKind] = fact("Kind", choices=AwayKind, shared_with=HR)


class CoverKind(StrEnum):
    """How a post is stood in for."""

    ACTING_ALLOWANCE = "acting allowance"
    AGENCY = "agency"


class PostCover(Fact):
    """What standing in for a post costs: an allowance to whoever acts, or an agency by the day."""

    __tablename__ = "post_cover"
    __sheet__ = "Post cover"
    __group__ = GROUP

    post: Mapped[Ref] = fact("Post", key=True, refers_to="post.post")
    from_date: Mapped[date] = fact("From", key=True)
    to_date: Mapped[date | None] = fact("To")
    kind: Mapped[CoverKind] = fact("Kind", choices=CoverKind)
    amount_pence: Mapped[Pence] = fact(
        "Amount", unit="£", at_least=0, help="An allowance: a full year's; an agency: a day's", shared_with=HR
    )
    days_per_week: Mapped[Number | None] = fact(
        "Days per week", unit="days", at_least=0, at_most=7, help="An agency: empty is five"
    )
