"""Cascades by hand and against every way of moving people; what a move breaks; what bad input says."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import cases
from tests.succession.seats import DAY, EMERGENCY, apart, chain_of, does, duty, holds, named, person, post, trust
from trustops.models.succession import Readiness
from trustops.quantities.errors import TrustopsError
from trustops.snapshot import Snapshot
from trustops.succession.cascade import cascade
from trustops.succession.cascade_view import Cascade, Chain, OutsideWay
from trustops.succession.chains import cheapest_chains

POSTS = "ABCDE"
PEOPLE = "pqrst"


def moves(chain: Cascade | Chain) -> list[tuple[str, str | None, str]]:
    return [(move.person, move.from_post, move.to_post) for move in chain.moves]


def gaps(chain: Cascade | Chain) -> list[str]:
    return [gap.post for gap in chain.gaps]


# By hand


def test_a_move_that_would_only_open_a_post_as_grave_is_not_made() -> None:
    found = cascade(trust(*chain_of("HEAD", "DEP", "AST")), ["HEAD"])
    assert (moves(found), gaps(found)) == ([], ["HEAD"])
    assert found.outline == "Post HEAD would be left for somebody from outside."
    assert found.comparison.startswith("Taking the preferred successor at each step, in 2 moves, would leave Post AST")


def test_the_chain_goes_no_further_than_the_harm_does() -> None:
    """All below the head are as little critical, so one move is enough: two more would spare nothing."""
    rows = [post("HEAD", 5, must=True), *chain_of("HEAD", "DEP", "AST")[1:]]
    found = cascade(trust(*rows), ["HEAD"])
    assert moves(found) == [("dep", "DEP", "HEAD")]
    assert gaps(found) == ["DEP"]


def test_a_critical_deputy_is_followed_until_the_gap_does_less_harm() -> None:
    rows = [post("HEAD", 5), post("DEP", 4), post("AST", 2), post("TLR")]
    snapshot = trust(*rows, *chain_of("HEAD", "DEP", "AST", "TLR")[4:])
    found = cascade(snapshot, ["HEAD"])
    assert moves(found) == [("dep", "DEP", "HEAD"), ("ast", "AST", "DEP"), ("tlr", "TLR", "AST")]
    assert found.sentence == (
        "3 moves inside fill Post HEAD. Post TLR (not critical) is left for somebody from outside."
    )


def test_the_preferred_successor_may_leave_the_graver_gap() -> None:
    rows = [post("HEAD", 5), post("DSL", 5, must=True), post("DEP"), holds("DSL", "d"), holds("DEP", "e")]
    snapshot = trust(*rows, named("HEAD", "d", preferred=True), named("HEAD", "e"))
    found = cascade(snapshot, ["HEAD"])
    assert (moves(found), gaps(found)) == ([("e", "DEP", "HEAD")], ["DEP"])
    assert (moves(found.greedy), gaps(found.greedy)) == ([("d", "DSL", "HEAD")], ["DSL"])
    assert found.comparison == (
        "Taking the preferred successor at each step, in 1 move, would leave Post DSL (must be filled at all times, "
        "critical 5 of 5) unfilled; these moves leave Post DEP (not critical)."
    )


def test_one_person_named_for_two_posts_takes_the_graver() -> None:
    rows = [post("X", 5), post("Y", 2), holds("X", "x"), holds("Y", "y"), named("X", "f"), named("Y", "f")]
    found = cascade(trust(*rows), ["X", "Y"])
    assert (moves(found), gaps(found)) == ([("f", None, "X")], ["Y"])
    assert (
        found.sentence
        == "1 move inside fills Post X, 1 of 2 posts. Post Y (critical 2 of 5) is left for somebody from outside."
    )
    assert found.outline == "Post X, 1 of 2 posts, can be filled from inside, for a term."


def test_an_earlier_choice_gives_way_when_the_second_post_needs_it() -> None:
    rows = [post("X", 5), post("Y", 5), named("X", "f", preferred=True), named("X", "g"), named("Y", "f")]
    found = cascade(trust(*rows), ["X", "Y"])
    assert moves(found) == [("g", None, "X"), ("f", None, "Y")]
    assert gaps(found) == []
    assert found.sentence == "2 moves inside fill Post X and Post Y. Nothing is left unfilled."
    assert gaps(found.greedy) == ["Y"]


def test_nobody_ready_leaves_the_post_with_its_ways_from_outside() -> None:
    rows = [post("CFO", 5, must=True), holds("CFO", "c"), named("CFO", "f", Readiness.READY_IN_1_YEAR)]
    ways = [
        named("CFO", None, Readiness.OUTSIDE_ONLY, outside_name="Agency", lead_time_days=21),
        named("CFO", None, Readiness.OUTSIDE_ONLY, outside_name="Partner trust", preferred=True),
    ]
    found = cascade(trust(*rows, *ways), ["CFO"])
    assert found.gaps[0].outside == (OutsideWay("Partner trust", None), OutsideWay("Agency", 21))
    assert found.outline == "Post CFO would be left for somebody from outside."


def test_ready_now_comes_before_emergency_only_however_preferred() -> None:
    rows = [post("X", 5), named("X", "e", EMERGENCY, preferred=True), named("X", "f"), post("F"), holds("F", "f")]
    assert moves(cascade(trust(*rows, post("E"), holds("E", "e")), ["X"])) == [("f", "F", "X")]


def test_a_post_in_a_job_share_is_not_empty_while_one_of_them_sits_in_it() -> None:
    rows = [post("X", 5), post("M", 5), holds("M", "f", share=0.6), holds("M", "g", share=0.4), named("X", "f")]
    found = cascade(trust(*rows), ["X"])
    assert (moves(found), gaps(found)) == ([("f", "M", "X")], [])


def test_a_person_with_two_posts_gives_up_the_one_that_is_missed_less() -> None:
    rows = [post("X", 5), post("DPO", 3), post("GOV", 4), holds("DPO", "d"), holds("GOV", "d"), named("X", "d")]
    found = cascade(trust(*rows), ["X"])
    assert (moves(found), gaps(found)) == ([("d", "DPO", "X")], ["DPO"])


def test_the_holder_of_a_post_that_falls_vacant_takes_no_other() -> None:
    rows = [post("X", 5), post("Y", 4), holds("Y", "y"), named("X", "y")]
    assert gaps(cascade(trust(*rows), ["X", "Y"])) == ["X", "Y"]


def test_who_is_gone_empties_their_posts_and_moves_nowhere() -> None:
    rows = [post("X", 5), post("Y", 4), post("Z", 1), holds("X", "x"), holds("Y", "y"), holds("Z", "z")]
    found = cascade(trust(*rows, named("X", "y"), named("X", "z"), named("Y", "z")), [], without=["x", "y"])
    assert found.vacant == ("X", "Y")
    assert (moves(found), gaps(found)) == ([("z", "Z", "X")], ["Y", "Z"])


def test_nothing_vacant_moves_nobody() -> None:
    found = cascade(trust(post("X", 5), holds("X", "x")), [])
    assert (found.moves, found.gaps) == ((), ())
    assert found.sentence == found.outline == "No post falls vacant, so nobody needs to move."


# What a move breaks


def test_posts_that_exclude_each_other_are_flagged() -> None:
    rows = [
        post("CEO", 5),
        post("CFO", 5),
        holds("CFO", "f"),
        holds("CEO", "c"),
        named("CEO", "f"),
        apart("CFO", "CEO"),
    ]
    (move,) = cascade(trust(*rows, post("FIN"), holds("FIN", "n"), named("CFO", "n")), ["CEO"]).moves[:1]
    assert move.incompatible_posts == ("CFO",)
    assert move.breaks_a_control


def test_a_person_who_keeps_a_post_is_never_moved_to_one_that_excludes_it() -> None:
    rows = [post("X", 5), post("A"), post("B"), holds("A", "a"), holds("B", "a"), named("X", "a"), apart("X", "A")]
    assert gaps(cascade(trust(*rows), ["X"])) == ["X"]


def test_duties_that_come_with_the_post_are_held_against_the_own() -> None:
    rows = [post("CFO", 5), post("FIN"), holds("CFO", "c"), holds("FIN", "f"), named("CFO", "f")]
    duties = [duty("APPROVE", "PREPARE"), duty("PREPARE"), does("APPROVE", "c"), does("PREPARE", "f")]
    (move,) = cascade(trust(*rows, *duties), ["CFO"]).moves
    assert move.incompatible_duties == (("APPROVE", "PREPARE"),)


def test_of_two_people_the_one_who_breaks_no_control_moves() -> None:
    rows = [post("CFO", 5), post("FIN"), post("G"), holds("CFO", "c"), holds("FIN", "f"), holds("G", "g")]
    both = [named("CFO", "f", preferred=True), named("CFO", "g")]
    duties = [duty("APPROVE", "PREPARE"), duty("PREPARE"), does("APPROVE", "c"), does("PREPARE", "f")]
    found = cascade(trust(*rows, *both, *duties), ["CFO"])
    assert moves(found) == [("g", "G", "CFO")]
    assert moves(found.greedy) == [("f", "FIN", "CFO")]


# Bad input


def test_a_post_that_is_not_known_is_named() -> None:
    with pytest.raises(TrustopsError, match="“ABC” is not a post of this trust; use the Post column"):
        cascade(trust(post("X")), ["ABC"])


def test_a_person_who_is_not_known_is_named() -> None:
    with pytest.raises(TrustopsError, match="“Pat” is not a person of this trust"):
        cascade(trust(post("X")), ["X"], without=["Pat"])


def test_a_person_ready_for_their_own_post_adds_nothing() -> None:
    assert gaps(cascade(trust(post("X", 5), holds("X", "x"), named("X", "x")), ["X"])) == ["X"]


def test_who_has_left_or_has_not_begun_moves_nowhere() -> None:
    left, coming = person("l", leaving=date(2026, 8, 31)), person("n", started=date(2026, 10, 1))
    assert gaps(cascade(trust(post("X"), left, coming, named("X", "l"), named("X", "n")), ["X"])) == ["X"]


def test_a_ring_of_people_ready_for_one_another_ends() -> None:
    rows = [*(post(each, 3) for each in "ABC"), *(holds(each, each.lower()) for each in "ABC")]
    ring = [named("A", "b"), named("B", "c"), named("C", "a")]
    assert gaps(cascade(trust(*rows, *ring), ["A"])) == ["A"]


def test_an_assessment_of_long_ago_no_longer_counts() -> None:
    rows = [post("X", 5), post("D"), holds("D", "d")]
    old = cascade(trust(*rows, named("X", "d", assessed_on=date(2025, 8, 1))), ["X"])
    assert [move.old for move in old.moves] == [True]
    assert gaps(cascade(trust(*rows, named("X", "d", assessed_on=date(2025, 2, 28))), ["X"])) == ["X"]


# Against every way


@dataclass(frozen=True)
class Case:
    """A trust of up to five posts and five people, what falls vacant and who is gone."""

    harm: dict[str, tuple[bool, int | None]]
    sits: dict[str, frozenset[str]]
    can: dict[tuple[str, str], tuple[bool, bool, bool]]
    apart: frozenset[tuple[str, str]]
    hands: dict[str, str]
    vacant: frozenset[str]
    gone: frozenset[str]

    def snapshot(self) -> Snapshot:
        return trust(
            *(post(ref, critical, must=must) for ref, (must, critical) in self.harm.items()),
            *(person(ref) for ref in PEOPLE),
            *(holds(ref, who) for who, refs in self.sits.items() for ref in sorted(refs)),
            *(
                named(
                    ref,
                    who,
                    EMERGENCY if emergency else Readiness.READY_NOW,
                    preferred=preferred,
                    assessed_on=date(2025, 7, 1) if old else DAY,
                )
                for (ref, who), (emergency, preferred, old) in self.can.items()
            ),
            *(apart(*pair) for pair in self.apart),
            *(duty("d", "e"), duty("e")),
            *(does(ref, who) for who, ref in self.hands.items()),
        )


@st.composite
def trusts(draw: st.DrawFn) -> Case:
    refs = POSTS[: draw(st.integers(1, 5))]
    person_s = PEOPLE[: draw(st.integers(1, 5))]
    pairs = [(a, b) for a in refs for b in refs if a < b]
    return Case(
        harm={ref: draw(st.tuples(st.booleans(), st.sampled_from([None, 1, 3, 5]))) for ref in refs},
        sits={who: draw(st.frozensets(st.sampled_from(refs), max_size=2)) for who in person_s},
        can=draw(
            st.dictionaries(
                st.tuples(st.sampled_from(refs), st.sampled_from(person_s)),
                st.tuples(st.booleans(), st.booleans(), st.booleans()),
                max_size=9,
            )
        ),
        apart=draw(st.frozensets(st.sampled_from(pairs), max_size=2)) if pairs else frozenset(),
        hands=draw(st.dictionaries(st.sampled_from(person_s), st.sampled_from("de"), max_size=3)),
        vacant=draw(st.frozensets(st.sampled_from(refs), max_size=3)),
        gone=draw(st.frozensets(st.sampled_from(person_s), max_size=1)),
    )


Way = tuple[tuple[str, str | None, str], ...]


def every_way(case: Case, asked: frozenset[str]) -> Iterator[Way]:
    """Every choice of who moves where from what, in which no more come to a post than there is room for."""
    options: list[list[tuple[str, str | None, str] | None]] = []
    for who, posts in case.sits.items():
        own = posts - asked
        may = [] if who in case.gone or posts & asked else [ref for ref, other in case.can if other == who]
        excluded = {ref for ref in may if len(posts) > 1 and any(apart_(case, ref, one) for one in posts)}
        to = [ref for ref in may if ref not in posts and ref not in excluded]
        options.append([None, *((who, leaves, ref) for ref in to for leaves in (sorted(own) or [None]))])
    for chosen in product(*options):
        way = tuple(each for each in chosen if each is not None)
        come, go = Counter(to for _, _, to in way), Counter(leaves for _, leaves, _ in way if leaves)
        if all(number <= go[ref] + (ref in asked) for ref, number in come.items()):
            yield way


def apart_(case: Case, ref: str, other: str) -> bool:
    return (ref, other) in case.apart or (other, ref) in case.apart


def emptied(case: Case) -> frozenset[str]:
    held = {ref for posts in case.sits.values() for ref in posts}
    still = {ref for who, posts in case.sits.items() if who not in case.gone for ref in posts}
    return case.vacant | (held - still)


def left_empty(case: Case, asked: frozenset[str], way: Way) -> list[str]:
    sitting = Counter(ref for who, posts in case.sits.items() if who not in case.gone for ref in posts - asked)
    had = {*sitting, *asked}
    sitting.subtract(leaves for _, leaves, _ in way if leaves)
    sitting.update(to for _, _, to in way)
    return sorted(ref for ref in had if not sitting[ref])


def cost(case: Case, asked: frozenset[str], way: Way) -> tuple[int, ...]:
    """The wishes in their order, straight from their words."""
    empty = [case.harm[ref] for ref in left_empty(case, asked, way)]
    breaks = sum(any(apart_(case, to, own) for own in case.sits[who]) or clash(case, who, to) for who, _, to in way)
    return (
        sum(must for must, _ in empty),
        *(sum(critical == each for _, critical in empty) for each in (5, 3, 1, None)),
        breaks,
        sum(case.can[to, who][0] for who, _, to in way),
        len(way),
        sum(not case.can[to, who][1] for who, _, to in way),
        sum(case.can[to, who][2] for who, _, to in way),
    )


def clash(case: Case, who: str, to: str) -> bool:
    before = {case.hands[other] for other, posts in case.sits.items() if to in posts and other in case.hands}
    own = case.hands.get(who)
    return own is not None and any(each != own for each in before)


@cases(500)
@given(trusts())
def test_no_other_way_of_moving_people_does_less_harm_nor_needs_fewer_hires(case: Case) -> None:
    found = cascade(case.snapshot(), sorted(case.vacant), sorted(case.gone))
    asked = emptied(case)
    assert set(found.vacant) == asked
    ways = list(every_way(case, asked))
    chosen, greedy = tuple(moves(found)), tuple(moves(found.greedy))
    assert {frozenset(chosen), frozenset(greedy)} <= {frozenset(way) for way in ways}
    assert cost(case, asked, chosen) == min(cost(case, asked, way) for way in ways)
    assert len(found.gaps) == min(len(left_empty(case, asked, way)) for way in ways)
    for chain, way in ((found, chosen), (found.greedy, greedy)):
        assert sorted(gaps(chain)) == left_empty(case, asked, way)


@cases(300)
@given(st.dictionaries(st.sampled_from("ABCDEF"), st.dictionaries(st.sampled_from("pqrst"), st.integers(1, 9))))
def test_costs_larger_than_any_float_are_told_apart(can: dict[str, dict[str, int]]) -> None:
    """The same chains come back when every cost is shifted far beyond 2 to the 53rd."""
    left = dict.fromkeys("ABCDEF", 50)
    shift = 10**40
    huge = {ref: {who: each * shift + 1 for who, each in people.items()} for ref, people in can.items()}
    small = cheapest_chains("ABC", can, {}, left)
    large = cheapest_chains("ABC", huge, {}, {ref: each * shift for ref, each in left.items()})
    assert sum(can[step.takes][step.person] for step in small.steps) + 50 * len(small.empty) == (
        sum(can[step.takes][step.person] for step in large.steps) + 50 * len(large.empty)
    )
