"""What does a person's word in a cell stand for? A nickname or a misspelt choice is asked about once, then used again.

A word is asked about once for the whole file however many rows say it, and an answer holds for every sheet that
refers to the same thing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from importers.choices import Decided, How, Matched, filed_as
from importers.sheets import SheetRows
from importers.wording import LEFT_OUT
from trustops.models import SHEETS, ChoiceKind, Kind, Sheet, SheetColumn, sheet_of

SCHOOL = "school.urn"
UNKNOWN_REFERENCE = "reference.unknown_"


@dataclass(frozen=True, slots=True)
class Filed:
    """Where the answers about a column's words are kept: the sheet and the column whose words these are."""

    sheet: str
    column: str


def targets(column: SheetColumn) -> Iterator[str]:
    """What a column's codes refer to, as table and column: ``post.post``."""
    if column.refers_to or column.refers_to_each:
        yield column.refers_to or column.refers_to_each or ""
    if column.kind is Kind.SITE:
        yield SCHOOL


def sheet_at(target: str) -> Sheet:
    """The sheet that a reference leads to."""
    table = target.partition(".")[0]
    return next(sheet_of(model) for model in SHEETS if model.__tablename__ == table)


def sheet_called(name: str) -> Sheet:
    """The sheet of a name."""
    return next(sheet_of(model) for model in SHEETS if sheet_of(model).name == name)


def filed(sheet: Sheet, column: SheetColumn) -> Filed | None:
    """Where a column's answers are kept: its own place for a choice, its target's for a reference; else nowhere."""
    if column.choices:
        return Filed(sheet.name, column.name)
    target = next(targets(column), None)
    return Filed(sheet_at(target).name, target.partition(".")[2]) if target else None


def place_said(sheet: str, column: str) -> str:
    """Whose words they are that answers are kept for: of a choice the sheet and its column, of a code what it is of.

    >>> place_said("Posts", "role"), place_said("Schools", "urn")
    ('Posts, Role', 'Schools')
    """
    found = sheet_called(sheet).column(column)
    return f"{sheet}, {found.label}" if found.choices else sheet


def in_their_place(
    read: SheetRows, column: SheetColumn, raw: Sequence[Any], decided: Decided, said: list[Matched]
) -> Sequence[Any]:
    """A column's cells with what people decided put in the place of their words; ``said`` gains what was replaced."""
    place = filed(read.sheet, column)
    meanings = decided.meanings(ChoiceKind.VALUE, place.sheet, place.column) if place else {}
    if place is None or not meanings:
        return raw
    texts = Counter(cell for cell in raw if cell.__class__ is str)
    new = {
        text: ", ".join(meanings.get(filed_as(word), (word,))[0] for word in words_of(column, text)) for text in texts
    }
    changed = {text: word for text, word in new.items() if text != word}
    if not changed:
        return raw
    said.extend(_matched(read, column, place, raw, {text: texts[text] for text in sorted(changed)}, meanings))
    return [changed.get(cell, cell) if cell.__class__ is str else cell for cell in raw]


def words_of(column: SheetColumn, text: str) -> list[str]:
    """The words that a cell holds: itself, or each code of a list."""
    return [part.strip() for part in text.split(",")] if column.kind is Kind.LIST else [text]


def _matched(
    read: SheetRows,
    column: SheetColumn,
    place: Filed,
    raw: Sequence[Any],
    changed: Mapping[str, int],
    meanings: Mapping[str, tuple[str, How]],
) -> Iterator[Matched]:
    """Each word that was replaced, as it was first written, with how often it stands there."""
    times: Counter[str] = Counter()
    first: dict[str, str] = {}
    for text, count in changed.items():
        for word in words_of(column, text):
            if filed_as(word) in meanings and meanings[filed_as(word)][0] != word:
                first.setdefault(word, text)
                times[word] += count
    for word, text in first.items():
        meaning, how = meanings[filed_as(word)]
        cell, label = read.cell(raw.index(text), column.name), meaning or LEFT_OUT
        yield Matched(
            ChoiceKind.VALUE, place.sheet, read.name, cell, word, meaning, label, how, place.column, times[word]
        )
