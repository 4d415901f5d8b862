"""Small workbooks for the tests, written as people's programs write them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

Rows = Sequence[Sequence[Any]]


def book(path: Path, sheets: Mapping[str, Rows], formats: Mapping[str, str] | None = None) -> Path:
    """A workbook with these sheets, their first row the headings; ``formats`` gives cells (``Sheet!A2``) a format."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(list(row))
    for place, code in (formats or {}).items():
        sheet, cell = place.split("!")
        if code:
            made[sheet][cell].number_format = code
    made.save(path)
    return path


KPIS = ("KPIs", [("KPI", "Name", "Unit", "Direction", "Frequency"), ("ATT01", "Attendance", "percent", "up", "weekly")])
SCHOOLS = ("Schools", [("URN", "Name", "Phase"), (990001, "Founder", "secondary"), (990002, "Second", "all through")])
