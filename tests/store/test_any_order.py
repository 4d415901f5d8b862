"""Import, replace, edit, delete, undo and redo in any order leave what a plain dictionary says they should."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, select

from tests.store.small_trust import ORIGIN
from trustops.models import Service
from trustops.store.comparison import Incoming, compare
from trustops.store.history import value_history
from trustops.store.remove import removal
from trustops.store.undo import undoing, undone_by, write_undo
from trustops.store.write import write

KEYS = ("A", "B", "C")
Facts = tuple[str, int | None]


@dataclass(frozen=True)
class Row:
    """A row of the dictionary: the import that created it, and its two facts."""

    created_in: int
    facts: Facts


@dataclass
class Trust:
    """The dictionary, and for each import what stood before and after it of every row that it touched."""

    rows: dict[str, Row] = field(default_factory=dict)
    done: dict[int, dict[str, tuple[Row | None, Row | None]]] = field(default_factory=dict)
    undoes: dict[int, int] = field(default_factory=dict)

    def settle(self, number: int | None, after: dict[str, Row]) -> None:
        """What an import left; one that changed nothing is none."""
        touched = [key for key in KEYS if self.rows.get(key) != after.get(key)]
        assert (number is not None) == bool(touched)
        if number is not None:
            self.done[number] = {key: (self.rows.get(key), after.get(key)) for key in touched}
        self.rows = after

    def is_undone(self, number: int) -> bool:
        return any(undone == number and not self.is_undone(by) for by, undone in self.undoes.items())

    def taken_back(self, number: int, *, overwrite: bool) -> dict[str, Row]:
        rows = dict(self.rows)
        for key, (before, left) in {} if self.is_undone(number) else self.done[number].items():
            put_back(rows, key, before, left, overwrite=overwrite)
        return rows


def put_back(rows: dict[str, Row], key: str, before: Row | None, left: Row | None, *, overwrite: bool) -> None:
    """One row as it was before an import, if nobody touched the same since or what they did is overwritten."""
    now = rows.get(key)
    if before is None and left is not None:
        if now is not None and now.created_in == left.created_in and (overwrite or now.facts == left.facts):
            del rows[key]
    elif before is not None and left is None:
        if now is None:
            rows[key] = before
        elif overwrite:
            rows[key] = replace(now, facts=before.facts)
    elif before is not None and left is not None and now is not None:
        three = list(zip(before.facts, left.facts, now.facts, strict=True))
        if overwrite or all(was == then or here in (was, then) for was, then, here in three):
            facts: Any = tuple(here if was == then else was for was, then, here in three)
            rows[key] = replace(now, facts=facts)


class Program:
    """The database and the dictionary side by side."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.trust = Trust()

    def bring(self, rows: dict[str, Facts], *, replaces: bool) -> None:
        values = [(key, *facts) for key, facts in rows.items()]
        columns = ("service", "name", "notice_weeks")
        compared = compare(
            self.connection, Incoming(Service, columns, values, list(range(2, 2 + len(values))), replaces=replaces)
        )
        number = write(self.connection, [compared], ORIGIN)
        after = {} if replaces else dict(self.trust.rows)
        for key, facts in rows.items():
            there = self.trust.rows.get(key)
            after[key] = replace(there, facts=facts) if there else Row(number or 0, facts)
        self.trust.settle(number, after)

    def delete(self, key: str) -> None:
        ids = list(self.connection.execute(select(Service.id).where(Service.service == key)).scalars())
        number = write(self.connection, [removal(self.connection, Service, ids)], ORIGIN)
        self.trust.settle(number, {other: row for other, row in self.trust.rows.items() if other != key})

    def undo(self, place: int, *, overwrite: bool) -> None:
        """Take back one of the imports so far, an undoing among them: that is a redo."""
        if not self.trust.done:
            return
        number = sorted(self.trust.done)[place % len(self.trust.done)]
        undo = undoing(self.connection, number)
        over = frozenset(each.id for each in undo.conflicts if overwrite and each.can_be_set_back)
        keep = frozenset(each.id for each in undo.conflicts) - over
        after = self.trust.taken_back(number, overwrite=overwrite)
        made = write_undo(self.connection, undo, who="Grace", keep=keep, overwrite=over)
        self.trust.settle(made, after)
        if made is not None:
            self.trust.undoes[made] = number

    def check(self) -> None:
        columns = (Service.service, Service.created_in, Service.name, Service.notice_weeks)
        stored = {row[0]: Row(row[1], (row[2], row[3])) for row in self.connection.execute(select(*columns))}
        assert stored == self.trust.rows
        undone = {number for number in self.trust.done if self.trust.is_undone(number)}
        assert set(undone_by(self.connection)) == undone

    def check_history(self) -> None:
        """Each row's history, read backwards, is what the dictionary saw it go through."""
        for key in KEYS:
            seen = [(number, rows[key]) for number, rows in self.trust.done.items() if key in rows]
            names = [
                (number, after.facts[0] if after else None)
                for number, (before, after) in reversed(seen)
                if before is None or after is None or before.facts[0] != after.facts[0]
            ]
            told = value_history(self.connection, Service, (key,), "name")
            assert [(each.by.id, each.value) for each in told] == names


FACTS = st.tuples(st.sampled_from(["x", "y", "z"]), st.sampled_from([None, 1, 2]))
ROWS = st.dictionaries(st.sampled_from(KEYS), FACTS, max_size=3)
Action = Callable[[Program], None]
ACTIONS: st.SearchStrategy[Action] = st.one_of(
    st.builds(lambda rows, whole: lambda program: program.bring(rows, replaces=whole), ROWS, st.booleans()),
    st.builds(
        lambda key, facts: lambda program: program.bring({key: facts}, replaces=False), st.sampled_from(KEYS), FACTS
    ),
    st.builds(lambda key: lambda program: program.delete(key), st.sampled_from(KEYS)),
    st.builds(
        lambda place, over: lambda program: program.undo(place, overwrite=over), st.integers(0, 30), st.booleans()
    ),
    st.builds(lambda over: lambda program: program.undo(-1, overwrite=over), st.booleans()),
)


@settings(
    max_examples=50,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(program=st.lists(ACTIONS, min_size=3, max_size=12))
def test_any_order_leaves_what_a_dictionary_says(lasting_sqlite: Engine, program: list[Any]) -> None:
    with lasting_sqlite.connect().execution_options(writes=True) as connection:
        transaction = connection.begin()
        both = Program(connection)
        for action in program:
            action(both)
            both.check()
        both.check_history()
        transaction.rollback()
