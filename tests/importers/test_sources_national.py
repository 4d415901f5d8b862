"""Do the whole national files come in whole? On the files themselves, where they are beside the checkout."""

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from importers.problems import Severity
from importers.sources import Context, SourceRead, recognise
from trustops.models import KpiValue, Relation, School, SchoolYear, sheet_of
from trustops.models.school import Phase
from trustops.quantities.errors import TrustopsError
from trustops.schemas.checks import checks_of, first_fault

UID = "4533"
MEMBERS = "01_register/gias_MAT_and_academies_group_data_2025-09.csv"
REGISTER = "01_register/gias_establishments_2023-11_npq_schools.zip"
ABSENCE = "03_kpi/sap_EstablishmentAbsence_2021-22_to_2023-24.json"
REASONS = "03_kpi/absence_number_missing_at_least_one_session_by_reason.zip"
RESULTS = "03_kpi/england_ks4provisional_2018-19.csv"
THREE = "02_finance/three_real_MATs_AAR_2022-23"

Reader = Callable[[str, str | None, Context], SourceRead]


@pytest.fixture(scope="module")
def read(shared_data: Path) -> Reader:
    def of(name: str, trust: str | None, context: Context) -> SourceRead:
        source = recognise(shared_data / name, None)
        assert source is not None
        return source.read(shared_data / name, trust_uid=trust, context=context)

    return of


@pytest.fixture(scope="module")
def register(read: Reader) -> SourceRead:
    return read(REGISTER, None, Context())


@pytest.fixture(scope="module")
def scholars(read: Reader) -> Context:
    urns = frozenset(str(row.values["urn"]) for row in read(MEMBERS, UID, Context()).rows if row.model is Relation)
    return Context(trust_uid=UID, member_urns=urns, known_urns=urns)


def test_every_establishment_is_a_school_or_left_out_with_its_reason(register: SourceRead) -> None:
    schools = [row for row in register.rows if row.model is School]
    assert len(schools) + register.left_out[0].count == 50_515
    assert register.left_out[0].message == (
        "7,349 establishments were left out: the register gives no phase, and the type of school does not tell one "
        "(such as Other independent school: 3,825, Welsh establishment: 2,464, British schools overseas: 243, "
        "Miscellaneous: 230 and Offshore schools: 154)."
    )
    assert not register.problems


def test_each_phase_has_the_schools_that_the_register_counts(register: SourceRead) -> None:
    phases = Counter(row.values["phase"] for row in register.rows if row.model is School)
    assert phases == {
        Phase.PRIMARY: 29_362 + 263,
        Phase.SECONDARY: 6_852 + 631,
        Phase.ALL_THROUGH: 198,
        Phase.NURSERY: 619,
        Phase.SIXTEEN_TO_NINETEEN: 570 + 61,
        Phase.SPECIAL: 309 + 94 + 1_604 + 128 + 108 + 94 + 1_218,
        Phase.ALTERNATIVE_PROVISION: 91 + 39 + 56 + 869,
    }


def test_pupils_are_kept_where_known_for_the_year_of_their_census(register: SourceRead, shared_data: Path) -> None:
    with (shared_data / "01_register/2022-2023_england_census.csv").open(encoding="utf-8-sig") as file:
        census = {row["URN"]: row["NOR"] for row in csv.DictReader(file)}
    years = [row.values for row in register.rows if row.model is SchoolYear]
    assert {values["year"] for values in years} == {"2022/23"}
    in_both = [values for values in years if census.get(str(values["urn"]), "").isdigit()]
    assert sum(int(census[str(values["urn"])]) != values["pupils"] for values in in_both) <= 1
    assert len(in_both) > 22_000


def test_every_value_of_the_register_is_valid(register: SourceRead) -> None:
    for model in (School, SchoolYear):
        for column in sheet_of(model).columns:
            checks = checks_of(column)
            values = {row.values.get(column.name) for row in register.rows if row.model is model} - {None}
            assert [value for value in values if first_fault(checks, value)] == []


def test_every_academy_comes_with_a_phase(read: Reader) -> None:
    result = read(MEMBERS, None, Context())
    assert len(result.rows) == 11_759
    assert not result.problems


def test_the_trust_has_13_academies_of_which_the_register_knows_8(read: Reader, scholars: Context) -> None:
    assert len(scholars.member_urns) == 13
    result = read(REGISTER, UID, scholars)
    assert Counter(row.model for row in result.rows) == {School: 8, SchoolYear: 6}
    assert [problem.severity for problem in result.problems] == [Severity.NOTE]


def test_the_trusts_absence_is_24_figures_and_4_gaps(read: Reader, scholars: Context) -> None:
    result = read(ABSENCE, UID, scholars)
    assert sum(row.model is KpiValue for row in result.rows) == 24
    assert [left.count for left in result.left_out] == [4]


def test_everyones_absence_is_what_the_register_knows(read: Reader, register: SourceRead) -> None:
    known = frozenset(str(row.values["urn"]) for row in register.rows if row.model is School)
    result = read(ABSENCE, None, Context(known_urns=known))
    values = [row for row in result.rows if row.model is KpiValue]
    left = {each.noun: each.count for each in result.left_out}
    assert len({row.values["site"] for row in values}) + left["school"] == 1_912
    assert not [problem for problem in result.problems if problem.severity is Severity.ERROR]


