"""How can somebody know that this pack is what it says? Its day, its edition, and the digest of what it rests on."""

from collections.abc import Iterator

from reports.charts import Table
from reports.document import Block, Paragraph, Section, Subheading
from reports.pack.basis import Basis
from reports.pack.edition import LONDON, Edition
from reports.pack.meeting import Briefing
from reports.pack.workings import workings
from trustops.quantities.words import day_text

DRAFT = (
    "This is a draft: it shows what was known when it was made, and changes as the records do. Freeze it, and it "
    "stays as it is for good."
)


def made_section(brief: Briefing, edition: Edition | None, basis: Basis, rest: tuple[Block, ...]) -> Section:
    """The workings of every service, whatever was too long for its page, and what the pack was made with."""
    blocks = (*_made(brief, edition, basis), *rest, *workings(brief))
    return Section("How the figures were made", "Workings", blocks, new_page=True)


def _made(brief: Briefing, edition: Edition | None, basis: Basis) -> Iterator[Block]:
    yield Subheading("How this pack was made")
    yield Paragraph(
        f"Everything in it is as it was known on {day_text(brief.snapshot.as_of)}, read off the trust's own records "
        "and the public figures in force. The same records make the same pack, to the last letter."
    )
    yield Paragraph(DRAFT if edition is None else _frozen(edition))
    rows = [("Rules and sums", basis.rules_digest), ("Public figures and assumptions", basis.assumptions_digest)]
    if edition is not None:
        rows.append(("Everything ever written (audit head)", edition.audit_head))
    yield Table(
        ("What it rests on", "Its digest (SHA-256)"), tuple(rows), frozenset(), "What it was made with", (22, 78)
    )
    if edition is not None:
        yield Paragraph(
            "Keep the audit head: “trustops audit verify --head” with it says whether anything that was written before "
            "this pack has been changed since."
        )


def _frozen(edition: Edition) -> str:
    at = edition.at.astimezone(LONDON)
    why = f" It takes the place of version {edition.number - 1}: {edition.why.rstrip('.')}." if edition.why else ""
    return (
        f"Version {edition.number}, frozen on {day_text(at.date())} at {at:%H:%M}. It never changes; "
        f"what turns out otherwise is a further version, with a page of what differs and why.{why}"
    )
