"""Which tab of the file is which sheet, and what do its rows say? What is not known is asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter

from importers.cells import loosely
from importers.choices import LEAVE_OUT, Decided, How, Matched, Option, Question, filed_as
from importers.find_headings import ROWS_LOOKED_AT, Lookup, candidates
from importers.headings import Headed, ends_in, is_guide, known_sheet, read_headings
from importers.loose_values import without_heading
from importers.problems import Problem, Severity
from importers.reader import SheetCells, Workbook
from importers.reader.grid import letters_of
from importers.report import CannotRead
from importers.sheets import SheetRows, read_rows
from importers.values import in_their_place
from importers.wording import LEFT_OUT, SEE_TEMPLATE, as_shown
from trustops.models import SHEETS, ChoiceKind, Sheet, sheet_of
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import listed

Tell = Callable[[str, int, int | None], None]

FEWEST_HEADINGS = 2
MOST_OPTIONS = 5
MOST_NAMED = 6
MOST_SEEN = 5
PLAIN = ("csv", "json")
"""What has no sheets, and is one."""
WHOLE = 100  # all that a sheet needs counts for more than any number of headings


@dataclass(slots=True)
class TabsRead:
    """What the tabs of a file came to; ``columns`` says for each sheet in which column (letters) each fact stands."""

    sheets: list[SheetRows] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    matched: list[Matched] = field(default_factory=list)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    known: int = 0


def read_tabs(book: Workbook, decided: Decided, tell: Tell) -> TabsRead:
    """The rows of every sheet that trustops knows; what it does not know is said, asked about, and left out.

    A file whose headings cannot be told raises :class:`CannotRead`, with the questions whose answers would do.
    """
    made = TabsRead(problems=[note("workbook.note", "", words) for words in book.notes])
    for done, cells in enumerate(book.sheets):
        tell(f"Checking {cells.name}", done, len(book.sheets))
        if not is_guide(cells.name):
            _read_tab(book, cells, decided, made)
    errors = [problem for problem in made.problems if problem.severity is Severity.ERROR]
    if errors:
        raise CannotRead(errors, made.questions, made.matched)
    _check_something(book, made)
    return made


def _read_tab(book: Workbook, cells: SheetCells, decided: Decided, made: TabsRead) -> None:
    if cells.state != "visible":
        made.problems += _left_out(cells)
        return
    sheet = _sheet_of(book, cells, decided, made)
    if sheet is None:
        return
    made.known += 1
    read = read_headings(sheet, cells, decided)
    made.problems += read.problems
    made.questions += read.questions
    made.matched += read.matched
    if read.headed is not None:
        made.sheets.append(_rows(book, read.headed, decided, made))


def _rows(book: Workbook, headed: Headed, decided: Decided, made: TabsRead) -> SheetRows:
    letters = {column.name: letters_of(index) for index, column in headed.columns.items()}
    # Of two tabs of one sheet a row does not say from which it came: no address is better than a wrong one.
    made.columns[headed.sheet.name] = {} if headed.sheet.name in made.columns else letters
    rows = read_rows(headed, partial(in_their_place, decided=decided, said=made.matched))
    loose = without_heading(headed, Severity.ERROR if book.kind == "csv" else Severity.WARNING)
    places = {number: index for index, number in enumerate(rows.numbers)} if loose else {}
    for problem in loose:
        if problem.severity is Severity.ERROR and problem.row is not None:
            rows.refused.add(places[problem.row])
            rows.problems.append(problem)
        else:
            made.problems.append(problem)
    return rows


def _sheet_of(book: Workbook, cells: SheetCells, decided: Decided, made: TabsRead) -> Sheet | None:
    """The sheet that a tab is, by its name, by what people decided, or (a text file) its headings; else a question."""
    answer = decided.meaning(ChoiceKind.SHEET, cells.name)
    named = known_sheet(answer[0]) if answer else known_sheet(cells.name)
    how = answer[1] if answer else How.LABEL
    if named is None and not answer and cells.rows:
        fits = _fits(cells) or _called_like(cells)
        whole = [sheet for sheet, fits_best in fits if fits_best]
        if book.kind == "csv" and len(whole) == 1:
            named, how = whole[0], How.HEADINGS
        elif fits:
            made.questions.append(_which_sheet(book, cells, fits))
    if named is None:
        made.problems += _left_out(cells)
    if named is not None or answer:
        label = named.name if named else LEFT_OUT
        name = named.name if named else LEAVE_OUT
        made.matched.append(Matched(ChoiceKind.SHEET, name, cells.name, "", cells.name, name, label, how))
    return named


def _fits(cells: SheetCells) -> list[tuple[Sheet, bool]]:
    """The sheets whose headings a tab has, best first; and whether it is a best one, with all that the sheet needs."""
    found: list[tuple[int, Sheet, bool]] = []
    words = {loosely(cell) for row in cells.rows[:ROWS_LOOKED_AT] for cell in row.values if isinstance(cell, str)}
    for sheet in map(sheet_of, SHEETS):
        lookup = Lookup(sheet, Decided())
        if len(lookup.known.keys() & words) < FEWEST_HEADINGS:
            continue
        rows = candidates(lookup, cells.rows)
        names = lookup.names_in(rows[0]) if len(rows) == 1 else frozenset()
        required = {column.name for column in sheet.columns if column.required}
        if len(names) >= min(FEWEST_HEADINGS, len(sheet.columns)) and 2 * len(required & names) >= len(required):
            found.append((len(names) + WHOLE * (required <= names), sheet, required <= names))
    found.sort(key=itemgetter(0), reverse=True)
    best = found[0][0] if found else 0
    return [(sheet, whole and score == best) for score, sheet, whole in found][:MOST_OPTIONS]


def _called_like(cells: SheetCells) -> list[tuple[Sheet, bool]]:
    """The sheet whose name a tab's ends in, whatever its headings; none is surely it."""
    return [(sheet, False) for sheet in map(sheet_of, SHEETS) if ends_in(cells.name, loosely(sheet.name))][:1]


