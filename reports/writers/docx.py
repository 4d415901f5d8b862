"""How does a document become one for Word? Real headings and tables, charts as pictures with their words, to be edited.

The same bytes for the same document: the times in it are those of its day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from typing import Any

from reports.charts.chart import Chart, Table, cell_text
from reports.charts.draw import png
from reports.charts.tokens import ACCENT, ACT, FINE, INK, LINE, MUTED, WATCH
from reports.document import (
    Block,
    Bullets,
    Document,
    Figure,
    Level,
    Narrative,
    Paragraph,
    Section,
    Statuses,
    Subheading,
)
from reports.writers.ledger import ledger_table
from reports.writers.letters import plain
from reports.writers.same_zip import same_zip

FONT = "Atkinson Hyperlegible Next"
LEVEL_COLOURS = {Level.ACT: ACT, Level.WATCH: WATCH, Level.FINE: FINE, Level.UNKNOWN: MUTED}
MARGIN_MM, WIDTH_MM = 20, 170
AFTER_BORDERS = ("shd", "tblLayout", "tblCellMar", "tblLook")  # a table's properties have an order of their own
CONTENTS = r'TOC \o "1-2" \h \u'
SIZES = {"Normal": 10, "Title": 20, "Heading 1": 15, "Heading 2": 11.5}


def docx(document: Document) -> bytes:
    """The document as a Word file: headings, tables whose headings repeat, alternative texts and a running head."""
    import docx as word  # 0.3 s, which only this needs

    book = word.Document()
    _set_up(book, document)
    writer = _Writer(book)
    book.add_paragraph(plain(document.title), style="Title")
    for number, section in enumerate(document.sections):
        if number == 1 and document.contents:
            writer.contents(document.sections)
        writer.section(section, new_page=section.new_page and number > 0)
    memory = BytesIO()
    book.save(memory)
    return same_zip(memory.getvalue(), document.as_of)


@dataclass
class _Writer:
    """A document that is written from the top down."""

    book: Any

    def section(self, section: Section, *, new_page: bool) -> None:
        heading = self.book.add_heading(plain(section.heading), 1)
        heading.paragraph_format.page_break_before = new_page
        for block in section.blocks:
            self.put(block)

    def contents(self, sections: Sequence[Section]) -> None:
        """The parts in their order, as a field of Word's own: “Update field” gives it subheadings and pages."""
        self._line("Contents", bold=True, colour=INK)
        listed = [self.book.add_paragraph(plain(section.heading), style="List Bullet") for section in sections]
        for number, element in enumerate(_field_begins(CONTENTS)):
            listed[0]._p.insert(1 + number, element)  # after the paragraph's properties
        listed[-1]._p.append(_field_part("end"))

    def put(self, block: Block) -> None:
        match block:
            case Paragraph(text, lead):
                self._line(text, bold=lead, colour=ACCENT if lead else INK)
            case Subheading(text, _):
                self.book.add_heading(plain(text), 2)
            case Statuses(items):
                for one in items:
                    self._marked(f"{one.level.shape} {one.level.word}  ", one.text, LEVEL_COLOURS[one.level])
            case Bullets(texts):
                for text in texts:
                    self.book.add_paragraph(plain(text), style="List Bullet")
            case Narrative():
                self._narrative(block)
            case Figure(chart):
                self._figure(chart)
            case Table():
                self._table(block)
            case _:
                self._table(ledger_table(block.working))

    def _line(self, text: str, *, bold: bool = False, colour: str = INK, keep: bool = False) -> Any:
        line = self.book.add_paragraph()
        _run(line, text, bold=bold, colour=colour)
        line.paragraph_format.keep_with_next = keep
        return line

    def _marked(self, mark: str, text: str, colour: str) -> None:
        line = self.book.add_paragraph()
        _run(line, mark, bold=True, colour=colour)
        _run(line, text)

    def _narrative(self, box: Narrative) -> None:
        """The words under their title; where there are none, one line that says so, to be written over."""
        if not box.text:
            self._marked(f"○ {box.title}. ", box.said, MUTED)
            return
        self._line(box.heading, bold=True, colour=ACCENT, keep=True)
        for words in box.paragraphs:
            self.book.add_paragraph(plain(words), style="Quote")
        if box.said:
            self._marked("▲ ", box.said, WATCH)

    def _figure(self, chart: Chart) -> None:
        from docx.shared import Mm

        self._line(chart.title, bold=True, keep=True)
        place = self.book.add_paragraph()
        place.paragraph_format.keep_with_next = True
        place.add_run().add_picture(BytesIO(png(chart.spec)), width=Mm(WIDTH_MM))
        drawn = place._p.xpath(".//wp:docPr")[0]
        drawn.set("descr", plain(chart.description))
        drawn.set("title", plain(chart.title))
        self._line(chart.sentence)

    def _table(self, table: Table) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Mm

        if table.caption:
            self._line(table.caption, bold=True, keep=True)
        drawn = self.book.add_table(1 + len(table.rows), len(table.headings), style="Table Grid")
        drawn.autofit = False
        shares = table.widths or (1,) * len(table.headings)
        widths = [Mm(WIDTH_MM * share / sum(shares)) for share in shares]
        for column, width in zip(drawn.columns, widths, strict=True):
            column.width = width
        texts = [table.headings, *([cell_text(cell) for cell in row] for row in table.rows)]
        # by the elements: looking each cell up by its place takes longer the longer the table
        for number, (row, line) in enumerate(zip(drawn._tbl.tr_lst, texts, strict=True)):
            for column, (cell, text) in enumerate(zip(row.tc_lst, line, strict=True)):
                cell.width = widths[column]
                said = _cell_paragraph(cell)
                _run(said, text, bold=number == 0, colour=MUTED if number == 0 else INK, size=9)
                if column in table.figures:
                    said.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _whole(row, head=number == 0)
        _rules(drawn, table.caption or table.headings[0])
        self.book.add_paragraph().paragraph_format.space_after = 0


