"""The migrations make exactly the tables that the models declare."""

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from tests.conftest import ROOT
from trustops.models import Base
from trustops.store.engine import HEAD


def test_models_and_migrations_agree(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_the_version_asked_for_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "trustops" / "store" / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD
