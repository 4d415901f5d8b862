"""Which rows were refused, and why? A workbook of those rows alone, to mend and import again.

It is laid out as the template is, each row as it stood in the file, with the reason in a last column. It has only
the columns that the file had, for an empty column would empty what is known already; columns that trustops did not
know follow its own, so nothing that the person typed is lost.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from importers.bring import WORKBOOK
from importers.cells import loosely
from importers.choices import Decided
from importers.find_headings import Lookup
from importers.layout import formats_of, write_heading
from importers.outcomes import refused_by_row, sentences
from importers.problems import Problem
from importers.read_again import Tab, same_workbook, tabs
from importers.report import ImportReport
from importers.wording import OUR_HEADINGS, WHY_HEADING
from importers.write_cells import OPTIONS, cell_writer

WIDE = 80
LINES_SHEET = "Refused rows"
LINES_HEADINGS = ("Sheet", "Line", WHY_HEADING)

Why = Mapping[tuple[str, int], Sequence[Problem]]


def refused_rows(path: Path, report: ImportReport) -> bytes:
    """The refused rows of an import as an .xlsx file: one row for each that ``report.refused`` counts.

    ``path`` is the very file that the report is of; a file that has changed since, or that cannot be read again,
    raises a :class:`~trustops.quantities.errors.TrustopsError`. Of public data, whose layout is its publisher's, it
    lists the line of each refused record and why.
    """
    why = refused_by_row(report.problems)
    found = tabs(same_workbook(path, report), report) if report.source == WORKBOOK and why else []
    made = BytesIO()
    with xlsxwriter.Workbook(made, OPTIONS) as book:
        if found:
            _write_tabs(book, found, why)
        else:
            _write_lines(book, why)
    return made.getvalue()


def _write_tabs(book: Workbook, found: Iterable[Tab], why: Why) -> None:
    """A sheet for each tab with refused rows; underscores, which a sheet's name is known without, tell twins apart."""
    named: Counter[str] = Counter()
    names = {name for name, _ in why}
    for tab in found:
        if tab.name in names:
            page = book.add_worksheet(tab.sheet.name + "_" * named[tab.sheet.name])
            named[tab.sheet.name] += 1
            _write_tab(book, page, tab, why)


def _write_tab(book: Workbook, page: Worksheet, tab: Tab, why: Why) -> None:
    formats, write = formats_of(book), cell_writer(book)
    headings = tab.headings
    places = _places(tab, headings)
    last = len(places)
    for index, place in places.items():
        if index in tab.columns:
            write_heading(page, place, tab.columns[index], formats, with_help=True)
        else:
            write(page, 0, place, headings[index])
    _write_why_heading(page, last, formats)
    number = 0
    for row in tab.rows:
        if problems := why.get((tab.name, row.number)):
            number += 1
            for index, value in row.cells():
                if index in places:
                    write(page, number, places[index], value)
            page.write_string(number, last, sentences(problems), formats["wrap"])
    page.autofilter(0, 0, number, last)


def _places(tab: Tab, headings: Mapping[int, str]) -> dict[int, int]:
    """Where each column of the file goes: the sheet's own in the template's order, then the unknown ones."""
    own = sorted(tab.columns, key=lambda index: tab.sheet.columns.index(tab.columns[index]))
    known = Lookup(tab.sheet, Decided()).known  # a second column of one name would be asked about again
    unknown = [
        index
        for index, words in headings.items()
        if index not in tab.columns and words not in OUR_HEADINGS and loosely(words) not in known
    ]
    return {index: place for place, index in enumerate([*own, *unknown])}


def _write_why_heading(page: Worksheet, place: int, formats: Mapping[str, object]) -> None:
    page.write_string(0, place, WHY_HEADING, formats["heading"])
    page.set_column(place, place, WIDE, formats["wrap"])
    page.freeze_panes(1, 0)


def _write_lines(book: Workbook, why: Why) -> None:
    """Public data's refused records: where each is, and why."""
    formats = formats_of(book)
    page = book.add_worksheet(LINES_SHEET)
    page.set_column(0, 1, 20)
    for place, heading in enumerate(LINES_HEADINGS[:-1]):
        page.write_string(0, place, heading, formats["heading"])
    _write_why_heading(page, len(LINES_HEADINGS) - 1, formats)
    for number, ((sheet, line), problems) in enumerate(sorted(why.items()), start=1):
        page.write_string(number, 0, sheet)
        page.write_number(number, 1, line)
        page.write_string(number, 2, sentences(problems), formats["wrap"])
