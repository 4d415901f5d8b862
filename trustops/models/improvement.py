"""How does the trust mean to teach and run its schools, what is seen of it, and what did other trusts' eyes find?"""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped

from trustops.models.facts import Fact, fact
from trustops.models.kinds import Number, Ref, Urn

GROUP = "Improvement, collaboration and growth"


class Position(StrEnum):
    """How alike the trust's schools are to be in an area: mandated, agreed and voluntary, or each school's own."""

    STANDARDISE = "standardise"
    ALIGN = "align"
    AUTONOMY = "autonomy"


class Mode(StrEnum):
    """How practice spreads: from a lead school, agreed among subject networks, or by principles alone."""

    ROLL_OUT = "roll-out"
    CO_DESIGN = "co-design"
    ORGANIC = "organic"


class ReviewRole(StrEnum):
    """Whether the trust was looked at or looked."""

    HOST = "host"
    REVIEWER = "reviewer"


class ReviewFindingKind(StrEnum):
    """What a review's finding is; a reviewing trust learns too."""

    STRENGTH = "strength"
    AREA_TO_DEVELOP = "area to develop"
    SUGGESTION = "suggestion"
    LEARNING_FOR_US = "learning for us"


class Retested(StrEnum):
    """How a finding stood when it was looked at again."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class PracticeIntent(Fact):
    """What the board has decided for an area: how alike its schools are to be, and how they get there."""

    __tablename__ = "practice_intent"
    __sheet__ = "Practice intents"
    __group__ = GROUP

    area: Mapped[Ref] = fact("Area", key=True, help="The trust's own code: CURRICULUM, BEHAVIOUR, ATTENDANCE …")
    title: Mapped[str | None] = fact("Title")
    position: Mapped[Position] = fact(
        "Position", choices=Position, help="Mandated for all, agreed and voluntary, or each school decides"
    )
    mode: Mapped[Mode | None] = fact(
        "Mode", choices=Mode, help="From a lead school, agreed among networks, or principles alone"
    )
    lead_school: Mapped[Urn | None] = fact("Lead school", refers_to="school.urn", help="A school's URN")
    owner: Mapped[Ref | None] = fact("Owner", refers_to="post.post", help="A post", aliases=("Owner post",))
    approved_on: Mapped[date | None] = fact("Approved on", help="By the board; empty: not yet approved")
    review_by: Mapped[date | None] = fact("Review by")


class PracticeSeen(Fact):
    """What a school does in an area, as somebody saw it on a day."""

    __tablename__ = "practice_seen"
    __sheet__ = "Practice seen"
    __group__ = GROUP
    __known_from__ = "on_date"

    area: Mapped[Ref] = fact("Area", key=True, refers_to="practice_intent.area")
    urn: Mapped[Urn] = fact("URN", key=True, refers_to="school.urn")
    position: Mapped[Position] = fact("Position", choices=Position, help="What is done, whatever was meant")
    on_date: Mapped[date] = fact("On", key=True)
    seen_by: Mapped[str | None] = fact("Seen by")
    fidelity: Mapped[Number | None] = fact(
        "Fidelity", at_least=0, at_most=5, help="How closely it is done as meant: 0 not at all, 5 in full"
    )
    evidence: Mapped[str | None] = fact("Evidence")


class Understanding(Fact):
    """How many of those asked at a school could name the trust's approach to an area."""

    __tablename__ = "understanding"
    __sheet__ = "Understanding"
    __group__ = GROUP
    __known_from__ = "on_date"

    area: Mapped[Ref] = fact("Area", key=True, refers_to="practice_intent.area")
    urn: Mapped[Urn] = fact("URN", key=True, refers_to="school.urn")
    on_date: Mapped[date] = fact("On", key=True)
    asked: Mapped[int] = fact("Asked", unit="people", at_least=1)
    named_it: Mapped[int] = fact(
        "Named it", unit="people", at_least=0, help="How many named the trust's approach correctly"
    )


class Review(Fact):
    """A peer review, as its host or as its reviewer, and how well the two trusts worked together."""

    __tablename__ = "review"
    __sheet__ = "Reviews"
    __group__ = GROUP

    review: Mapped[Ref] = fact("Review", key=True)
    role: Mapped[ReviewRole] = fact("Role", choices=ReviewRole, help="Our own")
    partner_trust: Mapped[str | None] = fact("Partner trust")
    from_date: Mapped[date] = fact("From")
    to_date: Mapped[date | None] = fact("To")
    question: Mapped[str] = fact("Question", help="What the host asked the reviewers to look at")
    lead_reviewer: Mapped[str | None] = fact("Lead reviewer")
    independence: Mapped[int | None] = fact(
        "Independence", at_least=1, at_most=5, help="Enough distance to be honest; 5 the best"
    )
    doing_with: Mapped[int | None] = fact("Doing-with", at_least=1, at_most=5, help="Done with, not to; 5 the best")
    context: Mapped[int | None] = fact(
        "Context", at_least=1, at_most=5, help="Fitted to where the trust stands; 5 the best"
    )
    openness: Mapped[int | None] = fact("Openness", at_least=1, at_most=5, help="Open to challenge; 5 the best")
    humility: Mapped[int | None] = fact("Humility", at_least=1, at_most=5, help="Came to learn too; 5 the best")
    generosity: Mapped[int | None] = fact("Generosity", at_least=1, at_most=5, help="Gave freely; 5 the best")


class ReviewFinding(Fact):
    """What a review found, what is done about it, and how it stood when it was looked at again."""

    __tablename__ = "review_finding"
    __sheet__ = "Review findings"
    __group__ = GROUP

    review: Mapped[Ref] = fact("Review", key=True, refers_to="review.review")
    number: Mapped[int] = fact("Number", key=True, at_least=1)
    area: Mapped[Ref | None] = fact("Area", help="A code of Practice intents, or of an area that has none yet")
    kind: Mapped[ReviewFindingKind] = fact("Kind", choices=ReviewFindingKind)
    text: Mapped[str] = fact("Text")
    evidence: Mapped[str | None] = fact("Evidence")
    priority: Mapped[int | None] = fact("Priority", at_least=1, at_most=3, help="1 to 3, 1 the most urgent")
    action: Mapped[Ref | None] = fact("Action", refers_to="action.action", help="What is done about it")
    retest_on: Mapped[date | None] = fact("Retest on", help="When it is to be looked at again")
    retested: Mapped[Retested | None] = fact("Retested", choices=Retested, help="How it stood then; empty: not yet")
