"""With whom does the trust work: which networks, visits and resources does it share, and whom does it lend to whom?"""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped

from trustops.models.facts import Fact, fact
from trustops.models.improvement import GROUP
from trustops.models.kinds import Number, Ref, RefList, Urn


class NetworkKind(StrEnum):
    """Whether a network has terms and members, or is people who call each other."""

    FORMAL = "formal"
    INFORMAL = "informal"


class Network(Fact):
    """A network of trusts or schools that the trust belongs to."""

    __tablename__ = "network"
    __sheet__ = "Networks"
    __group__ = GROUP

    network: Mapped[Ref] = fact("Network", key=True)
    name: Mapped[str] = fact("Name")
    kind: Mapped[NetworkKind | None] = fact("Kind", choices=NetworkKind)
    topic: Mapped[str | None] = fact("Topic")
    our_contact: Mapped[Ref | None] = fact("Our contact", refers_to="person.person", help="A person")
    next_meeting: Mapped[date | None] = fact("Next meeting")


class Visit(Fact):
    """A visit of one trust to another, and what was learnt."""

    __tablename__ = "visit"
    __sheet__ = "Visits"
    __group__ = GROUP

    from_trust: Mapped[str] = fact("From trust", key=True)
    to_trust: Mapped[str] = fact("To trust", key=True)
    on_date: Mapped[date] = fact("On", key=True)
    people: Mapped[RefList] = fact(
        "People", default=(), refers_to_each="person.person", help="Our own who took part, by their payroll numbers"
    )
    topic: Mapped[str] = fact("Topic")
    learning: Mapped[str | None] = fact("Learning")
    follow_up: Mapped[Ref | None] = fact(
        "Follow-up action", refers_to="action.action", help="An action", aliases=("Follow-up",)
    )


class Resource(Fact):
    """Something made once that others may use: a scheme of work, a policy, a tool."""

    __tablename__ = "resource"
    __sheet__ = "Resources"
    __group__ = GROUP

    resource: Mapped[Ref] = fact("Resource", key=True)
    title: Mapped[str] = fact("Title")
    area: Mapped[Ref | None] = fact("Area", help="A code of Practice intents, or of an area that has none yet")
    owner_school: Mapped[Urn | None] = fact(
        "Owner school", refers_to="school.urn", help="A school's URN", aliases=("Owner",)
    )
    licence: Mapped[str | None] = fact("Licence", help="What others may do with it; empty: nobody has said")
    link: Mapped[str | None] = fact("Link", help="Where it is kept")
    reused_by: Mapped[RefList] = fact("Reused by", default=(), help="The URNs of schools, or trusts' names")


class Support(Fact):
    """A person whom one school lends to another, for so many days a week, until a day."""

    __tablename__ = "support"
    __sheet__ = "Support"
    __group__ = GROUP

    from_urn: Mapped[Urn] = fact("From URN", key=True, refers_to="school.urn", help="The school that lends")
    to_urn: Mapped[Urn] = fact("To URN", key=True, refers_to="school.urn", help="The school that is helped")
    person: Mapped[Ref] = fact("Person", key=True, refers_to="person.person")
    start: Mapped[date] = fact("Start", key=True)
    end: Mapped[date] = fact("End", help="When less is lent from a day on, end this row and begin another")
    days_per_week: Mapped[Number] = fact("Days per week", unit="days a week", at_least=0, at_most=5)
    purpose: Mapped[str | None] = fact("Purpose")
