"""The rules of an XmR chart written out point by point, on purpose without a line of ours: what ours must equal."""

from fractions import Fraction
from typing import NamedTuple


class Plain(NamedTuple):
    """Mean, the two limits (None without a moving range), and the flags of every point."""

    mean: Fraction
    lower: Fraction | None
    upper: Fraction | None
    flags: list[set[str]]


def by_plain_loop(xs: list[Fraction], base: int, *, screen: bool) -> Plain:
    first = xs[:base]
    mean = sum(first, Fraction(0)) / len(first)
    moves = [abs(first[i] - first[i - 1]) for i in range(1, len(first))]
    reach = None
    if moves:
        average = sum(moves, Fraction(0)) / len(moves)
        if screen and average > 0:
            moves = [move for move in moves if move < Fraction(3267, 1000) * average]
            average = sum(moves, Fraction(0)) / len(moves)
        reach = Fraction(266, 100) * average
    flags: list[set[str]] = [set() for _ in xs]
    for i in range(len(xs)):
        if reach is not None and (xs[i] > mean + reach or xs[i] < mean - reach):
            flags[i].add("outside_limit")
        for start in range(max(0, i - 6), i + 1):
            seven = xs[start : start + 7]
            if len(seven) == 7:
                if all(x > mean for x in seven) or all(x < mean for x in seven):
                    flags[i].add("shift")
                pairs = [(seven[j], seven[j + 1]) for j in range(6)]
                if all(a < b for a, b in pairs) or all(a > b for a, b in pairs):
                    flags[i].add("trend")
    for i in range(len(xs) - 2):
        if reach is None or not (all(x > mean for x in xs[i : i + 3]) or all(x < mean for x in xs[i : i + 3])):
            continue
        near = [j for j in (i, i + 1, i + 2) if reach * 2 / 3 < abs(xs[j] - mean) <= reach]
        if len(near) >= 2:
            for j in near:
                flags[j].add("two_of_three")
    return Plain(mean, None if reach is None else mean - reach, None if reach is None else mean + reach, flags)
