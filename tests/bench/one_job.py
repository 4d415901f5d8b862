"""What does one import cost in memory? Run as a process of its own: ``python -m tests.bench.one_job import file.xlsx``.

The answer tells this process and its reading child apart: they have their peaks at different times.
"""

import json
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from tests.bench.measure import cpu_seconds

MB = 1024 * 1024


def main(job: str, workbook: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        run = {"import": _import, "preview": _preview, "floor": _floor}[job]
        run(workbook, Path(folder) / "job.db")
        mine, child = peak_memory(), getrusage(RUSAGE_CHILDREN).ru_maxrss * 1024
        print(json.dumps({"seconds": cpu_seconds(), "mb": mine / MB, "child_mb": child / MB}))


def peak_memory() -> int:
    """The most memory, in bytes, that this process has had since its program began.

    The kernel's other figure (``ru_maxrss``) goes on counting what the process that started this one had.
    """
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))


def _import(workbook: Path, database: Path) -> None:
    _bring(workbook, database, dry_run=False)


def _preview(workbook: Path, database: Path) -> None:
    _bring(workbook, database, dry_run=True)


def _bring(workbook: Path, database: Path, *, dry_run: bool) -> None:
    from importers.bring import Options, import_file  # only here, so that the floor does not pay for it
    from trustops.store.migrate import init_database

    import_file(init_database(f"sqlite:///{database}"), workbook, Options(dry_run=dry_run))


def _floor(workbook: Path, database: Path) -> None:
    from tests.bench.floor_lean import floor_lean

    floor_lean(workbook, database)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
