"""Are public files known for what they are, and read exactly? On cuts of one real trust of 13 academies, UID 4533."""

import json
import shutil
import zipfile
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from importers.problems import Severity
from importers.sources import SOURCES, Context, Source, SourceRead, named, recognise
from trustops.models import Kpi, KpiValue, Relation, School, SchoolYear, Trust
from trustops.quantities.errors import TrustopsError
from trustops.quantities.words import listed

PUBLIC = Path(__file__).parent.parent / "data" / "public"
MEMBERS = PUBLIC / "trust_members_2025-09.csv"
REGISTER = PUBLIC / "register_2023-11.json"
ABSENCE = PUBLIC / "absence_2021-22_to_2023-24.json"
UID = "4533"
EVERYONE = Context()


def read(path: Path, trust: str | None = None, context: Context = EVERYONE, source: str | None = None) -> SourceRead:
    found = recognise(path, source)
    assert found is not None
    return found.read(path, trust_uid=trust, context=context)


def facts(result: SourceRead, model: type) -> list[dict[str, Any]]:
    return [row.values for row in result.rows if row.model is model]


@pytest.fixture(scope="module")
def scholars() -> Context:
    """A database into which the membership file has been brought for this trust."""
    urns = frozenset(row["urn"] for row in facts(read(MEMBERS, UID), Relation))
    return Context(trust_uid=UID, member_urns=urns, known_urns=urns)


def zipped(tmp_path: Path, *names: tuple[str, bytes]) -> Path:
    path = tmp_path / "public.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in names:
            archive.writestr(name, data)
    return path


def changed_register(tmp_path: Path, **changes: object) -> Path:
    records = json.loads(REGISTER.read_text("utf-8"))
    records[0] |= changes
    path = tmp_path / "register.json"
    path.write_text(json.dumps(records), "utf-8")
    return path


