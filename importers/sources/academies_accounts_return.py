"""What did a trust's academies and its central services earn and spend? The Academies Accounts Return (DfE), as xlsx.

One trust at a time, by UID, company number or lead UPIN. It brings the trust, the academies that the database lacks,
their pupils where no census has given them, the lines of income and expenditure (see :mod:`aar_lines`), and the
central cost per pupil: central expenditure over the trust's pupils, to the penny, with both beside it. The return
does not say when an academy joined (but for those of the year), so it makes none a member.
"""

from pathlib import Path

from importers.headings import known_sheet
from importers.reader import Workbook, read_workbook
from importers.sources.aar_figures import Return
from importers.sources.aar_lines import LINES
from importers.sources.aar_sheets import (
    ACADEMIES,
    ACADEMY_HEADINGS,
    CENTRAL,
    CENTRAL_HEADINGS,
    UID,
    asked_for,
    issued,
    lines_of,
    trusts_in,
    year_of,
)
from importers.sources.archive import part_for
from importers.sources.files import sheets_in
from importers.sources.model import Context, Source, SourceRead
from trustops.quantities.years import AcademicYear

ID = "academies-accounts-return"
TITLE = "Academies Accounts Return"


def recognises(head: bytes, name: str) -> bool:
    """Whether a workbook has the return's two sheets, and none of a trust's own workbook."""
    sheets = sheets_in(head)
    return sheets >= {ACADEMIES, CENTRAL} and not any(known_sheet(sheet) for sheet in sheets)


def read(path: Path, *, trust_uid: str | None, context: Context) -> SourceRead:
    """The return of the trust that is asked for, or of the database's own."""
    part_for(path, recognises, TITLE)
    book = read_workbook(path)
    year = year_of(book)
    academies = lines_of(book, ACADEMIES, [*ACADEMY_HEADINGS, *(line.of_academies for line in LINES)])
    central = lines_of(book, CENTRAL, [*CENTRAL_HEADINGS, *(line.of_central for line in LINES)])
    trust = asked_for(trust_uid, context, trusts_in([*central, *academies]), path.name)
    ours = [line for line in academies if line.text(UID) == trust.uid]
    centre = [line for line in central if line.text(UID) == trust.uid]
    filed = Return(year, _note(book, year), context)
    filed.take(trust, ours, centre)
    return SourceRead(ID, filed.rows(), filed.left_out(), filed.problems)


def _note(book: Workbook, year: AcademicYear) -> str:
    when = issued(book)
    return f"DfE, {TITLE} {year}{f' ({when})' if when else ''}"


SOURCE = Source(
    ID,
    TITLE,
    "The workbook of every academy's and central services' income and expenditure in a year: with a trust's UID "
    "its academies, pupils, totals and groups of lines, and its central cost per pupil.",
    recognises,
    read,
)
