"""How fast is a nation's control charts? 24,000 schools × 40 KPIs × 36 months from Parquet, beside dense numpy.

``python -m tests.bench spc``. Each job is a process of its own, which reads the file's rows in the order in which they
came in, lays them out a row a month and a column a series, works out limits and signals, and writes a row a series. The
floor works them out as a person writes them in numpy: no gaps, binary fractions, nothing checked. duckdb is asked for
the limits and the same rules over a tenth of the schools, exactly as ours.
"""

import sys
from pathlib import Path
from statistics import median

from tests.bench.measure import apart, ratio, verdict

SCHOOLS, KPIS, MONTHS = 24_000, 40, 36
RUNS = 5
JOBS = ("floor", "ours")


def bench_spc(folder: Path) -> None:
    path = folder / "values.parquet"
    rows = apart("spc_job", "make", path, SCHOOLS)["rows"]
    rounds = [{job: apart("spc_job", job, path, SCHOOLS) for job in JOBS} for _ in range(RUNS + 1)][1:]
    ours, floor = ([each[job] for each in rounds] for job in ("ours", "floor"))
    beside = ratio([each["seconds"] for each in ours], [each["seconds"] for each in floor])
    work = ratio([each["work"] for each in ours], [each["work"] for each in floor])
    clock, memory = min(each["clock"] for each in ours), max(each["mb"] for each in ours)
    busy = median(each["seconds"] for each in ours)
    print(
        f"spc {rows / 1e6:.1f} million values: {busy:.2f} s of processor, {clock:.2f} s by the clock at best; "
        f"{verdict(busy, 3, ' s')}; {beside:.2f} x dense numpy ({work:.2f} x without the reading); "
        f"{verdict(beside, 1.3)}; "
        f"{memory:,.0f} MB; {verdict(memory, 3_000, ' MB')}"
    )
    exact, binary = ours[0]["told"], floor[0]["told"]
    print(f"points that carry a signal: {exact:,}; {binary:,} with the noise of binary fractions at a limit or a mean")
    _beside_duckdb(folder)


def _beside_duckdb(folder: Path) -> None:
    schools = SCHOOLS // 10
    path = folder / "tenth.parquet"
    apart("spc_job", "make", path, schools)
    runs = [{job: apart("spc_job", job, path, schools) for job in ("duckdb", "ours")} for _ in range(3)][1:]
    times = median(each["duckdb"]["seconds"] / each["ours"]["seconds"] for each in runs)
    same = all(each["duckdb"]["told"] == each["ours"]["told"] for each in runs)
    met = "met" if times >= 5 else "missed"
    print(
        f"spc at a tenth: {times:.1f} x faster than duckdb; goal 5: {met}; the same signals: {'yes' if same else 'NO'}"
    )


if __name__ == "__main__":
    bench_spc(Path(sys.argv[1]))
