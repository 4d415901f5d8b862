"""An import taken back, and what is asked of a person where somebody was there since; on both databases."""

from datetime import date

import pytest
from sqlalchemy import Connection, select

from tests.store.small_trust import ORIGIN, VALUE_COLUMNS, bring, figure, numbers
from trustops.models import AuditEvent, Import, Kpi, KpiValue, Person, Post, School, Service
from trustops.models.person import Contract
from trustops.models.school import Phase
from trustops.quantities.errors import TrustopsError
from trustops.store.comparison import Incoming, compare
from trustops.store.conflicts import Why
from trustops.store.remove import removal
from trustops.store.undo import Undo, undoing, undone_by, write_undo
from trustops.store.write import write

PERSON_COLUMNS = ("person", "name", "site", "contract")
ADA = ("P1", "Ada Byron", "TRUST", Contract.EXECUTIVE)
AUTUMN, SPRING = date(2026, 9, 1), date(2027, 1, 4)


def figures(connection: Connection) -> list[tuple[object, ...]]:
    """Every KPI value with all that it says and where it came from; not its version, which only goes up."""
    columns = [column for column in KpiValue.__table__.columns if column.name not in ("id", "version")]
    return sorted(map(tuple, connection.execute(select(*columns))), key=str)


def take_back(connection: Connection, number: int | None, *, decide: str = "") -> int | None:
    assert number is not None
    undo = undoing(connection, number)
    ids = frozenset(each.id for each in undo.conflicts)
    chosen = {decide: ids} if decide else {}
    return write_undo(connection, undo, who="Grace", **chosen)


def three_ways(connection: Connection) -> int:
    """One import that changes one value, creates one and deletes one."""
    rows = [figure("ATT01", "TRUST", AUTUMN, "94.2"), figure("ATT02", "TRUST", SPRING, "88")]
    number = bring(connection, KpiValue, VALUE_COLUMNS, *rows, replaces=True)
    assert number is not None
    return number


def test_an_import_is_taken_back_whole_done_again_and_taken_back_again(small_trust: Connection) -> None:
    before = figures(small_trust)
    number = three_ways(small_trust)
    after = figures(small_trust)
    undo = undoing(small_trust, number)
    (comparison,) = undo.comparisons
    counts = [len(rows) for rows in (comparison.deleted, comparison.changed, comparison.restored)]
    assert (counts, undo.conflicts) == ([1, 1, 1], ())
    undone = write_undo(small_trust, undo, who="Grace")
    assert figures(small_trust) == before
    redone = take_back(small_trust, undone)
    assert _without_origin(figures(small_trust)) == _without_origin(after)
    take_back(small_trust, redone)
    assert figures(small_trust) == before
    made = small_trust.execute(
        select(Import.source, Import.undoes, Import.accepted_by).where(Import.id == undone)
    ).one()
    assert tuple(made) == ("undo", number, "Grace")
    events = small_trust.execute(select(AuditEvent.what).where(AuditEvent.import_id == undone)).scalars()
    assert sorted(events) == ["changed", "deleted", "restored"]


