"""When can a KPI first show that something has changed?

A shift is seven values on one side of the mean, and the mean is of the values since the last documented change. So a
series that has just begun, or begun afresh, says nothing for a while, and a board should know until when.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from trustops.kpis.book import KpiBook
from trustops.kpis.observed import breaks
from trustops.kpis.periods import FREQUENCY_DAYS
from trustops.kpis.spc import NHS_R
from trustops.kpis.view import KpiView
from trustops.models import Kpi
from trustops.quantities.words import counted


@dataclass(frozen=True, slots=True)
class FirstSignal:
    """How many values a series has since it last began, how many more a shift needs, and when those will be in.

    ``limits_on`` is when the limits are no longer trial limits; None where they are firm already.
    """

    kpi: str
    site: str
    values: int
    lacking: int
    shift_on: date
    limits_on: date | None

    @property
    def sentence(self) -> str:
        """The answer in words.

        >>> FirstSignal("ATT01", "TRUST", 3, 4, date(2027, 5, 28), None).sentence
        'With 3 values it can first show a shift in May 2027, when 4 more are in.'
        """
        more = f"{self.lacking} more {'is' if self.lacking == 1 else 'are'} in"
        return f"With {counted(self.values, 'value')} it can first show a shift in {self.shift_on:%B %Y}, when {more}."


def first_signal(book: KpiBook, kpi: Kpi, view: KpiView) -> FirstSignal | None:
    """When a shift can first show at a site; None where one could show already, or nothing has been seen at all.

    Each further value ends one of the KPI's periods after the last, and is in after its lag: with 3 half-termly values
    to 21 July 2026 and a lag of 14 days, the seventh ends four times 61 days later and is in 14 days after that.
    """
    since = max(breaks(book, kpi, view.site), default=date.min)
    known = [point for point in view.points if point.value is not None and point.start >= since]
    lacking = NHS_R.run - len(known)
    if lacking <= 0 or not view.points:
        return None
    last = max([point.end for point in view.points], default=since)
    return FirstSignal(
        kpi.kpi,
        view.site,
        len(known),
        lacking,
        _after(kpi, last, lacking),
        _after(kpi, last, NHS_R.baseline_points - len(known)) if len(known) < NHS_R.baseline_points else None,
    )


def first_signals(book: KpiBook, views: Mapping[tuple[str, str], KpiView]) -> tuple[FirstSignal, ...]:
    """Every series that cannot show a shift yet, the one that waits longest last."""
    found = (first_signal(book, book.kpi(code), view) for (code, _site), view in views.items())
    return tuple(sorted((each for each in found if each), key=lambda each: (each.shift_on, each.kpi, each.site)))


def _after(kpi: Kpi, last: date, periods: int) -> date:
    return last + timedelta(days=FREQUENCY_DAYS[kpi.frequency] * periods + (kpi.lag_days or 0))
