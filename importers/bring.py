"""How does a file become facts? Read, checked, compared, and accepted in one transaction; a preview stops before.

The preview and the import are the same code: the counts that a person confirms are the counts that are written.
"""

import getpass
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine

from importers.asked_values import Asked, value_questions
from importers.brought import WORKBOOK, Brought, digest, from_own, from_source
from importers.choices import Choices, remember
from importers.links import check_links
from importers.locked import without_locked
from importers.outcomes import Outcome, row_outcomes
from importers.problems import Problem, Severity
from importers.replacing import check_confirmed, sheets_to_replace
from importers.report import (
    DELETED,
    THE_ROW,
    THERE,
    Cancelled,
    CannotRead,
    FieldChange,
    ImportReport,
    ProblemGroup,
    SheetReport,
)
from importers.sheets import SheetRows
from importers.sources import Source, recognise
from trustops.models import sheet_of
from trustops.quantities.errors import TrustopsError
from trustops.store.collector import collector_paused
from trustops.store.engine import reading, writing
from trustops.store.locked import refuse_if_locked
from trustops.store.remove import key_words, refuse_if_referred
from trustops.store.write import Comparison, Incoming, Origin, compare, write

__all__ = [
    "WORKBOOK",
    "Cancelled",
    "CannotRead",
    "FieldChange",
    "ImportReport",
    "Options",
    "ProblemGroup",
    "SheetReport",
    "digest",
    "import_file",
]


@dataclass(frozen=True, slots=True)
class Options:
    """How to import.

    ``source`` is which source the file is (None: recognise it), ``trust_uid`` which trust's rows of a national file,
    ``dry_run`` only to preview, ``partial`` to let the good rows in without the refused ones, ``accepted_by`` who
    accepts (None: the account of this machine). ``choices`` are what this person answered, kept for the next file
    with ``remember``. ``replace`` names sheets whose absent rows are deleted: ``confirm_deleted`` must then be the
    very number that the preview showed. ``outcomes`` asks for what became of every row.

    ``progress`` is told each stage, with how many of how many sheets are done; ``cancelled`` is asked between sheets
    and before anything is kept, and stops the import with :class:`Cancelled`. ``finish`` is called with the report in
    the import's own transaction, so that what it writes is kept together with the rows, or not at all.
    """

    source: str | None = None
    trust_uid: str | None = None
    dry_run: bool = False
    partial: bool = False
    accepted_by: str | None = None
    choices: Choices = field(default_factory=Choices)
    remember: bool = False
    replace: frozenset[str] = frozenset()
    confirm_deleted: int | None = None
    outcomes: bool = False
    progress: Callable[[str, int, int | None], None] | None = None
    cancelled: Callable[[], bool] | None = None
    finish: Callable[[Connection, ImportReport], None] | None = None

    @property
    def who(self) -> str:
        return self.accepted_by or getpass.getuser()

    def tell(self, stage: str, done: int = 0, total: int | None = None) -> None:
        """Say how far the import is; stop it if it is to stop."""
        if self.cancelled is not None and self.cancelled():
            raise Cancelled
        if self.progress is not None:
            self.progress(stage, done, total)


def import_file(engine: Engine, path: Path, options: Options | None = None) -> ImportReport:
    """Import one file: sheets of WORKBOOK.md in any layout, or public data that a source adapter recognises.

    All of it goes in, or nothing does; ``partial`` lets the good rows in without the refused ones. A file that
    cannot be read at all raises a :class:`TrustopsError` of one or more plain sentences, and nothing is changed;
    it is a :class:`CannotRead` with questions where answers (``Options.choices``) would make it readable.
    """
    options = options or Options()
    _check_path(path)
    source = recognise(path, None if options.source == WORKBOOK else options.source)
    if options.trust_uid and source is None:
        raise TrustopsError(
            f"{path.name} is no national file that trustops knows, so no UID is wanted; leave it out and try again."
        )
    with collector_paused():
        # The file is read before the transaction begins, so that nobody waits for a slow file.
        options.tell("Reading")
        brought = _brought(engine, path, source, options)
        with reading(engine) if options.dry_run else writing(engine) as connection:
            return _settle(connection, path, brought, options)


def _brought(engine: Engine, path: Path, source: Source | None, options: Options) -> Brought:
    if source is not None:
        return from_source(engine, path, source, options.trust_uid, options.choices)
    return from_own(engine, path, options.choices, options.tell)


def _check_path(path: Path) -> None:
    if path.is_dir():
        raise TrustopsError(f"{path} is a folder; give the name of a file in it.")
    if not path.exists():
        raise TrustopsError(f"There is no file {path}; check its name and folder.")


