"""What is a document before it is a PDF or a workbook? Headings and blocks of plain values, without any markup."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reports.charts.chart import Chart, Table
from trustops.quantities.working import Working


class Level(StrEnum):
    """How something stands; every writer shows the shape and the word, never the colour alone."""

    ACT = "act"
    WATCH = "watch"
    FINE = "fine"
    UNKNOWN = "unknown"

    @property
    def shape(self) -> str:
        return {"act": "■", "watch": "▲", "fine": "●", "unknown": "○"}[self.value]

    @property
    def word(self) -> str:
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of sentences; ``lead`` is set larger: the answer that a page begins with."""

    text: str
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading within a section; ``new_page`` where what follows is best seen on one."""

    text: str
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """A sentence with how it stands."""

    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class Statuses:
    """What to look at, the worst first."""

    items: tuple[Status, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """Sentences of a list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its title above and its sentence below."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class Ledger:
    """How a figure was made: label, sum, amount, source."""

    working: Working


Block = Paragraph | Subheading | Statuses | Bullets | Table | Figure | Ledger


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document; ``sheet`` is its short name where a workbook has it as a sheet."""

    heading: str
    sheet: str
    blocks: tuple[Block, ...]
    new_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document for a meeting, as of a day."""

    title: str
    trust: str
    meeting: str
    as_of: date
    version: str
    confidential: bool
    sections: tuple[Section, ...]

    def blocks(self) -> Iterator[Block]:
        """Every block, in reading order."""
        for section in self.sections:
            yield from section.blocks
