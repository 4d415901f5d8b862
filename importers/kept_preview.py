"""What was a person shown of their file? The preview kept beside its job, so that a page can show it again and again.

What would fill a screen many times over is cut: the first changes, and the first problems of each kind; the counts
are of all of them.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from importers.choices import How, Matched, Option, Question
from importers.problems import Problem, Severity
from importers.report import CannotRead, FieldChange, ImportReport, ProblemGroup, SheetReport, grouped
from trustops.models import ChoiceKind
from trustops.store.write import plain

MOST_CHANGES = 1_000
MOST_OF_A_KIND = 100
FILE = "preview.json"


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. ``refusal`` says why the file as a whole will not do (empty: it will).

    The values of ``report.changes`` are as JSON keeps them; ``changes_in_all`` counts those that were cut.
    """

    report: ImportReport
    groups: tuple[ProblemGroup, ...]
    changes_in_all: int
    refusal: str = ""

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """The rows that would be new, changed, refused and deleted."""
        sheets = self.report.sheets
        new, changed = sum(sheet.new for sheet in sheets), sum(sheet.changed for sheet in sheets)
        return new, changed, self.report.refused, self.report.deleted

    @property
    def writes(self) -> bool:
        new, changed, _, deleted = self.counts
        return bool(new or changed or deleted)


def preview_of(report: ImportReport) -> Preview:
    """What a report has to show."""
    cut = replace(report, problems=(), outcomes={}, changes=report.changes[:MOST_CHANGES])
    return Preview(cut, _groups(report.problems), len(report.changes))


def unreadable(file: str, error: CannotRead) -> Preview:
    """What a file that cannot be read as it stands has to show: why, and what a person may answer so that it can."""
    report = ImportReport(
        file, "", "workbook", (), (), (), False, None, questions=error.questions, matched=error.matched
    )
    return Preview(report, _groups(error.problems), 0, str(error))


def _groups(problems: tuple[Problem, ...]) -> tuple[ProblemGroup, ...]:
    kinds: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        kept = kinds.setdefault((problem.code, problem.sheet, problem.column), [])
        if len(kept) < MOST_OF_A_KIND:
            kept.append(problem)
    return tuple(
        replace(group, examples=tuple(kinds[group.code, group.sheet, group.column])) for group in grouped(problems)
    )


def keep(folder: Path, preview: Preview) -> None:
    """Keep a preview in the folder of its job."""
    (folder / FILE).write_text(json.dumps(asdict(preview), default=plain), "utf-8")


def kept(folder: Path) -> Preview | None:
    """The preview that was kept in a folder, or None."""
    try:
        told = json.loads((folder / FILE).read_text("utf-8"))
    except OSError:
        return None
    report = told["report"] | {
        "sheets": tuple(SheetReport(**each) for each in told["report"]["sheets"]),
        "changes": tuple(FieldChange(**each) for each in told["report"]["changes"]),
        "questions": tuple(map(_question, told["report"]["questions"])),
        "settled": tuple(map(_question, told["report"].get("settled", ()))),
        "matched": tuple(map(_matched, told["report"]["matched"])),
        "problems": (),
    }
    groups = tuple(map(_group, told["groups"]))
    return Preview(ImportReport(**report), groups, told["changes_in_all"], told["refusal"])


def _problem(told: Mapping[str, Any]) -> Problem:
    return Problem(**{**told, "severity": Severity(told["severity"])})


def _group(told: Mapping[str, Any]) -> ProblemGroup:
    examples = tuple(map(_problem, told["examples"]))
    return ProblemGroup(**{**told, "severity": Severity(told["severity"]), "examples": examples})


def _question(told: Mapping[str, Any]) -> Question:
    options = tuple(Option(**each) for each in told["options"])
    how = How(told["how"]) if told.get("how") else None
    return Question(**{**told, "kind": ChoiceKind(told["kind"]), "options": options, "how": how})


def _matched(told: Mapping[str, Any]) -> Matched:
    return Matched(**{**told, "kind": ChoiceKind(told["kind"]), "how": How(told["how"])})