@pytest.mark.parametrize(
    ("path", "source"), [(MEMBERS, "trust-membership"), (REGISTER, "gias-register"), (ABSENCE, "school-absence")]
)
def test_a_file_is_known_by_what_is_in_it_whatever_its_name(path: Path, source: str, tmp_path: Path) -> None:
    renamed = tmp_path / "download (3)"
    shutil.copyfile(path, renamed)
    in_zip = zipped(tmp_path, ("__MACOSX/._x.json", b"x"), ("folder/" + path.name, path.read_bytes()))
    for file in (path, renamed, in_zip):
        found = recognise(file, None)
        assert found is not None
        assert found.id == source


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"URN,Name\r\n100000,A\r\n",
        b"{}",
        b"[]",
        b'[{"Id": "1"}]',
        b"PK\x03\x04 cut short",
        b"\xd0\xcf\x11\xe0",
        b"\xff\xfe",
        b"\x00\r\x01\r",
    ],
)
def test_any_other_file_is_not_known(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    path.write_bytes(content)
    assert recognise(path, None) is None


def test_a_folder_a_missing_file_and_an_unrelated_zip_are_not_known(tmp_path: Path) -> None:
    unrelated = zipped(tmp_path, ("[Content_Types].xml", b"<Types/>"))
    assert [recognise(path, None) for path in (tmp_path, tmp_path / "none.csv", unrelated)] == [None, None, None]


def test_an_unknown_source_name_lists_the_known_ones() -> None:
    known = listed([source.id for source in SOURCES])
    with pytest.raises(TrustopsError, match=f"“gias” is not a source that trustops knows; the sources are {known}"):
        recognise(MEMBERS, "gias")


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_a_file_named_as_what_it_is_not_is_one_plain_sentence(source: Source, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_bytes(b"a,b\r\n1,2\r\n")
    context = Context(trust_uid=UID, member_urns=frozenset(["137110"]))
    with pytest.raises(TrustopsError, match=r"^other\.csv is not the .*\.$"):
        named(source.id).read(other, trust_uid=None, context=context)


class TestMembership:
    def test_a_trust_comes_with_its_13_academies_and_the_days_they_joined(self) -> None:
        result = read(MEMBERS, UID)
        assert facts(result, Trust) == [
            {"name": "SCHOLARS' EDUCATION TRUST", "company_number": "07697132", "group_uid": "4533"}
        ]
        assert Counter(row["phase"].value for row in facts(result, School)) == {
            "secondary": 5,
            "all-through": 2,
            "primary": 6,
        }
        relations = facts(result, Relation)
        assert len({row["urn"] for row in relations}) == 13
        assert relations[0] == {
            "urn": "137110",
            "relation": "member",
            "from_date": date(2023, 12, 1),
            "to_date": None,
        }
        assert not result.problems
        assert not result.left_out

    def test_the_row_is_the_line_of_the_file(self) -> None:
        lines = [row.row for row in read(MEMBERS, UID).rows if row.model is Relation]
        assert lines == list(range(2, 15))

    def test_without_a_trust_every_academy_comes_as_a_school_alone(self) -> None:
        result = read(MEMBERS)
        assert {row.model for row in result.rows} == {School}
        assert [left.message for left in result.left_out] == [
            (
                "13 memberships were left out: trustops is for one trust; to bring yours with its academies as "
                "members, give its UID too (the Group UID in Get Information about Schools)."
            )
        ]

    @pytest.mark.parametrize(
        ("asked", "hint"),
        [
            ("4534", "the nearest is SCHOLARS' EDUCATION TRUST \\(4533\\)"),
            ("TR01926", "SCHOLARS' EDUCATION TRUST has UID 4533"),
            ("Scholars Education Trust", "the nearest is SCHOLARS' EDUCATION TRUST \\(4533\\)"),
            ("99", "look the UID up in Get Information About Schools, or in the file's column of UIDs"),
        ],
    )
    def test_an_unknown_uid_says_what_may_be_meant(self, asked: str, hint: str) -> None:
        with pytest.raises(TrustopsError, match=f"has no trust with UID {asked}; {hint}\\.$"):
            read(MEMBERS, asked)

    def test_another_trusts_database_refuses(self) -> None:
        with pytest.raises(TrustopsError, match="the trust with the UID 17101, not 4533"):
            read(MEMBERS, UID, Context(trust_uid="17101"))

    def test_a_closed_trusts_academies_are_members_until_it_closed(self, tmp_path: Path) -> None:
        path = edited(
            tmp_path, "trust,,,07/07/2011,OPEN,Open,01/08/2011", "trust,31/08/2015,,07/07/2011,CLOSED,Closed,01/08/2011"
        )
        closed = facts(read(path, UID), Relation)[1]
        assert (closed["from_date"], closed["to_date"]) == (date(2011, 8, 1), date(2015, 8, 31))

    @pytest.mark.parametrize(
        ("old", "new", "kept", "message"),
        [
            (",01/08/2011,", ",,", (13, 12), "Row 3 of the file, Joined date: the date is missing; tell its publisher"),
            (",01/08/2011,", ",31/02/2011,", (13, 12), "“31/02/2011” is a day that does not exist"),
            (",137270,", ",13727,", (12, 12), "“13727” is not a URN, which has six digits"),
            ("Sir John Lawes School", " ", (12, 13), "Trust Academy Establishment Name: the academy has no name"),
            (
                "35,Free schools,2,Primary",
                "35,Free schools,0,Not applicable",
                (11, 13),
                "“Not applicable” tells no phase",
            ),
            ("Sir John Lawes School", "Sir John, Lawes School", (12, 12), "the line has not as many cells"),
        ],
    )
    def test_a_line_that_will_not_do_is_refused_with_its_place(
        self, old: str, new: str, kept: tuple[int, int], message: str, tmp_path: Path
    ) -> None:
        result = read(edited(tmp_path, old, new), UID)
        assert (len(facts(result, School)), len(facts(result, Relation))) == kept
        assert message in result.problems[0].message
        assert {problem.severity for problem in result.problems} == {Severity.ERROR}

    def test_special_and_alternative_provision_academies_are_known_by_their_type(self, tmp_path: Path) -> None:
        path = edited(tmp_path, "35,Free schools,2,Primary", "38,Free schools alternative provision,0,Not applicable")
        assert Counter(row["phase"].value for row in facts(read(path, UID), School))["alternative provision"] == 2

    def test_windows_letters_beyond_any_sniff_of_the_start_are_read(self, tmp_path: Path) -> None:
        text = MEMBERS.read_text("utf-8-sig")
        last = text.strip().splitlines()[-1]
        lines = text.strip() + "\n" + "".join(last.replace("4533", "17101") + "\n" for _ in range(1000))
        path = tmp_path / "members.csv"
        path.write_bytes((lines + last.replace("Nazeing Primary School", "L’École") + "\n").encode("cp1252"))
        assert facts(read(path, UID), School)[-1]["name"] == "L’École"

    def test_a_quote_that_never_closes_is_one_sentence_with_its_line(self, tmp_path: Path) -> None:
        path = edited(tmp_path, "Nazeing Primary School", '"Nazeing Primary School')
        with pytest.raises(TrustopsError, match="line 14: it cannot be read as CSV"):
            read(path, UID)


def edited(tmp_path: Path, old: str, new: str) -> Path:
    """The membership file with some text replaced."""
    text = MEMBERS.read_text("utf-8")
    assert old in text
    path = tmp_path / "members.csv"
    path.write_text(text.replace(old, new), "utf-8")
    return path


class TestRegister:
    def test_a_trusts_schools_come_with_their_pupils_of_the_last_census(self, scholars: Context) -> None:
        result = read(REGISTER, UID, scholars)
        assert facts(result, School)[0] == {
            "urn": "137110",
            "name": "Longdean School",
            "phase": "secondary",
            "local_authority": "Hertfordshire",
            "region": "North-West London and South-Central England",
            "school_type": "academy",
        }
        assert facts(result, SchoolYear)[0] == {"urn": "137110", "year": "2022/23", "pupils": 1405}

    def test_unknown_pupil_numbers_stay_unknown(self, scholars: Context) -> None:
        years = {row["urn"] for row in facts(read(REGISTER, UID, scholars), SchoolYear)}
        schools = {row["urn"] for row in facts(read(REGISTER, UID, scholars), School)}
        assert schools - years == {"149500", "149748"}

    def test_schools_younger_than_the_register_are_named(self, scholars: Context) -> None:
        (note,) = read(REGISTER, UID, scholars).problems
        assert note.severity is Severity.NOTE
        assert note.message == (
            "The file has nothing on 5 of the trust's 13 schools (150217, 151210, 151385, 151796 and 151971): "
            "it was made on 16 November 2023, and may be older than they are."
        )

    def test_a_trust_whose_schools_are_not_known_asks_for_the_membership_first(self) -> None:
        with pytest.raises(TrustopsError, match="import the trust membership file with the UID 4533 first"):
            read(REGISTER, UID)

    def test_a_school_without_a_phase_is_left_out_with_its_type(self, tmp_path: Path) -> None:
        path = changed_register(tmp_path, phase_name="Not applicable", establishment_type_name="Welsh establishment")
        result = read(path)
        assert "137110" not in {row["urn"] for row in facts(result, School) + facts(result, SchoolYear)}
        assert [left.message for left in result.left_out] == [
            (
                "1 establishment was left out: the register gives no phase, and the type of school does not tell one "
                "(Welsh establishment: 1)."
            )
        ]

    def test_a_closed_schools_pupils_are_of_an_earlier_year_and_left_out(self, tmp_path: Path) -> None:
        result = read(changed_register(tmp_path, establishment_status_name="Closed"))
        assert "137110" in {row["urn"] for row in facts(result, School)}
        assert "137110" not in {row["urn"] for row in facts(result, SchoolYear)}
        assert result.left_out[0].message.startswith("1 pupil number was left out: the school is closed")

    def test_no_pupils_is_not_unknown_pupils(self, tmp_path: Path) -> None:
        result = read(changed_register(tmp_path, number_of_pupils=0))
        assert facts(result, SchoolYear)[0]["pupils"] == 0

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"urn": "13711"}, "Row 1 of the file, urn: “13711” is not a URN"),
            ({"urn": ["137110"]}, "is not a URN"),
            ({"urn": None}, "is not a URN"),
            ({"name": "\u00a0"}, "Row 1 of the file, name: the school has no name"),
            ({"number_of_pupils": -5}, "“-5” is not a number of pupils"),
            ({"number_of_pupils": "many"}, "“many” is not a number of pupils"),
            ({"number_of_pupils": True}, "“True” is not a number of pupils"),
        ],
    )
    def test_a_record_that_will_not_do_is_refused_with_its_place(
        self, changes: dict[str, object], message: str, tmp_path: Path
    ) -> None:
        (problem,) = read(changed_register(tmp_path, **changes)).problems
        assert message in problem.message
        assert (problem.severity, problem.row) == (Severity.ERROR, 1)

    def test_half_a_character_does_not_reach_the_database(self, tmp_path: Path) -> None:
        name = facts(read(changed_register(tmp_path, name="A\ud800B")), School)[0]["name"]
        assert name.encode() == "A\ufffdB".encode()

    @pytest.mark.parametrize("tail", ['{"urn": NaN}]', '{"urn": ', "[" * 100_000])
    def test_damaged_json_is_one_sentence(self, tail: str, tmp_path: Path) -> None:
        path = tmp_path / "register.json"
        path.write_text(REGISTER.read_text("utf-8").strip().removesuffix("]") + "," + tail, "utf-8")
        with pytest.raises(TrustopsError, match=r"register\.json cannot be read as JSON \(.*\); download it again\.$"):
            read(path)

    def test_a_zip_that_unpacks_to_far_too_much_is_refused(self, tmp_path: Path) -> None:
        path = zipped(tmp_path, ("schools.json", REGISTER.read_bytes() + b" " * 30_000_000))
        with pytest.raises(TrustopsError, match="far more than any file of its kind"):
            read(path)

    def test_a_zip_with_a_damaged_middle_is_one_sentence(self, tmp_path: Path) -> None:
        body = REGISTER.read_bytes() + json.dumps([str(n * n) for n in range(50_000)]).encode()
        path = zipped(tmp_path, ("schools.json", body))
        data = bytearray(path.read_bytes())
        middle = len(data) // 2
        data[middle : middle + 64] = bytes(64)
        path.write_bytes(data)
        with pytest.raises(TrustopsError, match="damaged or cut short"):
            read(path)


