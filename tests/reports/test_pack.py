"""Is the board's pack whole, the same every time, readable by everybody, and silent about who is who?"""

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import docx as word
import openpyxl
import pikepdf
import pytest

from reports.answer import QUESTION
from reports.charts import Table
from reports.document import Document, Figure, Level, Paragraph, Statuses
from reports.pack import board_pack, write_pack
from reports.writers.docx import docx
from reports.writers.typst_pdf import pages_of, pdf
from reports.writers.xlsx import xlsx
from tests.conftest import IN_CI
from trustops.models import Committee, Meeting, Person, Trust, record_of
from trustops.quantities.errors import TrustopsError
from trustops.snapshot import Snapshot

BOARD, CONFIDENTIAL, PAST = "TB-2026-12-10", "PC-2026-11-12", "TB-2026-02-05"


@pytest.fixture(scope="module")
def pack_of(trust: Snapshot) -> Callable[[str], tuple[Document, bytes]]:
    """The pack of a meeting of the example trust and its PDF, each made once."""

    @cache
    def made(meeting: str) -> tuple[Document, bytes]:
        document = board_pack(trust, meeting)
        return document, pdf(document)

    return made


@pytest.fixture(scope="module")
def document(pack_of: Callable[[str], tuple[Document, bytes]]) -> Document:
    return pack_of(BOARD)[0]


@pytest.fixture(scope="module")
def printed(pack_of: Callable[[str], tuple[Document, bytes]]) -> bytes:
    return pack_of(BOARD)[1]


def page_texts(content: bytes) -> list[str]:
    """The text of each page, as pdftotext (of poppler) reads it."""
    return [" ".join(page.split()) for page in poppler("-nodiag", content).split("\f")[:-1]]


def poppler(option: str, content: bytes) -> str:
    """What pdftotext (of poppler) says of a PDF."""
    program = shutil.which("pdftotext")
    if program is None:
        reason = "poppler's pdftotext is not installed (Debian: apt-get install poppler-utils)"
        if IN_CI:
            pytest.fail(reason)
        pytest.skip(reason)
    read = subprocess.run([program, option, "-", "-"], input=content, capture_output=True, check=True)
    return read.stdout.decode()


def filled(content: bytes) -> list[float]:
    """How far down each page its words reach, as a share of what is between head and foot."""
    top, bottom = 68, 785  # points: 24 mm from the top of A4, 20 mm from its foot
    lows = (
        max((low for low in map(float, re.findall(r'yMax="([\d.]+)"', page)) if low < bottom), default=top)
        for page in poppler("-bbox", content).split("<page ")[1:]
    )
    return [(low - top) / (bottom - top) for low in lows]


def word_texts(content: bytes) -> list[str]:
    """Every text of a Word document: its paragraphs, then the cells of its tables."""
    book = word.Document(io.BytesIO(content))
    return [*(line.text for line in book.paragraphs), *(cell.text for each in book.tables for cell in each._cells)]


def tagged(element: Any) -> Iterator[Any]:
    """Every element of a PDF's structure, in reading order."""
    for child in element.get("/K", []) if isinstance(element.get("/K"), pikepdf.Array) else [element.get("/K")]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from tagged(child)


def test_the_same_facts_make_the_same_bytes(trust: Snapshot, document: Document, printed: bytes) -> None:
    again = board_pack(trust, BOARD)
    assert pdf(again) == printed
    assert xlsx(again) == xlsx(document)
    assert docx(again) == docx(document)


ELSEWHERE = """
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from importers.bring import import_file
from reports.pack import board_pack
from reports.writers.docx import docx
from reports.writers.typst_pdf import pdf
from reports.writers.xlsx import xlsx
from trustops.store.engine import reading
from trustops.store.load import load
from trustops.store.migrate import init_database
engine = init_database(f"sqlite:///{sys.argv[1]}")
import_file(engine, Path(sys.argv[2]))
with reading(engine) as connection:
    made = board_pack(load(connection, date(2026, 11, 22)), sys.argv[3])
print(*(sha256(write(made)).hexdigest() for write in (pdf, xlsx, docx)))
"""


def test_another_program_in_another_zone_and_language_makes_the_same_bytes(
    document: Document, printed: bytes, example: Path, tmp_path: Path
) -> None:
    elsewhere = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "4711"}
    command = [sys.executable, "-c", ELSEWHERE, str(tmp_path / "trustops.db"), str(example), BOARD]
    said = subprocess.run(command, env={**os.environ, **elsewhere}, capture_output=True, check=True, text=True)
    ours = [sha256(content).hexdigest() for content in (printed, xlsx(document), docx(document))]
    assert said.stdout.split() == ours


def test_the_first_page_holds_the_question_its_answer_and_every_red(document: Document, printed: bytes) -> None:
    first = page_texts(printed)[0]
    assert QUESTION in first
    assert "Every child is in school, every day" in first
    assert "SENCO, Kingsmead must be filled at all times" in first
    reds = [one.text for block in document.sections[0].blocks if isinstance(block, Statuses) for one in block.items]
    assert all(" ".join(text.split()) in first for text in reds)
    assert "KPIs, the worst first" not in first


