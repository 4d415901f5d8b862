"""Does each code lead somewhere? References between sheets and to what is already known, keys written twice, and
KPI figures in their KPI's unit."""

from collections import defaultdict
from collections.abc import Sequence, Set
from difflib import get_close_matches
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, select

from importers.cells import AsPercent, Bad
from importers.problems import Severity
from importers.sheets import SheetRows
from importers.values import UNKNOWN_REFERENCE, sheet_at, targets
from trustops.models import SHEETS, TRUST_SITE, Base, Kind, Kpi, Sheet, SheetColumn
from trustops.models.kpi import Unit
from trustops.quantities.words import listed

NEAR = 0.75
MOST_HINTS = 20
MOST_TWINS = 3


def check_links(connection: Connection, sheets: Sequence[SheetRows]) -> None:
    """Refuse the rows that contradict one another, refer to nothing, or give a percentage for what is none.

    Each table referred to is asked for its keys once; sheets are taken in an order in which nothing refers to a later
    one, so a row that leans on a refused row is refused too.
    """
    known = Known(connection, sheets)
    order = {model: place for place, model in enumerate(SHEETS)}
    before: dict[Sheet, list[SheetRows]] = defaultdict(list)
    for read in sorted(sheets, key=lambda sheet: order[sheet.sheet.model]):
        refuse_contradictions(read)
        for other in before[read.sheet]:
            _refuse_across(read, other)
        before[read.sheet].append(read)
        _refuse_unknown(read, known)
        _settle_percentages(read, known)
        known.add(read)


class Known:
    """The codes that a reference may lead to: what the database holds, and what this workbook brings."""

    def __init__(self, connection: Connection, sheets: Sequence[SheetRows]) -> None:
        wanted = {target for read in sheets for column in read.sheet.columns for target in targets(column)}
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


def _codes(connection: Connection, target: str) -> set[str]:
    table, name = target.split(".")
    return set(connection.execute(select(Base.metadata.tables[table].columns[name])).scalars())


def refuse_contradictions(read: SheetRows) -> None:
    """The same key twice: once is enough where the facts agree; where they differ, every such row is refused."""
    key = [read.columns.index(name) for name in read.sheet.key if name in read.columns]
    if key and not read.refused and len(set(map(itemgetter(*key), read.rows))) == len(read.rows):
        return
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
        rows = _other_rows(read, places, place)
        found = read.rows[place][read.columns.index(column)]
        if agree:
            bad = Bad("row.repeated", f"stands again just as on {rows}", "one of them is enough")
            read.problems.append(read.problem(place, column, found, bad, Severity.NOTE))
            read.repeated.add(place)
        else:
            why = f"has the same key as {rows} but says something else"
            read.refuse(place, column, found, Bad("row.contradicts_another", why, "keep the right one"))
    read.refused |= read.repeated


def _other_rows(read: SheetRows, places: list[int], place: int) -> str:
    """The rows of the same key, the first few by number: a key may stand a hundred thousand times."""
    named = [str(read.numbers[other]) for other in places[: MOST_TWINS + 1] if other != place][:MOST_TWINS]
    more = len(places) - 1 - len(named)
    return f"row{'s' if len(places) > 2 else ''} {listed([*named, f'{more:,} more'] if more else named)}"


def _refuse_across(read: SheetRows, other: SheetRows) -> None:
    """The same key on two tabs of one sheet: once is enough where they agree; where they differ, neither goes in."""
    if not set(read.sheet.key) <= set(read.columns) & set(other.columns):
        return
    first = {_key(other, index): index for index in range(len(other.rows)) if index not in other.refused}
    column = read.sheet.key[0] if read.sheet.key else read.columns[0]
    for place in range(len(read.rows)):
        twin = first.get(_key(read, place)) if place not in read.refused else None
        if twin is None:
            continue
        found = read.rows[place][read.columns.index(column)]
        where = f"row {other.numbers[twin]} of sheet {other.name}"
        if dict(zip(read.columns, read.rows[place], strict=True)) == dict(
            zip(other.columns, other.rows[twin], strict=True)
        ):
            bad = Bad("row.repeated", f"stands again just as on {where}", "one of them is enough")
            read.problems.append(read.problem(place, column, found, bad, Severity.NOTE))
            read.repeated.add(place)
        else:
            why = f"has the same key as {where} but says something else"
            read.refuse(place, column, found, Bad("row.contradicts_another", why, "keep the right one"))
            back = f"has the same key as row {read.numbers[place]} of sheet {read.name} but says something else"
            other.refuse(twin, column, found, Bad("row.contradicts_another", back, "keep the right one"))
    read.refused |= read.repeated


