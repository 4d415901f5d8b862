"""Does each code lead somewhere? References between sheets and to what is already known, keys written twice, and
KPI figures in their KPI's unit."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from sqlalchemy import Connection, select

from importers.cells import AsPercent, Bad
from importers.problems import Severity
from importers.sheets import SheetRows
from trustops.models import SHEETS, TRUST_SITE, Base, Kind, Kpi, SheetColumn, sheet_of
from trustops.models.kpi import Unit
from trustops.quantities.words import listed

SCHOOL_URN = "school.urn"


def check_links(connection: Connection, sheets: Sequence[SheetRows]) -> None:
    """Refuse the rows that contradict one another, refer to nothing, or give a percentage for what is none.

    Each table referred to is asked for its keys once; sheets are taken in an order in which nothing refers to a later
    one, so a row that leans on a refused row is refused too.
    """
    known = Known(connection, sheets)
    order = {model: place for place, model in enumerate(SHEETS)}
    for read in sorted(sheets, key=lambda sheet: order[sheet.sheet.model]):
        refuse_contradictions(read)
        _refuse_unknown(read, known)
        _settle_percentages(read, known)
        known.add(read)


class Known:
    """The codes that a reference may lead to: what the database holds, and what this workbook brings."""

    def __init__(self, connection: Connection, sheets: Sequence[SheetRows]) -> None:
        wanted = {target for read in sheets for column in read.sheet.columns for target in _targets(column)}
        self.codes: dict[str, set[str]] = {target: _codes(connection, target) for target in sorted(wanted)}
        self.units: dict[str, Unit] = {}
        if any(column.in_kpi_unit for read in sheets for column in read.sheet.columns):
            self.units = {row.kpi: row.unit for row in connection.execute(select(Kpi.kpi, Kpi.unit))}

    def add(self, read: SheetRows) -> None:
        """What a sheet's accepted rows bring."""
        table = read.sheet.model.__tablename__
        for index, column in enumerate(read.columns):
            codes = self.codes.get(f"{table}.{column}")
            if codes is not None:
                codes.update(values[index] for place, values in enumerate(read.rows) if place not in read.refused)
        if read.sheet.model is Kpi:
            self._add_units(read)

    def _add_units(self, read: SheetRows) -> None:
        kpi, unit = read.column_of("kpi"), read.column_of("unit")
        if kpi is not None and unit is not None:
            self.units.update({row[kpi]: row[unit] for i, row in enumerate(read.rows) if i not in read.refused})


def _targets(column: SheetColumn) -> Iterable[str]:
    if column.refers_to or column.refers_to_each:
        yield column.refers_to or column.refers_to_each or ""
    if column.kind is Kind.SITE:
        yield SCHOOL_URN


def _codes(connection: Connection, target: str) -> set[str]:
    table, name = target.split(".")
    return set(connection.execute(select(Base.metadata.tables[table].columns[name])).scalars())


def refuse_contradictions(read: SheetRows) -> None:
    """The same key twice: once is enough where the facts agree; where they differ, every such row is refused."""
    key = [read.columns.index(name) for name in read.sheet.key if name in read.columns]
    keys = {
        index: tuple([values[place] for place in key])
        for index, values in enumerate(read.rows)
        if index not in read.refused
    }
    if len(set(keys.values())) == len(keys):
        return
    groups: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for index, found in keys.items():
        groups[found].append(index)
    for places in groups.values():
        if len(places) > 1:
            _settle_twins(read, places)


def _settle_twins(read: SheetRows, places: list[int]) -> None:
    column = read.sheet.key[0] if read.sheet.key else read.columns[0]
    agree = all(read.rows[place] == read.rows[places[0]] for place in places)
    for place in places[1:] if agree else places:
        others = [str(read.numbers[other]) for other in places if other != place]
        found = read.rows[place][read.columns.index(column)]
        rows = f"row{'s' if len(others) > 1 else ''} {listed(others)}"
        if agree:
            bad = Bad("row.repeated", f"stands again just as on {rows}", "one of them is enough")
            read.problems.append(read.problem(place, column, found, bad, Severity.NOTE))
            read.repeated.add(place)
        else:
            why = f"has the same key as {rows} but says something else"
            read.refuse(place, column, found, Bad("row.contradicts_another", why, "keep the right one"))
    read.refused |= read.repeated


def _refuse_unknown(read: SheetRows, known: Known) -> None:
    own = f"{read.sheet.model.__tablename__}."
    for column in read.sheet.columns:
        index = read.column_of(column.name)
        if index is None:
            continue
        for target in _targets(column):
            if target.startswith(own):
                continue
            _refuse_in_column(read, column, index, known.codes[target])
    _refuse_self_references(read, known, own)


def _refuse_self_references(read: SheetRows, known: Known, own: str) -> None:
    """Rows may refer to rows of their own sheet; a refusal can undo another, so it is asked until nothing changes."""
    columns = [c for c in read.sheet.columns if any(t.startswith(own) for t in _targets(c)) and c.name in read.columns]
    while columns:
        before = len(read.refused)
        for column in columns:
            target = next(iter(_targets(column)))
            key = read.columns.index(target.removeprefix(own))
            brought = {values[key] for place, values in enumerate(read.rows) if place not in read.refused}
            _refuse_in_column(read, column, read.columns.index(column.name), known.codes[target] | brought)
        if len(read.refused) == before:
            return


def _refuse_in_column(read: SheetRows, column: SheetColumn, index: int, codes: set[str]) -> None:
    settled: dict[Any, list[str]] = {}
    for place, values in enumerate(read.rows):
        value = values[index]
        if value is None or value == () or place in read.refused:
            continue
        if value not in settled:
            settled[value] = _unknown(column, value, codes)
        if settled[value]:
            _refuse_reference(read, place, column, settled[value][0], codes)


def _unknown(column: SheetColumn, value: Any, codes: set[str]) -> list[str]:
    if column.kind is Kind.LIST:
        return [code for code in value if code not in codes]
    return [] if value in codes or (column.kind is Kind.SITE and value == TRUST_SITE) else [value]


def _refuse_reference(read: SheetRows, place: int, column: SheetColumn, code: str, codes: set[str]) -> None:
    target = next(iter(_targets(column))).split(".")[0]
    sheet = next(sheet_of(model) for model in SHEETS if model.__tablename__ == target)
    near = get_close_matches(code, codes, 1, 0.75)
    hint = f"did you mean {near[0]}? Or add it there" if near else "add it there, or correct it here"
    why = f"is not on the {sheet.name} sheet, nor known already"
    read.refuse(place, column.name, code, Bad(f"reference.unknown_{target}", why, hint))


def _settle_percentages(read: SheetRows, known: Known) -> None:
    """A percentage is right for a KPI in percent, and a question for any other."""
    kpi = read.column_of("kpi")
    columns = [(column, read.column_of(column.name)) for column in read.sheet.columns if column.in_kpi_unit]
    for column, index in columns:
        if index is None or kpi is None:
            continue
        for place, values in enumerate(read.rows):
            value = values[index]
            if value.__class__ is not AsPercent:
                continue
            values[index] = value.value
            unit = known.units.get(values[kpi])
            if unit is not Unit.PERCENT and place not in read.refused:
                why = f"is a percentage, but KPI {values[kpi]} is in {unit.value if unit else 'another unit'}"
                bad = Bad("cell.percent_of_what", why, "give it in that unit")
                read.refuse(place, column.name, f"{value.value}%", bad)
