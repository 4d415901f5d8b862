"""What do whole commands take, start-up and all: the help, and the board pack?"""

import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from importers.bring import import_file
from tests.bench.measure import PROGRAM, paired, run_quietly
from trustops.store.migrate import init_database


def bench_pack(folder: Path) -> None:
    """The example trust's board pack; seconds of the clock, for somebody waits for it."""
    url = f"sqlite:///{folder / 'pack.db'}"
    import_file(init_database(url), Path("examples/example-trust.xlsx"))
    command = [str(PROGRAM), "--database-url", url, "pack", "TB-2026-12-10", "--as-of", "2026-11-22"]
    command += ["--out", str(folder / "packs")]
    taken = []
    for _ in range(4):
        before = perf_counter()
        run_quietly(command)
        taken.append(perf_counter() - before)
    print(f"the board pack as a whole command: {median(taken[1:]):.2f} s; goal 3 s")


def bench_help() -> None:
    seconds, floor, ratio = paired(
        lambda run: run_quietly([str(PROGRAM), "--help"]), lambda run: run_quietly([sys.executable, "-c", "pass"]), 15
    )
    print(f"trustops --help: {seconds:.3f} s of processor, {ratio:.2f} x a bare Python start ({floor:.3f} s); goal 5")
