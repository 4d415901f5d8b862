"""The commands of the time ahead: the same seed, the same answer; the exact one beside it; and plain sentences."""

from pathlib import Path

import pytest

from tests.admin.test_cli import AS_OF, answer, run


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Path:
    instance = tmp_path_factory.mktemp("ahead")
    example = Path(__file__).parents[2] / "examples" / "example-trust.xlsx"
    assert run(instance, "init").exit_code == 0
    assert run(instance, "import", example).exit_code == 0
    return instance


def test_a_simulation_has_its_seed_its_error_and_the_exact_answer(trust: Path) -> None:
    asked = ("succession", "simulate", "--years", "2000", "--seed", "7", *AS_OF)
    found = answer(trust, *asked)
    assert (found["simulated"]["years"], found["simulated"]["seed"], found["exact"]["exact"]) == (2000, 7, True)
    for drawn, exact in zip(found["simulated"]["ahead"], found["exact"]["ahead"], strict=True):
        apart = abs(float(drawn["another"]["chance"]) - float(exact["another"]["chance"]))
        assert apart < 5 * float(drawn["another"]["chance_error"])
    assert answer(trust, *asked) == found
    said = run(trust, *asked).output
    assert "Counted in 2,000 simulated futures drawn from seed 7" in said
    assert "Worked out exactly" in said


def test_what_helps_is_said_and_listed_in_full(trust: Path) -> None:
    said = run(trust, "succession", "helps", *AS_OF).output
    assert said.startswith(" 1. Make Sarah Lindqvist ready now for SENCO, Kingsmead (emergency only today)")
    assert "resilience number −1 → 0" in said
    every = answer(trust, "succession", "helps", *AS_OF)
    assert {"kind", "subject", "words", "resilience", "chance", "days", "cost_pence"} <= set(every[0])
    assert len(every) > 30


def test_the_smallest_plan_is_said(trust: Path) -> None:
    found = answer(trust, "succession", "plan", "--target", "2", *AS_OF)
    assert (found["before"], found["after"], found["target"], found["to_find"]) == (-1, 2, 2, 0)
    said = run(trust, "succession", "plan", *AS_OF).output
    assert said.startswith("The smallest plan takes 2 actions to bring the resilience number from −1 to 1.")
    more = run(trust, "succession", "plan", "--target", "4", *AS_OF).output
    assert "still to be found, since with everybody who is named made ready" in " ".join(more.split())


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("simulate", "--years", "0"), "0 years cannot be simulated"),
        (("simulate", "--seed", "-1"), "-1 is not in the range"),
        (("plan", "--target", "0"), "cannot be aimed at"),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_exit_2(trust: Path, asked: tuple[str, ...], sentence: str) -> None:
    found = run(trust, "succession", *asked, *AS_OF)
    assert found.exit_code == 2
    assert sentence in found.output


def test_a_trust_of_nothing_has_its_answers(tmp_path: Path) -> None:
    assert run(tmp_path, "init").exit_code == 0
    for command in ("simulate", "plan"):
        assert "No post is marked critical" in run(tmp_path, "succession", command).output
    assert "Every critical post and duty has somebody" in run(tmp_path, "succession", "helps").output
