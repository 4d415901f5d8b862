"""Is the register that anybody can download read with the day on which each school's pupils were counted?"""

from pathlib import Path
from typing import Any

import pytest

from importers.problems import Severity
from importers.sources import Context, SourceRead, recognise
from trustops.models import School, SchoolYear

HEADINGS = (
    "URN,LA (name),EstablishmentName,TypeOfEstablishment (name),PhaseOfEducation (name),CensusDate,NumberOfPupils,"
    "GOR (name)"
)
MACMILLAN = "130908,Middlesbrough,Macmillan Academy,Academy sponsor led,Secondary,19/01/2023,1530,North East"
ARCHIBALD = "145623,Middlesbrough,Archibald Primary School,Academy converter,Primary,19/01/2023,505,North East"


def read(tmp_path: Path, *lines: str, trust: str | None = None, context: Context | None = None) -> SourceRead:
    path = tmp_path / "edubasealldata.csv"
    path.write_bytes("\r\n".join((HEADINGS, *lines)).encode("cp1252"))
    source = recognise(path, None)
    assert source is not None
    assert source.id == "gias-table"
    return source.read(path, trust_uid=trust, context=context or Context())


def facts(result: SourceRead, model: type) -> list[dict[str, Any]]:
    return [row.values for row in result.rows if row.model is model]


def test_a_school_comes_with_its_pupils_of_the_year_of_the_census(tmp_path: Path) -> None:
    result = read(tmp_path, MACMILLAN)
    assert facts(result, School) == [
        {
            "urn": "130908",
            "name": "Macmillan Academy",
            "phase": "secondary",
            "local_authority": "Middlesbrough",
            "region": "North East",
            "school_type": "academy",
        }
    ]
    assert facts(result, SchoolYear) == [{"urn": "130908", "year": "2022/23", "pupils": 1530}]


@pytest.mark.parametrize(("old", "left"), [("1530", 0), ("19/01/2023", 1)])
def test_a_number_or_its_day_that_is_not_there_stays_unknown(tmp_path: Path, old: str, left: int) -> None:
    result = read(tmp_path, MACMILLAN.replace(old, ""))
    assert facts(result, SchoolYear) == []
    assert sum(each.count for each in result.left_out) == left
    assert not result.problems


def test_no_pupils_is_not_unknown_pupils(tmp_path: Path) -> None:
    assert facts(read(tmp_path, MACMILLAN.replace("1530", "0")), SchoolYear)[0]["pupils"] == 0


def test_a_trusts_schools_alone_are_read_and_the_absent_named(tmp_path: Path) -> None:
    ours = Context(trust_uid="16930", member_urns=frozenset(["145623", "149898"]))
    result = read(tmp_path, MACMILLAN, ARCHIBALD, trust="16930", context=ours)
    assert [row["urn"] for row in facts(result, School)] == ["145623"]
    assert "nothing on 1 of the trust's 2 schools (149898)" in result.problems[0].message


def test_a_school_without_a_phase_is_left_out_with_its_type(tmp_path: Path) -> None:
    welsh = MACMILLAN.replace("Academy sponsor led,Secondary", "Welsh establishment,Not applicable")
    (left,) = read(tmp_path, welsh).left_out
    assert left.message.endswith("the type of school does not tell one (Welsh establishment: 1).")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("130908", "13090", "Row 2 of the file, URN: “13090” is not a URN"),
        ("Macmillan Academy", "", "EstablishmentName: the school has no name"),
        ("1530", "-1", "NumberOfPupils: “-1” is not a number of pupils"),
        ("19/01/2023", "19/13/2023", "CensusDate: “19/13/2023” is a day that does not exist"),
        ("North East", "North, East", "the line has not as many cells as there are headings"),
    ],
)
def test_a_line_that_will_not_do_is_refused_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    (problem,) = read(tmp_path, MACMILLAN.replace(old, new)).problems
    assert message in problem.message
    assert (problem.severity, problem.row) == (Severity.ERROR, 2)
