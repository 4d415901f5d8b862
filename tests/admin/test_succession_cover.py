"""What is a trustee told of the cover? Posts and whether there is somebody: no name, no count, nothing that tells."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admin.views.readiness import without_own
from admin.views.succession_cover import Cover, cover_of, cover_table
from admin.views.succession_seen import WITHHELD
from tests.succession.test_cover import TODAY, holds, person, post, ready
from trustops.models import Successor
from trustops.models.succession import Readiness
from trustops.snapshot import Snapshot
from trustops.succession.plans import COUNTING

PEOPLE = [person(ref) for ref in ("P1", "P2", "P3", "P4")]


def told(*records: Any, named: bool = False) -> Cover:
    return cover_of(Snapshot.of(TODAY, [*PEOPLE, *records]), (), named=named)


def words(cover: Cover) -> str:
    """Everything of a cover that a page shows, but for the library's own view, of which it shows sentences alone."""
    shown = replace(cover, view=None)  # type: ignore[arg-type]
    return repr(shown) + cover.view.sentence + cover.view.named_coverage.sentence


CEO = (post("CEO", title="Chief executive"), holds("CEO", "P1"))
CFO = (post("CFO", title="Finance officer"), holds("CFO", "P2"))


def test_one_who_is_ready_and_three_who_are_look_alike_to_a_trustee() -> None:
    one = told(*CEO, ready("CEO", "P2"))
    three = told(*CEO, *(ready("CEO", who) for who in ("P2", "P3", "P4")))
    assert one.lines == three.lines
    assert cover_table(one.lines, named=False) == cover_table(three.lines, named=False)


def test_nobody_is_named_to_a_trustee_and_everybody_to_those_who_may() -> None:
    records = (*CEO, *CFO, ready("CEO", "P3"), ready("CFO", "P3"), ready("CFO", "P4", Readiness.READY_IN_1_YEAR))
    assert "Name of" not in words(told(*records))
    assert not [ref for ref in ("P1", "P2", "P3", "P4") if f"'{ref}'" in words(told(*records))]
    named = words(told(*records, named=True))
    assert all(f"Name of {ref}" in named for ref in ("P1", "P2", "P3", "P4"))


def test_a_set_that_would_tell_is_counted_and_its_posts_are_not_named() -> None:
    # CEO is vacant and only the finance officer could take it: whoever reads both posts together knows
    found = told(post("CEO", title="Chief executive"), *CFO, ready("CEO", "P2"))
    assert found.weakest is not None
    assert (found.weakest.posts, found.weakest.number) == ((), 2)
    assert found.short == (f"2 posts share 1 person; which posts is {WITHHELD}",)
    assert found.horizons[0].weakest == WITHHELD
    assert [line.word for line in found.lines] == ["Vacant", "Nobody ready"]


def test_those_who_may_see_names_see_that_set() -> None:
    found = told(post("CEO", title="Chief executive"), *CFO, ready("CEO", "P2"), named=True)
    assert found.weakest is not None
    assert found.weakest.posts == ("Chief executive", "Finance officer")
    assert found.weakest.people.names == ("Name of P2",)


def test_a_set_that_would_tell_of_a_later_horizon_is_held_back_there() -> None:
    found = told(post("CEO", title="Chief executive"), *CFO, ready("CEO", "P2", Readiness.READY_IN_1_YEAR))
    now, in_a_year, *_ = found.horizons
    assert now.weakest == "Chief executive"
    assert in_a_year.weakest == WITHHELD


@pytest.mark.parametrize(
    ("records", "word"),
    [
        ((holds("CEO", "P1"), ready("CEO", "P2")), "Covered"),
        ((holds("CEO", "P1"), ready("CEO", "P2", assessed_on=date(2025, 9, 1))), "On an old assessment"),
        ((holds("CEO", "P1"), ready("CEO", "P2", assessed_on=date(2025, 1, 1))), "Not known any more"),
        ((holds("CEO", "P1"), ready("CEO", "P2", Readiness.READY_IN_1_YEAR)), "Covered in a year"),
        ((holds("CEO", "P1"),), "Nobody ready"),
        ((ready("CEO", "P2"),), "Vacant"),
    ],
)
def test_how_a_post_stands_is_a_word(records: tuple[Any, ...], word: str) -> None:
    [line] = told(post("CEO"), *records).lines
    assert line.word == word


def test_what_is_not_known_any_more_is_not_called_nobody() -> None:
    [line] = told(*CEO, ready("CEO", "P2", assessed_on=date(2025, 1, 1))).lines
    assert (line.later[0].number, line.later[0].note) == (0, "not known any more")


def test_nobody_sees_what_was_ever_assessed_of_themselves() -> None:
    now, before = ready("CEO", "P2"), ready("CEO", "P2", assessed_on=date(2024, 1, 1))
    snapshot = Snapshot(TODAY, {Successor: [now]}, earlier={Successor: [before]})
    own = without_own(snapshot, "P2")
    assert (own.all(Successor), own.before(Successor)) == ((), ())
    assert without_own(snapshot, "P1").all(Successor) == (now,)


POSTS = ("A", "B", "C")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(POSTS), st.sampled_from(["P1", "P2", "P3"])), max_size=4),
    st.lists(
        st.tuples(st.sampled_from(POSTS), st.sampled_from(["P1", "P2", "P3", "P4"]), st.sampled_from([*Readiness][:4])),
        max_size=5,
    ),
)
def test_no_set_that_is_named_rests_on_its_own_holders_and_somebody_ready(
    held: list[tuple[str, str]], named: list[tuple[str, str, Readiness]]
) -> None:
    rows = {(ref, who): ready(ref, who, readiness) for ref, who, readiness in named}
    found = told(*(post(ref) for ref in POSTS), *(holds(ref, who) for ref, who in set(held)), *rows.values())
    for (horizon, cover), band in zip(found.view.horizons.items(), found.horizons, strict=True):
        posts, people = cover.weakest_set.posts, set(cover.weakest_set.people)
        own = {who for ref, who in held if ref in posts}
        counted = [row for row in rows.values() if row.readiness in COUNTING[horizon]]
        crossed = any(row.post in posts and row.person in own and (row.post, row.person) not in held for row in counted)
        if len(posts) > 1 and people <= own and crossed:
            assert band.weakest == WITHHELD
