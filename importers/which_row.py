"""Which of several rows has a sheet's headings? Only a person can say: asked, and remembered as other choices are."""

from collections.abc import Iterable, Sequence

from importers.choices import How, Matched, Option, Question, filed_as
from importers.find_headings import HeadingRow, Lookup
from importers.problems import Problem
from importers.wording import as_shown
from trustops.models import ChoiceKind

ROW_OF_HEADINGS = "row of headings"
"""What the choice is filed under, beside the headings themselves: its meaning is the number of a row."""

HEADINGS_SHOWN = 4


def chosen_row(lookup: Lookup, rows: Iterable[HeadingRow]) -> tuple[HeadingRow, How] | None:
    """The row that a person chose, and how that is known; None where nobody has, or it cannot be that one."""
    meant = lookup.decided(filed_as(ROW_OF_HEADINGS))
    return next(((row, meant[1]) for row in rows if meant and str(row.number) == meant[0]), None)


def matched_row(lookup: Lookup, tab: str, row: HeadingRow, how: How) -> Matched:
    """The choice as it is shown beside what else was taken for what."""
    number, sheet = str(row.number), lookup.sheet.name
    label = f"row {number}"
    return Matched(ChoiceKind.HEADING, sheet, tab, f"A{number}", ROW_OF_HEADINGS, number, label, how)


def ask_row(lookup: Lookup, tab: str, rows: Sequence[HeadingRow], problem: Problem) -> Question:
    """The question which row it is, each shown with its first few headings."""
    return Question(
        kind=ChoiceKind.HEADING,
        tab=tab,
        cell="",  # the problem says where
        found=ROW_OF_HEADINGS,
        message=problem.message,
        options=tuple(Option(str(row.number), _label(row)) for row in rows),
        sheet=lookup.sheet.name,
        key=filed_as(ROW_OF_HEADINGS),
        words=f"Which row has the headings of {tab}?",
    )


def _label(row: HeadingRow) -> str:
    shown = [as_shown(heading.text) for heading in row.headings[:HEADINGS_SHOWN]]
    return f"Row {row.number}: {', '.join(shown)}{' …' if len(row.headings) > HEADINGS_SHOWN else ''}"
