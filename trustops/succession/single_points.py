"""Who is a single point of failure, why, and who is not? A sentence for each holder, by post, with what it rests on.

A holder is one when nobody else could fill a critical post that they hold, when a duty is in their hands alone, or
when nobody else could make something that is owed in the next 12 months. Each is counted on its own, so whoever is a
single point of failure in three ways has three things to end. A duty that the trust wants in one pair of hands (Holders
needed: 1) goes with its post, and is no reason of its own. Duties in the hands of somebody who holds no post are
on the page of duties: here everything is said of posts.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from trustops.models import Post
from trustops.models.post import Role
from trustops.quantities.words import counted, listed
from trustops.snapshot import Snapshot
from trustops.succession.coming import Coming
from trustops.succession.duties import DutyCover
from trustops.succession.view import SuccessionView

NAMED_DUTIES = 3


@dataclass(frozen=True, slots=True)
class SinglePoint:
    """A holder and what nobody else could do: ``alone`` are posts, ``duties`` duties, ``returns`` what is owed.

    ``posts`` are all that they hold, the most critical first, and ``critical`` says how critical the worst is;
    ``lapsed`` that somebody was assessed for one of ``alone`` so long ago that it is not known any more.
    """

    person: str
    posts: tuple[str, ...]
    alone: tuple[str, ...]
    duties: tuple[DutyCover, ...]
    returns: tuple[Coming, ...]
    critical: int
    lapsed: bool = False

    @property
    def is_one(self) -> bool:
        """Whether anything rests on this holder alone."""
        return bool(self.alone or self.duties or self.returns)

    @property
    def rank(self) -> tuple[int, int, int, int, str]:
        """Sorts the worst first: the critical posts, then how much the duties weigh, then what is owed."""
        weight = sum(duty.critical or 0 for duty in self.duties)
        return -self.critical if self.alone else 0, -len(self.alone), -weight, -len(self.returns), self.person


def single_points(
    snapshot: Snapshot, view: SuccessionView, duties: Iterable[DutyCover], owed: Iterable[Coming]
) -> tuple[SinglePoint, ...]:
    """Every holder of a critical post, and whoever of the other holders is a single point of failure.

    The accounting officer comes first, whether they are one or not; then those who are one, the worst first.

    >>> from datetime import date
    >>> from trustops.models import Holder, record_of
    >>> from trustops.succession.cover import succession_view
    >>> snapshot = Snapshot.of(date(2026, 11, 22), [
    ...     record_of(Post)(post="CEO", title="Chief executive", site="TRUST", critical=5),
    ...     record_of(Holder)(post="CEO", person="P1", from_date=date(2020, 9, 1)),
    ... ])
    >>> [point] = single_points(snapshot, succession_view(snapshot), [], [])
    >>> why(snapshot, point)
    'Chief executive is a single point of failure: nobody else is ready now to take the post.'
    """
    held: dict[str, list[str]] = defaultdict(list)
    for row in snapshot.holders:
        if row.person not in view.without:
            held[row.person].append(row.post)
    own_duties, own_returns = _sole_duties(duties, view.without), _sole_returns(owed, view.without)
    points = (
        _point(snapshot, view, person, posts, own_duties[person], own_returns[person]) for person, posts in held.items()
    )
    kept = (point for point in points if point.is_one or any(post in view.cover for post in point.posts))
    return tuple(sorted(kept, key=lambda point: (not _leads(snapshot, point), not point.is_one, *point.rank)))


def _leads(snapshot: Snapshot, point: SinglePoint) -> bool:
    rows = (snapshot.one(Post, post) for post in point.posts)
    return any(row is not None and row.role is Role.AO_CEO for row in rows)


def _sole_duties(duties: Iterable[DutyCover], gone: Collection[str]) -> dict[str, list[DutyCover]]:
    found: dict[str, list[DutyCover]] = defaultdict(list)
    for duty in duties:
        left = [person for person in duty.active if person not in gone]
        if len(left) == 1 and duty.needed > 1:
            found[left[0]].append(duty)
    return found


def _sole_returns(owed: Iterable[Coming], gone: Collection[str]) -> dict[str, list[Coming]]:
    found: dict[str, list[Coming]] = defaultdict(list)
    for each in owed:
        left = [person for person in each.makers if person not in gone]
        if len(left) == 1:
            found[left[0]].append(each)
    return found


def _point(
    snapshot: Snapshot,
    view: SuccessionView,
    person: str,
    posts: Sequence[str],
    duties: Iterable[DutyCover],
    returns: Iterable[Coming],
) -> SinglePoint:
    critical = {post: _critical(snapshot, post) for post in dict.fromkeys(posts)}
    ordered = tuple(sorted(critical, key=lambda post: (-critical[post], post)))
    alone = tuple(post for post in ordered if post in view.cover and _only(view, post))
    return SinglePoint(
        person=person,
        posts=ordered,
        alone=alone,
        duties=tuple(sorted(duties, key=lambda duty: (-(duty.critical or 0), duty.title))),
        returns=tuple(returns),
        critical=max((critical[post] for post in alone), default=0),
        lapsed=any(view.cover[post].unknown for post in alone),
    )


def _critical(snapshot: Snapshot, post: str) -> int:
    row = snapshot.one(Post, post)
    return (row.critical if row else None) or 0


def _only(view: SuccessionView, post: str) -> bool:
    cover = view.cover[post]
    return len(cover.holders) + len(cover.ready_now) == 1


def holder_title(snapshot: Snapshot, point: SinglePoint) -> str:
    """What a holder is called where nobody is named: by their post, or their posts."""
    titles = [snapshot.post_title(post) for post in point.posts]
    return titles[0] if len(titles) == 1 else f"Whoever is {listed(titles)}"


def why(snapshot: Snapshot, point: SinglePoint) -> str:
    """Why a holder is a single point of failure, or why not, in one sentence that names posts."""
    title = holder_title(snapshot, point)
    if not point.is_one:
        return (
            f"{title} is not a single point of failure: somebody else holds or is ready now to take the post, and no "
            "duty or return rests on its holder alone."
        )
    return f"{title} is a single point of failure: {'; '.join(_reasons(snapshot, point))}."


def _reasons(snapshot: Snapshot, point: SinglePoint) -> Iterator[str]:
    if point.alone:
        titles = listed([snapshot.post_title(post) for post in point.alone])
        ready = "known any more to be ready" if point.lapsed else "ready now"
        yield f"nobody else is {ready} to take {'the post' if len(point.posts) == 1 else titles}"
    if point.duties:
        named = [f"“{duty.title}”" for duty in point.duties[:NAMED_DUTIES]]
        more = len(point.duties) - len(named)
        them = listed([*named, f"{more} more"] if more else named)
        yield f"nobody else can do {counted(len(point.duties), 'duty', 'duties')}: {them}"
    if point.returns:
        yield (
            f"nobody else can prepare {counted(len(point.returns), 'return or report', 'returns and reports')} due in "
            "the next 12 months"
        )
