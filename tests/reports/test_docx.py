"""Can the Word pack be read by everybody and edited: headings, tables whose headings repeat, pictures with words?"""

import io
import zipfile
from datetime import UTC, date, datetime

import docx as word
import pytest
from docx.oxml.ns import qn

from reports.document import Document, Figure, Section, Subheading
from reports.pack import board_pack
from reports.writers.docx import docx
from tests.reports.test_pack import BOARD, one_meeting
from trustops.models import Trust, record_of
from trustops.snapshot import Snapshot


@pytest.fixture(scope="module")
def made(trust: Snapshot) -> tuple[Document, bytes]:
    document = board_pack(trust, BOARD)
    return document, docx(document)


def test_its_headings_are_headings(made: tuple[Document, bytes]) -> None:
    document, content = made
    book = word.Document(io.BytesIO(content))
    first = [line.text for line in book.paragraphs if line.style is not None and line.style.name == "Heading 1"]
    second = [line.text for line in book.paragraphs if line.style is not None and line.style.name == "Heading 2"]
    assert first == [section.heading for section in document.sections]
    assert second == [block.text for block in document.blocks() if isinstance(block, Subheading)]


def test_its_contents_are_a_field_that_word_brings_up_to_date(made: tuple[Document, bytes]) -> None:
    document, content = made
    body = word.Document(io.BytesIO(content)).element.body
    (code,) = [each for each in body.iter(qn("w:instrText")) if (each.text or "").startswith("TOC")]
    parts = [each.get(qn("w:fldCharType")) for each in body.iter(qn("w:fldChar"))]
    assert parts == ["begin", "separate", "end"]
    lines = [line for line in body.iterchildren(qn("w:p")) if line.style == "ListBullet"]
    listed = lines[: len(document.sections)]
    assert ["".join(text.text for text in line.iter(qn("w:t"))) for line in listed] == [
        section.heading for section in document.sections
    ]
    assert code.getparent().getparent() is listed[0]
    assert listed[-1][-1][0].get(qn("w:fldCharType")) == "end"


def test_every_picture_says_in_words_what_it_shows(made: tuple[Document, bytes]) -> None:
    document, content = made
    drawn = word.Document(io.BytesIO(content)).element.xpath(".//wp:docPr")
    charts = [block.chart for block in document.blocks() if isinstance(block, Figure)]
    assert [each.get("descr") for each in drawn] == [chart.description for chart in charts]


def test_every_tables_headings_come_again_on_each_page(made: tuple[Document, bytes]) -> None:
    tables = word.Document(io.BytesIO(made[1])).tables
    assert len(tables) > 20
    assert all(each.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for each in tables)
    assert all(each._tbl.tblPr.find(qn("w:tblCaption")) is not None for each in tables)


def test_it_says_what_it_is_in_british_english(made: tuple[Document, bytes]) -> None:
    book = word.Document(io.BytesIO(made[1]))
    said = book.core_properties
    assert (said.title, said.author) == ("Trust board, 10 December 2026: board pack", "Verulam Schools Trust")
    assert said.created == datetime(2026, 11, 22, tzinfo=UTC)
    assert (said.language, said.revision) == ("en-GB", 1)
    assert {each.get(qn("w:val")) for each in book.styles.element.xpath(".//w:lang")} == {"en-GB"}
    section = book.sections[0]
    assert section.header.paragraphs[0].text == "Verulam Schools Trust · Trust board, 10 December 2026"
    assert section.footer.paragraphs[0].text.startswith("Draft, as of 22 November 2026 · Page ")


def test_its_times_are_those_of_its_day(made: tuple[Document, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(made[1])) as parts:
        assert {each.date_time for each in parts.infolist()} == {(2026, 11, 22, 0, 0, 0)}


def test_odd_letters_and_markup_are_only_text() -> None:
    name = "<w:t>&amp; \x0b\x00Oak {{x}}"
    snapshot = one_meeting(record_of(Trust)(name=name))
    book = word.Document(io.BytesIO(docx(board_pack(snapshot, "TB1"))))
    assert "<w:t>&amp;" in book.sections[0].header.paragraphs[0].text


def test_a_document_of_nothing_is_a_document() -> None:
    empty = Document(
        title="T", trust="T", meeting="M", as_of=date(1970, 1, 1), version="v", confidential=True,
        sections=(Section("H", "H", ()),),
    )  # fmt: skip
    book = word.Document(io.BytesIO(docx(empty)))
    assert book.sections[0].header.paragraphs[0].text.startswith("Confidential · ")
