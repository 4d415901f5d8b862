"""The manual is true: its commands run, in its order, and end as it says."""

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHELL = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)


def commands() -> list[str]:
    return [line for block in SHELL for line in block.splitlines() if line.startswith("trustops ")]


def test_every_command_runs_and_ends_as_it_says(tmp_path: Path) -> None:
    assert len(commands()) > 15
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    for line in commands():
        command, _, remark = line.partition("  # ")
        done = subprocess.run(
            shlex.split(command),
            cwd=tmp_path,
            env=os.environ | {"PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        wanted = 1 if remark == "exits 1" else 0
        assert done.returncode == wanted, f"{line}\n{done.stdout}{done.stderr}"
        assert done.stderr == "", line
        assert done.stdout.strip(), line


def test_its_picture_of_the_demo_is_what_the_demo_says(tmp_path: Path) -> None:
    program = Path(sys.executable).parent / "trustops"
    said = subprocess.run(
        [program, "demo", "--no-serve", "--dir", tmp_path], capture_output=True, text=True, check=True
    ).stdout
    words = " ".join(said.split())
    for part in re.search(r"```text\n(Verulam.*?)```", README, re.DOTALL).group(1).split("…"):  # type: ignore[union-attr]
        assert " ".join(part.split()) in words


def test_its_make_targets_exist() -> None:
    targets = {line[5:] for block in SHELL for line in block.splitlines() if line.startswith("make ")}
    assert targets == {"demo", "test"}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in targets | {"bench"}:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_its_notebook_answers_what_it_shows() -> None:
    result = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert (result.attempted > 5, result.failed) == (True, 0)


def test_its_links_and_folders_exist() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / link).exists(), link
    for folder in re.findall(r"`((?:trustops|importers|reports|admin|examples|tests)/[\w/.]*)`", README):
        assert (ROOT / folder).exists(), folder
