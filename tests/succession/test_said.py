"""What everybody may read: sentences that name posts, and never say of a holder what they are ready for."""

from datetime import date

from tests.succession.test_cover import holds, post, ready, view
from trustops.succession.said import tells_of_somebody

LATE = date(2026, 9, 1)


def test_two_posts_on_their_two_holders_are_counted_and_not_named() -> None:
    # each is ready for the other's: whoever knows the holders would know both
    found = view(
        post("CEO", title="Chief executive"),
        post("CFO", title="Finance officer"),
        holds("CEO", "P1"),
        holds("CFO", "P2"),
        ready("CEO", "P2"),
        ready("CFO", "P1"),
    )
    assert found.weakest_set.posts == ("CEO", "CFO")
    assert found.sentence == "Every critical post can be filled today, but if 1 person went, 2 posts could not all be."


def test_a_vacant_post_that_another_holder_could_take_is_not_named_with_it() -> None:
    found = view(
        post("CEO", title="Chief executive"),
        post("CFO", title="Finance officer"),
        holds("CFO", "P2"),
        ready("CEO", "P2"),
    )
    assert found.sentence == (
        "Only 1 of 2 critical posts can be filled at once: only 1 person holds or is ready now for 2 posts."
    )


def test_holders_of_two_posts_each_are_public_and_named() -> None:
    found = view(post("DPO", title="Data officer"), post("GOV", title="Clerk"), holds("DPO", "P1"), holds("GOV", "P1"))
    assert found.sentence.endswith("only 1 person holds or is ready now for Data officer and Clerk.")


def test_somebody_else_among_them_hides_who_is_who() -> None:
    held = {"A": ["p"], "B": ["q"]}
    assert not tells_of_somebody(["A", "B"], ["p", "q", "x"], held, {"A": ["x"], "B": ["x"]})
    assert not tells_of_somebody(["A", "B"], ["p", "q"], held, {"A": [], "B": []})


def test_posts_without_anybody_are_told_first_and_apart() -> None:
    found = view(post("A"), post("B"), post("C"), ready("B", "x"), ready("C", "x"))
    assert found.sentence == (
        "Only 1 of 3 critical posts can be filled at once: nobody holds or is ready now for A; only 1 person holds or "
        "is ready now for B and C."
    )
