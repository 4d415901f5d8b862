"""What one more person would have changed, beside the same futures counted again with them, and the exact sum."""

from datetime import date
from math import sqrt

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.laws import cases
from tests.succession.chances import all_filled, going
from tests.succession.test_frontier import graphs
from tests.succession.test_simulate import last_days, rates
from trustops.succession.one_more import _leaving_days, with_one_more
from trustops.succession.uncovered import exact_curve

PEOPLE, POSTS = "pqrstuvw", "ABCDEF"
pairs = st.tuples(st.sampled_from(POSTS), st.sampled_from(PEOPLE))


def first_day_short(candidates: dict[str, list[str]], left_on: dict[str, int], days: int) -> int:
    """The first day on which the posts cannot all be filled, by trying each day; one past the last where they can."""
    for day in sorted({day for day in left_on.values() if day <= days}):
        there = frozenset(person for person, left in left_on.items() if left > day)
        if not all_filled(candidates, there):
            return day
    return days + 1


@cases(60)
@given(graphs, rates, last_days, st.lists(pairs, min_size=1, max_size=3, unique=True), st.integers(0, 2**32))
def test_each_action_saves_what_the_same_futures_say_when_it_is_done(
    candidates: dict[str, list[str]],
    rate: dict[str, str],
    last: dict[str, date],
    asked: list[tuple[str, str]],
    seed: int,
) -> None:
    assume(all_filled(candidates, frozenset(PEOPLE)))
    asked = [(post, person) for post, person in asked if post in candidates and person not in candidates[post]]
    people, years = going(rate, last), 25
    found = with_one_more(candidates, people, asked, years=years, seed=seed)
    leaves = _leaving_days(candidates, people, asked, years, seed)
    futures = [{person: int(days[at]) for person, days in leaves.items()} for at in range(years)]
    before = [first_day_short(candidates, each, people.days) for each in futures]
    assert found.chance == sum(day <= people.days for day in before) / years
    for post, person in asked:
        done = {**candidates, post: [*candidates[post], person]}
        after = [first_day_short(done, each, people.days) for each in futures]
        gains = [late - early for early, late in zip(before, after, strict=True)]
        rescued = [early <= people.days < late for early, late in zip(before, after, strict=True)]
        assert found.saved[post, person].days == sum(gains) / years
        assert found.saved[post, person].chance == sum(rescued) / years


@cases(15)
@given(graphs, rates, st.integers(0, 5), st.integers(0, 7), st.integers(0, 2**32))
def test_it_agrees_with_the_exact_change(
    candidates: dict[str, list[str]], rate: dict[str, str], at: int, which: int, seed: int
) -> None:
    assume(all_filled(candidates, frozenset(PEOPLE)))
    post = sorted(candidates)[at % len(candidates)]
    others = sorted(set(PEOPLE) - {*candidates[post]})
    asked = post, others[which % len(others)]
    person = asked[1]
    people = going(rate)
    found = with_one_more(candidates, people, [asked], seed=seed).saved[asked]
    before, after = (
        exact_curve({**candidates, post: named}, people) for named in (candidates[post], [*candidates[post], person])
    )
    assert before is not None
    assert after is not None
    true = float(before[-1] - after[-1])
    assert abs(found.chance - true) <= 5 * sqrt(max(true * (1 - true), 0) / 2_000) + 5 / 2_000
    assert abs(found.days - float((before - after).sum())) <= max(5 * found.days_error, 5 / 2_000 * people.days)


def test_nobody_asked_changes_nothing() -> None:
    found = with_one_more({"A": ["p"]}, going({"p": "1"}), [])
    assert found.saved == {}
    assert found.chance == 1
