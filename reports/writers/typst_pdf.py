"""How is a document printed? As a tagged PDF (PDF/UA-1) by typst, the same bytes for the same document."""

import json
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from reports.charts.chart import Table
from reports.charts.draw import FONTS, svg
from reports.document import Block, Bullets, Document, Figure, Narrative, Paragraph, Statuses, Subheading
from reports.writers.ledger import ledger_table
from reports.writers.letters import in_print, letters_in_print
from trustops.quantities.errors import TrustopsError

TEMPLATE = Path(__file__).parent / "pack.typ"
TOP_MM = 40  # a heading above this stands at the top of its page


def pdf(document: Document) -> bytes:
    """The document as PDF/UA-1: tagged, titled, with bookmarks and alternative texts, its time that of its day.

    Nothing is fetched, and no font of the computer is used. The compiler refuses what is not accessible; that would
    be a fault of ours, said as :class:`TrustopsError`.
    """
    import typst  # 0.07 s and 80 MB of compiler, which only this needs

    try:
        made: bytes = typst.compile(
            TEMPLATE,
            format="pdf",
            sys_inputs={"data": _data(document)},
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            font_paths=[FONTS],
            timestamp=datetime.combine(document.as_of, time(), UTC),
            root=TEMPLATE.parent,
        )
    except typst.TypstError as error:
        raise TrustopsError(
            f"The pack could not be set as an accessible PDF ({error.message}); it is our fault, please report it."
        ) from None
    return made


class Pages(NamedTuple):
    """How many pages a document has, and the first and last of each of its sections."""

    total: int
    of: tuple[tuple[int, int], ...]


def pages_of(document: Document) -> Pages:
    """The pages that the document and its sections would take in print; worked out once for the same document."""
    return _pages(_data(document))


@lru_cache(32)
def _pages(data: str) -> Pages:
    import typst

    found = json.loads(
        typst.query(
            TEMPLATE,
            "<pages>",
            field="value",
            one=True,
            sys_inputs={"data": data},
            ignore_system_fonts=True,
            font_paths=[FONTS],
            root=TEMPLATE.parent,
        )
    )
    total, begins = found["total"], found["begins"]
    ends = [page - 1 if height < TOP_MM else page for page, height, _ in begins[1:]]
    spans = zip(begins, [*ends, total], strict=True)
    # the list of contents is no part of its own
    return Pages(total, tuple((page, max(page, end)) for (page, _, outlined), end in spans if outlined))


def _data(document: Document) -> str:
    return json.dumps(_printed(_document(document)), ensure_ascii=False)


def _printed(value: Any) -> Any:
    """The same with every text as print can show it, those of drawings too."""
    if isinstance(value, str):
        return letters_in_print(value) if value.startswith("<svg") else in_print(value)
    if isinstance(value, list):
        return [_printed(each) for each in value]
    if isinstance(value, dict):
        return {name: _printed(each) for name, each in value.items()}
    return value


def _document(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "trust": document.trust,
        "meeting": document.meeting,
        "version": document.foot,
        "confidential": document.confidential,
        "contents": document.contents,
        "sections": [
            {
                "heading": section.heading,
                "new_page": section.new_page,
                "blocks": [_block(block) for block in section.blocks],
            }
            for section in document.sections
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    """A block as plain JSON, its kind the name of what the template draws it with."""
    match block:
        case Paragraph(text, lead):
            return {"kind": "paragraph", "text": text, "lead": lead}
        case Subheading(text, new_page):
            return {"kind": "subheading", "text": text, "new_page": new_page}
        case Statuses(items):
            shown = [
                {"level": str(one.level), "shape": one.level.shape, "word": one.level.word, "text": one.text}
                for one in items
            ]
            return {"kind": "statuses", "items": shown}
        case Bullets(texts):
            return {"kind": "bullets", "items": list(texts)}
        case Narrative():
            words = {"title": block.title, "heading": block.heading, "said": block.said}
            return {"kind": "narrative", "paragraphs": list(block.paragraphs), **words}
        case Figure(chart):
            drawn = {"title": chart.title, "sentence": chart.sentence, "description": chart.description}
            return {"kind": "figure", **drawn, "svg": svg(chart.spec)}
        case Table():
            return _table(block)
        case _:
            return _table(ledger_table(block.working))


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "headings": list(table.headings),
        "rows": [list(row) for row in table.texts()],
        "figures": sorted(table.figures),
        "caption": table.caption,
        "widths": list(table.widths),
    }
