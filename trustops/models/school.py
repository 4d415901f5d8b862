"""Which schools does the trust work with, and in what relation?"""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy.orm import Mapped

from trustops.models.facts import DataClass, Fact, fact
from trustops.models.kinds import Number, Pence, Urn, Year


class Phase(StrEnum):
    """The phase of education of a school."""

    NURSERY = "nursery"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    ALL_THROUGH = "all-through"
    SPECIAL = "special"
    ALTERNATIVE_PROVISION = "alternative provision"
    SIXTEEN_TO_NINETEEN = "16 to 19"


class SchoolType(StrEnum):
    """Who runs a school, by which it may or may not have VAT back; the register's own types are finer."""

    ACADEMY = "academy"
    MAINTAINED = "maintained"
    INDEPENDENT = "independent"
    COUNCIL = "council"
    OTHER = "other"


class PayArea(StrEnum):
    """The areas of England that teachers' pay is set for."""

    REST_OF_ENGLAND = "Rest of England"
    FRINGE = "Fringe"
    OUTER_LONDON = "Outer London"
    INNER_LONDON = "Inner London"


class RelationKind(StrEnum):
    """What a school is to the trust; a client is not a member: the trust is not accountable for its outcomes."""

    FOUNDER = "founder"
    MEMBER = "member"
    CLIENT = "client"
    PROSPECT = "prospect"
    ASSOCIATE = "associate"
    LEFT = "left"


class School(Fact):
    """A school, by its unique reference number."""

    __tablename__ = "school"
    __sheet__ = "Schools"
    __group__ = "Organisation"

    urn: Mapped[Urn] = fact(
        "URN", key=True, help="Six digits, from Get Information About Schools", shared_with=DataClass.PUBLIC
    )
    name: Mapped[str] = fact("Name", aliases=("School", "School name"), shared_with=DataClass.PUBLIC)
    short_name: Mapped[str | None] = fact("Short name", shared_with=DataClass.PUBLIC)
    phase: Mapped[Phase] = fact("Phase", choices=Phase, shared_with=DataClass.PUBLIC)
    local_authority: Mapped[str | None] = fact("Local authority", aliases=("LA",), shared_with=DataClass.PUBLIC)
    region: Mapped[str | None] = fact("Region", shared_with=DataClass.PUBLIC)
    contact_email: Mapped[str | None] = fact("Contact email")
    school_type: Mapped[SchoolType | None] = fact(
        "School type",
        choices=SchoolType,
        help="A free school is an academy; whether it has VAT back hangs on it",
        aliases=("Establishment type", "Type of establishment"),
        shared_with=DataClass.PUBLIC,
    )
    pay_area: Mapped[PayArea | None] = fact(
        "Pay area", choices=PayArea, help="Of its teachers; empty: the trust's", shared_with=DataClass.PUBLIC
    )


class Relation(Fact):
    """What a school is to the trust, from a day on."""

    __tablename__ = "relation"
    __sheet__ = "Relations"
    __group__ = "Organisation"

    urn: Mapped[Urn] = fact("URN", key=True, refers_to="school.urn", shared_with=DataClass.PUBLIC)
    relation: Mapped[RelationKind] = fact("Relation", choices=RelationKind, shared_with=DataClass.PUBLIC)
    from_date: Mapped[date] = fact("From", key=True, shared_with=DataClass.PUBLIC)
    to_date: Mapped[date | None] = fact("To", shared_with=DataClass.PUBLIC)
    related_party: Mapped[bool | None] = fact(
        "Related party", help="Yes: by the register of interests it is a related party of the trust"
    )


class SchoolYear(Fact):
    """A school's size and funding in an academic year."""

    __tablename__ = "school_year"
    __sheet__ = "School years"
    __group__ = "Organisation"

    urn: Mapped[Urn] = fact("URN", key=True, refers_to="school.urn")
    year: Mapped[Year] = fact("Year", key=True)
    pupils: Mapped[int | None] = fact("Pupils", unit="pupils", at_least=0, shared_with=DataClass.PUBLIC)
    gag_pence: Mapped[Pence | None] = fact("GAG", unit="£", help="General annual grant for the year")
    pan: Mapped[int | None] = fact("PAN", unit="pupils", help="Published admission number", at_least=0)
    capacity: Mapped[int | None] = fact("Capacity", unit="pupils", at_least=0)
    weight: Mapped[Number] = fact("Weight", default=Decimal(1), help="For weighted charging", at_least=0)
    usage_days: Mapped[Number | None] = fact("Usage days", unit="days", at_least=0)
