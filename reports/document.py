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


@dataclass(frozen=True, slots=True)
class Narrative:
    """A box for a person's own words, as many as its budget; without any it is a gap, and shown as one.

    ``about`` is the key that the words are kept under, ``by`` the post that wrote them, ``asks`` what belongs there.
    ``most`` is the number of words shown here where the rest is shown elsewhere; 0 shows all.
    """

    about: str
    title: str
    asks: str
    budget: int
    text: str = ""
    by: str = ""
    most: int = 0

    @property
    def heading(self) -> str:
        """What stands over the words: what they are about, and whose they are.

        >>> Narrative("question", "Our answer", "", 80, "Yes.", "Chief executive").heading
        'Our answer · Chief executive'
        """
        return " · ".join(part for part in (self.title, self.by) if part)

    @property
    def words(self) -> int:
        """How many words there are.

        >>> Narrative("question", "The question", "", 5, "Attendance is up – by a point.").words
        6
        """
        return len([word for word in self.text.split() if any(letter.isalnum() for letter in word)])

    @property
    def said(self) -> str:
        """What the box says of its budget; empty where it keeps to it."""
        if not self.text:
            return f"Not written yet: {self.asks} At most {self.budget} words." if self.asks else "Not written yet."
        return f"{self.words} words, {self.words - self.budget} over its {self.budget}." if self.over else ""

    @property
    def over(self) -> bool:
        return self.words > self.budget

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The words to show, a paragraph at a time."""
        cut = self.most and len(self.text.split()) > self.most
        text = " ".join(self.text.split()[: self.most]) + " …" if cut else self.text
        return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())


Block = Paragraph | Subheading | Statuses | Bullets | Table | Figure | Ledger | Narrative


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document; ``sheet`` is its short name where a workbook has it as a sheet.

    ``about`` is the key of its box, where it has one.
    """

    heading: str
    sheet: str
    blocks: tuple[Block, ...]
    new_page: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document for a meeting, as of a day; ``contents`` puts a list of its parts after the first."""

    title: str
    trust: str
    meeting: str
    as_of: date
    version: str
    confidential: bool
    sections: tuple[Section, ...]
    contents: bool = False

    @property
    def foot(self) -> str:
        """Which edition it is, as the foot of a page begins with it."""
        return self.version[:1].upper() + self.version[1:]

    def blocks(self) -> Iterator[Block]:
        """Every block, in reading order."""
        for section in self.sections:
            yield from section.blocks
