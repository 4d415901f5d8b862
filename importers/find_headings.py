"""On which row do a sheet's headings stand? Titles, notes and blank rows may come above, and a heading may be on two.

The row on which most headings are known is taken; where two rows could be it, nothing is guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from importers.cells import loosely
from importers.choices import Decided, How, filed_as
from importers.reader import Row, Value
from trustops.models import ChoiceKind, Sheet, SheetColumn

ROWS_LOOKED_AT = 40
NARROWEST_TABLE = 2
MOST_HEADINGS = 500  # a row of more is no row of headings; the widest sheet has some twenty


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it was typed: where it is (column from 0, row from 1), and the name it is filed under."""

    index: int
    row: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """The row of the headings (the lower, of two): its place among the sheet's rows, and each heading from the left."""

    place: int
    number: int
    headings: tuple[Heading, ...]


class Lookup:
    """What each heading of a sheet means: what people decided, its columns' labels, and their aliases."""

    def __init__(self, sheet: Sheet, decided: Decided) -> None:
        self.sheet = sheet
        self._decided = decided.meanings(ChoiceKind.HEADING, sheet.name)
        aliases = {loosely(alias): (column.name, How.ALIAS) for column in sheet.columns for alias in column.aliases}
        self.known = aliases | {loosely(column.label): (column.name, How.LABEL) for column in sheet.columns}
        self._columns = {column.name: column for column in sheet.columns}

    def meaning(self, key: str, text: str) -> tuple[str, How] | None:
        """The name of the column that a heading means, empty where it is to be left out; None when unknown."""
        found = self._decided.get(key) or self.known.get(loosely(text))
        return found if found and (not found[0] or found[0] in self._columns) else None

    def decided(self, key: str) -> tuple[str, How] | None:
        """What people decided of a key, whatever it is."""
        return self._decided.get(key)

    def knows(self, text: str) -> bool:
        """Whether a heading is a column's label or an alias of it."""
        return bool(text) and loosely(text) in self.known

    def column(self, name: str) -> SheetColumn:
        return self._columns[name]

    def score(self, row: HeadingRow) -> int:
        """How many different columns a row's headings name."""
        return len(self.names_in(row))

    def names_in(self, row: HeadingRow) -> frozenset[str]:
        meanings = (self.meaning(heading.key, heading.text) for heading in row.headings)
        return frozenset(meaning[0] for meaning in meanings if meaning and meaning[0])


def candidates(lookup: Lookup, rows: Sequence[Row]) -> list[HeadingRow]:
    """The rows that may be the headings: one where it is plain, more where it is not, none where none is known."""
    looked = [(place, row) for place, row in enumerate(rows[:ROWS_LOOKED_AT]) if len(row.values) <= MOST_HEADINGS]
    single = [_one_row(place, row) for place, row in looked]
    best = max(map(lookup.score, single), default=0)
    double = [_two_rows(place, above, row, lookup) for (_, above), (place, row) in pairwise(looked)]
    if max(map(lookup.score, double), default=0) > best:
        return _of_best_score(lookup, double)
    required = {column.name for column in lookup.sheet.columns if column.required}
    whole = [row for row in single if required <= lookup.names_in(row)] if len(required) >= NARROWEST_TABLE else []
    if len(whole) > 1:
        return whole
    return _of_best_score(lookup, single) if best > 1 else [row for row in single if lookup.score(row)][:1]


def too_wide(lookup: Lookup, rows: Sequence[Row]) -> Row | None:
    """The first row that has headings of the sheet, but too many cells for a row of headings."""
    wide = (row for row in rows[:ROWS_LOOKED_AT] if len(row.values) > MOST_HEADINGS)
    return next((row for row in wide if any(lookup.knows(said(value)) for value in row.values)), None)


def likeliest(rows: Sequence[Row]) -> HeadingRow | None:
    """The first row that holds words and nothing else, to ask about where no heading is known."""
    for place, row in enumerate(rows[:ROWS_LOOKED_AT]):
        if NARROWEST_TABLE <= len(row.values) <= MOST_HEADINGS and all(isinstance(value, str) for value in row.values):
            return _one_row(place, row)
    return None


def _of_best_score(lookup: Lookup, rows: Sequence[HeadingRow]) -> list[HeadingRow]:
    best = max(map(lookup.score, rows), default=0)
    return [row for row in rows if lookup.score(row) == best]


def _one_row(place: int, row: Row) -> HeadingRow:
    return _heading_row(place, row, {index: (row.number, said(value)) for index, value in row.cells()})


def _two_rows(place: int, above: Row, row: Row, lookup: Lookup) -> HeadingRow:
    """The headings of two rows: the lower with the upper's words before it, where that is known, or alone.

    The words of merged cells are stored in the first of them, so they are carried on to the right.
    """
    carried, group = {index: said(value) for index, value in above.cells()}, ""
    texts: dict[int, tuple[int, str]] = {}
    for index in sorted({*above.places, *row.places}):
        group = carried.get(index, group)
        lower = said(row.get(index))
        if not lower:
            texts[index] = (above.number, group)
            continue
        both = f"{group} {lower}".strip()
        texts[index] = (row.number, lower if _names(lookup, lower) and not _names(lookup, both) else both)
    return _heading_row(place, row, texts)


def _names(lookup: Lookup, text: str) -> bool:
    return lookup.meaning(filed_as(text), text) is not None


def _heading_row(place: int, row: Row, texts: Mapping[int, tuple[int, str]]) -> HeadingRow:
    """The headings with the names that their answers are filed under: the second of two twins is the name and #2."""
    seen: dict[str, int] = {}
    headings = []
    for index, (number, text) in texts.items():
        if text:
            key = filed_as(text)
            seen[key] = seen.get(key, 0) + 1
            headings.append(Heading(index, number, text, key if seen[key] == 1 else f"{key}#{seen[key]}"))
    return HeadingRow(place, row.number, tuple(headings))


def said(value: Value | None) -> str:
    """A heading's words; what is no text, number or date is none."""
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""
