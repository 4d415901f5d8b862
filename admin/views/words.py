"""What do this trust's own words mean to trustops? All that was chosen when files came in, to see and to change."""

from typing import NamedTuple

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from admin.pages import TrustopsView, expose
from admin.security.policy import classes_seen
from admin.security.signed_in import engine_of_app
from admin.views.questions import CHOSEN, AskedQuestion, in_groups
from importers.asked_values import NAMES
from importers.choices import Answer, Choices, Kept, Question, forget, remember
from importers.kept_words import kept_questions, where_said
from importers.values import sheet_called
from trustops.models import ChoiceKind, DataClass
from trustops.quantities.words import counted
from trustops.store.engine import reading, writing

ASK_AGAIN = "ask"


class Word(NamedTuple):
    """A word that is remembered: the field for what it means, where it stands in files, and who chose it."""

    asked: AskedQuestion
    where: str
    kept: Kept


class WordsPages(TrustopsView):
    """What is remembered of the words in this trust's files."""

    @expose("/words")
    def words(self) -> str:
        seen = classes_seen(self.user.held)
        with reading(engine_of_app()) as connection:
            words = [_word(*each) for each in kept_questions(connection)]
        shown = [word for word in words if may_be_seen(word.kept.answer, seen)]
        return self.show("data_words.html", words=shown, hidden=len(words) - len(shown))

    @expose("/words", "POST")
    def change_words(self) -> Response:
        """Keep what was chosen of the words that were shown; what is to be asked again is forgotten."""
        seen = classes_seen(self.user.held)
        with writing(engine_of_app()) as connection:
            words = [_word(*each) for each in kept_questions(connection)]
            mine = [word for word in words if may_be_seen(word.kept.answer, seen)]
            gone = [word.kept.answer for word in mine if request.form.get(word.asked.field) == ASK_AGAIN]
            changed = [answer for word in mine if (answer := _changed(word.asked)) is not None]
            forget(connection, gone)
            remember(connection, Choices(tuple(changed)), self.user.name)
        said = [f"{counted(len(changed), 'word means', 'words mean')} something else now"] * bool(changed)
        said += [f"{counted(len(gone), 'word is', 'words are')} asked about again"] * bool(gone)
        flash(f"{' and '.join(said)}; what was imported before stays as it is." if said else "Nothing was changed.")
        return redirect(url_for(".words"), 303)


def may_be_seen(answer: Answer, seen: frozenset[DataClass]) -> bool:
    """Whether a word may be shown to somebody: one for a person is a name as often as not."""
    if answer.kind is not ChoiceKind.VALUE:
        return True
    sheet = sheet_called(answer.sheet)
    return sheet.column(answer.column).choices is not None or all(
        column.data_class in seen for column in sheet.columns if column.name in NAMES
    )


def _word(kept: Kept, question: Question) -> Word:
    return Word(AskedQuestion(f"word-{kept.id}", question, in_groups(question)), where_said(kept.answer), kept)


def _changed(asked: AskedQuestion) -> Answer | None:
    """The answer that a person chose in the place of the one that is kept, or None."""
    chosen = request.form.get(asked.field, "")
    for option in asked.question.options:
        if chosen == CHOSEN + option.meaning and option.meaning != asked.question.suggestion:
            return asked.question.answered(option.meaning)
    return None
