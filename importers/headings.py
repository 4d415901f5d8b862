"""Which column is which? Sheets and headings matched to what the models declare; what is unknown is asked."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from importers.cells import loosely
from importers.choices import LEAVE_OUT, Decided, How, Matched, Option, Question
from importers.find_headings import Heading, HeadingRow, Lookup, candidates, likeliest, too_wide
from importers.heading_problems import (
    address,
    below,
    look_alike,
    missing,
    none_known,
    twice,
    unknown,
    which_row,
    wide_row,
)
from importers.problems import Problem, Severity
from importers.reader import Row, SheetCells
from importers.which_row import ask_row, chosen_row, matched_row
from importers.wording import GUIDE, LEFT_OUT, OUR_HEADINGS
from trustops.models import SHEETS, ChoiceKind, Sheet, SheetColumn, sheet_of

NEAR = 0.75
# Letters of other alphabets that look like Latin ones, after lower case.
LOOK_ALIKES = str.maketrans("асеіјорѕхуһԁԛԝвкмнтьαενορτυχικԍ", "aceijopsxyhdqwbkmhtbaevoptuxikg")


@dataclass(frozen=True, slots=True)
class Headed:
    """A sheet of the workbook with its columns found: which column of the file (from 0) holds which fact.

    ``row`` is the number of the headings' row, ``data`` the rows below it.
    """

    sheet: Sheet
    columns: Mapping[int, SheetColumn]
    cells: SheetCells
    row: int
    data: Sequence[Row]


@dataclass(slots=True)
class Headings:
    """What the headings of a sheet came to: the columns (None: they cannot be read as they stand), and what to say."""

    headed: Headed | None = None
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    matched: list[Matched] = field(default_factory=list)


def known_sheet(name: str) -> Sheet | None:
    """The sheet that a tab's name means, whatever its case and spaces."""
    wanted = loosely(name)
    return next((sheet for sheet in map(sheet_of, SHEETS) if loosely(sheet.name) == wanted), None)


def is_guide(name: str) -> bool:
    return loosely(name) == loosely(GUIDE)


def read_headings(sheet: Sheet, cells: SheetCells, decided: Decided | None = None) -> Headings:
    """The columns of a sheet by its headings, wherever these stand, and what must be asked about them.

    No columns come back when the sheet cannot be read as it stands: its headings are not found, a required one is
    missing, or two columns claim one fact. A sheet with nothing in it is no problem.
    """
    if not cells.rows:
        return Headings()
    lookup = Lookup(sheet, decided or Decided())
    rows = candidates(lookup, cells.rows)
    if not rows:
        return _none_known(lookup, cells)
    return _Matching(lookup, cells, rows[0]).done() if len(rows) == 1 else _of_rows(lookup, cells, rows)


def _of_rows(lookup: Lookup, cells: SheetCells, rows: Sequence[HeadingRow]) -> Headings:
    """The columns by the row that a person chose; the question which it is, where nobody has."""
    chosen = chosen_row(lookup, rows)
    if chosen is None:
        problem = which_row(cells.name, rows)
        return Headings(problems=[problem], questions=[ask_row(lookup, cells.name, rows, problem)])
    made = _Matching(lookup, cells, chosen[0]).done()
    made.matched.append(matched_row(lookup, cells.name, *chosen))
    return made


def _none_known(lookup: Lookup, cells: SheetCells) -> Headings:
    wide = too_wide(lookup, cells.rows)
    if wide is not None:
        return Headings(problems=[wide_row(cells.name, wide)])
    row = likeliest(cells.rows)
    asked = _Matching(lookup, cells, row).done().questions if row else []
    return Headings(problems=[none_known(lookup.sheet, cells.name)], questions=asked)


