"""How may a figure be written, and how not? Each spelling typed in a workbook, and the same in a CSV file."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from tests.importers.gallery.case import FIGURES, POLICIES, PRICES, YEARS, Case, Facts, Rows, Table
from tests.importers.gallery.package import PERCENT, shown, table
from tests.importers.gallery.plain_text import csv_of

POUNDS: dict[str, int | str] = {
    "275": 27_500, "1,234.50": 123_450, "£1,234.50": 123_450, "£ 1,200": 120_000, " 275 ": 27_500, "+5": 500,
    "\u00a01\u202f234.50\u00a0": 123_450, "1 234.50": 123_450, "1,234,567.89": 123_456_789, ".5": 50, "0": 0,
    "00275": 27_500, "275.5": 27_550, "£0.01": 1,
    "1.234,56": "the other way round", "0,97": "the other way round", "1,00": "the other way round",
    "(1,234.50)": "is less than 0", "-5": "is less than 0", "−5": "is less than 0",
    "1200-": "is not an amount", "1,2,3": "is not an amount",
    "12,34,567": "is not an amount", "1e5": "is not an amount",
    "0x10": "is not an amount", "1_000": "is not an amount", "nan": "is not an amount", "inf": "is not an amount",
    "-Infinity": "is not an amount", "TRUE": "is not an amount", "1.2k": "is not an amount", "$5": "is not an amount",
    "€5": "is not an amount", "97%": "is not an amount", "£": "is not an amount", "-": "is not an amount",
    "5.": "is not an amount", "1.2.3": "is not an amount", "--5": "is not an amount", "((5))": "is not an amount",
    "(5": "is not an amount", "GBP 5": "is not an amount", "five": "is not an amount", "12 34": "is not an amount",
    "1 2 3": "is not an amount", "1\u200b2": "is not an amount",
    "١٢٠٠": "is not an amount", "１２００": "is not an amount",
    "½": "is not an amount", "1²": "is not an amount", "'1200": "is not an amount", "1,234.567": "finer than a penny",
    "0.001": "finer than a penny", "£5 approx": "is not an amount",
    "5/2": "is not an amount", "01/09/2025": "is not an amount",
    "N/A": "is not an amount", "NULL": "is not an amount", "9" * 400: "too large", "99999999999999999999": "too large",
}  # fmt: skip
MARKS = ("SUPP", "c", "z", "x", ":", "~", "low", "..", ".", "k", "u", "NA", "NE", "NP", "LOWCOV", "SP", "*", "—")
FIGURE: dict[str, Decimal | str] = {
    "93.1": Decimal("93.1"), "93.1%": Decimal("93.1"), "0.97": Decimal("0.97"), "1,000": Decimal(1000),
    "-0.5": Decimal("-0.5"),
    "nan": "is not a number", "1e3": "is not a number", "0,97": "the other way round",
    "suppressed": "is not a number", "9 3": "is not a number", "93.1 %": Decimal("93.1"), "93%%": "is not a number",
}  # fmt: skip
SHARE: dict[str, Decimal | str] = {
    "5%": Decimal("0.05"), "0.05": Decimal("0.05"), "100%": Decimal(1), "0.5%": Decimal("0.005"),
    "5 %": Decimal("0.05"),
    "5": "may mean percent or times", "97": "may mean percent or times", "1": "may mean percent or times",
    "five": "is not a number", "5pc": "is not a number",
}  # fmt: skip

DAYS = [date(2020, 1, 1) + timedelta(weeks=week) for week in range(100)]


def both(slug: str, sheet: str, values: Table, expected: Rows, facts: Facts) -> list[Case]:
    """A table typed in a workbook and written as CSV: the same must become of both."""
    return [
        Case(f"{slug}.xlsx", partial(table, values, sheet), expected, facts),
        Case(f"{slug}/{sheet}.csv", partial(csv_of, values), expected, facts),
    ]


def expected_of(column: str, keyed: Mapping[str, Any]) -> Rows:
    """What must become of rows, from the first under the headings: a key and its value, or why it is refused."""
    kept = tuple((key, value) for key, value in keyed.items() if not isinstance(value, str))
    said = tuple(f"cell {column}{n}…{value}" for n, value in enumerate(keyed.values(), 2) if isinstance(value, str))
    return Rows(kept, len(said), said)


def prices() -> list[Case]:
    rows = [(f"G{n:02}", f"Gallery {n}", cell) for n, cell in enumerate(POUNDS)]
    expected = expected_of("C", {row[0]: value for row, value in zip(rows, POUNDS.values(), strict=True)})
    return both("pounds", "Services", [("Service", "Name", "Price per day"), *rows], expected, PRICES)


def shares() -> list[Case]:
    rows = [(f"P{n:02}", "2025/26", "per pupil", "working", cell) for n, cell in enumerate(SHARE)]
    expected = expected_of("E", {row[0]: value for row, value in zip(rows, SHARE.values(), strict=True)})
    head = ("Policy", "Year", "Method", "Status", "Percent of GAG")
    return both("shares", "Charge policies", [head, *rows], expected, POLICIES)


def figures(cells: Sequence[Any]) -> Table:
    """A figure of each week."""
    rows = [
        ("ATT01", "990001", f"{day:%d/%m/%Y}", f"{day:%d/%m/%Y}", cell) for day, cell in zip(DAYS, cells, strict=False)
    ]
    return [("KPI", "Site", "Start", "End", "Value"), *rows]


def kept_figures(values: Iterable[Decimal | str]) -> Rows:
    keyed = {f"{n}": value for n, value in enumerate(values)}
    expected = expected_of("E", keyed)
    return Rows(tuple(("ATT01", value, None) for _, value in expected.rows), expected.refused, expected.words)


def cases() -> list[Case]:
    marked = Rows(tuple(("ATT01", None, mark) for mark in MARKS))
    stored: dict[Any, Decimal | str] = {
        shown(0.97, PERCENT): Decimal(97), 0.97: Decimal("0.97"), shown("0.931", PERCENT): Decimal("93.1"),
        True: "is yes or no", shown("45901", 1): "is a date", shown("1E+300", 0): "too large",
        shown("1E-300", 0): "too small", 0.1 + 0.2: Decimal("0.3"), -0.0: Decimal(0),
    }  # fmt: skip
    whole = [("URN", "Year", "Pupils"), ("990001", "2024/25", 3_000_000_000), ("990001", "2025/26", 12.5)]
    return [
        *prices(),
        *shares(),
        *both("figures", "KPI values", figures(list(FIGURE)), kept_figures(FIGURE.values()), FIGURES),
        *both("marks", "KPI values", figures(MARKS), marked, FIGURES),
        Case(
            "stored.xlsx", partial(table, figures(list(stored)), "KPI values"), kept_figures(stored.values()), FIGURES
        ),
        *both("whole", "School years", whole, Rows((), 2, ("cell C2…too large", "cell C3…not a whole number")), YEARS),
    ]
