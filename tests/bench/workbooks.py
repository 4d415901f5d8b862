"""What do the benches import? Workbooks of made-up schools and KPI values, as a trust exports them."""

from datetime import date
from pathlib import Path

import xlsxwriter
from xlsxwriter.workbook import Workbook

SCHOOLS, KPIS = 100, 10
TOWNS = ("Oakham", "Elmstead", "Ashwell", "Birchwood", "Thornbury")
HEADINGS = ("KPI", "Site", "Start", "End", "Value", "Numerator", "Denominator")


def values_workbook(path: Path, rows: int) -> Path:
    """KPI values: 10 KPIs at 100 schools over the months, month by month, with real dates and plain numbers."""
    with xlsxwriter.Workbook(path) as book:
        _write_schools_and_kpis(book)
        _write_values(book, rows)
    return path


def _write_schools_and_kpis(book: Workbook) -> None:
    schools = book.add_worksheet("Schools")
    schools.write_row(0, 0, ("URN", "Name", "Phase"))
    for place in range(SCHOOLS):
        schools.write_row(1 + place, 0, (990001 + place, f"School {place}", "primary"))
    kpis = book.add_worksheet("KPIs")
    kpis.write_row(0, 0, ("KPI", "Name", "Unit", "Direction", "Frequency"))
    for place in range(KPIS):
        kpis.write_row(1 + place, 0, (f"KPI{place:02d}", f"Measure {place}", "percent", "up", "monthly"))


def _write_values(book: Workbook, rows: int) -> None:
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    values = book.add_worksheet("KPI values")
    values.write_row(0, 0, HEADINGS)
    for row in range(rows):
        month, rest = divmod(row, SCHOOLS * KPIS)
        start = date(1940 + month // 12, month % 12 + 1, 1)
        values.write_string(1 + row, 0, f"KPI{rest % KPIS:02d}")
        values.write_number(1 + row, 1, 990001 + rest // KPIS)
        values.write_datetime(1 + row, 2, start, day)
        values.write_datetime(1 + row, 3, start.replace(day=28), day)
        values.write_number(1 + row, 4, 90 + row % 97 / 10)
        values.write_number(1 + row, 5, 9000 + row % 97)
        values.write_number(1 + row, 6, 10000)


def schools_workbook(path: Path, rows: int) -> Path:
    """Schools by name, town by town."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Schools")
        sheet.write_row(0, 0, ("URN", "Name", "Short name", "Phase", "Local authority", "Region"))
        for place in range(rows):
            town, kind = TOWNS[place % len(TOWNS)], ("primary", "secondary")[place % 5 == 0]
            sheet.write_row(
                1 + place, 0, (str(100_000 + place), f"{town} School {place}", f"{town} {place}", kind, town, "East")
            )
    return path
