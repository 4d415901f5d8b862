"""The matching and the resilience number against brute force, and against sums done by hand."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from trustops.succession.matching import Resilience, TightSet, maximum_matching, resilience, tight_sets

Candidates = dict[str, set[str]]

posts = st.sampled_from("ABCDEF")
people = st.sampled_from("pqrstuv")
graphs = st.dictionaries(posts, st.sets(people, max_size=4), min_size=1, max_size=6)


def by_trying_every_set(candidates: Candidates) -> tuple[int, int, tuple[str, ...]]:
    """The definition itself: |N(A)| − |A| + 1 of every set A, least first, then the smallest set, then its name."""
    return min(
        (len(set().union(*(candidates[post] for post in chosen))) - size + 1, size, chosen)
        for size in range(1, len(candidates) + 1)
        for chosen in combinations(sorted(candidates), size)
    )


def most_filled(candidates: Candidates, taken: frozenset[str] = frozenset()) -> int:
    """The most posts that can be filled, by trying every way to seat people."""
    if not candidates:
        return 0
    first, *others = sorted(candidates)
    rest = {post: candidates[post] for post in others}
    seated = [1 + most_filled(rest, taken | {person}) for person in candidates[first] - taken]
    return max([most_filled(rest, taken), *seated])


@settings(max_examples=3_000, deadline=None)
@given(graphs)
def test_resilience_is_the_definition_tried_on_every_set(candidates: Candidates) -> None:
    number, size, chosen = by_trying_every_set(candidates)
    found = resilience(candidates)
    assert (found.number, len(found.posts), found.posts) == (number, size, chosen)
    assert set(found.people) == set().union(*(candidates[post] for post in chosen))


@settings(max_examples=3_000, deadline=None)
@given(graphs)
def test_matching_is_valid_and_fills_the_most(candidates: Candidates) -> None:
    filled = maximum_matching(candidates)
    assert all(person in candidates[post] for post, person in filled.items())
    assert len(set(filled.values())) == len(filled)
    assert len(filled) == most_filled(candidates)


@settings(max_examples=100, deadline=None)
@given(graphs, st.dictionaries(posts, people))
def test_who_sits_where_at_first_never_costs_a_post(candidates: Candidates, keep: dict[str, str]) -> None:
    assert len(maximum_matching(candidates, keep)) == most_filled(candidates)


@settings(max_examples=100, deadline=None)
@given(graphs)
def test_losing_one_person_fewer_than_the_number_leaves_every_post_filled(candidates: Candidates) -> None:
    number = resilience(candidates).number or 0
    everyone = sorted(set().union(*candidates.values()))
    if 1 <= number <= len(everyone):
        for gone in combinations(everyone, number - 1):
            left = {post: people - set(gone) for post, people in candidates.items()}
            assert len(maximum_matching(left)) == len(candidates)


@settings(max_examples=300, deadline=None)
@given(graphs)
def test_tight_sets_are_short_by_all_that_stays_empty_and_share_nobody(candidates: Candidates) -> None:
    found = tight_sets(candidates)
    assert sum(each.short for each in found) == len(candidates) - most_filled(candidates)
    assert all(each.short > 0 for each in found)
    everyone = [person for each in found for person in each.people]
    assert len(set(everyone)) == len(everyone)
    for each in found:
        assert set(each.people) == set().union(*(candidates[post] for post in each.posts))


def test_two_sets_that_share_nobody_are_told_apart() -> None:
    found = tight_sets({"A": ["p"], "B": ["p"], "C": [], "D": ["q", "r"]})
    assert found == (TightSet(("A", "B"), ("p",)), TightSet(("C",), ()))


def test_two_posts_short_of_two_people_is_minus_one() -> None:
    assert resilience({"A": [], "B": ["p"], "C": ["p"]}) == Resilience(-1, ("A", "B", "C"), ("p",))


def test_a_post_that_nobody_can_fill_is_the_weakest_set() -> None:
    assert resilience({"A": ["p", "q"], "B": []}) == Resilience(0, ("B",), ())


def test_no_post_has_no_number() -> None:
    assert resilience({}) == Resilience(None, (), ())
    assert maximum_matching({}) == {}


def test_a_holder_stays_unless_moving_them_fills_a_post() -> None:
    assert maximum_matching({"A": ["p", "q"], "B": ["q", "p"]}, {"A": "q"}) == {"A": "q", "B": "p"}
    assert maximum_matching({"A": ["q", "p"], "B": ["q"]}, {"A": "q"}) == {"A": "p", "B": "q"}


def test_a_person_named_twice_for_a_post_counts_once() -> None:
    assert resilience({"A": ["p", "p"]}).number == 1


def test_a_ring_of_posts_that_share_people_is_one_weakest_set() -> None:
    ring = {f"P{i:03}": [f"x{i}", f"x{(i + 1) % 60}"] for i in range(60)}
    assert resilience(ring) == Resilience(1, tuple(ring), tuple(sorted(f"x{i}" for i in range(60))))
