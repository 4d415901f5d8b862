"""What became of each row of a sheet? New, changed, the same, standing there twice, or refused."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from importers.problems import Problem, Severity
from importers.sheets import SheetRows
from trustops.store.write import Comparison

LONGEST_TEXT = 32_767  # what one cell of Excel holds


class Outcome(StrEnum):
    """What an import did, or would do, with one row; its words are what a person reads beside the row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REPEATED = "same as another row"
    REFUSED = "refused"


def row_outcomes(read: SheetRows, comparison: Comparison) -> dict[int, Outcome]:
    """The outcome of every row of a sheet by its number in the file, from what was refused and what compared."""
    outcomes = dict.fromkeys(read.numbers, Outcome.SAME)
    outcomes |= {row: Outcome.NEW for row in comparison.created_source_rows if row is not None}
    outcomes |= {change.source_row: Outcome.CHANGED for change in comparison.changed if change.source_row is not None}
    outcomes |= {read.numbers[index]: Outcome.REFUSED for index in read.refused}
    outcomes |= {read.numbers[index]: Outcome.REPEATED for index in read.repeated}
    return outcomes


def problems_by_row(problems: Iterable[Problem]) -> dict[tuple[str, int], list[Problem]]:
    """The problems of each row, by its sheet's name in the file and its number; those of no one row are left out."""
    rows: dict[tuple[str, int], list[Problem]] = {}
    for problem in problems:
        if problem.row is not None:
            rows.setdefault((problem.sheet, problem.row), []).append(problem)
    return rows


def refused_by_row(problems: Iterable[Problem]) -> Mapping[tuple[str, int], list[Problem]]:
    """What refused each refused row: only errors do."""
    return problems_by_row(problem for problem in problems if problem.severity is Severity.ERROR)


def sentences(problems: Iterable[Problem]) -> str:
    """What is wrong, as one text that a cell or a comment can hold; a sentence that is given twice is said once."""
    return " ".join(dict.fromkeys(problem.message for problem in problems))[:LONGEST_TEXT]
