"""The cover of the critical posts, on small trusts that can be checked in the head."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from trustops.models import Holder, Person, Post, School, Successor, record_of
from trustops.models.person import Contract
from trustops.models.school import Phase
from trustops.models.succession import Readiness
from trustops.quantities.errors import TrustopsError
from trustops.snapshot import Snapshot
from trustops.succession.cover import succession_view
from trustops.succession.view import SuccessionView, WeakestSet

TODAY = date(2026, 11, 22)


def post(ref: str, critical: int | None = 5, title: str | None = None) -> Post:
    return record_of(Post)(post=ref, title=title or ref, site="TRUST", critical=critical)


def holds(ref: str, person: str, **more: Any) -> Holder:
    return record_of(Holder)(post=ref, person=person, **{"from_date": date(2020, 9, 1), **more})


def ready(ref: str, person: str | None, readiness: Readiness = Readiness.READY_NOW, **more: Any) -> Successor:
    given = {"assessed_on": date(2026, 9, 1), **more}
    return record_of(Successor)(post=ref, person=person, readiness=readiness, **given)


def person(ref: str, **more: Any) -> Person:
    return record_of(Person)(person=ref, name=f"Name of {ref}", site="TRUST", contract=Contract.SUPPORT, **more)


def view(*records: object, without: tuple[str, ...] = ()) -> SuccessionView:
    return succession_view(Snapshot.of(TODAY, records), without)


CEO_AND_CFO = (
    post("CEO", title="Chief executive"),
    post("CFO", title="Chief financial officer"),
    post("CLERK", critical=None),
    holds("CEO", "P1"),
    holds("CFO", "P2"),
    ready("CEO", "P2"),
    ready("CFO", "P3"),
    ready("CFO", "P4", Readiness.READY_IN_1_YEAR),
    ready("CEO", None, Readiness.OUTSIDE_ONLY, outside_name="An agency"),
)


def test_the_public_keys_are_there() -> None:
    names = {field.name for field in fields(SuccessionView)}
    assert names >= {
        *("as_of", "critical_posts", "cover", "filled", "of", "assignment", "uncovered"),
        *("resilience_number", "weakest_set", "double_counted"),
    }


def test_who_holds_and_who_could_take_each_post() -> None:
    found = view(*CEO_AND_CFO)
    assert found.critical_posts == ("CEO", "CFO")
    ceo, cfo = found.cover["CEO"], found.cover["CFO"]
    assert (ceo.holder, ceo.ready_now, ceo.ready_in_1_year, ceo.outside) == ("P1", ("P2",), (), 1)
    assert (cfo.holder, cfo.ready_now, cfo.ready_in_1_year, cfo.outside) == ("P2", ("P3",), ("P4",), 0)


def test_two_posts_on_three_people_can_lose_one() -> None:
    found = view(*CEO_AND_CFO)
    assert (found.filled, found.of, found.assignment) == (2, 2, {"CEO": "P1", "CFO": "P2"})
    # CEO alone: P1 or P2 could fill it, 2 − 1 + 1 = 2; both posts: P1, P2, P3, 3 − 2 + 1 = 2; ties to the smaller
    assert found.resilience_number == 2
    assert found.weakest_set == WeakestSet(("CEO",), ("P1", "P2"))
    assert (
        found.sentence == "Every critical post can be filled today, but if 2 people went, Chief executive could not be."
    )


def test_without_a_person_the_others_move_along() -> None:
    found = view(*CEO_AND_CFO, without=("P1",))
    assert found.without == ("P1",)
    assert found.vacant == ("CEO",)
    assert found.assignment == {"CEO": "P2", "CFO": "P3"}
    assert found.resilience_number == 1


def test_without_two_people_a_post_is_uncovered() -> None:
    found = view(*CEO_AND_CFO, without=("P1", "P2"))
    assert (found.filled, found.uncovered, found.resilience_number) == (1, ("CEO",), 0)
    assert (
        found.sentence
        == "Only 1 of 2 critical posts can be filled at once: nobody holds or is ready now for Chief executive."
    )


def test_without_somebody_unknown_is_refused_in_words() -> None:
    with pytest.raises(TrustopsError, match="“P99” is not a person of this trust"):
        view(*CEO_AND_CFO, without=("P99",))


def test_one_person_named_for_three_posts_is_double_counted() -> None:
    found = view(
        post("A"), post("B"), post("C"), ready("A", "P1"), ready("B", "P1"), ready("C", "P1"), ready("C", "P2")
    )
    [double] = found.double_counted
    assert (double.person, double.posts, double.bench_fraction) == ("P1", ("A", "B", "C"), Decimal("0.3333"))
    assert found.cover["C"].bench_fraction == Decimal("1.3333")
    assert (found.filled, found.uncovered) == (2, ("B",))
    assert found.weakest_set == WeakestSet(("A", "B"), ("P1",))
    assert found.sentence.endswith("only 1 person holds or is ready now for A and B.")


def test_the_bench_is_asked_without_the_holders() -> None:
    found = view(*CEO_AND_CFO, post("HR"), holds("HR", "P5"), ready("HR", "P3"))
    assert found.filled == 3
    assert (found.bench.filled, found.bench.of, found.bench.uncovered) == (2, 3, ("HR",))
    assert found.nobody_ready_now == ()


def test_being_ready_for_ones_own_post_adds_nothing() -> None:
    found = view(post("CEO"), holds("CEO", "P1"), ready("CEO", "P1"))
    assert found.cover["CEO"].ready_now == ()
    assert found.nobody_ready_now == ("CEO",)
    assert found.resilience_number == 1


def test_a_person_who_holds_two_posts_fills_one_of_them() -> None:
    found = view(post("CEO"), post("DPO"), holds("CEO", "P1"), holds("DPO", "P1"))
    assert [(one.person, one.posts) for one in found.several_posts] == [("P1", ("CEO", "DPO"))]
    assert (found.vacant, found.uncovered, found.resilience_number) == ((), ("DPO",), 0)


def test_a_job_share_is_two_people_for_one_post() -> None:
    shares = (holds("CEO", "P1", share=Decimal("0.4")), holds("CEO", "P2", share=Decimal("0.6")))
    found = view(post("CEO"), *shares)
    assert (found.cover["CEO"].holder, found.cover["CEO"].holders) == ("P2", ("P2", "P1"))
    assert found.resilience_number == 2


@pytest.mark.parametrize(
    "gone",
    [person("P2", leaving=date(2026, 10, 31)), person("P2", started=date(2027, 1, 1))],
    ids=["left", "has not begun"],
)
def test_who_is_not_here_is_not_ready(gone: Person) -> None:
    assert view(post("CEO"), holds("CEO", "P1"), ready("CEO", "P2"), gone).cover["CEO"].ready_now == ()


def test_a_holder_who_left_leaves_the_post_vacant() -> None:
    found = view(post("CEO"), holds("CEO", "P1", to_date=date(2026, 8, 31)))
    assert (found.vacant, found.resilience_number) == (("CEO",), 0)


def test_an_old_assessment_is_used_and_named() -> None:
    records = (post("CEO"), holds("CEO", "P1"))
    old, fresh = ready("CEO", "P2", assessed_on=date(2025, 11, 21)), ready("CEO", "P3", assessed_on=date(2025, 11, 22))
    found = view(*records, old, fresh)
    assert found.cover["CEO"].ready_now == ("P2", "P3")
    assert [(one.person, one.assessed_on) for one in found.stale] == [("P2", date(2025, 11, 21))]


def test_an_assessment_made_later_is_not_known_yet() -> None:
    assert view(post("CEO"), ready("CEO", "P2", assessed_on=date(2026, 12, 1))).nobody_ready_now == ("CEO",)


def test_the_preferred_successor_comes_first() -> None:
    found = view(post("CEO"), ready("CEO", "P2"), ready("CEO", "P3", preferred=True))
    assert found.cover["CEO"].ready_now == ("P3", "P2")


def test_nobody_critical_has_no_number_and_says_so() -> None:
    found = view(post("CLERK", critical=None), holds("CLERK", "P1"))
    assert (found.resilience_number, found.of, found.cover) == (None, 0, {})
    assert found.sentence.startswith("No post is marked critical")


def test_a_schools_post_is_named_with_its_school() -> None:
    school = record_of(School)(urn="100001", name="Ash Primary School", short_name="Ash", phase=Phase.PRIMARY)
    head = record_of(Post)(post="HEAD", title="Headteacher", site="100001", critical=5)
    assert view(school, head, holds("HEAD", "P1")).sentence.endswith("if 1 person went, Headteacher, Ash could not be.")
