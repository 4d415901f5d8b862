"""`make bench`: every figure that the README quotes, as a ratio of medians in one run."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median

import xlsxwriter

from importers.bring import import_file
from tests.bench.floor_lean import floor_lean
from trustops.store.migrate import init_database

ROWS = 10_000
RUNS = 7
PROGRAM = Path(sys.executable).parent / "trustops"


def cpu_seconds() -> float:
    """The processor time of this process and of the children it has waited for."""
    return sum(usage.ru_utime + usage.ru_stime for usage in (getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN)))


def timed(job: Callable[[], object]) -> float:
    before = cpu_seconds()
    job()
    return cpu_seconds() - before


def paired(
    ours: Callable[[int], object], floor: Callable[[int], object], runs: int = RUNS
) -> tuple[float, float, float]:
    """Ours and the floor in turn, after one of each that is not counted: median seconds of both, and their ratio."""
    mine, theirs = [], []
    for run in range(runs + 1):
        theirs.append(timed(lambda run=run: floor(run)))  # type: ignore[misc]
        mine.append(timed(lambda run=run: ours(run)))  # type: ignore[misc]
    return median(mine[1:]), median(theirs[1:]), median(a / b for a, b in zip(mine[1:], theirs[1:], strict=True))


def workbook(path: Path, rows: int) -> Path:
    """KPI values as a trust exports them: 10 KPIs at 20 schools over the months, real dates, plain numbers."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        schools = book.add_worksheet("Schools")
        schools.write_row(0, 0, ("URN", "Name", "Phase"))
        for place in range(20):
            schools.write_row(1 + place, 0, (990001 + place, f"School {place}", "primary"))
        kpis = book.add_worksheet("KPIs")
        kpis.write_row(0, 0, ("KPI", "Name", "Unit", "Direction", "Frequency"))
        for place in range(10):
            kpis.write_row(1 + place, 0, (f"KPI{place:02d}", f"Measure {place}", "percent", "up", "monthly"))
        values = book.add_worksheet("KPI values")
        values.write_row(0, 0, ("KPI", "Site", "Start", "End", "Value", "Numerator", "Denominator"))
        for row in range(rows):
            month, rest = divmod(row, 200)
            start = date(2000 + month // 12, month % 12 + 1, 1)
            values.write_string(1 + row, 0, f"KPI{rest % 10:02d}")
            values.write_number(1 + row, 1, 990001 + rest // 10)
            values.write_datetime(1 + row, 2, start, day)
            values.write_datetime(1 + row, 3, start.replace(day=28), day)
            values.write_number(1 + row, 4, 90 + row % 97 / 10)
            values.write_number(1 + row, 5, 9000 + row % 97)
            values.write_number(1 + row, 6, 10000)
    return path


def bench_import(folder: Path) -> None:
    path = workbook(folder / "values.xlsx", ROWS)
    engines = [init_database(f"sqlite:///{folder / f'ours{run}.db'}") for run in range(RUNS + 1)]
    seconds, floor, ratio = paired(
        lambda run: import_file(engines[run], path), lambda run: floor_lean(path, folder / f"floor{run}.db")
    )
    print(
        f"import of {ROWS:,} KPI values: {seconds:.3f} s of processor, {ratio:.2f} x floor_lean ({floor:.3f} s); goal 3"
    )
    again, _, ratio = paired(
        lambda run: import_file(engines[run], path), lambda run: floor_lean(path, folder / f"again{run}.db")
    )
    print(f"the same file again, 0 changes: {again:.3f} s, {ratio:.2f} x floor_lean")
    cold = [f"sqlite:///{folder / f'cold{run}.db'}" for run in range(4)]
    for url in cold:
        init_database(url).dispose()
    script = "import sys; from pathlib import Path; from tests.bench.floor_lean import floor_lean; "
    script += "floor_lean(Path(sys.argv[1]), Path(sys.argv[2]))"
    seconds, floor, ratio = paired(
        lambda run: run_quietly([str(PROGRAM), "--database-url", cold[run], "import", str(path)]),
        lambda run: run_quietly([sys.executable, "-c", script, str(path), str(folder / f"bare{run}.db")]),
        runs=3,
    )
    print(f"the same as a whole command, start-up and all: {seconds:.3f} s, {ratio:.2f} x floor_lean's ({floor:.3f} s)")


def bench_help() -> None:
    seconds, floor, ratio = paired(
        lambda run: run_quietly([str(PROGRAM), "--help"]), lambda run: run_quietly([sys.executable, "-c", "pass"]), 15
    )
    print(f"trustops --help: {seconds:.3f} s of processor, {ratio:.2f} x a bare Python start ({floor:.3f} s); goal 5")


def run_quietly(command: list[str]) -> None:
    # Python's own cache of compiled code is left on: it is on for everybody who installed the program.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=True, capture_output=True, env=environment)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        bench_import(Path(name))
    bench_help()
