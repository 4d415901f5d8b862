"""Who sits on the board and its committees, until when, with what interests and skills, and who came?"""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped

from trustops.models.facts import DataClass, Fact, fact
from trustops.models.kinds import Ref

GROUP = "KPIs and reporting"
PUBLISHED = DataClass.PUBLIC
"""Names, terms of office and interests of those who govern are published by law."""


class BoardRole(StrEnum):
    """What somebody is to the trust's government."""

    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"
    TRUSTEE = "trustee"
    MEMBER = "member"
    CO_OPTED = "co-opted"
    LOCAL_GOVERNOR = "local governor"


class BoardMember(Fact):
    """Somebody who governs, for a term of office."""

    __tablename__ = "board_member"
    __sheet__ = "Board members"
    __group__ = GROUP

    member: Mapped[Ref] = fact("Board member", key=True, shared_with=PUBLISHED)
    name: Mapped[str] = fact("Name", shared_with=PUBLISHED)
    role: Mapped[BoardRole] = fact("Role", choices=BoardRole, shared_with=PUBLISHED)
    from_date: Mapped[date] = fact("From", shared_with=PUBLISHED)
    to_date: Mapped[date | None] = fact("To", help="The last day of the term of office", shared_with=PUBLISHED)
    appointed_by: Mapped[str | None] = fact("Appointed by", shared_with=PUBLISHED)


class CommitteeMember(Fact):
    """A seat on a committee."""

    __tablename__ = "committee_member"
    __sheet__ = "Committee members"
    __group__ = GROUP

    committee: Mapped[Ref] = fact("Committee", key=True, refers_to="committee.committee")
    member: Mapped[Ref] = fact("Board member", key=True, refers_to="board_member.member")
    from_date: Mapped[date] = fact("From", key=True)
    to_date: Mapped[date | None] = fact("To")
    chairs: Mapped[bool | None] = fact("Chairs", help="Yes: chairs the committee")


class Interest(Fact):
    """What somebody who governs has declared; a row that says none is a declaration too."""

    __tablename__ = "interest"
    __sheet__ = "Interests"
    __group__ = GROUP

    member: Mapped[Ref] = fact("Board member", key=True, refers_to="board_member.member", shared_with=PUBLISHED)
    declared_on: Mapped[date] = fact("Declared on", key=True, shared_with=PUBLISHED)
    interest: Mapped[str] = fact("Interest", key=True, help="In words; none when there is none", shared_with=PUBLISHED)
    ended_on: Mapped[date | None] = fact("Ended on", shared_with=PUBLISHED)


class Skill(Fact):
    """How well somebody who governs knows a field, as they say themselves."""

    __tablename__ = "skill"
    __sheet__ = "Skills"
    __group__ = GROUP

    member: Mapped[Ref] = fact("Board member", key=True, refers_to="board_member.member")
    skill: Mapped[str] = fact("Skill", key=True, help="Finance, education, safeguarding, law …")
    level: Mapped[int] = fact("Level", at_least=0, at_most=4, help="0 none to 4 expert")
    said_on: Mapped[date | None] = fact("Said on")


class Attended(StrEnum):
    """Whether somebody came to a meeting."""

    PRESENT = "present"
    APOLOGIES = "apologies"
    ABSENT = "absent"


class Attendance(Fact):
    """Who came to a meeting."""

    __tablename__ = "attendance"
    __sheet__ = "Attendance"
    __group__ = GROUP

    meeting: Mapped[Ref] = fact("Meeting", key=True, refers_to="meeting.meeting", shared_with=PUBLISHED)
    member: Mapped[Ref] = fact("Board member", key=True, refers_to="board_member.member", shared_with=PUBLISHED)
    attended: Mapped[Attended] = fact("Attended", choices=Attended, shared_with=PUBLISHED)
