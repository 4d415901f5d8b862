"""How ready is a pack: which boxes are written, which papers are in, which figures are up to date, and what is thin?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reports.charts.chart import Table, cell_text
from reports.document import Block, Bullets, Document, Figure, Ledger, Narrative, Section, Statuses
from reports.pack.board import pack_document
from reports.pack.boxes import BOXES, Known, narratives, people_known
from reports.pack.children import Fault, faults
from reports.pack.kpis import kpis_read, says_something
from reports.pack.meeting import Briefing
from reports.writers.letters import SQUARE, not_in_print
from trustops.governance.committees import committees_meant
from trustops.kpis.periods import stale_series
from trustops.kpis.status import Rag
from trustops.models import Kpi
from trustops.quantities.words import counted, listed

MOST_ODD = 6
LEFT_OUT = {
    "changes": "There is no meeting of this committee before it that has been held.",
    "kpis": "No KPI of this committee has a value; import the KPIs and KPI values sheets.",
    "services": "No service is recorded; import the Services sheet.",
    "finance": "No finance KPI and no management accounts are recorded.",
    "succession": "No post is marked critical, and no duty is recorded.",
    "obligations": "Nothing is owed to this meeting, and it has no paper.",
    "improvement": "No practice, review or action is recorded.",
    "risks": "No rule finds anything red today.",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is counted: what, how many are done of how many, and what lacks, by name."""

    name: str
    done: int
    of: int
    lacking: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return f"{self.done} of {self.of}" if self.of else "none needed"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the pack: what is in it, what is thin, its box, and what is wrong with the words."""

    heading: str
    holds: str
    thin: tuple[str, ...]
    box: Narrative | None
    others: tuple[Narrative, ...] = ()
    faults: tuple[Fault, ...] = ()
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Readiness:
    """How ready a pack is."""

    measures: tuple[Measure, ...]
    parts: tuple[Part, ...]

    @property
    def done(self) -> int:
        return sum(each.done for each in self.measures)

    @property
    def of(self) -> int:
        return sum(each.of for each in self.measures)

    @property
    def percent(self) -> int:
        """The share that is done, rounded down: a hundred only when everything is."""
        return self.done * 100 // self.of if self.of else 0

    @property
    def faults(self) -> tuple[Fault, ...]:
        return tuple(fault for part in self.parts for fault in part.faults)

    @property
    def sentence(self) -> str:
        """The answer, with what lacks most."""
        lacks = [
            f"{each.of - each.done} {each.name[:1].lower()}{each.name[1:]}"
            for each in self.measures
            if each.done < each.of
        ]
        if not lacks:
            return f"The pack is ready: all {self.of} things that make one are there."
        return f"The pack is {self.percent} % ready: {self.done} of {self.of} things are there."


def readiness(brief: Briefing, document: Document | None = None) -> Readiness:
    """How ready the pack of a meeting is; ``document`` where it is made already."""
    made = document or pack_document(brief)
    known = people_known(brief)
    parts = tuple(_parts(brief, made, known))
    return Readiness((_boxes(parts), _explained(parts), _papers(brief), _fresh(brief), _duties(brief)), parts)


def _boxes(parts: Sequence[Part]) -> Measure:
    every = [box for part in parts for box in (part.box, *part.others) if box is not None]
    boxes = [box for box in every if box.about in BOXES]
    empty = tuple(box.title for box in boxes if not box.text)
    return Measure("Boxes written", len(boxes) - len(empty), len(boxes), empty)


def _explained(parts: Sequence[Part]) -> Measure:
    boxes = [box for part in parts for box in part.others if box.about not in BOXES]
    empty = tuple(box.title.removeprefix("What is behind ") for box in boxes if not box.text)
    return Measure("Signals and reds explained", len(boxes) - len(empty), len(boxes), empty)


def _papers(brief: Briefing) -> Measure:
    unsent = tuple(brief.paper_title(paper) for paper in brief.papers_unsent)
    return Measure("Papers sent", len(brief.papers) - len(unsent), len(brief.papers), unsent)


def _fresh(brief: Briefing) -> Measure:
    """The KPIs that this meeting reads; one is not up to date while a value of its latest period is missing or old."""
    latest = {view.kpi: view.latest.end for view in kpis_read(brief) if view.latest}
    read = latest.keys()
    missing = {each.kpi for each in brief.picture.missing if each.period.end >= latest.get(each.kpi, date.max)}
    old = missing | {each.kpi for each in stale_series(brief.snapshot, brief.picture.kpis)}
    names = tuple(row.name for row in brief.snapshot.all(Kpi) if row.kpi in read & old)
    return Measure("KPIs up to date", len(read) - len(names), len(read), names)


def _duties(brief: Briefing) -> Measure:
    """What is owed to this committee and was due by the day."""
    owed = {
        item.id: item
        for item in brief.picture.owed
        if item.tracked
        and item.status in ("done", "done_late", "late")
        and any(brief.meeting.committee in committees_meant(brief.snapshot, entry) for entry in item.to)
    }
    late = {item.id: item.title for item in brief.picture.owed if item.id in owed and item.status == "late"}
    return Measure("Duties to it done", len(owed) - len(late), len(owed), tuple(late.values()))


def _parts(brief: Briefing, document: Document, known: Known) -> Iterator[Part]:
    there = {section.about: section for section in document.sections if section.about}
    first, *rest = document.sections
    yield _part(brief, first, known)
    for about in BOXES:
        if about in ("question", "decisions"):
            continue
        section = there.get(about)
        if section is not None:
            yield _part(brief, section, known)
        elif about in LEFT_OUT:
            title = BOXES[about].title
            yield Part(title, "left out", (LEFT_OUT[about],), None, left_out=True)
    if rest and not rest[-1].about:
        yield _part(brief, rest[-1], known)


def _part(brief: Briefing, section: Section, known: Known) -> Part:
    boxes = tuple(narratives(section.blocks))
    own = next((box for box in boxes if box.about == section.about), None)
    others = tuple(box for box in boxes if box is not own and box.about != section.about)
    wrong = tuple(fault for box in boxes for fault in faults(box.about, box.text, known))
    return Part(section.heading, holds(section.blocks), tuple(_thin(brief, section, boxes)), own, others, wrong)


def holds(blocks: Sequence[Block]) -> str:
    """What some blocks come to, in words.

    >>> holds(())
    'nothing yet'
    """
    kinds = Counter(type(block) for block in blocks)
    named = (
        (Figure, "chart", "charts"),
        (Table, "table", "tables"),
        (Ledger, "working", "workings"),
        (Statuses, "list of what to look at", "lists of what to look at"),
        (Bullets, "list", "lists"),
    )
    words = [counted(kinds[kind], one, many) for kind, one, many in named if kinds[kind]]
    written = sum(box.words for box in blocks if isinstance(box, Narrative))
    if written:
        words.append(counted(written, "word of people’s own", "words of people’s own"))
    return listed(words) or "nothing yet"


def _thin(brief: Briefing, section: Section, boxes: Sequence[Narrative]) -> Iterator[str]:
    if section.about == "kpis":
        views = kpis_read(brief)
        grey = [view.name for view in views if view.rag is Rag.GREY]
        if grey:
            yield f"{counted(len(grey), 'KPI cannot', 'KPIs cannot')} be judged: no target, or too few schools’ values."
        silent = [box for box in boxes if box.about != "kpis" and not box.text]
        if silent:
            moving = sum(says_something(view) for view in views)
            have = "has" if len(silent) == 1 else "have"
            yield f"{len(silent)} of {counted(moving, 'KPI')} with something to say {have} no words."
    odd = not_in_print("".join(box.text for box in boxes))
    if odd:
        yield f"Its words have {listed(list(odd[:MOST_ODD]))}, which print has no letter for and shows as {SQUARE}."
    unknown = sum(
        cell_text(cell) in ("not known", "nobody named", "no owner")
        for block in section.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
    )
    if unknown:
        yield f"{counted(unknown, 'cell of its tables says', 'cells of its tables say')} that something is not known."
