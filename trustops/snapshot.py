"""What is known on a day? The whole trust as plain, immutable rows: the argument of every finding and page.

A :class:`Snapshot` holds no session and reads nothing; the store makes one in a constant number of queries, and a
test or a notebook makes one from a few records:

>>> from datetime import date
>>> from trustops.models import Post, record_of
>>> post = record_of(Post)(post="CEO", title="Chief executive", site="TRUST", critical=5)
>>> Snapshot.of(date(2026, 11, 22), [post]).one(Post, "CEO").title
'Chief executive'
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from trustops.models import TRUST_SITE, Fact, Holder, Person, Post, Relation, School, Trust, TrustRate, sheet_of
from trustops.models.school import RelationKind
from trustops.quantities.places import row_of
from trustops.quantities.years import in_force

if TYPE_CHECKING:
    import pandas

F = TypeVar("F", bound=Fact)

OURS = (RelationKind.FOUNDER, RelationKind.MEMBER)


@dataclass(frozen=True)
class Snapshot:
    """Everything known on ``as_of``: the rows of every sheet, and the name of the file that each came from.

    ``places`` says of public files where each sheet's rows stand in them (see :mod:`trustops.quantities.places`).
    ``earlier`` keeps, of a sheet whose rows are written over by each new judgement, what they said before; a row that
    was judged anew after the day stands in ``tables`` as it was known then. ``not_yet`` counts the rows of a sheet
    whose judgement is dated after the day, and is left out.
    """

    as_of: date
    tables: Mapping[type[Fact], Sequence[Any]]
    files: Mapping[int, str] = field(default_factory=dict)
    places: Mapping[int, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    earlier: Mapping[type[Fact], Sequence[Any]] = field(default_factory=dict)
    not_yet: Mapping[type[Fact], int] = field(default_factory=dict)

    @classmethod
    def of(cls, as_of: date, records: Iterable[Any], files: Mapping[int, str] | None = None) -> "Snapshot":
        """A snapshot of these records, without what was only known after ``as_of``."""
        tables: dict[type[Fact], list[Any]] = defaultdict(list)
        not_yet: Counter[type[Fact]] = Counter()
        for record in records:
            if known_by(record, as_of):
                tables[record.fact].append(record)
            else:
                not_yet[record.fact] += 1
        return cls(as_of, dict(tables), files or {}, not_yet=not_yet)

    def all(self, model: type[F]) -> Sequence[F]:
        """Every row of a sheet, in the order of its key."""
        return cast("Sequence[F]", self.tables.get(model, ()))

    def before(self, model: type[F]) -> Sequence[F]:
        """What the rows of a sheet said before they were written over, the newest first."""
        return cast("Sequence[F]", self.earlier.get(model, ()))

    def one(self, model: type[F], *key: object) -> F | None:
        """The row with this natural key, or None."""
        return cast("F | None", self._by_key(model).get(key))

    def _by_key(self, model: type[Fact]) -> Mapping[tuple[object, ...], Any]:
        index = self._indexes.get(model)
        if index is None:
            names = sheet_of(model).key
            index = {tuple(getattr(row, name) for name in names): row for row in self.all(model)}
            self._indexes[model] = index
        return index

    @cached_property
    def _indexes(self) -> dict[type[Fact], dict[tuple[object, ...], Any]]:
        return {}

    @cached_property
    def trust(self) -> Trust | None:
        """The trust itself, once its sheet has been imported."""
        rows = self.all(Trust)
        return rows[0] if rows else None

    @cached_property
    def relations(self) -> Mapping[str, RelationKind]:
        """What each school is to the trust on the day, by URN."""
        return self.relations_on(self.as_of)

    def relations_on(self, day: date) -> Mapping[str, RelationKind]:
        """What each school was to the trust on another day, by URN."""
        rows = sorted(self.all(Relation), key=lambda row: row.from_date)
        return {row.urn: row.relation for row in rows if in_force(row.from_date, row.to_date, day)}

    @cached_property
    def our_schools(self) -> tuple[str, ...]:
        """The URNs of the founder and the members on the day, lowest first."""
        return tuple(sorted(urn for urn, relation in self.relations.items() if relation in OURS))

    def site_name(self, site: str) -> str:
        """What a person calls a site: the school's short name, or the trust's name."""
        if site == TRUST_SITE:
            return "the trust"
        school = self.one(School, site)
        return (school.short_name or school.name) if school else f"school {site}"

    def post_title(self, post: str | None) -> str:
        """What a person calls a post: its title, and its school when it is one's."""
        row = self.one(Post, post) if post else None
        if row is None:
            return post or "nobody"
        return row.title if row.site == TRUST_SITE else f"{row.title}, {self.site_name(row.site)}"

    def person_name(self, person: str) -> str:
        row = self.one(Person, person)
        return row.name if row else person

    @cached_property
    def holders(self) -> Sequence[Holder]:
        """Who holds which post on the day; a person who has left holds nothing."""
        return tuple(
            row
            for row in self.all(Holder)
            if in_force(row.from_date, row.to_date, self.as_of) and self.works_here(row.person)
        )

    def works_here(self, person: str) -> bool:
        """Whether a person has not left by the day."""
        row = self.one(Person, person)
        return row is None or row.leaving is None or row.leaving >= self.as_of

    def trust_rate(self, rate: str, day: date) -> TrustRate | None:
        """The trust's own rate in force on a day: the latest that has begun."""
        begun = [row for row in self.all(TrustRate) if row.rate == rate and row.from_date <= day]
        return max(begun, key=lambda row: row.from_date, default=None)

    def origin(self, row: Any) -> "Traced":
        """Where a row came from: its file, sheet and row, or who typed it; it leads back to the row."""
        file = self.files.get(row.import_id, "")
        sheet = sheet_of(row.fact)
        slots = self.places.get(row.import_id, {}).get(sheet.name, {})
        place = row_of(slots, sheet.name, [getattr(row, name) for name in sheet.key], row.source_row)
        return Traced.of(f"{file}, {place}" if file else place, row)

    def frame(self, model: type[Fact]) -> "pandas.DataFrame":
        """A sheet as a pandas frame, for a notebook."""
        return to_frame(self.all(model))


