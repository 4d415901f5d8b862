"""Who is relieved of a central charge, what are its bands, what does each school need, who serves whom?"""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped

from trustops.models.facts import Fact, fact
from trustops.models.kinds import Number, Pence, Percent, Ref, Urn, Year
from trustops.models.service import GROUP, SECRET


class ChargeRelief(Fact):
    """The part of its charge that a school need not pay in a year: an exemption, or a joiner's taper."""

    __tablename__ = "charge_relief"
    __sheet__ = "Charge reliefs"
    __group__ = GROUP

    policy: Mapped[Ref] = fact("Policy", key=True)
    year: Mapped[Year] = fact("Year", key=True)
    urn: Mapped[Urn] = fact("URN", key=True, refers_to="school.urn")
    part: Mapped[Percent] = fact("Relief", at_least=0, at_most=1, help="100% is exempt")
    why: Mapped[str] = fact("Reason")


class ChargeBand(Fact):
    """What schools of a size pay where a policy charges by bands."""

    __tablename__ = "charge_band"
    __sheet__ = "Charge bands"
    __group__ = GROUP

    policy: Mapped[Ref] = fact("Policy", key=True)
    year: Mapped[Year] = fact("Year", key=True)
    pupils_from: Mapped[int] = fact("Pupils from", key=True, unit="pupils", at_least=0, help="The smallest band: 0")
    amount_pence: Mapped[Pence] = fact("Amount", unit="£ a school", at_least=0)


class AppealStatus(StrEnum):
    """The steps of an appeal: to the trust first, then to the Department for Education, whose decision is final."""

    NONE = "none"
    RAISED = "raised"
    TRUST_DECIDED = "trust decided"
    ESCALATED = "escalated"
    DFE_DECIDED = "DfE decided"


class PoolNeed(Fact):
    """What a school was found to need where the trust pools GAG, and where its head's appeal stands."""

    __tablename__ = "pool_need"
    __sheet__ = "Pool needs"
    __group__ = GROUP

    year: Mapped[Year] = fact("Year", key=True)
    urn: Mapped[Urn] = fact("URN", key=True, refers_to="school.urn")
    per_pupil_pence: Mapped[Pence] = fact("Need per pupil", unit="£ a pupil", at_least=0)
    lump_pence: Mapped[Pence | None] = fact("Lump sum", unit="£", at_least=0)
    pfi_pence: Mapped[Pence | None] = fact(
        "PFI funding", unit="£", at_least=0, help="The part of its GAG for a private finance contract: never pooled"
    )
    assessment: Mapped[str | None] = fact("Assessment", help="How its need was found")
    consulted_on: Mapped[date | None] = fact("Consulted on")
    appeal: Mapped[AppealStatus | None] = fact("Appeal", choices=AppealStatus)
    appeal_on: Mapped[date | None] = fact("Appeal on", help="The day of the appeal's last step")
    appeal_reason: Mapped[str | None] = fact("Appeal reason", shared_with=SECRET)
    out_of_pool: Mapped[bool | None] = fact("Out of pool", help="Yes: the DfE decided that the school keeps its own")


class ServiceUse(Fact):
    """Days that one of our services gives to another in a year, as payroll serves the attendance team."""

    __tablename__ = "service_use"
    __sheet__ = "Service use"
    __group__ = GROUP

    service: Mapped[Ref] = fact("Service", key=True, refers_to="service.service", help="The one that serves")
    user: Mapped[Ref] = fact("Used by", key=True, refers_to="service.service", help="The one that is served")
    year: Mapped[Year] = fact("Year", key=True)
    days: Mapped[Number] = fact("Days", unit="days", at_least=0)
