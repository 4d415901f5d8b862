"""What does trustops remember of this trust's own words, and what else could each of them mean?"""

from sqlalchemy import Connection

from importers.asked_values import Known, offered
from importers.choices import Answer, How, Kept, Question, filed_as, kept_choices
from importers.values import Filed, place_said, sheet_called
from importers.which_row import ROW_OF_HEADINGS
from trustops.models import SHEETS, ChoiceKind, sheet_of


def kept_questions(connection: Connection) -> list[tuple[Kept, Question]]:
    """Each choice that is remembered as a question that is answered; in the order in which they were made."""
    known = Known(connection, ())
    return [(kept, _question(kept.answer, known)) for kept in kept_choices(connection)]


def _question(answer: Answer, known: Known) -> Question:
    options = _options(answer, known)
    if answer.meaning and answer.meaning not in dict(options):
        options.insert(0, (answer.meaning, _label(answer, known)))
    return Question(
        kind=answer.kind,
        tab="",
        cell="",
        found=answer.written,
        message="",
        options=offered(options),
        sheet=answer.sheet,
        column=answer.column,
        key=answer.found,
        suggestion=answer.meaning,
        required=False,
        how=How.REMEMBERED,
    )


def _options(answer: Answer, known: Known) -> list[tuple[str, str]]:
    """What a word of this kind may mean, with what a person reads."""
    if answer.kind is ChoiceKind.SHEET:
        return [(sheet_of(model).name, sheet_of(model).name) for model in SHEETS]
    if _is_row(answer):
        return []
    if answer.kind is ChoiceKind.HEADING:
        return [(column.name, column.label) for column in sheet_called(answer.sheet).columns]
    return known.near(Filed(answer.sheet, answer.column), answer.written)


def _label(answer: Answer, known: Known) -> str:
    if answer.kind is ChoiceKind.VALUE:
        return known.labels(Filed(answer.sheet, answer.column)).get(answer.meaning, answer.meaning)
    return f"row {answer.meaning}" if _is_row(answer) else answer.meaning


def _is_row(answer: Answer) -> bool:
    """Whether it says which row of a tab has the headings, and no heading's meaning."""
    return answer.kind is ChoiceKind.HEADING and answer.found == filed_as(ROW_OF_HEADINGS)


def where_said(answer: Answer) -> str:
    """Where a word stands in the trust's files, in words.

    >>> where_said(Answer(ChoiceKind.VALUE, "Schools", "phase", "primry", "primary"))
    'Schools, Phase'
    >>> where_said(Answer(ChoiceKind.HEADING, "Schools", "", "stage", "phase"))
    'a heading of Schools'
    """
    if answer.kind is ChoiceKind.SHEET:
        return "the name of a sheet"
    if answer.kind is ChoiceKind.HEADING:
        return f"a heading of {answer.sheet}"
    return place_said(answer.sheet, answer.column)
