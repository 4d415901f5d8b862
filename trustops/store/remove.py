"""What would deleting rows leave behind? The rows themselves, and what else refers to them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, func, select

from trustops.models import SHEETS, Fact, Kind, Sheet, SheetColumn, sheet_of
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted, listed
from trustops.store.audit import plain
from trustops.store.comparison import Comparison
from trustops.store.read import rows_with
from trustops.store.whole import whole_rows

SCHOOL = "school.urn"
NAMED = 3


@dataclass(frozen=True, slots=True)
class Reference:
    """The rows of one sheet that refer by one column to what would be deleted: how many, and the first few in words."""

    sheet: str
    column: str
    rows: int
    first: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What refers, in one sentence.

        >>> Reference("Holders", "Post", 2, ("CEO · P1 · 2024-09-01", "CEO · P2 · 2025-01-01")).sentence
        'Holders: 2 rows by their Post (CEO · P1 · 2024-09-01; CEO · P2 · 2025-01-01).'
        """
        more = "; …" if self.rows > len(self.first) else ""
        return f"{self.sheet}: {counted(self.rows, 'row')} by their {self.column} ({'; '.join(self.first)}{more})."


@dataclass(frozen=True, slots=True)
class Referring:
    """One row, by its key in words, that refers by a column to codes of the ``table.column`` named ``target``."""

    sheet: str
    column: str
    key: str
    target: str
    codes: frozenset[str]


def removal(connection: Connection, model: type[Fact], ids: Sequence[int]) -> Comparison:
    """What deleting the rows of these numbers would do."""
    return Comparison(model, (), (), (), (), 0, deleted=whole_rows(connection, model, ids))


def references_to(connection: Connection, model: type[Fact], ids: Sequence[int]) -> tuple[Reference, ...]:
    """What refers to the rows of these numbers and would lead nowhere without them."""
    return references(connection, [removal(connection, model, ids)])


def references(connection: Connection, comparisons: Iterable[Comparison]) -> tuple[Reference, ...]:
    """What would still refer to the deleted rows once all of this is written; one query a referring column.

    A row that is itself deleted, or is changed so that it refers elsewhere, is not counted; one that is created,
    changed or put back to refer there is.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for row in referring_rows(connection, comparisons):
        found.setdefault((row.sheet, row.column), []).append(row.key)
    return tuple(
        Reference(sheet, column, len(keys), tuple(sorted(keys)[:NAMED])) for (sheet, column), keys in found.items()
    )


def referring_rows(connection: Connection, comparisons: Iterable[Comparison]) -> Iterator[Referring]:
    """Each row that would still refer to a deleted one; one query a referring column."""
    comparisons = tuple(comparisons)
    lost = _lost_codes(comparisons)
    for sheet, column, target in referring() if lost else ():
        codes = lost.get(target, frozenset())
        for key, value in _rows_referring(connection, sheet, column, codes, comparisons) if codes else ():
            yield Referring(sheet.name, column.label, key, target, codes_of(value) & codes)


def refuse_if_referred(connection: Connection, comparisons: Iterable[Comparison]) -> None:
    """Refuse, in one sentence, to delete what other rows refer to."""
    left = references(connection, comparisons)
    if left:
        said = listed([each.sentence.rstrip(".") for each in left])
        raise TrustopsError(
            f"Nothing was changed: what would be deleted is referred to by other rows. {said}. Change or delete those "
            "first."
        )


def referring() -> Iterator[tuple[Sheet, SheetColumn, str]]:
    """Every column that refers to another sheet's code, with the code that it refers to."""
    for model in SHEETS:
        sheet = sheet_of(model)
        for column in sheet.columns:
            target = column.refers_to or column.refers_to_each or (SCHOOL if column.kind is Kind.SITE else None)
            if target:
                yield sheet, column, target


def _lost_codes(comparisons: Iterable[Comparison]) -> dict[str, frozenset[str]]:
    """The codes that would be gone, by the ``table.column`` that they stood in."""
    targets = {target for _, _, target in referring()}
    lost: dict[str, set[str]] = {}
    kept: dict[str, set[str]] = {}
    for comparison in comparisons:
        for column in sheet_of(comparison.model).columns:
            place = f"{comparison.model.__tablename__}.{column.name}"
            if place in targets and comparison.deleted:
                lost.setdefault(place, set()).update(comparison.deleted.column(column.name))
            if place in targets:
                kept.setdefault(place, set()).update(value for _, value in arriving(comparison, column))
    return {place: frozenset(codes - kept[place]) for place, codes in lost.items()}


def _rows_referring(
    connection: Connection, sheet: Sheet, column: SheetColumn, codes: frozenset[str], comparisons: Sequence[Comparison]
) -> Iterator[tuple[str, Any]]:
    """The rows of one sheet that would refer to these codes by one column: the key in words, and the value."""
    table = sheet.model.__table__
    ours = [comparison for comparison in comparisons if comparison.model is sheet.model]
    changed: dict[int, Any] = {}
    for comparison in ours:
        changed |= {each.id: each.after[column.name] for each in comparison.changed if column.name in each.after}
        yield from ((key, value) for key, value in arriving(comparison, column) if codes_of(value) & codes)
    referred = table.columns[column.name]
    few = column.kind is not Kind.LIST and not changed
    if few and _all_go(connection, referred, codes, ours):
        return
    gone = {number for comparison in ours for number in comparison.deleted.column("id")}
    query = select(table.columns.id, referred.label("code"), *(table.columns[name] for name in sheet.key))
    for row in rows_with(connection, referred, codes, query) if few else connection.execute(query):
        value = changed.get(row.id, row.code)
        if row.id not in gone and codes_of(value) & codes:
            yield key_words(row[2:]), value


def _all_go(connection: Connection, referred: Column[Any], codes: frozenset[str], ours: Sequence[Comparison]) -> bool:
    """Whether every row that refers to these codes is deleted: counted, since there may be very many."""
    going = sum(sum(map(codes.__contains__, each.deleted.column(referred.key))) for each in ours)
    if not going:
        return False
    query = select(func.count()).select_from(ours[0].model.__table__)
    return going == sum(int(row[0]) for row in rows_with(connection, referred, codes, query))


def arriving(comparison: Comparison, column: SheetColumn) -> Iterator[tuple[str, Any]]:
    """The rows that would come in, created or put back: the key in words, and what a column would say."""
    names = sheet_of(comparison.model).key
    if column.name in comparison.columns:
        place = comparison.columns.index(column.name)
        keys = [comparison.columns.index(name) for name in names]
        yield from ((key_words(values[at] for at in keys), values[place]) for values in comparison.created)
    told = zip(comparison.restored.natural_keys(), comparison.restored.column(column.name), strict=True)
    yield from ((key_words(key), value) for key, value in told)


def codes_of(value: Any) -> frozenset[str]:
    """The codes that a referring column's value names: one, each of a list, or none.

    >>> sorted(codes_of(("ATT01", "ATT02"))), codes_of(None)
    (['ATT01', 'ATT02'], frozenset())
    """
    if value is None:
        return frozenset()
    return frozenset(value) if isinstance(value, tuple) else frozenset((value,))


def key_words(parts: Iterable[Any], sheet: str = "") -> str:
    """A natural key in words; the name of the ``sheet`` where it has no more than one row, and so no key.

    >>> key_words(["CEO", None, "P1"])
    'CEO · P1'
    >>> key_words([], "Trust")
    'Trust'
    """
    return " · ".join(str(plain(part)) for part in parts if part is not None) or sheet