class Traced(str):
    """Where a figure came from, in words; ``sheet`` and ``key`` lead from it to the row that it is read off.

    >>> from trustops.models import Post, record_of
    >>> traced = Traced.of("a.xlsx, Posts row 2", record_of(Post)(post="CEO", title="Chief executive", site="TRUST"))
    >>> traced, traced.sheet, traced.key
    ('a.xlsx, Posts row 2', 'Posts', ('CEO',))
    """

    __slots__ = ("key", "sheet")
    sheet: str
    key: tuple[Any, ...]

    @classmethod
    def of(cls, words: str, row: Any) -> "Traced":
        traced = cls(words)
        sheet = sheet_of(row.fact)
        traced.sheet, traced.key = sheet.name, tuple(getattr(row, name) for name in sheet.key)
        return traced


def known_by(record: Any, day: date) -> bool:
    """Whether a fact was known by a day: a value received or a return made later was not."""
    name = record.fact.__known_from__
    since = getattr(record, name) if name else None
    return since is None or since <= day


def as_known(rows: Sequence[F], earlier: Sequence[F], day: date) -> tuple[F, ...]:
    """Each row of a sheet that is written over by each new judgement as it stood on a day; in the order of its key.

    ``rows`` are those that stand, ``earlier`` what they said before. Of each the last that was known by the day is
    kept, and of one that was not known yet nothing.

    >>> from trustops.models import Successor, record_of
    >>> from trustops.models.succession import Readiness
    >>> before, now = (
    ...     record_of(Successor)(post="CEO", person="P1", readiness=readiness, assessed_on=date(year, 6, 11))
    ...     for readiness, year in ((Readiness.READY_IN_1_YEAR, 2025), (Readiness.READY_NOW, 2026))
    ... )
    >>> [str(row.readiness) for row in as_known([now], [before], date(2026, 6, 10))]
    ['ready in 1 year']
    """
    latest: dict[tuple[str, ...], F] = {}
    every: Iterable[Any] = (*rows, *earlier)
    for row in every:
        if known_by(row, day):
            key = tuple(str(getattr(row, name) or "") for name in sheet_of(row.fact).key)
            if key not in latest or _known_from(latest[key]) < _known_from(row):
                latest[key] = row
    return tuple(latest[key] for key in sorted(latest))


def _known_from(row: Any) -> date:
    return getattr(row, row.fact.__known_from__) or date.min


def to_frame(rows: Sequence[Any]) -> "pandas.DataFrame":
    """Rows of one kind as a pandas frame, one column an attribute."""
    import pandas as pd  # pandas costs 0.4 s, which no command should pay

    return pd.DataFrame([row._asdict() for row in rows])
