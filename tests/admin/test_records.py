"""The record screens: what each role may find, read, save and delete, and what they are told when they may not."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, event, select

from admin.views.record_scopes import BY_SLUG
from tests.admin.conftest import HEADS_SCHOOL, client_as, csrf, engine_of, made, post
from trustops.models import AuditEvent, Import, Person, Post, School, Service, Successor
from trustops.store.engine import reading, writing

EXAMPLE = Path(__file__).parents[2] / "examples" / "example-trust.xlsx"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A back office of the example trust whose rows these tests change."""
    return made(tmp_path_factory.mktemp("records"), EXAMPLE)


def number_of(app: Flask, column: object, value: str) -> int:
    """The number of the row that has a value in a column."""
    model = column.class_  # type: ignore[attr-defined]
    with reading(engine_of(app)) as connection:
        found = connection.execute(select(model.id).where(column == value)).scalar_one()  # type: ignore[arg-type]
    return int(found)


def form_of(client: FlaskClient, address: str) -> dict[str, str]:
    """What stands in the fields of a form, as a browser would send it back."""
    page = client.get(address).text
    sent = {}
    for tag in re.findall(r"<input[^>]*>", page.split('class="narrow"')[1]):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name:
            sent[name[1]] = value[1] if value else ""
    for name, inside in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', inside)
        sent[name] = chosen[1] if chosen else ""
    return sent


