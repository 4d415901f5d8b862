"""How does a person answer, by typing, what an import asks? The questions in words, and what was typed as answers."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importers.choices import Choices, Question

MOST_SHOWN = 20
MOST_MEANINGS = 20


def choices_of(typed: Iterable[str]) -> "Choices":
    """The answers typed: ``TAB=SHEET``, ``SHEET:WORD=COLUMN``, ``SHEET.COLUMN:WORD=VALUE``; no meaning leaves it out.

    ``file:year=2022/23`` says something of the file itself.

    >>> choices_of(["Posts:Job title=title"]).answers[0].meaning
    'title'
    """
    from importers.choices import ABOUT_FILE, Answer, Choices, filed_as
    from trustops.models import ChoiceKind
    from trustops.quantities.errors import TrustopsError

    answers = []
    for each in typed:
        left, equals, meaning = each.rpartition("=")
        place, _, found = left.rpartition(":")
        if not equals or not found:
            raise TrustopsError(
                f"“{each}” is not an answer; write it as the question gave it, like Posts:Job title=title."
            )
        sheet, _, column = place.partition(".")
        kind = ChoiceKind.VALUE if column else ChoiceKind.HEADING if sheet else ChoiceKind.SHEET
        kind = ChoiceKind.FILE if sheet == ABOUT_FILE else kind
        answers.append(Answer(kind, sheet, column, filed_as(found), meaning, found))
    return Choices(tuple(answers))


def hints(questions: "Iterable[Question]") -> "Iterator[str]":
    """What to type to answer each question; of those of one kind that could mean anything, the first stands for all."""
    without = set()
    for question in questions:
        place = (question.kind, question.sheet, question.column)
        if question.suggestion is None and place in without:
            continue
        if question.suggestion is None:
            without.add(place)
        yield how_to_answer(question)


def how_to_answer(question: "Question") -> str:
    """What to type to answer a question, and what it may mean where nothing is likely."""
    if question.sheet == "file" and question.key == "trust":
        return "To answer, add --trust and its UID."
    place = ".".join(part for part in (question.sheet, question.column) if part)
    word = f"{place}:{question.found}" if place else question.found
    if question.suggestion is not None:
        return f'To answer, add --choose "{word}={question.suggestion}".'
    meanings = [option.meaning for option in question.options if option.meaning]
    if not meanings or len(meanings) > MOST_MEANINGS:
        meant = "the name of the sheet" if question.kind == "sheet" else "what it means"
    else:
        meant = f"{'one of ' * (len(meanings) > 1)}{', '.join(meanings)}"
    out = ", or nothing, to leave it out" if question.options[-1].meaning == "" else ""
    return f'To answer, add --choose "{word}=" and after the = {meant}{out}.'
