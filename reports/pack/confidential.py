"""What may only those at a confidential meeting read? Named succession and confidential words, as a file of their own.

Nothing in it is ever part of the open pack; whoever sends it says to whom.
"""

from collections.abc import Iterator
from dataclasses import replace

from reports.charts import Cell, Table
from reports.document import Block, Document, Level, Paragraph, Section, Status, Statuses
from reports.pack.boxes import CONFIDENTIAL, box_of
from reports.pack.edition import Edition, document_of
from reports.pack.meeting import Briefing
from trustops.models import Commentary, Successor
from trustops.snapshot import Snapshot
from trustops.succession.cover import succession_view


def confidential_document(
    brief: Briefing, edition: Edition | None = None, not_about: str | None = None
) -> Document | None:
    """The confidential part of a meeting's pack; None where the meeting has nothing that is confidential.

    People are named to a confidential committee alone. ``not_about`` leaves out what was assessed of the person who
    reads it: nobody is shown their own readiness.
    """
    sections = tuple(section for section in _sections(brief, not_about) if section.blocks)
    if not sections:
        return None
    return document_of(brief, "confidential part", sections, edition, confidential=True)


def has_confidential_part(brief: Briefing) -> bool:
    """Whether there is anything for the confidential part."""
    said = brief.snapshot.one(Commentary, brief.meeting.meeting, CONFIDENTIAL.about)
    return said is not None or (brief.confidential and bool(brief.picture.cover.critical_posts))


def _sections(brief: Briefing, not_about: str | None) -> Iterator[Section]:
    box = box_of(brief, CONFIDENTIAL.about)
    if box.text:
        yield Section("Confidential items", "Confidential", (box,))
    if brief.confidential:
        yield Section("Succession by name", "By name", tuple(_named(brief, not_about)))


def _named(brief: Briefing, not_about: str | None) -> Iterator[Block]:
    snapshot = _without(brief.snapshot, not_about)
    view = succession_view(snapshot)
    if not view.critical_posts:
        return
    yield Paragraph(
        "This names people, and says what was judged of their readiness. It is written as if each of them will read "
        "it; keep it to those at this meeting, and destroy it when its purpose is over."
    )
    if not_about is not None:
        yield Statuses((Status(Level.UNKNOWN, "What was assessed of whoever asked for this is left out."),))
    rows: list[tuple[Cell, ...]] = [
        (
            snapshot.post_title(post),
            _names(snapshot, view.cover[post].holders) or "vacant",
            _names(snapshot, view.cover[post].ready_now) or "nobody",
            _names(snapshot, view.cover[post].ready_in_1_year) or "nobody",
        )
        for post in view.critical_posts
    ]
    headings = ("Critical post", "Held by", "Ready now", "Ready in a year")
    yield Table(headings, tuple(rows), frozenset(), "Who holds and who could take each critical post", (30, 22, 24, 24))


def _names(snapshot: Snapshot, people: tuple[str, ...]) -> str:
    return ", ".join(snapshot.person_name(person) for person in people)


def _without(snapshot: Snapshot, person: str | None) -> Snapshot:
    if person is None:
        return snapshot
    kept = tuple(row for row in snapshot.all(Successor) if row.person != person)
    return replace(snapshot, tables={**snapshot.tables, Successor: kept})
