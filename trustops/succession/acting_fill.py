"""Which posts can be filled at once in the acting reading, exactly?

Two quick answers come first. *At most*: every held post, and of the others as many as can be matched with somebody
who is ready, forgetting what clashes; nobody fills more, since each person adds at most one post to those that are
held. *At least*: everybody stays and takes only what they may take besides, or everybody fills one post alone.
Where the two meet, that is the answer. Where they do not, somebody may have to move outright so that another can act
for them, and the parts of the trust where that is so are solved as a small integer programme (HiGHS, in scipy).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from trustops.succession.acting import Actor
from trustops.succession.acting_programme import solved
from trustops.succession.matching import maximum_matching

Actors = Mapping[str, Actor]
Filled = dict[str, str]


def acting_assignment(posts: Iterable[str], actors: Actors) -> Filled:
    """A person for as many of the posts as can be filled at once, each as :class:`Actor` allows.

    The headteacher may act as chief executive besides; the finance officer may not be paid and pay at once.

    >>> head = Actor(frozenset({"HEAD"}), ready=frozenset({"CEO"}), besides=frozenset({"CEO"}))
    >>> acting_assignment(["HEAD", "CEO"], {"Pat": head})
    {'CEO': 'Pat', 'HEAD': 'Pat'}
    >>> clash = Actor(frozenset({"FIN"}), ready=frozenset({"PAY"}))
    >>> acting_assignment(["FIN", "PAY"], {"Sam": clash})
    {'FIN': 'Sam'}
    """
    filled: Filled = {}
    for some, people in _parts(frozenset(posts), actors):
        filled |= _of_part(some, people)
    return {post: filled[post] for post in sorted(filled)}


def _of_part(posts: frozenset[str], actors: Actors) -> Filled:
    held = posts & frozenset().union(*(actor.holds for actor in actors.values()))
    at_most = len(held) + len(_matched(posts - held, {who: actor.ready for who, actor in actors.items()}))
    kept = _kept(posts, actors)
    stay = kept | _matched(posts - set(kept), {who: actor.further for who, actor in actors.items()})
    if len(stay) == at_most:
        return stay
    alone = maximum_matching(
        {post: [who for who, each in actors.items() if post in each.holds | each.ready] for post in posts}, kept
    )
    best = max(stay, alone, key=len)
    return best if len(best) == at_most else solved(sorted(posts), actors)


def _kept(posts: frozenset[str], actors: Actors) -> Filled:
    """Everybody in the posts that they keep; of several holders of a post the first by ref."""
    kept: Filled = {}
    for person, actor in sorted(actors.items()):
        for post in sorted(actor.keeps & posts):
            kept.setdefault(post, person)
    return kept


def _matched(posts: Iterable[str], could: Mapping[str, frozenset[str]]) -> Filled:
    people: dict[str, list[str]] = {post: [] for post in posts}
    for person, found in sorted(could.items()):
        for post in found & people.keys():
            people[post].append(person)
    return maximum_matching(people)


def _parts(posts: frozenset[str], actors: Actors) -> Iterable[tuple[frozenset[str], Actors]]:
    """The posts in parts that share no person, each with its people."""
    part = {post: post for post in posts}

    def root(post: str) -> str:
        while part[post] != post:
            part[post] = part[part[post]]
            post = part[post]
        return post

    reach = {person: sorted((actor.holds | actor.ready) & posts) for person, actor in actors.items()}
    for found in reach.values():
        for post in found[1:]:
            part[root(post)] = root(found[0])
    together: dict[str, set[str]] = defaultdict(set)
    people: dict[str, dict[str, Actor]] = defaultdict(dict)
    for post in sorted(posts):
        together[root(post)].add(post)
    for person, found in reach.items():
        if found:
            people[root(found[0])][person] = actors[person]
    return [(frozenset(some), people[name]) for name, some in together.items()]
