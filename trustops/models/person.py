"""Who works for the trust?"""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped

from trustops.models.facts import DataClass, Fact, fact
from trustops.models.kinds import Ref, Site

HR = DataClass.RESTRICTED_HR


class Contract(StrEnum):
    """Whose leaving dates and notice a person's contract follows."""

    TEACHER = "teacher"
    HEAD = "head"
    SUPPORT = "support"
    EXECUTIVE = "executive"


class Person(Fact):
    """A member of staff."""

    __tablename__ = "person"
    __sheet__ = "People"
    __group__ = "Organisation"

    person: Mapped[Ref] = fact("Person", key=True, help="Payroll number", aliases=("Payroll number",), shared_with=HR)
    name: Mapped[str] = fact("Name", shared_with=HR)
    email: Mapped[str | None] = fact("Email", shared_with=HR)
    site: Mapped[Site] = fact("Site", help="A school's URN or TRUST")
    contract: Mapped[Contract] = fact("Contract", choices=Contract, shared_with=HR)
    notice_weeks: Mapped[int | None] = fact("Notice weeks", unit="weeks", at_least=0, at_most=104, shared_with=HR)
    started: Mapped[date | None] = fact("Started", shared_with=HR)
    leaving: Mapped[date | None] = fact("Leaving", help="The agreed last day", shared_with=HR)
    intends_to_leave: Mapped[date | None] = fact(
        "Intends to leave", help="Only what the person has said themselves; never inferred from age", shared_with=HR
    )
