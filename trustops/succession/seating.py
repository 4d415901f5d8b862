"""Who sits where on the day, who may be moved to what, and how grave each post is to leave unfilled?"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from trustops.models import IncompatiblePost, Post, Successor
from trustops.models.succession import Readiness
from trustops.snapshot import Snapshot
from trustops.succession.cascade_view import OutsideWay
from trustops.succession.duty_clash import DutyClashes
from trustops.succession.plans import is_here, must_be_known
from trustops.succession.readiness import ReadinessScale, Standing

MAY_TAKE = (Readiness.READY_NOW, Readiness.EMERGENCY_ONLY)
MOST_CRITICAL = 5


@dataclass(frozen=True, slots=True)
class Named:
    """How a person is named for a post: an ``old`` assessment counts half."""

    person: str
    readiness: Readiness
    preferred: bool
    old: bool

    @property
    def emergency_only(self) -> bool:
        """Whether they could do it for a term at the most."""
        return self.readiness is Readiness.EMERGENCY_ONLY


@dataclass(frozen=True)
class Seating:
    """Who sits where and who may take what, without those who have gone: made once for many cascades."""

    snapshot: Snapshot
    without: tuple[str, ...]
    sits_in: Mapping[str, tuple[str, ...]]
    named: Mapping[str, Mapping[str, Named]]
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
    def gap_costs(self) -> dict[str, int]:
        """What leaving each post unfilled costs, as far as it was asked: the same for every cascade."""
        return {}

    @cached_property
    def step_costs(self) -> dict[tuple[str, str], int]:
        """What each move to a post by a person costs, as far as it was asked."""
        return {}

    @cached_property
    def more_than_any_count(self) -> int:
        """More than any count of posts or of people can be."""
        return 2 + len(self.snapshot.all(Post)) + len(self.sits_in) + len(self.snapshot.all(Successor))

    def incompatible_with(self, person: str, post: str) -> tuple[str, ...]:
        """The posts of a person that nobody may hold together with another."""
        barred = self.incompatible.get(post, frozenset())
        return tuple(own for own in self.sits_in.get(person, ()) if own in barred)

    def reachable(self, posts: Collection[str], leaving: Collection[str]) -> Mapping[str, Mapping[str, Named]]:
        """Who could be moved to each of some posts, and to every post that such moves could open."""
        found: dict[str, Mapping[str, Named]] = {}
        waiting = list(posts)
        while waiting:
            post = waiting.pop()
            if post not in found:
                found[post] = self.may_take(post, leaving)
                waiting += [own for person in found[post] for own in self.sits_in.get(person, ())]
        return found

    def may_take(self, post: str, leaving: Collection[str]) -> Mapping[str, Named]:
        """Who could be moved to a post, and how they are named for it."""
        return {
            person: row
            for person, row in self.named.get(post, {}).items()
            if person not in leaving
            and post not in self.sits_in.get(person, ())
            and not (len(self.sits_in.get(person, ())) > 1 and self.incompatible_with(person, post))
        }


def named_for(snapshot: Snapshot, gone: Collection[str], only: str | None = None) -> Mapping[str, Mapping[str, Named]]:
    """Who is named as able to take each post, or one: the best that still counts of each person, the readiest first."""
    scale = ReadinessScale.of(snapshot)
    counting = [
        (row.post, Named(row.person, row.readiness, bool(row.preferred), standing is Standing.HALF))
        for row in snapshot.all(Successor)
        if only in (None, row.post) and row.person and row.readiness in MAY_TAKE
        if row.person not in gone and is_here(snapshot, row.person)
        if (standing := scale.standing(row.assessed_on, snapshot.as_of)) is not Standing.UNKNOWN
    ]
    found: dict[str, dict[str, Named]] = defaultdict(dict)
    for post, named in sorted(counting, key=lambda pair: (pair[0], readiest_first(pair[1]))):
        found[post].setdefault(named.person, named)
    return dict(found)


def outside_ways(snapshot: Snapshot, post: str) -> tuple[OutsideWay, ...]:
    """The named ways to cover a post from outside that still count, the preferred and then the soonest first."""
    scale = ReadinessScale.of(snapshot)
    ways = [
        row
        for row in snapshot.all(Successor)
        if row.post == post and row.outside_name
        if scale.standing(row.assessed_on, snapshot.as_of) is not Standing.UNKNOWN
    ]
    ways.sort(key=lambda row: (not row.preferred, row.lead_time_days is None, row.lead_time_days or 0))
    return tuple(OutsideWay(row.outside_name or "", row.lead_time_days) for row in ways)


def readiest_first(named: Named) -> tuple[bool, bool, bool, str]:
    """The order in which people are thought of for a post."""
    return (named.emergency_only, not named.preferred, named.old, named.person)


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
