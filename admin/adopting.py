"""How are KPIs of the catalogue taken up? As one import, through the one writer: seen before, and undone as any is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from trustops.kpis.adoption import Adoption
from trustops.models import Benchmark, Fact, Kpi, sheet_of
from trustops.store.comparison import Comparison, Incoming, compare
from trustops.store.write import Origin, write

SOURCE = "kpi_catalogue"
FILE = "the KPI catalogue of trustops"


def adopt(connection: Connection, found: Adoption, who: str) -> int | None:
    """Write what an adoption adds; the import's number, or None when it is all there already.

    What somebody else added since it was looked at stays as it is. The caller holds the transaction.
    """
    return write(connection, list(_new(connection, found)), Origin(FILE, "", SOURCE, who))


def _new(connection: Connection, found: Adoption) -> Iterator[Comparison]:
    sheets: tuple[tuple[type[Fact], Sequence[Any]], ...] = ((Kpi, found.kpis), (Benchmark, found.benchmarks))
    for model, rows in sheets:
        if rows:
            columns = tuple(column.name for column in sheet_of(model).columns)
            values = [tuple(getattr(row, name) for name in columns) for row in rows]
            compared = compare(connection, Incoming(model, columns, values, [None] * len(values)))
            yield replace(compared, changed=[], same=compared.same + len(compared.changed))
