"""Do the workbooks of charges and statements add up when a spreadsheet works them out again, to the penny?"""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charge_blocks import blocks_of
from reports.charges_book import charges_book
from reports.charges_xlsx import charges_workbook
from reports.school_statement import school_statement
from reports.statement_xlsx import statement_workbook
from tests.charging.four_schools import MANY, schools
from tests.charging.trust_of_four import ON, YEAR, A, D, band, policy, relief, snapshot
from tests.reports.recalculated import Recalculated
from trustops.charging import USUAL, Band, Banded, GreaterOf, Measure, Rate
from trustops.models import BorneBy, SchoolYear
from trustops.models.service import ChargeMethod
from trustops.quantities.errors import TrustopsError
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot


def workbook(known: Snapshot, code: str = "CENTRAL") -> Recalculated:
    return Recalculated(charges_workbook(charges_book(known, code, YEAR), ON))


def every_formula_comes_to_its_value(book: Recalculated) -> int:
    counted = 0
    for sheet, address, text in book.formulas():
        assert book.cached[sheet][address].value == pytest.approx(float(book.value(sheet, address)), abs=1e-9), (
            sheet,
            address,
            text,
        )
        counted += 1
    return counted


def column(book: Recalculated, sheet: str, heading: str) -> list[Any]:
    """The formulas or figures under a heading, down to the sum."""
    for row in book.book[sheet].iter_rows():
        for cell in row:
            if cell.value == heading:
                below = book.book[sheet].iter_rows(min_row=cell.row + 1, min_col=cell.column, max_col=cell.column)
                values = [each[0].value for each in below]
                return values[: values.index(None)] if None in values else values
    raise AssertionError(heading)


CASES = {
    "CENTRAL": [],
    "MIXED": [],
    "BANDS": [policy("BANDS", ChargeMethod.BANDED), band(0, 5_000_001), band(400, 12_000_000), band(1000, 40_000_000)],
    "FLOOR": [policy("FLOOR", ChargeMethod.GREATER_OF, total_pence=85_755_001, least_pence=10_000_000)],
    "THIRDS": [
        policy("THIRDS", ChargeMethod.FLAT, total_pence=10_001, borne_by=BorneBy.OTHERS),
        relief(D, "0.333", policy="THIRDS"),
        relief(A, "0.5", policy="THIRDS"),
    ],
    "CREDIT": [policy("CREDIT", ChargeMethod.PER_PUPIL, total_pence=-10_001)],
}


@pytest.mark.parametrize("code", CASES)
def test_every_formula_of_every_method_comes_to_the_value_beside_it(code: str) -> None:
    assert every_formula_comes_to_its_value(workbook(snapshot(*CASES[code]), code)) > 60


def test_the_charges_are_total_times_weight_over_weights_with_the_pennies_in_sight() -> None:
    book = workbook(snapshot(), "MIXED")
    assert column(book, "Charges", "Equal share, whole pence")[0] == "=ROUNDDOWN(ROUND(B6*C10/SUM(C10:C13),6),2)"
    assert column(book, "Charges", "Penny left over")[:4] == [0, 0, 0, 0]  # 257,265 by four leaves nothing over
    assert column(book, "Charges", "Share by pupils, whole pence")[-1] == "=SUM(G10:G13)"
    assert [book.value("Charges", f"J{row}") for row in range(10, 15)] == [
        Decimal(text) for text in ("328177.79", "262212.40", "156667.79", "110492.02", "857550.00")
    ]


def test_a_rate_makes_its_own_total() -> None:
    book = workbook(snapshot())
    assert (book.book["Charges"]["A5"].value, book.book["Charges"]["B5"].value) == ("Rate: 5 % of GAG", 0.05)
    assert book.book["Charges"]["B6"].value == "=ROUND(B5*SUM(C9:C12),2)"
    assert book.value("Charges", "B6") == Decimal("857550.00")


def test_a_figure_that_is_changed_moves_every_sum_that_needs_it() -> None:
    book = workbook(snapshot())
    book.book["Charges"]["B5"] = 0.06
    assert book.value("Charges", "B6") == Decimal("1029060.00")
    assert book.value("Accounts note", "C6") == Decimal("475200.00")  # Ashby's 6 % of 7,920,000


