"""Is each school's pupil to teacher ratio read as published, and dated by nothing but what is known?"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine

from importers.bring import Options, import_file
from importers.sources import Context, SourceRead, recognise
from tests.importers.books import book
from trustops.models import Kpi, KpiValue
from trustops.quantities.errors import TrustopsError

PUBLIC = Path(__file__).parent.parent / "data" / "public"
WORKFORCE = PUBLIC / "workforce_2024-25.json"
MEMBERS = PUBLIC / "trust_members_2025-09.csv"
LAWES, HELD_BACK, EMPTY = "137270", "123627", "100747"
KNOWN = Context(known_urns=frozenset([LAWES, HELD_BACK, EMPTY]))


def read(path: Path = WORKFORCE, context: Context = KNOWN) -> SourceRead:
    source = recognise(path, None)
    assert source is not None
    assert source.id == "pupil-teacher-ratio"
    return source.read(path, trust_uid=None, context=context)


def test_a_ratio_is_of_the_year_that_the_name_gives() -> None:
    values = [row.values for row in read().rows if row.model is KpiValue]
    assert [(row["kpi"], row["site"], row["value"], row["not_published"]) for row in values] == [
        ("PEO11", LAWES, Decimal("17.7"), None),
        ("PEO11", HELD_BACK, None, "x"),
    ]
    assert (values[0]["start"], values[0]["end"]) == (date(2024, 9, 1), date(2025, 8, 31))
    assert values[0]["note"] == "DfE, school workforce in England, November 2024"


def test_the_workbook_of_a_census_says_its_year_on_its_sheet(tmp_path: Path) -> None:
    ratio = "Pupil:     Teacher Ratio (Full-Time Equivalent of qualified and unqualified teachers)"
    titles = [("State-funded schools in England",), ("School Workforce Census 2022",), (), ("School details",)]
    rows = [("LAEstab", "URN", "School Name", ratio), ("9194001", LAWES, "A", "19.1"), ("9194002", HELD_BACK, "B", "x")]
    path = book(tmp_path / "census_workforce.xlsx", {"Schools 2022": [*titles, *rows]})
    values = [row for row in read(path).rows if row.model is KpiValue]
    assert [(row.values["value"], row.values["not_published"]) for row in values] == [
        (Decimal("19.1"), None),
        (None, "x"),
    ]
    assert values[0].values["start"] == date(2022, 9, 1)
    assert (values[0].at.cells["value"], values[0].row) == ("Schools 2022!D{row}", 6)
    lacking = book(tmp_path / "b.xlsx", {"Schools 2022": [("URN", "Name"), (LAWES, "A")]})
    with pytest.raises(TrustopsError, match="has no one column “Pupil: Teacher Ratio"):
        read(lacking)


def test_null_is_a_gap_and_said() -> None:
    messages = [left.message for left in read().left_out]
    assert messages == [
        (
            "3 schools were left out: not known here yet; import the national register first (138181, 138582 and "
            "149500)."
        ),
        (
            "1 figure was left out: the cell is blank, which is not zero, so it stays a gap "
            "(Workforce_PupTeaRatio_Est_Current_Num of 100747)."
        ),
    ]


def test_a_year_that_the_name_does_not_tell_is_never_guessed(tmp_path: Path) -> None:
    path = tmp_path / "EstablishmentWorkforce.json"
    path.write_bytes(WORKFORCE.read_bytes())
    with pytest.raises(TrustopsError, match="does not say which year’s workforce figures they are; say which, or"):
        read(path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"17.7"', '"many"', "Workforce_PupTeaRatio_Est_Current_Num: “many” is not a number"),
        ('"137270"', '"13727"', "URN: “13727” is not a URN, which has six digits"),
    ],
)
def test_what_cannot_be_taken_is_said_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / WORKFORCE.name
    path.write_text(WORKFORCE.read_text("utf-8").replace(old, new), "utf-8")
    assert read(path).problems[0].message.startswith(f"Row 1 of the file, {message}")


def test_a_number_is_as_good_as_its_text(tmp_path: Path) -> None:
    path = tmp_path / WORKFORCE.name
    path.write_text(WORKFORCE.read_text("utf-8").replace('"17.7"', "17.7"), "utf-8")
    assert [row.values for row in read(path).rows] == [row.values for row in read().rows]


def test_twice_imported_changes_nothing(sqlite: Engine) -> None:
    import_file(sqlite, MEMBERS, Options(trust_uid="4533"))
    first = import_file(sqlite, WORKFORCE, Options(trust_uid="4533"))
    assert {sheet.sheet: sheet.new for sheet in first.sheets} == {Kpi.__sheet__: 1, KpiValue.__sheet__: 4}
    assert import_file(sqlite, WORKFORCE, Options(trust_uid="4533")).changes == ()
