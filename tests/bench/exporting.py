"""What does writing 100,000 KPI values to a workbook cost, beside the fastest writer there is for Python?"""

import sqlite3
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from importers.bring import import_file
from importers.export import write_export
from tests.bench.importing import ROWS
from tests.bench.measure import paired, verdict
from tests.bench.workbooks import HEADINGS, values_workbook
from trustops.store.engine import reading
from trustops.store.load import load
from trustops.store.migrate import init_database

DAYS = ("Start", "End")


def bench_export(folder: Path) -> None:
    """The whole trust as its workbook, from the database on, beside one sheet of bare values."""
    if find_spec("rustpy_xlsxwriter") is None:
        print("rustpy-xlsxwriter is not installed, so the export was not measured")
        return
    database = folder / "export.db"
    engine = init_database(f"sqlite:///{database}")
    import_file(engine, values_workbook(folder / "values.xlsx", ROWS))
    seconds, peer, found = paired(
        lambda run: export(engine, folder / f"ours{run}.xlsx"),
        lambda run: rust_export(database, folder / f"rust{run}.xlsx"),
        runs=3,
    )
    print(f"export of {ROWS:,} KPI values: {seconds:.2f} s, {found:.2f} x rustpy-xlsxwriter with the query "
          f"({peer:.2f} s); {verdict(found, 1.3)}")  # fmt: skip
    engine.dispose()


def export(engine: Engine, path: Path) -> int:
    """The trust as it is in the database, as its workbook; the number of rows."""
    with reading(engine) as connection:
        snapshot = load(connection, date.max)
    return write_export(path, snapshot)


def rust_export(database: Path, path: Path) -> None:
    """The same values by rustpy-xlsxwriter: one query, real days, the headings bold, held and filtered."""
    from rustpy_xlsxwriter import Format, write_worksheet

    day = Format().set_num_format("dd/mm/yyyy")
    write_worksheet(
        values(database),
        str(path),
        sheet_name="KPI values",
        freeze_row=1,
        autofilter=True,
        bold_headers=True,
        column_formats=dict.fromkeys(DAYS, day),
    )


def values(database: Path) -> Iterator[dict[str, Any]]:
    connection = sqlite3.connect(database)
    query = 'SELECT kpi, site, start, "end", value, numerator, denominator FROM kpi_value ORDER BY kpi, site, start'
    for row in connection.execute(query):
        found = dict(zip(HEADINGS, row, strict=True))
        yield found | {name: date.fromisoformat(found[name]) for name in DAYS}
    connection.close()