def test_reds_come_before_ambers(document: Document) -> None:
    exceptions = next(block for block in document.sections[0].blocks if isinstance(block, Statuses))
    levels = [one.level for one in exceptions.items]
    assert levels == sorted(levels, key=[Level.ACT, Level.WATCH].index)
    assert levels[0] is Level.ACT


def test_a_pack_of_the_example_has_a_sensible_number_of_pages(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as book:
        assert 14 <= len(book.pages) <= 22


@pytest.mark.parametrize("meeting", [BOARD, CONFIDENTIAL, "SC-2026-12-01", "FC-2026-11-17"])
def test_no_page_is_mostly_empty(pack_of: Callable[[str], tuple[Document, bytes]], meeting: str) -> None:
    *pages, _ = filled(pack_of(meeting)[1])
    assert len(pages) > 10
    assert [(number, share) for number, share in enumerate(pages, start=1) if share < 0.65] == []


def test_a_part_knows_its_pages_before_it_is_printed(pack_of: Callable[[str], tuple[Document, bytes]]) -> None:
    document, content = pack_of(BOARD)
    found, texts = pages_of(document), page_texts(content)
    assert found.total == len(texts)
    assert len(found.of) == len(document.sections)
    for section, (first, last) in zip(document.sections, found.of, strict=True):
        assert section.heading in texts[first - 1], section.heading
        assert first <= last
    assert [first for first, _ in found.of] == sorted(first for first, _ in found.of)


def test_a_value_of_too_few_schools_is_given_and_not_judged(document: Document) -> None:
    kpis = next(section for section in document.sections if section.about == "kpis")
    table = next(block for block in kpis.blocks if isinstance(block, Table))
    attendance = next(row for row in table.texts() if row[0] == "Attendance")
    assert attendance[1:5] == ("94.5 %", "1 of 2", "94.0 %", "○ Unknown")
    assert attendance[5] == "not judged; to 21 July 2026 signal: better"
    (opening, *_) = [block.text for block in kpis.blocks if isinstance(block, Paragraph)]
    assert (
        "2 improving, 0 getting worse, 1 red against target, 15 not judged: too few schools’ values are in" in opening
    )
    front = [block.text for block in document.sections[0].blocks if isinstance(block, Paragraph)]
    assert (
        "Every child is in school, every day: of its 10 KPIs, 9 cannot be judged yet, for too few schools’ values "
        "are in."
    ) in front
    changes = [block.text for block in document.sections[1].blocks if isinstance(block, Paragraph)]
    assert changes[0].endswith("Since then 2 more things need somebody now and 15 KPIs cannot be judged any more.")
    assert "nothing is in yet from Kingsmead: attendance; persistent absence;" in changes[1]


def test_a_report_is_from_its_author(document: Document) -> None:
    owed = next(section for section in document.sections if section.about == "obligations")
    papers = next(block for block in owed.blocks if isinstance(block, Table)).texts()
    assert ("Chief executive's report", "report", "Chief executive and accounting officer") in papers


@pytest.mark.parametrize("meeting", [BOARD, CONFIDENTIAL, PAST])
def test_a_pack_names_nobody(trust: Snapshot, pack_of: Callable[[str], tuple[Document, bytes]], meeting: str) -> None:
    made, content = pack_of(meeting)
    words = " ".join(page_texts(content))
    book = openpyxl.load_workbook(io.BytesIO(xlsx(made)))
    words += " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)
    words += " ".join(word_texts(docx(made)))
    assert len(trust.all(Person)) > 20
    assert [person.name for person in trust.all(Person) if person.name in words] == []


def test_the_pdf_is_tagged_titled_and_marked_as_accessible(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as book:
        assert book.Root.MarkInfo.Marked
        assert book.Root.Lang == "en-GB"
        assert book.Root.ViewerPreferences.DisplayDocTitle
        assert str(book.docinfo["/Title"]) == "Trust board, 10 December 2026: board pack"
        with book.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        with book.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert titles == [
        "The one question",
        "Contents",
        "What changed since the last meeting",
        "KPIs",
        "Services",
        "Finance",
        "Succession",
        "What the board is owed",
        "Improvement",
        "Risks",
        "One thing about children",
        "How the figures were made",
    ]


def test_every_figure_says_in_words_what_it_shows(document: Document, printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as book:
        figures = [str(each.Alt) for each in tagged(book.Root.StructTreeRoot) if each.S == "/Figure"]
        headings = [each for each in tagged(book.Root.StructTreeRoot) if each.S == "/TH"]
    charts = [block.chart for block in document.blocks() if isinstance(block, Figure)]
    assert figures == [chart.description for chart in charts]
    assert headings


def test_a_chart_never_stands_without_its_sentence(document: Document, printed: bytes) -> None:
    words = " ".join(page_texts(printed))
    for block in document.blocks():
        if isinstance(block, Figure):
            assert block.chart.sentence in words


def test_every_font_is_embedded_and_none_is_the_computers(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as book:
        described = [each for each in book.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]
        fonts = {str(each.FontName) for each in described}
        embedded = ["/FontFile2" in each or "/FontFile3" in each for each in described]
    assert all(embedded)
    assert any("AtkinsonHyperlegibleNext" in font for font in fonts)
    assert all(re.search("Atkinson|DejaVu", font) for font in fonts)


def test_a_confidential_committee_says_so_on_every_page(pack_of: Callable[[str], tuple[Document, bytes]]) -> None:
    assert all("Confidential" in page for page in page_texts(pack_of(CONFIDENTIAL)[1]))
    assert not any("Confidential" in page for page in page_texts(pack_of(BOARD)[1]))


def test_a_committee_reads_its_own_kpis_and_no_others(pack_of: Callable[[str], tuple[Document, bytes]]) -> None:
    people = next(section for section in pack_of(CONFIDENTIAL)[0].sections if section.heading == "KPIs")
    table = next(block for block in people.blocks if isinstance(block, Table))
    assert [row[0] for row in table.rows] == [
        "Critical posts with cover",
        "Support staff turnover",
        "Teacher sickness",
        "Time to hire, Watling Park",
    ]


def test_markup_in_a_name_is_only_text() -> None:
    name = '#read("/etc/passwd") *Oak* & <b>'
    made = board_pack(one_meeting(record_of(Trust)(name=name)), "TB1")
    assert name in page_texts(pdf(made))[0]
    assert openpyxl.load_workbook(io.BytesIO(xlsx(made)))["Summary"]["A2"].value.startswith(name)


def test_a_formula_in_a_name_is_only_text() -> None:
    made = board_pack(one_meeting(record_of(Trust)(name="=1+1")), "TB1")
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(made)))["Summary"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def one_meeting(*more: Any) -> Snapshot:
    rows = [
        record_of(Committee)(committee="TB", name="Trust board"),
        record_of(Meeting)(meeting="TB1", committee="TB", on_date=date(2026, 12, 10)),
    ]
    return Snapshot.of(date(2026, 11, 22), [*rows, *more])


def test_a_trust_with_nothing_but_a_meeting_has_a_pack_that_says_what_is_missing() -> None:
    made = board_pack(one_meeting(), "TB1")
    pages = page_texts(pdf(made))
    assert "No objective and no service is recorded yet" in pages[0]
    assert "No paper is listed for this meeting" in pages[0]
    assert xlsx(made)


def test_a_meeting_that_is_not_there_is_answered_with_the_next_ones(trust: Snapshot) -> None:
    with pytest.raises(TrustopsError) as raised:
        board_pack(trust, "TB-1999")
    assert str(raised.value) == (
        "There is no meeting “TB-1999”; the next are SC-2026-12-01 (on 1 December 2026) and "
        "TB-2026-12-10 (on 10 December 2026)."
    )


def test_with_no_meeting_planned_it_says_where_to_put_one() -> None:
    with pytest.raises(TrustopsError, match="add the next one to the Meetings sheet"):
        board_pack(Snapshot.of(date(2026, 11, 22), []), "TB1")


def test_a_pack_is_written_whole_over_its_earlier_self(tmp_path: Path) -> None:
    out = tmp_path / "new" / "packs"
    first = write_pack(one_meeting(), "TB1", out)
    assert [path.name for path in first] == ["TB1-board-pack.pdf", "TB1-board-pack.xlsx"]
    before = first[0].read_bytes()
    assert write_pack(one_meeting(record_of(Trust)(name="Oak Trust")), "TB1", out) == first
    assert first[0].read_bytes() != before
    assert sorted(out.iterdir()) == sorted(first)


def test_a_folder_that_is_a_file_is_said_in_a_sentence(tmp_path: Path) -> None:
    place = tmp_path / "packs"
    place.write_text("mine")
    with pytest.raises(TrustopsError, match=r"cannot be written to .*packs \(.*\); choose another folder with --out"):
        write_pack(one_meeting(), "TB1", place)
    assert place.read_text() == "mine"


def test_a_format_that_is_not_made_is_said_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(TrustopsError, match="the formats are pdf, xlsx and docx"):
        write_pack(one_meeting(), "TB1", tmp_path, ("pdf", "odt"))
    assert list(tmp_path.iterdir()) == []


def test_a_meetings_code_never_leads_out_of_the_folder(tmp_path: Path) -> None:
    rows = [
        record_of(Committee)(committee="TB", name="Trust board"),
        record_of(Meeting)(meeting="../../TB", committee="TB", on_date=date(2026, 12, 10)),
    ]
    written = write_pack(Snapshot.of(date(2026, 11, 22), rows), "../../TB", tmp_path, ("xlsx",))
    assert written == [tmp_path / "-TB-board-pack.xlsx"]
