"""What does trustops say of each row, in the person's own workbook? Their file with a status column and marked cells.

Styles, formulas, widths, merged cells and the sheets that trustops does not know stay as they are; macros and links
to other workbooks do not come back. The file is only marked after the reader has accepted it, and by a process of
its own that can be stopped (see ``marking.py``).
"""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from importers.outcomes import Outcome, problems_by_row, sentences
from importers.problems import Problem, Severity
from importers.read_again import Tab, same_workbook, tabs
from importers.report import ImportReport
from importers.wording import STATUS_HEADING
from importers.write_cells import page_names, redrawn
from trustops.quantities.errors import TrustopsError

MOST_COMMENTS = 5_000
LONGEST_STATUS = 2_000
SECONDS = 60
LIMITS = {
    "RLIMIT_AS": 2 * 1024**3,
    "RLIMIT_CPU": SECONDS,
    "RLIMIT_FSIZE": 500 * 1024**2,
    "RLIMIT_NPROC": 0,
    "RLIMIT_CORE": 0,
}
_START = "import sys; sys.path.insert(0, sys.argv[1]); from importers.marking import main; main()"
_ROOT = Path(__file__).parent.parent

Outcomes = Mapping[str, Mapping[int, Outcome]]


@dataclass(frozen=True, slots=True)
class CellMark:
    """A cell to colour, and what its comment says: empty where the file has comments enough."""

    cell: str
    error: bool
    comment: str


@dataclass(frozen=True, slots=True)
class RowMark:
    """What the status column says of a row."""

    row: int
    refused: bool
    status: str


@dataclass(frozen=True, slots=True)
class TabMarks:
    """What to write into one tab: where its headings and its status column (A is 1) are, its rows and its cells.

    ``again`` says that the column was written by an earlier marking, whose colours and comments are to go.
    """

    tab: str
    heading: str
    heading_row: int
    column: int
    again: bool
    rows: Sequence[RowMark]
    cells: Sequence[CellMark]


def annotated(path: Path, report: ImportReport) -> bytes:
    """The person's workbook as an .xlsx file, with what trustops says of each row and of each faulty cell.

    ``path`` is the very file that the report is of. A row that was not refused is only told new, changed or the same
    where the report was asked for its outcomes (``Options.outcomes``). A file that is no .xlsx comes back as one with
    the same cells. Pictures and charts come back as far as openpyxl knows them, and formulas are worked out anew when
    the file is opened.

    A file that has changed since, one that the reader refuses, public data, and a file that takes too long to mark
    raise a :class:`~trustops.quantities.errors.TrustopsError`.
    """
    book = same_workbook(path, report)
    marks = marks_of(tabs(book, report), report.problems, report.outcomes)
    if _is_xlsx(path):
        return marked(path.read_bytes(), marks, report.file)
    names = page_names(cells.name for cells in book.sheets)
    return marked(redrawn(book), [replace(tab, tab=names[tab.tab]) for tab in marks], report.file)


def _is_xlsx(path: Path) -> bool:
    """Whether a file that the reader accepted is a workbook already, not a CSV or an .ods."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as parts:
        return "[Content_Types].xml" in parts.namelist()


def marks_of(found: Iterable[Tab], problems: Sequence[Problem], outcomes: Outcomes) -> list[TabMarks]:
    """What to write into each tab: every row gets its status, and the first faulty cells of the file a comment."""
    by_row = problems_by_row(problems)
    left = MOST_COMMENTS
    marks: list[TabMarks] = []
    for tab in found:
        cells = _cell_marks((problem for problem in problems if problem.sheet == tab.name and problem.cell), left)
        left -= sum(bool(cell.comment) for cell in cells)
        said = outcomes.get(tab.name, {})
        rows = [_row_mark(row.number, said.get(row.number), by_row.get((tab.name, row.number), ())) for row in tab.rows]
        column, again = _status_column(tab)
        marks.append(TabMarks(tab.name, STATUS_HEADING, tab.heading_row, column, again, rows, cells))
    return marks


def _cell_marks(problems: Iterable[Problem], most_comments: int) -> list[CellMark]:
    """One mark a cell, whatever the number of its problems."""
    cells: dict[str, list[Problem]] = {}
    for problem in problems:
        cells.setdefault(problem.cell, []).append(problem)
    return [
        CellMark(cell, _has_error(said), sentences(said) if place < most_comments else "")
        for place, (cell, said) in enumerate(cells.items())
    ]


def _row_mark(row: int, outcome: Outcome | None, problems: Sequence[Problem]) -> RowMark:
    """Its outcome and the sentences; a row of which only its problems are known says those."""
    refused = _has_error(problems)
    word = Outcome.REFUSED if refused else outcome
    status = ": ".join(part for part in (word, sentences(problems)) if part)
    return RowMark(row, refused, status if len(status) <= LONGEST_STATUS else status[: LONGEST_STATUS - 1] + "…")


def _has_error(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _status_column(tab: Tab) -> tuple[int, bool]:
    """The column of an earlier marking, or else the one after the last that holds anything (A is 1)."""
    for index, heading in tab.headings.items():
        if heading == STATUS_HEADING:
            return index + 1, True
    return max((max(row.places) for row in tab.cells.rows if row.places), default=-1) + 2, False


def marked(data: bytes, marks: Sequence[TabMarks], name: str, limits: Mapping[str, int] = LIMITS) -> bytes:
    """The workbook with its marks, written by another process that has only a folder of its own."""
    with TemporaryDirectory(prefix="trustops-marking-") as folder:
        given, made = Path(folder, "given.xlsx"), Path(folder, "marked.xlsx")
        given.write_bytes(data)
        wanted = {"limits": dict(limits), "tabs": [asdict(tab) for tab in marks]}
        Path(folder, "marks.json").write_text(json.dumps(wanted), encoding="ascii")
        if not _run(folder) or not made.exists():
            raise TrustopsError(
                f"{name} could not be marked: it is too large, or written in an unusual way; "
                "take the workbook of its refused rows, or save it in Excel as a new .xlsx and check that."
            )
        return made.read_bytes()


def _run(folder: str) -> bool:
    try:
        done = subprocess.run(  # noqa: S603  this interpreter and our own text, nothing of the file's
            [sys.executable, "-I", "-c", _START, str(_ROOT)],
            cwd=folder,
            env={"TMPDIR": folder},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