def test_the_trusts_pupils_with_any_absence_are_22_school_years_of_two_figures(read: Reader, scholars: Context) -> None:
    result = read(REASONS, UID, scholars)
    assert sum(row.model is KpiValue for row in result.rows) == 44
    assert [left.count for left in result.left_out] == [3_215, 5]  # areas' lines, and England's of all phases


def test_everyones_key_stage_4_is_five_figures_a_school_or_a_reason(read: Reader, register: SourceRead) -> None:
    known = frozenset(str(row.values["urn"]) for row in register.rows if row.model is School)
    result = read(RESULTS, None, Context(known_urns=known))
    left = {each.noun: each.count for each in result.left_out}
    values = [row.values for row in result.rows if row.model is KpiValue]
    assert left == {"line": 156, "school": 919, "figure": 855}
    assert len(values) + left["figure"] == 5 * (5_652 - 156 - 1 - 919)
    marks = Counter(row["not_published"] for row in values if row["value"] is None)
    assert marks == {"NA": 2_300, "NE": 301 * 4 + 278, "SUPP": 108 * 4 + 138, "LOWCOV": 7}
    assert result.problems == []


def test_no_other_file_is_taken_for_one_of_these(shared_data: Path) -> None:
    known = {
        path.relative_to(shared_data).as_posix(): source
        for path in sorted(shared_data.rglob("*"))
        if path.is_file() and (source := known_as(path))
    }
    assert known == {
        MEMBERS: "trust-membership",
        REGISTER: "gias-register",
        ABSENCE: "school-absence",
        "03_kpi/EES_ytd_data_2025-26.csv": "england-absence",
        "03_kpi/absence_by_term.zip": "england-absence",
        REASONS: "absence-by-reason",
        "03_kpi/england_abs_2018-19.csv": "absence-table",
        RESULTS: "key-stage-4",
        "03_kpi/exclusions_by_geographic_level.zip": "exclusions",
        "03_kpi/lait_bds_long_0.parquet": "not taken",
        "03_kpi/lait_data_dictionary.csv": "not taken",
        "03_kpi/sap_EnglandAbsence.json": "england-absence",
        "03_kpi/sap_EstablishmentWorkforce_2024-25.json": "pupil-teacher-ratio",
        "03_kpi/sap_LAAbsence.json": "england-absence",
        "01_register/2022-2023_england_census.csv": "school-census",
        "01_register/grouplinks_edubaseallacademiesandfree20180501.csv": "group-links",
        "01_register/grouplinks_edubaseallacademiesandfree20190601.csv": "group-links",
        "02_finance/DSG_by_year_dr.xlsx": "not taken",
        "02_finance/dedicated-schools-grant.ods": "not taken",
        "02_finance/la_maintained_schools_revenue_reserve_final.csv": "not taken",
        "02_finance/pupil-premium-2019-2020.csv": "pupil-premium",
        f"{THREE}/academy_ar.xlsx": "academies-accounts-return",
        f"{THREE}/academy_master_list.csv": "not taken",
        f"{THREE}/cdc.csv": "not taken",
        f"{THREE}/census_pupils.csv": "school-census",
        f"{THREE}/census_workforce.xlsx": "pupil-teacher-ratio",
        f"{THREE}/gias.csv": "gias-table",
        f"{THREE}/gias_all_links.csv": "group-links",
        f"{THREE}/gias_links.csv": "not taken",
        f"{THREE}/ks2.xlsx": "key-stage-4",
        f"{THREE}/ks4.xlsx": "key-stage-4",
        f"{THREE}/sen.xlsx": "special-needs",
        "09_scholars_education_trust_subset/absence_2018-19.csv": "absence-table",
        "09_scholars_education_trust_subset/absence_by_reason_2012-13_to_2016-17.csv": "absence-by-reason",
        "09_scholars_education_trust_subset/exclusions_2006-07_to_2016-17.csv": "exclusions",
        "09_scholars_education_trust_subset/ks4_provisional_2018-19.csv": "key-stage-4",
        "09_scholars_education_trust_subset/absence_2021-22_to_2023-24.json": "school-absence",
        "09_scholars_education_trust_subset/census_2022-23.csv": "school-census",
        "09_scholars_education_trust_subset/pupil_premium_2019-20.csv": "pupil-premium",
        "09_scholars_education_trust_subset/register_2023-11.json": "gias-register",
        "09_scholars_education_trust_subset/trust_members_2018-05.csv": "group-links",
        "09_scholars_education_trust_subset/trust_members_2019-06.csv": "group-links",
        "09_scholars_education_trust_subset/trust_members_2025-09.csv": "trust-membership",
    }


def known_as(path: Path) -> str | None:
    """The source that a file is known as, or that it is known and not taken."""
    try:
        source = recognise(path, None)
    except TrustopsError:
        return "not taken"
    return source.id if source else None
