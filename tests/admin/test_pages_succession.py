"""The page of succession: what a trustee reads of it, and what those read who may see names."""

import re

from flask import Flask

from tests.admin.conftest import client_as
from tests.admin.test_pages import dated, text_of

PAGE = "/succession/"
WHY = (
    "Chief executive and accounting officer is a single point of failure: nobody else is ready now to take the post; "
    "nobody else can do 3 duties: “Approve payments on the bank mandate”, “Approve the monthly payroll” and “Approver "
    "of DfE Sign-in”."
)


def test_a_trustee_reads_why_the_chief_executive_is_a_single_point_of_failure_and_what_would_end_it(
    office: Flask,
) -> None:
    words = text_of(office, "trustee", PAGE)
    assert WHY in words
    assert "critical 5 of 5; ready now: nobody; in a year: somebody" in words
    assert "Approve payments on the bank mandate sign-off, critical 5 of 5; 1 person can do it, 2 needed" in words
    actions = re.findall(r"(?:Make|Give) one more person[^.]*\.", words[words.index("What would end it") :])
    assert "3 actions end it together, the best first:" in words
    assert len(actions) == 3
    assert any("approve payments on the bank mandate and approve the monthly payroll" in each for each in actions)
    assert "Make one more person ready now for Chief executive and accounting officer." in actions


def test_whoever_may_see_names_reads_the_same_reason_with_the_name(office: Flask) -> None:
    assert f"{WHY} (Margaret Osei)" in text_of(office, "hr_lead", PAGE)


def test_the_three_counts_of_the_bench_stand_together(office: Flask) -> None:
    words = text_of(office, "trustee", PAGE)
    assert "5 of 12 critical posts have somebody named as ready now, 1 of them on an old assessment alone" in words
    assert "these people are worth 2.5 posts; at most 3 posts can be filled on one day" in words
    assert "3 posts share 1 person ready now" in words


def test_both_readings_and_every_horizon_are_there(office: Flask) -> None:
    words = text_of(office, "trustee", PAGE)
    assert "If a person may act in a second post 11 of 12" in words
    assert "In 2–3 years 12 of 12 1 Data protection officer" in words
    assert "With emergency cover 12 of 12 1 Chief executive and accounting officer" in words
    assert "13 December 2026: SENCO, Watling Park." in words


def test_the_file_of_a_trustee_says_somebody_and_of_the_hr_lead_who(office: Flask) -> None:
    ask = dated(PAGE) + "&download=csv"
    told, named = (client_as(office, role).get(ask).text for role in ("trustee", "hr_lead"))
    assert "Headteacher, Watling Park" in told
    assert "somebody" in told
    assert "Marcus Delacroix" not in told
    assert "Marcus Delacroix" in named
