"""The fewest people whose absence stops over half of the duties: against every set of people, and by hand."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tests.laws import cases
from trustops.succession.fewest import Away, Fewest, fewest_to_stop

InHand = dict[str, set[str]]

hands = st.dictionaries(st.sampled_from("ABCDEFG"), st.sets(st.sampled_from("pqrstu"), max_size=3), max_size=7)


def stopped(in_hand: InHand, away: tuple[str, ...]) -> int:
    return sum(people <= set(away) for people in in_hand.values())


def by_trying_every_set(in_hand: InHand) -> tuple[int, int] | None:
    """The definition itself: the least size of a set that stops more than half, and the most that such a set stops."""
    people = sorted(set().union(*in_hand.values()))
    for size in range(len(people) + 1):
        most = max(stopped(in_hand, away) for away in combinations(people, size))
        if 2 * most > len(in_hand):
            return size, most
    return None


@cases(3_000)
@given(hands)
def test_the_exact_answer_is_the_definition_tried_on_every_set(in_hand: InHand) -> None:
    found = fewest_to_stop(in_hand)
    assert (None if found.number is None else (found.number, found.stopped)) == by_trying_every_set(in_hand)
    assert found.proved
    assert (found.stopped, found.of) == (stopped(in_hand, found.people), len(in_hand))
    assert found.already == stopped(in_hand, ())
    assert 2 * found.greedy.stopped > found.of or found.of == 0
    assert len(found.greedy.people) >= (found.number or 0)
    assert found.greedy.stopped == stopped(in_hand, found.greedy.people)


@cases(100)
@given(hands)
def test_the_order_in_which_duties_are_written_changes_nothing(in_hand: InHand) -> None:
    assert fewest_to_stop(dict(reversed(in_hand.items()))) == fewest_to_stop(in_hand)


def test_no_duty_has_no_number() -> None:
    assert fewest_to_stop({}) == Fewest(None, (), 0, 0, 0, 0, Away((), 0))


def test_duties_that_nobody_has_are_stopped_already() -> None:
    found = fewest_to_stop({"A": (), "B": (), "C": {"Pat"}})
    assert (found.number, found.people, found.stopped, found.already) == (0, (), 2, 2)


def test_half_is_not_more_than_half() -> None:
    assert fewest_to_stop({"A": {"Pat"}, "B": {"Kit"}}).number == 2


def test_of_two_sets_of_one_size_the_one_that_stops_more() -> None:
    one_more = {"A": {"Pat"}, "B": {"Pat"}, "C": {"Kit"}, "D": {"Kit"}, "E": {"Kit"}}
    assert fewest_to_stop(one_more).people == ("Kit",)


def test_without_the_time_for_a_proof_the_greedy_set_stands_with_what_is_proved() -> None:
    found = fewest_to_stop({f"D{n}": {f"p{n % 7}", f"q{n % 5}", f"r{n % 3}"} for n in range(105)}, seconds=0)
    assert found.number is not None
    assert 1 <= found.at_least <= found.number <= len(found.greedy.people)
    assert 2 * found.stopped > found.of
