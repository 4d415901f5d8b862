"""The commands about a pack: make, check, freeze, show, list, differences; and whether the history is as it was."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from admin.cli import main
from importers.bring import import_file
from trustops.store.engine import default_url
from trustops.store.migrate import init_database

BOARD, SECRET, DAY = "TB-2026-12-10", "PC-2026-11-12", ["--as-of", "2026-11-22"]


@pytest.fixture
def instance(tmp_path: Path, example: Path) -> Path:
    import_file(init_database(default_url(tmp_path)), example)
    return tmp_path


def run(instance: Path, *command: str) -> Result:
    return CliRunner().invoke(main, ["--instance", str(instance), *command])


def test_a_pack_is_made_by_its_meetings_name_alone(instance: Path) -> None:
    out = instance / "packs"
    for command in (["pack", BOARD], ["pack", "make", BOARD], ["pack", "--format", "docx", BOARD]):
        done = run(instance, *command, "--out", str(out), *DAY)
        assert done.exit_code == 0, done.output
    assert sorted(path.name for path in out.iterdir()) == [
        f"{BOARD}-board-pack.{kind}" for kind in ("docx", "pdf", "xlsx")
    ]


def test_check_says_what_lacks_and_exits_1(instance: Path) -> None:
    done = run(instance, "pack", "check", BOARD, *DAY)
    assert done.exit_code == 1
    assert "% ready" in done.output
    assert "Papers sent" in done.output
    told = json.loads(run(instance, "pack", "check", BOARD, *DAY, "--json").output)
    assert {each["name"] for each in told["measures"]} >= {"Boxes written", "Papers sent", "KPIs up to date"}
    assert told["parts"][0]["heading"] == "The one question"
    assert told["parts"][0]["pages"] == [1, 1]
    assert (told["papers_pages"], told["page_budget"]) == (4, 90)
    assert told["pages"] == told["parts"][-1]["pages"][1]
    assert f"The pack takes {told['pages']} pages" in done.output


def test_a_pack_is_frozen_once_and_again_only_for_a_reason(instance: Path) -> None:
    first = run(instance, "pack", "freeze", BOARD, *DAY, "--json")
    assert first.exit_code == 0, first.output
    head = json.loads(first.output)["audit_head"]
    refused = run(instance, "pack", "freeze", BOARD, *DAY)
    assert refused.exit_code == 2
    assert "a frozen pack never changes" in refused.output
    assert run(instance, "pack", "freeze", BOARD, *DAY, "--why", "a page was missing").exit_code == 0
    listed = json.loads(run(instance, "pack", "list", "--json").output)["packs"]
    assert [(each["version"], each["why"]) for each in listed] == [(1, None), (2, "a page was missing")]
    shown = run(instance, "pack", "show", BOARD, "--version", "1", "--out", str(instance / "kept"))
    assert (instance / "kept" / f"{BOARD}-v1-board-pack.pdf").read_bytes().startswith(b"%PDF")
    assert head in shown.output
    assert "0 figures differ" in run(instance, "pack", "differences", BOARD).output
    verified = run(instance, "audit", "verify", "--head", head)
    assert verified.exit_code == 0
    assert "all up to there is as it was" in verified.output
    assert run(instance, "audit", "verify", "--head", "f" * 64).exit_code == 1


def test_the_confidential_part_is_written_only_when_asked_for(instance: Path) -> None:
    out = instance / "packs"
    run(instance, "pack", SECRET, "--out", str(out), *DAY)
    assert not (out / f"{SECRET}-confidential.pdf").exists()
    run(instance, "pack", SECRET, "--confidential", "--out", str(out), *DAY)
    assert (out / f"{SECRET}-confidential.pdf").exists()
    refused = run(instance, "pack", BOARD, "--confidential", "--out", str(out), *DAY)
    assert refused.exit_code == 2
    assert "has no confidential part" in refused.output


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["pack", "TB-1999"], "There is no meeting “TB-1999”"),
        (["pack", "check", "TB-1999"], "There is no meeting “TB-1999”"),
        (["pack", "freeze", "TB-1999"], "There is no meeting “TB-1999”"),
        (["pack", "show", BOARD], "is frozen yet"),
        (["pack", "differences", BOARD], "is frozen yet"),
        (["pack", BOARD, "--format", "odt"], "the formats are pdf, xlsx and docx"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(instance: Path, command: list[str], says: str) -> None:
    done = run(instance, *command)
    assert done.exit_code == 2
    assert says in done.output
    assert "Traceback" not in done.output


def test_with_nothing_frozen_the_list_says_so(instance: Path) -> None:
    assert "No pack is frozen yet." in run(instance, "pack", "list").output
