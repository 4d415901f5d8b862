"""The simulated chance beside the exact one: within five standard errors, the same for the same seed."""

from datetime import date
from math import sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.laws import cases
from tests.succession.chances import all_filled, going
from tests.succession.test_frontier import graphs
from trustops.succession import simulate as simulation
from trustops.succession.simulate import simulate
from trustops.succession.uncovered import exact_curve

rates = st.fixed_dictionaries({person: st.sampled_from(["0", "0.05", "0.3", "0.9", "1"]) for person in "pqrstuvw"})
last_days = st.dictionaries(st.sampled_from("pqrstuvw"), st.dates(date(2026, 12, 1), date(2029, 10, 1)), max_size=2)
FUTURES = 2_000


@cases(40)
@given(graphs, rates, last_days, st.integers(0, 2**32))
def test_the_simulation_agrees_with_the_exact_chance_and_days(
    candidates: dict[str, list[str]], rate: dict[str, str], last: dict[str, date], seed: int
) -> None:
    assume(all_filled(candidates, frozenset("pqrstuvw")))
    people = going(rate, last)
    exact, found = exact_curve(candidates, people), simulate(candidates, people, FUTURES, seed)
    assert exact is not None
    for days in people.ends.values():
        true = float(exact[days - 1])
        # the exact chance's own spread, and a few futures more: of what is rare, those that tell of it say too little
        error = 5 * sqrt(true * (1 - true) / FUTURES) + 5 / FUTURES
        assert abs(found.chance(days)[0] - true) <= error
        mean, days_error = found.days(days)
        assert abs(mean - float(exact[:days].sum())) <= max(5 * days_error, error * days)


def test_the_same_seed_gives_the_same_answer_and_another_another() -> None:
    candidates = {"A": ["p", "q"], "B": ["q", "r"], "C": ["p", "s"]}
    people = going(dict.fromkeys("pqrs", "0.3"))
    first, again, other = (simulate(candidates, people, 5_000, seed) for seed in (7, 7, 8))
    assert first.first.tolist() == again.first.tolist()
    assert first.first.tolist() != other.first.tolist()


def test_blocks_of_futures_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    candidates, people = {"A": ["p", "q"]}, going({"p": "0.5", "q": "0.5"})
    monkeypatch.setattr(simulation, "AT_ONCE", 100)
    found = simulate(candidates, people, 4_050, seed=3)
    chance, error = found.chance(365)
    assert found.years == 4_050
    assert abs(chance - 0.25) < 5 * error


def test_a_known_last_day_is_the_first_day_short() -> None:
    people = going({"p": "0"}, {"p": date(2026, 12, 31)})
    found = simulate({"A": ["p"]}, people, 50, seed=1)
    assert set(found.first.tolist()) == {33}  # 1 January, counted from 29 November
    assert found.days(365) == (365 - 32, 0)


def test_nobody_ever_leaves_and_everybody_does() -> None:
    stay, leave = (simulate({"A": ["p"]}, going({"p": rate}), 100, seed=1) for rate in ("0", "1"))
    assert stay.chance(365)[0] == 0
    assert stay.chance(365)[1] > 0  # a hundred futures do not prove that it cannot happen
    assert leave.chance(365)[0] == 1


def test_posts_that_cannot_be_filled_today_are_short_from_the_first_day() -> None:
    found = simulate({"A": [], "B": ["p"]}, going({"p": "0.1"}), 50, seed=1)
    assert set(found.first.tolist()) == {1}


def test_a_time_in_which_much_falls_empty_is_cut_in_two_and_agrees() -> None:
    """Twenty posts of two people each, most of whom leave: nearly every future falls short early."""
    candidates = {f"A{post:02}": [f"p{post:02}", f"q{post:02}"] for post in range(20)}
    people = going({person: "0.8" for can in candidates.values() for person in can})
    exact, found = exact_curve(candidates, people), simulate(candidates, people, 3_000, seed=5)
    assert exact is not None
    for days in (10, 40, 90, 365):
        chance, error = found.chance(days)
        assert abs(chance - float(exact[days - 1])) < 5 * error
        mean, days_error = found.days(days)
        assert abs(mean - float(exact[:days].sum())) < 5 * days_error


def test_long_chains_of_moves_are_found() -> None:
    """Ten posts in a row, the last of which has one person to spare: one moves up at each, whoever leaves."""
    candidates = {f"A{post:02}": [f"p{post:02}", f"p{post + 1:02}"] for post in range(10)}
    people = going({f"p{number:02}": "0.05" for number in range(11)})
    exact, found = exact_curve(candidates, people), simulate(candidates, people, 20_000, seed=5)
    assert exact is not None
    chance, error = found.chance(1096)
    assert abs(chance - float(exact[-1])) < 5 * error
