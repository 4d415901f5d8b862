"""Who sits where on the day, who may be moved to what, and how grave each post is to leave unfilled?"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from trustops.models import Holder, IncompatiblePost, Person, Post, Successor
from trustops.models.succession import Readiness
from trustops.quantities.errors import TrustopsError
from trustops.snapshot import Snapshot
from trustops.succession.duty_clash import DutyClashes

MAY_TAKE = (Readiness.READY_NOW, Readiness.EMERGENCY_ONLY)
MOST_CRITICAL = 5


@dataclass(frozen=True)
class Seating:
    """Who sits where and who may take what, without those who have gone: made once for many cascades."""

    snapshot: Snapshot
    without: tuple[str, ...]
    sits_in: Mapping[str, tuple[str, ...]]
    named: Mapping[str, Mapping[str, Successor]]
    emptied: tuple[str, ...]

    @classmethod
    def of(cls, snapshot: Snapshot, without: Collection[str] = ()) -> "Seating":
        gone = tuple(sorted(set(without)))
        for person in gone:
            must_be_known(snapshot, person)
        sits_in: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for row in snapshot.holders:
            if row.person not in gone and row.post not in sits_in[row.person]:
                sits_in[row.person] += (row.post,)
        held = {post for posts in sits_in.values() for post in posts}
        emptied = sorted({row.post for row in snapshot.holders} - held)
        return cls(snapshot, gone, dict(sits_in), named_for(snapshot, gone), tuple(emptied))

    @cached_property
    def incompatible(self) -> Mapping[str, frozenset[str]]:
        """The posts that nobody may hold together with each."""
        pairs: dict[str, set[str]] = defaultdict(set)
        for row in self.snapshot.all(IncompatiblePost):
            pairs[row.post].add(row.other_post)
            pairs[row.other_post].add(row.post)
        return {post: frozenset(others) for post, others in pairs.items()}

    @cached_property
    def duties(self) -> DutyClashes:
        """Which duties would pass with a post, and who may not have them beside their own."""
        return DutyClashes.of(self.snapshot)

    @cached_property
    def more_than_any_count(self) -> int:
        """More than any count of posts or of people can be."""
        return 2 + len(self.snapshot.all(Post)) + len(self.sits_in) + len(self.snapshot.all(Successor))

    def incompatible_with(self, person: str, post: str) -> tuple[str, ...]:
        """The posts of a person that nobody may hold together with another."""
        barred = self.incompatible.get(post, frozenset())
        return tuple(own for own in self.sits_in.get(person, ()) if own in barred)

    def may_take(self, post: str, leaving: Collection[str]) -> Mapping[str, Successor]:
        """Who could be moved to a post, with the row that says so."""
        return {
            person: row
            for person, row in self.named.get(post, {}).items()
            if person not in leaving
            and post not in self.sits_in.get(person, ())
            and not (len(self.sits_in.get(person, ())) > 1 and self.incompatible_with(person, post))
        }


def must_be_known(snapshot: Snapshot, person: str) -> None:
    if snapshot.one(Person, person) is None and all(row.person != person for row in snapshot.all(Holder)):
        raise TrustopsError(
            f"“{person}” is not a person of this trust, so nothing can be asked without them; "
            "use the Person column of the People sheet."
        )


def named_for(snapshot: Snapshot, gone: Collection[str]) -> Mapping[str, Mapping[str, Successor]]:
    """Who is named as able to take each post: a person's best row for it, the readiest first."""
    found: dict[str, dict[str, Successor]] = defaultdict(dict)
    for row in sorted(snapshot.all(Successor), key=readiest_first):
        if row.person and row.readiness in MAY_TAKE and row.person not in gone and _here(snapshot, row.person):
            found[row.post].setdefault(row.person, row)
    return dict(found)


def readiest_first(row: Successor) -> tuple[bool, bool, str]:
    """The order in which people are thought of for a post."""
    return (row.readiness is Readiness.EMERGENCY_ONLY, not row.preferred, row.person or "")


def _here(snapshot: Snapshot, person: str) -> bool:
    row = snapshot.one(Person, person)
    begun = row is None or row.started is None or row.started <= snapshot.as_of
    return begun and snapshot.works_here(person)


def harm_of(snapshot: Snapshot, post: str) -> tuple[int, ...]:
    """How grave a post is to leave unfilled, as counts: must be filled, critical 5, 4, 3, 2, 1, not critical.

    >>> from datetime import date
    >>> from trustops.models import record_of
    >>> post = record_of(Post)(post="DPO", title="Data protection", site="TRUST", critical=4, must_be_filled=True)
    >>> harm_of(Snapshot.of(date(2026, 9, 1), [post]), "DPO")
    (1, 0, 1, 0, 0, 0, 0)
    """
    row = snapshot.one(Post, post)
    critical = (row.critical or 0) if row else 0
    return (int(bool(row and row.must_be_filled)), *(int(critical == each) for each in range(MOST_CRITICAL, -1, -1)))


def gravest_first(snapshot: Snapshot, posts: Collection[str]) -> tuple[str, ...]:
    """Posts in the order of the harm that leaving each unfilled does."""
    return tuple(sorted(posts, key=lambda post: (tuple(-each for each in harm_of(snapshot, post)), post)))
