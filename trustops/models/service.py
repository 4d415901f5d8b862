"""Which services does the trust share or sell, who delivers them, and what do they cost?"""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy.orm import Mapped

from trustops.models.facts import DataClass, Fact, fact
from trustops.models.kinds import Number, Pence, Percent, Ref, RefList, Urn, Year

SECRET = DataClass.CONFIDENTIAL
GROUP = "Services sold and shared"


class DeliveredOn(StrEnum):
    """When a service can be given: only while pupils are in, or all year."""

    SCHOOL_DAYS = "school days"
    ALL_YEAR = "all year"


class CostKind(StrEnum):
    """How a cost of a service behaves."""

    FIXED = "fixed"
    PER_DELIVERED_DAY = "per delivered day"
    ASSET = "asset"
    MANAGEMENT = "management"


class Service(Fact):
    """A service that schools share or buy by the day."""

    __tablename__ = "service"
    __sheet__ = "Services"
    __group__ = GROUP

    service: Mapped[Ref] = fact("Service", key=True)
    name: Mapped[str] = fact("Name")
    owner: Mapped[Ref | None] = fact("Owner", refers_to="post.post", help="A post", aliases=("Owner post",))
    delivered_on: Mapped[DeliveredOn | None] = fact("Delivered on", choices=DeliveredOn, help="Empty: school days")
    started: Mapped[date | None] = fact("Started")
    price_pence: Mapped[Pence | None] = fact("Price per day", unit="£ a day", at_least=0, shared_with=SECRET)
    kpis: Mapped[RefList] = fact("KPIs", default=(), refers_to_each="kpi.kpi", help="The KPIs that it should move")
    notice_weeks: Mapped[int | None] = fact("Notice weeks", unit="weeks", at_least=0)
    description: Mapped[str | None] = fact("Description")


class ServiceStaff(Fact):
    """A post that delivers a service, and how much of it does."""

    __tablename__ = "service_staff"
    __sheet__ = "Service staff"
    __group__ = GROUP

    service: Mapped[Ref] = fact("Service", key=True, refers_to="service.service")
    post: Mapped[Ref] = fact("Post", key=True, refers_to="post.post")
    share: Mapped[Number] = fact("Share", default=Decimal(1), at_least=0, at_most=1)


class ServiceCapacity(Fact):
    """The days of a full-time post in a year, and what takes them; every line is multiplied by FTE and share."""

    __tablename__ = "service_capacity"
    __sheet__ = "Service capacity"
    __group__ = GROUP

    service: Mapped[Ref] = fact("Service", key=True, refers_to="service.service")
    year: Mapped[Year] = fact("Year", key=True)
    weeks: Mapped[Number] = fact("Weeks", unit="weeks", default=Decimal(39), at_least=0, at_most=53)
    inset_days: Mapped[Number | None] = fact("Inset days", unit="days", at_least=0)
    training_days: Mapped[Number | None] = fact("Training days", unit="days", at_least=0)
    sickness_days: Mapped[Number | None] = fact("Sickness days", unit="days", at_least=0)
    supervision_days: Mapped[Number | None] = fact("Supervision days", unit="days", at_least=0)
    admin_and_travel_days: Mapped[Number | None] = fact("Admin and travel days", unit="days", at_least=0)


class ServiceCost(Fact):
    """A cost of a service besides its staff."""

    __tablename__ = "service_cost"
    __sheet__ = "Service costs"
    __group__ = GROUP

    service: Mapped[Ref] = fact("Service", key=True, refers_to="service.service")
    year: Mapped[Year] = fact("Year", key=True)
    item: Mapped[str] = fact("Item", key=True)
    kind: Mapped[CostKind] = fact("Kind", choices=CostKind)
    amount_pence: Mapped[Pence] = fact(
        "Amount",
        unit="£",
        help="A year (fixed), a delivered day, the price of an asset, or a day of management",
        shared_with=SECRET,
    )
    life_years: Mapped[Number | None] = fact("Life years", unit="years", at_least=0, help="Asset: years it lasts")
    days: Mapped[Number | None] = fact("Days", unit="days", at_least=0, help="Management: days a year")


