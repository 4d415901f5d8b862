"""What does a long pack take? Thirty pages, twenty charts and forty tables, beside typst given the same text.

Ours is what the pack's button does once its sections are there: the document to data, its charts, and the tagged PDF.
The floor is typst alone on a template as plain as can be, with the same charts already drawn, tagged as well. Both in
turn, in processor time; typst remembers what it has set, so every round has another title on every page. Where ours is
the quicker, it is because its tables say how wide their columns are, which typst else finds out by trying.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from io import BytesIO
from time import perf_counter
from typing import NamedTuple

import pikepdf
import typst

from reports.charts import Number, Table, xmr_chart
from reports.charts.chart import Chart
from reports.charts.draw import FONTS, svg
from reports.document import Document, Figure, Level, Narrative, Paragraph, Section, Status, Statuses, Subheading
from reports.writers.docx import docx
from reports.writers.typst_pdf import pdf
from tests.bench.measure import cpu_seconds, paired, verdict
from trustops.kpis.view import kpi_view
from trustops.models import Kpi, KpiTarget, KpiValue, record_of
from trustops.models.kpi import Direction, Frequency, Unit
from trustops.snapshot import Snapshot

CHARTS, TABLES, SECTIONS, ROWS = 20, 40, 10, 26
DAY = date(2026, 11, 22)
WORDS = (
    "Attendance at the trust is improving: the last seven values are above the earlier average, which met its target."
)

BARE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set page(paper: "a4", margin: 20mm, header: data.title, footer: context counter(page).display("1 of 1", both: true))
#set text(font: "Atkinson Hyperlegible Next", size: 10pt, lang: "en")
#title()
#outline()
#for section in data.sections {
  heading(level: 1, section.heading)
  for block in section.blocks {
    if "svg" in block {
      par(block.title)
      image(bytes(block.svg), format: "svg", alt: block.description, width: 100%)
      par(block.sentence)
    } else if "rows" in block {
      par(block.caption)
      table(
        columns: block.headings.len(), stroke: (rest: none, bottom: 0.5pt),
        table.header(..block.headings), ..block.rows.flatten(),
      )
    } else { par(block.text) }
  }
}
"""


def charts() -> list[Chart]:
    """XmR charts of thirty-six months each, every one of another series."""
    kpis = [
        record_of(Kpi)(
            kpi=f"K{number:02}", name=f"Measure {number}", unit=Unit.PERCENT, direction=Direction.UP,
            frequency=Frequency.MONTHLY, decimals=1,
        )
        for number in range(CHARTS)
    ]  # fmt: skip
    rows = [*kpis, *(row for number, kpi in enumerate(kpis) for row in _series(kpi.kpi, number))]
    snapshot = Snapshot.of(DAY, rows)
    return [xmr_chart(kpi_view(snapshot, kpi.kpi, "TRUST"), 148) for kpi in kpis]


