"""What does bringing 100,000 KPI values in cost, beside the least that any importer does, and beside its peers?"""

from importlib.util import find_spec
from pathlib import Path
from statistics import median
from subprocess import CalledProcessError

from sqlalchemy import Engine

from importers.bring import Options, import_file
from importers.reader import read_workbook
from tests.bench.floor_lean import floor_lean, floor_read
from tests.bench.measure import PROGRAM, Job, apart, paired, ratio, rounds, run_quietly, timed, verdict
from tests.bench.workbooks import values_workbook
from trustops.store.engine import reading, writing
from trustops.store.migrate import init_database
from trustops.store.undo import undoing, write_undo

ROWS = 100_000
MANY = 1_000_000
ROUNDS = 3
PREVIEW = Options(dry_run=True)
TUNED, AS_IT_COMES = "tuned by an expert", "as it comes"
DJANGO_GOALS = {TUNED: 12, AS_IT_COMES: 100}


def bench_import(folder: Path, path: Path) -> None:
    """Preview, accept, the same file again and undo, all beside the floor's reading and upsert."""
    engines = [init_database(f"sqlite:///{folder / f'ours{run}.db'}") for run in range(ROUNDS + 1)]
    jobs: dict[str, Job] = {
        "floor_read": lambda run: floor_read(path),
        "floor_lean": lambda run: floor_lean(path, folder / f"floor{run}.db"),
        "read": lambda run: read_workbook(path),
        "preview": lambda run: import_file(engines[run], path, PREVIEW),
        "accept": lambda run: import_file(engines[run], path),
        "again": lambda run: _import_of_nothing(engines[run], path),
        "undoing": lambda run: _preview_undo(engines[run]),
        "undo": lambda run: _undo_last(engines[run]),
    }
    _say_import(rounds(jobs, ROUNDS))
    for engine in engines:
        engine.dispose()


def _say_import(taken: dict[str, list[float]]) -> None:
    seconds = {name: f"{median(each):.2f} s" for name, each in taken.items()}
    bare = ratio([each - 0.1 for each in taken["preview"]], taken["floor_read"])
    print(f"preview of {ROWS:,} KPI values: {seconds['preview']}, less 0.1 s {bare:.2f} x the floor's reading "
          f"({seconds['floor_read']}); {verdict(bare, 1.3)}")  # fmt: skip
    unsafe = [a - b + c for a, b, c in zip(taken["accept"], taken["read"], taken["floor_read"], strict=True)]
    part = ratio(unsafe, taken["floor_lean"])
    print(f"preview and accept with the floor's reading in place of ours ({seconds['read']}): {median(unsafe):.2f} s, "
          f"{part:.2f} x floor_lean ({seconds['floor_lean']}); {verdict(part, 1.5)}")  # fmt: skip
    whole = ratio(taken["accept"], taken["floor_lean"])
    print(f"preview and accept with the safe reader, audit and provenance: {seconds['accept']}, "
          f"{whole:.2f} x floor_lean; {verdict(whole, 2)}")  # fmt: skip
    again = ratio(taken["again"], taken["accept"])
    print(f"the same file again, 0 rows written: {seconds['again']}, {again:.2f} x the first; {verdict(again, 1)}")
    undo = ratio(taken["undo"], taken["accept"])
    print(f"undo of the import, previewed and written as accept is: {seconds['undo']}, {undo:.2f} x accept; "
          f"{verdict(undo, 1)}; its preview alone {seconds['undoing']}")  # fmt: skip


def _import_of_nothing(engine: Engine, path: Path) -> None:
    report = import_file(engine, path)
    assert report.accepted
    assert report.import_id is None, "the same file again wrote something"


def _preview_undo(engine: Engine) -> None:
    with reading(engine) as connection:
        undoing(connection, 1)


def _undo_last(engine: Engine) -> None:
    with writing(engine) as connection:
        undo = undoing(connection, 1)
        assert sum(len(each.deleted) for each in undo.comparisons) > ROWS, "the undo would take back too little"
        write_undo(connection, undo, who="bench")


def bench_command(folder: Path, path: Path, rows: int) -> None:
    """A small import as a whole command, start-up and all."""
    cold = [f"sqlite:///{folder / f'cold{run}.db'}" for run in range(4)]
    for url in cold:
        init_database(url).dispose()
    seconds, floor, found = paired(
        lambda run: run_quietly([str(PROGRAM), "--database-url", cold[run], "import", str(path)]),
        lambda run: apart("one_job", "floor", path),
        runs=3,
    )
    print(
        f"import of {rows:,} KPI values as a whole command: {seconds:.2f} s, {found:.2f} x floor_lean's ({floor:.2f} s)"
    )


def bench_memory(path: Path) -> None:
    """The peak memory of an import, its own and its reading child's, which is over when the checking begins."""
    told = apart("one_job", "import", path)
    print(f"peak memory of that import: {told['mb']:.0f} MB, and its reading child {told['child_mb']:.0f} MB; "
          f"{verdict(max(told['mb'], told['child_mb']), 150, ' MB')}")  # fmt: skip


def bench_million(folder: Path) -> None:
    """A file that is nearly as long as a sheet can be."""
    path = values_workbook(folder / "many.xlsx", MANY)
    floor = apart("one_job", "floor", path)
    try:
        ours = apart("one_job", "import", path)
    except CalledProcessError as error:
        print(f"import of {MANY:,} KPI values: not taken, so the goal is missed: {error.stderr.splitlines()[-1]}")
        return
    found = ours["seconds"] / floor["seconds"]
    print(f"import of {MANY:,} KPI values: {ours['seconds']:.1f} s, {found:.2f} x floor_lean "
          f"({floor['seconds']:.1f} s, {floor['mb']:.0f} MB); {verdict(found, 2)}")  # fmt: skip
    print(f"its peak memory: {ours['mb']:.0f} MB, and its reading child {ours['child_mb']:.0f} MB; "
          f"{verdict(max(ours['mb'], ours['child_mb']), 700, ' MB')}")  # fmt: skip


def bench_django(folder: Path, path: Path, rows: int, how: str) -> None:
    """Django's import-export, ``tuned by an expert`` or ``as it comes``, beside ours: the same rows into an empty
    table."""
    if find_spec("import_export") is None:
        print("django-import-export is not installed, so it was not measured")
        return
    engines = [init_database(f"sqlite:///{folder / f'{how.split()[0]}{rows}-{run}.db'}") for run in range(4)]
    ours = median([timed(lambda engine=engine: import_file(engine, path)) for engine in engines][1:])  # type: ignore[misc]
    for engine in engines:
        engine.dispose()
    told = apart("peer_django", how.split()[0], path, folder / f"django-{how.split()[0]}{rows}.db")
    assert told["rows"] == rows, told
    times, goal = told["seconds"] / ours, DJANGO_GOALS[how]
    met = "met" if times >= goal else "missed"
    print(f"import of {rows:,} KPI values by django-import-export {how}: {told['seconds']:.1f} s, "
          f"{times:.0f} x ours ({ours:.2f} s); goal at least {goal}: {met}")  # fmt: skip
