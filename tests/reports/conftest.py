"""What do the packs of these tests look at? The example trust, imported once, on the day that its story is told."""

from datetime import date
from pathlib import Path

import pytest

from importers.bring import import_file
from trustops.snapshot import Snapshot
from trustops.store.engine import reading
from trustops.store.load import load
from trustops.store.migrate import init_database


@pytest.fixture(scope="session")
def trust(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Everything known of the example trust on 22 November 2026."""
    engine = init_database(f"sqlite:///{tmp_path_factory.mktemp('packs') / 'trustops.db'}")
    import_file(engine, example)
    with reading(engine) as connection:
        snapshot = load(connection, date(2026, 11, 22))
    engine.dispose()
    return snapshot
