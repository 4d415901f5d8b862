"""Which points of very many series are part of a run, or of two in three near a limit? Whole rows at a time.

A row is a period and a column a series, so that a run is found by laying rows over each other. Every array is of
truth values; numpy is loaded by whoever calls.
"""

from typing import Any

import numpy as np

Array = Any


def in_runs(signs: Array, length: int, extra: int = 0) -> Array:
    """The points of every run of ``length`` true rows or more; ``extra`` more rows where a row is a step.

    >>> in_runs(np.array([[1], [1], [1], [0], [1]], dtype=bool), 3).ravel().tolist()
    [True, True, True, False, False]
    """
    found = np.zeros((len(signs) + extra, signs.shape[1]), dtype=bool)
    begins = signs
    for step in _doublings(length):
        begins = begins[:-step] & begins[step:]
    if len(begins):
        found[: len(begins)] = begins
        for step in _doublings(length + extra):
            found[step:] |= found[:-step]
    return found


def _doublings(length: int) -> list[int]:
    """The steps that take one to ``length``, each no longer than what there is.

    >>> _doublings(7)
    [1, 2, 3]
    """
    steps, have = [], 1
    while have < length:
        steps.append(min(have, length - have))
        have += steps[-1]
    return steps


def two_of_three(side: Array, near: Array) -> Array:
    """The near-limit points of every three on one side of the mean of which two are near the limit."""
    found = np.zeros_like(near)
    if len(near) < 3:
        return found
    first, second, third = near[:-2], near[1:-1], near[2:]
    two = (first & second) | (third & (first | second))
    two &= side[:-2] & side[1:-1] & side[2:]
    for row, points in enumerate((first, second, third)):
        found[row : row + len(two)] |= two & points
    return found
