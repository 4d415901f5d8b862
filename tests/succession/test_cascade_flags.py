"""Each thing that may be wrong with the moves, in its words, and that moves without it are not flagged."""

from datetime import date
from typing import Any

import pytest

from tests.succession.seats import EMERGENCY, apart, does, duty, holds, named, post, trust
from trustops.models import School, record_of
from trustops.succession.cascade import cascade
from trustops.succession.cascade_flags import FlagKind, flags_of

HEAD = (post("HEAD", 5), holds("HEAD", "h"))
DEPUTY = (post("DEP"), holds("DEP", "d"))


def said(*rows: Any, vacant: str = "HEAD", **dates: date) -> dict[FlagKind, str]:
    snapshot = trust(*rows)
    return {flag.kind: flag.sentence for flag in flags_of(snapshot, cascade(snapshot, [vacant]), **dates)}


def test_a_ready_deputy_in_an_uncritical_post_is_not_flagged() -> None:
    assert said(*HEAD, *DEPUTY, named("HEAD", "d")) == {}


def test_no_moves_no_flags() -> None:
    assert said(*HEAD, starts=date(2026, 9, 1), ends=date(2028, 8, 31)) == {}


def test_posts_that_nobody_may_hold_together() -> None:
    assert said(*HEAD, *DEPUTY, named("HEAD", "d"), apart("DEP", "HEAD")) == {
        FlagKind.INCOMPATIBLE_POSTS: (
            "Nobody may hold Post HEAD together with Post DEP, from where it would be taken: hand Post DEP over whole."
        )
    }


def test_duties_that_nobody_may_have_together() -> None:
    duties = [duty("APPROVE", "PREPARE"), duty("PREPARE"), does("APPROVE", "h"), does("PREPARE", "d")]
    assert said(*HEAD, *DEPUTY, named("HEAD", "d"), *duties) == {
        FlagKind.INCOMPATIBLE_DUTIES: (
            "With Post HEAD comes “Duty APPROVE”, which nobody may have together with “Duty PREPARE”, as whoever takes "
            "it does."
        )
    }


def test_somebody_named_for_an_emergency() -> None:
    assert list(said(*HEAD, *DEPUTY, named("HEAD", "d", EMERGENCY))) == [FlagKind.EMERGENCY_ONLY]


def test_an_old_assessment() -> None:
    assert list(said(*HEAD, *DEPUTY, named("HEAD", "d", assessed_on=date(2025, 8, 1)))) == [FlagKind.OLD_ASSESSMENT]


@pytest.mark.parametrize(("ends", "flagged"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True)])
def test_a_term_is_four_months(ends: date, flagged: bool) -> None:
    found = said(*HEAD, *DEPUTY, named("HEAD", "d"), starts=date(2026, 9, 1), ends=ends)
    assert (FlagKind.OVER_A_TERM in found) is flagged


def test_a_post_that_must_be_filled_is_opened() -> None:
    found = said(post("HEAD", 5, must=True), post("DSL", must=True), holds("DSL", "d"), named("HEAD", "d"))
    assert found == {FlagKind.MUST_BE_FILLED: "A move opens Post DSL, which must be filled at all times."}


def test_a_critical_post_that_nobody_else_is_ready_for_is_opened() -> None:
    found = said(*HEAD, post("DSL", 3), holds("DSL", "d"), named("HEAD", "d"), named("DSL", "e", EMERGENCY))
    assert found[FlagKind.ONE_HOLDER] == ("A move opens Post DSL, critical 3 of 5, for which nobody else is ready now.")


def test_a_critical_post_with_somebody_ready_is_not_flagged() -> None:
    rows = [*HEAD, post("DSL", 3), holds("DSL", "d"), named("HEAD", "d"), named("DSL", "e"), named("DSL", "f")]
    assert said(*rows) == {}


def test_two_people_of_one_school() -> None:
    school = record_of(School)(urn="100001", name="Oak School", phase="primary")
    rows = [
        *HEAD,
        post("DEP", 4, site="100001"),
        post("AST", site="100001"),
        holds("DEP", "d"),
        holds("AST", "a"),
        named("HEAD", "d"),
        named("DEP", "a"),
        named("DEP", "z"),
        post("Z", 5),
        holds("Z", "z"),
    ]
    found = said(school, *rows)
    assert found[FlagKind.SAME_SCHOOL] == "2 moves take people from Oak School."
