"""Who leaves when somebody asks “what if these people left”: people, the holders of posts, or a school's whole team?"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from trustops.models import Person, Post
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import day_text
from trustops.snapshot import Snapshot
from trustops.succession.plans import must_be_known


@dataclass(frozen=True, slots=True)
class Leavers:
    """Who leaves, in the order of their refs, the posts that were chosen, and what was asked that changes nothing."""

    people: tuple[str, ...]
    posts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def leavers(
    snapshot: Snapshot, people: Iterable[str] = (), posts: Iterable[str] = (), schools: Iterable[str] = ()
) -> Leavers:
    """The people who are named, hold one of the posts, or belong to one of the schools (their Site), each once.

    Somebody who has left already, a vacant post and a school without a team change nothing, and a note says so. Raises
    :class:`TrustopsError` for a person, a post or a school that the trust does not know.

    >>> from datetime import date
    >>> from trustops.models import record_of
    >>> ceo = record_of(Post)(post="CEO", title="Chief executive", site="TRUST")
    >>> leavers(Snapshot.of(date(2026, 11, 22), [ceo]), posts=["CEO"]).notes
    ('Nobody holds Chief executive, so nobody leaves with it.',)
    """
    chosen = tuple(dict.fromkeys(posts))
    found = [
        *_named(snapshot, dict.fromkeys(people)),
        *_of_posts(snapshot, chosen),
        *_of_schools(snapshot, dict.fromkeys(schools)),
    ]
    gone = sorted({person for person, _ in found if person})
    return Leavers(tuple(gone), chosen, tuple(note for _, note in found if note))


_Found = tuple[str, str]  # somebody who leaves or nobody, and what is to be said of it


def _named(snapshot: Snapshot, people: Iterable[str]) -> Iterator[_Found]:
    for person in people:
        must_be_known(snapshot, person)
        row = snapshot.one(Person, person)
        if row and row.leaving and not snapshot.works_here(person):
            yield "", f"{row.name} left on {day_text(row.leaving)}, so nothing changes without them."
        else:
            yield person, ""


def _of_posts(snapshot: Snapshot, posts: Iterable[str]) -> Iterator[_Found]:
    holding = holders_of(snapshot)
    for post in posts:
        post_must_be_known(snapshot, post)
        if not holding.get(post):
            yield "", f"Nobody holds {snapshot.post_title(post)}, so nobody leaves with it."
        yield from ((person, "") for person in holding.get(post, ()))


def post_must_be_known(snapshot: Snapshot, post: str) -> None:
    """Raises :class:`TrustopsError` when a post is on no sheet of the trust."""
    if snapshot.one(Post, post) is None:
        raise TrustopsError(f"“{post}” is not a post of this trust; use the Post column of the Posts sheet.")


def _of_schools(snapshot: Snapshot, schools: Iterable[str]) -> Iterator[_Found]:
    for site in schools:
        if site not in teams(snapshot):
            raise TrustopsError(f"“{site}” has no team here; use a school's URN, or TRUST for the central team.")
        yield from ((person, "") for person in teams(snapshot)[site])


def teams(snapshot: Snapshot) -> Mapping[str, tuple[str, ...]]:
    """The people of each site who work here on the day, sites and people in the order of their refs."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in snapshot.all(Person):
        if snapshot.works_here(row.person):
            found[row.site].append(row.person)
    return {site: tuple(sorted(people)) for site, people in sorted(found.items())}


def holders_of(snapshot: Snapshot) -> Mapping[str, tuple[str, ...]]:
    """Who holds each post on the day, each once, in the order of their refs."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in snapshot.holders:
        found[row.post].add(row.person)
    return {post: tuple(sorted(people)) for post, people in sorted(found.items())}


def emptied(snapshot: Snapshot, gone: Collection[str]) -> tuple[str, ...]:
    """The posts that somebody holds, and nobody once these people have gone."""
    left = set(gone)
    return tuple(post for post, people in holders_of(snapshot).items() if left.issuperset(people))
