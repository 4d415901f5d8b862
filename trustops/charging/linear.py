"""What solves a set of linear equations exactly? Gauss's elimination over fractions."""

from collections.abc import Sequence
from fractions import Fraction


def solved(matrix: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> tuple[Fraction, ...] | None:
    """The one answer of ``matrix`` × x = ``right``; None where there is not exactly one. The inputs are unchanged.

    >>> solved([[Fraction(2), Fraction(1)], [Fraction(1), Fraction(-1)]], [Fraction(5), Fraction(1)])
    (Fraction(2, 1), Fraction(1, 1))
    >>> solved([[Fraction(1), Fraction(1)], [Fraction(2), Fraction(2)]], [Fraction(1), Fraction(2)])
    """
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for place in range(len(rows)):
        pivot = next((index for index in range(place, len(rows)) if rows[index][place]), None)
        if pivot is None:
            return None
        rows[place], rows[pivot] = rows[pivot], rows[place]
        head = rows[place][place]
        rows[place] = [value / head for value in rows[place]]
        for index, row in enumerate(rows):
            if index != place and (factor := row[place]):
                rows[index] = [value - factor * lead for value, lead in zip(row, rows[place], strict=True)]
    return tuple(row[-1] for row in rows)
