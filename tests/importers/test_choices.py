"""What a person's words mean: asked about once, answered in a grid, and remembered for the next file."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from importers.asked_values import MOST_QUESTIONS, nearest
from importers.bring import ImportReport, Options, import_file
from importers.choices import Answer, Choices, How, remember, remembered
from tests.importers.books import KPIS, book
from trustops.models import ChoiceKind, Duty, Import, KpiValue, Post, Relation, School
from trustops.store.engine import reading, writing

SCHOOLS = [("URN", "Name", "Phase"), (990001, "Founder Academy", "secondary"), (990002, "Oakfield Primary", "primary")]


def count(engine: Engine, model: Any) -> int:
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(model.__table__)).scalar_one()


def bring(engine: Engine, path: Path, sheets: dict[str, Any], *answers: Answer, **more: Any) -> ImportReport:
    return import_file(engine, book(path / "b.xlsx", sheets), Options(choices=Choices(answers), **more))


def test_a_word_that_is_no_choice_is_asked_about_once(engine: Engine, tmp_path: Path) -> None:
    rows = [SCHOOLS[0], *((990001 + n, f"School {n}", "Primry") for n in range(50)), (990099, "Other", "Uppr")]
    report = bring(engine, tmp_path, {"Schools": rows})
    asked = [(question.found, question.suggestion, question.cell, question.count) for question in report.questions]
    assert asked == [("Primry", "primary", "C2", 50), ("Uppr", None, "C52", 1)]
    assert (report.refused, len(report.problems)) == (51, 51)
    group = report.groups[0]
    assert (group.code, group.column, group.count, len(group.examples)) == ("cell.not_a_choice", "Phase", 51, 3)
    assert group.message.startswith("51 times, the first being: Sheet Schools, cell C2 (Phase): “Primry” is not one")


def test_answered_it_is_taken_and_shown(engine: Engine, tmp_path: Path) -> None:
    rows = [SCHOOLS[0], (990001, "One", "Primry"), (990002, "Two", "PRIMRY")]
    question = bring(engine, tmp_path, {"Schools": rows}).questions[0]
    report = bring(engine, tmp_path, {"Schools": rows}, question.answered("primary"))
    assert (report.accepted, report.questions) == (True, ())
    said = [(each.found, each.meaning, each.how) for each in report.matched if each.kind is ChoiceKind.VALUE]
    assert said == [("PRIMRY", "primary", How.CHOSEN), ("Primry", "primary", How.CHOSEN)]


def test_a_school_s_nickname_is_asked_about_once_for_every_sheet(sqlite: Engine, tmp_path: Path) -> None:
    day = date(2025, 9, 1)
    sheets = {
        "Schools": SCHOOLS,
        "Relations": [("URN", "Relation", "From"), ("Oakfield", "member", day)],
        **dict([KPIS]),
        "KPI values": [("KPI", "Site", "Start", "End", "Value"), ("ATT01", "Oakfield", day, day, 93)],
    }
    report = bring(sqlite, tmp_path, sheets)
    (question,) = report.questions
    assert (question.found, question.sheet, question.column, question.count) == ("Oakfield", "Schools", "urn", 2)
    assert (question.suggestion, question.options[0].label) == ("990002", "990002 Oakfield Primary")
    assert bring(sqlite, tmp_path, sheets, question.answered("990002")).accepted
    assert (count(sqlite, Relation), count(sqlite, KpiValue)) == (1, 1)


def test_a_job_title_in_place_of_a_post_s_code_is_asked_about(sqlite: Engine, tmp_path: Path) -> None:
    posts = [("Post", "Title", "Site", "Reports to"), ("CEO", "Chief executive", "TRUST", None)]
    services = [("Service", "Name", "Owner"), ("ATT", "Attendance", "Chief executive")]
    sheets = {"Posts": posts, "Services": services}
    (question,) = bring(sqlite, tmp_path, sheets).questions
    assert (question.sheet, question.column, question.suggestion) == ("Posts", "post", "CEO")
    assert bring(sqlite, tmp_path, sheets, question.answered("CEO")).accepted


def test_the_names_of_people_are_never_offered(sqlite: Engine, tmp_path: Path) -> None:
    people = [("Person", "Name", "Site", "Contract"), ("P17", "Ada Lovelace", "TRUST", "support")]
    assert bring(sqlite, tmp_path, {"People": people}).accepted
    posts = [("Post", "Title", "Site"), ("CEO", "Chief", "TRUST")]
    holders = [("Post", "Person", "From"), ("CEO", "Ada Lovelace", date(2025, 9, 1))]
    (question,) = bring(sqlite, tmp_path, {"Posts": posts, "Holders": holders}).questions
    assert [option.label for option in question.options] == ["leave it out"]


def test_a_code_within_a_list_is_mapped_too(sqlite: Engine, tmp_path: Path) -> None:
    head = ("Duty", "Title", "Kind", "Site", "Incompatible with")
    rows = [head, ("PAY", "Pay", "access", "TRUST", None), ("BANK", "Bank", "access", "TRUST", "Payrol")]
    (question,) = bring(sqlite, tmp_path, {"Duties": rows}).questions
    assert question.found == "Payrol"
    assert bring(sqlite, tmp_path, {"Duties": rows}, question.answered("PAY")).accepted
    assert count(sqlite, Duty) == 2


def test_what_is_remembered_is_used_for_the_next_file(sqlite: Engine, tmp_path: Path) -> None:
    rows = [("URN", "Name", "Stage"), (990001, "One", "Primry")]
    answers = (
        Answer(ChoiceKind.HEADING, "Schools", "", "stage", "phase"),
        Answer(ChoiceKind.VALUE, "Schools", "phase", "primry", "primary"),
        Answer(ChoiceKind.SHEET, "", "", "ourschools", "Schools"),
    )
    preview = bring(sqlite, tmp_path, {"Our schools": rows}, *answers, remember=True, dry_run=True)
    with reading(sqlite) as connection:
        assert remembered(connection) == Choices(), "a preview remembers nothing"
    assert bring(sqlite, tmp_path, {"Our schools": rows}, *answers, remember=True).sheets == preview.sheets
    again = bring(sqlite, tmp_path, {"Our schools": [rows[0], (990002, "Two", "primry")]})
    assert again.accepted
    assert {each.how for each in again.matched} == {How.REMEMBERED, How.LABEL}


def test_what_is_chosen_now_goes_before_what_is_remembered_and_replaces_it(engine: Engine) -> None:
    first = Answer(ChoiceKind.HEADING, "Schools", "", "stage", "phase")
    second = Answer(ChoiceKind.HEADING, "Schools", "", "stage", "")
    with writing(engine) as connection:
        assert remember(connection, Choices((first,)), "ada") == 1
        assert remember(connection, Choices((first,)), "ada") == 0
        assert remember(connection, Choices((second,)), "ben") == 1
        assert remembered(connection) == Choices((second,))


def test_questions_are_no_more_than_a_person_can_answer(sqlite: Engine, tmp_path: Path) -> None:
    rows = [SCHOOLS[0], *((990001 + n, f"School {n}", f"word {n}") for n in range(MOST_QUESTIONS + 50))]
    report = bring(sqlite, tmp_path, {"Schools": rows})
    assert (len(report.questions), report.refused) == (MOST_QUESTIONS, MOST_QUESTIONS + 50)


def test_the_nearest_are_found_by_code_and_by_name() -> None:
    posts = [("CEO", "CEO Chief executive"), ("CFO", "CFO Chief finance officer"), ("HR1", "HR1 HR adviser")]
    assert nearest("chief exec", posts)[0][0] == "CEO"
    assert nearest("hr-1", posts)[0][0] == "HR1"
    assert nearest("something else altogether", posts) == []


def test_an_answer_of_nothing_leaves_the_cell_empty(sqlite: Engine, tmp_path: Path) -> None:
    rows = [("Post", "Title", "Site", "Pension"), ("CEO", "Chief", "TRUST", "tbc")]
    (question,) = bring(sqlite, tmp_path, {"Posts": rows}).questions
    assert bring(sqlite, tmp_path, {"Posts": rows}, question.answered("")).accepted
    with reading(sqlite) as connection:
        assert connection.execute(select(Post.pension)).scalar() is None


def test_where_each_fact_stood_is_kept_with_the_import(sqlite: Engine, tmp_path: Path) -> None:
    rows = [("Our schools",), ("Ward", "Phase", "URN", "Name"), ("North", "primary", 990001, "One")]
    bring(sqlite, tmp_path, {"Schools": rows})
    with reading(sqlite) as connection:
        columns = connection.execute(select(Import.columns)).scalar_one()
        row = connection.execute(select(School.source_row)).scalar_one()
    assert (columns, row) == ({"Schools": {"phase": "B", "urn": "C", "name": "D"}}, 3)


@pytest.mark.parametrize("found", ["=HYPERLINK(1)", "x" * 400, "tbc"])
def test_a_question_is_only_asked_of_a_word(sqlite: Engine, tmp_path: Path, found: str) -> None:
    report = bring(sqlite, tmp_path, {"Schools": [SCHOOLS[0], (990001, "One", found)]})
    assert report.refused == 1
    assert len(report.questions) == (found == "tbc")
