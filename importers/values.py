"""What does a person's word in a cell stand for? A nickname or a misspelt choice is asked about once, then used again.

A word is asked about once for the whole file however many rows say it, and an answer holds for every sheet that
refers to the same thing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from sqlalchemy import Connection, select

from importers.cells import loosely
from importers.choices import LEAVE_OUT, Decided, How, Matched, Option, Question, filed_as
from importers.problems import Problem
from importers.sheets import SheetRows
from importers.wording import CUT_SHORT, LEFT_OUT
from trustops.models import SHEETS, ChoiceKind, DataClass, Fact, Kind, Relation, School, Sheet, SheetColumn, sheet_of

MOST_QUESTIONS = 200
MOST_OPTIONS = 12
NEAR, FAR = 0.75, 0.5
NAMES = ("short_name", "name", "title")
HIDDEN = frozenset({DataClass.RESTRICTED_HR, DataClass.SPECIAL_CATEGORY})
NOT_A_CHOICE = "cell.not_a_choice"
UNKNOWN_REFERENCE = "reference.unknown_"
SCHOOL = "school.urn"


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


def filed(sheet: Sheet, column: SheetColumn) -> Filed | None:
    """Where a column's answers are kept: its own place for a choice, its target's for a reference; else nowhere."""
    if column.choices:
        return Filed(sheet.name, column.name)
    target = next(targets(column), None)
    return Filed(sheet_at(target).name, target.partition(".")[2]) if target else None


def in_their_place(
    read: SheetRows, column: SheetColumn, raw: Sequence[Any], decided: Decided, said: list[Matched]
) -> Sequence[Any]:
    """A column's cells with what people decided put in the place of their words; ``said`` gains what was replaced."""
    place = filed(read.sheet, column)
    meanings = decided.meanings(ChoiceKind.VALUE, place.sheet, place.column) if place else {}
    if place is None or not meanings:
        return raw
    texts = {cell for cell in raw if cell.__class__ is str}
    if column.kind is Kind.LIST:
        new = {text: ", ".join(_each(text, meanings)) for text in texts}
    else:
        new = {text: meanings.get(filed_as(text), (text,))[0] for text in texts}
    changed = {text: word for text, word in new.items() if text != word}
    said.extend(_matched(read, column, place, raw, text, meanings) for text in sorted(changed))
    return [changed.get(cell, cell) if cell.__class__ is str else cell for cell in raw] if changed else raw


def _each(text: str, meanings: Mapping[str, tuple[str, How]]) -> list[str]:
    return [meanings.get(filed_as(part), (part.strip(),))[0] for part in text.split(",")]


def _matched(
    read: SheetRows,
    column: SheetColumn,
    place: Filed,
    raw: Sequence[Any],
    text: str,
    meanings: Mapping[str, tuple[str, How]],
) -> Matched:
    cell = read.cell(raw.index(text), column.name)
    known = next((meanings[key] for part in (text, *text.split(",")) if (key := filed_as(part)) in meanings), None)
    meaning, how = known or ("", How.REMEMBERED)
    return Matched(ChoiceKind.VALUE, place.sheet, read.name, cell, text, meaning, meaning or LEFT_OUT, how)


def value_questions(connection: Connection, sheets: Sequence[SheetRows]) -> list[Question]:
    """One question for each different word that is no choice or refers to nothing, in the order of the file."""
    found: dict[tuple[Filed, str], list[tuple[SheetRows, SheetColumn, Problem]]] = {}
    for read in sheets:
        by_label = {column.label: column for column in read.sheet.columns}
        for problem in read.problems:
            column = by_label.get(problem.column)
            place = filed(read.sheet, column) if column and _is_unknown_word(problem, column) else None
            if column and place:
                found.setdefault((place, filed_as(problem.found)), []).append((read, column, problem))
    if not found:
        return []
    named = _Named(connection, sheets)
    asked = list(found.items())[:MOST_QUESTIONS]
    return [_question(place, key, *same[0], len(same), named) for (place, key), same in asked]


