"""What does one job of the control chart bench cost? ``python -m tests.bench.spc_job ours values.parquet 24000``.

The answer is one JSON object: processor seconds, those of the work without the reading, clock, memory, and how many
points carry a signal.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np

from tests.bench.one_job import MB, peak_memory

KPIS, MONTHS, BLOCK = 40, 36, 8192
AT_A_TIME = 2_000_000
AT_ONCE = 65_536  # series, so that their flags stay in memory that was used before
Array = Any


def make(path: Path, schools: int) -> dict[str, Any]:
    """A file of values in the order in which they came in: month after month, schools as they happen to report."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    random = np.random.default_rng(20261129)
    series = schools * KPIS
    level = random.integers(850, 960, series)
    written = 0
    names = ("school", "kpi", "month", "value")
    kinds = (pa.int32(), pa.int8(), pa.int8(), pa.float64())
    schema = pa.schema(list(zip(names, kinds, strict=True)))
    with pq.ParquetWriter(path, schema, compression="snappy") as file:
        for month in range(MONTHS):
            order = random.permutation(series)
            drift = (order % 7 == 0) * (month > 20) * (month - 20) * 2
            tenths = level[order] + random.integers(-20, 21, series) + drift
            columns = (order // KPIS, order % KPIS, np.full(series, month), tenths / 10)
            arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
            file.write_table(pa.table(arrays, schema=schema), row_group_size=AT_A_TIME)
            written += series
    return {"rows": written}


def dense(path: Path, schools: int) -> Array:
    """The file's values, a row a month and a column a series; NaN where there is none."""
    import pyarrow.parquet as pq

    found = np.full(MONTHS * schools * KPIS, np.nan)
    for batch in pq.ParquetFile(path).iter_batches(AT_A_TIME):
        school, kpi, month, value = (column.to_numpy() for column in batch.columns)
        place = month.astype(np.int64)
        place *= schools * KPIS
        place += school * np.int32(KPIS)
        place += kpi
        found[place] = value
    return found.reshape(MONTHS, schools * KPIS)


def by_floor(values: Array) -> tuple[list[Array], int]:
    """Limits and the four rules in blocks, as a person writes them in numpy, and the points that carry a signal."""
    columns, signals = [], 0
    for at in range(0, values.shape[1], BLOCK):
        rows = np.ascontiguousarray(values[:, at : at + BLOCK])
        first = rows[:12]
        mean = first.mean(axis=0)
        ranges = np.abs(np.diff(first, axis=0))
        average = ranges.mean(axis=0)
        kept = ranges < 3.267 * average
        average = (ranges * kept).sum(axis=0) / kept.sum(axis=0)
        upper, lower = mean + 2.66 * average, mean - 2.66 * average
        near_upper, near_lower = mean + 2.66 * 2 / 3 * average, mean - 2.66 * 2 / 3 * average
        found = (rows > upper) | (rows < lower)
        near_high = (rows > near_upper) & (rows <= upper)
        near_low = (rows < near_lower) & (rows >= lower)
        steps = np.diff(rows, axis=0)
        for side, near, way in ((rows > mean, near_high, steps > 0), (rows < mean, near_low, steps < 0)):
            seven = side[:-6] & side[1:-5] & side[2:-4] & side[3:-3] & side[4:-2] & side[5:-1] & side[6:]
            for place in range(7):
                found[place : place + len(seven)] |= seven
            six = way[:-5] & way[1:-4] & way[2:-3] & way[3:-2] & way[4:-1] & way[5:]
            for place in range(7):
                found[place : place + len(six)] |= six
            three = side[:-2] & side[1:-1] & side[2:]
            three &= (near[:-2] & near[1:-1]) | (near[:-2] & near[2:]) | (near[1:-1] & near[2:])
            for place in range(3):
                found[place : place + len(three)] |= three & near[place : place + len(three)]
        columns.append(np.stack((mean, lower, upper, found.sum(axis=0), found[-1])))
        signals += int(found.sum())
    return list(np.concatenate(columns, axis=1)), signals


def by_ours(values: Array) -> tuple[list[Array], int]:
    from trustops.kpis.spc_many import xmr_charts

    columns, signals = [], 0
    for at in range(0, values.shape[1], AT_ONCE):
        some = values[:, at : at + AT_ONCE]
        charts = xmr_charts(some, np.ones(some.shape[1]), places=1)
        flagged = charts.flags > 0
        columns.append(np.stack((charts.mean, charts.lower, charts.upper, flagged.sum(axis=0), charts.variation)))
        signals += int(flagged.sum())
    return list(np.concatenate(columns, axis=1)), signals


def in_numpy(work: Callable[[Array], tuple[list[Array], int]], path: Path, schools: int) -> dict[str, Any]:
    """Read, work out and write a row a series."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    values = dense(path, schools)
    before = process_time()
    columns, signals = work(values)
    took = process_time() - before
    table = pa.table([pa.array(column) for column in columns], names=["mean", "lower", "upper", "signals", "latest"])
    pq.write_table(table, path.with_name("found.parquet"), compression="snappy", use_dictionary=False)
    return {"work": took, "told": signals}


def by_duckdb(path: Path, _: int) -> dict[str, Any]:
    """The same in SQL windows, on whole tenths so that the comparisons are as exact."""
    import duckdb

    with duckdb.connect(config={"threads": 2}) as base:
        before = process_time()
        told = base.execute(SQL, [str(path)]).fetchone()
        return {"work": process_time() - before, "told": told[0] if told else 0}


SQL = """
with given as (select school * 40 + kpi as series, month, cast(round(value * 10) as bigint) as x
               from read_parquet(?)),
stepped as (select *, x - lag(x) over w as step from given window w as (partition by series order by month)),
base as (select series, sum(x) as total, count(*) as n, sum(abs(step)) as moved, count(step) as moves
         from stepped where month < 12 group by series),
screened as (select series, any_value(total) as total, any_value(n) as n, sum(abs(step)) as moved,
                    count(*) as moves from stepped join base using (series)
             where month between 1 and 11 and abs(step) * moves * 1000 < moved * 3267 group by series),
placed as (select series, month, sign(x * n - total) as side, sign(step) as way,
                  abs(x * n - total) * moves * 50 > moved * n * 133 as far,
                  abs(x * n - total) * moves * 75 > moved * n * 133 as near
           from stepped join screened using (series)),
runs as (select *, count(*) over s as on_side, count(*) over w as one_way,
                abs(sum(side) over three) = 3
                and sum(cast(near and not far as int)) over three >= 2 as completes
         from (select *, month - row_number() over (partition by series, side order by month) as spell,
                      month - row_number() over (partition by series, way order by month) as going from placed)
         window s as (partition by series, side, spell), w as (partition by series, way, going),
                three as (partition by series order by month rows 2 preceding))
, marked as (select *,
   max(cast(completes as int))
     over (partition by series order by month rows between current row and 2 following) as two,
   max(case when way <> 0 and one_way >= 6 then 1 else 0 end)
     over (partition by series order by month rows between current row and 1 following) as trending from runs)
select count(*) from marked where far or (side <> 0 and on_side >= 7) or trending = 1 or (two = 1 and near and not far)
"""


def main(job: str, path: Path, schools: int) -> None:
    import pyarrow.parquet  # noqa: F401 (what a process loads is not what the work costs)

    import trustops.kpis.spc_many  # noqa: F401

    before, clock = process_time(), perf_counter()
    if job == "make":
        print(json.dumps(make(path, schools)))
        return
    if job == "duckdb":
        found = by_duckdb(path, schools)
    else:
        found = in_numpy({"floor": by_floor, "ours": by_ours}[job], path, schools)
    taken = {"seconds": process_time() - before, "clock": perf_counter() - clock, "mb": peak_memory() / MB}
    print(json.dumps(found | taken))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
