"""What are the tests of deleting, undoing and history about? One small trust, and the short ways to write to it."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select, text

from trustops.models import Fact, Kpi, KpiValue, Post, School, Service
from trustops.models.kpi import Direction, Frequency, Unit
from trustops.models.school import Phase
from trustops.store.comparison import Incoming, compare
from trustops.store.write import Origin, write

ORIGIN = Origin("a.xlsx", "0" * 64, "workbook", "Ada")
VALUE_COLUMNS = ("kpi", "site", "start", "end", "value", "not_published")


def bring(
    connection: Connection, model: type[Fact], columns: tuple[str, ...], *rows: tuple[Any, ...], replaces: bool = False
) -> int | None:
    incoming = Incoming(model, columns, rows, list(range(2, 2 + len(rows))), replaces=replaces)
    return write(connection, [compare(connection, incoming)], ORIGIN)


def numbers(connection: Connection, model: type[Fact], **having: object) -> list[int]:
    return list(connection.execute(select(model.id).filter_by(**having)).scalars())


def figure(kpi: str, site: str, start: date, value: str | None, mark: str | None = None) -> tuple[Any, ...]:
    return (kpi, site, start, start.replace(day=28), Decimal(value) if value else None, mark)


def fill(connection: Connection) -> None:
    """A school, a post there, two KPIs with values and a service that names both."""
    bring(connection, School, ("urn", "name", "phase"), ("100001", "Ashwell School", Phase.PRIMARY))
    bring(connection, Post, ("post", "title", "site"), ("HEAD", "Head", "100001"), ("CEO", "Chief executive", "TRUST"))
    kpis = [(code, code, Unit.PERCENT, Direction.UP, Frequency.TERMLY) for code in ("ATT01", "ATT02")]
    bring(connection, Kpi, ("kpi", "name", "unit", "direction", "frequency"), *kpis)
    first = figure("ATT01", "100001", date(2026, 9, 1), "93.10")
    second = figure("ATT01", "TRUST", date(2026, 9, 1), None, "SUPP")
    bring(connection, KpiValue, VALUE_COLUMNS, first, second)
    bring(connection, Service, ("service", "name", "owner", "kpis"), ("ATT", "Attendance", "CEO", ("ATT01", "ATT02")))


def check_references(connection: Connection) -> None:
    """What the database checks when a transaction is kept: that every reference leads somewhere."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    else:
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
