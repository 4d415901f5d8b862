"""What would help most: each change is what the same sums say once it is done, and nothing of it names a person."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.succession.test_cover import holds, person, ready
from tests.succession.test_departures import post
from trustops.models import Duty, DutyHolder, record_of
from trustops.models.succession import DutyKind, DutyLevel, Readiness
from trustops.snapshot import Snapshot
from trustops.succession.cover import succession_view
from trustops.succession.duties import duty_cover
from trustops.succession.helps import Help, HelpKind, one_each, that_end, what_helps_most
from trustops.succession.uncovered import uncovered_ahead

TODAY = date(2026, 11, 29)
SOON, LATER, EMERGENCY = Readiness.READY_IN_1_YEAR, Readiness.READY_IN_2_3_YEARS, Readiness.EMERGENCY_ONLY


def duty(ref: str, title: str, kind: DutyKind = DutyKind.SIGN_OFF, **more: Any) -> Duty:
    return record_of(Duty)(duty=ref, title=title, kind=kind, **{"site": "TRUST", "critical": 4, **more})


def has(ref: str, who: str, level: DutyLevel = DutyLevel.LEAD) -> DutyHolder:
    return record_of(DutyHolder)(duty=ref, person=who, level=level, last_done=date(2026, 11, 2))


def helps(*records: object, named: bool = True) -> tuple[Help, ...]:
    return what_helps_most(Snapshot.of(TODAY, records), named=named)


def only(found: tuple[Help, ...], kind: HelpKind) -> Help:
    [one] = [each for each in found if each.kind is kind]
    return one


TRUST = (
    post("A"),
    post("B"),
    post("C"),
    holds("A", "P1"),
    holds("B", "P2"),
    holds("C", "P3"),
    ready("B", "P4"),
    ready("C", "P4"),
    ready("A", "P5", SOON),
    ready("A", "P4", LATER),
    person("P1", leaving=date(2027, 8, 31)),
)


@pytest.mark.parametrize("done", [("A", "P5"), ("A", "P4")])
def test_each_change_is_what_the_same_sums_say_once_it_is_done(done: tuple[str, str]) -> None:
    ref, who = done
    before, after = Snapshot.of(TODAY, TRUST), Snapshot.of(TODAY, [*TRUST, ready(ref, who, outside_name="now")])
    [found] = [each for each in helps(*TRUST) if each.subject == ref and each.person == who]
    views = [succession_view(each) for each in (before, after)]
    times = [uncovered_ahead(each, months=(12,)) for each in (before, after)]
    assert [found.resilience.before, found.resilience.after] == [view.resilience_number for view in views]
    assert [found.filled.before, found.filled.after] == [view.filled for view in views]
    assert [found.subject_days.before, found.subject_days.after] == [
        next(each.days[12] for each in time.posts if each.post == ref) for time in times
    ]


def test_the_chance_of_the_rest_changes_as_the_same_sums_say() -> None:
    records = [*TRUST[:-1], ready("B", "P6", SOON)]
    [found] = [each for each in helps(*records) if each.subject == "B" and each.person == "P6"]
    for change, snapshot in (("before", records), ("after", [*records, ready("B", "P6", outside_name="now")])):
        year = uncovered_ahead(Snapshot.of(TODAY, snapshot), months=(12,)).ahead[0].another
        assert (getattr(found.chance, change), getattr(found.days, change)) == (year.chance, year.days)


def test_what_raises_the_number_comes_first_then_the_days_saved() -> None:
    found = helps(*TRUST)
    assert [each.resilience.gain for each in found][:2] == [1, 1]
    assert {each.person for each in found[:2]} == {"P4", "P5"}
    worth = [each.days_saved * each.critical for each in found if not each.resilience.gain]
    assert worth == sorted(worth, reverse=True)


def test_somebody_named_twice_for_the_weakest_set_does_not_raise_the_number() -> None:
    """B and C rest on P2, P3 and P4: making P4, who counts already, ready for nothing new helps nobody."""
    [post_a] = [each for each in helps(*TRUST, ready("A", "P2", LATER)) if each.person == "P2"]
    assert post_a.resilience.gain == 1  # the weakest set is A alone
    shared = [post("A"), post("B"), holds("A", "P1"), holds("B", "P2"), ready("A", "P2", SOON)]
    [found] = [each for each in helps(*shared) if each.person == "P2"]
    assert (found.resilience.before, found.resilience.after) == (1, 1)  # B is still P2's alone


def test_a_post_that_is_empty_today_is_filled() -> None:
    found = helps(post("A"), ready("A", "P1", EMERGENCY))
    best = found[0]
    assert (best.kind, best.person, best.filled.before, best.filled.after) == (HelpKind.DEVELOP, "P1", 0, 1)
    assert (best.resilience.before, best.resilience.after) == (0, 1)
    assert best.subject_days.before == 365
    assert best.named == "Make P1 ready now for A (emergency only today)"


def test_where_nobody_is_in_development_somebody_is_to_be_found() -> None:
    found = only(helps(post("A"), holds("A", "P1")), HelpKind.FIND)
    assert "prepare them for A" in found.words
    assert (found.resilience.before, found.resilience.after, found.person) == (1, 2, None)
    assert helps(post("A"), holds("A", "P1"), ready("A", "P2", SOON))[0].kind is HelpKind.DEVELOP


def test_an_interim_from_outside_shortens_a_gap_and_changes_no_number() -> None:
    found = only(helps(post("A")), HelpKind.OUTSIDE)
    assert (found.subject_days.before, found.subject_days.after) == (365, 30)
    assert (found.outside.before, found.outside.after, found.resilience.gain) == (0, 1, 0)
    outside = ready("A", None, Readiness.OUTSIDE_ONLY, outside_name="An agency")
    assert all(each.kind is not HelpKind.OUTSIDE for each in helps(post("A"), outside))


def test_a_duty_of_one_person_gets_another() -> None:
    records = (
        duty("BACS", "Approve payments", incompatible_with=("MAKE",), cover_cost_pence=25_000),
        has("BACS", "P1"),
    )
    found = only(helps(*records), HelpKind.HOLDER)
    assert found.words == (
        "Make one more person able to approve payments, who may not also hold what must be kept apart from it"
    )
    assert (found.bus_factor.before, found.bus_factor.after, found.cost_pence) == (1, 2, 25_000)
    assert found.subject_days.gain < -20
    assert duty_cover(Snapshot.of(TODAY, [*records, has("BACS", "P2")]))[0].bus_factor == 2


def test_somebody_who_is_learning_is_named_where_names_may_be_said() -> None:
    records = (
        duty("RUN", "Run the payroll", DutyKind.KNOWLEDGE),
        has("RUN", "P1"),
        has("RUN", "P2", DutyLevel.LEARNING),
    )
    assert only(helps(*records), HelpKind.HOLDER).named == "Bring P2 from learning to doing: run the payroll"
    public = only(helps(*records, named=False), HelpKind.HOLDER)
    assert public.words == "Teach one more person this: run the payroll"
    assert (public.named, public.person, public.origin, public.rests_on) == ("", None, "", ())


@pytest.mark.parametrize(
    ("kind", "title", "words"),
    [
        (DutyKind.ACCESS, "Keys", "Give somebody this access: keys, school 990009"),
        (DutyKind.KNOWLEDGE, "Fire checks", "Teach somebody this: fire checks, school 990009"),
        (DutyKind.CONTACT, "Contact for claims", "Give somebody this: contact for claims, school 990009"),
        (DutyKind.RETURN, "Make the census", "Make somebody able to make the census, school 990009"),
        (DutyKind.SIGN_OFF, "Sign the GIAS form", "Make somebody able to sign the GIAS form, school 990009"),
    ],
)
def test_a_duty_of_nobody_is_for_somebody(kind: DutyKind, title: str, words: str) -> None:
    assert only(helps(duty("K", title, kind, site="990009")), HelpKind.HOLDER).words == words


def test_what_is_not_written_down_and_rests_on_one_is_to_be_written_down() -> None:
    assert (
        only(helps(duty("K", "Keys"), has("K", "P1")), HelpKind.DOCUMENT).words == "Write down how this is done: keys"
    )
    written = duty("K", "Keys", documented_on=date(2026, 1, 5))
    assert all(each.kind is not HelpKind.DOCUMENT for each in helps(written, has("K", "P1")))
    assert all(each.kind is not HelpKind.DOCUMENT for each in helps(duty("K", "Keys"), has("K", "P1"), has("K", "P2")))


def test_a_duty_with_as_many_as_it_needs_is_left_alone() -> None:
    assert not helps(duty("K", "Keys", holders_needed=1, documented_on=TODAY), has("K", "P1"))


def test_nothing_for_trustees_tells_of_a_person() -> None:
    said = (person("P1", intends_to_leave=date(2027, 1, 31)),)
    people = {"P1", "P2", "P4", "P5"}
    for one in helps(*TRUST[:-1], *said, named=False):
        told = [str(getattr(one, field.name)) for field in fields(one)]
        assert not any(person in each for person in people for each in told)
    assert helps(*TRUST[:-1], *said, named=False) == helps(*TRUST[:-1], named=False)


def test_the_same_action_for_several_people_is_one_for_trustees() -> None:
    """It is done with somebody new: what the people in development do today cannot be read off it."""
    records = (post("A"), holds("A", "P1"), ready("A", "P2", SOON, action_cost_pence=5), ready("A", "P3", LATER))
    assert len([each for each in helps(*records) if each.kind is HelpKind.DEVELOP]) == 2
    found = only(helps(*records, named=False), HelpKind.DEVELOP)
    assert (found.words, found.cost_pence) == ("Make one more person ready now for A", None)


def test_what_would_end_that_all_rests_on_one_person() -> None:
    records = (post("CEO"), holds("CEO", "P1"), ready("CEO", "P2", SOON), ready("CEO", "P3", LATER),
               duty("BACS", "Approve payments", critical=5), has("BACS", "P1"),
               duty("RUN", "Run the payroll"), has("RUN", "P9"))  # fmt: skip
    found = that_end(helps(*records), "P1")
    assert [each.subject for each in found] == ["CEO", "BACS"]
    assert found[0].person in {"P2", "P3"}
    assert all(each.rests_on == ("P1",) for each in found)


def test_of_several_ways_for_a_post_the_best_stands_for_it() -> None:
    found = helps(post("A"), holds("A", "P1"), ready("A", "P2", SOON), ready("A", "P3", LATER))
    assert [each.subject for each in found] == ["A", "A", "A"]  # two people and an interim
    assert one_each(found) == found[:1]


def test_where_too_many_posts_share_people_each_change_is_simulated_with_its_error() -> None:
    posts = [f"A{number:02}" for number in range(40)]
    records = [each for at, ref in enumerate(posts) for each in (post(ref), holds(ref, f"H{at}"))]
    records += [
        ready(ref, f"S{each}")
        for at, ref in enumerate(posts)
        for each in {(at * 7 + step * step * 11) % 60 for step in range(6)}
    ]
    found = helps(*records, ready("A00", "NEW", SOON), post("B"), holds("B", "ALONE"), ready("B", "OTHER", SOON))
    about_posts = [each for each in found if each.kind in (HelpKind.DEVELOP, HelpKind.FIND)]
    assert about_posts
    assert all(each.chance.error is not None and each.days.error is not None for each in about_posts)
    assert all(each.chance.gain <= 0 and each.days.gain <= 0 for each in about_posts)
    [alone] = [each for each in about_posts if each.subject == "B"]
    assert alone.days.error is not None
    assert -alone.days.gain > 5 * alone.days.error, "the same futures for every action tell this one for sure"
    assert all(each.subject_days.before is not None and each.resilience.before is not None for each in about_posts)


def test_nothing_to_do_is_no_help() -> None:
    assert helps() == ()
    assert helps(post("A", critical=None), holds("A", "P1")) == ()


def test_a_known_leaver_in_development_helps_only_until_they_go() -> None:
    records = (post("A"), holds("A", "P1"), ready("A", "P2", SOON), person("P2", leaving=date(2027, 1, 31)))
    leaver = only(helps(*records), HelpKind.DEVELOP)
    stayer = only(helps(*records[:3]), HelpKind.DEVELOP)
    assert Decimal(0) < leaver.days_saved < stayer.days_saved