class TestAbsence:
    def test_three_years_are_kpi_values_exactly_as_published(self, scholars: Context) -> None:
        result = read(ABSENCE, UID, scholars)
        values = {(row["kpi"], row["site"], row["start"]): row for row in facts(result, KpiValue)}
        first = values["ATT03", "137270", date(2021, 9, 1)]
        assert (first["end"], first["value"], first["status"]) == (date(2022, 8, 31), Decimal("12.96112"), "final")
        assert values["ATT02", "149500", date(2023, 9, 1)]["value"] == Decimal("7.57943")
        assert values["ATT07", "138181", date(2023, 9, 1)]["value"] == Decimal("2.07344")
        assert first["note"] == "DfE, pupil absence in schools, 2021/22 to 2023/24; percentage as published"
        assert len(values) == 4 * 7 - 4

    def test_null_is_a_gap_and_said_never_zero(self, scholars: Context) -> None:
        result = read(ABSENCE, UID, scholars)
        assert ("149500", date(2021, 9, 1)) not in {(row["site"], row["start"]) for row in facts(result, KpiValue)}
        assert [left.message for left in result.left_out] == [
            (
                "4 values were left out: the file holds nothing there (null), which is not zero, so it stays a gap "
                "(such as 149500 in 2021/22 and 149500 in 2022/23)."
            )
        ]
        assert result.problems[0].message.startswith("The file has nothing on 9 of the trust's 13 schools (137110, ")

    def test_a_mark_is_kept_as_not_published(self, scholars: Context, tmp_path: Path) -> None:
        path = tmp_path / ABSENCE.name
        path.write_text(ABSENCE.read_text("utf-8").replace('"7.86627"', '"SUPP"'), "utf-8")
        marked = [row for row in facts(read(path, UID, scholars), KpiValue) if row["not_published"]]
        assert [(row["site"], row["value"], row["not_published"]) for row in marked] == [("137270", None, "SUPP")]

    @pytest.mark.parametrize("figure", ["107.1", "-1", "abc", "1e1", "٧"])
    def test_what_is_no_percentage_is_refused(self, figure: str, scholars: Context, tmp_path: Path) -> None:
        path = tmp_path / ABSENCE.name
        path.write_text(ABSENCE.read_text("utf-8").replace("7.86627", figure), "utf-8")
        problem = read(path, UID, scholars).problems[0]
        assert (problem.severity, problem.row) == (Severity.ERROR, 1)
        assert f"Row 1 of the file, Abs_Persistent_Est_Current_Pct: “{figure}” is not a percentage" in problem.message

    def test_a_kpi_comes_with_its_definition_only_where_the_trust_has_none(self, scholars: Context) -> None:
        assert [row["kpi"] for row in facts(read(ABSENCE, UID, scholars), Kpi)] == ["ATT02", "ATT03", "ATT07"]
        own = Context(UID, scholars.member_urns, scholars.known_urns, frozenset(["ATT02", "ATT03"]))
        assert [row["kpi"] for row in facts(read(ABSENCE, UID, own), Kpi)] == ["ATT07"]

    def test_schools_that_are_not_known_are_left_out_with_the_advice(self) -> None:
        result = read(ABSENCE, None, Context(known_urns=frozenset(["137270"])))
        assert {row["site"] for row in facts(result, KpiValue)} == {"137270"}
        assert [left.message for left in result.left_out] == [
            (
                "3 schools were left out: not known here yet; import the national register first "
                "(138181, 138582 and 149500)."
            )
        ]

    def test_no_known_school_brings_no_kpi_either(self) -> None:
        assert read(ABSENCE).rows == []

    @pytest.mark.parametrize(
        "name", ["EstablishmentAbsence.json", "absence_2021-22_to_2022-23.json", "a_2021-23_to_2023-24.json"]
    )
    def test_years_that_the_name_does_not_tell_are_never_guessed(
        self, name: str, scholars: Context, tmp_path: Path
    ) -> None:
        path = tmp_path / name
        shutil.copyfile(ABSENCE, path)
        with pytest.raises(TrustopsError, match="does not say which years its Previous2, Previous and Current are"):
            read(path, UID, scholars)
