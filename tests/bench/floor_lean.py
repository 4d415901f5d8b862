"""The floor of an import: a native reader, a dictionary of ids, one upsert. No checks, no messages, no audit.

It does less than the job, on purpose: nobody should expect to be faster than this in Python.
"""

import sqlite3
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

TABLE = """
CREATE TABLE kpi_value (
    id INTEGER PRIMARY KEY, kpi INTEGER NOT NULL, site INTEGER NOT NULL, start TEXT NOT NULL, end TEXT NOT NULL,
    value REAL, numerator REAL, denominator REAL, UNIQUE (kpi, site, start)
)
"""
UPSERT = """
INSERT INTO kpi_value (kpi, site, start, end, value, numerator, denominator) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (kpi, site, start) DO UPDATE SET value = excluded.value
"""


def floor_read(workbook: Path) -> list[list[Any]]:
    """The rows of KPI values as the native reader gives them: the floor of a preview."""
    return CalamineWorkbook.from_path(workbook).get_sheet_by_name("KPI values").to_python()[1:]


def floor_lean(workbook: Path, database: Path) -> int:
    """Read the KPI values of a workbook and upsert them; returns the number of rows."""
    connection = sqlite3.connect(database)
    connection.execute(TABLE)
    kpis: dict[object, int] = {}
    sites: dict[object, int] = {}
    ready = [
        (
            kpis.setdefault(kpi, len(kpis)),
            sites.setdefault(site, len(sites)),
            start.isoformat(),
            end.isoformat(),
            value,
            numerator,
            denominator,
        )
        for kpi, site, start, end, value, numerator, denominator in floor_read(workbook)
    ]
    with connection:
        connection.executemany(UPSERT, ready)
    connection.close()
    return len(ready)
