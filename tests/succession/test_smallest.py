"""The smallest plan against every choice of offers, and plans that can be checked in the head."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import cases
from trustops.quantities.errors import TrustopsError
from trustops.succession.smallest import Offer, number_with, smallest, stays_short

Candidates = dict[str, list[str]]

posts = st.sampled_from("ABCD")
graphs = st.dictionaries(posts, st.lists(st.sampled_from("pqrst"), max_size=3, unique=True), min_size=1, max_size=4)
offered = st.lists(
    st.builds(
        Offer,
        posts,
        st.sampled_from("pqrstuv"),
        cost_pence=st.integers(0, 5),
        far=st.integers(0, 3),
        new=st.booleans(),
    ),
    max_size=7,
    unique_by=lambda offer: (offer.post, offer.person),
)


def fits(candidates: Candidates, offers: list[Offer]) -> list[Offer]:
    return [each for each in offers if each.post in candidates]


def by_trying_every_choice(
    candidates: Candidates, offers: list[Offer], target: int, *, by_cost: bool
) -> tuple[int, int, int] | None:
    """The least new people, then actions or cost, then distance, of every choice that reaches the target."""
    found = []
    for size in range(len(offers) + 1):
        for chosen in combinations(offers, size):
            number = number_with(candidates, chosen).number
            if number is not None and number >= target:
                found.append(worth(chosen, by_cost=by_cost))
    return min(found, default=None)


def worth(chosen: tuple[Offer, ...], *, by_cost: bool) -> tuple[int, int, int]:
    far, cost = sum(each.far for each in chosen), sum(each.cost_pence or 0 for each in chosen)
    new = sum(each.new for each in chosen)
    return (new, cost, len(chosen)) if by_cost else (new, len(chosen), far)


@cases(60)
@given(graphs, offered, st.integers(-1, 3), st.booleans())
def test_the_plan_is_the_least_of_every_choice(
    candidates: Candidates, offers: list[Offer], target: int, by_cost: bool
) -> None:
    offers = fits(candidates, offers)
    found = smallest(candidates, offers, target, by_cost=by_cost)
    expected = by_trying_every_choice(candidates, offers, target, by_cost=by_cost)
    assert (None if found is None else worth(found, by_cost=by_cost)) == expected
    if found is not None:
        number = number_with(candidates, found).number
        assert number is not None
        assert number >= target
    else:
        short = stays_short(candidates, offers, target)
        assert short is not None
        assert short.posts


def test_one_person_ready_for_two_posts_lifts_each_alone_but_not_both_together() -> None:
    """A of Pat, B of Pat: they are short by one. Kit for either fills both at once; for 1 more, two are needed."""
    candidates = {"A": ["Pat"], "B": ["Pat"]}
    offers = [Offer("A", "Kit"), Offer("B", "Kit"), Offer("B", "Lee")]
    assert len(smallest(candidates, offers, 1) or ()) == 1
    two = smallest(candidates, offers, 2)
    assert {(each.post, each.person) for each in two or ()} == {("A", "Kit"), ("B", "Lee")}
    assert smallest(candidates, offers, 3) is None


def test_the_sooner_ready_is_chosen_of_two_that_do_the_same() -> None:
    far, near = Offer("A", "Far", far=2), Offer("A", "Near", far=1)
    assert smallest({"A": ["Pat"]}, [far, near], 2) == (near,)


def test_the_cheapest_may_take_more_actions() -> None:
    candidates = {"A": ["Pat"], "B": ["Pat"], "C": ["Sam"]}
    dear = [Offer("A", "Kit", cost_pence=900)]
    cheap = [Offer("B", "Lee", cost_pence=100)]
    assert smallest(candidates, [*dear, *cheap], 1, by_cost=True) == tuple(cheap)


def test_a_cost_that_is_not_known_is_not_nothing() -> None:
    with pytest.raises(TrustopsError, match="1 of the 2 actions have no cost"):
        smallest({"A": ["Pat"]}, [Offer("A", "Kit"), Offer("A", "Lee", cost_pence=5)], 2, by_cost=True)


def test_what_is_reached_already_takes_nothing() -> None:
    assert smallest({"A": ["Pat", "Sam"]}, [Offer("A", "Kit")], 2) == ()
    assert smallest({}, [], 5) == ()


def test_somebody_still_to_be_found_comes_last() -> None:
    offers = [Offer("A", "new", new=True), Offer("A", "Kit", far=3)]
    assert smallest({"A": ["Pat"]}, offers, 2) == (offers[1],)
    assert smallest({"A": ["Pat"]}, offers, 3) == tuple(offers)


def test_what_stays_short_is_named() -> None:
    short = stays_short({"A": ["Pat"], "B": ["Sam", "Kit"]}, [Offer("B", "Lee")], 2)
    assert short is not None
    assert (short.number, short.posts, short.people) == (1, ("A",), ("Pat",))


def test_a_large_trust_has_its_plan() -> None:
    """Three hundred posts of one holder each, with two people in development: two of each are needed for 3."""
    candidates = {f"A{post:03}": [f"h{post}"] for post in range(300)}
    offers = [Offer(post, f"{post} {way}", far=way) for post in candidates for way in range(3)]
    found = smallest(candidates, offers, 3)
    assert found is not None
    assert len(found) == 600
    assert {each.far for each in found} == {0, 1}
