"""Are England's absence figures benchmarks of the KPIs that the trust has, whichever layout they come in?"""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from importers.bring import Options, import_file
from importers.sources import Context, SourceRead, recognise
from trustops.models import AreaBenchmark, Benchmark
from trustops.models.school import Phase
from trustops.quantities.errors import TrustopsError

PUBLIC = Path(__file__).parent.parent / "data" / "public"
BY_TERM = PUBLIC / "absence_by_term_2015-16_to_2016-17.csv"
TO_DATE = PUBLIC / "attendance_to_date_2025-26.csv"
THREE_YEARS = PUBLIC / "england_absence_2021-22_to_2023-24.json"
SCHOOLS = PUBLIC / "absence_2021-22_to_2023-24.json"
MEMBERS = PUBLIC / "trust_members_2025-09.csv"
WATCHED = Context(known_kpis=frozenset(["ATT01", "ATT02", "ATT03", "ATT07"]))


def read(path: Path, context: Context = WATCHED) -> SourceRead:
    source = recognise(path, None)
    assert source is not None
    assert source.id == "england-absence"
    return source.read(path, trust_uid=None, context=context)


def benchmarks(result: SourceRead) -> dict[tuple[str, Phase, int], Any]:
    assert {row.model for row in result.rows} <= {Benchmark}
    return {
        (str(row.values["kpi"]), Phase(str(row.values["phase"])), _year(row.values["start"])): row.values["value"]
        for row in result.rows
    }


def _year(day: object) -> int:
    assert isinstance(day, date)
    return day.year


def test_of_the_terms_only_the_whole_year_has_its_days() -> None:
    result = read(BY_TERM)
    found = benchmarks(result)
    assert found["ATT02", Phase.SECONDARY, 2016] == Decimal("5.4")
    assert found["ATT07", Phase.SPECIAL, 2015] == Decimal("1.7")
    assert len(found) == 12
    assert [left.message for left in result.left_out] == [
        (
            "1 line was left out: of regions, and of authorities that the trust has no school in, which are no "
            "benchmark of it (Local authority: 1)."
        ),
        "18 lines were left out: of a term alone, whose first and last day the file does not give.",
    ]


def test_a_year_to_date_that_is_whole_is_taken_with_attendance() -> None:
    found = benchmarks(read(TO_DATE))
    assert found["ATT01", Phase.PRIMARY, 2025] == Decimal("94.7233194599495")
    assert found["ATT03", Phase.SPECIAL, 2025] == Decimal("36.0616778356912")
    assert len(found) == 12


def test_a_year_that_is_not_over_cannot_be_dated(tmp_path: Path) -> None:
    path = tmp_path / TO_DATE.name
    path.write_text(TO_DATE.read_text("utf-8").replace('"1299079364"', '"700000000"'), "utf-8")
    with pytest.raises(TrustopsError, match=r"has 197 possible sessions for each pupil so far, .* when the year is ov"):
        read(path)


def test_three_years_come_by_phase_and_regions_are_no_england() -> None:
    result = read(THREE_YEARS)
    found = benchmarks(result)
    assert found["ATT02", Phase.PRIMARY, 2023] == Decimal("5.52668")
    assert found["ATT03", Phase.SECONDARY, 2021] == Decimal("27.7112")
    assert found["ATT07", Phase.SECONDARY, 2023] == Decimal("3.46756")
    assert len(found) == 14
    assert [left.count for left in result.left_out] == [2]


def test_the_trusts_own_authority_has_benchmarks_of_its_own() -> None:
    result = read(BY_TERM, Context(known_kpis=WATCHED.known_kpis, areas=frozenset(["City Of London"])))
    ours = [row for row in result.rows if row.model is AreaBenchmark]
    assert {(row.values["area"], row.values["kpi"], row.values["phase"], row.values["value"]) for row in ours} == {
        ("City Of London", "ATT02", Phase.PRIMARY, Decimal("2.5")),
        ("City Of London", "ATT07", Phase.PRIMARY, Decimal("0.1")),
    }
    assert len(result.rows) == 12 + 2
    assert "authorities" not in " ".join(left.message for left in result.left_out)


def test_three_years_of_authorities_are_known_by_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "LAAbsence_2021-22_to_2023-24.json"
    figures = {
        f"Abs_Tot_{phase}_LA_{period}_Pct": None if phase == "Secondary" else "6.1"
        for phase in ("Primary", "Secondary")
        for period in ("Current", "Previous", "Previous2")
    }
    path.write_text(json.dumps([{"Id": number, **figures} for number in ("919", "201", "x")]), "utf-8")
    result = read(path, Context(known_kpis=WATCHED.known_kpis, areas=frozenset(["Hertfordshire"])))
    assert [(row.values["area"], row.values["kpi"], _year(row.values["start"])) for row in result.rows] == [
        ("Hertfordshire", "ATT02", year) for year in (2021, 2022, 2023)
    ]
    assert [left.message for left in result.left_out] == [
        (
            "2 records were left out: of regions, and of authorities that the trust has no school in, which are no "
            "benchmark of it."
        ),
        "3 benchmarks were left out: the figure is held back or blank, which is not zero.",
    ]


def test_years_that_the_name_does_not_tell_are_never_guessed(tmp_path: Path) -> None:
    path = tmp_path / "EnglandAbsence.json"
    path.write_bytes(THREE_YEARS.read_bytes())
    with pytest.raises(
        TrustopsError, match="does not say which years its Previous2, Previous and Current are; say which Current is"
    ):
        read(path)


def test_a_figure_held_back_or_spoilt_is_no_benchmark(tmp_path: Path) -> None:
    records = json.loads(THREE_YEARS.read_text("utf-8"))
    (england,) = [record for record in records if record["Id"] == "National"]
    england["Abs_Tot_Primary_Eng_Current_Pct"] = "x"
    england["Abs_Tot_Primary_Eng_Previous_Pct"] = None
    england["Abs_Tot_Secondary_Eng_Current_Pct"] = "many"
    path = tmp_path / THREE_YEARS.name
    path.write_text(json.dumps(records), "utf-8")
    result = read(path)
    assert len(result.rows) == 11
    assert result.left_out[-1].message == (
        "2 benchmarks were left out: the figure is held back or blank, which is not zero."
    )
    assert [problem.message for problem in result.problems] == [
        (
            "Row 2 of the file, Abs_Tot_Secondary_Eng_Current_Pct: “many” is not a number, and no mark of one held "
            "back; tell its publisher, or correct it in the file."
        )
    ]


@pytest.mark.parametrize("path", [BY_TERM, TO_DATE, THREE_YEARS])
def test_a_trust_without_the_kpis_is_told_and_gets_none(path: Path) -> None:
    result = read(path, Context())
    assert result.rows == []
    assert "the trust has no such KPI; adopt it from the catalogue of KPIs" in " ".join(
        left.message for left in result.left_out
    )


def test_twice_imported_changes_nothing(sqlite: Engine) -> None:
    import_file(sqlite, MEMBERS, Options(trust_uid="4533"))
    import_file(sqlite, SCHOOLS, Options(trust_uid="4533"))
    first = import_file(sqlite, THREE_YEARS)
    assert {sheet.sheet: sheet.new for sheet in first.sheets} == {"Benchmarks": 14}
    assert import_file(sqlite, THREE_YEARS).changes == ()
