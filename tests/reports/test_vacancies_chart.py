"""The chart of vacancies: what a bar runs over, what its colour says, and what stays off it."""

from datetime import date
from typing import Any

from reports.charts.chart import Chart
from reports.charts.tokens import ACT, MUTED, WATCH
from reports.charts.vacancies import MOST_BARS, vacancies_chart
from tests.succession.seats import holds, named, person, post, trust
from trustops.models.post import PayScale
from trustops.succession.vacancies import vacancy_calendar

SUPPORT = {"pay_scale": PayScale.NJC}


def chart(*rows: Any) -> Chart | None:
    snapshot = trust(*rows)
    calendar = vacancy_calendar(snapshot)
    return vacancies_chart(snapshot, calendar.known, calendar.to)


def bars(found: Chart | None) -> list[dict[str, Any]]:
    assert found is not None
    return next(layer["data"]["values"] for layer in found.spec["layer"] if layer["mark"]["type"] == "bar")


def test_nothing_vacant_draws_nothing() -> None:
    assert chart(post("X"), holds("X", "p")) is None


def test_a_bar_runs_until_somebody_from_outside_starts() -> None:
    (bar,) = bars(chart(post("X", **SUPPORT), holds("X", "p", to_date=date(2026, 10, 31))))
    assert (bar["from"], bar["to"], bar["label"]) == ("2026-11-01", "2026-11-11", "Post X: 10 empty days")


def test_colours_say_whether_somebody_could_act() -> None:
    found = chart(
        post("A", **SUPPORT),
        post("B", 3, **SUPPORT),
        post("C"),
        named("B", "q"),
        person("q"),
        holds("C", "c", to_date=date(2026, 12, 31)),
    )
    assert [bar["what"] for bar in bars(found)] == ["nobody", "could act", "unknown"]
    assert found is not None
    colour = next(layer for layer in found.spec["layer"] if layer["mark"]["type"] == "bar")["encoding"]["color"]
    assert colour["scale"]["range"] == [ACT, WATCH, MUTED]


def test_a_post_long_empty_does_not_squeeze_the_rest() -> None:
    (bar,) = bars(chart(post("X", **SUPPORT), holds("X", "p", from_date=date(2001, 9, 1), to_date=date(2010, 8, 31))))
    assert bar["from"] == "2026-06-01"


def test_many_vacancies_are_in_the_table_and_the_first_on_the_chart() -> None:
    found = chart(*(post(f"X{number:02}", **SUPPORT) for number in range(MOST_BARS + 3)))
    assert found is not None
    assert len(bars(found)) == MOST_BARS
    assert len(found.table.rows) == MOST_BARS + 3
    assert found.sentence.endswith("3 more are in the table.")


def test_it_names_nobody() -> None:
    rows = [
        post("X", 3, **SUPPORT),
        person("p", leaving=date(2026, 10, 31)),
        person("q"),
        holds("X", "p"),
        named("X", "q"),
    ]
    found = chart(*rows)
    assert found is not None
    assert "Name" not in f"{found.spec} {found.table} {found.description} {found.sentence}"
