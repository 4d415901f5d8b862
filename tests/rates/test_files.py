"""Every packaged figure explains itself, and a file that contradicts itself is refused with its name."""

import csv
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

import trustops.rates
from trustops.quantities.errors import TrustopsError
from trustops.rates import Figure, RateBook
from trustops.rates.files import figure_from_toml

FIGURES = RateBook.published().figures
DATA = Path(trustops.rates.__file__).parent / "data"

GOOD = """
id = "example"
title = "example rate"
unit = "fraction"
legal = "An Act"
checked_on = 2026-11-22

[[step]]
from = 2024-04-06
to = 2025-04-05
value = 0.138
status = "published"
source = "https://www.legislation.gov.uk"

[[step]]
from = 2025-04-06
value = 0.15
status = "published"
source = "https://www.legislation.gov.uk"
"""


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_each_figure_explains_itself(figure: Figure) -> None:
    assert figure.file == f"trustops/rates/data/{figure.id}.toml"
    assert (DATA / f"{figure.id}.toml").is_file()
    assert figure.title
    assert figure.unit
    assert figure.checked_on > date(2026, 1, 1)
    for step in figure.steps:
        assert step.source
        assert step.legal
        assert step.value > 0
        assert isinstance(step.value, Decimal)
        assert step.status != "derived" or step.note


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_steps_of_a_point_follow_each_other_without_overlap(figure: Figure) -> None:
    for point in figure.points or (None,):
        for area in figure.areas or (None,):
            steps = RateBook.published().history(figure.id, point, area=area)
            for before, after in pairwise(steps):
                assert before.to is not None
                assert before.to < after.from_


def test_every_data_file_is_in_the_book() -> None:
    assert {figure.id for figure in FIGURES} == {path.stem for path in DATA.glob("*.toml")}


def test_fractions_are_fractions() -> None:
    for figure in FIGURES:
        if figure.unit.startswith("fraction"):
            assert all(step.value < 1 for step in figure.steps)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("to = 2025-04-05\n", "", "overlaps another"),
        ("to = 2025-04-05", "to = 2025-04-06", "overlaps another"),
        ("to = 2025-04-05", "to = 2024-04-05", "ends before it begins"),
        ("from = 2025-04-06", "from = 2020-04-06", "overlaps another"),
        ('source = "https://www.legislation.gov.uk"', 'source = " "', "has no source"),
        ('source = "https://www.legislation.gov.uk"', "", "has no 'source'"),
        ('status = "published"', 'status = "heard"', "“heard” is not a status"),
        ("checked_on = 2026-11-22", "", "has no 'checked_on'"),
        ("value = 0.15", "value = ", "not readable as TOML"),
    ],
)
def test_a_file_at_fault_is_refused_by_name(old: str, new: str, words: str) -> None:
    assert old in GOOD
    with pytest.raises(TrustopsError, match=words) as caught:
        figure_from_toml(GOOD.replace(old, new), "example.toml")
    assert "trustops/rates/data/example.toml" in str(caught.value)


def test_values_are_exact() -> None:
    figure = figure_from_toml(GOOD, "example.toml")
    assert [str(step.value) for step in figure.steps] == ["0.138", "0.15"]


def test_the_points_are_those_of_the_compiled_tables(shared_data: Path) -> None:
    for name, rate_id, point, area in (
        ("njc_pay_points.csv", "njc_points", "scp", ""),
        ("teacher_pay_england.csv", "teacher_points", "point", "area"),
    ):
        with (shared_data / "06_rates" / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) > 100
        for row in rows:
            day = date.fromisoformat(row["effective_from"])
            if (rate_id, row[point], day) == ("njc_points", "1", date(2023, 4, 1)):
                continue  # the table carries a point that the agreement of 1 November 2022 deleted from that day
            value = RateBook.published().on(day).value(rate_id, row[point], area=row.get(area)).value
            assert value == int(row["annual_gbp"])
