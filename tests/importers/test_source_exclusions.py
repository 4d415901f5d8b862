"""Are a school's suspensions and exclusions its own, whichever number the edition of the table knows it by?"""

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from importers.bring import Options, import_file
from importers.sources import Context, SourceRead, recognise
from trustops.models import Benchmark, Kpi, KpiValue
from trustops.models.kpi import Direction
from trustops.models.school import Phase

PUBLIC = Path(__file__).parent.parent / "data" / "public"
TABLE = PUBLIC / "exclusions_2006-07_to_2016-17.csv"
NUMBERS = PUBLIC / "absence_by_reason_2012-13_to_2016-17.csv"
MEMBERS = PUBLIC / "trust_members_2025-09.csv"
UID = "4533"
LONGDEAN, LAWES, RYDER = "137110", "137270", "138582"
KNOWN = Context(known_urns=frozenset([LONGDEAN, LAWES, RYDER]))
NOW = (
    "time_period,time_identifier,geographic_level,education_phase,school_urn,headcount,suspension,susp_rate,perm_excl,"
    "perm_excl_rate\n"
    "202324,Academic year,School,State-funded secondary,137110,1400,140,10,0,0\n"
    "202324,Academic year,School,State-funded secondary,137270,1300,z,z,low,low\n"
    "202324,Academic year,National,State-funded secondary,,3600000,810000,22.5,8000,0.22\n"
)


@pytest.fixture
def both(tmp_path: Path) -> Path:
    """The table in one zip with the one that tells its schools."""
    return zipped(tmp_path, TABLE, NUMBERS)


def zipped(tmp_path: Path, *paths: Path) -> Path:
    path = tmp_path / "exclusions.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for each in paths:
            archive.write(each, each.name)
    return path


def read(path: Path, context: Context = KNOWN) -> SourceRead:
    source = recognise(path, None)
    assert source is not None
    assert source.id == "exclusions"
    return source.read(path, trust_uid=None, context=context)


def facts(result: SourceRead, model: type) -> list[dict[str, Any]]:
    return [row.values for row in result.rows if row.model is model]


def value(result: SourceRead, kpi: str, site: str, year: int) -> dict[str, Any]:
    key = (kpi, site, date(year, 9, 1))
    (found,) = [row for row in facts(result, KpiValue) if (row["kpi"], row["site"], row["start"]) == key]
    return found


def test_a_rate_has_the_number_and_the_pupils_that_it_is_of(both: Path) -> None:
    found = value(read(both), "INC01", LONGDEAN, 2016)
    assert (found["value"], found["numerator"], found["denominator"]) == (Decimal("6.52"), 78, 1196)
    assert (found["end"], found["note"]) == (
        date(2017, 8, 31),
        "DfE, suspensions and permanent exclusions in England, 2016/17",
    )


def test_a_rate_held_back_is_neither_zero_nor_a_gap(both: Path) -> None:
    result = read(both)
    held, none = value(result, "INC02", LONGDEAN, 2016), value(result, "INC02", RYDER, 2016)
    assert (held["value"], held["not_published"], held["numerator"], held["denominator"]) == (None, "x", None, None)
    assert (none["value"], none["not_published"], none["numerator"]) == (0, None, 0)


def test_a_year_that_no_table_beside_tells_the_schools_of_is_left_out(both: Path) -> None:
    result = read(both)
    assert {row["start"].year for row in facts(result, KpiValue)} == {2014, 2016}
    assert result.left_out[0].message == (
        "6 lines were left out: no table beside this one tells the URN of its number in that year (such as 9194028 in "
        "201112, 9194080 in 201112, 8234007 in 201112, 8234007 in 200809 and 9194028 in 200809)."
    )


def test_without_a_table_beside_it_no_school_is_guessed(tmp_path: Path) -> None:
    result = read(TABLE)
    assert facts(result, KpiValue) == []
    assert result.problems == []
    assert "16 lines were left out: this edition gives a school's number and no URN" in result.left_out[0].message
    assert "into one zip with it and import that" in result.left_out[0].message


def test_the_order_in_the_zip_is_no_matter(tmp_path: Path, both: Path) -> None:
    assert facts(read(zipped(tmp_path, NUMBERS, TABLE)), KpiValue) == facts(read(both), KpiValue)