def _cell_paragraph(cell: Any) -> Any:
    from docx.text.paragraph import Paragraph as Line

    return Line(cell.p_lst[0], cell)  # the parent is asked for nothing that a run of text needs


def _run(line: Any, text: str, *, bold: bool = False, colour: str = INK, size: float | None = None) -> None:
    from docx.shared import Pt, RGBColor

    run = line.add_run(plain(text))
    run.bold = bold or None
    run.font.color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())
    if size is not None:
        run.font.size = Pt(size)


def _element(name: str, **values: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _whole(row: Any, *, head: bool) -> None:
    """A row that is not broken over two pages; the headings come again on each."""
    properties = row.get_or_add_trPr()
    properties.append(_element("w:cantSplit"))
    if head:
        properties.append(_element("w:tblHeader"))


def _rules(table: Any, described: str) -> None:
    """Lines between the rows alone, and what the table is about for those who hear it."""
    borders = _element("w:tblBorders")
    for side in ("top", "left", "right", "insideV"):
        borders.append(_element(f"w:{side}", val="nil"))
    for side in ("bottom", "insideH"):
        borders.append(_element(f"w:{side}", val="single", sz="4", color=LINE.removeprefix("#")))
    order = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders[:] = sorted(borders, key=lambda each: order.index(each.tag.rpartition("}")[2]))
    properties = table._tbl.tblPr
    after = [each for each in properties if each.tag.rpartition("}")[2] in AFTER_BORDERS]
    properties.insert(list(properties).index(after[0]) if after else len(properties), borders)
    properties.append(_element("w:tblCaption", val=plain(described)))


def _set_up(book: Any, document: Document) -> None:
    """The page, the type, the language, the running head and what the file says of itself."""
    from docx.shared import Mm

    page = book.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN_MM)
    _styles(book)
    confidential = "Confidential · " if document.confidential else ""
    head = page.header.paragraphs[0]
    _run(head, f"{confidential}{document.trust} · {document.meeting}", colour=MUTED, size=8.5)
    foot = page.footer.paragraphs[0]
    _run(foot, f"{document.foot} · Page ", colour=MUTED, size=8.5)
    _field(foot, "PAGE")
    _run(foot, " of ", colour=MUTED, size=8.5)
    _field(foot, "NUMPAGES")
    said = book.core_properties
    said.title, said.author, said.last_modified_by = plain(document.title), plain(document.trust), plain(document.trust)
    said.language, said.comments, said.subject = "en-GB", "", plain(document.meeting)
    said.created = said.modified = datetime.combine(document.as_of, time())
    said.revision = 1


def _styles(book: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, size in SIZES.items():
        style = book.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor.from_string(INK.removeprefix("#").upper())
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for each in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{each}"), None)
        for each in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{each}"), FONT)
    for language in book.styles.element.xpath(".//w:lang"):
        language.set(qn("w:val"), "en-GB")
    book.styles["Normal"].paragraph_format.space_after = Pt(6)
    book.styles["Quote"].paragraph_format.left_indent = Pt(12)


def _field(line: Any, name: str) -> None:
    """A number that Word itself fills in."""
    for element in (*_field_begins(name), _field_part("end")):
        line._p.append(element)


def _field_begins(code: str) -> tuple[Any, ...]:
    """What comes before the text that a field shows until Word fills it in."""
    said = _element("w:instrText")
    said.text = code
    run = _element("w:r")
    run.append(said)
    return _field_part("begin"), run, _field_part("separate")


def _field_part(kind: str) -> Any:
    run = _element("w:r")
    run.append(_element("w:fldChar", fldCharType=kind))
    return run
