"""Any layout: headings found wherever they stand, matched to columns or asked about, never guessed."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from importers.bring import CannotRead, ImportReport, Options, import_file
from importers.choices import Answer, Choices, How
from tests.importers.books import SCHOOLS, Rows, book
from trustops.models import ChoiceKind, School
from trustops.store.engine import reading

HEAD = ("URN", "Name", "Phase")
FOUNDER = (990001, "Founder", "secondary")


def schools(engine: Engine) -> list[tuple[Any, ...]]:
    with reading(engine) as connection:
        table = School.__table__
        columns = (table.c.urn, table.c.name, table.c.phase, table.c.short_name)
        return [tuple(row) for row in connection.execute(table.select().with_only_columns(*columns).order_by("urn"))]


def bring(engine: Engine, path: Path, rows: Rows, *answers: Answer, tab: str = "Schools", **more: Any) -> ImportReport:
    return import_file(engine, book(path / "b.xlsx", {tab: rows}), Options(choices=Choices(answers), **more))


def heading(found: str, meaning: str) -> Answer:
    return Answer(ChoiceKind.HEADING, "Schools", "", found, meaning)


LAYOUTS: dict[str, Rows] = {
    "on row 1": [HEAD, FOUNDER],
    "under a title": [("Our schools",), HEAD, FOUNDER],
    "under a title, notes and blank rows": [
        ("Our schools", None, "as of September"),
        (None, None, None),
        ("Please keep up to date: name and phase",),
        (None, None, None),
        HEAD,
        FOUNDER,
    ],
    "from column C on": [(None, None, *HEAD), (None, None, *FOUNDER)],
    "with other columns between": [
        ("No", "URN", "Ward", "Name", "Phase"),
        (1, 990001, "North", "Founder", "secondary"),
    ],
    "by aliases and in another order": [("Phase", "School name", "urn *"), ("secondary", "Founder", 990001)],
    "with a total of blank rows below": [HEAD, (None, None, None), FOUNDER, (None, None, None)],
    "merged over two rows": [("School", None, "Phase"), ("URN", "Name", None), FOUNDER],
}


@pytest.mark.parametrize("rows", LAYOUTS.values(), ids=LAYOUTS)
def test_headings_are_found_wherever_they_stand(sqlite: Engine, tmp_path: Path, rows: Rows) -> None:
    report = bring(sqlite, tmp_path, rows)
    assert report.accepted
    assert schools(sqlite) == [("990001", "Founder", "secondary", None)]


def test_a_heading_over_two_rows_is_the_upper_words_and_the_lower(sqlite: Engine, tmp_path: Path) -> None:
    rows = [("URN", "School", "Short", "Phase"), (None, "Name", "Name", None), (990001, "Founder", "Fo", "secondary")]
    assert bring(sqlite, tmp_path, rows).accepted
    assert schools(sqlite) == [("990001", "Founder", "secondary", "Fo")]


def test_a_problem_below_a_title_names_its_true_cell(sqlite: Engine, tmp_path: Path) -> None:
    report = bring(sqlite, tmp_path, [("Our schools",), (None,), (None, *HEAD), (None, 12, "Founder", "secondary")])
    assert [(problem.cell, problem.code) for problem in report.problems] == [
        ("B4", "cell.out_of_range"),
        ("A3", "heading.below"),
    ]


def test_what_was_taken_for_what_is_said(sqlite: Engine, tmp_path: Path) -> None:
    rows = [("urn", "School name", "Stage"), FOUNDER]
    report = bring(sqlite, tmp_path, rows, heading("stage", "phase"))
    assert [(each.cell, each.found, each.label, each.how) for each in report.matched if each.cell] == [
        ("A1", "urn", "URN", How.LABEL),
        ("B1", "School name", "Name", How.ALIAS),
        ("C1", "Stage", "Phase", How.CHOSEN),
    ]


UNCLEAR: dict[str, tuple[Rows, str, str, str | None]] = {
    "a near spelling of what every row needs": (
        [("URN", "Name", "Phsae"), FOUNDER],
        "heading.missing",
        "Phsae",
        "phase",
    ),
    "another word for what every row needs": ([("URN", "Name", "Stage"), FOUNDER], "heading.missing", "Stage", None),
    "Cyrillic letters": ([("URN", "Nаme", "Phase"), FOUNDER], "heading.look_alike", "Nаme", "name"),
    "an invisible letter": ([("URN", "Na\u2060me", "Phase"), FOUNDER], "heading.look_alike", "Na\u2060me", "name"),
}


@pytest.mark.parametrize(("rows", "code", "found", "suggestion"), UNCLEAR.values(), ids=UNCLEAR)
def test_an_unclear_heading_is_asked_about_and_nothing_goes_in(
    sqlite: Engine, tmp_path: Path, rows: Rows, code: str, found: str, suggestion: str | None
) -> None:
    with pytest.raises(CannotRead) as caught:
        bring(sqlite, tmp_path, rows)
    assert code in [problem.code for problem in caught.value.problems]
    (question,) = caught.value.questions
    assert (question.found, question.suggestion, question.required) == (found, suggestion, True)
    assert question.options[-1].meaning == "", "it may always be left out"
    assert schools(sqlite) == []


@pytest.mark.parametrize(("rows", "code", "found", "suggestion"), UNCLEAR.values(), ids=UNCLEAR)
def test_an_answer_lets_it_in(
    sqlite: Engine, tmp_path: Path, rows: Rows, code: str, found: str, suggestion: str | None
) -> None:
    with pytest.raises(CannotRead) as caught:
        bring(sqlite, tmp_path, rows)
    answer = caught.value.questions[0].answered(suggestion or "phase")
    assert bring(sqlite, tmp_path, rows, answer).accepted
    assert schools(sqlite) == [("990001", "Founder", "secondary", None)]


@pytest.mark.parametrize(("left_out", "name"), [(0, "Second"), (1, "First")])
def test_of_two_columns_for_one_fact_the_person_chooses(
    sqlite: Engine, tmp_path: Path, left_out: int, name: str
) -> None:
    rows = [("URN", "Name", "Name", "Phase"), (990001, "First", "Second", "secondary")]
    with pytest.raises(CannotRead, match="a second column is headed Name") as caught:
        bring(sqlite, tmp_path, rows)
    questions = caught.value.questions
    assert [(each.cell, each.key) for each in questions] == [("B1", "name"), ("C1", "name#2")]
    assert bring(sqlite, tmp_path, rows, questions[left_out].answered("")).accepted
    assert schools(sqlite) == [("990001", name, "secondary", None)]


def test_an_unknown_heading_may_be_named_or_left_out_but_refuses_nothing(sqlite: Engine, tmp_path: Path) -> None:
    rows = [(*HEAD, "Nickname"), (*FOUNDER, "Fo")]
    report = bring(sqlite, tmp_path, rows)
    (question,) = report.questions
    assert (report.accepted, question.required, question.suggestion) == (True, False, None)
    assert {"short_name", "region", ""} < {option.meaning for option in question.options}
    assert bring(sqlite, tmp_path, rows, question.answered("")).problems == ()
    assert bring(sqlite, tmp_path, rows, question.answered("short_name")).accepted
    assert schools(sqlite)[0][3] == "Fo"


def test_two_rows_that_could_be_the_headings_are_not_guessed_between(sqlite: Engine, tmp_path: Path) -> None:
    rows = [HEAD, FOUNDER, HEAD, (990002, "Second", "primary")]
    with pytest.raises(CannotRead, match="rows 1 and 3 both look like its headings") as caught:
        bring(sqlite, tmp_path, rows)
    (question,) = caught.value.questions
    assert question.words == "Which row has the headings of Schools?"
    assert [(option.meaning, option.label) for option in question.options] == [
        ("1", "Row 1: URN, Name, Phase"),
        ("3", "Row 3: URN, Name, Phase"),
    ]
    report = bring(sqlite, tmp_path, rows, question.answered("3"))
    assert (report.accepted, [row[0] for row in schools(sqlite)]) == (True, ["990002"])
    assert ("row of headings", "row 3", How.CHOSEN) in [(one.found, one.label, one.how) for one in report.matched]


def test_a_chosen_row_that_cannot_be_the_headings_is_asked_about_again(sqlite: Engine, tmp_path: Path) -> None:
    rows = [HEAD, FOUNDER, HEAD, (990002, "Second", "primary")]
    with pytest.raises(CannotRead) as caught:
        bring(sqlite, tmp_path, rows)
    (question,) = caught.value.questions
    with pytest.raises(CannotRead, match="rows 1 and 3 both look like its headings"):
        bring(sqlite, tmp_path, rows, question.answered("2"))


def test_a_row_of_far_too_many_headings_says_so(sqlite: Engine, tmp_path: Path) -> None:
    rows = [(*HEAD, *(f"Spare {n}" for n in range(600))), FOUNDER]
    with pytest.raises(CannotRead) as caught:
        bring(sqlite, tmp_path, rows)
    assert str(caught.value) == (
        "Sheet Schools, row 1: it has 603 cells, where a row of headings has at most 500; delete what stands to the "
        "right of the headings, and import it again."
    )


def test_where_no_heading_is_known_the_likeliest_row_is_asked_about(sqlite: Engine, tmp_path: Path) -> None:
    rows = [("Register",), ("Number", "Called", "Stage"), FOUNDER]
    with pytest.raises(CannotRead, match="none of its headings") as caught:
        bring(sqlite, tmp_path, rows)
    asked = caught.value.questions
    assert [question.found for question in asked] == ["Number", "Called", "Stage"]
    meanings = ("urn", "name", "phase")
    answers = [question.answered(meaning) for question, meaning in zip(asked, meanings, strict=True)]
    assert bring(sqlite, tmp_path, rows, *answers).accepted


def test_values_under_no_heading_are_said_and_left_out(sqlite: Engine, tmp_path: Path) -> None:
    report = bring(sqlite, tmp_path, [HEAD, (*FOUNDER, "stray")])
    assert report.accepted
    assert [problem.message for problem in report.problems] == [
        "Sheet Schools, cell D1: the column has values but no heading, so it was left out; give it one."
    ]


def test_a_tab_of_another_name_is_asked_about_by_its_headings(sqlite: Engine, tmp_path: Path) -> None:
    path = book(tmp_path / "b.xlsx", {"Our places": [HEAD, FOUNDER]})
    with pytest.raises(CannotRead, match="no sheet that trustops knows") as caught:
        import_file(sqlite, path)
    (question,) = caught.value.questions
    assert (question.kind, question.suggestion, question.required) == (ChoiceKind.SHEET, "Schools", True)
    report = import_file(sqlite, path, Options(choices=Choices((question.answered("Schools"),))))
    assert report.accepted
    assert (report.matched[0].found, report.matched[0].label, report.matched[0].how) == (
        "Our places",
        "Schools",
        How.CHOSEN,
    )


def test_a_tab_that_is_called_like_a_sheet_is_asked_about_whatever_its_headings(sqlite: Engine, tmp_path: Path) -> None:
    path = book(
        tmp_path / "b.xlsx", dict([SCHOOLS, ("Our posts", [("Code", "Job"), ("P1", "Clerk")]), ("Notes", [("x",)])])
    )
    report = import_file(sqlite, path, Options(dry_run=True))
    assert [(each.found, each.suggestion, each.required) for each in report.questions] == [
        ("Our posts", "Posts", False)
    ]


def test_a_heading_that_ends_in_a_known_one_suggests_it(sqlite: Engine, tmp_path: Path) -> None:
    with pytest.raises(CannotRead) as caught:
        bring(sqlite, tmp_path, [("Our URN", "Name", "Phase", "Return"), (*FOUNDER, "x")])
    assert [(each.found, each.suggestion) for each in caught.value.questions] == [("Our URN", "urn"), ("Return", None)]


def test_a_tab_may_be_left_out_by_choice(sqlite: Engine, tmp_path: Path) -> None:
    path = book(tmp_path / "b.xlsx", dict([SCHOOLS, ("Old", [HEAD, (990009, "Gone", "primary")])]))
    answer = Answer(ChoiceKind.SHEET, "", "", "old", "")
    report = import_file(sqlite, path, Options(choices=Choices((answer,))))
    assert (report.accepted, report.questions) == (True, ())
    assert [row[0] for row in schools(sqlite)] == ["990001", "990002"]


def test_two_tabs_of_one_sheet_go_in_together_unless_they_contradict(sqlite: Engine, tmp_path: Path) -> None:
    answers = Choices((Answer(ChoiceKind.SHEET, "", "", "primaries", "Schools"),))
    same = {"Schools": [HEAD, FOUNDER], "Primaries": [HEAD, FOUNDER, (990002, "Second", "primary")]}
    assert import_file(sqlite, book(tmp_path / "a.xlsx", same), Options(choices=answers)).accepted
    assert len(schools(sqlite)) == 2
    other = {"Schools": [HEAD, FOUNDER], "Primaries": [HEAD, (990001, "Other", "primary")]}
    report = import_file(sqlite, book(tmp_path / "b.xlsx", other), Options(choices=answers))
    assert (report.accepted, report.refused) == (False, 2)
    assert "has the same key as row 2 of sheet Schools but says something else" in report.problems[1].message


def test_a_sheet_of_thousands_of_columns_is_refused_in_good_time(sqlite: Engine, tmp_path: Path) -> None:
    wide = tuple(f"word {n}" for n in range(3_000))
    with pytest.raises(CannotRead, match="none of its headings"):
        bring(sqlite, tmp_path, [wide] * 20)