def test_england_is_the_benchmark_of_each_phase_and_areas_are_counted(both: Path) -> None:
    result = read(both)
    rates = {(row["kpi"], row["phase"]): row["value"] for row in facts(result, Benchmark)}
    assert rates == {
        ("INC01", Phase.PRIMARY): Decimal("1.37"),
        ("INC01", Phase.SECONDARY): Decimal("9.4"),
        ("INC01", Phase.SPECIAL): Decimal("13.03"),
        ("INC02", Phase.PRIMARY): Decimal("0.03"),
        ("INC02", Phase.SECONDARY): Decimal("0.2"),
        ("INC02", Phase.SPECIAL): Decimal("0.07"),
    }
    messages = [left.message for left in result.left_out]
    assert any("Local authority: 1 and Regional: 1" in message for message in messages)
    assert "1 line was left out: of the schools of every phase together, while a benchmark is of one." in messages


def test_a_benchmark_makes_no_kpi_that_the_trust_does_not_have() -> None:
    result = read(TABLE)
    assert result.rows == []
    assert result.left_out[-2].message == (
        "6 benchmarks were left out: the trust has no such KPI; adopt it from the catalogue of KPIs, or add it "
        "to the KPIs sheet, and import this file again (INC01 and INC02)."
    )


def test_fewer_exclusions_are_better(both: Path) -> None:
    assert [(row["kpi"], row["direction"], row.get("may_exceed_100")) for row in facts(read(both), Kpi)] == [
        ("INC01", Direction.DOWN, True),
        ("INC02", Direction.DOWN, None),
    ]


def test_more_suspensions_than_pupils_are_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "exclusions_by_school.csv"
    path.write_text(NOW.replace("1400,140,10,0,0", "100,130,130,0,0"), "utf-8")
    result = read(path)
    assert value(result, "INC01", LONGDEAN, 2023)["value"] == 130
    assert result.problems == []


def test_a_school_torn_into_two_lines_has_no_figure(tmp_path: Path) -> None:
    path = tmp_path / TABLE.name
    lines = TABLE.read_text("utf-8").splitlines()
    (of_ryder,) = [line for line in lines if ",201617," in line and ",9194003," in line]
    torn = of_ryder.replace("State-funded secondary,1,882", "State-funded primary,1,0")
    path.write_text("\n".join([*lines, torn]), "utf-8")
    result = read(zipped(tmp_path, path, NUMBERS))
    assert not [row for row in facts(result, KpiValue) if row["site"] == RYDER and row["start"].year == 2016]
    assert result.left_out[1].message == (
        "2 lines were left out: the file tears the school's year into more than one line, none of which is the whole "
        "(such as 138582 in 201617)."
    )


def test_the_present_edition_names_its_schools(tmp_path: Path) -> None:
    path = tmp_path / "exclusions_by_school.csv"
    path.write_text(NOW, "utf-8")
    result = read(path)
    found = value(result, "INC01", LONGDEAN, 2023)
    assert (found["value"], found["numerator"], found["denominator"]) == (10, 140, 1400)
    assert value(result, "INC01", LAWES, 2023)["not_published"] == "z"
    assert value(result, "INC02", LAWES, 2023)["not_published"] == "low"
    assert [(row["kpi"], row["value"]) for row in facts(result, Benchmark)] == [
        ("INC01", Decimal("22.5")),
        ("INC02", Decimal("0.22")),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("202324,Academic year,School", "2023,Academic year,School", "time_period: “2023” is not an academic year"),
        (",140,10,", ",140,ten,", "susp_rate: “ten” is not a number, and no mark of one held back"),
        ("137110,", "13711,", "URN: “13711” is not a URN, which has six digits"),
    ],
)
def test_what_cannot_be_taken_is_said_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "exclusions_by_school.csv"
    path.write_text(NOW.replace(old, new, 1), "utf-8")
    assert read(path).problems[0].message.startswith(f"Row 2 of the file, {message}")


def test_twice_imported_changes_nothing(sqlite: Engine, both: Path) -> None:
    import_file(sqlite, MEMBERS, Options(trust_uid=UID))
    first = import_file(sqlite, both, Options(trust_uid=UID))
    assert {sheet.sheet: sheet.new for sheet in first.sheets} == {"KPIs": 2, "KPI values": 20, "Benchmarks": 6}
    again = import_file(sqlite, both, Options(trust_uid=UID))
    assert {sheet.sheet: sheet.same for sheet in again.sheets} == {"KPI values": 20, "Benchmarks": 6}
    assert again.changes == ()
