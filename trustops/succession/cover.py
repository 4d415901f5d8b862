"""Who could take each critical post, can all be filled at once, and how many people could the trust lose?

A person counts for a post who holds it or is *ready now* for it by an assessment that still counts, in full or half
(:mod:`trustops.succession.readiness`). Who counts at all is said in :mod:`trustops.succession.plans`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from trustops.models.succession import Readiness
from trustops.snapshot import Snapshot
from trustops.succession.acting import actors_of
from trustops.succession.acting_fill import acting_assignment
from trustops.succession.horizons import by_horizon, by_role, by_site, cover_of_posts, falls, lapses
from trustops.succession.matching import maximum_matching, tight_sets
from trustops.succession.plans import Plans, must_be_known, plans_of
from trustops.succession.readiness import WEIGHTS, Standing
from trustops.succession.said import coverage_sentence, resilience_sentence
from trustops.succession.view import (
    Bench,
    DoubleCounted,
    NamedCoverage,
    PostCover,
    Reading,
    Readings,
    SeveralPosts,
    StaleAssessment,
    SuccessionView,
)

PLACES = Decimal("0.0001")
HALF = WEIGHTS[Standing.HALF]


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
        must_be_known(snapshot, person)
    plans = plans_of(snapshot, gone)
    candidates, ready, held_by = plans.candidates(), plans.ready(), _posts_of(plans.holders)
    named_for = _posts_of(ready)
    shares = {post: _bench_fraction(plans, post, named_for) for post in plans.posts}
    cover = {post: _post_cover(plans, post, ready[post], shares[post]) for post in plans.posts}
    strict = _strict(plans, candidates)
    whole, short = cover_of_posts(candidates), tight_sets(candidates)
    bench = _bench(ready)
    drops = falls(plans)
    return SuccessionView(
        as_of=snapshot.as_of,
        critical_posts=plans.posts,
        cover=cover,
        filled=strict.filled,
        of=strict.of,
        assignment=strict.assignment,
        uncovered=strict.uncovered,
        resilience_number=whole.resilience_number,
        weakest_set=whole.weakest_set,
        double_counted=tuple(
            DoubleCounted(person, posts, _decimal(Fraction(1, len(posts)))) for person, posts in _several(named_for)
        ),
        without=gone,
        vacant=tuple(post for post in plans.posts if not plans.holders[post]),
        nobody_ready_now=tuple(post for post in plans.posts if not ready[post]),
        several_posts=tuple(SeveralPosts(person, posts) for person, posts in _several(held_by)),
        stale=_stale(plans),
        bench=bench,
        sentence=resilience_sentence(snapshot, plans, whole, short),
        short=short,
        named_coverage=_named_coverage(cover, sum(shares.values(), Fraction(0)), bench),
        readings=Readings(
            strict, _reading(plans.posts, acting_assignment(plans.posts, actors_of(snapshot, plans, gone)))
        ),
        horizons=by_horizon(plans),
        by_site=by_site(snapshot, candidates),
        by_role=by_role(snapshot, candidates),
        drops_on=drops[0].on if drops else None,
        drops=drops,
        lapses=lapses(plans),
    )


def _strict(plans: Plans, candidates: Mapping[str, Collection[str]]) -> Reading:
    seated = {post: people[0] for post, people in plans.holders.items() if people}
    return _reading(plans.posts, maximum_matching(candidates, seated))


def _reading(posts: Sequence[str], assignment: Mapping[str, str]) -> Reading:
    return Reading(len(assignment), len(posts), assignment, tuple(post for post in posts if post not in assignment))


def _bench_fraction(plans: Plans, post: str, named_for: Mapping[str, Sequence[str]]) -> Fraction:
    """What a post can count on: each person ready for it, shared between the posts that they are named for."""
    shares = (weight / len(named_for[person]) for person, weight in plans.weights(post).items())
    return sum(shares, Fraction(0))


def _post_cover(plans: Plans, post: str, ready: tuple[str, ...], share: Fraction) -> PostCover:
    holders, weights, outside = plans.holders[post], plans.weights(post), plans.outside(post)
    return PostCover(
        holder=holders[0] if holders else None,
        ready_now=ready,
        ready_in_1_year=plans.people(post, Readiness.READY_IN_1_YEAR),
        outside=len(outside),
        holders=holders,
        bench_fraction=_decimal(share),
        ready_in_2_3_years=plans.people(post, Readiness.READY_IN_2_3_YEARS),
        emergency=plans.people(post, Readiness.EMERGENCY_ONLY),
        half=tuple(person for person in ready if weights[person] == HALF),
        unknown=plans.unknown(post),
        outside_days=min((row.lead_time_days for row in outside if row.lead_time_days is not None), default=None),
        named=_decimal(sum(weights.values(), Fraction(0))),
    )


def _posts_of(people_of: Mapping[str, Sequence[str]]) -> Mapping[str, tuple[str, ...]]:
    """The posts of each person, turned round from the people of each post."""
    posts_of: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for post, people in people_of.items():
        for person in people:
            posts_of[person] += (post,)
    return posts_of


def _several(posts_of: Mapping[str, tuple[str, ...]]) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((person, posts) for person, posts in posts_of.items() if len(posts) > 1)


def _stale(plans: Plans) -> tuple[StaleAssessment, ...]:
    return tuple(
        StaleAssessment(post, row.person, row.assessed_on, standing)
        for post, rows in plans.named.items()
        for row in rows
        if row.person and (standing := plans.standing(row)) is not Standing.FULL
    )


def _bench(ready: Mapping[str, Collection[str]]) -> Bench:
    assignment = maximum_matching(ready)
    uncovered = tuple(post for post in ready if post not in assignment)
    tight = tight_sets({post: people for post, people in ready.items() if people})
    return Bench(len(assignment), len(ready), assignment, uncovered, tight)


def _named_coverage(cover: Mapping[str, PostCover], shared: Fraction, bench: Bench) -> NamedCoverage:
    named = [each for each in cover.values() if each.ready_now]
    old = sum(set(each.half) == set(each.ready_now) for each in named)
    worth = _decimal(shared)
    return NamedCoverage(
        named=_decimal(len(named) - old * HALF),
        shared=worth,
        at_once=bench.filled,
        of=bench.of,
        sentence=coverage_sentence(len(named), old, worth.quantize(Decimal("0.1")), bench.filled, bench.of),
    )


def _decimal(share: Fraction) -> Decimal:
    return (Decimal(share.numerator) / share.denominator).quantize(PLACES)
