"""The exact chance against every way that people could leave, and against sums done by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import cases
from tests.succession.chances import going, short_by_trying_everything
from trustops.succession.frontier import TooEntangled, parts_of, unfilled_chance
from trustops.succession.uncovered import exact_curve

posts = st.sampled_from("ABCDEF")
people = st.sampled_from("pqrstuvw")
graphs = st.dictionaries(posts, st.lists(people, max_size=4, unique=True), min_size=1, max_size=6)
chances = st.fixed_dictionaries({person: st.sampled_from([0.0, 0.1, 0.35, 0.5, 0.9, 1.0]) for person in "pqrstuvw"})


@cases(150)
@given(graphs, chances)
def test_the_chance_is_that_of_every_way_people_could_leave(
    candidates: dict[str, list[str]], gone: dict[str, float]
) -> None:
    filled = 1.0
    for part in parts_of(candidates):
        filled *= 1 - unfilled_chance(part, lambda person: np.array([gone[person]]), np.zeros(1))[0]
    assert 1 - filled == pytest.approx(short_by_trying_everything(candidates, gone), abs=1e-12)


def test_two_posts_that_share_their_only_two_people_need_both() -> None:
    share = {"A": ["p", "q"], "B": ["p", "q"]}
    [part] = parts_of(share)
    found = unfilled_chance(part, lambda person: np.array([0.1, 0.5]), np.zeros(2))
    assert found.tolist() == pytest.approx([1 - 0.9**2, 1 - 0.5**2])


def test_a_post_of_nobody_is_short_for_certain_and_no_post_never_is() -> None:
    nobody = going({})
    assert exact_curve({"A": []}, nobody)[-1] == 1  # type: ignore[index]
    assert exact_curve({}, nobody)[-1] == 0  # type: ignore[index]


def test_a_small_chance_stays_exact() -> None:
    five = {"A": list("pqrst")}
    found = exact_curve(five, going(dict.fromkeys("pqrst", "0.001")))
    assert found is not None
    assert found[364] == pytest.approx(1e-15, rel=1e-3)


def test_too_many_posts_that_share_people_are_left_to_the_simulation() -> None:
    tangled = {f"A{post}": [f"p{(post * 7 + step * step * 11) % 60}" for step in range(6)] for post in range(40)}
    [part] = parts_of(tangled)
    with pytest.raises(TooEntangled):
        unfilled_chance(part, lambda person: np.array([0.1]), np.zeros(1))
    assert exact_curve(tangled, going({})) is None
