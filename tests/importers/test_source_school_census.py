"""Are a census's pupils and shares read as published, without England's own lines? On both of its layouts."""

import codecs
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from importers.bring import Options, import_file
from importers.problems import Severity
from importers.sources import Context, SourceRead, recognise
from importers.sources.by_school import exact_figure
from trustops.models import Kpi, KpiValue, SchoolYear
from trustops.quantities.errors import TrustopsError

PUBLIC = Path(__file__).parent.parent / "data" / "public"
CENSUS = PUBLIC / "census_2022-23.csv"
MEMBERS = PUBLIC / "trust_members_2025-09.csv"
UID = "4533"
KNOWN = Context(known_urns=frozenset(["137110", "138181", "100001"]))
OURS = Context(trust_uid=UID, member_urns=frozenset(["137110", "149500"]), known_urns=frozenset(["137110", "149500"]))
STATISTICS = """time_period,time_identifier,geographic_level,URN,school_name,phase-type_grouping,headcount of pupils
202223,Academic year,School,137110,Longdean School,State-funded secondary,1405
202223,Academic year,National,,,Total,9073832
202223,Academic year,School,138181,Priory Academy,State-funded secondary,c
202224,Academic year,School,100001,City of London School for Girls,Independent school,739
"""


def read(path: Path, trust: str | None = None, context: Context = KNOWN) -> SourceRead:
    source = recognise(path, None)
    assert source is not None
    assert source.id == "school-census"
    return source.read(path, trust_uid=trust, context=context)


def facts(result: SourceRead, model: type) -> list[dict[str, Any]]:
    return [row.values for row in result.rows if row.model is model]


def edited(tmp_path: Path, old: str, new: str) -> Path:
    text = CENSUS.read_text("utf-8")
    assert old in text
    path = tmp_path / CENSUS.name
    path.write_text(text.replace(old, new), "utf-8")
    return path


def test_pupils_on_roll_are_the_school_years_pupils() -> None:
    assert facts(read(CENSUS), SchoolYear) == [
        {"urn": "100001", "year": "2022/23", "pupils": 739},
        {"urn": "137110", "year": "2022/23", "pupils": 1405},
        {"urn": "138181", "year": "2022/23", "pupils": 770},
    ]


def test_the_shares_are_as_published_with_the_pupils_behind_them() -> None:
    found = {(row["kpi"], row["site"]): row for row in facts(read(CENSUS), KpiValue)}
    support = found["INC04", "137110"]
    assert (support["value"], support["numerator"], support["denominator"]) == (Decimal("23.8"), 334, 1405)
    assert (support["start"], support["end"]) == (date(2022, 9, 1), date(2023, 8, 31))
    assert support["note"] == "DfE, school census of January 2023, performance tables"
    plans = found["INC05", "137110"]
    assert (plans["value"], plans["numerator"], plans["denominator"]) == (Decimal("3.6"), 50, 1405)


def test_no_pupils_with_a_plan_is_zero_and_not_unknown() -> None:
    plans = {row["site"]: row["value"] for row in facts(read(CENSUS), KpiValue) if row["kpi"] == "INC05"}
    assert plans["100001"] == 0


def test_englands_own_lines_are_left_out() -> None:
    messages = [left.message for left in read(CENSUS).left_out]
    assert messages[0] == (
        "3 lines were left out: an aggregate, not a school's, so that nothing is counted twice (NAT, NAT and NAT)."
    )
    assert messages[1].startswith("4 schools were left out: not known here yet; import the national register")


def test_a_trusts_schools_alone_are_read_and_the_absent_named() -> None:
    result = read(CENSUS, UID, OURS)
    assert [row["urn"] for row in facts(result, SchoolYear)] == ["137110"]
    assert [problem.message for problem in result.problems] == [
        "The file has nothing on 1 of the trust's 2 schools (149500): they opened later, or stand under an earlier URN."
    ]
    assert [left.noun for left in result.left_out] == ["line"]


def test_a_kpi_comes_with_its_definition_only_where_the_trust_has_none() -> None:
    assert [row["kpi"] for row in facts(read(CENSUS), Kpi)] == ["INC04", "INC05"]
    own = Context(known_urns=KNOWN.known_urns, known_kpis=frozenset(["INC04"]))
    assert [row["kpi"] for row in facts(read(CENSUS, context=own), Kpi)] == ["INC05"]


