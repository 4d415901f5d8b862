"""Which meeting is a pack for? The meeting with its committee, what the trust looks like that day, and its papers."""

from dataclasses import dataclass
from functools import cached_property

from trustops.findings.model import Findings
from trustops.findings.picture import Picture
from trustops.findings.run import findings_of
from trustops.governance.committees import committee_name, committees_meant
from trustops.governance.gaps import MeetingGaps, is_sent, next_meeting_gaps
from trustops.models import Committee, Kpi, Meeting, Paper
from trustops.models.board import PaperKind
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import day_text, listed
from trustops.snapshot import Snapshot

BOARD = "TB"
MOST_NAMED = 4
ABBREVIATION = 3  # letters: CEO, CFO


@dataclass(frozen=True)
class Briefing:
    """A meeting, and the picture of the trust that its pack is made from."""

    meeting: Meeting
    picture: Picture

    @property
    def snapshot(self) -> Snapshot:
        return self.picture.snapshot

    @property
    def trust(self) -> str:
        """What a person calls the trust."""
        return self.snapshot.trust.name if self.snapshot.trust else "This trust"

    @property
    def committee(self) -> str:
        """What a person calls the committee that meets."""
        return committee_name(self.snapshot, self.meeting.committee)

    @property
    def confidential(self) -> bool:
        row = self.snapshot.one(Committee, self.meeting.committee)
        return bool(row and row.confidential)

    @property
    def is_board(self) -> bool:
        """Whether the trust board itself meets, which is told of everything that stands out."""
        return self.meeting.committee in committees_meant(self.snapshot, BOARD)

    def reads(self, kpi: Kpi) -> bool:
        """Whether a KPI may be this meeting's business: its committee's own, and to the board any."""
        return self.is_board or kpi.committee == self.meeting.committee

    @cached_property
    def found(self) -> Findings:
        return findings_of(self.picture)

    @cached_property
    def gaps(self) -> MeetingGaps | None:
        """What the meeting lacks; None unless it is its committee's next."""
        every = next_meeting_gaps(self.snapshot, self.picture.owed)
        return next((gaps for gaps in every if gaps.meeting == self.meeting.meeting), None)

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """Every paper that is on the meeting's list."""
        return tuple(paper for paper in self.snapshot.all(Paper) if paper.meeting == self.meeting.meeting)

    @property
    def papers_unsent(self) -> tuple[Paper, ...]:
        return tuple(paper for paper in self.papers if not is_sent(paper, self.snapshot.as_of))

    def paper_title(self, paper: Paper) -> str:
        """What a paper is called, or what it is about in words."""
        if paper.title:
            return paper.title
        if paper.kind is PaperKind.KPI:
            kpi = self.snapshot.one(Kpi, paper.code)
            return kpi.name if kpi else paper.code
        if paper.kind is PaperKind.OBLIGATION:
            return next((item.title for item in self.picture.owed if item.id == paper.code), paper.code)
        words = [word if len(word) <= ABBREVIATION else word.lower() for word in paper.code.split("-")]
        return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


def briefing(snapshot: Snapshot, code: str) -> Briefing:
    """The briefing of a meeting; raises TrustopsError, naming the next meetings, where there is none of that code."""
    meeting = snapshot.one(Meeting, code)
    if meeting is None:
        raise TrustopsError(f"There is no meeting “{code}”; {_next(snapshot)}")
    return Briefing(meeting, Picture(snapshot, hide_small=True))  # a pack is read by everybody who is sent it


def _next(snapshot: Snapshot) -> str:
    coming = sorted((row.on_date, row.meeting) for row in snapshot.all(Meeting) if row.on_date >= snapshot.as_of)
    if not coming:
        return "none is planned, so add the next one to the Meetings sheet."
    names = [f"{meeting} (on {day_text(day)})" for day, meeting in coming[:MOST_NAMED]]
    return f"the next are {listed(names)}." if len(names) > 1 else f"the next is {names[0]}."
