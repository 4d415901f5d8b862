"""How long does an assessment of somebody's readiness count?

In full for 12 months, half until 18, and then no more: what was thought so long ago is *unknown*, which is not the
same as not ready. A trust sets other months on the Trust sheet. The day itself still counts: what was assessed on
22 November 2025 counts in full on 22 November 2026, and half from the day after.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from trustops.quantities.years import ONE_DAY, add_months
from trustops.snapshot import Snapshot

FULL_MONTHS = 12
HALF_MONTHS = 18


class Standing(StrEnum):
    """What an assessment is worth on a day."""

    FULL = "in full"
    HALF = "half"
    UNKNOWN = "unknown"


WEIGHTS = {Standing.FULL: Fraction(1), Standing.HALF: Fraction(1, 2), Standing.UNKNOWN: Fraction(0)}


@dataclass(frozen=True, slots=True)
class ReadinessScale:
    """For how many months an assessment counts in full, and until how many it counts half.

    Where the second is not the larger there is no time of half: from full it goes to unknown.

    >>> scale, assessed = ReadinessScale(), date(2025, 11, 22)
    >>> [str(scale.standing(assessed, day)) for day in (date(2026, 11, 22), date(2026, 11, 23), date(2027, 5, 23))]
    ['in full', 'half', 'unknown']
    >>> scale.half_from(assessed), scale.unknown_from(assessed)
    (datetime.date(2026, 11, 23), datetime.date(2027, 5, 23))
    """

    full_months: int = FULL_MONTHS
    half_months: int = HALF_MONTHS

    @classmethod
    def of(cls, snapshot: Snapshot) -> "ReadinessScale":
        """The trust's own months, or the usual ones."""
        trust = snapshot.trust
        full = trust.readiness_full_months if trust else None
        half = trust.readiness_half_months if trust else None
        return cls(FULL_MONTHS if full is None else full, HALF_MONTHS if half is None else half)

    def half_from(self, assessed_on: date) -> date:
        """The first day on which an assessment no longer counts in full."""
        return _day_after(assessed_on, self.full_months)

    def unknown_from(self, assessed_on: date) -> date:
        """The first day on which an assessment no longer counts at all."""
        return _day_after(assessed_on, max(self.full_months, self.half_months))

    def standing(self, assessed_on: date, day: date) -> Standing:
        """What an assessment is worth on a day."""
        if day < self.half_from(assessed_on):
            return Standing.FULL
        return Standing.HALF if day < self.unknown_from(assessed_on) else Standing.UNKNOWN

    def weight(self, assessed_on: date, day: date) -> Fraction:
        """1 in full, ½, or 0 where it is unknown."""
        return WEIGHTS[self.standing(assessed_on, day)]


@lru_cache(maxsize=4096)
def _day_after(day: date, months: int) -> date:
    """The day after so many months; people are assessed in rounds, so the same few days are asked again and again."""
    return add_months(day, months) + ONE_DAY
