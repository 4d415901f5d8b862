"""Vacancies and cascades in words: the counts, the gravest, what is not known, and nobody's name."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from reports.cascades import cascade_lines, cost_sentence
from reports.vacancies import (
    notice_sentence,
    standing,
    vacancies_sentence,
    vacancies_table,
)
from tests.succession.seats import EMERGENCY, holds, named, person, post, trust
from trustops.models.post import PayScale, Pension
from trustops.snapshot import Snapshot
from trustops.succession.acting_cost import acting_cost
from trustops.succession.cascade import cascade
from trustops.succession.notice import NoticeRule, contract_leaving, earliest_leaving
from trustops.succession.vacancies import PostVacancy, vacancy_calendar
from trustops.succession.vacancy_words import vacancy_sentence

SUPPORT = {"pay_scale": PayScale.NJC}


def known(*rows: Any) -> tuple[Snapshot, tuple[PostVacancy, ...]]:
    snapshot = trust(*rows)
    return snapshot, vacancy_calendar(snapshot).known


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            [],
            "No post is vacant, and in the next 24 months no agreed leaving date and no end of a term empties one.",
        ),
        (
            [post("X", **SUPPORT)],
            (
                "1 post is vacant today. The gravest: Post X is vacant; no holder has ever been recorded; advertised "
                "today, somebody from outside starts on 11 November 2026 at the earliest, after 70 empty days."
            ),
        ),
        (
            [post("X", **SUPPORT), holds("X", "p", to_date=date(2026, 12, 31))],
            (
                "1 post falls vacant in the next 24 months. The gravest: Post X falls vacant on 1 January 2027; "
                "advertised today, somebody from outside starts in time, on 1 January 2027."
            ),
        ),
        (
            [post("X"), post("Y", 5), holds("Y", "p", to_date=date(2026, 8, 31))],
            (
                "2 posts are vacant today. The gravest: Post Y has stood empty since 1 September 2026; when somebody "
                "from outside could start is not known."
            ),
        ),
    ],
)
def test_the_answer(rows: list[Any], sentence: str) -> None:
    snapshot, vacancies = known(*rows)
    assert vacancies_sentence(snapshot, vacancies) == sentence


def test_somebody_who_follows() -> None:
    snapshot, (vacancy,) = known(
        post("X"), holds("X", "p", to_date=date(2027, 3, 31)), holds("X", "q", from_date=date(2027, 4, 12))
    )
    assert vacancy_sentence(snapshot, vacancy) == (
        "Post X falls vacant on 1 April 2027; somebody is recorded to hold it from 12 April 2027."
    )


def test_a_part_of_a_post() -> None:
    rows = [holds("X", "p", share=Decimal("0.4"), to_date=date(2027, 3, 31)), holds("X", "q", share=Decimal("0.6"))]
    snapshot, (vacancy,) = known(post("X", **SUPPORT), *rows)
    assert vacancy_sentence(snapshot, vacancy).startswith("0.4 of Post X falls vacant on 1 April 2027")


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ([post("X", **SUPPORT)], ("act", "Vacant")),
        ([post("X", 2, **SUPPORT), named("X", "q")], ("watch", "Vacant, cover inside")),
        ([post("X", **SUPPORT), holds("X", "p", to_date=date(2026, 10, 31))], ("act", "Late")),
        (
            [post("X", 2, **SUPPORT), holds("X", "p", to_date=date(2026, 10, 31)), named("X", "q")],
            ("watch", "Late, cover inside"),
        ),
        ([post("X", **SUPPORT), holds("X", "p", to_date=date(2026, 11, 20))], ("watch", "Advertise now")),
        ([post("X", **SUPPORT), holds("X", "p", to_date=date(2027, 8, 31))], ("fine", "In time")),
        ([post("X"), holds("X", "p", to_date=date(2027, 8, 31))], ("unknown", "Not known")),
    ],
)
def test_how_a_vacancy_stands(rows: list[Any], status: tuple[str, str]) -> None:
    snapshot, (vacancy,) = known(*rows)
    assert standing(vacancy, snapshot.as_of) == status


def test_the_table_names_nobody() -> None:
    rows = [
        post("X", 2, **SUPPORT),
        person("p", leaving=date(2026, 10, 31)),
        person("q"),
        holds("X", "p"),
        named("X", "q"),
    ]
    snapshot, vacancies = known(*rows)
    (row,) = vacancies_table(snapshot, vacancies).texts()
    assert row == (
        "Post X",
        "its holder leaves",
        "1 Nov 2026",
        "22 Aug 2026",
        "11 Nov 2026",
        "10",
        "inside, 1 Nov 2026",
    )


def test_notice_in_words() -> None:
    assert notice_sentence(earliest_leaving(NoticeRule.HEAD, date(2026, 4, 1))) == (
        "Notice given on 1 April 2026: they can leave on 31 August 2026, as for any notice given by 30 April 2026."
    )
    assert notice_sentence(contract_leaving(4, date(2026, 4, 1))) == (
        "Notice given on 1 April 2026: they can leave on 29 April 2026 (4 weeks' notice)."
    )


def test_a_cascade_in_lines() -> None:
    rows = [post("X", 5), post("D", 1), post("Y"), holds("D", "d"), holds("Y", "y"), person("d"), person("y")]
    snapshot = trust(*rows, named("X", "d", preferred=True), named("X", "y", EMERGENCY))
    lines = cascade_lines(snapshot, cascade(snapshot, ["X"]))
    assert [(move.who, move.from_post, move.to_post, move.how) for move in lines.moves] == [
        ("Name y", "Post Y", "Post X", "emergency only")
    ]
    assert [move.who for move in lines.first_choices] == ["Name d"]
    assert [(gap.post, gap.grave) for gap in lines.gaps] == [("Post Y", "not critical")]


def test_what_a_term_costs_in_words() -> None:
    rows = [
        post("X", 5, salary_pence=6_000_000, pension=Pension.TPS),
        post("D", salary_pence=4_500_000, pension=Pension.TPS),
        holds("D", "d"),
        named("X", "d"),
    ]
    snapshot = trust(*rows)
    assert cost_sentence(acting_cost(snapshot, cascade(snapshot, ["X"]))) == (
        "For a term this costs £15,000.00 less than with every post filled, before on-costs: "
        "£5,000.00 in allowances and £0.00 of supply, with £20,000.00 of salary not paid. "
        "With on-costs it is £21,302.00 less."
    )
    bare = trust(post("X", 5), post("D"), holds("D", "d"), named("X", "d"))
    assert cost_sentence(acting_cost(bare, cascade(bare, ["X"]))).startswith("What a term of this costs is not known.")
