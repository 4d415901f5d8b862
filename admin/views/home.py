"""Home: what is the trust doing, is it working, and what needs you?"""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from admin.pages import TrustopsView, expose, findings_for
from admin.views.board import MeetingLine, meeting_line
from reports.answer import QUESTION, Section, answer_of
from trustops.findings.model import Findings, Severity
from trustops.findings.run import findings_of
from trustops.governance.gaps import next_meeting_gaps
from trustops.models import Kpi, UserRole
from trustops.quantities.errors import TrustopsError

MOST = 12
"""More than this is a list to work through, not a page to read; the rest is one click away."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the answer: its heading, its sentences, how they were made, and the pages that show its figures."""

    heading: str
    sentences: tuple[str, ...]
    how: tuple[str, ...]
    pages: tuple[tuple[str, str], ...]


def part_of(section: Section, pages: Iterable[tuple[str, str]]) -> Part:
    """A section with the lines that explain (they are set in) apart from those that answer."""
    sentences = tuple(line for line in section.lines if not line.startswith("  "))
    how = tuple(line.strip() for line in section.lines if line.startswith("  "))
    return Part(section.heading, sentences, how, tuple(pages))


class HomeView(TrustopsView):
    """The one question, what needs somebody, the next meeting, and how deep the cover is."""

    title = "Home"
    place = "home"
    address = "/"

    @expose("/")
    def index(self) -> str:
        picture = self.picture()
        everything = findings_of(picture)
        found = findings_for(self.user, picture.snapshot, everything)
        return self.show(
            "home.html",
            question=QUESTION,
            parts=self._answer(everything),
            findings=found[:MOST],
            more=found[MOST:],
            counts={str(level): sum(each.severity is level for each in found) for level in Severity},
            meetings=self._meetings(),
            cover=None if self.one_school else picture.cover,
            empty=picture.snapshot.trust is None and not picture.snapshot.our_schools,
        )

    def _answer(self, found: Findings) -> tuple[Part, ...]:
        """What we do and whether it works; what is wrong stands below it, as findings."""
        if self.one_school:
            return ()
        picture = self.picture()
        doing, *_, working = answer_of(picture, found).sections
        costs = [
            (service.name, url_for("services.one", code=service.service, year=picture.year, _anchor="made-cost"))
            for service, cost in picture.services
            if self.may("services.one") and not isinstance(cost, TrustopsError)
        ]
        moved = {code for service, _ in picture.services for code in service.kpis[:1]}
        kpis = [
            (kpi.name, url_for("kpis.one", code=kpi.kpi))
            for kpi in picture.snapshot.all(Kpi)
            if kpi.kpi in moved and self.may("kpis.one")
        ]
        return part_of(doing, costs), part_of(working, kpis)

    @property
    def one_school(self) -> bool:
        """Whether this person sees one school alone, as a head does."""
        return self.user.held == {UserRole.HEAD}

    def _meetings(self) -> tuple[MeetingLine, ...]:
        if self.one_school:
            return ()
        snapshot, owed = self.snapshot(), self.picture().owed
        return tuple(meeting_line(snapshot, owed, gaps) for gaps in next_meeting_gaps(snapshot, owed))
