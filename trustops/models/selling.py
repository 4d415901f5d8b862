"""What do we offer of a service, at what price and with what promise, and what has happened since it was agreed?"""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped

from trustops.models.facts import Fact, fact
from trustops.models.kinds import Number, Pence, Percent, Ref, RefList, Urn, Year
from trustops.models.service import GROUP, SECRET, PolicyStatus


class RateBasis(StrEnum):
    """What a price of the rate card is for."""

    DAY = "a day"
    HOUR = "an hour"
    DAY_A_WEEK = "a day a week"
    BUNDLE = "a bundle of days"
    PAY_AS_YOU_GO = "pay as you go"
    FLAT_AND_PER_PUPIL = "flat and per pupil"


class RateLine(Fact):
    """A price that a service is offered at: by the day, the bundle, the pupil, or without an agreement."""

    __tablename__ = "rate_line"
    __sheet__ = "Rate card"
    __group__ = GROUP

    service: Mapped[Ref] = fact("Service", key=True, refers_to="service.service")
    offer: Mapped[str] = fact("Offer", key=True)
    from_date: Mapped[date] = fact("From", key=True)
    to_date: Mapped[date | None] = fact("To")
    basis: Mapped[RateBasis] = fact("Basis", choices=RateBasis)
    price_pence: Mapped[Pence] = fact(
        "Price", unit="£", at_least=0, help="Of the day, hour or whole bundle; the flat part of a price by pupils"
    )
    per_pupil_pence: Mapped[Pence | None] = fact("Per pupil", unit="£ a pupil", at_least=0)
    days: Mapped[Number | None] = fact("Days", unit="days", at_least=0, help="A bundle: how many days it is")
    hours: Mapped[Number | None] = fact("Hours a day", unit="hours", at_least=0, at_most=24)
    weeks: Mapped[Number | None] = fact("Weeks", unit="weeks", at_least=0, at_most=53, help="A day a week: how many")
    source: Mapped[str | None] = fact("Source")


class ServiceLevel(Fact):
    """What a service promises those who buy it."""

    __tablename__ = "service_level"
    __sheet__ = "Service levels"
    __group__ = GROUP

    service: Mapped[Ref] = fact("Service", key=True, refers_to="service.service")
    level: Mapped[Ref] = fact("Level", key=True)
    promise: Mapped[str] = fact("Promise", help="In words: a call back within two school days")
    from_date: Mapped[date | None] = fact("From")
    to_date: Mapped[date | None] = fact("To")


class EventKind(StrEnum):
    """What happened to an agreement."""

    CHANGE = "change"
    COMPLAINT = "complaint"
    REVIEW = "review"
    LEVEL_MISSED = "level missed"
    NOTICE_GIVEN = "notice given"


class AgreementEvent(Fact):
    """What happened to an agreement: a change, a complaint, a review, a promise missed, or notice."""

    __tablename__ = "agreement_event"
    __sheet__ = "Agreement events"
    __group__ = GROUP
    __known_from__ = "on_date"

    event: Mapped[Ref] = fact("Event", key=True)
    agreement: Mapped[Ref] = fact("Agreement", refers_to="agreement.agreement")
    on_date: Mapped[date] = fact("On")
    kind: Mapped[EventKind] = fact("Kind", choices=EventKind)
    text: Mapped[str] = fact("What happened", shared_with=SECRET)
    level: Mapped[Ref | None] = fact("Level", help="A level missed: which one")
    settled_on: Mapped[date | None] = fact("Settled on", help="Empty: still open")
    outcome: Mapped[str | None] = fact("Outcome", shared_with=SECRET)


class BookingStatus(StrEnum):
    """How firm a booking is."""

    BOOKED = "booked"
    TENTATIVE = "tentative"
    WAIT_LIST = "wait list"
    OVERTIME = "overtime"
    CANCELLED = "cancelled"


class Booking(Fact):
    """A day of a service kept for a school: booked, tentative, wait-listed or to be worked as overtime."""

    __tablename__ = "booking"
    __sheet__ = "Bookings"
    __group__ = GROUP

    booking: Mapped[Ref] = fact("Booking", key=True)
    service: Mapped[Ref] = fact("Service", refers_to="service.service")
    urn: Mapped[Urn] = fact("URN", refers_to="school.urn")
    on_date: Mapped[date] = fact("On")
    days: Mapped[Number] = fact("Days", unit="days", at_least=0, at_most=1)
    status: Mapped[BookingStatus] = fact("Status", choices=BookingStatus)
    probability: Mapped[Percent | None] = fact("Probability", at_least=0, at_most=1, help="Tentative: how likely")
    post: Mapped[Ref | None] = fact("Post", refers_to="post.post", help="Empty: any post that delivers the service")
    reason: Mapped[str | None] = fact("Reason", help="Overtime, or a day taken from the home school: why")


class Scenario(Fact):
    """A what-if of a service under a name of its own: what it changes, and how settled it is."""

    __tablename__ = "scenario"
    __sheet__ = "Scenarios"
    __group__ = GROUP
    __locked_when__ = ("status", PolicyStatus.LOCKED)

    scenario: Mapped[Ref] = fact("Scenario", key=True)
    name: Mapped[str] = fact("Name")
    service: Mapped[Ref] = fact("Service", refers_to="service.service")
    year: Mapped[Year] = fact("Year")
    status: Mapped[PolicyStatus] = fact("Status", choices=PolicyStatus, help="A locked one cannot change; copy it")
    price_pence: Mapped[Pence | None] = fact("Price per day", unit="£ a day", at_least=0, shared_with=SECRET)
    sold_days: Mapped[Number | None] = fact("Sold days", unit="days", at_least=0)
    fte: Mapped[Number | None] = fact("FTE", unit="FTE", at_least=0)
    salary_pct: Mapped[Number | None] = fact("Salaries", unit="% more", help="3 is 3 % more")
    alternative_pence: Mapped[Pence | None] = fact("Alternative per day", unit="£ a day", at_least=0)
    sickness_days: Mapped[Number | None] = fact("Sickness days", unit="days", at_least=0)
    variable_pence: Mapped[Pence | None] = fact("Cost per delivered day", unit="£ a day", at_least=0)
    without: Mapped[RefList] = fact(
        "Without clients", default=(), refers_to_each="school.urn", help="URNs of clients that leave"
    )
    note: Mapped[str | None] = fact("Note")
