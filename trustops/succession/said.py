"""What is said of the cover in sentences that everybody may read? They name posts and count people.

Counts can name somebody all the same. Where everybody who could fill one of several posts holds one of those very
posts, and one of the posts has somebody ready, a reader who knows the holders (everybody does) can tell which of them
is ready for what. Such a set of posts is counted, and its posts are not named: :func:`tells_of_somebody`. Of a trust
that has two critical posts in all the number itself can still tell; it is what the board has to know.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal

from trustops.quantities.words import counted, day_text, listed, number_text
from trustops.snapshot import Snapshot
from trustops.succession.matching import TightSet
from trustops.succession.plans import Plans
from trustops.succession.view import Drop, SetCover


def tells_of_somebody(
    posts: Collection[str],
    people: Iterable[str],
    holders: Mapping[str, Collection[str]],
    ready: Mapping[str, Collection[str]],
) -> bool:
    """Whether naming these posts together would say of a holder what they are ready for.

    Two posts, each held, and no third person: whoever is ready for one holds the other.

    >>> tells_of_somebody(["CEO", "CFO"], ["Pat", "Sam"], {"CEO": ["Pat"], "CFO": ["Sam"]}, {"CEO": ["Sam"], "CFO": []})
    True
    >>> tells_of_somebody(["CEO"], ["Pat", "Sam"], {"CEO": ["Pat"]}, {"CEO": ["Sam"]})
    False
    """
    own = {person for post in posts for person in holders[post]}
    return len(posts) > 1 and own.issuperset(people) and any(ready[post] for post in posts)


def resilience_sentence(snapshot: Snapshot, plans: Plans, cover: SetCover, short: Iterable[TightSet]) -> str:
    """The answer in one sentence that may be read by all."""
    number = cover.resilience_number
    if number is None:
        return "No post is marked critical, so there is nothing to fill; give posts 1 to 5 in the Critical column."
    if number <= 0:
        why = "; ".join(_shortages(snapshot, plans, short))
        return f"{can_be_filled(cover.filled, cover.of)}: {why}."
    every = f"Every critical post can be filled today, but if {counted(number, 'person', 'people')} went"
    posts = cover.weakest_set.posts
    if tells_of_somebody(posts, cover.weakest_set.people, plans.holders, plans.ready()):
        return f"{every}, {counted(len(posts), 'post')} could not all be."
    titles = listed([snapshot.post_title(post) for post in posts])
    return f"{every}, {titles} could not {'be' if len(posts) == 1 else 'all be'}."


def can_be_filled(filled: int, of: int, day: str = "") -> str:
    """How many critical posts can be filled at once, where not all can.

    >>> can_be_filled(10, 12), can_be_filled(0, 1, " today")
    ('Only 10 of 12 critical posts can be filled at once', 'The one critical post cannot be filled today')
    """
    if of == 1:
        return f"The one critical post cannot be filled{day}"
    if not filled:
        return f"None of {counted(of, 'critical post')} can be filled{day}"
    return f"Only {filled} of {counted(of, 'critical post')} can be filled at once{day}"


def _shortages(snapshot: Snapshot, plans: Plans, short: Iterable[TightSet]) -> Iterator[str]:
    ready = plans.ready()
    nobody = [post for each in short if not each.people for post in each.posts]
    if nobody:
        yield f"nobody holds or is ready now for {_titles(snapshot, nobody)}"
    for each in short:
        if each.people:
            told = tells_of_somebody(each.posts, each.people, plans.holders, ready)
            posts = counted(len(each.posts), "post") if told else _titles(snapshot, each.posts)
            yield f"only {counted(len(each.people), 'person holds or is', 'people hold or are')} ready now for {posts}"


def _titles(snapshot: Snapshot, posts: Iterable[str]) -> str:
    return listed([snapshot.post_title(post) for post in posts])


def coverage_sentence(posts: int, old: int, shared: Decimal, at_once: int, of: int) -> str:
    """The bench counted three ways.

    >>> coverage_sentence(5, 1, Decimal("2.5"), 3, 12)
    'If no holder were there: 5 of 12 critical posts have somebody named as ready now, 1 of them on an old assessment \
alone; shared between the posts that they are named for, these people are worth 2.5 posts; at most 3 posts can be \
filled on one day.'
    """
    aged = f", {old} of them on an old assessment alone" if old else ""
    worth = f"{number_text(shared)} {'post' if shared == 1 else 'posts'}"
    has = "has" if posts == 1 else "have"
    return (
        f"If no holder were there: {posts} of {counted(of, 'critical post')} {has} somebody named as ready now{aged}; "
        f"shared between the posts that they are named for, these people are worth {worth}; "
        f"at most {counted(at_once, 'post')} can be filled on one day."
    )


def tight_sentence(snapshot: Snapshot, tight: TightSet) -> str:
    """A set of posts that share too few people, by post."""
    posts = "; ".join(snapshot.post_title(post) for post in tight.posts)
    people = counted(len(tight.people), "person", "people")
    return f"{counted(len(tight.posts), 'post')} share {people} ready now: {posts}."


def drop_sentence(snapshot: Snapshot, drop: Drop, of: int) -> str:
    """What happens on a day if nobody is assessed again, by post."""
    posts = "; ".join(snapshot.post_title(post) for post in drop.posts)
    short = "" if drop.resilience_number > 0 else f", and {drop.filled} of {of} posts can be filled at once"
    return (
        f"On {day_text(drop.on)} the resilience number falls to {number_text(Decimal(drop.resilience_number))}{short}: "
        f"readiness for {posts} was last assessed too long ago to count."
    )
