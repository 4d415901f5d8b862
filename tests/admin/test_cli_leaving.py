"""The commands about duties and about people leaving: their figures, their JSON, and what they cannot do."""

from pathlib import Path

import pytest

from tests.admin.test_cli import AS_OF, answer, run
from tests.admin.test_cli import trust as trust


def test_without_says_what_goes_with_the_attendance_officer(trust: Path) -> None:
    found = answer(trust, "succession", "without", "--post", "ATO", *AS_OF)
    assert (found["who"]["people"], found["posts"], found["no_longer"]) == (["V110"], ["ATO"], ["ATO"])
    assert (found["before"]["resilience_number"], found["after"]["resilience_number"]) == (-1, -2)
    assert [cover["duty"] for cover in found["duties_stopped"]] == ["CASEWORK"]
    [hit] = found["services"]
    assert (hit["service"], hit["sold_days"], hit["member_days"], hit["income"]) == ("ATTEND", "89", "76", "24475.00")
    assert len(hit["clients"]) == 4
    said = run(trust, "succession", "without", "V110", *AS_OF).stdout
    assert said.startswith("If 1 person left, 1 post would stand empty, 9 of 12 critical posts could be filled at once")
    assert "Attendance service, 2026/27: 100 % of its work; 89 sold days and £24,475.00 a year from 4 clients" in said


def test_without_lists_obligations_and_owners(trust: Path) -> None:
    found = answer(trust, "succession", "without", "V102", *AS_OF)
    assert {"obligation": "fin.aar", "due": None, "can_make": 0}.items() <= next(
        each for each in found["obligations"] if each["obligation"] == "fin.aar"
    ).items()
    assert {(each["kind"], each["ref"]) for each in found["owned"]} >= {("KPI", "FIN01"), ("action", "A-06")}
    assert "Academies accounts return: loses its preparer" in run(trust, "succession", "without", "V102", *AS_OF).stdout


def test_duties_says_what_hangs_on_one_person(trust: Path) -> None:
    found = answer(trust, "succession", "duties", *AS_OF)
    assert (found["fewest"]["number"], found["fewest"]["stopped"], found["fewest"]["of"]) == (7, 13, 24)
    assert len(found["fewest"]["greedy"]["people"]) == 7
    assert found["duties"][0]["flags"] == ["orphan", "short"]
    assert "fin.aar" in {each["obligation"] for each in found["obligations"]}
    said = run(trust, "succession", "duties", *AS_OF).stdout
    assert said.startswith("Of 24 duties and accesses, 13 hang on one person and 1 on nobody.")
    assert run(trust, "succession", "duties", "--most", "3", *AS_OF).stdout.count("has 4 critical duties in hand") == 1


def test_a_trust_without_duties_is_told_so(tmp_path: Path) -> None:
    run(tmp_path, "init")
    assert run(tmp_path, "succession", "duties").stdout == (
        "No duty is recorded yet, so what hangs on one person is not known.\n"
    )


def test_who_has_left_changes_nothing(trust: Path) -> None:
    said = run(trust, "succession", "without", "V305", "--post", "K-SENCO", *AS_OF).stdout
    assert said.splitlines() == [
        "Nobody leaves, so nothing changes.",
        "Victoria Salt left on 31 August 2026, so nothing changes without them.",
        "Nobody holds SENCO, Kingsmead, so nobody leaves with it.",
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["NOBODY"], "“NOBODY” is not a person of this trust"),
        (["--post", "NONE"], "“NONE” is not a post of this trust"),
        (["--school", "999999"], "“999999” has no team here"),
        ([], "Say who leaves: a person's ref, --post POST for whoever holds it, or --school URN for a whole team."),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(trust: Path, arguments: list[str], sentence: str) -> None:
    result = run(trust, "succession", "without", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