def _is_unknown_word(problem: Problem, column: SheetColumn) -> bool:
    """Whether a problem is of a word that a person may explain, and not of a slip of the pen in a number."""
    if not filed_as(problem.found) or problem.found.endswith(CUT_SHORT):
        return False
    if problem.code == NOT_A_CHOICE or problem.code.startswith(UNKNOWN_REFERENCE):
        return True
    to_school = SCHOOL in targets(column)
    return to_school and problem.code == "cell.out_of_range" and not problem.found.isdigit()


def _question(
    place: Filed, key: str, read: SheetRows, column: SheetColumn, problem: Problem, count: int, named: "_Named"
) -> Question:
    if column.choices:
        known = [(choice.value, choice.value) for choice in column.choices]
        near, options = nearest(problem.found, known)[:1], known
    else:
        options = nearest(problem.found, named.of(next(targets(column))))
        near = options[:1]
    suggestion = near[0][0] if near and _likely(problem.found, near[0]) else None
    return Question(
        kind=ChoiceKind.VALUE,
        tab=read.name,
        cell=problem.cell,
        found=problem.found,
        message=problem.message,
        options=(*(Option(*option) for option in options), Option(LEAVE_OUT, LEFT_OUT)),
        sheet=place.sheet,
        column=place.column,
        key=key,
        suggestion=suggestion,
        count=count,
    )


def nearest(word: str, known: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The codes (with their labels) nearest to a word, by code or by name, best first; at most twelve.

    >>> nearest("Oakfield", [("990001", "990001 Elm School"), ("990002", "990002 Oakfield Primary")])
    [('990002', '990002 Oakfield Primary')]
    """
    words: dict[str, tuple[str, str]] = {}
    for code, label in known:
        words.setdefault(loosely(label.removeprefix(code)), (code, label))
        words[loosely(code)] = (code, label)
    wanted = loosely(word)
    holds = sorted((text for text in words if len(wanted) > 2 and wanted in text), key=len)
    order = [wanted] * (wanted in words) + holds + get_close_matches(wanted, words, MOST_OPTIONS, FAR)
    return list(dict.fromkeys(words[text] for text in order))[:MOST_OPTIONS]


def _likely(word: str, option: tuple[str, str]) -> bool:
    wanted, names = loosely(word), [loosely(option[0]), loosely(option[1].removeprefix(option[0]))]
    return any(wanted in name for name in names) or bool(get_close_matches(wanted, names, 1, NEAR))


class _Named:
    """The codes that a reference may lead to, with the names that anybody may read; asked of the database once each."""

    def __init__(self, connection: Connection, sheets: Sequence[SheetRows]) -> None:
        self._connection = connection
        self._sheets = sheets
        self._held: dict[str, list[tuple[str, str]]] = {}

    def of(self, target: str) -> list[tuple[str, str]]:
        if target not in self._held:
            sheet, code = sheet_at(target), target.partition(".")[2]
            names = [c.name for c in sheet.columns if c.name in NAMES and c.data_class not in HIDDEN]
            rows = [*self._stored(sheet.model, (code, *names)), *self._brought(sheet, (code, *names))]
            self._held[target] = list({row[0]: _labelled(row) for row in rows if row[0]}.items())
        return self._held[target]

    def _stored(self, model: type[Fact], names: Sequence[str]) -> Sequence[Any]:
        table = model.__table__
        wanted = select(*(table.columns[name] for name in names))
        if model is School:  # of a national register, the schools that the trust has to do with
            wanted = wanted.where(table.columns.urn.in_(select(Relation.urn)))
        return self._connection.execute(wanted).all()

    def _brought(self, sheet: Sheet, names: Sequence[str]) -> Iterator[Sequence[Any]]:
        for read in self._sheets:
            if read.sheet is sheet:
                places = [read.column_of(name) for name in names]
                for index, values in enumerate(read.rows):
                    if index not in read.refused:
                        yield [None if place is None else values[place] for place in places]


def _labelled(row: Sequence[Any]) -> str:
    return " ".join(dict.fromkeys(str(part) for part in row if part))
