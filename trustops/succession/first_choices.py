"""What follows from taking the preferred successor at each step, as a succession plan is usually read?"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from trustops.snapshot import Snapshot
from trustops.succession.chains import Chains, Step
from trustops.succession.seating import Named, gravest_first, readiest_first


def first_choices(
    snapshot: Snapshot,
    asked: Sequence[str],
    stays: Mapping[str, Collection[str]],
    can: Mapping[str, Mapping[str, Named]],
) -> Chains:
    """The preferred successor who has not moved yet takes each post, else whoever comes next, until there is nobody.

    ``asked`` are the empty posts, the gravest first; each chain is followed to its end before the next begins. Whoever
    has several posts leaves the least grave.
    """
    sitting = Counter(post for posts in stays.values() for post in posts)
    steps: list[Step] = []
    moved: set[str] = set()
    left: list[str] = []
    waiting = list(reversed(asked))
    while waiting:
        post = waiting.pop()
        person = _first_choice({p: row for p, row in can.get(post, {}).items() if p not in moved})
        if person is None:
            left.append(post)
            continue
        own = gravest_first(snapshot, stays.get(person, ()))[-1:]
        moved.add(person)
        steps.append(Step(person, post, own[0] if own else None))
        sitting.subtract(own)
        waiting += [each for each in own if not sitting[each]]
    return Chains(tuple(steps), tuple(left))


def _first_choice(people: Mapping[str, Named]) -> str | None:
    return min(people, key=lambda person: (not people[person].preferred, *readiest_first(people[person])), default=None)
