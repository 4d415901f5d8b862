"""Which parts make a board's pack, and in what order?"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from reports.document import Block, Document, Narrative, Paragraph, Section, Subheading
from reports.pack.basis import Basis, basis_of
from reports.pack.boxes import box_of, narratives
from reports.pack.changes import changes_section
from reports.pack.children import children_section
from reports.pack.edition import Edition, document_of
from reports.pack.finance import finance_section
from reports.pack.front import front_page
from reports.pack.improvement import improvement_section
from reports.pack.kpis import kpi_section
from reports.pack.made import made_section
from reports.pack.meeting import Briefing, briefing
from reports.pack.owed import owed_section
from reports.pack.risks import risks_section
from reports.pack.services import services_section
from reports.pack.succession import succession_section
from trustops.snapshot import Snapshot

PARTS = (
    changes_section,
    kpi_section,
    services_section,
    finance_section,
    succession_section,
    owed_section,
    improvement_section,
    risks_section,
    children_section,
)
"""After the first page and before the workings."""


def board_pack(snapshot: Snapshot, meeting: str) -> Document:
    """The draft of a meeting's pack. Raises :class:`TrustopsError` naming the next meetings where there is none of that
    code."""
    return pack_document(briefing(snapshot, meeting))


def pack_document(
    brief: Briefing, edition: Edition | None = None, basis: Basis | None = None, differences: Section | None = None
) -> Document:
    """The open pack of a meeting: a draft, or an edition that is being frozen, with what differs from the one before.

    A section that has nothing to say is left out, but for the first page and the one about children.
    """
    first = front_page(brief)
    made = (
        first,
        *((differences,) if differences else ()),
        *(_with_box(brief, part(brief)) for part in PARTS),
        made_section(brief, edition, basis or basis_of(brief.snapshot), tuple(_left_over(first))),
    )
    what = "board pack" if brief.is_board else "pack"
    return document_of(brief, what, made, edition, confidential=brief.confidential, contents=True)


def _with_box(brief: Briefing, section: Section) -> Section:
    """A section with its box after its opening; a section of nothing but the words of its box is one too."""
    about = section.about or ("succession" if section.sheet == "Succession" else "")
    if not about or any(box.about == about for box in narratives(section.blocks)):
        return section
    box = box_of(brief, about)
    if not section.blocks:
        return replace(section, about=about, blocks=(box,) if box.text else ())
    opening = tuple(takewhile(lambda block: isinstance(block, Paragraph), section.blocks))
    return replace(section, about=about, blocks=(*opening, box, *section.blocks[len(opening) :]))


def _left_over(first: Section) -> Iterator[Block]:
    """The whole of the words that the first page has no room for."""
    for box in narratives(first.blocks):
        if box.most and len(box.text.split()) > box.most:
            yield Subheading(f"{box.title}: all that was written")
            yield Narrative(box.about, box.title, box.asks, box.budget, box.text, box.by)
