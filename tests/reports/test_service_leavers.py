"""Is what a leaving client would do said of each, with whether we would hear of it in time?"""

from datetime import date
from pathlib import Path

import pytest

from importers.bring import import_file
from reports.service_answer import Answer, Asked
from reports.service_leavers import who_may_leave
from trustops.costing.from_snapshot import service_inputs
from trustops.models import Alternative, Service
from trustops.quantities.years import AcademicYear
from trustops.snapshot import Snapshot
from trustops.store.engine import reading
from trustops.store.load import load
from trustops.store.migrate import init_database

YEAR = AcademicYear(2026)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory, example: Path) -> Snapshot:
    engine = init_database(f"sqlite:///{tmp_path_factory.mktemp('leavers') / 'trust.db'}")
    import_file(engine, example)
    with reading(engine) as connection:
        return load(connection, date(2026, 11, 22))


def asked(snapshot: Snapshot) -> Answer:
    return who_may_leave(Asked(snapshot, "ATTEND", service_inputs(snapshot, "ATTEND", YEAR)))


def changed(snapshot: Snapshot, model: type, **more: object) -> Snapshot:
    rows = [
        row._replace(**more) if row.service == "ATTEND" else row  # type: ignore[attr-defined]
        for row in snapshot.all(model)
    ]
    return Snapshot(snapshot.as_of, {**snapshot.tables, model: rows})


def test_every_client_is_there_with_its_notice(example: Snapshot) -> None:
    answer = asked(example)
    (table,) = answer.tables
    assert table.texts() == (
        ("Pondfield", "19", "£5,225.00", "−£730.39", "1 June 2027", "1 June 2027", "in time"),
        ("Ver Meadow", "19", "£5,225.00", "−£730.39", "1 June 2027", "1 June 2027", "in time"),
        ("Rushmere", "25", "£6,875.00", "−£2,342.59", "20 July 2027", "1 June 2027", "too late"),
        ("Tansley Croft", "26", "£7,150.00", "−£2,611.29", "1 June 2027", "1 June 2027", "in time"),
    )
    assert answer.sentence.startswith("Losing 1 client (Pondfield) makes")
    assert answer.notes[0] == "So does losing any one of Ver Meadow, Rushmere and Tansley Croft."
    assert answer.notes[-1] == "Rushmere may tell us too late: agree a longer notice."


def test_several_that_must_leave_together_are_a_table_of_their_own(example: Snapshot) -> None:
    answer = asked(changed(example, Alternative, price_pence=35000))
    together, alone = answer.tables
    assert (len(together.rows), len(alone.rows)) == (2, 4)
    assert together.caption == "If they leave together on 31 August 2027"
    assert not any(note.startswith("So does") for note in answer.notes)


def test_notice_of_our_own_that_is_not_known_leaves_the_money_known(example: Snapshot) -> None:
    answer = asked(changed(example, Service, notice_weeks=None))
    assert answer.tables[0].texts()[0][3:] == ("−£730.39", "not known", "not known", "not known")
    assert "give its Notice weeks on the Services sheet" in answer.notes[1]