def _settle(connection: Connection, path: Path, brought: Brought, options: Options) -> ImportReport:
    replaced = sheets_to_replace(options.replace, brought.sheets)
    check_links(connection, brought.sheets)
    compared = list(_compared(connection, brought, replaced, options))
    if replaced:
        refuse_if_referred(connection, [comparison for _, comparison in compared])
        refuse_if_locked(connection, [comparison for _, comparison in compared])
    reports = _reports(compared, brought.problems)
    accept = not options.dry_run and (options.partial or not any(report.refused for report in reports))
    if accept:
        check_confirmed(reports, replaced, options.confirm_deleted)
    asked = _asked(connection, brought)
    import_id = _accepted(connection, path, brought, compared, options) if accept else None
    problems = [*brought.problems, *(problem for read in brought.sheets for problem in read.problems)]
    problems.sort(key=lambda problem: list(Severity).index(problem.severity))
    report = ImportReport(
        file=path.name,
        sha256=brought.sha256,
        source=brought.source,
        sheets=reports,
        problems=tuple(problems),
        changes=tuple(change for _, comparison in compared for change in _field_changes(comparison)),
        accepted=accept,
        import_id=import_id,
        questions=(*brought.questions, *asked.open),
        settled=asked.settled,
        matched=tuple(brought.matched),
        outcomes=_outcomes(compared) if options.outcomes else {},
    )
    if options.finish is not None:
        options.finish(connection, report)
    options.tell("Keeping")
    return report


def _compared(
    connection: Connection, brought: Brought, replaced: frozenset[str], options: Options
) -> Iterator[tuple[SheetRows, Comparison]]:
    for done, read in enumerate(brought.sheets):
        options.tell(f"Comparing {read.name}", done, len(brought.sheets))
        incoming = _incoming(read, unknown_keeps=brought.source != WORKBOOK, replaces=read.sheet.name in replaced)
        yield read, without_locked(connection, read, compare(connection, incoming))


def _accepted(
    connection: Connection,
    path: Path,
    brought: Brought,
    compared: Sequence[tuple[SheetRows, Comparison]],
    options: Options,
) -> int | None:
    """Write what the comparisons found and keep the choices that led to it; the import's number, if it wrote."""
    options.tell("Writing")
    if options.remember:
        remember(connection, options.choices, options.who)
    origin = Origin(path.name, brought.sha256, brought.source, options.who, columns=brought.columns or None)
    return write(connection, [comparison for _, comparison in compared], origin)


def _asked(connection: Connection, brought: Brought) -> Asked:
    """What is asked of the words of a trust's own file; of public data nothing, for they are its publisher's."""
    own = brought.source == WORKBOOK
    return value_questions(connection, brought.sheets, brought.matched) if own else Asked()


def _outcomes(compared: Sequence[tuple[SheetRows, Comparison]]) -> dict[str, dict[int, Outcome]]:
    return {read.name: row_outcomes(read, comparison) for read, comparison in compared}


def _incoming(read: SheetRows, *, unknown_keeps: bool, replaces: bool) -> Incoming:
    kept = [index for index in range(len(read.rows)) if index not in read.refused]
    absent = tuple(name for name in read.sheet.key if name not in read.columns)  # a part of the key may be empty
    nothing = (None,) * len(absent)
    return Incoming(
        model=read.sheet.model,
        columns=(*read.columns, *absent),
        rows=[(*read.rows[index], *nothing) for index in kept],
        source_rows=[read.numbers[index] for index in kept],
        unknown_keeps=unknown_keeps,
        replaces=replaces,
    )


def _reports(compared: Sequence[tuple[SheetRows, Comparison]], elsewhere: Sequence[Problem]) -> tuple[SheetReport, ...]:
    """Each sheet's counts, in the order of the file; a public file may bring rows of one sheet in several shapes.

    Rows that a source could not use never became rows, but were refused all the same.
    """
    sheets: dict[str, list[tuple[SheetRows, Comparison]]] = {}
    for read, comparison in compared:
        sheets.setdefault(read.sheet.name, []).append((read, comparison))
    return tuple(_report(name, parts, elsewhere) for name, parts in sheets.items())


def _report(name: str, parts: Sequence[tuple[SheetRows, Comparison]], elsewhere: Sequence[Problem]) -> SheetReport:
    unusable = {problem.row for problem in elsewhere if problem.sheet == name and problem.severity is Severity.ERROR}
    return SheetReport(
        sheet=name,
        rows=sum(len(read.rows) for read, _ in parts) + len(unusable),
        new=sum(len(comparison.created) for _, comparison in parts),
        changed=sum(len(comparison.changed) for _, comparison in parts),
        same=sum(comparison.same + len(read.repeated) for read, comparison in parts),
        refused=sum(len(read.refused - read.repeated) for read, _ in parts) + len(unusable),
        deleted=sum(len(comparison.deleted) for _, comparison in parts),
    )


def _field_changes(comparison: Comparison) -> list[FieldChange]:
    sheet = sheet_of(comparison.model)
    labels = {column.name: column.label for column in sheet.columns}
    gone = [
        FieldChange(sheet.name, key_words(key, sheet.name), THE_ROW, THERE, DELETED)
        for key in comparison.deleted.natural_keys()
    ]
    return gone + [
        FieldChange(sheet.name, key_words(change.key, sheet.name), labels[name], old, new)
        for change in comparison.changed
        for name, new in change.after.items()
        if name in labels
        for old in (change.before[name],)
    ]
