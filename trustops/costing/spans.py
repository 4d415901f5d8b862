"""Where must a year be cut? Whole months with the same salary and rates are one span; a change starts another."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Protocol, TypeVar

from trustops.quantities.money import penny
from trustops.quantities.years import add_months, in_force, months_between

Terms = TypeVar("Terms")


class Period(Protocol):
    """Any run of months: an academic year, a tax year by months, one month. ``months`` are their first days."""

    @property
    def months(self) -> tuple[date, ...]: ...


@dataclass(frozen=True, slots=True)
class Months:
    """The months that begin from ``first`` to ``last``.

    >>> len(Months(date(2025, 4, 1), date(2026, 3, 1)).months)
    12
    """

    first: date
    last: date

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each."""
        return tuple(months_between(self.first, self.last))

    def __str__(self) -> str:
        return span_text(self.months)


def tax_year(first: int) -> Months:
    """The tax year that starts in ``first``, by whole months: a change on 6 April counts from 1 April.

    >>> str(tax_year(2025))
    'April 2025 to March 2026'
    """
    return Months(date(first, 4, 1), date(first + 1, 3, 1))


def rate_day(month: date) -> date:
    """The day whose rates a whole month takes: its 15th, so that a change on 6 April counts from 1 April."""
    return month.replace(day=15)


def worked_months(period: Period, starts: date | None, ends: date | None) -> tuple[date, ...]:
    """The period's months that a post is held in; a month counts when its 15th is."""
    return tuple(month for month in period.months if in_force(starts, ends, rate_day(month)))


def unbroken(months: Iterable[date]) -> Iterator[tuple[date, ...]]:
    """Months in order, cut where one between is missing.

    >>> [len(run) for run in unbroken([date(2025, 11, 1), date(2025, 12, 1), date(2026, 2, 1)])]
    [2, 1]
    """
    run: list[date] = []
    for month in months:
        if run and add_months(run[-1], 1) != month:
            yield tuple(run)
            run = []
        run.append(month)
    if run:
        yield tuple(run)


def same_terms(
    months: Iterable[tuple[date, Terms]], alike: Callable[[Terms], Hashable]
) -> Iterator[tuple[tuple[date, ...], tuple[Terms, ...]]]:
    """Neighbouring months whose terms are alike, as one span, with the terms of each month.

    >>> pairs = [(date(2025, month, 1), 9 if month < 4 else 5) for month in range(1, 7)]
    >>> [(len(months), terms[0]) for months, terms in same_terms(pairs, lambda term: term)]
    [(3, 9), (3, 5)]
    """
    for _, group in groupby(months, key=lambda pair: alike(pair[1])):
        pairs = tuple(group)
        yield tuple(month for month, _ in pairs), tuple(terms for _, terms in pairs)


def pro_rata(annual: Decimal, months: int) -> Decimal:
    """The part of a yearly amount that so many months come to, to the penny.

    >>> pro_rata(Decimal(5000), 7)
    Decimal('2916.67')
    """
    return penny(annual * months / 12)


def span_text(months: tuple[date, ...]) -> str:
    """A span as it is written on a line.

    >>> span_text((date(2025, 9, 1), date(2025, 10, 1)))
    'September 2025 to October 2025'
    """
    if not months:
        return "no months"
    first, last = months[0], months[-1]
    return f"{first:%B %Y}" if first == last else f"{first:%B %Y} to {last:%B %Y}"
