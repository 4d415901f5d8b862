"""Which edition of a pack is it? A draft, or a version that is frozen, upon which history and made with what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from reports.document import Document, Section
from reports.pack.meeting import Briefing
from trustops.quantities.words import day_text

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Edition:
    """A frozen version: its number and when, the history's head, and why it is not the first."""

    number: int
    at: datetime
    audit_head: str
    why: str = ""

    @property
    def words(self) -> str:
        """What its foot says: its number and the day, in England, on which it was frozen.

        >>> from datetime import UTC
        >>> Edition(2, datetime(2026, 11, 29, 12, tzinfo=UTC), "0" * 64).words
        'version 2, frozen 29 November 2026'
        """
        return f"version {self.number}, frozen {day_text(self.at.astimezone(LONDON).date())}"


def document_of(
    brief: Briefing,
    what: str,
    sections: Iterable[Section],
    edition: Edition | None,
    *,
    confidential: bool,
    contents: bool = False,
) -> Document:
    """A document for a meeting, of the sections that have something to say; ``what`` it is ends its title."""
    meeting = f"{brief.committee}, {day_text(brief.meeting.on_date)}"
    return Document(
        title=f"{meeting}: {what}",
        trust=brief.trust,
        meeting=meeting,
        as_of=brief.snapshot.as_of,
        version=edition_words(edition, brief.snapshot.as_of),
        confidential=confidential,
        sections=tuple(section for section in sections if section.blocks),
        contents=contents,
    )


def edition_words(edition: Edition | None, as_of: date) -> str:
    """What the foot of each page says of the edition."""
    return f"draft, as of {day_text(as_of)}" if edition is None else f"{edition.words}, as of {day_text(as_of)}"
