"""The catalogue of KPIs on its page: looked through by everybody, adopted by those who may, and undone."""

import html
import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.admin.conftest import client_as, engine_of, made, post
from trustops.models import Benchmark, Import, Kpi
from trustops.store.engine import reading
from trustops.store.undo import undoing, write_undo


def words(answer: TestResponse) -> str:
    return " ".join(html.unescape(re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.text, flags=re.DOTALL)).split())


@pytest.fixture
def new_office(tmp_path: Path) -> Flask:
    return made(tmp_path / "office")


def codes(app: Flask) -> set[str]:
    with reading(engine_of(app)) as connection:
        return set(connection.execute(select(Kpi.kpi)).scalars())


def test_everybody_may_look_and_a_head_or_trustee_may_not_adopt(office: Flask) -> None:
    for role in ("head", "trustee"):
        client = client_as(office, role)
        answer = client.get("/kpi-catalogue/")
        assert "70 KPIs that trusts report" in words(answer)
        assert "See what adopting adds" not in answer.text
        assert client.get("/kpi-catalogue/adopt?kpi=EDU02").status_code == 403
        assert post(client, "/kpi-catalogue/adopt", {"kpi": "EDU02"}).status_code == 403


def test_what_is_ours_is_marked_and_filters_cut_it_down(office: Flask) -> None:
    said = words(client_as(office, "cfo").get("/kpi-catalogue/?family=EDU&words=maths"))
    assert "Key stage 2 maths EDU05M" in said
    assert "● Yours Grade 5 in English and maths EDU09" in said
    assert "Attendance ATT01" not in said
    assert "No KPI of the catalogue is like that" in words(client_as(office, "cfo").get("/kpi-catalogue/?words=zebra"))


def test_the_whole_way_there_and_back(new_office: Flask) -> None:
    client = client_as(new_office, "ceo")
    said = words(client.get("/kpi-catalogue/adopt?kpi=EDU02&kpi=ATT03"))
    assert "This adds 2 KPIs and 4 benchmarks, and changes nothing that is there." in said
    assert codes(new_office) == set()
    answer = post(client, "/kpi-catalogue/adopt", {"kpi": ["EDU02", "ATT03"]})
    assert answer.status_code == 303
    assert codes(new_office) == {"EDU02", "ATT03"}
    assert "Added 2 KPIs and 4 benchmarks" in words(client.get(answer.location))
    again = post(client, "/kpi-catalogue/adopt", {"kpi": ["EDU02"]})
    assert "nothing was added" in words(client.get(again.location))
    with engine_of(new_office).begin() as connection:
        number = connection.execute(select(Import.id)).scalar_one()
        write_undo(connection, undoing(connection, number), who="ceo", keep=frozenset(), overwrite=frozenset())
        assert connection.execute(select(Benchmark.id)).first() is None
    assert codes(new_office) == set()


@pytest.mark.parametrize(("query", "why"), [("", "No KPI was chosen"), ("kpi=%3Cb%3E", "no KPI “<b>”")])
def test_what_cannot_be_adopted_is_said_in_words(office: Flask, query: str, why: str) -> None:
    answer = client_as(office, "ceo").get(f"/kpi-catalogue/adopt?{query}")
    assert answer.status_code == 404
    assert why in words(answer)


def test_the_download_keeps_the_filter(office: Flask) -> None:
    answer = client_as(office, "cfo").get("/kpi-catalogue/?family=GOV&download=csv")
    lines = answer.data.decode("utf-8-sig").splitlines()
    assert len(lines) == 7
    assert lines[1].startswith("GOV01,Trustee attendance")
