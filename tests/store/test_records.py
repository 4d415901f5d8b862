"""Lists, lookups and single saves give the same answers on SQLite and PostgreSQL, within what is somebody's."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select

from trustops.models import Agreement, DataClass, Fact, Person, Post, Relation, School, Service, sheet_of
from trustops.models.school import Phase, RelationKind
from trustops.models.service import AgreementStatus
from trustops.store.engine import reading, writing
from trustops.store.one_row import Gone, MovedOn, Shown, Taken, changing, creating
from trustops.store.records import (
    Ask,
    Filter,
    How,
    Option,
    Scope,
    counts,
    every,
    one,
    options,
    page_of,
    scope_of,
    unknown_codes,
)
from trustops.store.write import Comparison, Incoming, Origin, compare, write

SEEN_BY_CFO = frozenset({DataClass.PUBLIC, DataClass.INTERNAL, DataClass.CONFIDENTIAL})
SEEN_BY_HR = SEEN_BY_CFO | {DataClass.RESTRICTED_HR}
ORIGIN = Origin("a.xlsx", "0" * 64, "workbook", "Ada")


def fill(connection: Connection, model: type[Fact], columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    made = list(rows)
    comparison = compare(connection, Incoming(model, columns, made, [None] * len(made)))
    write(connection, [comparison], ORIGIN)


@pytest.fixture
def trust(engine: Engine) -> Engine:
    schools = [
        ("100001", "Ashwell School", None, Phase.PRIMARY),
        ("100002", "Oak_tree 50% School", "Oak", Phase.SECONDARY),
        ("100003", "BIRCH School", "Birch", Phase.PRIMARY),
    ]
    with writing(engine) as connection:
        fill(connection, School, ("urn", "name", "short_name", "phase"), schools)
        relations = [(urn, RelationKind.MEMBER, date(2020, 1, place)) for place, (urn, *_) in enumerate(schools, 1)]
        fill(connection, Relation, ("urn", "relation", "from_date"), relations)
        fill(connection, Service, ("service", "name"), [("ATT", "Attendance")])
        columns = ("agreement", "service", "urn", "status", "from_date", "days_per_year")
        first = ("A1", "ATT", "100001", AgreementStatus.SIGNED, date(2025, 9, 1), Decimal(38))
        second = ("A2", "ATT", "100003", AgreementStatus.SIGNED, date(2026, 1, 5), Decimal(19))
        fill(connection, Agreement, columns, [first, second])
    return engine


def scoped(model: type[Fact], seen: frozenset[DataClass] = SEEN_BY_CFO, site: str | None = None) -> Scope:
    found = scope_of(model, seen, site=site)
    assert found is not None
    return found


def urns(engine: Engine, ask: Ask, site: str | None = None) -> list[str]:
    with reading(engine) as connection:
        return [row.urn for row in page_of(connection, scoped(School, site=site), ask).rows]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["100001", "100002", "100003"]),
        ("birch", ["100003"]),
        ("SCHOOL ash", ["100001"]),
        ("50%", ["100002"]),
        ("%", ["100002"]),
        ("_", ["100002"]),
        ("!", []),
        ("'", []),
    ],
)
def test_words_are_looked_for_as_they_stand(trust: Engine, words: str, found: list[str]) -> None:
    assert urns(trust, Ask(words=words)) == found


def test_what_a_code_is_called_is_looked_through_and_shown(trust: Engine) -> None:
    with reading(trust) as connection:
        rows = page_of(connection, scoped(Agreement), Ask(words="birch")).rows
    assert [(row.agreement, row.label_of_urn, row.label_of_service) for row in rows] == [("A2", "Birch", "Attendance")]


def test_what_is_empty_sorts_last_both_ways(trust: Engine) -> None:
    assert urns(trust, Ask(sort="short_name")) == ["100003", "100002", "100001"]
    assert urns(trust, Ask(sort="short_name", down=True)) == ["100002", "100003", "100001"]


def test_filters_and_pages(trust: Engine) -> None:
    assert urns(trust, Ask(filters=(Filter("phase", How.IS, Phase.PRIMARY),))) == ["100001", "100003"]
    with reading(trust) as connection:
        late = Ask(filters=(Filter("from_date", How.FROM, date(2026, 1, 1)),))
        assert [row.agreement for row in every(connection, scoped(Agreement), late)] == ["A2"]
        last = page_of(connection, scoped(School), Ask(page=9, size=2))
    assert ([row.urn for row in last.rows], last.total, last.number, last.pages) == (["100003"], 3, 2, 2)


def test_one_site_is_the_wall_of_every_question(trust: Engine) -> None:
    mine = scoped(Agreement, site="100001")
    with reading(trust) as connection:
        other = connection.execute(select(Agreement.id).where(Agreement.agreement == "A2")).scalar_one()
        assert [row.agreement for row in page_of(connection, mine, Ask(words="att")).rows] == ["A1"]
        assert one(connection, mine, other) is None
        assert counts(connection, [mine, scoped(School, site="100003")]) == [1, 1]
        column = sheet_of(Agreement).column("urn")
        assert options(connection, mine, column) == [Option("100001", "Ashwell School")]
        assert unknown_codes(connection, mine, column, ["100001", "100003"]) == ["100003"]
        assert unknown_codes(connection, scoped(Agreement), column, ["100003", "999999"]) == ["999999"]


def test_a_sheet_is_not_theirs_whose_key_they_may_not_see() -> None:
    assert scope_of(Person, SEEN_BY_CFO) is None
    assert scope_of(Person, SEEN_BY_HR) is not None
    assert scope_of(Service, SEEN_BY_CFO, site="100001") is None, "a service is not about one school"
    names = [column.name for column in scoped(Post).columns]
    assert "salary_pence" not in names
    assert "title" in names


def test_a_row_is_changed_by_its_number_and_version(trust: Engine) -> None:
    with writing(trust) as connection:
        number, made = connection.execute(select(School.id, School.created_in).where(School.urn == "100001")).one()
        outcome = changing(connection, School, number, Shown(1, made), {"name": "Ashwell Primary", "short_name": None})
        assert isinstance(outcome, Comparison)
        assert dict(outcome.changed[0].after) == {"name": "Ashwell Primary"}
        write(connection, [outcome], Origin("typed in", "", "form", "Ada"))
        stale = changing(connection, School, number, Shown(1, made), {"name": "Other"})
        assert isinstance(stale, MovedOn)
        assert (stale.who, stale.shown, dict(stale.now)) == ("Ada", Shown(2, made), {"name": "Ashwell Primary"})
        assert changing(connection, School, 999, Shown(1, made), {"name": "x"}) == Gone()
        another = Shown(2, made + 1)
        assert changing(connection, School, number, another, {"name": "x"}) == Gone(), "the number of another row"
        assert isinstance(changing(connection, School, number, Shown(2, made), {"urn": "100002"}), Taken)
        same = changing(connection, School, number, Shown(2, made), {"name": "Ashwell Primary"})
        assert isinstance(same, Comparison)
        assert not same.writes


def test_a_row_is_added_unless_its_key_is_taken(trust: Engine) -> None:
    with writing(trust) as connection:
        fresh = creating(connection, School, {"urn": "100009", "name": "New", "phase": Phase.PRIMARY})
        assert isinstance(fresh, Comparison)
        write(connection, [fresh], ORIGIN)
        assert isinstance(creating(connection, School, {"urn": "100009", "name": "Again"}), Taken)
