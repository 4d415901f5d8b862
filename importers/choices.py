"""What do this trust's own words mean? Questions that only a person can answer, their answers, and what was matched.

An answer is given once (``Options.choices``), kept when its import is accepted, and used again for the next file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, select, tuple_

from importers.cells import loosely
from trustops.models import ChoiceKind, RememberedChoice

LEAVE_OUT = ""
"""The meaning of what a person wants left out."""

LONGEST_FOUND = 400

ABOUT_FILE = "file"
"""Where what is said of one file is filed: its year and the like, which are not kept for the next one."""


class How(StrEnum):
    """How something in a file was known: what the page shows beside it."""

    LABEL = "its own name"
    ALIAS = "another name for it"
    HEADINGS = "its headings"
    REMEMBERED = "remembered from before"
    CHOSEN = "chosen now"


@dataclass(frozen=True, slots=True)
class Option:
    """A possible answer: what is kept (a sheet's, a column's or a value's own name), and what a person reads."""

    meaning: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a file says and trustops will not guess at.

    ``tab`` and ``cell`` are where it stands (the first place, of a value; ``count`` says how many there are), ``found``
    is the text there. The answer is filed under ``kind``, ``sheet``, ``column`` and ``key`` (see :meth:`answered`).
    ``required`` means that rows are refused for want of it; ``suggestion`` is the meaning of one option, or None.
    ``words`` are the question itself where it is not the usual one of its kind.
    A value's answer may also be one that is not among the options: any code that is known. ``how`` is set where the
    question is settled already: how its answer, which is then the suggestion, is known.
    """

    kind: ChoiceKind
    tab: str
    cell: str
    found: str
    message: str
    options: tuple[Option, ...]
    sheet: str = ""
    column: str = ""
    key: str = ""
    suggestion: str | None = None
    required: bool = True
    count: int = 1
    words: str = ""
    how: How | None = None

    def answered(self, meaning: str) -> "Answer":
        """The answer to this question; an empty meaning leaves the thing out."""
        return Answer(self.kind, self.sheet, self.column, self.key, meaning, self.found)


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody means: of a tab the sheet, of a heading on a sheet the column, of a word the value.

    ``found`` is the word loosely (see :func:`filed_as`), ``written`` as it stands in the file, where that is known.
    """

    kind: ChoiceKind
    sheet: str
    column: str
    found: str
    meaning: str
    written: str = field(default="", compare=False)

    @property
    def filed(self) -> tuple[ChoiceKind, str, str, str]:
        return self.kind, self.sheet, self.column, self.found


@dataclass(frozen=True, slots=True)
class Choices:
    """Answers, each to a question of its own.

    >>> named = Choices((Answer(ChoiceKind.SHEET, "", "", "ourpeople", "People"),))
    >>> named.meaning(ChoiceKind.SHEET, "Our people"), named.meaning(ChoiceKind.SHEET, "Other")
    ('People', None)
    """

    answers: tuple[Answer, ...] = ()

    def meaning(self, kind: ChoiceKind, found: str, sheet: str = "", column: str = "") -> str | None:
        """What was answered, empty for “leave out”; None where nobody has answered."""
        return self.meanings(kind, sheet, column).get(filed_as(found))

    @property
    def of_file(self) -> Mapping[str, str]:
        """What was said of the file itself: its year, its status, whose figures are wanted."""
        return self.meanings(ChoiceKind.FILE, ABOUT_FILE)

    def meanings(self, kind: ChoiceKind, sheet: str = "", column: str = "") -> Mapping[str, str]:
        """Every answer of one kind for one place: what was found, loosely, and what it means."""
        place = (kind, sheet, column)
        return {each.found: each.meaning for each in self.answers if each.filed[:3] == place}


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided: what this import's own person chose goes before what is remembered."""

    chosen: Choices = field(default_factory=Choices)
    kept: Choices = field(default_factory=Choices)

    def meaning(self, kind: ChoiceKind, found: str, sheet: str = "", column: str = "") -> tuple[str, How] | None:
        """The meaning and how it is known, or None where nobody has said."""
        return self.meanings(kind, sheet, column).get(filed_as(found))

    def meanings(self, kind: ChoiceKind, sheet: str = "", column: str = "") -> dict[str, tuple[str, How]]:
        """Every answer of one kind for one place."""
        kept, chosen = (choices.meanings(kind, sheet, column) for choices in (self.kept, self.chosen))
        meanings = {found: (meaning, How.REMEMBERED) for found, meaning in kept.items()}
        return meanings | {found: (meaning, How.CHOSEN) for found, meaning in chosen.items()}


@dataclass(frozen=True, slots=True)
class Matched:
    """What was taken for what: a tab for a sheet, a heading for a column, a person's word for a value.

    ``meaning`` is the sheet's, the column's or the value's own name (empty: left out), ``label`` what a person reads.
    ``sheet`` is the declared sheet, ``tab`` the one of the file, ``cell`` the first place where it stands. Of a value,
    ``column`` is the one that its answer is kept for, and ``count`` how often it stands there.
    """

    kind: ChoiceKind
    sheet: str
    tab: str
    cell: str
    found: str
    meaning: str
    label: str
    how: How
    column: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """A choice that is remembered, with its number, who made it and when."""

    id: int
    answer: Answer
    chosen_by: str
    chosen_at: datetime


def filed_as(found: str) -> str:
    """A word as answers are filed: whatever its case, spaces and hyphens."""
    return loosely(found)[:LONGEST_FOUND]


def remembered(connection: Connection) -> Choices:
    """Every choice that this trust's people made before."""
    return Choices(tuple(each.answer for each in kept_choices(connection)))


def kept_choices(connection: Connection) -> list[Kept]:
    """Every choice that is remembered, in the order in which they were made."""
    table = RememberedChoice.__table__
    rows = connection.execute(select(*table.columns).order_by(table.columns.id)).all()
    return [
        Kept(
            row.id,
            Answer(row.kind, row.sheet, row.column, row.found, row.meaning, row.written or row.found),
            row.chosen_by,
            row.chosen_at,
        )
        for row in rows
    ]


def remember(connection: Connection, choices: Choices, who: str) -> int:
    """Keep these choices, each in the place of what was chosen before; the number that were not kept already."""
    held = set(remembered(connection).answers)
    lasting = [answer for answer in choices.answers if answer.kind is not ChoiceKind.FILE]
    new = {answer.filed: answer for answer in lasting if answer not in held}
    if new:
        forget(connection, new.values())
        common = {"chosen_by": who, "chosen_at": datetime.now(UTC)}
        connection.execute(insert(RememberedChoice), [_row(answer) | common for answer in new.values()])
    return len(new)


def forget(connection: Connection, answers: Iterable[Answer]) -> None:
    """Forget what was chosen for the same things, whatever it was."""
    held = RememberedChoice
    places = [answer.filed for answer in answers]
    if places:
        connection.execute(delete(held).where(tuple_(held.kind, held.sheet, held.column, held.found).in_(places)))


def _row(answer: Answer) -> dict[str, object]:
    return {
        "kind": answer.kind,
        "sheet": answer.sheet,
        "column": answer.column,
        "found": answer.found,
        "meaning": answer.meaning,
        "written": answer.written or None,
    }