def _without_origin(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [row[3:] for row in rows]


def test_undoing_twice_does_nothing_and_says_so(small_trust: Connection) -> None:
    number = three_ways(small_trust)
    undone = take_back(small_trust, number)
    again = undoing(small_trust, number)
    assert (again.writes, again.notes) == (False, (f"Import {number} was undone already, by import {undone}.",))
    assert write_undo(small_trust, again, who="Grace") is None
    assert undone_by(small_trust) == {number: undone}


def test_an_import_that_is_not_there_is_said(small_trust: Connection) -> None:
    with pytest.raises(TrustopsError, match="There is no import 0; the Data page"):
        undoing(small_trust, 0)


def test_rows_that_one_import_brought_to_a_sheet_in_two_shapes_are_taken_back_once(small_trust: Connection) -> None:
    before = figures(small_trust)
    shorter = VALUE_COLUMNS[:5]
    parts = [
        Incoming(KpiValue, VALUE_COLUMNS, [figure("ATT02", "TRUST", AUTUMN, "88")], [2]),
        Incoming(KpiValue, shorter, [figure("ATT02", "TRUST", SPRING, "89")[:5]], [3]),
    ]
    number = write(small_trust, [compare(small_trust, part) for part in parts], ORIGIN)
    assert number is not None
    undo = undoing(small_trust, number)
    assert ([len(each.deleted) for each in undo.comparisons], undo.notes) == ([2], ())
    undone = write_undo(small_trust, undo, who="Grace")
    assert figures(small_trust) == before
    redone = take_back(small_trust, undone)
    assert len(figures(small_trust)) == len(before) + 2
    take_back(small_trust, redone)
    assert figures(small_trust) == before


def edited_since(connection: Connection) -> Undo:
    number = bring(connection, Service, ("service", "name", "notice_weeks"), ("ATT", "Attendance team", 4))
    bring(connection, Service, ("service", "name"), ("ATT", "Attendance and welfare"))
    assert number is not None
    return undoing(connection, number)


def service(connection: Connection) -> tuple[object, ...]:
    return tuple(connection.execute(select(Service.name, Service.notice_weeks)).one())


def test_a_fact_edited_since_is_a_conflict_that_must_be_decided(small_trust: Connection) -> None:
    undo = edited_since(small_trust)
    (found,) = undo.conflicts
    told = (found.sheet, found.key, found.column, found.why, found.left, found.now, found.would, found.who)
    names = ("Attendance team", "Attendance and welfare", "Attendance")
    assert told == ("Services", "ATT", "Name", Why.CHANGED, *names, "Ada")
    assert found.by == undo.import_id + 1
    with pytest.raises(TrustopsError, match=r"Nothing was undone: 1 conflict is not decided, first Services, ATT"):
        write_undo(small_trust, undo, who="Grace")


def test_a_conflict_that_is_kept_leaves_its_row(small_trust: Connection) -> None:
    undo = edited_since(small_trust)
    assert write_undo(small_trust, undo, who="Grace", keep=frozenset({undo.conflicts[0].id})) is None
    assert service(small_trust) == ("Attendance and welfare", 4)


def test_a_conflict_that_is_overwritten_sets_its_row_back(small_trust: Connection) -> None:
    undo = edited_since(small_trust)
    number = write_undo(small_trust, undo, who="Grace", overwrite=frozenset({undo.conflicts[0].id}))
    assert service(small_trust) == ("Attendance", None)
    assert small_trust.execute(select(Service.import_id)).scalar() == number


def test_another_fact_of_the_row_edited_since_is_no_conflict(small_trust: Connection) -> None:
    number = bring(small_trust, Service, ("service", "notice_weeks"), ("ATT", 4))
    bring(small_trust, Service, ("service", "name"), ("ATT", "Attendance and welfare"))
    take_back(small_trust, number)
    assert service(small_trust) == ("Attendance and welfare", None)


def test_a_created_row_edited_since_is_a_conflict_with_what_the_import_left(small_trust: Connection) -> None:
    number = bring(small_trust, Person, PERSON_COLUMNS, ADA)
    bring(small_trust, Person, ("person", "name"), ("P1", "Ada Lovelace"))
    bring(small_trust, Person, ("person", "name"), ("P1", "Ada King"))
    assert number is not None
    (found,) = undoing(small_trust, number).conflicts
    assert (found.column, found.left, found.now, found.would) == ("Name", "Ada Byron", "Ada King", None)
    take_back(small_trust, number, decide="overwrite")
    assert numbers(small_trust, Person) == []


def test_a_fact_that_somebody_set_back_already_is_no_conflict(small_trust: Connection) -> None:
    number = bring(small_trust, Service, ("service", "name"), ("ATT", "Attendance team"))
    bring(small_trust, Service, ("service", "name"), ("ATT", "Attendance"))
    assert number is not None
    undo = undoing(small_trust, number)
    assert (undo.writes, undo.conflicts) == (False, ())


def test_another_row_of_the_same_key_is_not_what_came_back(small_trust: Connection) -> None:
    redone = take_back(small_trust, take_back(small_trust, bring(small_trust, Person, PERSON_COLUMNS, ADA)))
    write(small_trust, [removal(small_trust, Person, numbers(small_trust, Person))], ORIGIN)
    bring(small_trust, Person, PERSON_COLUMNS, ADA)
    assert redone is not None
    undo = undoing(small_trust, redone)
    assert (undo.writes, undo.notes) == (False, ("People: 1 row that it brought was deleted since.",))


def test_a_changed_row_deleted_since_can_only_be_left(small_trust: Connection) -> None:
    number = bring(small_trust, Service, ("service", "name"), ("ATT", "Attendance team"))
    write(small_trust, [removal(small_trust, Service, numbers(small_trust, Service))], ORIGIN)
    with pytest.raises(TrustopsError, match="deleted since"):
        take_back(small_trust, number, decide="overwrite")
    assert take_back(small_trust, number, decide="keep") is None


def test_a_created_row_deleted_since_is_only_noted(small_trust: Connection) -> None:
    number = bring(small_trust, Person, PERSON_COLUMNS, ADA)
    write(small_trust, [removal(small_trust, Person, numbers(small_trust, Person))], ORIGIN)
    assert number is not None
    undo = undoing(small_trust, number)
    assert (undo.writes, undo.conflicts) == (False, ())
    assert undo.notes == ("People: 1 row that it brought was deleted since.",)


def test_a_deleted_row_that_is_there_again_is_a_conflict(small_trust: Connection) -> None:
    number = write(small_trust, [removal(small_trust, Service, numbers(small_trust, Service))], ORIGIN)
    bring(small_trust, Service, ("service", "name", "owner", "kpis"), ("ATT", "New team", "CEO", ("ATT01", "ATT02")))
    assert number is not None
    (found,) = undoing(small_trust, number).conflicts
    assert (found.column, found.why, found.now, found.would) == ("Name", Why.BACK, "New team", "Attendance")
    take_back(small_trust, number, decide="overwrite")
    assert service(small_trust) == ("Attendance", None)


def test_a_created_row_that_something_refers_to_since_can_only_be_left(small_trust: Connection) -> None:
    number = bring(small_trust, Post, ("post", "title", "site"), ("COO", "Chief operating officer", "TRUST"))
    bring(small_trust, Service, ("service", "owner"), ("ATT", "COO"))
    assert number is not None
    (found,) = undoing(small_trust, number).conflicts
    assert (found.key, found.why, found.now) == ("COO", Why.REFERRED, "Services, Owner: ATT")
    with pytest.raises(TrustopsError, match="referred to since"):
        take_back(small_trust, number, decide="overwrite")
    assert take_back(small_trust, number, decide="keep") is None


def test_a_row_that_would_come_back_referring_to_nothing_can_only_be_left(small_trust: Connection) -> None:
    number = write(small_trust, [removal(small_trust, Service, numbers(small_trust, Service))], ORIGIN)
    write(small_trust, [removal(small_trust, Kpi, numbers(small_trust, Kpi, kpi="ATT02"))], ORIGIN)
    assert number is not None
    (found,) = undoing(small_trust, number).conflicts
    assert (found.key, found.column, found.why, found.would) == ("ATT", "KPIs", Why.LOST, "ATT02")
    assert take_back(small_trust, number, decide="keep") is None


def test_what_a_kept_row_needs_cannot_go(small_trust: Connection) -> None:
    columns = ("post", "title", "site", "reports_to")
    number = bring(small_trust, Post, columns, ("BOSS", "Boss", "TRUST", None), ("AIDE", "Aide", "TRUST", "BOSS"))
    bring(small_trust, Post, ("post", "title"), ("AIDE", "First aide"))
    with pytest.raises(TrustopsError, match=r"first Posts, BOSS \(referred to since\)"):
        take_back(small_trust, number, decide="keep")


def test_an_older_import_is_taken_back_and_the_later_one_stands(small_trust: Connection) -> None:
    number = bring(small_trust, KpiValue, VALUE_COLUMNS, figure("ATT02", "TRUST", AUTUMN, "80"))
    bring(small_trust, KpiValue, VALUE_COLUMNS, figure("ATT02", "TRUST", SPRING, "81"))
    take_back(small_trust, number)
    starts = small_trust.execute(select(KpiValue.start).where(KpiValue.kpi == "ATT02")).scalars().all()
    assert starts == [SPRING]


def test_a_row_comes_back_under_its_own_number_unless_another_has_it(small_trust: Connection) -> None:
    (was,) = numbers(small_trust, Service)
    number = write(small_trust, [removal(small_trust, Service, [was])], ORIGIN)
    bring(small_trust, Service, ("service", "name"), ("NEW", "Another"))
    take_back(small_trust, number)
    versions = {row[0]: row[1] for row in small_trust.execute(select(Service.service, Service.version))}
    assert versions == {"NEW": 1, "ATT": 2}


def test_what_refers_to_each_other_goes_and_comes_back_across_sheets(small_trust: Connection) -> None:
    school = Incoming(School, ("urn", "name", "phase"), [("100002", "Birch School", Phase.PRIMARY)], [2])
    post = Incoming(Post, ("post", "title", "site"), [("BIRCH", "Head", "100002")], [2])
    number = write(small_trust, [compare(small_trust, post), compare(small_trust, school)], ORIGIN)
    undone = take_back(small_trust, number)
    assert (numbers(small_trust, School, urn="100002"), numbers(small_trust, Post, post="BIRCH")) == ([], [])
    take_back(small_trust, undone)
    assert (len(numbers(small_trust, School, urn="100002")), len(numbers(small_trust, Post, post="BIRCH"))) == (1, 1)