def test_a_share_held_back_is_kept_as_not_published(tmp_path: Path) -> None:
    result = read(edited(tmp_path, "50,3.60%", "SUPP,SUPP"))
    (marked,) = [row for row in facts(result, KpiValue) if row["not_published"]]
    assert (marked["kpi"], marked["site"], marked["value"], marked["numerator"]) == ("INC05", "137110", None, None)


@pytest.mark.parametrize("mark", ["NA", "SUPP", "x"])
def test_a_roll_held_back_is_unknown_and_no_problem(tmp_path: Path, mark: str) -> None:
    result = read(edited(tmp_path, "State-funded secondary,1405,", f"State-funded secondary,{mark},"))
    assert "137110" not in {row["urn"] for row in facts(result, SchoolYear)}
    assert not result.problems


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("secondary,1405,", "secondary,140.5,", "Row 3 of the file, NOR: “140.5” is not a whole number of pupils"),
        ("secondary,1405,", "secondary,14%,", "NOR: “14%” is not a whole number of pupils"),
        ("secondary,1405,", "secondary,many,", "NOR: “many” is not a number, and no mark of one held back"),
        ("50,3.60%", "50,1e5", "PSENELSE: “1e5” is not a number"),
        ("137110,919", "13711,919", "Row 3 of the file, URN: “13711” is not a URN"),
        ("137110,919", ",919", "Row 3 of the file, URN: the URN is missing"),
        ("137110,919", "137110,9,19", "the line has not as many cells as headings"),
    ],
)
def test_a_line_that_will_not_do_is_refused_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    problem = read(edited(tmp_path, old, new)).problems[0]
    assert message in problem.message
    assert (problem.severity, problem.row) == (Severity.ERROR, 3)


@pytest.mark.parametrize("name", ["census.csv", "england_2022-24.csv", "2023_england.csv"])
def test_a_year_that_the_name_does_not_tell_is_never_guessed(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(CENSUS.read_bytes())
    with pytest.raises(
        TrustopsError, match=f"{name} does not say which year’s census it is; say which, or name it like"
    ):
        read(path)


def test_the_statistics_give_the_headcount_with_the_year_on_each_line(tmp_path: Path) -> None:
    path = tmp_path / "pupils.csv"
    path.write_text(STATISTICS, "utf-8")
    result = read(path)
    assert facts(result, SchoolYear) == [{"urn": "137110", "year": "2022/23", "pupils": 1405}]
    assert [left.message for left in result.left_out] == [
        "1 line was left out: an aggregate, not a school's, so that nothing is counted twice (line 3)."
    ]
    (problem,) = result.problems
    assert "Row 5 of the file, time_period: “202224” is not an academic year like 202223" in problem.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8", "cp1252"])
def test_the_letters_may_be_written_in_any_usual_way(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / CENSUS.name
    mark = codecs.BOM_UTF16_BE if encoding == "utf-16-be" else b""
    path.write_bytes(mark + CENSUS.read_text("utf-8-sig").encode(encoding))
    assert len(facts(read(path), SchoolYear)) == 3


def test_half_a_letter_at_the_end_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / CENSUS.name
    path.write_bytes(CENSUS.read_text("utf-8-sig").encode("utf-16")[:-1])
    with pytest.raises(TrustopsError, match="is neither UTF-8, UTF-16 nor Windows text; save it as UTF-8"):
        read(path)


@given(whole=st.integers(0, 10**9), part=st.integers(0, 999), sign=st.sampled_from(["", "%"]))
def test_a_figure_is_the_number_that_is_written(whole: int, part: int, sign: str) -> None:
    assert exact_figure(f"{whole}.{part:03}{sign}") == Decimal(whole) + Decimal(part) / 1000
    assert exact_figure(f"{whole}{sign}") == whole
    assert exact_figure(f"-{whole}") is None


def test_twice_imported_changes_nothing(sqlite: Engine) -> None:
    import_file(sqlite, MEMBERS, Options(trust_uid=UID))
    first = import_file(sqlite, CENSUS, Options(trust_uid=UID))
    assert {sheet.sheet: sheet.new for sheet in first.sheets} == {"KPIs": 2, "School years": 6, "KPI values": 12}
    again = import_file(sqlite, CENSUS, Options(trust_uid=UID))
    assert {sheet.sheet: sheet.same for sheet in again.sheets} == {"School years": 6, "KPI values": 12}
    assert again.changes == ()
