"""Who holds each critical post, and who is named for it? The plans of a day, before anything is concluded from them.

A plan belongs to the post: it stays when its holder changes. A person who has left, has not begun or is taken out
(``gone``) counts for nothing; a holder named for their own post adds nothing; an assessment that has lapsed is kept
aside as unknown. A person named twice for a post counts once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from trustops.models import Holder, Person, Post, Successor
from trustops.models.succession import Readiness
from trustops.quantities.errors import TrustopsError
from trustops.snapshot import Snapshot
from trustops.succession.readiness import ReadinessScale, Standing

Candidates = Mapping[str, Collection[str]]


class Horizon(StrEnum):
    """Who counts beside the holders: those ready now, and whom else."""

    NOW = "now"
    IN_1_YEAR = "in 1 year"
    IN_2_3_YEARS = "in 2–3 years"
    EMERGENCY = "with emergency cover"


COUNTING = {
    Horizon.NOW: (Readiness.READY_NOW,),
    Horizon.IN_1_YEAR: (Readiness.READY_NOW, Readiness.READY_IN_1_YEAR),
    Horizon.IN_2_3_YEARS: (Readiness.READY_NOW, Readiness.READY_IN_1_YEAR, Readiness.READY_IN_2_3_YEARS),
    Horizon.EMERGENCY: (Readiness.READY_NOW, Readiness.EMERGENCY_ONLY),
}


@dataclass(frozen=True, slots=True)
class Plans:
    """The holders of each critical post, the largest share first, and who is named for it, the preferred first."""

    as_of: date
    scale: ReadinessScale
    posts: tuple[str, ...]
    holders: Mapping[str, tuple[str, ...]]
    named: Mapping[str, tuple[Successor, ...]]

    def people(self, post: str, readiness: Readiness, day: date | None = None) -> tuple[str, ...]:
        """Those of a readiness whose assessment counts on the day (else today), in full or half."""
        return tuple(dict.fromkeys(row.person for row in self._counting(post, readiness, day) if row.person))

    def _counting(self, post: str, readiness: Readiness, day: date | None) -> Iterable[Successor]:
        on, held, until = day or self.as_of, self.holders[post], self.scale.unknown_from
        for row in self.named[post]:
            if row.readiness is readiness and row.person not in held and on < until(row.assessed_on):
                yield row

    def standing(self, row: Successor, day: date | None = None) -> Standing:
        """What an assessment is worth on the day, or today."""
        return self.scale.standing(row.assessed_on, day or self.as_of)

    def weights(self, post: str) -> Mapping[str, Fraction]:
        """Those ready now, each with the worth of their assessment; the better of two."""
        found: dict[str, Fraction] = {}
        for row in self._counting(post, Readiness.READY_NOW, None):
            if row.person:
                weight = self.scale.weight(row.assessed_on, self.as_of)
                found[row.person] = max(found.get(row.person, weight), weight)
        return found

    def unknown(self, post: str) -> tuple[str, ...]:
        """Those named for a post of whom it is no longer known how ready they are."""
        lapsed = (row.person for row in self.named[post] if self.standing(row) is Standing.UNKNOWN)
        counted = {row.person for row in self.named[post] if self.standing(row) is not Standing.UNKNOWN}
        held = self.holders[post]
        return tuple(dict.fromkeys(each for each in lapsed if each and each not in held and each not in counted))

    def outside(self, post: str) -> tuple[Successor, ...]:
        """The ways to cover a post from outside that still count."""
        return tuple(
            row
            for row in self.named[post]
            if (row.person is None or row.readiness is Readiness.OUTSIDE_ONLY)
            and self.standing(row) is not Standing.UNKNOWN
        )

    def candidates(self, horizon: Horizon = Horizon.NOW, day: date | None = None) -> dict[str, tuple[str, ...]]:
        """For each post everybody who could fill it: its holders first, then who counts by the horizon."""
        return {
            post: (*self.holders[post], *(each for kind in COUNTING[horizon] for each in self.people(post, kind, day)))
            for post in self.posts
        }

    def ready(self, horizon: Horizon = Horizon.NOW) -> dict[str, tuple[str, ...]]:
        """For each post those who count by the horizon, as if no holder were there."""
        return {
            post: tuple(each for kind in COUNTING[horizon] for each in self.people(post, kind)) for post in self.posts
        }


def plans_of(snapshot: Snapshot, gone: Collection[str] = ()) -> Plans:
    """The plans of the critical posts on the snapshot's day, without the people who are ``gone``.

    >>> from trustops.models import record_of
    >>> plans = plans_of(Snapshot.of(date(2026, 11, 22), [
    ...     record_of(Post)(post="CEO", title="Chief executive", site="TRUST", critical=5),
    ...     record_of(Holder)(post="CEO", person="P1", from_date=date(2020, 9, 1)),
    ...     record_of(Successor)(
    ...         post="CEO", person="P2", readiness=Readiness.READY_NOW, assessed_on=date(2025, 12, 1)
    ...     ),
    ... ]))
    >>> plans.candidates(), plans.candidates(day=date(2027, 6, 2))
    ({'CEO': ('P1', 'P2')}, {'CEO': ('P1',)})
    """
    posts = tuple(sorted(post.post for post in snapshot.all(Post) if post.critical is not None))
    here = _here(snapshot, gone)
    return Plans(
        snapshot.as_of,
        ReadinessScale.of(snapshot),
        posts,
        _holders(snapshot.holders, posts, here),
        _named(snapshot, posts, here),
    )


class _Here(dict[str, bool]):
    """Who counts: here on the day, and not taken out; each person looked up once."""

    def __init__(self, snapshot: Snapshot, gone: Collection[str]) -> None:
        super().__init__(dict.fromkeys(gone, False))
        self._snapshot = snapshot

    def __missing__(self, person: str) -> bool:
        self[person] = found = is_here(self._snapshot, person)
        return found


def _here(snapshot: Snapshot, gone: Collection[str]) -> Mapping[str, bool]:
    return _Here(snapshot, gone)


def is_here(snapshot: Snapshot, person: str) -> bool:
    """Whether a person has begun and has not left by the day."""
    row = snapshot.one(Person, person)
    begun = row is None or row.started is None or row.started <= snapshot.as_of
    return begun and snapshot.works_here(person)


def must_be_known(snapshot: Snapshot, person: str) -> None:
    """Raises :class:`TrustopsError` when somebody to be taken out is nobody the trust knows."""
    if snapshot.one(Person, person) is None and all(row.person != person for row in snapshot.all(Holder)):
        raise TrustopsError(
            f"“{person}” is not a person of this trust, so nothing can be asked without them; "
            "use the Person column of the People sheet."
        )


def _holders(rows: Iterable[Holder], posts: Iterable[str], here: Mapping[str, bool]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {post: [] for post in posts}
    for row in sorted(rows, key=lambda row: (-row.share, row.from_date, row.person)):
        if row.post in found and here[row.person] and row.person not in found[row.post]:
            found[row.post].append(row.person)
    return {post: tuple(people) for post, people in found.items()}


def _named(snapshot: Snapshot, posts: Iterable[str], here: Mapping[str, bool]) -> dict[str, tuple[Successor, ...]]:
    """Who is named for each post, the preferred first; outside names last."""
    found: dict[str, list[Successor]] = defaultdict(list)
    for row in sorted(snapshot.all(Successor), key=lambda row: (not row.preferred, row.person or "~")):
        if row.person is None or here[row.person]:
            found[row.post].append(row)
    return {post: tuple(found[post]) for post in posts}
