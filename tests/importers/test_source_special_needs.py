"""Are the shares of SEN support and of plans those of the two counts, whichever way the table was saved?"""

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Engine

from importers.bring import import_file
from importers.sources import Context, SourceRead, recognise
from tests.importers.books import book
from trustops.models import KpiValue, School
from trustops.quantities.errors import TrustopsError

MACMILLAN, HALLEY, HELD_BACK, OTHER = "130908", "145315", "100001", "100002"
KNOWN = Context(known_urns=frozenset([MACMILLAN, HALLEY, HELD_BACK]))
LINES = (
    "time_period,time_identifier,geographic_level,URN,school_name,Total pupils,SEN support,EHC plan\n"
    f"202223,Academic year,School,{MACMILLAN},Macmillan Academy,1530,257,26\n"
    f"202223,Academic year,School,{HALLEY},The Halley Academy,0,0,0\n"
    f"202223,Academic year,School,{HELD_BACK},Small School,90,c,z\n"
    f"202223,Academic year,School,{OTHER},Somebody else's,100,10,1\n"
    "202223,Academic year,National,,,8000000,1000000,300000\n"
)


def read(path: Path) -> SourceRead:
    source = recognise(path, None)
    assert source is not None
    assert source.id == "special-needs"
    return source.read(path, trust_uid=None, context=KNOWN)


def values(result: SourceRead) -> dict[tuple[Any, Any], dict[str, Any]]:
    return {(row.values["kpi"], row.values["site"]): row.values for row in result.rows if row.model is KpiValue}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "sen_school_level.csv"
    path.write_text(LINES, "utf-8")
    return path


def test_a_share_is_made_of_its_two_counts(table: Path) -> None:
    found = values(read(table))
    support = found["INC04", MACMILLAN]
    assert (support["value"], support["numerator"], support["denominator"]) == (Decimal("16.8"), 257, 1530)
    assert found["INC05", MACMILLAN]["value"] == Decimal("1.7")


def test_what_is_held_back_keeps_its_mark_and_a_school_without_pupils_has_no_share(table: Path) -> None:
    found = values(read(table))
    assert found["INC04", HELD_BACK]["not_published"] == "c"
    assert found["INC05", HELD_BACK]["not_published"] == "z"
    assert ("INC04", HALLEY) not in found
    said = " ".join(left.message for left in read(table).left_out)
    assert "an aggregate, not a school's" in said
    assert "1 school was left out: not known here yet" in said


def test_saved_as_a_workbook_it_says_the_same_with_its_cells(table: Path, tmp_path: Path) -> None:
    saved = openpyxl.Workbook()
    page = saved.active
    page.title = "sen"
    for cells in csv.reader(io.StringIO(LINES)):
        page.append([int(text) if text.isdigit() else text or None for text in cells])
    path = tmp_path / "sen.xlsx"
    saved.save(path)
    assert values(read(path)) == values(read(table))
    first = next(row for row in read(path).rows if row.model is KpiValue)
    assert first.at.cells["value"] == "sen!G{row}"


def test_another_workbook_with_such_a_sheet_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = book(tmp_path / "sen.xlsx", {"sen": [("URN", "time_period"), (100001, 202223)]})
    with pytest.raises(TrustopsError, match="has no column EHC plan, so it is not DfE's table of special educational"):
        read(path)


def test_it_is_imported_with_the_kpis_that_it_needs(sqlite: Engine, table: Path, tmp_path: Path) -> None:
    known = book(tmp_path / "s.xlsx", {"Schools": [("URN", "Name", "Phase"), (MACMILLAN, "Macmillan", "secondary")]})
    import_file(sqlite, known)
    report = import_file(sqlite, table)
    assert [(sheet.sheet, sheet.new) for sheet in report.sheets] == [("KPIs", 2), ("KPI values", 2)]
    assert School.__sheet__ not in {sheet.sheet for sheet in report.sheets}
