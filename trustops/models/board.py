"""What is the board owed, what has it had, and what was to be done?"""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped

from trustops.models.facts import Fact, fact
from trustops.models.kinds import TRUST_SITE, Ref, RefList, Site

GROUP = "KPIs and reporting"


class PaperKind(StrEnum):
    """What a paper is about."""

    KPI = "kpi"
    OBLIGATION = "obligation"
    REPORT = "report"


class ActionSource(StrEnum):
    """What an action came from."""

    KPI = "kpi"
    FINDING = "finding"
    REVIEW = "review"
    MEETING = "meeting"
    OTHER = "other"


class Meeting(Fact):
    """A meeting of a committee."""

    __tablename__ = "meeting"
    __sheet__ = "Meetings"
    __group__ = GROUP

    meeting: Mapped[Ref] = fact("Meeting", key=True)
    committee: Mapped[Ref] = fact("Committee", refers_to="committee.committee")
    on_date: Mapped[date] = fact("On")
    papers_sent_on: Mapped[date | None] = fact("Papers sent on")
    minuted: Mapped[bool | None] = fact("Minuted")
    minutes_approved_on: Mapped[date | None] = fact("Minutes approved on")
    page_budget: Mapped[int | None] = fact(
        "Page budget", unit="pages", at_least=1, help="The most that its papers may come to; empty: no limit"
    )


class Paper(Fact):
    """A paper for a meeting; without a sent date it is still owed."""

    __tablename__ = "paper"
    __sheet__ = "Papers"
    __group__ = GROUP

    meeting: Mapped[Ref] = fact("Meeting", key=True, refers_to="meeting.meeting")
    kind: Mapped[PaperKind] = fact("Kind", key=True, choices=PaperKind)
    code: Mapped[Ref] = fact("Code", key=True, help="The KPI, the obligation or the report's name")
    sent_on: Mapped[date | None] = fact("Sent on")
    pages: Mapped[int | None] = fact("Pages", at_least=0)
    title: Mapped[str | None] = fact("Title", help="What the agenda calls it")
    author: Mapped[Ref | None] = fact("Author", refers_to="post.post", help="A post", aliases=("Author post",))
    for_decision: Mapped[bool | None] = fact("For decision", help="Yes: the meeting is asked to decide")
    page_budget: Mapped[int | None] = fact("Page budget", unit="pages", at_least=1)


class Obligation(Fact):
    """A duty of the calendar as this trust keeps it: who prepares, approves and covers it."""

    __tablename__ = "obligation"
    __sheet__ = "Obligations"
    __group__ = GROUP

    obligation: Mapped[Ref] = fact("Obligation", key=True, help="An id of `trustops calendar`, or the trust's own")
    title: Mapped[str | None] = fact("Title", help="Needed for the trust's own")
    preparer: Mapped[Ref | None] = fact("Preparer", refers_to="post.post", help="A post", aliases=("Preparer post",))
    approver: Mapped[Ref | None] = fact("Approver", refers_to="post.post", help="A post", aliases=("Approver post",))
    cover: Mapped[Ref | None] = fact("Cover", refers_to="post.post", help="A post", aliases=("Cover post",))
    recipient: Mapped[str | None] = fact("Recipient", help="A committee, or DfE, Companies House, the website …")
    rule: Mapped[str | None] = fact("Rule", help="When it is due, like FIXED(12-31) or EVERY(12M)")
    from_date: Mapped[date | None] = fact("From")
    to_date: Mapped[date | None] = fact("To")
    not_applicable_because: Mapped[str | None] = fact("Not applicable because")


class Submission(Fact):
    """An obligation done for a period."""

    __tablename__ = "submission"
    __sheet__ = "Submissions"
    __group__ = GROUP
    __known_from__ = "done_on"

    obligation: Mapped[Ref] = fact("Obligation", key=True)
    site: Mapped[Site] = fact("Site", key=True, default=TRUST_SITE, help="Empty: TRUST")
    period_end: Mapped[date] = fact("Period end", key=True)
    done_on: Mapped[date] = fact("Done on")
    evidence: Mapped[str | None] = fact("Evidence")
    contents: Mapped[RefList] = fact("Contents", default=(), help="I&E, cash flow, balance sheet, variance …")
    reported_at: Mapped[Ref | None] = fact("Reported at", refers_to="meeting.meeting", help="A meeting")


class Action(Fact):
    """Something that somebody is to do."""

    __tablename__ = "action"
    __sheet__ = "Actions"
    __group__ = GROUP

    action: Mapped[Ref] = fact("Action", key=True)
    title: Mapped[str] = fact("Title")
    source: Mapped[ActionSource | None] = fact("Source", choices=ActionSource)
    source_code: Mapped[Ref | None] = fact("Source code", help="The KPI, the finding, the review …")
    site: Mapped[Site | None] = fact("Site", help="A school's URN or TRUST")
    owner: Mapped[Ref | None] = fact("Owner", refers_to="post.post", help="A post", aliases=("Owner post",))
    due: Mapped[date | None] = fact("Due")
    done_on: Mapped[date | None] = fact("Done on")
    raised_at: Mapped[Ref | None] = fact("Raised at", refers_to="meeting.meeting", help="A meeting")
    escalated_to: Mapped[Ref | None] = fact("Escalated to", refers_to="committee.committee", help="A committee")


class Commentary(Fact):
    """What a person says of a figure or a part of a meeting's pack, in their own words."""

    __tablename__ = "commentary"
    __sheet__ = "Commentary"
    __group__ = GROUP

    meeting: Mapped[Ref] = fact("Meeting", key=True, refers_to="meeting.meeting")
    about: Mapped[Ref] = fact("About", key=True, help="A KPI's code, or a part of the pack: question, decisions …")
    text: Mapped[str] = fact("Text")
    written_by: Mapped[Ref | None] = fact("Written by", refers_to="post.post", help="A post")
