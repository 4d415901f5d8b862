"""Where does undoing an import meet what was done since? Each place as a value, for a person to decide on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from trustops.models import TRUST_SITE, Base, Kind, SheetColumn, sheet_of
from trustops.store.comparison import Comparison
from trustops.store.read import rows_with
from trustops.store.remove import arriving, codes_of, key_words, referring, referring_rows
from trustops.store.steps import Step


class Why(StrEnum):
    """Why a row cannot simply be put back as it was."""

    CHANGED = "changed since"
    GONE = "deleted since"
    BACK = "there again"
    REFERRED = "referred to since"
    LOST = "refers to what is gone"


CAN_BE_SET_BACK = (Why.CHANGED, Why.BACK)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One fact that undoing would overwrite, or one row that it cannot put back: what is to be decided, and by what.

    ``key`` is the row's in words, ``row`` the same as values; ``column`` is the label of the fact, empty when it is
    about the row as a whole. ``left`` is what the import left, ``now`` what stands, ``would`` what undoing would set
    (None: nothing, or no row). ``by``, ``who`` and ``at`` tell of the import that came between, where that is known.
    """

    sheet: str
    row: tuple[Any, ...]
    column: str
    why: Why
    left: Any = None
    now: Any = None
    would: Any = None
    by: int | None = None
    who: str = ""
    at: datetime | None = None

    @property
    def key(self) -> str:
        return key_words(self.row)

    @property
    def id(self) -> str:
        """What a form calls it by: the same in the preview and when it is decided."""
        return " / ".join((self.sheet, self.key, self.column, str(self.why)))

    @property
    def can_be_set_back(self) -> bool:
        """Whether the row may be set back all the same; else it can only be left as it is."""
        return self.why in CAN_BE_SET_BACK


def conflict(
    sheet: str, row: tuple[Any, ...], column: str, why: Why, values: tuple[Any, Any, Any], since: Step | None
) -> Conflict:
    """A conflict with what the import left, what stands and what undoing would set, and the step that came between."""
    left, now, would = values
    if since is None:
        return Conflict(sheet, row, column, why, left, now, would)
    return Conflict(sheet, row, column, why, left, now, would, since.import_id, since.who, since.at)


def leading_nowhere(connection: Connection, comparisons: Sequence[Comparison]) -> Iterator[Conflict]:
    """The rows that may not go because others refer to them, and those that would come back referring to nothing."""
    referred = list(referring_rows(connection, comparisons))
    gone = _gone(comparisons) if referred else {}
    for found in referred:
        for code in sorted(found.codes):
            sheet, key = gone[found.target, code]
            yield Conflict(sheet, key, "", Why.REFERRED, now=f"{found.sheet}, {found.column}: {found.key}")
    yield from _referring_to_nothing(connection, comparisons)


def _gone(comparisons: Sequence[Comparison]) -> dict[tuple[str, Any], tuple[str, tuple[Any, ...]]]:
    """The sheet and key of each row that would go, by the ``table.column`` and the code that another may refer to."""
    return {
        (f"{each.model.__tablename__}.{name}", row.values[name]): (sheet_of(each.model).name, row.key)
        for each in comparisons
        for name in sheet_of(each.model).key
        for row in each.deleted
    }


def _referring_to_nothing(connection: Connection, comparisons: Sequence[Comparison]) -> Iterator[Conflict]:
    """Of rows put back and of columns set back, those that name a code that is not there."""
    for sheet, column, target in referring():
        ours = [each for each in comparisons if each.model is sheet.model]
        named = {row: codes for each in ours for row, codes in _named(each, column)}
        if not named:
            continue
        known = _known(connection, target, frozenset().union(*named.values()), comparisons)
        for row, codes in named.items():
            for code in sorted(codes - known):
                yield Conflict(sheet.name, row, column.label, Why.LOST, would=code)


def _named(comparison: Comparison, column: SheetColumn) -> Iterator[tuple[tuple[Any, ...], frozenset[str]]]:
    rows: Iterable[tuple[tuple[Any, ...], Any]] = (
        *zip(comparison.restored.natural_keys(), comparison.restored.column(column.name), strict=True),
        *((each.key, each.after[column.name]) for each in comparison.changed if column.name in each.after),
    )
    for key, value in rows:
        codes = codes_of(value) - {TRUST_SITE} if column.kind is Kind.SITE else codes_of(value)
        if codes:
            yield key, codes


def _known(
    connection: Connection, target: str, codes: frozenset[str], comparisons: Sequence[Comparison]
) -> frozenset[str]:
    """Which of these codes there are once all of this is written."""
    table, name = target.split(".")
    code = Base.metadata.tables[table].columns[name]
    there = {row[0] for row in rows_with(connection, code, codes, select(code))}
    for comparison in comparisons:
        if comparison.model.__tablename__ == table:
            there -= set(comparison.deleted.column(name))
            there |= {value for _, value in arriving(comparison, sheet_of(comparison.model).column(name))}
    return frozenset(there)


def undecided(conflicts: Iterable[Conflict], decided: Mapping[str, bool]) -> list[Conflict]:
    """The conflicts that nobody decided, or decided as cannot be; True keeps what stands, False sets it back."""
    return [
        each for each in conflicts if each.id not in decided or (decided[each.id] is False and not each.can_be_set_back)
    ]
