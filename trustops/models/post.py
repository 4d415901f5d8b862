"""Which posts does the trust have, who holds them, and which may not fall vacant?"""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy.orm import Mapped

from trustops.models.facts import DataClass, Fact, fact
from trustops.models.kinds import Number, Pence, Ref, Site

HR = DataClass.RESTRICTED_HR


class Role(StrEnum):
    """The roles of an academy trust that the law, the handbook or the work itself makes critical."""

    AO_CEO = "ao_ceo"
    CFO = "cfo"
    GOV_PROF = "gov_prof"
    CHAIR = "chair"
    HEAD = "head"
    DSL = "dsl"
    SENCO = "senco"
    LAC_TEACHER = "lac_teacher"
    DPO = "dpo"
    ATTEND_CHAMP = "attend_champ"
    HS_COMPETENT = "hs_competent"
    HEAD_CENTRE = "head_centre"
    CAREERS = "careers"
    INDUCTION = "induction"
    PAYROLL = "payroll"
    IT_ADMIN = "it_admin"
    MIS_DATA = "mis_data"
    ESTATES = "estates"
    SITE = "site"
    HR = "hr"
    ADMISSIONS = "admissions"
    FIRST_AID = "first_aid"
    SUBJECT_SOLE = "subject_sole"
    SERVICE_POST = "service_post"


class PayScale(StrEnum):
    """The pay scale that a post follows."""

    NJC = "NJC"
    TEACHER = "teacher"
    LEADERSHIP = "leadership"
    SPOT = "spot"


class Pension(StrEnum):
    """The pension scheme of a post."""

    LGPS = "LGPS"
    TPS = "TPS"
    NONE = "none"


class TermTimePay(StrEnum):
    """How the pay of a term-time-only post is worked out from its weeks and leave; employers differ."""

    SAME_LEAVE_RATIO = "same leave ratio"
    LEAVE_BY_WEEKS_WORKED = "leave by weeks worked"
    WHOLE_LEAVE = "whole leave"


class Post(Fact):
    """A seat to be filled, whoever holds it."""

    __tablename__ = "post"
    __sheet__ = "Posts"
    __group__ = "Organisation"

    post: Mapped[Ref] = fact("Post", key=True)
    title: Mapped[str] = fact("Title")
    site: Mapped[Site] = fact("Site", help="A school's URN or TRUST")
    role: Mapped[Role | None] = fact("Role", choices=Role, help="The statutory or critical role that the post carries")
    reports_to: Mapped[Ref | None] = fact("Reports to", refers_to="post.post", help="A post")
    critical: Mapped[int | None] = fact(
        "Critical", at_least=1, at_most=5, help="1 to 5, 5 the worst to lose; empty: not critical"
    )
    must_be_filled: Mapped[bool | None] = fact(
        "Must be filled", help="Yes: law, handbook or funding agreement asks for a named holder at all times"
    )
    pay_scale: Mapped[PayScale | None] = fact("Pay scale", choices=PayScale)
    spine_point: Mapped[str | None] = fact("Spine point", help="17, M4, U2 …; used when Salary is empty")
    salary_pence: Mapped[Pence | None] = fact(
        "Salary", unit="£ a year", help="Full-time, full-year; empty: the spine point's", at_least=0, shared_with=HR
    )
    hours: Mapped[Number] = fact("Hours", unit="hours a week", default=Decimal(37), at_least=0, at_most=60)
    weeks: Mapped[Number] = fact(
        "Weeks", unit="weeks a year", default=Decimal("52.143"), at_least=0, at_most=53, help="39: term-time only"
    )
    leave_days: Mapped[Number] = fact(
        "Leave days", unit="days", default=Decimal(33), at_least=0, at_most=80, help="With bank holidays"
    )
    pension: Mapped[Pension | None] = fact("Pension", choices=Pension, shared_with=HR)
    hire_weeks: Mapped[int | None] = fact(
        "Hire weeks", unit="weeks", at_least=0, at_most=104, help="From vacant to appointed; empty: usual for the role"
    )
    term_time_pay: Mapped[TermTimePay | None] = fact(
        "Term-time pay",
        choices=TermTimePay,
        help="Where its contract has another way than the trust's; empty: the trust's",
    )


class Holder(Fact):
    """Who holds a post, from a day on."""

    __tablename__ = "holder"
    __sheet__ = "Holders"
    __group__ = "Organisation"

    post: Mapped[Ref] = fact("Post", key=True, refers_to="post.post")
    person: Mapped[Ref] = fact("Person", key=True, refers_to="person.person", shared_with=HR)
    from_date: Mapped[date] = fact("From", key=True)
    to_date: Mapped[date | None] = fact("To")
    share: Mapped[Number] = fact("Share", default=Decimal(1), at_least=0, at_most=1, help="0.5 for half of a job share")
    acting: Mapped[bool | None] = fact("Acting", help="Yes: holds it for the time being")
