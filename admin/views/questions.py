"""What is asked of a person about their file? Each question with the name of its field, and what they answered."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from admin.views.differences import sheet_named
from importers.choices import LEAVE_OUT, Option, Question
from importers.values import place_said, sheet_called
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
    """A question with the name of its field, and its options in groups."""

    field: str
    question: Question
    groups: Mapping[str, Sequence[Option]]

    @property
    def words(self) -> str:
        """The question itself, in few words; its message says where it arose, and what happens without an answer."""
        return self.question.words or f"{ASKED[self.question.kind]} “{as_shown(self.question.found)}”?"

    @property
    def in_grid(self) -> bool:
        """Whether it is a row of a grid: a word that stands in cells."""
        return self.question.kind is ChoiceKind.VALUE

    @property
    def may_type(self) -> bool:
        """Whether a code that is not among the options may be typed besides."""
        place = self.question.sheet, self.question.column
        return self.in_grid and not sheet_called(place[0]).column(place[1]).choices

    @property
    def help(self) -> str:
        """What is said under the question; of which row is meant, its own options say enough."""
        return self.question.message if self.question.cell or self.question.kind is ChoiceKind.SHEET else ""

    @property
    def may_leave_out(self) -> bool:
        return self.question.options[-1].meaning == LEAVE_OUT


class Grid(NamedTuple):
    """The words of one column of the file, open and settled: what the column is called, and a question a row."""

    title: str
    rows: Sequence[AskedQuestion]


def questions_of(questions: Sequence[Question]) -> list[AskedQuestion]:
    """The questions with the names of their fields, those first for want of which rows are refused."""
    asked = [AskedQuestion(f"answer-{place}", each, in_groups(each)) for place, each in enumerate(questions)]
    return sorted(asked, key=lambda each: not each.question.required)


def of_the_layout(asked: Iterable[AskedQuestion]) -> list[AskedQuestion]:
    """What is asked about sheets and headings, each with its own words."""
    return [each for each in asked if each.question.kind is not ChoiceKind.VALUE]


def grids_of(asked: Iterable[AskedQuestion]) -> list[Grid]:
    """What is asked about the words in cells, as a grid for each column that they stand in."""
    grids: dict[str, list[AskedQuestion]] = {}
    for each in asked:
        if each.question.kind is ChoiceKind.VALUE:
            grids.setdefault(place_said(each.question.sheet, each.question.column), []).append(each)
    return [Grid(title, rows) for title, rows in grids.items()]


def in_groups(question: Question) -> dict[str, list[Option]]:
    """The possible answers but for “leave it out”: what is likely first, sheets under what they are about.

    An answer that stands under no heading has the empty one.
    """
    groups: dict[str, list[Option]] = {}
    for option in question.options:
        if option.meaning == LEAVE_OUT:
            continue
        sheet = sheet_named(option.meaning) if question.kind is ChoiceKind.SHEET else None
        likely = question.how is None and option.meaning == question.suggestion
        groups.setdefault(LIKELY if likely else sheet.group if sheet else "", []).append(option)
    return {name: groups[name] for name in sorted(groups, key=lambda name: name != LIKELY)}


def answers(questions: Sequence[Question], form: Mapping[str, str]) -> list[tuple[str, ...]]:
    """What a person answered, as a job's arguments keep it; what is left open, or as it was settled, is left out."""
    found: list[tuple[str, ...]] = []
    for each in questions_of(questions):
        field, question = each.field, each.question
        typed = form.get(f"{field}-typed", "").strip()[:LONGEST_ANSWER] if each.may_type else ""
        chosen = form.get(field, "")
        allowed = {CHOSEN + option.meaning for option in question.options}
        answer = question.answered(typed or chosen.removeprefix(CHOSEN))
        as_it_was = question.how is not None and answer.meaning == question.suggestion
        if (typed or chosen in allowed) and not as_it_was:
            found.append((str(answer.kind), *answer.filed[1:], answer.meaning, answer.written))
    return found
