"""How long outsiders take, by kind of post, and the last day to advertise for a post that never stands empty."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.succession.seats import post, trust
from trustops.models.post import PayScale, Role
from trustops.quantities.errors import UnknownFigure
from trustops.succession.hiring import Hiring, hiring_for
from trustops.succession.notice import NoticeRule, latest_notice, leaving, term_start

RULES = st.one_of(st.sampled_from(NoticeRule), st.integers(0, 52))
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("role", "scale", "kind", "weeks", "notice"),
    [
        (Role.AO_CEO, PayScale.SPOT, "chief executive", 20, 26),
        (Role.CFO, PayScale.SPOT, "chief finance officer", 14, 13),
        (Role.HEAD, PayScale.LEADERSHIP, "headteacher", 16, NoticeRule.HEAD),
        (None, PayScale.LEADERSHIP, "school leader", 10, NoticeRule.TEACHER),
        (Role.SENCO, PayScale.TEACHER, "teacher", 6, NoticeRule.TEACHER),
        (Role.SENCO, None, "teacher", 6, NoticeRule.TEACHER),
        (Role.DSL, PayScale.LEADERSHIP, "school leader", 10, NoticeRule.TEACHER),
        (Role.DSL, None, "support staff", 6, 4),
        (None, PayScale.NJC, "support staff", 6, 4),
    ],
)
def test_kinds_of_post(
    role: Role | None, scale: PayScale | None, kind: str, weeks: int, notice: NoticeRule | int
) -> None:
    row = post("X", role=role, pay_scale=scale)
    found = hiring_for(trust(row), row)
    assert (found.kind, found.weeks, found.notice) == (kind, weeks, notice)


def test_every_role_but_the_chair_has_a_kind() -> None:
    """A chair is elected, not hired."""
    unknown = []
    for role in Role:
        row = post("X", role=role)
        try:
            hiring_for(trust(row), row)
        except UnknownFigure:
            unknown.append(role)
    assert unknown == [Role.CHAIR]


def test_the_posts_own_weeks_count_and_say_so() -> None:
    row = post("X", role=Role.CFO, hire_weeks=9)
    found = hiring_for(trust(row), row)
    assert found.weeks == 9
    assert found.source.startswith("Hire weeks of the post, ")


def test_a_post_of_no_kind_says_what_to_fill_in() -> None:
    row = post("X")
    with pytest.raises(UnknownFigure, match="fill in one of them on the Posts sheet"):
        hiring_for(trust(row), row)


@given(RULES, st.integers(0, 60), DAYS)
def test_a_day_later_than_the_last_is_too_late(rule: NoticeRule | int, weeks: int, needed: date) -> None:
    hiring = Hiring("any", weeks, rule, "")
    last = hiring.advertise_by(needed)
    assert hiring.starts(last).starts <= needed < hiring.starts(last + timedelta(days=1)).starts


@given(RULES, DAYS)
def test_the_latest_notice_leaves_in_time(rule: NoticeRule | int, day: date) -> None:
    assert leaving(rule, latest_notice(rule, day)).leaves <= day


@given(DAYS)
def test_a_term_starts_within_four_months(day: date) -> None:
    start = term_start(day)
    assert day <= start <= day + timedelta(days=123)
    assert (start.month, start.day) in {(1, 1), (5, 1), (9, 1)}
