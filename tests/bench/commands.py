"""What do whole commands take, start-up and all: the help, and the board pack?"""

import sys
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

from importers.bring import import_file
from reports.pack import write_pack
from tests.bench.measure import PROGRAM, paired, run_quietly
from trustops.store.engine import open_database, reading
from trustops.store.load import load
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
    pages = [_pack_in_this_program(url, folder) for _ in range(4)]
    print(f"the board pack (pdf), the first in a running program: {pages[0]:.2f} s; goal 3 s")
    print(f"the board pack (pdf), each after it: {median(pages[1:]):.2f} s; goal 3 s")
    print(f"the board pack, pdf and xlsx, as a whole command: {median(taken[1:]):.2f} s")


def _pack_in_this_program(url: str, folder: Path) -> float:
    """As the back office makes it when the button is pressed: seconds of the clock."""
    before = perf_counter()
    with reading(open_database(url)) as connection:
        snapshot = load(connection, date(2026, 11, 22))
    write_pack(snapshot, "TB-2026-12-10", folder / "packs", ("pdf",))
    return perf_counter() - before


def bench_help() -> None:
    seconds, floor, ratio = paired(
        lambda run: run_quietly([str(PROGRAM), "--help"]), lambda run: run_quietly([sys.executable, "-c", "pass"]), 15
    )
    print(f"trustops --help: {seconds:.3f} s of processor, {ratio:.2f} x a bare Python start ({floor:.3f} s); goal 5")
