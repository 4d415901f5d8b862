"""How does a file become facts? Read, checked, compared, and accepted in one transaction; a preview stops before.

The preview and the import are the same code: the counts that a person confirms are the counts that are written.
"""

import gc
import getpass
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select

from importers.cells import Bad
from importers.headings import is_guide, known_sheet, match_headings
from importers.links import check_links
from importers.problems import Problem, Severity
from importers.reader import SheetCells, Workbook, read_workbook
from importers.sheets import SheetRows, read_rows
from importers.sources import Context, Source, recognise
from trustops.models import Fact, Kpi, Relation, School, Trust, sheet_of
from trustops.quantities.errors import TrustopsError
from trustops.schemas.checks import checks_of, first_fault
from trustops.store.engine import reading, writing
from trustops.store.write import Comparison, Incoming, Origin, compare, write

WORKBOOK = "workbook"


@dataclass(frozen=True, slots=True)
class Options:
    """How to import: which source the file is (None: recognise it), which trust's rows of a national file, whether
    only to preview, whether the good rows may go in without the refused ones, and who accepts (None: the account of
    this machine)."""

    source: str | None = None
    trust_uid: str | None = None
    dry_run: bool = False
    partial: bool = False
    accepted_by: str | None = None


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What a sheet's rows came to; every row is exactly one of new, changed, same and refused."""

    sheet: str
    rows: int
    new: int
    changed: int
    same: int
    refused: int


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one row, before and after."""

    sheet: str
    key: str
    column: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do."""

    file: str
    sha256: str
    source: str
    sheets: tuple[SheetReport, ...]
    problems: tuple[Problem, ...]
    changes: tuple[FieldChange, ...]
    accepted: bool
    import_id: int | None

    @property
    def refused(self) -> int:
        return sum(sheet.refused for sheet in self.sheets)


class CannotRead(TrustopsError):
    """The file as a whole will not do: every sentence says where and what to do."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.message for problem in problems))


@dataclass(frozen=True, slots=True)
class Brought:
    """A file's rows, sheet by sheet, before anything is known of the database."""

    sha256: str
    source: str
    sheets: Sequence[SheetRows]
    problems: Sequence[Problem]


def import_file(engine: Engine, path: Path, options: Options | None = None) -> ImportReport:
    """Import one file: a workbook of WORKBOOK.md's sheets, or public data that a source adapter recognises.

    All of it goes in, or nothing does; ``partial`` lets the good rows in without the refused ones. A file that
    cannot be read at all raises a :class:`TrustopsError` of one or more plain sentences, and nothing is changed.
    """
    options = options or Options()
    _check_path(path)
    source = recognise(path, None if options.source == WORKBOOK else options.source)
    if options.trust_uid and source is None:
        raise TrustopsError(f"{path.name} is a trust's own workbook, not a national file; leave --trust out.")
    with _collector_paused():
        # The file is read before the transaction begins, so that nobody waits for a slow file.
        brought = _from_source(engine, path, source, options) if source else _from_workbook(read_workbook(path))
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
    check_links(connection, brought.sheets)
    from_public = brought.source != WORKBOOK
    compared = [(read, compare(connection, _incoming(read, from_public))) for read in brought.sheets]
    reports = tuple(_report(read, comparison, brought.problems) for read, comparison in compared)
    accept = not options.dry_run and (options.partial or not any(report.refused for report in reports))
    import_id = None
    if accept:
        origin = Origin(path.name, brought.sha256, brought.source, options.accepted_by or getpass.getuser())
        import_id = write(connection, [comparison for _, comparison in compared], origin)
    problems = [*brought.problems, *(problem for read in brought.sheets for problem in read.problems)]
    problems.sort(key=lambda problem: list(Severity).index(problem.severity))
    return ImportReport(
        file=path.name,
        sha256=brought.sha256,
        source=brought.source,
        sheets=reports,
        problems=tuple(problems),
        changes=tuple(change for _, comparison in compared for change in _field_changes(comparison)),
        accepted=accept,
        import_id=import_id,
    )


def _incoming(read: SheetRows, unknown_keeps: bool) -> Incoming:
    kept = [index for index in range(len(read.rows)) if index not in read.refused]
    return Incoming(
        model=read.sheet.model,
        columns=read.columns,
        rows=[tuple(read.rows[index]) for index in kept],
        source_rows=[read.numbers[index] for index in kept],
        unknown_keeps=unknown_keeps,
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


def _from_workbook(book: Workbook) -> Brought:
    """The rows of every sheet that trustops knows; what it does not know is said, and left out."""
    problems = [_note("workbook.note", "", note) for note in book.notes]
    sheets: list[SheetRows] = []
    known = 0
    for cells in book.sheets:
        if is_guide(cells.name):
            continue
        sheet = known_sheet(cells.name)
        if sheet is None or cells.state != "visible":
            problems += _left_out(cells)
            continue
        known += 1
        headed, found = match_headings(sheet, cells)
        problems += found
        if headed is not None:
            sheets.append(read_rows(headed))
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        raise CannotRead(errors)
    _check_something(book, known, sheets)
    return Brought(book.sha256, WORKBOOK, sheets, problems)


def _left_out(cells: SheetCells) -> list[Problem]:
    if not cells.rows:
        return []
    if cells.state != "visible":
        why = f"Sheet {cells.name} is hidden, so it was not read; unhide it if it should be."
    else:
        why = f"Sheet {cells.name} is not one that trustops knows, so it was left out (see `trustops template`)."
    return [_note("sheet.left_out", cells.name, why)]


def _note(code: str, sheet: str, message: str) -> Problem:
    return Problem(code, Severity.NOTE, sheet, "", None, "", "", "", message)


def _check_something(book: Workbook, known: int, sheets: Sequence[SheetRows]) -> None:
    if not any(cells.rows for cells in book.sheets):
        raise TrustopsError(f"{book.file_name} is an empty workbook; run `trustops template` for one to fill in.")
    if not known:
        raise TrustopsError(
            f"{book.file_name} has none of the sheets that trustops knows; run `trustops template` to see them."
        )
    if not any(read.rows for read in sheets):
        raise TrustopsError(f"{book.file_name} has headings but no rows under them; fill in a sheet and try again.")


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
    problems = [*read.problems, *(_note("source.left_out", "", left.message) for left in read.left_out)]
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
    relations = connection.execute(select(Relation.urn)).scalars()
    return Context(
        trust_uid=connection.execute(select(Trust.group_uid)).scalar(),
        member_urns=frozenset(relations),
        known_urns=frozenset(connection.execute(select(School.urn)).scalars()),
        known_kpis=frozenset(connection.execute(select(Kpi.kpi)).scalars()),
    )


def digest(path: Path) -> str:
    """The SHA-256 of a file, by which it is known again."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