def test_the_note_ties_out_to_the_ledger_live() -> None:
    book = workbook(snapshot())
    note = book.book["Accounts note"]
    assert note["A2"].value == (
        "The trust provided these central services to its academies in the year: finance, HR, estates and =governance."
    )
    found = {
        row[0].value: row[2] for row in note.iter_rows() if row[0].value in ("All academies", "Ledger", "Difference")
    }
    assert [book.value("Accounts note", cell.coordinate) for cell in found.values()] == [
        Decimal("857550.00"),
        Decimal("857541.0"),
        Decimal("9.00"),
    ]
    assert all(found[name].data_type == "f" for name in ("All academies", "Difference"))


def test_who_pays_for_whom_comes_to_nothing() -> None:
    book = workbook(snapshot())
    assert book.value("Who pays for whom", "F8") == 0
    assert [book.value("Who pays for whom", f"F{row}") for row in range(4, 8)] == [
        Decimal(text) for text in ("57349.68", "8470.70", "-19790.44", "-46029.94")
    ]


def test_text_that_looks_like_a_formula_stays_text() -> None:
    book = workbook(snapshot())
    cells = [cell for sheet in book.book for row in sheet.iter_rows() for cell in row if cell.value == "=Dell"]
    assert len(cells) >= 4
    assert {cell.data_type for cell in cells} == {"s"}


def test_what_is_not_known_is_a_word_and_not_nothing() -> None:
    rows = [row._replace(usage_days=None, pupils=None) for row in snapshot().all(SchoolYear)]
    known = Snapshot(ON, {**snapshot().tables, SchoolYear: rows})
    book = workbook(known)
    assert column(book, "Charges", "Charge per pupil")[:4] == ["not known"] * 4
    assert "Who pays for whom" not in book.book.sheetnames
    assert every_formula_comes_to_its_value(book) > 20


def test_nothing_to_charge_is_nothing_to_download() -> None:
    with pytest.raises(TrustopsError, match=r"nothing to download yet\. The GAG of Ashby is not known"):
        charges_workbook(charges_book(snapshot(without=(SchoolYear,)), "CENTRAL", YEAR), ON)


def test_the_same_book_gives_the_same_bytes() -> None:
    book = charges_book(snapshot(), "CENTRAL", YEAR)
    assert charges_workbook(book, ON) == charges_workbook(book, ON)


def test_a_statement_adds_up(trust: Snapshot) -> None:
    book = Recalculated(statement_workbook(school_statement(trust, "990001", AcademicYear(2026)), trust.as_of))
    assert every_formula_comes_to_its_value(book) >= 5
    values = {row[0].value: row for row in book.book["Statement"].iter_rows()}
    attendance = values["Attendance service"]
    assert [cell.value for cell in attendance[:5]] == ["Attendance service", 38, 9, 9530.02, 10640]
    assert book.value("Statement", attendance[5].coordinate) == Decimal("1109.98")


METHODS = [
    *USUAL.values(),
    Banded(Measure.PUPILS, (Band(Decimal(300), Decimal(4000)), Band(None, Decimal(9000)))),
    GreaterOf(Rate(Measure.SCHOOLS, Decimal(10)), Measure.PUPILS),
]


@given(schools(), st.integers(1_000_000, 10**9), st.sampled_from(METHODS))
@MANY
def test_the_blocks_of_a_method_are_its_shares(members: Any, total: int, method: Any) -> None:
    shares = {urn: sum(part.pence for part in parts) for urn, parts in method.parts(members, total).items()}
    blocks = blocks_of(method, members, total)
    assert {urn: sum(block.parts.get(urn, 0) for block in blocks) for urn in shares} == shares
    assert sum(block.total for block in blocks) == total


def test_the_year_before_is_a_sheet_of_its_own() -> None:
    book = workbook(snapshot())
    assert [book.value("Year on year", f"{letter}4") for letter in "ABCDEF"] == [
        "990001",
        "Ashby",
        Decimal("380952.38"),
        Decimal("396000.00"),
        Decimal("15047.62"),
        Decimal("3.95"),
    ]
