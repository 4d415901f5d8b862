"""What does the trust itself say, and which rates are its own?"""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy.orm import Mapped

from trustops.models.facts import DataClass, Fact, fact
from trustops.models.kinds import Number, Ref
from trustops.models.post import TermTimePay
from trustops.models.school import PayArea


class TrustRateName(StrEnum):
    """The rates that each trust sets or assumes for itself."""

    LGPS_EMPLOYER = "lgps employer"
    OVERHEAD = "overhead"
    MILEAGE = "mileage"
    PAY_AWARD_NJC = "pay award NJC"
    PAY_AWARD_TEACHERS = "pay award teachers"
    AGENCY_DAY = "agency day"


class Trust(Fact):
    """The trust: one row."""

    __tablename__ = "trust"
    __sheet__ = "Trust"
    __group__ = "Organisation"

    name: Mapped[str] = fact("Name", shared_with=DataClass.PUBLIC)
    company_number: Mapped[str | None] = fact("Company number", shared_with=DataClass.PUBLIC)
    group_uid: Mapped[Ref | None] = fact(
        "Group UID", help="The trust's number in Get Information About Schools", shared_with=DataClass.PUBLIC
    )
    levy_payer: Mapped[bool | None] = fact(
        "Levy payer", help="Yes when the trust's pay bill is over £3 million, so that it pays the apprenticeship levy"
    )
    week_hours: Mapped[Number] = fact(
        "Week hours", unit="hours", default=Decimal(37), help="Hours of a full-time week", at_least=1, at_most=60
    )
    readiness_full_months: Mapped[int | None] = fact(
        "Readiness full months", unit="months", at_least=1, at_most=60, help="An assessment counts in full; empty: 12"
    )
    readiness_half_months: Mapped[int | None] = fact(
        "Readiness half months", unit="months", at_least=1, at_most=120, help="Then as half, then unknown; empty: 18"
    )
    term_time_pay: Mapped[TermTimePay | None] = fact(
        "Term-time pay",
        choices=TermTimePay,
        help="How term-time-only pay is worked out; empty: same leave ratio, the Green Book's",
    )
    pay_area: Mapped[PayArea | None] = fact("Pay area", choices=PayArea, help="Of teachers; empty: Rest of England")


class TrustRate(Fact):
    """A rate that the trust sets or assumes, from a day on."""

    __tablename__ = "trust_rate"
    __sheet__ = "Trust rates"
    __group__ = "Organisation"

    rate: Mapped[TrustRateName] = fact("Rate", key=True, choices=TrustRateName)
    from_date: Mapped[date] = fact("From", key=True)
    value: Mapped[Number] = fact("Value", help="A rate as a fraction (0.2 is 20 %); mileage and agency day in pounds")
    source: Mapped[str | None] = fact("Source", help="Where the rate comes from: the fund's letter, the budget")
