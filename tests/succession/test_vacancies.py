"""When posts stand empty, who could follow and when, and that what people mean to do is told apart."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import cases
from tests.succession.seats import holds, named, person, post
from trustops.models import Person, Post
from trustops.models.person import Contract
from trustops.models.post import PayScale, Role
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import add_months
from trustops.snapshot import Snapshot
from trustops.succession.cascade_flags import FlagKind
from trustops.succession.standing_empty import Empty, Why, known_last_day, standing_empty
from trustops.succession.vacancies import PostVacancy, vacancy_calendar

TODAY = date(2026, 11, 29)


def on(day: date, *rows: Any) -> Snapshot:
    return Snapshot.of(day, rows)


def known(*rows: Any, day: date = TODAY) -> tuple[PostVacancy, ...]:
    return vacancy_calendar(on(day, *rows)).known


def spells(*rows: Any, day: date = TODAY) -> list[tuple[str, str, date | None, date | None]]:
    snapshot = on(day, *rows)
    found = standing_empty(snapshot, add_months(day, 24), known_last_day(snapshot))
    return [(each.post, str(each.why), each.from_, each.until) for each in found]


def head(**more: Any) -> Post:
    return post("H", 5, role=Role.HEAD, pay_scale=PayScale.LEADERSHIP, **more)


# When a post stands empty


def test_a_post_held_without_end_is_never_empty() -> None:
    assert spells(post("X"), holds("X", "p")) == []


def test_a_post_that_nobody_ever_held() -> None:
    assert spells(post("X")) == [("X", "vacant today", None, None)]


def test_a_post_left_in_the_summer() -> None:
    assert spells(post("X"), holds("X", "p", to_date=date(2026, 8, 31))) == [
        ("X", "vacant today", date(2026, 9, 1), None)
    ]


@pytest.mark.parametrize(
    ("more", "leaving", "why"),
    [
        ({}, date(2027, 3, 31), "its holder leaves"),
        ({"to_date": date(2027, 3, 31)}, None, "its holder's term ends"),
        ({"to_date": date(2027, 3, 31), "acting": True}, None, "acting ends"),
        ({"to_date": date(2027, 7, 31)}, date(2027, 3, 31), "its holder leaves"),
    ],
)
def test_why_it_falls_vacant(more: dict[str, Any], leaving: date | None, why: str) -> None:
    assert spells(post("X"), person("p", leaving=leaving), holds("X", "p", **more)) == [
        ("X", why, date(2027, 4, 1), None)
    ]


def test_somebody_who_follows_at_once_leaves_no_gap() -> None:
    follows = holds("X", "q", from_date=date(2027, 4, 1))
    assert spells(post("X"), holds("X", "p", to_date=date(2027, 3, 31)), follows) == []


def test_somebody_who_follows_later_ends_the_gap() -> None:
    follows = holds("X", "q", from_date=date(2027, 4, 12))
    assert spells(post("X"), holds("X", "p", to_date=date(2027, 3, 31)), follows) == [
        ("X", "its holder's term ends", date(2027, 4, 1), date(2027, 4, 11))
    ]


def test_two_gaps_of_one_post() -> None:
    rows = [
        holds("X", "p", to_date=date(2027, 1, 31)),
        holds("X", "q", from_date=date(2027, 3, 1), to_date=date(2027, 8, 31)),
    ]
    assert [gap[2:] for gap in spells(post("X"), *rows)] == [
        (date(2027, 2, 1), date(2027, 2, 28)),
        (date(2027, 9, 1), None),
    ]


def test_a_part_of_a_job_share() -> None:
    rows = [holds("X", "p", share=Decimal("0.4"), to_date=date(2027, 3, 31)), holds("X", "q", share=Decimal("0.6"))]
    [vacancy] = known(post("X", pay_scale=PayScale.NJC), *rows)
    assert (vacancy.share, vacancy.from_, vacancy.cascade.moves) == (Decimal("0.4"), date(2027, 4, 1), ())


def test_a_part_that_somebody_takes_up_is_no_gap() -> None:
    rows = [holds("X", "p", share=Decimal("0.4"), to_date=date(2027, 3, 31)), holds("X", "q", share=Decimal("0.6"))]
    assert spells(post("X"), *rows, holds("X", "r", share=Decimal("0.4"), from_date=date(2027, 4, 1))) == []


def test_after_24_months_nobody_asks() -> None:
    assert spells(post("X"), holds("X", "p", to_date=date(2028, 11, 29))) == []
    assert len(spells(post("X"), holds("X", "p", to_date=date(2028, 11, 28)))) == 1


@cases(200)
@given(st.lists(st.tuples(st.integers(-300, 800), st.one_of(st.none(), st.integers(0, 400))), max_size=4))
def test_a_post_is_empty_on_the_days_that_no_row_covers(lengths: list[tuple[int, int | None]]) -> None:
    rows = [
        holds(
            "X",
            f"p{number}",
            from_date=TODAY + timedelta(days=begins),
            to_date=None if length is None else TODAY + timedelta(days=begins + length),
        )
        for number, (begins, length) in enumerate(lengths)
    ]
    snapshot = on(TODAY, post("X"), *rows)
    found = [each for each in standing_empty(snapshot, add_months(TODAY, 24), known_last_day(snapshot)) if each.whole]
    for offset in range(0, 730, 7):
        day = TODAY + timedelta(days=offset)
        held = any(row.from_date <= day and (row.to_date is None or day <= row.to_date) for row in rows)
        assert held is not any(_covers(each, day) for each in found)


def _covers(empty: Empty, day: date) -> bool:
    return (empty.from_ or date.min) <= day <= (empty.until or date.max)


# Who follows from outside


def test_double_notice_for_a_headship() -> None:
    """DOMAIN T-E2: a head who resigns by 30 April 2026 leaves on 31 August. Found in time, nobody is missed."""
    holder = holds("H", "p", to_date=date(2026, 8, 31))
    [vacancy] = known(head(), holder, day=date(2026, 1, 8))
    assert vacancy.advertise_by == date(2026, 1, 8)
    assert vacancy.outside is not None
    assert (vacancy.outside.appointed, vacancy.outside.starts) == (date(2026, 4, 30), date(2026, 9, 1))
    assert vacancy.days_uncovered == 0


def test_a_day_later_is_a_term_later() -> None:
    """DOMAIN T-E2: a serving head who resigns after 30 April starts on 1 January, after 122 days."""
    [vacancy] = known(head(), holds("H", "p", to_date=date(2026, 8, 31)), day=date(2026, 1, 9))
    assert vacancy.starts == date(2027, 1, 1)
    assert vacancy.days_uncovered == 122


def test_days_already_gone_count() -> None:
    """Empty since 1 September; 6 weeks and 4 weeks' notice from 29 November: until 7 February."""
    [vacancy] = known(post("X", pay_scale=PayScale.NJC), holds("X", "p", to_date=date(2026, 8, 31)))
    assert vacancy.outside is not None
    assert vacancy.outside.starts == date(2027, 2, 8)
    assert vacancy.days_uncovered == 30 + 31 + 30 + 31 + 31 + 7
    assert vacancy.needed == date(2026, 11, 30)


