"""Which words of a file does nobody know yet, and what could each mean? One question a word, as the rows of a grid.

What was settled before (remembered, or chosen a moment ago) is a question too, with its answer, so that it is shown
beside the others and can be changed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from sqlalchemy import Connection, select

from importers.cells import loosely
from importers.choices import LEAVE_OUT, Matched, Option, Question, filed_as
from importers.problems import Problem
from importers.sheets import SheetRows
from importers.values import SCHOOL, UNKNOWN_REFERENCE, Filed, filed, sheet_at, sheet_called, targets
from importers.wording import CUT_SHORT, LEFT_OUT
from trustops.models import TRUST_SITE, ChoiceKind, DataClass, Fact, Relation, School, Sheet, SheetColumn

MOST_QUESTIONS = 200
MOST_OPTIONS = 12
MOST_OFFERED = 40
NEAR, FAR = 0.75, 0.5
NAMES = ("short_name", "name", "title")
HIDDEN = frozenset({DataClass.RESTRICTED_HR, DataClass.SPECIAL_CATEGORY})
SCHOOLS = Filed("Schools", "urn")
NOT_A_CHOICE = "cell.not_a_choice"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a file's words, and what was settled of others before; each in the order of the file."""

    open: tuple[Question, ...] = ()
    settled: tuple[Question, ...] = ()


def value_questions(connection: Connection, sheets: Sequence[SheetRows], matched: Iterable[Matched]) -> Asked:
    """One question for each different word that is no choice or refers to nothing, and for each that was replaced."""
    found: dict[tuple[Filed, str], list[tuple[SheetRows, Problem]]] = {}
    for read in sheets:
        by_label = {column.label: column for column in read.sheet.columns}
        for problem in read.problems:
            column = by_label.get(problem.column)
            place = filed(read.sheet, column) if column and _is_unknown_word(problem, column) else None
            if column and place:
                found.setdefault((place, filed_as(problem.found)), []).append((read, problem))
    known = Known(connection, sheets)
    asked = list(found.items())[:MOST_QUESTIONS]
    return Asked(
        tuple(_question(place, key, *same[0], len(same), known) for (place, key), same in asked),
        tuple(_settled(matched, known)),
    )


def _is_unknown_word(problem: Problem, column: SheetColumn) -> bool:
    """Whether a problem is of a word that a person may explain, and not of a slip of the pen in a number."""
    if not filed_as(problem.found) or problem.found.endswith(CUT_SHORT):
        return False
    if problem.code == NOT_A_CHOICE or problem.code.startswith(UNKNOWN_REFERENCE):
        return True
    to_school = SCHOOL in targets(column)
    return to_school and problem.code == "cell.out_of_range" and not problem.found.isdigit()


def _question(place: Filed, key: str, read: SheetRows, problem: Problem, count: int, known: "Known") -> Question:
    options = known.near(place, problem.found)
    return Question(
        kind=ChoiceKind.VALUE,
        tab=read.name,
        cell=problem.cell,
        found=problem.found,
        message=problem.message,
        options=offered(options),
        sheet=place.sheet,
        column=place.column,
        key=key,
        suggestion=options[0][0] if options and _likely(problem.found, options[0]) else None,
        count=count,
    )


def _settled(matched: Iterable[Matched], known: "Known") -> Iterator[Question]:
    """A question for each word that was replaced, with what it was taken for as its answer; once for every sheet."""
    words: dict[tuple[Filed, str], list[Matched]] = {}
    for each in matched:
        if each.kind is ChoiceKind.VALUE:
            words.setdefault((Filed(each.sheet, each.column), filed_as(each.found)), []).append(each)
    for (place, key), same in list(words.items())[:MOST_QUESTIONS]:
        first = same[0]
        options = [option for option in known.near(place, first.found) if option[0] != first.meaning]
        if first.meaning:
            options.insert(0, (first.meaning, known.labels(place).get(first.meaning, first.meaning)))
        yield Question(
            kind=ChoiceKind.VALUE,
            tab=first.tab,
            cell=first.cell,
            found=first.found,
            message="",
            options=offered(options),
            sheet=place.sheet,
            column=place.column,
            key=key,
            suggestion=first.meaning,
            required=False,
            count=sum(each.count for each in same),
            how=first.how,
        )


def offered(options: Iterable[tuple[str, str]]) -> tuple[Option, ...]:
    return (*(Option(*option) for option in options), Option(LEAVE_OUT, LEFT_OUT))


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


class Known:
    """What a word may mean in a place: its choices, or the codes that it may lead to with the names anybody may read.

    The codes are asked of the database once each.
    """

    def __init__(self, connection: Connection, sheets: Sequence[SheetRows]) -> None:
        self._connection = connection
        self._sheets = sheets
        self._held: dict[str, list[tuple[str, str]]] = {}

    def near(self, place: Filed, word: str) -> list[tuple[str, str]]:
        """What a word may mean, the nearest first: every choice, and of codes all of a few that have names."""
        sheet = sheet_called(place.sheet)
        choices = sheet.column(place.column).choices
        known = [(choice.value, choice.value) for choice in choices] if choices else self.of(_target(sheet, place))
        close = nearest(word, known)
        told = len(known) <= MOST_OFFERED and any(code != label for code, label in known)
        rest = known if choices or told else []
        own = [(TRUST_SITE, f"{TRUST_SITE} the trust itself")] if place == SCHOOLS else []
        return [*close, *(option for option in rest if option not in close), *own]

    def labels(self, place: Filed) -> dict[str, str]:
        """Each code of a place with its label."""
        sheet = sheet_called(place.sheet)
        return {} if sheet.column(place.column).choices else dict(self.of(_target(sheet, place)))

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


def _target(sheet: Sheet, place: Filed) -> str:
    return f"{sheet.model.__tablename__}.{place.column}"


def _labelled(row: Sequence[Any]) -> str:
    """A code with its names, each said once.

    >>> _labelled(("990002", "Oakfield", "Oakfield Primary")), _labelled(("CEO", "Chief executive"))
    ('990002 Oakfield Primary', 'CEO Chief executive')
    """
    code, *names = (str(part) for part in row if part)
    return " ".join([code, *(name for name in names if not any(name != other and name in other for other in names))])
