"""How resilient is the trust by each horizon, in each school, in each kind of post, and when does that fall?

Every answer is the same sum on other candidates or other posts; nothing is estimated from another. Assessments
only ever lapse while nobody assesses again, so the candidates of a post only shrink and the number never rises:
between two days that have the same number it is the same throughout, and a fall is found by halving.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from trustops.models import Post
from trustops.models.succession import Readiness
from trustops.snapshot import Snapshot
from trustops.succession.matching import maximum_matching, resilience
from trustops.succession.plans import Candidates, Horizon, Plans
from trustops.succession.view import Drop, GroupCover, Lapse, SetCover, WeakestSet

MOST_DROPS = 6
NO_ROLE = "other"


def cover_of_posts(candidates: Candidates, posts: Iterable[str] | None = None) -> SetCover:
    """The cover of some of the posts, or of all: only their own people count, and each in one of them.

    >>> cover_of_posts({"A": ["Pat"], "B": ["Pat", "Sam"]}, ["B"])
    SetCover(filled=1, of=1, resilience_number=2, weakest_set=WeakestSet(posts=('B',), people=('Pat', 'Sam')))
    """
    some = {post: candidates[post] for post in (candidates if posts is None else posts)}
    least = resilience(some)
    filled = len(some) if least.number is None or least.number > 0 else len(some) - 1 + least.number
    return SetCover(filled, len(some), least.number, WeakestSet(least.posts, least.people))


def by_horizon(plans: Plans) -> dict[Horizon, SetCover]:
    """The whole trust's cover, counting beside the holders whom each horizon counts."""
    return {horizon: cover_of_posts(plans.candidates(horizon)) for horizon in Horizon}


def by_site(snapshot: Snapshot, candidates: Candidates) -> tuple[GroupCover, ...]:
    """The cover of each school's posts, and of the trust's own, by themselves."""
    return tuple(_groups(snapshot, candidates, [(post, _row(snapshot, post, "site")) for post in candidates], "site"))


def by_role(snapshot: Snapshot, candidates: Candidates) -> tuple[GroupCover, ...]:
    """The cover of each role that several posts have, wherever they are: all headteachers, all safeguarding leads."""
    pairs = [(post, _row(snapshot, post, "role") or NO_ROLE) for post in candidates]
    return tuple(each for each in _groups(snapshot, candidates, pairs, "role") if len(each.posts) > 1)


def _row(snapshot: Snapshot, post: str, column: str) -> str:
    return str(getattr(snapshot.one(Post, post), column) or "")


def _groups(
    snapshot: Snapshot, candidates: Candidates, pairs: Iterable[tuple[str, str]], kind: str
) -> Iterator[GroupCover]:
    posts: dict[str, list[str]] = defaultdict(list)
    for post, group in pairs:
        posts[group].append(post)
    for group, found in sorted(posts.items()):
        name = snapshot.site_name(group) if kind == "site" else _role_name(snapshot, group, found)
        yield GroupCover(group, name, tuple(found), cover_of_posts(candidates, found))


def _role_name(snapshot: Snapshot, role: str, posts: Sequence[str]) -> str:
    """What the posts of a role are called: their title where they share it, else the role's own word."""
    titles = {_row(snapshot, post, "title") for post in posts}
    return titles.pop() if len(titles) == 1 else role.replace("_", " ")


def falls(plans: Plans, most: int = MOST_DROPS) -> tuple[Drop, ...]:
    """The next days on which the resilience number falls if nobody is assessed again, as holders and people stand.

    At most ``most`` of them; none with no critical post.
    """
    days = sorted({day for post in plans.posts for day in _lapse_days(plans, post) if day > plans.as_of})
    if not days or not plans.posts:
        return ()
    numbers: dict[date, int] = {}

    def number(day: date) -> int:
        if day not in numbers:
            numbers[day] = resilience(plans.candidates(day=day)).number or 0
        return numbers[day]

    found: list[Drop] = []
    before, start = number(plans.as_of), 0
    while len(found) < most and number(days[-1]) < before:
        low, high = start, len(days) - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if number(days[middle]) < before else (middle + 1, high)
        before, start = number(days[low]), low + 1
        found.append(_drop(plans, days[low], before))
        if start == len(days):
            break
    return tuple(found)


def lapses(plans: Plans) -> tuple[Lapse, ...]:
    """The days from which a post that has somebody ready now has nobody more, if nobody is assessed again."""
    last: dict[date, list[str]] = defaultdict(list)
    for post, ready in plans.ready().items():
        if ready:
            last[max(_lapse_days(plans, post))].append(post)
    left = sum(map(len, last.values()))
    found = []
    for day, posts in sorted(last.items()):
        left -= len(posts)
        found.append(Lapse(day, tuple(posts), left))
    return tuple(found)


def _lapse_days(plans: Plans, post: str) -> Iterator[date]:
    for row in plans.named[post]:
        if row.readiness is Readiness.READY_NOW and row.person and row.person not in plans.holders[post]:
            yield plans.scale.unknown_from(row.assessed_on)


def _drop(plans: Plans, day: date, number: int) -> Drop:
    posts = tuple(post for post in plans.posts if day in set(_lapse_days(plans, post)))
    filled = len(maximum_matching(plans.candidates(day=day)))
    return Drop(day, number, filled, posts)
