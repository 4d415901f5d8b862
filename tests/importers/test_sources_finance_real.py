"""Do three real trusts' accounts come out as a spreadsheet makes them? On the whole files, where they are at hand."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, select

from importers.bring import ImportReport, Options, import_file
from importers.sources import Context, SourceRead, recognise
from importers.sources.aar_lines import LINES
from trustops.models import KpiValue, Relation, SchoolYear
from trustops.quantities.errors import TrustopsError

THREE = "02_finance/three_real_MATs_AAR_2022-23"
RETURN, LINKS, MASTER = f"{THREE}/academy_ar.xlsx", f"{THREE}/gias_all_links.csv", f"{THREE}/gias.csv"
IN_2018 = "01_register/grouplinks_edubaseallacademiesandfree20180501.csv"
CENSUS, PREMIUM = "01_register/2022-2023_england_census.csv", "02_finance/pupil-premium-2019-2020.csv"
TRUSTS = {"2939": (16, "644.44"), "3725": (31, "1106.13"), "16930": (2, "253.13")}

Reader = Callable[[str, str | None, Context], SourceRead]


@pytest.fixture(scope="module")
def read(shared_data: Path) -> Reader:
    def of(name: str, trust: str | None, context: Context) -> SourceRead:
        source = recognise(shared_data / name, None)
        assert source is not None
        return source.read(shared_data / name, trust_uid=trust, context=context)

    return of


@pytest.fixture(scope="module")
def returns(read: Reader) -> dict[str, SourceRead]:
    """The accounts return of each trust, as trustops reads it."""
    return {uid: read(RETURN, uid, Context()) for uid in TRUSTS}


@pytest.fixture(scope="module")
def raw(shared_data: Path) -> dict[str, pd.DataFrame]:
    """Both sheets as pandas reads them, by their own headings."""
    sheets = pd.read_excel(shared_data / RETURN, sheet_name=["Academies", "CentralServices"], engine="openpyxl")
    return {name: sheet.rename(columns=lambda text: " ".join(text.split())) for name, sheet in sheets.items()}


def found(result: SourceRead) -> dict[tuple[Any, Any], Any]:
    rows = [row.values for row in result.rows if row.model is KpiValue]
    return {(row["kpi"], row["site"]): row["value"] for row in rows}


@pytest.mark.parametrize("uid", TRUSTS)
def test_every_line_is_what_the_workbook_holds(
    returns: dict[str, SourceRead], raw: dict[str, pd.DataFrame], uid: str
) -> None:
    values = found(returns[uid])
    academies = raw["Academies"][raw["Academies"]["UID"] == int(uid)]
    centre = raw["CentralServices"][raw["CentralServices"]["UID"] == int(uid)].iloc[0]
    expected = {
        (line.academy_kpi, str(academy["URN"])): int(academy[line.of_academies])
        for _, academy in academies.iterrows()
        for line in LINES
    }
    expected |= {(line.central_kpi, "TRUST"): int(centre[line.of_central]) for line in LINES}
    assert {key: values[key] for key in expected} == expected
    assert len(academies) == TRUSTS[uid][0]


@pytest.mark.parametrize("uid", TRUSTS)
def test_the_central_cost_per_pupil_is_right_to_the_penny(
    returns: dict[str, SourceRead], raw: dict[str, pd.DataFrame], uid: str
) -> None:
    centre = raw["CentralServices"][raw["CentralServices"]["UID"] == int(uid)].iloc[0]
    academies = raw["Academies"][raw["Academies"]["UID"] == int(uid)]
    pupils = int(academies["Number of pupils in academy (FTE)"].sum())
    by_hand = (Decimal(int(centre["Total Expenditure"])) / pupils).quantize(Decimal("0.01"), ROUND_HALF_UP)
    cost = found(returns[uid])["FIN.AAR.central.cost_per_pupil", "TRUST"]
    assert cost == by_hand == Decimal(TRUSTS[uid][1])


@pytest.mark.parametrize("uid", TRUSTS)
def test_central_expenditure_is_the_sum_of_its_lines_without_what_became_capital(
    raw: dict[str, pd.DataFrame], uid: str
) -> None:
    centre = raw["CentralServices"][raw["CentralServices"]["UID"] == int(uid)].iloc[0]
    lines = centre["Teaching staff":"PFI Charges"].sum()
    capital = centre["Direct revenue financing (Revenue contributions to capital)"]
    assert lines - capital == centre["Total Expenditure"]


def test_the_one_total_that_its_published_parts_do_not_make_is_said(returns: dict[str, SourceRead]) -> None:
    messages = [problem.message for uid in TRUSTS for problem in returns[uid].problems]
    assert messages == [
        (
            "Row 3 of sheet CentralServices: total income is £4,826,000 but its parts make £5,173,000; both are kept "
            "as published, so use the total."
        )
    ]


@pytest.mark.parametrize("uid", TRUSTS)
def test_a_trust_is_a_database_of_its_own_and_comes_twice_without_a_change(
    sqlite: Engine, shared_data: Path, uid: str
) -> None:
    def bring(name: str) -> ImportReport:
        return import_file(sqlite, shared_data / name, Options(trust_uid=uid))

    reports = [bring(name) for name in (LINKS, MASTER, RETURN)]
    assert all(report.accepted and not report.refused for report in reports)
    again = [bring(name) for name in (LINKS, MASTER, RETURN)]
    assert sum(sheet.new + sheet.changed for report in again for sheet in report.sheets) == 0
    with sqlite.connect() as connection:
        assert len(connection.execute(select(Relation.urn)).all()) == TRUSTS[uid][0]
        counted = connection.execute(select(SchoolYear.pupils)).scalars().all()
    assert len(counted) == TRUSTS[uid][0]
    assert None not in counted


def test_the_census_is_every_schools_but_englands_own(read: Reader, shared_data: Path) -> None:
    table = pd.read_csv(shared_data / CENSUS, dtype=str, encoding="utf-8-sig", keep_default_na=False)
    schools = table[table["URN"] != "NAT"]
    result = read(CENSUS, None, Context(known_urns=frozenset(schools["URN"])))
    pupils = [row.values["pupils"] for row in result.rows if row.model is SchoolYear]
    assert len(pupils) == len(schools) == 24_433
    assert sum(int(str(each)) for each in pupils) == int(schools["NOR"].astype(int).sum())
    assert not result.problems
    assert [left.count for left in result.left_out] == [3]


def test_the_premium_adds_up_to_the_whole_allocation(read: Reader, shared_data: Path) -> None:
    table = pd.read_csv(shared_data / PREMIUM, dtype=str)
    result = read(PREMIUM, None, Context(known_urns=frozenset(table["URN"])))
    amounts = [value for (kpi, _), value in found(result).items() if kpi == "FIN.PP.deprivation"]
    assert len(amounts) == len(table) == 21_567
    assert sum(amounts) == int(table["Total allocation for the Deprivation Pupil Premium"].astype(int).sum())
    assert not result.problems


def test_every_link_of_a_trust_in_2018_is_a_membership(read: Reader) -> None:
    result = read(IN_2018, None, Context())
    assert [left.count for left in result.left_out] == [6_234 + 1_500]  # multi- and single-academy trusts' links
    assert not result.problems


TABLES = {"sen.xlsx", "census_workforce.xlsx", "ks2.xlsx", "ks4.xlsx"}


def test_every_other_file_of_the_finance_folder_is_refused_with_a_reason(shared_data: Path) -> None:
    taken = {"academy_ar.xlsx", "gias.csv", "gias_all_links.csv", "census_pupils.csv", Path(PREMIUM).name, *TABLES}
    for path in sorted((shared_data / "02_finance").rglob("*")):
        if path.is_file() and path.name not in taken:
            with pytest.raises(TrustopsError, match=rf"^{path.name} holds .*\.$"):
                recognise(path, None)


@pytest.fixture(scope="module")
def dixons(raw: dict[str, pd.DataFrame]) -> Context:
    """The schools of one of the three trusts, by its accounts return."""
    urns = frozenset(str(urn) for urn in raw["Academies"].loc[raw["Academies"]["UID"] == 2939, "URN"])
    return Context(trust_uid="2939", member_urns=urns, known_urns=urns)


def test_pupils_with_support_and_with_plans_are_a_trusts_own(read: Reader, dixons: Context, shared_data: Path) -> None:
    table = pd.read_excel(shared_data / THREE / "sen.xlsx", dtype=str, engine="openpyxl").set_index("URN")
    result = read(f"{THREE}/sen.xlsx", "2939", dixons)
    values = {(row.values["kpi"], row.values["site"]): row.values for row in result.rows if row.model is KpiValue}
    expected = {
        (kpi, urn): (int(table.loc[urn, column]), int(table.loc[urn, "Total pupils"]))
        for urn in dixons.member_urns
        for kpi, column in (("INC04", "SEN support"), ("INC05", "EHC plan"))
    }
    assert {key: (row["numerator"], row["denominator"]) for key, row in values.items()} == expected
    assert not result.problems


def test_a_table_whose_figures_have_slipped_is_refused(read: Reader, dixons: Context) -> None:
    with pytest.raises(TrustopsError, match=r"^ks2\.xlsx is damaged: its figures do not stand under their headings"):
        read(f"{THREE}/ks2.xlsx", "2939", dixons)


def test_results_of_no_year_are_asked_about(read: Reader, dixons: Context) -> None:
    with pytest.raises(TrustopsError, match=r"^ks4\.xlsx does not say which year’s results it holds"):
        read(f"{THREE}/ks4.xlsx", "2939", dixons)
