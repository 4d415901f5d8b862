"""About which level does a half-termly KPI move at a school? Counts with noise, before the officer and since.

A count moves about one level until August 2025 and about another from September 2025 on, when the attendance officer
has begun: part of the way at once, the rest by autumn 2026. Kingsmead's figures for autumn 2026 are not in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from examples.example_trust import organisation as schools
from examples.example_trust.drawn import cells_of
from examples.example_trust.kpi_rows import PER_ONE, counted, suppressed
from examples.example_trust.terms import HALF_TERMS, OFFICER_STARTS, Period
from trustops.models import Fact

# What is counted, over what, about which levels (in the KPI's unit), and how far it strays.
LEVELS = """
KPI   | Of         | Watling Park until | Watling Park by now | Kingsmead until | Kingsmead by now | Strays
ATT01 | sessions   | 93.2               | 94.9                | 92.2            | 93.9             | 0.7
ATT03 | pupils     | 22.4               | 17.6                | 25.1            | 20.2             | 2.5
ATT04 | pupils     | 2.3                | 1.7                 | 2.9             | 2.2              | 0.3
ATT05 | fsm        | 35                 | 28                  | 37              | 31               | 2
ATT06 | ehc        | 34                 | 28                  | 36              | 31               | 3
ATT07 | sessions   | 2.1                | 1.5                 | 2.5             | 1.9              | 0.2
INC01 | pupils     | 2.0                | 1.5                 | 2.5             | 2.1              | 0.4
INC03 | sessions   | 0.22               | 0.15                | 0.31            | 0.24             | 0.04
INC06 | reviews    | 97                 | 99                  | 95              | 96               | 6
SAF01 | staff      | 98.2               | 99.4                | 98.0            | 99.2             | 1.0
SAF02 | record     | 99.2               | 99.7                | 98.8            | 99.5             | 0.5
PEO04 | teachers   | 0.92               | 0.82                | 1.1             | 1.0              | 0.15
PEO06 | staff cost | 3.1                | 3.0                 | 3.4             | 5.6              | 0.3
FIN01 | income     | 77.4               | 76.5                | 79.3            | 78.5             | 0.5
EST01 | checks     | 97                 | 99                  | 96              | 98               | 2
"""

OVER = {
    schools.FOUNDER: {
        "fsm": 252,
        "ehc": 54,
        "reviews": 12,
        "staff": 148,
        "record": 171,
        "teachers": 78,
        "staff cost": 1_310_000,
        "income": 1_700_000,
        "checks": 64,
    },
    schools.SECOND: {
        "fsm": 243,
        "ehc": 47,
        "reviews": 11,
        "staff": 126,
        "record": 144,
        "teachers": 61,
        "staff cost": 1_015_000,
        "income": 1_290_000,
        "checks": 58,
    },
}
PRIMARIES = "ATT01 | sessions | 94.4 | 95.5 | 93.9 | 95.2 | 0.5"

SEED = 40
"""Of the chances that were tried, one in which the rise is neither sudden nor hidden by the noise."""

# Never filled in, and one that was too small to publish.
MISSING = {
    ("INC03", schools.SECOND, "spring 2 2023/24"),
    ("SAF02", schools.FOUNDER, "autumn 2 2024/25"),
    ("EST01", schools.SECOND, "summer 1 2024/25"),
    ("INC06", schools.FOUNDER, "summer 2 2025/26"),
    ("ATT01", schools.PRIMARY_2, "spring 1 2025/26"),
}
SUPPRESSED = ("ATT06", schools.SECOND, "spring 2 2025/26")


@dataclass(frozen=True, slots=True)
class Series:
    """A KPI at a site: what it is over, its two levels and how far it strays."""

    kpi: str
    site: str
    over: str
    until: float
    by_now: float
    strays: float

    def values(self) -> Iterator[Fact]:
        """A value for each half-term that the site has reported."""
        chance = Random(f"{SEED} {self.kpi} at {self.site}")
        for place, half_term in enumerate(HALF_TERMS):
            level = self.level(place) + self.strays * (chance.random() + chance.random() + chance.random() - 1.5)
            if self.reported(place, half_term):
                yield self.value(half_term, level)

    def level(self, place: int) -> float:
        """About which level the KPI moves in the half-term at this place."""
        if place < OFFICER_STARTS:
            return self.until
        last = len(HALF_TERMS) - 1
        return self.until + (self.by_now - self.until) * (
            0.5 + 0.5 * (place - OFFICER_STARTS) / (last - OFFICER_STARTS)
        )

    def reported(self, place: int, half_term: Period) -> bool:
        """Whether a value was sent: the primaries began in 2024, and Kingsmead is late for autumn 2026."""
        if self.site in (schools.PRIMARY_1, schools.PRIMARY_2) and place < 6:
            return False
        if self.site == schools.SECOND and place == len(HALF_TERMS) - 1:
            return False
        return (self.kpi, self.site, half_term.name) not in MISSING

    def value(self, half_term: Period, level: float) -> Fact:
        denominator = self.denominator(half_term)
        scale = 1 if self.kpi in PER_ONE else 100
        numerator = round(min(level, 100) * denominator / scale)
        if (self.kpi, self.site, half_term.name) == SUPPRESSED:
            return suppressed(self.kpi, self.site, half_term)
        return counted(self.kpi, self.site, half_term, numerator, denominator)

    def denominator(self, half_term: Period) -> int:
        if self.over not in ("pupils", "sessions"):
            return OVER[self.site][self.over]
        pupils = schools.pupils(self.site, half_term.year)
        return pupils * 2 * len(half_term.school_days) if self.over == "sessions" else pupils


def all_series() -> Iterator[Series]:
    """Every half-termly KPI at every school that reports it."""
    _, *lines = cells_of(LEVELS)
    pairs = [(line, schools.FOUNDER, schools.SECOND) for line in lines]
    pairs += [(line, schools.PRIMARY_1, schools.PRIMARY_2) for line in cells_of(PRIMARIES)]
    for (kpi, over, first_until, first_now, second_until, second_now, strays), first, second in pairs:
        yield Series(kpi, first, over, float(first_until), float(first_now), float(strays))
        yield Series(kpi, second, over, float(second_until), float(second_now), float(strays))
