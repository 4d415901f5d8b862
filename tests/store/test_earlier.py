"""What an assessment said before it was made anew: new judgements are history, what was wrong or undone is not."""

from datetime import date

import pytest
from sqlalchemy import Connection

from tests.store.small_trust import ORIGIN, bring, numbers
from trustops.models import Person, Successor
from trustops.models.person import Contract
from trustops.models.succession import Readiness
from trustops.store.earlier import earlier_rows
from trustops.store.load import load
from trustops.store.remove import removal
from trustops.store.undo import undoing, write_undo
from trustops.store.write import write
from trustops.succession.trend import assessed_by

JUNE, JULY, LATER = date(2025, 6, 12), date(2025, 7, 1), date(2026, 6, 11)
YEAR, NOW = Readiness.READY_IN_1_YEAR, Readiness.READY_NOW


@pytest.fixture
def people(small_trust: Connection) -> Connection:
    bring(small_trust, Person, ("person", "name", "site", "contract"), ("P1", "Ada Bell", "100001", Contract.TEACHER))
    return small_trust


def assess(connection: Connection, readiness: Readiness, on: date) -> int:
    """Bring one assessment of Ada Bell for the headship; the number of its import."""
    columns = ("post", "person", "outside_name", "readiness", "assessed_on")
    number = bring(connection, Successor, columns, ("HEAD", "P1", None, readiness, on))
    assert number is not None
    return number


def said(connection: Connection) -> list[tuple[Readiness, date]]:
    return [(row.readiness, row.assessed_on) for row in earlier_rows(connection, Successor)]


def test_a_sheet_that_was_never_written_over_has_no_history(people: Connection) -> None:
    assess(people, YEAR, JUNE)
    assert said(people) == []


def test_each_new_judgement_leaves_the_one_before_the_newest_first(people: Connection) -> None:
    assess(people, YEAR, JUNE)
    assess(people, Readiness.READY_IN_2_3_YEARS, JULY)
    assess(people, NOW, LATER)
    assert said(people) == [(Readiness.READY_IN_2_3_YEARS, JULY), (YEAR, JUNE)]


def test_a_correction_is_no_judgement(people: Connection) -> None:
    assess(people, YEAR, JUNE)
    assess(people, NOW, JUNE)
    assert said(people) == []


def test_what_was_undone_was_never_said(people: Connection) -> None:
    assess(people, YEAR, JUNE)
    number = assess(people, NOW, LATER)
    write_undo(people, undoing(people, number), who="Grace")
    assert set(said(people)) <= {(YEAR, JUNE)}
    assert [row.readiness for row in load(people, LATER).all(Successor)] == [YEAR]


def test_the_snapshot_knows_who_was_ready_when(people: Connection) -> None:
    assess(people, YEAR, JUNE)
    assess(people, NOW, LATER)
    snapshot = load(people, date(2026, 11, 22))
    days = (date(2025, 6, 11), date(2025, 12, 31), date(2026, 8, 31))
    assert [[row.readiness for row in assessed_by(snapshot, day)] for day in days] == [[], [YEAR], [NOW]]


def test_a_past_day_has_the_readiness_known_then_and_the_row_that_said_it(people: Connection) -> None:
    first = assess(people, YEAR, JUNE)
    assess(people, Readiness.READY_IN_2_3_YEARS, JULY)
    last = assess(people, NOW, LATER)
    days = (date(2025, 6, 11), JUNE, date(2026, 6, 10), LATER)
    then = [load(people, day) for day in days]
    assert [[row.readiness for row in each.all(Successor)] for each in then] == [
        [],
        [YEAR],
        [Readiness.READY_IN_2_3_YEARS],
        [NOW],
    ]
    assert [row.import_id for each in (then[1], then[3]) for row in each.all(Successor)] == [first, last]
    assert [each.not_yet.get(Successor, 0) for each in then] == [1, 1, 1, 0]


def test_the_snapshot_counts_what_was_not_known_yet(people: Connection) -> None:
    assess(people, NOW, LATER)
    assert load(people, LATER).not_yet == {}
    assert load(people, JULY).not_yet == {Successor: 1}


def test_a_plan_that_was_deleted_says_nothing(people: Connection) -> None:
    assess(people, YEAR, JUNE)
    assess(people, NOW, LATER)
    write(people, [removal(people, Successor, numbers(people, Successor, person="P1"))], ORIGIN)
    assert said(people) == []
