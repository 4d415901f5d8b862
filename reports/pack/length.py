"""How long is a pack: which pages does each part take, and does it all keep to the meeting's page budget?"""

from collections.abc import Mapping
from dataclasses import dataclass

from reports.document import Document
from reports.pack.meeting import Briefing
from reports.writers.typst_pdf import pages_of
from trustops.quantities.words import counted


@dataclass(frozen=True, slots=True)
class Length:
    """The pages of a pack in print, of each part by its heading, and of the meeting's other papers.

    ``budget`` is the most that all of it together may come to; None where none was agreed.
    """

    pages: int
    parts: Mapping[str, tuple[int, int]]
    papers: int = 0
    budget: int | None = None

    @property
    def over(self) -> int:
        """How many pages are too many.

        >>> Length(18, {}, papers=4, budget=20).over
        2
        """
        return max(0, self.pages + self.papers - self.budget) if self.budget else 0

    @property
    def sentence(self) -> str:
        """How long it is, beside what was agreed.

        >>> print(Length(18, {}, papers=4, budget=90).sentence)
        The pack takes 18 pages; with 4 pages of papers that is 22 of the 90 that were agreed.
        >>> print(Length(18, {}, papers=4, budget=20).sentence)
        The pack takes 18 pages; with 4 pages of papers that is 22, 2 more than the 20 that were agreed.
        >>> print(Length(1, {}).sentence)
        The pack takes 1 page; no page budget was agreed for this meeting.
        """
        said = f"The pack takes {counted(self.pages, 'page')}"
        if not self.budget:
            return f"{said}; no page budget was agreed for this meeting."
        together = self.pages + self.papers
        papers = f"with {counted(self.papers, 'page')} of papers that is" if self.papers else "that is"
        if self.over:
            return f"{said}; {papers} {together}, {self.over} more than the {self.budget} that were agreed."
        return f"{said}; {papers} {together} of the {self.budget} that were agreed."

    def of(self, heading: str) -> str:
        """Where a part stands in print; empty where it is left out.

        >>> length = Length(18, {"KPIs": (3, 6), "Finance": (9, 9)})
        >>> length.of("KPIs"), length.of("Finance"), length.of("Risks")
        ('pages 3–6', 'page 9', '')
        """
        if heading not in self.parts:
            return ""
        first, last = self.parts[heading]
        return f"page {first}" if first == last else f"pages {first}–{last}"


def length_of(brief: Briefing, document: Document) -> Length:
    """How long a meeting's pack is in print."""
    found = pages_of(document)
    parts = {section.heading: pages for section, pages in zip(document.sections, found.of, strict=True)}
    papers = sum(paper.pages or 0 for paper in brief.papers)
    return Length(found.total, parts, papers, brief.meeting.page_budget)