def _which_sheet(book: Workbook, cells: SheetCells, fits: Sequence[tuple[Sheet, bool]]) -> Question:
    plain = book.kind in PLAIN
    where = f"“{cells.name}”" if plain else f"Sheet {cells.name}"
    near = [sheet for sheet, _ in fits]
    best = [sheet for sheet, is_best in fits if is_best] or near
    sheets = [*near, *(sheet for sheet in map(sheet_of, SHEETS) if sheet not in near)]
    return Question(
        kind=ChoiceKind.SHEET,
        tab=cells.name,
        cell="",
        found=cells.name,
        message=(
            f"{where} is not the name of a sheet that trustops knows{_peek(cells)}; "
            "say which sheet it is, or leave it out."
        ),
        options=(*(Option(sheet.name, sheet.name) for sheet in sheets), Option(LEAVE_OUT, LEFT_OUT)),
        key=filed_as(cells.name),
        suggestion=best[0].name if len(best) == 1 else None,
        required=len(book.sheets) == 1,
        words=f"What is in {book.file_name}?" if plain else "",
    )


def _peek(cells: SheetCells) -> str:
    """The first row that could be headings, to know a tab by: the first with two words in it, or the first at all."""
    texts = (
        (row.number, [str(cell) for cell in row.values if str(cell).strip()]) for row in cells.rows[:ROWS_LOOKED_AT]
    )
    said = [(number, words) for number, words in texts if words]
    number, words = next((each for each in said if len(each[1]) > 1), said[0] if said else (0, []))
    if not words:
        return ""
    shown = ", ".join(as_shown(word) for word in words[:MOST_SEEN])
    return f", and its row {number} says {shown}{' …' if len(words) > MOST_SEEN else ''}"


def _left_out(cells: SheetCells) -> list[Problem]:
    if not cells.rows:
        return []
    if cells.state != "visible":
        why = f"Sheet {cells.name} is hidden, so it was not read; unhide it if it should be."
    else:
        why = f"Sheet {cells.name} is not one that trustops knows, so it was left out ({SEE_TEMPLATE})."
    return [note("sheet.left_out", cells.name, why)]


def note(code: str, sheet: str, message: str) -> Problem:
    """Something to know of a file or a sheet as a whole; it refuses nothing."""
    return Problem(code, Severity.NOTE, sheet, "", None, "", "", "", message)


def _check_something(book: Workbook, made: TabsRead) -> None:
    if not any(cells.rows for cells in book.sheets):
        raise TrustopsError(f"{book.file_name} is an empty file; fill in the template's sheets and try again.")
    if not made.known:
        raise CannotRead([_none_known(book)], _ask_all(book, made), made.matched)
    if not any(read.rows for read in made.sheets):
        raise TrustopsError(f"{book.file_name} has headings but no rows under them; fill in a sheet and try again.")


def _none_known(book: Workbook) -> Problem:
    tabs = [cells.name + " (hidden)" * (cells.state != "visible") for cells in book.sheets if cells.rows]
    shown = [*tabs[:MOST_NAMED], f"{len(tabs) - MOST_NAMED} more"] if len(tabs) > MOST_NAMED else tabs
    which, each = ("it is", "it") if len(tabs) == 1 else ("any of them is", "each")
    if book.kind in PLAIN:
        message = (
            f"{book.file_name} is no public file that trustops knows, and its headings are those of no sheet; if it is "
            f"the trust's own data, say which sheet it is ({SEE_TEMPLATE}), and if not, there is nothing in it for "
            "trustops."
        )
        return Problem("file.no_sheet", Severity.ERROR, "", "", None, "", "", "", message)
    message = (
        f"{book.file_name} has no sheet that trustops knows, only {listed(shown)}; if {which} the trust's own data, "
        f"say which sheet {each} is ({SEE_TEMPLATE}), and if not, there is nothing in it for trustops."
    )
    return Problem("file.no_sheet", Severity.ERROR, "", "", None, "", "", "", message)


def _ask_all(book: Workbook, made: TabsRead) -> list[Question]:
    """Where no tab is known by its name, every tab is asked about, and not only those whose headings fit."""
    asked = {question.tab: question for question in made.questions}
    shown = [cells for cells in book.sheets if cells.rows and cells.state == "visible" and not is_guide(cells.name)]
    answered = {each.tab for each in made.matched}
    return [asked.get(cells.name) or _which_sheet(book, cells, []) for cells in shown if cells.name not in answered]
