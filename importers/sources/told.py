"""What must a person say of a public file that does not say so itself? Its year, and whether it may still change.

What they said comes with the :class:`~importers.sources.model.Context`. Until then the file is not refused but asked
about: the figures of one year are never taken for another's.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from importers.choices import ABOUT_FILE, Option, Question
from importers.problems import Problem, Severity
from importers.report import CannotRead
from trustops.models import ChoiceKind
from trustops.quantities.years import AcademicYear

YEAR, STATUS, TRUST = "year", "status", "trust"
YEARS_OFFERED = 14


def asks(message: str, *questions: Question) -> CannotRead:
    """The error that asks a person: what the file does not say, and the questions whose answers would do."""
    problem = Problem("file.says_not", Severity.ERROR, "", "", None, "", "", "", message)
    return CannotRead([problem], questions)


def which_year(words: str, suggestion: AcademicYear | None = None) -> Question:
    """Which academic year a file is of: this one, or one of those before it."""
    years = [AcademicYear.containing(datetime.now(UTC).date())]
    while len(years) < YEARS_OFFERED:
        years.append(years[-1].previous())
    likely = str(suggestion) if suggestion in years else None
    return _question(YEAR, words, [(str(year), str(year)) for year in years], likely)


def which_status(words: str, statuses: Iterable[str]) -> Question:
    """Whether the figures of a file may still change."""
    return _question(STATUS, words, [(status, status) for status in statuses])


def which_trust(words: str, trusts: Iterable[tuple[str, str]]) -> Question:
    """Whose figures are wanted of a file, by UID, each with what a person reads."""
    return _question(TRUST, words, trusts)


def _question(about: str, words: str, options: Iterable[tuple[str, str]], suggestion: str | None = None) -> Question:
    return Question(
        kind=ChoiceKind.FILE,
        tab="",
        cell="",
        found=about,
        message=words,
        options=tuple(Option(*option) for option in options),
        sheet=ABOUT_FILE,
        key=about,
        suggestion=suggestion,
        words=words,
    )
