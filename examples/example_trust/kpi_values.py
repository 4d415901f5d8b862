"""What has the example trust seen? Three years of values: half-term by half-term, termly and annual.

Time to hire has not been sent since spring 2026.
"""

from collections.abc import Iterator
from decimal import Decimal

from examples.example_trust.drawn import cells_of
from examples.example_trust.kpi_rows import counted, value_row
from examples.example_trust.kpi_series import all_series
from examples.example_trust.terms import HALF_TERMS, terms, years
from trustops.models import Fact

TERMLY = """
PEO05 | 990001 | 62 | 3 4 2 3 3 4 2 3 3
PEO05 | 990002 | 54 | 3 3 2 3 2 3 3 2 3
GOV01 | TRUST  | 44 | 37 36 38 35 37 38 36 39 38
"""

ANNUAL = """
EDU09 | 990001 | 178 176 179 | 83 81 87
EDU09 | 990002 | 118 115 117 | 48 49 51
PUP01 | 990001 | 180 180 180 | 178 180 179
PUP01 | 990002 | 120 120 120 | 117 114 112
"""
ATTAINMENT_8 = """
990001 | 178 176 179 | 46.9 46.6 47.8
990002 | 118 115 117 | 43.8 44.4 45.3
"""

# Counts of the trust as a whole, or of days, half-term by half-term, from the first that is given.
COUNTED = """
PEO09 | TRUST | 2023-09-01 | 12                   | 3 3 3 4 4 4 4 4 4 5 5 5 5 5 5 6 6 6 5
FIN02 | TRUST | 2023-09-01 | 2990                 | 203 206 211 214 220 217 221 226 229 233 230 234 238 241 240 243 247 246 251
FIN09 | TRUST | 2025-09-01 | 31 30 25 22 24 33 32 | 21 19 23 22 23 29 30
"""  # noqa: E501 - a sheet is drawn as wide as it is
DAYS = """
SAF03 | 990001 | 0 0 1 0 0 0 0 0 0 1 0 0 0 0 0 0 0 0 0
SAF03 | 990002 | 0 1 0 0 2 0 0 1 0 0 0 1 0 0 1 0 0 0
PEO07 | 990001 | 41 44 39 46 52 47 43 45 40 49 51 46 44 47 42 48
PEO07 | 990002 | 47 45 52 49 55 51 46 53 50 48 57 52 49 54 51 56
"""


def _termly() -> Iterator[Fact]:
    for kpi, site, size, counts in cells_of(TERMLY):
        for term, count in zip(terms(), _whole(counts), strict=True):
            yield counted(kpi, site, term, count, int(size))


def _annual() -> Iterator[Fact]:
    for kpi, site, sizes, counts in cells_of(ANNUAL):
        for year, size, count in zip(years(), _whole(sizes), _whole(counts), strict=True):
            yield counted(kpi, site, year, count, size)
    for site, sizes, scores in cells_of(ATTAINMENT_8):
        for year, size, score in zip(years(), _whole(sizes), scores.split(), strict=True):
            yield value_row("EDU07", site, year, value=Decimal(score), denominator=Decimal(size))


def _counted() -> Iterator[Fact]:
    for kpi, site, first, sizes, counts in cells_of(COUNTED):
        periods = [period for period in HALF_TERMS if period.start.isoformat() >= first]
        over = _whole(sizes) if " " in sizes else _whole(sizes) * len(periods)
        for period, size, count in zip(periods, over, _whole(counts), strict=True):
            yield counted(kpi, site, period, count, size)
    for kpi, site, counts in cells_of(DAYS):
        for period, days in zip(HALF_TERMS, _whole(counts), strict=False):
            yield value_row(kpi, site, period, value=Decimal(days))


def _whole(text: str) -> list[int]:
    return [int(part) for part in text.split()]


def facts() -> list[Fact]:
    """Every value, KPI by KPI."""
    return [*(value for series in all_series() for value in series.values()), *_termly(), *_annual(), *_counted()]
