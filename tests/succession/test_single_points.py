"""Who is a single point of failure and why: on small trusts, in the sentences that a trustee reads."""

from datetime import date
from typing import Any

from tests.succession.test_cover import TODAY, holds, post, ready
from trustops.models import Duty, DutyHolder, Obligation, Post, record_of
from trustops.models.post import Role
from trustops.models.succession import DutyKind, DutyLevel
from trustops.snapshot import Snapshot
from trustops.succession.coming import coming_obligations
from trustops.succession.cover import succession_view
from trustops.succession.duties import duty_cover
from trustops.succession.single_points import SinglePoint, single_points, why

CEO = record_of(Post)(post="CEO", title="Chief executive", site="TRUST", critical=5, role=Role.AO_CEO)
CEO_AND_CLERK = (CEO, holds("CEO", "P1"), ready("CEO", "P3"), post("GOV", None, "Clerk"), holds("GOV", "P2"))
COVERED = (CEO, holds("CEO", "P1"), ready("CEO", "P2"))


def duty(ref: str, *people: str, needed: int = 2, critical: int | None = 5) -> list[Any]:
    row = record_of(Duty)(
        duty=ref, title=f"Do {ref}", kind=DutyKind.SIGN_OFF, site="TRUST", critical=critical, holders_needed=needed
    )
    return [row, *(record_of(DutyHolder)(duty=ref, person=who, level=DutyLevel.LEAD) for who in people)]


def owed(preparer: str, cover: str | None = None) -> Obligation:
    return record_of(Obligation)(
        obligation="OWN", title="Tell the board", preparer=preparer, cover=cover, rule="FIXED(12-31)", recipient="TB"
    )


def points(*records: object, without: tuple[str, ...] = ()) -> tuple[Snapshot, tuple[SinglePoint, ...]]:
    snapshot = Snapshot.of(TODAY, records)
    view = succession_view(snapshot, without)
    return snapshot, single_points(snapshot, view, duty_cover(snapshot), coming_obligations(snapshot))


def said(*records: object, without: tuple[str, ...] = ()) -> list[str]:
    snapshot, found = points(*records, without=without)
    return [why(snapshot, point) for point in found]


def test_whoever_nobody_else_could_follow_is_one_and_why_is_said_in_one_sentence() -> None:
    [sentence] = said(CEO, holds("CEO", "P1"), *duty("BANK", "P1"), *duty("PAY", "P1", critical=3), owed("CEO"))
    assert sentence == (
        "Chief executive is a single point of failure: nobody else is ready now to take the post; nobody else can do "
        "2 duties: “Do BANK” and “Do PAY”; nobody else can prepare 1 return or report due in the next 12 months."
    )


def test_whoever_could_be_followed_in_everything_is_not_one_and_that_is_said() -> None:
    [sentence] = said(*COVERED, *duty("BANK", "P1", "P2"))
    assert sentence == (
        "Chief executive is not a single point of failure: somebody else holds or is ready now to take the post, and "
        "no duty or return rests on its holder alone."
    )


def test_a_duty_of_one_pair_of_hands_goes_with_its_post() -> None:
    [sentence] = said(*COVERED, *duty("SIGN", "P1", needed=1))
    assert "is not a single point" in sentence


def test_a_job_share_is_no_single_point_but_what_one_of_the_two_alone_can_do_is() -> None:
    shared = (CEO, holds("CEO", "P1"), holds("CEO", "P3"))
    assert all("is not a single point" in each for each in said(*shared))
    first, second = said(*shared, *duty("BANK", "P3"))
    assert "nobody else can do 1 duty" in first
    assert "is not a single point" in second


def test_more_than_three_duties_are_counted_and_the_worst_named() -> None:
    duties = [row for number in range(5) for row in duty(f"D{number}", "P1", critical=number + 1)]
    [sentence] = said(*COVERED, *duties)
    assert sentence.endswith("nobody else can do 5 duties: “Do D4”, “Do D3”, “Do D2” and 2 more.")


def test_a_cover_who_is_the_same_person_is_no_cover() -> None:
    clerk = post("GOV", critical=None, title="Clerk")
    assert "1 return" in said(*COVERED, clerk, holds("GOV", "P1"), owed("CEO", "GOV"))[0]
    assert "is not a single point" in said(*COVERED, clerk, holds("GOV", "P2"), owed("CEO", "GOV"))[0]


def test_the_accounting_officer_comes_first_then_the_worst() -> None:
    _, found = points(
        *COVERED,
        post("CFO", 4),
        holds("CFO", "P4"),
        post("DPO", 3),
        holds("DPO", "P5"),
        post("CARE", None),
        holds("CARE", "P6"),
        *duty("KEYS", "P6", critical=5),
    )
    assert [point.posts for point in found] == [("CEO",), ("CFO",), ("DPO",), ("CARE",)]


def test_whoever_holds_two_posts_is_told_by_both() -> None:
    [sentence] = said(post("DPO", 3, "Data officer"), post("GOV", 4, "Clerk"), holds("DPO", "P1"), holds("GOV", "P1"))
    assert sentence == (
        "Whoever is Clerk and Data officer is a single point of failure: nobody else is ready now to take Clerk and "
        "Data officer."
    )


def test_somebody_whose_assessment_lapsed_does_not_end_it_and_is_not_called_not_ready() -> None:
    [sentence] = said(CEO, holds("CEO", "P1"), ready("CEO", "P2", assessed_on=date(2025, 1, 1)))
    assert "nobody else is known any more to be ready to take the post" in sentence


def test_without_somebody_what_they_shared_rests_on_the_other() -> None:
    shared = (*CEO_AND_CLERK, *duty("BANK", "P1", "P2"))
    assert said(*shared) == [said(*CEO_AND_CLERK)[0]]
    assert said(*shared, without=("P1",)) == [
        "Clerk is a single point of failure: nobody else can do 1 duty: “Do BANK”."
    ]


def test_a_trust_of_which_nothing_is_known_has_none() -> None:
    assert said() == []
