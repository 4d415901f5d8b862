"""Do older extracts of academies and their groups bring a trust's members, and never one that has left since?"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from importers.bring import ImportReport, Options, import_file
from importers.sources import Context, SourceRead, recognise
from trustops.models import Relation, School, Trust
from trustops.quantities.errors import TrustopsError

PUBLIC = Path(__file__).parent.parent / "data" / "public"
IN_2018, IN_2019 = PUBLIC / "group_links_20180501.csv", PUBLIC / "group_links_20190601.csv"
MEMBERS_2025 = PUBLIC / "trust_members_2025-09.csv"
UID, SPONSOR = "4533", "4532"
NOBODY = Context()


def read(path: Path, trust: str | None = UID, context: Context = NOBODY) -> SourceRead:
    source = recognise(path, None)
    assert source is not None
    assert source.id == "group-links"
    return source.read(path, trust_uid=trust, context=context)


def facts(result: SourceRead, model: type) -> list[dict[str, Any]]:
    return [row.values for row in result.rows if row.model is model]


def edited(tmp_path: Path, old: str, new: str) -> Path:
    text = IN_2019.read_text("cp1252")
    assert old in text
    path = tmp_path / IN_2019.name
    path.write_bytes(text.replace(old, new).encode("cp1252"))
    return path


def imported(sqlite: Engine, *paths: Path) -> list[ImportReport]:
    return [import_file(sqlite, path, Options(trust_uid=UID)) for path in paths]


def counts(report: ImportReport, sheet: str) -> tuple[int, int, int]:
    (found,) = [each for each in report.sheets if each.sheet == sheet]
    return found.new, found.changed, found.same


def test_the_trusts_academies_come_with_the_days_they_joined() -> None:
    result = read(IN_2019)
    assert facts(result, Trust) == [
        {"name": "SCHOLARS' EDUCATION TRUST", "company_number": "07697132", "group_uid": "4533"}
    ]
    assert {row["urn"]: row["from_date"] for row in facts(result, Relation)} == {
        "137270": date(2011, 8, 1),
        "138181": date(2019, 3, 1),
        "138582": date(2012, 9, 1),
        "143131": date(2016, 9, 1),
        "143648": date(2016, 9, 1),
    }
    assert {row["to_date"] for row in facts(result, Relation)} == {None}
    assert not result.problems
    assert not result.left_out


def test_all_through_is_a_phase_without_its_hyphen_too() -> None:
    phases = {row["urn"]: row["phase"] for row in facts(read(IN_2019), School)}
    assert phases["138582"] == "all-through"


def test_the_heading_too_many_is_no_reason_to_refuse_every_line_but_a_cell_too_many_is(tmp_path: Path) -> None:
    path = edited(tmp_path, "Sir John Lawes School", 'Sir John", "Lawes School')
    result = read(path)
    assert len(facts(result, Relation)) == 5  # 17 cells under 17 headings are read as they stand
    path = edited(tmp_path, "Sir John Lawes School", 'Sir", "John", "Lawes School')
    assert "the line has not as many cells as there are headings" in read(path).problems[0].message


def test_letters_of_windows_are_read(tmp_path: Path) -> None:
    names = {row["name"] for row in facts(read(edited(tmp_path, "Harpenden Academy", "L’École")), School)}
    assert "L’École" in names


def test_a_group_that_closed_ended_its_memberships(tmp_path: Path) -> None:
    path = edited(tmp_path, '"Multi-academy trust",""', '"Multi-academy trust","31-12-2018"')
    assert {row["to_date"] for row in facts(read(path), Relation)} == {date(2018, 12, 31)}


def test_a_sponsor_is_no_trust() -> None:
    with pytest.raises(
        TrustopsError, match=r"UID 4532 in group_links.*is Sir John Lawes Academies Trust, a school spon"
    ):
        read(IN_2019, SPONSOR)


def test_an_unknown_uid_says_what_may_be_meant() -> None:
    with pytest.raises(TrustopsError, match=r"no trust with UID 4534; the nearest is SCHOLARS' EDUCATION TRUST"):
        read(IN_2019, "4534")


def test_without_a_trust_come_the_schools_that_are_not_known_and_no_sponsors() -> None:
    result = read(IN_2019, None, Context(known_urns=frozenset(["137270"])))
    assert [row["urn"] for row in facts(result, School)] == ["138181", "138582", "143131", "143648"]
    assert [left.count for left in result.left_out] == [5]


def test_a_date_that_does_not_exist_is_refused_with_its_line(tmp_path: Path) -> None:
    (problem,) = read(edited(tmp_path, '"01-03-2019","Priory', '"31-02-2019","Priory')).problems
    assert "Row 3 of the file, Joined date: “31-02-2019” is a day that does not exist" in problem.message


def test_extracts_in_their_order_add_who_joined(sqlite: Engine) -> None:
    first, second, third, again = imported(sqlite, IN_2018, IN_2019, MEMBERS_2025, IN_2019)
    assert [counts(report, "Relations") for report in (first, second, third, again)] == [
        (4, 0, 0),
        (1, 0, 4),
        (8, 0, 5),
        (0, 0, 5),
    ]
    assert again.changes == ()  # the names of 2019 are not written over those of 2025
    assert not again.problems


def test_who_left_before_a_later_extract_is_named(sqlite: Engine, tmp_path: Path) -> None:
    gone = "143131"
    lines = IN_2019.read_bytes().splitlines(keepends=True)
    without = tmp_path / IN_2019.name
    without.write_bytes(b"".join(line for line in lines if not line.startswith(gone.encode())))
    (_, report) = imported(sqlite, IN_2018, without)
    assert [problem.message for problem in report.problems] == [
        (
            "The file has nothing on 1 of the trust's 4 schools (143131): if they left before it was made, write the "
            "day they left on the Relations sheet."
        )
    ]


def test_who_has_left_since_an_older_extract_is_not_made_a_member_again(sqlite: Engine, tmp_path: Path) -> None:
    older = edited(tmp_path, "143131,4533", "139939,4533")
    (_, report) = imported(sqlite, MEMBERS_2025, older)
    assert counts(report, "Relations") == (0, 0, 4)
    assert [problem.message for problem in report.problems] == [
        (
            "The file has nothing on 1 of the trust's 5 schools (143131): if they left before it was made, write the "
            "day they left on the Relations sheet."
        ),
        (
            "1 membership was left out: the file is of 1 June 2019, and the database, which knows a later joining, "
            "does not have them as the trust's; if they have left since, write both days on the Relations sheet "
            "(Robert Barclay Academy (139939))."
        ),
    ]


def test_a_member_is_one_from_one_day_only(sqlite: Engine, tmp_path: Path) -> None:
    older = edited(tmp_path, '"01-09-2012","Samuel', '"05-09-2012","Samuel')
    (_, report) = imported(sqlite, MEMBERS_2025, older)
    assert counts(report, "Relations") == (0, 0, 4)
    assert report.problems[0].message == (
        "1 membership was left out: the database has these members joining on another day; if the file is right, "
        "correct From on the Relations sheet (138582 on 5 September 2012)."
    )


def test_a_later_extract_does_not_add_a_second_joining(sqlite: Engine, tmp_path: Path) -> None:
    older = edited(tmp_path, '"01-09-2012","Samuel', '"05-09-2012","Samuel')
    (_, report) = imported(sqlite, older, MEMBERS_2025)
    assert counts(report, "Relations") == (8, 0, 4)
    assert report.problems[0].message.endswith("correct From on the Relations sheet (138582 on 1 September 2012).")