class _Matching:
    """One sheet's headings on their way to columns."""

    def __init__(self, lookup: Lookup, cells: SheetCells, row: HeadingRow) -> None:
        self._lookup = lookup
        self._cells = cells
        self._row = row
        self._made = Headings()
        self._known: dict[int, tuple[str, How]] = {}
        for heading in row.headings:
            if (meaning := lookup.meaning(heading.key, heading.text)) is not None:
                self._known[heading.index] = meaning
        self._times = Counter(name for name, _ in self._known.values() if name)
        self._missing = [c for c in lookup.sheet.columns if c.required and c.name not in self._times]

    def done(self) -> Headings:
        claimed: set[str] = set()
        for heading in self._row.headings:
            if heading.index not in self._known:
                self._ask_unknown(heading)
                continue
            name, how = self._known[heading.index]
            self._say_matched(heading, name, how)
            if self._times[name] > 1:
                self._ask_twin(heading, name, is_first=name not in claimed)
            claimed.add(name)
        self._settle()
        return self._made

    def _settle(self) -> None:
        tab, made = self._cells.name, self._made
        if self._missing:
            made.problems.append(missing(tab, [column.label for column in self._missing]))
        if any(problem.severity is Severity.ERROR for problem in made.problems):
            return
        if self._row.number > 1:
            made.problems.append(below(tab, self._row.number))
        columns = {index: self._lookup.column(name) for index, (name, _) in self._known.items() if name}
        data = self._cells.rows[self._row.place + 1 :]
        made.headed = Headed(self._lookup.sheet, columns, self._cells, self._row.number, data)

    def _say_matched(self, heading: Heading, name: str, how: How) -> None:
        label = self._lookup.column(name).label if name else LEFT_OUT
        sheet, place = self._lookup.sheet.name, address(heading)
        self._made.matched.append(
            Matched(ChoiceKind.HEADING, sheet, self._cells.name, place, heading.text, name, label, how)
        )

    def _ask_twin(self, heading: Heading, name: str, *, is_first: bool) -> None:
        column = self._lookup.column(name)
        problem = twice(self._cells.name, heading, column)
        if not is_first:
            self._made.problems.append(problem)
        self._ask(heading, problem.message, name if is_first else None, [column], required=True)

    def _ask_unknown(self, heading: Heading) -> None:
        if heading.text in OUR_HEADINGS:
            return
        tab = self._cells.name
        twin = self._lookup.known.get(loosely(_in_latin(heading.text)))
        if twin is not None:
            column = self._lookup.column(twin[0])
            problem = look_alike(tab, heading, column)
            self._made.problems.append(problem)
            self._ask(heading, problem.message, column.name, [column], required=True)
            return
        problem = unknown(tab, heading)
        self._made.problems.append(problem)
        near = self._nearest(heading.text)
        required = near in [c.name for c in self._missing] if near else bool(self._missing)
        self._ask(heading, problem.message, near, (), required=required)

    def _ask(
        self, heading: Heading, message: str, suggestion: str | None, first: Iterable[SheetColumn], *, required: bool
    ) -> None:
        free = [column for column in self._lookup.sheet.columns if column.name not in self._times]
        columns = {column.name: column.label for column in (*first, *free)}
        options = (*(Option(*each) for each in columns.items()), Option(LEAVE_OUT, LEFT_OUT))
        self._made.questions.append(
            Question(
                kind=ChoiceKind.HEADING,
                tab=self._cells.name,
                cell=address(heading),
                found=heading.text,
                message=message,
                options=options,
                sheet=self._lookup.sheet.name,
                key=heading.key,
                suggestion=suggestion,
                required=required,
            )
        )

    def _nearest(self, text: str) -> str | None:
        """The column without a heading yet whose name is nearly this one."""
        free = {word: name for word, (name, _) in self._lookup.known.items() if name not in self._times}
        near = get_close_matches(loosely(text), free, 1, NEAR)
        if near:
            return free[near[0]]
        ends = {name for word, name in free.items() if ends_in(text, word)}
        return ends.pop() if len(ends) == 1 else None


def ends_in(text: str, wanted: str) -> bool:
    """Whether the last words of a text are these, loosely: the “URN” of “School URN”, the “posts” of “Our posts”.

    >>> ends_in("School URN", "urn"), ends_in("Return", "urn")
    (True, False)
    """
    words = text.split()
    return any(loosely(" ".join(words[place:])) == wanted for place in range(1, len(words)))


def _in_latin(text: str) -> str:
    """Text as it looks: invisible characters dropped, letters of other alphabets taken for the Latin ones."""
    seen = "".join(letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Cf")
    return seen.casefold().translate(LOOK_ALIKES)