def _key(read: SheetRows, index: int) -> tuple[Any, ...]:
    return tuple(read.rows[index][read.columns.index(name)] for name in read.sheet.key)


def _refuse_unknown(read: SheetRows, known: Known) -> None:
    own = f"{read.sheet.model.__tablename__}."
    for column in read.sheet.columns:
        index = read.column_of(column.name)
        if index is None:
            continue
        for target in targets(column):
            if target.startswith(own):
                continue
            _refuse_in_column(read, column, index, known.codes[target], skipped=read.repeated)
    _refuse_self_references(read, known, own)


def _refuse_self_references(read: SheetRows, known: Known, own: str) -> None:
    """Rows may refer to rows of their own sheet; a refusal can undo another, so it is asked until nothing changes."""
    columns = [c for c in read.sheet.columns if any(t.startswith(own) for t in targets(c)) and c.name in read.columns]
    while columns:
        before = len(read.refused)
        for column in columns:
            target = next(iter(targets(column)))
            key = read.columns.index(target.removeprefix(own))
            brought = {values[key] for place, values in enumerate(read.rows) if place not in read.refused}
            codes = known.codes[target] | brought
            _refuse_in_column(read, column, read.columns.index(column.name), codes, skipped=read.refused)
        if len(read.refused) == before:
            return


def _refuse_in_column(read: SheetRows, column: SheetColumn, index: int, codes: set[str], *, skipped: Set[int]) -> None:
    """Refuse the rows but the skipped whose code is not among these: a row refused already learns of all its faults."""
    different = set(map(itemgetter(index), read.rows)) - {None, ()}
    unknown = {value: missing[0] for value in different if (missing := _unknown(column, value, codes))}
    faults: dict[str, Bad] = {}
    for place, values in enumerate(read.rows) if unknown else ():
        code = unknown.get(values[index])
        if code is None or place in skipped:
            continue
        if code not in faults:
            faults[code] = _leads_nowhere(column, code, codes if len(faults) < MOST_HINTS else set())
        read.refuse(place, column.name, code, faults[code])


def _unknown(column: SheetColumn, value: Any, codes: set[str]) -> list[str]:
    if column.kind is Kind.LIST:
        return [code for code in value if code not in codes]
    return [] if value in codes or (column.kind is Kind.SITE and value == TRUST_SITE) else [value]


def _leads_nowhere(column: SheetColumn, code: str, codes: set[str]) -> Bad:
    """What is wrong with a code that leads nowhere; looking for the nearest of many codes takes its time."""
    sheet = sheet_at(next(targets(column)))
    near = get_close_matches(code, codes, 1, NEAR)
    hint = f"did you mean {near[0]}? Or add it there" if near else "add it there, or correct it here"
    why = f"is not on the {sheet.name} sheet, nor known already"
    return Bad(f"{UNKNOWN_REFERENCE}{sheet.model.__tablename__}", why, hint)


def _settle_percentages(read: SheetRows, known: Known) -> None:
    """A percentage is right for a KPI in percent, and a question for any other."""
    kpi = read.column_of("kpi")
    columns = [(column, read.column_of(column.name)) for column in read.sheet.columns if column.in_kpi_unit]
    for column, index in columns:
        if index is None or kpi is None or AsPercent not in set(map(type, map(itemgetter(index), read.rows))):
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
