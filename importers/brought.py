"""What is in a file, before anything is known of the database? The rows of a trust's own file, or of a public one."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from importers.cells import Bad
from importers.choices import Choices, Decided, Matched, Question, remembered
from importers.problems import Problem
from importers.reader import read_workbook
from importers.sheets import SheetRows
from importers.sources import Context, Source, SourceRow
from importers.sources.told import TRUST
from importers.tabs import note, read_tabs
from trustops.models import Fact, Kpi, Relation, School, SchoolYear, Trust, sheet_of
from trustops.quantities.places import WHOLE_ROW, slots_of
from trustops.schemas.checks import checks_of, first_fault
from trustops.snapshot import OURS
from trustops.store.engine import reading
from trustops.store.load import OWN_WORKBOOK

WORKBOOK = OWN_WORKBOOK


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


def from_own(engine: Engine, path: Path, choices: Choices, tell: Callable[..., None]) -> Brought:
    """The rows of a trust's own file, wherever and however they stand in it."""
    book = read_workbook(path)
    with reading(engine) as connection:
        decided = Decided(choices, remembered(connection))
    tabs = read_tabs(book, decided, tell)
    return Brought(book.sha256, WORKBOOK, tabs.sheets, tabs.problems, tabs.questions, tabs.matched, tabs.columns)


def from_source(engine: Engine, path: Path, source: Source, trust_uid: str | None, choices: Choices) -> Brought:
    """The rows that a public file brings, checked as a workbook's are."""
    told = choices.of_file
    with reading(engine) as connection:
        context = replace(_context(connection), told=told)
    read = source.read(path, trust_uid=trust_uid or told.get(TRUST), context=context)
    groups: dict[tuple[type[Fact], tuple[str, ...]], SheetRows] = {}
    places: dict[type[Fact], list[SourceRow]] = defaultdict(list)
    for row in read.rows:
        columns = tuple(row.values)
        group = groups.get((row.model, columns))
        if group is None:
            sheet = sheet_of(row.model)
            group = groups[row.model, columns] = SheetRows(sheet, sheet.name, columns, {}, [], [])
        group.rows.append(list(row.values.values()))
        group.numbers.append(row.row)
        places[row.model].append(row)
    for group in groups.values():
        _check_typed(group)
    problems = [*read.problems, *(note("source.left_out", "", left.message) for left in read.left_out)]
    slots = {sheet_of(model).name: _slots(model, rows) for model, rows in places.items()}
    return Brought(digest(path), source.id, list(groups.values()), problems, columns=slots)


def _slots(model: type[Fact], rows: Sequence[SourceRow]) -> dict[str, str]:
    """Where in the public file the facts of one sheet stand: each row as a whole, and each figure of it."""
    names = sheet_of(model).key
    keyed = [([row.values.get(name) for name in names], row) for row in rows]
    slots = slots_of(WHOLE_ROW, [(key, row.at.row) for key, row in keyed])
    for column in dict.fromkeys(column for row in rows for column in row.at.cells):
        slots |= slots_of(column, [(key, row.at.cells[column]) for key, row in keyed if column in row.at.cells])
    return slots


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
    near = select(School.local_authority).where(School.urn.in_({row.urn for row in relations if row.relation in OURS}))
    return Context(
        trust_uid=connection.execute(select(Trust.group_uid)).scalar(),
        member_urns=frozenset(row.urn for row in relations),
        known_urns=frozenset(connection.execute(select(School.urn)).scalars()),
        known_kpis=frozenset(connection.execute(select(Kpi.kpi)).scalars()),
        known_pupils=frozenset((row.urn, row.year) for row in connection.execute(counted)),
        areas=frozenset(area for area in connection.execute(near).scalars() if area),
        joined=frozenset((row.urn, row.from_date) for row in relations if row.relation in OURS and row.to_date is None),
    )


def digest(path: Path) -> str:
    """The SHA-256 of a file, by which it is known again."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
