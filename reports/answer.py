"""What is the trust doing so that children achieve better, and is it working? The whole answer on one screen.

What it costs, where one person leaving would break something, what the board is owed and has not had, and whether
the measures respond; a section each, in sentences, with the working of the figure that most will ask about.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.services import answer_in_a_sentence, break_even_sentences, inside
from trustops.costing import ServiceCost
from trustops.findings.model import Finding, Findings, Severity
from trustops.findings.picture import Picture
from trustops.findings.run import findings_of
from trustops.governance.gaps import MeetingGaps, next_meeting_gaps
from trustops.kpis.response import CAUTION, response
from trustops.models import Service
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted, day_text, listed, number_text, pounds_text
from trustops.snapshot import Snapshot
from trustops.succession.duties import held_alone

QUESTION = "What are we doing so that our children achieve better than they otherwise might, and is it working?"
MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the answer: its heading, and its sentences in the order to read them."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a day."""

    title: str
    sections: tuple[Section, ...]

    def text(self) -> str:
        """The answer as a terminal shows it."""
        parts = [self.title, QUESTION]
        for section in self.sections:
            parts += ["", section.heading, *(f"  {line}" for line in section.lines)]
        return "\n".join(parts)


def answer(snapshot: Snapshot) -> Answer:
    """The answer to the one question on the snapshot's day."""
    picture = Picture(snapshot)
    return answer_of(picture, findings_of(picture))


def answer_of(picture: Picture, found: Findings) -> Answer:
    """The answer from a picture and its findings, where both are there already."""
    snapshot = picture.snapshot
    name = snapshot.trust.name if snapshot.trust else "This trust"
    counts = found.counts
    todo = f"{counts['red']} to act on, {counts['amber']} to watch, {counts['note']} to note"
    return Answer(
        title=f"{name}, as of {day_text(snapshot.as_of)}: {todo}",
        sections=(
            Section("What our services cost, and whether they cover it", tuple(_services(picture))),
            Section("Where one person leaving would break something", tuple(_single_points(picture, found))),
            Section("What the board is owed and has not had", tuple(_owed(picture, found))),
            Section("Is it working?", tuple(_working(picture))),
        ),
    )


def _services(picture: Picture) -> Iterator[str]:
    if not picture.services:
        yield f"No service has capacity or agreements in {picture.year}: fill in the Services sheets."
    for service, cost in picture.services:
        if isinstance(cost, TrustopsError):
            yield f"{service.name}: {cost}"
            continue
        yield answer_in_a_sentence(cost, service.name)
        if service.service == picture.services[0][0].service:
            yield from _made(cost)


def _made(cost: ServiceCost) -> Iterator[str]:
    """The working of the day rate and the break-evens, in three lines."""
    pay = f"pay {pounds_text(cost.employment.total)}"
    other = f"other costs {pounds_text(cost.non_pay + cost.management)}"
    fixed = f"{pay} + {other} + overhead {pounds_text(cost.overhead)} = {pounds_text(cost.fixed_cost)} a year"
    out = f"{pounds_text(cost.variable_per_day)} a day out"
    days = f"{number_text(cost.capacity.contracted)} days less what never reaches a school"
    yield f"  How: {fixed}, and {out}; {days} leaves {number_text(cost.capacity.chargeable)}."
    for sentence in break_even_sentences(cost):
        yield f"  {sentence}"


def _single_points(picture: Picture, found: Findings) -> Iterator[str]:
    yield picture.cover.sentence
    yield from _alone(picture)
    yield from _of(found, "succession", MOST_LINES)
    yield from _of(found, "duties", MOST_LINES)


def _alone(picture: Picture) -> Iterator[str]:
    """Whoever is the only one able to do most, by post: what stops if that one person is away."""
    titles = {duty.duty: duty.title for duty in picture.duties}
    for person, duties in list(held_alone(picture.duties).items())[:1]:
        posts = [picture.snapshot.post_title(row.post) for row in picture.snapshot.holders if row.person == person]
        who = f"The {inside(listed(posts))}" if posts else "One person"
        if len(duties) > 1:
            what = "; ".join(titles[duty] for duty in duties)
            yield f"{who} is the only one able to do {len(duties)} duties: {what}."


def _owed(picture: Picture, found: Findings) -> Iterator[str]:
    for gaps in next_meeting_gaps(picture.snapshot, picture.owed):
        if gaps.count:
            yield _gaps(gaps)
    yield from _of(found, "governance", MOST_LINES)


def _gaps(gaps: MeetingGaps) -> str:
    lacking = []
    if gaps.papers_unsent:
        lacking.append(counted(len(gaps.papers_unsent), "paper"))
    if gaps.kpis_never_reported:
        lacking.append(f"{counted(len(gaps.kpis_never_reported), 'KPI')} that it has never seen")
    if gaps.obligations_late:
        lacking.append(counted(len(gaps.obligations_late), "late obligation"))
    when = f"{day_text(gaps.on)}, in {counted(gaps.days, 'day')}"
    return f"{gaps.name} meets on {when}, and lacks {listed(lacking)}."


def _of(found: Findings, area: str, most: int) -> Iterator[str]:
    """The worst findings of an area, and how many more there are."""
    ours = [each for each in found.findings if each.area == area]
    for each in ours[:most]:
        yield f"{_shape(each)} {each.message}"
    if len(ours) > most:
        yield f"  … and {len(ours) - most} more: trustops findings --area {area}"


def _shape(found: Finding) -> str:
    shapes = {Severity.RED: "■ Act:", Severity.AMBER: "▲ Watch:", Severity.NOTE: "○ Note:"}
    return shapes[found.severity]


def _working(picture: Picture) -> Iterator[str]:
    """How the KPIs of each service moved since it started; said as association, never as proof."""
    said = False
    for service in picture.snapshot.all(Service):
        if service.started is None or not service.kpis:
            continue
        seen = response(picture.snapshot, service.service, picture.kpis)
        for each in [one for one in seen if one.kpi == service.kpis[0]]:
            said = True
            yield each.sentence.removesuffix(CAUTION).strip()
    if said:
        yield CAUTION
    else:
        yield "No service names a KPI that it should move, so whether it works cannot be seen."
