"""The acting reading against every way there is, and on small trusts that can be checked in the head."""

from collections.abc import Iterator, Mapping
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trustops.succession.acting import Actor
from trustops.succession.acting_fill import acting_assignment
from trustops.succession.acting_programme import solved

POSTS = "ABCDE"
PAIRS = [frozenset(pair) for pair in combinations(POSTS, 2)]


@st.composite
def trusts(draw: st.DrawFn) -> dict[str, Actor]:
    """Up to four people with posts held and posts they are ready for, some pairs of posts incompatible."""
    apart = draw(st.sets(st.sampled_from(PAIRS), max_size=4))
    return {person: draw(actors(apart)) for person in "pqrs"[: draw(st.integers(1, 4))]}


@st.composite
def actors(draw: st.DrawFn, apart: set[frozenset[str]]) -> Actor:
    holds = draw(st.sets(st.sampled_from(POSTS), max_size=2))
    ready = draw(st.sets(st.sampled_from(POSTS), max_size=3)) - holds
    busy = draw(st.integers(0, 4)) == 0
    besides = set() if busy else {post for post in ready if all(frozenset((post, own)) not in apart for own in holds)}
    clashes = frozenset(pair for pair in apart if pair <= holds)
    return Actor(frozenset(holds), frozenset(ready), frozenset(besides), clashes)


def allowed(actor: Actor) -> Iterator[frozenset[str]]:
    """Every set of posts that a person may have: some of their own that do not clash, and one more if that may be."""
    for size in range(len(actor.holds) + 1):
        for some in combinations(sorted(actor.holds), size):
            if not any(frozenset(pair) in actor.clashes for pair in combinations(some, 2)):
                yield frozenset(some)
                for post in actor.ready:
                    if not some or post in actor.besides:
                        yield frozenset({*some, post})


def most_filled(people: Mapping[str, Actor]) -> int:
    """The most posts that can be filled, by trying every set for every person."""
    return max(len(frozenset().union(*chosen)) for chosen in product(*map(allowed, people.values())))


def may_be(people: Mapping[str, Actor], filled: Mapping[str, str]) -> bool:
    has = {person: frozenset(post for post, who in filled.items() if who == person) for person in people}
    return all(has[person] in set(allowed(actor)) for person, actor in people.items())


@settings(max_examples=3_000, deadline=None)
@given(trusts())
def test_the_most_posts_are_filled_as_each_person_may(people: dict[str, Actor]) -> None:
    filled = acting_assignment(POSTS, people)
    assert len(filled) == most_filled(people)
    assert may_be(people, filled)


@settings(max_examples=300, deadline=None)
@given(trusts())
def test_the_programme_alone_says_the_same(people: dict[str, Actor]) -> None:
    filled = solved(POSTS, people)
    assert len(filled) == most_filled(people)
    assert may_be(people, filled)


def holder(posts: str, ready: str = "", besides: str | None = None, *clashes: str) -> Actor:
    return Actor(
        frozenset(posts),
        frozenset(ready),
        frozenset(ready if besides is None else besides),
        frozenset(frozenset(pair) for pair in clashes),
    )


@pytest.mark.parametrize(
    ("people", "filled"),
    [
        ({"p": holder("A", "B")}, {"A": "p", "B": "p"}),
        ({"p": holder("A", "BC")}, {"A": "p", "B": "p"}),
        ({"p": holder("A", "B", "")}, {"A": "p"}),
        ({"p": holder("AB", "", None, "AB")}, {"A": "p"}),
        ({"p": holder("A", "B", ""), "q": holder("C", "A")}, {"A": "q", "B": "p", "C": "q"}),
        ({"p": holder("", "AB")}, {"A": "p"}),
        ({}, {}),
    ],
    ids=[
        "acts besides",
        "acts in one",
        "moves or stays",
        "two that clash",
        "moves, another acts",
        "one post",
        "nobody",
    ],
)
def test_small_trusts(people: dict[str, Actor], filled: dict[str, str]) -> None:
    assert acting_assignment("ABC", people) == filled
