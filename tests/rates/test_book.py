"""The published figures on a day, and what is said when there is none."""

from datetime import date
from decimal import Decimal

import pytest

from trustops.quantities.errors import TrustopsError, UnknownFigure
from trustops.rates import RateBook

D = Decimal
BOOK = RateBook.published()


@pytest.mark.parametrize(
    ("rate_id", "day", "value"),
    [
        ("employer_ni_rate", "2025-04-05", "0.138"),
        ("employer_ni_rate", "2025-04-06", "0.15"),
        ("employer_ni_rate", "2026-12-01", "0.15"),
        ("employer_ni_threshold", "2023-04-06", "9100"),
        ("employer_ni_threshold", "2025-04-06", "5000"),
        ("tps_employer_rate", "2024-03-31", "0.2368"),
        ("tps_employer_rate", "2024-04-01", "0.2868"),
        ("apprenticeship_levy_rate", "2025-09-01", "0.005"),
        ("apprenticeship_levy_allowance", "2025-09-01", "15000"),
        ("employment_allowance", "2025-04-06", "10500"),
        ("vat_standard_rate", "2011-01-04", "0.20"),
        ("vat_registration_threshold", "2024-03-31", "85000"),
        ("vat_registration_threshold", "2024-04-01", "90000"),
        ("mileage_rate", "2026-11-22", "0.45"),
        ("small_trading_limit", "2026-11-22", "80000"),
        ("national_living_wage", "2026-04-01", "12.71"),
    ],
)
def test_a_rate_changes_on_its_legal_day(rate_id: str, day: str, value: str) -> None:
    found = BOOK.on(date.fromisoformat(day)).value(rate_id)
    assert found.value == D(value)
    assert found.source
    assert found.legal


@pytest.mark.parametrize(
    ("point", "day", "value"),
    [
        ("12", "2024-04-01", 27711),
        ("13", "2024-04-01", 28163),
        ("14", "2024-04-01", 28624),
        ("2", "2025-04-01", 24413),
        ("SCP 12", "2025-04-01", 28598),
        ("scp13", "2025-04-01", 29064),
        ("17", "2022-04-01", 26845),
        ("17", "2025-04-01", 31022),
        ("20", "2025-04-01", 32597),
        ("23", "2026-03-31", 34434),
    ],
)
def test_njc_points(point: str, day: str, value: int) -> None:
    assert BOOK.on(date.fromisoformat(day)).value("njc_points", point).value == value


def test_the_2025_points_are_the_2024_points_and_3_2_per_cent() -> None:
    for point in map(str, range(2, 44)):
        before = BOOK.on(date(2024, 4, 1)).value("njc_points", point).value
        after = BOOK.on(date(2025, 4, 1)).value("njc_points", point).value
        assert after == (before * D("1.032")).quantize(D(1), rounding="ROUND_HALF_UP")


def test_teacher_points_by_area() -> None:
    on = BOOK.on(date(2025, 9, 1))
    assert on.value("teacher_points", "M1").value == 32916
    assert on.value("teacher_points", "M1").area == "Rest of England"
    assert on.value("teacher_points", "L43", area="Inner London").value == 153490
    assert on.value("teacher_points", "LP Min", area="Fringe").value == 53460


@pytest.mark.parametrize(
    ("rate_id", "point", "day", "words"),
    [
        ("njc_points", "17", "2026-04-01", "end on 31 March 2026; add the new award to them, or give the trust"),
        ("njc_points", "17", "2019-03-31", "begin on 1 April 2019"),
        ("njc_points", "99", "2025-04-01", "hold the points 1 to 43; correct the post's spine point"),
        ("njc_points", "", "2025-04-01", "hold the points 1 to 43"),
        ("njc_points", None, "2025-04-01", "say which point the post is on"),
        ("njc_points", "1", "2023-04-01", "withdrawn from 1 April 2023; move the post to point 2"),
        ("njc_points", "2", "2026-04-01", "withdrawn from 1 April 2026; move the post to point 3"),
        ("teacher_points", "M1", "2026-09-01", r"end on 31 August 2026"),
        ("tps_employer_rate", None, "2027-04-01", "end on 31 March 2027; add the new value to them"),
        ("vat_standard_rate", None, "2011-01-03", "begin on 4 January 2011"),
        ("vat_standard_rate", "17", "2025-01-01", "correct the post's spine point"),
    ],
)
def test_an_unknown_figure_names_the_figure_and_no_path(rate_id: str, point: str | None, day: str, words: str) -> None:
    with pytest.raises(UnknownFigure, match=words) as caught:
        BOOK.on(date.fromisoformat(day)).value(rate_id, point)
    assert str(caught.value).endswith(".")
    assert "withdrawn" in words or "say which point" in words or f"({rate_id}, on the Rules page)" in str(caught.value)
    assert "/data/" not in str(caught.value)


def test_an_area_that_is_not_one_is_unknown() -> None:
    with pytest.raises(UnknownFigure, match="Rest of England, Fringe, Outer London and Inner London"):
        BOOK.on(date(2025, 9, 1)).value("teacher_points", "M1", area="Mars")


def test_a_rate_that_does_not_exist_names_those_that_do() -> None:
    with pytest.raises(TrustopsError, match="no rate called “ni”; the rates are apprenticeship_levy_allowance"):
        BOOK.on(date(2025, 9, 1)).value("ni")


def test_the_book_is_read_once() -> None:
    assert RateBook.published() is BOOK
