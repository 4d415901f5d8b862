"""What is asked of a person about their file? Each question with the name of its field, and what they answered."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from admin.views.differences import sheet_named
from importers.choices import LEAVE_OUT, Option, Question
from importers.wording import as_shown
from trustops.models import ChoiceKind

CHOSEN = "="
LONGEST_ANSWER = 200
LIKELY = "Most likely"
ASKED = {
    ChoiceKind.SHEET: "What is on the sheet",
    ChoiceKind.HEADING: "Which column is",
    ChoiceKind.VALUE: "What is meant by",
}


class AskedQuestion(NamedTuple):
    """A question with the name of its field, whether a code may be typed besides, and its options in groups."""

    field: str
    question: Question
    may_type: bool
    groups: Mapping[str, Sequence[Option]]

    @property
    def words(self) -> str:
        """The question itself, in few words; its message says where it arose, and what happens without an answer."""
        return self.question.words or f"{ASKED[self.question.kind]} “{as_shown(self.question.found)}”?"


def questions_of(questions: tuple[Question, ...]) -> list[AskedQuestion]:
    """The questions with the names of their fields, those first for want of which rows are refused."""
    asked = [
        AskedQuestion(f"answer-{place}", each, each.kind is ChoiceKind.VALUE, in_groups(each))
        for place, each in enumerate(questions)
    ]
    return sorted(asked, key=lambda each: not each.question.required)


def in_groups(question: Question) -> dict[str, list[Option]]:
    """The possible answers but for “leave it out”: what is likely first, sheets under what they are about.

    An answer that stands under no heading has the empty one.
    """
    groups: dict[str, list[Option]] = {}
    for option in question.options:
        if option.meaning == LEAVE_OUT:
            continue
        sheet = sheet_named(option.meaning) if question.kind is ChoiceKind.SHEET else None
        likely = option.meaning == question.suggestion
        groups.setdefault(LIKELY if likely else sheet.group if sheet else "", []).append(option)
    return {name: groups[name] for name in sorted(groups, key=lambda name: name != LIKELY)}


def answers(questions: tuple[Question, ...], form: Mapping[str, str]) -> list[tuple[str, str, str, str, str]]:
    """What a person answered, as a job's arguments keep it; a question left open is left out."""
    found = []
    for field, question, may_type, _ in questions_of(questions):
        typed = form.get(f"{field}-typed", "").strip()[:LONGEST_ANSWER] if may_type else ""
        chosen = form.get(field, "")
        allowed = {CHOSEN + option.meaning for option in question.options}
        if typed or chosen in allowed:
            answer = question.answered(typed or chosen.removeprefix(CHOSEN))
            found.append((str(answer.kind), answer.sheet, answer.column, answer.found, answer.meaning))
    return found
