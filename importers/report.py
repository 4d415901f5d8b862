"""What did an import do, or what would it do? The report that the page, the command line and the API all read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from importers.choices import Matched, Question
from importers.outcomes import Outcome
from importers.problems import Problem, Severity
from trustops.quantities.errors import TrustopsError

EXAMPLES = 3
THE_ROW, THERE, DELETED = "the row", "there", "deleted"
"""How a change says that a whole row goes: its column, what is there before, and after."""


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What a sheet's rows came to; every row is exactly one of new, changed, same and refused.

    ``deleted`` are rows of the database that the file does not bring, where the sheet is to be replaced.
    """

    sheet: str
    rows: int
    new: int
    changed: int
    same: int
    refused: int
    deleted: int = 0


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one row, before and after; ``column`` is ``THE_ROW`` where the whole row would be deleted."""

    sheet: str
    key: str
    column: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Problems of one kind in one column: how many, the first few, and one sentence for them all."""

    code: str
    severity: Severity
    sheet: str
    column: str
    count: int
    examples: tuple[Problem, ...]
    message: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do.

    ``questions`` are what a person may answer before the next try, ``settled`` those about words that are answered
    already (remembered, or chosen for this try), ``matched`` what was taken for what, and ``outcomes`` (where asked
    for) what became of each row, by its tab's name and its number.
    """

    file: str
    sha256: str
    source: str
    sheets: tuple[SheetReport, ...]
    problems: tuple[Problem, ...]
    changes: tuple[FieldChange, ...]
    accepted: bool
    import_id: int | None
    questions: tuple[Question, ...] = ()
    settled: tuple[Question, ...] = ()
    matched: tuple[Matched, ...] = ()
    outcomes: Mapping[str, Mapping[int, Outcome]] = field(default_factory=dict)

    @property
    def refused(self) -> int:
        return sum(sheet.refused for sheet in self.sheets)

    @property
    def deleted(self) -> int:
        return sum(sheet.deleted for sheet in self.sheets)

    @property
    def groups(self) -> tuple[ProblemGroup, ...]:
        return grouped(self.problems)


class CannotRead(TrustopsError):
    """The file as a whole will not do: every sentence says where and what to do.

    ``questions`` are what a person may answer so that it will, ``matched`` what was understood.
    """

    def __init__(
        self, problems: Sequence[Problem], questions: Sequence[Question] = (), matched: Sequence[Matched] = ()
    ) -> None:
        self.problems = tuple(problems)
        self.questions = tuple(questions)
        self.matched = tuple(matched)
        super().__init__(" ".join(problem.message for problem in problems))


class Cancelled(TrustopsError):
    """Somebody stopped the import before it was written; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("The import was stopped before anything was written; import the file again when it suits.")


def grouped(problems: Iterable[Problem]) -> tuple[ProblemGroup, ...]:
    """Problems by what is wrong, on which sheet and in which column, in the order of the first of each."""
    groups: dict[tuple[str, Severity, str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.code, problem.severity, problem.sheet, problem.column), []).append(problem)
    return tuple(
        ProblemGroup(*kind, count=len(same), examples=tuple(same[:EXAMPLES]), message=_sentence(same))
        for kind, same in groups.items()
    )


def _sentence(same: Sequence[Problem]) -> str:
    first = same[0].message
    return first if len(same) == 1 else f"{len(same):,} times, the first being: {first}"
