"""Which duties come with a post, and who may not have them beside those that they have already?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trustops.models import Duty, DutyHolder, Holder
from trustops.snapshot import Snapshot
from trustops.succession.duties import ACTIVE

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class DutyClashes:
    """The duties in hand, by person, those that come with each post, and the duties that exclude one another.

    No sheet says which duties belong to a post, so those come with it that its holders have in hand: the holders of
    the day, or, of a vacant post, whoever held it last.
    """

    in_hand: Mapping[str, frozenset[str]]
    comes_with: Mapping[str, frozenset[str]]
    excludes: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, snapshot: Snapshot) -> "DutyClashes":
        in_hand: dict[str, set[str]] = defaultdict(set)
        for row in snapshot.all(DutyHolder):
            if row.level in ACTIVE:
                in_hand[row.person].add(row.duty)
        excludes: dict[str, set[str]] = defaultdict(set)
        for duty in snapshot.all(Duty):
            for other in duty.incompatible_with:
                excludes[duty.duty].add(other)
                excludes[other].add(duty.duty)
        comes_with = {
            post: frozenset(duty for person in people for duty in in_hand.get(person, ()))
            for post, people in _last_held_by(snapshot).items()
        }
        return cls(_frozen(in_hand), comes_with, _frozen(excludes))

    def clashes(self, person: str, post: str) -> tuple[Pair, ...]:
        """Each duty that comes with the post beside one of the person's own that excludes it; not what they do today.

        >>> clash = DutyClashes(
        ...     {"P1": frozenset({"PREPARE"})}, {"CFO": frozenset({"APPROVE"})}, {"APPROVE": frozenset({"PREPARE"})}
        ... )
        >>> clash.clashes("P1", "CFO")
        (('APPROVE', 'PREPARE'),)
        """
        own = self.in_hand.get(person, frozenset())
        new = self.comes_with.get(post, frozenset()) - own
        return tuple(
            (duty, other) for duty in sorted(new) for other in sorted(self.excludes.get(duty, ())) if other in own
        )


def _frozen(found: Mapping[str, Iterable[str]]) -> Mapping[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in found.items()}


def _last_held_by(snapshot: Snapshot) -> Mapping[str, frozenset[str]]:
    """The holders of each post on the day, or of its last day that anybody held it."""
    now: dict[str, set[str]] = defaultdict(set)
    for row in snapshot.holders:
        now[row.post].add(row.person)
    last: dict[str, Holder] = {}
    for row in sorted(snapshot.all(Holder), key=lambda row: row.from_date):
        if row.from_date <= snapshot.as_of:
            last[row.post] = row
    return {post: frozenset(now.get(post) or {row.person}) for post, row in last.items()}
