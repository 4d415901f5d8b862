"""Is a public file that is of no use to a trust refused in one sentence that says what it is and what to use?"""

import zipfile
from pathlib import Path

import pytest

from importers.sources import recognise
from tests.importers.books import KPIS, book
from trustops.quantities.errors import TrustopsError


@pytest.mark.parametrize(
    ("headings", "message"),
    [
        (
            "time_period,la_name,school_phase,number_schools_with_surplus",
            "revenue reserves of maintained schools by loc",
        ),
        ("URN,LinkURN,LinkName,LinkType,LinkEstablishedDate", "which school each academy came from"),
        ("Academy Trust UPIN,Academy UPIN,Academy Name,LA Establishment Number", "list of academies by UPIN, without"),
        ("Site,URN,SurveySectionSectionType,GIFA,Block Age", "size and age of each building block"),
        (
            "LA Number,Region,Short Desc,Data item,Years,LA and Regions,Values",
            "hundreds of the Local Authority Interactive Tool's measures",
        ),
    ],
)
def test_a_table_is_known_by_its_headings(tmp_path: Path, headings: str, message: str) -> None:
    path = tmp_path / "download.csv"
    path.write_text(headings + "\n", "utf-8")
    with pytest.raises(
        TrustopsError, match=rf"^download\.csv holds the {message}.*; .*\.$|^download\.csv holds {message}"
    ):
        recognise(path, None)


def test_a_dictionary_of_measures_holds_no_figures(tmp_path: Path) -> None:
    path = tmp_path / "lait.csv"
    path.write_text("Measure_code,Topic,Measure,Polarity,Data Owner (DO) /Supplier and Contact Details\n", "utf-8")
    with pytest.raises(TrustopsError, match=r"^lait\.csv describes the measures of .* and holds no figures; type the"):
        recognise(path, None)


@pytest.mark.parametrize(
    ("held", "message"),
    [
        (b"Values", r"^data\.parquet is a Parquet file, which trustops does not read; save it as CSV or Excel"),
        (b"LA and Regions", r"^data\.parquet holds hundreds of the Local Authority Interactive Tool's measures"),
    ],
)
def test_parquet_is_told_what_to_do(tmp_path: Path, held: bytes, message: str) -> None:
    path = tmp_path / "data.parquet"
    path.write_bytes(b"PAR1" + bytes(9000) + held + b"PAR1")
    with pytest.raises(TrustopsError, match=message):
        recognise(path, None)


@pytest.mark.parametrize(
    ("sheets", "message"),
    [
        (("dsg_budget_20", "dsg_budget_2024_03_30"), "dedicated schools grant by local authority, not by school or"),
    ],
)
def test_a_workbook_is_known_by_its_sheets(tmp_path: Path, sheets: tuple[str, ...], message: str) -> None:
    with pytest.raises(TrustopsError, match=message):
        recognise(book(tmp_path / "download.xlsx", {sheet: [("A",)] for sheet in sheets}), None)


def test_an_open_document_is_known_by_its_sheets_too(tmp_path: Path) -> None:
    path = tmp_path / "grant.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", '<office:spreadsheet><table:table table:name="Allocations_2324"/>')
    with pytest.raises(TrustopsError, match="dedicated schools grant by local authority"):
        recognise(path, None)


@pytest.mark.parametrize("sheets", [("sen", KPIS[0]), ("sen", "Notes"), ("England",), ("Budget",)])
def test_any_other_workbook_passes(tmp_path: Path, sheets: tuple[str, ...]) -> None:
    assert recognise(book(tmp_path / "ours.xlsx", {sheet: [("A",)] for sheet in sheets}), None) is None
