"""How does a file become facts? Read, checked, compared, and accepted in one transaction; a preview stops before.

The preview and the import are the same code: the counts that a person confirms are the counts that are written.
"""

import gc
import getpass
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from importers.cells import Bad
from importers.choices import Choices, Decided, Matched, Question, remember, remembered
from importers.links import check_links
from importers.outcomes import Outcome, row_outcomes
from importers.problems import Problem, Severity
from importers.reader import read_workbook
from importers.replacing import check_confirmed, sheets_to_replace
from importers.report import Cancelled, CannotRead, FieldChange, ImportReport, ProblemGroup, SheetReport
from importers.sheets import SheetRows
from importers.sources import Context, Source, recognise
from importers.tabs import note, read_tabs
from importers.values import value_questions
from trustops.models import Fact, Kpi, Relation, School, SchoolYear, Trust, sheet_of
from trustops.quantities.errors import TrustopsError
from trustops.schemas.checks import checks_of, first_fault
from trustops.snapshot import OURS
from trustops.store.engine import reading, writing
from trustops.store.remove import refuse_if_referred
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

WORKBOOK = "workbook"


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


@dataclass(frozen=True, slots=True)
class Brought:
    """A file's rows, sheet by sheet, before anything is known of the database."""

    sha256: str
    source: str
    sheets: Sequence[SheetRows]
    problems: Sequence[Problem]
    questions: Sequence[Question] = ()
    matched: Sequence[Matched] = ()
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


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
        raise TrustopsError(f"{path.name} is a trust's own workbook, not a national file; leave --trust out.")
    with _collector_paused():
        # The file is read before the transaction begins, so that nobody waits for a slow file.
        options.tell("Reading")
        brought = _from_source(engine, path, source, options) if source else _from_own(engine, path, options)
        with reading(engine) if options.dry_run else writing(engine) as connection:
            return _settle(connection, path, brought, options)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Without Python's search for lost cycles: an import makes many small values and no cycle, and looking for one
    among them over and over takes a fifth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


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
    reports = tuple(_report(read, comparison, brought.problems) for read, comparison in compared)
    accept = not options.dry_run and (options.partial or not any(report.refused for report in reports))
    if accept:
        check_confirmed(reports, replaced, options.confirm_deleted)
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
        questions=_questions(connection, brought),
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
        yield read, compare(connection, incoming)


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


def _questions(connection: Connection, brought: Brought) -> tuple[Question, ...]:
    """What a person may answer; of public data nothing, for its words are its publisher's."""
    own = brought.source == WORKBOOK
    return (*brought.questions, *(value_questions(connection, brought.sheets) if own else ()))


def _outcomes(compared: Sequence[tuple[SheetRows, Comparison]]) -> dict[str, dict[int, Outcome]]:
    return {read.name: row_outcomes(read, comparison) for read, comparison in compared}


def _incoming(read: SheetRows, *, unknown_keeps: bool, replaces: bool) -> Incoming:
    kept = [index for index in range(len(read.rows)) if index not in read.refused]
    return Incoming(
        model=read.sheet.model,
        columns=read.columns,
        rows=[tuple(read.rows[index]) for index in kept],
        source_rows=[read.numbers[index] for index in kept],
        unknown_keeps=unknown_keeps,
        replaces=replaces,
    )


def _report(read: SheetRows, comparison: Comparison, elsewhere: Sequence[Problem]) -> SheetReport:
    """A sheet's counts; rows that a source could not use never became rows, but were refused all the same."""
    name = read.sheet.name
    unusable = {problem.row for problem in elsewhere if problem.sheet == name and problem.severity is Severity.ERROR}
    return SheetReport(
        sheet=name,
        rows=len(read.rows) + len(unusable),
        new=len(comparison.created),
        changed=len(comparison.changed),
        same=comparison.same + len(read.repeated),
        refused=len(read.refused - read.repeated) + len(unusable),
        deleted=len(comparison.deleted),
    )


def _field_changes(comparison: Comparison) -> list[FieldChange]:
    sheet = sheet_of(comparison.model)
    labels = {column.name: column.label for column in sheet.columns}
    return [
        FieldChange(
            sheet.name, " · ".join(str(part) for part in change.key if part is not None), labels[name], old, new
        )
        for change in comparison.changed
        for name, new in change.after.items()
        if name in labels
        for old in (change.before[name],)
    ]


def _from_own(engine: Engine, path: Path, options: Options) -> Brought:
    """The rows of a trust's own file, wherever and however they stand in it."""
    book = read_workbook(path)
    with reading(engine) as connection:
        decided = Decided(options.choices, remembered(connection))
    tabs = read_tabs(book, decided, options.tell)
    return Brought(book.sha256, WORKBOOK, tabs.sheets, tabs.problems, tabs.questions, tabs.matched, tabs.columns)


def _from_source(engine: Engine, path: Path, source: Source, options: Options) -> Brought:
    """The rows that a public file brings, checked as a workbook's are."""
    with reading(engine) as connection:
        context = _context(connection)
    read = source.read(path, trust_uid=options.trust_uid, context=context)
    groups: dict[tuple[type[Fact], tuple[str, ...]], SheetRows] = {}
    for row in read.rows:
        columns = tuple(row.values)
        group = groups.get((row.model, columns))
        if group is None:
            sheet = sheet_of(row.model)
            group = groups[row.model, columns] = SheetRows(sheet, sheet.name, columns, {}, [], [])
        group.rows.append(list(row.values.values()))
        group.numbers.append(row.row)
    for group in groups.values():
        _check_typed(group)
    problems = [*read.problems, *(note("source.left_out", "", left.message) for left in read.left_out)]
    return Brought(digest(path), source.id, list(groups.values()), problems)


def _check_typed(read: SheetRows) -> None:
    columns = [(place, read.sheet.column(name)) for place, name in enumerate(read.columns) if _declared(read, name)]
    for place, column in columns:
        checks = checks_of(column)
        for index, values in enumerate(read.rows):
            fault = first_fault(checks, values[place]) if values[place] is not None else None
            if fault:
                read.refuse(index, column.name, values[place], Bad("cell.out_of_range", fault, "tell its publisher"))


def _declared(read: SheetRows, name: str) -> bool:
    return any(column.name == name for column in read.sheet.columns)


def _context(connection: Connection) -> Context:
    """What a source may ask of the trust that it is brought to."""
    relations = connection.execute(select(Relation.urn, Relation.relation, Relation.from_date, Relation.to_date)).all()
    counted = select(SchoolYear.urn, SchoolYear.year).where(SchoolYear.pupils.is_not(None))
    return Context(
        trust_uid=connection.execute(select(Trust.group_uid)).scalar(),
        member_urns=frozenset(row.urn for row in relations),
        known_urns=frozenset(connection.execute(select(School.urn)).scalars()),
        known_kpis=frozenset(connection.execute(select(Kpi.kpi)).scalars()),
        known_pupils=frozenset((row.urn, row.year) for row in connection.execute(counted)),
        joined=frozenset((row.urn, row.from_date) for row in relations if row.relation in OURS and row.to_date is None),
    )


def digest(path: Path) -> str:
    """The SHA-256 of a file, by which it is known again."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
