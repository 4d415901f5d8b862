"""`make bench`: every figure that the README quotes, as a ratio of medians in one run.

``--all`` adds what takes minutes: a million rows, and the slowest peer on 100,000 rows. A subject's name
(one of ``SUBJECTS``, like ``import`` or ``succession``) measures that alone.
"""

import sys
import tempfile
from pathlib import Path

from tests.bench.calendar import bench_calendar
from tests.bench.commands import bench_help, bench_pack
from tests.bench.costing import bench_costing
from tests.bench.exporting import bench_export
from tests.bench.importing import (
    AS_IT_COMES,
    ROWS,
    TUNED,
    bench_command,
    bench_django,
    bench_import,
    bench_memory,
    bench_million,
)
from tests.bench.listing import bench_list
from tests.bench.packs import bench_packs
from tests.bench.simulation import bench_simulation
from tests.bench.spc import bench_spc
from tests.bench.succession import bench_succession
from tests.bench.workbooks import values_workbook

FEW = 10_000  # the slowest peer takes minutes over more


def bench_importing(folder: Path) -> None:
    path, short = values_workbook(folder / "values.xlsx", ROWS), values_workbook(folder / "few.xlsx", FEW)
    bench_import(folder, path)
    bench_memory(path)
    bench_command(folder, short, FEW)
    bench_django(folder, path, ROWS, TUNED)
    bench_django(folder, short, FEW, AS_IT_COMES)
    if "--all" in sys.argv:
        bench_django(folder, path, ROWS, AS_IT_COMES)
        bench_million(folder)


def bench_commands(folder: Path) -> None:
    bench_pack(folder)
    bench_help()


SUBJECTS = {
    "import": bench_importing,
    "export": bench_export,
    "list": bench_list,
    "costing": lambda folder: bench_costing(),
    "spc": bench_spc,
    "succession": bench_succession,
    "calendar": lambda folder: bench_calendar(),
    "simulation": lambda folder: bench_simulation(),
    "commands": bench_commands,
    "packs": lambda folder: bench_packs(),
}


def main(asked: list[str]) -> None:
    for name, bench in SUBJECTS.items():
        if not asked or name in asked:
            with tempfile.TemporaryDirectory() as folder:
                bench(Path(folder))


if __name__ == "__main__":
    main([each for each in sys.argv[1:] if each in SUBJECTS])