@contextmanager
def queries(app: Flask) -> Iterator[list[str]]:
    """The statements that the application asks its database while this is open."""
    asked: list[str] = []

    def keep(connection: Connection, cursor: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    event.listen(engine_of(app), "before_cursor_execute", keep)
    try:
        yield asked
    finally:
        event.remove(engine_of(app), "before_cursor_execute", keep)


# Finding -------------------------------------------------------------------------------------------------------------


def test_a_list_is_searched_narrowed_and_sorted(office: Flask) -> None:
    client = client_as(office, "cfo")
    assert "Ver Meadow" in client.get("/records/schools/?words=meadow").text
    assert "Watling" not in client.get("/records/schools/?words=meadow").text
    primary = client.get("/records/schools/?phase=primary&sort=-name").text
    assert primary.index("Ver Meadow Primary") < primary.index("Pondfield Lane")
    assert "Phase is primary" in primary
    assert "Watling Park School" not in primary


def test_a_search_finds_what_a_code_is_called(office: Flask) -> None:
    found = client_as(office, "cfo").get("/records/agreements/?words=Pondfield").text
    assert "Pondfield" in found
    assert "Watling" not in found.split("<table")[1]


def test_days_are_narrowed_from_and_until(office: Flask) -> None:
    page = client_as(office, "cfo").get("/records/kpi-values/?kpi=ATT01&start.from=2026-01-01&start.to=2026-03-01").text
    days = set(re.findall(r"\d+ [A-Z][a-z]{2} 20\d\d", page.split("<tbody>")[1]))
    assert days == {"5 Jan 2026", "12 Feb 2026", "23 Feb 2026", "27 Mar 2026"}


@pytest.mark.parametrize(
    "odd",
    [
        *("page=0", "page=-1", "page=99999999999999999999", "page=two", "size=100000", "sort=password", "sort=--name"),
        *("phase=castle", "start.from=yesterday", "nothing=1", "words=%25%27%22;--", "columns=some", "urn=" + "9" * 90),
    ],
)
def test_an_address_that_means_nothing_is_passed_over(office: Flask, odd: str) -> None:
    client = client_as(office, "cfo")
    for slug in ("schools", "kpi-values"):
        assert client.get(f"/records/{slug}/?{odd}").status_code == 200


def test_what_cannot_be_found_is_said_in_words(office: Flask) -> None:
    client = client_as(office, "cfo")
    for address in ("/records/castles/", "/records/schools/9999", "/records/schools/99999999999999999999"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "not yours to see" in answer.text


def test_a_page_asks_few_questions_whatever_its_size(office: Flask) -> None:
    client = client_as(office, "cfo")
    numbers = []
    for size in (20, 200):
        with queries(office) as asked:
            client.get(f"/records/kpi-values/?size={size}")
        numbers.append(len([statement for statement in asked if statement.lstrip().startswith("SELECT")]))
    assert numbers[0] == numbers[1] <= 5


def test_a_download_keeps_the_filter_and_runs_nothing(office: Flask) -> None:
    text = client_as(office, "cfo").get("/records/schools/?phase=primary&download=csv").get_data(as_text=True)
    assert text.lstrip("\ufeff").splitlines()[0].startswith("URN,Name,Short name,Phase")
    assert len(text.splitlines()) == 5
    assert "secondary" not in text


# Who may see what ----------------------------------------------------------------------------------------------------


def test_a_sheet_about_people_is_not_there_for_those_who_may_not_see_them(office: Flask) -> None:
    for role in ("cfo", "administrator", "governance"):
        client = client_as(office, role)
        assert "/records/people/" not in client.get("/records/").text
        for address in ("people/", "people/1", "people/1/edit", "people/add", "people/remove?row=1", "successors/"):
            assert client.get(f"/records/{address}").status_code == 404, (role, address)


def test_a_hidden_column_cannot_be_reached_by_any_way_round(office: Flask) -> None:
    """A post's salary: not in the list, a form, a filter, a sort, a search or a download."""
    salary = "61250"
    client = client_as(office, "cfo")
    plain = client.get("/records/posts/?columns=all").text
    narrowed = client.get(f"/records/posts/?columns=all&salary_pence={salary}&sort=salary_pence").text
    assert "Salary" not in plain
    assert re.findall(r'/records/posts/\d+"', plain) == re.findall(r'/records/posts/\d+"', narrowed)
    assert "salary_pence" not in client.get("/records/posts/1/edit").text
    assert "Salary" not in client.get("/records/posts/?download=csv").get_data(as_text=True)
    assert client.get("/records/posts/options/salary_pence").status_code == 404
    assert "Salary" in client_as(office, "hr_lead").get("/records/posts/?columns=all").text


def test_a_head_has_their_own_school_and_nothing_else(office: Flask) -> None:
    client = client_as(office, "head")
    listed = client.get("/records/school-years/").text
    assert set(re.findall(r"99000\d", listed)) == {HEADS_SCHOOL}
    other = number_of(office, School.urn, "990003")
    own = number_of(office, School.urn, HEADS_SCHOOL)
    assert client.get(f"/records/schools/{own}").status_code == 200
    theirs, missing = client.get(f"/records/schools/{other}"), client.get("/records/schools/99999")
    assert (theirs.status_code, missing.status_code) == (404, 404)
    said = [re.sub(r"[0-9a-f]{8}", "", page.text.partition("<main")[2]) for page in (theirs, missing)]
    assert said[0] == said[1], "the two must not be told apart"
    assert "No row is like that" in client.get("/records/schools/?urn=990003").text
    assert "Change" not in client.get(f"/records/schools/{own}").text
    assert post(client, f"/records/schools/{own}/edit", {"name": "Mine"}).status_code == 403


def test_nobody_finds_what_was_assessed_of_themselves(shop: Flask) -> None:
    with reading(engine_of(shop)) as connection:
        row = connection.execute(select(Successor.id, Successor.person).where(Successor.person.is_not(None))).first()
    assert row is not None
    own, other = client_as(shop, "hr_lead", person=row.person), client_as(shop, "hr_lead")
    assert other.get(f"/records/successors/{row.id}").status_code == 200
    for address in (f"{row.id}", f"{row.id}/edit", f"remove?row={row.id}"):
        assert own.get(f"/records/successors/{address}").status_code == 404
    assert f'/records/successors/{row.id}"' not in own.get("/records/successors/?size=200").text


# Saving --------------------------------------------------------------------------------------------------------------


def test_a_row_is_changed_with_its_version_origin_and_audit(shop: Flask) -> None:
    client, number = client_as(shop, "cfo"), number_of(shop, School.urn, "990004")
    address = f"/records/schools/{number}/edit"
    answer = client.post(address, data=form_of(client, address) | {"short_name": "  Ver  "})
    assert answer.status_code == 303
    with reading(engine_of(shop)) as connection:
        row = connection.execute(select(*School.__table__.columns).where(School.id == number)).one()
        origin = connection.execute(select(*Import.__table__.columns).where(Import.id == row.import_id)).one()
        happened = connection.execute(select(*AuditEvent.__table__.columns).order_by(AuditEvent.id.desc())).first()
    assert (row.short_name, row.version) == ("Ver", 2)
    assert (origin.source, origin.accepted_by, origin.changed) == ("form", "Sam Cfo", 1)
    assert happened is not None
    assert (happened.what, happened.sheet, happened.who) == ("changed", "Schools", "Sam Cfo")
    assert "typed in by Sam Cfo" in client.get(f"/records/schools/{number}").text


def test_saving_what_was_there_changes_nothing(shop: Flask) -> None:
    client, number = client_as(shop, "cfo"), number_of(shop, School.urn, "990006")
    address = f"/records/schools/{number}/edit"
    assert client.post(address, data=form_of(client, address)).status_code == 303
    assert "Nothing to save" in client.get("/records/").text
    with reading(engine_of(shop)) as connection:
        assert connection.execute(select(School.version).where(School.id == number)).scalar() == 1


def test_a_form_saved_by_two_people(shop: Flask) -> None:
    """The second is told who changed what and when; what they typed is kept, and saving again keeps theirs."""
    first, second = client_as(shop, "cfo"), client_as(shop, "ceo")
    number = number_of(shop, School.urn, "990005")
    address = f"/records/schools/{number}/edit"
    mine, yours = form_of(first, address), form_of(second, address)
    assert first.post(address, data=mine | {"short_name": "Rush"}).status_code == 303
    refused = second.post(address, data=yours | {"short_name": "Fold"})
    assert refused.status_code == 409
    assert "Sam Cfo changed this row at" in refused.text
    assert "It now says: Rush" in refused.text
    assert 'value="Fold"' in refused.text
    with reading(engine_of(shop)) as connection:
        assert connection.execute(select(School.short_name).where(School.id == number)).scalar() == "Rush"
    version = re.search(r'name="version" value="([\d.]+)"', refused.text)
    assert version is not None
    assert second.post(address, data=yours | {"short_name": "Fold", "version": version[1]}).status_code == 303
    with reading(engine_of(shop)) as connection:
        assert connection.execute(select(School.short_name).where(School.id == number)).scalar() == "Fold"


@pytest.mark.parametrize(
    ("slug", "field", "typed", "said"),
    [
        ("agreements", "days_per_year", "many", "“many” is not a number"),
        ("agreements", "price_pence", "1.234,56", "if 1,234.56 is meant, type that"),
        ("agreements", "probability", "5", "may mean percent or times"),
        ("agreements", "service", "", "every row needs it"),
        ("agreements", "urn", "123456", "“123456” is not known here"),
        ("agreements", "to_date", "2020-01-01", "is before"),
        ("agreements", "status", "perhaps", "“perhaps”"),
    ],
)
def test_what_will_not_do_is_said_beside_its_field_and_nothing_typed_is_lost(
    shop: Flask, slug: str, field: str, typed: str, said: str
) -> None:
    client = client_as(shop, "cfo")
    address = f"/records/{slug}/1/edit"
    answer = client.post(address, data=form_of(client, address) | {field: typed})
    assert answer.status_code == 422
    assert said in answer.text
    assert re.search(r'class="problem" id="problem-\w+"', answer.text)
    assert typed in answer.text


def test_columns_that_are_not_in_the_form_are_not_written(shop: Flask) -> None:
    """Every column's name is sent: the hidden ones, the housekeeping and the fixed code stay as they were."""
    client, number = client_as(shop, "cfo"), number_of(shop, Post.post, "CEO")
    address = f"/records/posts/{number}/edit"
    extra = {"salary_pence": "1", "id": "99", "version_": "9", "import_id": "1", "created_in": "1", "post": "KING"}
    before = row_of(shop, number)
    assert client.post(address, data=form_of(client, address) | extra | {"title": "Chief"}).status_code == 303
    after = row_of(shop, number)
    assert (after["title"], after["post"], after["salary_pence"]) == ("Chief", "CEO", before["salary_pence"])
    assert (after["id"], after["created_in"]) == (before["id"], before["created_in"])


def row_of(app: Flask, number: int) -> dict[str, object]:
    with reading(engine_of(app)) as connection:
        return dict(connection.execute(select(*Post.__table__.columns).where(Post.id == number)).one()._asdict())


def test_a_row_is_added_once(shop: Flask) -> None:
    client = client_as(shop, "cfo")
    fields = {"urn": "990077", "name": "=Newcomer School", "phase": "primary", "csrf_token": csrf(client)}
    assert client.post("/records/schools/add", data=fields).status_code == 303
    again = client.post("/records/schools/add", data=fields)
    assert again.status_code == 422
    assert "Another row has the same URN" in again.text
    assert "&#39;=Newcomer" not in client.get("/records/schools/?words=newcomer").text
    assert "'=Newcomer School" in client.get("/records/schools/?words=newcomer&download=csv").get_data(as_text=True)


def test_a_row_that_needs_what_one_may_not_see_cannot_be_added(shop: Flask) -> None:
    hidden = [slug for slug in BY_SLUG if client_as(shop, "cfo").get(f"/records/{slug}/add").status_code != 200]
    assert set(hidden) == {"people", "holders", "away", "post-cover", "successors", "duty-holders"}


def test_without_its_token_a_form_changes_nothing(shop: Flask) -> None:
    client = client_as(shop, "cfo")
    assert (
        client.post("/records/schools/add", data={"urn": "990078", "name": "x", "phase": "primary"}).status_code == 400
    )


# Deleting ------------------------------------------------------------------------------------------------------------


def test_a_row_is_deleted_after_it_was_shown(shop: Flask) -> None:
    client = client_as(shop, "cfo")
    fields = {"urn": "990079", "name": "Short-lived School", "phase": "primary", "csrf_token": csrf(client)}
    client.post("/records/schools/add", data=fields)
    number = number_of(shop, School.urn, "990079")
    shown = client.get(f"/records/schools/remove?row={number}").text
    assert "Delete 1 row of Schools?" in shown
    assert "Short-lived School" in shown
    sent = {"row": shown_row(client, "schools", number)}
    assert post(client, "/records/schools/remove", sent).status_code == 303
    assert client.get(f"/records/schools/{number}").status_code == 404
    with reading(engine_of(shop)) as connection:
        happened = connection.execute(select(*AuditEvent.__table__.columns).order_by(AuditEvent.id.desc())).first()
    assert happened is not None
    assert happened.what == "deleted"
    assert "Short-lived School" in str(happened.detail)


def test_what_others_refer_to_is_not_deleted(shop: Flask) -> None:
    client, number = client_as(shop, "cfo"), number_of(shop, Service.service, "ATTEND")
    shown = client.get(f"/records/services/remove?row={number}").text
    assert "cannot be deleted yet" in shown
    assert "Agreements" in shown
    assert post(client, "/records/services/remove", {"row": f"{number}.1.1"}).status_code == 409
    assert client.get(f"/records/services/{number}").status_code == 200


def shown_row(client: FlaskClient, slug: str, number: int) -> str:
    """A row as the confirmation of its deletion sends it: its number and the state that was shown."""
    found = re.search(r'name="row" value="([\d.]+)"', client.get(f"/records/{slug}/remove?row={number}").text)
    assert found
    return found[1]


def test_all_of_what_was_ticked_is_deleted_or_none(shop: Flask) -> None:
    client = client_as(shop, "cfo")
    numbers = []
    for urn in ("990081", "990082"):
        fields = {"urn": urn, "name": f"School {urn}", "phase": "primary", "csrf_token": csrf(client)}
        client.post("/records/schools/add", data=fields)
        numbers.append(number_of(shop, School.urn, urn))
    first = shown_row(client, "schools", numbers[0])
    stale = post(client, "/records/schools/remove", {"row": [first, f"{numbers[1]}.7.1"]})
    assert stale.status_code == 409
    assert "Somebody changed a row" in stale.text
    gone = post(client, "/records/schools/remove", {"row": [first, "99999.1.1"]})
    assert "There is no such row" in gone.text
    assert post(client, "/records/schools/remove", {"row": ["one", "two"]}).status_code == 400
    assert all(client.get(f"/records/schools/{number}").status_code == 200 for number in numbers)
    assert client.get("/records/schools/remove").status_code == 303


def test_an_edit_of_what_was_deleted_meanwhile_is_told(shop: Flask) -> None:
    client, other = client_as(shop, "cfo"), client_as(shop, "ceo")
    fields = {"urn": "990083", "name": "Gone School", "phase": "primary", "csrf_token": csrf(client)}
    client.post("/records/schools/add", data=fields)
    number = number_of(shop, School.urn, "990083")
    address = f"/records/schools/{number}/edit"
    open_form = form_of(client, address)
    post(other, "/records/schools/remove", {"row": shown_row(other, "schools", number)})
    late = client.post(address, data=open_form | {"name": "Still mine"})
    assert late.status_code == 400
    assert "may have been deleted" in late.text


def test_people_are_for_those_who_may_and_their_changes_show_at_once(shop: Flask) -> None:
    client = client_as(shop, "hr_lead")
    number = number_of(shop, Person.person, "V205")
    address = f"/records/people/{number}/edit"
    assert client.post(address, data=form_of(client, address) | {"name": "Peter O’Neil"}).status_code == 303
    assert "Peter O’Neil" in client.get("/records/people/?words=V205").text
    with writing(engine_of(shop)) as connection:
        assert connection.execute(select(Person.name).where(Person.person == "V205")).scalar() == "Peter O’Neil"
