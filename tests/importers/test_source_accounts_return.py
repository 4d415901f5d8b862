"""Is the accounts return read to the pound, and is what does not add up said? On the smallest real trust of it."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Engine

from importers.bring import Options, import_file
from importers.problems import Severity
from importers.sources import Context, SourceRead, recognise
from importers.sources.aar_lines import LINES
from tests.importers.books import KPIS, Rows, book
from trustops.models import Kpi, KpiValue, Relation, School, SchoolYear, Trust
from trustops.quantities.errors import TrustopsError

PUBLIC = Path(__file__).parent.parent / "data" / "public"
RETURN = PUBLIC / "accounts_return_2022-23.xlsx"
UID = "16930"
NOBODY = Context()

Edit = Callable[[Any], None]


def read(path: Path = RETURN, trust: str | None = UID, context: Context = NOBODY) -> SourceRead:
    source = recognise(path, None)
    assert source is not None
    assert source.id == "academies-accounts-return"
    return source.read(path, trust_uid=trust, context=context)


def facts(result: SourceRead, model: type) -> list[dict[str, Any]]:
    return [row.values for row in result.rows if row.model is model]


def values(result: SourceRead, kpi: str) -> dict[str, Any]:
    return {row["site"]: row["value"] for row in facts(result, KpiValue) if row["kpi"] == kpi}


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[Edit], Path]:
    """The return with something changed in it."""

    def of(edit: Edit) -> Path:
        workbook = openpyxl.load_workbook(RETURN)
        edit(workbook)
        path = tmp_path / "edited.xlsx"
        workbook.save(path)
        return path

    return of


def put(sheet: str, row: int, heading: str, value: object) -> Edit:
    """Write into the cell of a row under a heading."""

    def edit(workbook: Any) -> None:
        page = workbook[sheet]
        column = next(cell.column for cell in page[1] if str(cell.value).strip() == heading)
        page.cell(row, column).value = value

    return edit


def second_trust(workbook: Any) -> None:
    """Another trust's central services beside the first's."""
    page = workbook["CentralServices"]
    page.append([cell.value for cell in page[2]])
    for column, value in ((2, 2939), (3, 134876), (4, 2303464), (5, "Dixons Academies Trust")):
        page.cell(3, column).value = value


def many_trusts(workbook: Any) -> None:
    """Six more trusts, of which a message cannot name all."""
    second_trust(workbook)
    page = workbook["CentralServices"]
    for number, name in ((2, "Second"), (3, "Third"), (4, "Fourth"), (5, "Fifth"), (6, "Sixth")):
        page.append([cell.value for cell in page[3]])
        for column, value in ((2, number), (3, number), (4, number), (5, f"{name} Trust")):
            page.cell(page.max_row, column).value = value


def test_the_trust_comes_with_its_academies_and_their_pupils() -> None:
    result = read()
    assert facts(result, Trust) == [
        {"name": "Endeavour Academies Trust", "company_number": "02236171", "group_uid": "16930"}
    ]
    assert facts(result, School) == [
        {"urn": "130908", "name": "Macmillan Academy", "phase": "secondary", "region": "North East"},
        {"urn": "145623", "name": "Archibald Primary School", "phase": "primary", "region": "North East"},
    ]
    assert facts(result, SchoolYear) == [
        {"urn": "130908", "year": "2022/23", "pupils": 1530},
        {"urn": "145623", "year": "2022/23", "pupils": 469},
    ]


def test_the_central_cost_per_pupil_is_expenditure_over_the_trusts_pupils() -> None:
    (cost,) = [row for row in facts(read(), KpiValue) if row["kpi"] == "FIN.AAR.central.cost_per_pupil"]
    assert cost == {
        "kpi": "FIN.AAR.central.cost_per_pupil",
        "site": "TRUST",
        "start": date(2022, 9, 1),
        "end": date(2023, 8, 31),
        "value": Decimal("253.13"),  # 506,000 / 1,999 = 253.1265…
        "not_published": None,
        "numerator": Decimal(506_000),
        "denominator": Decimal(1_999),
        "status": "final",
        "note": "DfE, Academies Accounts Return 2022/23 (created 16 April 2024, amended 18 April 2024)",
    }


@pytest.mark.parametrize(
    ("kpi", "expected"),
    [
        ("FIN.AAR.total_income", {"130908": 10_003_000, "145623": 3_007_000}),
        ("FIN.AAR.total_expenditure", {"130908": 11_281_000, "145623": 2_945_000}),
        ("FIN.AAR.staff", {"130908": 8_454_000, "145623": 2_358_000}),
        ("FIN.AAR.central.total_income", {"TRUST": 4_000}),
        ("FIN.AAR.central.total_expenditure", {"TRUST": 506_000}),
        ("FIN.AAR.central.staff", {"TRUST": 324_000}),
        ("FIN.AAR.central.professional_services", {"TRUST": 54_000}),
        ("FIN.AAR.central.in_year_balance", {"TRUST": -502_000}),
        ("FIN.AAR.pupils", {"130908": 1530, "145623": 469, "TRUST": 1999}),
    ],
)
def test_a_line_is_found_under_its_heading_of_each_sheet(kpi: str, expected: dict[str, int]) -> None:
    assert values(read(), kpi) == expected


def test_zero_is_a_figure() -> None:
    assert values(read(), "FIN.AAR.central.grant_funding") == {"TRUST": 0}


def test_a_kpi_comes_with_its_definition_only_where_the_trust_has_none() -> None:
    codes = [row["kpi"] for row in facts(read(), Kpi)]
    assert len(codes) == len(set(codes)) == 2 * len(LINES) + 2
    assert facts(read(context=Context(known_kpis=frozenset(codes))), Kpi) == []


def test_what_is_known_already_is_not_written_over() -> None:
    known = Context(
        trust_uid=UID,
        member_urns=frozenset(["130908"]),
        known_urns=frozenset(["130908"]),
        known_pupils=frozenset([("130908", "2022/23")]),
    )
    result = read(context=known)
    assert facts(result, Trust)[0]["name"] is None
    assert [row["urn"] for row in facts(result, School)] == ["145623"]
    assert [row["urn"] for row in facts(result, SchoolYear)] == ["145623"]
    assert [left.message for left in result.left_out] == [
        (
            "1 pupil number was left out: one is known for 2022/23 already, and where a census counts heads the return "
            "counts full-time equivalents, rounded down (130908)."
        ),
        (
            "1 membership was left out: the return does not say when an academy joined, so it makes none a member; "
            "import the trust membership or group links with the trust's UID (145623)."
        ),
    ]


@pytest.mark.parametrize("asked", ["16930", "134858", "2236171", "02236171", "endeavour academies trust", None])
def test_a_trust_is_known_by_any_of_its_numbers_and_alone_without_one(asked: str | None) -> None:
    assert facts(read(trust=asked), Trust)[0]["group_uid"] == UID


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (None, r"holds 2 trusts, and trustops is for one; say which is yours: Endeavour .* Dixons"),
        ("16931", r"name is 16931; it has Endeavour .* \(16930\) and Dixons Academies Trust \(2939\)\.$"),
    ],
)
def test_a_trust_that_cannot_be_told_is_one_sentence(
    edited: Callable[[Edit], Path], asked: str | None, message: str
) -> None:
    with pytest.raises(TrustopsError, match=message):
        read(edited(second_trust), asked)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (None, r"holds 7 trusts, .* such as Endeavour Academies Trust \(16930\), .* and Fourth Trust \(4\)\.$"),
        ("16931", r"the nearest is Endeavour Academies Trust \(16930\)\.$"),
        ("Dixon Academy Trust", r"the nearest are Dixons Academies Trust \(2939\) and Endeavour"),
        ("dixons", r"the nearest is Dixons Academies Trust \(2939\)\.$"),
        ("999", r"look its UID up in column UID\.$"),
    ],
)
def test_of_many_trusts_the_nearest_are_named(edited: Callable[[Edit], Path], asked: str | None, message: str) -> None:
    with pytest.raises(TrustopsError, match=message):
        read(edited(many_trusts), asked)


def test_the_databases_own_trust_is_meant_where_none_is_named(edited: Callable[[Edit], Path]) -> None:
    path = edited(second_trust)
    assert facts(read(path, None, Context(trust_uid="2939")), Trust)[0]["company_number"] == "02303464"
    with pytest.raises(TrustopsError, match="the trust with the UID 2939, not 16930"):
        read(path, UID, Context(trust_uid="2939"))


@pytest.mark.parametrize("blank", [None, "", "NULL"])
def test_a_blank_amount_is_a_gap_and_no_cost_per_pupil_is_made_of_it(
    edited: Callable[[Edit], Path], blank: str | None
) -> None:
    result = read(edited(put("CentralServices", 2, "Total Expenditure", blank)))
    assert values(result, "FIN.AAR.central.total_expenditure") == {}
    assert values(result, "FIN.AAR.central.cost_per_pupil") == {}
    assert result.left_out[0].message == (
        "1 figure was left out: the cell is blank, which is not zero, so it stays a gap (Total Expenditure of TRUST)."
    )


def test_a_figure_not_supplied_is_kept_as_not_published(edited: Callable[[Edit], Path]) -> None:
    result = read(edited(put("Academies", 2, "Total Income", "n/s")))
    (marked,) = [row for row in facts(result, KpiValue) if row["not_published"]]
    assert (marked["kpi"], marked["site"], marked["value"], marked["not_published"]) == (
        "FIN.AAR.total_income",
        "130908",
        None,
        "n/s",
    )


@pytest.mark.parametrize(
    ("sheet", "row", "heading", "value", "message"),
    [
        (
            "Academies",
            2,
            "Total Income",
            "lots",
            "Row 2 of the file, Total Income on its sheet Academies: “lots” is no",
        ),
        ("Academies", 2, "Total Income", "#REF!", "Total Income on its sheet Academies: “#REF!” is an error"),
        ("Academies", 2, "Total Income", True, "“True” is yes or no"),
        ("Academies", 2, "Total Income", "=1+1", "is a formula whose result was never stored"),
        ("Academies", 2, "Total Income", date(2023, 4, 1), "“2023-04-01” is a date or time, not a number"),
        ("Academies", 3, "URN", "#N/A", "“#N/A” is not a URN"),
        ("Academies", 3, "URN", 1309, "Row 3 of the file, URN on its sheet Academies: “1309” is not a URN"),
        ("Academies", 3, "URN", None, "URN on its sheet Academies: the URN is missing"),
        ("Academies", 3, "School Name", None, "School Name on its sheet Academies: the academy has no name"),
        ("Academies", 3, "Overall Phase", "Middling", "“Middling” tells no phase"),
    ],
)
def test_a_cell_that_will_not_do_is_refused_with_its_place(
    edited: Callable[[Edit], Path], sheet: str, row: int, heading: str, value: object, message: str
) -> None:
    problem = read(edited(put(sheet, row, heading, value))).problems[0]
    assert message in problem.message
    assert (problem.severity, problem.row) == (Severity.ERROR, row)


@pytest.mark.parametrize(
    ("sheet", "heading", "value", "message"),
    [
        (
            "CentralServices",
            "Total Income",
            5_000,
            "total income is £5,000 but its parts make £4,000; both are kept as published, so use the total.",
        ),
        (
            "CentralServices",
            "Total number of Pupils",
            2_000,
            "the trust has 2,000 pupils but its academies 1,999; the cost per pupil is over the trust's.",
        ),
    ],
)
def test_what_does_not_add_up_is_said_and_kept(
    edited: Callable[[Edit], Path], sheet: str, heading: str, value: int, message: str
) -> None:
    (problem,) = read(edited(put(sheet, 2, heading, value))).problems
    assert (problem.severity, problem.message) == (Severity.WARNING, f"Row 2 of sheet {sheet}: {message}")


def test_a_part_years_return_says_so(edited: Callable[[Edit], Path]) -> None:
    result = read(edited(put("Academies", 3, "Period covered by return", 3)))
    notes = Counter(row["note"].endswith("; the return covers 3 months") for row in facts(result, KpiValue))
    assert notes == {True: len(LINES) + 1, False: 2 * len(LINES) + 3}


def test_a_trust_without_central_services_says_so(edited: Callable[[Edit], Path]) -> None:
    result = read(edited(lambda workbook: workbook["CentralServices"].delete_rows(2)))
    assert "TRUST" not in {row["site"] for row in facts(result, KpiValue)}
    assert result.problems[0].message == (
        "Endeavour Academies Trust has no return of central services in it, so there is no central cost per pupil."
    )


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda workbook: workbook.remove(workbook["Index"]), "does not say on its sheet Index which year it is of"),
        (put("Academies", 1, "Total Income", "Income"), "sheet Academies, has no column “Total Income”"),
        (put("CentralServices", 1, "Staff Total", "Premises"), "sheet CentralServices, has no column “Staff Total”"),
        (put("CentralServices", 1, "SEN", "Total Income"), "has 2 columns “Total Income”, so its figures cannot be"),
        (lambda workbook: workbook["Academies"].insert_rows(1, 20), "no sheet Academies with the heading UID in its"),
    ],
)
def test_a_return_that_cannot_be_told_apart_is_one_sentence(
    edited: Callable[[Edit], Path], edit: Edit, message: str
) -> None:
    with pytest.raises(TrustopsError, match=message):
        read(edited(edit))


def test_titles_above_the_headings_are_passed_over(edited: Callable[[Edit], Path]) -> None:
    assert values(read(edited(lambda workbook: workbook["Academies"].insert_rows(1, 3))), "FIN.AAR.pupils") == {
        "130908": 1530,
        "145623": 469,
        "TRUST": 1999,
    }


def test_a_trusts_own_workbook_is_never_taken_for_a_return(tmp_path: Path) -> None:
    named_alike: dict[str, Rows] = {"Academies": [("UID",)], "CentralServices": [("UID",)], KPIS[0]: KPIS[1]}
    assert recognise(book(tmp_path / "ours.xlsx", named_alike), None) is None


def test_twice_imported_changes_nothing(sqlite: Engine) -> None:
    first = import_file(sqlite, RETURN, Options(trust_uid=UID))
    assert {sheet.sheet: sheet.new for sheet in first.sheets} == {
        "Trust": 1,
        "Schools": 2,
        "School years": 2,
        "KPIs": 42,
        "KPI values": 64,
    }
    assert first.accepted
    again = import_file(sqlite, RETURN, Options(trust_uid=UID))
    assert sum(sheet.new + sheet.changed + sheet.refused for sheet in again.sheets) == 0
    assert again.changes == ()


def test_no_membership_is_made_up() -> None:
    assert facts(read(), Relation) == []
