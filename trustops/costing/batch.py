"""What do many services, or many what-ifs of one, cost, and what does each school pay? Whole pence, all at once.

One service is a sum of whole numbers with ``divmod``: no rounding noise can break a tie, and microseconds are enough.
Thousands go through numpy where it is installed, with the same pennies, as :func:`costs_of_many` says.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import index
from typing import Any

from trustops.costing.service_model import ServiceCost, ServiceInputs
from trustops.quantities.errors import TrustopsError
from trustops.quantities.money import pence

MILLION = 1_000_000
LARGEST = 2**63 - 1
BLOCK = 4096  # rows at a time, so that what is worked on stays near the processor
WORTH_NUMPY = 1000  # under this, importing numpy takes longer than the sums


@dataclass(frozen=True, slots=True)
class Shared:
    """What one service costs, pence, and each school's part of it, in the order of the weights."""

    total: int
    shares: list[int]


def millionths(rate: Decimal) -> int:
    """A rate as parts in a million, as the sums here take it; finer is an error, never rounded in silence.

    >>> millionths(Decimal("0.06"))
    60000
    """
    scaled = rate * MILLION
    if scaled != scaled.to_integral_value():
        raise TrustopsError(
            f"A rate of {rate} is finer than a millionth, so it cannot be kept exactly; round it first."
        )
    return int(scaled)


@dataclass(frozen=True, slots=True)
class Row:
    """A service as the sums here take it: staffing pence, overhead in millionths, hundredths of days, other pence."""

    lines: list[int]
    overhead: int
    weights: list[int]
    other: int


def row_of(inputs: ServiceInputs, cost: ServiceCost) -> Row:
    """A service that was costed, as a row to vary: a line a post, and a weight for each school that takes days.

    Its total is the fixed cost of the year; members come before clients. Raises TrustopsError where days are finer
    than hundredths.
    """
    buyers = (*inputs.members, *inputs.clients)
    return Row(
        lines=[pence(post.total) for post in cost.employment.posts],
        overhead=millionths(inputs.overhead_rate or Decimal(0)),
        weights=[pence(buyer.days) for buyer in buyers],
        other=pence(cost.non_pay + cost.management),
    )


def cost_and_shares(lines: Iterable[int], overhead: int, weights: Sequence[int], other: int = 0) -> Shared:
    """One service: the staffing ``lines`` and their overhead (millionths), with ``other`` costs, split by weight.

    Pence in and out. Overhead is rounded half up to the penny, as ``service_cost`` rounds it; the parts add up to the
    total (largest remainder, ties to whoever comes first). Weights are whole numbers: pupils, or hundredths of days.

    >>> cost_and_shares([2656519, 323478, 531304, 13283], 60000, [38, 38, 19, 19, 25], other=298000)
    Shared(total=4034059, shares=[1102837, 1102836, 551418, 551418, 725550])
    """
    pay = sum(lines)
    total = pay + _half_up(pay * overhead) + other
    return Shared(total, shares_of(total, weights))


