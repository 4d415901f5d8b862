"""The migrations make exactly the tables that the models declare, and lose no row on the way."""

import sqlite3

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from tests.conftest import ROOT
from trustops.models import Base
from trustops.quantities.errors import TrustopsError
from trustops.store.engine import HEAD, reading, writing
from trustops.store.migrate import rebuilding, upgrade

MIGRATIONS = ROOT / "trustops" / "store" / "migrations"

A_SMALL_TRUST = """
INSERT INTO "import" (id, file, sha256, source, accepted_by, accepted_at, created, changed)
VALUES (1, 'trust.xlsx', 'x', 'workbook', 'Ada', '2026-09-01 09:00:00', 4, 0);
INSERT INTO audit_event (id, import_id, at, who, what, sheet, rows, detail)
VALUES (1, 1, '2026-09-01 09:00:00', 'Ada', 'created', 'Posts', 2, '{}');
INSERT INTO school (id, version, created_in, import_id, urn, name, phase)
VALUES (1, 1, 1, 1, '990001', 'Ashwell School', 'primary');
INSERT INTO relation (id, version, created_in, import_id, urn, relation, from_date)
VALUES (1, 1, 1, 1, '990001', 'founder', '2012-09-01');
INSERT INTO post (id, version, created_in, import_id, post, title, site, hours, weeks, leave_days)
VALUES (1, 1, 1, 1, 'CEO', 'Chief executive', 'TRUST', 37, 52.143, 33);
INSERT INTO post (id, version, created_in, import_id, post, title, site, reports_to, hours, weeks, leave_days)
VALUES (2, 3, 1, 1, 'HEAD', 'Headteacher', '990001', 'CEO', 37, 52.143, 33)
"""
FILLED = ("import", "audit_event", "school", "relation", "post")


def test_models_and_migrations_agree(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_the_version_asked_for_is_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(configured()).get_current_head() == HEAD


def configured() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def back_to_the_first(engine: Engine) -> None:
    config = configured()
    with rebuilding(engine) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")


def rows(engine: Engine) -> dict[str, list[dict[str, object]]]:
    with reading(engine) as connection:
        found = {table: connection.execute(text(f'SELECT * FROM "{table}" ORDER BY id')) for table in FILLED}
        return {table: [dict(row) for row in result.mappings()] for table, result in found.items()}


def fill(engine: Engine, statements: str = A_SMALL_TRUST) -> None:
    with writing(engine) as connection:
        for statement in statements.split(";"):
            connection.exec_driver_sql(statement)


def test_a_filled_database_goes_up_and_down_without_losing_a_row(engine: Engine) -> None:
    back_to_the_first(engine)
    fill(engine)
    before = rows(engine)
    assert [len(found) for found in before.values()] == [1, 1, 1, 1, 2]
    upgrade(engine)
    for table, found in rows(engine).items():
        assert [now | then for now, then in zip(found, before[table], strict=True)] == found
    back_to_the_first(engine)
    assert rows(engine) == before
    upgrade(engine)
    upgrade(engine)
    test_models_and_migrations_agree(engine)


def test_references_are_checked_again_once_the_tables_are_made_anew(engine: Engine) -> None:
    back_to_the_first(engine)
    fill(engine)
    upgrade(engine)
    with pytest.raises(TrustopsError, match="Nothing was changed"):
        fill(engine, "UPDATE post SET reports_to = 'NOBODY' WHERE post = 'HEAD'")


def test_a_reference_that_leads_nowhere_stops_the_migration(sqlite: Engine) -> None:
    back_to_the_first(sqlite)
    fill(sqlite)
    with sqlite3.connect(str(sqlite.url.database)) as unchecked:
        unchecked.execute("UPDATE relation SET urn = '990009'")
    unchecked.close()
    with pytest.raises(TrustopsError, match="table relation refers to one that is not in school"):
        upgrade(sqlite)
    with reading(sqlite) as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "0001"
