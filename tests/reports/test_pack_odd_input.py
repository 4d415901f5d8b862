"""Does a pack hold whatever people write and call things: markup, letters of other scripts, pictures, no end of it?"""

import io
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import docx as word
import openpyxl
import pytest

from reports.charts import Table
from reports.document import Document, Section
from reports.pack.board import board_pack
from reports.pack.meeting import briefing
from reports.pack.readiness import readiness
from reports.writers.docx import docx
from reports.writers.letters import BREAK
from reports.writers.typst_pdf import pdf
from reports.writers.xlsx import xlsx
from tests.reports.test_pack import filled, one_meeting, page_texts, poppler, word_texts
from tests.reports.test_pack_words import said
from trustops.models import Committee, Kpi, KpiTarget, KpiValue, Meeting, Person, School, Trust, record_of
from trustops.models.kpi import Direction, Frequency, Unit

MARKUP = '# $x^2$ *bold* _it_ @ref \\ [a] #let x=1 #read("/etc/passwd") <label> `raw` = no heading'
WRITTEN = {
    "markup": (MARKUP, MARKUP),
    "a script": ("<script>alert(1)</script> & &amp; ]]>", "<script>alert(1)</script> & &amp; ]]>"),
    "a formula": ("=1+1 @SUM(A1) +2 -3", "=1+1 @SUM(A1) +2 -3"),
    "pictures": ("Well done 👩🏽‍🏫 🎉 all", "Well done □ □ all"),
    "signs": ("naïve café ✓ ½ → Σ", "naïve café ✓ ½ → Σ"),
    "other scripts": ("школа Ωμέγα 学校", "школа Ωμέγα □"),
    "control characters": ("a\x00b\x07c\ufffe\td", "a b c d"),
    "half a letter": ("ab\ud800cd", "ab cd"),
    "turned around": ("abc\u202edef", "abcdef"),
}


@pytest.mark.parametrize(("text", "printed"), WRITTEN.values(), ids=WRITTEN)
def test_words_and_names_are_only_text_in_every_format(text: str, printed: str) -> None:
    rows = [said("question", text), said("children", text), record_of(Trust)(name=text)]
    made = board_pack(one_meeting(*rows), "TB1")
    pages = page_texts(pdf(made))
    assert printed in pages[0]
    assert "Trust board, 10 December 2026: board pack" in pages[0]
    written = " ".join(" ".join(word_texts(docx(made))).split())
    book = openpyxl.load_workbook(io.BytesIO(xlsx(made)))
    held = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)
    whole = " ".join(text.translate({0: " ", 7: " ", 0xFFFE: " ", 0xD800: " ", 0x202E: None}).split())
    assert whole in written
    assert whole in " ".join(held.split())
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_arabic_is_printed_from_the_right() -> None:
    first = page_texts(pdf(board_pack(one_meeting(said("question", "مرحبا بكم في المدرسة")), "TB1")))[0]
    assert "مرحبا بكم في المدرسة" in first
    assert "□" not in first


def test_what_print_cannot_show_is_told_where_it_is_written() -> None:
    found = readiness(briefing(one_meeting(said("question", "Well done 🎉")), "TB1"))
    assert found.parts[0].thin == ("Its words have 🎉, which print has no letter for and shows as □.",)


def rightmost(content: bytes) -> float:
    """How far to the right a word reaches, in points."""
    return max(map(float, re.findall(r'xMax="([\d.]+)"', poppler("-bbox", content))))


def test_five_thousand_letters_stay_on_the_page() -> None:
    content = pdf(board_pack(one_meeting(said("children", "x" * 5000)), "TB1"))
    assert sum(page.count("x") for page in page_texts(content)) >= 5000
    assert rightmost(content) < 545  # points: the right margin of A4 begins at 538
    plainly = board_pack(one_meeting(said("children", "We read on. " * 420)), "TB1")
    assert "1260 words, 1110 over its 150." in " ".join(page_texts(pdf(plainly)))


def followed(name: str, school: str) -> list[Any]:
    """A school and a KPI of these names, with a year of values."""
    made: list[Any] = [
        record_of(School)(urn="100001", name=school),
        record_of(Kpi)(
            kpi="K1", name=name, unit=Unit.PERCENT, direction=Direction.UP, frequency=Frequency.MONTHLY, committee="TB"
        ),
        record_of(KpiTarget)(kpi="K1", site="100001", from_date=date(2025, 1, 1), target=Decimal(99)),
    ]
    for month in range(1, 13):
        day = date(2025, month, 1)
        made.append(
            record_of(KpiValue)(kpi="K1", site="100001", start=day, end=day + timedelta(days=27), value=Decimal(90))
        )
    return made


@pytest.mark.parametrize(
    "school",
    [
        "The Bishop Something and All Saints Church of England Aided School of Upper and Lower Slaughter with X",
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochacademytrustschool",
        'Oak 🎉 <b>& "Ash"</b> #x $y$',
    ],
)
def test_a_school_of_any_name_has_its_chart(school: str) -> None:
    made = board_pack(one_meeting(*followed(f"Attendance {school[:40]}", school)), "TB1")
    content = pdf(made)
    words = "".join("".join(page_texts(content)).split()).replace(BREAK, "")
    assert "".join(school.replace("🎉", "□").split()) in words
    assert docx(made)
    assert xlsx(made)


def test_a_table_of_two_hundred_rows_goes_on_under_its_headings() -> None:
    rows = tuple((f"School {number}", f"Row {number} is there") for number in range(200))
    table = Table(("School", "What it says"), rows, caption="A long table")
    document = Document(
        title="T", trust="T", meeting="M", as_of=date(2026, 11, 22), version="draft", confidential=False,
        sections=(Section("Long", "Long", (table,)),),
    )  # fmt: skip
    content = pdf(document)
    pages = page_texts(content)
    assert 3 <= len(pages) <= 6
    assert all("What it says" in page for page in pages)
    assert all(sum(f"Row {number} is there" in page for page in pages) == 1 for number in range(200))
    assert min(filled(content)[:-1]) > 0.9
    assert len(word.Document(io.BytesIO(docx(document))).tables[0].rows) == 201


def test_a_trust_without_a_kpi_says_so_and_leaves_the_part_out() -> None:
    made = board_pack(one_meeting(record_of(Person)(person="P1", name="Ann Rye", site="TRUST")), "TB1")
    assert "kpis" not in {section.about for section in made.sections}
    found = {part.heading: part.thin for part in readiness(briefing(one_meeting(), "TB1")).parts if part.left_out}
    assert found["What the figures mean"][0].startswith("No KPI of this committee has a value")


def test_a_committee_of_a_long_name_and_a_long_code_has_a_pack() -> None:
    rows = [
        record_of(Committee)(committee="A", name="Board " * 40),
        record_of(Meeting)(meeting="A" * 60, committee="A", on_date=date(2026, 12, 10)),
    ]
    pages = page_texts(pdf(board_pack(one_meeting(*rows), "A" * 60)))
    assert "For this meeting" in pages[0]
