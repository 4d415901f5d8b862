"""Are the absence of one year and the pupils with any absence read of each school, and England's beside them?"""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from importers.bring import Options, import_file
from importers.sources import Context, SourceRead, recognise
from trustops.models import Benchmark, Kpi, KpiValue
from trustops.models.school import Phase
from trustops.quantities.errors import TrustopsError

PUBLIC = Path(__file__).parent.parent / "data" / "public"
ONE_YEAR = PUBLIC / "absence_2018-19.csv"
BY_REASON = PUBLIC / "absence_by_reason_2012-13_to_2016-17.csv"
MEMBERS = PUBLIC / "trust_members_2025-09.csv"
UID = "4533"
LONGDEAN, LAWES = "137110", "137270"
KNOWN = Context(known_urns=frozenset([LONGDEAN, LAWES]))


def read(path: Path, source_id: str, context: Context = KNOWN) -> SourceRead:
    source = recognise(path, None)
    assert source is not None
    assert source.id == source_id
    return source.read(path, trust_uid=None, context=context)


def facts(result: SourceRead, model: type) -> list[dict[str, Any]]:
    return [row.values for row in result.rows if row.model is model]


def edited(tmp_path: Path, path: Path, old: str, new: str) -> Path:
    text = path.read_text("utf-8")
    assert old in text
    copy = tmp_path / path.name
    copy.write_text(text.replace(old, new, 1), "utf-8")
    return copy


def test_one_year_has_overall_and_persistent_absence() -> None:
    found = facts(read(ONE_YEAR, "absence-table"), KpiValue)
    assert [(row["kpi"], row["site"], row["value"]) for row in found] == [
        ("ATT02", LAWES, Decimal("3.6")),
        ("ATT03", LAWES, Decimal("5.6")),
        ("ATT02", LONGDEAN, Decimal("6.1")),
        ("ATT03", LONGDEAN, Decimal("15.9")),
    ]
    assert {(row["start"], row["end"], row["note"]) for row in found} == {
        (date(2018, 9, 1), date(2019, 8, 31), "DfE, performance tables, absence 2018/19")
    }


def test_englands_three_lines_are_benchmarks_and_no_schools() -> None:
    result = read(ONE_YEAR, "absence-table")
    assert {(row["kpi"], row["phase"]): row["value"] for row in facts(result, Benchmark)} == {
        ("ATT02", Phase.PRIMARY): 4,
        ("ATT03", Phase.PRIMARY): Decimal("8.2"),
        ("ATT02", Phase.SECONDARY): Decimal("5.5"),
        ("ATT03", Phase.SECONDARY): Decimal("13.7"),
        ("ATT02", Phase.SPECIAL): Decimal("10.1"),
        ("ATT03", Phase.SPECIAL): Decimal("28.8"),
    }
    assert result.problems == []


def test_absence_held_back_is_kept_as_not_published(tmp_path: Path) -> None:
    found = facts(read(edited(tmp_path, ONE_YEAR, "6.1,15.9", "6.1,SUPP"), "absence-table"), KpiValue)
    assert [(row["value"], row["not_published"]) for row in found[2:]] == [(Decimal("6.1"), None), (None, "SUPP")]


def test_more_than_the_whole_is_refused(tmp_path: Path) -> None:
    (problem,) = read(edited(tmp_path, ONE_YEAR, "6.1,15.9", "6.1,159"), "absence-table").problems
    assert problem.message.startswith("Row 7 of the file, PPERSABS10: “159” is not a percentage from 0 to 100")


@pytest.mark.parametrize("name", ["england_abs.csv", "england_abs_2018.csv"])
def test_a_year_that_the_name_does_not_tell_is_never_guessed(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(ONE_YEAR.read_bytes())
    with pytest.raises(TrustopsError, match="does not say which year’s absence it is; say which, or name it like"):
        read(path, "absence-table")


def test_pupils_with_any_absence_are_a_share_of_enrolments_with_both_numbers() -> None:
    found = facts(read(BY_REASON, "absence-by-reason"), KpiValue)
    of_lawes = [row for row in found if row["site"] == LAWES and row["start"] == date(2016, 9, 1)]
    assert [(row["kpi"], row["value"], row["numerator"], row["denominator"]) for row in of_lawes] == [
        ("ATT.any", Decimal("90.1"), 890, 988),
        ("ATT.any.unauthorised", Decimal("32.5"), 321, 988),
    ]
    assert {row["start"].year for row in found} == {2014, 2016}


def test_a_count_held_back_is_no_share_and_no_zero(tmp_path: Path) -> None:
    result = read(edited(tmp_path, BY_REASON, "988,890,874,321", "988,890,874,x"), "absence-by-reason")
    held = [row for row in facts(result, KpiValue) if row["not_published"]]
    assert [(row["kpi"], row["value"], row["not_published"]) for row in held] == [("ATT.any.unauthorised", None, "x")]


def test_a_school_without_pupils_has_no_share(tmp_path: Path) -> None:
    result = read(edited(tmp_path, BY_REASON, "988,890,874,321", "0,0,0,0"), "absence-by-reason")
    years = [row["start"].year for row in facts(result, KpiValue) if row["site"] == LAWES]
    assert years == [2014, 2014]


def test_england_by_reason_is_worked_out_for_each_phase_and_areas_are_counted() -> None:
    result = read(BY_REASON, "absence-by-reason")
    shares = {(row["kpi"], row["phase"]): row["value"] for row in facts(result, Benchmark)}
    assert shares["ATT.any", Phase.PRIMARY] == Decimal("91.6")  # 3,580,655 of 3,909,500
    assert len(shares) == 6
    assert [left.count for left in result.left_out] == [1, 4, 1]  # an authority, other schools, all phases


def test_a_period_that_is_no_year_is_refused(tmp_path: Path) -> None:
    result = read(
        edited(tmp_path, BY_REASON, "Academic year,201617,School", "Academic year,201618,School"),
        "absence-by-reason",
        Context(known_urns=frozenset(["138181"])),
    )
    assert result.problems[0].message.startswith("Row 2 of the file, time_period: “201618” is not an academic year")


def test_an_older_table_keeps_the_definition_that_the_trust_has() -> None:
    own = Context(known_urns=KNOWN.known_urns, known_kpis=frozenset(["ATT02"]))
    assert [row["kpi"] for row in facts(read(ONE_YEAR, "absence-table", own), Kpi)] == ["ATT03"]


@pytest.mark.parametrize(("path", "values", "benchmarks"), [(ONE_YEAR, 12, 6), (BY_REASON, 20, 6)])
def test_twice_imported_changes_nothing(sqlite: Engine, path: Path, values: int, benchmarks: int) -> None:
    import_file(sqlite, MEMBERS, Options(trust_uid=UID))
    first = import_file(sqlite, path, Options(trust_uid=UID))
    assert {sheet.sheet: sheet.new for sheet in first.sheets} == {
        "KPIs": 2,
        "KPI values": values,
        "Benchmarks": benchmarks,
    }
    assert import_file(sqlite, path, Options(trust_uid=UID)).changes == ()