def test_whoever_is_recorded_to_follow_needs_no_advertisement() -> None:
    rows = [holds("X", "p", to_date=date(2027, 3, 31)), holds("X", "q", from_date=date(2027, 4, 12))]
    [vacancy] = known(post("X"), *rows)
    assert (vacancy.outside, vacancy.advertise_by, vacancy.follows, vacancy.unknown) == (
        None,
        None,
        date(2027, 4, 12),
        "",
    )
    assert vacancy.days_uncovered == 11


def test_a_post_of_no_kind_is_unknown_and_says_so() -> None:
    [vacancy] = known(post("X"))
    assert (vacancy.outside, vacancy.days_uncovered) == (None, None)
    assert vacancy.unknown == (
        "The usual time to hire for Post X is not known for a post without a role or a pay scale: "
        "fill in one of them on the Posts sheet."
    )


# Who follows from inside


def test_a_deputy_may_act_at_once_and_begin_with_a_term() -> None:
    deputy = person("d", contract=Contract.TEACHER)
    rows = [post("D"), holds("D", "d"), deputy, named("H", "d"), holds("H", "p", to_date=date(2027, 2, 12))]
    [vacancy] = known(head(), *rows)
    assert vacancy.filled_inside
    assert (vacancy.inside_from, vacancy.inside_term) == (date(2027, 2, 13), date(2027, 5, 1))


def test_acting_for_longer_than_a_term_is_flagged() -> None:
    rows = [post("D"), holds("D", "d"), named("H", "d"), holds("H", "p", to_date=date(2027, 2, 12))]
    [vacancy] = known(head(), *rows)
    assert [flag.kind for flag in vacancy.flags] == [FlagKind.OVER_A_TERM]
    assert vacancy.flags[0].sentence == (
        "Whoever moves would act from 13 February 2027 to 31 August 2027, longer than a term."
    )


def test_somebody_who_leaves_within_the_term_is_not_moved() -> None:
    rows = [post("D"), holds("D", "d"), named("H", "d"), holds("H", "p", to_date=date(2027, 2, 12))]
    vacancies = known(head(), *rows, person("d", leaving=date(2027, 4, 30)))
    assert [(each.post, each.filled_inside) for each in vacancies] == [("H", False), ("D", False)]


def test_the_posts_of_one_leaver_are_looked_at_together() -> None:
    """One person is ready for both of the leaver's posts, and can take one."""
    leaver = person("p", leaving=date(2027, 3, 31))
    rows = [post("X", 5), post("Y", 2), leaver, holds("X", "p"), holds("Y", "p"), named("X", "q"), named("Y", "q")]
    assert [(each.post, each.filled_inside) for each in known(*rows)] == [("X", True), ("Y", False)]


# What people mean to do


def intends(**more: Any) -> Person:
    return person("p", intends_to_leave=date(2027, 8, 31), **more)


def test_an_intention_is_never_among_the_known() -> None:
    calendar = vacancy_calendar(on(TODAY, head(), intends(), holds("H", "p")))
    assert calendar.known == ()
    [vacancy] = calendar.intended
    assert (vacancy.why, vacancy.from_, vacancy.person) == (Why.INTENDS, date(2027, 9, 1), "p")


def test_an_agreed_day_takes_the_place_of_an_intention() -> None:
    rows = [head(), intends(leaving=date(2027, 4, 30)), holds("H", "p")]
    calendar = vacancy_calendar(on(TODAY, *rows))
    assert [each.why for each in calendar.known] == [Why.LEAVING]
    assert calendar.intended == ()


def test_an_intention_changes_no_other_cascade() -> None:
    """Whoever says that they mean to leave is still thought of for a post, so that nobody can read it off the moves."""
    rows = [post("X", 5), post("D"), holds("X", "x", to_date=date(2027, 7, 31)), holds("D", "p"), named("X", "p")]
    [vacancy] = known(*rows, intends())
    assert vacancy.filled_inside
    assert vacancy == known(*rows, person("p"))[0]


def test_a_calendar_of_no_month_is_refused() -> None:
    with pytest.raises(TrustopsError, match="1 month or more"):
        vacancy_calendar(on(TODAY), 0)


def test_no_posts_no_vacancies() -> None:
    assert known() == ()