class AgreementStatus(StrEnum):
    """How firm an order of days is."""

    SIGNED = "signed"
    OFFERED = "offered"
    TENTATIVE = "tentative"
    ENDED = "ended"


FIRM = (AgreementStatus.SIGNED, AgreementStatus.ENDED)
"""Agreements whose days count: signed, and those that ended, up to their end. Offers and hopes do not."""


class Charge(StrEnum):
    """What a school is charged for its days."""

    PRICE = "price"
    FULL_COST = "full cost"
    ALTERNATIVE = "alternative"
    FREE = "free"


class Vat(StrEnum):
    """How an agreement stands to VAT; a record of what was decided, never advice."""

    STANDARD = "standard"
    EXEMPT = "exempt"
    OUTSIDE_SCOPE = "outside scope"
    TO_REVIEW = "to review"


class Instalments(StrEnum):
    """How often an agreement is invoiced."""

    YEARLY = "yearly"
    TERMLY = "termly"
    MONTHLY = "monthly"
    AS_DELIVERED = "as delivered"


class Beyond(StrEnum):
    """What was decided about days beyond those that can be sold."""

    WAIT_LIST = "wait list"
    OVERTIME = "overtime"
    HOME_DAYS = "home days"


class Agreement(Fact):
    """A school's order of days of a service, signed or not yet."""

    __tablename__ = "agreement"
    __sheet__ = "Agreements"
    __group__ = GROUP

    agreement: Mapped[Ref] = fact("Agreement", key=True)
    service: Mapped[Ref] = fact("Service", refers_to="service.service")
    urn: Mapped[Urn] = fact("URN", refers_to="school.urn")
    status: Mapped[AgreementStatus] = fact("Status", choices=AgreementStatus)
    from_date: Mapped[date] = fact("From")
    to_date: Mapped[date | None] = fact("To")
    days_per_year: Mapped[Number] = fact(
        "Days per year", unit="days", at_least=0, help="A whole year's days; part of a year counts by months"
    )
    charge: Mapped[Charge | None] = fact("Charge", choices=Charge, help="Empty: price")
    price_pence: Mapped[Pence | None] = fact(
        "Price per day", unit="£ a day", at_least=0, help="Empty: the service's price", shared_with=SECRET
    )
    probability: Mapped[Percent | None] = fact("Probability", at_least=0, at_most=1, help="Tentative: how likely")
    notice_weeks: Mapped[int | None] = fact("Notice weeks", unit="weeks", at_least=0)
    owner: Mapped[Ref | None] = fact("Owner", refers_to="post.post", help="A post", aliases=("Owner post",))
    signed_on: Mapped[date | None] = fact("Signed on")
    vat: Mapped[Vat | None] = fact("VAT", choices=Vat)
    instalments: Mapped[Instalments | None] = fact("Instalments", choices=Instalments, help="Empty: termly, in advance")
    beyond: Mapped[Beyond | None] = fact(
        "Beyond capacity",
        choices=Beyond,
        help="Days beyond those that can be sold: wait-listed, worked as overtime, or taken from the home school's",
    )
    beyond_reason: Mapped[str | None] = fact("Reason", help="Why days are sold beyond those that can be")


class Delivery(Fact):
    """Days of a service that a school received on a day."""

    __tablename__ = "delivery"
    __sheet__ = "Delivery"
    __group__ = GROUP
    __known_from__ = "on_date"

    service: Mapped[Ref] = fact("Service", key=True, refers_to="service.service")
    urn: Mapped[Urn] = fact("URN", key=True, refers_to="school.urn")
    on_date: Mapped[date] = fact("On", key=True)
    days: Mapped[Number] = fact("Days", unit="days", at_least=0)
    person: Mapped[Ref | None] = fact("Person", refers_to="person.person")


