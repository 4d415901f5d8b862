"""How is a job measured? In processor time, in turn with its floor or peer, as the median of ratios of the same run.

Processor time (of this process and of the children that it waited for) says what a job costs whatever else the
machine is doing; the clock does not.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from typing import Any

RUNS = 7
PROGRAM = Path(sys.executable).parent / "trustops"

Job = Callable[[int], object]


def cpu_seconds() -> float:
    """The processor time of this process and of the children it has waited for."""
    return sum(usage.ru_utime + usage.ru_stime for usage in (getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN)))


def timed(job: Callable[[], object]) -> float:
    """The processor time that a job takes."""
    before = cpu_seconds()
    job()
    return cpu_seconds() - before


def rounds(jobs: Mapping[str, Job], runs: int = RUNS) -> dict[str, list[float]]:
    """Every job in turn, so many times; each is told which round it is, from 0. The first round is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for run in range(runs + 1):
        for name, job in jobs.items():
            taken[name].append(timed(lambda job=job, run=run: job(run)))  # type: ignore[misc]
    return {name: seconds[1:] for name, seconds in taken.items()}


def paired(ours: Job, floor: Job, runs: int = RUNS) -> tuple[float, float, float]:
    """Ours and the floor in turn, after one of each that is not counted: median seconds of both, and their ratio."""
    taken = rounds({"floor": floor, "ours": ours}, runs)
    return median(taken["ours"]), median(taken["floor"]), ratio(taken["ours"], taken["floor"])


def ratio(ours: list[float], floor: list[float]) -> float:
    """The median of the rounds' ratios: what is slow for a while is slow for both."""
    return median(a / b for a, b in zip(ours, floor, strict=True))


def verdict(found: float, goal: float, unit: str = "") -> str:
    """A goal, and whether it is met.

    >>> verdict(1.52, 1.5), verdict(140, 150, " MB")
    ('goal 1.5: missed', 'goal 150 MB: met')
    """
    return f"goal {goal:g}{unit}: {'met' if found <= goal else 'missed'}"


def run_quietly(command: list[str]) -> str:
    """Run a command that must succeed; what it printed."""
    # Python's own cache of compiled code is left on: it is on for everybody who installed the program.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(command, check=True, capture_output=True, env=environment, text=True).stdout


def apart(module: str, *arguments: object) -> dict[str, Any]:
    """Run a module of the benches as a process of its own and read its answer, one JSON object on its last line."""
    told = run_quietly([sys.executable, "-m", f"tests.bench.{module}", *map(str, arguments)])
    return dict(json.loads(told.splitlines()[-1]))
