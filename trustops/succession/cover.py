"""Who could take each critical post, can all be filled at once, and how many people could the trust lose?

A person counts for a post who holds it or is *ready now* for it. Readiness is used as it was last assessed, however
long ago; what is older than 12 months is listed beside the answer. A person who has left, has not begun, or is taken
out (``without``) counts for nothing; a holder named as their own successor adds nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from trustops.models import Holder, Person, Post, Successor
from trustops.models.succession import Readiness
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import counted, listed
from trustops.quantities.years import add_months
from trustops.snapshot import Snapshot
from trustops.succession.matching import Resilience, maximum_matching, resilience
from trustops.succession.view import (
    Bench,
    DoubleCounted,
    PostCover,
    SeveralPosts,
    StaleAssessment,
    SuccessionView,
    WeakestSet,
)

STALE_AFTER_MONTHS = 12
PLACES = Decimal("0.0001")


def succession_view(snapshot: Snapshot, without: Iterable[str] = ()) -> SuccessionView:
    """The cover of the critical posts as they stand on the snapshot's day, without the people in ``without``.

    Raises :class:`TrustopsError` when ``without`` names nobody the trust knows. With no critical post every list is
    empty and the resilience number is None: there is nothing to fill, so nothing can fall short.

    >>> from datetime import date
    >>> from trustops.models import Holder, Post, Successor, record_of
    >>> view = succession_view(Snapshot.of(date(2026, 11, 22), [
    ...     record_of(Post)(post="CEO", title="Chief executive", site="TRUST", critical=5),
    ...     record_of(Holder)(post="CEO", person="P1", from_date=date(2020, 9, 1)),
    ... ]))
    >>> view.filled, view.of, view.resilience_number, view.weakest_set.people
    (1, 1, 1, ('P1',))
    >>> view.sentence
    'Every critical post can be filled today, but if 1 person went, Chief executive could not be.'
    """
    gone = tuple(sorted(set(without)))
    for person in gone:
        _must_be_known(snapshot, person)
    critical = tuple(sorted(post.post for post in snapshot.all(Post) if post.critical is not None))
    holders = {post: tuple(row.person for row in rows) for post, rows in _holders(snapshot, critical, gone).items()}
    named = _successors(snapshot, critical, gone)
    ready = {post: _people(named[post], Readiness.READY_NOW, holders[post]) for post in critical}
    shares = _named_for(ready)
    cover = {post: _post_cover(named[post], holders[post], ready[post], shares) for post in critical}
    candidates = {post: (*holders[post], *ready[post]) for post in critical}
    assignment = maximum_matching(candidates, {post: people[0] for post, people in holders.items() if people})
    least = resilience(candidates)
    return SuccessionView(
        as_of=snapshot.as_of,
        critical_posts=critical,
        cover=cover,
        filled=len(assignment),
        of=len(critical),
        assignment=assignment,
        uncovered=tuple(post for post in critical if post not in assignment),
        resilience_number=least.number,
        weakest_set=WeakestSet(least.posts, least.people),
        double_counted=tuple(
            DoubleCounted(person, posts, _decimal(Fraction(1, len(posts)))) for person, posts in _several(shares)
        ),
        without=gone,
        vacant=tuple(post for post in critical if not holders[post]),
        nobody_ready_now=tuple(post for post in critical if not ready[post]),
        several_posts=tuple(SeveralPosts(person, posts) for person, posts in _several(_named_for(holders))),
        stale=_stale(snapshot, named),
        bench=_bench(ready),
        sentence=_sentence(snapshot, least, len(assignment), len(critical)),
    )


def _must_be_known(snapshot: Snapshot, person: str) -> None:
    if snapshot.one(Person, person) is None and all(row.person != person for row in snapshot.all(Holder)):
        raise TrustopsError(
            f"“{person}” is not a person of this trust, so nothing can be asked without them; "
            "use the Person column of the People sheet."
        )


def _holders(snapshot: Snapshot, critical: Sequence[str], gone: Collection[str]) -> Mapping[str, list[Holder]]:
    """Who holds each critical post, the largest share first."""
    found: dict[str, list[Holder]] = {post: [] for post in critical}
    for row in sorted(snapshot.holders, key=lambda row: (-row.share, row.from_date, row.person)):
        if row.post in found and row.person not in gone and row.person not in [one.person for one in found[row.post]]:
            found[row.post].append(row)
    return found


def _successors(snapshot: Snapshot, critical: Sequence[str], gone: Collection[str]) -> Mapping[str, list[Successor]]:
    """Who is named for each critical post, the preferred first; outside names last."""
    found: dict[str, list[Successor]] = {post: [] for post in critical}
    for row in sorted(snapshot.all(Successor), key=lambda row: (not row.preferred, row.person or "~")):
        if row.post in found and (row.person is None or (row.person not in gone and _here(snapshot, row.person))):
            found[row.post].append(row)
    return found


def _here(snapshot: Snapshot, person: str) -> bool:
    row = snapshot.one(Person, person)
    begun = row is None or row.started is None or row.started <= snapshot.as_of
    return begun and snapshot.works_here(person)


def _people(rows: Iterable[Successor], readiness: Readiness, holders: Collection[str]) -> tuple[str, ...]:
    people = (row.person for row in rows if row.readiness is readiness and row.person)
    return tuple(dict.fromkeys(person for person in people if person not in holders))


def _post_cover(
    named: Sequence[Successor], holders: tuple[str, ...], ready: tuple[str, ...], shares: Mapping[str, tuple[str, ...]]
) -> PostCover:
    return PostCover(
        holder=holders[0] if holders else None,
        ready_now=ready,
        ready_in_1_year=_people(named, Readiness.READY_IN_1_YEAR, holders),
        outside=sum(row.person is None or row.readiness is Readiness.OUTSIDE_ONLY for row in named),
        holders=holders,
        bench_fraction=_decimal(sum((Fraction(1, len(shares[person])) for person in ready), Fraction(0))),
    )


def _named_for(people_of: Mapping[str, Sequence[str]]) -> Mapping[str, tuple[str, ...]]:
    """The posts of each person, turned round from the people of each post."""
    posts_of: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for post, people in people_of.items():
        for person in people:
            posts_of[person] += (post,)
    return posts_of


def _several(posts_of: Mapping[str, tuple[str, ...]]) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((person, posts) for person, posts in posts_of.items() if len(posts) > 1)


def _stale(snapshot: Snapshot, named: Mapping[str, Sequence[Successor]]) -> tuple[StaleAssessment, ...]:
    return tuple(
        StaleAssessment(post, row.person, row.assessed_on)
        for post, rows in named.items()
        for row in rows
        if row.person and add_months(row.assessed_on, STALE_AFTER_MONTHS) < snapshot.as_of
    )


def _bench(ready: Mapping[str, Collection[str]]) -> Bench:
    assignment = maximum_matching(ready)
    uncovered = tuple(post for post in ready if post not in assignment)
    return Bench(len(assignment), len(ready), assignment, uncovered)


def _decimal(share: Fraction) -> Decimal:
    return (Decimal(share.numerator) / share.denominator).quantize(PLACES)


def _sentence(snapshot: Snapshot, least: Resilience, filled: int, of: int) -> str:
    """The answer in one sentence that names posts and counts people."""
    if least.number is None:
        return "No post is marked critical, so there is nothing to fill; give posts 1 to 5 in the Critical column."
    posts = listed([snapshot.post_title(post) for post in least.posts])
    if least.number <= 0:
        share = (
            "nobody holds or is ready now for"
            if not least.people
            else (f"only {counted(len(least.people), 'person holds or is', 'people hold or are')} ready now for")
        )
        return f"Only {filled} of {counted(of, 'critical post')} can be filled at once: {share} {posts}."
    went = f"if {counted(least.number, 'person', 'people')} went"
    if len(least.posts) == 1:
        return f"Every critical post can be filled today, but {went}, {posts} could not be."
    return f"Every critical post can be filled today, but {went}, {posts} could not all be."
