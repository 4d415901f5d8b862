"""What an import and an undoing say on the command line: kinds of problems, answers to type, each row's decision."""

from pathlib import Path

import pytest

from tests.admin.test_cli import run
from tests.importers.books import KPIS, SCHOOLS, book

HEAD = SCHOOLS[1][0]


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """An instance with two schools, by import 1."""
    instance = tmp_path / "instance"
    assert run(instance, "init").exit_code == 0
    assert run(instance, "import", book(tmp_path / "schools.xlsx", dict([SCHOOLS]))).exit_code == 0
    return instance


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    rows = [HEAD, *((990010 + number, f"School {number}", "upper") for number in range(5)), (1, "Short", "primary")]
    return book(tmp_path / "faulty.xlsx", {"Schools": rows})


def test_problems_are_said_kind_by_kind_with_their_number(ours: Path, faulty: Path) -> None:
    said = run(ours, "import", faulty, "--dry-run")
    assert said.exit_code == 1
    assert "5 times in Schools, Phase, such as:" in said.stdout
    assert said.stdout.count("“upper” is not one of the choices; choose from") == 3, "the first three"
    grid = [line.split() for line in said.stdout.splitlines() if line.startswith(("Word ", "upper "))]
    assert grid[0][0] == "Word"
    assert " ".join(grid[1]) == "upper Schools.phase Schools, C2 5 ? not known yet"
    assert "Sheet Schools, cell A7 (URN): “1” is not a URN" in said.stdout
    assert "add --show with words of it" in said.stdout


def test_what_was_chosen_is_listed_and_can_be_forgotten(ours: Path, faulty: Path) -> None:
    assert "Nothing is remembered yet." in run(ours, "words").stdout
    chosen = run(ours, "import", faulty, "--partial", "--choose", "Schools.phase:Upper=secondary")
    assert chosen.exit_code == 1, "one row has no URN"
    assert "chosen now" in chosen.stdout
    listed = run(ours, "words").stdout.splitlines()[1].split()
    assert listed[:4] == ["Upper", "Schools,", "Phase", "secondary"]
    assert run(ours, "words", "--forget", "Schools.phase:Lower").exit_code == 2
    assert "Nothing is remembered yet." in run(ours, "words", "--forget", "Schools.phase:upper").stdout


def test_every_problem_of_a_kind_is_listed_when_asked_for(ours: Path, faulty: Path) -> None:
    said = run(ours, "import", faulty, "--dry-run", "--show", "Phase")
    assert said.stdout.count("“upper” is not one of the choices") == 5
    assert "5 of 6 problems have “Phase” in them" in said.stdout
    assert "cell A7" not in said.stdout


def test_a_question_that_could_mean_anything_is_not_answered_for_the_person(ours: Path, tmp_path: Path) -> None:
    notes = book(tmp_path / "notes.xlsx", {"One": [("a", "b"), (1, 2)], "Two": [("c", "d"), (1, 2)]})
    asked = run(ours, "import", notes)
    assert asked.exit_code == 2
    assert asked.stderr.count("To answer, add --choose") == 1
    assert '--choose "One=" and after the = the name of the sheet, or nothing, to leave it out.' in asked.stderr


def test_the_answers_that_there_are_for_a_heading_are_named(ours: Path, tmp_path: Path) -> None:
    path = book(tmp_path / "c.xlsx", {"Committees": [("Committee", "What it does"), ("TB", "Trust board")]})
    asked = run(ours, "import", path)
    assert '--choose "Committees:What it does=" and after the = one of name, confidential' in asked.stderr


def test_a_file_of_which_nothing_can_be_used_does_not_say_that_all_is_known(tmp_path: Path) -> None:
    assert run(tmp_path, "init").exit_code == 0
    cut = Path(__file__).parents[1] / "data" / "public" / "pupil-premium-2019-20.csv"
    said = run(tmp_path, "import", cut)
    assert "Nothing was imported: none of what it holds can be used here yet" in said.stdout
    assert "known already" not in said.stdout


def test_the_rows_that_a_replaced_sheet_would_lose_are_named(ours: Path, tmp_path: Path) -> None:
    one = book(tmp_path / "one.xlsx", {"Schools": [HEAD, (990001, "Founder", "secondary")]})
    said = run(ours, "import", one, "--replace", "Schools", "--dry-run")
    assert "Schools, 990002: the row there → deleted" in said.stdout


def test_each_conflict_of_an_undoing_is_decided_by_its_number(ours: Path, tmp_path: Path) -> None:
    named = [HEAD, (990001, "Founder A", "secondary"), (990002, "Second A", "all through")]
    assert run(ours, "import", book(tmp_path / "a.xlsx", {"Schools": named})).exit_code == 0
    since = [HEAD, (990001, "Founder B", "secondary"), (990002, "Second B", "all through")]
    assert run(ours, "import", book(tmp_path / "b.xlsx", {"Schools": since})).exit_code == 0
    shown = run(ours, "undo", "2", "--dry-run")
    assert shown.exit_code == 1
    assert "1. Schools, 990001, Name: changed since" in shown.stdout
    assert "2. Schools, 990002, Name: changed since" in shown.stdout
    half = run(ours, "undo", "2", "--keep-row", "1")
    assert (half.exit_code, "1 conflict is not decided" in half.stderr) == (2, True)
    wrong = run(ours, "undo", "2", "--keep-row", "3", "--keep")
    assert (wrong.exit_code, "lists nothing as 3" in wrong.stderr) == (2, True)
    assert run(ours, "undo", "2", "--keep-row", "1", "--set-back-row", "2").exit_code == 0
    again = run(ours, "import", book(tmp_path / "c.xlsx", dict([SCHOOLS])), "--dry-run")
    assert "Schools, 990001: Name Founder B → Founder" in again.stdout
    assert "990002" not in again.stdout, "the second was set back"


def test_a_refused_row_learns_of_all_its_faults_at_once(ours: Path, tmp_path: Path) -> None:
    values = [("KPI", "Site", "Start", "End", "Value"), ("ATT01", "990009", "01/01/2026", "31/01/2026", "1.234,56")]
    path = book(tmp_path / "v.xlsx", dict([KPIS, ("KPI values", values)]))
    said = run(ours, "import", path, "--dry-run")
    assert "cell E2 (Value): “1.234,56”" in said.stdout
    assert "cell B2 (Site): “990009” is not on the Schools sheet" in said.stdout
    assert "1 row was refused" in said.stdout


def test_a_sheet_of_one_row_is_named_once(ours: Path, tmp_path: Path) -> None:
    for name in ("Verulam", "Verulam Schools"):
        said = run(ours, "import", book(tmp_path / "trust.xlsx", {"Trust": [("Name",), (name,)]}))
        assert said.exit_code == 0, said.output
    assert "  Trust: Name Verulam → Verulam Schools" in said.stdout
