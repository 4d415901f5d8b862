"""When posts fall vacant, who moves up so that the post left unfilled at the end does least harm?

Each move inside opens another seat. :func:`cascade` finds, over the whole trust, the moves that end in the least
harmful gap, and beside them what follows from taking the preferred successor at each step, as a plan is usually read.

A person may take a post that they are *ready now* for, or for up to one term one that they are named for in an
emergency only. Whoever leaves (the holders of the posts asked about, the people in ``without``) moves nowhere.
"""

from collections.abc import Collection, Mapping, Sequence

from trustops.models import Post
from trustops.snapshot import Snapshot
from trustops.succession.cascade_view import Cascade, Chain, Gap, Move
from trustops.succession.cascade_words import compared, outline, sentence
from trustops.succession.chains import Chains, Step, cheapest_chains
from trustops.succession.first_choices import first_choices
from trustops.succession.leavers import post_must_be_known
from trustops.succession.seating import Named, Seating, gravest_first, harm_of, outside_ways

AGAINST_A_MOVE = ("breaks a control", "emergency only", "a move", "not preferred", "old assessment")
"""What counts against a move, the gravest first; all of it counts less than what is left unfilled."""


def cascade(snapshot: Snapshot, vacant: Sequence[str], without: Collection[str] = ()) -> Cascade:
    """The moves that follow when the posts in ``vacant`` lose their holders, and the people in ``without`` have gone.

    A post of which everybody who held it is in ``without`` falls vacant too. The moves are the best over the whole
    trust, in this order: the fewest posts left unfilled that must be filled at all times, then of criticality 5, 4, 3,
    2, 1 and none; the fewest moves that break a control; the fewest people named for an emergency only; the fewest
    moves; the fewest who are not the preferred successor; the fewest whose assessment is old. Exact: see
    :func:`trustops.succession.chains.cheapest_chains`, for which the wishes are packed into one whole number, each in
    a place of its own that the ones after it can never fill.

    The least harm is also the fewest outside hires, so there is no choice to make between them. The ends that the
    vacancies can be led to at once (an unfilled post, a shared post, a person who held none) are the independent sets
    of a matroid, a gammoid (Mason 1972). Its lightest basis takes as many of the ends that leave no post unfilled as
    any basis has, since they weigh nothing.

    A person with several posts gives up one of them and keeps the rest, so they are not moved to a post that is
    incompatible with any of theirs. Raises :class:`TrustopsError` for a post or a person that the trust does not know.

    >>> from datetime import date
    >>> from trustops.models import Holder, Successor, record_of
    >>> from trustops.models.succession import Readiness
    >>> post, holds, ready = record_of(Post), record_of(Holder), record_of(Successor)
    >>> day = date(2026, 9, 1)
    >>> found = cascade(Snapshot.of(day, [
    ...     post(post="HEAD", title="Head", site="TRUST", critical=5),
    ...     post(post="DEP", title="Deputy head", site="TRUST"),
    ...     holds(post="HEAD", person="P1", from_date=day), holds(post="DEP", person="P2", from_date=day),
    ...     ready(post="HEAD", person="P2", readiness=Readiness.READY_NOW, assessed_on=day, preferred=True),
    ... ]), ["HEAD"])
    >>> [(move.person, move.from_post, move.to_post) for move in found.moves], [gap.post for gap in found.gaps]
    ([('P2', 'DEP', 'HEAD')], ['DEP'])
    >>> found.outline
    'Head can be filled from inside, for a term.'
    """
    return cascade_in(Seating.of(snapshot, without), vacant)


def cascade_in(seating: Seating, vacant: Sequence[str], unmoved: Collection[str] = ()) -> Cascade:
    """The cascade of some posts where the seating is known already, and nobody of ``unmoved`` moves."""
    snapshot = seating.snapshot
    for post in vacant:
        post_must_be_known(snapshot, post)
    asked = gravest_first(snapshot, {*vacant, *seating.emptied})
    leaving = {*unmoved, *(person for person, posts in seating.sits_in.items() if not set(posts).isdisjoint(asked))}
    stays = {
        person: kept for person, posts in seating.sits_in.items() if (kept := tuple(p for p in posts if p not in asked))
    }
    can = seating.reachable(asked, leaving)
    best = _chain(seating, _best(seating, asked, stays, can), can)
    greedy = _chain(seating, first_choices(snapshot, asked, stays, can), can)
    return Cascade(
        as_of=snapshot.as_of,
        vacant=asked,
        without=seating.without,
        moves=best.moves,
        gaps=best.gaps,
        greedy=greedy,
        sentence=sentence(snapshot, asked, best, could=bool(greedy.moves)),
        outline=outline(snapshot, asked, best),
        comparison=compared(snapshot, best, greedy),
    )


def _best(
    seating: Seating,
    asked: Sequence[str],
    stays: Mapping[str, Collection[str]],
    can: Mapping[str, Mapping[str, Named]],
) -> Chains:
    steps = {post: {person: _step_cost(seating, post, named) for person, named in can[post].items()} for post in can}
    return cheapest_chains(asked, steps, stays, {post: _gap_cost(seating, post) for post in can})


def _gap_cost(seating: Seating, post: str) -> int:
    """What leaving a post unfilled costs: more than any number of moves."""
    if post not in seating.gap_costs:
        none = (0,) * len(AGAINST_A_MOVE)
        seating.gap_costs[post] = _packed((*harm_of(seating.snapshot, post), *none), seating.more_than_any_count)
    return seating.gap_costs[post]


def _step_cost(seating: Seating, post: str, named: Named) -> int:
    """What a move costs by what counts against it."""
    key = (post, named.person)
    if key not in seating.step_costs:
        breaks = bool(seating.incompatible_with(named.person, post) or seating.duties.clashes(named.person, post))
        against = (int(breaks), int(named.emergency_only), 1, int(not named.preferred), int(named.old))
        seating.step_costs[key] = _packed(against, seating.more_than_any_count)
    return seating.step_costs[key]


def _packed(counts: Sequence[int], room: int) -> int:
    """Counts as one number, each in a place of its own, as digits are."""
    number = 0
    for count in counts:
        number = number * room + count
    return number


def _chain(seating: Seating, chains: Chains, can: Mapping[str, Mapping[str, Named]]) -> Chain:
    moves = [_move(seating, step, can[step.takes][step.person]) for step in chains.steps]
    gaps = gravest_first(seating.snapshot, chains.empty)
    return Chain(tuple(moves), tuple(_gap(seating.snapshot, post) for post in gaps))


def _move(seating: Seating, step: Step, named: Named) -> Move:
    return Move(
        person=step.person,
        from_post=step.leaves,
        to_post=step.takes,
        readiness=named.readiness,
        preferred=named.preferred,
        old=named.old,
        incompatible_posts=seating.incompatible_with(step.person, step.takes),
        incompatible_duties=seating.duties.clashes(step.person, step.takes),
    )


def _gap(snapshot: Snapshot, post: str) -> Gap:
    row = snapshot.one(Post, post)
    return Gap(
        post=post,
        must_be_filled=bool(row and row.must_be_filled),
        critical=row.critical if row else None,
        outside=outside_ways(snapshot, post),
    )
