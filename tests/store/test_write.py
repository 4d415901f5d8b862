"""Rows in: compared, written with their origin and audit, the same on both databases."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, func, select

from trustops.models import SHEETS, AuditEvent, Holder, Import, KpiValue, Person, Post, School, record_of
from trustops.models.person import Contract
from trustops.models.school import Phase
from trustops.quantities.errors import TrustopsError
from trustops.snapshot import Snapshot
from trustops.store.engine import NoDatabase, open_database, reading, writing
from trustops.store.load import load
from trustops.store.migrate import init_database
from trustops.store.write import Comparison, Incoming, Origin, compare, write

TODAY = date(2026, 11, 22)
ORIGIN = Origin("people.xlsx", "0" * 64, "workbook", "Ada")
COLUMNS = ("person", "name", "site", "contract", "notice_weeks")


def people(*rows: tuple[object, ...]) -> Incoming:
    return Incoming(Person, COLUMNS, rows, list(range(2, 2 + len(rows))))


def save(engine: Engine, incoming: Incoming, origin: Origin = ORIGIN) -> tuple[Comparison, int | None]:
    with writing(engine) as connection:
        comparison = compare(connection, incoming)
        return comparison, write(connection, [comparison], origin)


def snapshot(engine: Engine, as_of: date = TODAY) -> Snapshot:
    with reading(engine) as connection:
        return load(connection, as_of)


ADA = ("P1", "Ada Byron", "TRUST", Contract.EXECUTIVE, 26)


def test_a_new_row_is_created_with_its_origin_and_one_audit_event(engine: Engine) -> None:
    comparison, number = save(engine, people(ADA))
    assert (len(comparison.created), len(comparison.changed), comparison.same) == (1, 0, 0)
    known = snapshot(engine)
    row = known.one(Person, "P1")
    assert row is not None
    assert (row.name, row.contract, row.notice_weeks) == ("Ada Byron", Contract.EXECUTIVE, 26)
    assert known.origin(row) == "people.xlsx, People row 2"
    with reading(engine) as connection:
        events = connection.execute(select(AuditEvent.import_id, AuditEvent.what, AuditEvent.rows)).all()
        assert [tuple(found) for found in events] == [(number, "created", 1)]


def test_the_same_row_again_writes_nothing(engine: Engine) -> None:
    save(engine, people(ADA))
    comparison, number = save(engine, people(ADA))
    assert (comparison.writes, comparison.same, number) == (False, 1, None)
    with reading(engine) as connection:
        assert len(connection.execute(select(Import.id)).all()) == 1


def test_a_changed_field_is_kept_before_and_after_in_the_audit(engine: Engine) -> None:
    save(engine, people(ADA))
    comparison, _ = save(engine, people((*ADA[:4], 13)))
    assert comparison.changed[0].before == {"notice_weeks": 26}
    with reading(engine) as connection:
        details = connection.execute(select(AuditEvent.detail).where(AuditEvent.what == "changed")).scalars().all()
        version = connection.execute(select(Person.version)).scalar()
    row = {"key": {"person": "P1"}, "before": {"notice_weeks": 26}, "after": {"notice_weeks": 13}}
    assert details == [{"rows": [row | {"import_id": 1, "source_row": 2}]}]
    assert version == 2


def test_a_column_that_is_not_given_is_left_alone(engine: Engine) -> None:
    save(engine, people(ADA))
    save(engine, Incoming(Person, ("person", "name"), [("P1", "Ada Lovelace")], [2]))
    row = snapshot(engine).one(Person, "P1")
    assert row is not None
    assert (row.name, row.notice_weeks) == ("Ada Lovelace", 26)


def test_a_failure_half_way_keeps_nothing(engine: Engine) -> None:
    dangling = Incoming(Holder, ("post", "person", "from_date"), [("NO-POST", "P1", TODAY)], [2])

    def save_both() -> None:
        with writing(engine) as connection:
            write(connection, [compare(connection, people(ADA)), compare(connection, dangling)], ORIGIN)

    with pytest.raises(TrustopsError, match="Nothing was changed"):
        save_both()
    assert snapshot(engine).all(Person) == ()


@pytest.mark.parametrize("figure", ["93.1", "0.000001", "123456789012345", "-6.06903", "100", "0"])
def test_numbers_come_back_digit_for_digit(engine: Engine, figure: str) -> None:
    columns = ("kpi", "site", "start", "end", "value")
    rows = [("ATT01", "TRUST", date(2025, 9, 1), date(2025, 10, 24), Decimal(figure))]
    from trustops.models import Kpi
    from trustops.models.kpi import Direction, Frequency, Unit

    kpi = ("ATT01", "Attendance", Unit.PERCENT, Direction.UP, Frequency.HALF_TERMLY)
    save(engine, Incoming(Kpi, ("kpi", "name", "unit", "direction", "frequency"), [kpi], [2]))
    save(engine, Incoming(KpiValue, columns, rows, [2]))
    value = snapshot(engine).all(KpiValue)[0].value
    assert value == Decimal(figure)
    assert format(value, "f") == figure


def test_a_snapshot_takes_one_query_a_sheet_whatever_the_trust_holds(engine: Engine) -> None:
    save(engine, people(*((f"P{n}", f"Person {n}", "TRUST", Contract.SUPPORT, None) for n in range(300))))
    counted: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *said: counted.append(said[2]))
    assert len(snapshot(engine).all(Person)) == 300
    selects = [statement for statement in counted if statement.lstrip().upper().startswith("SELECT")]
    assert len(selects) == len(SHEETS) + 2, "the imports, and what was assessed before"


def test_what_was_received_later_is_not_known_yet() -> None:
    late = record_of(KpiValue)(
        kpi="ATT01", site="TRUST", start=date(2026, 9, 1), end=date(2026, 10, 23), received_on=date(2026, 11, 30)
    )
    assert Snapshot.of(TODAY, [late]).all(KpiValue) == ()
    assert Snapshot.of(date(2026, 12, 1), [late]).all(KpiValue) == [late]


def test_no_database_is_ever_made_in_silence(tmp_path: Path) -> None:
    with pytest.raises(NoDatabase, match="run `trustops init`"):
        open_database(f"sqlite:///{tmp_path / 'none.db'}")
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("this is a text file, long enough to be read as a database header " * 20)
    with pytest.raises(TrustopsError, match="is not a trustops database"):
        open_database(f"sqlite:///{tmp_path / 'notes.db'}")


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'trustops.db'}"
    engine = init_database(url)
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for opening in (open_database, init_database):
        with pytest.raises(TrustopsError, match="newer trustops"):
            opening(url)


def test_an_address_that_is_none_is_said_plainly() -> None:
    with pytest.raises(TrustopsError, match="is not the address of a database"):
        open_database("nonsense://x")


def test_posts_may_report_to_posts_that_come_later(engine: Engine) -> None:
    rows = [("DEP", "Deputy", "TRUST", "CEO"), ("CEO", "Chief executive", "TRUST", None)]
    save(engine, Incoming(Post, ("post", "title", "site", "reports_to"), rows, [2, 3]))
    assert len(snapshot(engine).all(Post)) == 2


def test_pages_are_read_while_a_large_import_is_written(sqlite: Engine) -> None:
    rows = [(f"{100_000 + place}", f"School {place} " + "x" * 200, Phase.PRIMARY) for place in range(20_000)]
    incoming = Incoming(School, ("urn", "name", "phase"), rows, [None] * len(rows))
    with writing(sqlite) as connection:
        write(connection, [compare(connection, incoming)], ORIGIN)
        with reading(sqlite) as other:
            assert other.execute(select(func.count()).select_from(School.__table__)).scalar() == 0
    with reading(sqlite) as other:
        assert other.execute(select(func.count()).select_from(School.__table__)).scalar() == len(rows)
