"""The grid of KPIs and one KPI: what is beside what, cut down as asked, and nothing that would tell of a few people."""

import html
import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update
from werkzeug.test import TestResponse

from tests.admin.conftest import DAY, client_as, engine_of, made
from trustops.models import KpiValue

EXAMPLE = Path(__file__).parents[2] / "examples" / "example-trust.xlsx"


def words(answer: TestResponse) -> str:
    return " ".join(html.unescape(re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.text, flags=re.DOTALL)).split())


def grid(office: Flask, query: str = "", role: str = "ceo") -> str:
    return words(client_as(office, role).get(f"/kpis/?{DAY}&{query}"))


def test_a_cell_says_value_status_signal_and_what_becomes_of_the_target(office: Flask) -> None:
    said = grid(office, "words=ATT01&school=990001")
    assert "Of 1 KPI, 1 is just short of its target, at Watling Park. Signals: 1 better and 0 worse" in said
    assert "94.5 % Attendance at Watling Park" in said
    assert "▲ Watch" in said
    assert re.search(r"better ✗ ?its usual values miss the target", said)


def test_the_trusts_value_says_how_many_schools_it_covers_and_is_not_judged_under_80_percent(office: Flask) -> None:
    said = grid(office, "words=ATT01")
    assert "1 of 2 schools not judged" in said
    assert "2 of 2 schools" in grid(office, "words=EDU07")
    one = words(client_as(office, "trustee").get(f"/kpis/ATT01?{DAY}"))
    assert "Attendance at the trust cannot be judged yet: its latest value, 94.5 %, covers 1 of 2 schools." in one
    assert "○ Unknown against its target. Not judged" in one


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("signal=concern", "Annual reviews on time", "Attendance ATT01"),
        ("objective=ACHIEVE", "Attainment 8", "Attendance ATT01"),
        ("owner=nobody", "Annual reviews on time", "Attendance ATT01"),
        ("owner=HRL", "Teacher sickness", "Attendance ATT01"),
        ("target=consistent_fail", "Critical posts with cover", "Places filled"),
        ("school=990003", "Attendance ATT01", "Attainment 8"),
        ("missing=missing", "Attendance ATT01", "Attainment 8"),
        ("committee=PC&status=red", "Critical posts with cover", "Agency and supply cost"),
    ],
)
def test_each_filter_cuts_the_grid_down_and_the_download_with_it(
    office: Flask, query: str, there: str, gone: str
) -> None:
    client = client_as(office, "ceo")
    said = words(client.get(f"/kpis/?{DAY}&{query}"))
    assert there in said
    assert gone not in said
    file = client.get(f"/kpis/?{DAY}&{query}&download=csv").data.decode("utf-8-sig")
    assert there.split(" ATT")[0] in file
    assert gone.split(" ATT")[0] not in file


@pytest.mark.parametrize("query", ["school=1", "signal=%3Cb%3E", "objective=none", "missing=x&target=y"])
def test_a_filter_that_is_nothing_says_that_no_kpi_is_like_that(office: Flask, query: str) -> None:
    assert "No KPI is like that." in grid(office, query) or "25 KPIs" in grid(office, query)


def test_a_head_has_their_own_school_alone(office: Flask) -> None:
    said = grid(office, role="head")
    assert "Watling Park" in said
    assert "at Kingsmead" not in said
    assert "No KPI is like that." in grid(office, "school=990002", "head")
    one = words(client_as(office, "head").get(f"/kpis/ATT01?{DAY}"))
    assert "Schools side by side" not in one


def test_one_kpi_has_its_schools_definitions_and_commentary(office: Flask) -> None:
    said = words(client_as(office, "trustee").get(f"/kpis/ATT01?{DAY}"))
    assert "Schools side by side" in said
    assert "What was said of it" in said
    assert "What it counts, from 1 September 2023 Sessions attended out of possible sessions" in said
    assert "Show as table" in said


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The example trust, where the latest annual reviews at Watling Park are those of four children."""
    app = made(tmp_path_factory.mktemp("few"), EXAMPLE)
    columns = KpiValue.__table__.columns
    with engine_of(app).begin() as connection:
        where = (columns.kpi == "INC06", columns.site == "990001")
        connection.execute(update(KpiValue).where(*where).values(numerator=3, denominator=4, value=None))
    return app


@pytest.mark.parametrize("role", ["ceo", "cfo", "governance", "hr_lead", "administrator", "head"])
def test_those_who_look_up_rows_see_small_groups(few: Flask, role: str) -> None:
    assert "75.0 %" in grid(few, "words=INC06", role)


@pytest.mark.parametrize("page", ["/kpis/?words=INC06", "/kpis/INC06?site=990001", "/kpis/INC06?site=TRUST", "/"])
def test_a_trustee_is_not_told_of_four_children(few: Flask, page: str) -> None:
    client = client_as(few, "trustee")
    answer = client.get(f"{page}{'&' if '?' in page else '?'}{DAY}")
    assert answer.status_code == 200
    assert not re.search(r"\b75(\.0)?\s?%", answer.text)


def test_what_a_trustee_downloads_says_why_it_is_not_there(few: Flask) -> None:
    client = client_as(few, "trustee")
    file = client.get(f"/kpis/INC06?site=990001&{DAY}&download=csv").data.decode("utf-8-sig")
    assert "it would tell of fewer than 6 people" in file
    assert "75" not in file.replace("2075", "")


def test_the_limits_are_drawn_with_every_jump_where_that_is_asked(office: Flask) -> None:
    usual, kept = (
        client_as(office, "ceo").get(f"/kpis/ATT06?site=990002&{DAY}{more}").text for more in ("", "&outliers=kept")
    )
    assert "Draw the limits with every jump" in usual
    assert "Every jump counts in these limits" in kept
