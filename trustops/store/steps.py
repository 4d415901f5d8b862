"""What was done to the rows of a sheet, step by step? The audit events read back, with days and numbers as they were.

A step is one row changed, deleted or brought back by one import; of rows created there is one step for them all, since
what they said stands in their table, or in what changed or deleted them later.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from trustops.models import AuditEvent, Fact, sheet_of
from trustops.store.audit import CHANGED, CREATED, DELETED, RESTORED, told_rows, typed, whole_from
from trustops.store.comparison import Place
from trustops.store.whole import WholeRow


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done to one row, known by the natural key that it had before; of ``CREATED`` to ``rows`` rows at once.

    ``key_after`` is the key that it left the row with: another one when a column of the key was changed. ``told`` is
    what its audit event keeps of it.
    """

    model: type[Fact]
    import_id: int
    who: str
    at: datetime
    what: str
    rows: int
    key: tuple[Any, ...] = ()
    key_after: tuple[Any, ...] = ()
    told: Mapping[str, Any] | None = None

    def _typed(self, part: str) -> dict[str, Any]:
        return typed(self.model, (self.told or {}).get(part, {}))

    @property
    def before(self) -> dict[str, Any]:
        """The changed columns as they were; all of them for a deleted row, none for one brought back."""
        return self._typed({CHANGED: "before", DELETED: "row"}.get(self.what, ""))

    @property
    def after(self) -> dict[str, Any]:
        """The changed columns as the step left them; all of them for a row brought back, none for a deleted one."""
        return self._typed({CHANGED: "after", RESTORED: "row"}.get(self.what, ""))

    @property
    def place_before(self) -> Place | None:
        """Where a changed row came from until then; None when that was not kept."""
        number = (self.told or {}).get("import_id")
        return Place(number, (self.told or {}).get("source_row")) if number is not None else None

    @property
    def whole(self) -> WholeRow:
        """The row of a step that deleted it or brought it back."""
        return whole_from(self.model, self.told or {})


def steps(
    connection: Connection, model: type[Fact], *, of: int | None = None, after: int | None = None
) -> Iterator[Step]:
    """What was done to a sheet's rows, the oldest first, in one query: all of it, by one import, or by later ones."""
    for event in events(connection, model, of=of, after=after):
        yield from steps_of(model, event)


def events(
    connection: Connection, model: type[Fact], *, of: int | None = None, after: int | None = None
) -> Sequence[Row[Any]]:
    """The audit events of a sheet, the oldest first: all of them, those of one import, or of later ones."""
    query = select(*AuditEvent.__table__.columns).where(AuditEvent.sheet == sheet_of(model).name)
    if of is not None:
        query = query.where(AuditEvent.import_id == of)
    if after is not None:
        query = query.where(AuditEvent.import_id > after)
    return connection.execute(query.order_by(AuditEvent.id)).all()


def steps_of(model: type[Fact], event: Row[Any]) -> Iterator[Step]:
    """The steps that one audit event tells of."""
    common = (model, event.import_id, event.who, event.at, event.what)
    if event.what == CREATED:
        yield Step(*common, event.rows)
        return
    sheet = sheet_of(model)
    names = sheet.key
    for told in told_rows(sheet, event.detail):
        values = typed(model, told["key"])
        key = tuple([values[name] for name in names])
        yield Step(*common, 1, key, _key_after(model, names, key, told.get("after", {})), told)


def _key_after(
    model: type[Fact], names: tuple[str, ...], key: tuple[Any, ...], after: Mapping[str, Any]
) -> tuple[Any, ...]:
    if after.keys().isdisjoint(names):
        return key
    values = typed(model, after)
    return tuple(values.get(name, part) for name, part in zip(names, key, strict=True))


@dataclass(frozen=True, slots=True)
class Later:
    """What was done to a sheet's rows after an import, found by the key that each step left its row with."""

    model: type[Fact]
    by_key: Mapping[tuple[Any, ...], list[tuple[int, Step]]]
    renamed: tuple[Step, ...]

    @classmethod
    def of(cls, model: type[Fact], found: Iterable[Step]) -> "Later":
        """The steps, oldest first, arranged for looking up."""
        by_key: dict[tuple[Any, ...], list[tuple[int, Step]]] = {}
        renamed: list[Step] = []
        for index, step in enumerate(found):
            if step.what == CREATED:
                continue
            by_key.setdefault(step.key_after, []).append((index, step))
            if step.key_after != step.key:
                renamed.append(step)
        return cls(model, by_key, tuple(renamed))

    def key_now(self, key: tuple[Any, ...]) -> tuple[Any, ...]:
        """The key that a row has now, whatever was changed of it since."""
        for step in self.renamed:
            if step.key == key:
                key = step.key_after
        return key

    def as_left(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What a row said just after the import: its values now, with every later change taken back."""
        left = dict(values)
        names = sheet_of(self.model).key
        position = None
        while True:
            found = self.by_key.get(tuple(left[name] for name in names), [])
            earlier = [(at, step) for at, step in found if position is None or at < position]
            if not earlier:
                return left
            position, step = earlier[-1]
            left |= step.before

    def last(self, key: tuple[Any, ...], column: str | None = None) -> Step | None:
        """The last step that touched a row, or one column of it."""
        found = [step for _, step in self.by_key.get(key, []) if column is None or column in _touched(step)]
        return found[-1] if found else None


def _touched(step: Step) -> frozenset[str]:
    told = step.told or {}
    return frozenset(told.get("after", told.get("row", ())))