def _series(code: str, number: int) -> list[object]:
    start = date(2023, 11, 1)
    made: list[object] = [
        record_of(KpiTarget)(kpi=code, site="TRUST", from_date=start, target=Decimal(94 + number % 3))
    ]
    for month in range(36):
        day = date(start.year + (start.month + month - 1) // 12, (start.month + month - 1) % 12 + 1, 1)
        value = Decimal(930 + (number * 7 + month * month) % 23 + month // 6) / 10
        made.append(record_of(KpiValue)(kpi=code, site="TRUST", start=day, end=day + timedelta(days=27), value=value))
    return made


def document(drawn: list[Chart], run: int) -> Document:
    """The pack: in each section words, a box, two charts and four tables."""
    parts = [_section(number, drawn[number * 2 : number * 2 + 2], run) for number in range(SECTIONS)]
    sections = (_front(run), *parts)
    return Document(
        title=f"Trust board, pack {run}", trust=f"Trust {run}", meeting=f"Board {run}", as_of=DAY, version="draft",
        confidential=False, sections=sections, contents=True,
    )  # fmt: skip


def _front(run: int) -> Section:
    """A first page as packs have it: an answer, what needs somebody, and what is asked."""
    statuses = Statuses(tuple(Status(Level.ACT, f"{number}. {WORDS} Round {run}.") for number in range(9)))
    said = Narrative("question", "Our answer", "say it.", 80, f"{WORDS} Round {run}.", "Chief executive")
    return Section("The one question", "Summary", (Paragraph(WORDS, lead=True), said, Paragraph(WORDS), statuses))


def _section(number: int, drawn: list[Chart], run: int) -> Section:
    tables = [_table(number * 4 + each, run) for each in range(TABLES // SECTIONS)]
    blocks = (
        Paragraph(f"{number + 1}. {WORDS} {WORDS} Round {run}."),
        Narrative("kpis", "What the figures mean", "say it.", 60, f"{WORDS} Round {run}.", "Director of standards"),
        Statuses((Status(Level.ACT, WORDS), Status(Level.WATCH, f"{WORDS} Round {run}."))),
        Figure(drawn[0]), *tables[:2], Subheading(f"More of part {number + 1}"), Figure(drawn[1]), *tables[2:],
    )  # fmt: skip
    return Section(f"Part {number + 1}", f"Part {number + 1}", blocks, new_page=True)


def _table(number: int, run: int) -> Table:
    rows = tuple(
        (f"School {row + 1}", *(Number(f"{value}.{run % 10}", Decimal(value)) for value in range(row, row + 5)))
        for row in range(ROWS)
    )
    headings = ("School", "Autumn", "Spring", "Summer", "Year", "Target")
    return Table(headings, rows, frozenset({1, 2, 3, 4, 5}), f"Table {number + 1}", (30, 14, 14, 14, 14, 14))


def bare(made: Document) -> bytes:
    """The same text, tables and charts by typst alone, the charts ready."""
    data = {
        "title": made.title,
        "sections": [
            {"heading": section.heading, "blocks": [_plainly(block) for block in section.blocks]}
            for section in made.sections
        ],
    }
    content: bytes = typst.compile(
        BARE.encode(), format="pdf", sys_inputs={"data": json.dumps(data)}, pdf_standards=["ua-1"],
        ignore_system_fonts=True, font_paths=[FONTS], timestamp=datetime(2026, 11, 22, tzinfo=UTC),
    )  # fmt: skip
    return content


def _plainly(block: object) -> dict[str, object]:
    match block:
        case Figure(chart):
            words = {"title": chart.title, "sentence": chart.sentence, "description": chart.description}
            return {**words, "svg": svg(chart.spec)}
        case Table():
            return {"caption": block.caption, "headings": block.headings, "rows": block.texts()}
        case Statuses(items):
            return {"text": "\n".join(f"{one.level.shape} {one.level.word} {one.text}" for one in items)}
        case _:
            return {"text": str(getattr(block, "text", ""))}


def bench_packs() -> None:
    drawn = charts()
    first = taken(lambda: pdf(document(drawn, -1)))
    with pikepdf.open(BytesIO(pdf(document(drawn, -1)))) as book:
        pages = len(book.pages)
    ours, floor, found = paired(lambda run: pdf(document(drawn, run)), lambda run: bare(document(drawn, run + 1000)))
    print(f"a pack of {pages} pages, {CHARTS} charts and {TABLES} tables as PDF, its charts drawn by a preview before:")
    print(f"  {ours:.2f} s of processor, {found:.2f} x bare typst, charts ready ({floor:.2f} s); {verdict(found, 1.3)}")
    fresh = sorted(taken(partial(_fresh, drawn, run)) for run in range(3))[1]
    for what, took in (("with every chart drawn afresh", fresh), ("the very first of a new program", first)):
        in_all = f"{took.processor:.2f} s of processor, {took.clock:.2f} s of the clock"
        print(f"  {what}: {in_all}; {verdict(took.processor, 3, ' s')}")
    word = taken(lambda: docx(document(drawn, -2)))
    print(f"  as a Word document, its pictures drawn: {word.processor:.2f} s of processor")


def _fresh(drawn: list[Chart], run: int) -> bytes:
    """A pack with charts that were never drawn: each says which round it is."""
    others = [replace(chart, spec={**chart.spec, "description": f"{chart.description} {run}"}) for chart in drawn]
    return pdf(document(others, 2000 + run))


class Taken(NamedTuple):
    """What a job took: seconds of the processor, which is what it costs, and of the clock, with whatever else ran."""

    processor: float
    clock: float


def taken(job: Callable[[], object]) -> Taken:
    before, at = perf_counter(), cpu_seconds()
    job()
    return Taken(cpu_seconds() - at, perf_counter() - before)