def shares_of(total: int, weights: Sequence[int]) -> list[int]:
    """Pence shared out by whole weights, exactly: as :func:`trustops.quantities.money.split` with names in order.

    >>> shares_of(10000, [1, 1, 1])
    [3334, 3333, 3333]
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise TrustopsError(_wrong_weights(weights))
    if total < 0:
        return [-part for part in shares_of(-total, weights)]
    parts, left = [], total
    rests = []
    for place, weight in enumerate(weights):
        part, rest = divmod(total * weight, whole)
        parts.append(part)
        rests.append((-rest, place))
        left -= part
    if left:
        rests.sort()
        for _, place in rests[:left]:
            parts[place] += 1
    return parts


def costs_of_many(lines: Any, overheads: Any, weights: Any, others: Any = None) -> tuple[Sequence[int], Any]:
    """Many services at once: total pence of each, and each school's part; the same pennies as one by one.

    A row a service: ``lines`` its staffing pence, ``overheads`` its overhead in millionths, ``weights`` one whole
    number a school, ``others`` pence without overhead. Rows of what-ifs of one service are services here. Numpy
    arrays come back where arrays are given, or where there are many rows and numpy is installed; lists otherwise.
    Where a sum could pass 2**63 every row is worked out in Python's own whole numbers.

    >>> costs_of_many([[100000], [200000]], [60000, 60000], [[1, 1, 1], [0, 2, 1]])
    ([106000, 212000], [[35334, 35333, 35333], [0, 141333, 70667]])
    """
    given = [0] * len(lines) if others is None else others
    arrays = _arrays(lines, overheads, weights, given)
    if arrays is None:
        return _one_by_one(lines, overheads, weights, given)
    return _in_blocks(*arrays)


def _one_by_one(lines: Any, overheads: Any, weights: Any, others: Any) -> tuple[list[int], list[list[int]]]:
    rows = zip(lines, overheads, weights, others, strict=True)
    try:
        found = [
            cost_and_shares([index(each) for each in row], index(overhead), [index(each) for each in by], index(other))
            for row, overhead, by, other in rows
        ]
    except TypeError:
        raise TrustopsError(
            "Pence, millionths and weights are whole numbers; give days as hundredths of a day."
        ) from None
    return [each.total for each in found], [each.shares for each in found]


def _arrays(*given: Any) -> tuple[Any, ...] | None:
    """The rows as int64 arrays; None where they are few, uneven or too large for them, or numpy is not there."""
    if not hasattr(given[0], "dtype") and len(given[0]) < WORTH_NUMPY:
        return None
    try:
        import numpy as np  # only many rows are worth its 0.1 s, and a bare installation has none
    except ImportError:
        return None
    try:
        arrays = tuple(np.asarray(each) for each in given)
    except ValueError:
        return None  # rows of different lengths
    whole = all(each.dtype.kind == "i" for each in arrays)  # what is finer, or larger, is not cut to fit
    return tuple(each.astype(np.int64, copy=False) for each in arrays) if whole and _fits(*arrays) else None


def _fits(lines: Any, overheads: Any, weights: Any, others: Any) -> bool:
    """Whether no product or sum of the rows can pass 2**63: the largest of each, in Python's own numbers."""
    if len(lines) == 0 or lines.ndim != 2 or weights.ndim != 2:
        return False
    pay = _size(lines) * lines.shape[1]
    rate, schools = _size(overheads), weights.shape[1]
    total = pay + pay * rate // MILLION + 1 + _size(others)
    whole = _size(weights) * schools
    largest: int = max(2 * pay * rate + MILLION, total * _size(weights), (whole + 1) * schools)
    return largest <= LARGEST


def _size(array: Any) -> int:
    """The largest of the array, whatever its sign."""
    return max(abs(int(array.min())), abs(int(array.max()))) if array.size else 0


def _in_blocks(lines: Any, overheads: Any, weights: Any, others: Any) -> tuple[Any, Any]:
    import numpy as np

    if weights.min() < 0 or not weights.any(axis=1).all():
        bad = next(row for row in weights.tolist() if min(row) < 0 or not any(row))
        raise TrustopsError(_wrong_weights(bad))
    totals, shares = np.empty(len(lines), np.int64), np.empty(weights.shape, np.int64)
    for start in range(0, len(lines), BLOCK):
        rows = slice(start, start + BLOCK)
        pay = lines[rows].sum(axis=1)
        totals[rows] = pay + _rounded(np, pay * overheads[rows]) + others[rows]
        _share(np, totals[rows], weights[rows], shares[rows])
    return totals, shares


def _rounded(np: Any, product: Any) -> Any:
    """Millionths of a penny to whole pennies, half away from nothing."""
    size = (2 * np.abs(product) + MILLION) // (2 * MILLION)
    return np.where(product < 0, -size, size)


def _share(np: Any, totals: Any, weights: Any, into: Any) -> None:
    """Largest remainder a row: the places of the pennies left over are those whose rest is not under a threshold."""
    schools = weights.shape[1]
    whole = weights.sum(axis=1)[:, None]
    owed = np.abs(totals)[:, None] * weights
    np.floor_divide(owed, whole, out=into)
    left = np.abs(totals) - into.sum(axis=1)
    owed -= into * whole
    owed *= schools
    owed += np.arange(schools - 1, -1, -1)  # of two equal rests the first place has the larger key
    ordered = np.sort(owed, axis=1)
    least = np.take_along_axis(ordered, np.clip(schools - left, 0, schools - 1)[:, None], axis=1)
    into += (owed >= least) & (left > 0)[:, None]
    if (totals < 0).any():
        into *= np.sign(totals)[:, None]


def _half_up(product: int) -> int:
    size = (2 * abs(product) + MILLION) // (2 * MILLION)
    return -size if product < 0 else size


def _wrong_weights(weights: Sequence[int]) -> str:
    if weights and min(weights) < 0:
        return "A share cannot have a negative weight; make it zero or positive."
    return "Nothing can be shared out when every weight is zero; give at least one a weight."