class Alternative(Fact):
    """What the same day would cost from someone else."""

    __tablename__ = "alternative"
    __sheet__ = "Alternatives"
    __group__ = GROUP

    service: Mapped[Ref] = fact("Service", key=True, refers_to="service.service")
    supplier: Mapped[str] = fact("Supplier", key=True)
    from_date: Mapped[date] = fact("From", key=True)
    to_date: Mapped[date | None] = fact("To")
    price_pence: Mapped[Pence] = fact("Price per day", unit="£ a day", at_least=0, shared_with=SECRET)
    like_for_like: Mapped[bool | None] = fact(
        "Like for like", help="No: it covers less, or what the council must give free"
    )
    source: Mapped[str | None] = fact("Source")


class ChargeMethod(StrEnum):
    """How a central cost is shared out between schools."""

    PERCENT_OF_GAG = "percent of GAG"
    FLAT = "flat"
    PER_PUPIL = "per pupil"
    WEIGHTED_PUPILS = "weighted pupils"
    USAGE = "usage"
    HYBRID = "hybrid"
    GREATER_OF = "greater of"
    BANDED = "banded"
    POOL = "pool"


class PolicyStatus(StrEnum):
    """How settled a charging policy is."""

    WORKING = "working"
    APPROVED = "approved"
    LOCKED = "locked"


class BorneBy(StrEnum):
    """Who pays what a relieved school does not."""

    TRUST = "the trust's reserves"
    OTHERS = "the other schools"


class ChargePolicy(Fact):
    """How the trust charges its schools for central services in a year."""

    __tablename__ = "charge_policy"
    __sheet__ = "Charge policies"
    __group__ = GROUP
    __locked_when__ = ("status", PolicyStatus.LOCKED)

    policy: Mapped[Ref] = fact("Policy", key=True)
    year: Mapped[Year] = fact("Year", key=True)
    total_pence: Mapped[Pence | None] = fact("Total", unit="£")
    percent_of_gag: Mapped[Percent | None] = fact("Percent of GAG", at_least=0, at_most=1)
    method: Mapped[ChargeMethod] = fact("Method", choices=ChargeMethod)
    flat_share: Mapped[Percent | None] = fact("Flat share", at_least=0, at_most=1, help="Hybrid: the flat part")
    status: Mapped[PolicyStatus] = fact("Status", choices=PolicyStatus)
    least_pence: Mapped[Pence | None] = fact(
        "Least charge", unit="£ a school", at_least=0, help="Greater of: what no school pays less than"
    )
    ledger_pence: Mapped[Pence | None] = fact("Ledger total", unit="£", help="What the ledger says was charged")
    pays_for: Mapped[str | None] = fact("Pays for", help="The services that it pays for, for the accounts note")
    borne_by: Mapped[BorneBy | None] = fact(
        "Reliefs borne by", choices=BorneBy, help="Empty: the trust's reserves bear what relieved schools do not pay"
    )


class Invoice(Fact):
    """An invoice for an agreement."""

    __tablename__ = "invoice"
    __sheet__ = "Invoices"
    __group__ = GROUP
    __known_from__ = "issued"

    invoice: Mapped[Ref] = fact("Invoice", key=True)
    agreement: Mapped[Ref] = fact("Agreement", refers_to="agreement.agreement")
    issued: Mapped[date] = fact("Issued")
    net_pence: Mapped[Pence] = fact("Net", unit="£", shared_with=SECRET)
    vat_pence: Mapped[Pence | None] = fact("VAT", unit="£", shared_with=SECRET)
    paid_on: Mapped[date | None] = fact("Paid on")
    paid_pence: Mapped[Pence | None] = fact("Paid", unit="£", shared_with=SECRET)
    due_on: Mapped[date | None] = fact("Due on", help="Empty: 30 days after it was issued")
    for_year: Mapped[Year | None] = fact("For year", help="The academic year it charges for; empty: that of its issue")
