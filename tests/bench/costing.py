"""What does a service cost to cost? One alone, and 100,000 with their splits beside plain numpy and a Decimal loop.

A service is five staffing lines, overhead and the split of the whole over ten schools by largest remainder.
"""

import sys
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

from tests.bench.measure import rounds, run_quietly, verdict
from trustops.costing.batch import MILLION, cost_and_shares, costs_of_many

SERVICES, LINES, SCHOOLS = 100_000, 5, 10
ONE, OFTEN = 5_000, 9
RATE = 60_000

HEAVY = (
    "import sys; from trustops.costing.batch import cost_and_shares; cost_and_shares([100], 60000, [1, 2]); "
    "print(*(each for each in ('numpy', 'pandas') if each in sys.modules))"
)

Arrays = tuple[Any, Any, Any]


def drawn(services: int) -> Arrays:
    """Staffing pence, overhead and weights of so many services, the same each time."""
    random = np.random.default_rng(20261122)
    lines = random.integers(100_000, 5_000_000, (services, LINES), dtype=np.int64)
    weights = random.integers(1, 2_000, (services, SCHOOLS), dtype=np.int64)
    return lines, np.full(services, RATE, dtype=np.int64), weights


def plain_numpy(lines: Any, overheads: Any, weights: Any) -> tuple[Any, Any]:
    """The same sums as a person writes them in numpy: no checks, and the rests put in order."""
    pay = lines.sum(axis=1)
    totals = pay + (2 * pay * overheads + MILLION) // (2 * MILLION)
    parts, rests = np.divmod(totals[:, None] * weights, weights.sum(axis=1)[:, None])
    left = totals - parts.sum(axis=1)
    order = np.argsort(-rests, axis=1, kind="stable")
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(SCHOOLS)[None, :], axis=1)
    return totals, parts + (ranks < left[:, None])


def decimal_loop(lines: list[list[int]], weights: list[list[int]]) -> tuple[list[int], list[list[int]]]:
    """The same sums in Decimal pounds, a service at a time; rests are compared as whole pence × weights."""
    totals, shares, rate, penny = [], [], Decimal(RATE) / MILLION, Decimal("0.01")
    for row, by in zip(lines, weights, strict=True):
        pay = sum((Decimal(pence) / 100 for pence in row), Decimal(0))
        total = pay + (pay * rate).quantize(penny, rounding=ROUND_HALF_UP)
        cut, rests = _decimal_parts(total * 100, by)
        for place in rests[: int(total * 100 - sum(cut))]:
            cut[place] += 1
        totals.append(int(total * 100))
        shares.append([int(part) for part in cut])
    return totals, shares


def _decimal_parts(pence: Decimal, by: list[int]) -> tuple[list[Decimal], list[int]]:
    whole = Decimal(sum(by))
    owed = [pence * weight for weight in by]
    cut = [each // whole for each in owed]
    order = sorted(range(len(by)), key=lambda place: (cut[place] * whole - owed[place], place))
    return cut, order


def digest(totals: Any, shares: Any) -> str:
    """The pennies of every service in one word."""
    made = (np.asarray(totals, dtype=np.int64).tobytes(), np.asarray(shares, dtype=np.int64).tobytes())
    return sha256(b"".join(made)).hexdigest()[:16]


def one_service() -> float:
    """Microseconds of the clock for one service, the median of several spells."""
    lines, weights = [2_656_519, 323_478, 531_304, 13_283, 90_000], [38, 38, 19, 19, 25, 26, 15, 12, 7, 3]
    spells = []
    for _ in range(OFTEN):
        before = perf_counter()
        for _ in range(ONE):
            cost_and_shares(lines, RATE, weights, 298_000)
        spells.append((perf_counter() - before) / ONE * 1e6)
    return median(spells)


def bench_costing() -> None:
    micro = one_service()
    heavy = run_quietly([sys.executable, "-c", HEAVY]).strip()
    print(
        f"costing one service: {micro:.1f} µs; {verdict(micro, 20, ' µs')}; loads {heavy or 'no numpy and no pandas'}"
    )
    arrays = drawn(SERVICES)
    listed = arrays[0].tolist(), arrays[2].tolist()
    found = {
        "ours": lambda run: costs_of_many(*arrays),
        "numpy": lambda run: plain_numpy(*arrays),
    }
    taken = rounds(found)
    slow = rounds({"decimal": lambda run: decimal_loop(*listed), "ours": found["ours"]}, runs=2)
    _say(taken, slow)
    words = {digest(*costs_of_many(*arrays)), digest(*plain_numpy(*arrays)), digest(*decimal_loop(*listed))}
    print(f"the same pennies in all three: {'yes' if len(words) == 1 else 'NO'} ({', '.join(sorted(words))})")


def _say(taken: dict[str, list[float]], slow: dict[str, list[float]]) -> None:
    ours = median(taken["ours"])
    beside = median(a / b for a, b in zip(taken["ours"], taken["numpy"], strict=True))
    times = median(a / b for a, b in zip(slow["decimal"], slow["ours"], strict=True))
    print(
        f"costing {SERVICES:,} services: {ours * 1000:.0f} ms of processor, {beside:.2f} x plain numpy; "
        f"{verdict(beside, 1.5)}"
    )
    met = "met" if times >= 40 else "missed"
    print(f"costing {SERVICES:,} services: {times:.0f} x faster than a Decimal loop; goal 40: {met}")


if __name__ == "__main__":
    bench_costing()
